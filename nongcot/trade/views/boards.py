"""Work that waits: results due, lists to settle; and who may go to an international fair, with the reasons."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.kernel.dates import format_day
from nongcot.registry import queries
from nongcot.registry.reading.points import Point, at_point
from nongcot.trade import fitness, policies, reading
from nongcot.trade.checklist import kinds
from nongcot.trade.reading import Guest, Shown
from nongcot.trade.vocabulary import INTERNATIONAL

#: Who lacks no more than so many things comes near; those farther off follow page by page.
NEAR = 4
PAGE = 25


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
        "may_record": policies.may_record(request.user) and point.is_newest,
        "unsettled": [one for one in shown if one.state == "over" and one.unsettled],
        "coming": [(one, one.where(point)) for one in coming],
        "next_abroad": abroad[0] if abroad else None,
        "judged": _judged(abroad[0], point) if abroad else None,
    }
    return render(request, "trade/board.html", context)


@at_point
def fit_for(request: HttpRequest, event_id: int) -> HttpResponse:
    """Who may go to an event, as of its dates, with the reasons; who stands in its list first. Query: `page`, of those
    who are farther off."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = reading.event(event_id, point)
    if shown is None:
        raise Http404
    rule = fitness.checklist(shown.event.earliest, point.n)
    as_one = queries.roots(point.n)
    listed = [(guest, _counted(guest, as_one)) for guest in reading.guests(event_id, point)]
    found = _judged(shown, point, [root for _guest, root in listed])
    by_organisation = {one.organisation_id: one for one in found["everybody"]}
    page: Page[fitness.Judged] = Paginator(found["others"], PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "shown": shown,
        "judged": found,
        "guests": [(guest, by_organisation.get(root)) for guest, root in listed],
        "page": page,
        "rule": rule,
        "items": [
            (fitness.item(item["code"]), item["level"], [fitness.proof(kind) for kind in kinds(item)])
            for item in (rule.parameters["items"] if rule else ())
        ],
    }
    return render(request, "trade/fit.html", context)


def _counted(guest: Guest, as_one: Mapping[int, int]) -> int:
    """The record that a guest is counted as."""
    return as_one.get(guest.fact.organisation_id, guest.fact.organisation_id)


def _judged(shown: Shown, point: Point, guests: Collection[int] = ()) -> dict[str, Any]:
    """Those who may go to an event, those who come near, those who are farther off; and everybody who was judged, the
    guests of the event too."""
    last = reading.end_of(shown.event) - reading.DAY
    everybody = fitness.judged(shown.event.earliest, last, point.on, point.n, guests)
    candidates = [one for one in everybody if one.is_candidate]
    fit = [one for one in candidates if one.verdict.fit]
    rest = [one for one in candidates if not one.verdict.fit]
    near = [one for one in rest if len(one.verdict.missing) <= NEAR]
    others = [one for one in rest if len(one.verdict.missing) > NEAR]
    return {"everybody": everybody, "fit": fit, "near": near, "others": others}


def _due(shown: list[Shown], point: Point) -> Any:
    """Events over, with who attended and told nothing, the day by which they have to, and how it stands."""
    for one in shown:
        missing = one.attended - one.results
        due = reading.results_due(one.event, point.n)
        if one.state == "over" and missing > 0 and due is not None:
            yield one, missing, format_day(due.day), (point.on - due.day).days
