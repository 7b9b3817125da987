"""Certified products, and certificates that end soon."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.indicators import addresses
from nongcot.indicators.figures import figure
from nongcot.kernel.dates import format_day
from nongcot.ocop import policies, queries, regimes
from nongcot.ocop.indicators import LABELS
from nongcot.ocop.queries import Narrowing
from nongcot.ocop.vocabulary import ProducerKind, ProductSector, Regime
from nongcot.places.describe import path
from nongcot.registry import words
from nongcot.registry.lists.of_products import CERTIFICATES
from nongcot.registry.policies import reads_working
from nongcot.registry.reading import export, fact_keys
from nongcot.registry.reading.filter_form import ANY, LEVELS, ChoiceField, Where, read_place
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.vocabulary import Scheme
from nongcot.sheets.write import Column, Table

PAGE = 25

#: How many days ahead the board of endings may look.
AHEAD = (60, 120, 180, 365)
STARS = ("3", "4", "5")

#: The figures above the list: code, and the cells that the tile asks for.
TILES: tuple[tuple[str, dict[str, str]], ...] = (
    ("ocop_products", {}),
    ("cooperative_ocop_products", {}),
    ("ocop_products_ever_recognised", {}),
    ("ocop_producers", {}),
    ("potential_five_star_products", {}),
)


class FilterForm(forms.Form):
    """What the list may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Tên sản phẩm"), max_length=100, required=False)
    place = forms.CharField(label=gettext_lazy("Địa bàn"), max_length=120, required=False)
    star = ChoiceField(
        label=gettext_lazy("Hạng sao"), choices=[ANY, *((s, LABELS["star"][s]) for s in STARS)], required=False
    )
    product_sector = ChoiceField(
        label=gettext_lazy("Ngành sản phẩm"), choices=[ANY, *ProductSector.choices], required=False
    )
    producer_kind = ChoiceField(
        label=gettext_lazy("Chủ thể"), choices=[ANY, *ProducerKind.choices], required=False
    )  # fmt: skip
    regime = ChoiceField(label=gettext_lazy("Quy định"), choices=[ANY, *Regime.choices], required=False)
    level = ChoiceField(label=gettext_lazy("Cấp công nhận"), choices=[ANY, *LEVELS], required=False)


def _read(request: HttpRequest, point: Point) -> tuple[FilterForm, Narrowing, Where]:
    data = request.GET.copy()
    where = read_place(data.get("place", "").strip(), point)
    if where.unit is not None:
        data["place"] = path(where.unit)
    form = FilterForm(data)
    form.is_valid()
    names = ("q", "star", "product_sector", "producer_kind", "regime", "level")
    answers = {name: form.cleaned_data.get(name) or "" for name in names}
    return form, Narrowing(place=where.unit, units=where.communes, **answers), where


