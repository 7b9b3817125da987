"""An extension or an early end of a contract, said anew: it has to fit among what else changed the term."""

import copy
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import FAR, format_day
from nongcot.linkage import writing
from nongcot.linkage.models import Contract, Term
from nongcot.linkage.terms import in_force
from nongcot.linkage.values import Checking
from nongcot.linkage.vocabulary import EndGround, TermChange
from nongcot.registry import keyed, versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded

DAY = timedelta(days=1)


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
    told = _papers(document_no, note)
    return _change(key, told | {"on": on, "valid_to": last_day + DAY}, TermChange.EXTENDED, by, seen, reason)


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
    told = _papers(document_no, note) | {"ground": checking.choice("ground", ground, EndGround, needed=True)}
    checking.settle()
    return _change(key, told | {"on": on, "valid_to": on + DAY}, TermChange.ENDED, by, seen, reason)


def _change(
    key: str, told: dict[str, Any], kind: TermChange, by: User | None, seen: int | None, reason: str
) -> Recorded:
    with posting("linkage.change_term", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Term, key)
        if before.kind != kind:
            raise NotNow(_("Dữ kiện này không có trong sổ, hoặc đã được rút lại."))
        contracts = keyed.of_many(Contract, [before.contract_id], by="contract_id")
        if not contracts:
            raise NotNow(_("Sổ không có hợp đồng này."))
        terms = keyed.of_many(Term, [before.contract_id], by="contract_id")
        for one in (contracts[0], *terms):
            versions.require_fact_unchanged(one, seen)
        said = copy.copy(before)
        for name, value in told.items():
            setattr(said, name, value)
        said.posted = entry.n
        _require_fit(contracts[0], [said if one.key == key else one for one in terms], key)
        writing.again(entry, before, **told)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _require_fit(contract: Contract, terms: Sequence[Term], key: str) -> None:
    """Each change fits the term as it stood before it, from the one that is said anew on."""
    ordered = sorted(terms, key=lambda one: (one.on, one.posted))
    at = next(place for place, one in enumerate(ordered) if one.key == key)
    _check(contract, ordered[:at], ordered[at])
    for place, later in enumerate(ordered[at + 1 :], at + 1):
        force = in_force(contract, ordered[:place])
        if not _fits(later, force.start, force.end, force.ends_by):
            told = {"what": str(later).lower(), "day": format_day(later.on)}
            raise NotNow(
                _("Như vậy thì lần sau đó không còn khớp: %(what)s ngày %(day)s. Hãy sửa lần ấy trước.") % told
            )


def _check(contract: Contract, earlier: Sequence[Term], said: Term) -> None:
    """The change that is said anew fits. Raises NotNow, ValidationError by field."""
    checking = Checking()
    force = in_force(contract, earlier)
    last = {"day": format_day(force.end - DAY)} if force.end != FAR else {}
    if force.ends_by == "left":
        raise NotNow(_("Hợp đồng đã chấm dứt trước hạn, hết ngày %(day)s.") % last)
    if said.kind == TermChange.ENDED:
        if not force.start <= said.on < force.end - DAY:
            checking.wrong("on", _("Ngày này không nằm trong thời hạn của hợp đồng."))
    elif force.end == FAR:
        raise NotNow(_("Hợp đồng không ghi ngày hết hạn nên không có gì để gia hạn."))
    elif said.on > force.end:
        raise NotNow(_("Hợp đồng đã hết hạn ngày %(day)s: sau đó là hợp đồng mới.") % last)
    elif said.valid_to <= force.end:
        checking.wrong("last_day", _("Phải sau hạn đang có: %(day)s.") % last)
    checking.settle()


def _fits(term: Term, start: date, end: date, ends_by: str) -> bool:
    if ends_by == "left":
        return False
    if term.kind == TermChange.ENDED:
        return start <= term.on < end - DAY
    return end != FAR and term.on <= end and term.valid_to > end


def _papers(document_no: str, note: str) -> dict[str, Any]:
    checking = Checking()
    told = {
        "document_no": checking.text("document_no", document_no, 80, numbers=False),
        "note": checking.text("note", note, 500),
    }
    checking.settle()
    return told
