"""Pages of the room: all figures, one figure, and how they are counted."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import (
    addresses,
    asking,
    comparing,
    export,
    figures,
    grounds,
    ledger,
    listing,
    method,
    pages,
    points,
    policies,
    quoted,
    shown,
    wording,
)
from nongcot.indicators.asking import SHOWING, Asked
from nongcot.indicators.command import as_dict
from nongcot.indicators.declare import catalogue, vocabulary
from nongcot.indicators.forms import AskForm, KnownField
from nongcot.indicators.questions import NotAskable
from nongcot.kernel import clock
from nongcot.places.geography import UnknownPlace

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

REFUSED = "indicators/refused.html"

NOT_THEIRS = gettext_lazy(
    "Khách xem số liệu theo hiểu biết mới nhất. Hiểu biết của một thời điểm đã qua mở cho khách khi có số đã công bố ở "
    "thời điểm ấy."
)

#: Parameters by which the form says what an address says otherwise.
TYPED = ("start", "end")


def index(request: HttpRequest) -> HttpResponse:
    """Every figure of the book with its value at the page's point in time. Query: `on`, `known`, `q`."""
    point = request.point  # type: ignore[attr-defined]  # set by the snapshot's middleware
    if not point:
        return _refused(request, "", ledger.BeforeTheBook(_("Sổ chưa mở.")))
    found = listing.groups(
        point.on, point.n, request.GET.get("q", ""), everything=policies.sees_every_amount(request.user)
    )
    context = {
        "groups": found,
        "coming": listing.coming(request.GET.get("q", "")),
        "count": sum(len(group.lines) for group in found),
        "q": request.GET.get("q", ""),
    }
    return render(request, "indicators/index.html", context)


def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure. The query is the whole question: see `forms.AskForm` and `addresses.address`."""
    return _answered(request, code, _page)


def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The same as an XLSX workbook."""
    return _answered(request, code, _workbook)


def data(request: HttpRequest, code: str) -> HttpResponse:
    """The same as the JSON of `nongcot figure --json`; `records=1` lists the records too."""
    return _answered(request, code, _data)


def published(request: HttpRequest) -> HttpResponse:
    """Published figures beside what the book counts. Query: `q`, `page`, and the point's `on`, `known`."""
    point = request.point  # type: ignore[attr-defined]  # set by the snapshot's middleware
    if not point:
        return _refused(request, "", ledger.BeforeTheBook(_("Sổ chưa mở.")))
    sought = request.GET.get("q", "")
    found = comparing.page(point.n or ledger.newest(), point.on, sought, request.GET.get("page", "1"), request.user)
    return render(request, "indicators/published.html", {"page": found, "q": sought})


def methods(request: HttpRequest) -> HttpResponse:
    """How every figure is counted, written from the declarations."""
    return render(request, "indicators/methods.html", method.page())


def method_of(request: HttpRequest, code: str) -> HttpResponse:
    """The place of one figure on the page of methods."""
    if code not in catalogue():
        raise Http404
    return HttpResponseRedirect(f"{addresses.METHOD}#{code}")


Answer = Callable[[HttpRequest, Asked, bool], HttpResponse]


def _answered(request: HttpRequest, code: str, answer: Answer) -> HttpResponse:
    """Read the question and answer it; what cannot be asked is told in a sentence, and nothing typed is lost."""
    if code not in vocabulary():
        raise Http404
    if code not in catalogue():
        return _coming(request, code, answer)
    query = request.GET.copy()
    refused = _is_not_theirs(request, query.get("known", ""))
    if refused and answer is not _page:
        # A page shows the newest and says so; what programs and workbooks take on has no room for that.
        return _told(request, answer, REFUSED, {"sentence": str(NOT_THEIRS), "label": _label(code)}, 403)
    if refused:
        del query["known"]
    form = AskForm(query)
    try:
        if not form.is_valid():
            return _mistaken(request, code, form, answer)
        asked = asking.read(code, form.cleaned_data, query, clock.today(), form.cleaned_data["known"])
        if not refused and _plain(query) != _plain(QueryDict(asked.address().partition("?")[2])):
            return HttpResponseRedirect(_canonical(request, asked, query))
        return answer(request, asked, refused)
    except ledger.NoSuchKnowledge as refusal:
        if answer is _data and ledger.newest():
            return _never_known(code, query, refusal)
        return _refused(request, code, refusal, answer)
    except (NotAskable, UnknownPlace) as refusal:
        return _refused(request, code, refusal, answer)


def _is_not_theirs(request: HttpRequest, known: str) -> bool:
    """Whether a point of knowledge other than the newest is asked by somebody who may not ask for it."""
    if not known or policies.may_ask_known_at(request.user):
        return False
    try:
        return bool(KnownField().clean(known) != ledger.newest())
    except (ledger.NoSuchKnowledge, ValidationError):
        return True


def _plain(query: QueryDict) -> dict[str, str]:
    """What a query asks, without what only shows it."""
    return {name: str(value) for name, value in query.items() if name not in (*SHOWING, "records")}


