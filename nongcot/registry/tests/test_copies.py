"""Copies beside facts: one act one posting, the bytes there exactly as long as something needs them."""

import os
import stat
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from nongcot.indicators import engine, ledger
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.registry import journal, keyed
from nongcot.registry.actions import certificates
from nongcot.registry.actions.copies import LONGEST_TITLE, add_copies, change_copy, erase_copy, withdraw_copy
from nongcot.registry.actions.undoing import undo
from nongcot.registry.copies import beside, expiry, store
from nongcot.registry.models import Certificate, Copy
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.tests import telling
from nongcot.registry.tests.files import picture, taken

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("ledger", "erasing")]

TODAY = date(2020, 6, 1)


@pytest.fixture
def erasing(settings, tmp_path, monkeypatch):
    """A folder of the test's own; what waits for the end of the transaction, which the test never ends, is done."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(transaction, "on_commit", lambda do: do())
    with clock.at(TODAY):
        yield


@pytest.fixture
def paper() -> str:
    """The key of a certificate."""
    return telling.certificate(telling.organisation("HTX Lúa Vàng"), issued_on=date(2020, 1, 10))


def kept() -> set[str]:
    return {path.name for path in store.kept()}


def there(paper: str, n: int | None = None) -> list[str]:
    found = beside.of_facts(Certificate, [paper], n or ledger.newest())
    return [copy.title for copy in found.get(paper, ())]


def test_a_copy_is_one_posting_and_one_file_for_its_owner_alone(paper):
    file = taken()
    before = ledger.newest()
    done = add_copies(of=Certificate, key=paper, title="Giấy VietGAP", taken=[file], by=None)
    assert done.n == before + 1
    fact = keyed.standing(Copy, done.keys[0])
    assert (fact.media_type, fact.size, fact.sha256) == ("image/png", file.size, file.sha256)
    [path] = store.kept()
    assert (path.name, path.read_bytes()) == (file.sha256, file.content)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert journal.title("registry.add_copy") == "Giữ bản chụp"
    assert "Giấy VietGAP" in journal.asserted(done.n).lines[0].says
    assert reconcile().sound


def test_pages_of_a_paper_with_a_long_name_are_numbered_within_what_a_title_holds(paper):
    title = "G" * LONGEST_TITLE
    pages = [taken(picture(grey=grey)) for grey in (10, 20)]
    add_copies(of=Certificate, key=paper, title=title, taken=pages, by=None)
    names = there(paper)
    assert [(len(name), name[-6:]) for name in names] == [(LONGEST_TITLE, " (1/2)"), (LONGEST_TITLE, " (2/2)")]
    with pytest.raises(ValidationError, match="Quá dài"):
        add_copies(of=Certificate, key=paper, title=title + "y", taken=pages, by=None)


def test_another_file_takes_its_place_and_the_first_one_stays_readable(paper):
    key = telling.copy(Certificate, paper, "Trang 1")
    first = keyed.standing(Copy, key)
    n = ledger.newest()
    change_copy(key=key, title="Trang 1, rõ hơn", taken=taken(picture(grey=10)), by=None, seen=n)
    assert there(paper) == ["Trang 1, rõ hơn"]
    assert beside.of_key(Certificate, key, n) == first
    assert kept() == {first.sha256, keyed.standing(Copy, key).sha256}


def test_a_copy_is_called_otherwise_without_another_file(paper):
    key = telling.copy(Certificate, paper, "Trang 1")
    digest = keyed.standing(Copy, key).sha256
    change_copy(key=key, title="Trang đầu", by=None, seen=ledger.newest())
    assert (there(paper), keyed.standing(Copy, key).sha256) == (["Trang đầu"], digest)


def test_what_was_kept_is_undone_and_the_bytes_stay_as_long_as_a_posting_can_be_read(paper):
    n = telling_n = ledger.newest() + 1
    key = telling.copy(Certificate, paper)
    digest = Copy.objects.get(key=key).sha256
    undo(n=telling_n, by=None, reason="nhầm")
    assert there(paper) == []
    assert there(paper, n) == ["Bản chụp"]
    assert kept() == {digest}
    with clock.at(TODAY + timedelta(days=300)):
        assert expiry.tend() == 0
    with clock.at(TODAY + timedelta(days=367)):
        assert expiry.tend() == 1
    assert kept() == set()
    assert reconcile().sound


def test_a_withdrawal_is_undone(paper):
    key = telling.copy(Certificate, paper)
    done = withdraw_copy(key=key, by=None, seen=ledger.newest(), reason="nhầm giấy")
    assert there(paper) == []
    undo(n=done.n, by=None, reason="không nhầm")
    assert there(paper) == ["Bản chụp"]


def test_what_stands_is_kept_however_old(paper):
    telling.copy(Certificate, paper)
    with clock.at(TODAY + timedelta(days=4000)):
        assert expiry.tend() == 0


def test_the_file_goes_some_days_after_the_fact_that_it_is_of(paper):
    telling.copy(Certificate, paper)
    with clock.at(TODAY + timedelta(days=100)):
        certificates.withdraw_certificate(key=paper, by=None, seen=ledger.newest(), reason="nhầm")
    with clock.at(TODAY + timedelta(days=400)):
        assert expiry.tend() == 0
    with clock.at(TODAY + timedelta(days=467)):
        assert expiry.tend() == 1


def test_an_erased_file_is_gone_and_its_hash_stays(paper):
    key = telling.copy(Certificate, paper, "Căn cước")
    digest = keyed.standing(Copy, key).sha256
    done = erase_copy(key=key, by=None, seen=ledger.newest(), reason="có dữ liệu cá nhân")
    assert kept() == set()
    fact = keyed.standing(Copy, key)
    assert (fact.sha256, fact.erased) == (digest, True)
    [shown] = beside.shown([fact], str)
    assert (shown.url, shown.gone) == ("", f"tệp đã xóa ngày 01/06/2020 (ghi sổ số {done.n})")
    assert reconcile().sound
    with pytest.raises(NotNow, match="đã xóa rồi"):
        erase_copy(key=key, by=None, seen=ledger.newest(), reason="lần nữa")


def test_what_was_erased_does_not_come_back(paper):
    key = telling.copy(Certificate, paper)
    done = erase_copy(key=key, by=None, seen=ledger.newest(), reason="có dữ liệu cá nhân")
    with pytest.raises(ValidationError, match=f"ghi sổ số {done.n}"):
        telling.copy(Certificate, paper)
    assert kept() == set()
    undo(n=done.n, by=None, reason="xóa nhầm")
    [shown] = beside.shown([keyed.standing(Copy, key)], str)
    assert shown.gone == "tệp không còn trên máy chủ"
    assert reconcile().files[0].startswith("mất tệp ")
    change_copy(key=key, title="Gửi lại", taken=taken(), by=None, seen=ledger.newest())
    assert reconcile().sound


def test_one_file_beside_two_facts_is_kept_once_and_goes_with_the_last(paper):
    other = telling.certificate(telling.organisation("HTX Sông Xanh"), issued_on=date(2020, 1, 10))
    first, second = telling.copy(Certificate, paper), telling.copy(Certificate, other)
    assert len(kept()) == 1
    withdraw_copy(key=first, by=None, seen=ledger.newest(), reason="nhầm")
    with clock.at(TODAY + timedelta(days=500)):
        assert expiry.tend() == 0
        withdraw_copy(key=second, by=None, seen=ledger.newest(), reason="nhầm")
    with clock.at(TODAY + timedelta(days=900)):
        assert expiry.tend() == 1


def test_the_same_file_is_not_kept_twice_beside_one_fact(paper):
    key = telling.copy(Certificate, paper)
    with pytest.raises(ValidationError, match="đã được giữ ở đây"):
        telling.copy(Certificate, paper)
    other = telling.copy(Certificate, paper, content=picture(grey=5))
    with pytest.raises(ValidationError, match="đã được giữ ở đây"):
        change_copy(key=other, title="Trang 2", taken=taken(), by=None, seen=ledger.newest())
    withdraw_copy(key=key, by=None, seen=ledger.newest(), reason="nhầm")
    assert telling.copy(Certificate, paper) != key


def test_the_second_editor_is_told(paper):
    key = telling.copy(Certificate, paper)
    seen = ledger.newest()
    change_copy(key=key, title="Một", by=None, seen=seen)
    for second in (
        lambda: change_copy(key=key, title="Hai", taken=taken(picture(grey=7)), by=None, seen=seen),
        lambda: withdraw_copy(key=key, by=None, seen=seen, reason="nhầm"),
        lambda: erase_copy(key=key, by=None, seen=seen, reason="nhầm"),
    ):
        with pytest.raises(ChangedSince):
            second()
    assert there(paper) == ["Một"]
    assert len(kept()) == 1


def test_nothing_is_kept_where_the_posting_fails(paper, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("đĩa đầy")

    before = ledger.newest()
    monkeypatch.setattr(engine, "follow", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        telling.copy(Certificate, paper)
    assert kept() == set()
    assert ledger.newest() == before


def test_bytes_that_others_name_stay_where_a_posting_fails(paper, monkeypatch):
    telling.copy(Certificate, paper)
    other = telling.certificate(telling.organisation("HTX Sông Xanh"), issued_on=date(2020, 1, 10))
    monkeypatch.setattr(store, "keep", lambda _taken: (_ for _ in ()).throw(OSError("đĩa đầy")))
    with pytest.raises(OSError, match="đĩa đầy"), transaction.atomic():
        telling.copy(Certificate, other)
    assert len(kept()) == 1


def test_a_fact_that_was_taken_back_takes_no_copy(paper):
    certificates.withdraw_certificate(key=paper, by=None, seen=ledger.newest(), reason="nhầm")
    with pytest.raises(NotNow):
        telling.copy(Certificate, paper)
    assert kept() == set()


@pytest.mark.parametrize(("title", "says"), [("", "Cần có tên"), ("a" * 121, "Quá dài"), ("CCCD 036099001234", "")])
def test_a_title_is_told_at_its_question(paper, title, says):
    with pytest.raises(ValidationError) as refused:
        telling.copy(Certificate, paper, title)
    assert says in str(refused.value.message_dict["title"])
    assert kept() == set()


def test_reconcile_names_files_that_are_missing_or_altered(paper):
    key = telling.copy(Certificate, paper)
    fact = keyed.standing(Copy, key)
    path = store.folder() / fact.sha256
    path.write_bytes(b"khac")
    report = reconcile()
    assert not report.sound
    assert report.files == (
        f"tệp {fact.sha256} bị đổi (bản chụp của TC000001, registry.certificate {paper}, lần ghi {fact.posted})",
    )
    path.unlink()
    assert reconcile().files[0].startswith(f"mất tệp {fact.sha256}")


def test_strays_are_swept_when_they_are_a_day_old():
    store.keep(taken())
    part = store.folder() / "tmp1234.part"
    part.write_bytes(b"a")
    assert expiry.tend() == 0
    for path in store.kept():
        os.utime(path, (0, 0))
    assert expiry.tend() == 2
    assert kept() == set()
