"""Value chains: begun with a leader and a lead product, joined and left by those that hold a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR
from nongcot.linkage import values, writing
from nongcot.linkage.models import Chain, Contract, Member, Party
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import CommoditySector, Stage
from nongcot.registry import holdings, keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Product
from nongcot.registry.outcomes import NotNow, Recorded

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What is told of a chain; `product_id` is its lead product where the register holds it."""

    name: str
    leader_id: int
    commodity: str
    commodity_sector: str
    since: date
    product_id: int | None = None
    last_day: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Holding:
    """An organisation holds a stage from a day on, by the contract of that number where there is one; `last_day` None:
    no end is known."""

    organisation_id: int
    stage: str
    since: date
    contract_id: int | None = None
    product_id: int | None = None
    last_day: date | None = None


def begin_chain(
    *, told: Told, by: User | None, members: Sequence[Holding] = (), source: str = "", reason: str = ""
) -> Recorded:
    """Enter a chain, with the stages that are held from the beginning.

    Raises NotNow for an organisation that is not there, ValidationError by field.
    """
    with posting("linkage.begin_chain", by=by, source=source, reason=reason) as entry:
        columns = _checked(told)
        number = writing.next_number(Chain, "chain_id")
        [key] = writing.state(entry, Chain, [columns | {"chain_id": number}], source)
        [chain] = keyed.of_many(Chain, [number], by="chain_id")
        for member in members:
            _join(entry, chain, member, source)
    return Recorded(entry.n, (told.leader_id, *(m.organisation_id for m in members)), (key,))


