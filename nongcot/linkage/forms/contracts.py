"""Contracts: signed, said anew, taken back; their seasons."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import contracts, deliveries
from nongcot.linkage.actions.contracts import Agreed
from nongcot.linkage.forms.facts import FactForm, last_day
from nongcot.linkage.forms.fields import CoversField, QuantityField, bits, products_of
from nongcot.linkage.forms.parties import PartiesForm
from nongcot.linkage.models import Contract
from nongcot.linkage.vocabulary import FURTHER, CommoditySector, Cycle, PriceRule, Season, Side
from nongcot.registry import words
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import CountField, DayField, MoneyField, PartialDateField, WrittenField
from nongcot.registry.outcomes import Recorded

UNKNOWN = ("", gettext_lazy("Chưa rõ"))


class ContractForm(PartiesForm):
    """Everything a contract says; with one given, that one said anew."""

    number = WrittenField(label=gettext_lazy("Số hợp đồng"), length=80, numbers=False, required=False)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), required=False)
    starts = PartialDateField(label=gettext_lazy("Thực hiện từ"))
    last_day = DayField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống khi hợp đồng không ghi ngày hết hạn."),
    )
    covers = CoversField(
        label=gettext_lazy("Hợp đồng bao các khâu"),
        help_text=gettext_lazy("Hình thức liên kết suy ra từ các khâu này."),
    )
    commodity = WrittenField(label=gettext_lazy("Sản phẩm, hàng hóa"), length=200)
    commodity_sector = forms.ChoiceField(label=gettext_lazy("Nhóm hàng"), choices=CommoditySector.choices)
    product_id = forms.ChoiceField(label=gettext_lazy("Là sản phẩm trong sổ"), required=False)
    cycle = forms.ChoiceField(label=gettext_lazy("Chu kỳ sản xuất"), choices=[UNKNOWN, *Cycle.choices], required=False)
    area = QuantityField(label=gettext_lazy("Diện tích (ha)"))
    volume = QuantityField(label=gettext_lazy("Sản lượng theo hợp đồng"))
    volume_unit = WrittenField(
        label=gettext_lazy("Đơn vị sản lượng"), length=40, required=False, help_text=gettext_lazy("Ví dụ tấn, con.")
    )
    value = MoneyField(label=gettext_lazy("Giá trị hợp đồng"), required=False)
    households = CountField(label=gettext_lazy("Số hộ tham gia"), required=False)
    members = CountField(label=gettext_lazy("Số thành viên tham gia"), required=False)
    price_rule = forms.ChoiceField(
        label=gettext_lazy("Cách định giá"), choices=[UNKNOWN, *PriceRule.choices], required=False
    )
    price_note = WrittenField(label=gettext_lazy("Giá cụ thể"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [self.about.pk] if self.about is not None else self.parties.get("collective", [])
        told = self.fact.product_id if self.fact is not None else None
        self.fields["product_id"].choices = [("", "–"), *products_of(own, told)]  # type: ignore[attr-defined]
        if self.fact is not None:
            self.fill_in(_known(self.fact, self.parties))
            return
        key = self.about.organisation.key if self.about is not None else ""
        self.fill_in({"collective_1": key})
        self.about = None  # it may be changed like any other party

    @property
    def effective_day(self) -> date:
        starts: PartialDate = self.cleaned_data["starts"]
        return starts.latest

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        groups = (
            (_("Các bên"), ("collective", "partner", "leader")),
            (_("Các bên khác cùng ký, nếu có"), tuple(f"{side}_" for side in FURTHER)),
            (_("Bên chưa có trong sổ, nếu có"), ("new_party",)),
            (_("Giấy tờ và thời hạn"), ("number", "signed_on", "starts", "last_day")),
            (_("Nội dung"), ("",)),
        )
        found: list[tuple[str, list[forms.BoundField]]] = [(heading, []) for heading, _names in groups]
        for field in self.visible_fields():
            place = next(i for i, (_h, names) in enumerate(groups) if field.name.startswith(names))
            found[place][1].append(field)
        return [section for section in found if section[1]]

    def agreed(self) -> Agreed:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        sides = {side.value: self.side(side) for side in Side}
        leading = sides.get(given["leader"], ())
        # Who leads stays who leads, though it is not the first of its side.
        stays = self.fact.leader_id if self.fact is not None and self.fact.leader_id in leading else None
        leader = (stays,) if stays else leading[:1]
        same = ("number", "signed_on", "starts", "last_day", "commodity", "commodity_sector", "cycle", "area")
        same += ("volume", "volume_unit", "value", "households", "members", "price_rule", "price_note", "note")
        return Agreed(
            collective=sides["collective"],
            partners=sides["partner"],
            further=tuple((side.value, o) for side in FURTHER for o in sides[side]),
            covers=sum(map(int, given["covers"])),
            product_id=int(given["product_id"]) if given.get("product_id") else None,
            leader_id=leader[0] if leader else None,
            **{name: given[name] for name in same},
        )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        if self.fact is not None:
            return contracts.change_contract(
                key=self.fact.key, agreed=self.agreed(), by=by, seen=self.seen_posting, confirmed=confirmed
            )
        side = self.cleaned_data["new_party_side"] or Side.PARTNER
        new = {"new_party": self.newborn(), "new_side": side, "confirmed": list(confirmed)}
        return contracts.sign_contract(agreed=self.agreed(), by=by, **new)


def _known(contract: Contract, parties: dict[str, list[int]]) -> dict[str, Any]:
    keys = words.keys([o for listed in parties.values() for o in listed])
    same = ("number", "signed_on", "commodity", "commodity_sector", "cycle", "area", "volume", "volume_unit", "value")
    same += ("households", "members", "price_rule", "price_note", "note")
    known = {name: getattr(contract, name) for name in same}
    for side, listed in parties.items():
        known |= {f"{side}_{n}": keys[o] for n, o in enumerate(listed, 1)}
    leader = next((side for side, listed in parties.items() if contract.leader_id in listed), "")
    starts = PartialDate(contract.starts, contract.starts_latest, contract.starts_precision)  # type: ignore[arg-type]
    return known | {
        "starts": starts,
        "last_day": last_day(contract.valid_to),
        "covers": bits(contract.covers),
        "product_id": contract.product_id or "",
        "leader": leader,
    }


class DeliveryForm(FactForm):
    """What was agreed and delivered in a season; with a season given, that one said anew. What is not known stays
    empty."""

    season = forms.ChoiceField(label=gettext_lazy("Vụ"), choices=Season.choices)
    starts = DayField(label=gettext_lazy("Từ ngày"))
    ends = DayField(label=gettext_lazy("Đến hết ngày"))
    unit = WrittenField(
        label=gettext_lazy("Đơn vị sản lượng"), length=40, required=False, help_text=gettext_lazy("Ví dụ tấn, con.")
    )
    agreed = QuantityField(label=gettext_lazy("Sản lượng thỏa thuận"))
    delivered = QuantityField(label=gettext_lazy("Sản lượng đã giao"))
    sold = QuantityField(
        label=gettext_lazy("Tổng sản lượng bán ra trong vụ"),
        help_text=gettext_lazy("Kể cả bán ngoài hợp đồng; để tính tỷ lệ bán theo hợp đồng."),
    )
    agreed_value = MoneyField(label=gettext_lazy("Giá trị thỏa thuận"), required=False)
    delivered_value = MoneyField(label=gettext_lazy("Giá trị đã giao"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    NAMES = (
        "season",
        "starts",
        "ends",
        "unit",
        "agreed",
        "delivered",
        "sold",
        "agreed_value",
        "delivered_value",
        "note",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Contract):
            self.fill_in({"unit": self.fact.volume_unit})
        else:
            self.fill_in({name: getattr(self.fact, name) for name in self.NAMES})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = deliveries.Told(**{name: self.cleaned_data[name] for name in self.NAMES})
        if isinstance(self.fact, Contract):
            return deliveries.record_delivery(key=self.fact.key, told=told, by=by, confirmed=confirmed)
        return deliveries.change_delivery(
            key=self.fact.key, told=told, by=by, seen=self.seen_posting, confirmed=confirmed
        )


class WithdrawForm(ReasonField, FactForm):
    """Something taken back: it never was. `action` takes key, by, seen, reason; where it `asks`, what is confirmed."""

    def __init__(self, *args: Any, action: Any, asks: bool = False, **kwargs: Any) -> None:
        self.action, self.asks = action, asks
        super().__init__(*args, **kwargs)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given: dict[str, Any] = {"reason": self.cleaned_data["reason"], "seen": self.seen_posting}
        given |= {"confirmed": confirmed} if self.asks else {}
        done: Recorded = self.action(key=self.fact.key, by=by, **given)
        return done


class LastDayForm(FactForm):
    """The last day of something. `action` takes key, last_day, by, seen."""

    last_day = DayField(label=gettext_lazy("Đến hết ngày"))

    def __init__(self, *args: Any, action: Any, **kwargs: Any) -> None:
        self.action = action
        super().__init__(*args, **kwargs)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {"last_day": self.cleaned_data["last_day"], "seen": self.seen_posting}
        done: Recorded = self.action(key=self.fact.key, by=by, **given)
        return done
