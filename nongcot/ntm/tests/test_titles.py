"""The list of titles: those that hold and those that ended, in page and file."""

from datetime import date

import pytest

from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.ntm import actions
from nongcot.ntm.actions import Decided
from nongcot.ntm.models import Title
from nongcot.ntm.vocabulary import Level
from nongcot.places import geography
from nongcot.registry import moved

pytestmark = pytest.mark.both_databases

ON = date(2020, 10, 15)
ADDRESS, FILE = "/nong-thon-moi/danh-hieu/", "/nong-thon-moi/danh-hieu.csv"


@pytest.fixture
def told(ledger, book):
    """Yên Mỹ: a title that ended and a higher one that holds; Yên Lương: one without an end."""
    with clock.at(ON):
        my, luong = (geography.at(code, ON) for code in ("13831", "13834"))
        actions.record_titles(
            decided=[
                Decided(my.pk, Level.NTM, date(2016, 12, 20), valid_until=date(2020, 6, 30), document_no="1/QĐ-UBND"),
                Decided(my.pk, Level.ADVANCED, date(2020, 3, 1), document_no="2/QĐ-UBND", issuing_body="UBND tỉnh"),
                Decided(luong.pk, Level.NTM, date(2018, 5, 1), document_no="3/QĐ-UBND"),
            ],
            by=None,
        )
        yield my, luong


def numbers(client, **asked: str) -> list[str]:
    rows = client.get(ADDRESS, asked).context["rows"]
    return [row[3][1].text for row in rows]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, ["2/QĐ-UBND", "3/QĐ-UBND", "1/QĐ-UBND"]),
        ({"state": "ended"}, ["1/QĐ-UBND"]),
        ({"state": "held"}, ["2/QĐ-UBND", "3/QĐ-UBND"]),
        ({"state": "held", "on": "2019-01-01"}, ["3/QĐ-UBND", "1/QĐ-UBND"]),
        # The communes of old are no more, and their titles with them.
        ({"state": "ended", "on": "2026-01-01"}, ["2/QĐ-UBND", "3/QĐ-UBND", "1/QĐ-UBND"]),
        ({"state": "held", "on": "2026-01-01"}, []),
        ({"kind": "ntm"}, ["3/QĐ-UBND", "1/QĐ-UBND"]),
        ({"kind": "ntm", "state": "ended"}, ["1/QĐ-UBND"]),
        ({"year": "2018"}, ["3/QĐ-UBND"]),
        ({"q": "yen my"}, ["2/QĐ-UBND", "1/QĐ-UBND"]),
        ({"q": "2/qđ"}, ["2/QĐ-UBND"]),
    ],
)
def test_titles_are_narrowed_in_page_and_file(told, visitor, asked, left):
    assert numbers(visitor, **asked) == left
    page = visitor.get(ADDRESS, asked).content.decode()
    assert f'<b class="nc-num">{len(left)}</b> trong <span class="nc-num">3</span>' in page
    lines = visitor.get(FILE, asked).content.decode("utf-8-sig").splitlines()
    head = next(at for at, line in enumerate(lines) if line.startswith("STT"))
    assert [line.split(";")[5] for line in lines[head + 1 :]] == left


def test_the_file_tells_decision_and_days(told, visitor):
    head, row = visitor.get(FILE, {"state": "ended"}).content.decode("utf-8-sig").splitlines()[-2:]
    mine = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert mine["Xã, phường, thị trấn"].startswith(told[0].full_name)
    assert (mine["Danh hiệu"], mine["Ngày quyết định"], mine["Đến hết ngày"], mine["Tình trạng"]) == (
        "Đạt chuẩn nông thôn mới", "20/12/2016", "30/06/2020", "Đã hết hiệu lực",
    )  # fmt: skip


def test_a_title_leads_to_its_commune_and_the_communes_to_the_titles(told, visitor):
    assert f'href="{ADDRESS}"' in visitor.get("/nong-thon-moi/").content.decode()
    assert 'href="/nong-thon-moi/13831/"' in visitor.get(ADDRESS).content.decode()
    later = visitor.get(ADDRESS, {"on": "2026-01-01"}).content.decode()
    assert 'href="/nong-thon-moi/13831/' not in later
    assert 'href="/dia-ban/13831/' in later


def test_a_title_that_was_taken_back_is_gone_and_still_known_as_before(told, officer):
    before = newest()
    actions.withdraw_title(key=Title.objects.get(document_no="3/QĐ-UBND").key, by=None, seen=None, reason="nhầm")
    assert "3/QĐ-UBND" not in numbers(officer)
    assert "3/QĐ-UBND" in numbers(officer, on="2020-10-15", known=str(before))


def test_the_receipt_of_titles_tells_over_which_days_how_many_more_communes_hold_one(told):
    """A title holds from day to day, as a stock does: it is no event of its first and last day."""
    found = next(figure for figure in moved.by_posting(newest()) if figure.code == "ntm_communes")
    assert found.said_changes == [("20/12/2016–30/04/2018", "+1"), ("01/05/2018–30/06/2025", "+2")]
    assert found.url == "/so-lieu/ntm_communes/?on=2016-12-20"
    with clock.at(date(2026, 11, 1)):
        new = geography.unit_on(told[0].pk, date(2026, 6, 1))
        decided = Decided(new, Level.NTM, date(2026, 6, 1), document_no="9/QĐ-UBND")
        actions.record_titles(decided=[decided], by=None)
    found = next(figure for figure in moved.by_posting(newest()) if figure.code == "ntm_communes")
    assert found.said_changes == [("01/06/2026 →", "+1")]
