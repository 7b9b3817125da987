"""A workbook applied, given up, withdrawn; work begun anew; workbooks given back."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nongcot.intake import actions, files, leftovers, looks, work
from nongcot.intake.models import Batch
from nongcot.intake.views.looking import receipt_context
from nongcot.registry.outcomes import NotNow
from nongcot.sheets import SheetRefused
from nongcot.sheets.cells import position

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is clear in one posting; the rest stays listed and comes back as a workbook."""
    found = get_object_or_404(Batch, pk=pk)
    user: Any = request.user
    try:
        work.apply(found, user, request.POST.get("look", ""))
    except (NotNow, SheetRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:batch", pk)
    found.refresh_from_db()
    if found.state == Batch.State.APPLIED:
        told = {"n": found.posting, "created": found.outcome["create"], "changed": found.outcome["change"]}
        if found.posting:
            said = _("Đã ghi sổ số %(n)s: thêm %(created)s, cập nhật %(changed)s.") % told
            models = {"new": found.outcome["models_new"], "changed": found.outcome["models_changed"]}
            if any(models.values()):
                said += " " + _("Mô hình hiệu quả: thêm %(new)s, cập nhật %(changed)s.") % models
            messages.success(request, said)
        else:
            messages.success(request, _("Tệp không có gì mới: sổ giữ nguyên."))
        if held := len(found.outcome["held_back"]):
            told = {"count": held}
            messages.warning(request, _("%(count)s dòng được giữ lại vì sổ đã đổi từ lúc xem trước.") % told)
    return redirect("intake:batch", pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Work out the preview anew: after answers, after other postings, after a fault."""
    try:
        work.again(get_object_or_404(Batch, pk=pk))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:batch", pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the workbook up; nothing of it was written."""
    user: Any = request.user
    try:
        actions.drop(batch=get_object_or_404(Batch, pk=pk), by=user)
        messages.success(request, _("Đã bỏ tệp; sổ không đổi."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("intake:upload")


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw what the applied workbook stated; what others changed since stays and is listed."""
    found = get_object_or_404(Batch, pk=pk)
    user: Any = request.user
    try:
        done = actions.withdraw(batch=found, by=user, reason=request.POST.get("reason", ""))
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("intake:batch", pk)
    found.refresh_from_db()
    return render(request, "intake/receipt.html", receipt_context(found) | {"withdrawn": done})


@require_GET
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook given back with its doubtful cells marked and the reason of each.

    Of a large one only the rows that would not go in: nobody looks through a hundred thousand rows for some marks.
    """
    found = get_object_or_404(Batch, pk=pk)
    look, told = looks.kept(found), leftovers.got(found)
    if found.state != Batch.State.READY or look is None or told is None:
        return redirect("intake:batch", pk)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "marked.xlsx"
        if looks.is_small(found):
            marks: dict[str, dict[tuple[int, int], str]] = {}
            for doubt in look.preview.questions:
                marks.setdefault(doubt.sheet, {})[position(doubt.cell)] = doubt.why
            leftovers.write_whole(found, marks, told, out)
        elif leftovers.count(told):
            leftovers.write(found, told, out)
        else:
            messages.success(request, _("Không có dòng nào phải sửa."))
            return redirect("intake:batch", pk)
        response = HttpResponse(out.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="danh-dau-{found.pk}.xlsx"'
    return response


@require_GET
def left(request: HttpRequest, pk: int) -> FileResponse:
    """The workbook of the rows that did not go in, as long as it is kept."""
    found = get_object_or_404(Batch, pk=pk)
    if not receipt_context(found)["has_left"]:
        raise Http404
    name = _("%(name)s - dòng chưa vào sổ.xlsx") % {"name": Path(found.name).stem}
    return FileResponse(files.left(found).open("rb"), as_attachment=True, filename=name, content_type=XLSX)
