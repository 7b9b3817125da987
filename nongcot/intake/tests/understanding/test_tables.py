"""Where tables begin: titles, header rows, merged groups, repeated headers, column numbers, remarks."""

import pytest

from nongcot.intake.tests.understanding.making import COOPS, HEADINGS, ON, book, doubt, left_out, read, targets
from nongcot.intake.understanding import understand
from nongcot.intake.understanding.grid import of
from nongcot.intake.understanding.headings import target_of
from nongcot.intake.understanding.vocabulary import BY_CODE, phrases


def test_a_header_on_the_first_row():
    sheet = read(HEADINGS, *COOPS)
    assert (sheet.header_rows, sheet.first_cell, len(sheet.rows)) == ((1,), "A1", 3)


def test_title_rows_above_are_left_out_with_their_text():
    sheet = read(
        ["DANH SÁCH HỢP TÁC XÃ"], ["(Kèm theo Công văn số 12/LM)"], [None], HEADINGS, *COOPS, merges=[((0, 0), (0, 4))]
    )
    assert sheet.header_rows == (4,)
    assert [(left.rows, left.code, left.text) for left in sheet.left_out] == [
        (((1, 1),), "title", "DANH SÁCH HỢP TÁC XÃ"),
        (((2, 2),), "title", "(Kèm theo Công văn số 12/LM)"),
    ]
    assert sheet.title == "DANH SÁCH HỢP TÁC XÃ (Kèm theo Công văn số 12/LM)"


