"""Changes of the record -> an index: sent, made searchable, counted; in this order, so that a kill in between leaves
nothing that the next run does not mend."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from opensearchpy import OpenSearch

from presssearch.archive import Archive, Change
from presssearch.engines.base import Refusal
from presssearch.engines.opensearch.bulk import Item, refresh, send
from presssearch.engines.opensearch.documents import sources_of
from presssearch.engines.opensearch.refusals import checked, newest, remember, remembered
from presssearch.engines.opensearch.schema import is_text, key_of
from presssearch.engines.opensearch.state import State, write_state
from presssearch.engines.opensearch.words import Words

_LETTERS = 4_000_000  # of the texts that are read at once
_NO_TEXT = "its id holds half of a pair of UTF-16, which is no letter to a cluster: give it another id"


def apply(
    client: OpenSearch, archive: Archive, state: State, changes: Iterable[Change], *, sender: OpenSearch, words: Words
) -> int:
    """The number of the last change of the index, as in base.py. state: of the index now; sender: the client that
    leaves pauses to `send`. words: of the batches before.

    Refusals are remembered before anything is counted, and those before forgotten only afterwards.
    """
    latest: dict[str, Change] = {}
    applied = state.applied
    for change in changes:
        latest[change.id] = change
        applied = max(applied, change.number)
    before = remembered(archive, state.index)
    kept = [one for one in before if one.id not in latest]
    if applied >= archive.last_change():  # once in a run is enough
        latest |= {change.id: change for change in newest(archive, kept)}
        kept = []
    refused = _sent(sender, state.index, latest.values(), {one.number for one in before}, words)
    known = checked([*kept, *refused])
    if before or refused:
        remember(archive, state.index, [*before, *known])
    send(sender, state.index, [Item(key_of(one.id), one.number, None) for one in refused])  # what stood there before
    if not latest or len(refused) < len(latest) or applied > state.applied:  # else nothing new can be found
        refresh(sender, state.index)
        write_state(client, state.index, applied)
    if before:
        remember(archive, state.index, known)
    return applied


def _sent(
    sender: OpenSearch, index: str, changes: Collection[Change], before: Collection[int], words: Words
) -> list[Refusal]:
    """Those that are refused. before: the numbers of those that were."""
    why = {change.number: _NO_TEXT for change in changes if change.article and not is_text(change.id)}
    told = [change for change in changes if change.number not in why]
    why |= send(sender, index, items(told, before, words))
    return [Refusal(change.number, change.id, why[change.number]) for change in changes if change.number in why]


def items(changes: Iterable[Change], before: Collection[int], words: Words) -> Iterator[Item]:
    """What is sent for changes. before: the numbers of those that were refused."""
    batch: list[Change] = []
    letters = 0
    for change in changes:
        batch.append(change)
        letters += len(change.article.body) if change.article else 0
        if letters >= _LETTERS:
            yield from _of_batch(batch, before, words)
            batch, letters = [], 0
    yield from _of_batch(batch, before, words)


def _of_batch(batch: Sequence[Change], before: Collection[int], words: Words) -> Iterator[Item]:
    sources = sources_of([change.article for change in batch if change.article], words)
    for change in batch:
        source = next(sources) if change.article else None
        yield Item(key_of(change.id), change.number, source, again=change.number in before)
