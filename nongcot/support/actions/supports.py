"""What was done for an organisation: advice, help with labels, trademarks and standards, equipment, projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis import choosing
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry import checking, keyed, lives, versions, writing
from nongcot.registry.bookkeeping import posting
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow, Recorded
from nongcot.support.models import Support
from nongcot.support.vocabulary import Help, Programme, SupportKind

_LENGTHS = {"what": 300, "giver": 200, "document_no": 80}


@dataclass(frozen=True)
class Told:
    """What is told of a support; `amount` in đồng, None where there is none or it is not told.

    `basis` is the number of a document of the register, `document_no` that of another paper.
    """

    kind: str
    help: str
    what: str
    on: PartialDate
    programme: str = Programme.OWN
    amount: int | None = None
    giver: str = ""
    document_no: str = ""
    basis: str = ""


def give_support(*, organisation_id: int, told: Told, by: User | None, source: str = "") -> Recorded:
    """Enter a support. Raises NotNow for an organisation that is not there, ValidationError by field."""
    columns = _checked(told)
    with posting("support.give_support", by=by, source=source) as entry:
        lives.of(organisation_id)
        columns["basis"] = choosing.require("basis", told.basis, entry.n)
        number = writing.next_identity(Support, "support_id")
        keys = writing.tell(entry, Support, [_fact(number, organisation_id, source) | columns])
    return Recorded(entry.n, (organisation_id,), tuple(keys))


def enter_supports(*, supports: Sequence[tuple[int, Told]], by: User | None, source: str = "") -> Recorded:
    """Enter a list of supports, (organisation, what is told of it), one posting. Raises as `give_support`."""
    checked = [(organisation, _checked(told)) for organisation, told in supports]
    named = {organisation for organisation, _columns in checked}
    with posting("support.enter_supports", by=by, cause=Posting.Cause.IMPORT, source=source) as entry:
        if Organisation.objects.filter(pk__in=named).count() < len(named):
            raise NotNow(_("Sổ không có tổ chức này."))
        for told, (_one, columns) in zip((told for _who, told in supports), checked, strict=True):
            columns["basis"] = choosing.require("basis", told.basis, entry.n)
        first = writing.next_identity(Support, "support_id")
        facts = [_fact(number, one, source) | columns for number, (one, columns) in enumerate(checked, first)]
        keys = writing.tell(entry, Support, facts)
    return Recorded(entry.n, tuple(sorted(named)), tuple(keys))


def change_support(*, key: str, told: Told, by: User | None, seen: int | None, reason: str = "") -> Recorded:
    """Say a support anew under its key. Raises NotNow, ChangedSince, ValidationError."""
    columns = _checked(told)
    with posting("support.change_support", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Support, key)
        versions.require_fact_unchanged(before, seen)
        columns["basis"] = choosing.require("basis", told.basis, entry.n, before=before.basis)
        writing.tell_again(entry, before, **columns)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_support(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a support back: it was never given. Raises NotNow when it was taken back already, ChangedSince."""
    with posting("support.withdraw_support", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Support, key)
        versions.require_fact_unchanged(before, seen)
        writing.tell_again(entry, before, void=True)
    return Recorded(entry.n, (before.organisation_id,), (key,))


def _fact(number: int, organisation_id: int, source: str) -> dict[str, Any]:
    return {"key": f"ss{number}", "source": source, "organisation_id": organisation_id, "support_id": number}


def _checked(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = checking.texts({name: getattr(told, name) for name in _LENGTHS}, _LENGTHS)
    if not found["what"]:
        raise ValidationError({"what": _("Cần điền mục này.")})
    for name, choices in (("kind", SupportKind), ("help", Help), ("programme", Programme)):
        found[name] = checking.require_choice(name, getattr(told, name), choices)
    checking.require_past("on", told.on.earliest)
    checking.require_amounts({"amount": told.amount})
    days = {"earliest": told.on.earliest, "latest": told.on.latest, "precision": str(told.on.precision)}
    return found | days | {"amount": told.amount}
