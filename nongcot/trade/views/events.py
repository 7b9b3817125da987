"""The calendar of events with its feed, the list, and the page of one event."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.accounts.models import Book
from nongcot.kernel import text
from nongcot.registry.reading import export, fact_keys, tiles
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.trade import attended, calendar, market, policies, reading
from nongcot.trade.reading import STATES_ASKED, Narrowing, Shown
from nongcot.trade.vocabulary import INTERNATIONAL, SCOPES_ASKED, EventType

PAGE = 25
TILES = (
    "fair_cooperatives", "fair_participations", "trade_connection_events", "international_fair_ready_cooperatives",
)  # fmt: skip

#: What a result tells in numbers, in the order of the page and of the file.
AMOUNTS = (
    "sales", "contracts", "contract_value", "memoranda", "new_buyers", "visitors", "booth_cost", "own_cost", "support",
)  # fmt: skip
TYPE = "text/calendar; charset=utf-8"


class EventFilterForm(forms.Form):
    """What a list of events may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tên, địa điểm"), max_length=100, required=False)
    type = ChoiceField(label=gettext_lazy("Loại"), choices=[ANY, *EventType.choices], required=False)
    scope = ChoiceField(label=gettext_lazy("Phạm vi"), choices=[ANY, *SCOPES_ASKED], required=False)
    state = ChoiceField(label=gettext_lazy("Tình trạng"), choices=[ANY, *STATES_ASKED], required=False)
    year = ChoiceField(label=gettext_lazy("Năm"), choices=[ANY], required=False)

    def __init__(self, years: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [ANY, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]


@at_point
def calendar_page(request: HttpRequest) -> HttpResponse:
    """What comes next, and the months of a year. Query: `year`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = reading.events(point)
    years = sorted({one.event.earliest.year for one in shown} | {point.on.year}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else point.on.year
    coming = [one for one in reversed(shown) if one.state in ("coming", "running")]
    context = {
        "tiles": tiles.of(TILES, point, request.user),
        "coming": [(one, one.where(point)) for one in coming],
        "months": calendar.months(shown, year),
        "year": str(year),
        "years": [(str(one), _with(request, year=one), None, one == year) for one in years],
        "may_record": policies.may_record(request.user) and point.is_newest,
        "sees_results": policies.sees_results(request.user),
    }
    return render(request, "trade/calendar.html", context)


@at_point
def feed(request: HttpRequest) -> HttpResponse:
    """The events as a calendar that other programs subscribe to."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        shown = reading.events(point)
        book = Book.objects.first()
        name = f"{_('Hội chợ, xúc tiến')} – {book.name}" if book else _("Hội chợ, xúc tiến")
        places = {one.event.event_id: one.where(point) for one in shown}
        told = calendar.feed(shown, name=name, site=settings.PUBLIC_URL, stamp=point.moment, places=places)
    return HttpResponse(told, content_type=TYPE)


@at_point
def events(request: HttpRequest) -> HttpResponse:
    """Events, narrowed, 25 a page. Query: `Narrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    everything = reading.events(point)
    form, narrowing = _narrowed(request, everything)
    left = [one for one in everything if narrowing.fits(one)]
    page: Page = Paginator(left, PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of events
    context = {
        "form": form,
        "chips": narrowing.chips(),
        "page": page,
        "lines": [(one, one.where(point)) for one in page],
        "total": len(everything),
        "files": {f: f"{reverse('trade:events_file', args=[f])}?{request.GET.urlencode()}" for f in export.FORMATS},
        "may_record": policies.may_record(request.user) and point.is_newest,
    }
    return render(request, "trade/events.html", context)


@at_point
def events_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        everything = reading.events(point)
        _form, narrowing = _narrowed(request, everything)
        columns = [
            Column("STT", "number", 6),
            Column("Sự kiện", width=48),
            Column("Loại"),
            Column("Phạm vi"),
            Column("Khai mạc", "day"),
            Column("Bế mạc", "day"),
            Column("Địa điểm", width=40),
            Column("Xã, phường, thị trấn"),
            Column("Huyện, thành phố"),
            Column("Tỉnh"),
            Column("Đơn vị tổ chức"),
            Column("Số quyết định", "code"),
            Column("Số gian hàng", "number"),
            Column("Có trong danh sách", "number"),
            Column("Đã tham gia", "number"),
            Column("Tình trạng"),
            fact_keys.EVENT.column(),
        ]
        left = [one for one in everything if narrowing.fits(one)]
        rows = [
            [
                number, e.name, one.type, one.scope, one.opens, _last(one), e.venue, place.commune,
                place.district, place.province, e.organiser, e.decision_no, e.booths, one.listed, one.attended,
                one.badge[1], fact_keys.EVENT.of(e.event_id),
            ]
            for number, one in enumerate(left, 1)
            for e in [one.event]
            for place in [one.commune(point)]
        ]  # fmt: skip
    address = request.build_absolute_uri(f"{reverse('trade:events')}?{request.GET.urlencode()}")
    table = Table("Sự kiện xúc tiến", columns, rows, export.notes(point, narrowing.chips(), address))
    return export.download(table, format_, f"su-kien-xuc-tien-{point.on.isoformat()}")


@at_point
def event(request: HttpRequest, event_id: int) -> HttpResponse:
    """One event: what it is, who is in its list, what they told."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = _found(event_id, point)
    guests = reading.guests(event_id, point)
    sees = policies.sees_results(request.user)
    is_summed = sees and not shown.event.cancelled
    sums, others = map(_sums, attended.apart(guests, event_id, point)) if is_summed else (None, None)
    context = {
        "shown": shown,
        "event": shown.event,
        "last": _last(shown),
        "where": shown.where(point),
        "guests": guests,
        "due": reading.results_due(shown.event, point.n) if shown.state == "over" else None,
        "sums": sums,
        "others": others,
        "sees_results": sees,
        "buyers": market.at_event(event_id, point) if sees else [],
        "may_record": policies.may_record(request.user) and point.is_newest,
        "is_international": shown.event.scope in INTERNATIONAL,
        "files": {f: f"{reverse('trade:guests_file', args=[event_id, f])}{point.query}" for f in export.FORMATS},
    }
    return render(request, "trade/event.html", context)


@at_point
def guests_file(request: HttpRequest, event_id: int, format_: str) -> HttpResponse:
    """An event's list; what single participants told is for officers."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = _found(event_id, point)
    sees = policies.sees_results(request.user)
    with override("vi"):
        columns = [
            Column("STT", "number", 6),
            Column("Tổ chức", width=52),
            export.key_column(),
            Column("Bước"),
            Column("Sản phẩm", width=40),
            Column("Gian hàng", "code"),
        ]
        if sees:
            labels = ("Doanh số (đồng)", "Hợp đồng", "Giá trị hợp đồng (đồng)", "Biên bản ghi nhớ", "Người mua mới",
                      "Khách đến gian hàng", "Chi phí gian hàng (đồng)", "Tự chi (đồng)",
                      "Được hỗ trợ (đồng)")  # fmt: skip
            columns += [Column(label, "number", 20) for label in labels]
            columns += [
                Column("Hợp đồng liên kết", width=40),
                Column("Hợp đồng khác", width=40),
                Column("Giải thưởng", width=40),
                Column("Ngày báo kết quả", "day"),
                Column("Hẹn theo dõi lại", "day"),
            ]
        rows = [
            [number, guest.who.label, guest.who.key, guest.step[1], "; ".join(guest.products), guest.fact.booth]
            + (_told(guest) if sees else [])
            for number, guest in enumerate(reading.guests(event_id, point), 1)
        ]
    address = request.build_absolute_uri(f"{shown.url}{point.query}")
    table = Table(shown.event.name[:100], columns, rows, export.notes(point, (), address))
    return export.download(table, format_, f"tham-gia-{text.fold(shown.event.name)[:60].replace(' ', '-')}")


def _found(event_id: int, point: Point) -> Shown:
    shown = reading.event(event_id, point)
    if shown is None:
        raise Http404
    return shown


def _last(shown: Shown) -> date | None:
    """The last day, where it was told."""
    return shown.event.valid_to - reading.DAY if shown.event.valid_to else None


def _told(guest: reading.Guest) -> list[object]:
    """What a participant told, as its columns of the file."""
    amounts = [getattr(guest.result, name, None) for name in AMOUNTS]
    others = [getattr(guest.result, name, None) for name in ("reference", "awards", "told_on", "follow_up_on")]
    return [*amounts, _contracts(guest), *others]


def _contracts(guest: reading.Guest) -> str:
    """The contracts of linkage that a result names."""
    return "; ".join(
        one.label if one.url else _("%(contract)s (đã rút lại)") % {"contract": one.label} for one in guest.contracts
    )


def _sums(guests: list[reading.Guest]) -> dict[str, int | None]:
    """What the results come to together, of those who told it; None where nobody did."""
    told = [guest.result for guest in guests if guest.result is not None]
    sums: dict[str, int | None] = {"told": len(told)}
    for name in AMOUNTS:
        amounts = [amount for result in told if (amount := getattr(result, name)) is not None]
        sums[name] = sum(amounts) if amounts else None
    return sums


def _narrowed(request: HttpRequest, everything: list[Shown]) -> tuple[EventFilterForm, Narrowing]:
    years = sorted({one.event.earliest.year for one in everything}, reverse=True)
    form = EventFilterForm(years, request.GET)
    form.is_valid()
    return form, Narrowing(**{name: form.cleaned_data.get(name) or "" for name in form.fields})


def _with(request: HttpRequest, **changes: Any) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"
