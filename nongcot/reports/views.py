"""The page of reports: asking for one, reading it before it is written, fetching it, seeing what changed since."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nongcot.indicators import ledger, points
from nongcot.indicators.ledger import NoSuchKnowledge
from nongcot.plans import plan
from nongcot.reports import actions, changes, word
from nongcot.reports.forms import CongressForm
from nongcot.reports.models import Composition
from nongcot.reports.paper import Paper
from nongcot.reports.screen import Sheet
from nongcot.reports.subject import NoSuchTerm

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN = 50


def reports(request: HttpRequest) -> HttpResponse:
    """The form that asks for a report, and the reports that were produced."""
    terms = plan.terms(ledger.newest())
    last = terms[-1] if terms else None
    initial = {"term": str(last.number), "on": last.congress or last.start} if last else {}
    context = {
        "form": CongressForm(terms=terms, initial=initial),
        "terms": terms,
        "made": Composition.objects.all()[:SHOWN],
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
    return render(
        request, "reports/reports.html", {"form": form, "terms": True, "made": Composition.objects.all()[:SHOWN]}
    )


@require_POST
def produce(request: HttpRequest) -> HttpResponse:
    """Write the Word document, note that it was produced, and show it."""
    form = CongressForm(request.POST, terms=plan.terms(ledger.newest()))
    if not form.is_valid():
        return render(request, "reports/reports.html", {"form": form, "terms": True, "made": ()})
    asked = form.cleaned_data
    user: Any = request.user
    try:
        _paper, _document, made = actions.produce_congress(
            term=int(asked["term"]), on=asked["on"], known_at=asked["known"], by=user
        )
    except (NoSuchTerm, NoSuchKnowledge) as told:
        form.add_error(None, str(told))
        return render(request, "reports/reports.html", {"form": form, "terms": True, "made": ()})
    return redirect("reports:produced", made.pk)


def produced(request: HttpRequest, pk: int) -> HttpResponse:
    """A report that was produced, and which of its figures are others today."""
    made = get_object_or_404(Composition, pk=pk)
    paper = _again(made)
    _stand_at(request, paper)
    today = actions.compose_congress(term=made.term, on=made.on_day)
    context = {"made": made, "sheet": Sheet(paper), "changes": changes.between(paper, today)}
    return render(request, "reports/produced.html", context)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word document of a produced report, from the same posting: the same bytes."""
    made = get_object_or_404(Composition, pk=pk)
    answer = HttpResponse(word.written(_again(made)), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(made.term, made.on_day)}"'
    return answer


def _stand_at(request: HttpRequest, paper: Paper) -> None:
    """The time bar tells the paper's day and posting, not those of the address."""
    request.point = points.at(paper.posting, ledger.newest(), paper.day)  # type: ignore[attr-defined]


def _again(made: Composition) -> Paper:
    if not made.head:
        raise Http404
    return actions.compose_again(made)


def _file_name(term: int, on: date) -> str:
    return f"bao-cao-dai-hoi-{term}-{on.isoformat()}.docx"
