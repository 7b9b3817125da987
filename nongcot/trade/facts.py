"""What stands of fairs and promotion, read for many organisations at the newest knowledge."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from nongcot.indicators.bearers import bearer, borne
from nongcot.registry import holdings, keyed
from nongcot.registry.holdings import Slice
from nongcot.registry.models import Certificate, Gtin, Product
from nongcot.registry.vocabulary import ProductNature
from nongcot.trade.checklist import Proof
from nongcot.trade.models import Confirmation, Participation, Result, TradeEvent
from nongcot.trade.vocabulary import GTIN

EVENT = "event"


@dataclass
class Facts:
    """What stands of some organisations, each under the record it is counted as, and of the events they went to."""

    lives: dict[int, list[Slice]]
    events: dict[int, TradeEvent]
    participations: list[tuple[int, Participation]] = field(default_factory=list)
    results: dict[int, Result] = field(default_factory=dict)
    products: dict[int, list[Product]] = field(default_factory=lambda: defaultdict(list))
    proofs: dict[int, list[Proof]] = field(default_factory=lambda: defaultdict(list))


def everyone() -> set[int]:
    """Every organisation and event of which this room works out something."""
    found = set(Participation.objects.values_list("organisation_id", flat=True))
    found |= set(Product.objects.values_list("organisation_id", flat=True))
    return found | set(TradeEvent.objects.values_list("organisation_id", flat=True))


def reach(touched: Collection[int]) -> set[int]:
    """Whose rows follow when facts of these changed: they, the events they ever had to do with, and of events that
    changed all that had to do with them, with the records united with any of them."""
    events = borne(EVENT, touched)
    organisations = {one for one in touched if one > 0}
    organisations |= keyed.ids("organisation_id", (Participation, "event_id", events))
    as_one = holdings.roots(organisations)
    organisations |= {*as_one, *as_one.values()}
    events |= keyed.ids("event_id", (Participation, "organisation_id", organisations))
    return organisations | {bearer(EVENT, one) for one in events}


def read(reached: Collection[int]) -> Facts:
    """What stands of these organisations, and of the events among them with everybody who took part."""
    events = borne(EVENT, reached)
    asked = {one for one in reached if one > 0}
    of_events = keyed.of_many(Participation, events, by="event_id")
    everybody = asked | {row.organisation_id for row in of_events}
    as_one = holdings.roots(everybody)
    everybody |= {*as_one, *as_one.values()}
    found = Facts(lives=holdings.lives(everybody), events={})
    participations = {row.key: row for row in (*of_events, *keyed.of_many(Participation, asked))}
    found.participations = [(as_one.get(p.organisation_id, p.organisation_id), p) for p in participations.values()]
    wanted = events | {p.event_id for p in participations.values()}
    found.events = {event.event_id: event for event in keyed.of_many(TradeEvent, wanted, by="event_id")}
    found.results = {result.participation_id: result for result in keyed.of_many(Result, asked)}
    for product in keyed.of_many(Product, asked):
        if product.nature == ProductNature.PRODUCT:
            found.products[as_one.get(product.organisation_id, product.organisation_id)].append(product)
    for organisation, proof in proofs(asked):
        found.proofs[as_one.get(organisation, organisation)].append(proof)
    return found


def proofs(organisations: Collection[int]) -> list[tuple[int, Proof]]:
    """Everything that proves something of these records or of their products, with the record it was told of."""
    found = [
        (c.organisation_id, Proof(c.scheme, c.issued_on, c.valid_to, c.product_id, c.stars, c.number))
        for c in keyed.of_many(Certificate, organisations)
    ]
    found += [
        (g.organisation_id, Proof(GTIN, g.valid_from, g.valid_to, g.product_id, mark=g.gtin))
        for g in keyed.of_many(Gtin, organisations)
    ]
    found += [
        (c.organisation_id, Proof(c.kind, c.valid_from, c.valid_to, c.product_id, mark=c.document))
        for c in keyed.of_many(Confirmation, organisations)
    ]
    return found
