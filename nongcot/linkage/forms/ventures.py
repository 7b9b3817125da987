"""What a joint venture is asked."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.linkage.actions import ventures
from nongcot.linkage.forms.facts import SinceForm, last_day
from nongcot.linkage.vocabulary import COLLECTIVE, PARTNERS, VentureKind
from nongcot.registry import holdings, words
from nongcot.registry.forms.fields import DayField, MoneyField, WrittenField
from nongcot.registry.outcomes import Recorded


class VentureForm(SinceForm):
    """A joint venture of an organisation; with one given, that one said anew, its parties too."""

    organisations = {"organisation": COLLECTIVE, "partner": PARTNERS}

    organisation = WrittenField(
        label=gettext_lazy("Bên hợp tác xã"),
        help_text=gettext_lazy("Hợp tác xã, liên hiệp hoặc tổ hợp tác: tên, mã số hoặc mã trong sổ."),
    )
    partner = WrittenField(label=gettext_lazy("Liên doanh với"), help_text=gettext_lazy("Tên, mã số hoặc mã trong sổ."))
    kind = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=VentureKind.choices, widget=forms.RadioSelect)
    name = WrittenField(label=gettext_lazy("Liên doanh làm gì"))
    since = DayField(label=gettext_lazy("Từ ngày"))
    last_day = DayField(label=gettext_lazy("Đến hết ngày"), required=False)
    document_no = WrittenField(label=gettext_lazy("Số thỏa thuận"), length=80, numbers=False, required=False)
    signed_on = DayField(label=gettext_lazy("Ngày ký"), required=False)
    capital = MoneyField(label=gettext_lazy("Tổng vốn"), required=False)
    own_capital = MoneyField(label=gettext_lazy("Phần góp của hợp tác xã"), required=False)
    note = WrittenField(label=gettext_lazy("Ghi chú"), length=500, required=False)

    SAME = ("kind", "name", "document_no", "signed_on", "capital", "own_capital", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.about is not None:
            # Asked by nobody: it is the organisation whose page the act was begun from.
            del self.fields["organisation"]
            self.organisations = {"partner": PARTNERS}
        if self.fact is None:
            return
        parties = (self.fact.organisation_id, self.fact.partner_id)
        counted = holdings.roots(parties)
        organisation, partner = (counted.get(one, one) for one in parties)
        keys = words.keys([organisation, partner])
        self.fill_in(
            {name: getattr(self.fact, name) for name in self.SAME}
            | {
                "organisation": keys[organisation],
                "partner": keys[partner],
                "since": self.fact.valid_from,
                "last_day": last_day(self.fact.valid_to),
            }
        )

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = self.cleaned_data
        told = ventures.Told(
            organisation_id=self.about.pk if self.about is not None else given["organisation"],
            partner_id=given["partner"],
            since=given["since"],
            last_day=given["last_day"],
            **{name: given[name] for name in self.SAME},
        )
        if self.fact is not None:
            return ventures.change_venture(key=self.fact.key, told=told, by=by, seen=self.seen_posting)
        return ventures.begin_venture(told=told, by=by)
