"""From paths to a searchable index: readers -> parsing -> record -> engine, and the report of a run.

A run may be killed at any moment: articles and the ledger lines of their files are committed together, and
the engine remembers how far in the log it got. The next run goes on from there.
"""

from presssearch.indexing.catching_up import catch_up, rebuild
from presssearch.indexing.neighbours import Neighbours
from presssearch.indexing.overrides import Overrides
from presssearch.indexing.report import Failure, IndexReport, Progress
from presssearch.indexing.run import index_paths
from presssearch.indexing.series import positions_of

__all__ = [
    "Failure",
    "IndexReport",
    "Neighbours",
    "Overrides",
    "Progress",
    "catch_up",
    "index_paths",
    "positions_of",
    "rebuild",
]
