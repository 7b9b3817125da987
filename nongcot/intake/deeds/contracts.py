"""Contracts of linkage that rows tell: all sides, what is made, how much, for how long.

Which one a row tells `known_contracts` says. A row may tell several parties of each side (`understanding.sides`). What
the book does not know of one is completed; what it knows otherwise stays, and is told.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.indicators.ledger import Entry
from nongcot.intake.deeds import known_contracts, reading
from nongcot.intake.deeds.known_contracts import COMPLETED, DAY, Known
from nongcot.intake.deeds.reading import Reading
from nongcot.intake.deeds.told import ToldContract, ToldParty, cell_of
from nongcot.intake.understanding import forms, sides
from nongcot.intake.understanding.unsaid import SIGNED
from nongcot.kernel.dates import FAR, PartialDate, format_day, format_partial
from nongcot.kernel.numbers import format_number, parse_quantity
from nongcot.kernel.text import fold
from nongcot.linkage import values
from nongcot.linkage.actions import contracts, terms
from nongcot.linkage.models import Contract, Party, Term
from nongcot.linkage.vocabulary import FURTHER, CommoditySector, Covers, Cycle, PriceRule, Side
from nongcot.registry import keyed, standing, words
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading import fact_keys
from nongcot.registry.values import written
from nongcot.registry.vocabulary import Kind

THOUSANDTH = Decimal("0.001")
_TARGETS = ("contract_no", "signed_on", "partner", "commodity", "commodity_sector", "covers", "contract_area", "volume",
            "volume_unit", "value", "households", "starts_on", "ends_on", "fact_key", "linked_members", "cycle",
            "price_rule", "price_note", "contract_note")  # fmt: skip

#: Columns that tell a code of a closed list; how long texts may be.
CHOICES: Mapping[str, Any] = {"cycle": Cycle, "price_rule": PriceRule}
LENGTHS = {"number": 80, "price_note": 300, "note": 500}

Refusal = tuple[str, str, str]


def read(row: reading.RowReading, on: date, sheet: reading.UnderstoodSheet) -> Reading:
    """The contract of a row; it waits for what an act of signing needs and the row does not tell."""
    parties, unclear = _parties(row)
    unclear = _unsettled_keys(row) or unclear
    commodity = reading.text(row, "commodity")
    covers, sector = reading.sure(row, "covers"), reading.text(row, "commodity_sector")
    signed, starts = reading.day(row, "signed_on"), reading.when(row, "starts_on")
    if starts is None and row.value("starts_on") == SIGNED:
        starts = reading.when(row, "signed_on")
    needed = (
        (not unclear, unclear),
        (commodity, _("hợp đồng không ghi nông sản, sản phẩm")),
        (covers and covers.value, _("chưa rõ hợp đồng gồm những khâu nào")),
        (sector, _("chưa rõ nhóm nông sản")),
        (starts, _("hợp đồng không ghi ngày bắt đầu")),
    )
    missing = next((why for value, why in needed if not value), "")
    if missing or starts is None or covers is None or not isinstance(covers.value, int):
        return Reading(waits=missing)
    volume, unit = _volume(row, sheet)
    partner, *beside = parties
    found = Reading(
        ToldContract(
            row.kind,
            partner.name,
            partner.kind,
            commodity,
            sector,
            covers.value,
            starts,
            partner.tax_code,
            number=reading.text(row, "contract_no"),
            signed_on=signed if (told := reading.when(row, "signed_on")) and told.precision == "day" else None,
            last_day=reading.day(row, "ends_on"),
            area=_quantity(reading.sure(row, "contract_area")),
            volume=volume if unit else None,
            volume_unit=unit if volume is not None else "",
            value=reading.whole(row, "value"),
            households=reading.whole(row, "households"),
            cells=reading.cells(row, _TARGETS),
            beside=tuple(beside),
            partner_key=partner.book_key,
            of_book=reading.of_book(row),
            fact_key=reading.fact_key(row),
            members=reading.whole(row, "linked_members"),
            cycle=reading.text(row, "cycle"),
            price_rule=reading.text(row, "price_rule"),
            price_note=reading.text(row, "price_note"),
            note=reading.text(row, "contract_note"),
        )
    )
    if volume is not None and not unit:
        cell = row.values["volume"]
        found.refused.append((cell.address, cell.raw, _("sản lượng không có đơn vị")))
    return found


#: The targets that tell parties beside the row's own organisation, with the side on which they stand.
_OF_SIDE = (
    ("partner", Side.PARTNER),
    ("partner_beside", Side.PARTNER),
    ("other_partner", Side.PARTNER),
    ("name_beside", Side.COLLECTIVE),
    ("further", Side.OTHER),
    *sides.FURTHER.items(),
)


#: The targets under which a row keeps the keys of those parties, in the order of their names.
_KEYS = {
    "partner": "partner_key",
    "partner_beside": "partner_key_beside",
    "name_beside": "book_key_beside",
    "further": "further_key",
}


def _parties(row: reading.RowReading) -> tuple[list[ToldParty], str]:
    """The other parties of a row, the partners first, and what is unclear of them ("": nothing)."""
    found: list[ToldParty] = []
    for target, side in _OF_SIDE:
        cell = row.values.get(target)
        if cell is None or (cell.value is None and not cell.doubt):
            continue
        if cell.doubt:
            return [], cell.doubt
        names = cell.value if isinstance(cell.value, tuple) else (str(cell.value),)
        for name, key in zip(names, _keys(row, target, len(names)), strict=True):
            if target == "further":
                told, _colon, name = name.partition(":")
                side = Side(told)
            kind, name = forms.of_name(name), " ".join(name.split())
            if (side in FURTHER or key) and kind not in forms.ORGANISATIONS:
                kind = Kind.OTHER.value
            if kind not in forms.ORGANISATIONS:
                return [], _("chưa rõ bên “%(name)s” là loại tổ chức nào") % {"name": name}
            tax_code = "" if found else reading.text(row, "partner_tax_code")
            found.append(ToldParty(name, kind, side.value, tax_code, cell=cell.address, book_key=key))
    if not found or found[0].side != Side.PARTNER:
        return [], _("hợp đồng không ghi bên đối tác")
    return found, ""


def _unsettled_keys(row: reading.RowReading) -> str:
    """Why keys of a row cannot be given to its parties one by one: by names alone it might be another's contract."""
    for named, target in {"name": "book_key", **_KEYS}.items():
        cell, names = row.values.get(target), row.values.get(named)
        if cell is None or (names is not None and names.doubt):
            continue
        if cell.doubt:
            return cell.doubt
        keys, parties = _count(cell), _count(names)
        if keys and keys != parties:
            why = _("ô %(cell)s ghi %(keys)s mã cho %(parties)s bên: ghi đủ mã theo thứ tự tên, hoặc để trống")
            return why % {"cell": cell.address, "keys": keys, "parties": parties}
    return ""


