"""A nomination: the task list of its steps, its conditions with what the book knows of them, and what is left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nongcot.exemplars import assessment
from nongcot.exemplars.criteria import Criteria, Item
from nongcot.exemplars.models import Check, Designation, Nomination, StepTaken
from nongcot.exemplars.vocabulary import Finding, Outcome, Step
from nongcot.registry import words
from nongcot.registry.lists.cells import Cell, marked
from nongcot.registry.queries import standing_rows
from nongcot.registry.reading.points import Point


@dataclass(frozen=True)
class Task:
    """A step of the list: taken or not, and how it ended."""

    step: str
    label: str
    taken: StepTaken | None
    badge: Cell


@dataclass(frozen=True)
class Condition:
    """A condition: what was found of it, and what the book itself says on the day (None: it counts nothing of it)."""

    item: Item
    check: Check | None
    badge: Cell
    known: bool | None


def tasks(nomination: Nomination, n: int) -> list[Task]:
    """Every step in its order, with what was told of it."""
    told = {one.step: one for one in standing_rows(StepTaken, n).filter(nomination_id=nomination.nomination_id)}
    return [Task(step, words.label(Step, step), told.get(step), _state(told.get(step))) for step in Step.values]


def conditions(nomination: Nomination, point: Point) -> tuple[Criteria, list[Condition]]:
    """The conditions of the nomination's day, each with what was found of it."""
    asked = assessment.criteria_of(nomination, point.n)
    checks = standing_rows(Check, point.n).filter(nomination_id=nomination.nomination_id)
    told = {one.criterion: one for one in checks}
    found = [
        Condition(
            item,
            told.get(item.code),
            _found(told.get(item.code)),
            item.known(nomination.organisation_id, point.on, point.n),
        )
        for item in asked.items
    ]
    return asked, found


def progress(numbers: Collection[int], n: int) -> dict[int, tuple[Cell, int, int]]:
    """Of each nomination: its state, how many steps are done, of how many."""
    done = dict.fromkeys(numbers, 0)
    refused: set[int] = set()
    for one in standing_rows(StepTaken, n).filter(nomination_id__in=numbers):
        done[one.nomination_id] += one.outcome == Outcome.DONE
        if one.outcome == Outcome.REFUSED:
            refused.add(one.nomination_id)
    given = set(standing_rows(Designation, n).filter(nomination_id__in=numbers).values_list("nomination_id", flat=True))
    return {number: (_overall(number, given, refused), done[number], len(Step.values)) for number in numbers}


def _overall(number: int, given: set[int], refused: set[int]) -> Cell:
    if number in given:
        return marked("on", _("Đã công nhận"))
    if number in refused:
        return marked("bad", _("Không đồng ý"))
    return marked("wait", _("Đang làm"))


def _state(taken: StepTaken | None) -> Cell:
    if taken is None:
        return marked("info", _("Chưa làm"))
    return marked("on", _("Đã xong")) if taken.outcome == Outcome.DONE else marked("bad", _("Không đồng ý"))


def _found(check: Check | None) -> Cell:
    if check is None:
        return marked("info", _("Chưa kiểm tra"))
    kinds = {Finding.MET: "on", Finding.UNMET: "bad", Finding.UNKNOWN: "wait"}
    return marked(kinds[Finding(check.finding)], words.label(Finding, check.finding))


def missing(steps: Sequence[Task], found: Sequence[Condition]) -> list[str]:
    """What stands between a nomination and its title, in words."""
    named = [one.label for one in steps if one.taken is None and one.step != Step.PUBLICISED]
    named += [one.item.label for one in found if one.check is None or one.check.finding != Finding.MET]
    return named
