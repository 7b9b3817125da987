"""The pictures: right in proportion, escaped, the same on the page and on paper."""

import itertools
import math
import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.ui import charts, samples
from nongcot.ui.charts.atlas import class_limits
from nongcot.ui.charts.pen import ROLES
from nongcot.ui.charts.scale import axis, wrap

PICTURES = (Path(__file__).parents[1] / "static/ui/pictures.css").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"


def every_picture() -> list[charts.Chart]:
    found = samples.pictures()
    gauges = [gauge for _name, gauge, _kind, _verdict in found["gauges"]]
    return [*(picture for picture in found.values() if isinstance(picture, charts.Chart)), *gauges]


def drawn(chart: charts.Chart, **how) -> ElementTree.Element:
    return ElementTree.fromstring(charts.svg(chart, **how))


def marks(root: ElementTree.Element, role: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == role]


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text for element in root.iter("text")]


@pytest.mark.parametrize("chart", every_picture(), ids=lambda chart: type(chart).__name__)
class TestEveryPicture:
    def test_has_a_title_and_a_role_for_screen_readers(self, chart):
        root = drawn(chart)
        assert root.find("title").text == chart.title
        assert root.get("role") == ("group" if root.find(".//a") is not None else "img")

    def test_on_the_page_it_is_coloured_by_classes_alone(self, chart):
        for element in drawn(chart).iter():
            assert not {"style", "fill", "font-family"} & set(element.attrib), element.attrib

    def test_every_class_of_it_has_a_rule(self, chart):
        kind = drawn(chart).get("class")
        for element in list(drawn(chart).iter())[1:]:
            if role := element.get("class"):
                assert re.search(rf"\.{kind} [^{{}}]*\.{role}\b", PICTURES) or element.tag == "text", role

    def test_on_paper_it_stands_alone(self, chart):
        root = drawn(chart, theme="document", font="Times New Roman")
        assert root.get("font-family") == "Times New Roman, Be Vietnam Pro"
        assert float(root.get("width")) > 0
        assert float(root.get("height")) > 0
        for element in root.iter():
            assert "class" not in element.attrib
            assert "var(" not in str(element.attrib)
            assert element.tag != f"{SVG}a"

    def test_nothing_is_drawn_outside(self, chart):
        root = drawn(chart, theme="document")
        width, height = float(root.get("width")), float(root.get("height"))
        for element in root.iter():
            for name, end in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("cy", height)):
                if (value := element.get(name)) and not value.endswith("%"):
                    assert -0.5 <= float(value) <= end + 0.5, (element.tag, element.attrib)


@pytest.mark.parametrize("chart", [c for c in every_picture() if not isinstance(c, charts.Sparkline)])
def test_every_row_of_its_table_has_every_column(chart):
    table = chart.table()
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.columns)}


def test_labels_are_escaped():
    chart = charts.Bars("<b>", (charts.Bar("<script>alert(1)</script>", 3, 'javascript:"x"'),))
    text = charts.svg(chart)
    assert "<script" not in text
    assert "<b>" not in text
    assert texts(ElementTree.fromstring(text))[0].startswith("<script>")


def test_every_role_has_words_for_paper():
    assert all(fixed for fixed in ROLES.values())


# ---- lines


def line(*values: float | None, **more) -> charts.Line:
    points = tuple(charts.Point(str(2015 + i), value) for i, value in enumerate(values))
    return charts.Line("Số HTX", (charts.Series("HTX", points),), **more)


def test_a_cut_axis_confesses():
    assert line(402, 412, 456).note == "Trục đứng bắt đầu từ 380."
    assert line(4, 412, 456).note == ""
    assert line(402, 412, 456, from_zero=True).note == ""


def test_what_is_not_known_leaves_a_gap_and_a_dash():
    chart = line(402, None, 421, 431)
    assert len(marks(drawn(chart), "line")) == 2
    assert [row[1].text for row in chart.table().rows] == ["402", "–", "421", "431"]
    assert [row[2].text for row in chart.table().rows] == ["", "", "", "+10"]


