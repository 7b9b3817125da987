"""Short ways to state facts in tests of what is read: each a posting of its own, on the day of the injected clock."""

from datetime import date
from typing import Any

from nongcot.indicators.ledger import posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from nongcot.registry.actions import copies
from nongcot.registry.models import Keyed, Organisation
from nongcot.registry.tests import files

BORN = date(2017, 3, 1)


def organisation(
    name: str, *, kind: str = "coop", born: date | None = BORN, on: date | None = None, **said: Any
) -> Organisation:
    """A new organisation, named by a list of day `on` (by default its first), founded on `born` unless that is None."""
    day = on or born or date(2017, 12, 31)
    with posting("test", by=None) as entry:
        (pk,) = writing.new_organisations(entry, 1)
        writing.say(entry, [writing.Said(pk, day, {"kind": kind, "name": name, "observed": True, **said})])
        if born:
            birth = "registered" if kind in ("coop", "union", "credit_fund") else "founded"
            writing.happen(entry, [writing.Happened(pk, birth, PartialDate.day(born))])
    return Organisation.objects.get(pk=pk)


def say(who: Organisation, day: date, **said: Any) -> int:
    """Fields of an organisation from a day on; gives the posting."""
    with posting("test", by=None) as entry:
        writing.say(entry, [writing.Said(who.pk, day, said)])
    return entry.n


def event(who: Organisation, kind: str, day: date, **more: Any) -> str:
    """A lifecycle event; gives its key."""
    with posting("test", by=None) as entry:
        (key,) = writing.happen(entry, [writing.Happened(who.pk, kind, PartialDate.day(day), **more)])
    return key


def product(who: Organisation, name: str, **more: Any) -> int:
    """A product; gives its id."""
    with posting("test", by=None) as entry:
        return writing.offer(entry, organisation_id=who.pk, name=name, **({"nature": "product"} | more))


def certificate(who: Organisation, **columns: Any) -> str:
    """A certificate; gives its key."""
    with posting("test", by=None) as entry:
        stated = {"scheme": "vietgap", "issued_precision": "day"} | columns
        return writing.certify(entry, organisation_id=who.pk, **stated)


def unite(who: Organisation, keep: Organisation, since: date, *, void: bool = False) -> None:
    """Two records are one, or, void, are none after all."""
    with posting("test", by=None) as entry:
        writing.unite(entry, organisation_id=who.pk, keep_id=keep.pk, since=since, reason="trùng", void=void)


def copy(of: type[Keyed], key: str, title: str = "Bản chụp", content: bytes | None = None) -> str:
    """A copy beside a fact; gives its key."""
    [made] = copies.add_copies(of=of, key=key, title=title, taken=[files.taken(content)], by=None).keys
    return made
