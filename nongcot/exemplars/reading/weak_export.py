"""Co-ops to be strengthened as a table for other programs: the rows of the page in its order, headings Vietnamese."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import override

from nongcot.exemplars.reading import weak
from nongcot.exemplars.vocabulary import Remedy
from nongcot.registry import words
from nongcot.registry.reading import export, whereabouts
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table

COLUMNS = [
    Column("STT", "number", 6),
    Column("Hợp tác xã", width=52),
    export.key_column(),
    Column("Mã số thuế", "code"),
    Column("Xã, phường, thị trấn"),
    Column("Huyện, thành phố"),
    Column("Vì sao, còn thiếu gì", width=52),
    Column("Việc gần nhất", width=30),
    Column("Ngày làm", "day"),
    Column("Hạn của việc tiếp theo", "day"),
    Column("Nội dung, kết quả", width=40),
]


def table(narrowing: weak.Narrowing, chips: list[Chip], point: Point, address: str) -> Table:
    """Every co-op that the narrowing leaves, each with what is missing and what was undertaken last."""
    return Table("Hợp tác xã cần củng cố", COLUMNS, _rows(narrowing, point), export.notes(point, chips, address))


def _rows(narrowing: weak.Narrowing, point: Point) -> Iterator[list[Any]]:
    ids, number = iter(weak.ids(narrowing, point)), 0
    while chunk := tuple(islice(ids, export.CHUNK)):
        with override("vi"):
            found = list(weak.lines(chunk, point))
            places = whereabouts.many((one.profile.place_id for one in found), point.on, point.n)
            keys = words.keys([one.profile.organisation_id for one in found])
            rows = [_row(one, keys[one.profile.organisation_id], places[one.profile.place_id]) for one in found]
        for row in rows:
            number += 1
            yield [number, *row]


def _row(one: weak.Weak, key: str, where: whereabouts.Whereabouts) -> list[Any]:
    last = one.last
    told = (words.label(Remedy, last.remedy), last.on, last.due, last.note) if last else ("", None, None, "")
    reasons = "; ".join(words.label(weak.Reason, code) for code in one.reasons)
    return [one.profile.name, key, one.profile.tax_code, where.commune, where.district, reasons, *told]
