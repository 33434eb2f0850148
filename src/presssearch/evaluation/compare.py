"""An article beside its labels: one outcome for each value that is labelled or was found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from presssearch.article import Article, Dateline, Organisation, Person, Quote
from presssearch.evaluation.labels import (
    Entry,
    dateline_of,
    entries_of,
    is_labelled,
    is_neutral,
    is_open,
    neutral_of,
    scalars_of,
)
from presssearch.evaluation.matching import (
    ENOUGH_OVERLAP,
    chars,
    closeness_of_names,
    contains,
    overlap,
    pair,
    same_office,
    same_organisation,
    same_surname,
    same_text,
)
from presssearch.evaluation.outcomes import Outcome

_Same = Callable[[str, str], bool]


def compare(gold_id: str, article: Article | None, expected: Mapping[str, Any]) -> Iterator[Outcome]:
    """The outcomes of every labelled field but the publication date. article: None where none came out."""
    yield from _scalars(gold_id, article, expected)
    yield from _dateline(gold_id, article.dateline if article else None, expected)
    yield from _byline(gold_id, article.byline if article else (), expected)
    yield from _people(gold_id, article.people if article else (), expected)
    yield from _organisations(gold_id, article.organisations if article else (), expected)
    yield from _countries(gold_id, article.countries if article else (), expected)
    yield from _quotations(gold_id, article.quotes if article else (), expected)


def one_value(
    gold_id: str,
    field: str,
    expected: Sequence[str],
    got: Sequence[str | None],
    same: _Same = same_text,
    *,
    about: str | None = None,
) -> Iterator[Outcome]:
    """The outcome of a field of one value. expected, got: the forms of it, of which one has to be the same.

    Nothing expected and nothing found is no outcome.
    """
    found = [form for form in got if form]
    if expected or found:
        right = any(same(label, form) for label in expected for form in found)
        yield Outcome(gold_id, field, " | ".join(expected) or None, next(iter(found), None), right, about)


def _scalars(gold_id: str, article: Article | None, expected: Mapping[str, Any]) -> Iterator[Outcome]:
    for field, same in (("headline", same_text), ("rubric", same_text), ("credit", same_text), ("language", _same_tag)):
        if is_labelled(expected, field) and not is_neutral(expected, field):
            got = getattr(article, field) if article else None
            if got in neutral_of(expected, field):
                continue
            yield from one_value(gold_id, field, scalars_of(expected, field), (got,), same)


def _same_tag(one: str, other: str) -> bool:
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]


def _dateline(gold_id: str, dateline: Dateline | None, expected: Mapping[str, Any]) -> Iterator[Outcome]:
    labels = dateline_of(expected)
    if labels is None:
        return
    place = dateline.places[0] if dateline and dateline.places else None
    got: dict[str, tuple[str | None, ...]] = {
        "city": (place.name, place.raw) if place else (),
        "country": (place.country,) if place else (),
        "date": (dateline.date,) if dateline else (),
        "time": (dateline.time,) if dateline else (),
    }
    for part, forms in got.items():
        if is_labelled(labels, part) and not is_neutral(labels, part):
            same = same_text if part == "city" else _equal
            yield from one_value(gold_id, f"dateline.{part}", scalars_of(labels, part), forms, same)


def _equal(one: str, other: str) -> bool:
    return one == other


def _listed(
    gold_id: str,
    field: str,
    expected: Mapping[str, Any],
    got: Sequence[Sequence[str]],
    closeness: Callable[[Entry, Sequence[str]], float],
    is_free: _Same,
) -> tuple[list[Outcome], list[tuple[Entry, int]]]:
    """The outcomes of a field of many values, and which label was matched by which answer.

    got: the forms of each answer, its name first. is_free: whether an answer means a neutral value.
    """
    entries = entries_of(expected, field)
    pairs = pair(entries, got, closeness)
    matched = [(entries[i], j) for i, j in sorted(pairs.items()) if entries[i].counts]
    outcomes = [Outcome(gold_id, field, entry.name, got[j][0], True) for entry, j in matched]
    for i, entry in enumerate(entries):
        if i not in pairs and entry.counts:
            outcomes.append(Outcome(gold_id, field, entry.name, None, False))
    if not is_open(expected, field):
        free = neutral_of(expected, field)
        for j, forms in enumerate(got):
            if j not in pairs.values() and not any(is_free(name, form) for name in free for form in forms):
                outcomes.append(Outcome(gold_id, field, None, forms[0], False))
    return outcomes, matched


def _best_name(entry: Entry, forms: Sequence[str]) -> float:
    return max(closeness_of_names(label, form) for label in entry.forms() for form in forms)


def _byline(gold_id: str, byline: Sequence[str], expected: Mapping[str, Any]) -> Iterator[Outcome]:
    if is_labelled(expected, "byline"):
        outcomes, _ = _listed(gold_id, "byline", expected, [(name,) for name in byline], _best_name, same_surname)
        yield from outcomes


def _people(gold_id: str, people: Sequence[Person], expected: Mapping[str, Any]) -> Iterator[Outcome]:
    if not is_labelled(expected, "people"):
        return
    names = [(person.name,) for person in people]
    outcomes, matched = _listed(gold_id, "people", expected, names, _best_name, same_surname)
    yield from outcomes
    for entry, j in matched:
        person = people[j]
        keys = entry.keys or {}
        if entry.has("office"):
            offices = (*scalars_of(keys, "office"), *scalars_of(keys, "base"))
            yield from one_value(gold_id, "people.office", offices, (person.office,), same_office, about=entry.name)
        if entry.has("country"):
            countries = scalars_of(keys, "country")
            yield from one_value(gold_id, "people.country", countries, (person.country,), _equal, about=entry.name)


def _organisations(gold_id: str, found: Sequence[Organisation], expected: Mapping[str, Any]) -> Iterator[Outcome]:
    if not is_labelled(expected, "organisations"):
        return
    forms = [tuple(form for form in (item.name, item.acronym) if form) for item in found]
    outcomes, matched = _listed(gold_id, "organisations", expected, forms, _best_organisation, same_organisation)
    yield from outcomes
    for entry, j in matched:
        if entry.has("acronym"):
            acronyms = scalars_of(entry.keys or {}, "acronym")
            got = (found[j].acronym,)
            yield from one_value(gold_id, "organisations.acronym", acronyms, got, same_text, about=entry.name)


def _best_organisation(entry: Entry, forms: Sequence[str]) -> float:
    """2 where the names are the same, 1 where the acronym of one is the name or the acronym of the other."""
    if any(same_organisation(label, forms[0]) for label in entry.forms()):
        return 2
    labels = (*entry.forms(), *scalars_of(entry.keys or {}, "acronym"), *scalars_of(entry.keys or {}, "base"))
    return int(any(same_organisation(label, form) for label in labels for form in forms))


def _countries(gold_id: str, countries: Sequence[str], expected: Mapping[str, Any]) -> Iterator[Outcome]:
    if is_labelled(expected, "countries"):
        got = [(code,) for code in countries]
        outcomes, _ = _listed(gold_id, "countries", expected, got, _same_code, _equal)
        yield from outcomes


def _same_code(entry: Entry, forms: Sequence[str]) -> float:
    return float(any(label.upper() == form for label in entry.forms() for form in forms))


def _quotations(gold_id: str, quotes: Sequence[Quote], expected: Mapping[str, Any]) -> Iterator[Outcome]:
    """Transcripts are not judged: their quotations are not labelled."""
    if not is_labelled(expected, "quotations") or expected.get("transcript"):
        return
    entries = entries_of(expected, "quotations")
    joined = _joined(entries, quotes)
    free = neutral_of(expected, "quotations")
    for i, entry in enumerate(entries):
        if not entry.counts:
            continue
        said = joined.get(i, ())
        yield Outcome(gold_id, "quotations", entry.name, " ¶ ".join(q.text for q in said) or None, bool(said))
        if said and entry.has("speaker"):
            speakers = scalars_of(entry.keys or {}, "speaker")
            about = entry.name[:60]
            yield from one_value(
                gold_id, "quotations.speaker", speakers, (said[0].speaker,), _same_speaker, about=about
            )
    if is_open(expected, "quotations"):
        return
    used = {id(quote) for said in joined.values() for quote in said}
    for quote in quotes:
        if id(quote) not in used and not any(overlap(name, quote.text) >= ENOUGH_OVERLAP for name in free):
            yield Outcome(gold_id, "quotations", None, quote.text, False)


def _same_speaker(one: str, other: str) -> bool:
    return closeness_of_names(one, other) > 0 or same_office(one, other)


def _joined(entries: Sequence[Entry], quotes: Sequence[Quote]) -> dict[int, tuple[Quote, ...]]:
    """Index of each matched label -> the quotations that are it.

    One beside one first; then a label of several paragraphs that were found apart, and labels of single
    paragraphs that were found as one.
    """

    def close(entry: Entry, quote: Quote) -> float:
        best = max(overlap(label, quote.text) for label in entry.forms())
        return best if best >= ENOUGH_OVERLAP else 0.0

    pairs = pair(entries, quotes, close)
    joined: dict[int, tuple[Quote, ...]] = {i: (quotes[j],) for i, j in pairs.items()}
    rest = [quote for j, quote in enumerate(quotes) if j not in pairs.values()]
    for i, entry in enumerate(entries):
        if i not in joined:
            parts = tuple(quote for quote in rest if contains(entry.name, quote.text))
            if parts and sum(chars(q.text) for q in parts) >= ENOUGH_OVERLAP * chars(entry.name):
                joined[i] = parts
                rest = [quote for quote in rest if quote not in parts]
    for quote in rest:
        inside = [i for i, entry in enumerate(entries) if i not in joined and contains(quote.text, entry.name)]
        if inside and sum(chars(entries[i].name) for i in inside) >= ENOUGH_OVERLAP * chars(quote.text):
            joined.update(dict.fromkeys(inside, (quote,)))
    return joined
