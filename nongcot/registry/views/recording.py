"""Choosing what to record: an organisation, an act, a fact; and the pages of the acts themselves."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.registry import acts
from nongcot.registry.acts import Act
from nongcot.registry.forms import base
from nongcot.registry.forms.choosing import ChooseForm
from nongcot.registry.forms.organisations import RegisterForm, StartForm
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading import panels
from nongcot.registry.views import standing_facts
from nongcot.registry.views.asking import Asking


def choose(request: HttpRequest) -> HttpResponse:
    """Which organisation is it about? Query: `q`, and `for`, the act that was asked for (`_asked_for`)."""
    form = ChooseForm(request.GET if "q" in request.GET else None)
    found = form.found() if form.is_bound and form.is_valid() else []
    asked = request.GET.get("for", "")
    then = f"?{urlencode({'for': asked})}" if asked else ""
    return render(request, "registry/acts/choose.html", {"form": form, "found": found, "asked": asked, "then": then})


def start(request: HttpRequest) -> HttpResponse:
    """What kind of organisation comes into the book, by what paper, of which day?"""
    form = StartForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect(f"{reverse('registry:register_organisation')}?{request.GET.urlencode()}")
    return render(request, "registry/acts/start.html", {"form": form})


def register(request: HttpRequest) -> HttpResponse:
    """The questions about a new organisation."""
    begun = StartForm(request.GET)
    if not begun.is_valid():
        return redirect("registry:new")
    make = partial(RegisterForm, **{name: begun.cleaned_data[name] for name in ("kind", "event", "on")})
    back = f"{reverse('registry:new')}?{request.GET.urlencode()}"
    title = _("Ghi tổ chức mới vào sổ")
    asking = Asking(request, make, title=title, button=title, back=back)
    return asking.respond()


def offer(request: HttpRequest, key: str) -> HttpResponse:
    """Which act? Those that fit the organisation, the others with the reason why not today. Query: `for`, the one that
    was asked for before the organisation was known: it is opened where it is offered."""
    organisation = get_object_or_404(Organisation, key=key)
    try:
        about = base.about(organisation)
    except NotNow as told:
        return not_now(request, organisation, told)
    offered = [_by_day(heading, listed) for heading, listed in acts.offered(about.life, clock.today())]
    events = [group for group in offered if group["heading"] == str(acts.HAPPENINGS)]
    others = [group for group in offered if group not in events]
    above = panels.offered(organisation, about.life, clock.today())
    asked = _asked_for(request, organisation)
    if any(url == asked for group in above for _title, url, _refusal in group.acts):
        return redirect(asked)
    return render(request, "registry/acts/offer.html", {"about": about, "columns": (events, others), "above": above})


def _asked_for(request: HttpRequest, organisation: Organisation) -> str:
    """The address of the act that a page asked for, of this organisation: the page knew all of it but whom, for whom
    it wrote "*"."""
    return request.GET.get("for", "").replace("*", organisation.key)


def _by_day(heading: str, listed: list[tuple[Act, str]]) -> dict[str, Any]:
    """A group of acts: those for today, and those for another day alone, with the reason."""
    return {
        "heading": heading,
        "now": [act for act, refusal in listed if not refusal],
        "later": [(act, refusal) for act, refusal in listed if refusal],
    }


def act(request: HttpRequest, key: str, code: str, fact: str = "") -> HttpResponse:
    """The pages of one act."""
    organisation = get_object_or_404(Organisation, key=key)
    try:
        about = base.about(organisation)
        found = acts.find(code, about.life)
        if (found.load is None) == bool(fact):
            raise Http404
        loaded: Any = found.load(about, fact, request.method) if found.load else None
    except NotNow as told:
        return not_now(request, organisation, told)
    make = partial(found.form, about=about, fact=loaded)
    back = reverse("registry:facts" if fact else "registry:acts", args=[key])
    name = " – ".join(part for part in (about.name, acts.which(loaded)) if part)
    asking = Asking(request, make, title=str(found.title), button=found.button, back=back, name=name)
    return asking.respond()


def facts(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that was told of an organisation, fact by fact, each with what can be done about it."""
    organisation = get_object_or_404(Organisation, key=key)
    context = {"organisation": organisation, "groups": standing_facts.of(organisation)}
    return render(request, "registry/acts/facts.html", context)


def not_now(request: HttpRequest, organisation: Organisation, told: NotNow) -> HttpResponse:
    """A sentence that says why nothing can be recorded here, and the way back."""
    return render(request, "registry/acts/not_now.html", {"organisation": organisation, "sentence": str(told)})
