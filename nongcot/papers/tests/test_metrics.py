import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.papers.metrics import balance, widest, width, wrap

WORDS = st.lists(st.text("abcxyzđơưạỗỹABCĐƯ-", min_size=1, max_size=12), min_size=1, max_size=15).map(" ".join)


def test_known_widths_of_the_face():
    # Times New Roman: "A" 1479, "m" 1593, figures 1024 of 2048 units; bold "A" 1479, bold "m" 1706.
    assert width("A", 2048) == 1479
    assert width("0123456789", 2048) == 10240
    assert width("m", 2048, bold=True) == 1706
    assert width("Am", 10) == pytest.approx((1479 + 1593) * 10 / 2048)


@pytest.mark.parametrize(
    ("letters", "base"), [("ạảẩẵ", "a"), ("Ễ", "E"), ("ỷỹ", "y"), ("ộồ", "o"), ("ợở", "ơ"), ("ựữ", "ư")]
)
def test_marks_do_not_widen_a_letter(letters, base):
    for bold in (False, True):
        assert {width(letter, 14, bold) for letter in letters} == {width(base, 14, bold)}
        assert width("o\u0323\u0302", 14, bold) == width("ộ", 14, bold)


def test_horns_widen_a_letter():
    assert width("ơ", 14) > width("o", 14)
    assert width("ư", 14, True) > width("u", 14, True)


@given(WORDS, st.floats(20, 300))
def test_wrapping_loses_nothing_and_overflows_only_with_single_words(text, room):
    for lines in (wrap(text, room, 14), balance(text, room, 14)):
        assert " ".join(lines) == text
        assert all(width(line, 14) <= room or " " not in line for line in lines)


@given(WORDS, st.floats(20, 300))
def test_balancing_takes_no_more_lines_and_is_no_wider(text, room):
    filled, even = wrap(text, room, 14), balance(text, room, 14)
    assert len(even) <= len(filled)
    assert widest(even, 14) <= widest(filled, 14) + 1e-9


def test_line_feeds_always_break():
    assert wrap("một\nhai ba", 1000, 14) == ["một", "hai ba"]
    assert balance("một\nhai ba", 1000, 14) == ["một", "hai ba"]


def test_titles_come_out_even():
    assert balance("aaa bbb ccc ddd", width("aaa bbb ccc", 14), 14) == ["aaa bbb", "ccc ddd"]
