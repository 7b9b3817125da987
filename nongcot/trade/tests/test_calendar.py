"""The calendar as other programs read it (RFC 5545)."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.kernel.dates import PartialDate
from nongcot.trade.actions.events import cancel_event
from nongcot.trade.tests.telling import event

pytestmark = pytest.mark.both_databases

LONG = "Hội chợ nông sản, đặc sản; hàng thủ công của các hợp tác xã đồng bằng sông Hồng lần thứ mười hai"


@pytest.fixture
def feed(today, visitor, book) -> str:
    event(LONG, on=date(2022, 7, 1), closes=date(2022, 7, 5), venue="Nhà văn hóa\\trung tâm")
    event("Chỉ biết tháng", on=PartialDate.month(2022, 8))
    number = event("Đã hủy", on=date(2022, 9, 1))
    cancel_event(key=f"te{number}", by=None, seen=None, reason="bão")
    answer = visitor.get(reverse("trade:feed"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content.decode()


def test_no_line_is_longer_than_75_octets_and_all_end_alike(feed):
    assert feed.endswith("END:VCALENDAR\r\n")
    assert "\n" not in feed.replace("\r\n", "")
    assert max(len(line.encode()) for line in feed.split("\r\n")) <= 75


def test_folded_lines_say_what_was_told_and_marks_are_escaped(feed):
    lines = feed.replace("\r\n ", "").split("\r\n")
    assert "SUMMARY:" + LONG.replace(";", "\\;").replace(",", "\\,") in lines
    assert "LOCATION:Nhà văn hóa\\\\trung tâm" in lines


def test_whole_days_end_before_the_day_after(feed):
    assert "DTSTART;VALUE=DATE:20220701\r\nDTEND;VALUE=DATE:20220706\r\n" in feed


def test_what_is_known_to_the_month_stands_in_no_calendar_and_what_was_cancelled_says_so(feed):
    assert feed.count("BEGIN:VEVENT") == 2
    assert feed.count("STATUS:CANCELLED") == 1
    assert "Chỉ biết tháng" not in feed


def test_every_event_keeps_its_identity(feed):
    assert len({line for line in feed.split("\r\n") if line.startswith("UID:")}) == 2
