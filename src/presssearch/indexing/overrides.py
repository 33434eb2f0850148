"""overrides.toml beside the record: what a person has corrected, field by field, and names for all releases.

A correction is applied to what parsing gives, on its way into the record, so it outlives every reading. What
was read is kept in `Article.origins` under "headline as read", as JSON: {"value": …, "from": its origin}. So
a correction that is taken out of the file gives way to it, without the file that the article came from.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Self

from presssearch.archive import Archive
from presssearch.article import Article, Evidence, Published, Span, published_on
from presssearch.errors import ParseError, SettingsError
from presssearch.indexing.renaming import KINDS, TABLE, Names

NAME = "overrides.toml"

_AS_READ = " as read"
_FIXED = ("id", "revision", "path", "paragraphs", "origins", "warnings", "recorded")
_FIELDS = tuple(field.name for field in fields(Article) if field.name not in _FIXED)
_UNKNOWN = Article("").to_json()  # each field as it is where nothing is known
_MEMO = "corrected"  # of the record: a JSON list of the ids that were in the file when it was last applied
_MEMO_OF_NAMES = "renamed"  # the names that were in it, as JSON
_AT_ONCE = 500  # articles that are looked at, and recorded together


@dataclass(frozen=True, slots=True)
class Override:
    """values: by field, in the JSON form of an article. line: of its table in the file."""

    values: Mapping[str, Any]
    note: str | None
    line: int | None

    @property
    def where(self) -> str:
        """As an origin."""
        return f"{NAME}: {self.note}" if self.note else NAME


NO_OVERRIDE = Override({}, None, None)
NO_NAMES = Names({})


class Overrides:
    """The corrections in one file, by the id of the article, and the names that it gives in all of them."""

    def __init__(self, by_id: Mapping[str, Override], names: Names = NO_NAMES) -> None:
        self._by_id = by_id
        self._names = names

    @classmethod
    def beside(cls, record: Path) -> Self:
        """Those in the folder of a record; none where there is no file. SettingsError names line and key."""
        path = record.with_name(NAME)
        try:
            text = path.read_text(encoding="utf-8-sig")
            tables = tomllib.loads(text)
        except FileNotFoundError:
            return cls({})
        except OSError as error:
            raise SettingsError(f"{path} cannot be read: {error.strerror or error}") from error
        except ValueError as error:  # not TOML, or not UTF-8
            raise SettingsError(f"{path} is not TOML: {error}; mend that line, nothing was changed") from error
        names = _read_names(path, text, tables.pop(TABLE, {}))
        return cls({id_: _read_table(_Place(path, text, id_), table) for id_, table in tables.items()}, names)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._by_id)

    def applied(self, article: Article) -> Article:
        """The article as corrected, or as read where there is no correction (any more)."""
        read = as_read(article)
        override = self._by_id.get(article.id, NO_OVERRIDE)
        corrected = _corrected(read, override) if override.values else read
        named = {name: value for name, value in self._names.applied(corrected).items() if name not in override.values}
        if not named and override is NO_OVERRIDE:
            return read
        corrected = replace(corrected, **named)
        before, after = read.to_json(), corrected.to_json()
        by_name = dict.fromkeys(named, f"{NAME}: {TABLE}")
        origins = dict(read.origins) | by_name | dict.fromkeys(override.values, override.where)
        for name, value in before.items():
            if name in override.values or value != after[name]:
                kept = {"value": value, "from": read.origins.get(name)}
                origins[name + _AS_READ] = json.dumps(kept, ensure_ascii=False)
        return replace(corrected, origins=origins)

    def refresh(self, archive: Archive) -> int:
        """Bring the record in line with the file; how many articles got a revision by that. Where other names are
        given than the last time, every article is looked at."""
        before = frozenset(json.loads(archive.memo(_MEMO) or "[]"))
        names = json.dumps(self._names.by_kind, sort_keys=True, ensure_ascii=False) if self._names else ""
        renamed = (archive.memo(_MEMO_OF_NAMES) or "") != names
        if not renamed and not before and not self._by_id:
            return 0
        ids = sorted(before | self.ids)
        if not self.ids <= before:
            archive.set_memo(_MEMO, json.dumps(ids))  # first, so that a kill leaves none unnoticed
        looked_at = archive.ids() if renamed else ids
        stale = sum(
            self._brought_in_line(archive, looked_at[first : first + _AT_ONCE])
            for first in range(0, len(looked_at), _AT_ONCE)
        )
        if before - self.ids:
            archive.set_memo(_MEMO, json.dumps(sorted(self.ids)))
        if renamed:
            archive.set_memo(_MEMO_OF_NAMES, names)
        return stale

    def _brought_in_line(self, archive: Archive, ids: Sequence[str]) -> int:
        pairs = [(article, self.applied(article)) for article in archive.get(ids) if article is not None]
        stale = [corrected for article, corrected in pairs if corrected.digest() != article.digest()]
        if stale:
            archive.put(stale)
        return len(stale)

    def unknown_in(self, archive: Archive) -> Iterator[str]:
        """A sentence for each correction of an article that is not in the record."""
        ids = list(self._by_id)
        for id_, article in zip(ids, archive.get(ids), strict=True):
            if article is None:
                line = self._by_id[id_].line
                yield f"{NAME}{f', line {line}' if line else ''}: no article has the id {id_}"


def as_read(article: Article) -> Article:
    """The article without the corrections that were applied to it."""
    kept = {name.removesuffix(_AS_READ): json.loads(was) for name, was in article.origins.items() if _is_kept(name)}
    if not kept:
        return article
    origins = {
        name: kept[name]["from"] if name in kept else where
        for name, where in article.origins.items()
        if not _is_kept(name) and (name not in kept or kept[name]["from"] is not None)
    }
    values = {name: was["value"] for name, was in kept.items()}
    return Article.from_json({**article.to_json(), **values, "origins": origins})


def value_as_read(article: Article, field: str) -> tuple[Any, str | None] | None:
    """What a corrected field was before, in JSON form, and its origin; None where it was not corrected."""
    was = article.origins.get(field + _AS_READ)
    if was is None:
        return None
    kept = json.loads(was)
    return kept["value"], kept["from"]


def _is_kept(origin: str) -> bool:
    return origin.endswith(_AS_READ)


def _corrected(read: Article, override: Override) -> Article:
    values = dict(override.values)
    if "published" in values:
        values["published"] = _published(read.published, values["published"], override.where)
    corrected = Article.from_json({**read.to_json(), **values})
    if "body" not in values:
        return corrected
    corrected = replace(corrected, paragraphs=_paragraphs(corrected.body))
    return _with_true_spans(corrected, read, corrected_by_hand=frozenset(values))


def _published(read: Published, value: Any, where: str) -> dict[str, Any]:
    """A date of a person, with what was read as a loser; or that table itself, where it is one."""
    if isinstance(value, Mapping) and value != _UNKNOWN["published"]:
        return dict(value)
    losers = [*([[read.value, read.confidence]] if read.value else []), *map(list, read.candidates)]
    found = published_on(value) if isinstance(value, str) else Published()
    evidence = (Evidence("correction", found.value or "unknown", where), *read.evidence)
    by_hand = replace(found, source="correction", evidence=evidence)
    as_json: dict[str, Any] = Article("", published=by_hand).to_json()["published"]
    return {**as_json, "candidates": [loser for loser in losers if loser[0] != found.value]}


def _paragraphs(body: str) -> tuple[Span, ...]:
    return tuple((match.start(), match.end()) for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", body))


def _with_true_spans(corrected: Article, read: Article, *, corrected_by_hand: frozenset[str]) -> Article:
    """Without the spans that do not stand at the same words of the new body."""

    def true(span: Span) -> bool:
        return read.body[slice(*span)] == corrected.body[slice(*span)]

    derived: dict[str, Any] = {
        "people": tuple(replace(one, spans=tuple(filter(true, one.spans))) for one in corrected.people),
        "organisations": tuple(replace(one, spans=tuple(filter(true, one.spans))) for one in corrected.organisations),
        "quotes": tuple(
            one if one.span is None or true(one.span) else replace(one, span=None) for one in corrected.quotes
        ),
    }
    return replace(corrected, **{name: value for name, value in derived.items() if name not in corrected_by_hand})


@dataclass(frozen=True, slots=True)
class _Place:
    """A table of the file, for messages: tomllib tells no lines of what is TOML."""

    path: Path
    text: str
    id: str

    def line(self, key: str | None = None) -> int | None:
        header = re.compile(rf"""\s*\[\s*["']?{re.escape(self.id)}["']?\s*[].]""")
        entry = re.compile(rf"""\s*["']?{re.escape(key or "")}["']?\s*[=.]""")
        found = None
        for number, line in enumerate(self.text.splitlines(), 1):
            if header.match(line):
                found = number
                if key is None:
                    return number
            elif found is not None and line.lstrip().startswith("["):
                return found
            elif found is not None and entry.match(line):
                return number
        return found

    def error(self, key: str | None, fault: str) -> SettingsError:
        line = self.line(key)
        place = f"{self.path}{f', line {line}' if line else ''}, {self.id}{f', {key}' if key else ''}"
        return SettingsError(f"{place}: {fault}; nothing was changed")


def _read_table(place: _Place, table: object) -> Override:
    if not isinstance(table, dict):
        raise place.error(None, 'expected a table for each article, such as ["3f9a1c0b7e2155d0"] with fields below it')
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key == "note":
            if not isinstance(value, str):
                raise place.error(key, f"expected a text, got {value!r:.60}")
        elif key == "unknown":
            values.update(_unknown(place, value))
        else:
            values[key] = _value(place, key, _plain(value))
    return Override(values, table.get("note") or None, place.line())


def _read_names(path: Path, text: str, tables: object) -> Names:
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise _Place(path, text, TABLE).error(None, f"expected tables such as [{TABLE}.people]")
    for kind, table in tables.items():
        place = _Place(path, text, f"{TABLE}.{kind}")
        if kind not in KINDS:
            raise place.error(None, f"there are no names of that kind; there are: {', '.join(KINDS)}")
        for name, other in table.items():
            if not isinstance(other, str):
                raise place.error(name, f'expected the name to use, or "" for none, got {other!r:.60}')
            if other in table:
                raise place.error(name, f"{other!r} is given another name itself: write that name here")
    return Names(tables)


def _value(place: _Place, key: str, value: Any) -> Any:
    if key not in _FIELDS:
        raise place.error(key, f"there is no such field to correct; there are: {', '.join(_FIELDS)}, note, unknown")
    if value == "":
        raise place.error(key, f'an empty text; where it is not known, write unknown = ["{key}"]')
    try:
        Article.from_json({"id": place.id, key: value})
    except ParseError as error:
        raise place.error(key, str(error).removeprefix(f"article.{key}").removeprefix(": ")) from None
    return value


def _unknown(place: _Place, value: object) -> dict[str, Any]:
    if not isinstance(value, list) or any(name not in _FIELDS for name in value):
        raise place.error("unknown", f"expected a list of fields, got {value!r:.60}; there are: {', '.join(_FIELDS)}")
    return {name: _UNKNOWN[name] for name in value}


def _plain(value: Any) -> Any:
    """A value of TOML as one of JSON: its dates and times are texts there."""
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value
