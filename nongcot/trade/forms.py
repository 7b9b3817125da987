"""The questions of the room's acts."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import keyed, standing, words
from nongcot.registry.checking import newest_by
from nongcot.registry.forms.base import ActForm, Answer, ReasonField
from nongcot.registry.forms.choosing import typed
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm, last_day
from nongcot.registry.models import Organisation, Product
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Sector
from nongcot.trade.actions import events, matching, online, participations, readiness, results
from nongcot.trade.models import Participation, Result, TradeEvent
from nongcot.trade.vocabulary import NEXT, ConfirmationKind, EventType, Outcome, Scope, Step

NONE = ("", "–")


def own_products(organisation_id: int) -> list[tuple[str, str]]:
    """Products of an organisation and of records united with it, as choices."""
    records = sorted(standing.together([organisation_id]))
    return [(str(p.product_id), p.name) for record in records for p in keyed.all_standing(Product, record)]


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
            return events.change_event(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        return events.plan_event(told=told, by=by)


class CancelEventForm(ReasonField, FactForm):
    """Why an event does not take place."""

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return events.cancel_event(key=self.fact.key, by=by, seen=self.seen_posting, reason=self.cleaned_data["reason"])


class InviteForm(FactForm):
    """Organisations to invite, one a line, as one types them."""

    who = forms.CharField(
        label=gettext_lazy("Tổ chức được mời"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Mỗi dòng một tổ chức: mã trong sổ hoặc tên đủ để không lẫn với tổ chức khác."),
    )
    day = DayField(label=gettext_lazy("Ngày mời"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"day": clock.today()})

    def clean_who(self) -> list[int]:
        found, unclear = [], []
        for line in filter(None, map(str.strip, self.cleaned_data["who"].splitlines())):
            by_key = Organisation.objects.filter(key__iexact=line).values_list("pk", flat=True)
            meant = set(by_key) or typed(line, 2)
            found += meant if len(meant) == 1 else []
            unclear += [] if len(meant) == 1 else [line]
        if unclear:
            raise ValidationError(
                _("Chưa rõ là tổ chức nào: %(lines)s. Hãy ghi mã trong sổ.") % {"lines": "; ".join(unclear)}
            )
        return found

    def shown(self, name: str) -> str:
        if name != "who":
            return super().shown(name)
        return "\n".join(words.names(self.cleaned_data["who"]).values())

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"organisations": self.cleaned_data["who"], "day": self.cleaned_data["day"]}
        return participations.invite(event_id=self.fact.event_id, by=by, **told)


class ProductsForm(FactForm):
    """Which products an organisation shows."""

    products = forms.MultipleChoiceField(
        label=gettext_lazy("Sản phẩm mang đi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def chosen(self) -> list[int]:
        """The ids of the chosen products."""
        return [int(one) for one in self.cleaned_data["products"]]


class RegisterForm(ProductsForm):
    """Registering an organisation for an event; the fact is the event."""

    day = DayField(label=gettext_lazy("Ngày đăng ký"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.fields["products"].choices = own_products(self.about.pk)  # type: ignore[attr-defined]
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        return participations.register(
            event_id=self.fact.event_id,
            organisation_id=self.about.pk,
            products=self.chosen(),
            day=self.cleaned_data["day"],
            by=by,
            seen=self.seen_posting,
        )


class MoveForm(FactForm):
    """The next steps of those in an event's list, all of one day."""

    day = DayField(label=gettext_lazy("Ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"day": clock.today()})
        listed = [p for p in newest_by(Participation, event_id=self.fact.event_id) if NEXT[p.step]]
        named = words.names({p.organisation_id for p in listed})
        for one in sorted(listed, key=lambda p: named[p.organisation_id]):
            label = f"{named[one.organisation_id]} ({words.label(Step, one.step).lower()})"
            following = [(step.value, step.label) for step in NEXT[one.step]]
            self.fields[f"p{one.participation_id}"] = forms.ChoiceField(
                label=label, choices=[("", _("Giữ nguyên")), *following], required=False
            )

    def answers(self) -> Iterator[Answer]:
        for answer in super().answers():
            if not answer.field.startswith("p") or self.cleaned_data.get(answer.field):
                yield answer

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        steps = {int(name[1:]): step for name, step in self.cleaned_data.items() if name[1:].isdigit() and step}
        told = {"steps": steps, "day": self.cleaned_data["day"]}
        return participations.move(event_id=self.fact.event_id, by=by, seen=self.seen_posting, **told)


class ParticipationForm(ReasonField, ProductsForm):
    """A participation said anew."""

    step = forms.ChoiceField(label=gettext_lazy("Đã đến bước"), choices=Step.choices)
    day = DayField(label=gettext_lazy("Ngày của bước ấy"))
    booth = WrittenField(label=gettext_lazy("Gian hàng"), length=40, numbers=False, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Participation = self.fact
        self.fields["products"].choices = own_products(fact.organisation_id)  # type: ignore[attr-defined]
        day = fact.steps.get(fact.step)
        self.fill_in(
            {
                "step": fact.step,
                "day": date.fromisoformat(day) if day else None,
                "booth": fact.booth,
                "products": [str(one) for one in fact.products],
            }
        )
        self.order_fields(["seen", "step", "day", "products", "booth", "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("step", "day", "booth", "reason")}
        return participations.change_participation(
            key=self.fact.key, products=self.chosen(), by=by, seen=self.seen_posting, **told
        )


class ResultForm(FactForm):
    """What a participation brought; the fact is the participation."""

    told_on = DayField(label=gettext_lazy("Ngày báo kết quả"))
    sales = MoneyField(label=gettext_lazy("Doanh số bán tại sự kiện"), required=False)
    contracts = CountField(label=gettext_lazy("Hợp đồng đã ký"), required=False)
    contract_value = MoneyField(label=gettext_lazy("Giá trị hợp đồng"), required=False)
    memoranda = CountField(label=gettext_lazy("Biên bản ghi nhớ"), required=False)
    reference = WrittenField(
        label=gettext_lazy("Hợp đồng nào"),
        required=False,
        help_text=gettext_lazy("Số, tên hợp đồng; không ghi tên người."),
    )
    new_buyers = CountField(label=gettext_lazy("Người mua mới"), required=False)
    visitors = CountField(label=gettext_lazy("Khách đến gian hàng (ước)"), required=False)
    booth_cost = MoneyField(label=gettext_lazy("Chi phí gian hàng"), required=False)
    own_cost = MoneyField(label=gettext_lazy("Tự chi"), required=False)
    support = MoneyField(label=gettext_lazy("Được hỗ trợ"), required=False)
    awards = WrittenField(label=gettext_lazy("Giải thưởng"), required=False)
    follow_up_on = DayField(label=gettext_lazy("Hẹn theo dõi lại ngày"), required=False)

    NAMES = (
        "told_on", "sales", "contracts", "contract_value", "memoranda", "reference", "new_buyers", "visitors",
        "booth_cost", "own_cost", "support", "awards", "follow_up_on",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = keyed.newest(Result, f"tr{self.fact.participation_id}")
        if before is not None:
            self.fill_in({name: getattr(before, name) for name in self.NAMES})
        self.fill_in({"told_on": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in self.NAMES}
        told |= {name: told[name] or 0 for name in ("contracts", "memoranda")}
        return results.record_result(
            participation_id=self.fact.participation_id, told=results.Told(**told), by=by, seen=self.seen_posting
        )


class ConfirmForm(ActForm):
    """What an officer saw of an organisation or product that no certificate tells."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Điều đã xem"), choices=ConfirmationKind.choices, widget=forms.RadioSelect
    )
    product_id = forms.ChoiceField(
        label=gettext_lazy("Của sản phẩm"), required=False, help_text=gettext_lazy("Để trống: của cả tổ chức.")
    )
    day = DayField(label=gettext_lazy("Từ ngày"))
    valid_until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    document = WrittenField(label=gettext_lazy("Căn cứ"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.fields["product_id"].choices = [NONE, *own_products(self.about.pk)]  # type: ignore[attr-defined]
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {name: self.cleaned_data[name] for name in ("kind", "valid_until", "document")}
        product = int(self.cleaned_data["product_id"]) if self.cleaned_data["product_id"] else None
        return readiness.confirm(
            organisation_id=self.about.pk, product_id=product, since=self.cleaned_data["day"], by=by, **told
        )


class ShopForm(ActForm):
    """Where an organisation sells on the net."""

    platform = WrittenField(label=gettext_lazy("Sàn, trang bán hàng"), length=100)
    link = forms.CharField(label=gettext_lazy("Đường dẫn"), required=False)
    on = PartialDateField(label=gettext_lazy("Có từ"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        told = {name: self.cleaned_data[name] for name in ("platform", "link")}
        return online.open_shop(organisation_id=self.about.pk, since=self.cleaned_data["on"], by=by, **told)


class EndForm(FactForm):
    """The last day of something. `action` takes key, by, seen and the day under the name `ends`."""

    action: Callable[..., Recorded]
    ends = "valid_until"

    day = DayField(label=gettext_lazy("Đến hết ngày"))

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {self.ends: self.cleaned_data["day"]}
        try:
            return type(self).action(key=self.fact.key, by=by, seen=self.seen_posting, **told)
        except ValidationError as refused:
            raise ValidationError({"day": refused.messages}) from None


class EndConfirmationForm(EndForm):
    """The last day of a confirmation."""

    action = staticmethod(readiness.end_confirmation)


class CloseShopForm(EndForm):
    """The last day of a shop."""

    action = staticmethod(online.close_shop)


class CloseRequestForm(EndForm):
    """The last day of a buyer's request."""

    action = staticmethod(matching.close_request)
    ends = "until"


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
    day = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        names = ("buyer", "wanted", "sector", "volume", "requirements", "until")
        told = {name: self.cleaned_data[name] for name in names}
        record = self.cleaned_data["buyer_record"]
        return matching.ask_for(buyer_id=record, since=self.cleaned_data["day"], by=by, **told)


class OfferForm(FactForm):
    """What an organisation offers to a buyer's request; the fact is the request."""

    product_id = forms.ChoiceField(label=gettext_lazy("Sản phẩm"), required=False)
    terms = WrittenField(label=gettext_lazy("Số lượng, giá, điều kiện"), required=False)
    day = DayField(label=gettext_lazy("Ngày chào hàng"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.fields["product_id"].choices = [NONE, *own_products(self.about.pk)]  # type: ignore[attr-defined]
        self.fill_in({"day": clock.today()})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        assert self.about is not None
        product = int(self.cleaned_data["product_id"]) if self.cleaned_data["product_id"] else None
        told = {name: self.cleaned_data[name] for name in ("terms", "day")}
        return matching.offer(
            request_id=self.fact.request_id, organisation_id=self.about.pk, product_id=product, by=by, **told
        )


class SettleForm(FactForm):
    """What became of an offer."""

    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả"), choices=Outcome.choices, widget=forms.RadioSelect)
    day = DayField(label=gettext_lazy("Ngày"))
    reference = WrittenField(label=gettext_lazy("Hợp đồng nào"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill_in({"day": clock.today(), "outcome": self.fact.outcome, "reference": self.fact.reference})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("outcome", "day", "reference")}
        return matching.settle_offer(key=self.fact.key, by=by, seen=self.seen_posting, **told)


class WithdrawEventForm(WithdrawForm):
    """An event taken back."""

    action = staticmethod(events.withdraw_event)


class WithdrawParticipationForm(WithdrawForm):
    """A participation taken back."""

    action = staticmethod(participations.withdraw_participation)


class WithdrawResultForm(WithdrawForm):
    """A result taken back."""

    action = staticmethod(results.withdraw_result)


class WithdrawConfirmationForm(WithdrawForm):
    """A confirmation taken back."""

    action = staticmethod(readiness.withdraw_confirmation)


class WithdrawShopForm(WithdrawForm):
    """A shop taken back."""

    action = staticmethod(online.withdraw_shop)


class WithdrawRequestForm(WithdrawForm):
    """A buyer's request taken back."""

    action = staticmethod(matching.withdraw_request)


class WithdrawOfferForm(WithdrawForm):
    """An offer taken back."""

    action = staticmethod(matching.withdraw_offer)
