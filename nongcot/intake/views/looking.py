"""One workbook: how far the worker is, while it is open what it would change, afterwards its receipt."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from nongcot.indicators import ledger
from nongcot.intake import absences, expiry, files, lines, looks, progress, questions, scopes, work
from nongcot.intake.actions.answering import overrides_of, pairs_answered
from nongcot.intake.actions.proposing import scope_of
from nongcot.intake.alike import PairShown
from nongcot.intake.looks import Look
from nongcot.intake.models import Batch
from nongcot.intake.work import Standing
from nongcot.kernel import clock, numbers
from nongcot.registry.describe import describe_organisations
from nongcot.registry.fields import FIELDS
from nongcot.sheets import SheetRefused

#: What the batch's own page shows of each kind of doubt, and of duplicates; the rest has pages of its own.
FEW = 5
A_PAGE = 25
PAIRS_A_PAGE = 10
ROWS_A_PAGE = 50


@require_GET
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a workbook, as it stands."""
    found = get_object_or_404(Batch, pk=pk)
    stands = work.standing(found)
    if stands in ("waiting", "going"):
        return render(request, "intake/working.html", {"batch": found, **_progress(found, stands)})
    if found.state not in Batch.OPEN:
        return render(request, "intake/receipt.html", receipt_context(found))
    return _open(request, found, stands)


def _open(request: HttpRequest, found: Batch, stands: Standing) -> HttpResponse:
    if stands == "stopped" and not found.failure:
        found.failure = _(
            "Máy đã dừng giữa chừng nhiều lần khi làm việc này; sổ không đổi. Hãy làm lại, hoặc chia nhỏ tệp."
        )
    look = None
    if found.state == Batch.State.READY:
        try:
            look = work.current_look(found)
        except SheetRefused as refusal:
            found.failure = str(refusal)
    if look is not None:
        return render(request, "intake/batch.html", _look_context(found, look))
    if not found.failure and found.state == Batch.State.READY:
        # Never worked out, or in the other language only.
        work.ask_look(found)
        return redirect("intake:batch", found.pk)
    return render(request, "intake/stopped.html", {"batch": found})


