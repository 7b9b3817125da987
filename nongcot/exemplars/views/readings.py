"""The page of the room's readings, and choosing another one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from nongcot.exemplars import policies
from nongcot.exemplars.forms.readings import FORMS
from nongcot.exemplars.reading import rules_page
from nongcot.exemplars.views.reading import READINGS, tabs
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views import readings


@at_point
def listed(request: HttpRequest) -> HttpResponse:
    """How the room's words are read, since when, on which basis."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    context = {
        "readings": rules_page.readings_at(point),
        "may_record": policies.may_edit(request.user) and point.is_newest,
        "tabs": tabs(request, READINGS),
    }
    return render(request, "exemplars/readings.html", context)


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choosing a reading."""
    return readings.respond(request, FORMS, code, reverse("exemplars:readings"))
