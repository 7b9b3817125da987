"""Readings that are a province's choice: a dated row with its document; figures follow in the same posting."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis.actions import state_rule
from nongcot.basis.models import Rule
from nongcot.indicators.models import Posting
from nongcot.ocop.actions import about
from nongcot.ocop.models import Result
from nongcot.registry import versions
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import NotNow, Recorded

#: How a potential five-star is counted while it waits: as its certificate says, or as five stars.
COUNTS_AS = ("certificate", "five")
CODE = "ocop_potential"


def choose_potential(
    *, counts_as: str, since: date, document: str, by: User | None, seen: int | None = None
) -> Recorded:
    """From `since` on a potential five-star counts so; what was published before stays as it was known then.

    Raises ValidationError by field, ChangedSince when another was chosen after posting `seen`, NotNow when it counts so
    on that day already or a later choice stands.
    """
    if counts_as not in COUNTS_AS:
        raise ValidationError({"counts_as": _("Không có lựa chọn này.")})
    basis = about.text("document", document, 400, numbers=False)
    if not basis:
        raise ValidationError({"document": _("Cần nêu văn bản quyết định cách đọc này.")})
    with posting("ocop.choose_reading", by=by, cause=Posting.Cause.DEFINITION, source=document) as entry:
        versions.require_rule_unchanged(CODE, seen, _("Sản phẩm tiềm năng 5 sao tính thế nào"))
        last = Rule.objects.filter(code=CODE, retracted=None).order_by("valid_from").last()
        if last is None or last.valid_from >= since:
            raise NotNow(_("Đã có một cách đọc từ ngày này hoặc sau đó."))
        if last.parameters["counts_as"] == counts_as:
            raise NotNow(_("Cách đọc này đang áp dụng rồi."))
        state_rule(
            entry,
            code=CODE,
            valid_from=since,
            parameters={"counts_as": counts_as},
            legal_basis=basis,
            verified=True,
            note=last.note,
        )
        waiting = set(Result.objects.exclude(pending_star=None).values_list("organisation_id", flat=True))
        entry.touch(waiting)
    return Recorded(entry.n, tuple(sorted(waiting)))
