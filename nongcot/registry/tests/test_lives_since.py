"""A life worked out only from a day on is the whole life from that day on: previews read no more of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nongcot.registry import biography, law
from nongcot.registry.facts import EventFact, Facts
from nongcot.registry.slices import FROM, MOVED, TO

FIRST = date(2011, 1, 1)
days = st.integers(0, 5000).map(lambda number: FIRST + timedelta(days=number))
said = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["HTX Mây Hồng", "HTX Sông Xanh"]),
        "members": st.integers(7, 9),
        "charter_capital": st.sampled_from([None, 5, 8]),
        "place": st.integers(1, 3),
        "sector": st.sampled_from(["TT", "CN"]),
        "observed": st.just(True),
    },
)
kinds = ("founded", "registered", "suspended", "resumed", "stopped", "operating_again", "dissolved", "joined_alliance")
events = st.builds(lambda kind, day: EventFact(kind, day, day, 1, None, {}), st.sampled_from(kinds), days)
statements = st.lists(st.tuples(days, st.integers(1, 50), said), min_size=1, max_size=8)


@pytest.fixture
def rules(ledger):
    return law.read()


def test_from_a_day_on_a_life_is_the_same(rules):
    @settings(max_examples=150)
    @given(statements, st.lists(events, max_size=6), st.sampled_from(["coop", "group"]), days)
    def same(told, happened, kind, since):
        facts = Facts(1, [(FIRST, 1, {"kind": kind}), *told], happened)
        whole, part = biography.write(facts, rules), biography.write(facts, rules, since)
        assert [row for row in part.profile if row[FROM] >= since] == [
            row for row in whole.profile if row[FROM] >= since
        ]
        before = since - timedelta(days=1)
        assert [row[TO:MOVED] for row in part.profile if row[FROM] <= before < row[TO]] == [
            row[TO:MOVED] for row in whole.profile if row[FROM] <= before < row[TO]
        ]
        assert {row for row in part.happenings if row[FROM] >= since} == {
            row for row in whole.happenings if row[FROM] >= since
        }

    same()
