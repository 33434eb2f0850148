"""Articles that a cluster refuses for what they are, and how the record remembers them for an index: as a memo, beside
its watermark. They are few; where they are many the index is at fault, and nothing is remembered."""

import json
from collections.abc import Iterable, Sequence

from presssearch.archive import Archive, Change
from presssearch.engines.base import Refusal
from presssearch.errors import EngineError

MOST = 100  # at a time
_NAMED = 3  # where there are more


def remembered(archive: Archive, index: str) -> list[Refusal]:
    """In order of their changes."""
    memo = archive.memo(_name(index))
    return [Refusal(*one) for one in json.loads(memo)] if memo else []


def remember(archive: Archive, index: str, refusals: Iterable[Refusal]) -> None:
    """These, in place of those before."""
    rows = {one.number: (one.number, one.id, one.reason) for one in refusals}
    archive.set_memo(_name(index), json.dumps([rows[number] for number in sorted(rows)]))


def newest(archive: Archive, refusals: Iterable[Refusal]) -> list[Change]:
    """The changes of those whose articles have no later one."""
    found = ((one, next(archive.changes(one.number - 1, limit=1), None)) for one in refusals)
    return [change for one, change in found if change and change.number == one.number]


def checked(refusals: Sequence[Refusal]) -> Sequence[Refusal]:
    """EngineError where they are so many that they are not at fault themselves."""
    if len(refusals) > MOST:
        told = "; ".join(map(str, refusals[:_NAMED]))
        raise EngineError(
            f"the cluster refuses {len(refusals)} articles: so many are not at fault, the index or a limit of the "
            "cluster is, and none of these changes counts as applied. Mend that, or run `presssearch rebuild`; then "
            f"run this again. It says: {told} …"
        )
    return refusals


def advice(refusal: Refusal) -> str:
    """What is wrong, and the ways out."""
    return (
        f"Article {refusal}. So it is not in the index. Correct it in overrides.toml, or change the limits of the "
        "cluster; `presssearch index` sends it again."
    )


def _name(index: str) -> str:
    return f"refused by opensearch:{index}"
