"""The organs of the alliance, term by term, in numbers: the list, its file, and what is asked of one. No names of
people, ever."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.indicators import ledger
from nongcot.plans import actions, plan, policies
from nongcot.plans.forms import ReasonForm
from nongcot.plans.models import Organ, Term
from nongcot.registry import words
from nongcot.registry.forms.base import DiscreetForm
from nongcot.registry.forms.fields import WrittenField
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.ui.fields import DayField, NumberField
from nongcot.ui.forms import NamingForm, SeenForm

Line = tuple[Term, Organ]


class OrganFilterForm(NamingForm):
    """What the list may be narrowed to."""

    term = ChoiceField(label=gettext_lazy("Nhiệm kỳ"), choices=[ANY], required=False)
    kind = ChoiceField(label=gettext_lazy("Cơ quan"), choices=[ANY, *Organ.Kind.choices], required=False)

    def __init__(self, terms: list[Term], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [ANY, *((str(term.number), term.label) for term in terms)]
        self.fields["term"].choices = choices  # type: ignore[attr-defined]


class OrganForm(DiscreetForm, SeenForm):
    """An organ in numbers."""

    seats = NumberField(label=gettext_lazy("Số đại biểu, ủy viên"), min_value=1, max_value=10_000)
    women = NumberField(label=gettext_lazy("Trong đó nữ"), min_value=0, max_value=10_000, required=False)
    decision_no = WrittenField(
        label=gettext_lazy("Số quyết định, nghị quyết"), length=80, numbers=False, required=False
    )  # fmt: skip
    decided_on = DayField(label=gettext_lazy("Ngày"), required=False)
    issuing_body = WrittenField(label=gettext_lazy("Cơ quan công nhận"), length=200, required=False)
    reason = WrittenField(label=gettext_lazy("Lý do ghi hoặc sửa"), required=False)


def _asked(request: HttpRequest, point: Point) -> tuple[forms.Form, list[Line], int, list[Chip]]:
    """The form to show again, what it leaves (the last term first), of how many, and chips to take off."""
    terms = sorted(plan.terms(point.n), key=lambda term: term.number, reverse=True)
    form = OrganFilterForm(terms, request.GET)
    form.is_valid()
    number, kind = (form.cleaned_data.get(name) or "" for name in ("term", "kind"))
    everything = [(term, organ) for term in terms for organ in plan.organs(term.number, point.n)]
    left = [(t, organ) for t, organ in everything if number in ("", str(t.number)) and kind in ("", organ.kind)]
    chips: list[Chip] = []
    if number:
        chips.append((_("Nhiệm kỳ"), next(t.label for t in terms if str(t.number) == number), "term", number))
    if kind:
        chips.append((_("Cơ quan"), words.label(Organ.Kind, kind), "kind", kind))
    return form, left, len(everything), chips


@at_point
def organs(request: HttpRequest) -> HttpResponse:
    """Organs of every term. Query: `term`, `kind`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, left, total, chips = _asked(request, point)
    context = {
        "form": form,
        "lines": left,
        "total": total,
        "chips": chips,
        "files": export.files(request, "plans:organs_file"),
        "may_edit": policies.may_edit(request.user) and point.is_newest,
    }
    return render(request, "plans/organs.html", context)


@at_point
def organs_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    columns = [
        Column("STT", "number", 6),
        Column("Nhiệm kỳ", width=32),
        Column("Cơ quan", width=28),
        Column("Số đại biểu, ủy viên", "number"),
        Column("Trong đó nữ", "number"),
        Column("Số quyết định, nghị quyết", "code"),
        Column("Ngày", "day"),
        Column("Cơ quan công nhận", width=36),
    ]
    with override("vi"):
        _form, left, _total, chips = _asked(request, point)
        rows = [
            [number, term.label, organ.get_kind_display(), organ.seats, organ.women, organ.decision_no,
             organ.decided_on, organ.issuing_body]
            for number, (term, organ) in enumerate(left, 1)
        ]  # fmt: skip
        notes = export.notes(point, chips, export.source(request, "plans:organs"))
    table = Table("Cơ quan của Liên minh", columns, rows, notes)
    return export.download(table, format_, f"co-quan-lien-minh-{point.on.isoformat()}")


def edit_organ(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """State an organ of a term, or say it anew."""
    term, before, n = *_found(number, kind), ledger.newest()
    names = ("seats", "women", "decision_no", "decided_on", "issuing_body")
    known = {name: getattr(before, name) for name in names} if before else {}
    form = OrganForm(request.POST or None, initial={**known, "seen": n})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given |= {name: None if given[name] is None else int(given[name]) for name in ("seats", "women")}
        user: Any = request.user
        try:
            return _done(request, actions.state_organ(term=number, kind=kind, by=user, **given))
        except NotNow as told:
            form.tell_changed(str(told), ledger.newest())
        except ValidationError as wrong:
            form.add_error(None, wrong)
    withdraw = (_("Rút lại cơ quan này"), reverse("plans:withdraw_organ", args=[number, kind])) if before else None
    return _ask(request, form, f"{Organ.Kind(kind).label}, {term.label}", _("Ghi vào sổ"), withdraw)


def withdraw_organ(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """Take an organ of a term back. Raises Http404 where none stands; what was typed about one that was taken back
    meanwhile is answered by the act."""
    term, before = _found(number, kind)
    if before is None and request.method != "POST":
        raise Http404
    form = ReasonForm(request.POST or None, initial={"seen": ledger.newest()})
    if request.method == "POST" and form.is_valid():
        user: Any = request.user
        try:
            return _done(request, actions.withdraw_organ(term=number, kind=kind, by=user, **form.cleaned_data))
        except NotNow as told:
            form.tell_changed(str(told), ledger.newest())
    title = _("Rút lại: %(organ)s, %(term)s") % {"organ": Organ.Kind(kind).label, "term": term.label}
    return _ask(request, form, title, _("Rút lại"))


def _found(number: int, kind: str) -> tuple[Term, Organ | None]:
    n = ledger.newest()
    term = plan.term(number, n)
    if term is None or kind not in Organ.Kind.values:
        raise Http404
    return term, next((organ for organ in plan.organs(number, n) if organ.kind == kind), None)


def _ask(
    request: HttpRequest, form: forms.Form, title: str, button: str, withdraw: tuple[str, str] | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "back": "/lien-minh/", "withdraw": withdraw}
    return render(request, "plans/form.html", context)


def _done(request: HttpRequest, n: int) -> HttpResponse:
    messages.success(request, _("Đã ghi vào sổ, lần ghi số %(n)s.") % {"n": n})
    return redirect("plans:alliance")
