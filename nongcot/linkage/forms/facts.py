"""What forms about something that stands share: they say what it is."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from nongcot.kernel.dates import FAR
from nongcot.registry.forms.base import ActForm, Answer

DAY = timedelta(days=1)


def last_day(valid_to: date) -> date | None:
    """The last day of what ends before `valid_to`; None for no end."""
    return None if valid_to == FAR else valid_to - DAY


class FactForm(ActForm):
    """A form about something that stands: it says what."""

    def answers(self) -> Iterator[Answer]:
        if self.fact is not None:
            yield Answer(str(_("Về")), str(self.fact), "")
        yield from super().answers()


class SinceForm(FactForm):
    """A form that tells something from its answer `since` on."""

    @property
    def effective_day(self) -> date:
        day: date = self.cleaned_data["since"]
        return day