def test_points_stand_in_proportion_to_time():
    days = (date(2015, 1, 1), date(2016, 1, 1), date(2020, 1, 1))
    points = tuple(charts.Point(str(day), 10 + i, day) for i, day in enumerate(days))
    chart = charts.Line("x", (charts.Series("x", points),))
    first, second, third = (float(mark.get("cx")) for mark in drawn(chart).iter("circle"))
    assert (second - first) / (third - first) == pytest.approx(0.2, abs=0.01)


def test_three_lines_are_named_at_their_ends_and_four_are_refused():
    points = (charts.Point("2019", 1), charts.Point("2020", 2))
    series = [charts.Series(name, points) for name in ("HTX", "Tổ hợp tác", "Liên hiệp", "Quỹ")]
    root = drawn(charts.Line("x", tuple(series[:3])))
    assert {"HTX", "Tổ hợp tác", "Liên hiệp"} <= set(texts(root))
    with pytest.raises(ValueError, match="three"):
        charts.svg(charts.Line("x", tuple(series)))


@given(st.lists(st.floats(-1e6, 1e9), min_size=1), st.booleans())
def test_an_axis_holds_its_values_between_round_ticks(values, from_zero):
    found = axis(values, from_zero=from_zero)
    slack = 1e-6 * max(map(abs, (*values, 1)))
    assert found.low <= min(values) + slack
    assert found.high >= max(values) - slack
    assert 2 <= len(found.ticks) <= 14
    assert found.low <= 0 or not from_zero
    mantissa = found.step / 10 ** math.floor(math.log10(found.step) + 1e-9)
    assert any(mantissa == pytest.approx(good) for good in (1, 2, 5))


# ---- sizes


def test_bars_begin_at_zero_and_keep_their_proportion():
    root = drawn(
        charts.Bars("x", (charts.Bar("A", 60), charts.Bar("B", 15), charts.Bar("C", 0), charts.Bar("D", None)))
    )
    first, second = marks(root, "stock")
    assert first.get("x") == second.get("x")
    assert float(first.get("width")) / float(second.get("width")) == pytest.approx(4, abs=0.01)
    assert texts(root)[1::2] == ["60", "15", "0", "–"]


def test_parts_lie_end_to_end_and_the_total_is_written():
    root = drawn(charts.Stacks("x", ("a", "b"), (charts.Stack("A", (30, 10)),)))
    first = next(mark for mark in marks(root, "part-1") if mark.find("title") is not None)
    second = next(mark for mark in marks(root, "part-2") if mark.find("title") is not None)
    assert float(first.get("x")) + float(first.get("width")) == pytest.approx(float(second.get("x")), abs=0.02)
    assert texts(root)[-1] == "40"


def test_more_parts_than_colours_are_refused():
    with pytest.raises(ValueError, match="group the small ones"):
        charts.svg(charts.Stacks("x", tuple("abcdef"), ()))


# ---- waterfall


def waterfall(opening: float, *changes: tuple[float, str], closing: float | None = None) -> charts.Waterfall:
    causes = tuple(charts.Cause(f"{way} {i}", change, way) for i, (change, way) in enumerate(changes))
    end = opening + sum(change for change, _ in changes) if closing is None else closing
    return charts.Waterfall("Vì sao", charts.Stand("Đầu kỳ", opening), causes, charts.Stand("Cuối kỳ", end))


def test_terms_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="closing is 457"):
        waterfall(447, (9, "in"), closing=457)


def test_a_whole_bar_of_shares_is_a_hundred():
    root = drawn(charts.Bars("x", (charts.Bar("A", 60), charts.Bar("B", 30)), unit="%"))
    longest = drawn(charts.Bars("x", (charts.Bar("A", 100),), unit="%"))
    widths = [float(mark.get("width")) for mark in marks(root, "stock")]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert widths[0] < float(marks(longest, "stock")[0].get("width")) * 0.65
    assert "60\N{NO-BREAK SPACE}%" in "".join(root.itertext())


