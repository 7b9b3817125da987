"""The list of all figures, and the named periods near a day."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from nongcot.indicators import addresses, asking, disclosure, summary, wording
from nongcot.indicators.asking import Asked
from nongcot.indicators.declare import Words, catalogue, vocabulary
from nongcot.indicators.periods import Days
from nongcot.indicators.questions import ask
from nongcot.indicators.summary import Brief
from nongcot.indicators.units import Scale, qualified, scale
from nongcot.kernel import text
from nongcot.kernel.dates import Period
from nongcot.ui import charts

#: Any stock of the book: a question about it is turned into one about another figure.
BOOK = "cooperatives"

#: Headings of the list, each with the kinds that stand under it.
KINDS = (("stock", "units"), ("flow", "distinct", "amount"), ("ratio",), ("quoted",))


@dataclass(frozen=True)
class Line:
    """One figure of the list; `value` is None where it is not known or not told."""

    code: str
    label: str
    url: str
    value: str
    unit: str
    is_withheld: bool
    spark: charts.Sparkline | None


@dataclass(frozen=True)
class Group:
    """Figures of one kind, with the rule by which they are read."""

    heading: str
    rule: str
    period: str
    lines: tuple[Line, ...]

    @property
    def has_trends(self) -> bool:
        """Whether any line has a small curve."""
        return any(line.spark for line in self.lines)


@dataclass(frozen=True)
class Coming:
    """Rows of the vocabulary that no room counts yet, by the room they belong to: named, without numbers."""

    heading: str
    words: tuple[tuple[str, str], ...]


def groups(on: date, known: int | None, sought: str, *, everything: bool) -> list[Group]:
    """The figures whose name or code holds what is sought; `everything`: sums are told to this person."""
    found = summary.briefs(on, known)
    held = set() if everything else _held_back(found, on, known)
    kept = [brief for code, brief in found.items() if _matches(brief.indicator.words, sought)]
    result = []
    for kinds in KINDS:
        briefs = [brief for brief in kept if brief.indicator.words.kind in kinds]
        if briefs:
            name, rule = wording.KINDS[kinds[0]]
            period = next((Period.inclusive(*brief.period).label() for brief in briefs if brief.period), "")
            lines = tuple(_line(brief, on, known, brief.indicator.code not in held) for brief in briefs)
            result.append(Group(str(name), str(rule), period, lines))
    return result


def coming(sought: str) -> list[Coming]:
    """What the vocabulary names and nothing counts yet."""
    rows = [words for code, words in vocabulary().items() if code not in catalogue() and _matches(words, sought)]
    rooms: dict[str, list[Words]] = {}
    for words in rows:
        rooms.setdefault(words.room, []).append(words)
    return [
        Coming(str(wording.ROOMS.get(room, room)), tuple((words.code, asking.called(words)) for words in found))
        for room, found in rooms.items()
    ]


def periods_near(asked: Asked) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Named periods near the asked day: heading, then (name, address, is the present one)."""
    year = asked.question.last_day.year
    named = (
        (_("Năm"), [_months(one, 1, 12) for one in range(year - 3, year + 1)]),
        (_("Nửa năm, quý"), [_months(year, first, first + 5) for first in (1, 7)]),
        ("", [_months(year, first, first + 2) for first in (1, 4, 7, 10)]),
        (_("Tháng"), [_months(year, month, month) for month in range(1, 13)]),
    )
    return [
        (heading, [(_label(period), asked.address(period=period), period == asked.period) for period in periods])
        for heading, periods in named
    ]


def _label(period: Days) -> str:
    return Period.inclusive(*period).label()


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _matches(words: Words, sought: str) -> bool:
    wanted = text.fold(sought)
    return all(part in text.fold(f"{words.label_vi} {words.label_en} {words.code}") for part in wanted.split())


def _held_back(found: Mapping[str, Brief], on: date, known: int | None) -> set[str]:
    """Codes of sums that are not told to people outside."""
    question = ask(BOOK, on=on, known_at=known)
    asked = {
        code: replace(question.about(code), on=brief.on, period=brief.period)
        for code, brief in found.items()
        if disclosure.speaks_of_a_sum(brief.indicator)
    }
    return {code for code, one in asked.items() if not disclosure.told(one, "").value}


def _line(brief: Brief, on: date, known: int | None, told: bool) -> Line:
    words = brief.indicator.words
    value = brief.value if told else None
    written = scale(words.unit, [value], exact=words.kind == "quoted")
    return Line(
        code=words.code,
        label=asking.called(words),
        url=addresses.address(words.code, on=on, known=known),
        value=qualified(brief.word, written.text(value)),
        unit=written.unit,
        is_withheld=not told,
        spark=_spark(brief, written) if told else None,
    )


def _spark(brief: Brief, written: Scale) -> charts.Sparkline | None:
    if not brief.past:
        return None
    values = [*brief.past, brief.value]
    ends = {
        "label": asking.called(brief.indicator.words),
        "first": written.text(values[0]),
        "last": written.text(values[-1]),
    }
    title = _("%(label)s: %(first)s thành %(last)s") % ends
    return charts.Sparkline(title, tuple(written.number(value) for value in values))
