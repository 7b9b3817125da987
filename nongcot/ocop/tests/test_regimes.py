"""What the regimes set by date: who decides, how long a certificate holds, when to file again, which regimes run."""

from datetime import date, timedelta

import pytest

from nongcot.kernel.dates import months_later
from nongcot.ocop import regimes


@pytest.mark.parametrize(
    ("day", "three"),
    [("2019-08-21", "province"), ("2023-02-23", "province"), ("2023-02-24", "district"), ("2025-07-05", "district"),
     ("2025-07-06", "province"), ("2026-06-01", "province")],
)  # fmt: skip
def test_who_recognises_three_stars_depends_on_the_day(ledger, day, three):
    on = date.fromisoformat(day)
    assert regimes.decider(3, on)[0] == three
    assert (regimes.decider(4, on)[0], regimes.decider(5, on)[0]) == ("province", "central")


def test_before_the_programme_nobody_did(ledger):
    assert regimes.decider(3, date(2019, 8, 20)) is None
    assert regimes.running(date(2019, 8, 20)) == []
    assert regimes.usual(date(2019, 8, 20)) == ""


def test_two_regimes_run_side_by_side_from_may_to_july_2026(ledger):
    assert regimes.running(date(2026, 5, 21)) == ["QD148-2023"]
    assert regimes.running(date(2026, 5, 22)) == ["QD26-2026", "QD148-2023"]
    assert regimes.running(date(2026, 7, 20)) == ["QD26-2026", "QD148-2023"]
    assert regimes.running(date(2026, 7, 21)) == ["QD26-2026"]


def test_a_certificate_holds_36_months(ledger):
    assert regimes.last_day(date(2020, 9, 30)) == date(2023, 9, 29)
    assert regimes.last_day(date(2024, 2, 29)) == date(2027, 2, 27)
    assert months_later(date(2023, 11, 30), 3) == date(2024, 2, 29)


def test_one_files_again_180_to_120_days_before_the_end(ledger):
    last = date(2027, 3, 31)
    window = regimes.window(last + timedelta(days=1), date(2026, 9, 1))
    assert (window.opens, window.closes) == (last - timedelta(days=180), last - timedelta(days=120))


def test_no_window_is_known_of_earlier_regimes(ledger):
    assert regimes.window(date(2023, 10, 1), date(2023, 5, 1)) is None


def test_what_was_pending_is_finished_within_its_days(ledger):
    assert regimes.late_under("QD148-2023", "first", date(2026, 7, 21)) is None
    assert regimes.late_under("QD148-2023", "first", date(2026, 7, 22))[0] == date(2026, 7, 21)
    assert regimes.late_under("QD148-2023", "re_evaluation", date(2026, 6, 22))[0] == date(2026, 6, 21)
    assert regimes.late_under("QD26-2026", "first", date(2027, 1, 1)) is None
