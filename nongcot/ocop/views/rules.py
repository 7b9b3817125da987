"""Regimes with their rules, and the criteria sheets of product sets: everybody may read the law."""

from functools import partial
from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from nongcot.basis.rules import Held
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.ocop import criteria, policies, regime_page, regimes
from nongcot.ocop.forms.readings import CHOICES, ReadingForm
from nongcot.ocop.forms.rubrics import HEADINGS, RubricForm
from nongcot.ocop.vocabulary import ProductSector, Regime
from nongcot.registry import words
from nongcot.registry.views.asking import Asking
from nongcot.sheets.download import FORMATS
from nongcot.sheets.write import Column, Table, write_xlsx


def rules(request: HttpRequest) -> HttpResponse:
    """The regimes: when, what parts, and each term as it is today; each with its basis and whether that was read."""
    shown = []
    for regime in regimes.every():
        sheets = list(criteria.sheets(regime.code).values())
        shown.append(
            {
                "regime": regime,
                "label": regimes.label(regime.code),
                "lines": regime_page.lines(regime, clock.today(), ledger.newest()),
                "sheets": [(sheet, words.label(ProductSector, sheet.sector)) for sheet in sheets],
                "known": sum(sheet.is_known for sheet in sheets),
            }
        )
    context = {
        "shown": shown,
        "readings": _readings(),
        "may_edit": policies.may_edit(request.user),
    }
    return render(request, "ocop/rules.html", context)


def _readings() -> list[tuple[Held, str]]:
    """How a potential five-star is counted, since when."""
    told = dict(CHOICES)
    return [(held, str(told[held.parameters["counts_as"]])) for held in dict(regimes.all_rules())["ocop_potential"]]


def sheet(request: HttpRequest, regime: str, set_code: str) -> HttpResponse:
    """The criteria of one set; what is not known is said so."""
    found = _sheet(regime, set_code)
    context = {
        "sheet": found,
        "regime": regimes.label(regime),
        "sector": words.label(ProductSector, found.sector),
        "parts": _parts(found),
        "file": reverse("ocop:rubric_file", args=[regime, set_code]),
        "may_edit": policies.may_edit(request.user),
    }
    return render(request, "ocop/rubric.html", context)


def _parts(found: criteria.Sheet) -> list[tuple[str, int, list[dict[str, Any]]]]:
    parts: dict[str, list[dict[str, Any]]] = {}
    for criterion in found.criteria:
        gates = [(option.star, option.points) for option in criterion.options if option.star]
        parts.setdefault(criterion.part, []).append({"criterion": criterion, "gates": gates})
    return [(part, found.parts.get(part, 0), lines) for part, lines in parts.items()]


def sheet_file(request: HttpRequest, regime: str, set_code: str) -> HttpResponse:
    """The sheet as a workbook, a line for each option: the form in which officers enter one, too."""
    found = _sheet(regime, set_code)
    rows: list[list[object]] = []
    for c in found.criteria:
        rows += [[c.part, c.code, c.vi, c.most, o.points, o.text, o.star] for o in c.options] or [
            [c.part, c.code, c.vi, c.most, None, None, None]
        ]
    kinds: tuple[Any, ...] = ("text", "code", "text", "number", "number", "text", "number")
    with override("vi"):
        columns = [Column(label, kind) for label, kind in zip(HEADINGS, kinds, strict=True)]
        table = Table(f"{set_code} {found.vi}", columns, rows)
    target = BytesIO()
    write_xlsx(target, [table])
    headers = {"Content-Disposition": content_disposition_header(True, f"{set_code}.xlsx") or ""}
    return HttpResponse(target.getvalue(), content_type=FORMATS["xlsx"], headers=headers)


def enter(request: HttpRequest, regime: str, set_code: str) -> HttpResponse:
    """Enter the criteria of a set, pasted in the form of `sheet_file`."""
    found = _sheet(regime, set_code)
    make = partial(RubricForm, regime=regime, set_code=set_code)
    back = reverse("ocop:rubric", args=[regime, set_code])
    name = f"{regimes.label(regime)}: {found.number}. {found.label}"
    return Asking(
        request, make, title=_("Nhập bảng tiêu chí"), button=_("Nhập bảng tiêu chí"), back=back, name=name
    ).respond()


def reading(request: HttpRequest) -> HttpResponse:
    """Choose how a potential five-star is counted."""
    title = _("Chọn cách tính sản phẩm tiềm năng 5 sao")
    return Asking(request, ReadingForm, title=title, button=title, back=reverse("ocop:rules")).respond()


def _sheet(regime: str, set_code: str) -> criteria.Sheet:
    if regime not in Regime.values or set_code not in criteria.carried(regime):
        raise Http404
    return criteria.sheet(regime, set_code)
