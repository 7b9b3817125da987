"""Events: planned, said anew, cancelled, taken back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel.dates import PartialDate
from nongcot.registry import words
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import events
from nongcot.trade.models import TradeEvent
from nongcot.trade.vocabulary import EventType, Scope


class EventForm(FactForm):
    """An event; with a fact given, that one said anew."""

    places = {"place": "on"}

    title = WrittenField(label=gettext_lazy("Tên sự kiện"))
    type = forms.ChoiceField(label=gettext_lazy("Loại"), choices=EventType.choices, widget=forms.RadioSelect)
    scope = forms.ChoiceField(label=gettext_lazy("Phạm vi"), choices=Scope.choices, widget=forms.RadioSelect)
    on = PartialDateField(label=gettext_lazy("Khai mạc"))
    closes = DayField(label=gettext_lazy("Bế mạc"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Xã, phường, thị trấn"),
        required=False,
        help_text=gettext_lazy("Khi sự kiện ở trong tỉnh."),
    )
    venue = WrittenField(label=gettext_lazy("Địa điểm"), required=False)
    organiser = WrittenField(label=gettext_lazy("Đơn vị tổ chức"), length=200, required=False)
    decision_no = WrittenField(label=gettext_lazy("Số quyết định, kế hoạch"), length=80, numbers=False, required=False)
    decision_date = DayField(label=gettext_lazy("Ngày ký"), required=False)
    booths = CountField(label=gettext_lazy("Số gian hàng"), required=False)
    budget = MoneyField(label=gettext_lazy("Kinh phí"), required=False)
    budget_source = WrittenField(label=gettext_lazy("Nguồn kinh phí"), length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: TradeEvent | None = self.fact
        if fact is not None:
            names = ("type", "scope", "venue", "organiser", "decision_no", "decision_date", "booths", "budget")
            self.fill_in(
                {name: getattr(fact, name) for name in (*names, "budget_source")}
                | {
                    "title": fact.name,
                    "on": PartialDate(fact.earliest, fact.latest, fact.precision),  # type: ignore[arg-type]
                    "closes": last_day(fact.valid_to) if fact.valid_to else None,
                    "place": words.place(fact.place_id) if fact.place_id else "",
                }
            )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        names = ("type", "scope", "closes", "venue", "organiser", "decision_no", "decision_date", "booths", "budget")
        told = events.Told(
            name=given["title"],
            opens=given["on"],
            place=given["place"],
            **{name: given[name] for name in (*names, "budget_source")},
        )
        if self.fact is not None:
            return events.change_event(key=self.fact.key, told=told, by=by, seen=self.seen_posting, confirmed=confirmed)
        return events.plan_event(told=told, by=by)


class CancelEventForm(WithdrawForm):
    """Why an event does not take place."""

    action = staticmethod(events.cancel_event)


class ReinstateEventForm(WithdrawForm):
    """Why a cancelled event takes place after all."""

    action = staticmethod(events.reinstate_event)


class WithdrawEventForm(WithdrawForm):
    """An event taken back."""

    action = staticmethod(events.withdraw_event)
