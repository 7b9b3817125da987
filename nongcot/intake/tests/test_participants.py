"""Lists of who goes to an event: matched to the register and to the events of the book."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions, summary
from nongcot.intake.deeds.events_of_lists import Named, named_in
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import ON, address, apply_as_seen, page_of, written
from nongcot.intake.tests.lists import applied, doubts
from nongcot.intake.understanding import SheetOverride
from nongcot.kernel.dates import PartialDate
from nongcot.registry import checking
from nongcot.registry.models import Organisation
from nongcot.trade.actions.events import Told, change_event, plan_event
from nongcot.trade.models import Participation, TradeEvent

pytestmark = pytest.mark.usefixtures("ledger")

TITLE = "DANH SÁCH ĐƠN VỊ THAM GIA Hội chợ Nông sản Mẫu 2019 tại Nam Định từ ngày 10 đến 14/12/2019"
HEAD = ("STT", "Đơn vị tham gia", "Xã", "Huyện", "Sản phẩm", "Kết quả tham gia")
ROWS = (
    (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên", "Gạo tám", "Đã tham gia"),
    (2, "HTX Rau Xanh", "Giao Phong", "Giao Thủy", "", "Vắng"),
)
FAIR = Told("Hội chợ Nông sản Mẫu 2019", "FAIR", "IN_PROVINCE", PartialDate.day(date(2019, 12, 10)), date(2019, 12, 14))


@pytest.fixture
def coops() -> None:
    head = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Hạng sao")
    applied(head, ("Gạo tám", "HTX Mây Hồng", "Yên Lương", "Ý Yên", ""), name="sp.xlsx")
    applied(("Tên HTX", "Xã", "Huyện"), ("HTX Rau Xanh", "Giao Phong", "Giao Thủy"), name="htx.xlsx")


@pytest.fixture
def fair() -> TradeEvent:
    plan_event(told=FAIR, by=None)
    return TradeEvent.objects.get()


@pytest.fixture
def sent(tmp_path) -> Callable[..., Batch]:
    """Send a list of participants; gives the batch."""

    def send(rows=ROWS, *, heading=HEAD, title=TITLE, name="hc.xlsx") -> Batch:
        path = tmp_path / name
        written(rows, heading, (title,)).save(path)
        return actions.receive(source=path, name=name, on=ON, by=None)

    return send


def answer(batch: Batch) -> dict[str, Any]:
    """What the command would print."""
    understood = actions.read(batch)
    return summary.of(understood, actions.preview(batch, understood), None)


def parts() -> list[tuple[str, int]]:
    """Step and number of products of each part that stands."""
    return sorted((part.step, len(part.products)) for part in checking.newest_by(Participation))


def test_a_title_tells_name_kind_days_and_venue_of_an_event():
    days = date(2019, 12, 10), date(2019, 12, 14)
    assert named_in(TITLE) == Named("Hội chợ Nông sản Mẫu 2019", "FAIR", *days, "Nam Định")
    assert named_in("Danh sách tham gia Hội nghị kết nối cung cầu, ngày 5/3/2019").opens == date(2019, 3, 5)
    assert named_in("Danh sách HTX") == Named()


def test_the_event_of_the_book_that_the_title_names_is_taken(coops, fair, sent):
    found = answer(sent())
    assert [sheet["kind"] for sheet in found["sheets"]] == ["participants"]
    assert (found["create"], found["errors"], doubts(found)) == (2, [], {})
    assert any("Hội chợ Nông sản Mẫu 2019 (10/12/2019)" in text for text in found["assumed"])
    actions.apply(batch=sent(), by=None)
    assert parts() == [("ATTENDED", 1), ("NO_SHOW", 0)]


def test_the_same_list_again_writes_nothing(coops, fair, sent):
    actions.apply(batch=sent(), by=None)
    n = newest()
    done = actions.apply(batch=sent(name="lai.xlsx"), by=None)
    assert (done.posting, done.unchanged, newest()) == (0, 2, n)


def test_a_later_step_moves_on_and_an_impossible_one_is_a_doubt(coops, fair, sent):
    registered = [(*row[:5], "Đăng ký") for row in ROWS]
    actions.apply(batch=sent(registered), by=None)
    found = answer(sent(name="sau.xlsx"))
    assert (found["change"], found["create"]) == (2, 0)
    actions.apply(batch=sent(name="sau.xlsx"), by=None)
    assert parts() == [("ATTENDED", 1), ("NO_SHOW", 0)]
    other = [(*row[:5], "Vắng") for row in ROWS]
    assert doubts(answer(sent(other, name="khac.xlsx"))) == {"F3": "sổ ghi “Đã tham gia”: bước này không đi sau"}


def test_a_product_that_the_register_does_not_have_is_told_and_not_invented(coops, fair, sent):
    rows = ((*ROWS[0][:4], "Gạo tám, Rượu nếp", "Đã tham gia"),)
    assert doubts(answer(sent(rows)))["E3"] == "sổ chưa có sản phẩm này của tổ chức"
    actions.apply(batch=sent(rows), by=None)
    assert parts() == [("ATTENDED", 1)]


def test_who_is_not_in_the_register_is_asked_about_and_stops_nobody(coops, fair, sent):
    rows = (*ROWS, (3, "HTX Người Lạ", "Yên Lương", "Ý Yên", "", "Đã tham gia"))
    batch = sent(rows)
    assert doubts(answer(batch))["B5"] == "“HTX Người Lạ” chưa có trong sổ"
    actions.apply(batch=batch, by=None)
    assert (len(parts()), Organisation.objects.count(), batch.outcome["left"]) == (2, 2, 1)


def test_an_event_that_the_book_does_not_have_is_asked_with_what_the_title_tells(coops, sent):
    batch = sent()
    understood = actions.read(batch)
    (doubt,) = [doubt for doubt in understood.doubts if doubt.code == "event_missing"]
    assert doubt.cell == "A2"
    assert [choice.value[3] for choice in doubt.choices][:2] == ["IN_PROVINCE", "OUT_PROVINCE"]
    assert len(answer(batch)["errors"]) == 2
    change = SheetOverride(cells={doubt.cell: doubt.choices[0].value})
    actions.override(batch=batch, sheet="DS", change=change, by=None)
    done = actions.apply(batch=batch, by=None)
    event = TradeEvent.objects.get()
    assert (event.name, event.type, event.scope, event.venue) == (*FAIR_AS_TOLD, "Nam Định")
    assert (event.earliest, event.valid_to, len(parts())) == (date(2019, 12, 10), date(2019, 12, 15), 2)
    # Another list that says the same: the same file sent twice would go with it.
    again = sent(ROWS[::-1], name="lai.xlsx")
    actions.override(batch=again, sheet="DS", change=change, by=None)
    assert actions.apply(batch=again, by=None).posting == 0
    actions.undo(posting_n=done.posting, by=None)
    assert parts() == [("ATTENDED", 1), ("NO_SHOW", 0)]


FAIR_AS_TOLD = ("Hội chợ Nông sản Mẫu 2019", "FAIR", "IN_PROVINCE")


def test_of_a_fair_of_another_day_the_event_is_asked(coops, fair, sent):
    batch = sent(title=TITLE.replace("12/2019", "11/2019"))
    (doubt,) = [doubt for doubt in actions.read(batch).doubts if doubt.code == "event_missing"]
    assert doubt.choices[0].value == ("event", str(fair.event_id))


def test_a_new_event_is_not_taken_for_one_that_was_said_to_be_of_another_day(coops, fair, sent):
    change_event(key=fair.key, told=replace(FAIR, opens=PartialDate.day(date(2019, 11, 9))), by=None, seen=None)
    batch = sent()
    (doubt,) = [doubt for doubt in actions.read(batch).doubts if doubt.code == "event_missing"]
    new = next(choice.value for choice in doubt.choices if choice.value[0] == "new")
    actions.override(batch=batch, sheet="DS", change=SheetOverride(cells={doubt.cell: new}), by=None)
    actions.apply(batch=batch, by=None)
    assert {part.event_id for part in Participation.objects.all()} == {fair.event_id + 1}


def test_how_far_they_came_is_asked_where_no_column_tells_it(coops, fair, sent):
    batch = sent([row[:5] for row in ROWS], heading=HEAD[:5])
    found = answer(batch)
    assert "hãy chọn cho cả bảng" in doubts(found)["B2"]
    assert len(found["errors"]) == 2
    actions.override(batch=batch, sheet="DS", change=SheetOverride(cells={"B2": "ATTENDED"}), by=None)
    actions.apply(batch=batch, by=None)
    assert parts() == [("ATTENDED", 0), ("ATTENDED", 1)]


def test_withdrawing_takes_the_parts_back(coops, fair, sent):
    done = actions.apply(batch=sent(), by=None)
    actions.undo(posting_n=done.posting, by=None)
    assert parts() == []
    assert TradeEvent.objects.filter(withdrawn=None).count() == 1


def test_the_page_offers_the_events_and_applies_the_answer(coops, fair, officer, sent):
    batch = sent(title="DANH SÁCH ĐƠN VỊ THAM GIA HỘI CHỢ")
    page = page_of(officer, batch)
    assert "Danh sách tham gia sự kiện" in page
    look = officer.get(address("batch", batch)).context["look"]
    number = next(n for n, one in enumerate(look.preview.questions) if one.code == "event_missing")
    officer.post(address("decide", batch), {"look": look.token, f"question{number}": "0"})
    batch.refresh_from_db()
    apply_as_seen(officer, batch)
    assert len(parts()) == 2
