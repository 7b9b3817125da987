"""The pages of reading in a real browser: nothing for the accessibility checker, nothing beyond the edge, keys."""

from datetime import date

import pytest

from nongcot.places.models import Unit
from nongcot.registry.tests import telling
from nongcot.ui.testing import faults, leaving

pytestmark = [pytest.mark.browser, pytest.mark.long]

#: What is narrowed, mistyped, or long past; the walk of every page meets what stands at the doors themselves.
PAGES = (
    "/so-dang-ky/?q=yen&status=operating&place=36",
    "/so-dang-ky/?q=khong+co+gi",
    "/so-dang-ky/?place=Nam+Định",
    "/so-dang-ky/?born_from=31/02/2020",
    "/to-chuc/TC000001/",
    "/to-chuc/TC000001/?on=2018-01-01",
)


@pytest.fixture
def told(own_ledger):
    """A life with everything in it, and a few neighbours."""
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    one = telling.organisation(
        "HTX sản xuất, kinh doanh dịch vụ đa ngành nghề xã Yên Mỹ", place=yen_my, sector="AGR", members=20,
        charter_capital=850_000_000, tax_code="0012345674", born=date(2016, 3, 14), phone="02280001112",
    )  # fmt: skip
    telling.event(one, "suspended", date(2017, 6, 1), document_no="TB-9")
    telling.event(one, "resumed", date(2017, 12, 1))
    telling.say(one, date(2019, 5, 20), name="HTX đa ngành nghề xã Yên Mỹ", members=104, address="Xóm 4")
    telling.product(one, "Rau cải bó xôi")
    telling.certificate(
        one, product_id=1, scheme="ocop", stars=3, issued_on=date(2019, 1, 1), valid_to=date(2099, 1, 1)
    )
    union = telling.organisation("Liên hiệp HTX Ý Yên", kind="union", place=yen_my)
    telling.event(one, "joined_union", date(2018, 6, 1), counterpart_id=union.pk)
    telling.organisation("THT Nấm Yên Khang", kind="group", place=yen_my)


def test_the_checker_finds_nothing_and_nothing_stands_beyond_the_edge(told, page_at, axe, officer):
    page = page_at(cookies=officer.cookies)
    for address in PAGES:
        assert list(faults(page, address, axe)) == []


def test_the_keyboard_goes_from_the_search_through_what_it_found(told, page_at, visitor):
    page = page_at()
    page.goto("/so-dang-ky/")
    page.keyboard.press("/")
    page.keyboard.type("yenmy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=yenmy")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "HTX đa ngành nghề xã Yên Mỹ"
    page.keyboard.press("Enter")
    page.wait_for_url("**/to-chuc/TC000001/")


def test_a_list_is_filtered_and_freed_again(told, page_at, visitor):
    page = page_at()
    page.goto("/so-dang-ky/")
    page.fill("main [name=q]", "khong co")
    with leaving(page):
        page.click("main form.nc-filters > button")
    assert page.locator("main h2").inner_text() == "Không có hợp tác xã nào khớp “khong co”"
    with leaving(page):
        page.click(".nc-chip a")
    assert page.locator("main tbody tr").count() == 1


def test_a_definition_opens_within_the_page(told, page_at, officer):
    """Whether the figures stand in two, three or six columns."""
    page = page_at(cookies=officer.cookies)
    page.goto("/")
    for width in (390, 700, 900, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        definitions = page.locator(".nc-tile details").all()
        assert len(definitions) > 2
        for definition in definitions:
            definition.locator("summary").click()
            box = definition.locator(".nc-pop").bounding_box()
            assert box is not None
            assert (width, box["x"] >= 0, box["x"] + box["width"] <= width) == (width, True, True)
            definition.locator("summary").click()
