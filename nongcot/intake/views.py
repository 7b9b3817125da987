"""The road of a workbook by page: sent, looked at, mended, applied, withdrawn."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nongcot.intake import actions, matching, previews
from nongcot.intake.forms import SendForm
from nongcot.intake.models import Batch
from nongcot.intake.proposals import DUPLICATE, Proposal, Scope
from nongcot.intake.understanding import SheetOverride, Understood, understand
from nongcot.kernel import clock
from nongcot.places import geography
from nongcot.registry.outcomes import NotNow
from nongcot.sheets import SheetRefused, read_workbook
from nongcot.sheets.cells import position
from nongcot.sheets.mark import marked_copy


@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    """All workbooks that were sent, and the form to send one."""
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _receive(request, form.cleaned_data)
        except SheetRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("intake:batch", batch.pk)
    page = Paginator(Batch.objects.select_related("received_by"), 25).get_page(request.GET.get("page"))
    return render(request, "intake/batches.html", {"form": form, "page": page}, status=422 if form.errors else 200)


def _receive(request: HttpRequest, told: dict[str, Any]) -> Batch:
    sent: UploadedFile = told["file"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sent{Path(sent.name or '').suffix.lower()}"
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        scope = Scope(told["scope_kind"], told["scope_place"]) if told["scope"] == Batch.Scope.WHOLE else None
        name = Path(sent.name or "").name[:255]
        return actions.receive(
            source=path,
            name=name,
            on=told["on"] or _day_of(path, name),
            by=request.user,
            kind=told["kind"],
            scope=scope,
        )


def _day_of(path: Path, name: str) -> date:
    """The day the file tells, or today."""
    today = clock.today()
    proposed = understand(read_workbook(path, name=name), on=today).proposed_on
    return proposed.day if proposed and proposed.day <= today else today


@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One workbook: while it is open as it would change the book, afterwards its receipt."""
    found = get_object_or_404(Batch, pk=pk)
    if found.state != Batch.State.READY:
        return render(request, "intake/receipt.html", {"batch": found})
    try:
        understood = actions.read(found)
    except SheetRefused as refusal:
        return render(request, "intake/receipt.html", {"batch": found, "refusal": str(refusal)})
    proposal = actions.preview(found, understood)
    context = {
        "batch": found,
        "understood": understood,
        "proposal": proposal,
        "preview": previews.of(understood, proposal),
        "counts": {name: proposal.count(name) for name in ("create", "change", "unchanged", "duplicate", "ignored")},
        "steps": [(_("Nhận tệp"), ""), (_("Hiểu bảng"), ""), (_("Xử lý chỗ nghi vấn"), ""), (_("Áp dụng"), "")],
    }
    return render(request, "intake/batch.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the officer's answers: to doubts, to changes that wait for a yes, to likely duplicates."""
    found = get_object_or_404(Batch, pk=pk)
    user = request.user
    try:
        understood = actions.read(found)
        proposal = actions.preview(found, understood, effect=False)
        _keep_doubts(found, understood, request, user)
        for name in request.POST.getlist("agreed"):
            sheet, row, what = name.rsplit("#", 2)
            actions.agree(batch=found, sheet=sheet, row_no=int(row), what=what, by=user)
        _keep_pairs(found, proposal, request, user)
    except (NotNow, SheetRefused) as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:batch", pk)


def _keep_doubts(found: Batch, understood: Understood, request: HttpRequest, user: Any) -> None:
    for doubt in understood.doubts:
        answer = request.POST.get(f"{doubt.sheet}#{doubt.cell}#{doubt.code}", "")
        if not answer.isdigit() or int(answer) >= len(doubt.choices):
            continue
        value = doubt.choices[int(answer)].value
        letters = doubt.cell.rstrip("0123456789")
        sheet = next(s for s in understood.sheets if s.name == doubt.sheet)
        if doubt.cell == sheet.first_cell and doubt.code.startswith("kind"):
            change = SheetOverride(kind=str(value))
        elif position(doubt.cell)[0] + 1 in sheet.header_rows:
            unit = doubt.code.startswith("unit") and isinstance(value, int)
            change = SheetOverride(units={letters: value}) if unit else SheetOverride(columns={letters: str(value)})  # type: ignore[dict-item]  # a unit's choices are scales
        else:
            change = SheetOverride(cells={doubt.cell: value})
        actions.override(batch=found, sheet=doubt.sheet, change=change, by=user)


def _keep_pairs(found: Batch, proposal: Proposal, request: HttpRequest, user: Any) -> None:
    where = geography.mapping(found.on)
    for row in proposal.rows:
        answer = request.POST.get(f"pair#{row.sheet}#{row.row_no}")
        if row.action != DUPLICATE or row.candidate is None or answer not in ("same", "other"):
            continue
        key, place = matching.decision_key(row.candidate, where)
        for pair in row.pairs if answer == "other" else row.pairs[:1]:
            actions.decide_duplicate(
                batch=found,
                candidate=row.candidate,
                place=place,
                key=key,
                organisation_id=pair.organisation_id,
                same=answer == "same",
                by=user,
            )


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is clear in one posting; the rest stays listed."""
    found = get_object_or_404(Batch, pk=pk)
    try:
        done = actions.apply(batch=found, by=request.user, seen=actions.preview(found, effect=False))
    except (NotNow, SheetRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:batch", pk)
    told = {"n": done.posting, "created": done.created, "changed": done.changed}
    if done.posting:
        messages.success(request, _("Đã ghi sổ số %(n)s: thêm %(created)s, cập nhật %(changed)s.") % told)
    else:
        messages.success(request, _("Tệp không có gì mới: sổ giữ nguyên."))
    return redirect("intake:batch", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the workbook up; nothing of it was written."""
    try:
        actions.drop(batch=get_object_or_404(Batch, pk=pk), by=request.user)
        messages.success(request, _("Đã bỏ tệp; sổ không đổi."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:upload")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw what the applied workbook stated; what others changed since stays and is listed."""
    found = get_object_or_404(Batch, pk=pk)
    try:
        done = actions.undo(posting_n=found.posting or 0, by=request.user, reason=request.POST.get("reason", ""))
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:batch", pk)
    found.refresh_from_db()
    return render(request, "intake/receipt.html", {"batch": found, "withdrawn": done})


@require_GET
def marked(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The workbook given back with its doubtful cells marked and the reason of each."""
    found = get_object_or_404(Batch, pk=pk)
    try:
        understood = actions.read(found)
    except SheetRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:batch", pk)
    marks: dict[str, dict[tuple[int, int], str]] = {}
    for doubt in understood.doubts:
        marks.setdefault(doubt.sheet, {})[position(doubt.cell)] = doubt.why
    with TemporaryDirectory() as folder:
        out = Path(folder) / "marked.xlsx"
        marked_copy(actions.path_of(found), marks, None, out)
        response = HttpResponse(
            out.read_bytes(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        )
    response["Content-Disposition"] = f'attachment; filename="danh-dau-{found.pk}.xlsx"'
    return response
