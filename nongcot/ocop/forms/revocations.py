"""Revocations of certificates: on which day, on which ground, by which paper."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.ocop.actions import revocations
from nongcot.ocop.forms.dossiers import WithdrawForm
from nongcot.ocop.forms.fields import OcopForm, PapersFields
from nongcot.ocop.models import Step
from nongcot.ocop.vocabulary import RevocationReason, StepKind
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import DayField
from nongcot.registry.outcomes import Recorded


class RevokeForm(PapersFields, OcopForm):
    """The certificate of the recognition `fact` was revoked."""

    day = DayField(label=gettext_lazy("Ngày thu hồi"), help_text=gettext_lazy("Từ ngày này giấy không còn giá trị."))
    ground = forms.ChoiceField(label=gettext_lazy("Lý do thu hồi"), choices=RevocationReason.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["seen", "day", "ground", "document_no", "body"])

    def told(self, by: User | None) -> dict[str, Any]:
        """As the actions take it, with who records it."""
        given = {name: self.cleaned_data[name] for name in ("day", "ground")}
        return given | {"paper": self.paper(), "by": by, "seen": self.seen_posting}

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return revocations.revoke(recognition=self.fact.key, **self.told(by))


class ChangeRevocationForm(ReasonField, RevokeForm):
    """The revocation `fact` said anew."""

    def __init__(self, *args: Any, fact: Step, **kwargs: Any) -> None:
        super().__init__(*args, fact=fact, **kwargs)
        known = {name: getattr(fact, name) for name in ("day", "document_no", "body")}
        self.fill_in(known | {"ground": fact.details["reason"]})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        reason = self.cleaned_data["reason"]
        return revocations.change_revocation(key=self.fact.key, reason=reason, **self.told(by))


def change(*, fact: Step, **kwargs: Any) -> OcopForm:
    """The form in which a revocation is said anew. Raises Http404 for another step."""
    return ChangeRevocationForm(fact=_revocation(fact), **kwargs)


def withdraw(*, fact: Step, **kwargs: Any) -> OcopForm:
    """The form in which a revocation is taken back. Raises Http404 for another step."""
    return WithdrawForm(fact=_revocation(fact), action=revocations.withdraw_revocation, **kwargs)


def _revocation(fact: Step) -> Step:
    if fact.kind != StepKind.REVOKED:
        raise Http404
    return fact
