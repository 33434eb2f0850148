"""Publishers: the printed names of those whose sites are known (data/publishers.tsv)."""

from functools import cache

from presssearch.analysis.tables import table_rows


def name_of(source: str) -> str | None:
    """The English name of a source, with its state: `kz-mfa` -> Ministry of Foreign Affairs of the Republic of
    Kazakhstan. None for any other: the source is then what the release itself calls its publisher."""
    return _names().get(source)


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("publishers.tsv")[1:]}
