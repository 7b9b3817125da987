"""Dates as officers write them: what is read, and where a doubt is told."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nongcot.kernel.dates import PartialDate, day_of_serial, format_partial, parse_partial

APRIL_3 = PartialDate.day(date(2018, 4, 3))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("03/04/2018", "03/04/2018"),
        ("3-4-18", "03/04/2018"),
        ("3.4.2018", "03/04/2018"),
        (" ngày 03/04/2018. ", "03/04/2018"),
        ("21-09-2020", "21/09/2020"),
        ("0３/04/2018", "03/04/2018"),
        ("2018-04-03", "03/04/2018"),
        ("2012-03-31 00:00:00", "31/03/2012"),
        ("2012-03-31T08:15:00", "31/03/2012"),
        ("03/04/2018 14:30", "03/04/2018"),
        ("ngày 19 tháng 02 năm 2020", "19/02/2020"),
        ("Ngày 19 tháng 2/2020", "19/02/2020"),
        ("3-Apr-18", "03/04/2018"),
        ("April 3, 2018", "03/04/2018"),
        ("11/2017", "11/2017"),
        ("11.2017", "11/2017"),
        ("tháng 10/2020", "10/2020"),
        ("Tháng 02  năm 2020", "02/2020"),
        ("T10/2020", "10/2020"),
        ("2020-10", "10/2020"),
        ("2019", "2019"),
        ("năm 2016", "2016"),
        ("Quý III/2020", "Quý III/2020"),
        ("quý 3 năm 2020", "Quý III/2020"),
        ("Q4/2019", "Quý IV/2019"),
        ("6 tháng đầu năm 2020", "6 tháng đầu năm 2020"),
        ("nửa cuối năm 2019", "6 tháng cuối năm 2019"),
        ("từ ngày 6 - 11/2/2018", "06/02/2018–11/02/2018"),
        ("từ ngày 29/8 đến 3/9/2018", "29/08/2018–03/09/2018"),
        ("28/12/2017 - 3/1/2018", "28/12/2017–03/01/2018"),
        ("2015 - 2020", "01/01/2015–31/12/2020"),
        ("1997-2003", "01/01/1997–31/12/2003"),
        (2019, "2019"),
        (2019.0, "2019"),
        (Decimal(2019), "2019"),
        (43193, "03/04/2018"),
        (43193.75, "03/04/2018"),
        (date(2018, 4, 3), "03/04/2018"),
        (datetime(2018, 4, 3, 23, 59), "03/04/2018"),
    ],
)
def test_read_without_doubt(written, read):
    reading = parse_partial(written)
    assert reading.value is not None
    assert (format_partial(reading.value), reading.doubt) == (read, "")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("04/25/2018", "25/04/2018"),
        ("đầu năm 2024", "01/01/2024–30/04/2024"),
        ("giữa năm 2022", "01/05/2022–31/08/2022"),
        ("cuối năm 2024", "01/09/2024–31/12/2024"),
        ("cuối tháng 2/2020", "21/02/2020–29/02/2020"),
        ("năm 2025 đợt 1", "2025"),
        ("Xã Tam Thôn Hiệp (thành lập lại năm 2005)", "2005"),
        ("QĐ 2700/QĐ-UBND 13/12/2021", "13/12/2021"),
        ("khai mạc 1.9.2017", "01/09/2017"),
        ("43193", "03/04/2018"),
        ("20180403", "03/04/2018"),
        ("03042018", "03/04/2018"),
        (11.2017, "11/2017"),
    ],
)
def test_read_with_a_doubt_that_shows_the_reading(written, read):
    reading = parse_partial(written)
    assert reading.value is not None
    assert format_partial(reading.value) == read
    assert read in reading.doubt


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2020",
        "29/02/2019",
        "15/13/2018",
        "00/04/2018",
        "13/2018",
        "1/1/0218",
        "Tối 20/10",
        "Sáng ngày 1/10",
        "từ ngày 29/8 đến 3/9",
        "2018-2016",
        "trước năm 2015",
        "5/6/2018, 7/8/2019",
        "3 năm",
        "24 Tháng",
        "MN01",
        5,
        112017,
        4_000_000,
        float("nan"),
        Decimal("Infinity"),
        True,
        time(3),
        date(218, 1, 1),
    ],
)
def test_what_cannot_be_read_is_told(written):
    reading = parse_partial(written)
    assert reading.value is None
    assert reading.doubt


@pytest.mark.parametrize("written", [None, "", "  ", "\xa0", "-", "–", "N/A", "không rõ"])
def test_nothing_is_no_doubt(written):
    assert parse_partial(written).value is None
    assert parse_partial(written).doubt == ""


def test_a_source_that_may_write_the_month_first_gives_both_readings():
    assert parse_partial("03/04/2018").doubt == ""
    reading = parse_partial("03/04/2018", ambiguous=True)
    assert reading.value == APRIL_3
    assert "03/04/2018" in reading.doubt
    assert "04/03/2018" in reading.doubt
    assert parse_partial("25/04/2018", ambiguous=True).doubt == ""
    assert parse_partial("04/04/2018", ambiguous=True).doubt == ""


def test_two_digit_years_turn_at_fifty():
    assert parse_partial("1/1/49").value == PartialDate.day(date(2049, 1, 1))
    assert parse_partial("1/1/50").value == PartialDate.day(date(1950, 1, 1))


def test_excel_counts_a_day_that_never_was():
    assert day_of_serial(1) == date(1900, 1, 1)
    assert day_of_serial(59) == date(1900, 2, 28)
    assert day_of_serial(61) == date(1900, 3, 1)
    assert day_of_serial(43193) == date(2018, 4, 3)
    for serial in (60, 0, -1):
        with pytest.raises(ValueError, match="serial"):
            day_of_serial(serial)


known_days = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@given(
    st.one_of(
        known_days.map(PartialDate.day),
        known_days.map(lambda day: PartialDate.month(day.year, day.month)),
        known_days.map(lambda day: PartialDate.quarter(day.year, (day.month + 2) // 3)),
        known_days.map(lambda day: PartialDate.half(day.year, (day.month + 5) // 6)),
        known_days.map(lambda day: PartialDate.year(day.year)),
        st.tuples(known_days, known_days).map(sorted).map(lambda pair: PartialDate.between(*pair)),
    )
)
def test_what_is_written_is_read_back(partial):
    assert parse_partial(format_partial(partial)).value == partial
    assert parse_partial(format_partial(partial)).doubt == ""


@given(st.one_of(st.text(), st.text("0123456789/-.: ngàythángnămQuýIV"), st.floats(), st.integers()))
def test_anything_is_read_or_told(written):
    reading = parse_partial(written)
    if reading.value is None and not reading.doubt:
        assert not any(char.isdigit() for char in str(written))
