"""No process of `nongcot serve` outlives its parent, however that one ended.

A parent that is killed cannot end its children, and they would go on holding the port and the lock of the home. So each
of them looks whose child it is: an orphan is handed to another parent by the system, at once and everywhere.
"""

import os
import signal
import threading
import time

LOOK = 0.5
PATIENCE = 5.0


def end_without(parent: int) -> None:
    """From now on, once `parent` is no longer this process's parent, end it: as by TERM, after `PATIENCE` by force."""
    threading.Thread(target=_watch, args=(parent,), name="end without parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.kill(os.getpid(), signal.SIGKILL)
