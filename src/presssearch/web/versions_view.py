"""The versions of an edited release, and what each changed in the one before, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from presssearch.article import Article
from presssearch.search.differences import Change, changes
from presssearch.web.languages import gettext
from presssearch.web.urls import article_url
from presssearch.web.wording import day_text, number_text

_AROUND = 12  # words of the text that are shown around a change
_MOST = 60  # changes of one version


@dataclass(frozen=True, slots=True)
class VersionView:
    """name: `Version 2, recorded 12 June 2026`. pieces: of the text, around what this version changed in the one
    before it; empty for the first one. more: how many pieces are not shown. current: is it the one on the page?"""

    name: str
    href: str
    current: bool
    pieces: tuple[Change, ...]
    more: int


def edited(revisions: Sequence[Article]) -> list[Article]:
    """The revisions that changed headline or text, and of those that did not the last one, oldest first."""
    found: list[Article] = []
    for revision in revisions:
        if found and _text(found[-1]) == _text(revision):
            found.pop()
        found.append(revision)
    return found


def versions_view(revisions: Sequence[Article], shown: Article) -> tuple[VersionView, ...]:
    """The newest first; empty where there is but one."""
    versions = edited(revisions)
    if len(versions) < 2:
        return ()
    newest = versions[-1].revision
    found = []
    for number, version in enumerate(versions, 1):
        pieces = list(_around(changes(_text(versions[number - 2]), _text(version)))) if number > 1 else []
        found.append(
            VersionView(
                name=_name(number, version),
                href=article_url(version.id, version=None if version.revision == newest else version.revision),
                current=version.revision == shown.revision,
                pieces=tuple(pieces[:_MOST]),
                more=max(0, len(pieces) - _MOST),
            )
        )
    return tuple(reversed(found))


def _text(article: Article) -> str:
    return f"{article.headline or ''}\n{article.body}"


def _name(number: int, version: Article) -> str:
    if version.recorded is None:
        return gettext("Version %(number)s", number=number_text(number))
    return gettext(
        "Version %(number)s, recorded %(day)s",
        number=number_text(number),
        day=day_text(version.recorded.edited[: len("2018-06-12")]),
    )


def _around(pieces: Sequence[Change]) -> Iterator[Change]:
    """The changes, and the words next to them."""
    for n, piece in enumerate(pieces):
        words = piece.added.split()
        if not piece.equal or len(words) <= 2 * _AROUND:
            yield piece
            continue
        before = " ".join(words[:_AROUND]) if n > 0 else ""
        behind = " ".join(words[-_AROUND:]) if n + 1 < len(pieces) else ""
        text = f"{before} … {behind}".strip() + " "
        yield Change(text, text, equal=True)
