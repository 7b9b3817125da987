"""Effective models in a workbook: those of organisations and those of nobody, with what is doubtful left out."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nongcot.exemplars.actions import effective
from nongcot.exemplars.forms.effective import ModelForm
from nongcot.exemplars.models import EffectiveModel
from nongcot.indicators.ledger import newest
from nongcot.intake import actions, effective_models, files
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import ON, apply_as_seen, page_of
from nongcot.intake.understanding.vocabulary import OF_MODELS
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation

HEADING = (
    "STT", "Tên Mô hình", "Người đại diện", "Địa chỉ", "Ngành nghề sản xuất", "Diện tích (ha)", "Số thành viên",
    "Chi phí/năm (triệu đồng)", "Thu nhập/năm (triệu đồng)", "Lợi nhuận/năm (triệu đồng)",
)  # fmt: skip
ROWS = (
    (1, "HTX NN Bình Hiếu", "Trần Thị Mẫu", "Khu An Hòa", "Lúa giống", 285, 33, 280, 470, 190),
    (2, "Mô hình trồng bưởi da xanh", "Lê Văn Mẫu", "Khu Bình Lợi", "Trồng bưởi", 1.3, 1, 225, 496, 271),
    (3, "Mô hình trồng sầu riêng", "Lê Văn Mẫu", "Khu Bình Lợi", "Sầu riêng", 1, 1, 100000000, 400000000, 300000000),
    (4, "Mô hình trồng hoa tết", "", "", "", "", "", "", "", ""),
)


@pytest.fixture
def batch(ledger, send) -> Batch:
    return send(ROWS, heading=HEADING, name="mh.xlsx")


def test_models_go_in_with_what_is_beyond_doubt(batch):
    actions.apply(batch=batch, by=None)
    found = {model.name: model for model in EffectiveModel.objects.all()}
    assert set(found) == {"HTX NN Bình Hiếu", "Mô hình trồng bưởi da xanh", "Mô hình trồng sầu riêng"}
    coop, pomelo, durian = found.values()
    assert coop.organisation_id == Organisation.objects.get().pk
    assert (pomelo.organisation_id, pomelo.area, pomelo.profit) == (0, Decimal("1.3"), 271_000_000)
    assert pomelo.as_of == ON
    assert (durian.cost, durian.profit) == (None, None)
    assert "H5" in durian.note
    assert "Mẫu" not in str([vars(model) for model in found.values()])


def test_the_same_workbook_again_tells_nothing_new(batch, send):
    actions.apply(batch=batch, by=None)
    n = newest()
    again = actions.apply(batch=send(ROWS, heading=HEADING, name="mh2.xlsx"), by=None)
    assert (again.posting, newest()) == (0, n)
    better = [*ROWS[:1], (*ROWS[1][:9], 272), *ROWS[2:]]
    actions.apply(batch=send(better, heading=HEADING, name="mh3.xlsx"), by=None)
    assert EffectiveModel.objects.filter(name__contains="bưởi").values("key").distinct().count() == 1


def test_undo_takes_the_models_back(batch):
    done = actions.apply(batch=batch, by=None)
    undo(n=done.posting, by=None, reason="nhầm tệp")
    assert not EffectiveModel.objects.filter(withdrawn=None).exists()


def standing(name: str) -> EffectiveModel:
    """The model of a name as it stands."""
    return EffectiveModel.objects.filter(name__contains=name, withdrawn=None).order_by("posted", "pk").last()


def corrected(which: str, **told) -> None:
    """An officer corrects a model on its page."""
    fact = standing(which)
    typed = {one: getattr(fact, one) for one in ModelForm.NAMES}
    said = effective.Told(as_of=ON, organisation_id=fact.organisation_id, **{**typed, **told})
    effective.change_model(key=fact.key, told=said, by=None, seen=fact.posted)


def test_the_same_workbook_again_leaves_an_officers_correction(batch, send):
    actions.apply(batch=batch, by=None)
    corrected("sầu riêng", cost=90_000_000, note="Đã hỏi lại")
    corrected("bưởi", profit=280_000_000)
    n = newest()
    again = send(ROWS, heading=HEADING, name="mh2.xlsx")
    assert actions.apply(batch=again, by=None).posting == 0
    assert newest() == n
    durian, pomelo = standing("sầu riêng"), standing("bưởi")
    assert (durian.cost, durian.note, pomelo.profit) == (90_000_000, "Đã hỏi lại", 280_000_000)
    assert {k: again.outcome[k] for k in ("models_new", "models_changed", "models_same")} == {
        "models_new": 0, "models_changed": 0, "models_same": 3,
    }  # fmt: skip


def test_what_an_officer_corrected_is_asked_and_written_with_a_yes(batch, send, officer):
    actions.apply(batch=batch, by=None)
    corrected("bưởi", profit=280_000_000, per="ha_year")
    again = send(ROWS, heading=HEADING, name="mh2.xlsx")
    page = page_of(officer, again).replace("\xa0", " ")
    assert "280 triệu đồng → 271 triệu đồng" in page
    assert "cán bộ đã ghi hoặc sửa ô này trong sổ" in page
    actions.agree(batch=again, sheet="DS", row_no=4, what="model.profit", by=None)
    actions.apply(batch=again, by=None)
    assert (standing("bưởi").profit, standing("bưởi").per) == (271_000_000, "ha_year")


def test_a_newer_value_of_a_list_goes_in_and_is_told(batch, send, officer):
    actions.apply(batch=batch, by=None)
    corrected("bưởi", outlet="Chợ đầu mối")
    better = send([*ROWS[:1], (*ROWS[1][:9], 272), *ROWS[2:]], heading=HEADING, name="mh2.xlsx")
    page = page_of(officer, better).replace("\xa0", " ")
    assert "1 mô hình hiệu quả cập nhật, từng ô" in page
    assert "272 triệu đồng" in page
    assert "mô hình: thêm 0, cập nhật 1" in page
    apply_as_seen(officer, better)
    assert "thêm 0, cập nhật 1, không đổi 2" in page_of(officer, better)
    assert (standing("bưởi").profit, standing("bưởi").outlet) == (272_000_000, "Chợ đầu mối")


def test_a_model_renamed_or_taken_back_by_an_officer_is_not_entered_again(batch, send):
    actions.apply(batch=batch, by=None)
    corrected("bưởi", name="Vườn bưởi Bình Lợi")
    durian = standing("sầu riêng")
    effective.withdraw_model(key=durian.key, by=None, seen=durian.posted, reason="trùng")
    n = newest()
    again = send(ROWS, heading=HEADING, name="mh2.xlsx")
    actions.apply(batch=again, by=None)
    assert newest() == n
    asked = [what for row in actions.preview(batch=send(ROWS, heading=HEADING, name="mh3.xlsx")).rows if row.model
             for _cell, what, _why in row.model.open_asks]  # fmt: skip
    assert asked == ["model.name", "model"]
    assert standing("bưởi").name == "Vườn bưởi Bình Lợi"


def test_a_cell_settled_later_goes_in_and_the_note_of_waiting_goes(batch, send):
    actions.apply(batch=batch, by=None)
    mended = (*ROWS[2][:7], 100, 400, 300)
    actions.apply(batch=send([*ROWS[:2], mended, ROWS[3]], heading=HEADING, name="mh2.xlsx"), by=None)
    assert (standing("sầu riêng").cost, standing("sầu riêng").note) == (100_000_000, "")


def test_the_pages_say_what_goes_into_the_models(batch, officer):
    page = page_of(officer, batch)
    assert "chưa nhập ở đây" not in page
    assert "chưa có chỗ ghi" not in page
    assert "Vào Mô hình hiệu quả" in page
    assert "mô hình: thêm 3, cập nhật 0" in page
    apply_as_seen(officer, batch)
    receipt = page_of(officer, batch)
    assert "thêm 3, cập nhật 0, không đổi 0" in receipt
    # The durian's amounts are doubtful, the flowers have nothing but a name.
    assert batch.outcome["not_in"] == {"cells": [["DS", 5]], "waiting": [["DS", 6]]}
    left = load_workbook(files.left(batch))["DS"]
    assert [row[1].value for row in left.iter_rows(min_row=3)] == ["Mô hình trồng sầu riêng", "Mô hình trồng hoa tết"]


def test_a_model_changed_since_the_preview_is_held_back(batch, send, officer):
    actions.apply(batch=batch, by=None)
    better = send([*ROWS[:1], (*ROWS[1][:9], 272), *ROWS[2:]], heading=HEADING, name="mh2.xlsx")
    page_of(officer, better)
    seen = actions.preview(better)
    corrected("bưởi", profit=280_000_000)
    actions.apply(batch=better, by=None, seen=seen)
    assert standing("bưởi").profit == 280_000_000
    assert better.outcome["held_back"] == [["DS", 4]]


def test_every_target_that_only_models_take_is_told_of_a_model():
    assert set(effective_models.COLUMNS.values()) >= OF_MODELS


@pytest.mark.real_files
def test_the_real_sheet_of_models(ledger, real_files):
    name = "vn_long_binh_tong_hop_nong_nghiep.xlsx"
    sent = actions.receive(source=Path(real_files / name), name=name, on=ON, by=None, scope=None)
    actions.apply(batch=sent, by=None)
    found = EffectiveModel.objects.all()
    assert found.count() >= 11
    assert found.filter(name="Mô hình trồng mít thái theo hướng ATVSTP", profit=420_000_000).exists()
    assert not found.filter(profit__gt=10**12).exists()
