"""Pairs of names and lists of acronyms, labelled -> how many are judged right.

A line of names is `{"a", "b", "same"}`; a line of acronyms is `{"acronym", "long": [names], "same_as": what it means}`,
where acronyms with one `same_as` stand for one thing in several languages.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from presssearch.analysis.acronyms import forms_of
from presssearch.analysis.folding import fold
from presssearch.analysis.names import same_name
from presssearch.errors import ParseError, ReadError

# share -> what it is a share of
SHARES = {
    "names.recall": "pairs of one person that are found to be",
    "names.false_merges": "pairs of two people that are held for one",
    "acronyms.names": "acronyms that lead to all of their long names",
    "acronyms.back": "long names that lead to their acronym",
    "acronyms.across": "acronyms that lead to those of other languages",
}
_WRONG = frozenset(("names.false_merges",))  # shares of what went wrong
_KEYS = {"names": ("a", "b", "same"), "acronyms": ("acronym", "long")}


@dataclass(frozen=True, slots=True)
class Judgement:
    """share: in which it counts. counted: does it raise that share? about: what was asked; said: the answer."""

    share: str
    counted: bool
    about: str
    said: str

    @property
    def right(self) -> bool:
        return self.counted != (self.share in _WRONG)


def kind_of(path: Path) -> str | None:
    """ "names" or "acronyms" by the first line of a file; None for labelled releases, and for what is neither."""
    try:
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next((line for line in lines if line.strip()), "null"))
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error
    except ValueError:
        return None
    if not isinstance(first, Mapping):
        return None
    return next((kind for kind, keys in _KEYS.items() if all(key in first for key in keys)), None)


def judge(path: Path, kind: str) -> Iterator[Judgement]:
    """The judgements of a file of that kind. ReadError names the line that is no label."""
    rows = list(_rows(path, _KEYS[kind]))
    return _names(rows) if kind == "names" else _acronyms(rows)


def shares(judgements: Iterable[Judgement]) -> dict[str, tuple[int, int]]:
    """Share -> counted, all; in the order of SHARES, those that were judged."""
    found: dict[str, tuple[int, int]] = {}
    for judgement in judgements:
        counted, total = found.get(judgement.share, (0, 0))
        found[judgement.share] = counted + judgement.counted, total + 1
    return {share: found[share] for share in SHARES if share in found}


def below(found: Mapping[str, tuple[int, int]], floors: Mapping[str, Any]) -> list[str]:
    """What falls short of `{"shares": {share: at least}}`, one sentence each; for a share of what went wrong the
    number is a ceiling. Only shares that were judged. ParseError for one that there is not."""
    given = floors.get("shares", {})
    unknown = [share for share in given if share not in SHARES]
    if unknown:
        raise ParseError(f"floors: no such share: {', '.join(unknown)}")
    short = []
    for share, floor in given.items():
        if share in found:
            counted, total = found[share]
            reached = counted / total
            if reached > floor if share in _WRONG else reached < floor:
                short.append(f"{share}: {reached:.3f}, the {'ceiling' if share in _WRONG else 'floor'} is {floor}")
    return short


def _rows(path: Path, keys: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise ReadError(f"{path}, line {number}: not JSON: {error}") from None
        if not isinstance(value, Mapping) or not all(key in value for key in keys):
            raise ReadError(f"{path}, line {number}: expected an object with {', '.join(keys)}")
        yield value


def _names(rows: Iterable[Mapping[str, Any]]) -> Iterator[Judgement]:
    for row in rows:
        verdict = same_name(row["a"], row["b"])
        share = "names.recall" if row["same"] else "names.false_merges"
        yield Judgement(share, verdict.same, f"{row['a']} | {row['b']}", verdict.reason)


def _acronyms(rows: list[Mapping[str, Any]]) -> Iterator[Judgement]:
    for row in rows:
        acronym, longs = row["acronym"], row["long"]
        known = set(map(fold, forms_of(acronym)))
        missing = [long for long in longs if fold(long) not in known]
        yield Judgement("acronyms.names", not missing, acronym, f"without {'; '.join(missing)}")
        for long in longs:
            yield Judgement("acronyms.back", acronym in forms_of(long), long, f"does not lead to {acronym}")
        others = {o["acronym"] for o in rows if o.get("same_as") and o.get("same_as") == row.get("same_as")} - {acronym}
        for other in sorted(others):
            yield Judgement("acronyms.across", other in forms_of(acronym), acronym, f"does not lead to {other}")
