"""The room's pages in a real browser: nothing for the accessibility checker, nothing beyond the edge, saved as one
goes."""

from datetime import date

import pytest

from nongcot.kernel import clock
from nongcot.ocop.actions import councils, evidence, sheets
from nongcot.ocop.models import Evidence, Score
from nongcot.ocop.tests.telling import dossier, product, recognised
from nongcot.places.models import Unit
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.files import picture
from nongcot.ui.testing import PHONE, faults, leaving

pytestmark = [pytest.mark.browser, pytest.mark.long]

TODAY = date(2026, 6, 15)


@pytest.fixture
def told(own_ledger, son, lan):
    """A certified product, a dossier with evidence, a sitting with one sheet handed in."""
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    with clock.at(TODAY):
        coop = enter("HTX Nước mắm", place=yen_my, sector="FIS")
        mam = product("Nước mắm", of=coop)
        recognised(mam, "2023-11-20", regime="QD148-2023", set_code="QD148-09")
        key = dossier(mam, kind="upgrade")
        [paper] = evidence.add_evidence(
            dossier=key, criterion="2.1", title="Thuyết minh", valid_until=date(2026, 7, 1), by=None
        ).keys  # fmt: skip
        copy = telling.copy(Evidence, paper, "Thuyết minh, trang 1")
        council = councils.open_council(
            purpose="rehearsal", title="Chấm thử", level="province", day=date(2026, 6, 20), by=None
        )
        chair = councils.seat(council, member=lan, office="chair")
        councils.seat(council, member=son, office="member")
        item = councils.bring(council, dossier=key)
        chosen = {c.code: len(c.options) for c in sheets.sheet_of(key).scored}
        sheets.hand_in(sheets.save(sheets.of_member(item, chair), was={}, now=chosen, remarks={}))
        sheets.save(sheets.of_dossier(key), was={}, now=chosen | {"3.5": 1}, remarks={})
    return {"key": key, "council": council.pk, "item": item.pk, "paper": paper, "copy": copy}


def full(told) -> list[str]:
    """What stands full of what was told, or comes of an act; the lists and empty forms are met by the walk of every
    page."""
    key, council, item = told["key"], told["council"], told["item"]
    return [
        "/ocop/?star=5",
        f"/ocop/ho-so/{key}/",
        f"/ocop/ho-so/{key}/tu-danh-gia/",
        f"/ocop/ho-so/{key}/ghi/result/",
        f"/ocop/ho-so/{key}/ghi/change_copy/{told['copy']}/",
        f"/ocop/phien/{council}/",
        f"/ocop/phien/{council}/ho-so/{item}/",
        f"/ocop/cham/{item}/",
        "/ocop/sap-het-han/",
        "/ocop/quy-dinh/QD26-2026/QD26-09/",
    ]


def test_the_checker_finds_nothing_and_nothing_stands_beyond_the_edge(told, page_at, axe, officer):
    page = page_at(cookies=officer.cookies)
    for address in full(told):
        assert list(faults(page, address, axe)) == []


def test_a_photo_is_chosen_kept_and_opened(told, page_at, officer, tmp_path):
    photo, not_one = tmp_path / "IMG_0001.jpg", tmp_path / "IMG_0002.jpg"
    photo.write_bytes(picture("JPEG", size=(640, 480)))
    not_one.write_bytes(b"<svg/>")
    page = page_at(PHONE, cookies=officer.cookies)
    page.goto(f"/ocop/ho-so/{told['key']}/ghi/add_copy/{told['paper']}/")
    page.fill("#id_title", "Ảnh mặt trước")
    page.set_input_files("#id_file", str(not_one))
    with leaving(page):
        page.click("button[value=send]")
    assert "Chỉ giữ được tệp PDF" in page.inner_text(".nc-errors")
    assert page.input_value("#id_title") == "Ảnh mặt trước"
    page.set_input_files("#id_file", str(photo))
    with leaving(page):
        page.click("button[value=send]")
    page.goto(f"/ocop/ho-so/{told['key']}/")
    with leaving(page):
        page.click("text=Ảnh mặt trước")
    # Shown by the browser itself, under a policy that lets nothing run.
    assert page.evaluate("document.images[0].naturalWidth") == 640


def test_a_member_scores_with_the_keyboard_and_it_is_saved_as_they_go(told, page_at, council_member):
    page = page_at(cookies=council_member.cookies)
    page.goto("/ocop/cham/")
    with leaving(page):
        page.click("text=Nước mắm")
    page.focus("#tc-1-1-1")
    page.keyboard.press("Space")
    page.wait_for_selector("#diem:has-text('1 / ')")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("""#diem [name=was][value='{"1.1": 2}']""", state="attached")
    assert Score.objects.get(seat__member__username="son").chosen == {"1.1": 2}
    page.click("text=Nộp phiếu")
    page.wait_for_selector("text=Còn chỉ tiêu chưa chấm")


def test_the_same_without_script(told, page_at, council_member, browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    for name, morsel in council_member.cookies.items():
        context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/ocop/cham/{told['item']}/")
    page.check("#tc-1-1-1")
    with leaving(page):
        page.click("button[value=save]")
    assert page.is_checked("#tc-1-1-1")
    assert Score.objects.get(seat__member__username="son").chosen == {"1.1": 1}
    context.close()
