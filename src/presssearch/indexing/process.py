"""A worker process: its start, its limits, its end, and what is said between it and the run."""

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path

from presssearch.errors import PressSearchError

# The first byte of a message from a worker: it is ready, items of a file, the end of one, a line for the log.
READY, ITEMS, END, LOG = b"r", b"i", b"e", b"l"

_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Of a worker. memory_bytes: of addresses. seconds: until the next document must be there."""

    memory_bytes: int = 2 * 1024**3
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read; the arguments of `items_of`, and its size in bytes."""

    path: Path
    key: str
    source: str | None
    size: int


class Process:
    """A worker process and the connection to it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.connection, theirs = Pipe()
        try:
            # -P: not the current folder, which may hold anything; a session of its own: Ctrl-C is for us alone
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "presssearch.indexing.worker", str(theirs.fileno()), *self._arguments()],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        except OSError as error:
            self.connection.close()
            raise PressSearchError(f"a worker process cannot be started: {error.strerror or error}") from error
        finally:
            theirs.close()

    def _arguments(self) -> tuple[str, str]:
        return str(self.limits.memory_bytes), str(self.limits.seconds)

    @property
    def pid(self) -> int:
        return self._popen.pid

    def wait_until_ready(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            if self.connection.poll(_START_S) and self.connection.recv_bytes() == READY:
                return
        self.close()
        raise PressSearchError(f"a worker process cannot be started: {sys.executable} ended at once")

    def is_alive(self) -> bool:
        return self._popen.poll() is None

    def kill(self) -> None:
        """End it, and whatever it has started."""
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()

    def close(self) -> None:
        self.kill()
        self.connection.close()

    def death(self) -> str:
        """Why it is dead, in words."""
        code = self._popen.wait()
        if code == -signal.SIGKILL:
            return "the reader died: out of memory?"
        return f"the reader died: {signal.Signals(-code).name if code < 0 else f'exit code {code}'}"
