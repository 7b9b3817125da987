"""The pages of the room's acts."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nongcot.linkage import acts
from nongcot.linkage.forms.readings import FORMS
from nongcot.registry.forms import base
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow
from nongcot.registry.views import readings
from nongcot.registry.views.asking import Asking
from nongcot.registry.views.recording import not_now


def act(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """An act about an organisation."""
    organisation = get_object_or_404(Organisation, key=key)
    found = acts.about_organisation(code)
    try:
        about = base.about(organisation)
    except NotNow as told:
        return not_now(request, organisation, told)
    make = partial(found.form, about=about)
    title, back = str(found.title), reverse("registry:acts", args=[key])
    return Asking(request, make, title=title, button=title, back=back, name=about.name).respond()


def act_on(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """An act about a contract, a chain, or something told of one."""
    found = acts.about_fact(code)
    assert found.model is not None
    try:
        fact: Any = acts.load(found, key, request.method)
    except NotNow as told:
        first = found.model._default_manager.filter(key=key).order_by("posted", "pk")[0]
        organisation = get_object_or_404(Organisation, pk=first.organisation_id)  # type: ignore[attr-defined]
        return not_now(request, organisation, told)
    make, title = partial(found.form, fact=fact), str(found.title)
    return Asking(request, make, title=title, button=title, back=acts.back(fact), name=str(fact)).respond()


def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Choosing a reading."""
    return readings.respond(request, FORMS, code, reverse("linkage:readings"))
