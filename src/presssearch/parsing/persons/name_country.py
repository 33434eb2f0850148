"""The country that stands beside a name: of somebody without an office, or of an office that names none."""

from presssearch.parsing.persons.known_names import COUNTERPARTS
from presssearch.parsing.persons.names import NameRun
from presssearch.parsing.persons.offices import Office
from presssearch.parsing.words import Words, word_set

_OF_STATE = word_set("of the republic kingdom state islamic federal democratic people socialist du de la")
_BY = word_set("by the pelo pela por el la par le von der dem dal dalla")
_LED = (
    "led", "headed", "chaired", "represented", "возглавл", "возглавил", "представлял", "представил", "dirigid",
    "chefiad", "liderad", "presidid", "encabezad", "conduite", "dirigée", "présidée", "menée", "geleitet", "angeführt",
    "guidata", "presieduta",
)  # fmt: skip
_AND = word_set("and et und y e и мен ve och en og i a va")


def described_country(words: Words, run: NameRun) -> str | None:
    """ "British artist Ann Doe", "Norwegian film director Jan Doe"."""
    index = run.titled_from - 1
    if index >= 1 and words.gap(index).strip() == "," and {words[index].low, words[index - 1].low} & COUNTERPARTS:
        return words[index].country or words[index - 1].country  # "son homologue kazakhstanais, M. Doe"
    for _ in range(3):
        if index < 0 or not words.joined(index):
            return None
        if words[index].country:
            return words[index].country if index < run.titled_from - 1 else None
        if words[index].capital or words[index].low in _AND:  # "Ann Doe of Austria and John Roe"
            return None
        index -= 1
    return None


def country_behind(words: Words, run: NameRun) -> str | None:
    """ "President Doe of the Republic of Colombia", "Minister Doe (Kazakhstan)", and in its own line "Ms Doe, Chad"."""
    index = run.last
    if index < len(words) and words[index].country and words.gap(index - 1) == " (":
        return words[index].country
    if run.honorific and index < len(words) and words[index].country and words.gap(index - 1) == ", ":
        last = index
        while last + 1 < len(words) and words[last + 1].country == words[index].country and words.joined(last):
            last += 1
        return words[index].country if "\n" in words.gap(last)[:2] else None
    linked = False
    while index < len(words) and words.joined(index - 1) and words[index].low in _OF_STATE and index - run.last < 5:
        linked = linked or words[index].low in ("of", "du", "de")
        index += 1
    near = index < len(words) and words.joined(index - 1)
    return words[index].country if linked and near else None


def country_of_delegation(words: Words, office: Office) -> str | None:
    """ "The Swiss delegation was led by State Secretary Doe": the country named before in the sentence."""
    index = office.first - 1
    while index > 0 and words.joined(index) and words[index].low in _BY:
        index -= 1
    if index < 1 or not words[index].low.startswith(_LED):
        return None
    for back in range(index - 1, max(-1, index - 12), -1):
        if words[back].country:
            return words[back].country
        if words.starts_sentence(back):
            return None
    return None
