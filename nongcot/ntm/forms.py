"""The questions of this room's acts."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.ntm import actions, equivalents, sets
from nongcot.ntm.actions import Decided
from nongcot.ntm.sets import CriteriaSet, Item
from nongcot.ntm.vocabulary import Answer as Said
from nongcot.ntm.vocabulary import Level
from nongcot.places.models import Unit
from nongcot.registry.forms.base import ActForm, Answer, ReasonField
from nongcot.registry.forms.basis import BasisFields
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Scheme


class UnitForm(ActForm):
    """A form about a commune."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(*args, **kwargs)

    def answers(self) -> Iterator[Answer]:
        yield Answer(str(_("Xã, phường, thị trấn")), self.unit.full_name, "")
        yield from super().answers()


class TitleForm(UnitForm):
    """A commune was recognised; with a fact given, that recognition said anew."""

    level = forms.ChoiceField(label=_("Mức được công nhận"), choices=Level.choices, widget=forms.RadioSelect)
    decided_on = DayField(label=_("Ngày quyết định"))
    document_no = WrittenField(label=_("Số quyết định"), length=80, numbers=False, required=False)
    issuing_body = WrittenField(label=_("Cơ quan quyết định"), length=200, required=False)
    since = DayField(label=_("Có hiệu lực từ ngày"), required=False, help_text=_("Để trống: từ ngày quyết định."))
    valid_until = DayField(
        label=_("Có hiệu lực đến hết ngày"), required=False, help_text=_("Để trống: chưa có ngày hết hiệu lực.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            kept = ("level", "decided_on", "document_no", "issuing_body")
            known = {name: getattr(self.fact, name) for name in kept}
            self.fill_in(known | {"since": self.fact.valid_from, "valid_until": last_day(self.fact.valid_to)})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        kept = {name: given[name] for name in ("level", "decided_on", "valid_until", "document_no", "issuing_body")}
        decided = Decided(self.unit.pk, valid_from=given["since"], **kept)
        if self.fact is None:
            return actions.record_titles(decided=[decided], by=by, confirmed=confirmed)
        return actions.correct_title(
            key=self.fact.key, decided=decided, by=by, seen=self.seen_posting, confirmed=confirmed
        )

    @property
    def effective_day(self) -> Any:
        return self.cleaned_data["since"] or self.cleaned_data["decided_on"]


class FindingForm(UnitForm):
    """What was found of one item, where the register cannot answer by itself."""

    answer = forms.ChoiceField(label=_("Kết quả"), choices=Said.choices, widget=forms.RadioSelect)
    noted_on = DayField(label=_("Ghi nhận ngày"))
    what = WrittenField(label=_("Minh chứng là gì"), required=False)
    document_no = WrittenField(label=_("Số văn bản"), length=80, numbers=False, required=False)
    valid_until = DayField(label=_("Còn giá trị đến hết ngày"), required=False, help_text=_("Để trống: không có hạn."))

    def __init__(self, *args: Any, criteria: CriteriaSet, item: Item, **kwargs: Any) -> None:
        self.criteria, self.item = criteria, item
        super().__init__(*args, **kwargs)
        if self.fact is not None:
            kept = ("answer", "noted_on", "what", "document_no")
            known = {name: getattr(self.fact, name) for name in kept}
            self.fill_in(known | {"valid_until": last_day(self.fact.valid_to)})

    def answers(self) -> Iterator[Answer]:
        yield Answer(self.criteria.title, f"{self.item.code}. {self.item.text}", "")
        yield from super().answers()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        about = {"unit_id": self.unit.pk, "set_code": self.criteria.code, "item": self.item.code}
        names = ("answer", "noted_on", "valid_until", "what", "document_no")
        told = {name: self.cleaned_data[name] for name in names}
        return actions.record_finding(by=by, seen=self.seen_posting, **about, **told)


class EquivalentsForm(BasisFields, ActForm):
    """Which certificates serve as VietGAP does, from a day on; what the rule says today is filled in."""

    schemes = forms.MultipleChoiceField(
        label=_("Chứng nhận được coi là tương đương VietGAP"),
        choices=[(scheme, Scheme(scheme).label) for scheme in equivalents.OFFERED],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chỉ đánh dấu chứng nhận mà văn bản nêu; không đánh dấu: chỉ VietGAP."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _asked, *serving = equivalents.serving(clock.today())
        self.fill_in({"schemes": serving})
        since = gettext("Ngày điều này bắt đầu áp dụng; số đã công bố giữ nguyên.")
        self.fields["valid_from"].help_text = f"{since} {sets.asking_for_equivalents()}"
        self.order_fields(["seen", "schemes"])

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {name: self.cleaned_data[name] for name in ("schemes", "valid_from")}
        return actions.state_equivalents(basis=self.basis(), by=by, seen=self.seen_posting, **told)


class WithdrawForm(UnitForm, ReasonField):
    """A title or finding was stated by mistake; `withdraw` is the action."""

    def __init__(self, *args: Any, withdraw: Callable[..., Recorded], **kwargs: Any) -> None:
        self.withdraw = withdraw
        super().__init__(*args, **kwargs)

    def answers(self) -> Iterator[Answer]:
        yield Answer(str(_("Dữ kiện")), str(self.fact), "")
        yield from super().answers()

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return self.withdraw(key=self.fact.key, by=by, seen=self.seen_posting, reason=self.cleaned_data["reason"])
