"""The country that an office belongs to."""

from presssearch.analysis.acronyms import is_acronym
from presssearch.parsing.lexicon import Lexicon
from presssearch.parsing.persons.kazakh_offices import is_received
from presssearch.parsing.persons.offices import Office
from presssearch.parsing.words import Words, word_set

_MINISTERS = ("minist", "минист", "вице-минист", "bundesminist", "außenminist", "staatsminist", "utrikesminist")
# links between an envoy and the country that receives him
_RECEIVING = word_set("to in with for upon en au aux auprès à bei nach im ante в при на i till vid em junto ao")
_INTERNATIONAL = word_set(
    "un u.n. usg asg ldcs nato eu e.u. european européen européenne europäischen europeo europea"
    " оон ес нато снг одкб обсе fn"
)
# States whose head is a monarch, or the Pope: a plain "President" in their releases is that of another state
_MONARCHIES = word_set(
    "GB CA AU NZ AG BS BZ GD JM KN LC PG SB TV VC SE NO DK NL BE LU ES LI MC AD VA JP TH KH MY BN BT BH JO KW OM QA SA"
    " MA LS SZ TO"
)
_PRESIDENTS = ("president", "президент", "président", "präsident", "prezydent", "cumhurbaşkanı")


def country_of_office(
    words: Words, lex: Lexicon, office: Office, source_country: str | None
) -> tuple[str | None, bool]:
    """The country, and whether it is implicit: the publisher's, because a national office names none."""
    received = False
    for index in range(office.first, office.last):
        country = words[index].country
        if country is None or words[index].body:  # "Turkic" in the Organization of Turkic States
            continue
        if _is_receiving(words, lex, office, index):
            received = True
            continue
        return country, False
    if words[office.head].low.startswith(_MINISTERS):
        received = True  # ministers of European or United Nations affairs are their own country's
    if received or not _is_international(words, office):
        if source_country in _MONARCHIES and office.last - office.first == 1 and _is_president(words, office):
            return None, False
        national = any(_is_national(words[index].low, lex) for index in range(office.first, office.last))
        return (source_country, True) if national else (None, False)
    return None, False


def _is_president(words: Words, office: Office) -> bool:
    return words[office.head].low.startswith(_PRESIDENTS)


def _is_national(low: str, lex: Lexicon) -> bool:
    return low in lex.national or (bool(lex.endings) and low.endswith(lex.endings))


def _is_receiving(words: Words, lex: Lexicon, office: Office, index: int) -> bool:
    if index + 1 < office.last and lex.is_head(words[index + 1]):
        return False  # "Adviser to the Netherlands Ambassador"
    if lex.language == "kk":
        return is_received(words, index)
    before = index - 1
    while before > office.head and (
        words[before].low in lex.articles or words[before].country or _is_state(words, before)
    ):
        before -= 1
    return before > office.head - 1 and words[before].low in _RECEIVING and before >= office.head


def _is_state(words: Words, index: int) -> bool:
    return words[index].low in ("republic", "kingdom", "république", "republik", "república", "of")


def _is_international(words: Words, office: Office) -> bool:
    for index in range(office.first, office.last):
        word = words[index]
        name = word.text.partition("-")[0] if words.language == "kk" else word.text  # «БҰҰ-ның»
        if word.low in _INTERNATIONAL or (is_acronym(name) and name not in ("MFA", "МИД", "AA", "MAE", "СІМ")):
            return True
    return any(words[i].body for i in range(office.first, office.last))
