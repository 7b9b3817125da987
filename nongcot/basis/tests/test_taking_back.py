"""What a posting said of a rule is taken back: what stood before stands again, and says who said it."""

from datetime import date

import pytest

from nongcot.basis import rules
from nongcot.basis.actions import said_since, state_rule, take_back_rules
from nongcot.indicators import ledger

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("ledger")]

#: It says one thing from the beginning on.
CODE = "high_tech_reading"


def say(day: date, value: int, *, code: str = CODE) -> int:
    with ledger.posting("basis.test", by=None) as entry:
        told = {"parameters": {"value": value}, "legal_basis": "Quyết định 1", "verified": True}
        state_rule(entry, code=code, valid_from=day, **told)
    return entry.n


def take_back(n: int) -> int:
    with ledger.posting("registry.undo", by=None, cause="undo", undoes=n) as entry:
        take_back_rules(entry, n)
    return entry.n


def test_what_was_cut_holds_to_its_end_again():
    before = rules.of(CODE)
    assert before
    n = say(date(2022, 1, 1), 1)
    cut, said = rules.of(CODE)
    assert (cut.valid_to, cut.said, cut.is_carried) == (date(2022, 1, 1), before[-1].said, True)
    assert (said.said, said.is_carried) == (n, False)
    take_back(n)
    assert rules.of(CODE) == before
    assert rules.of(CODE, n)[-1] == said


def test_the_last_that_was_said_is_taken_back_first():
    before = rules.of(CODE)
    one, two = say(date(2022, 1, 1), 1), say(date(2021, 1, 1), 2)
    assert (said_since(one), said_since(two)) == (two, None)
    take_back(two)
    assert said_since(one) is None
    assert rules.of(CODE)[-1].parameters == {"value": 1}
    take_back(one)
    assert rules.of(CODE) == before


def test_other_rules_are_left_alone():
    n = say(date(2022, 1, 1), 1)
    say(date(2022, 1, 1), 5, code="ocop_rounds")
    assert said_since(n) is None
    take_back(n)
    assert rules.of("ocop_rounds")[0].parameters == {"value": 5}
