"""Choosing the organisation that something is to be recorded of."""

from collections.abc import Collection
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from nongcot.kernel import clock
from nongcot.registry import finding, words
from nongcot.registry.models import Organisation, Profile
from nongcot.registry.vocabulary import LegalStatus
from nongcot.ui.forms import NamingForm

MOST = 20


@dataclass(frozen=True)
class Choice:
    """An organisation that was found: its key, name, kind, place, and last status."""

    key: str
    name: str
    kind: str
    place: str
    status: str


class ChooseForm(NamingForm):
    """Name, code or commune, as one types it."""

    q = forms.CharField(label=_("Tên, mã số hoặc mã trong sổ"), help_text=_("Không cần gõ dấu."), max_length=200)

    def found(self) -> list[Choice]:
        """Organisations that the text may mean, the first `MOST` by name."""
        text = self.cleaned_data["q"]
        by_key = set(Organisation.objects.filter(key__iexact=text.strip()).values_list("pk", flat=True))
        return _choices(by_key or typed(text))


def typed(text: str, most: int = MOST, kinds: Collection[str] = ()) -> list[int]:
    """Organisations found by what was typed, the best first; with `kinds` only of these."""
    return finding.best(text, finding.ORGANISATION, most, kinds)[1]


def _choices(organisations: Collection[int]) -> list[Choice]:
    keys = words.keys(organisations)
    rows = Profile.objects.filter(organisation_id__in=organisations, retracted=None).order_by("valid_from")
    last = {row.organisation_id: row for row in rows}
    return [
        Choice(keys[pk], row.name, words.kind(row.kind), words.place(row.place_id), _status(row))
        for pk, row in sorted(last.items(), key=lambda item: item[1].sort_key)
    ]


def _status(last: Profile) -> str:
    """The last legal status of a life: slices hold none of the time after its end."""
    legal = LegalStatus.ENDED.value if last.valid_to <= clock.today() else last.legal_status
    return words.legal_status(legal, last.kind)
