"""Codes: tax codes, papers, codes of places, phones, mail, lines of business."""

from datetime import date

import pytest
from stdnum.vn import mst

from nongcot.intake.tests.understanding.making import column, doubt, doubts, read, values
from nongcot.kernel.dates import PartialDate

GOOD = "001234567" + mst.calc_check_digit("001234567")
BAD = GOOD[:-1] + str((int(GOOD[-1]) + 1) % 10)


@pytest.mark.parametrize(
    ("cell", "code", "why"),
    [
        (GOOD, GOOD, None),
        (f"{GOOD[:2]} {GOOD[2:6]}.{GOOD[6:]}", GOOD, None),
        (f"{GOOD}-001", f"{GOOD}-001", None),
        (BAD, BAD, "check_digit"),
        ("MN01", None, "tax_code"),
        ("69900021", None, "tax_code"),
        (None, None, None),
        ("-", None, None),
    ],
)
def test_tax_codes(cell, code, why):
    sheet = column("Mã số thuế", cell, GOOD)
    assert (values(sheet, "tax_code")[0], doubts(sheet)) == (code, {"C2": why} if why else {})


@pytest.mark.parametrize("nine", ["099999999", "001234567"])
def test_a_tax_code_that_lost_its_zeros_as_a_number(nine):
    code = nine + mst.calc_check_digit(nine)
    sheet = column("Mã số HTX", int(code))
    found = doubt(sheet, "C2")
    assert (values(sheet, "tax_code"), found.code, found.read) == ([code], "zero_lost", code.lstrip("0"))
    assert [choice.value for choice in found.choices] == [code, None]


def test_a_tax_code_as_a_whole_number_is_read():
    code = "999999999" + mst.calc_check_digit("999999999")
    sheet = column("MST", int(code))
    assert (values(sheet, "tax_code"), doubts(sheet)) == ([code], {})


@pytest.mark.parametrize(
    ("cell", "number", "day", "issuer"),
    [
        ("QĐ 2700/QĐ-UBND 13/12/2021", "2700/QĐ-UBND", PartialDate.day(date(2021, 12, 13)), None),
        (
            "2700/QĐ-UBND ngày 13/12/2021 của UBND huyện Ý Sơn",
            "2700/QĐ-UBND",
            PartialDate.day(date(2021, 12, 13)),
            "UBND huyện Ý Sơn",
        ),
        ("Quyết định số 15/QĐ-UBND ngày 05 tháng 6 năm 2019", "15/QĐ-UBND", PartialDate.day(date(2019, 6, 5)), None),
        ("15/9/2021", None, PartialDate.day(date(2021, 9, 15)), None),
        ("ngày 15/9/2021", None, PartialDate.day(date(2021, 9, 15)), None),
        ("12/2019/QĐ-UBND", "12/2019/QĐ-UBND", None, None),
        ("QĐ-UBND 12", "QĐ-UBND 12", None, None),
        (date(2021, 9, 15), None, PartialDate.day(date(2021, 9, 15)), None),
    ],
)
def test_a_decision_and_its_date_in_one_cell(cell, number, day, issuer):
    sheet = column("Quyết định", cell, on=date(2022, 1, 1))
    row = sheet.rows[0]
    assert (row.value("decision_no"), row.value("decision_date"), row.value("decision_issuer")) == (number, day, issuer)
    assert doubts(sheet) == {}


def test_a_round_of_a_year_is_a_year_with_a_doubt():
    sheet = column("Quyết định / ngày", "năm 2019 đợt 1")
    assert (values(sheet, "decision_date"), doubts(sheet)) == ([PartialDate.year(2019)], {"C2": "date"})


def test_certificates_and_their_dates():
    sheet = column("Số, ngày cấp GCN", "07B8000123 ngày 01/02/2016")
    assert (values(sheet, "certificate_no"), values(sheet, "certificate_date")) == (
        ["07B8000123"],
        [PartialDate.day(date(2016, 2, 1))],
    )


@pytest.mark.parametrize("number", ["07A8002005", "0700123", "12/HTX", "MH-0001"])
def test_numbers_of_certificates_hold_no_dates(number):
    sheet = column("Số giấy chứng nhận", number, "x1")
    assert (values(sheet, "certificate_no")[0], doubts(sheet)) == (number, {})


