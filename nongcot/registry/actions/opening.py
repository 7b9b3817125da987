"""Opening the ledger of a book: the first posting, which everything later stands on."""

from datetime import date

from nongcot.accounts.models import User
from nongcot.basis.actions import load_carried
from nongcot.indicators import definitions
from nongcot.indicators.declare import catalogue
from nongcot.indicators.ledger import posting
from nongcot.indicators.models import Posting
from nongcot.places.actions import load_units, set_scope


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
