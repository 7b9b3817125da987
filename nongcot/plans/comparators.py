"""When a target is met, exceeded, and how much of it is reached: exactly, for every comparator.

`docs/reference` of the vocabulary of indicators calls them at_least … share. Values are compared as fractions, so that
69,996 % is never printed and judged as 70 %.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

Number = int | Decimal | Fraction


class Comparator(TextChoices):
    """How a value is held against what was promised."""

    AT_LEAST = "at_least", _("ít nhất")
    AT_MOST = "at_most", _("nhiều nhất")
    BETWEEN = "between", _("trong khoảng")
    EXACTLY = "exactly", _("đúng bằng")
    MAINTAIN = "maintain", _("giữ không thấp hơn gốc")
    GROWTH = "growth", _("tăng so với gốc, phần trăm")
    MULTIPLE = "multiple", _("gấp so với gốc, lần")
    SHARE = "share", _("đạt tỷ lệ ít nhất, phần trăm")


#: Held against a value of another day; without it they are not judged.
FROM_BASELINE = (Comparator.MAINTAIN, Comparator.GROWTH, Comparator.MULTIPLE)

#: Judged only when the period has ended: until then what holds today may still be lost.
AT_THE_END = (Comparator.AT_MOST, Comparator.EXACTLY, Comparator.MAINTAIN)


class Outcome(Enum):
    """What comparing a value with a goal gives."""

    UNMET = "unmet"
    MET = "met"
    EXCEEDED = "exceeded"
    BASELINE_NOT_KNOWN = "baseline_not_known"


@dataclass(frozen=True)
class Goal:
    """What was promised. `low` is the promised value, of `between` its lower end; `high` the upper end of `between`.

    Of `growth` and `share` the value is in percent, of `multiple` in times. `baseline` None is not known.
    """

    comparator: Comparator
    low: Decimal | None = None
    high: Decimal | None = None
    baseline: Decimal | None = None

    def over(self, whole: int | None) -> "Goal":
        """The same goal held against a figure of a cohort of `whole`: to keep is, without a number of its own, to keep
        all of them. Any other goal, and a figure of no cohort (None), leave it as it is.
        """
        if self.comparator != Comparator.MAINTAIN or self.baseline is not None or whole is None:
            return self
        return replace(self, baseline=Decimal(whole))

    @property
    def bound(self) -> Fraction | None:
        """The value that is just met: the least one, of `at_most` the greatest; None without a baseline above zero."""
        if self.comparator in FROM_BASELINE:
            if self.baseline is None or self.baseline <= 0:
                return None
            base = Fraction(self.baseline)
            if self.comparator == Comparator.MAINTAIN:
                return base
            if self.comparator == Comparator.GROWTH:
                return base * (1 + Fraction(self._promised) / 100)
            return base * Fraction(self._promised)
        return Fraction(self._promised)

    @property
    def _promised(self) -> Decimal:
        assert self.low is not None, "actions.state_target refuses a goal without its value"
        return self.low

    def outcome(self, value: Number) -> Outcome:
        """Met, exceeded or neither; `maintain`, `growth` and `multiple` are not judged without a baseline."""
        bound, given = self.bound, Fraction(value)
        if bound is None:
            return Outcome.BASELINE_NOT_KNOWN
        if self.comparator == Comparator.AT_MOST:
            return Outcome.MET if given <= bound else Outcome.UNMET
        if self.comparator == Comparator.EXACTLY:
            return Outcome.MET if given == bound else Outcome.UNMET
        if given < bound:
            return Outcome.UNMET
        if self.comparator == Comparator.MAINTAIN:
            return Outcome.MET
        most = Fraction(self.high) if self.comparator == Comparator.BETWEEN and self.high is not None else bound
        return Outcome.EXCEEDED if given > most else Outcome.MET

    def fulfilment(self, value: Number) -> Fraction | None:
        """`plan_fulfilment` in percent: of the promised value, of `between` of its lower end; None without a plan
        value above zero. 31 of a plan of 15 is 206 2/3, written "đạt 207 % kế hoạch".
        """
        bound = self.bound
        return Fraction(value) * 100 / bound if bound is not None and bound > 0 else None
