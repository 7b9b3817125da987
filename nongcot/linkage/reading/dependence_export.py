"""Enterprises that co-ops depend on as a table for other programs: the rows of the page in its order. Headings are
Vietnamese always."""

from django.utils.translation import override

from nongcot.linkage.reading import dependence_list
from nongcot.linkage.reading.dependence_list import Narrowing
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table

COLUMNS = [
    Column("STT", "number", 6),
    Column("Doanh nghiệp", width=52),
    export.key_column(),
    Column("Số tổ chức phụ thuộc", "number", 20),
    Column("Hợp đồng đang thực hiện", "number", 22),
    Column("Hết hạn sớm nhất", "day", 18),
]


def table(narrowing: Narrowing, point: Point, address: str) -> Table:
    """Every enterprise that the narrowing leaves."""
    with override("vi"):
        rows = [
            [number, one.who.label, one.who.key, one.organisations, one.contracts, one.until]
            for number, one in enumerate(dependence_list.narrowed(narrowing, point), 1)
        ]
        chips = narrowing.chips()
    return Table("Doanh nghiệp theo số tổ chức liên kết", COLUMNS, rows, export.notes(point, chips, address))
