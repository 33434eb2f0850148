"""The engines that are compared. A module is imported when its engine is used: each needs libraries of its own."""

from importlib import import_module
from pathlib import Path

from benchmarks.search.peers.base import Peer

MODULES = {"ours": "ours", "tantivy": "with_tantivy", "fts5": "with_fts5", "whoosh": "with_whoosh"}
NAMES = tuple(MODULES)


def peer_named(name: str, folder: Path) -> Peer:
    """The engine over its own folder, neither built nor opened yet."""
    peer: Peer = import_module(f"benchmarks.search.peers.{MODULES[name]}").Engine(folder)
    return peer
