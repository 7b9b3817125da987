"""Loan projects with what was paid out: officers alone see single loans."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from nongcot.registry.reading import export, tiles
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.support import policies, reading

PAGE = 25
TILES = ("loan_projects", "loan_member_turns", "loan_turnover")


@at_point
def loans(request: HttpRequest) -> HttpResponse:
    """Loan projects, the newest first, 25 a page."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    page: Page = Paginator(reading.loans(point), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of loans
    context = {
        "tiles": tiles.of(TILES, point, request.user),
        "page": page,
        "files": {f: f"{reverse('support:loans_file', args=[f])}{point.query}" for f in export.FORMATS},
        "may_record": policies.may_record(request.user),
    }
    return render(request, "support/loans.html", context)


@at_point
def loans_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The list as a file, a row a project."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        columns = [
            Column("STT", "number", 6),
            Column("Tổ chức", width=52),
            Column("Bên cho vay", width=36),
            Column("Mục đích", width=40),
            Column("Ngày duyệt", "day"),
            Column("Căn cứ", "code"),
            Column("Số văn bản khác", "code"),
            Column("Được duyệt (đồng)", "number", 18),
            Column("Lượt thành viên vay", "number"),
            Column("Đã giải ngân (đồng)", "number", 18),
            Column("Trong đó cho vay lại (đồng)", "number", 18),
        ]
        rows = [
            [number, one.who.label, one.lender, f.purpose, one.approved, f.basis, f.document_no, f.amount, one.turns,
             one.turnover, one.relent]
            for number, one in enumerate(reading.loans(point), 1)
            for f in [one.fact]
        ]  # fmt: skip
    address = request.build_absolute_uri(f"{reverse('support:loans')}{point.query}")
    table = Table("Dự án vay vốn", columns, rows, export.notes(point, (), address))
    return export.download(table, format_, f"vay-von-{point.on.isoformat()}")