def _count(cell: reading.CellReading | None) -> int:
    """How many names or keys a cell holds."""
    if cell is None or cell.value is None:
        return 0
    return len(cell.value) if isinstance(cell.value, tuple) else 1


def _keys(row: reading.RowReading, target: str, parties: int) -> tuple[str, ...]:
    """The keys of as many parties, "" for each where the row does not tell one for every name."""
    cell = reading.sure(row, _KEYS[target]) if target in _KEYS else None
    value = cell.value if cell is not None else None
    keys = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    return keys if len(keys) == parties else ("",) * parties


def _quantity(cell: reading.CellReading | None) -> Decimal | None:
    """A quantity with three decimals at most, as contracts keep it."""
    value = cell.value if cell is not None else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value).quantize(THOUSANDTH).normalize() if abs(value) < 10**12 else Decimal(value)


def _volume(row: reading.RowReading, sheet: reading.UnderstoodSheet) -> tuple[Decimal | None, str]:
    """How much, and its unit: the cell's own, else the heading's."""
    cell = reading.sure(row, "volume")
    if cell is None:
        return None, ""
    if isinstance(cell.value, str):
        told = parse_quantity(cell.value).value
        return (told.number, told.unit[:40]) if told is not None else (None, "")
    unit = next((column.unit for column in sheet.columns if column.target == "volume"), "")
    return _quantity(cell), unit or reading.text(row, "volume_unit")[:40]


class _Compared(NamedTuple):
    """What a row tells of a contract: what of it the book contradicts, what it learns, and whether the row may be about
    another one after all (its number or its partner is another; in a list of the book its commodity or day too)."""

    refused: list[Refusal]
    learnt: dict[str, Any]
    is_doubtful: bool = False

    @property
    def is_quiet(self) -> bool:
        """Whether it tells nothing else."""
        return not self.refused and not self.learnt


