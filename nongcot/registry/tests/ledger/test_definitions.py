"""A changed declaration: refused until the ledger is posted under it; what was known before stays as it was."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.indicators.actions import repost
from nongcot.indicators.declare import catalogue
from nongcot.indicators.definitions import NotPostedUnder
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Definition, Posting, Span
from nongcot.indicators.questions import NotAskable
from nongcot.indicators.reconcile import reconcile
from nongcot.registry.actions.events import record_event
from nongcot.registry.tests.book import day, enter

pytestmark = pytest.mark.both_databases

CODE = "operating_cooperatives"
PERIOD = (date(2018, 1, 1), date(2019, 12, 31))


@pytest.fixture(autouse=True)
def catalogue_in_its_order(monkeypatch):
    """What a test takes out of the catalogue comes back at its end; the reference prints the catalogue's order."""
    declared = dict(catalogue())
    yield
    monkeypatch.undo()
    catalogue().clear()
    catalogue().update(declared)


@pytest.fixture
def two_cooperatives(today, yen_my):
    """One is operating, one was suspended in 2019."""
    first = enter("HTX Một", place=yen_my)
    second = enter("HTX Hai", place=yen_my)
    record_event(organisation_id=second, kind="suspended", on=day("2019-06-01"), by=None)
    return first, second


@pytest.fixture
def changed_declaration(monkeypatch, two_cooperatives):
    """Somebody decides that suspended co-ops count as operating."""
    declared = catalogue()[CODE]
    query = replace(declared.query, counted="p.kind IN ('coop', 'credit_fund')", operating=False)
    monkeypatch.setitem(catalogue(), CODE, replace(declared, version=2, query=query))


def answer(n: int | None = None) -> tuple[object, ...]:
    found = figure(CODE, period=PERIOD, by="place:district", known_at=n, records=True)
    return found.value, found.version, found.breakdown, found.movement, found.movements, found.records


def test_nothing_is_posted_under_another_definition(changed_declaration, yen_my):
    before = newest()
    with pytest.raises(NotPostedUnder, match=CODE):
        enter("HTX Ba", place=yen_my)
    assert newest() == before
    assert reconcile().definitions == (CODE,)


def test_what_was_known_before_stays_as_it_was(two_cooperatives, monkeypatch):
    n = newest()
    before = answer()
    assert before[:2] == (1, 1)
    declared = catalogue()[CODE]
    query = replace(declared.query, counted="p.kind IN ('coop', 'credit_fund')", operating=False)
    monkeypatch.setitem(catalogue(), CODE, replace(declared, version=2, query=query))
    posted, codes = repost(by=None, reason="đổi cách đếm")
    assert (posted, codes) == (n + 1, [CODE])
    assert answer(n)[:5] == before[:5]
    now = answer()
    assert now[:2] == (2, 2)
    assert now[3].inflow == {"entered": 2}
    assert now[3].outflow == {}


def test_reposting_is_one_posting_and_touches_nothing_else(changed_declaration, yen_my):
    n = newest()
    others = set(Span.objects.filter(retracted=None).exclude(definition_id__in=_ids(CODE)).values_list("pk", flat=True))
    repost(by=None)
    assert Posting.objects.get(n=n + 1).cause == Posting.Cause.DEFINITION
    assert newest() == n + 1
    assert set(Span.objects.filter(posted=n + 1).values_list("definition_id", flat=True)) == {max(_ids(CODE))}
    assert not Span.objects.filter(definition_id=min(_ids(CODE)), retracted=None).exists()
    assert others == set(Span.objects.filter(retracted=None, posted__lte=n).values_list("pk", flat=True))
    assert reconcile().sound
    assert repost(by=None) == (0, [])
    enter("HTX Ba", place=yen_my)
    assert answer()[0] == 3
    assert reconcile().sound


def test_an_indicator_no_longer_declared_is_retracted(two_cooperatives, monkeypatch):
    n = newest()
    monkeypatch.delitem(catalogue(), "suspended_cooperatives")
    posted, codes = repost(by=None)
    assert (posted, codes) == (n + 1, ["suspended_cooperatives"])
    dropped = Definition.objects.get(code="suspended_cooperatives")
    assert dropped.retracted == posted
    assert not Span.objects.filter(definition_id=dropped.pk, retracted=None).exists()
    assert reconcile().sound
    with pytest.raises(NotAskable):
        figure("suspended_cooperatives", on=date(2019, 12, 31))


def test_an_indicator_first_declared_later_was_not_counted_before(two_cooperatives, monkeypatch):
    n = newest()
    declared = catalogue()["suspended_cooperatives"]
    monkeypatch.delitem(catalogue(), declared.code)
    repost(by=None)
    monkeypatch.setitem(catalogue(), declared.code, declared)
    repost(by=None)
    assert figure(declared.code, on=date(2019, 12, 31)).value == 1
    assert figure(declared.code, on=date(2019, 12, 31), known_at=n).value == 1
    with pytest.raises(NotAskable):
        figure(declared.code, on=date(2019, 12, 31), known_at=n + 1)


def test_a_posting_reads_the_definitions_once(today, yen_my):
    with CaptureQueriesContext(connection) as asked:
        enter("HTX Một", place=yen_my)
    assert len([query for query in asked if "FROM indicators_definition WHERE retracted" in query["sql"]]) == 1


def _ids(code: str) -> list[int]:
    return list(Definition.objects.filter(code=code).values_list("pk", flat=True))
