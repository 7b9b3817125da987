"""What rooms above show on a document's page: what rests on it.

They are asked by dotted name (`settings.DOCUMENT_PANELS`), so that the register of documents need not know who stands
above it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from nongcot.basis.models import Document


@dataclass(frozen=True)
class Panel:
    """A card of the page: a template that is given `panel`."""

    template: str
    context: Mapping[str, Any]


def panels(document: Document, on: date, n: int, user: Any) -> list[Panel]:
    """What the rooms know to rest on a document on a day, as known at posting `n`; who has nothing is left out."""
    asked: Iterator[Callable[[Document, date, int, Any], Panel | None]] = map(import_string, settings.DOCUMENT_PANELS)
    return [panel for ask in asked if (panel := ask(document, on, n, user)) is not None]
