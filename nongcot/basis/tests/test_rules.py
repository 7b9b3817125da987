"""Rules hold from their first day to the day before the next one's, and say whether their basis was read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from nongcot.basis import rules


@pytest.mark.parametrize(
    ("code", "day", "held"),
    [
        ("cooperative_law", date(2013, 6, 30), {"law": "2003"}),
        ("cooperative_law", date(2013, 7, 1), {"law": "2012"}),
        ("cooperative_law", date(2024, 6, 30), {"law": "2012"}),
        ("cooperative_law", date(2024, 7, 1), {"law": "2023"}),
    ],
)
def test_a_rule_holds_from_its_first_day(ledger, code, day, held):
    assert rules.on(code, day).parameters == held


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (date(2019, 11, 24), "certified"),
        (date(2019, 11, 25), "notified"),
        (date(2024, 7, 17), "notified"),
        (date(2024, 7, 18), "registered"),
    ],
)
def test_papers_of_groups_change_on_the_decrees_days(ledger, day, regime):
    assert rules.on("group_papers", day).parameters["regime"] == regime


def test_rules_of_one_code_never_overlap():
    by_code: dict[str, list[dict]] = {}
    for row in rules.carried():
        by_code.setdefault(row["code"], []).append(row)
    for rows in by_code.values():
        rows.sort(key=lambda row: row["valid_from"])
        for before, after in pairwise(rows):
            assert before["valid_to"] <= after["valid_from"]


def test_every_rule_names_its_basis():
    assert all(row["legal_basis"] for row in rules.carried())


def test_before_the_first_rule_there_is_none(ledger):
    assert rules.on("size_class", date(2020, 4, 1) - timedelta(days=1)) is None
