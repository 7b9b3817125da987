"""The page of the plan, and the forms that state terms and targets."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.plans import actions, plan, policies, screen
from nongcot.plans.forms import ReasonForm, TargetForm, TermForm, of_target
from nongcot.plans.models import Target, Term
from nongcot.registry.outcomes import NotNow
from nongcot.sheets.download import files


def plan_page(request: HttpRequest) -> HttpResponse:
    """One term: the shown year's targets, their path, the whole term. Query: `term`, `year`, `on`, `known`."""
    point: Any = request.point  # type: ignore[attr-defined]
    n = (point.n or ledger.newest()) if point else 0
    terms = plan.terms(n)
    try:
        shown = screen.asked(request.GET, point.on, n) if point else None
    except screen.NoSuchTerm:
        raise Http404 from None
    term = shown.term if shown else None
    context: dict[str, Any] = {"may_edit": policies.may_edit(request.user), "term": term}
    if shown is not None:
        context |= {
            "screen": shown,
            "files": files(request, "plans:targets_file"),
            "tabs": [(str(one), _with(request, year=one), None, one == shown.year) for one in shown.years],
            "terms": [(one.label, _with(request, term=one.number, year=None), None, one == term) for one in terms],
        }
    return render(request, "plans/plan.html", context)


def new_term(request: HttpRequest) -> HttpResponse:
    """State a term."""
    return _term(request, TermForm(request.POST or None, initial={"seen": ledger.newest()}), None)


def edit_term(request: HttpRequest, number: int) -> HttpResponse:
    """Correct a term."""
    found = plan.term(number, ledger.newest())
    if found is None:
        raise Http404
    known = {name: getattr(found, name) for name in actions.TERM_FIELDS}
    form = TermForm(request.POST or None, initial={**known, "seen": ledger.newest()})
    # Under another number it would be another term, and stand beside this one.
    form.fields["number"].disabled = True
    return _term(request, form, found)


def new_target(request: HttpRequest) -> HttpResponse:
    """State a target of the term `?term=`."""
    number = request.GET.get("term", "")
    term = plan.term(int(number), ledger.newest()) if number.isdecimal() else None
    if term is None:
        raise Http404
    years = {"first_year": term.start.year, "last_year": term.end.year, "period_kind": Target.Period.YEAR}
    form = TargetForm(request.POST or None, initial=years)
    order = max((one.order for one in plan.targets(term.number, ledger.newest())), default=0) + 1
    return _target(request, form, {"term": term.number, "order": order}, _("Ghi chỉ tiêu"))


def edit_target(request: HttpRequest, key: str) -> HttpResponse:
    """Correct a target; what was stated before stays readable at its postings."""
    target = _found(request, key)
    form = TargetForm(request.POST or None, initial={**of_target(target), "seen": ledger.newest()})
    kept = {name: getattr(target, name) for name in ("term", "order", "cells", "place")}
    return _target(request, form, kept | {"key": key}, _("Sửa chỉ tiêu"))


def withdraw_target(request: HttpRequest, key: str) -> HttpResponse:
    """Take a target back."""
    target = _found(request, key)
    form = ReasonForm(request.POST or None, initial={"seen": ledger.newest()})
    if request.method == "POST" and form.is_valid():
        try:
            n = actions.withdraw_target(key=key, by=_user(request), **form.cleaned_data)
            return _done(request, target.term, n)
        except NotNow as told:
            form.tell_changed(str(told), ledger.newest())
    context = {"form": form, "title": _("Bỏ chỉ tiêu"), "button": _("Bỏ chỉ tiêu"), "back": _back(target.term)}
    return render(request, "plans/form.html", context)


def _term(request: HttpRequest, form: TermForm, standing: Term | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        told = form.told()
        try:
            if standing is None and plan.term(told["number"], told["seen"] or ledger.newest()) is not None:
                raise ValidationError({"number": _("Sổ đã có nhiệm kỳ này: hãy sửa nhiệm kỳ ấy.")})
            return _done(request, told["number"], actions.state_term(by=_user(request), **told))
        except NotNow as changed:
            form.tell_changed(str(changed), ledger.newest())
        except ValidationError as wrong:
            _attach(form, wrong)
    title = _("Sửa nhiệm kỳ") if standing else _("Ghi nhiệm kỳ")
    back = _back(standing.number) if standing else reverse("plans:plan")
    return render(request, "plans/form.html", {"form": form, "title": title, "button": _("Ghi vào sổ"), "back": back})


def _target(request: HttpRequest, form: TargetForm, kept: dict[str, Any], title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("reason", "seen")}
        try:
            actions.state_target(by=_user(request), **(form.told() | kept | told))
            return _done(request, kept["term"], ledger.newest())
        except NotNow as changed:
            form.tell_changed(str(changed), ledger.newest())
    context = {"form": form, "title": title, "button": _("Ghi vào sổ"), "back": _back(kept["term"])}
    if "key" in kept:
        context["withdraw"] = (_("Bỏ chỉ tiêu này"), reverse("plans:withdraw_target", args=[kept["key"]]))
    return render(request, "plans/form.html", context)


def _found(request: HttpRequest, key: str) -> Target:
    """The target that stands; to what was typed about one that was taken back meanwhile, the act itself answers."""
    target = plan.last_said(key) if request.method == "POST" else plan.target(key, ledger.newest())
    if target is None:
        raise Http404
    return target


def _user(request: HttpRequest) -> Any:
    return request.user


def _back(number: int) -> str:
    return f"{reverse('plans:plan')}?term={number}"


def _done(request: HttpRequest, number: int, n: int) -> HttpResponse:
    messages.success(request, _("Đã ghi vào sổ, lần ghi số %(n)s.") % {"n": n})
    return redirect(_back(number))


def _attach(form: forms.Form, wrong: ValidationError) -> None:
    for name, sentences in wrong.message_dict.items():
        form.add_error(name if name in form.fields else None, sentences)


def _with(request: HttpRequest, **changes: Any) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
