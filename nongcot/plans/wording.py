"""Targets in words: what was promised, how far it is, and by how much it is behind."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import units
from nongcot.indicators.breakdowns import in_language
from nongcot.indicators.declare import vocabulary
from nongcot.kernel import numbers
from nongcot.plans.comparators import Comparator
from nongcot.plans.models import Target
from nongcot.plans.standing import Standing, Status

#: What the acts of this room are called (`settings.ACT_WORDS`).
ACTS: dict[str, str | Promise] = {
    "plans.load_plan": gettext_lazy("Ghi nhiệm kỳ và chỉ tiêu"),
    "plans.state_term": gettext_lazy("Ghi nhiệm kỳ"),
    "plans.state_organ": gettext_lazy("Ghi cơ quan của nhiệm kỳ"),
    "plans.withdraw_organ": gettext_lazy("Rút lại cơ quan của nhiệm kỳ"),
    "plans.state_target": gettext_lazy("Ghi chỉ tiêu"),
    "plans.withdraw_target": gettext_lazy("Bỏ chỉ tiêu"),
}

DONE = (Status.MET, Status.EXCEEDED)

BADGES: dict[Status, str] = {
    Status.MET: "on",
    Status.EXCEEDED: "on",
    Status.ON_TRACK: "on",
    Status.AT_RISK: "wait",
    Status.MISSED: "bad",
    Status.NOT_STARTED: "plain",
    Status.CANCELLED: "end",
    Status.BASELINE_NOT_KNOWN: "info",
    Status.WAITING: "info",
    Status.UNJUDGED: "plain",
}


def label(target: Target) -> str:
    """The promised indicator's name in the active language."""
    words = vocabulary()[target.indicator]
    return in_language(words.label_vi, words.label_en)


def listed(targets: Sequence[Target]) -> str:
    """Names of several targets within a sentence."""
    names = [label(target) for target in targets]
    return "; ".join(name[:1].lower() + name[1:] for name in names)


def unit(target: Target) -> str:
    """The unit of the promised indicator, in words."""
    return units.of(vocabulary()[target.indicator].unit)


def amount(value: Decimal) -> str:
    """A promised value with the decimals it was given with."""
    plain = value.normalize()
    return numbers.format_number(plain, max(-int(plain.as_tuple().exponent), 0))


def value(standing: Standing) -> str:
    """The value as written, with its decimals: 9,96 % is not the 10 % that were promised. What a source states with its
    words, money in the unit that suits it."""
    found = standing.figure
    if found is None or found.value is None:
        return "–"
    if not found.is_stated:
        return numbers.format_exact(Decimal(found.value))
    written = units.of_figure(found, [found.value])
    return f"{units.told(found)} {written.unit}" if units.is_money(found.unit) else units.told(found)


def stated_by(standing: Standing) -> str:
    """Whose word the value is: "theo nguồn: Niên giám 2021"; nothing of what the book counts."""
    return _("theo nguồn: %(source)s") % {"source": standing.source} if standing.source else ""


def promised(target: Target) -> str:
    """What must be reached, without the unit: "ít nhất 10", "10–15", "tăng ít nhất 20 %"."""
    goal = target.goal
    if goal is None:
        return _("không nêu con số")
    if goal.comparator == Comparator.MAINTAIN:
        if goal.baseline is None:
            return _("giữ bằng số hiện có")
        return _("không dưới %(value)s") % {"value": amount(goal.baseline)}
    low = amount(goal.low or Decimal(0))
    if goal.comparator == Comparator.BETWEEN:
        return f"{low}–{amount(goal.high or Decimal(0))}"
    return {
        Comparator.AT_LEAST: _("ít nhất %(value)s"),
        Comparator.AT_MOST: _("nhiều nhất %(value)s"),
        Comparator.EXACTLY: _("đúng %(value)s"),
        Comparator.GROWTH: _("tăng ít nhất %(value)s %%"),
        Comparator.MULTIPLE: _("gấp ít nhất %(value)s lần"),
        Comparator.SHARE: _("ít nhất %(value)s %%"),
    }[goal.comparator] % {"value": low}


def promised_when(target: Target) -> str:
    """The same with its unit and period: "ít nhất 10 HTX, mỗi năm"."""
    goal = target.goal
    keeps = goal is not None and goal.comparator == Comparator.MAINTAIN and goal.baseline is None
    shows_unit = not keeps and target.comparator not in ("", Comparator.GROWTH, Comparator.MULTIPLE, Comparator.SHARE)
    what = f"{promised(target)} {unit(target)}" if shows_unit else promised(target)
    return f"{what}, {target.get_period_kind_display()}"


def reached(share: Fraction | None) -> str:
    """ "đạt 207 % kế hoạch": how much of the plan is reached. What is short of 100 % is never written as 100 %."""
    if share is None:
        return "–"
    hundredths = Decimal(share.numerator) / Decimal(share.denominator)
    decimals = next((d for d in (0, 1, 2) if (round(hundredths, d) < 100) == (hundredths < 100)), 2)
    return _("đạt %(percent)s kế hoạch") % {"percent": numbers.format_percent(hundredths, decimals)}


def fulfilment(standing: Standing) -> str:
    """ "đạt 207 % kế hoạch"; of a cohort that is to be kept "giữ 10 trên 12"."""
    if standing.keeps is None or standing.value is None:
        return reached(standing.share)
    told = {"value": numbers.format_number(standing.value), "whole": numbers.format_number(standing.keeps)}
    return _("giữ %(value)s trên %(whole)s") % told


def met_years(periods: Sequence[Standing]) -> str:
    """ "đạt 3 trong 4 năm", "đạt cả 4 năm": of the years that have ended and are judged; a dash before the first."""
    ended = [one for one in periods if one.year and one.is_due]
    if not ended:
        return "–"
    met = sum(one.status in DONE for one in ended)
    if met == len(ended) > 1:
        return _("đạt cả %(all)s năm") % {"all": met}
    return _("đạt %(met)s trong %(all)s năm") % {"met": met, "all": len(ended)}


def verdict(standing: Standing) -> str:
    """The status in words; of a target behind the calendar by how much: "Chậm 3 HTX"."""
    if standing.status == Status.AT_RISK and standing.behind:
        return _("Chậm %(count)s %(unit)s") % {
            "count": numbers.format_number(standing.behind),
            "unit": unit(standing.target),
        }
    if standing.status == Status.AT_RISK:
        return _("Chưa đạt")
    return str(standing.status.label)
