"""Answers kept: to doubts, to changes that wait for a yes, to likely duplicates."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nongcot.intake import actions, looks, questions, tasks
from nongcot.intake.actions.answering import overrides_of
from nongcot.intake.looks import Look
from nongcot.intake.models import Batch
from nongcot.registry.outcomes import NotNow


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the answers of a form, which must be to the look that is kept: to another one its numbers mean nothing."""
    found = get_object_or_404(Batch, pk=pk)
    look = looks.kept(found)
    if look is None or look.token != request.POST.get("look"):
        messages.error(request, tasks.looked_elsewhere())
        return redirect("intake:batch", pk)
    try:
        with transaction.atomic():
            count = _keep(found, look, request)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        if count:
            messages.success(request, _("Đã lưu %(count)s câu trả lời.") % {"count": count})
    return redirect(_back(request, pk))


def _keep(found: Batch, look: Look, request: HttpRequest) -> int:
    """Keep the answers; gives how many questions were answered."""
    told: Any = request.POST
    user: Any = request.user
    corrections = questions.answers(questions.by_kind(look.preview.questions, overrides_of(found)), told)
    for table, change in corrections.items():
        actions.override(batch=found, sheet=table, change=change, by=user)
    agreed = questions.agreed_in(look.preview.asked, told)
    for change in agreed:
        actions.agree(batch=found, sheet=change.sheet, row_no=change.row, what=change.what, by=user)
    decided = questions.decided_in(look.preview.pairs, told)
    for pair, same in decided:
        # One that is nobody of these is none of them; one that is the first is nobody else.
        for organisation_id in pair.all_of[:1] if same else pair.all_of:
            actions.decide_duplicate(
                batch=found,
                row=pair.ref,
                place=pair.place,
                key=pair.key,
                organisation_id=organisation_id,
                same=same,
                by=user,
            )
    cells = sum(bool(c.kind) + len(c.columns) + len(c.units) + len(c.cells) for c in corrections.values())
    return cells + len(agreed) + len(decided)


def _back(request: HttpRequest, pk: int) -> str:
    """The page the form stands on."""
    page = {"page": request.POST.get("page", "")} if request.POST.get("page", "").isdecimal() else {}
    if kind := request.POST.get("kind"):
        return f"{reverse('intake:doubts', args=[pk])}?{urlencode({'kind': kind, **page})}"
    if request.POST.get("on") == "pairs":
        return f"{reverse('intake:pairs', args=[pk])}?{urlencode(page)}"
    return reverse("intake:batch", args=[pk])
