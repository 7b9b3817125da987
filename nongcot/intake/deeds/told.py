"""What rows of lists of deeds tell, as plain values; `cells` are the addresses they were read from, by target."""

from dataclasses import dataclass
from datetime import date

from nongcot.kernel.dates import PartialDate

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToldCertificate:
    """A certificate of a scheme; of a product of the organisation, or ("") of the organisation itself.

    `expires` is its last day, None where none is told.
    """

    scheme: str
    issued: PartialDate
    number: str = ""
    issuer: str = ""
    product: str = ""
    expires: date | None = None
    cells: Cells = ()


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


Deed = ToldCertificate | ToldPart


def cell_of(deed: Deed, target: str) -> str:
    """The address that tells a target; "" where none does."""
    return dict(deed.cells).get(target, "")
