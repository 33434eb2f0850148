"""When a release was published: every witness of it, weighed. No clock is ever asked.

What a machine wrote (a record's date, JSON-LD, a meta element) decides over what is printed, for a printed
date is often that of the event, and typed by hand. What is printed without a year takes the year from such a
witness only where day and month agree; otherwise the year stays unknown.
"""

from dataclasses import replace
from datetime import date

from presssearch.article import Published
from presssearch.parsing.days.witnesses import Witness

# Weight of a machine's date by its kind, and the order in which they are believed
_MACHINE = {"jsonld": 0.95, "meta": 0.95, "record": 0.95, "feed": 0.9, "time": 0.9, "header": 0.85, "url": 0.8}
_PRINTED = {"posted": 0.9, "dateline": 0.9, "reference": 0.8, "title": 0.7}
# These say nothing alone: a file's time of creation completes or confirms what is printed
_SUPPORT = frozenset(("created",))
# The year in a release's number: it completes what is printed, and is no date alone
_NUMBERED = "numbered"
_DAYS_OF_GRACE = 1  # between clocks of two zones


def resolve(witnesses: list[Witness]) -> tuple[Published, tuple[str, ...]]:
    """The publication date on which the evidence agrees best, and warnings on what contradicts it.

    A day of a machine's decides. Where machines know the month only, a printed day inside it counts. Without
    any, the print decides; without a year it stays `--06-12`. Dates of updates, embargoes and events are
    evidence and no more; nothing that is printed can be younger than the day on which the page was saved.
    """
    evidence = tuple(witness.evidence for witness in witnesses)
    machine = _surest_first(_ordered([w for w in witnesses if w.evidence.kind in _MACHINE], _MACHINE))
    printed, future = _until_saved(_ordered([w for w in witnesses if w.evidence.kind in _PRINTED], _PRINTED), witnesses)
    if all(_is_vague(w) for w in machine):
        machine = [w for w in machine if not _is_outdone(w, printed)]
    days = [w for w in machine if len(w.value or "") == 10]
    if days:
        published, warnings = _from_machine(days, printed)
    else:
        support = [w for w in witnesses if w.evidence.kind in _SUPPORT]
        numbered = next((w for w in witnesses if w.evidence.kind == _NUMBERED), None)
        published, warnings = _from_print([w for w in machine if w not in days], printed, support, numbered)
    doubts = tuple(
        f"{w.evidence.where} prints {w.evidence.value!r}, which was another weekday" for w in printed if w.doubted
    )
    return replace(published, evidence=evidence), (*warnings, *future, *doubts)


# Meta elements that say "date" and not of what: at times that of the last change, or the day when the page was saved
_VAGUE = frozenset(f"meta {name}" for name in ("date", "dc.date", "dcterms.date", "dc.date.created", "last-modified"))
_MONTH = 31


def _is_vague(witness: Witness) -> bool:
    return witness.evidence.where.lower() in _VAGUE


def _surest_first(machine: list[Witness]) -> list[Witness]:
    """Whoever says that it is the day of publication goes before a vague one that is later."""
    sure = next((w.value for w in machine if _names_publication(w) and w.value), None)
    late = [w for w in machine if sure and _is_vague(w) and (w.value or "") > sure]
    return [w for w in machine if w not in late] + late


def _names_publication(witness: Witness) -> bool:
    where = witness.evidence.where.lower()
    return "datepublished" in where or "published_time" in where


def _is_outdone(vague: Witness, printed: list[Witness]) -> bool:
    """Does the page print an earlier day of publication, by more than a month, and no day near the vague one?"""
    days = [w.value for w in printed if w.evidence.kind in ("posted", "dateline") and w.value and w.value[:2] != "--"]
    value = vague.value or ""
    gaps = [days_between(day, value) for day in days if len(day) == len(value)]
    return bool(gaps) and min(gaps) > _MONTH and max(days) < value


def _until_saved(printed: list[Witness], witnesses: list[Witness]) -> tuple[list[Witness], tuple[str, ...]]:
    """The printed dates without the readings that are younger than the saved page, and warnings on those dropped."""
    days = [w.values[0] for w in witnesses if w.evidence.kind == "fetched" and len(w.values[0]) == 10]
    saved = min(days, default=None)
    if saved is None:
        return printed, ()
    last = date.fromordinal(date.fromisoformat(saved).toordinal() + _DAYS_OF_GRACE).isoformat()
    kept = [replace(w, values=tuple(v for v in w.values if v.startswith("--") or v <= last)) for w in printed]
    warnings = tuple(
        f"{w.evidence.where} prints {w.evidence.value!r}, but was saved on {saved}" for w in kept if not w.values
    )
    return [w for w in kept if w.values], warnings


def _ordered(witnesses: list[Witness], weights: dict[str, float]) -> list[Witness]:
    return sorted(witnesses, key=lambda witness: -weights[witness.evidence.kind])


