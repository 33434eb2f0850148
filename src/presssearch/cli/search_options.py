"""The parameters of an address as options of commands: the same names, the same values, the same faults."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from presssearch.search.args import BY_PARAMETER, PARAMETERS, Parameter
from presssearch.search.facet_params import FACET_PARAMETERS
from presssearch.search.params import SearchParams

F = TypeVar("F", bound=Callable[..., Any])

WHAT = ("from", "to", "sort", "match", "exact")
PAGE = ("limit", "page", "cursor")
COUNTS = ("facets", "facet_size", "histogram")


def search_options(*names: str, **helps: str) -> Callable[[F], F]:
    """QUERY, --filter and an option for each of these parameters, all given on as texts; None where not given.
    helps: for an option that means something else to this command."""

    def decorated(command: F) -> F:
        for name in reversed((*names, *helps)):
            command = _option(BY_PARAMETER[name], helps.get(name))(command)
        return _query_and_filters(command)

    return decorated


def facet_options(command: F) -> F:
    """The same for a list of values."""
    return _query_and_filters(options_of(FACET_PARAMETERS)(command))


def options_of(table: Sequence[Parameter]) -> Callable[[F], F]:
    """An option for each parameter of a table, but for the query."""

    def decorated(command: F) -> F:
        for parameter in reversed(table):
            if parameter.name != "q":
                command = _option(parameter, None)(command)
        return command

    return decorated


def pairs_of(given: dict[str, Any], table: Sequence[Parameter] = PARAMETERS) -> list[tuple[str, str]]:
    """The options as the pairs of an address. given: by name, as click hands them over; others are left aside."""
    filters = [_pair(text) for text in given.get("filters", ())]
    plain = [(one.name, given[one.name]) for one in table if given.get(one.name) is not None]
    return [*([("q", given["query"])] if given.get("query") else []), *filters, *plain]


def params_of(given: dict[str, Any], **defaults: str) -> SearchParams:
    """defaults: of parameters that are not given."""
    pairs = pairs_of(given)
    known = {name for name, _ in pairs}
    return SearchParams.from_args([*pairs, *((name, text) for name, text in defaults.items() if name not in known)])


def _query_and_filters(command: F) -> F:
    narrow = "Narrow: city=Almaty, -city=Minsk, city=~none; once more for another value."
    command = click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help=narrow)(command)
    return click.argument("query", default="")(command)


def _option(parameter: Parameter, help: str | None) -> Callable[[F], F]:
    help = help or f"{parameter.meaning[:1].upper()}{parameter.meaning[1:]}."
    kind = click.Choice(parameter.values) if parameter.values else str
    metavar = None if parameter.values else parameter.kind.upper()
    return click.option(f"--{parameter.name.replace('_', '-')}", parameter.name, type=kind, metavar=metavar, help=help)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: write FIELD=VALUE, such as city=Almaty", param_hint="--filter")
    return key, value
