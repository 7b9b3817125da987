"""Filtering the journal, and saying why a posting is undone."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nongcot.indicators.ledger import VIETNAM
from nongcot.indicators.models import Posting
from nongcot.registry import journal
from nongcot.registry.forms.base import ReasonField
from nongcot.registry.forms.fields import DayField
from nongcot.ui.forms import NamingForm

DAY = timedelta(days=1)


class JournalFilter(NamingForm):
    """Which postings: by act, person, cause, day."""

    act = forms.ChoiceField(label=_("Việc"), required=False)
    actor = forms.ChoiceField(label=_("Người ghi"), required=False)
    cause = forms.ChoiceField(label=_("Nguyên do"), choices=[("", _("Tất cả")), *Posting.Cause.choices], required=False)
    since = DayField(label=_("Từ ngày"), required=False, help_text="")
    until = DayField(label=_("Đến ngày"), required=False, help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = Posting.objects.order_by("act").values_list("act", flat=True).distinct()
        actors = Posting.objects.order_by("actor_name").values_list("actor_name", flat=True).distinct()
        named = sorted((journal.title(act), act) for act in acts)
        self.fields["act"].choices = [("", _("Tất cả")), *((act, title) for title, act in named)]  # type: ignore[attr-defined]
        self.fields["actor"].choices = [("", _("Tất cả")), *((name, Posting.label_of(name)) for name in actors)]  # type: ignore[attr-defined]

    def apply(self, rows: QuerySet[Posting]) -> QuerySet[Posting]:
        """The postings asked for, the newest first; none for a filter that cannot be read."""
        if not self.is_valid():
            return rows.none()
        asked = self.cleaned_data
        for name, column in (("act", "act"), ("actor", "actor_name"), ("cause", "cause")):
            if asked[name]:
                rows = rows.filter(**{column: asked[name]})
        if asked["since"]:
            rows = rows.filter(moment__gte=datetime.combine(asked["since"], time.min, VIETNAM))
        if asked["until"]:
            rows = rows.filter(moment__lt=datetime.combine(asked["until"] + DAY, time.min, VIETNAM))
        return rows.order_by("-n")

    def chips(self) -> list[tuple[str, str, str, str]]:
        """What is filtered by: label, value shown, parameter, raw value."""
        found = []
        for field in self:
            raw = self.data.get(field.name, "")
            if raw:
                choices = dict(getattr(self.fields[field.name], "choices", []))
                found.append((str(field.label), str(choices.get(raw, raw)), field.name, raw))
        return found


class UndoForm(ReasonField):
    """Why a posting is undone."""
