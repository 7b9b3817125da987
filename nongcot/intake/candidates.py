"""From a row as it was understood to what the register would be told: field values, events, a product with its stars.

A cell in doubt is left out here: it is listed with its address and goes in only when somebody decided it. A row whose
name is in doubt waits as a whole.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.intake.understanding import ProposedEvent, RowReading, UnderstoodSheet
from nongcot.kernel.dates import PartialDate
from nongcot.registry import values
from nongcot.registry.vocabulary import EventKind, Kind

#: Target of a column → field of a statement.
FIELDS = {
    "name": "name",
    "producer": "name",
    "own_key": "own_key",
    "tax_code": "tax_code",
    "certificate_no": "certificate_no",
    "address": "address",
    "representative": "representative",
    "phone": "phone",
    "email": "email",
    "sector": "sector",
    "other_sectors": "other_sectors",
    "activity": "activity",
    "vsic": "business_lines",
    "agricultural_subtype": "agricultural_subtype",
    "operating_model": "operating_model",
    "governing_law": "governing_law",
    "members_total": "members",
    "members_official": "members_official",
    "members_associate": "members_associate_capital",
    "members_female": "members_women",
    "members_minority": "members_minority",
    "members_disabled": "members_disabled",
    "charter_capital": "charter_capital",
    "capital_committed": "charter_capital",
    "capital_paid": "charter_capital_paid",
    "contributions": "contributions",
    "note": "note",
}

KINDS = frozenset(Kind.values)

#: The place of what lies in no unit of the country: it stands in the register and in no figure of the book.
ELSEWHERE = -2

#: What a list's event is in the register; the end of a group is not a dissolution.
EVENTS = {
    "founded": EventKind.FOUNDED,
    "registered": EventKind.REGISTERED,
    "notified": EventKind.NOTIFIED,
    "stopped": EventKind.STOPPED,
    "resumed": EventKind.OPERATING_AGAIN,
    "dissolving": EventKind.DISSOLUTION_RESOLVED,
    "dissolved": EventKind.DISSOLVED,
}


@dataclass(frozen=True)
class ToldEvent:
    """An event the row tells, with the days it may have been on and its paper."""

    kind: str
    on: PartialDate
    paper_date: date | None = None
    document_no: str = ""
    issuing_body: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ToldProduct:
    """A product the row tells, and its recognition where it has one."""

    name: str
    group: str = ""
    stars: int | None = None
    recognised: PartialDate | None = None
    document_no: str = ""
    issuer: str = ""


@dataclass(frozen=True)
class Refused:
    """A value that the register does not take, with the cell it stands in and the sentence."""

    cell: str
    read: str
    why: str


@dataclass
class Candidate:
    """What one row would tell the register."""

    sheet: str
    row_no: int
    kind: str
    said: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    events: list[ToldEvent] = field(default_factory=list)
    #: The statistical status the list tells for its own day, "" where it tells none.
    status: str = ""
    alliance: str = ""
    product: ToldProduct | None = None
    refused: list[Refused] = field(default_factory=list)
    waits: str = ""

    @property
    def name(self) -> str:
        return str(self.said.get("name", ""))

    @property
    def place(self) -> int:
        return int(self.said.get("place") or 0)


def of(sheet: UnderstoodSheet, row: RowReading, on: date) -> Candidate:
    """What a row taken in would tell, on the day the list is of."""
    candidate = Candidate(sheet.name, row.row_no, row.kind)
    _say(candidate, row)
    if not candidate.name:
        cell = row.values.get("name") or row.values.get("producer")
        candidate.waits = cell.doubt if cell and cell.doubt else _("không có tên")
    if row.kind not in KINDS:
        candidate.waits = candidate.waits or _("chưa rõ là loại tổ chức nào")
    for event in row.events:
        _tell(candidate, event, on)
    member = row.values.get("alliance")
    if member and not member.doubt and member.value:
        candidate.alliance = member.value if member.value in ("official", "associate") else "official"
    candidate.product = _product(row)
    if sheet.kind == "foreign_register":
        candidate.said["place"] = ELSEWHERE
    return candidate


def _say(candidate: Candidate, row: RowReading) -> None:
    told: dict[str, Any] = {}
    for target, code in FIELDS.items():
        cell = row.values.get(target)
        if cell is None or cell.value is None or cell.doubt or code in told:
            continue
        told[code] = ",".join(cell.value) if isinstance(cell.value, list | tuple) else cell.value
        candidate.cells[code] = cell.address
    hamlet = row.values.get("hamlet")
    if hamlet and hamlet.value and "address" not in told:
        told["address"], candidate.cells["address"] = hamlet.value, hamlet.address
    if row.kind in KINDS:
        told["kind"] = row.kind
    if row.place and row.place.unit:
        told["place"] = row.place.unit
    for code, value in told.items():
        try:
            candidate.said |= values.checked({code: value})
        except ValidationError as error:
            sentence = " ".join(error.messages)
            candidate.refused.append(Refused(candidate.cells.get(code, ""), str(value), sentence))
    _leave_out_parts(candidate)


def _leave_out_parts(candidate: Candidate) -> None:
    """Parts that exceed their whole (women among members) are no reason to lose the whole."""
    try:
        values.require_parts_fit(candidate.said)
    except ValidationError as error:
        sentence = " ".join(error.messages)
        parts = {part for whole in values.PARTS.values() for part in whole} | set(values.TRAITS)
        for code in parts & candidate.said.keys():
            candidate.refused.append(Refused(candidate.cells.get(code, ""), str(candidate.said.pop(code)), sentence))


def _tell(candidate: Candidate, event: ProposedEvent, on: date) -> None:
    if event.kind == "observed":
        candidate.status = event.status
        return
    kind = EVENTS.get(event.kind)
    if kind is None:
        return
    if candidate.kind == Kind.GROUP and kind == EventKind.DISSOLVED:
        kind = EventKind.ENDED
    when = event.when
    if when is None and event.kind in ("registered", "founded", "notified"):
        return  # a number without a day founds nothing; it stands in its field
    if when is None:
        # The list says that it happened by its own day; since when, nobody knows.
        when = PartialDate(date(on.year, 1, 1), on, "range")
    candidate.events.append(
        ToldEvent(
            kind,
            when,
            event.document_date.earliest if event.document_date else None,
            event.document_no,
            event.issuing_body,
            (("note", event.reason),) if event.reason else (),
        )
    )


def _product(row: RowReading) -> ToldProduct | None:
    name = row.values.get("product_name")
    if name is None or not name.value or name.doubt:
        return None
    stars, group = row.values.get("stars"), row.values.get("product_group")
    recognised = next((e for e in row.events if e.kind == "recognised"), None)
    return ToldProduct(
        str(name.value),
        str(group.value or "") if group else "",
        stars.value if stars and not stars.doubt and isinstance(stars.value, int) else None,
        recognised.when if recognised else None,
        recognised.document_no if recognised else "",
        recognised.issuing_body if recognised else "",
    )
