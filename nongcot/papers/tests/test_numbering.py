import pytest

from nongcot.papers.numbering import Numbering
from nongcot.papers.tests.reading import paragraphs, reopened
from nongcot.papers.tests.sample import short


def test_each_heading_restarts_those_below_it():
    count = Numbering()
    made = [count.section("A"), count.clause("B"), count.point_label(), count.point_label(), count.clause("C")]
    made += [count.point_label(), count.section("D"), count.clause("E")]
    assert made == ["I. A", "1. B", "a)", "b)", "2. C", "a)", "II. D", "1. E"]
    assert count.part("F") == ("Phần I", "F")
    assert count.section("G") == "I. G"


def test_a_number_written_in_a_title_is_taken_when_it_is_due():
    count = Numbering()
    assert count.part("Phần I. Kết quả") == ("Phần I", "Kết quả")
    assert count.section("I. Tình hình") == "I. Tình hình"
    assert count.clause("1. Số lượng") == "1. Số lượng"


@pytest.mark.parametrize("title", ["II. Tình hình", "1. Tình hình", "a) Tình hình"])
def test_a_number_that_is_not_due_is_refused(title):
    with pytest.raises(ValueError, match=r"is due as 'I\.'"):
        Numbering().section(title)


def test_titles_that_only_look_numbered_stay():
    count = Numbering()
    assert count.section("Vụ mùa") == "I. Vụ mùa"
    assert count.section("5 năm nhìn lại") == "II. 5 năm nhìn lại"


def test_points_and_items_are_numbered_in_the_text():
    paper = (
        short().section("A").item("một").point("x").point("y").point("z").point("t").point("u").item("hai").point("v")
    )
    texts = [p.text for p in paragraphs(reopened(paper)) if p.style.name == "Body Text"]
    assert texts == ["1. một", "a) x", "b) y", "c) z", "d) t", "đ) u", "2. hai", "a) v"]


def test_an_annex_counts_from_the_beginning():
    paper = short().section("A").section("B").annex("Phụ lục", "C").section("D")
    assert "I. D" in [p.text for p in paragraphs(reopened(paper))]
