"""Sheets: a dossier's self-assessment with the simulator, and a member's sheet. Saved as they go, with and without
script."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.ocop import criteria, measure, policies, regimes, simulator, words
from nongcot.ocop.actions import evidence, sheets
from nongcot.ocop.criteria import Sheet
from nongcot.ocop.measure import Measure
from nongcot.ocop.models import Dossier, Score, Seat
from nongcot.ocop.views import papers
from nongcot.ocop.views.papers import Address
from nongcot.registry import keyed, personal
from nongcot.registry.outcomes import NotNow

OPTION, REMARK = "c-", "r-"


@dataclass(frozen=True)
class Sent:
    """What a page sent, to be shown again where it could not be saved: options by criterion, remarks."""

    options: Mapping[str, int] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by(cls, request: HttpRequest) -> "Sent":
        """What can be shown again: nothing that is no number, no personal data."""
        told = [(name[:2], name[2:], value) for name, value in request.POST.items()]
        return cls(
            {code: int(value) for kind, code, value in told if kind == OPTION and value.isdecimal()},
            {code: text for kind, code, text in told if kind == REMARK and not personal.classes_in(text, numbers=True)},
        )


def self_assessment(request: HttpRequest, key: str) -> HttpResponse:
    """A dossier's own sheet: what it would get today, what is missing, the fewest steps to the next star."""
    try:
        dossier = keyed.standing(Dossier, key)
    except NotNow:
        raise Http404 from None
    score, notice = sheets.of_dossier(key), ""
    editing = policies.may_edit(request.user)
    if request.method == "POST":
        if not editing:
            raise Http404
        score, notice = _saved(request, score)
        if not notice and not request.htmx:  # type: ignore[attr-defined]  # by its middleware
            return redirect(f"{request.path}#diem")
    sent = Sent.by(request) if notice else Sent()
    measured = measure.of_dossier(dossier)
    context = _context(dossier, measured, score, notice, sent, papers.on_dossier(key)) | {
        "editing": editing,
        "back": reverse("ocop:dossier", args=[key]),
        "is_own": True,
    }
    return _answer(request, context)


def assigned(request: HttpRequest) -> HttpResponse:
    """What was assigned to this person: the sittings it has a seat in, the open ones first."""
    items = list(policies.to_score(request.user).select_related("council").order_by("-council__day", "place"))
    keys = {item.dossier for item in items}
    dossiers, standing = keyed.last_told_of_each(Dossier, keys), keyed.those_standing(Dossier, keys)
    names = words.of_products([(one.product_id, one.organisation_id) for one in dossiers.values()])
    scores = {
        score.item_id: score for score in Score.objects.filter(item__in=items, seat__in=policies.seats(request.user))
    }
    lines = []
    for item in items:
        dossier, score = dossiers[item.dossier], scores.get(item.pk)
        sheet = criteria.sheet(dossier.regime, dossier.set_code)
        lines.append(
            {
                "item": item,
                "names": names[dossier.product_id],
                "sheet": sheet,
                "regime": regimes.label(dossier.regime),
                "left": len(sheet.missing(score.chosen if score else {})),
                "all": len(sheet.scored),
                "handed_in": score.handed_in if score else None,
                "closed": item.council.closed_at,
                "gone": item.dossier not in standing,
            }
        )
    lines.sort(key=lambda line: bool(line["closed"] or line["gone"]))
    return render(request, "ocop/assigned.html", {"lines": lines})


def member_sheet(request: HttpRequest, item_id: int) -> HttpResponse:
    """A member's own sheet for one item: evidence beside each criterion."""
    item = get_object_or_404(policies.to_score(request.user), pk=item_id)
    seat = policies.seats(request.user).get(council=item.council_id)
    score, notice = sheets.of_member(item, seat), ""
    if request.method == "POST":
        score, notice = _acted(request, score)
        if not notice and not request.htmx:  # type: ignore[attr-defined]  # by its middleware
            return redirect(f"{request.path}#diem")
    dossier, gone = keyed.last_told(Dossier, item.dossier), keyed.newest(Dossier, item.dossier) is None
    if gone and not notice:
        notice = _("Hồ sơ này đã được rút lại khỏi sổ: phiếu chỉ còn để xem.")
    sent = Sent.by(request) if notice else Sent()
    measured = measure.at(item.council, dossier)
    context = _context(dossier, measured, score, notice, sent, papers.to_score(item_id)) | {
        "item": item,
        "seat": seat,
        "editing": score.handed_in is None and item.council.closed_at is None and not gone,
        "back": reverse("ocop:assigned"),
        "is_own": False,
        "office": Seat.Office(seat.office).label,
    }
    return _answer(request, context)


