"""Lists, their files, and the pages of one title, one nomination, one model."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nongcot.exemplars import assessment, policies, queries
from nongcot.exemplars.models import (
    Designation,
    EffectiveModel,
    Nomination,
    Replication,
    Reviewed,
)
from nongcot.exemplars.reading import board as boards
from nongcot.exemplars.reading import nominations, row_acts
from nongcot.exemplars.reading.lists import LISTS
from nongcot.exemplars.vocabulary import Field, Level, Programme, Review, Title
from nongcot.kernel.dates import FAR
from nongcot.places import tree
from nongcot.registry import words
from nongcot.registry.describe import describe_organisations, organisation_url
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.lists import pages
from nongcot.registry.lists.cells import day_of, told
from nongcot.registry.lists.listed import Listed, badge
from nongcot.registry.models import Organisation
from nongcot.registry.queries import counted_as, records_of, roots, standing_rows
from nongcot.registry.reading import export
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.vocabulary import Sector

PAGE = 25
WEAK, CRITERIA, READINGS = "cung-co", "tieu-chi", "cach-doc"


@at_point
def board(request: HttpRequest) -> HttpResponse:
    """Where the room stands: its figures, and for officers what waits."""
    point = _point(request)
    context = {
        "board": boards.of(point, sees_work=policies.sees_work(request.user)),
        "tabs": tabs(request, ""),
        "sees_work": policies.sees_work(request.user),
        "may_edit": policies.may_edit(request.user),
    }
    return render(request, "exemplars/board.html", context)


@at_point
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """One list. Query: what `lists.pages.context` reads."""
    listed, may_edit = _listed(request, slug), policies.may_edit(request.user)
    context = pages.context(
        request, listed, working=policies.sees_work(request.user), offered=row_acts.offered if may_edit else None
    )
    context |= {
        "tabs": tabs(request, slug),
        "files": export.files(request, "exemplars:file", slug),
        "may_edit": may_edit,
    }
    return render(request, "exemplars/list.html", context)


@at_point
def file(request: HttpRequest, slug: str, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    address = export.source(request, "exemplars:list", slug)
    return pages.file(
        request, _listed(request, slug), format_, working=policies.sees_work(request.user), address=address
    )


@at_point
def designation(request: HttpRequest, designation_id: int) -> HttpResponse:
    """One title: its decision, its reviews, who took over its way."""
    point = _point(request)
    fact = queries.one(Designation, point.n, designation_id=designation_id)
    if fact is None:
        raise Http404
    reviews = list(standing_rows(Reviewed, point.n).filter(designation_id=designation_id).order_by("-year"))
    gone = min((one.on for one in reviews if one.outcome == Review.WITHDRAWN), default=FAR)
    borne_by = records_of(counted_as(fact.organisation_id, point.n), point.n)
    taken = standing_rows(Replication, point.n).filter(exemplar_id__in=borne_by).order_by("-earliest")
    named = describe_organisations({one.organisation_id for one in taken}, point.on, point.n)
    context = {
        **_about(request, fact.organisation_id),
        "fact": fact,
        "title": words.label(Programme, fact.programme) if fact.programme else words.label(Title, fact.title),
        "field": words.label(Field, fact.field),
        "level": words.label(Level, fact.level),
        "since": day_of(fact),
        "until": last_day(fact.valid_to),
        "state": badge(fact.valid_from, min(fact.valid_to, gone), point.on),
        "withdrawn": gone if gone != FAR else None,
        "reviews": [(one, words.label(Review, one.outcome)) for one in reviews],
        "replications": [(named.get(one.organisation_id), words.label(Field, one.field), told(day_of(one)), one.how)
                         for one in taken],
        "nomination": fact.nomination_id,
        "tabs": tabs(request, "danh-hieu"),
    }  # fmt: skip
    return render(request, "exemplars/designation.html", context)


@at_point
def nomination(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """One nomination: its steps as a task list, its conditions, what is missing."""
    point = _point(request)
    fact = queries.one(Nomination, point.n, nomination_id=nomination_id)
    if fact is None:
        raise Http404
    steps = nominations.tasks(fact, point.n)
    asked, found = nominations.conditions(fact, point)
    context = {
        **_about(request, fact.organisation_id),
        "fact": fact,
        "title": words.label(Title, fact.title),
        "field": words.label(Field, fact.field),
        "level": words.label(Level, fact.level),
        "programme": words.label(Programme, fact.programme) if fact.programme else "",
        "steps": steps,
        "done": sum(one.taken is not None for one in steps),
        "criteria": asked,
        "conditions": found,
        "missing": nominations.missing(steps, found),
        "designation": assessment.designation_of(fact, point.n),
        "tabs": tabs(request, "de-nghi"),
    }
    return render(request, "exemplars/nomination.html", context)


@at_point
def model(request: HttpRequest, model_id: int) -> HttpResponse:
    """One effective model; its amounts are told to officers alone."""
    point = _point(request)
    fact = queries.one(EffectiveModel, point.n, model_id=model_id)
    if fact is None:
        raise Http404
    units = tree.current(point.n).units
    context = {
        **(_about(request, fact.organisation_id) if fact.organisation_id else _nobody(request)),
        "fact": fact,
        "place": units[fact.place_id].full_name if fact.place_id in units else "",
        "sector": words.label(Sector, fact.sector) if fact.sector else "",
        "area": told(fact.area).text,
        "amounts": [
            (_("Chi phí"), words.money(fact.cost) if fact.cost is not None else ""),
            (_("Thu nhập"), words.money(fact.income) if fact.income is not None else ""),
            (_("Lợi nhuận"), _signed(fact.profit)),
        ],
        "doubt": _doubt(fact),
        "tabs": tabs(request, "mo-hinh"),
    }
    return render(request, "exemplars/model.html", context)


def tabs(request: HttpRequest, current: str) -> list[tuple[str, str, None, bool]]:
    """The room's pages, each with its own address; those in work are told to officers alone."""
    point = _point(request)
    found = [(_("Toàn cảnh"), reverse("exemplars:board"), current == "")]
    sees = policies.sees_work(request.user)
    for slug, listed in LISTS.items():
        if sees or not listed.working:
            found.append((str(listed.title), reverse("exemplars:list", args=[slug]), current == slug))
    if sees:
        found.append((_("Cần củng cố"), reverse("exemplars:weak"), current == WEAK))
    found.append((pgettext("danh sách", "Tiêu chí"), reverse("exemplars:criteria"), current == CRITERIA))
    found.append((_("Cách đọc"), reverse("exemplars:readings"), current == READINGS))
    return [(label, f"{url}{point.query}", None, is_current) for label, url, is_current in found]


