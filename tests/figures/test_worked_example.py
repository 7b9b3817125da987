"""The ledger's worked example, to the row: what is posted, what is known when, and why it differs."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from nongcot.indicators import asking, bridge, definitions
from nongcot.indicators.figures import figure
from nongcot.indicators.models import Span
from nongcot.kernel.dates import FAR

pytestmark = pytest.mark.both_databases

CODE = "operating_cooperatives"
HALF = (date(2018, 1, 1), date(2018, 6, 30))


def test_spans_are_those_of_the_book_of_rules(example):
    rows = Span.objects.filter(definition_id=definitions.current()[CODE].pk, organisation_id=example.a, axis="")
    columns = ("place_id", "valid_from", "valid_to", "opens_by", "closes_by", "posted", "retracted")
    assert list(rows.order_by("posted", "valid_from").values_list(*columns)) == [
        (example.x, date(2018, 3, 10), FAR, "entered", "", example.listed, example.moved),
        (example.x, date(2018, 3, 10), date(2021, 6, 1), "entered", "moved", example.moved, example.corrected),
        (example.y, date(2021, 6, 1), FAR, "moved", "", example.moved, None),
        (example.x, date(2018, 10, 3), date(2021, 6, 1), "entered", "moved", example.corrected, None),
    ]


def test_stock_as_known_before_and_after_the_correction(example):
    day = date(2018, 6, 30)
    assert figure(CODE, on=day, known_at=example.moved).value == 1
    assert figure(CODE, on=day, known_at=example.corrected).value == 0
    assert figure(CODE, on=day).value == 0


def test_first_half_of_2018_counts_what_was_known(example):
    assert figure("established_cooperatives", period=HALF, known_at=example.moved).value == 1
    assert figure("established_cooperatives", period=HALF).value == 0
    then = figure(CODE, period=HALF, known_at=example.moved).movement
    assert (then.opening, then.inflow, then.closing) == (0, {"entered": 1}, 1)


def test_a_move_is_no_birth_and_no_death(example):
    moved = figure(CODE, period=(date(2021, 1, 1), date(2021, 12, 31)), by="place:district")
    assert (moved.movement.inflow, moved.movement.outflow) == ({}, {})
    cells = {part.label: part.movement for part in moved.movements}
    assert cells["Huyện Ý Yên"].outflow == {"moved": 1}
    assert cells["Huyện Hải Hậu"].inflow == {"moved": 1}


def test_the_turns_of_a_year_are_read_once_for_its_days_its_places_and_their_total(example):
    days = [date(2021, 5, 31), date(2021, 6, 1), date(2021, 12, 31)]
    with CaptureQueriesContext(connection) as queries:
        told = [figure(CODE, period=(date(2021, 1, 1), day), by="place:district") for day in days]
    assert sum("opened_by" in query["sql"] for query in queries) == 1
    moved = [{part.label for part in one.movements if part.movement.inflow} for one in told]
    assert moved == [set(), {"Huyện Hải Hậu"}, {"Huyện Hải Hậu"}]
    assert {(one.value, one.movement.closing) for one in told} == {(1, 1)}


@pytest.mark.parametrize("code", [CODE, "established_cooperatives"])
def test_the_bridge_between_then_and_now_is_the_correction(example, code):
    answers = {"on": None, "period": HALF, "place": "", "geo": None, "funds": False}
    asked = asking.read(code, answers, QueryDict(), HALF[1], example.moved)
    found = bridge.build(asked)
    assert (found.then, found.now) == (1, 0)
    (step,) = found.steps
    assert (step.posting.n, step.posting.cause, step.change) == (example.corrected, "correction", -1)
    assert [(record.label, record.amount) for record in step.records] == [("HTX A", -1)]
    assert found.then + sum(step.change for step in found.steps) == found.now


def test_no_bridge_stands_on_the_newest_knowledge(example):
    answers = {"on": None, "period": HALF, "place": "", "geo": None, "funds": False}
    assert bridge.build(asking.read(CODE, answers, QueryDict(), HALF[1], None)) is None
