"""Where rows lie: what a list says of its places, looked up in the units of its day."""

from datetime import date

import pytest

from nongcot.indicators.figures import figure
from nongcot.intake.candidates import ELSEWHERE
from nongcot.intake.tests.lists import ON, applied, doubts, proposed, row, told, understood

pytestmark = pytest.mark.usefixtures("ledger")

LATER = date(2026, 11, 1)


def places(*lines, **more) -> list[str]:
    """The commune of each row, by name."""
    return [r.place.name if r.place else "" for r in understood(*lines, **more).sheets[0].rows]


def test_a_district_under_an_unclear_heading_is_no_commune():
    lines = [("STT", "Tên HTX", "Địa bàn"), (1, "HTX Mây Hồng", "Ý Yên"), (2, "HTX Mây Xanh", "Yên Lương, Ý Yên")]
    assert places(*lines, on=LATER) == ["", "Xã Vạn Thắng"]
    assert "là tên huyện" in doubts(told(*lines, on=LATER))["C2"]


def test_a_row_with_nothing_but_its_district_has_no_commune():
    lines = [("STT", "Tên HTX", "Huyện"), (1, "HTX Mây Hồng", "Ý Yên")]
    assert places(*lines, on=LATER) == [""]
    assert row(proposed(*lines, on=LATER), 2).candidate.said.get("place") is None


def test_a_commune_under_the_heading_of_communes_may_bear_a_district_s_name():
    lines = [("STT", "Tên HTX", "Xã", "Tỉnh"), (1, "HTX Mây Hồng", "Ý Yên", "Ninh Bình")]
    assert places(*lines, on=LATER) == ["Xã Ý Yên"]


def test_the_district_in_the_title_helps_its_communes_and_is_told():
    lines = [("DANH SÁCH HTX HUYỆN Ý YÊN NĂM 2019",), ("STT", "Tên HTX", "Xã"), (1, "HTX Mây Hồng", "Yên Mỹ")]
    assert places(*lines) == ["Xã Yên Mỹ"]
    assert any("Huyện Ý Yên" in sentence for sentence in told(*lines)["assumed"])
    assert doubts(told(*lines[1:])) == {"C2": "“Yên Mỹ” có 4 cách hiểu"}


def test_the_district_in_the_file_s_name_helps_too():
    lines = [("STT", "Tên HTX", "Xã"), (1, "HTX Mây Hồng", "Yên Mỹ")]
    assert places(*lines, name="Danh_sach_HTX_huyen_y_yen_2019.xlsx") == ["Xã Yên Mỹ"]


def test_a_commune_of_the_day_in_the_stated_province_goes_before_old_names():
    lines = [("STT", "Tên HTX", "Xã", "Tỉnh"), (1, "HTX Mây Hồng", "Xã Ninh Giang", "Tỉnh Ninh Bình")]
    assert places(*lines, on=LATER) == ["Xã Ninh Giang"]
    assert doubts(told(*lines, on=LATER)) == {}


@pytest.mark.parametrize(
    ("address", "district"),
    [
        ("Số 7 đường Mây, phường Phước Long B.", "Quận 9"),
        ("ấp 3, xã Vĩnh Lộc A", ""),
        ("12 đường Mây, phường 7, Quận 8", ""),
    ],
)
def test_an_unresolved_commune_in_an_address_is_asked_and_stays_out_of_the_figures(address, district):
    lines = [("STT", "Tên HTX", "Địa chỉ", "Quận, huyện"), (1, "HTX Mây Hồng", address, district)]
    found = understood(*lines).sheets[0]
    [doubt] = [doubt for doubt in found.doubts if doubt.cell == "C2"]
    assert doubt.choices
    assert row(proposed(*lines), 2).candidate.said["place"] == ELSEWHERE
    applied(*lines)
    assert figure("operating_cooperatives", on=ON).value == 0


def test_a_stated_province_that_the_book_does_not_keep_stays_out_of_the_figures():
    lines = [("STT", "Tên HTX", "Địa chỉ", "Tỉnh"), (1, "HTX Mây Hồng", "Thôn 3", "Hà Nội")]
    assert row(proposed(*lines), 2).candidate.said["place"] == ELSEWHERE
    assert "ngoài địa bàn của sổ" in doubts(told(*lines))["D2"]


def test_a_misspelt_commune_of_an_address_gives_its_candidates():
    lines = [("STT", "Tên HTX", "Địa chỉ"), (1, "HTX Mây Hồng", "Xóm 3, xã Yên Lạ")]
    assert "cách hiểu" in doubts(told(*lines))["C2"]


def test_one_candidate_alone_is_named():
    lines = [("STT", "Tên HTX", "Xã", "Huyện"), (1, "HTX Mây Hồng", "xã Yên Khag", "Ý Yên")]
    assert doubts(told(*lines)) == {"C2": "“xã Yên Khag” có lẽ là Xã Yên Khang, Huyện Ý Yên"}


def test_a_hamlet_alone_is_not_known_and_nothing_to_doubt():
    lines = [("STT", "Tên HTX", "Địa chỉ"), (1, "HTX Mây Hồng", "Thôn 3")]
    assert places(*lines) == [""]
    assert doubts(told(*lines)) == {}


def test_a_list_that_cannot_place_a_record_does_not_move_it():
    applied(("STT", "Tên HTX", "Xã", "Huyện", "Mã số thuế"), (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên", "0012345601"))
    again = proposed(
        ("STT", "Tên HTX", "Địa chỉ", "Tỉnh", "Mã số thuế"), (1, "HTX Mây Hồng", "Thôn 3", "Hà Nội", "0012345601")
    )
    assert [change.field for change in again.rows[0].difference.changes] == ["address"]
