"""Enterprises by how many depend on them: the whole list behind the board, its file, the contracts of each."""

import html
import re
from datetime import date

import pytest

from nongcot.linkage.actions import terms
from nongcot.linkage.reading import board as work
from nongcot.linkage.tests.book import enterprise, sign
from nongcot.linkage.tests.test_pages import ON, get
from nongcot.registry.actions import duplicates
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases

ADDRESS = "/lien-ket/doanh-nghiep/"


@pytest.fixture
def coops(ledger, book, today, yen_my) -> list[int]:
    return [enter(f"HTX {name}", place=yen_my, sector="AGR", tax_code="") for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def told(coops) -> dict[str, int]:
    """Rice is bought from three, salt from two, sauce from one; what is over counts for nobody."""
    mills = {name: enterprise(f"Công ty {name}") for name in ("Nước mắm", "Muối", "Gạo")}
    for coop in coops:
        sign(coop, mills["Gạo"], until="2023-12-31")
    sign(coops[0], mills["Gạo"], until="2022-06-30", commodity="Tấm")
    sign(coops[0], mills["Muối"], until="2020-02-29")
    sign(coops[1], mills["Muối"])
    sign(coops[2], mills["Nước mắm"])
    sign(coops[2], mills["Muối"], "2017-01-01", until="2018-12-31")
    return mills


def shown(client, **asked: str) -> list[tuple[str, int, int, date | None]]:
    page = client.get(ADDRESS, ON | asked).context["page"]
    return [(one.who.label, one.organisations, one.contracts, one.until) for one in page]


RICE = ("Công ty Gạo", 3, 4, date(2022, 6, 30))
SALT = ("Công ty Muối", 2, 2, date(2020, 2, 29))
SAUCE = ("Công ty Nước mắm", 1, 1, None)


def test_all_are_listed_counted_and_narrowed(told, officer, visitor):
    assert shown(officer) == [RICE, SALT, SAUCE]
    assert shown(officer, q="nuoc") == [SAUCE]
    assert shown(officer, state="ending") == [SALT]
    assert '<b class="nc-num">1</b> trong <span class="nc-num">3</span>' in get(officer, ADDRESS, state="ending", **ON)
    assert "Không doanh nghiệp nào khớp" in get(officer, ADDRESS, q="không có", **ON)
    # Before the second contract on rice, and when the one of salt was running for another.
    assert [line[:3] for line in shown(officer, on="2018-06-01")] == [("Công ty Muối", 1, 1)]
    assert visitor.get(ADDRESS).status_code == 302


def test_the_end_is_that_of_the_term_as_it_was_changed(told, officer, coops):
    key = sign(coops[1], told["Nước mắm"], until="2020-06-30")
    assert shown(officer, q="nuoc") == [("Công ty Nước mắm", 2, 2, date(2020, 6, 30))]
    terms.extend_contract(key=key, on=date(2020, 1, 10), last_day=date(2024, 6, 30), by=None, seen=None)
    assert shown(officer, q="nuoc") == [("Công ty Nước mắm", 2, 2, date(2024, 6, 30))]


def test_a_record_united_with_another_is_no_second_enterprise(told, officer, coops):
    double = enterprise("Công ty Gạo (ghi trùng)")
    sign(coops[0], double)
    assert len(shown(officer)) == 4
    duplicates.unite_records(organisation_id=double, keep_id=told["Gạo"], since=date(2018, 1, 1), by=None)
    assert len(shown(officer)) == 3
    assert shown(officer)[0][1:] == (3, 5, date(2022, 6, 30))
    line = officer.get(ADDRESS, ON).context["page"][0]
    assert officer.get(line.url).context["page"].paginator.count == 5


def test_a_line_leads_to_the_contracts_that_it_counts(told, officer):
    for line in officer.get(ADDRESS, ON).context["page"]:
        page = get(officer, ADDRESS, **ON)
        assert html.escape(line.url) in page
        listed = officer.get(line.url)
        assert listed.context["page"].paginator.count == line.contracts
        assert ("Một bên là", line.who.label) in [chip[:2] for chip in listed.context["chips"]]
        # The form keeps whom it is about when it is asked again.
        assert f'name="party" value="{line.url.split("party=")[1].split("&")[0]}"' in listed.content.decode()
    assert officer.get("/lien-ket/", ON | {"party": "TC999999"}).context["page"].paginator.count == 8


def test_the_file_holds_what_the_page_shows(told, officer):
    rows = officer.get("/lien-ket/doanh-nghiep.csv", ON).content.decode("utf-8-sig").splitlines()
    head = next(at for at, line in enumerate(rows) if line.startswith("STT"))
    assert rows[head].split(";")[1:] == [
        "Doanh nghiệp", "Mã trong sổ", "Số tổ chức phụ thuộc", "Hợp đồng đang thực hiện", "Hết hạn sớm nhất",
    ]  # fmt: skip
    assert [re.sub(r";TC\d{6};", ";", row) for row in rows[head + 1 :]] == [
        "1;Công ty Gạo;3;4;30/06/2022", "2;Công ty Muối;2;2;29/02/2020", "3;Công ty Nước mắm;1;1;",
    ]  # fmt: skip
    few = officer.get("/lien-ket/doanh-nghiep.csv", ON | {"q": "muoi"}).content.decode("utf-8-sig")
    assert "Công ty Muối" in few
    assert "Công ty Gạo" not in few
    assert officer.get("/lien-ket/doanh-nghiep.xlsx").content.startswith(b"PK")


def test_the_board_leads_to_all_of_them(told, officer, monkeypatch):
    monkeypatch.setattr(work, "MOST_BARS", 2)
    page = get(officer, "/lien-ket/bang-viec/", **ON)
    assert '<a href="/lien-ket/doanh-nghiep/?on=2020-01-15">xem cả 3 doanh nghiệp</a>' in page
    matter = page.split('id="h-dn"')[1].split("</section>")[0]
    assert "Công ty Nước mắm" not in matter
    assert "Công ty Gạo" in matter
