"""Names in scripts without capitals: only right behind an office."""

from collections.abc import Iterator

from presssearch.parsing.mentions import Mention


def titled_names(text: str, language: str | None, source_country: str | None) -> Iterator[Mention]:
    yield from ()