class _Settled(NamedTuple):
    """What becomes of a row, with the contract that it begins or completes."""

    action: str
    refused: list[Refusal]
    known: Known | None = None
    learnt: Mapping[str, Any] = {}


class Book:
    """Contracts of these organisations."""

    def __init__(self, organisations: Collection[int]) -> None:
        ids = standing.together([one for one in organisations if one > 0])
        own = [party for party in keyed.of_many(Party, ids) if party.side == Side.COLLECTIVE]
        numbers = {party.contract_id for party in own}
        parties: dict[int, set[int]] = {}
        everyone = keyed.of_many(Party, numbers, by="contract_id")
        self.as_one = standing.united({party.organisation_id for party in everyone})
        for party in everyone:
            parties.setdefault(party.contract_id, set()).add(self._root(party.organisation_id))
        facts = {fact.contract_id: fact for fact in keyed.of_many(Contract, numbers, by="contract_id")}
        changes: dict[int, list[Term]] = {}
        for term in keyed.of_many(Term, numbers, by="contract_id"):
            changes.setdefault(term.contract_id, []).append(term)
        self.of: dict[int, list[Known]] = {}
        known = {
            fact.contract_id: Known(
                fold(fact.commodity),
                (fact.starts, fact.starts_latest),
                parties.get(fact.contract_id, set()),
                {name: getattr(fact, name) for name in COMPLETED},
                fact,
                changes.get(fact.contract_id, []),
            )
            for fact in facts.values()
        }
        for root, number in dict.fromkeys((self._root(party.organisation_id), party.contract_id) for party in own):
            if number in known:
                self.of.setdefault(root, []).append(known[number])

    def _root(self, organisation_id: int) -> int:
        """The record as which one that was united with it is counted."""
        return self.as_one.get(organisation_id, organisation_id)

    def keyed(self, organisation_id: int) -> dict[str, Known]:
        """The contracts of an organisation by the keys of the book's lists."""
        facts = ((known.fact, known) for known in self.of.get(organisation_id, ()))
        return {fact_keys.CONTRACT.of(fact.contract_id): known for fact, known in facts if fact is not None}

    def differs(self, known: Known, told: ToldContract) -> tuple[int, int]:
        """In how much a row contradicts a contract, and how much it tells beyond it."""
        compared = _compared(known, told)
        return len(compared.refused), len(compared.learnt)

    def is_other(self, known: Known, told: ToldContract) -> bool:
        """Whether nothing by which a contract is known is the same."""
        return known.is_other(told)

    def meet(self, listed: Iterable[tuple[int, ToldContract]]) -> None:
        """Learn all rows of a file before the first is compared: which contracts they name by their keys."""
        for organisation_id, told in listed:
            known = self.keyed(organisation_id).get(told.fact_key) if told.fact_key else None
            if known is not None:
                known.is_named = True

    def compare(self, organisation_id: int, told: ToldContract) -> tuple[str, list[Refusal]]:
        """What becomes of a contract: new, completed, as it stands; waiting for what no act would take, or where it may
        be one of several."""
        settled = self._settle(organisation_id, told)
        return settled.action, settled.refused

    def tell(self, entry: Entry, organisation_id: int, told: ToldContract, source: str) -> None:
        """Assert a contract with its parties, or what is learnt of one."""
        settled = self._settle(organisation_id, told)
        known = settled.known
        if settled.action == "create" and known is not None:
            number = contracts.enter_within(entry, agreed=_agreed(organisation_id, told), source=source)
            [known.fact] = keyed.of_many(Contract, [number], by="contract_id")
        elif settled.action == "change" and known is not None and known.fact is not None:
            contracts.complete_within(entry, before=known.fact, **settled.learnt)

    def _settle(self, organisation_id: int, told: ToldContract) -> _Settled:
        fitting = self._fitting(organisation_id, told)
        if not fitting:
            return self._begun(organisation_id, told)
        whole = [known for known in fitting if known.is_whole(organisation_id, told)] or fitting
        compared = [(known, _compared(known, told)) for known in whole]
        cell = cell_of(told, "contract_no") or cell_of(told, "partner")
        quiet = [known for known, beside in compared if beside.is_quiet]
        if len(quiet) == 1 and quiet[0].met and told.of_book and not all(known.met for known in fitting):
            return _Settled("waiting", [(cell, told.number, _met_before())])
        if quiet:
            quiet[0].met = quiet[0].met or len(quiet) == 1
            return _Settled("unchanged", [])
        left = known_contracts.nearest(whole, told)
        if len(left) > 1:
            why = _("sổ có %(count)s hợp đồng mà dòng này có thể nói tới; sửa ở trang của hợp đồng")
            return _Settled("waiting", [(cell, told.number, why % {"count": len(left)})])
        [(known, beside)] = [one for one in compared if one[0] is left[0]]
        if known.met or (known.is_named and not told.fact_key):
            return _Settled("waiting", [(cell, told.number, _met_before())])
        if beside.is_doubtful and beside.learnt:
            return _Settled("waiting", beside.refused)
        known.met = True
        known.learn(beside.learnt)
        return _Settled("change" if beside.learnt else "unchanged", beside.refused, known, beside.learnt)

    def _fitting(self, organisation_id: int, told: ToldContract) -> list[Known]:
        """The contract whose key a row bears; else those that it may be about. What another row names by its key is
        told by a row without one that bears its number, or says nothing else: whoever emptied the key means another."""
        named = self.keyed(organisation_id).get(told.fact_key) if told.fact_key else None
        if named is not None:
            return [named]
        found = known_contracts.fitting(self.of.get(organisation_id, ()), told)
        number = fold(told.number)
        return [
            known
            for known in found
            if not known.is_named or (number and known.number == number) or _compared(known, told).is_quiet
        ]

    def _begun(self, organisation_id: int, told: ToldContract) -> _Settled:
        """A contract that the book does not have, known from now on to the rows after it."""
        why = _unsound(organisation_id, told)
        if why:
            return _Settled("waiting", [(cell_of(told, "contract_no") or cell_of(told, "partner"), told.number, why)])
        new = known_contracts.told_by(organisation_id, told)
        for party in (organisation_id, *told.of_side(Side.COLLECTIVE)):
            self.of.setdefault(party, []).append(new)
        return _Settled("create", [], new)


