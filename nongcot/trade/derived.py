"""Rows that follow from facts of fairs and promotion, brought in line at each posting."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import models

from nongcot.basis import rules
from nongcot.basis.rules import Held as Rule
from nongcot.indicators.bearers import bearer, borne
from nongcot.registry import derived, holdings, keyed
from nongcot.registry.holdings import HOLDING, Held
from nongcot.registry.models import Product
from nongcot.registry.slices import DERIVED
from nongcot.registry.vocabulary import Kind, Scheme
from nongcot.trade import checklist, facts
from nongcot.trade.checklist import Proof
from nongcot.trade.facts import EVENT, Facts
from nongcot.trade.models import (
    Agreement,
    Attendance,
    Fitness,
    Opening,
    Participation,
    Showing,
    TradeEvent,
)
from nongcot.trade.readings import CHECKLIST, FAIRS
from nongcot.trade.vocabulary import GTIN, AgreementKind, Scope, Step

DAY = timedelta(days=1)

Row = tuple[Any, ...]

#: An organisation that attended: under which record it is counted, its participation, the event.
Went = tuple[int, Participation, TradeEvent]

TABLES: tuple[tuple[type[models.Model], Sequence[str]], ...] = (
    (Opening, (*DERIVED, "event_id", "event_type", "scope")),
    (Attendance, (*DERIVED, "event_id", "participation_id", "event_type", "scope", "fair")),
    (Agreement, (*DERIVED, "participation_id", "scope", "agreement_kind", "number")),
    (Showing, (*DERIVED, "product_id", "event_type", "scope")),
    (Fitness, (*HOLDING, "certificates")),
)

#: Kinds of organisations whose taking part makes an event one of the alliance's.
COLLECTIVE = (Kind.COOP, Kind.UNION, Kind.GROUP)

#: What a stretch of fitness is told by: certificates and codes, not what an officer saw.
TOLD_KINDS = {*Scheme.values, GTIN}


class Readings(NamedTuple):
    """The dated readings that rows are worked out by."""

    fairs: list[Rule]
    checklists: list[Rule]

    def is_fair(self, event: TradeEvent) -> bool:
        """Whether who attended the event was at a fair, by the reading of its first day."""
        held = next((rule for rule in self.fairs if rule.valid_from <= event.earliest < rule.valid_to), None)
        return bool(held) and event.type in held.parameters["types"] and event.scope in held.parameters["scopes"]


def readings() -> Readings:
    """The readings as they are known now."""
    found = rules.of_each((FAIRS, CHECKLIST))
    return Readings(found[FAIRS], found[CHECKLIST])


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the room's rows of the touched organisations and events in line with their facts, at posting `n`.

    Returns all whose rows were looked at. Called by the engine before spans are worked out.
    """
    reached = facts.reach(touched)
    if not (borne(facts.EVENT, reached) or keyed.anything_of(reached, Product)):
        return set()
    wanted = worked_out(reached)
    for (model, columns), rows in zip(TABLES, wanted, strict=True):
        derived.replace(model, columns, rows, n, reached)
    return reached


def differences() -> int:
    """How many rows are not what the facts give, over the whole book; for `reconcile`."""
    wanted = worked_out(facts.reach(facts.everyone()))
    return sum(derived.differences(model, columns, rows) for (model, columns), rows in zip(TABLES, wanted, strict=True))


def worked_out(reached: Collection[int]) -> tuple[list[Row], ...]:
    """The rows of each of `TABLES` that the facts of these organisations and events give."""
    told, read = facts.read(reached), readings()
    mine = set(reached)
    attended = list(_attended(told, mine))
    return (
        list(_openings(told, mine)),
        [_attendance(told, read, *one) for one in _once_each(attended)],
        [row for one in attended for row in _agreements(told, *one)],
        list(dict.fromkeys(row for one in attended for row in _showings(told, *one))),
        [row for root in told.proofs.keys() & mine for row in _fitness(told, read, root)],
    )


