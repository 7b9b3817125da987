"""Joint ventures as a table for other programs: the rows of the page in its order. Headings are Vietnamese always."""

from typing import Any

from django.utils.translation import override

from nongcot.linkage.reading import venture_list
from nongcot.linkage.reading.venture_list import Line, Narrowing
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table


def table(narrowing: Narrowing, point: Point, *, working: bool, address: str) -> Table:
    """Every joint venture that the narrowing leaves; `working` adds papers and capital."""
    columns = [
        Column("STT", "number", 6),
        Column("Liên doanh", width=44),
        Column("Bên hợp tác xã", width=44),
        export.key_column(),
        Column("Liên doanh với", width=44),
        export.key_column("Liên doanh với"),
        Column("Hình thức"),
        Column("Từ ngày", "day"),
        Column("Đến hết ngày", "day"),
        Column("Tình trạng"),
    ]
    if working:
        columns += [
            Column("Số thỏa thuận", "code"),
            Column("Ngày ký", "day"),
            Column("Tổng vốn (đồng)", "number", 20),
            Column("Phần góp của hợp tác xã (đồng)", "number", 20),
            Column("Ghi chú"),
        ]
    with override("vi"):
        found = venture_list.narrowed(narrowing, point)
        rows = [_row(number, line, working) for number, line in enumerate(found, 1)]
        chips = narrowing.chips()
    return Table("Liên doanh", columns, rows, export.notes(point, chips, address))


def _row(number: int, line: Line, working: bool) -> list[Any]:
    fact = line.fact
    told = [
        number,
        fact.name,
        line.organisation.label,
        line.organisation.key,
        line.partner.label,
        line.partner.key,
        line.kind,
        fact.valid_from,
        line.until,
        line.state[1],
    ]
    if working:
        told += [fact.document_no, fact.signed_on, fact.capital, fact.own_capital, fact.note]
    return told
