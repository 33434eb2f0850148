"""Photo credits: `Photo: the press service of …`, `Сурет: …`, `© Name/Agency`."""

import re

from presssearch.analysis.cities import city_key
from presssearch.parsing.lines.byline import is_surely_a_name
from presssearch.parsing.lines.line_words import pattern
from presssearch.parsing.lines.line_words import words as words_of

# "Lakeside News/tb", "(Полюс-Информ/ав)": the agency and the initials of its desk close a text
_SIGNATURE = re.compile(
    r"^[–—(\[\s-]{0,4}(?P<name>[^/()\n]{2,40}?)(?P<desk>\s[a-z]{2,5}(?:/[a-z]{1,5}){1,3}|(?:/[^\W\d_]{1,4}){0,4})[)\]]?$"
)
_MAX_SIGNATURE_WORDS = 5
# "MNA/4321567", "ABC // DEF", "mem/abc": the number or the desk under a wire's text
_DESK = re.compile(r"^(?:[A-Z]{2,8}/\d{4,10}|[A-Za-z]{2,5}(?:\s?/{1,2}\s?[A-Za-z]{2,5}){1,3})$")

# "Photo: X", "Photo by X", "Images | X", "(Bild: X)", "Foto: © X"
_LABELLED = (
    r"^[(\[【]?\s?{}"
    r"(?:\s?(?:by|courtesy of (?-i:the)|courtesy of|courtesy|credit|von|par|de|por|di|av)\b\s?:?"
    r"|\s?[:：|/©]{1,2}|\s?[.–—-](?=\s))"
    r"\s*(?:©|by\s|courtesy of\s)?\s?(?P<credit>[^\n]{2,200}?)\s?[)\]】]?$"
)
# «Фото пресс-службы МИД», "Foto Ana Berg": no sign between, so that what follows must be a name or an office
_UNSIGNED = r"^[(\[]?\s?{}\s(?P<credit>[^\n.:,;!?]{4,80})[)\]]?$"
_SIGN = re.compile(r"^©\s?(?!\d{4})(?P<credit>[^\n]{2,120})$")
_PICTOGRAMS = re.compile("^[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\\s]+")
_SLASHED = re.compile(
    r"^(?P<credit>[^\W\d_][\w.’'-]+(?:\s[^\W\d_][\w.’'-]+){1,3}\s?/\s?[A-Z][A-Za-z]{1,20}(?:/[A-Za-z ]{2,20}){0,3})$"
)
_CAPTION = re.compile(r"(?<=[^\W\d_]{2})\.\s(?=[^\W\d_](?:\S+\s){3})")
_NOT_A_CREDIT = re.compile(r"all rights|\b(?:19|20)\d\d\b|https?://|disclaimer|privacy", re.IGNORECASE)


def find_credit(line: str, *, beside_byline: bool = False) -> str | None:
    """Who made the pictures, without the label; None where the line is no credit.

    beside_byline: an unlabelled "Name/AGENCY" counts only next to a byline or another credit.
    """
    text = " ".join(_PICTOGRAMS.sub("", line).strip(" *_").split())
    if not 3 <= len(text) <= 240:
        return None
    match = (
        pattern("credit_labels", _LABELLED).match(text)
        or _SIGN.match(text)
        or _unsigned(text)
        or (_SLASHED.match(text) if beside_byline else None)
    )
    if match is None or _NOT_A_CREDIT.search(match["credit"]):
        return None
    credit = match["credit"].strip(" :|–—-")
    caption = _CAPTION.search(credit)
    if caption and len(credit) - caption.end() > 20:
        credit = credit[: caption.start()]
    if credit.endswith(".") and not credit.endswith(("..", "Inc.", "Ltd.")):
        credit = credit[:-1]
    return credit if len(credit.split()) <= 25 and credit else None


def _unsigned(text: str) -> re.Match[str] | None:
    match = pattern("credit_labels", _UNSIGNED).match(text)
    if match is None:
        return None
    owner = match["credit"].strip()
    named = is_surely_a_name(owner) or city_key(owner) in words_of("agencies")
    return match if named or pattern("owners_of_pictures", r"^{}\b").match(owner) else None


def find_source(line: str) -> str | None:
    """Who supplied the text: "Источник: Kazinform". Addresses and sentences are left."""
    text = " ".join(line.strip(" *_").split())
    match = pattern("source_labels", r"^{}\s?[:：]\s?(?P<name>[^\n]{2,80})$").match(text) if len(text) <= 100 else None
    if match is None or "://" in match["name"] or match["name"].endswith((".", "!", "?", ":")):
        return None
    return match["name"].strip() if len(match["name"].split()) <= 10 else None


def find_signature(line: str) -> str | None:
    """The agency that closes a text with its name alone, or with the initials of its desk behind it."""
    match = _SIGNATURE.match(line.strip(" *_"))
    if match is None:
        return None
    name, desk = match["name"].strip(" –—-"), match["desk"]
    words = name.split()
    if not 0 < len(words) <= _MAX_SIGNATURE_WORDS or name.endswith((".", "!", "?", ":", ",")) or name[0].islower():
        return None
    bracketed = line.strip().startswith("(") and name.isupper() and len(words) == 1
    if city_key(name) in words_of("agencies") or (bracketed and name.isalpha()):
        return name
    capitals = all(not word[0].islower() or len(word) <= 3 for word in words)
    if desk and capitals and desk.islower():
        return name
    return name if pattern("agency_words").search(name) and not any(c.isdecimal() for c in name) else None


def is_desk(line: str) -> bool:
    """Is it the number or the initials under the text of a wire?"""
    return _DESK.match(line.strip(" *_()–—-")) is not None
