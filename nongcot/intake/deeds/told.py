"""What rows of lists of deeds tell, as plain values; `cells` are the addresses they were read from, by target."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nongcot.kernel.dates import PartialDate
from nongcot.registry.vocabulary import Scheme

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToldCertificate:
    """A certificate of a scheme; of a product of the organisation, or ("") of the organisation itself.

    `expires` is its last day, None where none is told; `stars` are those of OCOP. `also` are further schemes that the
    row tells with the same days, each with its number ("" where none is told).
    """

    scheme: str
    issued: PartialDate
    number: str = ""
    issuer: str = ""
    product: str = ""
    expires: date | None = None
    cells: Cells = ()
    stars: int | None = None
    also: tuple[tuple[str, str], ...] = ()

    def each(self) -> Iterator["ToldCertificate"]:
        """The certificates one by one; stars go with OCOP alone."""
        for scheme, number in ((self.scheme, self.number), *self.also):
            stars = self.stars if scheme == Scheme.OCOP else None
            yield replace(self, scheme=scheme, number=number, stars=stars, also=())


@dataclass(frozen=True)
class ToldPart:
    """A part in an event: how far it came by `day`, the products that are shown, the booth.

    `event` is ("event", its number), or ("new", name, type, scope, first day, last day or "", venue).
    """

    event: tuple[str, ...]
    step: str
    day: date
    products: tuple[str, ...] = ()
    booth: str = ""
    cells: Cells = ()


@dataclass(frozen=True)
class ToldContract:
    """A contract of linkage between an organisation of this `kind` and a partner; values in đồng, areas in hectares.

    `partner_id` is the partner's record once it is found, negative for one that does not exist yet, 0 before.
    """

    kind: str
    partner: str
    partner_kind: str
    commodity: str
    commodity_sector: str
    covers: int
    starts: PartialDate
    partner_tax_code: str = ""
    partner_id: int = 0
    number: str = ""
    signed_on: date | None = None
    last_day: date | None = None
    area: Decimal | None = None
    volume: Decimal | None = None
    volume_unit: str = ""
    value: int | None = None
    households: int | None = None
    cells: Cells = ()


@dataclass(frozen=True)
class ToldEvent:
    """An event of a list of events; `opens` is its first day, `closes` its last one where it is told."""

    name: str
    type: str
    scope: str
    opens: date
    closes: date | None = None
    venue: str = ""
    place: int = 0
    cells: Cells = ()


Deed = ToldCertificate | ToldPart | ToldContract | ToldEvent


def cell_of(deed: Deed, target: str) -> str:
    """The address that tells a target; "" where none does."""
    return dict(deed.cells).get(target, "")
