"""What a searcher gets: SearchParams in, ResultPage out. The words of a search are all importable from here.

params.py    SearchParams; args.py: its URL form   service.py   SearchService: params -> page, marked articles
asking.py    params -> what an engine is asked   ways_out.py  what is offered where few releases have all words
page.py      ResultPage and its parts            facets.py    counts with labels
snippets.py  where a text matches, best windows  timeline.py  the interval of a histogram
paging.py    the pages beside a page             cursor.py    a place in the order, as a word
page_json.py ResultPage -> JSON                  json_shapes.py  its names
facet_params.py  the values of one filter        keywords.py  the parameters for the library
exports/     every hit, as a file
"""

from presssearch.engines.base import MAX_FORMS, MISSING, EngineStats, Filter, Histogram, Interval, Sort
from presssearch.query import language
from presssearch.query.language import LANGUAGE
from presssearch.query.tree import DateRange

LIMITS = (*language.LIMITS, ("words of the index that one with ? or * inside, or with ~, stands for", MAX_FORMS))

__all__ = ["LANGUAGE", "LIMITS", "MISSING", "DateRange", "EngineStats", "Filter", "Histogram", "Interval", "Sort"]
