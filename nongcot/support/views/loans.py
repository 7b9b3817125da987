"""Loan projects with what was paid out, the list and the page of one: officers alone see single loans."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, override

from nongcot.registry.reading import export, tiles
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.support import policies, reading
from nongcot.support.loan_list import STATES, Narrowing
from nongcot.support.reading import Borrowed
from nongcot.support.vocabulary import Lender

PAGE = 25
TILES = ("loan_projects", "loan_member_turns", "loan_turnover")


class LoanFilterForm(forms.Form):
    """What a list of loan projects may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tổ chức, mục đích, số văn bản"), max_length=100, required=False)
    lender = ChoiceField(label=gettext_lazy("Bên cho vay"), choices=[ANY, *Lender.choices], required=False)
    year = ChoiceField(label=gettext_lazy("Năm duyệt"), choices=[ANY], required=False)
    state = ChoiceField(label=gettext_lazy("Giải ngân"), choices=[ANY, *STATES.items()], required=False)
    basis = ChoiceField(label=gettext_lazy("Căn cứ"), choices=[ANY], required=False)

    def __init__(self, years: list[str], papers: list[str], data: object) -> None:
        super().__init__(data)
        self.fields["basis"].choices = [ANY, *((number, number) for number in papers)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [ANY, *((year, year) for year in years)]  # type: ignore[attr-defined]


def _narrowed(request: HttpRequest, everything: list[Borrowed]) -> tuple[LoanFilterForm, Narrowing]:
    papers = sorted({one.fact.basis for one in everything if one.fact.basis})
    form = LoanFilterForm(reading.years(one.fact.earliest for one in everything), papers, request.GET)
    form.is_valid()
    return form, Narrowing(**{name: form.cleaned_data.get(name) or "" for name in form.fields})


@at_point
def loans(request: HttpRequest) -> HttpResponse:
    """Loan projects, narrowed, the newest first, 25 a page. Query: `Narrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    everything = reading.loans(point)
    form, narrowing = _narrowed(request, everything)
    page: Page = Paginator(list(filter(narrowing.fits, everything)), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of loans
    context = {
        "tiles": tiles.of(TILES, point, request.user),
        "form": form,
        "chips": narrowing.chips(),
        "page": page,
        "total": len(everything),
        "files": export.files(request, "support:loans_file"),
        "may_record": policies.may_record(request.user) and point.is_newest,
    }
    return render(request, "support/loans.html", context)


@at_point
def loan(request: HttpRequest, loan_id: int) -> HttpResponse:
    """One loan project: what was approved, on what it rests, each payout."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = reading.loan(loan_id, point)
    if shown is None:
        raise Http404
    may_record = policies.may_record(request.user) and point.is_newest
    return render(request, "support/loan.html", {"shown": shown, "loan": shown.fact, "may_record": may_record})


@at_point
def loans_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, a row a project."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        everything = reading.loans(point)
        _form, narrowing = _narrowed(request, everything)
        columns = [
            Column("STT", "number", 6),
            Column("Tổ chức", width=52),
            export.key_column(),
            Column("Bên cho vay", width=36),
            Column("Mục đích", width=40),
            Column("Ngày duyệt", "day"),
            Column("Căn cứ", "code"),
            Column("Số văn bản khác", "code"),
            Column("Được duyệt (đồng)", "number", 18),
            Column("Thời hạn (tháng)", "number"),
            Column("Lượt thành viên vay", "number"),
            Column("Số lần giải ngân", "number"),
            Column("Đã giải ngân (đồng)", "number", 18),
            Column("Trong đó cho vay lại (đồng)", "number", 18),
        ]
        rows = [
            [number, one.who.label, one.who.key, one.lender, f.purpose, one.approved, f.basis, f.document_no,
             f.amount, f.months, one.turns, len(one.payouts), one.turnover, one.relent]
            for number, one in enumerate(filter(narrowing.fits, everything), 1)
            for f in [one.fact]
        ]  # fmt: skip
        notes = export.notes(point, narrowing.chips(), export.source(request, "support:loans"))
    return export.download(Table("Dự án vay vốn", columns, rows, notes), format_, f"vay-von-{point.on.isoformat()}")
