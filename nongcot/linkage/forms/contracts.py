"""Contracts: signed, said anew, taken back; their seasons."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.linkage.actions import contracts, deliveries
from nongcot.linkage.actions.contracts import Agreed
from nongcot.linkage.forms.fields import CoversField, QuantityField, bits, products_of
from nongcot.linkage.models import Contract, Party
from nongcot.linkage.vocabulary import (
    COLLECTIVE,
    PARTNERS,
    CommoditySector,
    Cycle,
    PriceRule,
    Season,
    Side,
)
from nongcot.registry import keyed, words
from nongcot.registry.actions.organisations import Newborn
from nongcot.registry.forms.base import ActForm, Answer, ReasonField
from nongcot.registry.forms.fields import (
    CountField,
    DayField,
    MoneyField,
    PartialDateField,
    TaxCodeField,
    WrittenField,
)
from nongcot.registry.outcomes import Recorded
from nongcot.registry.vocabulary import Kind

DAY = timedelta(days=1)
UNKNOWN = ("", gettext_lazy("Chưa rõ"))


def last_day(valid_to: date) -> date | None:
    """The last day of what ends before `valid_to`; None for no end."""
    return None if valid_to == FAR else valid_to - DAY


class FactForm(ActForm):
    """A form about something that stands: it says what."""

    def answers(self) -> Iterator[Answer]:
        if self.fact is not None:
            yield Answer(str(_("Về")), str(self.fact), "")
        yield from super().answers()


class SinceForm(FactForm):
    """A form that tells something from its answer `since` on."""

    @property
    def effective_day(self) -> date:
        day: date = self.cleaned_data["since"]
        return day


class ContractForm(FactForm):
    """Everything a contract says; with one given, that one said anew.

    Of each side it asks for as many parties as the contract has and one more, at least for `FEWEST`, and for another
    one each time the page is told to grow (`slots` counts these): a party that is not asked for would be taken out.
    """

    FEWEST, MOST_MORE = 3, 20

    places = {"new_partner_place": "starts"}
    organisations = {"collective_1": COLLECTIVE, "partner_1": PARTNERS}

    collective_1 = WrittenField(
        label=gettext_lazy("Bên hợp tác xã"),
        help_text=gettext_lazy("Hợp tác xã, liên hiệp hoặc tổ hợp tác: tên, mã số hoặc mã trong sổ."),
    )
    partner_1 = WrittenField(
        label=gettext_lazy("Bên đối tác"),
        required=False,
        help_text=gettext_lazy("Doanh nghiệp, hợp tác xã khác, hộ kinh doanh đã có trong sổ."),
    )
    new_partner = WrittenField(
        label=gettext_lazy("Đối tác chưa có trong sổ: tên"),
        required=False,
        help_text=gettext_lazy("Được ghi vào sổ cùng lúc với hợp đồng."),
    )
    new_partner_kind = forms.ChoiceField(
        label=gettext_lazy("Loại đối tác ấy"),
        choices=[(kind.value, kind.label) for kind in (Kind.ENTERPRISE, Kind.HOUSEHOLD, Kind.FARM, Kind.OTHER)],
        required=False,
    )
    new_partner_tax_code = TaxCodeField(label=gettext_lazy("Mã số thuế của đối tác ấy"), required=False)
    new_partner_place = WrittenField(label=gettext_lazy("Xã, phường của đối tác ấy"), required=False)
    leader = forms.ChoiceField(
        label=gettext_lazy("Bên chủ trì liên kết"),
        choices=[UNKNOWN, ("collective", gettext_lazy("Bên hợp tác xã")), ("partner", gettext_lazy("Bên đối tác"))],
        required=False,
    )
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
    product = forms.ChoiceField(label=gettext_lazy("Là sản phẩm trong sổ"), required=False)
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
    slots = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parties = _parties(self.fact) if self.fact is not None else {}
        self._ask_parties(parties)
        own = [self.about.pk] if self.about is not None else parties.get("collective", [])
        self.fields["product"].choices = [("", "–"), *products_of(own)]  # type: ignore[attr-defined]
        if self.fact is None:
            key = self.about.organisation.key if self.about is not None else ""
            self.fill_in({"collective_1": key})
            self.about = None  # it may be changed like any other party
            return
        for name in ("new_partner", "new_partner_kind", "new_partner_tax_code", "new_partner_place"):
            del self.fields[name]
        self.places = {}
        self.fill_in(_known(self.fact, parties))

    def _ask_parties(self, parties: dict[str, list[int]]) -> None:
        """Add the questions about parties beyond the first of each side."""
        self.may_grow = True
        given = (self.data if self.is_bound else self.initial).get("slots")
        more = int(given) if str(given or "").isdecimal() else 0
        self.count = min(more + (self.is_bound and self.data.get("step") == "more"), self.MOST_MORE)
        self.fill_in({"slots": self.count})
        order = list(self.fields)
        for side, kinds, label in (
            (Side.COLLECTIVE, COLLECTIVE, _("Bên hợp tác xã, thứ %(slot)s")),
            (Side.PARTNER, PARTNERS, _("Bên đối tác, thứ %(slot)s")),
        ):
            asked = max(self.FEWEST, len(parties.get(side, [])) + 1) + self.count
            names = [f"{side}_{slot}" for slot in range(2, asked + 1)]
            for slot, name in enumerate(names, 2):
                self.fields[name] = WrittenField(label=label % {"slot": slot}, required=False)
            self.organisations = {**self.organisations, **dict.fromkeys(names, kinds)}
            after = order.index(f"{side}_1") + 1
            order[after:after] = names
        self.order_fields(order)

    def _side(self, side: str) -> tuple[int, ...]:
        """The organisations that were understood on one side, in their order."""
        names = sorted((n for n in self.organisations if n.startswith(f"{side}_")), key=lambda n: int(n.split("_")[1]))
        return tuple(self.cleaned_data[name] for name in names if self.cleaned_data.get(name))

    @property
    def effective_day(self) -> date:
        starts: PartialDate = self.cleaned_data["starts"]
        return starts.latest

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        groups = (
            (_("Các bên"), ("collective", "partner", "new_partner", "leader")),
            (_("Giấy tờ và thời hạn"), ("number", "signed_on", "starts", "last_day")),
            (_("Nội dung"), ("",)),
        )
        found: list[tuple[str, list[forms.BoundField]]] = [(heading, []) for heading, _names in groups]
        for field in self.visible_fields():
            place = next(i for i, (_h, names) in enumerate(groups) if field.name.startswith(names))
            found[place][1].append(field)
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if not self._side(Side.PARTNER) and not found.get("new_partner"):
            asked = any(f"{name}_choice" in self.errors or name in self.errors for name in self.organisations)
            if not asked:
                self.add_error("partner_1", _("Cần ít nhất một đối tác: chọn trong sổ, hoặc ghi tên đối tác mới."))
        return found

    def agreed(self) -> Agreed:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        sides = {side.value: self._side(side) for side in Side}
        leading = sides.get(given["leader"], ())
        # Who leads stays who leads, though it is not the first of its side.
        stays = self.fact.leader_id if self.fact is not None and self.fact.leader_id in leading else None
        leader = (stays,) if stays else leading[:1]
        same = ("number", "signed_on", "starts", "last_day", "commodity", "commodity_sector", "cycle", "area")
        same += ("volume", "volume_unit", "value", "households", "members", "price_rule", "price_note", "note")
        return Agreed(
            collective=sides["collective"],
            partners=sides["partner"],
            covers=sum(map(int, given["covers"])),
            product_id=int(given["product"]) if given.get("product") else None,
            leader_id=leader[0] if leader else None,
            **{name: given[name] for name in same},
        )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        if self.fact is not None:
            return contracts.change_contract(key=self.fact.key, agreed=self.agreed(), by=by, seen=self.seen_posting)
        given = self.cleaned_data
        newborn = None
        if given["new_partner"]:
            said = {"tax_code": given["new_partner_tax_code"]} if given["new_partner_tax_code"] else {}
            newborn = Newborn(
                kind=given["new_partner_kind"] or Kind.ENTERPRISE,
                name=given["new_partner"],
                on=given["starts"],
                event="",
                place=given["new_partner_place"],
                said=said,
            )
        return contracts.sign_contract(agreed=self.agreed(), new_partner=newborn, by=by, confirmed=list(confirmed))


def _parties(contract: Contract) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {side: [] for side in Side.values}
    rows = keyed.of_many(Party, [contract.contract_id], by="contract_id")
    for party in sorted(rows, key=lambda one: one.place_in_order):
        found[party.side].append(party.organisation_id)
    return found


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
        "product": contract.product_id or "",
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
            return deliveries.record_delivery(key=self.fact.key, told=told, by=by)
        return deliveries.change_delivery(key=self.fact.key, told=told, by=by, seen=self.seen_posting)


class WithdrawForm(ReasonField, FactForm):
    """Something taken back: it never was. `action` takes key, by, seen, reason."""

    def __init__(self, *args: Any, action: Any, **kwargs: Any) -> None:
        self.action = action
        super().__init__(*args, **kwargs)

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {"reason": self.cleaned_data["reason"], "seen": self.seen_posting}
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
