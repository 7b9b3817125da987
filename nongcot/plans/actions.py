"""Stating terms and targets; each act is one posting, and nothing that was stated is edited."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.indicators.ledger import Entry, newest, posting
from nongcot.plans import plan
from nongcot.plans.comparators import FROM_BASELINE, Comparator
from nongcot.plans.models import Organ, Target, Term
from nongcot.registry import checking, versions
from nongcot.registry.outcomes import NotNow
from nongcot.registry.values import written

DATA = Path(__file__).parent / "data" / "terms.json"
KEY_LETTERS = "0123456789abcdefghijkmnpqrstuvwxyz"

TERM_FIELDS = ("number", "start", "end", "congress", "label", "convention", "note")
TARGET_FIELDS = tuple(
    field.name for field in Target._meta.concrete_fields if field.name not in ("id", "key", "posted", "retracted")
)


def state_term(*, by: User | None, seen: int | None = None, reason: str = "", **told: Any) -> int:
    """State a term, or correct the one of the same `number`; gives the posting's number.

    `told` holds `TERM_FIELDS`; `congress`, `convention` and `note` may be left out. Raises ValidationError for a term
    that ends before it begins, ChangedSince where somebody stated the term after posting `seen`.
    """
    if told["end"] < told["start"]:
        raise ValidationError({"end": _("Ngày cuối nhiệm kỳ phải sau ngày đầu.")})
    cause = "correction" if plan.term(told["number"], newest()) else "act"
    with posting("plans.state_term", by=by, cause=cause, reason=reason) as entry:
        what = _("nhiệm kỳ thứ %(number)s") % {"number": told["number"]}
        versions.require_rows_unchanged(Term, seen, what, number=told["number"])
        _say_term(entry, told)
    return entry.n


def state_organ(
    *,
    term: int,
    kind: str,
    seats: int,
    by: User | None,
    women: int | None = None,
    decision_no: str = "",
    decided_on: date | None = None,
    issuing_body: str = "",
    seen: int | None = None,
    reason: str = "",
) -> int:
    """State an organ of a term in numbers, or say it anew; gives the posting's number.

    Raises ValidationError by field, also for personal data, ChangedSince where somebody said it anew after posting
    `seen`.
    """
    if kind not in Organ.Kind.values:
        raise ValidationError({"kind": _("Không có lựa chọn này.")})
    if women is not None and women > seats:
        raise ValidationError({"women": _("Số nữ nhiều hơn tổng số.")})
    if decided_on is not None:
        checking.require_past("decided_on", decided_on)
    told = {"term": term, "kind": kind, "seats": seats, "women": women, "decided_on": decided_on}
    told |= {"decision_no": written(decision_no, 80, numbers=False)}
    told |= checking.texts({"issuing_body": issuing_body}, {"issuing_body": 200})
    with posting("plans.state_organ", by=by, reason=reason) as entry:
        versions.require_rows_unchanged(Organ, seen, f"“{Organ.Kind(kind).label}”", term=term, kind=kind)
        _retract(entry, Organ, term=term, kind=kind)
        Organ.objects.create(**told, posted=entry.n)
        entry.note("plans_organ", [tuple(told.values())])
    return entry.n


def withdraw_organ(*, term: int, kind: str, by: User | None, reason: str, seen: int | None = None) -> int:
    """An organ of a term was none: it stays readable at postings before this one. Gives the posting's number.

    Raises ChangedSince where somebody said it anew or took it back after posting `seen`, NotNow where none stands.
    """
    with posting("plans.withdraw_organ", by=by, cause="correction", reason=reason) as entry:
        label = dict(Organ.Kind.choices).get(kind, kind)
        versions.require_rows_unchanged(Organ, seen, f"“{label}”", term=term, kind=kind)
        if not _retract(entry, Organ, term=term, kind=kind):
            raise NotNow(_("Sổ không có cơ quan này của nhiệm kỳ, hoặc đã được rút lại."))
        entry.note("plans_organ", [(term, kind, "withdrawn")])
    return entry.n


def state_target(*, by: User | None, key: str = "", seen: int | None = None, reason: str = "", **told: Any) -> str:
    """State a target, or correct the one that `key` names; gives its key.

    `told` holds `TARGET_FIELDS`; what may be empty may be left out. Raises ValidationError for a goal that cannot be
    judged as it is written, ChangedSince where somebody changed it or took it back after posting `seen`, and NotNow for
    a key that names none.
    """
    check(told)
    with posting("plans.state_target", by=by, cause="correction" if key else "act", reason=reason) as entry:
        if key:
            _require_target(key, seen)
        return _say_target(entry, told, key)


def withdraw_target(*, key: str, by: User | None, reason: str, seen: int | None = None) -> int:
    """A target was none: it stays readable at postings before this one. Gives the posting's number.

    Raises ChangedSince where somebody changed it or took it back after posting `seen`, NotNow for a key without one.
    """
    with posting("plans.withdraw_target", by=by, cause="correction", reason=reason) as entry:
        _require_target(key, seen)
        _retract(entry, Target, key=key)
        entry.note("plans_target", [(key, "withdrawn")])
    return entry.n


def load_plan(*, by: User | None, source: str = "") -> int:
    """State the terms and targets that the program carries (`data/terms.json`) in one posting; gives its number."""
    carried = json.loads(DATA.read_text(encoding="utf-8"))
    last = carried["terms"][-1]
    years = {"first_year": int(last["start"][:4]), "last_year": int(last["end"][:4])}
    with posting("plans.load_plan", by=by, source=source) as entry:
        for row in carried["terms"]:
            _say_term(entry, row | {name: _day(row[name]) for name in ("start", "end", "congress")})
        for order, row in enumerate(carried["targets"], 1):
            low, high = (Decimal(row[name]) if name in row else None for name in ("low", "high"))
            title = carried["documents"][row["source"]]
            told = row | years | {"term": last["number"], "low": low, "high": high, "order": order}
            told |= {"source": title, "document": carried["documents"]["article"]}
            check(told)
            _say_target(entry, told, key=f"{last['number']}-{order}")
    return entry.n


def check(told: Mapping[str, Any]) -> None:
    """Raise ValidationError, by field, where a target cannot be judged as it is written."""
    comparator, low, high = told.get("comparator", ""), told.get("low"), told.get("high")
    wrong: dict[str, str] = {}
    if told["indicator"] not in vocabulary():
        wrong["indicator"] = _("Không có số liệu nào mang mã “%(code)s”.") % {"code": told["indicator"]}
    if comparator and comparator != Comparator.MAINTAIN and (low is None or low <= 0):
        wrong["low"] = _("Cách so này cần một giá trị lớn hơn 0.")
    if comparator == Comparator.BETWEEN and (high is None or (low is not None and high < low)):
        wrong["high"] = _("Khoảng cần giá trị trên, không nhỏ hơn giá trị dưới.")
    if comparator not in FROM_BASELINE and told.get("baseline_value") is not None:
        wrong["baseline_value"] = _("Chỉ các cách so với gốc mới có số gốc.")
    if told["last_year"] < told["first_year"]:
        wrong["last_year"] = _("Năm cuối phải từ năm đầu trở đi.")
    if wrong:
        raise ValidationError(wrong)


def _say_term(entry: Entry, told: Mapping[str, Any]) -> None:
    values = {name: told[name] for name in TERM_FIELDS if name in told}
    _retract(entry, Term, number=told["number"])
    Term.objects.create(**values, posted=entry.n)
    entry.note("plans_term", [tuple(values.values())])


def _say_target(entry: Entry, told: Mapping[str, Any], key: str = "") -> str:
    values = {name: told[name] for name in TARGET_FIELDS if name in told}
    if key:
        _retract(entry, Target, key=key)
    key = key or get_random_string(12, KEY_LETTERS)
    Target.objects.create(**values, key=key, posted=entry.n)
    entry.note("plans_target", [(key, *values.values())])
    return key


def _require_target(key: str, seen: int | None) -> None:
    last = plan.last_said(key)
    if last is None:
        raise NotNow(_("Không có chỉ tiêu này."))
    words = vocabulary()[last.indicator]
    what = _("chỉ tiêu “%(name)s”") % {"name": in_language(words.label_vi, words.label_en)}
    versions.require_rows_unchanged(Target, seen, what, key=key)
    if last.retracted is not None:
        raise NotNow(_("Chỉ tiêu này đã được bỏ khỏi kế hoạch."))


def _retract(entry: Entry, model: type[models.Model], **identity: Any) -> int:
    """End what stands of it; gives how many rows did."""
    return model._default_manager.filter(retracted=None, **identity).update(retracted=entry.n)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
