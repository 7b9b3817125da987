"""A list of a page as a table for other programs: what stands above its rows."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.accounts import book
from nongcot.kernel.dates import format_day

#: A condition that a list was narrowed by, in words: what it is about, what was asked.
Condition = tuple[str, str]


def notes(*, on: date, n: int, moment: datetime, conditions: Iterable[Condition], address: str) -> list[str]:
    """Of which day and posting a list is, narrowed to what, from which address; Vietnamese in every language."""
    with override("vi"):
        return [
            _("Sổ ngày %(on)s, theo những gì đã ghi đến lần ghi thứ %(n)s (%(moment)s).")
            % {"on": format_day(on), "n": n, "moment": f"{moment.astimezone():%d/%m/%Y %H:%M}"},
            *book.marks(),
            *(f"{label}: {shown}" for label, shown in conditions),
            _("Nguồn: %(address)s") % {"address": address},
        ]
