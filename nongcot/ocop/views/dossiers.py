"""Dossiers: the list, one with everything told of it, and the pages of its acts."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.indicators import ledger
from nongcot.kernel import text
from nongcot.kernel.dates import PartialDate
from nongcot.ocop import acts, criteria, points, policies, queries, regimes, stages, tally, words
from nongcot.ocop.actions import evidence, sheets
from nongcot.ocop.actions.about import product_of
from nongcot.ocop.forms.dossiers import OpenDossierForm
from nongcot.ocop.forms.results import NONE
from nongcot.ocop.models import Council, Dossier, Item, Recognition
from nongcot.ocop.stages import Standing
from nongcot.ocop.views import papers
from nongcot.ocop.views.copies import dossier_of
from nongcot.ocop.vocabulary import Content, DossierKind, Regime, RevocationReason, Stage, StepKind
from nongcot.registry import holdings, keyed
from nongcot.registry import words as registry_words
from nongcot.registry.forms import base
from nongcot.registry.models import Organisation, Product
from nongcot.registry.outcomes import NotNow
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.told_of import named
from nongcot.registry.views.asking import Asking
from nongcot.sheets.write import Column, Table

PAGE = 25
RESULT = "result"
OPEN = "open"

BADGES = {
    Stage.DRAFT: "plain",
    Stage.FILED: "info",
    Stage.COMMUNE_CHECKED: "info",
    Stage.ASSESSED: "wait",
    Stage.PENDING_FIVE: "wait",
    Stage.RECOGNISED: "on",
    Stage.NOT_RECOGNISED: "bad",
    Stage.RETURNED: "bad",
    Stage.WITHDRAWN: "end",
}


class FilterForm(forms.Form):
    """What the list of dossiers may be narrowed to."""

    q = forms.CharField(label=gettext_lazy("Sản phẩm, chủ thể"), max_length=100, required=False)
    stage = ChoiceField(
        label=gettext_lazy("Tình trạng"),
        choices=[(OPEN, gettext_lazy("Đang xử lý")), ANY, *Stage.choices],
        required=False,
    )
    kind = ChoiceField(label=gettext_lazy("Loại hồ sơ"), choices=[ANY, *DossierKind.choices], required=False)
    regime = ChoiceField(label=gettext_lazy("Quy định"), choices=[ANY, *Regime.choices], required=False)


def dossiers(request: HttpRequest) -> HttpResponse:
    """Dossiers, by default those that wait for something. Query: `q`, `stage`, `kind`, `regime`, `page`."""
    form, everything = _read(request), queries.dossiers()
    found, names = _narrowed(form, everything)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [_line(one, names[one.dossier.product_id]) for one in page.object_list],
        "total": len(everything),
        "files": export.files(request, "ocop:dossiers_file"),
        "may_edit": policies.may_edit(request.user),
    }
    return render(request, "ocop/dossiers.html", context)


def _read(request: HttpRequest) -> FilterForm:
    data = request.GET.copy()
    data.setdefault("stage", OPEN)
    form = FilterForm(data)
    form.is_valid()
    return form


def _narrowed(form: FilterForm, everything: list[Dossier]) -> tuple[list[Standing], Mapping[int, words.Names]]:
    """The dossiers that the form leaves, with the names of their products."""
    asked = form.cleaned_data
    found = [one for one in stages.of(everything).values() if _matches(one, asked)]
    names = words.of_products([(one.dossier.product_id, one.dossier.organisation_id) for one in found])
    if sought := text.fold(asked.get("q") or ""):
        found = [
            one
            for one in found
            if sought in text.fold(f"{names[one.dossier.product_id].product} {names[one.dossier.product_id].producer}")
        ]
    return found, names


@at_point
def dossiers_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, as a workbook or as csv: as of now, whatever day is read."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        form = _read(request)
        found, names = _narrowed(form, queries.dossiers())
        columns = [
            Column("STT", "number", 6),
            Column("Sản phẩm", width=40),
            Column("Chủ thể", width=52),
            Column("Loại hồ sơ"),
            Column("Quy định"),
            Column("Ngày lập", "day"),
            Column("Ngày nộp", "day"),
            Column("Điểm"),
            Column("Hạng sao"),
            Column("Tình trạng"),
            Column("Ngày có kết quả", "day"),
            Column("Số văn bản kết quả", "code"),
            Column("Ngày công nhận", "day"),
            Column("Số quyết định công nhận", "code"),
            Column("Cơ quan công nhận", width=32),
            Column("Mã sản phẩm", "code"),
        ]
        lines = [(one, _line(one, names[one.dossier.product_id])) for one in found]
        rows = [
            [number, line["names"].product, line["names"].producer, line["kind"], line["regime"],
             one.dossier.opened_on, one.dossier.earliest, line["total"], line["stars"], line["badge"][1],
             *_decided(one)]
            for number, (one, line) in enumerate(lines, 1)
        ]  # fmt: skip
        notes = export.notes(point, _conditions(form), export.source(request, "ocop:dossiers"))
    return export.download(Table("Hồ sơ OCOP", columns, rows, notes), format_, f"ho-so-ocop-{point.on.isoformat()}")


def _decided(one: Standing) -> list[Any]:
    """The days and papers of the last result and of the last recognition, as far as there are any."""
    result, recognition = one.result, one.recognition
    found: list[Any] = [_day(result), result.document_no] if result else ["", ""]
    if recognition is None:
        return [*found, "", "", "", ""]
    return [*found, _day(recognition), recognition.document_no, recognition.body, recognition.product_code]


def _day(told: Any) -> PartialDate:
    return PartialDate(told.earliest, told.latest, told.precision)


def _conditions(form: FilterForm) -> list[Chip]:
    """What the list was narrowed to, in words."""
    found = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name) or ""
        if value:
            shown = dict(field.choices).get(value, value) if isinstance(field, ChoiceField) else value
            found.append((str(field.label), str(shown), name, value))
    return found


def _matches(one: Standing, asked: dict[str, Any]) -> bool:
    stage = asked.get("stage") or ""
    if stage == OPEN and one.stage in stages.OVER:
        return False
    if stage not in ("", OPEN) and one.stage != stage:
        return False
    wanted = {name: asked.get(name) or "" for name in ("kind", "regime")}
    return all(not value or getattr(one.dossier, name) == value for name, value in wanted.items())


def _line(one: Standing, names: words.Names) -> dict[str, Any]:
    result, recognition = one.result, one.recognition
    return {
        "standing": one,
        "names": names,
        "badge": (BADGES[one.stage], one.stage.label),
        "kind": DossierKind(one.dossier.kind).label,
        "regime": regimes.label(one.dossier.regime),
        "total": points.shown(result.total) if result else "",
        "stars": words.stars(recognition.star if recognition else result.star) if recognition or result else "",
    }


def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """One dossier: what it is, where it stands, what happened, its evidence, what can be done now."""
    found = _found(key)
    standing = stages.of([found])[key]
    sheet = criteria.sheet(found.regime, found.set_code)
    score = sheets.of_dossier(key)
    editing = policies.may_edit(request.user)
    shown = papers.shown(evidence.of_dossier(key), papers.on_dossier(key), editing=key if editing else "")
    context = {
        "names": words.of_dossier(found),
        "standing": standing,
        "dossier": found,
        "sheet": sheet,
        "badge": (BADGES[standing.stage], standing.stage.label),
        "kind": DossierKind(found.kind).label,
        "regime": regimes.label(found.regime),
        "place": registry_words.place(found.place_id) if found.place_id else "",
        "steps": _steps(standing),
        "evidence": _by_criterion(sheet, shown),
        "answered": len(sheet.scored) - len(sheet.missing(score.chosen)),
        "acts": acts.offered(standing) if editing else [],
        "may_edit": editing,
        "items": Item.objects.filter(dossier=key).select_related("council").order_by("council__day"),
        "last_n": ledger.newest(),
    }
    return render(request, "ocop/dossier.html", context)


def _steps(standing: Standing) -> list[dict[str, Any]]:
    """What happened, in the order of the days; each with the acts that say it anew and take it back."""
    found: list[dict[str, Any]] = []
    for step in standing.steps:
        told = step.details
        met = [str(Content(code).label) for code, is_met in told.get("contents", {}).items() if is_met]
        ground = registry_words.label(RevocationReason, told["reason"]) if step.kind == StepKind.REVOKED else ""
        change, withdraw = acts.OF_REVOCATIONS if ground else ("change_step", "withdraw_step")
        found.append(
            {
                "day": step.day,
                "title": StepKind(step.kind).label,
                "text": ground or told.get("reasons") or told.get("remark") or "",
                "met": met,
                "fact": step,
                "change": change,
                "withdraw": withdraw,
            }
        )
    revoked = {step.certificate for step in standing.steps if step.kind == StepKind.REVOKED}
    for result in standing.results:
        parts = [
            f"{part} {points.shown(value)}" for part, value in zip("ABC", result_parts(result), strict=True) if value
        ]
        found.append(
            {
                "day": result.earliest,
                "title": _("Kết quả đánh giá, %(level)s") % {"level": words.level(result.level)},
                "text": " · ".join(
                    part
                    for part in (
                        ", ".join(parts),
                        _("tổng %(total)s điểm") % {"total": points.shown(result.total)} if result.total else "",
                        words.stars(result.star),
                        _("tiềm năng 5 sao, chờ Trung ương") if result.pending_star else "",
                    )
                    if part
                ),
                "fact": result,
                "change": "change_result",
                "withdraw": "withdraw_result",
            }
        )
    for recognition in standing.recognitions:
        found.append(
            {
                "day": recognition.earliest,
                "title": _("Công nhận %(stars)s, %(level)s")
                % {"stars": words.stars(recognition.star), "level": words.level(recognition.level)},
                "text": recognition.product_code,
                "fact": recognition,
                "change": "change_recognition",
                "withdraw": "withdraw_recognition",
                "revoke": recognition.certificate not in revoked,
            }
        )
    return sorted(found, key=lambda one: one["day"])


def result_parts(result: Any) -> tuple[str, str, str]:
    """Points of the three parts as kept."""
    return result.part_a, result.part_b, result.part_c


def _by_criterion(sheet: criteria.Sheet, shown: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Papers under the criteria they prove, in the order of the sheet."""
    found = papers.by_criterion(shown)
    order = {criterion.code: index for index, criterion in enumerate(sheet.criteria)}
    named = {code: f"{code} {sheet.by_code[code].label}" if code in sheet.by_code else code for code in found}
    return [(named[code], found[code]) for code in sorted(found, key=lambda code: order.get(code, len(order)))]


