"""What rooms above show on an organisation's page or a product's, and what they offer to record of them.

They are asked by dotted name (`settings.ORGANISATION_PANELS`, `PRODUCT_PANELS`, `ORGANISATION_ACTS`, `PRODUCT_ACTS`),
so that the register need not know who stands above it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.conf import settings
from django.utils.module_loading import import_string

from nongcot.registry.lives import Life
from nongcot.registry.models import Organisation, Product
from nongcot.registry.reading.portrait import Portrait


@dataclass(frozen=True)
class Panel:
    """A card of the page: a template that is given `panel`, in the wide column (`main`) or beside it."""

    template: str
    context: Mapping[str, Any]
    column: Literal["main", "aside"] = "main"


@dataclass(frozen=True)
class Offered:
    """Acts of one room, under a heading: (what it is called, address, why not for today or "")."""

    heading: str
    acts: tuple[tuple[str, str, str], ...] = field(default_factory=tuple)


def panels(portrait: Portrait, user: Any) -> list[Panel]:
    """What the rooms have to show of an organisation at the page's point; rooms without anything are left out."""
    asked: Iterator[Callable[[Portrait, Any], Panel | None]] = map(import_string, settings.ORGANISATION_PANELS)
    return [panel for ask in asked if (panel := ask(portrait, user)) is not None]


def panels_of_product(product: Product, user: Any) -> list[Panel]:
    """What the rooms have to show of a product; rooms without anything are left out."""
    asked: Iterator[Callable[[Product, Any], Panel | None]] = map(import_string, settings.PRODUCT_PANELS)
    return [panel for ask in asked if (panel := ask(product, user)) is not None]


def offered(organisation: Organisation, life: Life, today: date) -> list[Offered]:
    """What the rooms offer to record of an organisation of this kind."""
    asked: Iterator[Callable[[Organisation, Life, date], Offered | None]] = map(
        import_string, settings.ORGANISATION_ACTS
    )
    return [group for ask in asked if (group := ask(organisation, life, today)) is not None and group.acts]


def offered_of_product(product: Product, kind: str, today: date) -> list[tuple[str, str]]:
    """What the rooms offer to record of a product of an organisation of this kind: what it is called, address."""
    asked: Iterator[Callable[[Product, str, date], tuple[str, str] | None]] = map(import_string, settings.PRODUCT_ACTS)
    return [act for ask in asked if (act := ask(product, kind, today)) is not None]
