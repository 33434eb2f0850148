"""What is left of a dateline when its date and time are cut out: places, agency, venue, labels.

The pieces between commas, dashes, slashes and brackets are read one by one; an agency is tried before a city,
a city before a region or a country. What none of them explains counts against its being a dateline at all.
"""

import re

from presssearch.analysis.cities import city_key, find_city
from presssearch.analysis.countries import code_of
from presssearch.article import Place
from presssearch.parsing.datelines.places import bare_name, find_place, tidy_name
from presssearch.parsing.datelines.reading import Piece, Reading
from presssearch.parsing.datelines.unlisted import (
    is_media,
    is_town_before_region,
    is_venue,
    may_be_a_town,
    may_be_agency,
    names_agency,
)
from presssearch.parsing.days.months import is_weekday
from presssearch.parsing.lines.line_words import regions
from presssearch.parsing.lines.line_words import words as words_of

# "934 views" beside a date is a counter of the page
_COUNTER = re.compile(
    r"^(?:views?|hits|просмотр\w*|visitas|vues|阅读\w*|浏览\w*|қаралды)?\s?:?\s?\d[\d\s.,]{0,9}\s?"
    r"(?:views?|hits|times|рет (?:оқылды|қаралды)|просмотр\w*|переглядів|visitas|vues|aufrufe|okunma|"
    r"görüntülenme|次|مشاهدة|қаралым)?$",
    re.IGNORECASE,
)
_LARGER_THAN_ITS_STATE = 300_000
# "Written by Administrator" beside "Published on …"
_WRITTEN_BY = re.compile(r"^(?:written|posted|created|submitted|published) by\b.{0,40}$", re.IGNORECASE)
_DESK = re.compile(r"[a-zäöü]{2,4}")  # "Eupen (gb) 19.02.2020": the initials of who wrote it
_MAX_UNEXPLAINED = 3  # with more the line is no dateline, whatever the rest says
_SLASHED = re.compile(r"\s*(?:/|\s(?:and|et|und|y|e|и|та|және|ve|og|och|i|en|و)\s|–|—|&)\s*")
_UNDER_WAY = re.compile(
    r"(?:aboard|on board|en route|in flight|at sea|à bord|an bord|a bordo|на борту|борт )\b", re.IGNORECASE
)


def read_pieces(pieces: list[Piece], *, dated: bool, opening: bool = False) -> Reading:
    """Read the pieces in order. dated: a date or a time stood beside them, so an unknown name may be a town.
    opening: prose follows, so a name in brackets at the end is the agency that wrote it."""
    reading = Reading([])
    unexplained: list[Piece] = []
    seat = next((piece for piece in pieces if city_key(piece.text) in words_of("united_nations")), None)
    under_way = next((piece for piece in pieces if is_under_way(piece.text)), None)
    filed = dated or any(piece.bracketed and city_key(piece.text) in words_of("agencies") for piece in pieces)
    pieces = [piece for piece in pieces if piece is not seat]
    for number, piece in enumerate(pieces):
        following = [each for each in pieces[number + 1 :] if not each.bracketed]
        key = city_key(piece.text)
        if (dated or opening) and piece.bracketed and _DESK.fullmatch(piece.text) and key not in words_of("agencies"):
            reading.cover(piece)
            continue
        if _is_label(piece, key, reading) or _COUNTER.match(piece.text) or _WRITTEN_BY.match(piece.text):
            continue
        last = opening and number == len(pieces) - 1
        placed = bool(reading.places or seat or under_way)
        if key in words_of("agencies") or (placed and names_agency(piece)):
            reading.agency = f"{piece.text}»" if piece.text.count("«") > piece.text.count("»") else piece.text
            reading.cover(piece)
        elif is_media(piece.text):
            continue
        elif is_town_before_region(piece, following, reading, dated=filed):
            _take_town(piece, reading)
        elif _read_region(piece, key, reading) or _read_cities(piece, reading):
            reading.cover(piece)
        elif is_venue(piece.text):
            reading.venue = reading.venue or piece
        elif piece.bracketed and reading.places:
            reading.agency = piece.text if last and may_be_agency(piece) else reading.agency
            reading.cover(piece)  # another name of the same town, or a note
        else:
            unexplained.append(piece)
            if len(unexplained) > _MAX_UNEXPLAINED:
                break
    tentative = unexplained[0] if len(unexplained) == 1 else None
    if tentative and may_be_a_town(tentative, reading, dated=dated):
        _take_town(tentative, reading)
        unexplained = []
    reading.unexplained = tuple(unexplained)
    _take_seat(seat, reading, dated=dated)
    _take_place_under_way(under_way, reading, dated=dated, opening=opening)
    return reading


