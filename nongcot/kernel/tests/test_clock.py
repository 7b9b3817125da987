from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from nongcot.kernel import clock


def test_a_day_means_its_noon_in_vietnam():
    with clock.at(date(2020, 10, 15)):
        assert clock.now() == datetime(2020, 10, 15, 5, tzinfo=UTC)
        assert clock.today() == date(2020, 10, 15)


def test_the_day_ends_in_vietnam_not_in_utc():
    with clock.at(datetime(2020, 10, 15, 16, 59, tzinfo=UTC)):
        assert clock.today() == date(2020, 10, 15)
    with clock.at(datetime(2020, 10, 15, 17, tzinfo=UTC)):
        assert clock.today() == date(2020, 10, 16)


def test_a_moment_of_another_zone_is_told_in_utc():
    hanoi = timezone(timedelta(hours=7))
    with clock.at(datetime(2020, 1, 1, 1, tzinfo=hanoi)):
        assert clock.now().tzinfo == UTC
        assert clock.now() == datetime(2019, 12, 31, 18, tzinfo=UTC)


def test_blocks_nest_and_the_clock_goes_on_afterwards():
    before = clock.now()
    with clock.at(date(2016, 1, 1)):
        with clock.at(date(2017, 1, 1)):
            assert clock.today().year == 2017
        assert clock.today().year == 2016
    assert clock.now() >= before


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.at(datetime(2020, 1, 1)):
        pass