def test_cut_columns_have_a_notch_and_a_sentence():
    chart = samples.why()
    root = drawn(chart)
    assert len(marks(root, "notch")) == 2
    assert chart.note == "Hai cột ngoài cùng bị cắt chân ở 440."
    assert "cắt chân" not in waterfall(10, (9, "in")).note
    assert marks(drawn(waterfall(10, (9, "in"))), "notch") == []


def test_columns_are_as_high_as_their_numbers():
    root = drawn(waterfall(10, (20, "in"), (-5, "out")))
    opening, gained, lost, closing = (
        float(marks(root, role)[0].get("height")) for role in ("opening", "in", "out", "stock")
    )
    assert gained / opening == pytest.approx(2, abs=0.01)
    assert lost / opening == pytest.approx(0.5, abs=0.01)
    assert closing / opening == pytest.approx(2.5, abs=0.01)


def test_a_cause_of_zero_stays_in_the_table_only():
    chart = waterfall(10, (0, "in"), (3, "in"))
    assert len(marks(drawn(chart), "in")) == 1
    assert len(chart.table().rows) == 4


changes = st.lists(st.tuples(st.integers(-40, 40), st.sampled_from(["in", "out", "re"])), max_size=14)


@given(st.integers(600, 900), changes)
def test_joined_causes_keep_their_sum_their_ways_and_few_columns(opening, terms):
    terms = [(abs(n) if way == "in" else -abs(n) if way == "out" else n, way) for n, way in terms]
    chart = waterfall(opening, *terms)
    assert len(chart.steps) <= 7
    for way in ("in", "out", "re"):
        wanted = sum(change for change, of in terms if of == way)
        assert sum(step.change for step in chart.steps if step.way == way) == wanted
    drawn(chart)


def test_joined_causes_that_look_alike_are_all_kept():
    terms = [(1, "in")] * 5 + [(1, "out"), (1, "re")] + [(2, "in")] * 4
    test_joined_causes_keep_their_sum_their_ways_and_few_columns.hypothesis.inner_test(600, terms)


def test_names_of_two_lines_do_not_meet():
    names = ("Công nghiệp - tiểu thủ công nghiệp và dịch vụ", "Thương mại - dịch vụ tổng hợp", "Nông nghiệp")
    chart = charts.Bars("Theo ngành", tuple(charts.Bar(name, 3) for name in names))
    root = ElementTree.fromstring(charts.narrow_svg(chart))
    lines = sorted(float(text.get("y")) for text in root.iter("text") if text.get("x") == "0")
    assert len(lines) > 4
    assert all(below - above >= 16 for above, below in pairwise(lines))


# ---- gauge, life, map


def test_the_range_is_a_box_and_the_pace_a_tick():
    root = drawn(charts.Gauge("x", 9, 10, 15, pace=7.9))
    share = {role: float(marks(root, role)[0].get("width").rstrip("%")) for role in ("range", "done")}
    assert share["range"] / share["done"] == pytest.approx(5 / 9, abs=0.01)
    assert len(marks(root, "pace")) == 1
    assert marks(drawn(charts.Gauge("x", 1, 1, 3, pace=0.8)), "pace") == []


def test_a_late_target_is_drawn_late():
    assert len(marks(drawn(charts.Gauge("x", 9, 15, 20, is_late=True)), "late")) == 1


def test_a_target_without_an_upper_end_is_open_to_the_right():
    box = marks(drawn(charts.Gauge("x", 11, 10)), "range")[0]
    assert float(box.get("x").rstrip("%")) + float(box.get("width").rstrip("%")) == pytest.approx(100, abs=0.2)


def test_spans_follow_each_other_and_the_lasting_one_ends_where_we_look():
    root = drawn(samples.life())
    (first, lasting), (pause,) = marks(root, "span"), marks(root, "span-pause")
    view = float(marks(root, "now")[0].get("x1"))
    assert float(first.get("x")) < float(pause.get("x")) < float(lasting.get("x"))
    assert float(lasting.get("x")) + float(lasting.get("width")) == pytest.approx(view, abs=1.5)


