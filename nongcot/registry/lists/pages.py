"""A declared list as a page and as a file, the same rows in both."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from nongcot.registry.lists import asked, listed
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.lists.listed import Listed, Narrowing, Row
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point
from nongcot.sheets import write

PAGE = 25

#: What officers may do about the facts of a page: the column, and a cell for each fact; None where nothing is offered.
Offered = Callable[[Sequence[Any], Point], tuple[Column, list[Cell]] | None]


def context(request: HttpRequest, what: Listed, *, working: bool, offered: Offered | None = None) -> dict[str, Any]:
    """What `registry/_fact_list.html` shows. `working`: also the columns of those who see the alliance's work.

    Query: `q`, `place`, `year`, `kind`, `level`, `state`, `of`, `page`, as far as the list is narrowed to such things.
    """
    point = _point(request)
    given = asked.read(request.GET, what, point)
    page: Any = Paginator(listed.facts(what, given.narrowing, point), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    columns = [column for column in _columns(what, working) if not column.only_in_files]
    rows = [_kept(row, what, columns) for row in listed.rows(what, shown, point)]
    more = offered(shown, point) if offered else None
    if more is not None:
        columns = [*columns, more[0]]
        rows = [[*row, cell] for row, cell in zip(rows, more[1], strict=True)]
    return {
        "listed": what,
        "form": given.form,
        "where": given.where,
        "chips": given.chips,
        "columns": columns,
        "rows": [list(zip(columns, row, strict=True)) for row in rows],
        "page": page,
        "total": listed.facts(what, Narrowing(), point).count(),
    }


def file(request: HttpRequest, what: Listed, format_: str, *, working: bool, address: str) -> HttpResponse:
    """The whole list as its page at `address` shows it, as a workbook or as csv."""
    point = _point(request)
    with override("vi"):
        given = asked.read(request.GET, what, point)
        columns = _columns(what, working)
        found = list(listed.facts(what, given.narrowing, point))
        # What rows name is looked up for some at a time: a statement names no more than so many.
        written = chain.from_iterable(listed.rows(what, some, point) for some in _chunks(found))
        rows = [[number, *_values(_kept(row, what, columns), columns)] for number, row in enumerate(written, 1)]
        heads = [write.Column("STT", "number", 6), *_heads(columns)]
        named = what.named_by
        if named is not None and (working or named.is_public):
            heads.append(named.column())
            rows = [[*row, named.of(getattr(one, named.identity))] for row, one in zip(rows, found, strict=True)]
        table = write.Table(str(what.title), heads, rows, export.notes(point, given.chips, address))
    return export.download(table, format_, f"{what.slug}-{point.on.isoformat()}")


def _chunks(found: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (found[start : start + export.CHUNK] for start in range(0, len(found), export.CHUNK))


def _heads(columns: list[Column]) -> Iterator[write.Column]:
    """The columns as files have them."""
    is_first = True
    for one in columns:
        yield write.Column(f"{one.label} ({one.unit})" if one.unit else str(one.label), one.kind, one.width)
        if one.names_whom:
            yield export.key_column("" if is_first else str(one.label))
            is_first = False


def _values(row: Row, columns: list[Column]) -> Iterator[Any]:
    for cell, column in zip(row, columns, strict=True):
        yield cell.value
        if column.names_whom:
            yield cell.key


def _point(request: HttpRequest) -> Point:
    return request.point  # type: ignore[attr-defined,no-any-return]  # set by `at_point`


def _columns(what: Listed, working: bool) -> list[Column]:
    return [column for column in what.columns if working or not column.working]


def _kept(row: Row, what: Listed, columns: list[Column]) -> Row:
    return [cell for column, cell in zip(what.columns, row, strict=True) if column in columns]
