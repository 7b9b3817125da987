"""Partial dates and periods: what they cover and how they are written."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.dates import FAR, PartialDate, Period, format_day, format_partial, months_later

days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
periods = st.tuples(days, st.integers(1, 2000)).map(lambda pair: Period(pair[0], pair[0] + timedelta(days=pair[1])))
months = st.tuples(st.integers(1901, 2099), st.integers(1, 12), st.integers(1, 40))


@pytest.mark.parametrize(
    ("partial", "earliest", "latest", "written"),
    [
        (PartialDate.day(date(2018, 4, 3)), date(2018, 4, 3), date(2018, 4, 3), "03/04/2018"),
        (PartialDate.month(2020, 2), date(2020, 2, 1), date(2020, 2, 29), "02/2020"),
        (PartialDate.quarter(2020, 1), date(2020, 1, 1), date(2020, 3, 31), "Quý I/2020"),
        (PartialDate.quarter(2020, 4), date(2020, 10, 1), date(2020, 12, 31), "Quý IV/2020"),
        (PartialDate.half(2020, 1), date(2020, 1, 1), date(2020, 6, 30), "6 tháng đầu năm 2020"),
        (PartialDate.half(2020, 2), date(2020, 7, 1), date(2020, 12, 31), "6 tháng cuối năm 2020"),
        (PartialDate.year(2018), date(2018, 1, 1), date(2018, 12, 31), "2018"),
        (
            PartialDate.between(date(2018, 2, 6), date(2018, 2, 11)),
            date(2018, 2, 6),
            date(2018, 2, 11),
            "06/02/2018–11/02/2018",
        ),
    ],
)
def test_a_partial_date_covers_its_days(partial, earliest, latest, written):
    assert (partial.earliest, partial.latest) == (earliest, latest)
    assert format_partial(partial) == written


def test_a_range_of_one_day_is_a_day():
    assert PartialDate.between(date(2020, 1, 1), date(2020, 1, 1)) == PartialDate.day(date(2020, 1, 1))


def test_a_partial_date_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="lies before"):
        PartialDate.between(date(2020, 1, 2), date(2020, 1, 1))


def test_days_are_written_alike_in_both_languages():
    with translation.override("en"):
        assert format_day(date(2018, 4, 3)) == "03/04/2018"
    assert format_day(FAR) == "31/12/9999"


@pytest.mark.parametrize(
    ("period", "label", "previous", "year_before"),
    [
        (Period.year(2020), "Năm 2020", Period.year(2019), Period.year(2019)),
        (Period.half(2020, 1), "6 tháng đầu năm 2020", Period.half(2019, 2), Period.half(2019, 1)),
        (Period.quarter(2020, 1), "Quý I/2020", Period.quarter(2019, 4), Period.quarter(2019, 1)),
        (Period.month(2021, 2), "Tháng 02/2021", Period.month(2021, 1), Period.month(2020, 2)),
        (
            Period.inclusive(date(2020, 1, 1), date(2020, 9, 30)),
            "01/01/2020–30/09/2020",
            Period.inclusive(date(2019, 4, 1), date(2019, 12, 31)),
            Period.inclusive(date(2019, 1, 1), date(2019, 9, 30)),
        ),
        (
            Period.inclusive(date(2020, 2, 29), date(2020, 3, 9)),
            "29/02/2020–09/03/2020",
            Period.inclusive(date(2020, 2, 19), date(2020, 2, 28)),
            Period.inclusive(date(2019, 2, 28), date(2019, 3, 9)),
        ),
    ],
)
def test_periods_and_their_neighbours(period, label, previous, year_before):
    assert period.label() == label
    assert period.previous() == previous
    assert period.year_before() == year_before


@given(months)
def test_whole_months_stay_whole_months(chosen):
    year, month, length = chosen
    start = Period.month(year, month).start
    count = year * 12 + month - 1 + length
    period = Period(start, date(count // 12, count % 12 + 1, 1))
    assert period.previous().end == period.start
    assert period.previous().start.day == 1
    assert period.year_before().start == date(year - 1, month, 1)
    assert period.year_before().end == date(period.end.year - 1, period.end.month, 1)


@given(periods, days)
def test_a_period_holds_its_first_day_and_not_its_end(period, day):
    assert period.start in period
    assert period.last in period
    assert period.end not in period
    assert (day in period) == (period.start <= day <= period.last)
    assert period.days == sum(1 for n in range(period.days + 5) if period.start + timedelta(days=n) in period)


def test_only_a_date_wholly_inside_is_covered():
    period = Period.inclusive(date(2020, 1, 1), date(2020, 6, 29))
    assert period.covers(PartialDate.quarter(2020, 2)) is False
    assert period.covers(PartialDate.quarter(2020, 1)) is True


def test_an_empty_period_is_refused():
    with pytest.raises(ValueError, match="cannot end before"):
        Period(date(2020, 1, 1), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2019, 3, 5), 36, date(2022, 3, 5)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2019, 12, 31), 1, date(2020, 1, 31)),
    ],
)
def test_months_later_is_the_same_day_or_the_month_s_last(day, months, later):
    assert months_later(day, months) == later
