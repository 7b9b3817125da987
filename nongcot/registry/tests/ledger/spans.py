"""Every live span, end by end, against the oracle: who counts on which day in which cell, and why since and why not
longer."""

from collections import defaultdict
from typing import Any

from nongcot.indicators.declare import vocabulary
from nongcot.indicators.models import Definition, Span
from nongcot.registry.tests.ledger import ground
from nongcot.registry.tests.ledger.facts import FOREVER
from nongcot.registry.tests.ledger.life import DAY
from nongcot.registry.tests.ledger.oracle import FLOWS, STOCKS, Oracle, Subject


def live() -> dict[tuple[str, int], list[Span]]:
    """The rows that totals are summed from, by indicator and subject."""
    codes = dict(Definition.objects.values_list("pk", "code"))
    found: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for span in Span.objects.filter(retracted=None, axis="").order_by("valid_from"):
        found[codes[span.definition_id], span.subject_id].append(span)
    return found


def compare(oracle: Oracle, places: dict[str, int]) -> None:
    """All spans of the indicators that the oracle knows are its own, and it misses none."""
    spans = live()
    names = defaultdict(lambda: ground.OUTSIDE, {pk: name for name, pk in places.items()})
    for code in STOCKS:
        known = {}
        for subject in oracle.subjects(code, funds=True):
            known[subject.identity] = _stands(subject, spans.get((code, subject.identity), []), oracle, names)
        assert {pk for told, pk in spans if told == code} <= known.keys(), (code, "counts somebody unknown")
    for code in FLOWS:
        told = [
            (s.subject_id, s.valid_from, s.valid_to - DAY, names[s.place_id], s.sector, s.kind)
            for (flow, _subject), rows in spans.items()
            if flow == code
            for s in rows
        ]
        events = [
            (e.organisation, e.earliest, e.latest, e.state.place, e.state.sector, e.kind)
            for e in oracle.events(code, funds=True)
        ]
        if vocabulary()[code].kind == "distinct":
            # Two branches opened on one day are one reason to count the co-op.
            events = list(set(events))
        assert (code, sorted(told)) == (code, sorted(events))


def _stands(subject: Subject, spans: list[Span], oracle: Oracle, names: dict[int, str]) -> None:
    edges = {s.valid_from for s in spans} | {s.valid_to for s in spans}
    assert edges <= {*oracle.days, FOREVER}, (subject.code, subject.identity, "changes on a day that nothing names")
    for day in oracle.days:
        before, now = subject.on(day - DAY), subject.on(day)
        had, has = before[1] if before else None, now[1] if now else None
        at = (subject.code, subject.identity, day)
        holding = [s for s in spans if s.valid_from <= day < s.valid_to]
        told = [(names[s.place_id], s.sector, s.kind, s.amount) for s in holding]
        assert (at, told) == (at, _expected(now))
        for span in (s for s in spans if s.valid_from == day):
            assert (at, span.opens_by) == (at, subject.opens(day, had, span.amount))
        for span in (s for s in spans if s.valid_to == day):
            assert (at, span.closes_by) == (at, subject.closes(day, span.amount, has))
    assert all(s.closes_by == "" for s in spans if s.valid_to == FOREVER)


def _expected(counted: Any) -> list[tuple[Any, ...]]:
    if counted is None:
        return []
    state, amount = counted
    return [(state.place, state.sector, state.kind, amount)]
