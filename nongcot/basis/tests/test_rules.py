"""Rules hold from their first day to the day before the next one's, and say whether their basis was read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from nongcot.basis import rules
from nongcot.basis.actions import state_rule
from nongcot.basis.models import Rule
from nongcot.indicators.ledger import posting


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


def say(most: int) -> None:
    told = {"parameters": {"large_above": most}, "legal_basis": "Thử", "verified": True}
    with posting("tests.say", by=None) as entry:
        assert state_rule(entry, code="size_class", valid_from=date(2026, 1, 1), **told)


def largest() -> int | None:
    return rules.of("size_class")[-1].parameters.get("large_above")


def test_what_stands_is_read_once_until_somebody_says_a_rule(ledger):
    rules.of("size_class")
    with CaptureQueriesContext(connection) as asked:
        assert all(rules.of_each(("size_class", "min_members")).values())
        assert rules.of("cooperative_law")
    assert not [query for query in asked if '"basis_rule"."parameters"' in query["sql"]]


def test_what_was_said_is_read_and_what_was_taken_back_is_not(ledger):
    before = largest()
    for most in (7, 8):
        with transaction.atomic():
            say(most)
            assert largest() == most
            transaction.set_rollback(True)
        assert largest() == before
    say(9)
    assert largest() == 9
    with posting("tests.take_back", by=None) as entry:
        Rule.objects.filter(code="size_class", retracted=None).update(retracted=entry.n)
        entry.note("basis_rule withdrawn", [("size_class", entry.n)])
    assert rules.of("size_class") == []


def test_who_carried_a_rule_is_known_also_where_it_was_read_while_it_was_said(ledger):
    with posting("registry.renew_ledger", by=None) as entry:
        told = {"parameters": {"large_above": 7}, "legal_basis": "Thử", "verified": True}
        state_rule(entry, code="size_class", valid_from=date(2026, 1, 1), **told)
        assert largest() == 7
    assert rules.of("size_class")[-1].is_carried


def test_one_who_asked_keeps_no_hold_on_what_the_next_is_told(ledger):
    rules.of("size_class").clear()
    assert rules.of("size_class")
