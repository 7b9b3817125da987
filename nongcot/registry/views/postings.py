"""The journal of postings, each posting, its receipt, and undoing it."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy

from nongcot.indicators.models import Posting
from nongcot.indicators.policies import may_ask_known_at
from nongcot.registry import journal, moved, policies, words
from nongcot.registry.actions import undoing
from nongcot.registry.actions.undoing import Remains
from nongcot.registry.forms.journal import JournalFilter, UndoForm
from nongcot.registry.outcomes import NotNow, ToConfirm
from nongcot.registry.views.asking import ConfirmForm, ticked

A_PAGE = 50
NOTHING = Remains((), ())

#: Sent along where the page has asked about something unusual.
CONFIRMING = "confirming"


class ConfirmUndoForm(ConfirmForm):
    """One tick for each thing that an undo would leave unusual."""

    all_the_same = gettext_lazy("%(caution)s Vẫn rút lại.")


def journal_page(request: HttpRequest) -> HttpResponse:
    """All postings, filtered by the address."""
    asked = JournalFilter(request.GET)
    rows = asked.apply(Posting.objects.select_related("undoes"))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    undone = dict(Posting.objects.filter(undoes__in=[p.n for p in page]).values_list("undoes_id", "n"))
    whom = journal.of_whom([posting.n for posting in page])
    listed = [(posting, journal.title(posting.act), undone.get(posting.n), whom.get(posting.n)) for posting in page]
    context = {"filter": asked, "chips": asked.chips(), "page": page, "listed": listed}
    return render(request, "registry/acts/journal.html", context)


def posting_page(request: HttpRequest, n: int) -> HttpResponse:
    """One posting: what it asserted and withdrew, which figures it moved."""
    return render(request, "registry/acts/posting.html", _about(request, n))


def posted(request: HttpRequest, n: int) -> HttpResponse:
    """The receipt after an act: its number, what moved, what comes next."""
    return render(request, "registry/acts/posted.html", _about(request, n) | {"pages": journal.pages(n)})


def undo(request: HttpRequest, n: int) -> HttpResponse:
    """Undo a posting, after saying why; shows first what would stay, and asks about what would be unusual then.

    Some acts have a page of their room for it.
    """
    if elsewhere := _undone_at(get_object_or_404(Posting, pk=n)):
        return redirect(elsewhere)
    form = UndoForm(request.POST or None)
    refusal = ""
    confirm: ConfirmUndoForm | None = None
    try:
        undoing.require_undoable(n)
        if request.method == "POST" and form.is_valid():
            user: Any = request.user
            confirmed = ticked(request.POST)
            done = undoing.undo(n=n, by=user, reason=form.cleaned_data["reason"], confirmed=confirmed)
            return redirect("registry:posted", done.n)
    except NotNow as told:
        refusal = str(told)
    except ToConfirm as told:
        # Asked for the first time, nothing was left unticked yet.
        confirm = ConfirmUndoForm(request.POST if CONFIRMING in request.POST else None, cautions=told.cautions)
    context = _about(request, n) | _remaining(undoing.remains_of(n)) | {"why": form, "refusal": refusal}
    # The summary of errors is that of `form`.
    context |= {"confirm": confirm, "confirming": CONFIRMING, "form": confirm if confirm and confirm.errors else form}
    return render(request, "registry/acts/undo.html", context)


def _undone_at(posting: Posting) -> str:
    where = settings.UNDONE_AT.get(posting.act)
    return str(import_string(where)(posting.n)) if where else ""


def _about(request: HttpRequest, n: int) -> dict[str, Any]:
    posting = get_object_or_404(Posting.objects.select_related("undoes"), pk=n)
    counts = posting.cause not in (Posting.Cause.OPENING, Posting.Cause.DEFINITION)
    asserted = journal.asserted(n)
    left = undoing.remains_of(posting.undoes_id) if posting.undoes_id else NOTHING
    return _remaining(left) | {
        "posting": posting,
        "title": journal.title(posting.act),
        "asserted": asserted,
        "withdrawn": journal.withdrawn(n),
        "moved": moved.by_posting(n) if counts else None,
        "undone_by": Posting.objects.filter(undoes=n).first(),
        "may_ask_known_at": may_ask_known_at(request.user),
        "may_undo": policies.may_undo(request.user) and _can_undo(n),
        "organisations": list(dict.fromkeys((line.key, line.name) for line in asserted.lines if line.key)),
    }


def _remaining(left: Remains) -> dict[str, Any]:
    """What an undo leaves, with names: changed since by others; without a source."""
    organisations = {kept.organisation_id for kept in left.kept} | set(left.without_source)
    named, keys = words.names(organisations), words.keys(organisations)
    return {
        "kept": [(keys.get(o, ""), named.get(o, ""), kept) for kept in left.kept for o in [kept.organisation_id]],
        "without_source": [(keys[pk], named[pk]) for pk in left.without_source],
    }


def _can_undo(n: int) -> bool:
    try:
        undoing.require_undoable(n)
    except NotNow:
        return False
    return True
