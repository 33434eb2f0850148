"""presssearch evaluate: how well labelled releases are read."""

import json
from collections.abc import Iterable, Mapping
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from presssearch.cli.terminal import FAILED, clean, json_option, out, print_json, say_error
from presssearch.errors import ReadError
from presssearch.evaluation import judged
from presssearch.evaluation.gold import read_gold
from presssearch.evaluation.outcomes import FIELDS, Outcome, Tally, wilson
from presssearch.evaluation.run import Evaluation, below, evaluate

_SHOWN_CHARS = 300
_GROUPS = ("dateline",)
_JUDGED = ("names", "acronyms")


@click.command("evaluate", short_help="Score how well labelled releases are read.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...", type=click.Path(path_type=Path))
@click.option(
    "--misses",
    metavar="FIELD",
    type=click.Choice([*_GROUPS, *FIELDS, *_JUDGED]),
    help=f"Print what is not right in a field: {', '.join([*_GROUPS, *FIELDS, *_JUDGED])}.",
)
@click.option(
    "--floors", metavar="FILE", type=click.Path(path_type=Path), help="Exit with 1 where a score is below this file."
)
@json_option
def command(gold: tuple[Path, ...], misses: str | None, floors: Path | None, as_json: bool) -> None:
    """Parse the releases of JSON Lines files and compare them with their labels, field by field.
    Files of names and of acronyms are recognised and judged too.

    \b
    Each line is {"document": …, "expected": …}. A document is a record of a dump,
    {"text": …}, {"html": …} or {"path": a file beside the labels}. Or it is a pair of names,
    {"a": …, "b": …, "same": true}, or an acronym, {"acronym": …, "long": […], "same_as": …}.

    \b
    presssearch evaluate labelled.jsonl
    presssearch evaluate labelled.jsonl --misses people
    """
    given = _read_floors(floors) if floors is not None else {}
    kinds = {path: judged.kind_of(path) for path in gold}
    releases = [path for path, kind in kinds.items() if kind is None]
    judgements = [found for path, kind in kinds.items() if kind for found in judged.judge(path, kind)]
    evaluation = evaluate(chain.from_iterable(map(read_gold, releases)))
    shares = judged.shares(judgements)
    short = [*(below(evaluation, given) if given and releases else []), *judged.below(shares, given)]
    if misses in _JUDGED:
        _print_judgements([j for j in judgements if j.share.startswith(misses) and not j.right], as_json=as_json)
    elif misses is not None:
        found = list(evaluation.misses(misses))
        if as_json:
            print_json([_as_json(outcome) for outcome in found])
        else:
            _print_misses(found)
    elif as_json:
        counts = {share: {"counted": counted, "of": total} for share, (counted, total) in shares.items()}
        print_json({**evaluation.to_json(), "shares": counts, "below_floors": short})
    else:
        if releases:
            _print_scores(evaluation)
        _print_shares(shares)
    for sentence in short:
        say_error(f"below the floor: {sentence}")
    if short:
        raise SystemExit(FAILED)


def _read_floors(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise ReadError(f"{path}: not JSON: {error}") from None
    if not isinstance(value, dict):
        raise ReadError(f'{path}: expected {{"f1": {{field: number}}, "at_most": {{count: number}}}}')
    return value


def _print_scores(evaluation: Evaluation) -> None:
    table = Table(box=None)
    table.add_column("field")
    for name in ("n", "right", "spurious", "missed", "precision", "recall", "F1", "95 % of F1", "exact"):
        table.add_column(name, justify="right")
    for name, found in evaluation.tallies().items():
        table.add_row(name.replace(".", " · "), *_cells(found))
    out().print(table)
    counts = ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in evaluation.counts().items())
    click.echo(f"\n{evaluation.documents} documents; {counts}")
    for fault in evaluation.date_faults:
        click.echo(clean(f"{fault.kind}: {fault.gold_id} {fault.field}: {fault.got}, labelled {fault.expected}"))
    for item in evaluation.unparsed:
        click.echo(clean(f"{'crash' if item.crash else 'unread'}: {item.gold_id}: {item.reason}"))


def _print_shares(shares: Mapping[str, tuple[int, int]]) -> None:
    for share, (counted, total) in shares.items():
        click.echo(f"{share}: {counted} of {total}, {counted / total:.3f}: {judged.SHARES[share]}")


def _print_judgements(judgements: Iterable[judged.Judgement], *, as_json: bool) -> None:
    if as_json:
        print_json([{"share": j.share, "about": j.about, "said": j.said} for j in judgements])
        return
    for judgement in judgements:
        click.echo(clean(f"{judgement.share}: {judgement.about}: {judgement.said}"))


def _cells(found: Tally) -> tuple[str, ...]:
    interval = wilson(found.right, found.right + (found.spurious + found.missed) / 2)
    return (
        *(str(count) for count in (found.outcomes, found.right, found.spurious, found.missed)),
        *(_number(share) for share in (found.precision, found.recall, found.f1)),
        f"{interval[0]:.2f}–{interval[1]:.2f}" if interval else "–",
        _number(found.exact),
    )


def _number(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _print_misses(outcomes: Iterable[Outcome]) -> None:
    """By release: "–" a label that was missed, "+" an answer without a label, "≠" one in place of another."""
    for gold_id, found in groupby(outcomes, key=lambda outcome: outcome.gold_id):
        click.echo(clean(gold_id))
        for outcome in found:
            about = f"{_shown(outcome.about)}: " if outcome.about else ""
            field = f"{outcome.field}: " if outcome.field.startswith("dateline.") else ""
            if outcome.got is None:
                said = f"– {field}{about}{_shown(outcome.expected)}"
            elif outcome.expected is None:
                said = f"+ {field}{about}{_shown(outcome.got)}"
            else:
                said = f"≠ {field}{about}{_shown(outcome.expected)}  →  {_shown(outcome.got)}"
            click.echo(clean(f"    {said}"))


def _shown(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}…"


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "gold_id": outcome.gold_id,
        "field": outcome.field,
        "about": outcome.about,
        "expected": outcome.expected,
        "got": outcome.got,
    }
