"""What an index holds, compared with the record."""

from collections.abc import Iterator, Mapping, Sequence

from presssearch.archive import Archive
from presssearch.engines.base import Refusal
from presssearch.engines.opensearch.refusals import advice

_AT_ONCE = 200  # articles in memory


def faults(archive: Archive, held: Mapping[str, int], refused: Sequence[Refusal]) -> Iterator[str]:
    """A sentence for each. held: by id, the revision of each article in the index; refused: those that are not there
    for a reason that is known."""
    recorded = set(archive.ids())
    explained = {one.id: advice(one) for one in refused}
    for id_ in sorted(recorded - held.keys()):
        yield explained.get(id_) or f"Article {id_} is in the record but not in the index."
    yield from (f"Article {id_} is in the index but not in the record." for id_ in sorted(held.keys() - recorded))
    yield from _of_other_revisions(archive, held)


def _of_other_revisions(archive: Archive, held: Mapping[str, int]) -> Iterator[str]:
    ids = sorted(held)
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for id_, article in zip(some, archive.get(some), strict=True):
            if article is not None and article.revision != held[id_]:
                yield f"Article {id_} is in the index in revision {held[id_]}, in the record in {article.revision}."
