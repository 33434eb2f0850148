"""What is asked of labels whatever the releases are: they stand in the texts, and they agree with each other."""

from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest


@pytest.fixture(scope="session")
def text_of_page() -> Callable[[str], str]:
    """All character data of a page, decoded apart from the readers."""

    def text(html: str) -> str:
        page = _Text()
        page.feed(html)
        page.close()
        return " ".join(page.pieces)

    return text


@pytest.fixture(scope="session")
def labels_not_printed() -> Callable[[Mapping[str, Any], str], list[str]]:
    """The labels of a release that are no piece of its text; white space does not count."""

    def absent(expected: Mapping[str, Any], text: str) -> list[str]:
        bare = _without_space(text)
        return [label for label in _printed(expected) if _without_space(label) not in bare]

    return absent


@pytest.fixture(scope="session")
def strange_speakers() -> Callable[[Mapping[str, Any]], list[str]]:
    """The speakers who are nobody among the people of their release, or have another office there."""

    def strange(expected: Mapping[str, Any]) -> list[str]:
        offices = {texts_of(person["name"])[0]: person.get("office") for person in expected["people"]}
        return [
            speaker
            for quote in expected["quotes"]
            for speaker in texts_of(quote.get("speaker"))[:1]
            if speaker not in offices or quote.get("office") != offices[speaker]
        ]

    return strange


def texts_of(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) else ()


def _printed(expected: Mapping[str, Any]) -> Iterator[str]:
    """Every label that has to be a piece of the text; other spellings of it (aliases, base) need not be."""
    for field in ("headline", "rubric", "credit", "byline"):
        yield from texts_of(expected[field])
    yield from texts_of(expected["dateline"]["raw"])
    for person in expected["people"]:
        yield from (*texts_of(person["name"]), *texts_of(person.get("office")))
    for organisation in expected["organisations"]:
        yield from (*texts_of(organisation["name"]), *texts_of(organisation.get("acronym")))
    for quote in expected["quotes"]:
        yield quote["text"]


def _without_space(text: str) -> str:
    return "".join(text.split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
