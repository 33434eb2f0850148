"""The labels of a release, whatever of their spellings is used: absent is unlabelled, null is "there is none"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

_SPELLINGS = {
    "headline": ("headline", "title"),
    "language": ("language", "lang"),
    "byline": ("byline", "authors", "author"),
    "organisations": ("organisations", "organizations"),
    "quotations": ("quotes", "quotations"),
    "published": ("published", "publication_date", "date_published"),
    "city": ("city", "place"),
}
_NAMES = ("name", "text", "value", "code")
_DATE_KEYS = ("published", "publishedat", "datepublished", "publicationdate", "pubdate", "date")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)|--\d\d-\d\d", re.ASCII)
_PRECISION_CHARS = {"month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a list: its name, what is as good, and the other keys. counts: False for an optional one."""

    name: str
    others: tuple[str, ...] = ()
    keys: Mapping[str, Any] | None = None
    counts: bool = True

    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.others)

    def has(self, key: str) -> bool:
        return self.keys is not None and key in self.keys


def is_labelled(expected: Mapping[str, Any], field: str) -> bool:
    return any(key in expected for key in _spellings(field))


def value_of(expected: Mapping[str, Any], field: str) -> Any:
    return next((expected[key] for key in _spellings(field) if key in expected), None)


def scalars_of(expected: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """The values that are right for a field of one value; empty where the labels say that there is none."""
    values = [*_texts(value_of(expected, field)), *_texts(expected.get(f"{field}_aliases"))]
    values += _aliases(expected, field, *values)
    return tuple(dict.fromkeys(values))


def _aliases(expected: Mapping[str, Any], *names: str) -> list[str]:
    """What is as good as a field's value by the `aliases` of all labels: `{field or value: other forms}`."""
    aliases = expected.get("aliases")
    return [text for name in names for text in _texts(aliases.get(name))] if isinstance(aliases, Mapping) else []


def is_neutral(expected: Mapping[str, Any], field: str) -> bool:
    """Does the field of this release count neither way?"""
    return expected.get(f"neutral_{field}") is True or field in _marked(expected, "optional")


def entries_of(expected: Mapping[str, Any], field: str) -> tuple[Entry, ...]:
    """The values of a list field; those that are optional do not count."""
    free = set(neutral_of(expected, field))
    found = (_entry(item) for item in _items(value_of(expected, field)))
    entries = (replace(e, others=(*e.others, *_aliases(expected, *e.forms()))) for e in found if e is not None)
    return tuple(replace(e, counts=False) if e.name in free else e for e in entries)


def neutral_of(expected: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """Values that count neither way, whether they are found or not."""
    names: list[str] = []
    for spelling in _spellings(field):
        for item in _items(expected.get(f"neutral_{spelling}")) + _items(expected.get(f"optional_{spelling}")):
            entry = _entry(item)
            names += entry.forms() if entry is not None else ()
    for key in ("optional", "more"):
        value = expected.get(key)
        if isinstance(value, Mapping):
            names += [text for spelling in _spellings(field) for text in _texts(value.get(spelling))]
        else:
            names += _texts(value)
    return tuple(names)


def is_open(expected: Mapping[str, Any], field: str) -> bool:
    """Are there more values than the labels list, so that another one is no fault?"""
    return expected.get("more") is True or any(spelling in _marked(expected, "more") for spelling in _spellings(field))


def dateline_of(expected: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The labels of the dateline; None where it is not labelled. Null means that all its parts are null."""
    if "dateline" not in expected:
        return None
    value = expected["dateline"]
    if isinstance(value, Mapping):
        return value
    return {} if isinstance(value, str) else dict.fromkeys(("city", "country", "date", "time"))


def dates_of_record(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The publication dates that a record states, as far as it knows them: 2018-06-12, 2018-06."""
    chars = _PRECISION_CHARS.get(str(document.get("date_precision")), 10)
    folded = {key.lower().replace("_", "").replace("-", ""): value for key, value in document.items()}
    return tuple(date[:chars] for key in _DATE_KEYS for date in dates_in(folded.get(key)))


def dates_in(value: object) -> tuple[str, ...]:
    """Dates at the start of labels: `2018-06-12`, `2018-06-12T10:39`, `--06-12`, also in a list or under `value`."""
    return tuple(match.group() for text in _texts(value) if (match := _DATE.match(text)))


def _spellings(field: str) -> tuple[str, ...]:
    return _SPELLINGS.get(field, (field,))


def _items(value: object) -> list[Any]:
    if value is None or isinstance(value, bool):
        return []
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def _marked(expected: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Names of fields listed under a key, or those whose value is true there."""
    value = expected.get(key)
    if isinstance(value, Mapping):
        return tuple(name for name, mark in value.items() if mark is True)
    return tuple(_texts(value))


def _entry(item: object) -> Entry | None:
    if isinstance(item, str):
        return Entry(item) if item.strip() else None
    if not isinstance(item, Mapping):
        return None
    name = next((str(item[key]) for key in _NAMES if item.get(key)), None)
    if name is None:
        return None
    others = (text for key in ("aliases", "alias", "alternatives") for text in _texts(item.get(key)))
    counts = not (item.get("optional") or item.get("neutral"))
    return Entry(name, tuple(others), item, counts)


def _texts(value: object) -> list[str]:
    return list(_walk(value))


def _walk(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, Mapping):
        yield from _walk(next((value[key] for key in ("value", "date", *_NAMES) if value.get(key)), None))
    elif isinstance(value, Sequence):
        for item in value:
            yield from _walk(item)
