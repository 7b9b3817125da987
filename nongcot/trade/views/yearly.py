"""What events brought, year by year and participation by participation; officers and leaders alone see it."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, override

from nongcot.registry import describe, words
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.trade import attended, yearly
from nongcot.trade.attended import AMOUNTS, UNKNOWN, Attended, Narrowing
from nongcot.trade.derived import COLLECTIVE
from nongcot.trade.vocabulary import SCOPES_ASKED

PAGE = 25


class AttendedFilterForm(forms.Form):
    """What the list of who attended may be narrowed to."""

    year = ChoiceField(label=gettext_lazy("Năm"), choices=[ANY], required=False)
    scope = ChoiceField(label=gettext_lazy("Phạm vi"), choices=[ANY, *SCOPES_ASKED], required=False)
    kind = ChoiceField(
        label=gettext_lazy("Loại hình"),
        choices=[ANY, *((kind.value, kind.label) for kind in COLLECTIVE)],
        required=False,
    )
    unknown = ChoiceField(label=gettext_lazy("Chưa rõ"), choices=[ANY, *UNKNOWN.items()], required=False)

    def __init__(self, years: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [ANY, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]


@at_point
def years(request: HttpRequest) -> HttpResponse:
    """The sums of every year by scope."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    context = {
        "lines": yearly.lines(point),
        "amounts": AMOUNTS.values(),
        "files": export.files(request, "trade:yearly_file"),
    }
    return render(request, "trade/yearly.html", context)


@at_point
def years_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The same as a workbook or as csv; how many did not tell an amount stands in a column beside it."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        columns = [
            Column("Năm", "code", 8),
            Column("Phạm vi"),
            Column("Sự kiện", "number"),
            Column("Hợp tác xã tham gia", "number"),
            Column("Lượt tham gia", "number"),
            Column("Lượt đã báo kết quả", "number"),
            Column("Hợp đồng", "number"),
            Column("Biên bản ghi nhớ", "number"),
        ]
        for label in AMOUNTS.values():
            columns += [Column(f"{label} (đồng)", "number", 20), Column(f"Lượt chưa rõ {str(label).lower()}", "number")]
        rows = [
            [str(line.year), line.label, line.events, line.coops, len(line.found), line.told, line.contracts,
             line.memoranda, *(part for _n, _l, told, *_urls in line.amounts for part in (told.known, told.unknown))]
            for line in yearly.lines(point)
        ]  # fmt: skip
    table = Table(
        "Kết quả xúc tiến theo năm", columns, rows, export.notes(point, (), export.source(request, "trade:yearly"))
    )
    return export.download(table, format_, f"ket-qua-xuc-tien-theo-nam-{point.on.isoformat()}")


@at_point
def listing(request: HttpRequest) -> HttpResponse:
    """Who attended, each with what it told, 25 a page. Query: `attended.Narrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    everything = attended.every(point)
    form, narrowing = _narrowed(request, everything)
    left = [one for one in everything if narrowing.fits(one)]
    page: Page[Attended] = Paginator(left, PAGE).get_page(request.GET.get("page"))
    who = describe.describe_organisations({one.participation.organisation_id for one in page}, point.on, point.n)
    context = {
        "form": form,
        "chips": narrowing.chips(),
        "page": page,
        "lines": [(one, who[one.participation.organisation_id], _amounts(one)) for one in page],
        "amounts": AMOUNTS.values(),
        "total": len(everything),
        "coops": attended.coops(left),
        "files": export.files(request, "trade:attended_file"),
    }
    return render(request, "trade/attended.html", context)


@at_point
def file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        everything = attended.every(point)
        _form, narrowing = _narrowed(request, everything)
        left = [one for one in everything if narrowing.fits(one)]
        who = describe.describe_organisations({one.participation.organisation_id for one in left}, point.on, point.n)
        columns = [
            Column("STT", "number", 6),
            Column("Tổ chức", width=52),
            export.key_column(),
            Column("Loại hình tổ chức"),
            Column("Sự kiện", width=48),
            Column("Khai mạc", "day"),
            Column("Phạm vi"),
            Column("Ngày báo kết quả", "day"),
            Column("Hợp đồng", "number"),
            Column("Biên bản ghi nhớ", "number"),
            *(Column(f"{label} (đồng)", "number", 20) for label in AMOUNTS.values()),
        ]
        rows = [
            [number, whom.label, whom.key, words.kind(one.kind), one.event.event.name,
             one.event.opens, one.event.scope, *(getattr(one.result, name, None) for name in
             ("told_on", "contracts", "memoranda", *AMOUNTS))]
            for number, one in enumerate(left, 1)
            for whom in [who[one.participation.organisation_id]]
        ]  # fmt: skip
    notes = export.notes(point, narrowing.chips(), export.source(request, "trade:attended"))
    return export.download(
        Table("Kết quả tham gia", columns, rows, notes), format_, f"ket-qua-tham-gia-{point.on.isoformat()}"
    )


def _amounts(one: Attended) -> list[tuple[str, int | None]]:
    return [(str(label), getattr(one.result, name, None)) for name, label in AMOUNTS.items()]


def _narrowed(request: HttpRequest, everything: list[Attended]) -> tuple[AttendedFilterForm, Narrowing]:
    form = AttendedFilterForm(sorted({one.year for one in everything}, reverse=True), request.GET)
    form.is_valid()
    return form, Narrowing(**{name: form.cleaned_data.get(name) or "" for name in form.fields})
