"""Stretches of days `[start, end)`: sorted, none touching another."""

from collections.abc import Iterable, Sequence
from datetime import date

from nongcot.kernel.dates import FAR

Interval = tuple[date, date]

ALWAYS: Interval = (date.min, FAR)


def union(found: Iterable[Interval]) -> list[Interval]:
    """The days that lie in any of them."""
    merged: list[Interval] = []
    for start, end in sorted(one for one in found if one[0] < one[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def both(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """The days that lie in both."""
    found = []
    for start, end in one:
        for since, until in other:
            if max(start, since) < min(end, until):
                found.append((max(start, since), min(end, until)))
    return union(found)


def within(found: Sequence[Interval], day: date) -> bool:
    """Whether the day lies in one of them."""
    return any(start <= day < end for start, end in found)


def where(steps: Iterable[tuple[date, bool]]) -> list[Interval]:
    """The days on which something is so, of what each day says until the next one."""
    told = sorted(steps)
    ends = [day for day, _so in told[1:]] + [FAR]
    return union((day, end) for (day, so), end in zip(told, ends, strict=False) if so)


def edges(found: Iterable[Interval]) -> set[date]:
    """Every day on which one begins, or is over."""
    return {day for one in found for day in one}
