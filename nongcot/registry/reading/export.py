"""The register as a table for other programs: the rows of the page in its order, under headings that intake reads back.

Headings and words are Vietnamese in every language of the pages: an export is an officers' list.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.utils.translation import override

from nongcot.indicators import lists
from nongcot.registry import words
from nongcot.registry.reading import listing
from nongcot.registry.reading.filters import Chip, Narrowing
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.told import fields
from nongcot.registry.vocabulary import Kind
from nongcot.sheets.download import FORMATS as FORMATS
from nongcot.sheets.download import download as download
from nongcot.sheets.download import files as files
from nongcot.sheets.download import source as source
from nongcot.sheets.write import Column, Table

#: Rows read at once.
CHUNK = 1000

#: The heading of an organisation's key, which its page's address shows to everybody: by it intake knows again of whom
#: a row is that comes back.
KEY = "Mã trong sổ"


def key_column(of: str = "") -> Column:
    """The column that stands beside an organisation's name; `of` is the heading of the name where a row names more than
    one, for all but the first."""
    return Column(f"{KEY}: {of}" if of else KEY, "code", 14)


def notes(point: Point, chips: Iterable[Chip], address: str) -> list[str]:
    """What stands above the rows of an export: of which day and posting, narrowed to what, from which address."""
    told = [(label, shown) for label, shown, _name, _raw in chips]
    return lists.notes(on=point.on, n=point.n, moment=point.moment, conditions=told, address=address)


def table(narrowing: Narrowing, point: Point, *, sort: str, working: bool, address: str) -> Table:
    """Every row that the narrowing leaves; `working` adds the columns that officers alone see."""
    with override("vi"):
        kind = words.kind(narrowing.kind)
        told = notes(point, narrowing.chips(), address)
        columns = [column for column, _read in _columns(narrowing.kind, working)]
    return Table(f"Sổ đăng ký – {kind}", columns, _rows(narrowing, point, sort, working), told)


def _rows(narrowing: Narrowing, point: Point, sort: str, working: bool) -> Iterator[list[Any]]:
    ids = iter(listing.ids(narrowing, point, sort=sort))
    number = 0
    while chunk := list(islice(ids, CHUNK)):
        with override("vi"):
            found = listing.lines(chunk, point, working=False)
            told = fields([line.profile.organisation_id for line in found], point)
            for line in found:
                number += 1
                said = told.get(line.profile.organisation_id, {})
                yield [read(number, line, said) for _column, read in _columns(narrowing.kind, working)]


def _columns(kind: str, working: bool) -> list[tuple[Column, Any]]:
    """Each column with what it reads from (number, line, fields as said)."""

    def said(code: str) -> Any:
        return lambda _number, _line, told: words.value(code, told.get(code))

    def held(name: str) -> Any:
        return lambda _number, line, _told: getattr(line.profile, name)

    found = [
        (Column("STT", "number", 6), lambda number, _line, _told: number),
        (Column("Loại hình tổ chức"), lambda _n, line, _told: words.kind(line.profile.kind)),
        (key_column(), lambda _n, line, _told: line.key),
        (Column("Tên", width=52), held("name")),
        (Column("Mã số thuế", "code"), held("tax_code")),
        (Column("Số giấy chứng nhận", "code"), held("certificate_no")),
        (Column("Ngày thành lập", "day"), lambda _n, line, _told: line.born),
        (Column("Địa chỉ trụ sở"), held("address")),
        (Column("Xã, phường, thị trấn"), lambda _n, line, _told: line.where.commune),
        (Column("Huyện, thành phố"), lambda _n, line, _told: line.where.district),
        (Column("Tỉnh"), lambda _n, line, _told: line.where.province),
        (Column("Lĩnh vực"), lambda _n, line, _told: line.sector),
        (Column("Lĩnh vực khác"), said("other_sectors")),
        (Column("Mã ngành (VSIC)", "code"), said("business_lines")),
        (Column("Ngành nghề kinh doanh"), said("activity")),
        (Column("Loại hình nông nghiệp"), said("agricultural_subtype")),
        (Column("Mô hình hoạt động"), said("operating_model")),
        (Column("Luật áp dụng"), said("governing_law")),
        (Column("Người đại diện"), said("representative")),
        (Column("Tình trạng hoạt động"), lambda _n, line, _told: line.status[1]),
    ]
    if working:
        found += _sizes(kind, held)
    found.append((Column("Chú giải công khai", width=40), said("remark")))
    if working:
        found += [
            (Column("Số điện thoại", "code"), said("phone")),
            (Column("Email"), said("email")),
            (Column("Ghi chú"), said("note")),
        ]
    return found


def _sizes(kind: str, held: Callable[[str], Any]) -> list[tuple[Column, Any]]:
    """Members and capital: for officers alone, as sums made of them may be withheld."""
    found: list[tuple[Column, Any]] = [
        (Column("Số thành viên", "number"), held("members")),
        (Column("Thành viên chính thức", "number"), held("members_official")),
        # Not "thành viên liên kết không góp vốn": whoever reads the table back would take it for the column before.
        (Column("Thành viên liên kết góp vốn", "number"), held("members_associate_capital")),
        (Column("Liên kết không góp vốn", "number"), held("members_associate")),
        (Column("Thành viên nữ", "number"), held("members_women")),
        (Column("Thành viên dân tộc thiểu số", "number"), held("members_minority")),
        (Column("Thành viên khuyết tật", "number"), held("members_disabled")),
        (Column("Có bảo hiểm xã hội", "number"), held("members_insured")),
    ]
    if kind == Kind.GROUP:
        found.append((Column("Tổng giá trị phần đóng góp (đồng)", "number", 20), held("contributions")))
    else:
        found += [
            (Column("Vốn điều lệ (đồng)", "number", 20), held("charter_capital")),
            (Column("Vốn điều lệ đã góp (đồng)", "number", 20), held("charter_capital_paid")),
        ]
    return found
