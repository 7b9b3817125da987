"""The list of what officers found of items: narrowed in page and file, with the way to mend each."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.ntm import actions
from nongcot.ntm.vocabulary import Answer
from nongcot.places import geography, tree

pytestmark = pytest.mark.both_databases

ON = date(2020, 10, 15)
ADDRESS, FILE = "/nong-thon-moi/minh-chung/", "/nong-thon-moi/minh-chung.csv"


@pytest.fixture
def told(ledger, book):
    """Yên Mỹ: a model that ran out; Yên Lương: one without an end, and one that was not found."""
    with clock.at(ON):
        my, luong = (geography.at(code, ON) for code in ("13831", "13834"))
        for unit, item, answer, on, until, paper in (
            (my, "13.2", Answer.FOUND, date(2019, 3, 1), date(2020, 6, 30), "1/BC"),
            (luong, "13.2", Answer.FOUND, date(2020, 5, 1), None, "2/BC"),
            (luong, "13.1", Answer.MISSING, date(2020, 6, 1), None, "3/BC"),
        ):
            actions.record_finding(
                unit_id=unit.pk, set_code="NTM-2016", item=item, answer=answer, noted_on=on, valid_until=until,
                what="Mô hình lúa", document_no=paper, by=None,
            )  # fmt: skip
        yield my, luong


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, ["3/BC", "2/BC", "1/BC"]),
        ({"state": "ended"}, ["1/BC"]),
        ({"state": "held"}, ["3/BC", "2/BC"]),
        ({"state": "held", "on": "2020-01-01"}, ["1/BC"]),
        ({"kind": "missing"}, ["3/BC"]),
        ({"year": "2019"}, ["1/BC"]),
        ({"q": "yen my"}, ["1/BC"]),
        ({"q": "2/bc"}, ["2/BC"]),
        ({"q": "mô hình"}, ["3/BC", "2/BC", "1/BC"]),
        ({"q": "MÔ HÌNH lua"}, ["3/BC", "2/BC", "1/BC"]),
    ],
)
def test_findings_are_narrowed_in_page_and_file(told, visitor, asked, left):
    assert [row[4][1].sub for row in visitor.get(ADDRESS, asked).context["rows"]] == left
    lines = visitor.get(FILE, asked).content.decode("utf-8-sig").splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("STT"))
    assert [line.split(";")[8] for line in lines[head + 1 :]] == left


def test_a_finding_leads_to_its_commune_and_officers_to_what_mends_it(told, visitor, officer):
    my, _luong = told
    page = visitor.get(ADDRESS).content.decode()
    assert f'href="{reverse("ntm:commune", args=[my.code])}"' in page
    assert "Xã nông thôn mới 2016–2020" in page
    assert "13.2 Có mô hình liên kết sản xuất" in page
    again = reverse("ntm:record_finding", args=[my.code, "NTM-2016", "13.2"])
    assert again not in page
    before, page = newest(), officer.get(ADDRESS).content.decode()
    assert again in page
    assert "/rut-lai/" in page
    assert again not in officer.get(ADDRESS, {"known": before - 1}).content.decode()
    assert f'href="{ADDRESS}"' in visitor.get("/nong-thon-moi/").content.decode()


def test_it_goes_with_its_commune_into_the_later_one(told, visitor):
    with clock.at(date(2026, 1, 5)):
        page = visitor.get(ADDRESS).content.decode()
        later = geography.mapping(date(2026, 1, 5), newest())[told[0].pk]
    code = tree.current().units[later].code
    assert (code, later) != (told[0].code, told[0].pk)
    assert f'href="/nong-thon-moi/{code}/"' in page


def test_acts_are_those_of_the_commune_of_today_whatever_the_day_read(told, officer):
    """Yên Mỹ and Yên Dương went into Vũ Dương, which bears the code that Yên Dương bore."""
    my, luong = told
    with clock.at(date(2026, 1, 5)):
        later = geography.at("13834", date(2026, 1, 5))
        assert later.pk not in {my.pk, luong.pk}
        for asked in ({}, {"on": "2020-10-15"}):
            offered = [row[-1][1].acts for row in officer.get(ADDRESS, asked).context["rows"]]
            assert [[said for said, _url in acts] for acts in offered] == [["Ghi minh chứng", "Rút lại"]] * 3
            pages = {
                officer.get(url).content.decode().count("Xã Vũ Dương") > 0 for acts in offered for _said, url in acts
            }
            assert pages == {True}
