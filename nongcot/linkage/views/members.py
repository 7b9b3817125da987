"""Members of value chains across chains: the list, its file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nongcot.linkage import acts, policies
from nongcot.linkage.reading.member_list import MEMBERS, WITH_NUMBERS
from nongcot.registry.lists import pages
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.lists.listed import Listed
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point


@at_point
def members(request: HttpRequest) -> HttpResponse:
    """Who holds or held a stage, chain by chain. Query: what `registry.lists.pages.context` reads."""
    offered = _offered if policies.may_record(request.user) else None
    working = policies.may_read_working(request.user)
    context = pages.context(request, _listed(working), working=working, offered=offered)
    context["files"] = export.files(request, "linkage:members_file")
    context["is_officer"] = working
    return render(request, "linkage/members.html", context)


@at_point
def members_file(request: HttpRequest, format_: str) -> HttpResponse:
    """All of them as the page shows them, as a workbook or as csv."""
    working = policies.may_read_working(request.user)
    address = export.source(request, "linkage:members")
    return pages.file(request, _listed(working), format_, working=working, address=address)


def _listed(working: bool) -> Listed:
    return WITH_NUMBERS if working else MEMBERS


def _offered(found: Sequence[Any], point: Point) -> tuple[Column, list[Cell]] | None:
    return acts.in_rows(found, ("change-member", "leave", "withdraw-member")) if point.is_newest else None
