"""What the tests of all rooms share: a small cast, a book, and a word about what could not be run."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["nongcot.ui.testing", "nongcot.registry.testing", "nongcot.example.testing"]

# Programs that some tests need; each marker names tests that are skipped where its program is missing.
PROGRAMS = {"browser": "Chromium", "office": "LibreOffice"}
# A busy machine is no fault of the program: how long an example takes is measured elsewhere.
# A red run can be repeated: examples are drawn anew only where another seed is asked for.
hypothesis_settings.register_profile(
    "house",
    deadline=None,
    derandomize="NONGCOT_SEED" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("house")

#: What is dear to make, once a worker: the tests that share it go to one.
DEAR = {"example_book": "example", "prepared": "installation"}

#: What `make test` asks of the second database, and how a file says that some of its tests run there.
ON_POSTGRES = "both_databases or postgres"
SAYS_SO = ("mark.both_databases", "mark.postgres")

REQUIRE_ALL = os.environ.get("NONGCOT_REQUIRE_ALL") == "1"
REAL_FILES = Path(os.environ.get("NONGCOT_REAL_FILES", Path(__file__).parent.parent / "shared/data/real"))


def pytest_configure() -> None:
    """Pages are tested in both languages, also where `nongcot setup` has not compiled them yet."""
    from nongcot.config import catalogues

    catalogues.compile_all()


def is_missing(marker: str) -> bool:
    from nongcot.papers.pdf import OFFICE_PROGRAMS
    from nongcot.ui.testing import BROWSERS

    return not any(map(shutil.which, BROWSERS if marker == "browser" else OFFICE_PROGRAMS))


@cache
def is_for_postgres(path: Path) -> bool:
    """Whether a file says that some of its tests run on PostgreSQL."""
    text = path.read_text("utf-8")
    return any(mark in text for mark in SAYS_SO)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Half of the files have nothing for the second database: no worker reads them for it."""
    is_of_tests = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
    return (config.option.markexpr == ON_POSTGRES and is_of_tests and not is_for_postgres(collection_path)) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run; leave out what belongs to the other database; begin with what takes long."""
    from django.db import connection

    elsewhere = []
    for item in items:
        if any(map(item.get_closest_marker, ("both_databases", "postgres"))) and not is_for_postgres(item.path):
            raise pytest.UsageError(f"{item.path} has tests for PostgreSQL and would not be read there: {SAYS_SO}")
        for marker in PROGRAMS:
            if item.get_closest_marker(marker) and is_missing(marker):
                item.add_marker(pytest.mark.skip(reason=f"{PROGRAMS[marker]} is not installed"))
        if item.get_closest_marker("real_files") and not REAL_FILES.is_dir():
            item.add_marker(pytest.mark.skip(reason="the real files are not here (NONGCOT_REAL_FILES)"))
        if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
            elsewhere.append(item)
    if elsewhere:
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=elsewhere)
    for item in items:
        shared = next((group for fixture, group in DEAR.items() if fixture in item.fixturenames), "")
        if shared:
            item.add_marker(pytest.mark.xdist_group(shared))
        elif not (alone := item.get_closest_marker("long")) or alone.kwargs.get("together"):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """What takes long first, so that workers end together; then the example: `make test` builds its book meanwhile."""
    if "example_book" in item.fixturenames:
        return 1
    return 0 if item.get_closest_marker("long") else 2


def pytest_collection_finish() -> None:
    """What was collected stays until the end: looking through all of it for garbage, again and again, finds none."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say loudly which programs are missing."""
    for marker, program in PROGRAMS.items():
        if is_missing(marker):
            terminalreporter.section(
                f"NOT TESTED: {program} is not installed (tests marked “{marker}”)", sep="!", red=True
            )
    if not REAL_FILES.is_dir():
        terminalreporter.section("NOT TESTED: the real files are not here (NONGCOT_REAL_FILES)", sep="!", yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """With NONGCOT_REQUIRE_ALL=1 the only permitted skip is that of the real files."""
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not REQUIRE_ALL or reporter is None or hasattr(session.config, "workerinput"):
        return
    unwanted = [
        report for report in reporter.stats.get("skipped", []) if "NONGCOT_REAL_FILES" not in str(report.longrepr)
    ]
    for report in unwanted:
        reporter.write_line(f"skipped although everything is required: {report.nodeid} {report.longrepr}", red=True)
    if unwanted:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder of real workbooks (tests marked `real_files`)."""
    return REAL_FILES


@pytest.fixture
def book(db):
    """An open, real book."""
    from nongcot.accounts import actions

    return actions.open_book(
        province_code="36",
        province="Nam Định",
        name="Liên minh Hợp tác xã tỉnh Nam Định",
        parent_body="Ủy ban nhân dân tỉnh Nam Định",
        place="Nam Định",
        signers=[{"authority": "", "office": "CHỦ TỊCH", "name": "Nguyễn Thị Mẫu"}],
    )


def _account(role: str, username: str, full_name: str):
    from nongcot.accounts import actions

    return actions.add_user(username=username, full_name=full_name, role=role, password="dòng sông quê hương")


# Lan: an officer of the alliance.  Hoa: its leader.  Minh: keeps the system.  Sơn: sits in a council.  khách: nobody.
@pytest.fixture
def lan(book):
    return _account("officer", "lan", "Phạm Thị Lan")


@pytest.fixture
def hoa(book):
    return _account("leader", "hoa", "Trần Thị Hoa")


@pytest.fixture
def minh(book):
    return _account("keeper", "minh", "Vũ Văn Minh")


@pytest.fixture
def son(book):
    return _account("council_member", "son", "Bùi Văn Sơn")


def _client(user=None):
    from django.test import Client

    client = Client()
    if user is not None:
        client.force_login(user, backend="nongcot.accounts.backends.BookBackend")
    return client


@pytest.fixture
def officer(lan):
    """A browser in which Lan is signed in; `officer.user` is her account."""
    client = _client(lan)
    client.user = lan
    return client


@pytest.fixture
def leader(hoa):
    """A browser in which Hoa is signed in; `leader.user` is her account."""
    client = _client(hoa)
    client.user = hoa
    return client


@pytest.fixture
def keeper(minh):
    """A browser in which Minh is signed in; `keeper.user` is his account."""
    client = _client(minh)
    client.user = minh
    return client


@pytest.fixture
def council_member(son):
    """A browser in which Sơn is signed in; `council_member.user` is his account."""
    client = _client(son)
    client.user = son
    return client


@pytest.fixture
def visitor(book):
    """A browser in which nobody is signed in."""
    return _client()
