"""Known-at stability while others write: threads with connections of their own on one database that commits."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from threading import Event

import pytest
from django.db import connection

from nongcot.indicators import ledger
from nongcot.indicators.figures import figure
from nongcot.indicators.models import Posting
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing

pytestmark = pytest.mark.both_databases

PATIENCE = 60
NOON = datetime(2020, 3, 2, 5, tzinfo=UTC)
BORN = PartialDate.day(date(2018, 3, 10))


def enter(entry: ledger.Entry) -> None:
    """A co-op founded long ago, so that every posting changes the past."""
    [pk] = writing.new_organisations(entry, 1)
    writing.say(entry, [writing.Said(pk, BORN.earliest, {"kind": "coop", "name": f"HTX {pk}"})])
    writing.happen(entry, [writing.Happened(pk, "registered", BORN)])


def post() -> int:
    with ledger.posting("enter", by=None) as entry:
        enter(entry)
    return entry.n


def counted(n: int | None = None) -> tuple[object, object, object]:
    """The figure and its movement as known at a posting."""
    found = figure("operating_cooperatives", period=(date(2018, 1, 1), date(2018, 12, 31)), by="sector", known_at=n)
    return found.value, found.breakdown, found.movement


@contextmanager
def elsewhere(task: Callable[[], object]) -> Iterator[Future[object]]:
    """Run a task in a thread with a connection of its own; what it raises is raised here."""

    def run() -> object:
        try:
            return task()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(run)
        yield future
        future.result(PATIENCE)


def wait_for(event: Event) -> None:
    assert event.wait(PATIENCE)


def test_an_answer_never_changes_while_somebody_writes(own_ledger):
    answers: dict[int, object] = {}

    def read() -> None:
        n = ledger.resolve(None)
        answers.setdefault(n, counted(n))
        for known in answers:
            assert counted(known) == answers[known]

    post()
    with elsewhere(lambda: [post() for _ in range(8)]) as writing_on:
        read()
        while not writing_on.done():
            read()
    read()
    assert answers.keys() <= set(range(2, 11))
    assert answers[10][0] == 9


def test_a_figure_put_together_from_many_queries_is_of_one_state(own_ledger):
    """Somebody posts right after the first look at the spans."""
    post()
    before, posted = counted(), []

    def look_and_let_post(execute, sql, parameters, many, context):
        found = execute(sql, parameters, many, context)
        if "indicators_" in sql and not posted:
            with elsewhere(lambda: posted.append(post())):
                pass
        return found

    with connection.execute_wrapper(look_and_let_post):
        assert counted() == before
    assert posted
    assert counted() != before


def test_a_snapshot_sees_one_posting_throughout(own_ledger):
    first, looked, posted = post(), Event(), Event()

    def write() -> None:
        wait_for(looked)
        post()
        posted.set()

    with elsewhere(write):
        with ledger.snapshot():
            before = ledger.newest(), ledger.resolve(None), counted()
            looked.set()
            wait_for(posted)
            assert (ledger.newest(), ledger.resolve(None), counted()) == before
            assert ledger.newest() == first
        assert ledger.newest() == first + 1
        assert counted() != before[2]


def test_a_moment_is_no_point_of_knowledge_but_its_number_is(own_ledger):
    """A posting stamped and not yet committed is not seen by a reader who asks for its very moment; later it is."""
    stamped, read = Event(), Event()

    def write() -> None:
        with clock.at(NOON), ledger.posting("slow", by=None) as entry:
            enter(entry)
            stamped.set()
            wait_for(read)

    with clock.at(NOON):
        first = post()
        with elsewhere(write):
            wait_for(stamped)
            n = ledger.resolve(NOON)
            answer = counted(n)
            read.set()
    assert n == first
    assert ledger.resolve(NOON) == first + 1
    assert counted(n) == answer
    assert counted(first + 1) != answer


def test_a_second_writer_waits_for_the_first(own_ledger):
    """Numbers are given in the order of commits: the second reads what the first wrote."""
    holding, knocking = Event(), Event()
    ended: list[str] = []

    def first() -> None:
        with ledger.posting("first", by=None) as entry:
            holding.set()
            wait_for(knocking)
            enter(entry)
            ended.append("first")

    def second() -> None:
        wait_for(holding)
        knocking.set()
        with ledger.posting("second", by=None) as entry:
            assert Posting.objects.get(n=entry.n - 1).act == "first"
            enter(entry)
            ended.append("second")

    with elsewhere(first), elsewhere(second):
        pass
    assert ended == ["first", "second"]
    assert list(Posting.objects.order_by("n").values_list("act", flat=True))[-2:] == ["first", "second"]


def test_many_writers_leave_one_sound_book(own_ledger):
    with elsewhere(lambda: [post() for _ in range(4)]), elsewhere(lambda: [post() for _ in range(4)]):
        for _ in range(4):
            post()
    rows = list(Posting.objects.order_by("n").values_list("n", "moment", "digest"))
    assert [n for n, _moment, _digest in rows] == list(range(1, 14))
    assert [moment for _n, moment, _digest in rows] == sorted(moment for _n, moment, _digest in rows)
    assert len({digest for _n, _moment, digest in rows}) == 13
    assert counted()[0] == 12
    assert reconcile().sound


def test_an_act_that_fails_leaves_no_number_behind(own_ledger):
    def fail() -> None:
        with ledger.posting("fails", by=None) as entry:
            enter(entry)
            raise RuntimeError("something goes wrong after the facts were asserted")

    before = ledger.newest(), counted()
    with pytest.raises(RuntimeError, match="goes wrong"), elsewhere(fail):
        pass
    assert (ledger.newest(), counted()) == before
    assert post() == before[0] + 1
