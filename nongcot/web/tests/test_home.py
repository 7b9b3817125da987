"""The front page in its two faces."""

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.places.models import Unit
from nongcot.registry.tests import telling

TODAY = date(2020, 10, 15)


@pytest.fixture
def told(ledger):
    """Four co-ops before this year, one since; one stopped this year; a product with stars."""
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    with clock.at(date(2020, 10, 1)):
        old = [telling.organisation(f"HTX Số {i}", place=yen_my, sector="AGR", members=10) for i in range(4)]
        telling.organisation("HTX Mới", place=yen_my, sector="FIS", born=date(2020, 3, 1))
        telling.product(old[0], "Gạo nếp")
        telling.certificate(
            old[0], product_id=1, scheme="ocop", stars=4, issued_on=date(2020, 1, 1), valid_to=date(2023, 1, 1)
        )
        telling.event(old[1], "dissolved", date(2020, 5, 1), details={"reason": "voluntary"})
    with clock.at(TODAY):
        yield old


def text_of(client, query="") -> str:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.both_databases
def test_visitors_find_the_search_the_tasks_and_five_figures(told, visitor):
    text = text_of(visitor)
    assert "<h1>Tìm hợp tác xã và sản phẩm của Nam Định</h1>" in text
    assert 'action="/tim/"' in text
    figures = re.findall(r'<li><b><a class="nc-fig" href="([^"]+)">([\d.]+)<', text)
    assert len(figures) == 5
    assert figures[0] == ("/so-lieu/operating_cooperatives/?on=2020-10-15", "4")
    assert ">Gạo nếp</a>" in text
    assert "Vừa ghi vào sổ" not in text


def test_visitors_are_not_told_a_sum_behind_which_few_stand(told, visitor, officer):
    """Members of three co-ops may be told, those of two may not."""
    members = r'href="/so-lieu/cooperative_members/[^"]*">([\d–]+)<'
    assert re.search(members, text_of(visitor)).group(1) == "30"
    with clock.at(date(2020, 10, 12)):
        telling.event(told[2], "dissolved", date(2020, 10, 1))
    assert re.search(members, text_of(visitor)).group(1) == "–"
    assert re.search(members, text_of(officer)).group(1) == "20"


@pytest.mark.both_databases
def test_officers_find_what_changed_and_why(told, officer):
    text = text_of(officer)
    assert "Tổng quan tỉnh Nam Định" in text
    assert "Vì sao 4 thành 4" in text
    tiles = re.search(r'<ul class="nc-tiles".*?</ul>', text).group()
    assert re.search(r">4<span class=\"nc-vh\"> Hợp tác xã đang hoạt động", tiles)
    assert "không đổi</span> từ 01/01/2020" in tiles
    feed = re.search(r'<ul class="nc-feed">.*?</ul>', text).group()
    assert re.search(r'href="/to-chuc/TC000002/[^"]*">HTX Số 1</a>', feed)
    assert f'href="/ghi-so/{ledger.newest()}/"' in feed


@pytest.mark.both_databases
def test_the_overview_of_another_day_and_knowledge(told, officer, visitor):
    n = ledger.newest()
    with clock.at(date(2020, 10, 10)):
        telling.event(told[2], "dissolved", date(2020, 9, 1))
    tile = r'nc-tile-value"><a class="nc-fig" href="[^"]*">(\d+)<'
    assert re.search(tile, text_of(officer)).group(1) == "3"
    assert re.search(tile, text_of(officer, "on=2020-08-01")).group(1) == "4"
    past = text_of(officer, f"known={n}")
    assert re.search(tile, past).group(1) == "4"
    assert "nc-time--past" in past
    assert f"known={n}" in re.search(r'nc-tile-value"><a class="nc-fig" href="([^"]*)"', past).group(1)
    assert visitor.get(f"/?known={n}").status_code == 404


def test_rooms_add_what_they_have_to_show(told, officer, settings):
    settings.OVERVIEW = ("nongcot.web.tests.test_home.something", "nongcot.web.tests.test_home.nothing")
    before = text_of(officer).count("nc-progress")
    settings.OVERVIEW = ()
    assert before == text_of(officer).count("nc-progress") + 1