def test_a_letterhead_is_no_header():
    sheet = read(
        ["LIÊN MINH HTX TỈNH", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["", None, "Độc lập - Tự do - Hạnh phúc"],
        HEADINGS,
        *COOPS,
    )
    assert sheet.header_rows == (3,)


def test_a_header_far_down_under_empty_rows():
    sheet = read([], [], [], [], [], HEADINGS, *COOPS)
    assert (sheet.header_rows, sheet.first_cell) == ((6,), "A6")


def test_a_table_that_does_not_begin_in_column_a():
    sheet = read([None, None, *HEADINGS], *([None, None, *line] for line in COOPS))
    assert (sheet.first_cell, targets(sheet)["D"]) == ("C1", "name")


def test_two_header_rows_with_merged_groups():
    sheet = read(
        ["STT", "Tên HTX", "Số thành viên", None, "Giấy chứng nhận", None],
        [None, None, "Tổng số", "Nữ", "Số", "Ngày cấp"],
        [1, "HTX Sao Mai", 20, 7, "0700123", "01/02/2019"],
        merges=[((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))],
    )
    assert sheet.header_rows == (1, 2)
    assert targets(sheet) == {
        "A": "stt",
        "B": "name",
        "C": "members_total",
        "D": "members_female",
        "E": "certificate_no",
        "F": "certificate_date",
    }
    assert [column.heading for column in sheet.columns][2:4] == ["Số thành viên / Tổng số", "Số thành viên / Nữ"]


def test_merged_groups_are_blanks_in_a_text_file():
    sheet = read(
        ["Đơn vị mới", None, "Đơn vị cũ", None],
        ["Tên Xã mới", "Mã Xã mới", "Tên Xã cũ", "Mã Xã cũ"],
        ["Xã Hòa Bình", "00001", "Xã An Lạc", "00002"],
    )
    assert (sheet.header_rows, sheet.kind) == ((1, 2), "places")
    assert [column.heading for column in sheet.columns] == [
        "Đơn vị mới / Tên Xã mới",
        "Đơn vị mới / Mã Xã mới",
        "Đơn vị cũ / Tên Xã cũ",
        "Đơn vị cũ / Mã Xã cũ",
    ]


def test_three_header_rows():
    sheet = read(
        ["STT", "Tên HTX", "Thành viên", None, None, "Ghi chú"],
        [None, None, "Tổng số", "Trong đó", None, None],
        [None, None, None, "Chính thức", "Liên kết", None],
        [1, "HTX Sao Mai", 30, 20, 10, None],
        merges=[
            ((0, 2), (0, 4)),
            ((1, 3), (1, 4)),
            ((0, 0), (2, 0)),
            ((0, 1), (2, 1)),
            ((1, 2), (2, 2)),
            ((0, 5), (2, 5)),
        ],
    )
    assert (sheet.header_rows, len(sheet.rows)) == ((1, 2, 3), 1)
    assert [sheet.columns[n].target for n in (2, 3, 4)] == ["members_total", "members_official", "members_associate"]


def test_a_row_of_units_belongs_to_the_header():
    sheet = read(
        ["STT", "Tên HTX", "Diện tích", "Vốn điều lệ"],
        [None, None, "(ha)", "(triệu đồng)"],
        [1, "HTX Sao Mai", 2.5, 300],
    )
    assert sheet.header_rows == (1, 2)
    assert [(column.target, column.unit) for column in sheet.columns[2:]] == [
        ("area", "ha"),
        ("charter_capital", "triệu đồng"),
    ]


def test_a_header_written_twice_with_other_labels_is_doubted_where_they_differ():
    sheet = read(
        ["STT", "Tên Mô hình", "Người đại diện", "Địa chỉ"],
        ["STT", "Tên trạm bơm", "Người đại diện", "Địa chỉ"],
        [1, "Trạm bơm Kênh Đông", "Trần Văn Thử", "Xóm 1"],
    )
    assert (sheet.header_rows, len(sheet.rows)) == ((1, 2), 1)
    found = doubt(sheet, "B2")
    assert found.code == "heading_twice"
    assert "Tên Mô hình" in found.why


@pytest.mark.parametrize(
    "numbers", [["#", 1, 2, 3, "4"], ["(1)", "(2)", "(3)", "(4)", "(5=3+4)"], ["A", "B", 1, 2, 3], [1, 2, 3, 4, 5]]
)
def test_a_row_of_column_numbers_is_left_out(numbers):
    sheet = read(HEADINGS, numbers, *COOPS)
    assert (len(sheet.rows), left_out(sheet)["column_numbers"]) == (3, [[2, 2]])


def test_a_remark_beside_the_table_is_no_column():
    lines = [[*line, None, None] for line in COOPS]
    sheet = read([*HEADINGS, None, "Các cột tên và xã là bắt buộc phải ghi"], *lines)
    assert len(sheet.columns) == 5
    assert [(left.code, left.text) for left in sheet.left_out] == [("remark", "Các cột tên và xã là bắt buộc phải ghi")]


def test_several_tables_in_one_sheet():
    sheets = understand(
        book(
            ["DANH SÁCH HTX"],
            HEADINGS,
            *COOPS,
            [],
            ["DANH SÁCH TỔ HỢP TÁC"],
            ["STT", "Tên tổ hợp tác", "Địa chỉ", "Số thành viên"],
            [1, "THT Bưởi Xanh", "Xóm 2", 5],
        ),
        on=ON,
    ).sheets
    assert [(sheet.part, sheet.kind, sheet.header_rows, len(sheet.rows)) for sheet in sheets] == [
        (1, "coops", (2,), 3),
        (2, "groups", (8,), 1),
    ]
    assert sheets[1].title == "DANH SÁCH TỔ HỢP TÁC"


def test_an_empty_sheet():
    sheet = read([])
    assert (sheet.kind, sheet.rows, sheet.columns, sheet.first_cell) == ("empty", (), (), "A1")


def test_a_table_without_a_known_heading_is_guessed_with_a_doubt():
    sheet = read(["Alpha", "Beta", "Gamma"], ["a", 1, 2], ["b", 3, 4])
    assert (sheet.kind, sheet.header_rows, len(sheet.rows)) == ("unknown", (1,), 2)
    assert {doubt.code for doubt in sheet.doubts if doubt.cell == "A1"} == {"kind_unknown", "header_guessed"}


def test_a_sheet_of_numbers_alone_has_no_header_and_keeps_its_rows():
    sheet = read([1, 2.5], [3, 4.5])
    assert (sheet.header_rows, len(sheet.rows), sheet.kind) == ((), 2, "unknown")


def test_blank_cells_with_blanks_in_them_do_not_widen_the_table():
    sheet = read([*HEADINGS, " "], *([*line, "  "] for line in COOPS))
    assert len(sheet.columns) == 5


def test_every_target_with_cells_to_read_has_headings_and_the_other_way_round():
    named = set(phrases().values())
    assert named <= set(BY_CODE)
    of_layouts = {
        "own_key",
        "further",
        "further_key",
        "alliance_left_on",
        "model_name",
        "model_on",
        "model_per",
        "seasons",
        "linked_members",
        "cycle",
        "price_rule",
        "price_note",
        "contract_note",
    }
    assert set(BY_CODE) - named == of_layouts, "only saved layouts have these"


@pytest.mark.parametrize(
    ("heading", "group", "target"),
    [
        ("Chi phí/năm\n (triệu đồng)", "", "cost"),
        ("Lợi nhuận/năm(triệu đồng)", "", "profit"),
        ("Sô thành viên", "", "members_total"),
        ("Vốn điều lệ, triệu đồng", "", "charter_capital"),
        ("Ngày, tháng, năm thành lập", "", "founded_on"),
        ("QUẬN, HUYỆN", "", "district"),
        ("Quyết định / ngày (nguyên văn)", "", "decision_no"),
        ("Ngày", "Quyết định giải thể", "decision_date"),
        ("Số", "Quyết định", "decision_no"),
        ("Nữ", "Thành viên", "members_female"),
        ("Số thành viên dân tộc thiểu số", "", "members_minority"),
        ("Địa chỉ", "Người đại diện", "home"),
        ("Số CMND/CCCD người đại diện", "", "personal_id"),
        ("Họ và tên, năm sinh", "", "birth"),
        ("Điện thoại người đại diện", "", "phone"),
        ("Thành viên Liên minh HTX", "", "alliance"),
        ("#", "", "stt"),
        ("Màu cờ", "", None),
    ],
)
def test_headings_mean_targets(heading, group, target):
    assert target_of(heading, group) == target


def test_rows_of_a_grid_are_those_of_the_sheet_where_nothing_is_converted():
    sheet = book(HEADINGS, *COOPS).sheets[0]
    assert of(sheet).rows == sheet.rows
