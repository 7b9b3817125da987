"""What sheets and rows are about."""

import pytest

from nongcot.intake.tests.understanding.making import COOPS, HEADINGS, doubts, read
from nongcot.intake.understanding import SheetOverride, forms


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("HTX Nấm Sao Mai", "coop"),
        ("HTXNN Sao Mai", "coop"),
        ("Hợp tác xã rau", "coop"),
        ("HỢP TÁC XÃ RAU", "coop"),
        ("LHHTX Sao Mai", "union"),
        ("Liên hiệp HTX Sao Mai", "union"),
        ("Liên hiệp hợp tác xã Sao Mai", "union"),
        ("THT bơm tưới", "group"),
        ("Tổ hợp tác nhãn", "group"),
        ("QTDND Yên Sơn", "credit_fund"),
        ("Quỹ tín dụng nhân dân Yên Sơn", "credit_fund"),
        ("công ty TNHH 3 Sao", "enterprise"),
        ("DNTN rượu Sao Mai", "enterprise"),
        ("Doanh nghiệp tư nhân Sao Mai", "enterprise"),
        ("Hộ kinh doanh Sao Mai", "household"),
        ("Hộ SXKD Sao Mai", "household"),
        ("Trang trại Sao Mai", "farm"),
        ("Cơ sở Sao Mai", "other"),
        ("Trạm bơm Kênh Đông", "pump_station"),
        ("Mô hình trồng bưởi", "model"),
        ("Vùng chuyên canh màu", "production_zone"),
        ("Sao Mai", ""),
        ("Hộp quà Sao Mai", ""),
    ],
)
def test_legal_forms_of_names(name, kind):
    assert forms.of_name(name) == kind


def kinds_of(*names: str, heading: str = "Tên", sheet: str = "Trang 1") -> tuple[str, list[str]]:
    read_sheet = read(["STT", heading, "Địa chỉ"], *([n, name, "Xóm 1"] for n, name in enumerate(names, 1)), name=sheet)
    return read_sheet.kind, [row.kind for row in read_sheet.rows]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["HTX Một", "HTX Hai", "HTX Ba", "HTX Bốn", "QTDND Năm"], "coops"),
        (["THT Một", "THT Hai"], "groups"),
        (["LHHTX Một"], "unions"),
        (["QTDND Một", "QTDND Hai"], "credit_funds"),
        (["Công ty Một", "DNTN Hai"], "enterprises"),
        (["HTX Một", "THT Hai", "Công ty Ba"], "organisations"),
        (["Trạm bơm Một", "Trạm bơm Hai"], "pump_stations"),
    ],
)
def test_kinds_of_sheets_by_names(names, kind):
    assert kinds_of(*names)[0] == kind


def test_rows_keep_their_own_kind():
    assert kinds_of("HTX Một", "HTX Hai", "HTX Ba", "HTX Bốn", "QTDND Năm")[1] == ["coop"] * 4 + ["credit_fund"]


@pytest.mark.parametrize(
    ("heading", "sheet", "title", "kind"),
    [
        ("Tên HTX", "Trang 1", "Danh sách", "coops"),
        ("Tên", "THT", "Danh sách", "groups"),
        ("Tên", "Trang 1", "Danh sách quỹ tín dụng nhân dân", "credit_funds"),
        ("Tên", "Trang 1", "Danh sách liên hiệp hợp tác xã", "unions"),
        ("Tên", "Trang 1", "Danh sách HTX và liên hiệp HTX", "coops"),
    ],
)
def test_names_without_a_form_take_the_kind_of_heading_sheet_or_title(heading, sheet, title, kind):
    lines = [[n, f"Sao Mai {n}", "Xóm 1"] for n in range(1, 6)]
    found = read([title], ["STT", heading, "Địa chỉ"], *lines, name=sheet)
    assert (found.kind, doubts(found)) == (kind, {"B2": "form_missing"})


def test_a_few_names_without_a_form_are_doubted_one_by_one():
    sheet = read(HEADINGS, *COOPS, [4, "Bình Yên", "Yên Sơn", "2019", "Đang HĐ"])
    assert ([row.kind for row in sheet.rows], doubts(sheet)) == (["coop"] * 4, {"B5": "form_missing"})


def test_a_column_of_legal_forms_and_its_contradictions():
    sheet = read(
        ["Tên", "Loại hình", "Địa chỉ"],
        ["Sao Mai", "HTX", "x1"],
        ["Yên Sơn", "QTD", "x2"],
        ["THT Rau", "HTX", "x3"],
        ["Chè Xanh", "Hộ gia đình", "x4"],
    )
    assert [row.kind for row in sheet.rows] == ["coop", "credit_fund", "group", "household"]
    assert doubts(sheet) == {"B4": "contradiction"}


def test_sections_tell_the_kind_of_names_without_a_form():
    sheet = read(
        ["STT", "Tên", "Địa chỉ"],
        ["I", "Hợp tác xã"],
        [1, "HTX Một", "x"],
        [2, "Hai", "x"],
        ["II", "Tổ hợp tác"],
        [1, "Ba", "x"],
        [2, "THT Bốn", "x"],
    )
    assert [row.kind for row in sheet.rows] == ["coop", "coop", "group", "group"]


