"""The targets of a term as a file: those of the page, in its year."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.plans import screen
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table


@at_point
def targets(request: HttpRequest, format_: str) -> HttpResponse:
    """Every target of the term with what was reached in the shown year. Query: `term`, `year`, and the point."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        try:
            shown = screen.asked(request.GET, point.on, point.n)
        except screen.NoSuchTerm:
            raise Http404 from None
        if shown is None:
            raise Http404
        columns = [
            Column("STT", "number", 6),
            Column("Chỉ tiêu", width=52),
            Column("Đơn vị tính"),
            Column("Xét theo"),
            Column("Phải đạt", width=24),
            Column("Thực hiện", "number"),
            Column("Lời của nguồn", width=40),
            Column("So với kế hoạch", width=24),
            Column("Kết quả"),
            Column("Các năm đã hết"),
            Column("Đơn vị chịu trách nhiệm"),
            Column("Văn bản giao chỉ tiêu", width=52),
        ]
        rows = [
            [number, row.label, row.unit, row.target.get_period_kind_display(), row.promised, row.now.value,
             f"{row.value}, {row.stated_by}" if row.stated_by else "", row.reached,
             row.verdict if row.now.value is not None else row.why_no_number, row.met_years,
             row.target.responsible, row.target.document]
            for number, row in enumerate(shown.rows, 1)
        ]  # fmt: skip
        told = [(_("Nhiệm kỳ"), shown.term.label, "term", ""), (_("Năm"), str(shown.year), "year", "")]
        notes = export.notes(point, told, export.source(request, "plans:plan"))
    name = f"chi-tieu-nhiem-ky-{shown.term.number}-{shown.year}"
    return export.download(Table("Chỉ tiêu nhiệm kỳ", columns, rows, notes), format_, name)
