"""Which rows are data: sections, totals, numbered-but-empty rows, signatures, merged parents."""

import pytest

from nongcot.intake.tests.understanding.making import COOPS, HEADINGS, doubts, left_out, read, values

PRODUCTS = ["STT", "Chủ thể", "Tên sản phẩm", "Xếp hạng", "Số thành viên"]


def test_numbered_but_empty_rows_are_left_out_and_listed():
    sheet = read(HEADINGS, *COOPS, [4], [5], [6])
    assert (len(sheet.rows), left_out(sheet)) == (3, {"numbered_empty": [[5, 7]]})


def test_a_row_with_a_name_and_nothing_else_is_data():
    sheet = read(HEADINGS, *COOPS, [4, "HTX Hoa Tết"])
    assert [row.row_no for row in sheet.rows] == [2, 3, 4, 5]


def test_a_row_without_a_name_but_with_data_is_data_with_a_doubt():
    sheet = read(HEADINGS, *COOPS, [4, None, "Yên Sơn", "2019", "Đang HĐ"])
    assert (len(sheet.rows), doubts(sheet)) == (4, {"B5": "missing"})


def test_blank_rows_between_and_numbers_that_begin_again():
    sheet = read(
        HEADINGS, COOPS[0], [None, "Thủy sản"], [1, "HTX Cá Vàng", "Yên Hải"], [], [2, "HTX Tôm Đỏ", "Yên Hải"]
    )
    assert [row.row_no for row in sheet.rows] == [2, 4, 6]
    assert left_out(sheet) == {"section": [[3, 3]], "blank": [[5, 5]]}


def test_a_section_gives_its_rows_their_sector():
    sheet = read(HEADINGS, [None, "Trồng trọt"], COOPS[0], [None, "Thủy sản"], COOPS[1])
    assert values(sheet, "sector") == ["AGR", "FIS"]
    assert values(sheet, "agricultural_subtype") == ["crops", None]
    assert [row.section for row in sheet.rows] == ["Trồng trọt", "Thủy sản"]
    assert sheet.rows[0].values["sector"].address == "B2"


@pytest.mark.parametrize(
    ("line", "section"),
    [
        (["Tỉnh Hòa Bình (24)"], "Tỉnh Hòa Bình"),
        (["CAO LẠNG"], "CAO LẠNG"),
        (["THÀNH PHỐ HẢI SƠN  "], "THÀNH PHỐ HẢI SƠN"),
        (["I", "Huyện Ý Sơn"], "Huyện Ý Sơn"),
        (["II. Huyện Nam Sơn"], "Huyện Nam Sơn"),
        (["A", "Huyện Ý Sơn", None, None, 12], "Huyện Ý Sơn"),
        ([None, "Huyện Ý Sơn", None, 3], "Huyện Ý Sơn"),
        (["I", "Hợp tác xã nông nghiệp"], "Hợp tác xã nông nghiệp"),
        ([None, "Tổ hợp tác"], "Tổ hợp tác"),
    ],
)
def test_manners_of_section_rows(line, section):
    sheet = read(HEADINGS, line, *COOPS)
    assert left_out(sheet) == {"section": [[2, 2]]}
    assert {row.section for row in sheet.rows} == {section}


def test_sections_within_sections():
    sheet = read(
        HEADINGS,
        ["I", "Huyện Ý Sơn"],
        ["A", "Trồng trọt"],
        COOPS[0],
        ["B", "Chăn nuôi"],
        COOPS[1],
        ["II", "Huyện Nam Sơn"],
        COOPS[2],
    )
    assert [row.section for row in sheet.rows] == [
        "Huyện Ý Sơn / Trồng trọt",
        "Huyện Ý Sơn / Chăn nuôi",
        "Huyện Nam Sơn",
    ]


def test_sections_the_other_way_round():
    sheet = read(
        HEADINGS,
        [None, "Trồng trọt"],
        [None, "Huyện Ý Sơn"],
        COOPS[0],
        [None, "Huyện Nam Sơn"],
        COOPS[1],
        [None, "Chăn nuôi"],
        COOPS[2],
    )
    assert [row.section for row in sheet.rows] == [
        "Trồng trọt / Huyện Ý Sơn",
        "Trồng trọt / Huyện Nam Sơn",
        "Chăn nuôi",
    ]


def test_an_unknown_section_ends_the_sector_above_it():
    sheet = read(HEADINGS, [None, "Thủy sản"], COOPS[0], [None, "Công nghệ cao"], COOPS[1])
    assert [row.section for row in sheet.rows] == ["Thủy sản", "Công nghệ cao"]
    assert values(sheet, "sector") == ["FIS", None]


def test_a_cooperative_without_a_number_is_no_section():
    sheet = read(HEADINGS, *COOPS, [None, "HTX Ngoài Sổ"])
    assert (len(sheet.rows), left_out(sheet)) == (4, {})


def test_lone_names_in_a_list_without_numbers_are_data():
    sheet = read(
        ["Tên HTX", "Xã"], ["HTX Một", "Yên Sơn"], ["Bình Minh", None], ["Huyện Ý Sơn", None], ["HTX Ba", "Yên Hải"]
    )
    assert [row.value("name") for row in sheet.rows] == ["HTX Một", "Bình Minh", "HTX Ba"]
    assert left_out(sheet) == {"section": [[4, 4]]}


