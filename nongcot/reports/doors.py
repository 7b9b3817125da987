"""Who may open the addresses of this room: those who compose reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import Door
from nongcot.plans.models import Term
from nongcot.reports import actions


def _sample_composition() -> Mapping[str, Any]:
    for number, start, end in (
        (5, date(2015, 10, 15), date(2020, 10, 14)),
        (6, date(2020, 10, 15), date(2025, 10, 14)),
    ):
        Term.objects.get_or_create(number=number, posted=1, defaults={"start": start, "end": end, "label": "mẫu"})
    made = actions.produce_congress(term=6, on=date(2020, 10, 15), by=None)
    return {"pk": made.noted.pk}


DOORS = (
    Door("reports:reports", "reports.compose"),
    Door("reports:congress", "reports.compose", query="?term=6&on=15/10/2020"),
    Door("reports:produce", "reports.compose"),
    Door("reports:produced", "reports.compose", sample=_sample_composition),
    Door("reports:document", "reports.compose", sample=_sample_composition),
    Door("reports:again", "reports.compose", sample=_sample_composition),
)
