"""Who may open the addresses of this room: those who compose reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import Door
from nongcot.kernel import clock
from nongcot.reports.models import Composition


def _sample_composition() -> Mapping[str, Any]:
    made = Composition.objects.create(
        moment=clock.now(), kind="congress", term=6, on_day=date(2020, 10, 15), n=1, head={}, figures=0, sha256=""
    )
    return {"pk": made.pk}


DOORS = (
    Door("reports:reports", "reports.compose"),
    Door("reports:congress", "reports.compose", query="?term=6&on=15/10/2020"),
    Door("reports:produce", "reports.compose"),
    Door("reports:produced", "reports.compose", sample=_sample_composition),
    Door("reports:document", "reports.compose", sample=_sample_composition),
)