@pytest.mark.parametrize(
    "text", ["Tổng cộng", "TỔNG CỘNG", "Cộng", "Cộng:", "Tổng số", "Cộng huyện Ý Sơn", "Tong cong", "Tổng"]
)
@pytest.mark.parametrize("place", [0, 1])
def test_total_rows_are_left_out(text, place):
    line = [None, None, None, None, 12]
    line[place] = text
    sheet = read(HEADINGS, *COOPS, line)
    assert (len(sheet.rows), left_out(sheet)) == (3, {"total": [[5, 5]]})


@pytest.mark.parametrize("name", ["Công ty TNHH Sao Mai", "Tổng công ty Lúa Vàng", "HTX Cộng Hòa"])
def test_names_that_sound_like_totals_are_data(name):
    sheet = read(HEADINGS, *COOPS, [None, name, "Yên Sơn", "2019", "Đang HĐ"])
    assert len(sheet.rows) == 4


def test_totals_are_data_among_published_figures_and_told():
    sheet = read(
        ["Địa bàn", "Thời điểm", "Chỉ tiêu", "Giá trị"],
        ["Huyện Ý Sơn", "2019", "Số HTX", 12],
        ["Tổng cộng tỉnh", "2019", "Số HTX", 99],
    )
    assert (sheet.kind, len(sheet.rows), doubts(sheet)) == ("totals", 2, {"A3": "total_row"})


def test_a_header_printed_again_on_each_page():
    sheet = read(HEADINGS, COOPS[0], HEADINGS, COOPS[1], COOPS[2])
    assert (len(sheet.rows), left_out(sheet)) == (3, {"header_again": [[3, 3]]})


def test_signatures_and_remarks_under_the_table():
    sheet = read(
        HEADINGS,
        *COOPS,
        [],
        [None, "Ghi chú: số liệu tạm tính"],
        [None, None, "Ý Sơn, ngày 12 tháng 3 năm 2020"],
        [None, "Người lập biểu"],
    )
    assert (len(sheet.rows), left_out(sheet)["foot"]) == (3, [[6, 8]])
    assert all(left.text == "" for left in sheet.left_out)


def test_merged_parents_are_filled_down():
    sheet = read(
        PRODUCTS,
        [1, "HTX Nấm Sao Mai", "Nấm khô", "3 sao", 12],
        [None, None, "Nấm tươi", "4 sao", None],
        [2, "Hộ kinh doanh Chè Xanh", "Chè búp", "3 sao", 1],
        name="SP OCOP",
        merges=[((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 4), (2, 4))],
    )
    assert values(sheet, "producer") == ["HTX Nấm Sao Mai", "HTX Nấm Sao Mai", "Hộ kinh doanh Chè Xanh"]
    assert values(sheet, "members_total") == [12, 12, 1]
    assert [row.parent for row in sheet.rows] == [None, 2, None]
    assert sheet.rows[1].values["producer"].address == "B2"
    assert doubts(sheet) == {}


def test_two_rows_of_one_organisation_under_a_merged_name():
    sheet = read(
        ["STT", "Tên HTX", "Người đại diện", "Xã"],
        [1, "HTX Nấm Sao Mai", "Trần Thử", "Yên Sơn"],
        [None, None, "Lê Mẫu", None],
        [2, "HTX Chè Bình Minh", "Võ Nháp", "Yên Hải"],
        merges=[((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 3), (2, 3))],
    )
    assert [row.not_taken for row in sheet.rows] == ["", "nối tiếp dòng 2", ""]
    assert ([row.parent for row in sheet.rows], doubts(sheet)) == ([None, 2, None], {"C3": "continues"})


def test_a_row_with_neither_number_nor_name_goes_on_with_the_one_above():
    sheet = read(HEADINGS, COOPS[0], [None, None, "Yên Hải"], COOPS[1])
    assert [(row.row_no, row.parent, row.taken) for row in sheet.rows] == [
        (2, None, True),
        (3, 2, False),
        (4, None, True),
    ]
    assert doubts(sheet) == {"C3": "continues"}


def test_a_producer_without_a_merged_range_is_filled_down_with_a_doubt():
    sheet = read(
        PRODUCTS, [1, "HTX Nấm Sao Mai", "Nấm khô", "3 sao"], [None, None, "Nấm tươi", "4 sao"], name="SP OCOP"
    )
    assert values(sheet, "producer") == ["HTX Nấm Sao Mai", "HTX Nấm Sao Mai"]
    assert doubts(sheet) == {"B3": "filled_down"}


def test_a_numbered_product_without_a_producer_is_not_filled():
    sheet = read(PRODUCTS, [1, "HTX Nấm Sao Mai", "Nấm khô", "3 sao"], [2, None, "Nấm tươi", "4 sao"], name="SP OCOP")
    assert values(sheet, "producer") == ["HTX Nấm Sao Mai", None]
    assert doubts(sheet) == {"B3": "missing"}


def test_hidden_rows_columns_and_sheets_are_data_and_told():
    sheet = read(HEADINGS, *COOPS, hidden=True, hidden_rows=frozenset({2}), hidden_columns=frozenset({4}))
    assert (len(sheet.rows), doubts(sheet)) == (3, {"A1": "hidden", "B3": "hidden", "E1": "hidden"})
