"""Value chains as a table for other programs: the rows of the page in its order. Headings are Vietnamese always."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from nongcot.kernel.dates import FAR
from nongcot.linkage.reading import chain_page
from nongcot.linkage.reading.chain_page import DAY, Line
from nongcot.registry.reading import export
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table

COLUMNS = [
    Column("STT", "number", 6),
    Column("Chuỗi", width=44),
    Column("Đơn vị chủ trì", width=44),
    export.key_column(),
    Column("Sản phẩm chính"),
    Column("Sản phẩm chủ lực"),
    Column("Nhóm hàng"),
    Column("Khâu được giữ bằng hợp đồng", width=40),
    Column("Số thành viên", "number"),
    Column("Từ ngày", "day"),
    Column("Đến hết ngày", "day"),
    Column("Tình trạng"),
]


def table(asked: dict[str, str], chips: Iterable[Chip], point: Point, address: str) -> Table:
    """Every chain that the conditions of the page leave."""
    with override("vi"):
        rows = [_row(number, line) for number, line in enumerate(chain_page.lines(point, **asked), 1)]
    return Table("Chuỗi giá trị", COLUMNS, rows, export.notes(point, chips, address))


def _row(number: int, line: Line) -> list[Any]:
    fact = line.fact
    return [
        number,
        fact.name,
        line.leader.label,
        line.leader.key,
        fact.commodity,
        "có" if line.is_main else "",
        line.sector,
        "; ".join(line.held),
        line.members,
        fact.valid_from,
        None if fact.valid_to == FAR else fact.valid_to - DAY,
        line.state[1],
    ]
