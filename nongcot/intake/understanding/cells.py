"""Each cell read by its column's target, into typed values with their doubts.

A column is read from top to bottom and remembers what it has read: lists repeat themselves, and a cell's reading
depends on nothing but its text and its column.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.intake.understanding import (
    amounts,
    codes,
    contents,
    linking,
    names,
    parties,
    schemes,
    states,
    steps,
    times,
)
from nongcot.intake.understanding.answers import NOTHING, Answer, Doubts, blank
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.rows import DataRow
from nongcot.intake.understanding.understood import CellReading
from nongcot.kernel.dates import PartialDate
from nongcot.sheets.cells import Cell, column_name
from nongcot.trade.vocabulary import Scope

Reader = Callable[[Cell, Column], Answer]

READERS: dict[str, Reader] = {
    "address": names.read_address,
    "area": amounts.read_area,
    "book_key": codes.read_book_key,
    "coordinate": amounts.read_coordinate,
    "count": amounts.read_count,
    "date": times.read_date,
    "date_or_text": times.read_year_or_text,
    "document": codes.read_document,
    "email": codes.read_email,
    "fact_key": codes.read_fact_key,
    "form": states.read_form,
    "law": states.read_law,
    "level": states.read_level,
    "membership": states.read_membership,
    "model": states.read_model,
    "money": amounts.read_money,
    "name": names.read_name,
    "names": parties.read_names,
    "number": amounts.read_number,
    "number_code": codes.read_number_code,
    "person": names.read_person,
    "months": times.read_months,
    "phone": codes.read_phone,
    "place": names.read_place,
    "place_code": codes.read_place_code,
    "product": names.read_product,
    "quantity": amounts.read_quantity,
    "quoted": amounts.read_quoted,
    "scheme": schemes.read_scheme,
    "signers": parties.read_signers,
    "step": steps.read_step,
    "per": states.read_per,
    "commodity_sector": linking.read_commodity_sector,
    "covers": linking.read_covers,
    "cycle": linking.read_cycle,
    "price_rule": linking.read_price_rule,
    "event_scope": steps.read_scope,
    "event_type": steps.read_type,
    "further": parties.read_further,
    "nature": states.read_nature,
    "year": steps.read_year,
    "sector": states.read_sector,
    "sectors": states.read_sectors,
    "standard": amounts.read_standard,
    "stars": states.read_stars,
    "status": states.read_status,
    "subtype": states.read_subtype,
    "tax_code": codes.read_tax_code,
    "text": names.read_text,
    "vsic": codes.read_vsic,
}
"""How the cells of a target are read, by `Target.reads`; "skip" and "refused" have no reader."""

_OF_NUMBERS = frozenset(
    READERS[reads] for reads in ("area", "count", "money", "number", "quantity", "quoted", "coordinate")
)

_NOT_IN_FUTURE = frozenset(
    [
        "alliance_joined_on",
        "alliance_left_on",
        "certificate_date",
        "decision_date",
        "dissolved_on",
        "founded_on",
        "notified_on",
        "proof_date",
        "signed_on",
        "recognised_on",
        "registered_on",
        "resumed_on",
        "stopped_on",
    ]
)

Values = dict[str, CellReading]


def read_column(
    column: Column, data: list[DataRow], values: list[Values], on: date, decided: Mapping[str, Value], doubts: Doubts
) -> None:
    """Read one column of all data rows into `values` (one dictionary a row, in the order of `data`).

    `decided` are an officer's values by address; `on` is the day by which what happened has happened.
    """
    reader = READERS.get(column.reads)
    if reader is None or column.target is None:
        return
    target, at, letter = column.target, column.at, column_name(column.at)
    known: dict[tuple[type, Cell], tuple[Answer, str]] = {}
    for row, found in zip(data, values, strict=True):
        cell = row.cells[at]
        if cell is None and not decided:
            continue
        source = row.filled.get(at, row.row) if row.filled else row.row
        place = f"{letter}{source + 1}"
        if place in decided and _is_scope(column, decided[place]):
            found["event_scope"] = CellReading(decided[place], place, "" if cell is None else shown(cell))
        elif place in decided and not _is_unit(column, decided[place]):
            found[target] = CellReading(decided[place], place, "" if cell is None else shown(cell))
            continue
        if cell is None:
            continue
        key = (type(cell), cell)
        told = known.get(key)
        if told is None:
            answer = _checked(_read(cell, column, reader), column, on)
            told = known[key] = answer, "" if answer.hidden else cell if isinstance(cell, str) else shown(cell)
        answer, raw = told
        if column.joined and target in found:
            found[target] = _joined(found[target], answer, raw)
        elif answer is not NOTHING:
            found[target] = CellReading(answer.value, place, raw, answer.why)
            for other, value in answer.extra:
                found.setdefault(other, CellReading(value, place, raw, answer.why))
        if place in decided:
            found[target] = replace(found[target], doubt="")
        elif answer.code and source == row.row:
            doubts.add(source, at, answer.code, answer.why, shown(raw), answer.choices)


def _is_unit(column: Column, value: Value) -> bool:
    """Whether an officer decided the unit that a text means, and not the text."""
    return column.reads in ("place", "address") and isinstance(value, int) and not isinstance(value, bool)


def _is_scope(column: Column, value: Value) -> bool:
    """Whether an officer decided where the event of the row is held, and not the text."""
    return column.target != "event_scope" and value in Scope.values


def _read(cell: Cell, column: Column, reader: Reader) -> Answer:
    """A word of a saved profile, else what the reader makes of the cell."""
    if column.words and isinstance(cell, str) and cell.strip().casefold() in column.words:
        return Answer(column.words[cell.strip().casefold()])
    if reader in _OF_NUMBERS and contents.is_beyond_reason(cell):
        return Answer(None, "number", _("Số này quá lớn, không thể đúng."), (blank(),))
    return reader(cell, column)


def _joined(before: CellReading, answer: Answer, raw: str) -> CellReading:
    """An address, or parties, whose parts stand in several columns."""
    if isinstance(answer.value, tuple) and isinstance(before.value, tuple):
        return replace(
            before, value=before.value + answer.value, raw=f"{before.raw}\n{raw}", doubt=before.doubt or answer.why
        )
    if not isinstance(answer.value, str) or not isinstance(before.value, str):
        return before
    return replace(before, value=f"{before.value}, {answer.value}", raw=f"{before.raw}, {raw}")


def _checked(answer: Answer, column: Column, on: date) -> Answer:
    """What no single reader knows: a day that had not come yet."""
    if column.target in _NOT_IN_FUTURE and isinstance(answer.value, PartialDate) and not answer.code:
        why = times.in_future(answer.value, on)
        if why:
            return answer._replace(code="future", why=why, choices=(blank(),))
    return answer
