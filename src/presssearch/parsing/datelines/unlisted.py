"""Names that no table lists, known by their looks and by what is beside them: towns, agencies, papers, buildings."""

import re
from functools import cache

from presssearch.analysis.cities import city_key, find_city
from presssearch.analysis.countries import code_of
from presssearch.parsing.datelines.places import bare_name, find_place
from presssearch.parsing.datelines.reading import Piece, Reading
from presssearch.parsing.lines.line_words import pattern, regions
from presssearch.parsing.lines.line_words import words as words_of
from presssearch.parsing.lines.rubric import is_kind_of_release

_PLACE_LIKE = re.compile(r"^[^\W\d_a-zа-яё][^\s\d_.,;:!?()\[\]<>/|\"“”«»]+$")
_NO_CAPITALS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_PLACE_WORD = re.compile(
    r"\b(?:Bay|Islands?|City|San|Santa|Santo|Saint|St|Sankt|El|Al|Port|Fort|New|North|South|Camp|Bad|Ciudad|"
    r"Ville|Villa|Beach|Springs|Lake|Cape|Mount|Los|Las|La|Le|Ust)\b",
    re.IGNORECASE,
)
_COMMON_START = re.compile(
    r"^(?:the|by|on|and|of|for|to|today|yesterday|dear|remarks?|statements?|press|speech|opening|keynote|address|meeting|"
    r"question|answer|note|mr|mrs|ms|dr|(?:official |working |state )?visits?|participation|talks|consultations|trip|"
    r"визит\w*|встреч\w*|поездк\w*|visite|visita|besuch|reise)\b",
    re.IGNORECASE,
)


def is_town_before_region(piece: Piece, following: list[Piece], reading: Reading, *, dated: bool) -> bool:
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


_SMALL_WORDS = frozenset(("de", "del", "la", "le", "the", "of", "el", "al", "du", "da", "do", "am", "an", "der"))


def may_be_a_town(piece: Piece, reading: Reading, *, dated: bool) -> bool:
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


def names_agency(piece: Piece) -> bool:
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


def may_be_agency(piece: Piece) -> bool:
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


def is_media(text: str) -> bool:
    """ "Aftonbladet, den 10 januari 2025" has the shape of a dateline; the paper is no place."""
    keys = [city_key(word) for word in text.split()]
    endings = ("bladet", "tidningen", "zeitung")
    named = any(key in words_of("media") or key.endswith(endings) for key in keys)
    return named and len(keys) <= 4 and text[:1].isupper()