def _met_before() -> str:
    return _("một dòng trước của tệp đã nói về hợp đồng này; mỗi hợp đồng một dòng")


def _compared(known: Known, told: ToldContract) -> _Compared:
    """What a row tells of a contract, beside what the book knows of it."""
    refused: list[Refusal] = []
    learnt: dict[str, Any] = {}
    is_doubtful = told.partner_id not in known.parties or known.has_other_number(told)
    is_doubtful = is_doubtful or (told.of_book and not known.is_alike(told))
    for party in told.others:
        if party.organisation_id not in known.parties:
            why = _("sổ ghi bên đối tác khác cho hợp đồng này")
            if party.side != Side.PARTNER:
                why = _("sổ không ghi bên này cho hợp đồng này")
            refused.append((party.cell, party.name, why))
    if told.of_book and known.fact is not None:
        refused += _otherwise(known.fact, told)
    for name, value in known.otherwise(told).items():
        before = known.told.get(name)
        cell = cell_of(told, COMPLETED[name]) or cell_of(told, "volume")  # a unit may stand beside its number
        if before in (None, "", FAR):
            why = _cannot_learn(known, name, value)
            if why:
                refused.append((cell, _said(name, value), why))
            else:
                learnt[name] = value
        else:
            why = _("sổ ghi khác: %(before)s") % {"before": _said(name, before)}
            refused.append((cell, _said(name, value), why))
    return _Compared(refused, learnt, is_doubtful)


def _otherwise(fact: Contract, told: ToldContract) -> list[Refusal]:
    """What a list of the book says otherwise of what a contract is about: that is corrected on its page."""
    before = PartialDate(fact.starts, fact.starts_latest, fact.starts_precision)  # type: ignore[arg-type]
    compared = (
        ("commodity", reading.is_same(fact.commodity, told.commodity), fact.commodity, told.commodity),
        ("commodity_sector", fact.commodity_sector == told.commodity_sector,
         *(words.label(CommoditySector, code) for code in (fact.commodity_sector, told.commodity_sector))),
        ("covers", fact.covers == told.covers, _stages(fact.covers), _stages(told.covers)),
        ("starts_on", before == told.starts, format_partial(before), format_partial(told.starts)),
    )  # fmt: skip
    return [
        (cell_of(told, target), after, _("sổ ghi khác: %(before)s") % {"before": stands})
        for target, is_same, stands, after in compared
        if not is_same
    ]


def _stages(covers: int) -> str:
    return " + ".join(str(stage.label) for stage in Covers if stage.value & covers)


