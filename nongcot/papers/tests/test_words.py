import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nongcot.papers import words
from nongcot.papers.words import (
    change_phrase,
    day_in_words,
    excess_phrase,
    fulfilment_phrase,
    listing,
    ordinal,
    percent,
    point_letter,
    quantity,
    roman,
    share_phrase,
)

COUNTS = st.integers(0, 10**9)
AMOUNTS = COUNTS | st.decimals(0, 10**12, places=4)


def plain(phrase: str) -> str:
    return phrase.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (456, 447, "tăng 9 HTX (2,0 %)"),
        (444, 447, "giảm 3 HTX (0,7 %)"),
        (447, 447, "không thay đổi"),
        (0, 0, "không thay đổi"),
        (60, 0, "tăng 60 HTX"),
        (0, 60, "giảm 60 HTX (100,0 %)"),
        (None, 447, "chưa có số liệu"),
        (447, None, "chưa có số liệu kỳ trước"),
        (1_000_001, 1_000_000, "tăng 1 HTX"),
        (12_345, 1_000, "tăng 11.345 HTX (1.134,5 %)"),
    ],
)
def test_change(now, before, said):
    assert plain(change_phrase(now, before, "HTX")) == said


def test_change_says_less_or_more_when_asked():
    assert change_phrase(456, 447, "HTX", with_percent=False) == "tăng 9 HTX"
    assert plain(change_phrase(456, 447)) == "tăng 9 (2,0 %)"
    assert change_phrase(2000, 1800, "THT", qualifier="trên", with_percent=False) == "tăng khoảng 200 THT"
    assert plain(change_phrase(Decimal("12.5"), Decimal("10"), "tỷ đồng", decimals=1)) == "tăng 2,5 tỷ đồng (25,0 %)"
    assert change_phrase(Decimal("10.04"), 10, "tỷ đồng", decimals=1) == "hầu như không thay đổi"


@given(AMOUNTS, AMOUNTS, st.integers(0, 2))
def test_the_word_of_a_change_agrees_with_its_sign_and_its_number(now, before, decimals):
    said = change_phrase(now, before, "HTX", decimals=decimals)
    assert said.startswith("tăng ") == (now > before and "hầu như" not in said)
    assert said.startswith("giảm ") == (now < before and "hầu như" not in said)
    assert (said == "không thay đổi") == (now == before)
    printed = re.match(r"(tăng|giảm) ([\d.,]+) HTX", said)
    if printed:
        number = Decimal(printed[2].replace(".", "").replace(",", "."))
        assert number > 0
        assert abs(number - abs(Decimal(now) - Decimal(before))) <= Decimal("0.5").scaleb(-decimals)
    assert "-" not in said
    assert "−" not in said


@pytest.mark.parametrize(
    ("value", "plan", "reached", "exceeded"),
    [
        (31, 15, "đạt 207 % kế hoạch", "vượt 107 % kế hoạch"),
        (8, 10, "đạt 80 % kế hoạch", "đạt 80 % kế hoạch"),
        (10, 10, "đạt 100 % kế hoạch", "đạt 100 % kế hoạch"),
        (0, 10, "đạt 0 % kế hoạch", "đạt 0 % kế hoạch"),
        (996, 1000, "đạt 99,6 % kế hoạch", "đạt 99,6 % kế hoạch"),
        (1003, 1000, "đạt 100,3 % kế hoạch", "vượt 0,3 % kế hoạch"),
        (999_999, 1_000_000, "đạt gần 100 % kế hoạch", "đạt gần 100 % kế hoạch"),
        (1_000_001, 1_000_000, "đạt trên 100 % kế hoạch", "vượt kế hoạch"),
        (1, 1000, "đạt 0,1 % kế hoạch", "đạt 0,1 % kế hoạch"),
        (1, 1_000_000, "đạt dưới 0,01 % kế hoạch", "đạt dưới 0,01 % kế hoạch"),
        (5, None, "chưa giao kế hoạch", "chưa giao kế hoạch"),
        (None, 10, "chưa có số liệu thực hiện", "chưa có số liệu thực hiện"),
        (5, 0, "kế hoạch bằng 0, không tính tỷ lệ", "kế hoạch bằng 0, không tính tỷ lệ"),
    ],
)
def test_fulfilment(value, plan, reached, exceeded):
    assert plain(fulfilment_phrase(value, plan)) == reached
    assert plain(excess_phrase(value, plan)) == exceeded


