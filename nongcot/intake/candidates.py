"""From a row as it was understood to what the register would be told: field values, events, a product with its stars.

A cell in doubt is left out here: it is listed with its address and goes in only when somebody decided it. A row whose
name is in doubt waits as a whole.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.intake.deeds.told import Deed, ToldContract, ToldPart
from nongcot.intake.understanding import ProposedEvent, RowReading, UnderstoodSheet
from nongcot.intake.understanding.kinds import DEEDS, OF_NOBODY, OF_PRODUCT
from nongcot.intake.understanding.names import LOST
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
    "new_address": "address",
    "address": "address",
    "old_address": "address",
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
    "members_without_capital": "members_associate",
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

#: What the row of a list of deeds says of whose they are: by this it is matched, and begun where somebody says so.
WHO = frozenset(["name", "kind", "place", "address", "tax_code"])

#: The targets that tell a place in words.
_PLACES = ("commune", "new_commune", "old_commune", "place", "district", "province")

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
    details: tuple[tuple[str, Any], ...] = ()
    #: The addresses it was read from.
    cells: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """The first cell it was read from; "" where none is known any more."""
        return self.cells[0] if self.cells else ""


#: Targets of a product and its recognition whose cells are kept with them.
TOLD_OF_PRODUCT = frozenset(
    [
        "product_name",
        "product_group",
        "product_kind",
        "product_nature",
        "product_sector",
        "stars",
        "recognition_level",
        "recognised_on",
        "decision_no",
        "decision_date",
        "decision_issuer",
        "expires_on",
        "fact_key",
    ]
)


@dataclass(frozen=True)
class ToldProduct:
    """A product the row tells, and its recognition where it has one; `level` is that of who recognised it ("" = not
    told), `expires` the last day it holds; `of_book`: in a list of the book, whose corrections are all told."""

    name: str
    group: str = ""
    stars: int | None = None
    level: str = ""
    recognised: PartialDate | None = None
    document_no: str = ""
    issuer: str = ""
    expires: date | None = None
    cells: tuple[tuple[str, str], ...] = ()
    nature: str = ""
    sector: str = ""
    of_book: bool = False
    #: The key by which the row names it, or its certificate (`registry.reading.fact_keys`), "" where it names neither.
    fact_key: str = ""

    def cell(self, *targets: str) -> str:
        """The address that tells the first of these targets that is told; "" where none is."""
        told = dict(self.cells)
        return next((told[target] for target in targets if target in told), "")


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
    #: The key of the record that the row is about, "" where it tells none.
    book_key: str = ""
    #: The district the row names where its commune is not known, 0 where it names none.
    district: int = 0
    events: list[ToldEvent] = field(default_factory=list)
    #: The statistical status the list tells for its own day, "" where it tells none.
    status: str = ""
    #: official or associate; "none" where the list says that it is no member; "" where it says nothing.
    alliance: str = ""
    alliance_on: PartialDate | None = None
    #: Whether it is told as which kind of member; a mere yes counts as official.
    alliance_named: bool = False
    #: When it left the alliance, of one that the list says is a member no more.
    alliance_left: PartialDate | None = None
    #: Why a record that does not exist yet is not to be begun by this row: it is told to be over, without a day.
    over: str = ""
    product: ToldProduct | None = None
    #: What the row of a list of certificates, participants or contracts tells; it says nothing else then.
    deed: Deed | None = None
    #: A name of which letters were lost: it begins no record, and may be known among the register's.
    damaged: str = ""
    refused: list[Refused] = field(default_factory=list)
    waits: str = ""

    @property
    def name(self) -> str:
        return str(self.said.get("name", "")) or self.damaged

    @property
    def keyed(self) -> Deed | ToldProduct | None:
        """What it tells of a fact that it names by its key; None where it names none."""
        told = self.deed or self.product
        return told if getattr(told, "fact_key", "") else None

    def forget_key(self) -> None:
        """Tell the same of a fact that it does not name."""
        if self.deed is not None and not isinstance(self.deed, ToldPart):
            self.deed = replace(self.deed, fact_key="")
        if self.product is not None:
            self.product = replace(self.product, fact_key="")

    @property
    def place(self) -> int:
        return int(self.said.get("place") or 0)

    @property
    def first_said(self) -> dict[str, Any]:
        """What it says of a record that it is the first to tell of: its kind too, which a row that names a record by
        its key does not say of one that is there."""
        return {**({"kind": self.kind} if self.kind in KINDS else {}), **self.said, "observed": True}


def of(sheet: UnderstoodSheet, row: RowReading, on: date) -> Candidate:
    """What a row taken in would tell, on the day the list is of."""
    candidate = Candidate(sheet.name, row.row_no, row.kind)
    if sheet.kind in OF_NOBODY:
        name = row.values.get("event_name")
        candidate.said = {"name": str(name.value)} if name and name.value and not name.doubt else {}
        return candidate
    if sheet.kind == "effective_models" and not {"name", "book_key"} & row.values.keys():
        name = row.values.get("model_name")  # it is nobody's
        candidate.said = {"name": str(name.value)} if name and name.value and not name.doubt else {}
        return candidate
    _tell_key(candidate, row)
    _say(candidate, row, _spoken_of(sheet.kind))
    if "name" not in candidate.said:
        cell = row.values.get("name") or row.values.get("producer")
        candidate.waits = cell.doubt if cell and cell.doubt else _nameless(sheet)
        candidate.damaged = cell.value if cell and isinstance(cell.value, str) and LOST in cell.value else ""
    if row.kind not in KINDS and not candidate.book_key:
        candidate.waits = candidate.waits or kind_unknown()
    if sheet.kind not in DEEDS:
        _tell_life(candidate, row)
        candidate.product = _product(row)
        named = row.values.get("fact_key")
        candidate.waits = candidate.waits or (named.doubt if named is not None else "")
    if candidate.product is not None and candidate.product.stars and candidate.product.recognised is None:
        why = _("hạng sao không có ngày công nhận: chưa ghi được thành chứng nhận")
        cell = row.values["stars"]
        candidate.refused.append(Refused(cell.address, cell.raw, why))
    if sheet.kind == "foreign_register" or (row.place and row.place.outside and not row.place.unit):
        candidate.said["place"] = ELSEWHERE
    if row.place and not row.place.unit:
        candidate.district = row.place.district or 0
    return candidate


def kind_unknown() -> str:
    """Why a row waits whose organisation the register does not have and of which nobody says what it is."""
    return _("chưa rõ là loại tổ chức nào")


def _tell_key(candidate: Candidate, row: RowReading) -> None:
    """The record that the row names by its key; a cell that holds no key is to be mended or emptied first."""
    key = row.values.get("book_key")
    if key is None:
        return
    if key.doubt:
        candidate.waits = key.doubt
    elif isinstance(key.value, str):
        candidate.book_key, candidate.cells["book_key"] = key.value, key.address
    elif key.value is not None:  # of several parties, and not as many names beside them
        candidate.waits = _("số mã trong sổ khác số tổ chức được nêu: %(keys)s") % {"keys": key.raw}


def _tell_life(candidate: Candidate, row: RowReading) -> None:
    for event in row.events:
        _tell(candidate, event)
    _tell_status(candidate, row)
    _tell_membership(candidate, row)


def parties_of(candidate: Candidate) -> list[Candidate]:
    """The other parties of a row's contract, as they are matched to the register; none where the row tells no
    contract."""
    deed = candidate.deed
    others = deed.others if isinstance(deed, ToldContract) else ()
    found = []
    for party in others:
        said = {"name": party.name, "kind": party.kind}
        said |= {"tax_code": party.tax_code} if party.tax_code else {}
        cells = {"name": party.cell}
        found.append(
            Candidate(candidate.sheet, candidate.row_no, party.kind, said=said, cells=cells, book_key=party.book_key)
        )
    return found


def _nameless(sheet: UnderstoodSheet) -> str:
    """Why a row without a name waits: its own lack, or that of the whole table."""
    if sheet.kind == "products" and not any(column.target == "producer" for column in sheet.columns):
        return _("bảng không có cột chủ thể: cho biết chủ thể chung ở ô %(cell)s") % {"cell": sheet.first_cell}
    return _("không có tên")


def _spoken_of(kind: str) -> frozenset[str]:
    """The fields that a sheet of that kind tells of an organisation; the rest of its cells speak of something else."""
    if kind in DEEDS:
        return WHO
    return frozenset(FIELDS.values()) - (OF_PRODUCT if kind == "products" else frozenset())


def _say(candidate: Candidate, row: RowReading, codes: frozenset[str]) -> None:
    told: dict[str, Any] = {}
    for target, code in FIELDS.items():
        cell = row.values.get(target)
        if cell is None or cell.value is None or cell.doubt or code in told or code not in codes:
            continue
        told[code] = ",".join(cell.value) if isinstance(cell.value, list | tuple) else cell.value
        candidate.cells[code] = cell.address
    _say_address(candidate, row, told)
    # Of a record of the book a name that begins otherwise tells no other kind; a column does.
    kind = row.value("legal_form") if candidate.book_key else row.kind
    if kind in KINDS:
        told["kind"] = kind
        if candidate.book_key:
            candidate.cells["kind"] = row.values["legal_form"].address
    if row.place and row.place.unit:
        told["place"] = row.place.unit
    try:
        candidate.said = values.checked(told)
    except ValidationError as errors:
        candidate.said = values.checked({code: value for code, value in told.items() if code not in errors.error_dict})
        for code, messages in errors.message_dict.items():
            cell, sentence = candidate.cells.get(code, ""), " ".join(messages)
            candidate.refused.append(Refused(cell, str(told[code]), sentence))
    _leave_out_parts(candidate)


def _say_address(candidate: Candidate, row: RowReading, told: dict[str, Any]) -> None:
    """The hamlet before the rest; where the commune is not found and nothing else is told, the place as written."""
    hamlet, address = row.values.get("hamlet"), str(told.get("address", ""))
    if hamlet and hamlet.value and str(hamlet.value) not in address:
        told["address"] = f"{hamlet.value}, {address}" if address else hamlet.value
        candidate.cells.setdefault("address", hamlet.address)
    if "address" in told or (row.place and row.place.unit):
        return
    cells = [row.values[target] for target in _PLACES if target in row.values]
    written = [str(cell.value) for cell in cells if isinstance(cell.value, str)]
    if written:
        told["address"], candidate.cells["address"] = ", ".join(dict.fromkeys(written)), cells[0].address


def _leave_out_parts(candidate: Candidate) -> None:
    """Parts that exceed their whole (women among members) are no reason to lose the whole."""
    try:
        values.require_parts_fit(candidate.said)
    except ValidationError as error:
        sentence = " ".join(error.messages)
        parts = {part for whole in values.PARTS.values() for part in whole} | set(values.TRAITS)
        for code in parts & candidate.said.keys():
            candidate.refused.append(Refused(candidate.cells.get(code, ""), str(candidate.said.pop(code)), sentence))


def _tell(candidate: Candidate, event: ProposedEvent) -> None:
    """An event with its day. Without one nothing is dated: a stop or a return is what the list observes on its day."""
    if event.kind == "observed":
        candidate.status = event.status
        candidate.cells["status"] = event.cells[0] if event.cells else ""
        return
    kind = EVENTS.get(event.kind)
    if kind is None:
        return
    if candidate.kind == Kind.GROUP and kind == EventKind.DISSOLVED:
        kind = EventKind.ENDED
    when = event.when
    if when is None:
        observed = {"stopped": "inactive", "resumed": "operating"}.get(event.kind, "")
        if observed:
            candidate.status, candidate.cells["status"] = observed, event.cells[0]
        return
    candidate.events.append(
        ToldEvent(
            kind,
            when,
            event.document_date.earliest if event.document_date else None,
            event.document_no,
            event.issuing_body,
            (("note", event.reason),) if event.reason else (),
            event.cells,
        )
    )


def _tell_status(candidate: Candidate, row: RowReading) -> None:
    """A row that tells an end without its day begins no record: it would count as operating."""
    ended = row.value("status") in ("dissolved", "dissolving") or row.value("dissolved_on") is True
    ends = {EventKind.DISSOLVED, EventKind.ENDED, EventKind.DISSOLUTION_RESOLVED}
    if ended and not any(event.kind in ends for event in candidate.events):
        candidate.over = _("danh sách ghi đã hoặc đang giải thể, chưa rõ từ ngày nào")


def _tell_membership(candidate: Candidate, row: RowReading) -> None:
    """Membership of the alliance: whether, and since when if the list says so; until when, if it left it since."""
    member, since = row.values.get("alliance"), row.values.get("alliance_joined_on")
    left, joined = row.values.get("alliance_left_on"), since.value if since is not None and not since.doubt else None
    gone = left.value if left is not None and not left.doubt else None
    if isinstance(gone, PartialDate) and not (isinstance(joined, PartialDate) and gone.latest < joined.earliest):
        candidate.alliance, candidate.alliance_left = "none", gone
        candidate.cells["alliance"] = left.address if left is not None else ""
        return
    if member and not member.doubt and member.value:
        told = str(member.value)
        candidate.alliance = told if told in ("official", "associate", "none") else "official"
        candidate.alliance_named = told == candidate.alliance
        candidate.cells["alliance"] = member.address
    if since is None or since.doubt or not isinstance(since.value, PartialDate):
        return
    if candidate.alliance == "none" and candidate.book_key:  # a list of the book tells when it had joined
        return
    if candidate.alliance == "none":
        why = _("ghi không phải thành viên Liên minh nhưng có ngày kết nạp")
        candidate.refused.append(Refused(since.address, since.raw, why))
        return
    candidate.alliance = candidate.alliance or "official"
    candidate.alliance_on, candidate.cells["alliance"] = since.value, since.address


def _product(row: RowReading) -> ToldProduct | None:
    name = row.values.get("product_name")
    if name is None or not name.value or name.doubt:
        return None
    stars, expires = row.values.get("stars"), row.values.get("expires_on")
    group = row.values.get("product_group") or row.values.get("product_kind")
    level = row.values.get("recognition_level")
    recognised = next((e for e in row.events if e.kind == "recognised"), None)
    return ToldProduct(
        str(name.value),
        str(group.value or "") if group else "",
        stars.value if stars and not stars.doubt and isinstance(stars.value, int) else None,
        level.value if level and not level.doubt and isinstance(level.value, str) else "",
        recognised.when if recognised else None,
        recognised.document_no if recognised else "",
        recognised.issuing_body if recognised else "",
        expires.value.latest if expires and not expires.doubt and isinstance(expires.value, PartialDate) else None,
        tuple((target, cell.address) for target, cell in row.values.items() if target in TOLD_OF_PRODUCT),
        _sure_code(row, "product_nature"),
        _sure_code(row, "product_sector"),
        bool(row.value("book_key") or row.value("fact_key")),
        _sure_code(row, "fact_key"),
    )


def _sure_code(row: RowReading, target: str) -> str:
    """A code that a cell tells beyond doubt; "" for none."""
    cell = row.values.get(target)
    return cell.value if cell and not cell.doubt and isinstance(cell.value, str) else ""
