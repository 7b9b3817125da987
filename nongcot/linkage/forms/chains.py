"""Chains and their members."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock
from nongcot.linkage.actions import chains
from nongcot.linkage.forms.facts import SinceForm, last_day
from nongcot.linkage.forms.fields import products_of
from nongcot.linkage.models import Chain, Contract, Member, Party
from nongcot.linkage.vocabulary import PARTNERS, CommoditySector, Stage
from nongcot.registry import keyed, told_of, words
from nongcot.registry.forms.fields import DayField, WrittenField
from nongcot.registry.models import KeyProduct
from nongcot.registry.outcomes import Recorded


class ChainForm(SinceForm):
    """A value chain; with one given, that one said anew."""

    organisations = {"leader": PARTNERS}

    name = WrittenField(label=gettext_lazy("Tên chuỗi"), help_text=gettext_lazy("Ví dụ: Chuỗi lúa nếp Yên Mỹ."))
    leader = WrittenField(label=gettext_lazy("Đơn vị chủ trì"), help_text=gettext_lazy("Tên, mã số hoặc mã trong sổ."))
    commodity = WrittenField(label=gettext_lazy("Sản phẩm chính của chuỗi"), length=200)
    commodity_sector = forms.ChoiceField(label=gettext_lazy("Nhóm hàng"), choices=CommoditySector.choices)
    product_id = forms.ChoiceField(
        label=gettext_lazy("Là sản phẩm trong sổ"),
        required=False,
        help_text=gettext_lazy("Của đơn vị chủ trì hoặc của thành viên; cần có để biết chuỗi có sản phẩm chủ lực."),
    )
    since = DayField(label=gettext_lazy("Từ ngày"))
    last_day = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = [self.about.pk] if self.about is not None else []
        own = self.fact.product_id if self.fact is not None else None
        if self.fact is not None:
            members = keyed.of_many(Member, [self.fact.chain_id], by="chain_id")
            owners = [self.fact.organisation_id, *(member.organisation_id for member in members)]
            keys = words.keys([self.fact.organisation_id])
            same = ("name", "commodity", "commodity_sector", "note")
            self.fill_in(
                {name: getattr(self.fact, name) for name in same}
                | {
                    "leader": keys[self.fact.organisation_id],
                    "product_id": self.fact.product_id or "",
                    "since": self.fact.valid_from,
                    "last_day": last_day(self.fact.valid_to),
                }
            )
        elif self.about is not None:
            self.fill_in({"leader": self.about.organisation.key})
            self.about = None
        self.fields["product_id"].choices = [("", "–"), *_marked(products_of(owners, own))]  # type: ignore[attr-defined]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        told = chains.Told(
            name=given["name"],
            leader_id=given["leader"],
            commodity=given["commodity"],
            commodity_sector=given["commodity_sector"],
            since=given["since"],
            product_id=int(given["product_id"]) if given["product_id"] else None,
            last_day=given["last_day"],
            note=given["note"],
        )
        if self.fact is not None:
            return chains.change_chain(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        return chains.begin_chain(told=told, by=by)


def _marked(products: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Products to choose among, each that is a main product of the province today with a word that says so."""
    today = clock.today()
    live = KeyProduct.objects.filter(retracted=None, valid_from__lte=today, valid_to__gt=today)
    main = set(live.filter(subject_id__in=[int(pk) for pk, _name in products]).values_list("subject_id", flat=True))
    said = _("%(product)s (sản phẩm chủ lực)")
    return [(pk, said % {"product": name} if int(pk) in main else name) for pk, name in products]


