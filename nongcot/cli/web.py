"""The web server that `nongcot serve` runs: granian's main process and, below it, the web processes."""

import multiprocessing
import sys
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from nongcot.cli.orphans import end_without


def load(target: str) -> Any:
    """The application, in each web process; none of them outlives the main process."""
    if main := multiprocessing.parent_process():
        end_without(main.pid)
    from nongcot.config.wsgi import application

    return application


def run(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until told to stop; a web process that dies is started again."""
    Server(
        "nongcot.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve(target_loader=load)


if __name__ == "__main__":
    parent, host, port, workers, threads = sys.argv[1:]
    end_without(int(parent))
    run(host, int(port), int(workers), int(threads))
