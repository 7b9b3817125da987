"""Who may be registered for an event: organisations found by name or place, with their products and how far each has
come with the event already."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.registry import checking, finding, holdings, keyed, queries, words
from nongcot.registry.models import Organisation, Product, Profile
from nongcot.trade.models import Participation, TradeEvent
from nongcot.trade.vocabulary import NEXT, Step


@dataclass(frozen=True)
class Candidate:
    """An organisation that is there today; `step` says how far it came with the event, "" for nothing yet."""

    key: str
    name: str
    kind: str
    place: str
    products: tuple[tuple[int, str], ...]
    step: str
    may_register: bool


def found(text: str, communes: Collection[int] | None) -> QuerySet[Profile]:
    """Organisations of today whose name or code a text may mean, in these communes (None: anywhere), by name."""
    rows = queries.profiles(clock.today(), ledger.newest())
    if text:
        by_key = set(Organisation.objects.filter(key__iexact=text).values_list("pk", flat=True))
        rows = rows.filter(organisation_id__in=by_key or finding.found(text, finding.ORGANISATION))
    if communes is not None:
        rows = rows.filter(place_id__in=communes)
    return rows.order_by("sort_key", "organisation_id")


def described(rows: Collection[Profile], event: TradeEvent) -> list[Candidate]:
    """What the page shows of these."""
    ids = {row.organisation_id for row in rows}
    keys, products = words.keys(ids), _products(ids)
    listed = {one.organisation_id: one for one in checking.newest_by(Participation, event_id=event.event_id)}
    as_one = holdings.roots(listed)
    steps = {as_one.get(record, record): one.step for record, one in listed.items()}
    return [
        Candidate(
            key=keys[row.organisation_id],
            name=row.name,
            kind=words.kind(row.kind),
            place=words.place(row.place_id),
            products=tuple(products[row.organisation_id]),
            step=words.label(Step, steps[row.organisation_id]) if row.organisation_id in steps else "",
            may_register=Step.REGISTERED in NEXT[steps[row.organisation_id]] if row.organisation_id in steps else True,
        )
        for row in rows
    ]


def _products(organisations: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """The products that each makes today, of the records united with it too."""
    united = {record: root for record, root in queries.roots(ledger.newest()).items() if root in organisations}
    made: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for product in keyed.of_many(Product, {*organisations, *united}):
        if product.valid_to > clock.today():
            whose = united.get(product.organisation_id, product.organisation_id)
            made[whose].append((product.product_id, product.name))
    return made
