"""Who signs a contract, side by side: as many of each as it has, and one more."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.kernel.dates import PartialDate
from nongcot.linkage.forms.facts import FactForm
from nongcot.linkage.models import Contract, Party
from nongcot.linkage.vocabulary import COLLECTIVE, FURTHER, LINKED, PARTNERS, Side
from nongcot.registry import keyed
from nongcot.registry.actions.organisations import Newborn
from nongcot.registry.forms.base import Answer
from nongcot.registry.forms.fields import TaxCodeField, WrittenField
from nongcot.registry.vocabulary import Kind

#: Kinds that a party may be of, by side; none named: any.
KINDS: dict[str, tuple[str, ...]] = {Side.COLLECTIVE: COLLECTIVE, Side.PARTNER: PARTNERS}

#: How many of each side are asked for at least.
FEWEST: dict[str, int] = dict.fromkeys(FURTHER, 1) | dict.fromkeys(LINKED, 3)

_NEXT = {
    Side.COLLECTIVE: gettext_lazy("Bên hợp tác xã, thứ %(slot)s"),
    Side.PARTNER: gettext_lazy("Bên đối tác, thứ %(slot)s"),
    Side.SCIENCE: gettext_lazy("Bên khoa học, kỹ thuật, thứ %(slot)s"),
    Side.CREDIT: gettext_lazy("Bên tín dụng, thứ %(slot)s"),
    Side.AUTHORITY: gettext_lazy("Bên chính quyền, làm chứng, thứ %(slot)s"),
    Side.OTHER: gettext_lazy("Bên khác cùng ký, thứ %(slot)s"),
}


class PartiesForm(FactForm):
    """The questions about the parties of a contract.

    Of each side it asks for as many parties as the contract has and one more, at least for `FEWEST`, and for another
    one each time the page is told to grow (`slots` counts these): a party that is not asked for would be taken out.
    """

    MOST_MORE = 20

    places = {"new_party_place": "starts"}
    organisations = {f"{side}_1": KINDS.get(side, ()) for side in Side.values}

    collective_1 = WrittenField(
        label=gettext_lazy("Bên hợp tác xã"),
        help_text=gettext_lazy("Hợp tác xã, liên hiệp hoặc tổ hợp tác: tên, mã số hoặc mã trong sổ."),
    )
    partner_1 = WrittenField(
        label=gettext_lazy("Bên đối tác"),
        required=False,
        help_text=gettext_lazy("Doanh nghiệp, hợp tác xã khác, hộ kinh doanh đã có trong sổ."),
    )
    leader = forms.ChoiceField(
        label=gettext_lazy("Bên chủ trì liên kết"),
        choices=[("", gettext_lazy("Chưa rõ")), *((side.value, side.label) for side in LINKED)],
        required=False,
    )
    science_1 = WrittenField(
        label=gettext_lazy("Bên khoa học, kỹ thuật"),
        required=False,
        help_text=gettext_lazy("Viện, trường, khuyến nông, đơn vị chuyển giao kỹ thuật đã có trong sổ."),
    )
    credit_1 = WrittenField(
        label=gettext_lazy("Bên tín dụng"),
        required=False,
        help_text=gettext_lazy("Ngân hàng, quỹ tín dụng đã có trong sổ."),
    )
    authority_1 = WrittenField(
        label=gettext_lazy("Bên chính quyền, làm chứng"),
        required=False,
        help_text=gettext_lazy("Ủy ban nhân dân, đoàn thể ký chứng kiến hoặc bảo lãnh, đã có trong sổ."),
    )
    other_1 = WrittenField(
        label=gettext_lazy("Bên khác cùng ký"),
        required=False,
        help_text=gettext_lazy("Đứng ở bốn bên này không làm ai được tính là liên kết."),
    )
    new_party = WrittenField(
        label=gettext_lazy("Bên chưa có trong sổ: tên"),
        required=False,
        help_text=gettext_lazy("Được ghi vào sổ cùng lúc với hợp đồng."),
    )
    new_party_side = forms.ChoiceField(
        label=gettext_lazy("Bên ấy đứng ở"),
        choices=[(side.value, side.label) for side in (Side.PARTNER, *FURTHER)],
        required=False,
    )
    new_party_kind = forms.ChoiceField(
        label=gettext_lazy("Loại của bên ấy"),
        choices=[(kind.value, kind.label) for kind in (Kind.ENTERPRISE, Kind.HOUSEHOLD, Kind.FARM, Kind.OTHER)],
        required=False,
    )
    new_party_tax_code = TaxCodeField(label=gettext_lazy("Mã số thuế của bên ấy"), required=False)
    new_party_place = WrittenField(label=gettext_lazy("Xã, phường của bên ấy"), required=False)
    slots = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = _parties(self.fact) if self.fact is not None else {}
        self._ask_parties()
        if self.fact is not None:
            for name in [name for name in self.fields if name.startswith("new_party")]:
                del self.fields[name]
            self.places = {}

    def _ask_parties(self) -> None:
        """Add the questions about parties beyond the first of each side."""
        self.may_grow = True
        given = (self.data if self.is_bound else self.initial).get("slots")
        more = int(given) if str(given or "").isdecimal() else 0
        self.count = min(more + (self.is_bound and self.data.get("step") == "more"), self.MOST_MORE)
        self.fill_in({"slots": self.count})
        order = list(self.fields)
        for side in Side:
            asked = max(FEWEST[side], len(self.parties.get(side, [])) + 1) + self.count
            names = [f"{side}_{slot}" for slot in range(2, asked + 1)]
            for slot, name in enumerate(names, 2):
                self.fields[name] = WrittenField(label=_NEXT[side] % {"slot": slot}, required=False)
            self.organisations = {**self.organisations, **dict.fromkeys(names, KINDS.get(side, ()))}
            after = order.index(f"{side}_1") + 1
            order[after:after] = names
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if not self.side(Side.PARTNER) and not self._brings_partner(found):
            asked = any(f"{name}_choice" in self.errors or name in self.errors for name in self.organisations)
            if not asked:
                self.add_error("partner_1", _("Cần ít nhất một đối tác: chọn trong sổ, hoặc ghi tên đối tác mới."))
        for name in ("new_party_tax_code", "new_party_place"):
            if found.get(name) and not found.get("new_party") and "new_party" not in self.errors:
                self.add_error("new_party", _("Chưa điền tên của bên chưa có trong sổ."))
        self._refuse_twice()
        return found

    def answers(self) -> Iterator[Answer]:
        """Without a new party nothing is said of its side and kind, which have a choice before anybody chose."""
        is_new = self.cleaned_data.get("new_party")
        return (one for one in super().answers() if is_new or one.field not in ("new_party_side", "new_party_kind"))

    def _brings_partner(self, found: dict[str, Any]) -> bool:
        return bool(found.get("new_party")) and found.get("new_party_side") in ("", Side.PARTNER)

    def _refuse_twice(self) -> None:
        """Say at its question who stands in the contract already."""
        seen: set[int] = set()
        for name in [name for name in self.fields if name in self.organisations]:
            organisation_id = self.cleaned_data.get(name)
            if organisation_id in seen:
                self.add_error(name, _("Một tổ chức chỉ đứng một lần trong hợp đồng."))
            seen |= {organisation_id} if organisation_id else set()

    def side(self, side: str) -> tuple[int, ...]:
        """The organisations that were understood on one side, in their order."""
        names = sorted((n for n in self.organisations if n.startswith(f"{side}_")), key=lambda n: int(n.split("_")[1]))
        return tuple(self.cleaned_data[name] for name in names if self.cleaned_data.get(name))

    def newborn(self) -> Newborn | None:
        """The party that the book does not hold yet."""
        given = self.cleaned_data
        if not given.get("new_party"):
            return None
        starts: PartialDate = given["starts"]
        said = {"tax_code": given["new_party_tax_code"]} if given["new_party_tax_code"] else {}
        return Newborn(
            kind=given["new_party_kind"] or Kind.ENTERPRISE,
            name=given["new_party"],
            on=starts,
            event="",
            place=given["new_party_place"],
            said=said,
        )


def _parties(contract: Contract) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {side: [] for side in Side.values}
    rows = keyed.of_many(Party, [contract.contract_id], by="contract_id")
    for party in sorted(rows, key=lambda one: one.place_in_order):
        found[party.side].append(party.organisation_id)
    return found