def _acted(request: HttpRequest, score: Score) -> tuple[Score, str]:
    """Save, hand in, or go on with a sheet."""
    match request.POST.get("do", "save"):
        case "hand_in":
            score, notice = _saved(request, score)
            if notice:
                return score, notice
            return _tried(score, sheets.hand_in)
        case "take_back":
            return _tried(score, sheets.take_back)
    return _saved(request, score)


def _tried(score: Score, action: Any) -> tuple[Score, str]:
    try:
        return action(score), ""
    except NotNow as told:
        return score, str(told)


def _saved(request: HttpRequest, score: Score) -> tuple[Score, str]:
    """Save what the page sends; the sentence says why not."""
    try:
        was = json.loads(request.POST.get("was") or "{}")
        remarked = json.loads(request.POST.get("remarked") or "null")
        now = {name.removeprefix(OPTION): int(value) for name, value in request.POST.items() if name.startswith(OPTION)}
    except ValueError:
        return score, _("Không đọc được trang gửi lên: hãy tải lại trang.")
    remarks = {name.removeprefix(REMARK): value for name, value in request.POST.items() if name.startswith(REMARK)}
    try:
        return sheets.save(score, was=was, now=now, remarks=remarks, remarked=remarked), ""
    except NotNow as told:
        score.refresh_from_db()
        return score, str(told)
    except ValidationError as told:
        return score, " ".join(told.messages)


def _answer(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    """The page, or its panel alone when htmx asked after a change."""
    is_part = request.method == "POST" and request.htmx  # type: ignore[attr-defined]  # by its middleware
    return render(request, "ocop/_panel.html" if is_part else "ocop/sheet.html", context)


def _context(
    dossier: Dossier, measured: Measure, score: Score, notice: str, sent: Sent, address: Address
) -> dict[str, Any]:
    sheet = measured.sheet
    chosen = {code: number for code, number in score.chosen.items() if code in sheet.by_code}
    return {
        "dossier": dossier,
        "names": words.of_dossier(dossier),
        "regime": regimes.label(dossier.regime),
        "sheet": sheet,
        "score": score,
        "notice": notice,
        "was": json.dumps(chosen),
        "remarked": json.dumps(score.remarks, ensure_ascii=False),
        "parts": _parts(sheet, dossier, chosen | sent.options, score.remarks | sent.remarks, address),
        "panel": _panel(measured, chosen),
    }


def _parts(
    sheet: Sheet, dossier: Dossier, chosen: Mapping[str, int], remarks: Mapping[str, str], address: Address
) -> list[tuple[str, int, list[dict[str, Any]]]]:
    beside = papers.by_criterion(papers.shown(evidence.of_dossier(dossier.key), address))
    found: dict[str, list[dict[str, Any]]] = {}
    for criterion in sheet.criteria:
        lines = found.setdefault(criterion.part, [])
        lines.append(
            {
                "criterion": criterion,
                "anchor": f"tc-{criterion.code.replace('.', '-')}",
                "name": f"{OPTION}{criterion.code}",
                "remark_name": f"{REMARK}{criterion.code}",
                "remark": remarks.get(criterion.code, ""),
                "options": list(enumerate(criterion.options, start=1)),
                "has_zero": any(option.points == 0 for option in criterion.options),
                "chosen": chosen.get(criterion.code),
                "papers": beside.get(criterion.code, []),
            }
        )
    return [(part, sheet.parts.get(part, 0), lines) for part, lines in found.items()]


def _panel(measured: Measure, chosen: Mapping[str, int]) -> dict[str, Any]:
    """Today's score, what is missing, the way to the next star."""
    sheet, bands = measured.sheet, measured.bands
    if bands is None or not sheet.is_known:
        return {}
    given = sheet.points(chosen)
    missing = sheet.missing(chosen)
    outcome = simulator.today(sheet, given, bands)
    star = simulator.next_star(outcome)
    way = simulator.cheapest(sheet, given, bands, star) if star and not missing else None
    return {
        "outcome": outcome,
        "verdict": words.verdict(outcome),
        "missing": missing,
        "next": f"tc-{missing[0].code.replace('.', '-')}" if missing else "",
        "answered": len(sheet.scored) - len(missing),
        "all": len(sheet.scored),
        "parts": [(part, outcome.parts.get(part), most) for part, most in sheet.parts.items()],
        "measure": measured,
        "star": star,
        "way": way,
        "barred": simulator.barred(outcome),
        "gates_unknown": not outcome.gated and measured.gates is None,
    }
