"""Columns: any order, wrong headings, vague ones, twice the same, units."""

import pytest

from nongcot.intake.tests.understanding.making import COOPS, HEADINGS, ON, column, doubt, doubts, read, targets, values
from nongcot.intake.understanding import SheetOverride, understand
from nongcot.sheets import Sheet, Workbook


def test_columns_in_any_order():
    order = [3, 1, 4, 0, 2]
    sheet = read([HEADINGS[n] for n in order], *([line[n] for n in order] for line in COOPS))
    assert [column.target for column in sheet.columns] == ["founded_on", "name", "status", "stt", "commune"]
    assert values(sheet, "name") == ["HTX Nấm Sao Mai", "HTX Chè Bình Minh", "HTX Rau Hạ Long"]


def test_what_each_column_tells():
    sheet = read(
        ["STT", "Tên HTX", "Điện thoại", "Doanh thu (triệu đồng)", "Màu cờ"],
        [1, "HTX Sao Mai", "0900000001", 5, "xanh"],
    )
    told = {column.letter: (column.target, column.klass, column.taken) for column in sheet.columns}
    assert told == {
        "A": ("stt", "", True),
        "B": ("name", "public", True),
        "C": ("phone", "working", True),
        "D": ("income", "working", False),
        "E": (None, "", False),
    }
    assert sheet.columns[3].why == "số liệu báo cáo năm: chưa nhập ở đây"
    assert sheet.columns[4].why == "không nhận ra tiêu đề"
    assert doubts(sheet) == {}


@pytest.mark.parametrize(
    ("cells", "target"),
    [(["0012345677", "0012345666", "0012345644"], "tax_code"), (["07B/2019", "08B/2019", "12/HTX"], "certificate_no")],
)
def test_a_vague_code_is_decided_by_its_cells_with_a_doubt(cells, target):
    sheet = column("Mã số", *cells)
    assert targets(sheet)["C"] == target
    found = doubt(sheet, "C1")
    assert (found.code, [choice.value for choice in found.choices]) == (
        "heading_vague",
        ["tax_code", "certificate_no", ""],
    )


def test_certificate_numbers_under_a_heading_of_tax_codes():
    sheet = column("Mã số thuế", "07A/HTX", "08A/HTX", "09A/HTX", "10A/HTX", "11A/HTX")
    assert (targets(sheet)["C"], doubts(sheet)) == ("certificate_no", {"C1": "heading_wrong"})


def test_yes_and_no_under_thanh_vien_is_membership():
    sheet = column("Thành viên", "Có", "Không", "Có")
    assert (values(sheet, "alliance"), doubts(sheet)) == (["member", "none", "member"], {"C1": "heading_vague"})


def test_states_under_hoat_dong():
    sheet = column("Hoạt động", "Hoạt động", "Ngừng hoạt động")
    assert values(sheet, "status") == ["operating", "inactive"]


def test_coordinates_under_each_other_s_heading():
    sheet = read(["Tên HTX", "Kinh Độ", "Vĩ Độ"], ["HTX Sao Mai", 10.38, 105.44], ["HTX Bình Minh", 10.67, 105.07])
    assert doubts(sheet) == {"B1": "heading_wrong", "C1": "heading_wrong"}


def test_coordinates_under_their_own_heading():
    sheet = read(["Tên HTX", "Kinh Độ", "Vĩ Độ"], ["HTX Sao Mai", 105.44, 10.38])
    assert doubts(sheet) == {}


@pytest.mark.parametrize(
    ("heading", "names", "kind"),
    [
        ("Tên trạm bơm", ["Vùng chuyên canh rau", "Vùng trồng bưởi"], "production_zones"),
        ("Tên Mô hình", ["HTX Sao Mai", "HTX Bình Minh"], "coops"),
        ("Tên HTX", ["Công ty TNHH Một", "Công ty TNHH Hai"], "enterprises"),
    ],
)
def test_a_heading_that_speaks_of_something_else(heading, names, kind):
    sheet = read(["STT", heading, "Địa chỉ"], *([n, name, "Xóm 1"] for n, name in enumerate(names, 1)))
    assert (sheet.kind, doubts(sheet)) == (kind, {"B1": "heading_wrong"})


