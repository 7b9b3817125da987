"""A province's own criteria of exemplars: stated, corrected and ended from a day on, each by a document and in one
posting; nothing is overwritten."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.exemplars import criteria, queries
from nongcot.exemplars.actions import telling
from nongcot.exemplars.criteria import FIGURES, SETS, Comparison, own_code
from nongcot.exemplars.models import Check
from nongcot.exemplars.vocabulary import Criterion
from nongcot.indicators.models import Posting
from nongcot.registry.actions import from_documents
from nongcot.registry.actions.from_documents import Basis
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Caution, NotNow, Recorded
from nongcot.registry.queries import standing_rows

MOST_CRITERIA, MOST_YEARS = 40, 10


@dataclass(frozen=True)
class Own:
    """A condition in the province's own words, perhaps with a threshold in a unit."""

    label: str
    comparison: str = ""
    threshold: Decimal | None = None
    unit: str = ""

    def row(self, slot: int) -> dict[str, Any]:
        """As a rule keeps it. Raises ValidationError by the fields of its slot."""
        label = telling.text(f"label_{slot}", self.label, 200, required=True)
        unit = telling.text(f"unit_{slot}", self.unit, 60)
        if self.threshold is None:
            if self.comparison or unit:
                raise ValidationError(
                    {f"threshold_{slot}": _("Cần ngưỡng bằng số, hoặc bỏ trống cả so sánh và đơn vị.")}
                )
            return {"code": own_code(label), "label": label}
        telling.choice(f"comparison_{slot}", self.comparison, Comparison)
        threshold = format(self.threshold.normalize(), "f")
        told = {"comparison": self.comparison, "threshold": threshold, "unit": unit}
        return {"code": own_code(label, **told), "label": label, **told}


@dataclass(frozen=True)
class Asked:
    """A set of criteria: its name, the usual conditions it takes up, and the province's own by their number.

    `years`: for how many years running a profit is asked for.
    """

    name: str
    known: Sequence[str] = ()
    own: Mapping[int, Own] = field(default_factory=dict)
    years: int | None = None

    def parameters(self) -> dict[str, Any]:
        """As a rule keeps them. Raises ValidationError by field."""
        name = telling.text("name", self.name, 200, required=True)
        items = [self._known(telling.choice("known", code, Criterion)) for code in self.known]
        own = {slot: one.row(slot) for slot, one in self.own.items()}
        items += own.values()
        if not items:
            raise ValidationError({"label_1": _("Cần ít nhất một tiêu chí.")})
        if len(items) > MOST_CRITERIA:
            raise ValidationError({"label_1": _("Nhiều nhất %(most)s tiêu chí.") % {"most": MOST_CRITERIA}})
        codes = [item["code"] for item in items]
        for slot, item in own.items():
            if codes.count(item["code"]) > 1:
                raise ValidationError({f"label_{slot}": _("Tiêu chí này có hai lần.")})
        return {"name": name, "items": items}

    def _known(self, code: str) -> dict[str, Any]:
        item: dict[str, Any] = {"code": code}
        if code in FIGURES:
            item["figure"] = FIGURES[Criterion(code)]
        if code == Criterion.PROFITABLE:
            years = 1 if self.years is None else self.years
            if not 1 <= years <= MOST_YEARS:
                raise ValidationError({"years": _("Từ 1 đến %(most)s năm.") % {"most": MOST_YEARS}})
            item["years"] = years
        return item


def state_criteria(
    *,
    which: str,
    valid_from: date,
    asked: Asked,
    basis: Basis,
    by: User | None,
    seen: int | None = None,
    confirmed: Collection[str] = (),
) -> Recorded:
    """From a day on a title asks for these, until other ones are stated; `which` is a word of `criteria.SETS`.

    Raises ValidationError by field, ChangedSince where somebody stated others after posting `seen`, NotNow where
    nothing would change, ToConfirm where nominations of those days were checked already.
    """
    return _state("exemplars.state_criteria", which, valid_from, asked.parameters(), basis, by, seen, confirmed)


def end_criteria(
    *,
    which: str,
    valid_from: date,
    basis: Basis,
    by: User | None,
    seen: int | None = None,
    confirmed: Collection[str] = (),
) -> Recorded:
    """From a day on nothing is asked for by a set of this book any more. Raises as `state_criteria`."""
    held = criteria.of(*SETS[which], valid_from) if which in SETS else None
    if held is not None and not held.items:
        raise NotNow(_("Từ ngày này không có bộ tiêu chí nào để kết thúc."))
    return _state("exemplars.end_criteria", which, valid_from, {"name": "", "items": []}, basis, by, seen, confirmed)


def _state(
    act: str,
    which: str,
    valid_from: date,
    told: dict[str, Any],
    basis: Basis,
    by: User | None,
    seen: int | None,
    confirmed: Collection[str],
) -> Recorded:
    if which not in SETS:
        raise ValidationError({"which": _("Không có lựa chọn này.")})
    resting, code = basis.checked(), criteria.code_of(*SETS[which])
    before = from_documents.holding(code, valid_from)
    cause = Posting.Cause.ACT if before is None else Posting.Cause.CORRECTION
    with posting(act, by=by, cause=cause) as entry:
        from_documents.state(
            entry,
            code=code,
            what=_("bộ tiêu chí “%(title)s”") % {"title": criteria.title_of(which)},
            valid_from=valid_from,
            parameters=told,
            basis=resting,
            seen=seen,
            cautions=_cautions(which, valid_from, told, entry.n - 1),
            confirmed=confirmed,
        )
    return Recorded(entry.n)


def _cautions(which: str, since: date, told: dict[str, Any], n: int) -> list[Caution]:
    """Nominations from that day on whose checks the new set does not ask for, or asks for otherwise."""
    title, programme = SETS[which]
    until = min((held.valid_from for held in criteria.stated(which) if held.valid_from > since), default=date.max)
    asked = {item["code"] for item in told["items"]}
    narrowed: dict[str, Any] = {"title": title, "nominated_on__gte": since, "nominated_on__lt": until}
    if programme:
        narrowed["programme"] = programme
    waiting = queries.waiting(n).filter(**narrowed).values_list("nomination_id", flat=True)
    checks = standing_rows(Check, n).filter(nomination_id__in=list(waiting)).exclude(criterion__in=asked)
    count = checks.values("nomination_id").distinct().count()
    if not count:
        return []
    sentence = _("%(count)s đề nghị từ ngày này đã được kiểm tra theo tiêu chí khác: phải kiểm tra lại theo bộ mới.")
    return [Caution("checked", sentence % {"count": count})]
