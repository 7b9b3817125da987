"""Effective models in a workbook: those of organisations and those of nobody, with what is doubtful left out."""

from decimal import Decimal
from pathlib import Path

import pytest

from nongcot.exemplars.models import EffectiveModel
from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import ON
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


@pytest.mark.real_files
def test_the_real_sheet_of_models(ledger, real_files):
    name = "vn_long_binh_tong_hop_nong_nghiep.xlsx"
    sent = actions.receive(source=Path(real_files / name), name=name, on=ON, by=None, scope=None)
    actions.apply(batch=sent, by=None)
    found = EffectiveModel.objects.all()
    assert found.count() >= 11
    assert found.filter(name="Mô hình trồng mít thái theo hướng ATVSTP", profit=420_000_000).exists()
    assert not found.filter(profit__gt=10**12).exists()
