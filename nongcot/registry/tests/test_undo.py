"""Undo: whatever a posting asserted is withdrawn, and the figures are those of a replay without it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

import pytest
from django.db import transaction

from nongcot.indicators import guards, ledger, rollups
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.branches import open_branch
from nongcot.registry.actions.certificates import add_certificate
from nongcot.registry.actions.duplicates import unite_records
from nongcot.registry.actions.events import correct_event, record_event, withdraw_event
from nongcot.registry.actions.groups import convert_group, note_grown_out_of
from nongcot.registry.actions.memberships import join_alliance, join_union
from nongcot.registry.actions.organisations import (
    Newborn,
    correct_fields,
    register_organisation,
    state_fields,
    take_back_values,
)
from nongcot.registry.actions.products import add_product, end_product
from nongcot.registry.actions.reorganisations import consolidate, convert, divide, merge_into, separate
from nongcot.registry.actions.undoing import Kept, require_undoable, undo
from nongcot.registry.cautions import ALL
from nongcot.registry.models import LifeEvent, Product, Statement
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.registry.tests.book import day, enter, figures, now_of, statuses, taken_back_afterwards, written
from nongcot.registry.tests.conftest import TODAY, commune

pytestmark = pytest.mark.both_databases

ON = day("2019-06-01")
LATER = date(2019, 9, 1)


class Stage:
    """Two co-ops, a union, a group, with a past of their own."""

    def __init__(self, place: int, other: int) -> None:
        self.place, self.other = place, other
        self.a = enter("HTX A", place=place, members=20, charter_capital=10**9, sector="AGR")
        self.b = enter("HTX B", on=PartialDate.year(2015), place=place, members=9)
        self.union = enter("Liên hiệp C", kind="union", place=place)
        self.group = enter("THT D", kind="group", event="certified", place=place, members=5)
        self.suspended = record_event(organisation_id=self.b, kind="suspended", on=day("2018"), by=None).keys[0]
        self.product = add_product(organisation_id=self.a, name="Rau", by=None).keys[0]

    def newborn(self, name: str) -> Newborn:
        return Newborn(kind="coop", name=name, on=ON, place=self.place, said={"members": 12})

    def aftermath(self) -> None:
        """What others record afterwards, whether or not the act was there."""
        say = {"organisation_id": self.a, "seen": None, "by": None}
        state_fields(day=LATER, said={"members": 44, "place": self.other}, **say)
        state_fields(day=date(2018, 8, 1), said={"charter_capital": 3 * 10**9}, **say)
        record_event(organisation_id=self.b, kind="not_at_address", on=day("2019-12-01"), by=None, **ANYHOW)
        correct_event(key=self.suspended, on=day("2018-02-01"), by=None, seen=None, **ANYHOW)
        add_product(organisation_id=self.b, name="Gạo", by=None)


ANYHOW = {"steps_missing": True, "confirmed": ALL}

ACTS: dict[str, Callable[[Stage], Recorded]] = {
    "register": lambda s: register_organisation(
        kind="coop", name="HTX Mới", on=ON, place=s.place, by=None, said={"members": 8}, confirmed=ALL
    ),
    "state": lambda s: state_fields(
        organisation_id=s.a, day=date(2019, 2, 1), said={"members": 31, "place": s.other}, seen=None, by=None
    ),
    "correct": lambda s: correct_fields(
        organisation_id=s.a, day=date(2018, 3, 10), said={"charter_capital": 5}, seen=None, by=None
    ),
    "take back": lambda s: take_back_values(
        organisation_id=s.a, day=date(2018, 3, 10), fields=["members", "sector"], seen=None, by=None, reason=""
    ),
    "event": lambda s: record_event(organisation_id=s.a, kind="suspended", on=ON, by=None),
    "event with values": lambda s: record_event(
        organisation_id=s.a, kind="change_registered", on=ON, by=None, said={"charter_capital": 7 * 10**9}
    ),
    "end": lambda s: record_event(organisation_id=s.b, kind="dissolved", on=ON, by=None, **ANYHOW),
    "correct event": lambda s: correct_event(key=s.suspended, on=day("2018-05"), by=None, seen=None),
    "withdraw event": lambda s: withdraw_event(key=s.suspended, by=None, seen=None, reason=""),
    "alliance": lambda s: join_alliance(organisation_id=s.a, on=ON, by=None),
    "union": lambda s: join_union(organisation_id=s.a, union_id=s.union, on=ON, by=None),
    "merge": lambda s: merge_into(
        absorbed=[s.b], receiver_id=s.a, on=ON, by=None, said={"members": 29}, steps_missing=True
    ),
    "divide": lambda s: divide(
        organisation_id=s.a, successors=[s.newborn("HTX Đông"), s.newborn("HTX Tây")], on=ON, by=None
    ),
    "separate": lambda s: separate(
        organisation_id=s.a, successors=[s.newborn("HTX Con")], on=ON, by=None, said={"members": 8}
    ),
    "consolidate": lambda s: consolidate(
        parties=[s.a, s.b], successor=s.newborn("HTX Chung"), on=ON, by=None, steps_missing=True
    ),
    "convert": lambda s: convert(organisation_id=s.a, successor_kind="enterprise", on=ON, by=None),
    "convert group": lambda s: convert_group(group_id=s.group, cooperative=s.newborn("HTX Từ tổ"), by=None),
    "grew out of": lambda s: note_grown_out_of(cooperative_id=s.a, group_id=s.group, on=ON, group_ends=True, by=None),
    "product": lambda s: add_product(organisation_id=s.a, name="Dưa", by=None),
    "end product": lambda s: end_product(key=s.product, offered_until=date(2019, 5, 1), by=None, seen=None),
    "certificate": lambda s: add_certificate(organisation_id=s.a, scheme="vietgap", issued=ON, by=None),
    "branch": lambda s: open_branch(organisation_id=s.a, name="Kho", on=ON, by=None),
    "unite": lambda s: unite_records(organisation_id=s.b, keep_id=s.a, since=ON.earliest, by=None),
}
#: After these the aftermath could not be recorded.
LAST_WORDS = {"unite", "withdraw event"}


class Told(NamedTuple):
    stage: Stage
    #: The figures without any act, by whether the aftermath was recorded.
    without: Mapping[bool, object]


def tell() -> Told:
    with clock.at(TODAY), transaction.atomic():
        stage = Stage(commune("Xã Yên Mỹ"), commune("Xã Yên Lương"))
        bare = figures()
        with taken_back_afterwards():
            stage.aftermath()
            return Told(stage, {False: bare, True: figures()})


@pytest.mark.parametrize("name", ACTS)
def test_figures_after_an_undo_are_those_of_a_replay_without_the_act(today, told_once, name):
    stage, goes_on = told_once.stage, name not in LAST_WORDS
    without = told_once.without[goes_on]
    with taken_back_afterwards():
        done = ACTS[name](stage)
        assert figures() != without or name == "certificate", "the act moves something"
        if goes_on:
            stage.aftermath()
        receipt = undo(n=done.n, by=None, reason="thử")
        assert figures() == without
        assert rollups.differences() == []
        assert receipt.withdrawn > 0
        assert Posting.objects.get(pk=receipt.n).undoes_id == done.n


def test_knowledge_before_the_undo_still_holds_the_act(today, yen_my, lan):
    pk = enter(place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=ON, by=lan)
    n = undo(n=done.n, by=lan, reason="nhầm HTX").n
    assert statuses(pk) == [("2018-03-10", "active")]
    from nongcot.registry.models import Profile

    then = Profile.objects.filter(organisation_id=pk, posted__lte=done.n).exclude(retracted__lte=done.n)
    assert set(then.values_list("legal_status", flat=True)) == {"active", "suspended"}
    posting = Posting.objects.get(pk=n)
    assert (posting.cause, posting.reason, posting.actor) == ("undo", "nhầm HTX", lan)
    row = LifeEvent.objects.get(key=done.keys[0])
    assert (row.posted, row.withdrawn) == (done.n, n)


def test_values_changed_since_by_others_stay_and_are_listed(today, yen_my):
    pk = enter(place=yen_my, members=20)
    done = state_fields(
        organisation_id=pk, day=date(2019, 1, 1), said={"members": 30, "sector": "FIS"}, seen=None, by=None
    )
    later = state_fields(organisation_id=pk, day=date(2019, 6, 1), said={"members": 40}, seen=None, by=None)
    receipt = undo(n=done.n, by=None, reason="")
    assert receipt.remains.kept == (Kept(pk, "Thành viên: 40", later.n),)
    assert receipt.remains.without_source == ()
    assert (now_of(pk).members, now_of(pk).sector) == (40, "")


def test_an_event_corrected_since_by_others_stays_and_is_listed(today, yen_my):
    pk = enter(place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=ON, by=None)
    later = correct_event(key=done.keys[0], on=day("2019-07-01"), by=None, seen=None)
    receipt = undo(n=done.n, by=None, reason="")
    assert receipt.remains.kept == (Kept(pk, "Tạm ngừng kinh doanh 01/07/2019", later.n),)
    assert statuses(pk)[-1] == ("2019-07-01", "suspended")


def test_a_record_with_later_facts_stays_without_a_source(today, yen_my):
    done = register_organisation(kind="coop", name="HTX A", on=ON, place=yen_my, by=None)
    [pk] = done.organisations
    record_event(organisation_id=pk, kind="suspended", on=day("2019-07-01"), by=None)
    receipt = undo(n=done.n, by=None, reason="")
    assert receipt.remains.without_source == (pk,)
    assert now_of(pk) is None
    with pytest.raises(NotNow, match="không còn nguồn"):
        record_event(organisation_id=pk, kind="resumed", on=day("2019-08-01"), by=None)
    lone = register_organisation(kind="coop", name="HTX B", on=ON, place=yen_my, by=None)
    assert undo(n=lone.n, by=None, reason="").remains.without_source == ()


def test_nothing_is_undone_twice_nor_what_everything_stands_on(today, yen_my):
    pk = enter(place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=ON, by=None)
    receipt = undo(n=done.n, by=None, reason="")
    before = written()
    with pytest.raises(NotNow, match=f"đã được rút lại ở số {receipt.n}"):
        undo(n=done.n, by=None, reason="")
    with pytest.raises(NotNow, match="Một lần rút lại không rút lại được"):
        undo(n=receipt.n, by=None, reason="")
    with pytest.raises(NotNow, match="Mở sổ"):
        undo(n=1, by=None, reason="")
    with pytest.raises(NotNow, match="Không có lần ghi sổ số 99"):
        require_undoable(99)
    assert written() == before


def test_the_database_refuses_any_other_way_back(today, yen_my):
    from django.db import DatabaseError, transaction

    pk = enter(place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=ON, by=None)
    undo(n=done.n, by=None, reason="")
    assert guards.missing() == []
    for change in (
        lambda: LifeEvent.objects.filter(posted=done.n).update(withdrawn=None),
        lambda: LifeEvent.objects.filter(posted=done.n).update(kind="resumed"),
        lambda: Statement.objects.all().delete(),
        lambda: Product.objects.all()._raw_delete("default") or Statement.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_undone_act_can_be_recorded_again(today, yen_my):
    pk = enter(place=yen_my)
    done = record_event(organisation_id=pk, kind="suspended", on=ON, by=None)
    undo(n=done.n, by=None, reason="")
    again = record_event(organisation_id=pk, kind="suspended", on=ON, by=None, seen=ledger.newest())
    assert statuses(pk)[-1] == ("2019-06-01", "suspended")
    assert again.n == ledger.newest()
