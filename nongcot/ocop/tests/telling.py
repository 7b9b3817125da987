"""Words in which the room's tests speak of the book."""

from datetime import date
from typing import Any

from nongcot.kernel.dates import PartialDate
from nongcot.ocop.actions import dossiers, history
from nongcot.ocop.actions.about import Paper
from nongcot.ocop.actions.history import Past
from nongcot.ocop.actions.results import Given
from nongcot.registry.actions.products import add_product
from nongcot.registry.tests.book import enter

ANYWAY = (
    "kind", "regime", "parts", "band", "decider", "transition", "no_result", "star", "commune_check", "contents",
    "before_regime", "before_result",
)  # fmt: skip


def day(text: str) -> PartialDate:
    return PartialDate.day(date.fromisoformat(text))


def product(name: str = "Gạo tám", *, of: int | None = None, **who: Any) -> int:
    """A product, of a new co-op unless somebody is told; gives its id."""
    owner = of if of is not None else enter(**who)
    return int(add_product(organisation_id=owner, name=name, by=None).keys[0][1:])


def dossier(product_id: int, *, filed: str = "2026-06-01", kind: str = "first", **more: Any) -> str:
    """A dossier that was filed; gives its key."""
    told = {"regime": "QD26-2026", "set_code": "QD26-09", "opened_on": date(2026, 5, 25)} | more
    done = dossiers.open_dossier(
        product_id=product_id, kind=kind, filed=day(filed) if filed else None, by=None, confirmed=ANYWAY, **told
    )
    return done.keys[0]


def recognised(
    product_id: int, on: str, star: int = 3, *, kind: str = "first", level: str = "province", **more: Any
) -> str:
    """A recognition told by a list; gives its key."""
    paper = Paper("1/QĐ-UBND", "UBND tỉnh")
    past = Past(product_id, kind, given=Given(level, day(on), star, paper), **more)
    return history.enter_history(past=[past], by=None, source="Danh sách").keys[0]
