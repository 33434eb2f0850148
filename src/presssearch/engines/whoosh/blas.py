"""Loads numpy so that the threads of its linear algebra, which nothing here needs, do not keep processors busy.

OpenBLAS starts a thread for each processor when it is loaded, and each waits in a loop for some tens of milliseconds
before it sleeps. `OPENBLAS_THREAD_TIMEOUT` is the power of two of the ticks that they wait, 4 the least; it is read
once, while loading, and taken back then. Programs that multiply matrices beside a search have all their threads still.
"""

import os
import sys

_TIMEOUT = "OPENBLAS_THREAD_TIMEOUT"

if "numpy" not in sys.modules and _TIMEOUT not in os.environ:
    os.environ[_TIMEOUT] = "4"
    try:
        import numpy  # noqa: F401 - loaded for its own sake
    finally:
        del os.environ[_TIMEOUT]