def _canonical(request: HttpRequest, asked: Asked, query: QueryDict) -> str:
    """The address that says the same as the one typed, on the same path."""
    wanted = QueryDict(asked.address().partition("?")[2], mutable=True)
    for name in (*SHOWING, "records"):
        if query.get(name):
            wanted[name] = str(query[name])
    text = wanted.urlencode(safe=":")
    return f"{request.path}?{text}" if text else request.path


def _page(request: HttpRequest, asked: Asked, refused: bool) -> HttpResponse:
    question = asked.question
    query = request.GET
    request.point = points.at(  # type: ignore[attr-defined]  # the frame shows it
        question.n, ledger.newest(), question.last_day, question.geography
    )
    page = pages.build(
        asked, request.user, sort=query.get("sort", ""), step=query.get("step", ""), number=query.get("page", "1")
    )
    context = {
        "page": page.records,
        "shown": page,
        "asked": asked,
        "figure": page.figure,
        "label": page.figure.label,
        "ask_form": AskForm(initial=_initial(asked)),
        "method": method.of(question.indicator, question.n),
        "choices": listing.periods_near(asked),
        "may_know": policies.may_ask_known_at(request.user),
        "not_theirs": NOT_THEIRS if refused else "",
        "posting": method.posting(question.n),
    }
    return render(request, "indicators/figure.html", context)


def _workbook(request: HttpRequest, asked: Asked, _refused: bool) -> HttpResponse:
    page = pages.build(asked, request.user)
    file = BytesIO()
    export.write(file, page)
    name = f"{asked.question.indicator.code}-{asked.question.last_day}.xlsx"
    return HttpResponse(file.getvalue(), XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _data(request: HttpRequest, asked: Asked, _refused: bool) -> HttpResponse:
    if asked.term is not None:
        raise NotAskable(_("Dữ liệu kể mọi nguyên nhân của biến động (movement): hãy hỏi không có “cause”."))
    found = pages.as_asked(asked, request.user, records=bool(request.GET.get("records")))
    return JsonResponse(as_dict(found), json_dumps_params={"ensure_ascii": False})


def _never_known(code: str, query: QueryDict, refusal: ledger.NoSuchKnowledge) -> HttpResponse:
    """As the command answers a point of knowledge that the book never had: no value, and why."""
    known = query.pop("known")[-1]
    form = AskForm(query)
    if not form.is_valid():
        return JsonResponse({"error": str(refusal)}, status=400, json_dumps_params={"ensure_ascii": False})
    question = asking.read(code, form.cleaned_data, query, clock.today(), None).question
    found = figures.unanswered(refusal, question, str(known))
    return JsonResponse(as_dict(found), json_dumps_params={"ensure_ascii": False})


def _initial(asked: Asked) -> dict[str, Any]:
    start, end = asked.period or (None, None)
    return {
        "on": asked.on,
        "start": start,
        "end": end,
        "place": asked.question.place,
        "geo": asked.question.geography if asked.question.geography != asked.question.last_day else None,
        "known": asked.known,
        "funds": asked.question.funds,
    }


def _coming(request: HttpRequest, code: str, answer: Answer) -> HttpResponse:
    """A figure that the vocabulary names and nothing counts yet, with what sources state of it."""
    words = vocabulary()[code]
    sentence = _("Số liệu này sẽ có khi phần “%(room)s” được đưa vào sổ.") % {"room": wording.ROOMS[words.room]}
    found, count = _stated(request, code)
    context: dict[str, Any] = {"label": asking.called(words), "sentence": sentence, "basis": grounds.of(words)}
    context |= {"quotations": found, "more": count - len(found)}
    return _told(request, answer, "indicators/coming.html", context, 404 if answer is _data else 200)


def _stated(request: HttpRequest, code: str) -> tuple[list[shown.Quotation], int]:
    """What sources state near the asked day of the asked place, and how many statements there are in all."""
    form = AskForm({name: value for name, value in request.GET.items() if name != "known"})
    given = form.cleaned_data if form.is_valid() else {}
    day = given["period"][1] if given.get("period") else given.get("on") or clock.today()
    rows, count = quoted.beside(code, day, ledger.newest(), given.get("place") or "")
    return [shown.quotation(row) for row in rows], count


def _mistaken(request: HttpRequest, code: str, form: AskForm, answer: Answer) -> HttpResponse:
    """What was typed cannot be read: the form again, with a sentence at each field."""
    sentence = " ".join(str(error) for errors in form.errors.values() for error in errors)
    context = {"form": form, "label": asking.called(vocabulary()[code]), "sentence": sentence}
    return _told(request, answer, "indicators/mistaken.html", context, 400)


def _refused(request: HttpRequest, code: str, refusal: ValueError, answer: Answer | None = None) -> HttpResponse:
    """The question was read and has no answer; before the book that is an answer of its own, and never 0."""
    status = 200 if isinstance(refusal, ledger.BeforeTheBook) else 400
    return _told(request, answer, REFUSED, {"sentence": str(refusal), "label": _label(code)}, status)


def _label(code: str) -> str:
    return asking.called(vocabulary()[code]) if code else _("Số liệu")


def _told(
    request: HttpRequest, answer: Answer | None, template: str, context: dict[str, Any], status: int
) -> HttpResponse:
    if answer is _data:
        return JsonResponse({"error": context["sentence"]}, status=status, json_dumps_params={"ensure_ascii": False})
    return render(request, template, context, status=status)
