"""Rows that did not go in come back as a workbook; mended and sent again, only they are new; all of it expires."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from nongcot.intake import actions, expiry, files, upkeep
from nongcot.intake.models import Batch
from nongcot.intake.proposals import CHANGE, CREATE, UNCHANGED
from nongcot.intake.tests.conftest import FAULTY, HEADING, TODAY, address, apply_as_seen, page_of
from nongcot.kernel import clock
from nongcot.registry.models import Profile

pytestmark = pytest.mark.both_databases

PERSONAL = "036085001234"


def left_of(client, batch: Batch) -> Workbook:
    answer = client.get(address("left", batch))
    assert answer.status_code == 200
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


def texts(book: Workbook) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book["DS"].iter_rows()]


def test_the_receipt_offers_only_the_rows_that_did_not_go_in(ledger, officer, upload):
    batch = upload()
    apply_as_seen(officer, batch)
    page = page_of(officer, batch)
    assert "2 dòng chưa vào sổ hết" in page
    assert "Giữ đến hết ngày 14/02/2020" in page
    book = left_of(officer, batch)
    rows = texts(book)
    assert [row[0] for row in rows] == ["DANH SÁCH HỢP TÁC XÃ", "STT", 2, 3]
    sheet = book["DS"]
    assert "mười hai" in str(sheet["G3"].value)
    assert sheet["G3"].comment is not None
    assert any(cell.comment for cell in sheet[4])
    assert not any(cell.comment for cell in (*sheet[2], sheet["B3"]))


def test_mended_and_sent_again_only_those_rows_are_new(ledger, officer, upload, tmp_path):
    batch = upload()
    apply_as_seen(officer, batch)
    book = left_of(officer, batch)
    book["DS"]["G3"], book["DS"]["B4"] = 12, "HTX Đồng Tâm"
    path = tmp_path / "mended.xlsx"
    book.save(path)
    again = actions.receive(source=path, name="mended.xlsx", on=batch.on, by=None)
    proposal = actions.preview(again)
    assert [row.action for row in proposal.rows] == [CHANGE, CREATE]
    assert [(c.field, c.after) for c in proposal.rows[0].difference.changes] == [("members", 12)]
    done = actions.apply(batch=again, by=None)
    assert (done.created, done.changed, again.outcome["left"]) == (1, 1, 0)
    whole = upload(FAULTY[:1])
    assert actions.preview(whole).count(UNCHANGED) == 1


def test_what_the_house_refuses_comes_back_empty(ledger, officer, send):
    rows = [(*row, PERSONAL) for row in FAULTY]
    batch = send(rows, heading=(*HEADING, "Số CCCD"))
    actions.apply(batch=batch, by=None)
    book = left_of(officer, batch)
    assert "Số CCCD" in texts(book)[1]
    assert PERSONAL not in str(texts(book))
    assert PERSONAL.encode() not in b"".join(path.read_bytes() for _n, path in files.kept())


def test_sections_come_back_with_the_rows_under_them(ledger, officer, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.title = "DS"
    for row in (
        ["DANH SÁCH HỢP TÁC XÃ"],
        ["STT", "Tên HTX", "Xã", "Huyện", "Số thành viên"],
        ["I", "Trồng trọt", None, None, None],
        [1, "HTX Hương Quê", "Yên Lương", "Ý Yên", 20],
        ["II", "Thủy sản", None, None, None],
        [1, "HTX Bến Mới", "Giao Phong", "Giao Thủy", "mười hai"],
        ["III", "Vận tải", None, None, None],
        [1, "HTX Đường Xa", "Yên Lương", "Ý Yên", 11],
    ):
        sheet.append(row)
    book.create_sheet("Trang khác").append(["không có gì"])
    path = tmp_path / "ds.xlsx"
    book.save(path)
    batch = actions.receive(source=path, name="ds.xlsx", on=date(2019, 12, 31), by=None)
    actions.apply(batch=batch, by=None)
    left = left_of(officer, batch)
    assert left.sheetnames == ["DS"]
    assert [row[1] for row in texts(left)][2:] == ["Trồng trọt", "Thủy sản", "HTX Bến Mới"]
    assert Profile.objects.filter(name="HTX Bến Mới", sector="FIS").exists()


def test_nothing_left_offers_nothing(ledger, officer, upload):
    batch = upload(FAULTY[:1])
    apply_as_seen(officer, batch)
    assert "chưa vào sổ hết" not in page_of(officer, batch)
    assert officer.get(address("left", batch)).status_code == 404
    assert not list(files.kept())


def test_it_is_erased_when_its_days_are_over(ledger, officer, upload):
    batch = upload()
    apply_as_seen(officer, batch)
    with clock.at(batch.left_until):
        upkeep.tend()
        assert files.left(batch).exists()
    with clock.at(batch.left_until + timedelta(days=1)):
        # Not shown any more, even where nobody has erased it yet.
        assert officer.get(address("left", batch)).status_code == 404
        assert "đã hết hạn giữ" in page_of(officer, batch)
        assert upkeep.tend().left_erased == 1
    assert not list(files.kept())


def test_a_workbook_that_nobody_applies_expires_and_its_hash_stays(ledger, officer, upload, settings):
    settings.UPLOADS_KEPT_DAYS = 5
    batch = upload()
    last = expiry.last_day_of(batch)
    assert last == TODAY + timedelta(days=5)
    with clock.at(last):
        assert upkeep.tend().expired == 0
        assert "Tệp được giữ đến hết ngày 20/01/2020" in page_of(officer, batch)
    with clock.at(last + timedelta(days=1)):
        assert upkeep.tend().expired == 1
        assert upkeep.tend() == upkeep.Tended()
        batch.refresh_from_db()
        assert (batch.state, len(batch.sha256)) == (Batch.State.EXPIRED, 64)
        assert "không được áp dụng trong thời hạn giữ" in page_of(officer, batch)
    assert not list(files.kept())


def test_a_new_workbook_sweeps_out_old_ones(ledger, officer, upload):
    old = upload()
    with clock.at(TODAY + timedelta(days=60)):
        upload()
    old.refresh_from_db()
    assert old.state == Batch.State.EXPIRED


def test_strays_go_once_they_are_surely_nobodys(ledger, monkeypatch):
    stray = files.folder() / "999.xlsx"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left by a process that died")
    assert upkeep.tend().strays == 0
    monkeypatch.setattr(upkeep, "YOUNG", -1)
    assert upkeep.tend().strays == 1
    assert not stray.exists()


def test_a_dropped_workbook_leaves_nothing(ledger, officer, upload):
    batch = upload()
    page_of(officer, batch)
    officer.post(address("drop", batch))
    assert not list(files.kept())
    assert Batch.objects.get().state == Batch.State.DROPPED
