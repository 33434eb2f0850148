"""What the help page tells: the query language by examples (LANGUAGE), the parameters of an address."""

from presssearch.search import LANGUAGE, LIMITS
from presssearch.search.args import PARAMETERS as TABLE
from presssearch.search.args import Parameter
from presssearch.web.languages import KEY, LANGUAGES, N_, gettext
from presssearch.web.wording import number_text

FILTERS = {
    "city=Minsk": N_("a value of a filter; once more for another value; any filter of the table above"),
    "-city=Minsk": N_("a value to leave out"),
    "city=~none": N_("those without a value"),
}

__all__ = ["LANGUAGE", "LIMITS", "parameters"]


def parameters() -> list[tuple[str, str]]:
    """Each with what it holds."""
    spoken = gettext("%(what)s: %(values)s", what=gettext("the language of the page"), values=", ".join(LANGUAGES))
    return [
        *((name, gettext(meaning)) for name, meaning in FILTERS.items()),
        *((parameter.name, _meaning(parameter)) for parameter in TABLE),
        (KEY, spoken),
    ]


def _meaning(parameter: Parameter) -> str:
    parts = [gettext(parameter.help)]
    if parameter.values:
        parts = [gettext("%(what)s: %(values)s", what=parts[0], values=", ".join(parameter.values))]
    if parameter.default:
        parts.append(gettext("default: %(value)s", value=gettext(parameter.default)))
    if parameter.high:
        parts.append(gettext("at most %(number)s", number=number_text(parameter.high)))
    return gettext("; ").join(parts)
