"""All workbooks that were sent, the form to send one, and what was said of one as a whole said anew."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nongcot.intake import actions, expiry, looks, upkeep, work
from nongcot.intake.forms import RetellForm, SendForm
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Scope
from nongcot.registry.outcomes import NotNow
from nongcot.registry.vocabulary import Kind
from nongcot.sheets import SheetRefused


@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """The list, newest first. What is no workbook is refused at the field, whatever its size, and not kept."""
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _receive(request, form)
        except SheetRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            upkeep.tend()
            if batch.state == Batch.State.RECEIVED:
                work.ask_look(batch)
            return redirect("intake:batch", batch.pk)
    page = Paginator(Batch.objects.select_related("received_by"), 25).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "days": expiry.days()}
    return render(request, "intake/batches.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def retell(request: HttpRequest, pk: int) -> HttpResponse:
    """Say anew of what day and scope the list is, and what it is about; the preview is worked out anew."""
    found = get_object_or_404(Batch, pk=pk)
    if found.state != Batch.State.READY:
        return redirect("intake:batch", pk)
    form = RetellForm(request.POST or None, initial=_told(found))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        return _retold(request, found, told["on"], told["kind"], form.scope_told)
    context = {"form": form, "batch": found}
    return render(request, "intake/retell.html", context, status=422 if form.errors else 200)


def _retold(request: HttpRequest, found: Batch, on: date, kind: str, scope: Scope | None) -> HttpResponse:
    """Tell it, or why not; a large workbook is looked at anew by the worker."""
    user: Any = request.user
    try:
        actions.retell(batch=found, on=on, kind=kind, scope=scope, by=user)
    except (NotNow, SheetRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        if not looks.is_small(found):
            work.ask_look(found)
    return redirect("intake:batch", found.pk)


def _told(found: Batch) -> dict[str, Any]:
    return {
        "on": found.on,
        "kind": found.kind,
        "scope": found.scope,
        "scope_kind": found.scope_kind or Kind.COOP,
        "scope_place": found.scope_place,
    }


@require_POST
def scope(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer to the scope that the page proposes: yes, or a part."""
    found = get_object_or_404(Batch, pk=pk)
    look = looks.kept(found)
    proposed = look.preview.scope if look else None
    is_whole = request.POST.get("scope") == Batch.Scope.WHOLE and proposed is not None
    told = Scope(proposed.kind, proposed.place) if is_whole and proposed else None
    return _retold(request, found, found.on, found.kind, told)


def _receive(request: HttpRequest, form: SendForm) -> Batch:
    told = form.cleaned_data
    sent: UploadedFile = told["file"]
    user: Any = request.user
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sent{Path(sent.name or '').suffix.lower()}"
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        return actions.receive(
            source=path,
            name=Path(sent.name or "").name[:255],
            on=told["on"],
            by=user,
            kind=told["kind"],
            scope=form.scope_told,
            ask_scope=told["scope"] == "ask",
        )
