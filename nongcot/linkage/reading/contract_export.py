"""Contracts as a table for other programs: the rows of the page in its order. Headings are Vietnamese always."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import override

from nongcot.kernel.dates import PartialDate
from nongcot.linkage.reading import contract_list
from nongcot.linkage.reading.contract_list import Line, Narrowing
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table

CHUNK = 500


def table(narrowing: Narrowing, point: Point, *, working: bool, address: str) -> Table:
    """Every contract that the narrowing leaves; `working` adds numbers, quantities and sums."""
    with override("vi"):
        notes = export.notes(point, narrowing.chips(), address)
    return Table("Hợp đồng liên kết", _columns(working), _rows(narrowing, point, working), notes)


def _columns(working: bool) -> list[Column]:
    found = [
        Column("STT", "number", 6),
        Column("Bên hợp tác xã", width=44),
        Column("Bên đối tác", width=44),
        Column("Hàng hóa"),
        Column("Nhóm hàng"),
        Column("Hình thức liên kết", width=40),
        Column("Thực hiện từ", "day"),
        Column("Đến hết ngày", "day"),
        Column("Tình trạng"),
        Column("Số hộ", "number"),
        Column("Diện tích (ha)", "number"),
    ]
    if working:
        found += [
            Column("Số hợp đồng", "code"),
            Column("Ngày ký", "day"),
            Column("Sản lượng", "number"),
            Column("Đơn vị"),
            Column("Giá trị (đồng)", "number", 20),
        ]
    return found


def _rows(narrowing: Narrowing, point: Point, working: bool) -> Iterator[list[Any]]:
    ids = iter(contract_list.ids(narrowing, point))
    number = 0
    while chunk := list(islice(ids, CHUNK)):
        with override("vi"):
            found = contract_list.lines(chunk, point)
        for line in found:
            number += 1
            yield _row(number, line, working)


def _row(number: int, line: Line, working: bool) -> list[Any]:
    fact = line.fact
    told = [
        number,
        "; ".join(one.label for one in line.collective),
        "; ".join(one.label for one in line.partners),
        fact.commodity,
        line.sector,
        line.form,
        PartialDate(fact.starts, fact.starts_latest, fact.starts_precision),  # type: ignore[arg-type]
        line.until,
        line.state[1],
        fact.households,
        fact.area,
    ]
    if working:
        told += [fact.number, fact.signed_on, fact.volume, fact.volume_unit, fact.value]
    return told
