"""Datelines before the prose: "ASTANA, June 12 (AP) – The Minister …"."""

import re
from dataclasses import replace

from presssearch.analysis.cities import find_city
from presssearch.parsing.datelines.dateline_parts import FoundDateline
from presssearch.parsing.datelines.fixed_forms import find_fixed_form
from presssearch.parsing.datelines.grammar import outcome_of, read_parts, take_capitals_for_agency
from presssearch.parsing.datelines.pieces import is_under_way
from presssearch.parsing.datelines.reading import Reading

_MAX_OPENING_CHARS = 130
_LARGE_CITY = 1_000_000
_DASH = re.compile(r"\s*[–—]+\s*|\s\|\s|\s-{1,2}\s|\s-(?=[^\W\d_])|--")
_STOP = re.compile(r":\s|\.\s|\.[-–—]\s|[)）/]\.?[-–—]{0,2}\s(?=\S)")
_PREPOSITION = re.compile(
    r"^(?:on|in|at|am|im|le|el|em|på|den(?! haag)|в|у|на|il|op|by|since|as of|from|until)\s", re.IGNORECASE
)


def find_opening_dateline(paragraph: str, *, language: str | None, country: str | None = None) -> FoundDateline | None:
    """Read the opening of a paragraph as a dateline that ends with a dash, a colon, a stop or a bracket.

    A place without a date counts, if it is known and a dash follows: "ASTANA. KAZINFORM –".
    """
    fixed = find_fixed_form(paragraph)
    if fixed:
        return fixed
    head = paragraph[:_MAX_OPENING_CHARS].partition("\n")[0]
    ends = sorted([*_DASH.finditer(head), *_STOP.finditer(head)], key=lambda match: match.start())
    best: FoundDateline | None = None
    for term in ends[:8]:
        stop = term.start() + 1 if term[0][0] in ")）/" else term.start()
        opening = head[:stop]
        if len(opening.split()) > 14 or (_PREPOSITION.match(opening) and not is_under_way(opening)):
            break
        dash = "|" not in term[0] and _DASH.fullmatch(term[0]) is not None
        found = _opening(opening, language, country, rest=term.end(), dash=dash, colon=term[0][0] == ":")
        if found and (best is None or found.dateline.agency or _adds_date(found, best)):
            best = found
    if best is None:
        return None
    return replace(best, rest=best.rest + len(head[best.rest :]) - len(head[best.rest :].lstrip(" –—-:.")))


def _opening(
    head: str, language: str | None, country: str | None, *, rest: int, dash: bool, colon: bool
) -> FoundDateline | None:
    reading, printed, time, zone = read_parts(head, language, country, whole_line=False)
    if reading.known and dash and len(reading.unexplained) == 1:
        take_capitals_for_agency(reading)
    house = reading.venue and not reading.places and not (printed and printed.year and reading.venue.text.isupper())
    if reading.unexplained or reading.updated_at is not None or house:
        return None
    if printed is None:
        place_alone = bool(reading.places) and reading.known and time is None
        if not place_alone or not (dash or reading.agency or _closed_by_stop(head, reading, colon=colon)):
            return None
    elif printed.day is None or not (reading.places or (printed.year and dash)):
        return None
    return outcome_of(head, reading, printed, time, zone, rest=rest)


def _closed_by_stop(head: str, reading: Reading, *, colon: bool) -> bool:
    """ "Анкара. Министр …": a stop will do behind the name of one city and nothing else; a colon behind that of a
    large one, or of one with its country: "BARBOSA: Good afternoon" is a speaker."""
    place = reading.places[0]
    if reading.located and len(reading.places) == 1 and reading.start == 0 and reading.venue is None:
        return head.startswith(place.raw)
    if head.strip() != place.raw:
        return False
    city = find_city(place.name, country=place.country) if colon and place.name else None
    return not colon or (city is not None and (city.capital or city.population >= _LARGE_CITY))


def _adds_date(longer: FoundDateline, shorter: FoundDateline) -> bool:
    """A date, or the year behind "30 Nov."."""
    if longer.printed is None or shorter.printed is None:
        return longer.printed is not None
    return longer.printed.year is not None and shorter.printed.year is None