def test_certificate_numbers_keep_their_zeros_and_tell_lost_ones():
    sheet = column("Số GCN", "0700123", "0700124", 700125)
    assert values(sheet, "certificate_no") == ["0700123", "0700124", "0700125"]
    assert doubts(sheet) == {"C4": "zero_lost"}


@pytest.mark.parametrize(
    ("cell", "phone", "code"),
    [
        ("0900000001", "0900000001", None),
        ("0900.000.001", "0900000001", None),
        ("+84 900 000 001", "0900000001", None),
        ("02280000001", "02280000001", None),
        (900000001, "0900000001", "zero_lost"),
        ("090000001", "090000001", "phone"),
        ("0900000001 - 0900000002", "0900000001", "several_phones"),
        ("0900000001\n0900000002", "0900000001", "several_phones"),
        ("Cửa hàng", None, "phone"),
        ("-", None, None),
    ],
)
def test_phones(cell, phone, code):
    sheet = column("Số điện thoại", cell)
    assert (values(sheet, "phone"), doubts(sheet)) == ([phone], {"C2": code} if code else {})


@pytest.mark.parametrize(
    ("cell", "mail", "code"),
    [("Sao.Mai@Example.com", "sao.mai@example.com", None), ("không có mail", "không có mail", "email")],
)
def test_mail(cell, mail, code):
    sheet = column("Email", cell)
    assert (values(sheet, "email"), doubts(sheet)) == ([mail], {"C2": code} if code else {})


@pytest.mark.parametrize(
    ("cell", "lines", "code"),
    [("0161; 4620, 0118", ("0161", "4620", "0118"), None), (161, ("161",), "zero_lost"), ("trồng lúa", None, "vsic")],
)
def test_lines_of_business(cell, lines, code):
    sheet = column("Mã ngành VSIC", cell)
    assert (values(sheet, "vsic"), doubts(sheet)) == ([lines], {"C2": code} if code else {})


def test_codes_of_places():
    sheet = read(
        ["Huyện", "Xã", "Mã xã"], ["Ý Sơn", "Xã Một", "00123"], ["Ý Sơn", "Xã Hai", 456], ["Ý Sơn", "Xã Ba", None]
    )
    assert (values(sheet, "commune_code"), doubts(sheet)) == (
        ["00123", "00456", None],
        {"C3": "zero_lost", "C4": "missing"},
    )


def test_one_code_with_two_names_is_one_doubt_and_spellings_are_no_other_name():
    sheet = read(
        ["Mã Xã cũ", "Tên Xã cũ", "Mã Xã mới", "Tên Xã mới"],
        ["00553", "Xã Một", "00136", "Phường  Sáu"],
        ["00553", "Xã Hai", "00136", "Phường Sáu"],
        ["00553", "Xã Hai", "00541", "Xã Điềm Thụy"],
        ["00554", "Xã Hai", "00541", "Xã Điềm Thuỵ"],
    )
    assert doubts(sheet) == {"A3": "code_twice"}
    assert doubt(sheet, "A3").why == "Mã 00553 đã là của “Xã Một” ở dòng 2."


@pytest.mark.parametrize("has_column", [True, False])
def test_a_district_s_code_under_another_province_is_one_doubt(has_column):
    district = ("Mã huyện", "794") if has_column else ("Huyện", "Thành phố Tân Mây (794)")
    lines = [[f"0000{n}", f"Xã {n}", district[1], f"Tỉnh {own}"] for n, own in enumerate("AABAB", 1)]
    sheet = read(["Mã Xã cũ", "Tên Xã cũ", district[0], "Tỉnh cũ"], *lines)
    assert doubts(sheet) == {"D4": "code_elsewhere"}


def test_districts_of_one_name_without_codes_are_not_compared():
    lines = [[f"0000{n}", f"Xã {n}", "Huyện Châu Mây", f"Tỉnh {own}"] for n, own in enumerate("AAB", 1)]
    assert doubts(read(["Mã Xã cũ", "Tên Xã cũ", "Huyện", "Tỉnh cũ"], *lines)) == {}
