"""The page of reports, as a leader walks it."""

import re
from html import unescape

from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.reports.models import Composition
from nongcot.reports.tests.conftest import commune, enter

ASKED = {"term": "6", "on": "15/10/2020", "known": ""}


def test_a_leader_reads_and_fetches_the_report(congress, leader):
    assert "Báo cáo Đại hội" in leader.get("/bao-cao/").content.decode()
    page = leader.get("/bao-cao/dai-hoi/", ASKED).content.decode()
    assert "nc-paper" in page
    assert f'href="/so-lieu/operating_cooperatives/?on=2020-10-15&amp;known={newest()}"' in page
    assert "I. TÌNH HÌNH KINH TẾ TẬP THỂ, HỢP TÁC XÃ" in page
    assert "ỦY BAN NHÂN DÂN<br>TỈNH NAM ĐỊNH" in page
    assert '<th scope="colgroup" colspan="2">Hợp tác xã</th>' in page
    answer = leader.post("/bao-cao/dai-hoi/lap/", ASKED)
    made = Composition.objects.get()
    assert (answer.url, made.by, made.n) == (f"/bao-cao/{made.pk}/", leader.user, newest())
    assert "Mọi số vẫn như khi lập." in leader.get(answer.url).content.decode()
    document = leader.get(f"/bao-cao/{made.pk}/ban-word/")
    assert document["Content-Disposition"] == 'attachment; filename="bao-cao-dai-hoi-6-2020-10-15.docx"'
    assert document.content[:2] == b"PK"


def test_months_later_the_page_shows_what_changed(congress, leader):
    leader.post("/bao-cao/dai-hoi/lap/", ASKED)
    made = Composition.objects.get()
    before = leader.get(f"/bao-cao/{made.pk}/ban-word/").content
    with clock.at(congress.replace(month=12)):
        enter("HTX Nghe muộn", congress.replace(month=6), commune("Xã Yên Lương", "Huyện Ý Yên"), sector="AGR")
    page = leader.get(f"/bao-cao/{made.pk}/").content.decode()
    assert "số nay đã khác" in page
    assert f"known={newest()}" in page
    why = re.search(r'href="(/so-lieu/operating_cooperatives/[^"#]*)#vi-sao-khac"', page)
    told = leader.get(unescape(why.group(1))).content.decode()
    assert 'id="vi-sao-khac"' in told
    assert "HTX Nghe muộn" in told
    assert leader.get(f"/bao-cao/{made.pk}/ban-word/").content == before


def test_a_report_before_the_book_says_so(congress, leader):
    page = leader.get("/bao-cao/dai-hoi/", ASKED | {"known": "01/01/2010"}).content.decode()
    assert "Sổ mở ngày 04/01/2016" in page
    assert "Ngày báo cáo phải từ ngày" in leader.get("/bao-cao/dai-hoi/", ASKED | {"on": "01/01/2010"}).content.decode()


def test_without_a_term_there_is_nothing_to_report(ledger, leader):
    assert "Chưa ghi nhiệm kỳ nào" in leader.get("/bao-cao/").content.decode()


def test_a_visitor_finds_no_reports(congress, visitor):
    assert visitor.get("/bao-cao/").status_code in (302, 403, 404)
    assert visitor.post("/bao-cao/dai-hoi/lap/", ASKED).status_code in (302, 403, 404)
    assert not Composition.objects.exists()
