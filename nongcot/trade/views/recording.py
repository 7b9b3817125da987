"""The pages of the room's acts, and choosing whom they are about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.registry.forms.choosing import ChooseForm
from nongcot.registry.outcomes import NotNow
from nongcot.registry.views import room_acts
from nongcot.registry.views.room_acts import fact_of
from nongcot.trade.acts import ACTS
from nongcot.trade.describe import event_url
from nongcot.trade.models import BuyerRequest, TradeEvent


def act(request: HttpRequest, code: str, subject: str = "") -> HttpResponse:
    """The pages of one act."""
    return room_acts.respond(request, ACTS, code, subject)


def choose_guest(request: HttpRequest, key: str) -> HttpResponse:
    """Which organisation registers for an event?"""
    try:
        event = fact_of(TradeEvent, key)
    except NotNow as told:
        return render(request, "registry/acts/not_now.html", {"sentence": str(told)})
    return _choose(request, "register", key, _("Đăng ký tham gia: tổ chức nào?"), event_url(event.event_id))


def choose_seller(request: HttpRequest, key: str) -> HttpResponse:
    """Which organisation offers to a buyer's request?"""
    try:
        asked = fact_of(BuyerRequest, key)
    except NotNow as told:
        return render(request, "registry/acts/not_now.html", {"sentence": str(told)})
    back = reverse("trade:buyer", kwargs={"request_id": asked.request_id})
    return _choose(request, "offer", key, _("Chào hàng: tổ chức nào?"), back)


def _choose(request: HttpRequest, code: str, key: str, title: str, back: str) -> HttpResponse:
    form = ChooseForm(request.GET or None)
    found = form.found() if form.is_bound and form.is_valid() else []
    choices = [(one, reverse("trade:act_on", args=[code, f"{key}.{one.key}"])) for one in found]
    context = {"form": form, "choices": choices, "title": title, "back": back}
    return render(request, "trade/choose.html", context)
