"""The journal of postings: each one readable, filtered, undone with its reason."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.registry import journal, moved
from nongcot.registry.actions.events import correct_event, record_event
from nongcot.registry.actions.organisations import correct_fields, register_organisation, state_fields
from nongcot.registry.actions.undoing import undo
from nongcot.registry.details import Paper
from nongcot.registry.models import LifeEvent, Statement
from nongcot.registry.tests.book import day, enter, statuses
from nongcot.registry.tests.pages import errors, text

pytestmark = pytest.mark.both_databases


def posting_page(client, n: int) -> str:
    answer = client.get(reverse("registry:posting", args=[n]))
    assert answer.status_code == 200
    return text(answer)


def changes(n: int, code: str) -> list[tuple[str, str]]:
    return next(figure for figure in moved.by_posting(n) if figure.code == code).said_changes


def test_a_posting_says_what_it_asserted_and_moved(today, yen_my, officer):
    pk = enter("HTX Rau", place=yen_my, members=20)
    done = record_event(
        organisation_id=pk, kind="suspended", on=day("2019-06-01"), by=officer.user, paper=Paper(number="05/TB"),
        reason="theo đơn", source="công văn 12",
    )  # fmt: skip
    page = posting_page(officer, done.n)
    for told in ("Ghi nhận tạm ngừng kinh doanh", "Tạm ngừng kinh doanh – 01/06/2019 (05/TB)", "Phạm Thị Lan",
                 "theo đơn", "công văn 12", "HTX Rau", Posting.objects.get(pk=done.n).digest):  # fmt: skip
        assert told in page
    assert changes(done.n, "operating_cooperatives") == [("01/06/2019 →", "−1")]
    assert changes(done.n, "suspended_cooperatives") == [("01/06/2019 →", "+1")]


def test_a_late_correction_shows_which_days_it_moves(today, yen_my):
    pk = enter("HTX Rau", place=yen_my, charter_capital=10**9)
    key = LifeEvent.objects.get().key
    done = correct_event(key=key, on=day("2018-10-03"), by=None, seen=None)
    assert changes(done.n, "operating_cooperatives") == [("10/03/2018–02/10/2018", "−1")]
    assert changes(done.n, "established_cooperatives") == [("10/03/2018", "−1"), ("03/10/2018", "+1")]
    assert changes(done.n, "charter_capital")[0] == ("10/03/2018–02/10/2018", "−1\N{NO-BREAK SPACE}tỷ đồng")
    done = state_fields(organisation_id=pk, day=date(2019, 1, 1), said={"sector": "AGR"}, seen=None, by=None)
    assert changes(done.n, "cooperatives") == [], "only its cells changed"


def test_credit_funds_and_what_is_outside_the_book_move_no_coop_figure(today, yen_my):
    from nongcot.places.models import Unit

    fund = register_organisation(
        kind="credit_fund", name="QTDND Yên Mỹ", on=day("2018-01-01"), place=yen_my, by=None, said={}
    )
    codes = {figure.code for figure in moved.by_posting(fund.n)}
    assert "people_credit_funds" in codes
    assert "operating_cooperatives" not in codes
    elsewhere = Unit.objects.filter(parent__name="Huyện Kim Bảng", valid_from=date(2016, 1, 1)).first()
    enter("HTX Hà Nam", place=elsewhere.pk)
    assert moved.by_posting(ledger.newest()) == []


def test_the_journal_is_filtered_by_its_address(today, yen_my, officer, minh):
    with clock.at(date(2020, 2, 1)):
        pk = enter("HTX Rau", place=yen_my, members=20)
        record_event(organisation_id=pk, kind="suspended", on=day("2019-06-01"), by=officer.user)
    correct_fields(organisation_id=pk, day=date(2018, 3, 10), said={"members": 22}, seen=None, by=minh)
    address = reverse("registry:journal")

    def numbers(**asked) -> list[int]:
        return [posting.n for posting, _title, _undone, _whom in officer.get(address, asked).context["listed"]]

    assert numbers() == [4, 3, 2, 1]
    assert numbers(act="registry.record_event.suspended") == [3]
    assert numbers(actor="Vũ Văn Minh") == [4]
    assert numbers(cause="correction") == [4]
    assert numbers(since="2/2/2020") == [4]
    assert numbers(until="1/2/2020") == [3, 2, 1]
    assert numbers(cause="act", until="1/2/2020", actor="Phạm Thị Lan") == [3]
    page = text(officer.get(address, {"cause": "correction", "since": "hôm qua"}))
    assert "Không đọc được “hôm qua” thành ngày." in page
    page = text(officer.get(address, {"cause": "correction"}))
    assert "Nguyên do: <b>đính chính</b>" in page
    assert "Đính chính thông tin" in page


def test_undoing_from_the_page_asks_why_and_tells_what_stays(today, yen_my, officer):
    pk = enter("HTX Rau", place=yen_my, members=20)
    done = state_fields(organisation_id=pk, day=date(2019, 1, 1), said={"members": 30}, seen=None, by=None)
    later = state_fields(organisation_id=pk, day=date(2019, 6, 1), said={"members": 40}, seen=None, by=None)
    address = reverse("registry:undo", args=[done.n])
    page = text(officer.get(address))
    assert "Từ 01/01/2019 – Thành viên: 30" in page
    assert "Thành viên: 40" in page
    assert f"ghi sổ số {later.n}" in page
    assert errors(text(officer.post(address, {"reason": ""}))) != []
    assert ledger.newest() == later.n
    answer = officer.post(address, {"reason": "nhầm tổ chức"})
    assert answer.url == reverse("registry:posted", args=[later.n + 1])
    assert "Thành viên: 40" in text(officer.get(answer.url))
    page = posting_page(officer, done.n)
    assert f"ghi sổ số {later.n + 1}" in page
    assert address not in page, "not twice"
    assert f"Lần ghi sổ này đã được rút lại ở số {later.n + 1}." in text(officer.get(address))
    assert "Đã rút lại" in posting_page(officer, later.n + 1)


def test_a_record_without_source_is_listed(today, yen_my, officer):
    done = register_organisation(kind="coop", name="HTX Rau", on=day("2019"), place=yen_my, by=None)
    record_event(organisation_id=done.organisations[0], kind="suspended", on=day("2020-01-01"), by=None)
    receipt = undo(n=done.n, by=None, reason="nhầm")
    page = posting_page(officer, receipt.n)
    assert "Không còn nguồn" in page
    assert "HTX Rau" in page


def test_the_opening_is_readable_and_stays(today, ledger, officer):
    assert "Mở sổ" in posting_page(officer, 1)
    assert reverse("registry:undo", args=[1]) not in posting_page(officer, 1)
    assert officer.get(reverse("registry:posting", args=[99])).status_code == 404


def test_leaders_read_the_journal_and_undo_nothing(today, yen_my, leader, visitor):
    pk = enter("HTX Rau", place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=day("2019-06-01"), by=None)
    page = posting_page(leader, done.n)
    assert reverse("registry:undo", args=[done.n]) not in page
    assert leader.get(reverse("registry:undo", args=[done.n])).status_code == 404
    assert leader.post(reverse("registry:undo", args=[done.n]), {"reason": "x"}).status_code == 404
    assert visitor.get(reverse("registry:journal")).status_code == 302
    assert statuses(pk)[-1][1] == "suspended"


def test_an_act_is_called_by_its_event(ledger):
    assert journal.title("registry.record_event.dissolved") == "Ghi nhận giải thể"


def test_the_journal_says_of_whom(today, yen_my):
    first, second = enter("HTX Rau", place=yen_my), enter("HTX Lúa", place=yen_my)
    n = ledger.newest()
    rows = [Statement(posted=n, organisation_id=pk, valid_from=date(2019, 1, 1), said={}) for pk in (first, second)]
    Statement.objects.bulk_create(rows)
    told = journal.of_whom([n, n - 1])
    assert (told[n].name, told[n].others) == ("HTX Rau", 1)
    assert (told[n - 1].name, told[n - 1].others) == ("HTX Rau", 0)
    undone = undo(n=n - 1, by=None, reason="Thử")
    assert journal.of_whom([undone.n])[undone.n].name == told[n - 1].name


def test_the_system_is_named_in_the_language_of_the_reader(today, yen_my, officer):
    """What is stored is a code: a name in one language would stay so for ever."""
    enter("HTX Rau", place=yen_my)
    n = ledger.newest()
    assert Posting.objects.get(pk=n).actor_name == Posting.SYSTEM
    assert "hệ thống" in posting_page(officer, n)
    journal_page = text(officer.get(reverse("registry:journal"), {"actor": Posting.SYSTEM}))
    assert "hệ thống" in journal_page
    officer.cookies["nongcot_language"] = "en"
    english = posting_page(officer, n)
    assert "the system" in english
    assert "hệ thống" not in english
