"""Contracts of linkage: signed, said anew, joined by parties, taken back; their terms: `terms`.

Decree 98/2018/NĐ-CP; before 20/08/2018 what was before it (`readings.FORMS`). When a contract ran out is read from its
days and never stated.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.linkage import cautions, values, writing
from nongcot.linkage.actions.terms import require_room
from nongcot.linkage.models import Contract, Delivery, Document, Party, Support, Term
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import FURTHER, CommoditySector, Cycle, PriceRule, Side
from nongcot.registry import keyed, versions
from nongcot.registry.actions.organisations import Newborn, bring_forth, cautions_of_newborn
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Recorded, require_confirmed

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Agreed:
    """What a contract says. `last_day` None: no end is written; `covers` the bits of `vocabulary.Covers`; `value` in
    đồng, `area` in hectares. Of each side the first party comes first; `further` are (side, organisation) of those who
    sign beside the two sides that are linked (`vocabulary.FURTHER`)."""

    collective: tuple[int, ...]
    partners: tuple[int, ...]
    starts: PartialDate
    commodity: str
    commodity_sector: str
    covers: int
    number: str = ""
    signed_on: date | None = None
    last_day: date | None = None
    cycle: str = ""
    product_id: int | None = None
    area: Decimal | None = None
    volume: Decimal | None = None
    volume_unit: str = ""
    value: int | None = None
    households: int | None = None
    members: int | None = None
    price_rule: str = ""
    price_note: str = ""
    leader_id: int | None = None
    note: str = ""
    further: tuple[tuple[str, int], ...] = ()

    @property
    def parties(self) -> list[tuple[str, int]]:
        """Side and organisation of everybody who signs."""
        linked = ((Side.COLLECTIVE, self.collective), (Side.PARTNER, self.partners))
        return [*((side.value, o) for side, listed in linked for o in listed), *self.further]

    @property
    def organisations(self) -> tuple[int, ...]:
        """Everybody who signs."""
        return tuple(o for _side, o in self.parties)

    def joined_by(self, organisation_id: int, side: str) -> "Agreed":
        """The same with one more party, the last of its side; not of the co-op side."""
        if side == Side.PARTNER:
            return replace(self, partners=(*self.partners, organisation_id))
        return replace(self, further=(*self.further, (side, organisation_id)))


def sign_contract(
    *,
    agreed: Agreed,
    by: User | None,
    new_party: Newborn | None = None,
    new_side: str = Side.PARTNER,
    confirmed: Sequence[str] = (),
    source: str = "",
    reason: str = "",
) -> Recorded:
    """Enter a contract; `new_party` is entered into the register on the way, as one more of that side.

    Raises NotNow for an organisation that is not there, ValidationError by field of `Agreed`, ToConfirm for what is
    unusual about a new party.
    """
    newborn = None if new_party is None else new_party.values()
    with posting("linkage.sign_contract", by=by, source=source, reason=reason) as entry:
        if new_party is not None and newborn is not None:
            require_confirmed(cautions_of_newborn(new_party, newborn), confirmed)
            agreed = agreed.joined_by(bring_forth(entry, new_party, newborn, source)[0], new_side)
        key, _number = _enter(entry, agreed, _checked(agreed), source)
    return Recorded(entry.n, agreed.organisations, (key,))


def sign_contracts(
    *, agreed: Sequence[Agreed], by: User | None, cause: str = Posting.Cause.ACT, source: str = "", reason: str = ""
) -> list[int]:
    """Enter many contracts in one posting; gives their numbers, in order. Raises as `sign_contract`; all or nothing."""
    found = []
    with posting("linkage.sign_contracts", by=by, cause=cause, source=source, reason=reason) as entry:
        kinds = values.kinds_of({o for one in agreed for o in one.organisations})
        for one in agreed:
            found.append(_enter(entry, one, _checked(one, kinds), source)[1])
    return found


def change_contract(
    *,
    key: str,
    agreed: Agreed,
    by: User | None,
    seen: int | None,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """Say a contract anew under its key, its parties too.

    Raises NotNow when it was taken back, ChangedSince, ValidationError by field of `Agreed`, also where its days leave
    no room for what changed its term since; ToConfirm where somebody who leaves it holds a stage of a chain by it.
    """
    with posting("linkage.change_contract", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Contract, key)
        versions.require_fact_unchanged(before, seen)
        told = _checked(agreed, kept=before.product_id)
        require_room(before, told["starts"], told["valid_to"], seen)
        require_confirmed(cautions.of_stages(before.contract_id, agreed.organisations), confirmed)
        writing.again(entry, before, **told)
        _settle_parties(entry, before.contract_id, agreed, seen)
    return Recorded(entry.n, agreed.organisations, (key,))


def withdraw_contract(
    *, key: str, by: User | None, seen: int | None, reason: str, confirmed: Collection[str] = ()
) -> Recorded:
    """Take a contract back, with all that was told of it: it never was.

    Raises NotNow, ChangedSince; ToConfirm where somebody holds a stage of a chain by it.
    """
    with posting("linkage.withdraw_contract", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Contract, key)
        versions.require_fact_unchanged(before, seen)
        require_confirmed(cautions.of_stages(before.contract_id, ()), confirmed)
        parties = keyed.of_many(Party, [before.contract_id], by="contract_id")
        for model in (Term, Delivery, Support, Document, Party):
            for row in keyed.of_many(model, [before.contract_id], by="contract_id"):
                writing.again(entry, row, void=True)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, tuple(party.organisation_id for party in parties), (key,))


def require_sound(agreed: Agreed, kinds: Mapping[int, str]) -> None:
    """Raise ValidationError by field for what could not be entered; `kinds` are those of its parties."""
    _checked(agreed, kinds)


def enter_within(entry: Entry, *, agreed: Agreed, source: str = "") -> int:
    """Enter a contract within an open posting; gives its number. Raises as `sign_contract`."""
    return _enter(entry, agreed, _checked(agreed), source)[1]


def complete_within(entry: Entry, *, before: Contract, **learnt: Any) -> None:
    """Within an open posting: what a contract did not tell so far (columns of `Contract`).

    Raises ValidationError for a last day that leaves no room for what changed its term since.
    """
    require_room(before, before.starts, learnt.get("valid_to", before.valid_to), None)
    writing.again(entry, before, **learnt)


def _enter(entry: Entry, agreed: Agreed, told: dict[str, Any], source: str) -> tuple[str, int]:
    number = writing.next_number(Contract, "contract_id")
    [key] = writing.state(entry, Contract, [told | {"contract_id": number}], source)
    writing.state(entry, Party, _party_rows(number, agreed), source)
    return key, number


def _party_rows(number: int, agreed: Agreed) -> list[dict[str, Any]]:
    by_side: dict[str, list[int]] = {}
    for side, o in agreed.parties:
        by_side.setdefault(side, []).append(o)
    return [
        {"organisation_id": o, "contract_id": number, "side": side, "place_in_order": place}
        for side, listed in by_side.items()
        for place, o in enumerate(listed)
    ]


def _settle_parties(entry: Entry, number: int, agreed: Agreed, seen: int | None) -> None:
    """Keep the parties that stay, void those that go, state those that come."""
    wanted = {row["organisation_id"]: row for row in _party_rows(number, agreed)}
    for party in keyed.of_many(Party, [number], by="contract_id"):
        versions.require_fact_unchanged(party, seen)
        row = wanted.pop(party.organisation_id, None)
        if row is None:
            writing.again(entry, party, void=True)
        elif (row["side"], row["place_in_order"]) != (party.side, party.place_in_order):
            writing.again(entry, party, side=row["side"], place_in_order=row["place_in_order"])
    writing.state(entry, Party, list(wanted.values()))
    entry.touch(agreed.organisations)


def _of(contract: Contract) -> dict[str, Any]:
    return {"organisation_id": contract.organisation_id, "contract_id": contract.contract_id}


def _checked(agreed: Agreed, kinds: Mapping[int, str] | None = None, kept: int | None = None) -> dict[str, Any]:
    """What a contract says, in the form that facts keep; the product `kept` may stay, though it was taken back since.

    Raises ValidationError by field, NotNow.
    """
    check = Checking()
    told = {
        "number": check.text("number", agreed.number, 80, numbers=False),
        "signed_on": agreed.signed_on,
        "starts": agreed.starts.earliest,
        "starts_latest": agreed.starts.latest,
        "starts_precision": agreed.starts.precision,
        "valid_to": FAR if agreed.last_day is None else agreed.last_day + DAY,
        "covers": check.covers("covers", agreed.covers),
        "commodity": check.text("commodity", agreed.commodity, 200, needed=True),
        "commodity_sector": check.choice("commodity_sector", agreed.commodity_sector, CommoditySector, needed=True),
        "product_id": agreed.product_id,
        "cycle": check.choice("cycle", agreed.cycle, Cycle),
        "area": check.quantity("area", agreed.area),
        "volume": check.quantity("volume", agreed.volume),
        "volume_unit": check.text("volume_unit", agreed.volume_unit, 40),
        "value": check.amount("value", agreed.value),
        "households": check.count("households", agreed.households),
        "members": check.count("members", agreed.members),
        "price_rule": check.choice("price_rule", agreed.price_rule, PriceRule),
        "price_note": check.text("price_note", agreed.price_note),
        "leader_id": agreed.leader_id,
        "note": check.text("note", agreed.note, 500),
    }
    if agreed.last_day is not None and agreed.last_day < agreed.starts.latest:
        check.wrong("last_day", _("Ngày hết hạn trước ngày bắt đầu."))
    if agreed.volume is not None and not agreed.volume_unit:
        check.wrong("volume_unit", _("Cần đơn vị của sản lượng, ví dụ tấn."))
    _check_parties(check, agreed, kinds)
    _check_product(check, agreed, kept)
    check.settle()
    return told | {"organisation_id": agreed.collective[0]}


def _check_parties(check: Checking, agreed: Agreed, kinds: Mapping[int, str] | None) -> None:
    everyone = agreed.organisations
    if not agreed.collective:
        check.wrong("collective", _("Cần ít nhất một hợp tác xã, liên hiệp hoặc tổ hợp tác."))
    if not agreed.partners:
        check.wrong("partners", _("Cần ít nhất một đối tác."))
    if any(side not in FURTHER for side, _o in agreed.further):
        check.wrong("further", _("Không có lựa chọn này."))
    if len(set(everyone)) < len(everyone):
        linked = (*agreed.collective, *agreed.partners)
        where = "partners" if len(set(linked)) < len(linked) else "further"
        check.wrong(where, _("Một tổ chức chỉ đứng một lần trong hợp đồng."))
    kinds = values.kinds_of(everyone) if kinds is None else kinds
    values.require_collective(check, "collective", agreed.collective, kinds)
    values.require_partner(check, "partners", agreed.partners, kinds)
    if agreed.leader_id is not None and agreed.leader_id not in (*agreed.collective, *agreed.partners):
        check.wrong("leader_id", _("Bên chủ trì phải đứng ở bên hợp tác xã hoặc bên đối tác."))


def _check_product(check: Checking, agreed: Agreed, kept: int | None) -> None:
    """The product is of the co-op side; one that was told before may have been taken back since."""
    number = agreed.product_id
    if number is None or number in {product.product_id for product in keyed.of_many(Product, agreed.collective)}:
        return
    told = Product.objects.filter(product_id=number, organisation_id__in=agreed.collective)
    if number != kept or not told.exists():
        check.wrong("product_id", _("Sản phẩm này không phải của các bên hợp tác xã."))
