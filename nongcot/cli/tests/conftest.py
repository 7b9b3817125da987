"""Installations of their own: a home, a database, and the command run in another process as a person would."""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

_numbers = itertools.count()


@dataclass
class Installation:
    """A home and its database, empty at first."""

    home: Path
    database_url: str = ""
    surroundings: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Nothing of the test's own surroundings but where programs are."""
        found = {"PATH": os.environ["PATH"], "HOME": str(self.home.parent), "NONGCOT_HOME": str(self.home)}
        if self.database_url:
            found["DATABASE_URL"] = self.database_url
        return found | self.surroundings

    def start(self, *words: str, **options) -> subprocess.Popen:
        return subprocess.Popen(words, env=self.environment(), text=True, **options)

    def nongcot(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess:
        return self._run(sys.executable, "-m", "nongcot.cli", *words, stdin=stdin)

    def python(self, code: str) -> subprocess.CompletedProcess:
        """Run code in the open house."""
        return self._run(
            sys.executable, "-c", f"from nongcot.cli.main import open_house; open_house(begins=True)\n{code}"
        )

    @contextmanager
    def copied_to(self, home: Path) -> Iterator["Installation"]:
        """Another one with the same book, gone afterwards."""
        shutil.copytree(self.home, home)
        with installation(home, of=self.database_url) as copy:
            yield copy

    def _run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(
            words, env=self.environment(), input=stdin, capture_output=True, text=True, check=False, timeout=300
        )


@contextmanager
def installation(home: Path, of: str = "") -> Iterator[Installation]:
    """One whose database is new (or like another one); on PostgreSQL the tests' own server holds it until the end."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield Installation(home)
        return
    name = f"nongcot_cli_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {of.rpartition('/')[2]}" if of else ""))
        yield Installation(home, f"{server.rpartition('/')[0]}/{name}")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty(tmp_path):
    """An installation before its first command."""
    with installation(tmp_path / "home") as one:
        yield one


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """An installation with its tables and no book, to be copied."""
    with installation(tmp_path_factory.mktemp("prepared") / "home") as one:
        done = one.nongcot("manage", "migrate")
        assert done.returncode == 0, done.stderr
        yield one


INIT = (
    *("init", "--province", "ninh binh", "--name", "Liên minh Hợp tác xã tỉnh Ninh Bình", "--place", "Ninh Bình"),
    *("--parent-body", "Ủy ban nhân dân tỉnh Ninh Bình", "--signer", "TM. BAN THƯỜNG VỤ; CHỦ TỊCH: Nguyễn Văn Mẫu"),
    *("--public-url", "https://so.example.vn"),
)


@pytest.fixture(scope="session")
def opened(tmp_path_factory, prepared):
    """What `nongcot init` leaves behind, to be copied."""
    with prepared.copied_to(tmp_path_factory.mktemp("opened") / "home") as one:
        done = one.nongcot(*INIT)
        assert done.returncode == 0, done.stderr
        yield one


@pytest.fixture
def waiting(prepared, tmp_path):
    """An installation with its tables, before its book is begun."""
    with prepared.copied_to(tmp_path / "waiting home") as one:
        yield one


@pytest.fixture
def real(opened, tmp_path):
    """An installation with a real, empty book."""
    with opened.copied_to(tmp_path / "real home") as one:
        yield one