def is_under_way(text: str) -> bool:
    """ "Aboard Air Force One", "En route to Tokyo", "AT SEA"."""
    return _UNDER_WAY.match(text) is not None


def _take_seat(piece: Piece | None, reading: Reading, *, dated: bool) -> None:
    """UNITED NATIONS, June 12 (AP) –: a place of its own, unless the city stands beside it."""
    if piece is None:
        return
    reading.cover(piece)
    if not reading.places:
        reading.places.append(Place(piece.text, "United Nations", None))
        reading.known = dated or reading.agency is not None or (piece.text.isupper() and len(piece.text.split()) > 1)


def _take_place_under_way(piece: Piece | None, reading: Reading, *, dated: bool, opening: bool) -> None:
    """In the air over somewhere, or at sea: the place as printed, and no city, whatever the aim of the journey."""
    if piece is None:
        return
    reading.places = []
    if opening and (dated or reading.agency is not None or piece.text.isupper()):
        reading.places.append(Place(piece.text))
        reading.known = True
        reading.unexplained = tuple(other for other in reading.unexplained if other is not piece)
        reading.venue = None if reading.venue is piece else reading.venue
        reading.cover(piece)


def _is_label(piece: Piece, key: str, reading: Reading) -> bool:
    """Weekdays, "Date:", "Posted on", "in": words around a date."""
    if key in words_of("posted"):
        reading.posted = True
        reading.posted_at = piece.start if reading.posted_at is None else reading.posted_at
        return True
    if key in words_of("updated"):
        reading.updated_at = piece.start if reading.updated_at is None else reading.updated_at
        return True
    words = key.split()
    if is_weekday(key) or (
        any(is_weekday(word) for word in words)
        and all(word in words_of("fillers") or is_weekday(word) for word in words)
    ):
        reading.cover(piece)
        return True
    return key in words_of("fillers") or all(word in words_of("fillers") for word in words)


def _read_region(piece: Piece, key: str, reading: Reading) -> bool:
    """A state or a country behind a city decides which city is meant; alone it names no city."""
    abbreviation = len(key) <= 2 or piece.text.isupper()
    region = regions().get(key) if (len(key) > 2 or piece.text.isupper() or piece.text[:1].isupper()) else None
    named = len(key) > 3 or (abbreviation and len(key) == 3 and bool(reading.places))
    country = code_of(piece.text) if named and not any(c.isdecimal() for c in piece.text) else None
    codes = [code for code in (region, country) if code]
    if not codes or (not reading.places and _is_large_city(piece.text, but_not=region)):
        return False
    if not reading.places:
        reading.located = True
        return not (len(key) <= 2)
    last = reading.places[-1]
    agreeing = next((code for code in codes if find_city(last.raw, country=code)), None)
    code = agreeing or (country if country and not region else codes[0])
    if last.country is None or agreeing or find_city(piece.text) is None:
        city = find_city(last.raw, country=code) or find_city(bare_name(last.raw), country=code)
        known_name = city.name if city else tidy_name(last.raw)
        reading.places[-1] = Place(last.raw, known_name, code)
        reading.located = reading.known = True
        return True
    return False


def _is_large_city(text: str, *, but_not: str | None) -> bool:
    """Is it a city's name as well? Of a state's namesakes the large ones alone: Washington, and no Florida in Cuba."""
    city = find_city(text)
    return city is not None and (but_not is None or city.capital or city.population >= _LARGER_THAN_ITS_STATE)


def _read_cities(piece: Piece, reading: Reading) -> bool:
    place = find_place(piece.text)
    if place is not None:
        reading.places.append(place)
        reading.known = True
        return True
    parts = [part for part in _SLASHED.split(piece.text) if part]
    hyphened = piece.text.split("-")
    if len(parts) == 1 and len(hyphened) == 2 and all(find_place(part) for part in hyphened):
        parts = hyphened  # «Бишкек-Измир»
    if len(parts) < 2 or len(parts) > 4:
        return False
    places = [find_place(part) for part in parts]
    if not any(places) or any(len(part.split()) > 3 for part in parts):
        return False
    if not all(
        found or (part.isupper() and part.isalpha()) or code_of(part) for found, part in zip(places, parts, strict=True)
    ):
        return False
    reading.places.extend(
        found or Place(part, tidy_name(part), None)
        for found, part in zip(places, parts, strict=True)
        if found or not code_of(part)
    )
    reading.known = True
    return True


def _take_town(piece: Piece, reading: Reading) -> None:
    reading.places.append(Place(piece.text, tidy_name(piece.text), None))
    reading.cover(piece)