def open_dossier(request: HttpRequest, product_id: int) -> HttpResponse:
    """A new dossier of a product."""
    if not Product.objects.filter(product_id=product_id).exists():
        raise Http404
    try:
        product = product_of(product_id)
        about = base.about(_organisation(product.organisation_id))
    except NotNow as told:
        return not_now(request, told, reverse("ocop:index"))
    make = partial(OpenDossierForm, about=about, fact=product)
    title, back = _("Lập hồ sơ OCOP"), reverse("registry:product", args=[product_id])
    return Asking(request, make, title=title, button=title, back=back, name=f"{product.name}, {about.name}").respond()


def act(request: HttpRequest, key: str, code: str, fact: str = "") -> HttpResponse:
    """The pages of one act on a dossier, or on a fact of it."""
    found = _found(key, request.method)
    asked = acts.ACTS.get(code)
    if asked is None or (asked.about is Dossier) == bool(fact):
        raise Http404
    try:
        about = base.about(_organisation(found.organisation_id))
        loaded: Any = keyed.asked_about(asked.about, fact, request.method) if fact else found
        if fact and dossier_of(loaded) != key:
            raise Http404
    except NotNow as told:
        return not_now(request, told, reverse("ocop:dossier", args=[key]))
    more: dict[str, Any] = {"dossier": found} if asked.of_dossier else {}
    if code == RESULT:
        more["known"] = _come_to(request.GET.get("phien", ""), key)
    make = partial(asked.form, about=about, fact=loaded, **more)
    names = words.of_dossier(found)
    asking = Asking(
        request,
        make,
        title=str(asked.title),
        button=str(asked.title),
        back=reverse("ocop:dossier", args=[key]),
        name=f"{names.product}, {names.producer}",
    )
    return asking.respond()