@require_GET
def how_far(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the work is, for the page that asks every two seconds; when it is over the page loads itself anew.

    Who comes here by the address alone is led to that page.
    """
    found = get_object_or_404(Batch, pk=pk)
    if not request.headers.get("HX-Request"):
        return redirect("intake:batch", pk)
    stands = work.standing(found)
    if stands not in ("waiting", "going"):
        return HttpResponseClientRefresh()
    return render(request, "ui/progress.html", _progress(found, stands))


def _progress(found: Batch, stands: Standing) -> dict[str, Any]:
    """Percent and a sentence. While nobody has begun, it waits; a worker that died is not the end of the work."""
    told = progress.of(found.pk)
    is_applying = found.state == Batch.State.APPLYING
    context: dict[str, Any] = {
        "label": _("Ghi sổ") if is_applying else _("Đọc và xem trước"),
        "poll": reverse("intake:progress", args=[found.pk]),
        "percent": 0,
        "text": _("Đang chờ đến lượt; tệp đã được giữ an toàn."),
    }
    if told is not None and stands == "going":
        stages = progress.APPLYING if is_applying else progress.LOOKING
        at = stages.index(told.stage) if told.stage in stages else 0
        share = told.done / told.total if told.total else 0
        context["percent"] = int(100 * (at + share) / len(stages))
        context["text"] = _stage(told.stage)
        if told.total:
            rows = {"done": numbers.format_number(told.done), "total": numbers.format_number(told.total)}
            context["text"] += " " + _("%(done)s trong %(total)s dòng.") % rows
    elif stands == "going":
        context["text"] = _("Đang bắt đầu.")
    return context


def _stage(stage: str) -> str:
    return {
        "read": _("Đang mở bảng tính."),
        "understand": _("Đang hiểu bảng: cột, ngày, số, địa bàn."),
        "match": _("Đang tìm từng dòng trong sổ."),
        "compare": _("Đang so từng dòng với sổ."),
        "effect": _("Đang tính số liệu sẽ thành bao nhiêu."),
        "write": _("Đang ghi các dòng vào sổ."),
        "figures": _("Đang tính lại số liệu; sổ chỉ đổi khi tất cả đã xong."),
        "left": _("Đang lập bảng tính các dòng chưa vào sổ."),
    }[stage]


def _look_context(found: Batch, look: Look) -> dict[str, Any]:
    kinds = questions.by_kind(look.preview.questions, overrides_of(found))
    now = looks.standpoint(found)
    return base_context(found, look) | {
        "kinds": kinds,
        "doubts": sum(kind.open_count for kind in kinds),
        "asked": list(enumerate(look.preview.asked))[:FEW],
        "asked_kinds": _asked_kinds(look),
        "kept": list(enumerate(look.preview.kept))[:FEW],
        "pairs": _numbered(found, look)[:FEW],
        "open_pairs": sum(not answer for _number, _pair, answer in _numbered(found, look)),
        "scope_said": scopes.said(scope_of(found), found.on),
        "absent": absences.open_count(found, look),
        "few": FEW,
        "must_refresh": look.at.answers != now.answers,
        "newer": max(0, ledger.newest() - look.at.n),
        "is_day_of_receipt": found.on_proposed
        and not look.preview.is_dated
        and found.on == expiry.day_of_receipt(found),
        "asks_scope": found.asks_scope and look.preview.may_be_whole,
        "until": expiry.last_day_of(found),
        "steps": [(_("Nhận tệp"), ""), (_("Hiểu bảng"), ""), (_("Xử lý chỗ nghi vấn"), ""), (_("Áp dụng"), "")],
    }


def _numbered(found: Batch, look: Look) -> list[tuple[int, PairShown, str]]:
    """Each pair with its number in forms, and the answer that was given and is not worked in yet."""
    answered = pairs_answered(found)
    pairs = enumerate(look.preview.pairs)
    return [(number, pair, answered.get(pair.ref, {}).get(pair.other_ref, "")) for number, pair in pairs]


def base_context(found: Batch, look: Look) -> dict[str, Any]:
    """What every page of a look needs."""
    return {"batch": found, "look": look, "preview": look.preview, "counts": look.preview.counts}


def _asked_kinds(look: Look) -> list[tuple[str, str, int]]:
    """Changes that wait for a yes, by kind: name in the form, sentence, how many; only kinds of more than one."""
    counts: dict[str, tuple[str, int]] = {}
    for change in look.preview.asked:
        ref = questions.ref((change.what, change.why))
        counts[ref] = (change.why, counts.get(ref, ("", 0))[1] + 1)
    return [(ref, why, count) for ref, (why, count) in counts.items() if count > 1]


@require_GET
def doubts(request: HttpRequest, pk: int) -> HttpResponse:
    """All doubts of one kind, or all changes that wait for a yes (kind "asked"), or worse texts ("kept"), by pages."""
    found = get_object_or_404(Batch, pk=pk)
    look = _kept_look(found)
    if look is None:
        return redirect("intake:batch", pk)
    asked_for = request.GET.get("kind", "")
    context = base_context(found, look) | {"kind_ref": asked_for}
    if asked_for == "asked":
        page = Paginator(list(enumerate(look.preview.asked)), A_PAGE).get_page(request.GET.get("page"))
        return render(request, "intake/doubts.html", context | {"page": page, "asked_kinds": _asked_kinds(look)})
    if asked_for == "kept":
        page = Paginator(list(enumerate(look.preview.kept)), A_PAGE).get_page(request.GET.get("page"))
        return render(request, "intake/doubts.html", context | {"page": page})
    kinds = questions.by_kind(look.preview.questions, overrides_of(found))
    kind = next((kind for kind in kinds if kind.ref == asked_for), None)
    if kind is None:  # all of them are answered
        return redirect("intake:batch", pk)
    page = Paginator(kind.questions, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intake/doubts.html", context | {"kind": kind, "page": page})


@require_GET
def pairs(request: HttpRequest, pk: int) -> HttpResponse:
    """All likely duplicates, side by side, page by page."""
    found = get_object_or_404(Batch, pk=pk)
    look = _kept_look(found)
    if look is None or not look.preview.pairs:
        return redirect("intake:batch", pk)
    why: dict[str, int] = {}
    for pair in look.preview.pairs:
        why[pair.why] = why.get(pair.why, 0) + 1
    page = Paginator(_numbered(found, look), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    alike = [(questions.ref(reason), reason, count) for reason, count in why.items() if count > 1]
    return render(request, "intake/pairs.html", base_context(found, look) | {"page": page, "alike": alike})


@require_GET
def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows by what becomes of them, each cell by cell, page by page."""
    found = get_object_or_404(Batch, pk=pk)
    look = _kept_look(found)
    if look is None:
        return redirect("intake:batch", pk)
    named = dict(action_names())
    action = request.GET.get("what", lines.CHANGE)
    action = action if action in named else lines.CHANGE
    counts = look.preview.counts
    page = Paginator(range(counts[action]), ROWS_A_PAGE).get_page(request.GET.get("page"))
    kept = files.lines(found, looks.language())
    listed = lines.listed(kept, look.token, action, (page.number - 1) * ROWS_A_PAGE, ROWS_A_PAGE)
    if listed is None:  # worked out anew meanwhile, or by an earlier release
        return redirect("intake:batch", pk)
    urls = {line.organisation_id: "" for line in listed if line.organisation_id}
    urls = {pk: one.url for pk, one in describe_organisations(list(urls), found.on, look.at.n).items()}
    context = base_context(found, look) | {
        "page": page,
        "lines": [(line, urls.get(line.organisation_id, "")) for line in listed],
        "action": action,
        "title": named[action],
        "tabs": [(code, name, counts[code]) for code, name in named.items()],
    }
    return render(request, "intake/rows.html", context)


def action_names() -> list[tuple[str, str]]:
    """What may become of a row, in words."""
    return [
        (lines.CHANGE, _("Cập nhật")),
        (lines.CREATE, _("Thêm vào sổ")),
        (lines.UNCHANGED, _("Không đổi")),
        (lines.MODEL, _("Chỉ vào Mô hình hiệu quả")),
        (lines.DUPLICATE, _("Nghi trùng, chờ chọn")),
        (lines.WAITING, _("Chờ sửa")),
        (lines.IGNORED, _("Không thuộc sổ này")),
    ]


def _kept_look(found: Batch) -> Look | None:
    return looks.kept(found) if found.state == Batch.State.READY else None


def receipt_context(found: Batch) -> dict[str, Any]:
    """What the receipt shows: what was written, which rows are left and until when their workbook is there."""
    has_left = files.left(found).exists() and found.left_until is not None and clock.today() <= found.left_until
    return {
        "batch": found,
        "left": found.outcome.get("left", 0),
        "has_left": has_left,
        "not_in": [(_why_not(code), rows) for code, rows in found.outcome.get("not_in", {}).items()],
        "held_back": [(*row, _held_why(found, row)) for row in found.outcome.get("held_back", [])],
        "absent": absences.open_count(found, None) if found.state == Batch.State.APPLIED else 0,
    }


def _why_not(code: str) -> str:
    return {
        "duplicate": _("nghi trùng, chưa ai chọn: cả dòng chưa vào"),
        "waiting": _("chờ sửa: cả dòng chưa vào"),
        "held": _("sổ đã đổi từ lúc xem trước: cả dòng được giữ lại"),
        "cells": _("có ô nghi vấn hoặc thay đổi chưa ai đồng ý: phần còn lại của dòng đã vào"),
    }[code]


def _held_why(found: Batch, row: list[Any]) -> str:
    """Which fields of the record somebody changed, where the row and the book now differ in some."""
    fields = found.outcome.get("held_fields", {}).get(f"{row[0]}#{row[1]}", [])
    return ", ".join(str(FIELDS[code].label) for code in fields if code in FIELDS)
