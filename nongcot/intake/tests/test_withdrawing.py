"""After applying and withdrawing lists in whatever order, the book is what the standing ones alone make of it."""

from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Posting
from nongcot.indicators.reconcile import reconcile
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import HEADING, ON, ROWS, address, page_of, written
from nongcot.registry.actions import organisations
from nongcot.registry.models import Certificate, LifeEvent, Product, Profile
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests.histories import chunk, trying

pytestmark = pytest.mark.both_databases

LATER, LAST = date(2020, 1, 5), date(2020, 1, 10)
DAYS = (date(2018, 1, 1), ON, LATER, LAST)
CODES = ("operating_cooperatives", "inactive_cooperatives", "cooperatives", "cooperative_members")
YEN = ("Yên Lương", "Ý Yên", "")
#: Three lists of the same co-ops: other members, days more or less exact, others that stopped, and one of the same day.
LISTS = (
    (ON, ((1, "HTX Hương Quê", *YEN, "2018", 20, 500, "Đang hoạt động"),
          (2, "HTX Sông Xanh", *YEN, "", 9, 700, "Ngừng hoạt động"))),
    (LATER, ((1, "HTX Hương Quê", *YEN, "03/04/2018", 20, 500, "Đang hoạt động"),
             (2, "HTX Sông Xanh", *YEN, "2017", 11, 700, "Đang hoạt động"),
             (3, "HTX Bến Mới", *YEN, "", 12, "", "Đang hoạt động"))),
    (LATER, ((1, "HTX Hương Quê", *YEN, "", 25, "", "Ngừng hoạt động"),
             (3, "HTX Bến Mới", *YEN, "", 12, 300, "Đang hoạt động"))),
    (LAST, ((1, "HTX Hương Quê", *YEN, "2018", 20, 500, "Đang hoạt động"),
            (2, "HTX Sông Xanh", *YEN, "", 9, 700, "Ngừng hoạt động"))),
)  # fmt: skip
#: Apply a list, or withdraw the batch that was applied so many ago.
STEPS = st.lists(
    st.one_of(st.tuples(st.just("apply"), st.integers(0, 3)), st.tuples(st.just("undo"), st.integers(0, 3))),
    min_size=3,
    max_size=8,
)


@pytest.fixture
def lists(tmp_path) -> list[Path]:
    paths = [tmp_path / f"list{number}.xlsx" for number in range(len(LISTS))]
    for path, (_on, rows) in zip(paths, LISTS, strict=True):
        written(rows).save(path)
    return paths


def told() -> list[object]:
    """Lives and figures as they stand, whatever numbers records and postings bear."""
    columns = ("name", "valid_from", "valid_to", "members", "charter_capital", "statistical_status", "begins_by",
               "ends_by")  # fmt: skip
    lives = sorted(map(str, Profile.objects.filter(retracted=None).values_list(*columns)))
    figures = [figure(code, on=day).value or 0 for code in CODES for day in DAYS]
    moved = figure("cooperatives", period=(date(2016, 1, 5), LAST)).movement
    return [lives, figures, moved.inflow, moved.outflow]


def apply(paths: list[Path], number: int) -> Batch:
    path = paths[number]
    batch = actions.receive(source=path, name=path.name, on=LISTS[number][0], by=None)
    actions.apply(batch=batch, by=None)
    return batch


def play(paths: list[Path], steps) -> list[int]:
    """Play the steps; gives the lists that stand, in their order."""
    applied: list[tuple[int, Batch]] = []
    for what, number in steps:
        if what == "apply":
            applied.append((number, apply(paths, number)))
            continue
        standing = [batch for _list, batch in applied if Batch.objects.get(pk=batch.pk).state == "applied"]
        if standing:
            actions.withdraw(batch=standing[-1 - number % len(standing)], by=None)
    return [number for number, batch in applied if Batch.objects.get(pk=batch.pk).state == "applied"]


def test_what_stands_is_a_replay_of_the_lists_that_stand(ledger, lists):
    @trying(0.025)
    @chunk(0)
    @given(steps=STEPS)
    def try_it(steps):
        with transaction.atomic():
            standing = play(lists, steps)
            found = told()
            assert reconcile().sound
            transaction.set_rollback(True)
        with transaction.atomic():
            play(lists, [("apply", number) for number in standing])
            assert told() == found, (steps, standing)
            transaction.set_rollback(True)

    try_it()


def members(day=LAST) -> int:
    return int(figure("cooperative_members", on=day).value or 0)


def withdraw(batch: Batch):
    return actions.withdraw(batch=batch, by=None)


