"""The page of reports: asking for one, reading it before it is written, fetching it, seeing what changed since."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nongcot.indicators import ledger, points
from nongcot.indicators.ledger import NoSuchKnowledge
from nongcot.kernel.shelf import Altered, NotThere
from nongcot.plans import plan
from nongcot.reports import actions, changes, kept, word
from nongcot.reports.forms import CongressForm
from nongcot.reports.models import Composition
from nongcot.reports.paper import Paper
from nongcot.reports.screen import Sheet
from nongcot.reports.subject import NoSuchTerm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = 25


def reports(request: HttpRequest) -> HttpResponse:
    """The form that asks for a report, and the reports that were produced."""
    terms = plan.terms(ledger.newest())
    last = terms[-1] if terms else None
    initial = {"term": str(last.number), "on": last.congress or last.start} if last else {}
    context = {
        "form": CongressForm(terms=terms, initial=initial),
        "terms": terms,
        "page": _made(request),
    }
    return render(request, "reports/reports.html", context)


def congress_page(request: HttpRequest) -> HttpResponse:
    """The report as it would be written. Query: `term`, `on`, `known` (a day, as officers write it)."""
    form = CongressForm(request.GET, terms=plan.terms(ledger.newest()))
    if form.is_valid():
        asked = form.cleaned_data
        try:
            paper = actions.compose_congress(term=int(asked["term"]), on=asked["on"], known_at=asked["known"])
        except (NoSuchTerm, NoSuchKnowledge) as told:
            form.add_error(None, str(told))
        else:
            _stand_at(request, paper)
            return render(request, "reports/congress.html", {"form": form, "sheet": Sheet(paper), "asked": asked})
    return render(request, "reports/reports.html", {"form": form, "terms": True, "page": _made(request)})


@require_POST
def produce(request: HttpRequest) -> HttpResponse:
    """Write the Word document, note that it was produced unless exactly this one was before, and show it."""
    form = CongressForm(request.POST, terms=plan.terms(ledger.newest()))
    if not form.is_valid():
        return render(request, "reports/reports.html", {"form": form, "terms": True, "page": _made(request)})
    asked = form.cleaned_data
    user: Any = request.user
    try:
        made = actions.produce_congress(term=int(asked["term"]), on=asked["on"], known_at=asked["known"], by=user)
    except (NoSuchTerm, NoSuchKnowledge) as told:
        form.add_error(None, str(told))
        return render(request, "reports/reports.html", {"form": form, "terms": True, "page": _made(request)})
    if made.produced_before:
        messages.info(request, kept.told_before(made.noted))
    return redirect("reports:produced", made.noted.pk)


def produced(request: HttpRequest, pk: int) -> HttpResponse:
    """A report that was produced, and which of its figures are others today."""
    made = get_object_or_404(Composition, pk=pk)
    paper = _again(made)
    _stand_at(request, paper)
    today = actions.compose_congress(term=made.term, on=made.on_day)
    context = {
        "made": made,
        "why_gone": kept.why_gone(made),
        "sheet": Sheet(paper),
        "changes": changes.between(paper, today),
    }
    return render(request, "reports/produced.html", context)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The very file that was produced, byte for byte; where it is not there a sentence that says why (410)."""
    made = get_object_or_404(Composition, pk=pk)
    try:
        return _as_word(kept.document(made), file_name(made))
    except (NotThere, Altered):
        return render(request, "reports/gone.html", {"made": made, "why_gone": kept.why_gone(made)}, status=410)


def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The same figures as a Word document in today's words, composed from the same posting."""
    made = get_object_or_404(Composition, pk=pk)
    return _as_word(word.written(_again(made)), file_name(made, "-lap-lai"))


def file_name(made: Composition, more: str = "") -> str:
    """What the file of a produced report is called when it is handed out."""
    return f"bao-cao-dai-hoi-{made.term}-{made.on_day.isoformat()}{more}.docx"


def _made(request: HttpRequest) -> Page[Composition]:
    return Paginator(Composition.objects.all(), PAGE).get_page(request.GET.get("page"))


def _as_word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _stand_at(request: HttpRequest, paper: Paper) -> None:
    """The time bar tells the paper's day and posting, not those of the address."""
    request.point = points.at(paper.posting, ledger.newest(), paper.day)  # type: ignore[attr-defined]


def _again(made: Composition) -> Paper:
    if not made.head:
        raise Http404
    return actions.compose_again(made)
