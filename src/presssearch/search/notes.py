"""What an answer leaves out, in sentences; `web.sentences` knows them in other languages."""

from presssearch import query as queries
from presssearch.engines.base import MAX_FORMS, EngineResult, Stop
from presssearch.query.tree import Leaf


def notes_of(found: EngineResult) -> tuple[str, ...]:
    return (*map(_cut_note, found.cut), *([_stop_note(found.stopped)] if found.stopped else []))


def _cut_note(leaf: Leaf) -> str:
    return f"{queries.to_text(leaf)} stands for more than {MAX_FORMS:,} words: the nearest ones alone were looked for"


def _stop_note(stop: Stop) -> str:
    if stop.seconds is not None:
        return f"The search was stopped after {stop.seconds:g} s: results and numbers are of what was read by then"
    return f"The search was stopped after {stop.articles:,} releases in each shard: results and numbers are of these"
