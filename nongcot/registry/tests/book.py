"""Words in which the room's tests speak of the book."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction

from nongcot.indicators.models import Definition, Posting, Span
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.registry import words
from nongcot.registry.actions.organisations import register_organisation
from nongcot.registry.cautions import ALL
from nongcot.registry.models import Happening, LifeEvent, Offering, Product, Profile, Statement

BORN = PartialDate.day(date(2018, 3, 10))


def day(text: str) -> PartialDate:
    """ "2018-03-10", "2018-03" or "2018"."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return PartialDate.year(parts[0])
    return PartialDate.month(*parts) if len(parts) == 2 else PartialDate.day(date(*parts))


def enter(
    name: str = "HTX Rau sạch", *, kind: str = "coop", on: PartialDate = BORN, place: int | None = None, **more: Any
):
    """Enter an organisation and give its id; further keywords are field values."""
    event = more.pop("event", "registered")
    done = register_organisation(
        kind=kind, name=name, on=on, event=event, place=place, by=None, said=more, confirmed=ALL
    )
    return done.organisations[0]


def slice_on(organisation_id: int, on: date) -> Profile | None:
    """The slice of a life that holds on a day, as known now."""
    rows = Profile.objects.filter(organisation_id=organisation_id, retracted=None, valid_from__lte=on, valid_to__gt=on)
    return rows.first()


def now_of(organisation_id: int) -> Profile | None:
    """The last slice of a life that has not ended."""
    return Profile.objects.filter(organisation_id=organisation_id, retracted=None, valid_to=FAR).first()


def statuses(organisation_id: int) -> list[tuple[str, str]]:
    """(first day, legal status) over a life, neighbours of one status joined."""
    found: list[tuple[str, str]] = []
    until = None
    for row in Profile.objects.filter(organisation_id=organisation_id, retracted=None).order_by("valid_from"):
        if not found or found[-1][1] != row.legal_status or until != row.valid_from:
            found.append((row.valid_from.isoformat(), row.legal_status))
        until = row.valid_to
    if until is not None and until != FAR:
        found.append((until.isoformat(), "ended"))
    return found


def figures() -> list[tuple[Any, ...]]:
    """Every live span and derived row, by names instead of ids, without postings: what a replay has to equal."""
    names = words.names(set(Span.objects.values_list("organisation_id", flat=True)))
    codes = dict(Definition.objects.values_list("pk", "code"))
    products = {f"p{p.product_id}": p.name for p in Product.objects.order_by("posted")}
    found = []
    for span in Span.objects.filter(retracted=None):
        subject = products.get(f"p{span.subject_id}") if codes[span.definition_id] == "registered_products" else ""
        found.append(
            (
                codes[span.definition_id], names[span.organisation_id], subject, span.axis, span.cell, span.amount,
                span.valid_from, span.valid_to, span.place_id, span.sector, span.kind, span.opens_by, span.closes_by,
            )
        )  # fmt: skip
    for model in (Profile, Offering, Happening):
        hidden = {"id", "posted", "retracted", "organisation_id", "product_id", "unions"}
        columns = [f.attname for f in model._meta.concrete_fields if f.attname not in hidden]
        found += [(model.__name__, *row) for row in model.objects.filter(retracted=None).values_list(*columns)]
    return sorted(found, key=repr)


def written() -> tuple[int, ...]:
    """How much the book holds: equal before and after means that nothing was written, not even half."""
    return tuple(model.objects.count() for model in (Posting, Statement, LifeEvent, Product, Profile, Span))


@contextmanager
def taken_back_afterwards() -> Iterator[None]:
    """What happens inside is rolled back, so that another course of things can be tried from the same beginning."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    assert connection.in_atomic_block
