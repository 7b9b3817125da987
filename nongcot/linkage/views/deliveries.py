"""Deliveries across contracts: the list, its file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.linkage import acts, policies
from nongcot.linkage.reading.delivery_list import DELIVERIES
from nongcot.registry.lists import pages
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point


@at_point
def deliveries(request: HttpRequest) -> HttpResponse:
    """Seasons of all contracts, the last first. Query: what `registry.lists.pages.context` reads."""
    offered = _offered if policies.may_record(request.user) else None
    context = pages.context(request, DELIVERIES, working=True, offered=offered)
    context["files"] = export.files(request, "linkage:deliveries_file")
    return render(request, "linkage/deliveries.html", context)


@at_point
def deliveries_file(request: HttpRequest, format_: str) -> HttpResponse:
    """All of them as the page shows them, as a workbook or as csv."""
    return pages.file(request, DELIVERIES, format_, working=True, address=export.source(request, "linkage:deliveries"))


def _offered(found: Sequence[Any], point: Point) -> tuple[Column, list[Cell]] | None:
    return acts.in_rows(found, ("change-delivery", "withdraw-delivery")) if point.is_newest else None
