"""Rows that follow from facts of exemplars, technology and investments, brought in line at each posting."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from nongcot.exemplars import facts, readings
from nongcot.exemplars.facts import Told
from nongcot.exemplars.models import Designation, Honour, Occurrence, Recognition, Reviewed
from nongcot.exemplars.readings import Begins, New, Readings
from nongcot.exemplars.vocabulary import Review, Title
from nongcot.kernel.dates import FAR
from nongcot.registry import derived, holdings, keyed
from nongcot.registry.holdings import HOLDING, Held
from nongcot.registry.slices import DERIVED

DAY = timedelta(days=1)

HONOUR = (*HOLDING, "fields", "levels", "programmes", "technologies")
OCCURRENCE = (
    *DERIVED, "code", "subject_id", "item", "fields", "levels", "award", "technology", "funding_source", "amount",
)  # fmt: skip

HIGH_TECH = "high_tech"

Row = tuple[Any, ...]


class Keys(NamedTuple):
    """The keys of overlapping breakdowns that something brings."""

    field: str = ""
    level: str = ""
    programme: str = ""
    technologies: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    def counts_in(self, sector: str) -> bool:
        """Whether it counts of an organisation of this main sector; without sectors it counts of any."""
        return not self.sectors or sector in self.sectors


def prepare(n: int, touched: Collection[int]) -> set[int]:
    """Bring the room's rows of the touched organisations in line with their facts, at posting `n`.

    Returns all whose rows were looked at. Called by the engine before spans are worked out.
    """
    reached = facts.reach(touched)
    if not keyed.anything_of(reached, *facts.COUNTED):
        return set()
    honours, occurrences = worked_out(reached)
    derived.replace(Honour, HONOUR, honours, n, reached)
    derived.replace(Occurrence, OCCURRENCE, occurrences, n, reached)
    return reached


def differences() -> int:
    """How many rows are not what the facts give, over the whole book; for `reconcile`."""
    honours, occurrences = worked_out(facts.reach(facts.everyone()))
    return derived.differences(Honour, HONOUR, honours) + derived.differences(Occurrence, OCCURRENCE, occurrences)


def worked_out(organisations: Collection[int]) -> tuple[list[Row], list[Row]]:
    """The rows of `HONOUR` and of `OCCURRENCE` that the facts of these organisations give."""
    read = readings.read()
    told = sorted(facts.read(organisations).items())
    honours = [row for root, one in told for row in _honours(root, one, read)]
    return honours, [row for root, one in told for row in _occurrences(root, one, read)]


def _honours(root: int, told: Told, read: Readings) -> Iterator[Row]:
    held: dict[str, list[Held]] = {Title.EXEMPLAR: [], Title.MODEL: [], HIGH_TECH: []}
    for designation in told.designations:
        held[designation.title].append(borne(designation, told.reviews[designation.designation_id]))
    held[HIGH_TECH] = [span for _one, span in confirmed(told.recognitions, read)]
    for code, things in held.items():
        for stretch in holdings.along(told.life, things):
            keys = [key for key in stretch.held if key.counts_in(stretch.slice.sector)]
            if not keys:
                continue
            yield (
                *stretch.row(str(code), root),
                _joined(key.field for key in keys),
                _joined(key.level for key in keys),
                _joined(key.programme for key in keys),
                _joined(technology for key in keys for technology in key.technologies),
            )


def borne(designation: Designation, reviews: Iterable[Reviewed]) -> Held:
    """How long a title is borne: until its term runs out, or until the first review that withdrew it."""
    gone = min((review.on for review in reviews if review.outcome == Review.WITHDRAWN), default=FAR)
    until, ends_by = (gone, "left") if gone < designation.valid_to else (designation.valid_to, "expired")
    keys = Keys(designation.field, designation.level, designation.programme)
    return Held(designation.valid_from, until, keys, "entered", ends_by)


def confirmed(recognitions: Iterable[Recognition], read: Readings) -> Iterator[tuple[Recognition, Held]]:
    """How long each confirmation of a co-op holds by the reading of its day: a yearly one to the next, at the latest to
    the end of the years that the reading grants; a title of law to its own end."""
    in_order = sorted(recognitions, key=lambda one: (_begins(one, read), one.recognition_id))
    for one in in_order:
        begins = _begins(one, read)
        rule = readings.on(read.high_tech, begins)
        if not rule or (rule.get("legal_title_only") and not one.legal_title):
            continue
        keys = Keys(technologies=tuple(one.technologies.split(",")), sectors=tuple(rule.get("sectors", ())))
        if one.legal_title:
            yield one, Held(begins, one.valid_to, keys)
            continue
        after = (_begins(other, read) for other in in_order if not other.legal_title)
        following = min((day for day in after if day > begins), default=FAR)
        last = date(one.year + 1 + int(rule.get("following_years", 0)), 1, 1)
        until = min(following, last, one.valid_to)
        ends_by = "left" if until == one.valid_to < min(following, last) else "expired"
        yield one, Held(begins, until, keys, "entered", ends_by)


def _begins(one: Recognition, read: Readings) -> date:
    by_year = readings.on(read.high_tech, one.earliest).get("begins") == Begins.YEAR
    return date(one.year, 1, 1) if by_year and not one.legal_title else one.earliest


def _occurrences(root: int, told: Told, read: Readings) -> Iterator[Row]:
    for first, all_of_day in _new_exemplars(told, read):
        fields = _joined(one.field for one in all_of_day)
        levels = _joined(one.level for one in all_of_day)
        days = (first.valid_from, first.latest + DAY)
        yield from _row(root, told, days, "new_exemplar", root, 0, fields=fields, levels=levels)
    for taken in told.replications:
        days = (taken.earliest, taken.latest + DAY)
        yield from _row(root, told, days, "replication", root, taken.replication_id, fields=taken.field)
    for award in told.awards:
        days = (award.earliest, award.latest + DAY)
        code, subject = ("product_award", award.product_id) if award.product_id else ("award", root)
        told_of = {"award": award.award, "levels": award.level}
        yield from _row(root, told, days, code, subject, award.award_id, **told_of)
    for made in told.investments:
        kinds = readings.on(read.machinery, made.earliest).get("kinds", ())
        days = (made.earliest, made.latest + DAY)
        for source, amount in sorted(made.funds.items()) if made.spent_on in kinds else ():
            money = {"technology": made.technology, "funding_source": source, "amount": amount}
            yield from _row(root, told, days, "investment", root, made.investment_id, **money)


def _new_exemplars(told: Told, read: Readings) -> Iterator[tuple[Designation, list[Designation]]]:
    """The designation by which a co-op is new, with all of the same day: the first one ever, or by another reading
    every one."""
    exemplars = [one for one in told.designations if one.title == Title.EXEMPLAR]
    by_day: dict[date, list[Designation]] = {}
    for one in sorted(exemplars, key=lambda one: (one.valid_from, one.latest, one.designation_id)):
        by_day.setdefault(one.valid_from, []).append(one)
    for number, (day, all_of_day) in enumerate(by_day.items()):
        if number == 0 or readings.on(read.exemplar, day).get("new") == New.EVERY:
            yield all_of_day[0], all_of_day


def _row(
    root: int,
    told: Told,
    days: tuple[date, date],
    code: str,
    subject: int,
    case: int,
    *,
    fields: str = "",
    levels: str = "",
    award: str = "",
    technology: str = "",
    funding_source: str = "",
    amount: int | None = None,
) -> Iterator[Row]:
    """A row in the order of `OCCURRENCE`, with commune, sector and kind of its first day; none without a life."""
    there = holdings.on(told.life, days[0])
    if there is not None:
        where = (root, *days, there.place_id, there.sector, there.kind)
        yield (*where, code, subject, case, fields, levels, award, technology, funding_source, amount)


def _joined(keys: Iterable[str]) -> str:
    return ",".join(sorted({key for key in keys if key}))
