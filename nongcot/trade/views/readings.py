"""The page of the room's readings, and choosing another one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views import readings
from nongcot.trade import policies, rules_page
from nongcot.trade.forms.readings import FORMS


@at_point
def listed(request: HttpRequest) -> HttpResponse:
    """How the room's words are read, since when, on which basis."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    context = {
        "readings": rules_page.readings_at(point),
        "may_record": policies.may_record(request.user) and point.is_newest,
    }
    return render(request, "trade/readings.html", context)


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choosing a reading."""
    return readings.respond(request, FORMS, code, reverse("trade:readings"))
