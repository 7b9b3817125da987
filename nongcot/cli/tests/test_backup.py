"""A backup put back on an empty machine is the same book; a damaged one touches nothing."""

import json
import shutil
import stat
import zipfile

import pytest

from nongcot.cli import archive, backup
from nongcot.cli.tests.conftest import INIT, Installation
from nongcot.cli.tests.test_serve import Server
from nongcot.kernel.shelf import Shelf, digest

pytestmark = pytest.mark.long(together=True)

LAN = ("user", "add", "lan", "--name", "Phạm Thị Lan", "--role", "officer", "--password-stdin")
PASSWORD = "dòng sông quê hương\n"


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory, opened):
    """A real book with an account and an uploaded file, and its backup, to be copied."""
    with opened.copied_to(tmp_path_factory.mktemp("backed up") / "home") as book:
        assert book.nongcot(*LAN, stdin=PASSWORD).returncode == 0
        upload = book.home / "uploads/2020/danh sách.xlsx"
        upload.parent.mkdir(parents=True)
        upload.write_bytes(b"PK...")
        book.file = book.home.parent / "so.zip"
        done = book.nongcot("backup", str(book.file))
        assert done.returncode == 0, done.stderr
        assert "1 tệp đã gửi" in done.stdout
        yield book


@pytest.fixture
def kept(backed_up, tmp_path):
    """The same, to be changed by one test."""
    with backed_up.copied_to(tmp_path / "kept home") as book:
        book.file = shutil.copy(backed_up.file, tmp_path / "so.zip")
        yield book


def accounts(installation):
    return json.loads(installation.nongcot("user", "list", "--json").stdout)


@pytest.mark.both_databases
def test_restored_on_an_empty_machine(kept, empty):
    empty.home = empty.home.parent / "other home"
    done = empty.nongcot("restore", str(kept.file))
    assert done.returncode == 0, done.stderr
    assert "lần ghi 1" in done.stdout
    assert accounts(empty) == accounts(kept)
    upload = empty.home / "uploads/2020/danh sách.xlsx"
    assert upload.read_bytes() == b"PK..."
    assert stat.S_IMODE(upload.stat().st_mode) == 0o600
    assert empty.nongcot("check").returncode == 0
    server = Server(empty)
    assert [server.get("/"), server.get("/static/ui/page.js")] == [200, 200]
    server.stop()


@pytest.mark.postgres
def test_a_book_begun_in_a_file_goes_on_in_postgresql(empty, tmp_path):
    begun = Installation(tmp_path / "begun")
    assert begun.nongcot(*INIT).returncode == 0
    assert begun.nongcot(*LAN, stdin=PASSWORD).returncode == 0
    assert begun.nongcot("backup", str(tmp_path / "so.zip")).returncode == 0
    done = empty.nongcot("restore", str(tmp_path / "so.zip"))
    assert done.returncode == 0, done.stderr
    assert accounts(empty) == accounts(begun)
    assert empty.nongcot("reconcile").returncode == 0
    assert empty.nongcot("user", "add", "hoa", "--name", "Trần Thị Hoa", "--role", "leader", "--password-stdin",
                         stdin=PASSWORD).returncode == 0, "numbers go on behind those carried"  # fmt: skip
    back = tmp_path / "back.zip"
    assert empty.nongcot("backup", str(back)).returncode == 0
    refused = begun.nongcot("restore", "--force", str(back))
    assert refused.returncode == 1
    assert "chỉ đưa về PostgreSQL được" in refused.stderr


def test_files_that_are_kept_by_their_digest_travel(settings, tmp_path):
    """Scanned copies, and reports as they were published."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    for name in ("copies", "reports"):
        Shelf(name).keep(name.encode())
    archive.write(tmp_path / "so.zip", {}, backup.uploads(settings.MEDIA_ROOT))
    archive.read(tmp_path / "so.zip", tmp_path / "elsewhere")
    settings.MEDIA_ROOT = tmp_path / "elsewhere/uploads"
    assert [Shelf(name).read(digest(name.encode())) for name in ("copies", "reports")] == [b"copies", b"reports"]


def test_the_backup_is_its_owners_alone(kept):
    assert kept.file.stat().st_mode & 0o077 == 0


def test_the_backup_holds_no_secret(kept):
    with zipfile.ZipFile(kept.file) as archive:
        assert not any("secret" in name or name.endswith(".env") for name in archive.namelist())


@pytest.mark.both_databases
def test_a_real_book_is_overwritten_only_by_force(kept):
    kept.nongcot("user", "disable", "lan")
    refused = kept.nongcot("restore", str(kept.file))
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert accounts(kept)[0]["is_active"] is False
    assert kept.nongcot("restore", "--force", str(kept.file)).returncode == 0
    assert accounts(kept)[0]["is_active"] is True


def tampered(kept, name, content):
    """The backup with one member changed."""
    target = kept.file.with_name("tampered.zip")
    with zipfile.ZipFile(kept.file) as source, zipfile.ZipFile(target, "w") as copy:
        for member in source.namelist():
            copy.writestr(member, content if member == name else source.read(member))
    return target


def test_a_damaged_backup_touches_nothing(kept):
    before = accounts(kept)
    damaged = tampered(kept, "uploads/2020/danh sách.xlsx", b"something else")
    done = kept.nongcot("restore", "--force", str(damaged))
    assert done.returncode == 1
    assert "không khớp mã băm" in done.stderr
    assert accounts(kept) == before


def test_what_is_no_backup_is_told_so(kept):
    text = kept.file.with_name("thư.zip")
    text.write_text("không phải sao lưu")
    done = kept.nongcot("restore", "--force", str(text))
    assert done.returncode == 1
    assert "không phải bản sao lưu" in done.stderr


def test_the_present_book_is_restored_wholly_or_not_at_all(kept):
    """The manifest tells more rows than the database has: the fault is named."""
    with zipfile.ZipFile(kept.file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["rows"]["accounts_user"] += 1
    other = tampered(kept, "manifest.json", json.dumps(manifest))
    done = kept.nongcot("restore", "--force", str(other))
    assert done.returncode == 1
    assert "accounts_user 1/2" in done.stderr
