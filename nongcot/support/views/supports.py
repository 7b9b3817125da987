"""What was done for organisations: the list."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, override

from nongcot.registry.reading import export, tiles
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.support import policies, reading
from nongcot.support.reading import Given, Narrowing
from nongcot.support.vocabulary import Help, Programme, SupportKind

PAGE = 25
TILES = ("supported_organisations", "support_amount", "training_courses", "training_attendances")


class SupportFilterForm(forms.Form):
    """What a list of supports may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tổ chức, việc đã làm"), max_length=100, required=False)
    kind = ChoiceField(label=gettext_lazy("Nội dung"), choices=[ANY, *SupportKind.choices], required=False)
    help = ChoiceField(label=gettext_lazy("Cách hỗ trợ"), choices=[ANY, *Help.choices], required=False)
    programme = ChoiceField(label=gettext_lazy("Chương trình"), choices=[ANY, *Programme.choices], required=False)
    year = ChoiceField(label=gettext_lazy("Năm"), choices=[ANY], required=False)
    basis = ChoiceField(label=gettext_lazy("Căn cứ"), choices=[ANY], required=False)

    def __init__(self, years: list[str], papers: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = [ANY, *((number, number) for number in papers)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [ANY, *((year, year) for year in years)]  # type: ignore[attr-defined]


@at_point
def supports(request: HttpRequest) -> HttpResponse:
    """Supports, narrowed, 25 a page. Query: `Narrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    everything = reading.supports(point)
    form, narrowing = _narrowed(request, everything)
    page: Page = Paginator([one for one in everything if narrowing.fits(one)], PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of supports
    context = {
        "tiles": tiles.of(TILES, point, request.user),
        "form": form,
        "chips": narrowing.chips(),
        "page": page,
        "total": len(everything),
        "files": {f: f"{reverse('support:supports_file', args=[f])}?{request.GET.urlencode()}" for f in export.FORMATS},
        "sees_amounts": policies.sees_amounts(request.user),
        "may_record": policies.may_record(request.user),
    }
    return render(request, "support/supports.html", context)


@at_point
def supports_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it; amounts for officers."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    sees = policies.sees_amounts(request.user)
    with override("vi"):
        everything = reading.supports(point)
        _form, narrowing = _narrowed(request, everything)
        columns = [
            Column("STT", "number", 6),
            Column("Tổ chức", width=52),
            export.key_column(),
            Column("Ngày", "day"),
            Column("Cách hỗ trợ"),
            Column("Việc đã làm", width=44),
            Column("Nội dung"),
            Column("Chương trình"),
            Column("Cơ quan hỗ trợ"),
            Column("Căn cứ", "code"),
            *([Column("Kinh phí (đồng)", "number", 18)] if sees else []),
        ]
        left = [one for one in everything if narrowing.fits(one)]
        rows = [
            [number, one.who.label, one.who.key, one.on, one.help, one.fact.what, one.kind, one.programme,
             one.fact.giver, one.fact.basis]
            + ([one.fact.amount] if sees else [])
            for number, one in enumerate(left, 1)
        ]  # fmt: skip
    address = request.build_absolute_uri(f"{reverse('support:supports')}?{request.GET.urlencode()}")
    table = Table("Hỗ trợ hợp tác xã", columns, rows, export.notes(point, narrowing.chips(), address))
    return export.download(table, format_, f"ho-tro-{point.on.isoformat()}")


def _narrowed(request: HttpRequest, everything: list[Given]) -> tuple[SupportFilterForm, Narrowing]:
    papers = sorted({one.fact.basis for one in everything if one.fact.basis})
    form = SupportFilterForm(reading.years(one.fact.earliest for one in everything), papers, request.GET)
    form.is_valid()
    return form, Narrowing(**{name: form.cleaned_data.get(name) or "" for name in form.fields})