def test_of_two_columns_with_one_target_the_first_is_taken():
    sheet = read(["Tên HTX", "Vốn điều lệ (triệu đồng)", "Vốn điều lệ (triệu đồng)"], ["HTX Sao Mai", 5, 7])
    assert (values(sheet, "charter_capital")[0], sheet.columns[2].target) == (5_000_000, None)
    assert doubts(sheet) == {"C1": "target_twice"}


def test_an_unknown_heading_over_important_cells_is_doubted():
    lines = [[f"HTX Sao Mai {n}", f"{n}/0{n}/2019", "Yên Sơn"] for n in range(1, 6)]
    sheet = read(["Tên HTX", "Ngày làm lễ", "Xã"], *lines)
    assert (sheet.columns[1].target, doubts(sheet)) == (None, {"B1": "heading_unknown"})


def test_a_column_of_names_without_a_known_heading_is_taken_for_the_names():
    sheet = read(
        ["STT", "Đối tượng", "Xã", "Tình trạng"], *([n, f"HTX Sao Mai {n}", "Yên Sơn", "HĐ"] for n in range(1, 4))
    )
    assert (values(sheet, "name")[0], doubts(sheet)) == ("HTX Sao Mai 1", {"B1": "heading_unknown"})


def test_old_and_new_address_stand_side_by_side():
    sheet = read(["Tên HTX", "Địa chỉ cũ", "Địa chỉ mới"], ["HTX Sao Mai", "Xóm 1", "Thôn 2"])
    assert [column.target for column in sheet.columns] == ["name", "old_address", "new_address"]


@pytest.mark.parametrize(
    ("heading", "cell", "dong"),
    [
        ("Vốn điều lệ (triệu đồng)", 1200, 1_200_000_000),
        ("Vốn điều lệ (tỷ đồng)", "1,5", 1_500_000_000),
        ("Vốn điều lệ (đồng)", "1.200.000.000", 1_200_000_000),
        ("Vốn điều lệ (tr.đ)", "2.150,5", 2_150_500_000),
    ],
)
def test_units_in_headings(heading, cell, dong):
    sheet = column(heading, cell)
    assert (values(sheet, "charter_capital"), doubts(sheet)) == ([dong], {})


def test_a_unit_in_the_title():
    sheet = read(
        ["Danh sách HTX"], ["Đơn vị tính: nghìn đồng"], ["STT", "Tên HTX", "Vốn điều lệ"], [1, "HTX Sao Mai", 5000]
    )
    assert (values(sheet, "charter_capital"), doubts(sheet)) == ([5_000_000], {})


@pytest.mark.parametrize(
    ("cells", "unit", "dong"), [([1200, 500], "triệu đồng", 1_200_000_000), ([5_000_000, 9_000_000], "đồng", 5_000_000)]
)
def test_money_without_a_unit_is_proposed_with_a_doubt(cells, unit, dong):
    sheet = column("Vốn điều lệ", *cells)
    assert (sheet.columns[2].unit, values(sheet, "charter_capital")[0]) == (unit, dong)
    assert doubts(sheet) == {"C1": "unit_missing"}


def test_a_unit_that_only_the_sister_sheets_have():
    def of(name: str, unit: str) -> Sheet:
        return Sheet(
            name, [["STT", "Tên HTX", f"Chi phí/năm{unit}"], [1, "HTX Sao Mai", 5], [2, "HTX Bình Minh", 9_000_000]]
        )

    sheets = [of("Một", " (nghìn đồng)"), of("Hai", " (nghìn đồng)"), of("Ba", "")]
    understood = understand(Workbook("tep.xlsx", "xlsx", sheets), on=ON)
    assert understood.sheets[2].columns[2].unit == "nghìn đồng"
    assert [(doubt.sheet, doubt.cell, doubt.code) for doubt in understood.doubts] == [("Ba", "C1", "unit_missing")]
    assert any("nghìn đồng" in sentence for sentence in understood.assumed)


def test_an_officer_says_what_a_column_is():
    lines = (["Tên HTX", "Màu cờ", "Vốn điều lệ"], ["HTX Sao Mai", "Yên Sơn", 5])
    override = {"DS HTX": SheetOverride(columns={"B": "commune"}, units={"C": 1_000})}
    sheet = read(*lines, overrides=override)
    assert (values(sheet, "commune"), values(sheet, "charter_capital"), doubts(sheet)) == (["Yên Sơn"], [5000], {})
    left = read(*lines, overrides={"DS HTX": SheetOverride(columns={"C": ""})})
    assert (left.columns[2].target, doubts(left)) == (None, {})