def test_what_was_said_again_for_a_list_goes_with_it(ledger, send):
    first = send(ROWS[:2])
    actions.apply(batch=first, by=None)
    edited = [ROWS[0], (*ROWS[1][:6], 11, *ROWS[1][7:])]
    second = send(edited, name="second.xlsx", on=LATER)
    actions.apply(batch=second, by=None)
    assert len(withdraw(first).said_again) == 2
    assert members() == 31
    withdraw(second)
    assert (members(), Profile.objects.filter(retracted=None).count()) == (0, 0)
    assert reconcile().sound


def test_from_the_journal_a_list_is_withdrawn_on_its_own_page(ledger, officer, send):
    batch = send()
    actions.apply(batch=batch, by=None)
    batch.refresh_from_db()
    undo = reverse("registry:undo", args=[batch.posting])
    assert officer.post(undo, {"reason": "nhầm"}).url == reverse("intake:batch", args=[batch.pk])
    assert not Posting.objects.filter(undoes=batch.posting).exists()
    actions.withdraw(batch=batch, by=None)
    assert "đã được rút lại" in officer.get(undo).content.decode()


def test_a_list_that_wrote_nothing_is_withdrawn_too(ledger, officer, send):
    first = send(ROWS[:2])
    actions.apply(batch=first, by=None)
    second = send([ROWS[1], ROWS[0]], name="second.xlsx", on=LATER)
    actions.apply(batch=second, by=None)
    assert second.posting is None
    withdraw(first)
    assert members() == 29
    officer.post(address("undo", second), {"reason": "gửi nhầm"})
    second.refresh_from_db()
    assert (second.state, second.undone_by, members()) == ("withdrawn", newest(), 0)
    with pytest.raises(NotNow):
        withdraw(second)


def test_where_nothing_has_to_be_withdrawn_nothing_is_posted(ledger, officer, send):
    actions.apply(batch=send(ROWS[:2]), by=None)
    second = send([ROWS[1], ROWS[0]], name="second.xlsx", on=LATER)
    actions.apply(batch=second, by=None)
    before = newest()
    assert "Rút lại cả lần nhập này" in page_of(officer, second)
    answer = officer.post(address("undo", second)).content.decode()
    assert "Không có gì phải rút khỏi sổ" in answer
    assert (newest(), members()) == (before, 29)


def test_the_same_file_of_the_same_day_is_one_statement(ledger, tmp_path):
    path = tmp_path / "ds.xlsx"
    written(ROWS[:2]).save(path)
    first, again, next_year = (actions.receive(source=path, name="ds.xlsx", on=on, by=None) for on in (ON, ON, LAST))
    for batch in (first, again, next_year):
        actions.apply(batch=batch, by=None)
    withdraw(first)
    again.refresh_from_db()
    assert again.state == "withdrawn"
    assert (members(ON), members()) == (0, 29)


def test_what_an_officer_recorded_since_stays_the_last_word(ledger, send, lan):
    first, second = send(ROWS[:1]), send(ROWS[:1], name="second.xlsx", heading=(*HEADING[:-1], "Hiện trạng"))
    for batch in (first, second):
        actions.apply(batch=batch, by=None)
    pk = Profile.objects.filter(retracted=None).latest("pk").organisation_id
    organisations.state_fields(organisation_id=pk, day=ON, said={"members": 99}, seen=None, by=lan)
    withdraw(first)
    assert members() == 99


def test_products_that_another_list_tells_stay_with_their_stars(ledger, send):
    heading = ("STT", "Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Số sao", "Ngày công nhận", "Số quyết định")
    rows = [(1, "Gạo nếp bắc", "HTX Hương Quê", "Yên Lương", "Ý Yên", 3, "05/06/2019", "12/QĐ-UBND"),
            (2, "Nấm sò", "HTX Hương Quê", "Yên Lương", "Ý Yên", 4, "05/06/2019", "12/QĐ-UBND")]  # fmt: skip
    first, second = send(rows, heading=heading), send(rows[:1], name="b.xlsx", on=LATER, heading=heading)
    for batch in (first, second):
        actions.apply(batch=batch, by=None)
    number = Product.objects.get(name="Gạo nếp bắc").product_id
    withdraw(first)
    assert list(Product.objects.filter(withdrawn=None).values_list("name", "product_id")) == [("Gạo nếp bắc", number)]
    assert [c.stars for c in Certificate.objects.filter(withdrawn=None)] == [3]
    withdraw(second)
    assert not Product.objects.filter(withdrawn=None).exists()
    assert not LifeEvent.objects.filter(withdrawn=None).exists()