def act_of_list(request: HttpRequest, code: str, fact: str) -> HttpResponse:
    """The pages of one act on a recognition that a list told without a dossier, or on its revocation."""
    asked = acts.ACTS.get(code)
    if asked is None or not (asked.about is Recognition or code in acts.OF_REVOCATIONS):
        raise Http404
    try:
        found: Any = keyed.asked_about(asked.about, fact, request.method)
        about = base.about(_organisation(found.organisation_id))
    except NotNow as told:
        return not_now(request, told, reverse("ocop:index"))
    if found.dossier:
        raise Http404
    product = named(Recognition, certificate=found.certificate).product_id
    names = words.of_products([(product, found.organisation_id)])[product]
    asking = Asking(
        request,
        partial(asked.form, about=about, fact=found),
        title=str(asked.title),
        button=str(asked.title),
        back=names.product_url,
        name=f"{names.product}, {names.producer}",
    )
    return asking.respond()


def _come_to(item: str, key: str) -> dict[str, Any]:
    """What a real council came to on this dossier, as the questions of a result take it."""
    rows = Item.objects.filter(dossier=key, council__purpose=Council.Purpose.COUNCIL).select_related("council")
    found = rows.filter(pk=item).first() if item.isdecimal() else None
    outcome = tally.of_item(found).outcome if found else None
    if found is None or outcome is None or outcome.stopped:
        return {}
    return {
        "level": found.council.level,
        "on": PartialDate.day(found.council.day),
        "total": outcome.total,
        **{f"part_{part.lower()}": value for part, value in outcome.parts.items()},
        "outcome": str(outcome.star or NONE),
    }


def _found(key: str, method: str | None = None) -> Dossier:
    try:
        return keyed.asked_about(Dossier, key, method)
    except NotNow:
        raise Http404 from None


def _organisation(organisation_id: int) -> Organisation:
    root = holdings.roots([organisation_id]).get(organisation_id, organisation_id)
    return get_object_or_404(Organisation, pk=root)


def not_now(request: HttpRequest, told: NotNow, back: str) -> HttpResponse:
    """A sentence that says why nothing can be recorded here, and the way back."""
    return render(request, "ocop/not_now.html", {"sentence": str(told), "back": back})
