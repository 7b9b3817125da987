"""Figure pages in Chromium: at a desk and on a telephone, with the accessibility checker."""

from datetime import date

import pytest

from nongcot.indicators.addresses import address
from nongcot.ui.testing import DESK, faults_here, leaving
from tests.figures.book import tell_example

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.usefixtures("transactional_db")]

PAGES = (
    address("operating_cooperatives", period=(date(2021, 1, 1), date(2021, 12, 31))),
    address("established_cooperatives", period=(date(2018, 1, 1), date(2018, 12, 31))),
    address("new_law_share", on=date(2021, 12, 31)),
    address("communes_without_cooperatives", on=date(2021, 12, 31), place="360"),
    address("operating_cooperatives", period=(date(2018, 1, 1), date(2018, 12, 31)), cause="in.entered"),
    address("operating_cooperatives", on=date(2018, 6, 30), known=3),
)


@pytest.fixture
def committed_example(own_ledger):
    """The worked example, where the live server's own connection sees it."""
    return tell_example()


def test_nothing_is_found_and_nothing_scrolls_sideways(committed_example, officer, page_at, axe):
    page = page_at(cookies=officer.cookies)
    found = []
    for url in PAGES:
        page.set_viewport_size({"width": DESK, "height": 900})
        page.goto(url)
        if page.locator(".nc-ask summary").count():
            page.locator(".nc-ask summary").click()
        found += faults_here(page, axe)
    assert found == []


def test_from_a_number_to_its_records_and_back_by_hand(committed_example, officer, page_at):
    page = page_at(DESK, cookies=officer.cookies)
    page.goto("/so-lieu/?on=2021-12-31")
    with leaving(page):
        page.get_by_role("link", name="Hợp tác xã đang hoạt động", exact=True).click()
    with leaving(page):
        page.get_by_role("link", name="Huyện Hải Hậu", exact=True).click()
    assert page.locator(".nc-bignum strong").inner_text() == "1"
    assert page.locator("#ban-ghi").get_by_role("link", name="HTX A").is_visible()
    page.go_back()
    assert page.locator("h1").inner_text() == "Hợp tác xã đang hoạt động"
    page.get_by_text("Đổi thời điểm, kỳ, địa bàn").click()
    page.get_by_label("Tại ngày").fill("30/06/2018")
    page.get_by_label("Theo hiểu biết đến hết ngày (hoặc lần ghi số)").fill("31/12/2021")
    with leaving(page):
        page.get_by_role("button", name="Xem số liệu này").click()
    assert page.locator(".nc-bignum strong").inner_text() == "1"
    assert "đính chính" in page.locator("#vi-sao-khac").inner_text()