def change_chain(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a chain anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError."""
    with posting("linkage.change_chain", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Chain, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, **_checked(told, kept=before.product_id))
    return Recorded(entry.n, (told.leader_id,), (key,))


def end_chain(*, key: str, last_day: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A chain is no more after `last_day`. Raises as `change_chain`."""
    check = Checking()
    with posting("linkage.end_chain", by=by, reason=reason) as entry:
        before = keyed.standing(Chain, key)
        versions.require_fact_unchanged(before, seen)
        if last_day < before.valid_from:
            check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
        check.settle()
        writing.again(entry, before, valid_to=last_day + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_chain(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a chain back, its members too: it never was. Raises NotNow, ChangedSince."""
    with posting("linkage.withdraw_chain", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Chain, key)
        versions.require_fact_unchanged(before, seen)
        members = keyed.of_many(Member, [before.chain_id], by="chain_id")
        for member in members:
            writing.again(entry, member, void=True)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id, *(m.organisation_id for m in members)), (key,))


def join_chain(*, key: str, member: Holding, by: User | None, source: str = "") -> Recorded:
    """An organisation holds a stage of the chain of that key from a day on.

    Raises NotNow when it holds that stage already, ValidationError by field.
    """
    with posting("linkage.join_chain", by=by, source=source) as entry:
        chain = keyed.standing(Chain, key)
        made = _join(entry, chain, member, source)
    return Recorded(entry.n, (member.organisation_id,), (made,))


def change_member(*, key: str, member: Holding, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say anew under its key who holds a stage, which one, from when to when, by which contract.

    Raises NotNow when it was taken back, or the same is told already; ChangedSince, ValidationError by field.
    """
    with posting("linkage.change_member", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Member, key)
        versions.require_fact_unchanged(before, seen)
        chain = _chain_of(before)
        writing.again(entry, before, **_checked_member(chain, member, before))
    return Recorded(entry.n, (before.organisation_id, member.organisation_id), (key,))


def leave_chain(*, key: str, last_day: date, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """A member holds its stage until the end of `last_day`; `key` is that of the membership.

    Raises NotNow, ChangedSince, ValidationError.
    """
    check = Checking()
    with posting("linkage.leave_chain", by=by, reason=reason) as entry:
        before = keyed.standing(Member, key)
        versions.require_fact_unchanged(before, seen)
        if last_day < before.valid_from:
            check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
        check.settle()
        writing.again(entry, before, valid_to=last_day + DAY)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_member(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a membership back: it never was. Raises NotNow, ChangedSince."""
    with posting("linkage.withdraw_member", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Member, key)
        versions.require_fact_unchanged(before, seen)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _join(entry: Entry, chain: Chain, member: Holding, source: str) -> str:
    columns = _checked_member(chain, member)
    [key] = writing.state(entry, Member, [columns | {"chain_id": chain.chain_id}], source)
    return key


def _chain_of(member: Member) -> Chain:
    """The chain of which somebody is a member. Raises NotNow when it was taken back."""
    found = keyed.of_many(Chain, [member.chain_id], by="chain_id")
    if not found:
        raise NotNow(_("Chuỗi này không còn trong sổ."))
    return found[0]


def _checked_member(chain: Chain, member: Holding, before: Member | None = None) -> dict[str, Any]:
    """Who holds a stage, in the form that facts keep. `before` is what is said anew: its contract and product may stay,
    though they were taken back since."""
    check = Checking()
    values.kinds_of([member.organisation_id])
    check.choice("stage", member.stage, Stage, needed=True)
    if not chain.valid_from <= member.since < chain.valid_to:
        check.wrong("since", _("Ngày này không nằm trong thời gian của chuỗi."))
    if member.last_day is not None and member.last_day < member.since:
        check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
    kept = before if before is not None and before.organisation_id == member.organisation_id else None
    if member.contract_id is not None and (kept is None or kept.contract_id != member.contract_id):
        _check_contract(check, member)
    if member.product_id is not None and (kept is None or kept.product_id != member.product_id):
        _check_product(check, member.product_id, [member.organisation_id])
    check.settle()
    valid_to = FAR if member.last_day is None else member.last_day + DAY
    for row in keyed.of_many(Member, [chain.chain_id], by="chain_id"):
        same = (row.organisation_id, row.stage, row.contract_id)
        overlaps = row.valid_from < valid_to and row.valid_to > member.since
        if (
            (before is None or row.key != before.key)
            and overlaps
            and same == (member.organisation_id, member.stage, member.contract_id)
        ):
            raise NotNow(_("Tổ chức này đã giữ khâu ấy của chuỗi."))
    return {
        "organisation_id": member.organisation_id,
        "stage": member.stage,
        "contract_id": member.contract_id,
        "product_id": member.product_id,
        "valid_from": member.since,
        "valid_to": valid_to,
    }


def _check_contract(check: Checking, member: Holding) -> None:
    """The contract stands, and the member is party to it."""
    number = member.contract_id or 0
    if not keyed.of_many(Contract, [number], by="contract_id"):
        check.wrong("contract_id", _("Sổ không có hợp đồng này."))
        return
    parties = {party.organisation_id for party in keyed.of_many(Party, [number], by="contract_id")}
    as_one = holdings.roots([*parties, member.organisation_id])
    if as_one.get(member.organisation_id, member.organisation_id) not in {as_one.get(o, o) for o in parties}:
        check.wrong("contract_id", _("Tổ chức này không phải một bên của hợp đồng."))


def _check_product(check: Checking, product_id: int, organisations: Sequence[int]) -> None:
    if product_id not in {p.product_id for p in keyed.of_many(Product, organisations)}:
        check.wrong("product_id", _("Sản phẩm này không phải của tổ chức."))


def _checked(told: Told, kept: int | None = None) -> dict[str, Any]:
    """What is told of a chain, in the form that facts keep; the product `kept` may stay, though it was taken back
    since."""
    check = Checking()
    values.kinds_of([told.leader_id])
    found = {
        "organisation_id": told.leader_id,
        "name": check.text("name", told.name, needed=True),
        "commodity": check.text("commodity", told.commodity, 200, needed=True),
        "commodity_sector": check.choice("commodity_sector", told.commodity_sector, CommoditySector, needed=True),
        "product_id": told.product_id,
        "valid_from": told.since,
        "valid_to": FAR if told.last_day is None else told.last_day + DAY,
        "note": check.text("note", told.note, 500),
    }
    if told.last_day is not None and told.last_day < told.since:
        check.wrong("last_day", _("Ngày kết thúc trước ngày bắt đầu."))
    if told.product_id not in (None, kept) and not keyed.of_many(Product, [told.product_id], by="product_id"):
        check.wrong("product_id", _("Sổ không có sản phẩm này."))
    check.settle()
    return found
