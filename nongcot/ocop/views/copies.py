"""Copies of a dossier's papers: for those who see the dossiers, and for members of a sitting those assigned to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from nongcot.indicators import ledger
from nongcot.ocop import policies
from nongcot.ocop.actions import evidence
from nongcot.ocop.models import Evidence
from nongcot.registry import keyed
from nongcot.registry.copies import beside
from nongcot.registry.models import Copy
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.views.copies import beside_fact


@at_point
def of_dossier(request: HttpRequest, key: str, copy: str) -> HttpResponse:
    """A copy beside a paper of the dossier; an earlier one, or one taken back since, as known at `known`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    return beside_fact(request, Evidence, copy, point.n, is_here=lambda paper: paper.dossier == key)


def to_score(request: HttpRequest, item_id: int, copy: str) -> HttpResponse:
    """A copy beside a paper of the item's dossier, as it stands now."""
    item = get_object_or_404(policies.to_score(request.user), pk=item_id)
    there = {paper.key for paper in evidence.of_dossier(item.dossier)}
    return beside_fact(request, Evidence, copy, ledger.newest(), is_here=lambda paper: paper.key in there)


def dossier_of(fact: object) -> str:
    """The key of the dossier that a fact is told of, or whose paper a copy is of; "" for a copy of another room."""
    if isinstance(fact, Copy):
        is_ours = fact.of == beside.table(Evidence)
        return keyed.last_told(Evidence, fact.of_key).dossier if is_ours else ""
    return str(getattr(fact, "dossier", ""))
