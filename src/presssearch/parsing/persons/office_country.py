"""The country that an office belongs to."""

from presssearch.analysis.acronyms import is_acronym, meanings_of
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.persons.kazakh_offices import is_received
from presssearch.parsing.persons.offices import Office
from presssearch.parsing.words import Words, word_set

_MINISTERS = (
    "minist",
    "минист",
    "міністр",
    "вице-минист",
    "bundesminist",
    "außenminist",
    "staatsminist",
    "utrikesminist",
)
# links between an envoy and the country that receives him
_RECEIVING = word_set(
    "to in with for upon en au aux auprès à bei nach im ante в при на i till vid em junto ao"
    " pour para per für zum zur по щодо för"
)
_MINISTRIES = word_set("mfa eda farnesina bmeia dfat fcdo")  # bodies of the table that each serve one state
_INTERNATIONAL = word_set(
    "un u.n. usg asg ldcs nato eu e.u. european européen européenne europäischen europeo europea"
    " оон ес нато снг одкб обсе fn"
)
# States whose head is a monarch, or the Pope: a plain "President" in their releases is that of another state
_MONARCHIES = word_set(
    "GB CA AU NZ AG BS BZ GD JM KN LC PG SB TV VC SE NO DK NL BE LU ES LI MC AD VA JP TH KH MY BN BT BH JO KW OM QA SA"
    " MA LS SZ TO"
)
# links between an envoy and the organisation that he is sent to
_SENT_TO = word_set("to auprès près bei beim при ante presso vid wobec przy")
_ORGANISATIONS = ("organisation", "organiza", "organizza", "организаци", "ұйымы", "uıymy", "ūiymy")
_SMALL = word_set("the de des der den la les del of")
_MAX_WORDS_OF_SIDE = 60
_MAX_WORDS_BEHIND_SIDE = 5
_SIDES = (
    "сторон", "делегаци", "side", "delegation", "heyet", "taraf", "délégation", "partie", "delegação", "delegación",
    "parte", "seite", "vorsitz", "präsidentschaft", "тарап", "tarap", "жағы", "delegazione", "sidan",
)  # fmt: skip
_PRESIDENTS = ("president", "президент", "président", "präsident", "prezydent", "cumhurbaşkanı")


def country_of_office(
    words: Words, lex: Lexicon, office: Office, source_country: str | None
) -> tuple[str | None, bool]:
    """The country, and whether it is implicit: the publisher's, because a national office names none."""
    for index in range(office.first, office.last):
        country = words[index].country
        if country is None or words[index].body:  # "Turkic" in the Organization of Turkic States
            continue
        if _is_in_organisation(words, office, index):
            return None, False
        if _is_receiving(words, lex, office, index):
            continue
        return country, False
    minister = words[office.head].low.startswith(_MINISTERS)  # of European or United Nations affairs: their country's
    if minister or not is_international(words, office):
        if source_country in _MONARCHIES and office.last - office.first == 1 and _is_president(words, office):
            return None, False
        national = any(_is_national(words[index].low, lex) for index in range(office.first, office.last))
        return (source_country, True) if national else (None, False)
    return None, False


def _is_in_organisation(words: Words, office: Office, index: int) -> bool:
    """ "commissaire de l’Organisation pour la mise en valeur du fleuve Sénégal": what it is for is no state of his."""
    return any(words[at].low.startswith(_ORGANISATIONS) for at in range(office.head + 1, index))


def _is_president(words: Words, office: Office) -> bool:
    return words[office.head].low.startswith(_PRESIDENTS)


def _is_national(low: str, lex: Lexicon) -> bool:
    if low in lex.national or (bool(lex.endings) and low.endswith(lex.endings)):
        return True
    return "-" in low and low.partition("-")[0] in lex.national  # "ministra-adjunta"


def _is_receiving(words: Words, lex: Lexicon, office: Office, index: int) -> bool:
    if index + 1 < office.last and lex.is_head(words[index + 1]):
        return False  # "Adviser to the Netherlands Ambassador"
    if lex.language == "kk":
        return is_received(words, index)
    if lex.language == "tr" and index + 1 < office.last and words[index + 1].low == "özel":
        return True  # "BM Genel Sekreteri’nin Suriye Özel Temsilcisi"
    before = index - 1
    while before > office.head and (
        words[before].low in lex.articles or words[before].country or _is_state(words, before)
    ):
        before -= 1
    return before > office.head - 1 and words[before].low in _RECEIVING and before >= office.head


def _is_state(words: Words, index: int) -> bool:
    return words[index].low in ("republic", "kingdom", "république", "republik", "república", "of")


def is_international(words: Words, office: Office) -> bool:
    """Is it the office of an international organisation?"""
    for index in range(office.first, office.last):
        word = words[index]
        name = word.text.partition("-")[0] if words.language == "kk" else word.text  # «БҰҰ-ның»
        if (word.body or word.text.isupper()) and _is_sent_to(words, office, index):
            continue
        if word.body in _MINISTRIES or not _MINISTRIES.isdisjoint(meanings_of(name)):
            continue
        if word.body or word.low in _INTERNATIONAL or word.low.startswith("eu-kommiss") or is_acronym(name):
            return True
    return _is_explained(words, office)


def _is_explained(words: Words, office: Office) -> bool:
    """ "presidente del Fondo Internazionale … (IFAD)": does an international acronym follow in brackets?"""
    if office.last >= len(words) or words.gap(office.last - 1) != " (" or words.gap(office.last)[:1] != ")":
        return False
    acronym = words[office.last].text
    return is_acronym(acronym) and _MINISTRIES.isdisjoint(meanings_of(acronym))


def _is_sent_to(words: Words, office: Office, index: int) -> bool:
    """ "Permanent Representative to the United Nations": he represents a state there."""
    before = index - 1
    while before > office.head and (words[before].body or words[before].low in _SMALL):
        before -= 1
    if words.language == "kk":
        return index + 1 < office.last and words[index + 1].low in ("жанындағы", "janyndaǵy", "janyndağy", "janındağı")
    return before >= office.head and words[before].low in _SENT_TO


def country_of_side(words: Words, office: Office) -> str | None:
    """ "From the Belarusian side: …; from the Vietnamese side: the Ambassador …": of the side named last before."""
    if words.starts_sentence(office.first) and not _is_in_list(words, office.first):
        return None
    for index in range(office.first - 1, max(-1, office.first - _MAX_WORDS_OF_SIDE), -1):
        if words[index].country and words[index + 1].low.startswith(_SIDES) and words.joined(index):
            listed = words.gap(index + 1).strip() in (":", "–", "—", "-")
            return words[index].country if listed or office.first - index <= _MAX_WORDS_BEHIND_SIDE else None
        if words.starts_sentence(index) and not _is_in_list(words, index):
            return None
    return None


def _is_in_list(words: Words, index: int) -> bool:
    """Does a dash, a colon or a semicolon, rather than a stop, stand before a word?"""
    return index > 0 and words.gap(index - 1).strip() in ("–", "—", "-", ":", ";", ": –")
