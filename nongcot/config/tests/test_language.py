"""The language of a page, and how numbers and days are written in it."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from nongcot.config.navigation import NAVIGATION

SIGN_IN = "/dang-nhap/"


def language_of(answer):
    return answer.headers["Content-Language"], answer.content.decode().split('<html lang="')[1][:2]


def test_an_english_browser_does_not_switch_a_vietnamese_office(visitor):
    assert language_of(visitor.get(SIGN_IN, headers={"accept-language": "en-US,en;q=0.9"})) == ("vi", "vi")


def test_the_switch_in_the_header_does_and_is_remembered(visitor):
    assert visitor.post("/ngon-ngu/", {"language": "en", "next": SIGN_IN}).url == SIGN_IN
    assert language_of(visitor.get(SIGN_IN)) == ("en", "en")
    visitor.post("/ngon-ngu/", {"language": "vi", "next": SIGN_IN})
    assert language_of(visitor.get(SIGN_IN)) == ("vi", "vi")


def test_a_forged_cookie_means_vietnamese(visitor):
    visitor.cookies["nongcot_language"] = "xx"
    assert language_of(visitor.get(SIGN_IN)) == ("vi", "vi")


def test_the_switch_leads_nowhere_else(visitor):
    assert visitor.post("/ngon-ngu/", {"language": "en", "next": "https://noi-khac.example/"}).url == "/"


def test_one_vietnamese_word_is_what_it_means_in_english():
    """What English says in several ways is told by its context: a room or a kind of member, a list or one of it."""
    with translation.override("en"):
        labels = {str(label) for label, *_rest in NAVIGATION}
        assert {"Linkage", "Quoted figures", "Products"} <= labels
        assert translation.pgettext("thành viên", "Liên kết") == "Associate"
        assert (translation.gettext("Hợp đồng"), translation.pgettext("danh sách", "Hợp đồng")) == (
            "Contract", "Contracts",
        )  # fmt: skip
    with translation.override("vi"):
        assert translation.pgettext("danh sách", "Hợp đồng") == "Hợp đồng"


@pytest.mark.parametrize(("language", "written"), [("vi", "1.234.567,5 03/04/2018"), ("en", "1,234,567.5 03/04/2018")])
def test_numbers_and_days(language, written):
    with translation.override(language):
        page = Template("{{ n }} {{ d }}").render(Context({"n": Decimal("1234567.5"), "d": date(2018, 4, 3)}))
    assert page == written
