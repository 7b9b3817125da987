"""Opening the ledger of a book, the posting that everything later stands on; renewing it for a newer program."""

from dataclasses import dataclass
from datetime import date

from nongcot.accounts.models import User
from nongcot.basis.actions import load_carried, newer, renew_carried
from nongcot.indicators import definitions, engine
from nongcot.indicators.declare import catalogue
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.places.actions import load_units, set_scope
from nongcot.places.actions import newer as newer_places


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
class Renewed:
    """What a renewal brought into the book at posting `n`: how many administrative units (with what became of units),
    rules and documents, which definitions; `kept` as `basis.actions.Newer` says."""

    n: int
    places: int
    rules: int
    documents: int
    definitions: tuple[str, ...]
    kept: tuple[str, ...]


def renew_ledger(*, by: User | None) -> Renewed | None:
    """Bring an open ledger in line with the program: units, rules and documents that it carries since, changed
    definitions, and everything that follows from them, in one posting. None, and nothing written, where all is in line.

    What the province chose itself stays; what was published stays as it was known.
    """
    found, codes = newer(), definitions.changed()
    if not (found or codes or newer_places()):
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
    return Renewed(entry.n, len(places), len(found.rules), len(found.documents), tuple(codes), found.kept)
