from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.numbers import (
    Quantity,
    format_exact,
    format_money,
    format_number,
    format_percent,
    parse_money,
    parse_number,
    parse_quantity,
    unit_of,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567", "1234567"),
        ("200,000,000", "200000000"),
        ("1 234 567", "1234567"),
        ("1\xa0234\u202f567,5", "1234567.5"),
        ("33.046", "33046"),
        ("2.6", "2.6"),
        ("1,5", "1.5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        (",5", "0.5"),
        ("00123", "123"),
        ("１２３", "123"),
        ("-5", "-5"),
        ("−5,5", "-5.5"),
        ("(1.234)", "-1234"),
        ("314 nghìn", "314000"),
        ("1,5 triệu", "1500000"),
        (27.0, "27"),
        (79.60615, "79.60615"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (12, "12"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_read_without_doubt(written, number):
    reading = parse_number(written)
    assert (reading.value, reading.doubt) == (Decimal(number), "")
    assert "E" not in str(reading.value)


@pytest.mark.parametrize("written", [None, "", " ", "-", "–", "Không", "N/A"])
def test_nothing_is_no_doubt(written):
    assert parse_number(written).value is None
    assert parse_number(written).doubt == ""


@pytest.mark.parametrize(
    "written",
    ["1.2.3", "1,234.567.890", "13/12/2021", "3 - 4 sao", "MN01", "#DIV/0!", "(2) năm", True, float("nan"), object()],
)
def test_what_cannot_be_read_is_told(written):
    assert parse_number(written).value is None
    assert parse_number(written).doubt


def test_one_comma_before_three_digits_has_two_readings():
    reading = parse_number("36,508")
    assert "(36,508)" in reading.doubt
    assert "(36.508)" in reading.doubt
    assert parse_number("36,508", decimal_hint=",").value == Decimal("36.508")
    assert parse_number("36,508", decimal_hint=".").value == Decimal(36508)
    assert parse_number("36,508", decimal_hint="").value == Decimal(36508)
    assert all(parse_number("36,508", decimal_hint=mark).doubt == "" for mark in (",", ".", ""))
    assert parse_number("30,000").value == Decimal(30000)
    assert parse_number("30,000").doubt


def test_the_dot_groups_thousands_unless_the_column_says_otherwise():
    assert parse_number("33.046").value == Decimal(33046)
    assert parse_number("33.046", decimal_hint=".").value == Decimal("33.046")


def test_whole_things_settle_the_comma():
    assert parse_quantity("36,508 người").value == Quantity(Decimal(36508), "người")
    assert parse_quantity("36,508 người").doubt == ""
    assert parse_quantity("20,913 tỷ đồng").doubt


@pytest.mark.parametrize(
    ("written", "number", "qualifier"),
    [
        (">314.000", 314000, ">"),
        ("khoảng 2.000", 2000, "khoảng"),
        ("hơn 314 nghìn", 314000, "hơn"),
        ("Ước đạt 1.500", 1500, "Ước đạt"),
        ("<= 5", 5, "<="),
    ],
)
def test_a_qualifier_is_kept_and_told(written, number, qualifier):
    reading = parse_number(written)
    assert (reading.value, reading.qualifier) == (number, qualifier)
    assert reading.doubt


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("40m2", "40", "m2"),
        ("1,5 tấn", "1.5", "tấn"),
        ("73 ha", "73", "ha"),
        ("0.3 Kg", "0.3", "Kg"),
        ("30,000 con", "30000", "con"),
        ("42 triệu/người/năm", "42000000", "/người/năm"),
        (12.5, "12.5", ""),
    ],
)
def test_a_unit_in_the_cell(written, number, unit):
    assert parse_quantity(written).value == Quantity(Decimal(number), unit)
    assert parse_quantity(written).doubt == ""
    assert parse_number(written).value == Decimal(number)
    assert (unit in parse_number(written).doubt) if unit else (parse_number(written).doubt == "")


@pytest.mark.parametrize(
    "written", ["553 (530 đang hoạt động)", "20 sản phẩm của 8 chủ thể", "10,000 con lươn,\n5000 con ếch"]
)
def test_several_numbers_in_a_cell_are_told(written):
    assert "nhiều số" in parse_quantity(written).doubt


def test_a_number_that_lost_its_digits_is_told():
    assert parse_number("1,23E+11").value == Decimal(123_000_000_000)
    assert parse_number("1,23E+11").doubt


@pytest.mark.parametrize(
    ("header", "scale", "label"),
    [
        ("Vốn điều lệ (tr.đ)", 10**6, "triệu đồng"),
        ("Chi phí/năm\n (triệu đồng)", 10**6, "triệu đồng"),
        ("Vốn (Tr. đồng)", 10**6, "triệu đồng"),
        ("Vốn (trđ)", 10**6, "triệu đồng"),
        ("Vốn (triệu)", 10**6, "triệu đồng"),
        ("Lợi nhuận (1.000 đ)", 10**3, "nghìn đồng"),
        ("Doanh thu, ngàn đồng", 10**3, "nghìn đồng"),
        ("Vốn tỷ đồng", 10**9, "tỷ đồng"),
        ("Vốn (tỉ)", 10**9, "tỷ đồng"),
        ("Giá bán (VNĐ)", 1, "đồng"),
        ("Giá (đ)", 1, "đồng"),
        ("Đơn vị tính: đồng", 1, "đồng"),
        ("Diện tích (ha)", 1, "ha"),
        ("Tỷ lệ (%)", 1, "%"),
        ("Cánh đồng lớn (ha)", 1, "ha"),
    ],
)
def test_units_of_headers(header, scale, label):
    assert unit_of(header) == (Decimal(scale), label)


@pytest.mark.parametrize("header", ["Hợp đồng", "Hội đồng quản trị", "Tỷ lệ", "Trạm bơm", "Trình độ", "Vốn", ""])
def test_headers_without_unit(header):
    assert unit_of(header) is None


@pytest.mark.parametrize(
    ("written", "scale", "dong"),
    [
        (17, 10**6, 17_000_000),
        (17.5, 10**6, 17_500_000),
        ("1.234,5", 10**6, 1_234_500_000),
        ("7 tỷ", 10**6, 7_000_000_000),
        ("500 triệu đồng", 10**3, 500_000_000),
        ("200.000.000 đồng", 10**6, 200_000_000),
        ("200,000,000", 1, 200_000_000),
    ],
)
def test_money(written, scale, dong):
    assert parse_money(written, unit_scale=scale).value == dong
    assert parse_money(written, unit_scale=scale).doubt == ""


def test_money_with_doubts():
    assert parse_money("trên 7 tỷ", unit_scale=10**6).qualifier == "trên"
    assert "7.923.000.000 đồng" in parse_money(7923000000.0, unit_scale=10**6).doubt
    assert "ha" in parse_money("73 ha", unit_scale=1).doubt


def test_writing_in_both_languages():
    assert format_number(-1234.5, 1) == "−1.234,5"
    assert format_number(Decimal("2.5")) == "3"
    assert format_number(-0.01) == "0"
    assert format_money(1_500_000_000, "tỷ đồng") == "1,5\xa0tỷ đồng"
    assert format_money(123_456) == "0,12\xa0triệu đồng"
    assert format_percent(207) == "207\xa0%"
    assert format_percent(Decimal("12.45")) == "12,5\xa0%"
    with translation.override("en"):
        assert format_number(-1234.5, 1) == "−1,234.5"
        assert format_percent(12.5) == "12.5%"


def test_every_decimal_that_says_something_is_written():
    assert [format_exact(Decimal(text)) for text in ("60.50", "1200", "1E+3", "0.0625")] == [
        "60,5", "1.200", "1.000", "0,0625",
    ]  # fmt: skip


def test_an_unknown_unit_of_money_is_refused():
    with pytest.raises(KeyError):
        format_money(1, "đô la")


@given(st.decimals(-(10**12), 10**12, places=2), st.integers(0, 4), st.sampled_from(["vi", "en"]))
def test_what_is_written_is_read_back(number, decimals, language):
    with translation.override(language):
        written = format_number(number, decimals)
        mark = "," if language == "vi" else "."
        reading = parse_number(written, decimal_hint=mark)
    assert reading.value == round(number, decimals) or abs(reading.value - number) == Decimal("0.5").scaleb(-decimals)
    assert reading.doubt == ""


@given(st.one_of(st.text(), st.text("0123456789.,-() khoảngtriệu"), st.floats(), st.integers()))
def test_anything_is_read_or_told(written):
    reading = parse_quantity(written)
    if reading.value is None and not reading.doubt:
        assert not any(char.isdigit() for char in str(written))