def test_of_a_sheet_of_models_only_organisations_are_taken_in():
    sheet = read(
        ["STT", "Tên Mô hình", "Địa chỉ"],
        [1, "Mô hình trồng bưởi", "Xóm 1"],
        [2, "HTX NN Sao Mai", "Xóm 1"],
        [3, "Mô hình nuôi lươn", "Xóm 1"],
        [4, "Vùng lúa HTX Sao Mai", "Xóm 1"],
    )
    assert (sheet.kind, len(sheet.rows)) == ("models", 4)
    assert [row.taken for row in sheet.rows] == [False, True, False, False]
    assert sheet.rows[0].not_taken == "tên không phải tên tổ chức"
    assert doubts(sheet) == {"B5": "organisation_within"}


@pytest.mark.parametrize(
    ("headings", "line", "kind"),
    [
        (["Tên sản phẩm", "Chủ thể", "Hạng sao"], ["Nấm khô", "HTX Sao Mai", 3], "products"),
        (["Tên HTX", "Sản phẩm", "Hạng sao"], ["HTX Sao Mai", "Nấm khô", 3], "products"),
        (["TT", "Tên sự kiện", "Thời gian"], [1, "Hội chợ Xuân", "2019"], "fairs"),
        (["Tên đơn vị quản lý", "Tên thủ trưởng", "Mã xã"], ["Sở Một", "Trần Thử", "00001"], "offices"),
        (["Tên cơ quan", "Mã số thuế", "Họ và tên"], ["Sở Một", "0012345677", "Trần Thử"], "contacts"),
        (["Chỉ tiêu", "Giá trị", "Thời điểm"], ["Số HTX", 12, "2019"], "totals"),
        (["Tỉnh", "Huyện", "Xã", "Mã PX"], ["Tỉnh Một", "Huyện Hai", "Xã Ba", "00001"], "places"),
    ],
)
def test_kinds_of_sheets_by_columns(headings, line, kind):
    assert read(headings, line, name="Trang 1").kind == kind


def test_rows_of_kinds_that_are_not_taken_in_are_counted():
    sheet = read(["TT", "Tên đơn vị quản lý", "Địa chỉ"], [1, "Phòng Kinh tế A", "A"], [2, "Phòng Kinh tế B", "B"])
    assert (len(sheet.rows), {row.taken for row in sheet.rows}, {row.kind for row in sheet.rows}) == (
        2,
        {False},
        {"office"},
    )


def test_a_product_beside_a_cooperative_is_an_activity():
    sheet = read(["Tên HTX", "Sản phẩm", "Địa chỉ"], ["HTX Sao Mai", "Nấm khô", "Xóm 1"])
    assert (sheet.kind, sheet.rows[0].value("activity")) == ("coops", "Nấm khô")


def test_products_without_producers_are_a_doubt_of_the_sheet():
    sheet = read(["Tên sản phẩm", "Phân hạng", "Nhóm sản phẩm"], ["Nấm khô", 4, "Thực phẩm"])
    assert (sheet.kind, doubts(sheet)) == ("products", {"A1": "producer_missing"})


def test_vague_producers_are_doubted_once():
    sheet = read(["Tên sản phẩm", "Chủ thể", "Sao"], ["Kẹo", "Cơ sở Sao Mai", 3], ["Bánh", "Cơ sở Sao Mai", 3])
    assert ([row.kind for row in sheet.rows], doubts(sheet)) == (["other", "other"], {"B2": "form_vague"})


def test_an_asked_kind_is_no_proposal():
    sheet = read(["STT", "Tên", "Địa chỉ"], [1, "Sao Mai", "Xóm 1"], kind="groups")
    assert (sheet.kind, sheet.kind_why, sheet.rows[0].kind) == ("groups", "cán bộ chọn", "group")


@pytest.mark.parametrize(
    ("asked", "name", "doubted"),
    [
        ("groups", "HTX Sao Mai", True),
        ("groups", "Công ty TNHH Sao Mai", True),
        ("groups", "THT Sao Mai", False),
        ("coops", "Tổ hợp tác Sao Mai", True),
        ("coops", "Liên hiệp HTX Sao Mai", False),
        ("coops", "Quỹ tín dụng nhân dân Sao Mai", False),
        ("organisations", "HTX Sao Mai", False),
        (None, "HTX Sao Mai", False),
    ],
)
def test_a_name_of_another_kind_than_was_asked_is_doubted_in_each_row(asked, name, doubted):
    lines = ["STT", "Tên", "Xã"], [1, name, "Yên Sơn"], [2, "THT Hai", "Yên Sơn"], [3, name, "Yên Lương"]
    found = doubts(read(*lines, kind=asked))
    assert [cell for cell, code in found.items() if code == "other_kind" and cell != "B3"] == ["B2", "B4"] * doubted


def test_a_name_of_another_kind_may_be_confirmed():
    lines = ["STT", "Tên", "Xã"], [1, "HTX Sao Mai", "Yên Sơn"]
    told = {"DS HTX": SheetOverride(kind="groups", cells={"B2": "HTX Sao Mai"})}
    sheet = read(*lines, overrides=told)
    assert (doubts(sheet), sheet.rows[0].kind) == ({}, "coop")


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        read(["STT", "Tên", "Địa chỉ"], [1, "Sao Mai", "Xóm 1"], kind="ships")
