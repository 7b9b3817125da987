"""Axes: round ticks, where an axis begins, how wide a word is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

NARROW = frozenset(" .,;:'|!ijltfrI()/-")


@dataclass(frozen=True)
class Axis:
    """A vertical axis from `low` to `high` in steps of `step`; `is_cut` when it does not begin at 0."""

    low: float
    high: float
    step: float

    @property
    def is_cut(self) -> bool:
        """True when the axis does not begin at zero, which the picture must then say."""
        return self.low > 0

    @property
    def ticks(self) -> tuple[float, ...]:
        """The round values from low to high, both included."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + index * self.step, 10) for index in range(count + 1))

    def at(self, value: float, bottom: float, top: float) -> float:
        """The height of a value on a drawing whose axis runs from y = bottom up to y = top."""
        return bottom - (value - self.low) / (self.high - self.low) * (bottom - top)


def axis(values: Sequence[float], *, from_zero: bool = False, ticks: int = 5, whole: bool = True) -> Axis:
    """A round axis that holds all values.

    It begins at zero unless the values keep to the upper 60 % of what that would show and `from_zero` is not asked for.
    With `whole` the step is a whole number.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    # A cut axis leaves some air below the lowest value, so that it does not look like nothing.
    low = min(low, 0.0) if from_zero or low <= 0.6 * high else max(low - 0.15 * (high - low), 0.0)
    step = round_step((high - low or abs(high) or 1) / ticks, whole=whole)
    first, last = math.floor(low / step) * step, math.ceil(high / step) * step
    return Axis(first, last if last > first else first + step, step)


def round_step(raw: float, *, whole: bool = True) -> float:
    """The smallest of 1, 2, 5 × 10ⁿ that is not below `raw`; at least 1 when `whole`."""
    if whole and raw <= 1:
        return 1
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)


def text_width(text: str, size: float = 12) -> float:
    """About how wide a text is; the true width is known to the reader's machine alone."""
    return size * sum(
        0.32 if character in NARROW else 0.64 if character.isdigit() else 0.7 if character.isupper() else 0.56
        for character in text
    )


def wrap(text: str, width: float, size: float = 12, lines: int = 2) -> list[str]:
    """The text in at most so many lines of about that width; what is left over ends in an ellipsis that fits too."""
    result = [""]
    for word in _words(text, width, size):
        longer = f"{result[-1]} {word}".strip()
        if result[-1] and text_width(longer, size) > width:
            result.append(word)
        else:
            result[-1] = longer
    if len(result) > lines:
        result = result[:lines]
        while result[-1] and text_width(f"{result[-1]}…", size) > width:
            result[-1] = result[-1][:-1].rstrip()
        result[-1] += "…"
    return result


def _words(text: str, width: float, size: float) -> list[str]:
    """Words; one that is too wide in parts: a date as "01/01/" and "2020", another wherever the line ends."""
    words: list[str] = []
    for word in text.split():
        if text_width(word, size) <= 1.12 * width:
            words.append(word)
            continue
        day, slash, year = word.rpartition("/")
        words += [day + slash, year] if slash else _parts(word, width, size)
    return words


def _parts(word: str, width: float, size: float) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and text_width(parts[-1] + character, size) > width:
            parts.append("")
        parts[-1] += character
    return parts


def along(day: date, start: date, end: date) -> float:
    """Where a day lies between two days, 0 to 1, held inside."""
    return min(max((day - start).days / max((end - start).days, 1), 0.0), 1.0)