@given(AMOUNTS, AMOUNTS.filter(lambda plan: plan > 0))
def test_reached_and_exceeded_never_mix_and_never_claim_too_much(value, plan):
    reached, exceeded = fulfilment_phrase(value, plan), excess_phrase(value, plan)
    assert reached.startswith("đạt ")
    assert exceeded.startswith("vượt ") == (value > plan)
    assert (plain(reached) == "đạt 100 % kế hoạch") == (Decimal(value) == Decimal(plan))
    assert (plain(reached) == "đạt 0 % kế hoạch") == (value == 0)
    printed = re.fullmatch(r"đạt ([\d.,]+)\u00a0% kế hoạch", reached)
    beyond = re.fullmatch(r"vượt ([\d.,]+)\u00a0% kế hoạch", exceeded)
    if printed and beyond:
        assert _decimal(beyond[1]) == _decimal(printed[1]) - 100


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(".", "").replace(",", "."))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (326, 456, "chiếm 71,5 % tổng số"),
        (0, 456, "chiếm 0,0 % tổng số"),
        (456, 456, "chiếm 100,0 % tổng số"),
        (1, 10_000, "chiếm dưới 0,1 % tổng số"),
        (9_999, 10_000, "chiếm trên 99,9 % tổng số"),
        (None, 456, "chưa có số liệu để tính tỷ lệ trên tổng số"),
        (3, 0, "chưa có số liệu để tính tỷ lệ trên tổng số"),
    ],
)
def test_share(part, whole, said):
    assert plain(share_phrase(part, whole)) == said


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_prints_zero_only_for_nothing_and_hundred_only_for_all(part, whole):
    said = plain(share_phrase(min(part, whole), whole))
    assert ("chiếm 0,0 %" in said) == (part == 0)
    assert ("chiếm 100,0 %" in said) == (part >= whole)


def test_quantity_keeps_the_word_of_its_source():
    assert quantity(456, "HTX") == "456 HTX"
    assert quantity(2000, "THT", qualifier="khoảng") == "khoảng 2.000 THT"
    assert quantity(Decimal("376.8"), "nghìn thành viên", qualifier="trên", decimals=1) == "trên 376,8 nghìn thành viên"
    assert quantity(None, "HTX", qualifier="ước") == "chưa có số liệu"
    with pytest.raises(ValueError, match="not a qualifier"):
        quantity(5, "HTX", qualifier="about")


def test_prose_stays_vietnamese_on_an_english_page():
    with translation.override("en"):
        assert plain(change_phrase(Decimal("12345.6"), 1000, "HTX", decimals=1)) == "tăng 11.345,6 HTX (1.134,6 %)"
        assert percent(2) == "2,0\u00a0%"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Giao Thủy"], "Giao Thủy"),
        (["Giao Thủy", "Hải Hậu"], "Giao Thủy và Hải Hậu"),
        (["Giao Thủy", "Hải Hậu", "Ý Yên"], "Giao Thủy, Hải Hậu và Ý Yên"),
        (["sản xuất, kinh doanh", "dịch vụ", "muối"], "sản xuất, kinh doanh; dịch vụ và muối"),
    ],
)
def test_listing(items, said):
    assert listing(items) == said


def test_roman_numerals():
    known = {
        1: "I",
        4: "IV",
        6: "VI",
        9: "IX",
        14: "XIV",
        40: "XL",
        90: "XC",
        400: "CD",
        1999: "MCMXCIX",
        3999: "MMMCMXCIX",
    }
    assert {n: roman(n) for n in known} == known
    assert ordinal(6) == "lần thứ VI"
    for n in (0, -1, 4000):
        with pytest.raises(ValueError, match="Roman"):
            roman(n)


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(n):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [values[letter] for letter in roman(n)]
    assert n == sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def test_point_letters_follow_the_alphabet_of_legal_texts():
    assert [point_letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert point_letter(23) == "y"
    for n in (0, 24):
        with pytest.raises(ValueError, match="no letter"):
            point_letter(n)


def test_days():
    assert day_in_words(date(2026, 1, 5)) == "ngày 05 tháng 01 năm 2026"
    assert day_in_words(date(2020, 10, 15)) == "ngày 15 tháng 10 năm 2020"


def test_qualifiers_are_one_list():
    assert words.APPROXIMATE in words.QUALIFIERS
