"""Acts of rooms above the register on their own pages: one table a room, one address for all of its acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise

from nongcot.registry import keyed
from nongcot.registry.forms import base
from nongcot.registry.forms.base import About, ActForm
from nongcot.registry.models import Keyed, Organisation
from nongcot.registry.outcomes import NotNow
from nongcot.registry.views.asking import Asking

K = TypeVar("K", bound=Keyed)


@dataclass(frozen=True)
class Subject:
    """What an act is about: the organisation and the fact its form is given, its name on the page, where back leads."""

    name: str
    back: str
    about: About | None = None
    fact: Any = None


@dataclass(frozen=True)
class RoomAct:
    """One act: the button that does it, its form, and what finds its subject from the last part of the address."""

    title: str | Promise
    form: Callable[..., ActForm]
    load: Callable[[str], Subject]


def respond(request: HttpRequest, acts: Mapping[str, RoomAct], code: str, subject: str = "") -> HttpResponse:
    """The pages of one act, in the three steps of `Asking`. Raises Http404 for an act or subject there is none of."""
    act = acts.get(code)
    if act is None:
        raise Http404
    try:
        found = act.load(subject)
        if isinstance(found.fact, Keyed):
            keyed.asked_about(type(found.fact), found.fact.key, request.method)
        make = partial(act.form, about=found.about, fact=found.fact)
        title = str(act.title)
        asking = Asking(request, make, title=title, button=title, back=found.back, name=found.name, given=request.GET)
        return asking.respond()
    except NotNow as told:
        return render(request, "registry/acts/not_now.html", {"sentence": str(told)})


def fact_of(model: type[K], key: str) -> K:
    """The fact of a key. Raises Http404 for a key that never was one, NotNow for one that was taken back."""
    if not model._default_manager.filter(key=key).exists():
        raise Http404
    return keyed.standing(model, key)


def last_told(model: type[K], key: str) -> K:
    """The fact of a key that an act is about, as it last stood (`keyed.asked_about`). Raises Http404 likewise."""
    try:
        return keyed.last_told(model, key)
    except NotNow:
        raise Http404 from None


def about(key: str) -> About:
    """The organisation of a key. Raises Http404, and NotNow where nothing can be recorded of it."""
    return base.about(get_object_or_404(Organisation, key=key))
