"""What rows of lists of deeds tell, as plain values; `cells` are the addresses they were read from, by target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from nongcot.kernel.dates import PartialDate
from nongcot.linkage.vocabulary import Side
from nongcot.registry.vocabulary import Scheme

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ToldCertificate:
    """A certificate of a scheme; of a product of the organisation, or ("") of the organisation itself.

    `expires` is its last day, None where none is told; `stars` are those of OCOP, `level` that of its giver. `also` are
    further schemes that the row tells with the same days, each with its number ("" where none is told). `of_book` as in
    `reading.of_book`, `fact_key` is the key by which the row names the fact (`registry.reading.fact_keys`), "" where it
    names none; both here and below.
    """

    scheme: str
    issued: PartialDate
    number: str = ""
    issuer: str = ""
    product: str = ""
    expires: date | None = None
    cells: Cells = ()
    stars: int | None = None
    level: str = ""
    also: tuple[tuple[str, str], ...] = ()
    scope: str = ""
    of_book: bool = False
    fact_key: str = ""

    def each(self) -> Iterator["ToldCertificate"]:
        """The certificates one by one; stars go with OCOP alone, a key is the first one's."""
        key = self.fact_key
        for scheme, number in ((self.scheme, self.number), *self.also):
            stars = self.stars if scheme == Scheme.OCOP else None
            yield replace(self, scheme=scheme, number=number, stars=stars, also=(), fact_key=key)
            key = ""


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
    of_book: bool = False


@dataclass(frozen=True)
class ToldParty:
    """Another party of a contract than the row's own organisation, on one of its sides.

    `organisation_id` is its record once it is found, negative for one that does not exist yet, 0 before; `book_key` is
    the key by which the row names it.
    """

    name: str
    kind: str
    side: str = Side.PARTNER.value
    tax_code: str = ""
    organisation_id: int = 0
    cell: str = ""
    book_key: str = ""


@dataclass(frozen=True)
class ToldContract:
    """A contract of linkage between an organisation of this `kind` and a partner; values in đồng, areas in hectares.

    `partner_id` is as `ToldParty.organisation_id`; `beside` are the parties after it, of any side.
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
    beside: tuple[ToldParty, ...] = ()
    partner_key: str = ""
    of_book: bool = False
    fact_key: str = ""
    members: int | None = None
    cycle: str = ""
    price_rule: str = ""
    price_note: str = ""
    note: str = ""

    @property
    def others(self) -> tuple[ToldParty, ...]:
        """All parties but the row's own organisation, the partner first."""
        first = ToldParty(
            self.partner,
            self.partner_kind,
            tax_code=self.partner_tax_code,
            organisation_id=self.partner_id,
            cell=cell_of(self, "partner"),
            book_key=self.partner_key,
        )
        return (first, *self.beside)

    def of_side(self, side: str) -> tuple[int, ...]:
        """The records of the other parties of a side, in their order."""
        return tuple(party.organisation_id for party in self.others if party.side == side)

    def known_as(self, records: Sequence[int]) -> "ToldContract":
        """The contract with the records of all `others`, in their order."""
        beside = (replace(party, organisation_id=pk) for party, pk in zip(self.beside, records[1:], strict=True))
        return replace(self, partner_id=records[0], beside=tuple(beside))


@dataclass(frozen=True)
class ToldEvent:
    """An event of a list of events; `opens` is its first day (of a month or year that alone is known the first that it
    may be, with the last one), `closes` its last one where it is told, `booths` how many it has. It is `of_book` by
    the layout of its list."""

    name: str
    type: str
    scope: str
    opens: date
    closes: date | None = None
    venue: str = ""
    place: int = 0
    cells: Cells = ()
    organiser: str = ""
    decision_no: str = ""
    booths: int | None = None
    precision: str = "day"
    opens_latest: date | None = None
    of_book: bool = False
    fact_key: str = ""

    @property
    def opening(self) -> PartialDate:
        """The days on which it may open."""
        return PartialDate(self.opens, self.opens_latest or self.opens, self.precision)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ToldMain:
    """A product of the organisation that a decision names as a main product, from `since` until after `last_day`."""

    product: str
    commodity: str
    decision_no: str
    decided_on: date
    since: date
    issuing_body: str = ""
    last_day: date | None = None
    cells: Cells = ()
    fact_key: str = ""


@dataclass(frozen=True)
class ToldModel:
    """An effective model with its figures of the day `as_of`: area in hectares, amounts in đồng for what `per` says;
    of nobody's organisation where `is_nobodys`."""

    name: str
    as_of: date
    per: str = ""
    area: Decimal | None = None
    seasons: int | None = None
    cost: int | None = None
    income: int | None = None
    profit: int | None = None
    is_nobodys: bool = False
    cells: Cells = ()
    fact_key: str = ""


Deed = ToldCertificate | ToldPart | ToldContract | ToldEvent | ToldMain | ToldModel


def is_nobodys(deed: Deed | None) -> bool:
    """Whether a deed is about no organisation."""
    return isinstance(deed, ToldEvent) or (isinstance(deed, ToldModel) and deed.is_nobodys)


def cell_of(deed: Deed, target: str) -> str:
    """The address that tells a target; "" where none does."""
    return dict(deed.cells).get(target, "")
