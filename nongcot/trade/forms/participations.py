"""Who goes to an event: invited, registered, step by step."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.registry import words
from nongcot.registry.checking import newest_by
from nongcot.registry.forms.base import Answer, ReasonField
from nongcot.registry.forms.choosing import typed
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import FactForm, WithdrawForm
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import Recorded
from nongcot.trade.actions import participations
from nongcot.trade.forms.choices import own_products
from nongcot.trade.models import Participation
from nongcot.trade.vocabulary import NEXT, Step


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

    def ask_products(self, organisation_id: int, kept: Collection[int] = ()) -> None:
        """Offer the organisation's products (`kept` as of `own_products`); where it has none, say so and where one is
        recorded."""
        field, offered = self.fields["products"], own_products(organisation_id, kept)
        field.choices = offered  # type: ignore[attr-defined]
        if not offered:
            url = reverse("registry:act", args=[words.keys([organisation_id])[organisation_id], "add_product"])
            none = _("Sổ chưa ghi sản phẩm nào của tổ chức.")
            field.help_text = format_html('{} <a href="{}">{}</a>', none, url, _("Thêm sản phẩm, dịch vụ"))

    def chosen(self) -> list[int]:
        """The ids of the chosen products."""
        return [int(one) for one in self.cleaned_data["products"]]


class RegisterForm(ProductsForm):
    """Registering an organisation for an event; the fact is the event."""

    day = DayField(label=gettext_lazy("Ngày đăng ký"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.about is not None
        self.ask_products(self.about.pk)
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
            choices = [("", _("Giữ nguyên")), *following]
            self.fields[f"p{one.participation_id}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, help_text=_withdrew(one)
            )

    def answers(self) -> Iterator[Answer]:
        for answer in super().answers():
            if not answer.field.startswith("p") or self.cleaned_data.get(answer.field):
                yield answer

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        steps = {int(name[1:]): step for name, step in self.cleaned_data.items() if name[1:].isdecimal() and step}
        told = {"steps": steps, "day": self.cleaned_data["day"], "confirmed": confirmed}
        return participations.move(event_id=self.fact.event_id, by=by, seen=self.seen_posting, **told)


def _withdrew(one: Participation) -> str:
    """What is to be known before somebody who registered again withdraws again: of each step one day is kept."""
    day = one.steps.get(Step.WITHDRAWN)
    if day is None or one.step == Step.WITHDRAWN:
        return ""
    return _(
        "Đã rút đăng ký ngày %(day)s rồi đăng ký lại. Ghi rút lần nữa thì ngày mới thay ngày ấy, ngày cũ chỉ còn "
        "trong nhật ký."
    ) % {"day": format_day(date.fromisoformat(day))}


class ParticipationForm(ReasonField, ProductsForm):
    """A participation said anew."""

    # Not "step": so the page's buttons are called, and the last one of a name is read.
    reached = forms.ChoiceField(label=gettext_lazy("Đã đến bước"), choices=Step.choices)
    day = DayField(label=gettext_lazy("Ngày của bước ấy"))
    booth = WrittenField(label=gettext_lazy("Gian hàng"), length=40, numbers=False, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fact: Participation = self.fact
        self.ask_products(fact.organisation_id, fact.products)
        day = fact.steps.get(fact.step)
        self.fill_in(
            {
                "reached": fact.step,
                "day": date.fromisoformat(day) if day else None,
                "booth": fact.booth,
                "products": [str(one) for one in fact.products],
            }
        )
        self.fields["reached"].help_text = _withdrew(fact)
        self.order_fields(["seen", "reached", "day", "products", "booth", "reason"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("day", "booth", "reason")}
        return participations.change_participation(
            key=self.fact.key,
            step=self.cleaned_data["reached"],
            products=self.chosen(),
            by=by,
            seen=self.seen_posting,
            confirmed=confirmed,
            **told,
        )


class WithdrawParticipationForm(WithdrawForm):
    """A participation taken back."""

    action = staticmethod(participations.withdraw_participation)
