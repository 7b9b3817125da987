"""Buyers' requests: told, said anew, ended, taken back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.registry import queries, words
from nongcot.registry.forms.base import ActForm, ReasonField
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.outcomes import Recorded
from nongcot.registry.told_of import named, when
from nongcot.registry.vocabulary import Sector
from nongcot.trade.actions import requests
from nongcot.trade.forms.choices import NONE
from nongcot.trade.forms.ending import EndForm
from nongcot.trade.models import BuyerRequest, TradeEvent


class RequestForm(ActForm):
    """What a buyer is looking for."""

    organisations = {"buyer_record": ()}

    buyer = WrittenField(label=gettext_lazy("Người mua"), length=200, help_text=gettext_lazy("Tên tổ chức, cửa hàng."))
    buyer_record = forms.CharField(
        label=gettext_lazy("Bản ghi của người mua"),
        required=False,
        help_text=gettext_lazy("Tên hoặc mã, nếu người mua có trong sổ đăng ký."),
    )
    wanted = WrittenField(label=gettext_lazy("Cần mua"))
    sector = forms.ChoiceField(label=gettext_lazy("Ngành"), choices=[NONE, *Sector.choices], required=False)
    volume = WrittenField(label=gettext_lazy("Số lượng, thời vụ"), length=200, required=False)
    requirements = WrittenField(label=gettext_lazy("Yêu cầu chất lượng"), required=False)
    event_id = forms.ChoiceField(
        label=gettext_lazy("Tại sự kiện"),
        required=False,
        help_text=gettext_lazy("Hội nghị, phiên chợ, đoàn khảo sát mà người mua hỏi, nếu có."),
    )
    day = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["event_id"].choices = [NONE, *_events(getattr(self.fact, "event_id", None))]  # type: ignore[attr-defined]
        self.fill_in(self.known())

    def known(self) -> dict[str, Any]:
        """What the page shows before anything is typed."""
        return {"day": clock.today()}

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return requests.ask_for(by=by, **self.told())

    def told(self) -> dict[str, Any]:
        """What was understood, as the acts take it."""
        names = ("buyer", "wanted", "sector", "volume", "requirements", "until")
        told = {name: self.cleaned_data[name] for name in names}
        event = int(self.cleaned_data["event_id"]) if self.cleaned_data["event_id"] else None
        told |= {"buyer_id": self.cleaned_data["buyer_record"], "event_id": event}
        return told | {"since": self.cleaned_data["day"]}


def _events(chosen: int | None) -> list[tuple[str, str]]:
    """Events to choose among, the last to open first; of cancelled ones, and those taken back, the one that was
    `chosen` before alone."""
    found = {one.event_id: one for one in queries.standing(TradeEvent, ledger.newest()) if not one.cancelled}
    if chosen is not None and chosen not in found:
        found[chosen] = named(TradeEvent, event_id=chosen)
    ordered = sorted(found.values(), key=lambda one: (one.earliest, one.event_id), reverse=True)
    return [(str(one.event_id), f"{one.name}, {when(one)}") for one in ordered]


class ChangeRequestForm(ReasonField, FactForm, RequestForm):
    """A buyer's request said anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", *RequestForm.base_fields, "reason"])

    def known(self) -> dict[str, Any]:
        fact: BuyerRequest = self.fact
        told = {name: getattr(fact, name) for name in ("buyer", "wanted", "sector", "volume", "requirements")}
        record = words.keys([fact.organisation_id]).get(fact.organisation_id, "")
        return told | {"buyer_record": record, "event_id": fact.event_id or "", "day": fact.valid_from,
                       "until": last_day(fact.valid_to)}  # fmt: skip

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = self.told() | {"reason": self.cleaned_data["reason"]}
        return requests.change_request(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class CloseRequestForm(EndForm):
    """The last day of a buyer's request."""

    action = staticmethod(requests.close_request)
    ends = "until"


class WithdrawRequestForm(WithdrawForm):
    """A buyer's request taken back."""

    action = staticmethod(requests.withdraw_request)
