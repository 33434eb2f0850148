"""FORMATS: the one table of what a search can be taken away as; addresses, commands and documents walk it."""

from presssearch.search.exports.bibtex import write_bibtex
from presssearch.search.exports.csl import write_csl
from presssearch.search.exports.export import Format
from presssearch.search.exports.feed import MIMETYPE, write_atom
from presssearch.search.exports.lines import write_ndjson
from presssearch.search.exports.ris import write_ris
from presssearch.search.exports.tables import write_csv, write_tif

_ALL = (
    Format(
        "csv", "CSV", "text/csv", ".csv", "a table for spreadsheets, one row for each release", write_csv, table=True
    ),
    Format("ndjson", "NDJSON", "application/x-ndjson", ".ndjson", "the Article JSON, one on a line", write_ndjson),
    Format("atom", "Atom", MIMETYPE, ".atom", "a feed to follow the search with a feed reader", write_atom, feed=True),
    Format("ris", "RIS", "application/x-research-info-systems", ".ris", "references for Zotero, EndNote …", write_ris),
    Format("bib", "BibTeX", "application/x-bibtex", ".bib", "references for LaTeX, JabRef …", write_bibtex),
    Format(
        "csl", "CSL-JSON", "application/vnd.citationstyles.csl+json", ".csl.json", "references for pandoc …", write_csl
    ),
    Format(
        "tif", "TIF", "text/csv", ".tif.csv", "doc_id and text, for text analysis in R or Python", write_tif, table=True
    ),
)
FORMATS = {format.name: format for format in _ALL}
CITATIONS = ("ris", "bib", "csl")  # those that a single release has an address in
