"""Members of value chains across chains: the list, its file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.linkage import acts, policies
from nongcot.linkage.reading.member_list import MEMBERS
from nongcot.registry.lists import pages
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point


@at_point
def members(request: HttpRequest) -> HttpResponse:
    """Who holds or held a stage, chain by chain. Query: what `registry.lists.pages.context` reads."""
    offered = _offered if policies.may_record(request.user) else None
    context = pages.context(request, MEMBERS, working=policies.may_read_working(request.user), offered=offered)
    context["files"] = export.files(request, "linkage:members_file")
    context["is_officer"] = policies.may_read_working(request.user)
    return render(request, "linkage/members.html", context)


@at_point
def members_file(request: HttpRequest, format_: str) -> HttpResponse:
    """All of them as the page shows them, as a workbook or as csv."""
    working = policies.may_read_working(request.user)
    return pages.file(request, MEMBERS, format_, working=working, address=export.source(request, "linkage:members"))


def _offered(found: Sequence[Any], point: Point) -> tuple[Column, list[Cell]] | None:
    return acts.in_rows(found, ("change-member", "leave", "withdraw-member")) if point.is_newest else None