@at_point
def index(request: HttpRequest) -> HttpResponse:
    """Products certified on the day. Query: see `queries.Narrowing`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, narrowing, where = _read(request, point)
    may_view = policies.may_view(request.user)
    page: Page = Paginator(queries.ids(narrowing, point), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # pairs of ids
    context = {
        "form": form,
        "where": where,
        "narrowing": narrowing,
        "chips": narrowing.chips(),
        "page": page,
        "lines": queries.lines(list(page.object_list), point),
        "total": len(queries.ids(Narrowing(), point)),
        "tiles": _tiles(point),
        "files": export.files(request, "ocop:products_file"),
        "may_view": may_view,
        "may_edit": policies.may_edit(request.user),
        "ending": len(queries.endings(point, scheme=Scheme.OCOP, behind=0)) if may_view else 0,
        "without_level": queries.without_level(point) if may_view else 0,
        "without_level_url": _without_level_url(point),
    }
    return render(request, "ocop/products.html", context)


def _without_level_url(point: Point) -> str:
    url = reverse("registry:list", args=[CERTIFICATES.slug])
    return f"{url}?{urlencode(queries.LEVEL_UNKNOWN)}{point.query.replace('?', '&')}"


def _tiles(point: Point) -> list[dict[str, Any]]:
    found = []
    for code, cells in TILES:
        told = figure(code, on=point.on, known_at=point.known, cells=cells)
        url = addresses.address(code, on=point.on, known=point.known)
        found.append({"label": told.label, "value": told.value, "url": url})
    return found


@at_point
def products_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    _form, narrowing, _where = _read(request, point)
    with override("vi"):
        named = reads_working(request.user)
        table = _table(narrowing, point, export.source(request, "ocop:index"), named=named)
    return export.download(table, format_, f"san-pham-ocop-{point.on.isoformat()}")


def _table(narrowing: Narrowing, point: Point, address: str, *, named: bool) -> Table:
    """The list as a table; `named`: each certificate by its key in the book."""
    found = queries.lines(queries.ids(narrowing, point), point)
    columns = [
        Column("STT", "number", 6),
        Column("Tên sản phẩm", width=40),
        Column("Chủ thể", width=52),
        export.key_column(),
        Column("Loại chủ thể"),
        Column("Xã, phường, thị trấn"),
        Column("Huyện, thành phố"),
        Column("Tỉnh"),
        Column("Hạng sao", "number", 9),
        Column("Ngành sản phẩm"),
        Column("Quy định"),
        Column("Số giấy chứng nhận", "code"),
        Column("Cấp công nhận"),
        Column("Ngày cấp", "day"),
        Column("Có giá trị đến hết ngày", "day"),
    ]
    rows = [
        [
            number,
            line.product.name,
            line.owner.label,
            line.owner.key,
            line.producer_kind,
            line.where.commune,
            line.where.district,
            line.where.province,
            int(line.star) if line.star.isdecimal() else None,
            line.sector,
            line.regime,
            line.number,
            line.level,
            line.issued,
            line.last_day,
        ]
        for number, line in enumerate(found, start=1)
    ]
    if named:
        columns.append(fact_keys.CERTIFICATE.column())
        keys = [fact_keys.CERTIFICATE.of(line.certificate) if line.certificate else "" for line in found]
        rows = [[*row, key] for row, key in zip(rows, keys, strict=True)]
    return Table("Sản phẩm OCOP còn hiệu lực", columns, rows, export.notes(point, narrowing.chips(), address))


#: Up to so many days after its last one a certificate still stands on the board.
BEHIND = 60


class EndingForm(forms.Form):
    """What the board may be narrowed to."""

    scheme = ChoiceField(label=gettext_lazy("Chứng nhận"), choices=[ANY, *Scheme.choices], required=False)
    ahead = ChoiceField(
        label=gettext_lazy("Hết hạn trong"),
        choices=[(str(days), format_lazy(gettext_lazy("{days} ngày tới"), days=days)) for days in AHEAD],
        required=False,
    )
    ended = ChoiceField(
        label=gettext_lazy("Đã hết hạn"),
        choices=[ANY, ("no", gettext_lazy("Không kể giấy đã hết hạn"))],
        required=False,
    )


@at_point
def endings(request: HttpRequest) -> HttpResponse:
    """Certificates of every scheme that end soon, with the window for filing again. Query: `scheme`, `ahead`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    form, scheme, ahead, behind = _read_endings(request, point)
    found = queries.endings(point, scheme=scheme, ahead=ahead, behind=behind)
    context = {
        "form": form,
        "page": Paginator(found, PAGE * 2).get_page(request.GET.get("page")),
        "found": found,
        "until": point.on + timedelta(days=ahead),
        "schemes": dict(Scheme.choices),
        "no_window": _("Quy định của ngày này chưa rõ thời hạn nộp hồ sơ đánh giá lại."),
        "chips": _ending_chips(scheme, behind),
        "behind": behind,
        "files": export.files(request, "ocop:endings_file"),
        "may_edit": policies.may_edit(request.user),
    }
    return render(request, "ocop/endings.html", context)


def _read_endings(request: HttpRequest, point: Point) -> tuple[EndingForm, str, int, int]:
    """The form of the board with the scheme, and how many days ahead and behind were asked for.

    Ahead, unless somebody says otherwise, it looks as far as certificates are filed for again.
    """
    least = max(queries.SOON, regimes.files_ahead(point.on, point.n))
    usual = next((days for days in AHEAD if days >= least), AHEAD[-1])
    data = request.GET.copy()
    data.setdefault("ahead", str(usual))
    form = EndingForm(data)
    form.is_valid()
    behind = 0 if form.cleaned_data.get("ended") == "no" else BEHIND
    return form, form.cleaned_data.get("scheme") or "", int(form.cleaned_data.get("ahead") or usual), behind


def _ending_chips(scheme: str, behind: int) -> list[Chip]:
    chips = [(_("Chứng nhận"), words.label(Scheme, scheme), "scheme", scheme)] if scheme else []
    return chips if behind else [*chips, (_("Đã hết hạn"), _("Không kể giấy đã hết hạn"), "ended", "no")]


@at_point
def endings_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole board as the page shows it, as a workbook or as csv."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        _form, scheme, ahead, behind = _read_endings(request, point)
        columns = [
            Column("STT", "number", 6),
            Column("Chứng nhận"),
            Column("Hạng sao", "number", 9),
            Column("Số giấy chứng nhận", "code"),
            Column("Sản phẩm", width=40),
            Column("Của tổ chức", width=52),
            export.key_column(),
            Column("Có giá trị đến hết ngày", "day"),
            Column("Còn (ngày)", "number"),
            Column("Nộp hồ sơ từ ngày", "day"),
            Column("Nộp hồ sơ đến ngày", "day"),
            Column("Căn cứ của kỳ nộp", width=48),
            Column("Việc cần làm", width=32),
        ]
        rows = [
            [number, words.label(Scheme, one.certificate.scheme), one.certificate.stars, one.certificate.number,
             one.product, one.owner.label, one.owner.key, one.last_day, one.days,
             one.window.opens if one.window else None, one.window.closes if one.window else None,
             one.window.rule.legal_basis if one.window else "", one.state[1]]
            for number, one in enumerate(queries.endings(point, scheme=scheme, ahead=ahead, behind=behind), 1)
        ]  # fmt: skip
        until = (_("Hết hạn đến ngày"), format_day(point.on + timedelta(days=ahead)), "ahead", str(ahead))
        notes = export.notes(point, [until, *_ending_chips(scheme, behind)], export.source(request, "ocop:endings"))
    table = Table("Chứng nhận sắp hết hạn", columns, rows, notes)
    return export.download(table, format_, f"chung-nhan-sap-het-han-{point.on.isoformat()}")
