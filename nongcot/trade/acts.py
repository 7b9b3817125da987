"""The acts that officers are offered, each with its form and what it is about."""

from collections.abc import Callable

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nongcot.registry import words
from nongcot.registry.describe import organisation_url
from nongcot.registry.models import Keyed
from nongcot.registry.views.room_acts import RoomAct, Subject, about, fact_of, last_told
from nongcot.trade.describe import event_url, request_url
from nongcot.trade.forms import events, offers, online, participations, readiness, requests, results
from nongcot.trade.models import BuyerRequest, Confirmation, Offer, OnlineShop, Participation, Result, TradeEvent


def _nothing(subject: str) -> Subject:
    if subject:
        raise Http404
    return Subject("", reverse("trade:events"))


def _new_request(subject: str) -> Subject:
    if subject:
        raise Http404
    return Subject("", reverse("trade:buyers"))


def _event(key: str) -> Subject:
    event = last_told(TradeEvent, key)
    return Subject(event.name, event_url(event.event_id), fact=event)


def _guest(pair: str) -> Subject:
    """An organisation that is to be registered for an event: "te5.TC000012"."""
    key, _dot, organisation = pair.partition(".")
    event, who = last_told(TradeEvent, key), about(organisation)
    return Subject(f"{who.name} – {event.name}", event_url(event.event_id), about=who, fact=event)


def _participation(key: str) -> Subject:
    one = last_told(Participation, key)
    return Subject(_named(one), event_url(one.event_id), fact=one)


def _result(key: str) -> Subject:
    result = last_told(Result, key)
    one = fact_of(Participation, f"tp{result.participation_id}")
    return Subject(_named(one), event_url(one.event_id), fact=result)


def _named(one: Participation) -> str:
    # Of an event that was taken back nothing is said any more.
    fact_of(TradeEvent, f"te{one.event_id}")
    return words.names([one.organisation_id])[one.organisation_id]


def _organisation(key: str) -> Subject:
    who = about(key)
    return Subject(who.name, organisation_url(key), about=who)


def _told_of_one(model: type[Keyed]) -> Callable[[str], Subject]:
    def load(key: str) -> Subject:
        fact = last_told(model, key)
        owner: int = fact.organisation_id  # type: ignore[attr-defined]  # all keyed facts have it
        return Subject(words.names([owner])[owner], organisation_url(words.keys([owner])[owner]), fact=fact)

    return load


def _request(key: str) -> Subject:
    request = last_told(BuyerRequest, key)
    return Subject(str(request), request_url(request.request_id), fact=request)


def _seller(pair: str) -> Subject:
    """An organisation that offers to a request: "tb3.TC000012"."""
    key, _dot, organisation = pair.partition(".")
    request, who = last_told(BuyerRequest, key), about(organisation)
    return Subject(f"{who.name} – {request}", request_url(request.request_id), about=who, fact=request)


def _offer(key: str) -> Subject:
    offer = last_told(Offer, key)
    request = fact_of(BuyerRequest, f"tb{offer.request_id}")
    named = words.names([offer.organisation_id])[offer.organisation_id]
    return Subject(named, request_url(request.request_id), fact=offer)


ACTS = {
    "plan": RoomAct(_("Ghi sự kiện mới"), events.EventForm, _nothing),
    "change_event": RoomAct(_("Sửa sự kiện"), events.EventForm, _event),
    "cancel_event": RoomAct(_("Ghi nhận hủy sự kiện"), events.CancelEventForm, _event),
    "reinstate_event": RoomAct(_("Ghi nhận sự kiện vẫn diễn ra"), events.ReinstateEventForm, _event),
    "withdraw_event": RoomAct(_("Rút lại sự kiện"), events.WithdrawEventForm, _event),
    "invite": RoomAct(_("Mời tham gia"), participations.InviteForm, _event),
    "register": RoomAct(_("Đăng ký tham gia"), participations.RegisterForm, _guest),
    "move": RoomAct(_("Cập nhật người tham gia"), participations.MoveForm, _event),
    "change_participation": RoomAct(_("Sửa lượt tham gia"), participations.ParticipationForm, _participation),
    "withdraw_participation": RoomAct(
        _("Rút lại lượt tham gia"), participations.WithdrawParticipationForm, _participation
    ),
    "result": RoomAct(_("Ghi kết quả tham gia"), results.ResultForm, _participation),
    "withdraw_result": RoomAct(_("Rút lại kết quả"), results.WithdrawResultForm, _result),
    "confirm": RoomAct(_("Xác nhận điều kiện xuất khẩu"), readiness.ConfirmForm, _organisation),
    "change_confirmation": RoomAct(_("Sửa xác nhận"), readiness.ChangeConfirmationForm, _told_of_one(Confirmation)),
    "end_confirmation": RoomAct(_("Kết thúc xác nhận"), readiness.EndConfirmationForm, _told_of_one(Confirmation)),
    "withdraw_confirmation": RoomAct(
        _("Rút lại xác nhận"), readiness.WithdrawConfirmationForm, _told_of_one(Confirmation)
    ),
    "open_shop": RoomAct(_("Ghi gian hàng trực tuyến"), online.ShopForm, _organisation),
    "change_shop": RoomAct(_("Sửa gian hàng"), online.ChangeShopForm, _told_of_one(OnlineShop)),
    "close_shop": RoomAct(_("Ghi nhận đóng gian hàng"), online.CloseShopForm, _told_of_one(OnlineShop)),
    "withdraw_shop": RoomAct(_("Rút lại gian hàng"), online.WithdrawShopForm, _told_of_one(OnlineShop)),
    "ask_for": RoomAct(_("Ghi yêu cầu của người mua"), requests.RequestForm, _new_request),
    "change_request": RoomAct(_("Sửa yêu cầu"), requests.ChangeRequestForm, _request),
    "close_request": RoomAct(_("Kết thúc yêu cầu"), requests.CloseRequestForm, _request),
    "withdraw_request": RoomAct(_("Rút lại yêu cầu"), requests.WithdrawRequestForm, _request),
    "offer": RoomAct(_("Chào hàng"), offers.OfferForm, _seller),
    "change_offer": RoomAct(_("Sửa chào hàng"), offers.ChangeOfferForm, _offer),
    "settle_offer": RoomAct(_("Ghi kết quả chào hàng"), offers.SettleForm, _offer),
    "withdraw_offer": RoomAct(_("Rút lại chào hàng"), offers.WithdrawOfferForm, _offer),
}
