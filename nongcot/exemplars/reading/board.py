"""The room's board: figures with their pages, their course over the years, and for officers what waits."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.exemplars import queries
from nongcot.exemplars.models import Recognition, Reviewed
from nongcot.exemplars.reading import weak
from nongcot.indicators import addresses, figures, series
from nongcot.indicators.answers import Figure
from nongcot.indicators.kept import kept
from nongcot.indicators.questions import NotAskable, ask
from nongcot.kernel.dates import format_day
from nongcot.registry.lists.listed import SOON
from nongcot.registry.queries import roots, standing_rows
from nongcot.registry.reading.points import Point
from nongcot.ui import charts

#: Figures of the board: code, and whether it is asked for the year up to the day.
FIGURES = (
    ("exemplary_cooperatives", False),
    ("kept_exemplary_cooperatives", False),
    ("new_exemplary_cooperatives", True),
    ("high_tech_cooperatives", False),
    ("effective_model_cooperatives", False),
    ("machinery_investing_cooperatives", True),
    ("exemplar_replications", True),
    ("awarded_cooperatives", True),
)
YEARS = 7


@dataclass(frozen=True)
class Tile:
    """A figure of the board with its page."""

    label: str
    value: int | None
    url: str
    note: str


@dataclass(frozen=True)
class Waiting:
    """Something that waits: what, how many, where, and what to do of it."""

    label: str
    count: int
    url: str
    text: str


@dataclass(frozen=True)
class Board:
    """Everything the board shows."""

    tiles: tuple[Tile, ...]
    course: charts.Line
    technologies: charts.Bars | None
    waiting: tuple[Waiting, ...]


@kept(16)
def of(point: Point, *, sees_work: bool) -> Board:
    """The board at a point in time."""
    tiles = tuple(tile for code, yearly in FIGURES if (tile := _tile(code, yearly, point)) is not None)
    return Board(tiles, _course(point), _technologies(point), tuple(_waiting(point)) if sees_work else ())


def _year(point: Point) -> tuple[date, date]:
    return date(point.on.year, 1, 1), point.on


def _tile(code: str, yearly: bool, point: Point) -> Tile | None:
    when = {"period": _year(point)} if yearly else {"on": point.on}
    try:
        found: Figure = figures.figure(code, known_at=point.n, **when)  # type: ignore[arg-type]  # as just built
    except NotAskable:
        return None
    url = addresses.address(code, known=point.known, **when)  # type: ignore[arg-type]
    note = _("từ đầu năm %(year)s") % {"year": point.on.year} if yearly else found.qualifier or found.why_null
    return Tile(found.label, int(found.value) if found.value is not None else None, url, note)


def _course(point: Point) -> charts.Line:
    """Exemplars and high-tech co-ops at the ends of the years before, and on the day."""
    days = [date(year, 12, 31) for year in range(point.on.year - YEARS + 1, point.on.year)] + [point.on]
    lines = []
    named = {"exemplary_cooperatives": _("Điển hình tiên tiến"), "high_tech_cooperatives": _("Công nghệ cao")}
    for code, label in named.items():
        question = ask(code, on=point.on, known_at=point.n)
        values = series.on_days(question, days)
        points = tuple(
            charts.Point(
                str(day.year),
                None if value is None else float(value),
                day,
                addresses.address(code, on=day, known=point.known),
            )
            for day, value in zip(days, values, strict=True)
        )
        lines.append(charts.Series(label, points))
    title = _("Điển hình và công nghệ cao, cuối mỗi năm và ngày %(day)s") % {"day": format_day(point.on)}
    return charts.Line(title, tuple(lines), unit=_("hợp tác xã"), from_zero=True)


def _technologies(point: Point) -> charts.Bars | None:
    code = "high_tech_cooperatives"
    found = figures.figure(code, on=point.on, by="technology", known_at=point.n)
    bars = tuple(
        charts.Bar(
            part.label,
            None if part.value is None else float(part.value),
            addresses.address(code, on=point.on, known=point.known, cells={"technology": part.key}),
        )
        for part in sorted(found.breakdown, key=lambda part: -(part.value or 0))
    )
    return charts.Bars(_("Hợp tác xã công nghệ cao theo công nghệ"), bars, unit=_("hợp tác xã")) if bars else None


def _waiting(point: Point) -> list[Waiting]:
    on, n = point.on, point.n
    titles = reverse("exemplars:list", args=["danh-hieu"])
    ending = queries.borne(on, n).filter(valid_to__lte=on + timedelta(days=SOON)).count()
    reviewed = standing_rows(Reviewed, n).filter(year=on.year - 1).values("designation_id")
    due = queries.borne(on, n).filter(valid_from__lt=date(on.year, 1, 1)).exclude(designation_id__in=reviewed).count()
    open_ones = queries.waiting(n).count()
    unconfirmed = _unconfirmed(point)
    weak_ones = len(weak.ids(weak.Narrowing(), point))
    return [
        Waiting(
            _("Danh hiệu sắp hết hạn"),
            ending,
            f"{titles}?state=in_force",
            _("trong %(days)s ngày tới") % {"days": SOON},
        ),
        Waiting(
            _("Danh hiệu chưa rà soát năm %(year)s") % {"year": on.year - 1},
            due,
            reverse("exemplars:round", args=[on.year - 1]),
            _("rà soát hàng loạt trên một trang"),
        ),
        Waiting(
            _("Đề nghị đang làm"),
            open_ones,
            f"{reverse('exemplars:list', args=['de-nghi'])}?state=in_force",
            _("mỗi đề nghị có danh sách việc và điều kiện còn thiếu"),
        ),
        Waiting(
            _("Công nghệ cao năm %(year)s chưa xác nhận lại") % {"year": on.year - 1},
            unconfirmed,
            f"{reverse('exemplars:list', args=['cong-nghe-cao'])}?year={on.year - 1}",
            _("hết giá trị sau ngày 31/12/%(year)s") % {"year": on.year},
        ),
        Waiting(
            _("Việc củng cố quá hạn"),
            weak.overdue(point),
            reverse("exemplars:weak"),
            _("hạn của việc tiếp theo đã qua"),
        ),
        Waiting(
            _("Hợp tác xã cần củng cố"),
            weak_ones,
            reverse("exemplars:weak"),
            _("kèm điều còn thiếu của từng hợp tác xã"),
        ),
    ]


def _unconfirmed(point: Point) -> int:
    """Co-ops confirmed for last year and not for this one."""
    as_one = roots(point.n)
    told = standing_rows(Recognition, point.n).filter(legal_title="")
    this, before = (
        {as_one.get(one, one) for one in told.filter(year=year).values_list("organisation_id", flat=True)}
        for year in (point.on.year, point.on.year - 1)
    )
    return len(before - this)
