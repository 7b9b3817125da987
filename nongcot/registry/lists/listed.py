"""What a list of facts is, and the facts that a narrowing leaves, cut in the database."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.indicators import bulk
from nongcot.indicators.declare import Described
from nongcot.kernel.dates import FAR
from nongcot.kernel.text import fold
from nongcot.registry import finding, queries, words
from nongcot.registry.describe import describe_organisations
from nongcot.registry.forms.offerings import last_day
from nongcot.registry.lists.cells import Cell, Column, marked, told
from nongcot.registry.reading.fact_keys import KeyOf
from nongcot.registry.reading.filter_form import UNKNOWN
from nongcot.registry.reading.points import Point

#: What holds and ends within so many days is said to.
SOON = 180

#: What a list says of itself while nothing stands in it, unless it says more.
NOTHING = gettext_lazy("Sổ chưa ghi điều nào ở đây")
NOTHING_TEXT = gettext_lazy(
    "Mỗi điều được ghi từ trang của tổ chức, kèm ngày và giấy tờ; danh sách này và các số liệu theo sau."
)

Row = list[Cell]


@dataclass(frozen=True)
class Shown:
    """What cells are written with: the point, organisations by record."""

    point: Point
    names: Mapping[int, Described]

    def who(self, organisation_id: int) -> Cell:
        """An organisation by its name of the day, with its page."""
        found = self.names.get(organisation_id)
        return Cell(found.label, found.label, found.url, key=found.key) if found else Cell("")


@dataclass(frozen=True)
class State:
    """A way in which facts stand on a day, to which a list may be narrowed."""

    label: str | Promise
    left: Callable[[QuerySet[Any], Point], QuerySet[Any]]


@dataclass(frozen=True)
class Whole:
    """What the facts of a list are told of under a number in a column: a contract, a chain; a list may be narrowed to
    one. `named` calls some by name at a point; `offered` are those to choose among (number, name), None where they are
    too many: links of pages then lead to one.
    """

    column: str
    label: str | Promise
    named: Callable[[Collection[int], Point], Mapping[int, str]]
    offered: Callable[[Point], Sequence[tuple[int, str]]] | None = None


@dataclass(frozen=True)
class Listed:
    """One list of facts of a model.

    `rows` writes facts, `order` says in which order. `year` is the column by which the list is narrowed to a year,
    `kinds` the one to a code of `choices` (`is_joined`: codes joined by commas), `levels` the one to the level of an
    authority, `states` the ways to stand, `whole` what facts are parts of; "" and none where it is narrowed to no such
    thing. `only` leaves those facts that the list is about; `sought` finds facts by a text beside the names of
    organisations. `others` are columns of more organisations that rows name. `working` is read by those alone who work.
    `nothing` and `nothing_text` say that there is none yet and where one comes from. `named_by` is how files name
    the facts of a list that comes back.
    """

    slug: str
    title: str | Promise
    model: Any
    columns: tuple[Column, ...]
    rows: Callable[[Sequence[Any], Shown], Iterable[Row]]
    order: tuple[str, ...]
    year: str = ""
    kinds: str = ""
    kinds_label: str | Promise = ""
    choices: type[TextChoices] | None = None
    is_joined: bool = False
    levels: str = ""
    states: Mapping[str, State] | None = None
    whole: Whole | None = None
    sought: Callable[[str, Point], Q] | None = None
    sought_label: str | Promise = ""
    only: Callable[[QuerySet[Any], Point], QuerySet[Any]] | None = None
    has_place: bool = True
    others: tuple[str, ...] = ()
    working: bool = False
    nothing: str | Promise = NOTHING
    nothing_text: str | Promise = NOTHING_TEXT
    named_by: KeyOf | None = None


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed to; "" and None for all, of `level` "unknown" for those that tell none. `organisations`
    are those whose name was sought, `text` is what was typed."""

    year: int | None = None
    kind: str = ""
    level: str = ""
    state: str = ""
    text: str = ""
    whole: int | None = None
    organisations: QuerySet[Any, dict[str, int]] | None = None
    communes: frozenset[int] | None = None


