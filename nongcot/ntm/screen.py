"""What the pages of the room show: communes with their titles and their evidence under the sets of the day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis import rules
from nongcot.basis.rules import Former
from nongcot.indicators.declare import Described
from nongcot.kernel import text
from nongcot.kernel.text import sort_key
from nongcot.ntm import equivalents, sets
from nongcot.ntm.evidence import Evaluation, Evidence, Summary, evaluate
from nongcot.ntm.grounds import Grounds
from nongcot.ntm.models import Finding, Recognition, Title
from nongcot.ntm.sets import CriteriaSet, Item
from nongcot.ntm.vocabulary import Level, State
from nongcot.places import geography, tree
from nongcot.places.models import Unit
from nongcot.registry import queries
from nongcot.registry.describe import describe_organisations
from nongcot.registry.queries import believed
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.readings import Reading, reading_at

#: How a state is marked.
MARKS = {State.FOUND: "on", State.MISSING: "wait", State.EXPIRED: "wait", State.UNKNOWN: "info", State.OUTSIDE: "end"}


@dataclass(frozen=True)
class CommuneLine:
    """One commune of the list: its title ("" for none), and a summary for each set of the day."""

    unit: Unit
    district: str
    title: str
    summaries: tuple[Summary, ...]


@dataclass(frozen=True)
class Behind:
    """An organisation behind an item: its page and key, by what it counts (contracts, certificates), or which
    certificates it holds that do not serve."""

    label: str
    url: str
    key: str
    by: tuple[Described, ...] = ()
    certificates: str = ""


@dataclass(frozen=True)
class ItemShown:
    """One item on a commune's page: badge, evidence by name, what an officer stated.

    `others` lack nothing but a certificate that serves. `serving`: which do, "" where the item asks for none.
    """

    evidence: Evidence
    mark: str
    organisations: tuple[Behind, ...]
    others: tuple[Behind, ...]
    serving: str

    @property
    def finding(self) -> Finding | None:
        """What an officer stated of it."""
        return self.evidence.finding


@dataclass(frozen=True)
class SetShown:
    """A set on a commune's page."""

    criteria: CriteriaSet
    summary: Summary
    items: tuple[ItemShown, ...]


def titles(on: date, n: int) -> dict[int, str]:
    """Commune → the level it holds on a day, as known at posting `n`."""
    rows = Recognition.objects.filter(believed(n), code="title", valid_from__lte=on, valid_to__gt=on)
    return dict(rows.values_list("subject_id", "ntm_level"))


def communes(point: Point, *, sought: str = "", level: str = "", lacking: str = "") -> list[CommuneLine]:
    """The communes of the book on the day, by name: of a level ("none": without a title), or where the set named
    `lacking` misses something that the book can look for."""
    found, held = evaluate(point.on, point.n, sets.on(point.on)), titles(point.on, point.n)
    lines = [_line(unit, found, held, point) for unit in _units(point)]
    return [line for line in lines if _is_asked(line, found, sought, level, lacking)]


def _units(point: Point) -> list[Unit]:
    known = tree.current(point.n).units
    inside = {known[pk] for pk in geography.scope(point.on, point.n)}
    standing = [unit for unit in inside if tree.current(point.n).valid(unit, point.on)]
    return sorted(standing, key=lambda unit: (sort_key(unit.name), unit.code))


def _line(unit: Unit, found: Evaluation, held: Mapping[int, str], point: Point) -> CommuneLine:
    district = geography.ancestors(unit.pk, point.on, point.n)["district"]
    name = tree.current(point.n).units[district].full_name if district else ""
    return CommuneLine(unit, name, held.get(unit.pk, ""), tuple(found.of(one, unit.pk) for one in found.sets))


def _is_asked(line: CommuneLine, found: Evaluation, sought: str, level: str, lacking: str) -> bool:
    if level and (line.title or "none") != level:
        return False
    if lacking:
        at = next((place for place, one in enumerate(found.sets) if one.code == lacking), None)
        if at is None or line.summaries[at].is_complete:
            return False
    named = text.fold(f"{line.unit.full_name} {line.district}")
    return all(text.fold(part) in named for part in sought.split(","))


def in_words(summary: Summary) -> tuple[str, str]:
    """How many of the asked items have evidence, and how many of the others are in which state."""
    rest = [
        f"{summary.count(state)} {State(state).label}"
        for state in (State.MISSING, State.EXPIRED, State.UNKNOWN)
        if summary.count(state)
    ]
    head = _("%(found)s/%(asked)s có minh chứng") % {"found": summary.count(State.FOUND), "asked": summary.asked}
    return head, " · ".join(rest)


def level_label(level: str) -> str:
    """A level in words; what stands for none."""
    return str(Level(level).label) if level else _("Chưa có danh hiệu")


def sets_of(unit: Unit, point: Point, *, numbers: bool) -> list[SetShown]:
    """A commune under each set of the day. `numbers`: contracts are named with theirs, for officers."""
    found = evaluate(point.on, point.n, sets.on(point.on))
    summaries = {criteria: found.of(criteria, unit.pk) for criteria in found.sets}
    evidence = [one for summary in summaries.values() for one in summary.evidence]
    named = describe_organisations(
        {pk for one in evidence for pk in (*one.organisations, *one.others)}, point.on, point.n
    )
    behind = Grounds({pk for one in evidence for pk in one.organisations}, point, numbers=numbers)
    return [
        SetShown(criteria, summary, tuple(_item(one, found.serving, named, behind) for one in summary.evidence))
        for criteria, summary in summaries.items()
    ]


def _item(evidence: Evidence, serving: Collection[str], named: Mapping[int, Described], behind: Grounds) -> ItemShown:
    counting = [_behind(named[o], by=behind.of(evidence, o)) for o in evidence.organisations]
    others = [_behind(named[o], certificates=equivalents.in_words(schemes)) for o, schemes in evidence.others.items()]
    return ItemShown(
        evidence,
        MARKS[evidence.state],
        _in_order(counting),
        _in_order(others),
        equivalents.in_words(serving) if evidence.item.or_equivalent else "",
    )


def _behind(one: Described, *, by: tuple[Described, ...] = (), certificates: str = "") -> Behind:
    return Behind(one.label, one.url, one.key, by, certificates)


def _in_order(found: Iterable[Behind]) -> tuple[Behind, ...]:
    return tuple(sorted(found, key=lambda one: sort_key(one.label)))


def equivalents_at(point: Point) -> Reading:
    """What serves as VietGAP, by day, as known at the point's posting."""
    title = _("Chứng nhận được tính là VietGAP hoặc tương đương")
    url = reverse("ntm:state_equivalents")
    return reading_at(point, equivalents.CODE, title=title, says=equivalents.says, url=url)


def former_equivalents() -> list[tuple[str, Former]]:
    """What was said of it before it was said anew, the newest first."""
    return [(equivalents.says(one.held.parameters), one) for one in rules.former(equivalents.CODE)]


def asking_for_equivalents(on: date) -> list[tuple[CriteriaSet, Item]]:
    """The items of the day that ask for VietGAP or an equivalent, each with its set."""
    return [(one, item) for one in sets.on(on) for item in one.items if item.or_equivalent]


def titles_of(unit: Unit, point: Point) -> list[Title]:
    """Every recognition of a commune as it stands, the latest first."""
    return sorted(queries.standing(Title, point.n, unit_id=unit.pk), key=lambda one: one.valid_from, reverse=True)
