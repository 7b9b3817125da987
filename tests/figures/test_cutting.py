"""Pages of records are cut from what a figure counts, alike on every database, without sorting all of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.indicators import records
from nongcot.indicators.asking import Asked
from nongcot.indicators.ledger import posting
from nongcot.indicators.questions import ask
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.models import Profile
from tests.figures.book import CAPITALS

CODE = "operating_cooperatives"


@pytest.fixture
def known_otherwise(sums):
    """The records of what was known at a posting, all alike in the day and posting; since then two were found to have
    ended before."""
    ended = Profile.objects.filter(name__in=("HTX Xã Hải Hà 1", "HTX Xã Trực Thái 4")).values_list("organisation_id")
    with clock.at(date(2018, 9, 3)), posting("test", by=None) as entry:
        day = PartialDate.day(date(2018, 6, 1))
        writing.happen(entry, [writing.Happened(pk, "suspended", day) for (pk,) in ended.distinct()])
    question = ask(CODE, on=date(2018, 1, 31), known_at=sums)
    return records.Records(Asked(question, question.on, None, sums, "", None))


@pytest.mark.both_databases
def test_pages_of_what_was_known_are_cut_alike_on_every_database(known_otherwise):
    pages = [[line.label for line in known_otherwise[start : start + 2]] for start in range(0, 16, 2)]
    assert len(known_otherwise) == len({name for page in pages for name in page}) == sum(map(len, CAPITALS.values()))
    assert pages[0] == ["HTX Xã Hải Hà 1", "HTX Xã Trực Thái 4"], (
        "what was taken back since, then what is believed still"
    )


@pytest.mark.parametrize("is_past", [False, True])
def test_pages_are_cut_in_the_order_of_the_index(sums, is_past):
    # PostgreSQL reads a small table whole.
    question = ask(CODE, on=date(2018, 1, 31), known_at=sums)
    with CaptureQueriesContext(connection) as asked:
        records.Records(Asked(replace(question, newest=not is_past), question.on, None, sums, "", None))[2:4]
    [cut] = [query["sql"] for query in asked if "LIMIT 2 OFFSET 2" in query["sql"]]
    with connection.cursor() as cursor:
        steps = [step for *_numbers, step in cursor.execute(f"EXPLAIN QUERY PLAN {cut}").fetchall()]
    assert sum("USING COVERING INDEX indicators_span_time" in step for step in steps) == 1 + is_past
    # The few lines of the page are sorted, and those that are put together; not what they are cut from.
    assert sum("TEMP B-TREE FOR ORDER BY" in step for step in steps) == 1 + is_past, steps
    assert not [step for step in steps if "RIGHT PART OF ORDER BY" in step]
