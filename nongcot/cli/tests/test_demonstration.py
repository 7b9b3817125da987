"""The demonstration book follows what it is made of."""

import pytest

pytestmark = pytest.mark.long(together=True)

# A book in a line; the real script is tried by `make setup` and in its own room.
PREPARE = """
import sys
from nongcot.accounts import actions
from nongcot.cli import demonstration
def build():
    actions.open_book(province_code="36", province="Nam Định", name=sys.argv[0], place="x", is_demonstration=True)
    actions.open_demonstration_accounts()
"""
GO = "demonstration.prepare(build=build, say=print)\n"
HASH = (
    "from nongcot.accounts.models import Book, User\nprint(Book.objects.get().example_hash[:8], User.objects.count())\n"
)


def test_it_is_built_once(empty):
    assert "Đang dựng sổ mẫu." in empty.python(PREPARE + GO).stdout
    before = empty.python(HASH).stdout
    assert empty.python(PREPARE + GO).stdout == ""
    assert empty.python(HASH).stdout == before


@pytest.mark.both_databases
def test_it_is_built_anew_when_what_it_is_made_of_has_changed(waiting):
    waiting.python(PREPARE + GO)
    changed = "from nongcot.accounts.models import Book\nBook.objects.update(example_hash='0' * 64)\n"
    waiting.python(
        changed
        + "actions = __import__('nongcot.accounts.actions').accounts.actions\nactions.disable_user(username='canbo')"
    )
    assert "Đang dựng lại sổ mẫu" in waiting.python(PREPARE + GO).stdout
    active = "from nongcot.accounts.models import User\nprint(User.objects.filter(is_active=True).count())"
    assert waiting.python(active).stdout == "4\n"


def test_a_building_that_was_broken_off_is_begun_again(waiting):
    broken = PREPARE + "def break_off():\n    build()\n    raise OSError('power cut')\n"
    assert "power cut" in waiting.python(broken + "demonstration.prepare(build=break_off, say=print)").stderr
    assert "Đang dựng lại sổ mẫu" in waiting.python(PREPARE + GO).stdout
    assert waiting.python(HASH).stdout.split()[1] == "4"


def test_only_a_demonstration_is_ever_removed(real):
    done = real.python("from nongcot.cli import demonstration\ndemonstration.clear()")
    assert "only a demonstration book is ever removed" in done.stderr
    assert real.nongcot("check").returncode == 0


def test_changed_ingredients_change_the_fingerprint(tmp_path, monkeypatch):
    from nongcot.cli import demonstration

    (tmp_path / "example").mkdir()
    script = tmp_path / "example/build.py"
    script.write_text("a")
    monkeypatch.setattr(demonstration, "PACKAGE", tmp_path)
    first = demonstration.fingerprint()
    (tmp_path / "unrelated.py").write_text("x")
    assert demonstration.fingerprint() == first
    script.write_text("b")
    assert demonstration.fingerprint() != first
