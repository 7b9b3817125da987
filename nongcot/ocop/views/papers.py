"""Papers as pages show them: what is left of each today, and the copies that are kept beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.ocop import queries
from nongcot.ocop.models import Evidence
from nongcot.registry.copies import beside
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.models import Copy

Address = Callable[[Copy], str]


def shown(papers: Sequence[Evidence], address: Address, *, editing: str = "") -> list[dict[str, Any]]:
    """Papers in their order. `address` opens a copy; `editing` is the key of the dossier where copies are changed."""
    today = clock.today()
    copies = beside.of_facts(Evidence, [paper.key for paper in papers], ledger.newest())

    def act(code: str, copy: Copy) -> str:
        return reverse("ocop:act_on", args=[editing, code, copy.key])

    return [
        _badged(paper, today) | {"copies": beside.shown(copies.get(paper.key, ()), address, act if editing else None)}
        for paper in papers
    ]


def on_dossier(key: str) -> Address:
    """Where those who see the dossiers open copies of one."""
    return lambda copy: reverse("ocop:copy", args=[key, copy.key])


def to_score(item_id: int) -> Address:
    """Where a member of a sitting opens copies of an item that was assigned to it."""
    return lambda copy: reverse("ocop:copy_to_score", args=[item_id, copy.key])


def by_criterion(papers: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Papers by the criterion that they prove."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in papers:
        found.setdefault(one["paper"].criterion, []).append(one)
    return found


def _badged(paper: Evidence, today: date) -> dict[str, Any]:
    """A paper with its badge of the day: a paper that ends before the dossier is judged proves nothing."""
    left = (paper.valid_to - today).days
    badge = ("end", _("Đã hết hạn")) if left <= 0 else ("wait", _("Còn %(days)s ngày") % {"days": left})
    return {"paper": paper, "last_day": last_day(paper.valid_to), "badge": badge if left <= queries.SOON else None}
