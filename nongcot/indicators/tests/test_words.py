"""Units, causes and names of breakdowns in words."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from nongcot.indicators import breakdowns, causes, units, wording
from nongcot.indicators.answers import Movement
from nongcot.indicators.declare import catalogue, vocabulary


@pytest.mark.parametrize(
    ("unit", "value", "written"),
    [
        ("cooperative", 1456, "1.456 HTX"),
        ("percent", Decimal("19.1"), "19,1 %"),
        ("VND", 1_197_880_000_000, "1.197,88 tỷ đồng"),
        ("VND", 350_000_000, "350,00 triệu đồng"),
        ("VND", 999, "999 đồng"),
        ("VND/cooperative", 3_230_000_000, "3,23 tỷ đồng/HTX"),
        ("VND/household/year", 60_000_000, "60,00 triệu đồng/hộ/năm"),
        ("cooperative", None, "– HTX"),
    ],
)
def test_values_are_written_in_the_unit_that_suits(unit, value, written):
    scale = units.scale(unit, [value])
    assert f"{scale.text(value)} {scale.unit}" == written


@pytest.mark.parametrize(
    ("typed", "wanted", "value"),
    [
        ("triệu đồng", "VND/person/year", 42_500_000),
        ("Triệu đồng / người / năm", "VND/person/year", 42_500_000),
        ("triệu đồng/hộ/năm", "VND/household/year", 42_500_000),
        ("tỷ đồng", "VND", 42_500_000_000),
        ("đồng/người/năm", "VND/person/year", Decimal("42.5")),
        ("triệu đồng/người/tháng", "VND/person/year", None),
        ("triệu đồng/hộ/năm", "VND/person/year", None),
        ("người", "VND/person/year", None),
        ("thành viên", "person", Decimal("42.5")),
        ("HTX", "cooperative", Decimal("42.5")),
        ("%", "percent", Decimal("42.5")),
        ("%/năm", "percent", None),
    ],
)
def test_what_a_source_states_is_brought_to_the_unit_of_its_figure(typed, wanted, value):
    assert units.measured(Decimal("42.5"), typed, wanted) == value
    assert units.measured(Decimal("42.5"), units.meant(typed), wanted) == value


@pytest.mark.parametrize("unit", ["VND/person/year", "million VND", "thousand VND/household", "billion VND"])
def test_money_of_a_source_reads_as_it_is_typed(unit):
    assert units.meant(units.stated(unit)) == unit
    with override("en"):
        assert units.meant("triệu đồng/người") == "million VND/person"


def test_one_table_has_one_scale():
    scale = units.scale("VND", [5_000_000_000, 20_000_000])
    assert scale.text(20_000_000) == "0,02"
    assert scale.signed(-20_000_000) == "−0,02"
    assert scale.signed(20_000_000) == "+0,02"


def test_every_unit_breakdown_kind_and_room_of_the_vocabulary_has_words():
    for words in vocabulary().values():
        head, *per = words.unit.split("/")
        assert head == "VND" or head in units.UNITS
        assert all(part in units.UNITS or part == "year" for part in per)
        assert words.kind in wording.KINDS
        assert words.room in wording.ROOMS
    for indicator in catalogue().values():
        assert all(name in wording.BREAKDOWNS for name in indicator.breakdowns)


def test_every_counted_figure_says_who_counts():
    assert [code for code, indicator in catalogue().items() if not indicator.says] == []


def test_terms_stand_in_their_order_and_only_when_they_occur():
    moved = Movement(10, {"moved": 1, "entered": 2}, {"left": 1, "changed": 2, "suspended": 0}, 10)
    found = causes.terms(catalogue()["operating_cooperatives"], [moved])
    assert [(term.group, term.code) for term in found] == [
        ("in", "in.entered"),
        ("out", "out.left"),
        ("re", "in.moved"),
        ("re", "out.changed"),
    ]
    assert sum(t.of(moved) * (1 if t.way == "in" else -1) for t in found) == moved.closing - moved.opening


def test_the_words_of_a_cause_follow_what_is_counted():
    assert causes.term(catalogue()["charter_capital"], "in", "changed").label == "Số liệu tăng"
    assert causes.term(catalogue()["alliance_members"], "in", "entered").label == "Mới được kết nạp, thông báo"
    assert causes.term(catalogue()["operating_cooperatives"], "in", "entered").label == "Thành lập mới"


@pytest.mark.parametrize("code", ["", "in", "in.magic", "up.entered"])
def test_a_code_that_is_no_term_is_refused(code):
    with pytest.raises(ValueError, match=f"^{code}$"):
        causes.parse(catalogue()["operating_cooperatives"], code)


def test_labels_of_keys_that_are_not_known():
    assert breakdowns.label("sector", "") == "Chưa rõ"
