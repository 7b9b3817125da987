"""Installations of their own: a home, a database, and the command run in another process as a person would."""

import itertools
import os
import shutil
import subprocess
import sys
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

    def _run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess:
        return subprocess.run(
            words, env=self.environment(), input=stdin, capture_output=True, text=True, check=False, timeout=300
        )


def _database(of: str = "") -> str:
    """A new database on the tests' PostgreSQL server, or "" where the tests run on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return ""
    name = f"nongcot_cli_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {of.rpartition('/')[2]}" if of else ""))
    return f"{url.rpartition('/')[0]}/{name}"


def _drop(url: str) -> None:
    if url:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")


@pytest.fixture
def empty(tmp_path):
    """An installation before its first command."""
    installation = Installation(tmp_path / "home", _database())
    yield installation
    _drop(installation.database_url)


INIT = (
    *("init", "--province", "ninh binh", "--name", "Liên minh Hợp tác xã tỉnh Ninh Bình", "--place", "Ninh Bình"),
    *("--parent-body", "Ủy ban nhân dân tỉnh Ninh Bình", "--signer", "TM. BAN THƯỜNG VỤ; CHỦ TỊCH: Nguyễn Văn Mẫu"),
    *("--public-url", "https://so.example.vn"),
)


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    """What `nongcot init` leaves behind, to be copied."""
    installation = Installation(tmp_path_factory.mktemp("opened") / "home", _database())
    done = installation.nongcot(*INIT)
    assert done.returncode == 0, done.stderr
    yield installation
    _drop(installation.database_url)


@pytest.fixture
def real(opened, tmp_path):
    """An installation with a real, empty book."""
    shutil.copytree(opened.home, tmp_path / "real home")
    installation = Installation(tmp_path / "real home", _database(of=opened.database_url))
    yield installation
    _drop(installation.database_url)
