"""Template tags: numbers, days and words as officers write them; nothing unescaped."""

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from nongcot.kernel.dates import FAR, PartialDate
from nongcot.ui.icons import shapes


def render(source: str, rf=None, address: str = "/", **context) -> str:
    if rf:
        context["request"] = rf.get(address)
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("{% number 1234 %}", "1.234"),
        ("{% number x 1 %}", "1.234,5"),
        ("{% number None %}", "–"),
        ("{% number 0 %}", "0"),
        ("{% percent 79 %}", "79\N{NO-BREAK SPACE}%"),
        ("{% money 1850000000 %}", "1.850\N{NO-BREAK SPACE}triệu đồng"),
        ("{% day d %}", "03/04/2018"),
        ("{% day None %}", "–"),
        ("{% day far %}", "–"),
        ("{% day month %}", "11/2017"),
        ("{% day moment %}", "15/10/2020 16:30"),
    ],
)
def test_writing(tag, written):
    context = {
        "x": Decimal("1234.5"),
        "d": date(2018, 4, 3),
        "far": FAR,
        "month": PartialDate.month(2017, 11),
        "moment": datetime(2020, 10, 15, 9, 30, tzinfo=UTC),
    }
    assert render(tag, **context) == written


def test_numbers_follow_the_language_of_the_page():
    with translation.override("en"):
        assert render("{% number x 1 %}", x=Decimal("1234.5")) == "1,234.5"


def test_a_change_has_its_sign_and_its_word():
    assert render("{% change 9 %}") == '<span class="nc-up nc-num"><span class="nc-vh">tăng </span>+9</span>'
    assert render("{% change delta %}", delta=-4) == (
        '<span class="nc-down nc-num"><span class="nc-vh">giảm </span>\N{MINUS SIGN}4</span>'
    )
    assert "không đổi" in render("{% change 0 %}")


def test_which_direction_is_good_is_the_callers_word():
    assert 'class="nc-down nc-num"' in render('{% change 2 good="down" %}')
    assert 'class="nc-strong nc-num"' in render('{% change 2 good="" %}')


def test_a_badge_holds_its_word_escaped_and_refuses_kinds_it_does_not_know():
    assert render('{% badge "bad" text %}', text="<b>") == '<span class="nc-badge nc-badge--bad">&lt;b&gt;</span>'
    with pytest.raises(TemplateSyntaxError, match="unknown badge"):
        render('{% badge "ok" "x" %}')


def test_a_figure_is_a_link_where_there_is_somewhere_to_go():
    assert render("{% figure_link url %}456{% endfigure_link %}", url="/so-lieu/?a=1&b=2") == (
        '<a class="nc-fig" href="/so-lieu/?a=1&amp;b=2">456</a>'
    )
    assert render('{% figure_link "" %}456{% endfigure_link %}') == "456"
    assert "&lt;b&gt;" in render('{% figure_link "/" %}{{ x }}{% endfigure_link %}', x="<b>")


def test_query_helpers_keep_the_rest_and_start_the_pages_over(rf):
    address = "/?kind=coop&kind=group&place=A&page=3"
    assert render('{% query_with place="B" %}', rf, address) == "?kind=coop&amp;kind=group&amp;place=B"
    assert render("{% query_with place=None %}", rf, address) == "?kind=coop&amp;kind=group"
    assert render("{% query_with page=4 %}", rf, address) == "?kind=coop&amp;kind=group&amp;place=A&amp;page=4"
    assert render('{% query_without "kind" "group" %}', rf, address) == "?kind=coop&amp;place=A"
    assert render('{% query_without "kind" %}', rf, address) == "?place=A"
    assert render('{% query_without "kind" %}', rf, "/?kind=coop") == "?"


@pytest.mark.parametrize(
    ("address", "state", "target"),
    [
        ("/?q=a", "none", "?q=a&amp;sort=name"),
        ("/?sort=name", "ascending", "?sort=-name"),
        ("/?sort=-name", "descending", "?sort=name"),
    ],
)
def test_a_heading_sorts_up_then_down_and_says_which(rf, address, state, target):
    heading = render('{% sort_header "name" "Tên" kind="n" %}', rf, address)
    assert f'<th scope="col" class="n" aria-sort="{state}">' in heading
    assert f'href="{target}"' in heading


def test_crumbs_end_in_the_page_itself():
    trail = render('{% crumbs "Tổng quan" "/" "Sổ đăng ký" "/so/" name %}', name="HTX <A>")
    assert trail.count("<a ") == 2
    assert "<li>HTX &lt;A&gt;</li>" in trail


def test_pages_are_shown_near_this_one_and_at_the_ends():
    numbers = render("{% page_numbers page as n %}{{ n }}", page=Paginator(range(1000), 25).get_page(9))
    assert numbers.replace("&#x27;", "'") == "[1, None, 7, 8, 9, 10, 11, None, 40]"


def test_the_count_of_a_list_is_exact(rf):
    page = Paginator(range(73), 25).get_page(2)
    assert "Dòng 26–50 trong 73" in render('{% include "ui/pages.html" %}', rf, page=page)


def test_every_chip_takes_itself_off(rf):
    text = render('{% include "ui/chips.html" %}', rf, "/?place=A&q=y", chips=[("Địa bàn", "Ý Yên", "place", "A")])
    assert 'href="?q=y"' in text
    assert "Bỏ lọc Địa bàn: Ý Yên" in text


def test_every_icon_is_well_formed():
    for name, inner in shapes().items():
        ElementTree.fromstring(f"<svg>{inner}</svg>")
        assert f"{inner}" in render("{% icon name %}", name=name)


def test_a_tile_leaks_nothing_from_the_page_around_it():
    assert "nc-spark" not in render('{% tile "HTX" 456 url="/" %}', trend="x", concept="x")
    assert render('{% tile "HTX" 456 url="/" delta=0 %}').count("không đổi") == 1
