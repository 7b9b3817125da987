"""Loans through the support fund and the policy bank: projects, and what is paid out under them, re-lent money too."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis import choosing
from nongcot.indicators.ledger import Entry
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import checking, keyed, lives, versions, words, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Keyed, Organisation
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed
from nongcot.support.models import LoanProject, Payout
from nongcot.support.vocabulary import Lender

_LENGTHS = {"purpose": 300, "document_no": 80}


@dataclass(frozen=True)
class Told:
    """What is told of a loan project; `amount` is what was approved, in đồng, `months` the term.

    `basis` is the number of a document of the register, `document_no` that of another paper.
    """

    lender: str
    purpose: str
    approved: PartialDate
    document_no: str = ""
    basis: str = ""
    amount: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Paid:
    """Money paid out in `turns` loans to members (0: to the organisation itself); `relent`: it had come back before."""

    on: PartialDate
    amount: int
    turns: int = 0
    relent: bool = False


def approve_loan(
    *,
    organisation_id: int,
    told: Told,
    by: User | None,
    paid: Sequence[Paid] = (),
    source: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Enter a loan project, with what was paid out already.

    Raises NotNow for an organisation that is not there, ValidationError by field, ToConfirm where more was paid out
    than was approved, or money is told to be lent again before any was paid out.
    """
    columns = _checked(told)
    with posting("support.approve_loan", by=by, source=source) as entry:
        lives.of(organisation_id)
        require_confirmed(_unusual([(organisation_id, told, paid)]), confirmed)
        keys = _enter(entry, [(organisation_id, columns, told, paid)], source)
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def enter_loans(
    *,
    loans: Sequence[tuple[int, Told, Sequence[Paid]]],
    by: User | None,
    source: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Enter a list of loan projects, (organisation, project, payouts), one posting. Raises as `approve_loan`."""
    checked = [(organisation, _checked(told), told, paid) for organisation, told, paid in loans]
    named = {organisation for organisation, *_rest in checked}
    with posting("support.enter_loans", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        if Organisation.objects.filter(pk__in=named).count() < len(named):
            raise NotNow(_("Sổ không có tổ chức này."))
        require_confirmed(_unusual(loans), confirmed)
        keys = _enter(entry, checked, source)
    return Recorded(entry.n, tuple(sorted(named)), tuple(keys))


def change_loan(
    *,
    key: str,
    told: Told,
    by: User | None,
    seen: int | None,
    reason: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Say a loan project anew under its key.

    Raises NotNow, ChangedSince, ValidationError, ToConfirm where less is said to be approved than was paid out.
    """
    columns = _checked(told)
    with posting("support.change_loan", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(LoanProject, key)
        versions.require_fact_unchanged(before, seen)
        payouts = checking.newest_by(Payout, loan_id=before.loan_id)
        if any(payout.latest < told.approved.earliest for payout in payouts):
            raise ValidationError({"approved": _("Đã có giải ngân trước ngày này.")})
        if told.amount != before.amount:
            require_confirmed(_above([(before.organisation_id, told, payouts)]), confirmed)
        columns["basis"] = choosing.require("basis", told.basis, entry.n, before=before.basis)
        writing.tell_again(entry, before, **columns)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_loan(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a loan project back, and with it what was paid out. Raises NotNow, ChangedSince."""
    with posting("support.withdraw_loan", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(LoanProject, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def pay_out(
    *, loan_id: int, paid: Paid, by: User | None, source: str = "", confirmed: Collection[str] = ()
) -> Recorded:
    """Enter money paid out under a loan project.

    Raises NotNow, ValidationError by field, ToConfirm where more would be paid out than was approved, or lent again
    before any was paid out.
    """
    with posting("support.pay_out", by=by, source=source) as entry:
        loan = keyed.standing(LoanProject, f"sl{loan_id}")
        told = _payout(loan.organisation_id, loan_id, loan.earliest, paid, source)
        require_confirmed(_cautions(loan, paid), confirmed)
        keys = writing.tell(entry, Payout, [told])
    return Recorded(entry.n, (loan.organisation_id,), tuple(keys))


def change_payout(
    *,
    key: str,
    paid: Paid,
    by: User | None,
    seen: int | None,
    reason: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Say a payout anew under its key. Raises NotNow, ChangedSince, and as `pay_out`; ToConfirm also where it came
    before money that was lent again, and would not any more."""
    with posting("support.change_payout", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Payout, key)
        versions.require_fact_unchanged(before, seen)
        loan = keyed.standing(LoanProject, f"sl{before.loan_id}")
        told = _payout(before.organisation_id, before.loan_id, loan.earliest, paid, before.source)
        require_confirmed(_cautions(loan, paid, key) or _leaving(loan, before, paid), confirmed)
        writing.tell_again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_payout(
    *, key: str, by: User | None, seen: int | None, reason: str, confirmed: Collection[str] = ()
) -> Recorded:
    """Take a payout back: it was never made.

    Raises NotNow when it was taken back already, ChangedSince, ToConfirm where none other came before money that was
    lent again.
    """
    with posting("support.withdraw_payout", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Payout, key)
        versions.require_fact_unchanged(before, seen)
        # A loan that was taken back took its payouts along.
        if loan := keyed.newest(LoanProject, f"sl{before.loan_id}"):
            require_confirmed(_leaving(loan, before), confirmed)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """What is unusual about the loan projects of these facts as they stand (`settings.UNUSUAL`): more paid out than was
    approved, money lent again or paid out too early."""
    numbers = keyed.told_in("loan_id", keys, (LoanProject, Payout))
    paid: dict[int, list[Payout]] = {number: [] for number in numbers}
    for payout in keyed.of_many(Payout, numbers, by="loan_id"):
        paid[payout.loan_id].append(payout)
    found: list[Caution] = []
    for loan in keyed.of_many(LoanProject, numbers, by="loan_id"):
        payouts = paid[loan.loan_id]
        found += _unusual([(loan.organisation_id, loan, payouts)])
        if any(payout.latest < loan.earliest for payout in payouts):
            sentence = _("Có giải ngân trước ngày duyệt dự án: %(loan)s.")
            named = _named([(loan.organisation_id, loan)])
            found.append(Caution("paid_before_approval", sentence % {"loan": named}))
    return found


def _enter(entry: Entry, loans: Sequence[tuple[int, dict[str, Any], Told, Sequence[Paid]]], source: str) -> list[str]:
    first = writing.next_identity(LoanProject, "loan_id")
    projects, payouts = [], []
    for number, (organisation, columns, told, paid) in enumerate(loans, first):
        columns["basis"] = choosing.require("basis", told.basis, entry.n)
        fact = {"key": f"sl{number}", "source": source, "organisation_id": organisation, "loan_id": number}
        projects.append(fact | columns)
        payouts += [_payout(organisation, number, told.approved.earliest, one, source) for one in paid]
    keys = writing.tell(entry, LoanProject, projects)
    return keys + writing.tell(entry, Payout, payouts)


def _payout(organisation: int, loan_id: int, approved: Any, paid: Paid, source: str) -> dict[str, Any]:
    checking.require_past("on", paid.on.earliest)
    checking.require_amounts({"amount": paid.amount, "turns": paid.turns})
    if paid.amount <= 0:
        raise ValidationError({"amount": _("Cần số tiền đã giải ngân.")})
    if paid.on.latest < approved:
        raise ValidationError({"on": _("Ngày này trước ngày duyệt dự án.")})
    days = {"earliest": paid.on.earliest, "latest": paid.on.latest, "precision": str(paid.on.precision)}
    told = {"turns": paid.turns, "amount": paid.amount, "relent": paid.relent}
    return {"organisation_id": organisation, "source": source, "loan_id": loan_id, **days, **told}


def _unusual(loans: Sequence[tuple[int, Told | LoanProject, Sequence[Paid | Payout]]]) -> list[Caution]:
    """What is unusual about projects with what was paid out under them; one caution of a kind, which names all."""
    found = _above(loans)
    early = [(o, told) for o, told, paid in loans if any(_too_early(one, paid) for one in paid)]
    return found + (_early(early) if early else [])


def _early(loans: Iterable[tuple[int, Told | LoanProject]]) -> list[Caution]:
    sentence = _("Ghi tiền quay vòng khi chưa có lần giải ngân nào trước đó: %(loans)s.")
    return [Caution("relent_too_early", sentence % {"loans": _named(loans)})]


def _too_early(again: Paid | Payout, paid: Iterable[Paid | Payout]) -> bool:
    """Whether money is told to be lent again that cannot have come back: none was paid out until that day."""
    until = _days(again)[1]
    return again.relent and not any(_days(one)[0] <= until for one in paid if not one.relent)


def _days(paid: Paid | Payout) -> tuple[date, date]:
    """The first and the last day on which money may have been paid out."""
    return (paid.on.earliest, paid.on.latest) if isinstance(paid, Paid) else (paid.earliest, paid.latest)


def _named(loans: Iterable[tuple[int, Told | LoanProject]]) -> str:
    listed = list(loans)
    names = words.names({organisation for organisation, _told in listed})
    return "; ".join(f"{names[organisation]} ({told.purpose})" for organisation, told in listed)


def _above(loans: Iterable[tuple[int, Told | LoanProject, Iterable[Paid | Payout]]]) -> list[Caution]:
    """Whether more was paid out under one of these projects than it says was approved; money that had come back before
    does not count."""
    found = []
    for organisation, told, paid in loans:
        first = sum(one.amount for one in paid if not one.relent)
        if told.amount is not None and first > told.amount:
            found.append((organisation, words.money(first), words.money(told.amount)))
    if not found:
        return []
    names = words.names({organisation for organisation, *_sums in found})
    said = _("%(name)s đã giải ngân %(paid)s, được duyệt %(approved)s")
    listed = "; ".join(said % {"name": names[o], "paid": paid, "approved": approved} for o, paid, approved in found)
    return [Caution("above_approved", _("Không kể tiền quay vòng: %(loans)s.") % {"loans": listed})]


def _cautions(loan: LoanProject, paid: Paid, key: str = "") -> list[Caution]:
    """Whether more goes out than was approved, where money that had come back before does not count; or money goes out
    again before any did. `key` is the payout that is said anew."""
    others = [one for one in checking.newest_by(Payout, loan_id=loan.loan_id) if one.key != key]
    if paid.relent:
        return _cautions_again(paid, others)
    first = paid.amount + sum(one.amount for one in others if not one.relent)
    if loan.amount is None or first <= loan.amount:
        return []
    sentence = _(
        "Cùng các lần trước là %(paid)s, nhiều hơn %(approved)s được duyệt, mà lần này không ghi là tiền quay vòng."
    )
    told = {"paid": words.money(first), "approved": words.money(loan.amount)}
    return [Caution("above_approved", sentence % told)]


def _cautions_again(paid: Paid, others: Iterable[Payout]) -> list[Caution]:
    if not _too_early(paid, others):
        return []
    sentence = _("Ghi là tiền quay vòng, mà đến ngày này sổ chưa có lần giải ngân nào của dự án để thu về.")
    return [Caution("relent_too_early", sentence)]


def _leaving(loan: LoanProject, before: Payout, paid: Paid | None = None) -> list[Caution]:
    """Whether money was lent again that could come back from this payout, and could from none were it told as `paid`,
    or taken back (None)."""
    payouts = checking.newest_by(Payout, loan_id=loan.loan_id)
    others = [one for one in payouts if one.key != before.key]
    left: list[Paid | Payout] = [*others, *([paid] if paid else [])]
    if any(_too_early(one, left) and not _too_early(one, payouts) for one in others):
        return _early([(loan.organisation_id, loan)])
    return []


def _checked(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = checking.texts({name: getattr(told, name) for name in _LENGTHS}, _LENGTHS)
    if not found["purpose"]:
        raise ValidationError({"purpose": _("Cần điền mục này.")})
    found["lender"] = checking.require_choice("lender", told.lender, Lender)
    checking.require_past("approved", told.approved.earliest)
    checking.require_amounts({"amount": told.amount, "months": told.months})
    days = {"earliest": told.approved.earliest, "latest": told.approved.latest}
    return found | days | {"precision": str(told.approved.precision), "amount": told.amount, "months": told.months}
