"""What is left of a dateline when its date and time are cut out: places, agency, venue, labels.

The pieces between commas, dashes, slashes and brackets are read one by one; an agency is tried before a city,
a city before a region or a country. What none of them explains counts against its being a dateline at all.
"""

import re
from dataclasses import dataclass
from functools import cache

from presssearch.analysis.cities import city_key, find_city
from presssearch.analysis.countries import code_of
from presssearch.article import Place
from presssearch.parsing.datelines.places import EDGES, bare_name, find_place, tidy_name
from presssearch.parsing.days.months import is_weekday
from presssearch.parsing.lines.line_words import pattern, regions
from presssearch.parsing.lines.line_words import words as words_of
from presssearch.parsing.lines.rubric import is_kind_of_release


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between separators, at [start:end]; bracketed: stands in brackets or slashes.

    parted: a comma or a bracket stands between it and what is next to it.
    """

    text: str
    start: int
    end: int
    bracketed: bool = False
    parted: bool = False


@dataclass(slots=True)
class Reading:
    """What the pieces of a dateline say. start, end: of the pieces that belong to it.

    known: at least one place is in the tables. unexplained: pieces that nothing explains, in order.
    """

    places: list[Place]
    agency: str | None = None
    venue: Piece | None = None
    known: bool = False
    located: bool = False
    posted: bool = False
    updated_at: int | None = None
    start: int | None = None
    end: int | None = None
    unexplained: tuple[Piece, ...] = ()

    def cover(self, piece: Piece) -> None:
        self.start = piece.start if self.start is None else min(self.start, piece.start)
        self.end = piece.end if self.end is None else max(self.end, piece.end)


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
_MAX_UNEXPLAINED = 3  # with more the line is no dateline, whatever the rest says
# The hole that a cut-out date leaves, and every sign that parts places
HOLE = "\x00"
_SEPARATORS = re.compile(
    r"[\x00,،;；|•·\n()\[\]（）【】：]+|\s[-–—]+\s|[–—]+|\s/|/\s|:\s|:$|"
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]+|(?<=[^\W\d_]{2})\.\s(?=[^\W\d_])|(?<=\x00)-|-(?=\x00)"
)
_SLASHED = re.compile(r"\s*(?:/|\s(?:and|et|und|y|e|и|та|және|ve|og|och|i|en|و)\s|–|—|&)\s*")
_PLACE_LIKE = re.compile(r"^[^\W\d_a-zа-яё][^\s\d_.,;:!?()\[\]<>/|\"“”«»]+$")
_NO_CAPITALS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_PLACE_WORD = re.compile(
    r"\b(?:Bay|Islands?|City|San|Santa|Santo|Saint|St|Sankt|El|Al|Port|Fort|New|North|South|Camp|Bad|Ciudad|"
    r"Ville|Villa|Beach|Springs|Lake|Cape|Mount|Los|Las|La|Le|Ust)\b",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"(?:aboard|on board|en route|in flight|at sea|à bord|an bord|a bordo|на борту|борт )\b", re.IGNORECASE
)
_COMMON_START = re.compile(
    r"^(?:the|by|on|and|of|for|to|today|yesterday|dear|remarks?|statements?|press|speech|opening|keynote|address|meeting|"
    r"question|answer|note|mr|mrs|ms|dr)\b",
    re.IGNORECASE,
)


def split_pieces(text: str) -> list[Piece]:
    """The non-empty stretches between separators, trimmed, with their places in `text`."""
    pieces: list[Piece] = []
    at = 0
    for separator in [*_SEPARATORS.finditer(text), None]:
        end = separator.start() if separator else len(text)
        piece = _trim(text, at, end)
        if piece.text:
            opened = text[max(0, at - 1) : at] in ("(", "[", "（", "【") or (at > 0 and text[at - 1] == "/")
            around = text[max(0, at - 2) : piece.start] + text[piece.end : piece.end + 3]
            parted = any(sign in around for sign in ",،(（，")
            pieces.append(Piece(piece.text, piece.start, piece.end, opened, parted))
        at = separator.end() if separator else end
    return pieces


# Words that lead over to a date: "Doha on [3 March]", "No M151 Date: [5 September]"
_LEADING_OVER = re.compile(
    r"\s(?:on|aos|a los|den|am|le|el|il|em|dnia|dne|в|в|на|от|في|يوم|date|datum|fecha|data|дата|dated|tarih)\s?:?$",
    re.IGNORECASE,
)


def _trim(text: str, start: int, end: int) -> Piece:
    while start < end and (text[start] in EDGES or text[start].isspace() or ord(text[start]) >= 0x1F000):
        start += 1
    while end > start and (text[end - 1] in EDGES or text[end - 1].isspace()):
        end -= 1
    over = _LEADING_OVER.search(text, start, end)
    return _trim(text, start, over.start()) if over and over.start() > start else Piece(text[start:end], start, end)


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
        if _is_label(piece, key, reading) or _COUNTER.match(piece.text) or _WRITTEN_BY.match(piece.text):
            continue
        last = opening and number == len(pieces) - 1
        placed = bool(reading.places or seat or under_way)
        if key in words_of("agencies") or (placed and _names_agency(piece)):
            reading.agency = f"{piece.text}»" if piece.text.count("«") > piece.text.count("»") else piece.text
            reading.cover(piece)
        elif _is_media(piece.text):
            continue
        elif _is_town_before_region(piece, following, reading, dated=filed):
            _take_town(piece, reading)
        elif _read_region(piece, key, reading) or _read_cities(piece, reading):
            reading.cover(piece)
        elif is_venue(piece.text):
            reading.venue = reading.venue or piece
        elif piece.bracketed and reading.places:
            reading.agency = piece.text if last and _may_be_agency(piece) else reading.agency
            reading.cover(piece)  # another name of the same town, or a note
        else:
            unexplained.append(piece)
            if len(unexplained) > _MAX_UNEXPLAINED:
                break
    tentative = unexplained[0] if len(unexplained) == 1 else None
    if tentative and _may_be_a_town(tentative, reading, dated=dated):
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


def _is_town_before_region(piece: Piece, following: list[Piece], reading: Reading, *, dated: bool) -> bool:
    """Is an unknown name followed by its state or country? "Carbis Bay, Cornwall"; "Cornwall, United Kingdom"."""
    if not following or reading.places or find_place(piece.text) is not None or _COMMON_START.match(piece.text):
        return False
    if len(following) > 1 and find_city(following[0].text) and _is_region(following[1].text):
        return False  # "Waldorf Astoria, Washington, D.C.": the city is the next
    if not _is_region(following[0].text) or is_kind_of_release(piece.text):
        return False
    words = bare_name(piece.text).split()
    if not dated and len(words) > 1 and code_of(following[0].text) and not _PLACE_WORD.search(piece.text):
        return False  # "Ilir Abdiu, Albania": somebody and where he is sent
    return (
        1 <= len(words) <= 3
        and not is_venue(piece.text)
        and code_of(piece.text) is None
        and all(_PLACE_LIKE.match(word) for word in words)
    )


def _is_region(text: str) -> bool:
    key = city_key(text)
    return (len(key) > 2 or text.isupper()) and (key in regions() or (len(key) > 2 and code_of(text) is not None))


def _names_agency(piece: Piece) -> bool:
    """An agency that no table has: (XYZ) or (askanews) in brackets, /НИАТ «Ховар»/, STEPPE PRESS by its second word."""
    words = piece.text.split()
    if len(words) > 4 or any(c.isdecimal() for c in piece.text) or find_place(piece.text) is not None:
        return False
    if piece.bracketed and len(piece.text) > 1 and (piece.text.isupper() or (len(words) == 1 and piece.text.islower())):
        return True
    if piece.bracketed and any(city_key(word.strip("«»“”„\"'")) in words_of("agencies") for word in words):
        return True
    return not piece.text[0].islower() and pattern("agency_words").search(piece.text) is not None


_AREA = re.compile(
    r"\b(?:region|province|district|county|state|oblast|област|край|район|provincia|département|kreis|oblys)",
    re.IGNORECASE,
)


def _may_be_agency(piece: Piece) -> bool:
    """(Southern Dispatch), /Baltic Monitor/: a name in brackets before the prose that is no place."""
    words = piece.text.split()
    return (
        piece.bracketed
        and len(words) <= 4
        and piece.text[0].isupper()
        and not any(c.isdecimal() for c in piece.text)
        and not _AREA.search(piece.text)
        and code_of(piece.text) is None
    )


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


def is_venue(text: str) -> bool:
    """Does a line or a piece name a building, an institution or a channel?"""
    words = text.split()
    if _NO_CAPITALS.search(text):
        return len(text) <= 30 and city_key(text).endswith(_endings_of_venues())
    if not 0 < len(words) <= 12 or text.endswith((".", "!", "?")) or _COMMON_START.match(text.removeprefix("THE ")):
        return False
    if city_key(words[0]) in words_of("venues"):
        return len(words) <= 6  # "Дворец мостов", "Palais des congrès"
    if any(word[0].islower() and len(word) > 3 for word in words[1:]):
        return False
    return any(city_key(word) in words_of("venues") for word in words)


@cache
def _endings_of_venues() -> tuple[str, ...]:
    """Chinese and Japanese words run together: 飯倉公館 ends in the word for a building."""
    return tuple(word for word in words_of("venues") if _NO_CAPITALS.search(word))


def _is_media(text: str) -> bool:
    """ "Aftonbladet, den 10 januari 2025" has the shape of a dateline; the paper is no place."""
    keys = [city_key(word) for word in text.split()]
    endings = ("bladet", "tidningen", "zeitung")
    named = any(key in words_of("media") or key.endswith(endings) for key in keys)
    return named and len(keys) <= 4 and text[:1].isupper()


_SMALL_WORDS = frozenset(("de", "del", "la", "le", "the", "of", "el", "al", "du", "da", "do", "am", "an", "der"))


def _may_be_a_town(piece: Piece, reading: Reading, *, dated: bool) -> bool:
    """One unknown capitalised name, parted from a date by a comma, is taken for a small town."""
    text = piece.text
    if (
        not dated
        or not piece.parted
        or _NO_CAPITALS.search(text)
        or reading.posted
        or reading.updated_at is not None
        or reading.places
    ):
        return False
    if _COMMON_START.match(text) or is_kind_of_release(text) or len(text.split()) > 3:
        return False
    words = [word for word in bare_name(text).split() if word.lower() not in _SMALL_WORDS]
    if not words or not all(_PLACE_LIKE.match(word) for word in words):
        return False
    return len(words) == 1 or reading.located or _PLACE_WORD.search(text) is not None


def _take_town(piece: Piece, reading: Reading) -> None:
    reading.places.append(Place(piece.text, tidy_name(piece.text), None))
    reading.cover(piece)
