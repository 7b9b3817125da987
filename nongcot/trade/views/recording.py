"""The pages of the room's acts, and choosing whom they are about."""

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.places.describe import path
from nongcot.registry.forms.choosing import ChooseForm
from nongcot.registry.models import Profile
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading.filter_form import read_place
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views import room_acts
from nongcot.registry.views.room_acts import fact_of
from nongcot.trade import candidates
from nongcot.trade.acts import ACTS
from nongcot.trade.describe import event_url
from nongcot.trade.models import BuyerRequest, TradeEvent
from nongcot.ui.forms import NamingForm

PAGE = 25


def act(request: HttpRequest, code: str, subject: str = "") -> HttpResponse:
    """The pages of one act."""
    return room_acts.respond(request, ACTS, code, subject)


class GuestForm(NamingForm):
    """Whom to look for: a name or code, and where."""

    q = forms.CharField(label=gettext_lazy("Tên, mã số hoặc mã trong sổ"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120, required=False)


@at_point
def choose_guest(request: HttpRequest, key: str) -> HttpResponse:
    """Which organisation registers for an event, and with which of its products? Query: `q`, `place`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    try:
        event = fact_of(TradeEvent, key)
    except NotNow as told:
        return render(request, "registry/acts/not_now.html", {"sentence": str(told)})
    data = request.GET.copy()
    where = read_place(data.get("place", "").strip(), point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    form = GuestForm(data)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    asked = bool(text) or where.unit is not None
    rows = (
        candidates.found(text, where.communes if where.unit is not None else None) if asked else Profile.objects.none()
    )
    page: Page[Profile] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "back": event_url(event.event_id),
        "form": form,
        "where": where,
        "asked": asked,
        "page": page,
        "candidates": [
            (one, reverse("trade:act_on", args=["register", f"{key}.{one.key}"]))
            for one in candidates.described(list(page), event)
        ],
    }
    return render(request, "trade/choose_guest.html", context)


def choose_seller(request: HttpRequest, key: str) -> HttpResponse:
    """Which organisation offers to a buyer's request?"""
    try:
        asked = fact_of(BuyerRequest, key)
    except NotNow as told:
        return render(request, "registry/acts/not_now.html", {"sentence": str(told)})
    back = reverse("trade:buyer", kwargs={"request_id": asked.request_id})
    form = ChooseForm(request.GET or None)
    found = form.found() if form.is_bound and form.is_valid() else []
    choices = [(one, reverse("trade:act_on", args=["offer", f"{key}.{one.key}"])) for one in found]
    context = {"form": form, "choices": choices, "title": _("Chào hàng: tổ chức nào?"), "back": back}
    return render(request, "trade/choose.html", context)
