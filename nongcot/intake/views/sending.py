"""All workbooks that were sent, and the form to send one."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nongcot.intake import actions, expiry, upkeep, work
from nongcot.intake.forms import SendForm
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Scope
from nongcot.sheets import SheetRefused


@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """The list, newest first. What is no workbook is refused at the field, whatever its size, and not kept."""
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _receive(request, form.cleaned_data)
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


def _receive(request: HttpRequest, told: dict[str, Any]) -> Batch:
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
            scope=Scope(told["scope_kind"], told["scope_place"]) if told["scope"] == Batch.Scope.WHOLE else None,
        )