def _said(name: str, value: Any) -> str:
    if name == "valid_to":
        return format_day(value - DAY)
    if isinstance(value, date):
        return format_day(value)
    if name == "value":
        return words.money(int(value))
    if name in CHOICES:
        return words.label(CHOICES[name], value)
    return str(value.normalize()) if isinstance(value, Decimal) else str(value)


def _cannot_learn(known: Known, name: str, value: Any) -> str:
    """Why the book cannot keep what it does not know of a contract: what changed its term since leaves no room for its
    last day, or its number is none; "" where it can."""
    if name == "valid_to" and known.fact is not None:
        misfit = terms.no_room(known.fact, known.changes, known.fact.starts, value)
        return misfit[1] if misfit else ""
    if name in LENGTHS:
        try:
            written(value, LENGTHS[name], numbers=name != "number")
        except ValidationError as error:
            return " ".join(error.messages)
    return ""


def _agreed(organisation_id: int, told: ToldContract) -> contracts.Agreed:
    return contracts.Agreed(
        collective=(organisation_id, *told.of_side(Side.COLLECTIVE)),
        partners=told.of_side(Side.PARTNER),
        further=tuple((side.value, party) for side in FURTHER for party in told.of_side(side)),
        starts=told.starts,
        commodity=told.commodity,
        commodity_sector=told.commodity_sector,
        covers=told.covers,
        number=told.number,
        signed_on=told.signed_on,
        last_day=told.last_day,
        area=told.area,
        volume=told.volume,
        volume_unit=told.volume_unit,
        value=told.value,
        households=told.households,
        members=told.members,
        cycle=told.cycle,
        price_rule=told.price_rule,
        price_note=told.price_note,
        note=told.note,
    )


def _unsound(organisation_id: int, told: ToldContract) -> str:
    """Why a contract could not be entered; "" where it can. Parties to come are of the kind their names tell."""
    kinds: Mapping[int, str] = {party.organisation_id: party.kind for party in told.others} | {
        organisation_id: told.kind
    }
    try:
        kinds = {**kinds, **values.kinds_of([one for one in kinds if one > 0])}
        contracts.require_sound(_agreed(organisation_id, told), kinds)
    except NotNow as refusal:
        return str(refusal)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def shown(told: ToldContract) -> list[tuple[str, str, str]]:
    """A contract in words."""
    area = f"{format_number(told.area, 3)} ha" if told.area is not None else ""
    volume = f"{format_number(told.volume, 3)} {told.volume_unit}" if told.volume is not None else ""
    return [
        (_("Số hợp đồng"), told.number, cell_of(told, "contract_no")),
        (_("Ngày ký hợp đồng"), format_day(told.signed_on) if told.signed_on else "", cell_of(told, "signed_on")),
        *((str(Side(party.side).label), party.name, party.cell) for party in told.others),
        (_("Nông sản, sản phẩm liên kết"), told.commodity, cell_of(told, "commodity")),
        (_("Nhóm nông sản"), str(CommoditySector(told.commodity_sector).label), cell_of(told, "commodity_sector")),
        (_("Khâu liên kết"), _stages(told.covers), cell_of(told, "covers")),
        (_("Diện tích liên kết"), area, cell_of(told, "contract_area")),
        (_("Sản lượng hợp đồng"), volume, cell_of(told, "volume")),
        (_("Giá trị hợp đồng"), words.money(told.value) if told.value is not None else "", cell_of(told, "value")),
        (_("Số hộ tham gia"), str(told.households) if told.households is not None else "", cell_of(told, "households")),
        (_("Thành viên tham gia liên kết"), str(told.members or ""), cell_of(told, "linked_members")),
        (_("Chu kỳ sản xuất"), _said("cycle", told.cycle) if told.cycle else "", cell_of(told, "cycle")),
        (
            _("Cách định giá"),
            _said("price_rule", told.price_rule) if told.price_rule else "",
            cell_of(told, "price_rule"),
        ),
        (_("Giá cụ thể"), told.price_note, cell_of(told, "price_note")),
        (_("Ghi chú của hợp đồng"), told.note, cell_of(told, "contract_note")),
        (_("Bắt đầu từ"), format_partial(told.starts), cell_of(told, "starts_on")),
        (_("Đến ngày"), format_day(told.last_day) if told.last_day else "", cell_of(told, "ends_on")),
    ]
