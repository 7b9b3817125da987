"""The pages of a workbook's road, as an officer's browser meets them."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from nongcot.intake import looks
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import apply_as_seen
from nongcot.registry.models import Profile


def workbook() -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH HỢP TÁC XÃ, tính đến 31/12/2019"])
    sheet.append(["STT", "Tên HTX", "Xã", "Huyện", "Số thành viên", "Tình trạng"])
    sheet.append([1, "HTX Hương Quê", "Yên Lương", "Ý Yên", 20, "Đang hoạt động"])
    sheet.append([2, "HTX Bến Mới <b>", "Giao Phong", "Giao Thủy", "mười hai", "hđ cầm chừng"])
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("danh-sach.xlsx", out.getvalue())


@pytest.fixture
def sent(ledger, officer) -> Batch:
    answer = officer.post(reverse("intake:upload"), {"file": workbook(), "scope": "part", "scope_kind": "coop"})
    assert answer.status_code == 302, answer.content.decode()
    return Batch.objects.get()


def test_the_form_offers_no_content_that_says_what_reading_came_to(ledger, officer):
    offered = dict(officer.get(reverse("intake:upload")).context["form"].fields["kind"].choices)
    assert {"", "coops", "fairs"} <= offered.keys()
    assert not {"unknown", "empty"} & offered.keys()
    told = {"file": workbook(), "scope": "part", "scope_kind": "coop", "kind": "unknown"}
    assert officer.post(reverse("intake:upload"), told).status_code == 422
    assert not Batch.objects.exists()


def test_the_preview_shows_sheet_doubts_and_effect(officer, sent):
    page = officer.get(reverse("intake:batch", args=[sent.pk])).content.decode()
    assert sent.on == date(2019, 12, 31)
    for text in ("HTX Hương Quê", "E4", "mười hai", "hđ cầm chừng", "Áp dụng: thêm 2"):
        assert text in page, text
    assert "<b>Bến" not in page
    assert not Profile.objects.exists()


def test_apply_gives_a_receipt_and_undo_takes_it_back(officer, sent):
    apply_as_seen(officer, sent)
    sent.refresh_from_db()
    assert (sent.state, Profile.objects.filter(retracted=None).values("organisation_id").distinct().count()) == (
        "applied",
        2,
    )
    assert str(sent.posting) in officer.get(reverse("intake:batch", args=[sent.pk])).content.decode()
    officer.post(reverse("intake:undo", args=[sent.pk]), {"reason": "gửi nhầm"})
    sent.refresh_from_db()
    assert (sent.state, Profile.objects.filter(retracted=None).count()) == ("withdrawn", 0)


def test_an_answered_doubt_goes_in(officer, sent):
    page = officer.get(reverse("intake:batch", args=[sent.pk]))
    number, question = next((n, q) for n, q in enumerate(page.context["preview"].questions) if q.cell == "F4")
    value = next(number for number, label in enumerate(question.labels) if "Ngừng" in label)
    look = page.context["look"].token
    officer.post(reverse("intake:decide", args=[sent.pk]), {"look": look, f"question{number}": value})
    apply_as_seen(officer, sent)
    found = Profile.objects.filter(retracted=None, name__startswith="HTX Bến").order_by("valid_from").last()
    assert found.statistical_status == "inactive"


def test_the_marked_workbook_names_the_cells(officer, sent):
    officer.get(reverse("intake:batch", args=[sent.pk]))
    answer = officer.get(reverse("intake:marked", args=[sent.pk]))
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet["E4"].comment is not None


def test_what_is_no_workbook_gets_a_sentence_at_the_field(ledger, officer):
    sent = SimpleUploadedFile("x.xlsx", b"\x00\x01 nothing")
    answer = officer.post(reverse("intake:upload"), {"file": sent, "scope": "part", "scope_kind": "coop"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Batch.objects.exists()


@pytest.mark.parametrize("is_large", [False, True])
def test_a_file_without_a_table_is_refused_and_not_kept(ledger, officer, monkeypatch, settings, is_large):
    if is_large:
        monkeypatch.setattr(looks, "AT_ONCE_BYTES", 0)
    file = SimpleUploadedFile("thu.xlsx", "Kính gửi Liên minh,\nchúng tôi gửi danh sách, kèm theo.\n".encode())
    answer = officer.post(reverse("intake:upload"), {"file": file, "scope": "part", "scope_kind": "coop"})
    page = answer.content.decode() if not is_large else officer.get(answer["Location"]).content.decode()
    assert answer.status_code == (302 if is_large else 422)
    assert "không phải là bảng tính" in page
    assert [batch.state for batch in Batch.objects.all()] == (["refused"] if is_large else [])
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.suffix == ".xlsx"]
