"""Opening the ledger of a book, the posting that everything later stands on; renewing it for a newer program."""

from dataclasses import dataclass
from datetime import date

from nongcot.accounts.models import User
from nongcot.basis.actions import load_carried, newer, renew_carried
from nongcot.indicators import definitions, engine, reconcile
from nongcot.indicators.declare import catalogue
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.places import tree
from nongcot.places.actions import load_units, set_scope
from nongcot.places.actions import newer as newer_places
from nongcot.places.models import Competence, Ending, Unit
from nongcot.registry import queries


def open_ledger(*, province_code: str, scope_from: date, by: User | None) -> int:
    """State units, rules of law, the book's scope and the definitions; gives the posting's number (1).

    Raises ValidationError when no province bears the code on that day.
    """
    with posting("registry.open_ledger", by=by, cause=Posting.Cause.OPENING) as entry:
        entry.note("places", load_units(posted=entry.n))
        set_scope(province_code=province_code, valid_from=scope_from, posted=entry.n)
        load_carried(entry)
        definitions.post(entry.n, [code for code, indicator in catalogue().items() if indicator.posts])
        entry.note("scope", [(province_code, scope_from)])
    return entry.n


@dataclass(frozen=True)
class Abolished:
    """A unit that ended on a day with nothing in its place, and what still stands in it then: organisations, units
    below it, people who answer for it."""

    unit: Unit
    on: date
    legal_basis: str
    organisations: int
    units: int
    people: int


@dataclass(frozen=True)
class Renewed:
    """What a renewal brought into the book at posting `n`: how many administrative units (with what became of units),
    rules and documents, which definitions; `redone` how many rows that follow from facts were not as this program works
    them out, `kept` as `basis.actions.Newer` says, `abolished` which units ended."""

    n: int
    places: int
    rules: int
    documents: int
    definitions: tuple[str, ...]
    redone: int
    kept: tuple[str, ...]
    abolished: tuple[Abolished, ...]


def renew_ledger(*, by: User | None) -> Renewed | None:
    """Bring an open ledger in line with the program: units, rules and documents that it carries since, changed
    definitions, and everything that follows from them, in one posting. None, and nothing written, where all is in line.

    What the province chose itself stays; what was published stays as it was known.
    """
    found, codes, redone = newer(), definitions.changed(), reconcile.derived()
    if not (found or codes or newer_places() or redone):
        return None
    with posting("registry.renew_ledger", by=by, cause=Posting.Cause.DEFINITION) as entry:
        places = load_units(posted=entry.n)
        entry.note("places", places)
        renew_carried(entry, found)
        engine.repost(entry.n, codes)
        entry.note("definitions", [(code,) for code in codes])
        # Rules decide what facts come to, and a new room has worked out nothing of facts that are old.
        for batch in list(engine.everyone()):
            engine.follow(entry.n, batch)
    abolished = tuple(_abolished(ending, entry.n) for ending in Ending.objects.filter(posted=entry.n).order_by("pk"))
    return Renewed(
        n=entry.n,
        places=len(places),
        rules=len(found.rules),
        documents=len(found.documents),
        definitions=tuple(codes),
        redone=redone,
        kept=found.kept,
        abolished=abolished,
    )


def _abolished(ending: Ending, n: int) -> Abolished:
    """What is left in a unit; organisations stay where they are until an officer says where they lie now."""
    units, on = tree.current(), ending.on_date
    unit = units.units[ending.unit_id]
    under = units.communes_under(unit, on - tree.DAY)
    nowhere = {pk for pk in units.touching(under, on - tree.DAY) if not units.reach(pk, on)}
    return Abolished(
        unit,
        on,
        ending.legal_basis,
        queries.in_places(nowhere, on, n).count(),
        sum(units.valid(below, on) for below in units.children[unit.pk]),
        Competence.objects.filter(unit=unit, valid_to__gt=on).values("user").distinct().count(),
    )