def _from_machine(days: list[Witness], printed: list[Witness]) -> tuple[Published, tuple[str, ...]]:
    best = next((w for w in days if w.time and w.value == days[0].value), days[0])
    value = best.value or ""
    warnings = [
        f"{w.evidence.where} says {w.value}, {best.evidence.where} says {value}"
        for w in days
        if w.evidence.kind != "url" and days_between(w.value or "", value) > 1
    ]
    candidates: dict[str, float] = {}
    confidence = _MACHINE[best.evidence.kind]
    for witness in printed:
        reading = min(witness.values, key=lambda v: days_between(v, value), default=None)
        if reading is None:
            continue
        gap = days_between(reading, value)
        if gap == 0:
            confidence = 0.99
        elif not reading.startswith("--"):
            candidates[reading] = max(candidates.get(reading, 0), 0.3 if gap <= 2 else 0.1)
        if gap > 2 and witness.evidence.kind != "title":
            confidence = min(confidence, 0.85)
            warnings.append(
                f"{witness.evidence.where} prints {witness.evidence.value!r}, {best.evidence.where} says {value}"
            )
    for witness in days:
        if witness.value and witness.value != value:
            candidates[witness.value] = max(candidates.get(witness.value, 0), 0.3)
    time, zone = _time_for(value, best, printed)
    return _published(value, time, zone, best.evidence.kind, confidence, candidates), tuple(dict.fromkeys(warnings))


def _time_for(value: str, best: Witness, printed: list[Witness]) -> tuple[str | None, str | None]:
    """The machine's time; else the printed one, if it stands beside the same day."""
    if best.time:
        return best.time, best.zone
    for witness in printed:
        if witness.time and any(days_between(reading, value) == 0 for reading in witness.values):
            return witness.time, witness.zone
    return None, None


def _from_print(
    coarse: list[Witness], printed: list[Witness], support: list[Witness], numbered: Witness | None
) -> tuple[Published, tuple[str, ...]]:
    """coarse: machine witnesses that know the month or the year only. support: what may confirm a printed day.
    numbered: the year in the reference number."""
    month = next((w for w in coarse if w.value), None)
    for witness in printed:
        for reading in witness.values:
            full = _completed(reading, month or numbered, [*printed, *support], witness.weekday)
            if full is None or (month and not full.startswith(month.value or "")):
                continue
            if len(witness.values) > 1 and month is None and not _confirmed(full, [*printed, *support]):
                continue  # 06/12/2018 alone says nothing certain
            inferred = reading.startswith("--")
            confidence = 0.85 if inferred else 0.6 if witness.doubted else _PRINTED[witness.evidence.kind]
            others = {r: 0.2 for w in printed for r in w.values if r not in (reading, full) and r[:2] != "--"}
            time, zone = _time_for(full, witness, printed)
            return _published(full, time, zone, witness.evidence.kind, confidence, others), ()
    if month and month.value:
        others = {r: 0.2 for w in printed for r in w.values if not r.startswith("--")}
        warnings = tuple(
            f"{w.evidence.where} prints {w.evidence.value!r}, {month.evidence.where} says {month.value}"
            for w in printed
        )
        return _published(month.value, None, None, month.evidence.kind, 0.8, others), warnings
    for witness in printed:
        if witness.value and witness.value.startswith("--"):
            return _published(witness.value, witness.time, witness.zone, witness.evidence.kind, 0.4, {}), ()
    unsure = {reading: round(1 / len(w.values), 2) for w in printed for reading in w.values}
    return Published(candidates=tuple(unsure.items())), ()


def _confirmed(day: str, witnesses: list[Witness]) -> bool:
    """Does a witness with one reading name that day?"""
    return any(w.value == day for w in witnesses)


def _completed(reading: str, month: Witness | None, others: list[Witness], weekday: int | None) -> str | None:
    """The reading with a year: its own, that of a month or a year that agrees, or that of another witness of the same
    day."""
    if not reading.startswith("--"):
        return reading
    if month and len(month.value or "") == 4:
        return _in_year(month.value or "", reading, weekday)
    if month and month.value and month.value[5:7] == reading[2:4]:
        return _existing(month.value[:4] + reading[1:])
    agreeing = {w.value[:4] for w in others if w.value and not w.value.startswith("--") and w.value[4:] == reading[1:]}
    return _existing(agreeing.pop() + reading[1:]) if len(agreeing) == 1 else None


def _in_year(year: str, reading: str, weekday: int | None) -> str | None:
    """A day without a year in the year of publication, if it falls on the weekday that is printed beside it. Without
    one, a day of December may be that of the year before."""
    day = _existing(year + reading[1:])
    if day is None or weekday is None:
        return None if reading[2:4] == "12" else day
    return day if date.fromisoformat(day).weekday() == weekday else None


def _existing(day: str) -> str | None:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


def days_between(one: str, other: str) -> int:
    """Days between two values; without a year, to the nearest such day around `other`. Large if unknown."""
    if len(other) != 10:
        return 10_000
    day = date.fromisoformat(other)
    if one.startswith("--"):
        years = [f"{day.year + shift:04d}{one[1:]}" for shift in (-1, 0, 1)]
        days = [date.fromisoformat(each) for each in years if _existing(each)]
        return min((abs((each - day).days) for each in days), default=10_000)
    return abs((date.fromisoformat(one) - day).days) if len(one) == 10 else (0 if other.startswith(one) else 10_000)


_PRECISION = {4: "year", 7: "month", 10: "day"}


def _published(
    value: str, time: str | None, zone: str | None, source: str, confidence: float, candidates: dict[str, float]
) -> Published:
    without_year = value.startswith("--")
    has_time = time is not None and (without_year or len(value) == 10)
    precision = "day-without-year" if without_year else "minute" if has_time else _PRECISION[len(value)]
    return Published(
        value=f"{value}T{time}" if has_time else value,
        precision=precision,
        source="dateline" if source == "posted" else source,
        timezone=zone if has_time else None,
        confidence=confidence,
        candidates=tuple(sorted(candidates.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