def _point(request: HttpRequest) -> Point:
    return request.point  # type: ignore[attr-defined,no-any-return]  # set by `at_point`


def _listed(request: HttpRequest, slug: str) -> Listed:
    listed = LISTS.get(slug)
    if listed is None or (listed.working and not policies.sees_work(request.user)):
        raise Http404
    return listed


def _nobody(request: HttpRequest) -> dict[str, Any]:
    return {
        "sees_work": policies.sees_work(request.user),
        "may_edit": policies.may_edit(request.user),
    }


def _about(request: HttpRequest, organisation_id: int) -> dict[str, Any]:
    point = _point(request)
    root = roots(point.n).get(organisation_id, organisation_id)
    organisation = Organisation.objects.get(pk=root)
    described = describe_organisations([root], point.on, point.n)[root]
    return _nobody(request) | {
        "owner": described,
        "key": organisation.key,
        "owner_url": f"{organisation_url(organisation.key)}{point.query}",
    }


def _signed(amount: int | None) -> str:
    if amount is None:
        return ""
    return words.money(amount) if amount >= 0 else f"−{words.money(-amount)}"


def _doubt(fact: EffectiveModel) -> str:
    """What does not fit in the source's own numbers: told, never mended."""
    if fact.cost is None or fact.income is None or fact.profit is None:
        return ""
    if fact.income - fact.cost == fact.profit:
        return ""
    difference = _signed(fact.income - fact.cost)
    return _("Thu nhập trừ chi phí là %(difference)s, khác lợi nhuận mà nguồn ghi.") % {"difference": difference}
