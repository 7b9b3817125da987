"""Answers kept: to doubts, to changes that wait for a yes, to likely duplicates."""

from collections import Counter
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
from nongcot.intake.actions.answering import overrides_of, pairs_answered
from nongcot.intake.alike import PairShown
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
    wanted = questions.wanted_in(look.preview.kept, told)
    for change in wanted:
        actions.agree(batch=found, sheet=change.sheet, row_no=change.row, what=change.what, by=user)
    decided = questions.decided_in(look.preview.pairs, told)
    _keep_pairs(found, look, decided, user)
    cells = sum(bool(c.kind) + len(c.columns) + len(c.units) + len(c.cells) for c in corrections.values())
    return cells + len(agreed) + len(wanted) + len(decided)


def _keep_pairs(found: Batch, look: Look, decided: list[tuple[PairShown, bool]], user: Any) -> None:
    """Keep each answer; a row that is none of all it may be is somebody else."""
    one = Counter(pair.ref for pair, same in decided if same)
    for pair, same in decided:
        if one[pair.ref] > 1:
            told = {"row": pair.row, "sheet": pair.sheet}
            raise NotNow(_("%(sheet)s, dòng %(row)s: chỉ có thể là một với một tổ chức.") % told)
        if pair.other_row:
            actions.decide_row(batch=found, row=pair.ref, other=pair.other_ref, same=same, by=user)
        else:
            actions.decide_duplicate(
                batch=found,
                row=pair.ref,
                place=pair.place,
                key=pair.key,
                organisation_id=pair.organisation_id,
                same=same,
                by=user,
            )
    for row in {pair.ref for pair, _same in decided}:
        answered = pairs_answered(found).get(row, {})
        of_row = [pair for pair in look.preview.pairs if pair.ref == row]
        # Of records the answers are remembered one by one; of rows of the file only that it is none of them.
        if any(pair.other_row for pair in of_row) and all(answered.get(p.other_ref) == "other" for p in of_row):
            actions.decide_nobody(batch=found, row=row, by=user)


def _back(request: HttpRequest, pk: int) -> str:
    """The page the form stands on."""
    page = {"page": request.POST.get("page", "")} if request.POST.get("page", "").isdecimal() else {}
    if kind := request.POST.get("kind"):
        return f"{reverse('intake:doubts', args=[pk])}?{urlencode({'kind': kind, **page})}"
    if request.POST.get("on") == "pairs":
        return f"{reverse('intake:pairs', args=[pk])}?{urlencode(page)}"
    return reverse("intake:batch", args=[pk])
