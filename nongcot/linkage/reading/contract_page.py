"""One contract at (on, n): its parties, its term, what was delivered, its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators.declare import Described
from nongcot.kernel.dates import FAR, PartialDate, format_partial
from nongcot.linkage import readings
from nongcot.linkage.describe import chain_url, copy_url
from nongcot.linkage.forms.fields import quantity
from nongcot.linkage.models import Chain, Contract, Delivery, Document, Member, Party, Support, Term
from nongcot.linkage.reading import outsiders
from nongcot.linkage.reading.contract_list import state
from nongcot.linkage.terms import in_force, in_order, lengths
from nongcot.linkage.vocabulary import (
    FURTHER,
    LINKED,
    CommoditySector,
    Covers,
    Cycle,
    DocumentKind,
    EndGround,
    Form,
    PriceRule,
    Season,
    Side,
    SupportKind,
    TermChange,
)
from nongcot.registry import describe, queries, words
from nongcot.registry.copies import beside
from nongcot.registry.copies.beside import Shown
from nongcot.registry.models import Copy, Product
from nongcot.registry.reading.points import Point
from nongcot.ui import charts

DAY = timedelta(days=1)


@dataclass(frozen=True)
class SeasonLine:
    """One season: what was agreed, what was delivered, how much of it was kept in percent (None: not known)."""

    fact: Delivery
    season: str
    agreed: str
    delivered: str
    sold: str
    kept: Decimal | None


class ContractPage:
    """What the page of one contract tells. Money, prices and papers are the officers' alone; `editing`: copies of
    papers are changed here."""

    def __init__(self, fact: Contract, point: Point, *, editing: bool = False) -> None:
        self.fact, self.point, self.editing = fact, point, editing

    def _of(self, model: type) -> list:  # type: ignore[type-arg]  # facts of one of the room's tables
        return queries.standing(model, self.point.n, contract_id=self.fact.contract_id)

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody who is party to it, in their order."""
        return sorted(self._of(Party), key=lambda party: party.order)

    @cached_property
    def _named(self) -> dict[int, Described]:
        ids = {party.organisation_id for party in self.parties} | {self.fact.leader_id} - {None}
        return describe.describe_organisations([pk for pk in ids if pk], self.point.on, self.point.n)

    @property
    def sides(self) -> list[tuple[str, list[tuple[Described, bool]]]]:
        """Each side with its parties, and whether one leads; of those that sign besides only who is there."""
        found = [
            (
                side,
                [
                    (self._named[party.organisation_id], party.organisation_id == self.fact.leader_id)
                    for party in self.parties
                    if party.side == side
                ],
            )
            for side in Side
        ]
        return [(str(side.label), parties) for side, parties in found if parties or side in LINKED]

    @property
    def has_further(self) -> bool:
        """Whether somebody signs it beside the two sides that it links."""
        return any(party.side in FURTHER for party in self.parties)

    @cached_property
    def terms(self) -> list[Term]:
        """What changed its term, in order."""
        return in_order(self._of(Term))

    @cached_property
    def force(self):  # type: ignore[no-untyped-def]  # an InForce
        """When it holds by its own facts."""
        return in_force(self.fact, self.terms)

    @property
    def state(self) -> tuple[str, str]:
        """Whether it holds on the day."""
        return state(self.force, self.point.on)

    @property
    def until(self) -> date | None:
        """Its last day; None where none is written."""
        return None if self.force.end == FAR else self.force.end - DAY

    @property
    def form(self) -> str:
        """Its form, by the rule of its day."""
        day = self.fact.signed_on or self.fact.starts
        return words.label(Form, readings.read(self.point.n).form(self.fact.covers, day))

    @property
    def covered(self) -> list[str]:
        """What it covers."""
        return [str(bit.label) for bit in Covers if self.fact.covers & bit]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What everybody may read of it."""
        fact = self.fact
        starts = PartialDate(fact.starts, fact.starts_latest, fact.starts_precision)  # type: ignore[arg-type]
        months = lengths(fact, self.terms)[-1].months
        told = [
            (_("Hình thức liên kết"), self.form),
            (_("Bao các khâu"), ", ".join(self.covered)),
            (_("Hàng hóa"), f"{fact.commodity} ({words.label(CommoditySector, fact.commodity_sector)})"),
            (_("Thực hiện từ"), format_partial(starts)),
            (_("Thời hạn"), _("%(n)s tháng") % {"n": months} if months is not None else _("không ghi ngày hết hạn")),
            (_("Chu kỳ sản xuất"), words.label(Cycle, fact.cycle) if fact.cycle else ""),
            (_("Diện tích"), f"{quantity(fact.area)} ha" if fact.area is not None else ""),
            (_("Số hộ tham gia"), words.value("members", fact.households)),
            (_("Số thành viên tham gia"), words.value("members", fact.members)),
        ]
        return [(label, value) for label, value in told if value]

    @property
    def working_facts(self) -> list[tuple[str, str]]:
        """What officers alone read: sums, prices, numbers of papers."""
        fact = self.fact
        volume = f"{quantity(fact.volume)} {fact.volume_unit}" if fact.volume is not None else ""
        return [
            (_("Số hợp đồng"), fact.number),
            (_("Ngày ký"), f"{fact.signed_on:%d/%m/%Y}" if fact.signed_on else ""),
            (_("Sản lượng"), volume),
            (_("Giá trị"), words.money(fact.value) if fact.value is not None else ""),
            (_("Cách định giá"), words.label(PriceRule, fact.price_rule) if fact.price_rule else ""),
            (_("Giá cụ thể"), fact.price_note),
            (_("Ghi chú"), fact.note),
        ]

    @property
    def product(self) -> tuple[str, str] | None:
        """The product of the register that it is about."""
        if self.fact.product_id is None:
            return None
        found = queries.standing(Product, self.point.n, product_id=self.fact.product_id)
        url = f"{describe.product_url(self.fact.product_id)}{self.point.query}"
        return (found[0].name, url) if found else None

    @property
    def changes(self) -> list[tuple[Term, str, str, date]]:
        """Extensions and an early end: what, why, and the last day it then had."""
        return [
            (
                term,
                words.label(TermChange, term.kind),
                words.label(EndGround, term.ground) if term.ground else "",
                term.valid_to - DAY,
            )
            for term in self.terms
        ]

    @cached_property
    def seasons(self) -> list[SeasonLine]:
        """Seasons, the last first."""
        rows = sorted(self._of(Delivery), key=lambda row: row.ends, reverse=True)
        return [
            SeasonLine(
                fact=row,
                season=words.label(Season, row.season),
                agreed=_with_unit(row.agreed, row.unit),
                delivered=_with_unit(row.delivered, row.unit),
                sold=_with_unit(row.sold, row.unit),
                kept=kept(row),
            )
            for row in rows
        ]

    @property
    def picture(self) -> charts.Bars | None:
        """How much of each season's agreement was kept."""
        told = [line for line in reversed(self.seasons) if line.kept is not None]
        if not told:
            return None
        return charts.Bars(
            _("Phần đã giao so với thỏa thuận, theo vụ"),
            tuple(
                charts.Bar(f"{line.season} {line.fact.ends.year}", float(line.kept))
                for line in told
                if line.kept is not None
            ),
            unit="%",
            decimals=1,
        )

    @property
    def documents(self) -> list[tuple[Document, str, list[Shown]]]:
        """Its papers, each with the copies that are kept of it."""
        rows = self._of(Document)
        copies = beside.of_facts(Document, [row.key for row in rows], self.point.n)
        act = _act_on_copy if self.editing else None
        return [
            (
                row,
                words.label(DocumentKind, row.kind),
                beside.shown(copies.get(row.key, ()), self._copy_url, act),
            )
            for row in rows
        ]

    def _copy_url(self, copy: Copy) -> str:
        return f"{copy_url(copy)}{self.point.query}"

    @property
    def supports(self) -> list[tuple[Support, str, str]]:
        """Help that it received."""
        return [
            (
                row,
                words.label(SupportKind, row.kind),
                format_partial(PartialDate(row.earliest, row.latest, row.precision)),
            )
            for row in self._of(Support)
        ]

    @property
    def chains(self) -> list[Described]:
        """Chains in which it holds a stage."""
        told = queries.standing_rows(Member, self.point.n).filter(contract_id=self.fact.contract_id)
        outside = outsiders.among(told, self.point)
        numbers = {member.chain_id for member in told if member.pk not in outside}
        return [
            Described(chain.name, f"{chain_url(chain.chain_id)}{self.point.query}")
            for chain in queries.standing(Chain, self.point.n, chain_id__in=numbers)
        ]


def kept(row: Delivery) -> Decimal | None:
    """How much of what was agreed was delivered, in percent: by value, else by quantity; None where it is not known."""
    pairs: Sequence[tuple[Decimal | int | None, Decimal | int | None]] = (
        (row.delivered_value, row.agreed_value),
        (row.delivered, row.agreed),
    )
    for delivered, agreed in pairs:
        if delivered is not None and agreed:
            return (Decimal(delivered) * 100 / Decimal(agreed)).quantize(Decimal("0.1"))
    return None


def _act_on_copy(code: str, copy: Copy) -> str:
    return reverse("linkage:act_on", args=[code, copy.key])


def _with_unit(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{quantity(value)} {unit}".strip()
