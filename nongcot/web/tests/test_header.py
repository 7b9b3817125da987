"""The header of visitors, on public pages."""

import pytest

from nongcot.ui.testing import leaving

PAGES = ("/dia-ban/", "/ke-hoach/", "/phuong-phap/")


FIRST = ".nc-pubnav > li > a, .nc-pubmore > summary"
FOLDED = ".nc-pubmore li > a"


def edges(page, which, edge):
    return page.locator(which).evaluate_all("(all, edge) => all.map(a => a.getBoundingClientRect()[edge])", edge)


@pytest.mark.browser
def test_a_visitor_sees_the_whole_header(book, page_at):
    """On a screen it stands on one line; no entry of the menu, nor of what is folded, is out of sight anywhere."""
    wide, narrow = page_at(1440), page_at(390)
    for address in PAGES:
        wide.goto(address)
        tops = edges(wide, FIRST, "top")
        assert len(tops) > 3
        assert len(set(tops)) == 1, address
        narrow.goto(address)
        assert max(edges(narrow, FIRST, "right")) <= 390, address
        for page, width in ((wide, 1440), (narrow, 390)):
            page.get_by_text("Các mục khác").click()
            assert len(edges(page, FOLDED, "top")) > 3
            assert min(edges(page, FOLDED, "left")) >= 0, address
            assert max(edges(page, FOLDED, "right")) <= width, address
            assert min(edges(page, FOLDED, "height")) >= 24, address


@pytest.mark.browser
def test_a_folded_entry_leads_on(book, page_at):
    page = page_at(1440)
    page.goto(PAGES[0])
    page.get_by_text("Các mục khác").click()
    with leaving(page):
        page.get_by_role("navigation", name="Chính").get_by_role("link", name="Văn bản làm căn cứ").click()
    assert page.url.endswith("/can-cu/")
    assert page.locator(".nc-pubmore [aria-current=page]").count() == 1
