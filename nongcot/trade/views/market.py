"""Buyers, offers, what was confirmed, shops on the net: their lists with files, and the page of one request."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.places.describe import path
from nongcot.registry import describe, queries, words
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.lists import pages
from nongcot.registry.lists.cells import Cell, Column
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField, Where, read_place
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.vocabulary import Sector
from nongcot.trade import contracts, lists, policies, reading, suggesting
from nongcot.trade.describe import describe_events, request_url
from nongcot.trade.models import BuyerRequest, Confirmation, Offer, OnlineShop
from nongcot.trade.vocabulary import Outcome
from nongcot.ui.forms import NamingForm

#: The page of a request shows so many suggestions, and leads to the rest.
MOST_SUGGESTED = 5

#: What officers may do about a row, by kind of fact: what the link says, the act.
ROW_ACTS: dict[type, tuple[tuple[Any, str], ...]] = {
    OnlineShop: (
        (gettext_lazy("Sửa"), "change_shop"),
        (gettext_lazy("Đóng"), "close_shop"),
        (gettext_lazy("Rút lại"), "withdraw_shop"),
    ),
    Offer: (
        (gettext_lazy("Ghi kết quả"), "settle_offer"),
        (gettext_lazy("Sửa"), "change_offer"),
        (gettext_lazy("Rút lại"), "withdraw_offer"),
    ),
    Confirmation: (
        (gettext_lazy("Sửa"), "change_confirmation"),
        (gettext_lazy("Kết thúc"), "end_confirmation"),
        (gettext_lazy("Rút lại"), "withdraw_confirmation"),
    ),
}
ACTS = Column(gettext_lazy("Việc"))


@at_point
def listing(request: HttpRequest, name: str) -> HttpResponse:
    """One list of the market. Query: what `registry.lists.pages.context` reads."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    listed, may_record = lists.LISTS[name], policies.may_record(request.user) and point.is_newest
    context = pages.context(request, listed, working=True, offered=_offered if may_record else None)
    context |= {
        "tabs": tabs(request, name),
        "files": export.files(request, f"trade:{name}_file"),
        "may_ask": may_record and listed is lists.REQUESTS,
    }
    return render(request, "trade/list.html", context)


@at_point
def file(request: HttpRequest, name: str, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    address = export.source(request, f"trade:{name}")
    return pages.file(request, lists.LISTS[name], format_, working=True, address=address)


def tabs(request: HttpRequest, current: str) -> list[tuple[str, str, None, bool]]:
    """The lists of the market that this person may read."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    sees = policies.sees_results(request.user)
    return [
        (str(one.title), f"{reverse(f'trade:{name}')}{point.query}", None, name == current)
        for name, one in lists.LISTS.items()
        if sees or not one.working
    ]


def _offered(found: Sequence[Any], _point: Point) -> tuple[Column, list[Cell]] | None:
    if not found or type(found[0]) not in ROW_ACTS:
        return None
    names = words.names({one.organisation_id for one in found})
    return ACTS, [Cell(text=f"{one} – {names[one.organisation_id]}", acts=_acts(one)) for one in found]


def _acts(one: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(said), reverse("trade:act_on", args=[code, one.key])) for said, code in ROW_ACTS[type(one)])


@at_point
def buyer(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: what is asked for, the offers to it, and what of the register may fit."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    fact = _request(request_id, point)
    may_record = policies.may_record(request.user) and point.is_newest
    record = describe.describe_organisations({fact.organisation_id} - {0}, point.on, point.n)
    fitting = suggesting.fitting(fact, point)
    context = {
        "fact": fact,
        "state": lists.state(fact, point),
        "sector": words.label(Sector, fact.sector) if fact.sector else "",
        "last": last_day(fact.valid_to),
        "event": describe_events({fact.event_id} - {None}, point.on, point.n).get(fact.event_id),
        "record": record.get(fact.organisation_id),
        "offers": _offers(fact, point),
        "suggested": suggesting.described(fitting[:MOST_SUGGESTED], fact, point),
        "more": len(fitting) - MOST_SUGGESTED,
        "may_record": may_record,
    }
    return render(request, "trade/buyer.html", context)


class SuggestionFilterForm(NamingForm):
    """What suggestions may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tên sản phẩm, tổ chức"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120, required=False)
    reason = ChoiceField(label=gettext_lazy("Vì"), choices=[ANY, *suggesting.Why.choices], required=False)


@at_point
def suggestions(request: HttpRequest, request_id: int) -> HttpResponse:
    """What of the register may fit a request, each with its reasons. Query: `q`, `place`, `reason`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    fact = _request(request_id, point)
    form, where, given, chips = _asked(request, point)
    everything = suggesting.fitting(fact, point)
    communes = where.communes if where.unit is not None else None
    left = suggesting.narrowed(everything, point, text=given["q"], why=given["reason"], communes=communes)
    page: Page[suggesting.Fitting] = Paginator(left, pages.PAGE).get_page(request.GET.get("page"))
    context = {
        "fact": fact,
        "url": request_url(request_id),
        "form": form,
        "where": where,
        "chips": chips,
        "page": page,
        "suggested": suggesting.described(list(page), fact, point),
        "total": len(everything),
        "may_record": policies.may_record(request.user) and point.is_newest,
    }
    return render(request, "trade/suggestions.html", context)


def _asked(request: HttpRequest, point: Point) -> tuple[SuggestionFilterForm, Where, dict[str, str], list[Chip]]:
    """The form to show again, how its place was understood, what it asks for, chips to take off."""
    data = request.GET.copy()
    where = read_place(data.get("place", "").strip(), point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    form = SuggestionFilterForm(data)
    form.is_valid()
    given = {name: form.cleaned_data.get(name) or "" for name in ("q", "reason")}
    chips = [(_("Tên có"), given["q"], "q", given["q"])] if given["q"] else []
    if where.unit is not None:
        chips.append((_("Địa bàn"), where.unit.full_name, "place", where.unit.code))
    if given["reason"]:
        chips.append((_("Vì"), words.label(suggesting.Why, given["reason"]), "reason", given["reason"]))
    return form, where, given, chips


def _request(request_id: int, point: Point) -> BuyerRequest:
    found = queries.standing(BuyerRequest, point.n, request_id=request_id)
    if not found:
        raise Http404
    return found[0]


def _offers(fact: BuyerRequest, point: Point) -> list[tuple[Any, ...]]:
    """Each offer to a request: who, which product, badge and words of what became of it, its contracts."""
    found = queries.standing(Offer, point.n, request_id=fact.request_id)
    who = describe.describe_organisations({offer.organisation_id for offer in found}, point.on, point.n)
    names = reading.product_names({offer.product_id for offer in found if offer.product_id}, point)
    deals = contracts.named({offer.agreement_id for offer in found if offer.agreement_id}, point)
    return [
        (o, who[o.organisation_id], names.get(o.product_id or 0, ""), lists.OUTCOMES[Outcome(o.outcome)],
         words.label(Outcome, o.outcome), [deals[o.agreement_id]] if o.agreement_id in deals else [])
        for o in sorted(found, key=lambda o: (o.offered_on, o.pk))
    ]  # fmt: skip
