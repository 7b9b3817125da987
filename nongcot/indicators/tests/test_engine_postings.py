"""Postings: numbers and moments, also under a clock that jumps."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nongcot.indicators.actions import keep_quoted
from nongcot.indicators.ledger import BeforeTheBook, BeyondTheBook, NestedPosting, newest, posting, resolve
from nongcot.indicators.models import Posting
from nongcot.kernel import clock

pytestmark = pytest.mark.both_databases

FIRST = datetime(2020, 5, 5, 5, tzinfo=UTC)
QUOTED = {
    "code": "x", "label": "Số liệu", "scope": "Nam Định", "as_of": "2020", "earliest": "2020-01-01",
    "latest": "2020-12-31", "value": 456, "unit": "HTX", "source_title": "Báo", "verified": False,
}  # fmt: skip


def post(moment: datetime) -> int:
    with clock.at(moment):
        return keep_quoted(by=None, rows=[QUOTED], source="Báo")


def moment_of(n: int) -> datetime:
    return Posting.objects.get(n=n).moment


def test_a_clock_put_back_puts_no_moment_back(ledger):
    first = post(FIRST)
    back = post(FIRST - timedelta(days=400))
    on = post(FIRST + timedelta(seconds=1))
    assert [first, back, on] == [2, 3, 4]
    assert [moment_of(n) for n in (first, back, on)] == [FIRST, FIRST, FIRST + timedelta(seconds=1)]


def test_a_day_means_its_end_in_vietnam(ledger):
    evening = post(datetime(2020, 5, 5, 16, 59, 59, tzinfo=UTC))
    midnight = post(datetime(2020, 5, 5, 17, tzinfo=UTC))
    assert resolve(date(2020, 5, 5)) == evening
    assert resolve("2020-05-05") == evening
    assert resolve(date(2020, 5, 6)) == midnight


@pytest.mark.parametrize("day", [date(2020, 2, 29), date(2019, 12, 31), date(2020, 12, 31)])
def test_leap_days_and_years_end_like_other_days(ledger, day):
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    n = post(noon)
    post(noon + timedelta(days=1))
    assert resolve(day) == n
    assert resolve(day - timedelta(days=1)) == 1
    assert resolve(day + timedelta(days=1)) == n + 1


def test_a_number_is_itself(ledger):
    n = post(FIRST)
    assert [resolve(asked) for asked in (1, n, str(n), None, "")] == [1, n, n, n, n]


@pytest.mark.parametrize("beyond", [1, 5])
def test_beyond_the_last_posting_there_is_no_answer(ledger, beyond):
    """Tomorrow's posting under that number would make today's answer untrue."""
    n = post(FIRST)
    with pytest.raises(BeyondTheBook, match=f"Sổ mới ghi đến lần {n}"):
        resolve(str(n + beyond))


@pytest.mark.parametrize("asked", [0, "0", date(2015, 12, 31), datetime(2016, 1, 4, 4, 59, tzinfo=UTC)])
def test_before_the_book_there_is_no_answer(ledger, asked):
    with pytest.raises(BeforeTheBook, match="04/01/2016"):
        resolve(asked)


def test_a_naive_moment_is_of_vietnam(ledger):
    n = post(FIRST)
    assert resolve(datetime(2020, 5, 5, 12)) == n
    assert resolve(datetime(2020, 5, 5, 11, 59)) == n - 1


def test_no_posting_inside_a_posting(ledger):
    with pytest.raises(NestedPosting), posting("outer", by=None):
        post(FIRST)
    assert newest() == 1


def test_an_act_that_asserted_nothing_leaves_no_posting(ledger):
    with posting("nothing", by=None):
        pass
    assert newest() == 1


def test_a_digest_holds_what_was_written_and_all_before(ledger):
    first, second = post(FIRST), post(FIRST)
    digests = dict(Posting.objects.values_list("n", "digest"))
    assert len({digests[1], digests[first], digests[second]}) == 3
