"""What the room shows on the overview page (`settings.OVERVIEW`)."""

from typing import Any

from django.http import HttpRequest

from nongcot.indicators import ledger
from nongcot.plans import plan, screen


def targets(request: HttpRequest) -> dict[str, Any]:
    """The targets of the page's day: `template` to include with the rest; empty while no term is stated."""
    point: Any = request.point  # type: ignore[attr-defined]
    if not point:
        return {}
    n = point.n or ledger.newest()
    term = plan.term_on(point.on, n)
    if term is None:
        return {}
    return {"template": "plans/_overview.html", "screen": screen.of(term, point.on, n)}