def something(_request):
    return {"template": "ui/progress.html", "screen": None}


def nothing(_request):
    return {}


def test_a_house_without_a_book_says_so(db, visitor):
    assert "Sổ chưa mở" in text_of(visitor)


def test_asks_as_much_however_many_there_are(told, officer):
    """Read for the first time after a posting, and again: nothing is asked once an organisation."""
    text_of(officer)
    telling.organisation("HTX đầu tiên sau đó")
    first, again = asked_by(officer), asked_by(officer)
    for number in range(5):
        telling.organisation(f"HTX Mới {number}")
    assert asked_by(officer) <= first
    assert asked_by(officer) == again <= 30 < first


def asked_by(client) -> int:
    """How many queries the overview makes."""
    with CaptureQueriesContext(connection) as queries:
        text_of(client)
    return len(queries)


def test_without_stars_visitors_see_other_products(told, visitor):
    with clock.at(date(2024, 1, 5)):
        text = text_of(visitor)
    assert "Sản phẩm mới ghi vào sổ" in text
    assert ">Gạo nếp</a>" in text
    assert 'href="/phuong-phap/"' in text
    assert visitor.get("/tro-giup/").status_code == visitor.get("/tiep-can/").status_code == 200


def test_officers_see_what_waits(told, officer, visitor):
    with clock.at(date(2022, 12, 1)):
        text = text_of(officer)
    assert "Nhắc gia hạn chứng nhận sắp hết hạn" in text
    assert "OCOP của HTX Số 0 đến 31/12/2022" in text
    assert "Việc đang chờ" not in text_of(visitor)


def task(client) -> str:
    """The line of the task about certificates that end soon."""
    [found] = [line for line in re.findall(r"<li.*?</li>", text_of(client)) if "Nhắc gia hạn" in line]
    return found


def test_several_certificates_that_end_soon_lead_to_their_board(told, officer):
    with clock.at(date(2022, 12, 1)):
        assert "/to-chuc/TC000001/" in task(officer)
        telling.certificate(told[2], scheme="haccp", issued_on=date(2020, 1, 1), valid_to=date(2023, 1, 10))
        telling.certificate(told[2], scheme="haccp", issued_on=date(2020, 1, 1), valid_to=date(2022, 11, 20))
        telling.certificate(told[2], scheme="haccp", issued_on=date(2020, 1, 1), valid_to=date(2023, 4, 1))
        line = task(officer)
        [address] = re.findall(r'href="(/ocop/sap-het-han/[^"]*)"', line)
        assert "2 chứng nhận" in line
        board = officer.get(html.unescape(address)).content.decode()
        assert '<b class="nc-num">2</b> chứng nhận' in board, "the board opens with what was counted"


def test_ocop_products_are_told_of_while_their_time_to_file_again_runs(told, officer, council_member):
    with clock.at(date(2026, 6, 1)):
        telling.certificate(
            told[0], product_id=1, scheme="ocop", stars=3, issued_on=date(2026, 6, 1), valid_to=date(2029, 6, 1)
        )
    reminder = "Gạo nếp của HTX Số 0, nộp trước hết ngày 31/01/2029"
    for day, is_told in ((date(2028, 12, 1), False), (date(2028, 12, 2), True), (date(2029, 2, 1), False)):
        with clock.at(day):
            assert (reminder in text_of(officer)) == is_told, day
    with clock.at(date(2028, 12, 2)):
        assert reminder not in text_of(council_member)


def test_a_member_of_councils_finds_the_work_that_is_theirs(told, council_member, officer, visitor):
    text = text_of(council_member)
    assert 'href="/ocop/cham/"' in text
    assert 'href="/ghi-so/"' not in text
    assert 'href="/ocop/cham/"' not in text_of(visitor)


def test_heads_are_answered_too(told, visitor):
    """As monitors and mail programs ask before anybody follows a link."""
    assert visitor.head("/").status_code == 200
    assert visitor.head("/tim/?q=gao").status_code == 200
