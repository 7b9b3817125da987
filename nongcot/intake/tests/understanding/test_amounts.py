"""Counts, money, areas, yields, and amounts of another scale than their neighbours'."""

from decimal import Decimal

import pytest

from nongcot.intake.tests.understanding.making import column, doubt, doubts, read, values


@pytest.mark.parametrize(
    ("cell", "count", "code"),
    [
        (27, 27, None),
        ("27 người", 27, None),
        ("1.200", 1200, None),
        ("1,200", 1200, None),
        ("-", None, None),
        (0, 0, None),
        (2.5, None, "count_odd"),
        (-3, None, "count_odd"),
        ("khoảng 30", 30, "number"),
        ("27 con", 27, "unit_beside"),
        ("nhiều", None, "number"),
    ],
)
def test_counts(cell, count, code):
    sheet = column("Số thành viên", cell)
    assert (values(sheet, "members_total"), doubts(sheet)) == ([count], {"C2": code} if code else {})


@pytest.mark.parametrize(
    ("cell", "hectares", "code"),
    [
        (2.5, "2.5", None),
        ("2,5 ha", "2.5", None),
        (79.60615, "79.60615", None),
        ("40m2", "0.004", "area_unit"),
        ("1000 m2", "0.1", "area_unit"),
        ("3 sào", None, "area_unit"),
    ],
)
def test_areas_are_hectares(cell, hectares, code):
    sheet = column("Diện tích (ha)", cell)
    assert values(sheet, "area") == [Decimal(hectares) if hectares else None]
    assert doubts(sheet) == ({"C2": code} if code else {})


def test_areas_in_square_metres():
    sheet = column("Diện tích (m2)", 5000, "400 m2")
    assert (values(sheet, "area"), doubts(sheet)) == ([Decimal("0.5"), Decimal("0.04")], {})


def test_an_area_without_a_unit():
    assert doubts(column("Diện tích", 5)) == {"C1": "unit_missing"}


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("351 tấn", "351 tấn", None),
        (42, Decimal(42), None),
        ("1,5 tấn", "1,5 tấn", None),
        ("73 ha", "73 ha", "quantity_kind"),
        ("10,000 con lươn,\n5000 con ếch", "10,000 con lươn, 5000 con ếch", "number"),
    ],
)
def test_yields(cell, value, code):
    sheet = column("Sản lượng", cell)
    assert (values(sheet, "output"), doubts(sheet)) == ([value], {"C2": code} if code else {})


def test_a_yield_of_another_unit_than_the_heading_s():
    assert doubts(column("Sản lượng (tấn)", "30,000 con", "5 tấn")) == {"C2": "unit_beside"}


def returns(*amounts: object):
    return column("Doanh thu (triệu đồng)", *amounts)


def test_an_amount_in_dong_under_another_unit():
    sheet = returns(2420, 1100, 900, 700, 800, 7_923_000_000)
    found = doubt(sheet, "C7")
    assert found.code == "amount"
    assert [choice.value for choice in found.choices] == [Decimal(7_923_000_000) * 10**6, Decimal(7_923_000_000), None]


def test_an_amount_that_only_its_neighbours_betray():
    sheet = returns(2420, 1100, 900, 700, 800, 50_000_000)
    assert (doubts(sheet), [choice.value for choice in doubt(sheet, "C7").choices]) == (
        {"C7": "scale"},
        [Decimal(50_000_000), Decimal(50_000_000) * 10**6, None],
    )
    assert doubts(returns(2420, 1100, 900, 700, 800, 90_000)) == {}


def test_an_amount_that_is_too_small():
    sheet = returns(2420, 1100, 900, 700, 800, 4.1)
    assert [choice.value for choice in doubt(sheet, "C7").choices] == [Decimal(4_100_000), Decimal(4_100_000_000), None]


def test_few_amounts_tell_no_habit():
    assert doubts(returns(2420, 1100, 4.1)) == {}


def test_millions_under_dong():
    sheet = column("Vốn điều lệ (đồng)", *[500_000_000, 700_000_000, 900_000_000, 800_000_000, 600_000_000, 700])
    assert [choice.value for choice in doubt(sheet, "C7").choices] == [Decimal(700), Decimal(700_000_000), None]


def test_small_charter_capital_is_no_mistake():
    assert doubts(column("Vốn điều lệ (triệu đồng)", *[5000, 2000, 900, 800, 600, 40])) == {}


@pytest.mark.parametrize(
    ("cell", "amount"), [("200,000,000", 200_000_000), ("1.200.000", 1_200_000), ("1,5 tỷ", 1_500_000_000)]
)
def test_amounts_as_text(cell, amount):
    sheet = column("Vốn điều lệ (đồng)", cell)
    assert (values(sheet, "charter_capital"), doubts(sheet)) == ([amount], {})


def test_a_comma_that_may_be_either_mark():
    sheet = column("Vốn điều lệ (triệu đồng)", "36,508")
    assert doubts(sheet) == {"C2": "amount"}
    certain = column("Vốn điều lệ (triệu đồng)", "36,508", "12,5")
    assert (values(certain, "charter_capital"), doubts(certain)) == ([36_508_000, 12_500_000], {})


def test_profit_is_income_less_cost():
    head = ["Tên HTX", "Chi phí (triệu đồng)", "Thu nhập (triệu đồng)", "Lợi nhuận (triệu đồng)"]
    sheet = read(head, ["HTX Sao Mai", 144.5, 374.4, 359.9], ["HTX Bình Minh", 100, 300, 200])
    found = doubt(sheet, "D2")
    assert (found.code, [choice.value for choice in found.choices]) == (
        "sum",
        [Decimal(359_900_000), Decimal(229_900_000), None],
    )
    assert doubts(sheet) == {"D2": "sum"}


def test_members_add_up():
    head = ["Tên HTX", "Tổng số thành viên", "Thành viên chính thức", "Thành viên liên kết", "Thành viên nữ"]
    sheet = read(head, ["HTX Sao Mai", 30, 20, 10, 12], ["HTX Bình Minh", 30, 20, 5, 31])
    assert doubts(sheet) == {"B3": "sum", "E3": "part_too_great"}


def test_yields_that_repeat_the_area():
    head = ["STT", "Tên HTX", "Diện tích (ha)", "Sản lượng"]
    assert doubts(read(head, *([n, f"HTX Số {n}", n * 10, n * 10] for n in range(1, 6)))) == {"D1": "quantity_kind"}
    mixed = [[n, f"HTX Số {n}", n * 10, n * 10 + (n != 2)] for n in range(1, 6)]
    assert doubts(read(head, *mixed)) == {"D3": "quantity_kind"}


@pytest.mark.parametrize(
    "heading", ["Vốn điều lệ (triệu đồng)", "Vốn điều lệ", "Số thành viên", "Diện tích (ha)", "Sản lượng"]
)
@pytest.mark.parametrize("cell", [1e28, 10**30, float("inf"), "9" * 40])
def test_numbers_beyond_reason(heading, cell):
    sheet = column(heading, cell)
    assert doubts(sheet)["C2"] == "number"
    assert sheet.rows[0].value(sheet.columns[2].target) is None
