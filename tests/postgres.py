"""Run a command with DATABASE_URL naming a private PostgreSQL server, which ends with the command.

    python tests/postgres.py python -m pytest -m both_databases

The server listens on 127.0.0.1 alone and keeps its data in a temporary folder. PostgreSQL refuses to run as root, so
root starts it as the user `postgres`; the command itself runs as whoever called. Where PostgreSQL is not installed this
says so and exits 0, or 1 with NONGCOT_REQUIRE_ALL=1.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

PATIENCE = 30.0


def find_programs() -> Path | None:
    """The folder of PostgreSQL's server programs: on PATH, or where Debian keeps each version's; the newest of them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    homes = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(homes, key=lambda home: float(home.parent.name), default=None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server; yields its DATABASE_URL."""
    as_whom = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="nongcot-postgres-"))
    if as_whom:
        postgres = pwd.getpwnam("postgres")
        os.chown(folder, postgres.pw_uid, postgres.pw_gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--username", "nongcot", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"]
    subprocess.run(
        [programs / "initdb", "--pgdata", folder / "data", *options],
        cwd=folder, check=True, stdout=subprocess.DEVNULL, **as_whom,
    )  # fmt: skip
    # No test loses power, and none asks anything for which it pays to compile a plan.
    quick = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "jit=off"]
    where = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
    switches = [word for setting in (*where, *quick) for word in ("-c", setting)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *switches], cwd=folder, stdout=log, stderr=log, **as_whom
        )
    try:
        url = f"postgres://nongcot@127.0.0.1:{port}/postgres"
        wait_until_ready(url, process, folder / "log")
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
        shutil.rmtree(folder)


def wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return when the server takes connections. Raises RuntimeError with its log when it does not come up."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")


def main() -> int:
    programs = find_programs()
    if programs is None:
        print("!!! NOT TESTED: PostgreSQL is not installed; no test ran on it !!!")
        return int(os.environ.get("NONGCOT_REQUIRE_ALL") == "1")
    with server(programs) as url:
        print(f"On PostgreSQL ({programs}):", flush=True)
        environment = os.environ | {"DATABASE_URL": url, "PATH": f"{programs}:{os.environ['PATH']}"}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
