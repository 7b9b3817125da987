"""What changes the term of a contract: an extension, an early end, said anew, taken back; each has to fit the term."""

import copy
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, format_day
from nongcot.linkage import writing
from nongcot.linkage.models import Contract, Term
from nongcot.linkage.terms import InForce, in_force, in_order
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import EndGround, TermChange
from nongcot.registry import keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import Caution, NotNow, Recorded

DAY = timedelta(days=1)


def extend_contract(
    *,
    key: str,
    on: date,
    last_day: date,
    by: User | None,
    seen: int | None,
    document_no: str = "",
    note: str = "",
    source: str = "",
) -> Recorded:
    """A contract was extended by a paper of `on`, until the end of `last_day`.

    Raises NotNow when it had run out or was ended by then, or what changed the term later would fit no more;
    ChangedSince, ValidationError.
    """
    checking = Checking()
    told = _extension(checking, on, last_day, document_no, note)
    return _add("linkage.extend_contract", key, told, checking, by, seen, source)


def end_contract(
    *,
    key: str,
    on: date,
    ground: str,
    by: User | None,
    seen: int | None,
    document_no: str = "",
    note: str = "",
    source: str = "",
) -> Recorded:
    """A contract was ended before its day; `on` is its last one.

    Raises NotNow when it had run out or was ended already, or was extended later; ChangedSince, ValidationError.
    """
    checking = Checking()
    told = _early_end(checking, on, ground, document_no, note)
    return _add("linkage.end_contract", key, told, checking, by, seen, source)


def change_extension(
    *,
    key: str,
    on: date,
    last_day: date,
    by: User | None,
    seen: int | None,
    document_no: str = "",
    note: str = "",
    reason: str = "",
) -> Recorded:
    """Say an extension anew under its key: signed `on`, until the end of `last_day`.

    Raises NotNow when it was taken back, or the contract had run out or was ended by then, or what changed the term
    later would fit no more; ChangedSince, ValidationError by field.
    """
    checking = Checking()
    return _change(key, _extension(checking, on, last_day, document_no, note), checking, by, seen, reason)


def change_early_end(
    *,
    key: str,
    on: date,
    ground: str,
    by: User | None,
    seen: int | None,
    document_no: str = "",
    note: str = "",
    reason: str = "",
) -> Recorded:
    """Say an early end anew under its key; `on` is the last day. Raises as `change_extension`."""
    checking = Checking()
    return _change(key, _early_end(checking, on, ground, document_no, note), checking, by, seen, reason)