def _attended(told: Facts, mine: set[int]) -> Iterator[Went]:
    """Who attended an event that was not cancelled, in the order in which they came to be in the book."""
    for root, one in sorted(told.participations, key=lambda pair: pair[1].participation_id):
        event = told.events.get(one.event_id)
        there = root in mine and bool(told.lives.get(root))
        if there and event is not None and not event.cancelled and one.step == Step.ATTENDED:
            yield root, one, event


def _once_each(attended: Iterable[Went]) -> Iterable[Went]:
    """Each organisation once an event: records united since may each have gone."""
    found: dict[tuple[int, int], Went] = {}
    for went in attended:
        found.setdefault((went[0], went[1].event_id), went)
    return found.values()


def _openings(told: Facts, mine: set[int]) -> Iterator[Row]:
    """Events not cancelled in which a co-op, union or group took part, or to which the alliance invited one."""
    with_us: set[int] = set()
    for root, one in told.participations:
        ours = any(part.kind in COLLECTIVE for part in told.lives.get(root, ()))
        if ours and (one.step == Step.ATTENDED or Step.INVITED in one.steps):
            with_us.add(one.event_id)
    for event in told.events.values():
        number = bearer(EVENT, event.event_id)
        if number in mine and event.event_id in with_us and not event.cancelled:
            # What lies elsewhere is counted by its scope; a place of another province would hide it from the book.
            place = event.place_id if event.scope == Scope.IN_PROVINCE else 0
            yield (number, *_days(event), place, "", "", event.event_id, event.type, event.scope)


def _attendance(told: Facts, read: Readings, root: int, one: Participation, event: TradeEvent) -> Row:
    more = (event.event_id, one.participation_id, event.type, event.scope, int(read.is_fair(event)))
    return (*_where(told, root, event), *more)


def _agreements(told: Facts, root: int, one: Participation, event: TradeEvent) -> Iterator[Row]:
    result = told.results.get(one.participation_id)
    if result is not None:
        signed = ((AgreementKind.CONTRACT, result.contracts), (AgreementKind.MEMORANDUM, result.memoranda))
        for kind, number in signed:
            if number:
                yield (*_where(told, root, event), one.participation_id, event.scope, kind.value, number)


def _showings(told: Facts, root: int, one: Participation, event: TradeEvent) -> Iterator[Row]:
    for product in one.products:
        yield (*_where(told, root, event), product, event.type, event.scope)


def _where(told: Facts, root: int, event: TradeEvent) -> Row:
    """The columns `DERIVED` of what an organisation did at an event: commune, sector and kind of that day."""
    there = holdings.on(told.lives[root], event.earliest)
    assert there is not None
    return (root, *_days(event), there.place_id, there.sector, there.kind)


def _days(event: TradeEvent) -> tuple[date, date]:
    """The precision of its opening, as events of flows hold it."""
    return event.earliest, event.latest + DAY


def _fitness(told: Facts, read: Readings, root: int) -> Iterator[Row]:
    """While the organisation is there and has a product on offer that is fit."""
    held = []
    for product in told.products.get(root, ()):
        given = [proof for proof in told.proofs[root] if proof.product_id in (None, product.product_id)]
        offered = (product.valid_from or date.min, product.valid_to)
        for fit in checklist.fit_times(read.checklists, list(_within(given, *offered))):
            kinds = tuple(sorted(fit.kinds & TOLD_KINDS))
            held.append(Held(fit.valid_from, fit.valid_to, kinds, fit.begins_by, fit.ends_by))
    for stretch in holdings.along(told.lives.get(root, ()), held):
        kinds = sorted({kind for listed in stretch.held for kind in listed})
        yield (*stretch.row("fit", root), ",".join(kinds))


def _within(proofs: Collection[Proof], since: date, until: date) -> Iterator[Proof]:
    """Proofs for as long as the product is offered."""
    for proof in proofs:
        start, end = max(proof.valid_from, since), min(proof.valid_to, until)
        if start < end:
            yield Proof(proof.kind, start, end, proof.product_id, proof.stars, proof.mark)
