"""What the house refuses is named as refused and appears nowhere."""

import json

import pytest

from nongcot.intake.tests.understanding.making import ON, book, doubts, read, targets
from nongcot.intake.understanding import SheetOverride, understand

SECRETS = {
    "Số CCCD": "036099000111",
    "CMND": "160000999",
    "Ngày sinh": "07/07/1977",
    "Năm sinh": 1977,
    "Dân tộc": "Bí Mật",
    "Giới tính": "Kín",
    "Nơi ở hiện nay": "Ngõ Giấu Kín",
    "Hộ khẩu thường trú": "Ngõ Giấu Kín",
    "Số tài khoản": "99990000111",
}


def everything(sheet) -> str:
    return json.dumps(sheet.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("heading", SECRETS)
def test_refused_columns_are_named_and_never_read(heading):
    secret = SECRETS[heading]
    sheet = read(
        ["STT", "Tên HTX", "Người đại diện", heading],
        [1, "HTX Sao Mai", "Trần Thử", secret],
        [2, "HTX Hai", "Lê Mẫu", secret],
    )
    told = sheet.columns[3]
    assert (told.heading, told.klass, told.taken, told.why) == (
        heading,
        "refused",
        False,
        "không đọc, không lưu: thông tin cá nhân",
    )
    assert str(secret) not in everything(sheet)


def test_date_and_place_of_issue_beside_a_personal_id_are_refused_too():
    sheet = read(
        ["Tên HTX", "Giám đốc", "Số CMND", "Ngày cấp", "Nơi cấp"],
        ["HTX Sao Mai", "Trần Thử", "160000999", "08/08/2008", "CA Kín"],
    )
    assert [column.klass for column in sheet.columns] == ["public", "public", "refused", "refused", "refused"]
    assert "2008" not in everything(sheet)
    assert "Kín" not in everything(sheet)


def test_the_private_address_under_a_group_of_persons_is_refused():
    sheet = read(
        ["STT", "Tên HTX", "Người đại diện", None],
        [None, None, "Họ và tên", "Địa chỉ"],
        [1, "HTX Sao Mai", "Trần Thử", "Ngõ Giấu Kín"],
        merges=[((0, 2), (0, 3)), ((0, 0), (1, 0)), ((0, 1), (1, 1))],
    )
    assert targets(sheet) == {"A": "stt", "B": "name", "C": "representative", "D": "home"}
    assert "Giấu" not in everything(sheet)


@pytest.mark.parametrize("heading", ["Mã số", "Mã", "Cột lạ", None, "Mã số thuế"])
def test_a_column_that_looks_like_personal_numbers_is_refused_by_its_cells(heading):
    lines = [[n, f"HTX Số {n}", f"03609900011{n}"] for n in range(1, 6)]
    sheet = read(["STT", "Tên HTX", heading], *lines)
    assert sheet.columns[2].klass == "refused"
    assert "03609900011" not in everything(sheet)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Mã số thuế", "036099000111"),
        ("Mã số thuế", 36099000111),
        ("Người đại diện", "Trần Thử, CCCD 036099000111"),
        ("Người đại diện", "Trần Thử (sinh năm 1977)"),
        ("Ghi chú", "CMND 160000999"),
        ("Điện thoại", "036099000111"),
        ("Địa chỉ", "Xóm 1 - 036099000111"),
    ],
)
def test_personal_numbers_in_other_columns_are_neither_kept_nor_shown(heading, cell):
    sheet = read(
        ["STT", "Tên HTX", heading], [1, "HTX Một", "0012345677"], [2, "HTX Hai", "0012345677"], [3, "HTX Ba", cell]
    )
    text = everything(sheet)
    assert doubts(sheet)["C4"] == "personal"
    assert not any(secret in text for secret in ("36099000111", "160000999", "1977"))


def test_an_officer_cannot_open_a_refused_column():
    override = {"DS HTX": SheetOverride(columns={"C": "representative"}, cells={"C2": "036099000111"})}
    sheet = read(["STT", "Tên HTX", "Số CCCD"], [1, "HTX Sao Mai", "036099000111"], overrides=override)
    assert sheet.columns[2].klass == "refused"
    assert "036099000111" not in everything(sheet)


def test_refused_texts_in_old_fonts_are_not_noted():
    sheet = read(["STT", "Tên HTX", "Quê quán"], [1, "HTX Sao Mai", "Nam §Þnh"], [2, "HTX Hai", "Ninh B×nh"])
    assert sheet.notes == ()
    assert "Định" not in everything(sheet)


def test_the_first_row_of_a_table_without_a_header_is_no_heading_when_it_holds_numbers():
    sheet = read(["Trần Thử", "036099000111"], ["Lê Mẫu", "036099000112"])
    assert "036099000111" not in everything(sheet)


def test_a_row_with_nothing_but_refused_cells_is_blank():
    sheet = read(["STT", "Tên HTX", "Số CCCD"], [1, "HTX Sao Mai", "036099000111"], [None, None, "036099000112"])
    assert len(sheet.rows) == 1
    assert [(left.code, left.text) for left in sheet.left_out] == [("blank", "")]


def test_what_is_assumed_does_not_tell_either():
    understood = understand(book(["STT", "Tên HTX", "Số CCCD"], [1, "HTX Sao Mai", "036099000111"]), on=ON)
    assert "036099000111" not in json.dumps(understood.to_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    "line", [["Danh sách HTX, liên hệ 036099000111"], [None, "Khu 036099000111"], ["Tổng cộng 036099000111"]]
)
def test_lines_that_are_left_out_are_shown_without_long_numbers(line):
    above, below = ([line], []) if line[0] and line[0].startswith("Danh") else ([], [line])
    sheet = read(*above, ["STT", "Tên HTX", "Xã"], [1, "HTX Sao Mai", "Yên Sơn"], *below, [2, "HTX Hai", "Yên Sơn"])
    assert any("…" in left.text for left in sheet.left_out)
    assert "036099000111" not in everything(sheet)


def test_a_row_of_totals_is_no_header_over_a_refused_column():
    secret = "Bí mật 77"
    sheet = read(["Tên HTX", "Số CCCD", "Xã"], [None, secret, None], ["Tổng cộng", secret, "Tổng cộng"])
    assert secret not in str(sheet)