class JoinForm(SinceForm):
    """Somebody who holds a stage, by a contract where there is one, with a product; the fact is the chain, or a member
    said anew.

    Contracts of the chain's leader and members are offered at once; those of a newcomer, and what it makes, when it is
    known who that is, and then they are asked about once (`asked` says of whom).
    """

    organisations = {"organisation": PARTNERS}

    organisation = WrittenField(
        label=gettext_lazy("Ai tham gia"), help_text=gettext_lazy("Tên, mã số hoặc mã trong sổ.")
    )
    stage = forms.ChoiceField(label=gettext_lazy("Giữ khâu"), choices=Stage.choices, widget=forms.RadioSelect)
    since = DayField(label=gettext_lazy("Từ ngày"))
    last_day = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    contract_id = forms.ChoiceField(
        label=gettext_lazy("Theo hợp đồng"),
        required=False,
        help_text=gettext_lazy("Hợp đồng có trong sổ của đơn vị chủ trì và thành viên; chưa có thì khâu là chỗ hở."),
    )
    product_id = forms.ChoiceField(
        label=gettext_lazy("Sản phẩm mang vào chuỗi"),
        required=False,
        help_text=gettext_lazy("Sản phẩm trong sổ của chính tổ chức ấy; chọn được khi đã rõ là ai."),
    )
    asked = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.fact, Member):
            keys = words.keys([self.fact.organisation_id])
            self.fill_in(
                {
                    "organisation": keys[self.fact.organisation_id],
                    "stage": self.fact.stage,
                    "since": self.fact.valid_from,
                    "last_day": last_day(self.fact.valid_to),
                    "contract_id": self.fact.contract_id or "",
                    "product_id": self.fact.product_id or "",
                }
            )
        else:
            del self.fields["last_day"]
        newcomers = {self._newcomer()} - {None}
        known, offered = self._contracts(set()), self._contracts(newcomers)
        self.its_own = len(offered) > len(known)
        said = self.fact if isinstance(self.fact, Member) else None
        before, own = ({said.organisation_id}, said.product_id) if said else (set(), None)
        self.makes = bool(products_of(newcomers - before))
        self.fields["product_id"].choices = [("", "–"), *products_of(before | newcomers, own)]  # type: ignore[attr-defined]
        self.fields["contract_id"].choices = [("", gettext_lazy("Chưa có hợp đồng")), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if "organisation" in self.settled and found.get("asked") != found["organisation"]:
            self._ask_about(found["organisation"], found)
        return found

    def _ask_about(self, who: int, found: Mapping[str, Any]) -> None:
        """Ask once about what a newcomer has and nobody chose."""
        told = {"who": self.settled["organisation"]}
        questions = (
            ("contract_id", self.its_own, _("%(who)s có hợp đồng riêng: hãy chọn, hoặc cứ để “Chưa có hợp đồng”.")),
            ("product_id", self.makes, _("%(who)s có sản phẩm trong sổ: hãy chọn, hoặc cứ để trống.")),
        )
        for name, has, sentence in questions:
            if has and not found.get(name):
                # By its key: who was chosen among several of a name is not asked for again.
                self.data = self.data.copy()
                self.data["asked"], self.data["organisation"] = str(who), words.keys([who])[who]
                self.add_error(name, sentence % told)

    def _newcomer(self) -> int | None:
        """Who was typed or chosen, where that is beyond doubt."""
        text = str(self.data.get("organisation") or "").strip()
        if not text:
            return None
        offered, sure = self._organisations(text, self.organisations["organisation"])
        chosen = next((one for one in offered if one.key == self.data.get("organisation_choice")), sure)
        return int(chosen.key) if chosen else None

    def _contracts(self, newcomers: Collection[int]) -> list[tuple[str, str]]:
        """Contracts of the chain's commodity sector whose parties are in the chain, are its leader or come to it; and
        the one by which a member holds its stage, whatever it is about and though it was taken back since."""
        [chain] = keyed.of_many(Chain, [self.fact.chain_id], by="chain_id") or [self.fact]
        members = keyed.of_many(Member, [self.fact.chain_id], by="chain_id")
        organisations = {chain.organisation_id, *(member.organisation_id for member in members), *newcomers}
        own = self.fact.contract_id if isinstance(self.fact, Member) else None
        numbers = keyed.ids("contract_id", (Party, "organisation_id", organisations)) | ({own} if own else set())
        found = keyed.of_many(Contract, numbers, by="contract_id")
        there = {contract.contract_id for contract in found}
        if own and own not in there:
            found.append(told_of.named(Contract, contract_id=own))
        names = words.names({contract.organisation_id for contract in found})
        sector = getattr(chain, "commodity_sector", "")
        gone = _("%(contract)s (đã rút lại)")

        def label(contract: Contract) -> str:
            said = f"{contract} – {names[contract.organisation_id]}"
            return said if contract.contract_id in there else gone % {"contract": said}

        return [
            (str(contract.contract_id), label(contract))
            for contract in sorted(found, key=lambda one: one.contract_id, reverse=True)
            if contract.commodity_sector == sector or contract.contract_id == own
        ]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        member = chains.Holding(
            organisation_id=given["organisation"],
            stage=given["stage"],
            since=given["since"],
            contract_id=int(given["contract_id"]) if given["contract_id"] else None,
            product_id=int(given["product_id"]) if given["product_id"] else None,
            last_day=given.get("last_day"),
        )
        if isinstance(self.fact, Member):
            return chains.change_member(key=self.fact.key, member=member, by=by, seen=self.seen_posting)
        return chains.join_chain(key=self.fact.key, member=member, by=by)
