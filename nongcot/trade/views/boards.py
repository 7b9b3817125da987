"""Work that waits: results due, lists to settle; and who may go to an international fair, with the reasons."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.kernel.dates import format_day
from nongcot.registry.reading.points import Point, at_point
from nongcot.trade import fitness, policies, reading
from nongcot.trade.checklist import kinds
from nongcot.trade.reading import Shown
from nongcot.trade.vocabulary import INTERNATIONAL

#: Those who are not fit are told up to so many things that they lack.
NEAR = 4


@at_point
def board(request: HttpRequest) -> HttpResponse:
    """What waits for an officer as of the day."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = reading.events(point)
    coming = [one for one in reversed(shown) if one.state in ("coming", "running")]
    abroad = [one for one in coming if one.event.scope in INTERNATIONAL]
    context = {
        "due": list(_due(shown, point)),
        "follow_ups": reading.follow_ups(point),
        "may_record": policies.may_record(request.user),
        "unsettled": [one for one in shown if one.state == "over" and one.unsettled],
        "coming": [(one, one.where(point)) for one in coming],
        "next_abroad": abroad[0] if abroad else None,
        "judged": _judged(abroad[0], point) if abroad else None,
    }
    return render(request, "trade/board.html", context)


@at_point
def fit_for(request: HttpRequest, event_id: int) -> HttpResponse:
    """Who may go to an event, as of its dates, with the reasons."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = reading.event(event_id, point)
    if shown is None:
        raise Http404
    rule = fitness.checklist(shown.event.earliest, point.n)
    context: dict[str, Any] = {
        "shown": shown,
        "judged": _judged(shown, point),
        "rule": rule,
        "items": [
            (fitness.item(item["code"]), item["level"], [fitness.proof(kind) for kind in kinds(item)])
            for item in (rule.parameters["items"] if rule else ())
        ],
    }
    return render(request, "trade/fit.html", context)


def _judged(shown: Shown, point: Point) -> dict[str, Any]:
    """Those who may go to an event, those who come near, and how many are farther off."""
    last = reading.end_of(shown.event) - reading.DAY
    everybody = fitness.judged(shown.event.earliest, last, point)
    fit = [one for one in everybody if one.verdict.fit]
    near = [one for one in everybody if not one.verdict.fit and len(one.verdict.missing) <= NEAR]
    return {"fit": fit, "near": near, "others": len(everybody) - len(fit) - len(near)}


def _due(shown: list[Shown], point: Point) -> Any:
    """Events over, with who attended and told nothing, the day by which they have to, and how it stands."""
    for one in shown:
        missing = one.attended - one.results
        due = reading.results_due(one.event, point.n)
        if one.state == "over" and missing > 0 and due is not None:
            yield one, missing, format_day(due.day), (point.on - due.day).days
