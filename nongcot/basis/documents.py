"""Reading the register of documents: what is in force, what cites which, as known at a posting."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nongcot.basis.models import Document, Rule

DATA = Path(__file__).parent / "data" / "documents.json"
DAY = timedelta(days=1)


class Kind(TextChoices):
    """Kinds of document, from the highest."""

    RESOLUTION = "resolution", _("Nghị quyết")
    LAW = "law", _("Luật")
    DECREE = "decree", _("Nghị định")
    DECISION = "decision", _("Quyết định")
    CIRCULAR = "circular", _("Thông tư")
    REGULATION = "regulation", _("Quy chế")
    PLAN = "plan", _("Kế hoạch, đề án")
    OTHER = "other", _("Văn bản khác")


class State(TextChoices):
    """Whether a document is in force on a day."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    TO_COME = "to_come", _("Chưa có hiệu lực")
    OVER = "over", _("Hết hiệu lực")
    UNKNOWN = "unknown", _("Chưa rõ ngày hiệu lực")


BADGES = {State.IN_FORCE: "on", State.TO_COME: "info", State.OVER: "end", State.UNKNOWN: "wait"}


@dataclass(frozen=True)
class Cited:
    """A document with its state on a day and the rules and readings that rest on it."""

    document: Document
    state: State
    rules: tuple[Rule, ...]


def known(n: int) -> QuerySet[Document]:
    """The documents that stand at posting `n`."""
    return Document.objects.filter(Q(posted__lte=n) & (Q(retracted=None) | Q(retracted__gt=n)))


def one(number: str, n: int) -> Document | None:
    """The document of a number at posting `n`."""
    return known(n).filter(number=number).first()


def last(number: str, n: int) -> tuple[Document, bool] | None:
    """What was last said of the document of a number up to posting `n`, and whether it stands; None for no document."""
    found = Document.objects.filter(number=number, posted__lte=n).order_by("posted", "pk").last()
    return (found, found.retracted is None or found.retracted > n) if found is not None else None


def rules(n: int) -> list[Rule]:
    """Every rule and reading that stands at posting `n`."""
    found = Rule.objects.filter(Q(posted__lte=n) & (Q(retracted=None) | Q(retracted__gt=n)))
    return list(found.order_by("code", "valid_from"))


def cited(text: str, documents: list[Document]) -> list[Document]:
    """The documents whose number a legal basis names."""
    return [one_ for one_ in documents if one_.number in text]


def all_of(day: date, n: int) -> Iterator[Cited]:
    """Every document at posting `n` with its state on a day, by kind and number."""
    stated = rules(n)
    for document in ordered(known(n)):
        yield Cited(document, state(document, day), resting(document, stated))


def ordered(found: Iterable[Document]) -> list[Document]:
    """Documents by kind, from the highest, and number."""
    order = {kind: index for index, kind in enumerate(Kind.values)}
    return sorted(found, key=lambda document: (order.get(document.kind, len(order)), document.number))


def resting(document: Document, stated: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those rules and readings whose legal basis names a document."""
    return tuple(rule for rule in stated if document.number in rule.legal_basis)


def url(number: str) -> str:
    """The address of a document's page."""
    return reverse("basis:document", args=[number])


def state(document: Document, day: date) -> State:
    """Whether it is in force on a day."""
    if document.valid_to is not None and day >= document.valid_to:
        return State.OVER
    if document.valid_from is None:
        return State.UNKNOWN
    return State.TO_COME if day < document.valid_from else State.IN_FORCE


def carried() -> list[dict[str, Any]]:
    """The documents that come with the program, as rows; a printed last day is stored as the day after."""
    found = []
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        days = {name: date.fromisoformat(row[name]) if row.get(name) else None for name in _DAYS}
        if days["valid_to"] is not None:
            days["valid_to"] += DAY
        found.append({"replaced_by": "", "source": "", "note": "", **row, **days})
    return found


_DAYS = ("signed_on", "valid_from", "valid_to")
