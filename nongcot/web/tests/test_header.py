"""The header of visitors, on public pages."""

import pytest

PAGES = ("/dia-ban/", "/ke-hoach/", "/phuong-phap/")


@pytest.mark.browser
def test_a_visitor_sees_the_whole_header(book, page_at):
    """On a screen it stands on one line; on a telephone no entry of the menu is out of sight."""
    wide, narrow = page_at(1440), page_at(390)
    for address in PAGES:
        wide.goto(address)
        tops = wide.locator(".nc-pubnav a").evaluate_all("all => all.map(a => a.getBoundingClientRect().top)")
        assert len(tops) > 3
        assert len(set(tops)) == 1, address
        narrow.goto(address)
        ends = narrow.locator(".nc-pubnav a").evaluate_all("all => all.map(a => a.getBoundingClientRect().right)")
        assert max(ends) <= 390, address