def withdraw_term(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take back an extension or an early end: it never was.

    Raises NotNow, also when what changed the term later would fit no more; ChangedSince.
    """
    with posting("linkage.withdraw_term", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Term, key)
        versions.require_fact_unchanged(before, seen)
        for contract in keyed.of_many(Contract, [before.contract_id], by="contract_id"):
            ordered = in_order(_terms(contract, seen))
            at = [one.key for one in ordered].index(key)
            _require_later(contract, [*ordered[:at], *ordered[at + 1 :]], at)
        writing.again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def require_room(before: Contract, starts: date, valid_to: date, seen: int | None) -> None:
    """A contract whose own days are said anew leaves room for what changed its term since.

    Raises ValidationError by field of `contracts.Agreed`, ChangedSince.
    """
    if (starts, valid_to) == (before.starts, before.valid_to):
        return
    checking = Checking()
    if misfit := no_room(before, _terms(before, seen), starts, valid_to):
        checking.wrong(*misfit)
    checking.settle()


def no_room(before: Contract, changes: Iterable[Term], starts: date, valid_to: date) -> tuple[str, str] | None:
    """Why such days of a contract leave no room for what changed its term since: the field of `contracts.Agreed` at
    which it is told, and the sentence."""
    said = copy.copy(before)
    said.starts, said.valid_to = starts, valid_to
    ordered = in_order(changes)
    ended = next((one.on for one in ordered if one.kind == TermChange.ENDED), None)
    if ended is not None and ended < starts:
        sentence = _("Hợp đồng đã chấm dứt trước hạn, hết ngày %(day)s: không thể bắt đầu sau ngày ấy.")
        return "starts", sentence % {"day": format_day(ended)}
    if not ordered or not _misfit(in_force(said, ()), ordered[0]):
        return None
    first = ordered[0]
    told = {"on": format_day(first.on), "last": format_day(first.valid_to - DAY)}
    if first.kind == TermChange.ENDED:
        sentence = _("Hợp đồng đã chấm dứt trước hạn, hết ngày %(on)s: hạn ghi trong hợp đồng phải sau ngày ấy.")
    elif valid_to == FAR:
        sentence = _("Hợp đồng đã được gia hạn ngày %(on)s nên phải có hạn; nếu không thì rút lại lần gia hạn trước.")
    elif first.on > valid_to:
        sentence = _("Lần gia hạn ký ngày %(on)s, khi hợp đồng đã hết hạn: nếu sai thì sửa lần gia hạn trước.")
    else:
        sentence = _(
            "Hợp đồng đã được gia hạn đến hết ngày %(last)s: hạn ghi trong hợp đồng phải trước ngày ấy. "
            "Muốn đổi hạn đang có thì sửa lần gia hạn."
        )
    return "last_day", sentence % told


def unusual(keys: Mapping[type[Keyed], Collection[str]]) -> list[Caution]:
    """What changed the term of a contract of these facts and does not fit it, as it stands (`settings.UNUSUAL`)."""
    numbers = keyed.told_in("contract_id", keys, (Contract, Term))
    changes: dict[int, list[Term]] = {number: [] for number in numbers}
    for one in keyed.of_many(Term, numbers, by="contract_id"):
        changes[one.contract_id].append(one)
    found = []
    sentence = _("%(contract)s, %(what)s ngày %(day)s: %(why)s")
    for contract in keyed.of_many(Contract, numbers, by="contract_id"):
        ordered = in_order(changes[contract.contract_id])
        for place, one in enumerate(ordered):
            if misfit := _misfit(in_force(contract, ordered[:place]), one):
                said = {"contract": contract, "what": str(one).lower(), "day": format_day(one.on), "why": misfit[1]}
                found.append(Caution("term_unfit", sentence % said))
    return found


def _extension(checking: Checking, on: date, last_day: date, document_no: str, note: str) -> dict[str, Any]:
    told = {"kind": TermChange.EXTENDED.value, "on": on, "valid_to": last_day + DAY, "ground": ""}
    return told | _papers(checking, document_no, note)


def _early_end(checking: Checking, on: date, ground: str, document_no: str, note: str) -> dict[str, Any]:
    told = {"kind": TermChange.ENDED.value, "on": on, "valid_to": on + DAY}
    why = {"ground": checking.choice("ground", ground, EndGround, needed=True)}
    return told | _papers(checking, document_no, note) | why


def _papers(checking: Checking, document_no: str, note: str) -> dict[str, Any]:
    return {
        "document_no": checking.text("document_no", document_no, 80, numbers=False),
        "note": checking.text("note", note, 500),
    }


def _add(
    act: str, key: str, told: dict[str, Any], checking: Checking, by: User | None, seen: int | None, source: str
) -> Recorded:
    with posting(act, by=by, source=source) as entry:
        contract = keyed.standing(Contract, key)
        said = Term(**told, posted=entry.n)
        _require_order(contract, [*_terms(contract, seen), said], said.key, checking)
        whose = {"organisation_id": contract.organisation_id, "contract_id": contract.contract_id}
        [made] = writing.state(entry, Term, [whose | told], source)
    return Recorded(entry.n, (contract.organisation_id,), (made,))


def _change(
    key: str, told: dict[str, Any], checking: Checking, by: User | None, seen: int | None, reason: str
) -> Recorded:
    with posting("linkage.change_term", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Term, key)
        if before.kind != told["kind"]:
            raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
        contracts = keyed.of_many(Contract, [before.contract_id], by="contract_id")
        if not contracts:
            raise NotNow(_("Sổ không có hợp đồng này."))
        terms = _terms(contracts[0], seen)
        said = copy.copy(before)
        for name, value in told.items():
            setattr(said, name, value)
        said.posted = entry.n
        _require_order(contracts[0], [said if one.key == key else one for one in terms], key, checking)
        writing.again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _terms(contract: Contract, seen: int | None) -> list[Term]:
    """What changed the term. Raises ChangedSince where something of it was told after `seen`."""
    versions.require_fact_unchanged(contract, seen)
    terms = keyed.of_many(Term, [contract.contract_id], by="contract_id")
    for term in terms:
        versions.require_fact_unchanged(term, seen)
    return terms


def _require_order(contract: Contract, terms: Sequence[Term], key: str, checking: Checking) -> None:
    """Each change fits the term as it stood before it, from the one that is said (of that key) on."""
    ordered = in_order(terms)
    at = [one.key for one in ordered].index(key)
    _require_fit(in_force(contract, ordered[:at]), ordered[at], checking)
    _require_later(contract, ordered, at + 1)


def _require_later(contract: Contract, ordered: Sequence[Term], since: int) -> None:
    """The changes from that place on fit the term, each as it stood before it. Raises NotNow."""
    for place, later in enumerate(ordered[since:], since):
        if _misfit(in_force(contract, ordered[:place]), later):
            told = {"what": str(later).lower(), "day": format_day(later.on)}
            raise NotNow(
                _("Như vậy thì lần sau đó không còn khớp: %(what)s ngày %(day)s. Hãy sửa lần ấy trước.") % told
            )


def _require_fit(force: InForce, said: Term, checking: Checking) -> None:
    """Raises NotNow and ValidationError by field where a change does not fit the term as it stands."""
    if misfit := _misfit(force, said):
        field, sentence = misfit
        if not field:
            raise NotNow(sentence)
        checking.wrong(field, sentence)
    checking.settle()


def _misfit(force: InForce, said: Term) -> tuple[str, str] | None:
    """Why a change does not fit the term as it stands: at which field it is told ("" for none), and the sentence."""
    last = {"day": format_day(force.end - DAY)} if force.end != FAR else {}
    if force.ends_by == "left":
        return "", _("Hợp đồng đã chấm dứt trước hạn, hết ngày %(day)s.") % last
    if said.kind == TermChange.ENDED:
        fits = force.start <= said.on < force.end - DAY
        return None if fits else ("on", _("Ngày này không nằm trong thời hạn của hợp đồng."))
    if force.end == FAR:
        return "", _("Hợp đồng không ghi ngày hết hạn nên không có gì để gia hạn.")
    if said.on > force.end:
        return "", _("Hợp đồng đã hết hạn ngày %(day)s: sau đó là hợp đồng mới.") % last
    return None if said.valid_to > force.end else ("last_day", _("Phải sau hạn đang có: %(day)s.") % last)