def facts(listed: Listed, narrowing: Narrowing, point: Point) -> QuerySet[Any]:
    """The facts that a narrowing leaves, in the list's order."""
    found = queries.standing_rows(listed.model, point.n)
    if listed.only:
        found = listed.only(found, point)
    if narrowing.state and listed.states:
        found = listed.states[narrowing.state].left(found, point)
    if narrowing.year is not None:
        found = found.filter(**_within(listed.year, narrowing.year))
    if narrowing.kind:
        how = f"{listed.kinds}__contains" if listed.is_joined else listed.kinds
        found = found.filter(**{how: narrowing.kind})
    if narrowing.level:
        told = "" if narrowing.level == UNKNOWN[0] else narrowing.level
        found = found.filter(**{listed.levels: told})
    if narrowing.whole is not None and listed.whole:
        found = found.filter(**{listed.whole.column: narrowing.whole})
    if narrowing.organisations is not None:
        meant = Q(organisation_id__in=narrowing.organisations)
        found = found.filter(meant | listed.sought(narrowing.text, point) if listed.sought else meant)
    if narrowing.communes is not None:
        found = found.filter(organisation_id__in=queries.in_places(narrowing.communes, point.on, point.n))
    return found.order_by(*listed.order)


def _within(column: str, year: int) -> dict[str, Any]:
    """The condition that a column tells this year, or a day of it."""
    if column == "year":
        return {column: year}
    return {f"{column}__gte": date(year, 1, 1), f"{column}__lte": date(year, 12, 31)}


def rows(listed: Listed, found: Sequence[Any], point: Point) -> list[Row]:
    """The facts as the list writes them."""
    asked = {one.organisation_id for one in found}
    asked |= {getattr(one, name) for one in found for name in listed.others}
    return list(listed.rows(found, Shown(point, _names(asked, point))))


def _names(organisations: Collection[int | None], point: Point) -> dict[int, Described]:
    """Organisations by record; one united with another is called as that one."""
    as_one = queries.roots(point.n)
    roots = {one: as_one.get(one, one) for one in organisations if one}
    named = describe_organisations(set(roots.values()), point.on, point.n)
    return {one: named[root] for one, root in roots.items() if root in named}


def holding(model: Any, columns: Sequence[str], text: str, point: Point) -> Q:
    """The facts of a small table that hold a text in one of these columns, whatever its case and marks."""
    return Q(pk__in=bulk.within(ids_holding(model, columns, text, point)))


def ids_holding(model: Any, columns: Sequence[str], text: str, point: Point) -> list[int]:
    """The row ids of these facts."""
    holds = finding.holder(text)
    told = queries.standing_rows(model, point.n).values_list("pk", *columns)
    return [pk for pk, *texts in told if holds(fold(" ".join(texts)))]


def texts_holding(model: Any, column: str, text: str) -> list[str]:
    """What facts of a great table ever told in a column and what holds a text: read once each, however many tell it."""
    holds = finding.holder(text)
    told = model.objects.order_by().values_list(column, flat=True).distinct()
    return [one for one in told if holds(fold(one))]


def until(valid_to: date) -> Cell:
    """The last day of what ends before `valid_to`."""
    return told(last_day(valid_to)) if valid_to != FAR else Cell("", _("không ghi hạn"))


def badge(begins: date, ends: date, on: date) -> Cell:
    """Whether something holds on a day, and whether it ends soon."""
    if on < begins:
        return marked("info", _("Chưa có hiệu lực"))
    if on >= ends:
        return marked("end", _("Đã hết hiệu lực"))
    if (ends - on).days <= SOON:
        return marked("wait", _("Còn %(days)s ngày") % {"days": (ends - on).days})
    return marked("on", _("Còn hiệu lực"))


def label(choices: Any, code: str) -> str:
    """A code in words; "" for none."""
    return words.label(choices, code) if code else ""


def joined(choices: Any, codes: str) -> str:
    """Codes joined by commas, in words."""
    return ", ".join(words.label(choices, code) for code in codes.split(",") if code)