def test_zero_and_not_known_are_told_apart():
    root = drawn(samples.honeycomb())
    zero, unknown = marks(root, "m0"), marks(root, "mx")
    assert [len(zero), len(unknown)] == [1, 1]
    assert zero[0].find("title").text == "Xã mẫu 9: 0 HTX"
    assert unknown[0].find("title").text == "Xã mẫu 4: – HTX"


@given(st.lists(st.integers(1, 60), min_size=1))
def test_no_class_is_empty_and_none_is_beyond_five(values):
    limits = class_limits(values)
    bounds = [0, *limits, max(values)]
    assert len(bounds) <= 6
    assert all(any(low < value <= high for value in values) for low, high in itertools.pairwise(bounds))


def test_the_legend_names_every_colour_of_the_map():
    chart = samples.honeycomb()
    used = {mark.get("class") for mark in drawn(chart).iter("path")}
    assert used == {role for role, _text in chart.legend}


def test_a_projection_keeps_north_up_and_angles_true():
    square = {"type": "Polygon", "coordinates": [[[106, 20], [106.1, 20], [106.1, 20.1], [106, 20.1], [106, 20]]]}
    projection = charts.Projection([square], 100)
    assert projection.place(106, 20.1) == (0, 0)
    assert projection.place(106.1, 20.1)[0] == pytest.approx(100)
    assert projection.height / 100 == pytest.approx(1 / math.cos(math.radians(20.05)), rel=1e-6)
    assert projection.path(square) == "M0 106.5L100 106.5L100 0L0 0z"


def test_long_words_are_wrapped_and_dates_broken():
    assert wrap("Hoạt động trở lại", 60) == ["Hoạt động", "trở lại"]
    assert wrap("Đầu kỳ 01/01/2020", 44, lines=3) == ["Đầu kỳ", "01/01/", "2020"]
    assert wrap("một hai ba bốn năm", 30, lines=2)[-1].endswith("…")


def test_a_line_that_passes_stages_runs_under_none_of_their_boxes():
    """Bends lie between two columns; the level part lies between two rows of boxes."""
    makers, sellers = ([charts.Node(f"{side}{n}", f"{side} {n}") for n in range(3)] for side in "ab")
    steps = (
        charts.Step("Sản xuất", tuple(makers)),
        charts.Step("Sơ chế", is_gap=True),
        charts.Step("Chế biến", (charts.Node("c", "c"), charts.Node("d", "d"))),
        charts.Step("Tiêu thụ", tuple(sellers)),
    )
    ties = tuple(charts.Tie(one.key, other.key) for one in makers for other in sellers)
    root = drawn(charts.Flow("Chuỗi", steps, ties))
    boxes = [[float(box.get(name)) for name in ("x", "y", "width", "height")] for box in root.iter("{*}rect")]
    paths = [path.get("d") for path in marks(root, "flow")]
    assert len(paths) == len(ties)
    for path in paths:
        [(begins, y, ends)] = re.findall(r" ([\d.]+) ([\d.]+) H([\d.]+) ", path)
        under = [
            box
            for box in boxes
            if box[0] < float(ends) and box[0] + box[2] > float(begins) and box[1] <= float(y) <= box[1] + box[3]
        ]
        assert under == []


@pytest.mark.parametrize("name", ["HTX Chăn nuôi Mùa Gặt Ngọc", "W" * 60, "HTX " + "nông_nghiệp_công_nghệ_cao" * 3])
def test_a_name_stays_within_its_box(name):
    from nongcot.ui.charts.flow import LETTERS, PAD
    from nongcot.ui.charts.scale import text_width

    steps = (*(charts.Step(f"Khâu {n}") for n in range(4)), charts.Step("Tiêu thụ", (charts.Node("a", name),)))
    root = drawn(charts.Flow("Chuỗi", steps))
    [box] = marks(root, "span-2")
    lines = [text.text for text in marks(root, "inside-2")]
    assert 0 < len(lines) <= 2
    assert all(text_width(line, LETTERS) <= float(box.get("width")) - 2 * PAD + 1 for line in lines)
