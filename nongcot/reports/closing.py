"""Parts II and IV of the congress report: how the closing term moved, and what its data show to be short."""

from datetime import date, timedelta
from decimal import Decimal

from nongcot.indicators import causes, units
from nongcot.indicators.answers import Figure
from nongcot.indicators.causes import Term
from nongcot.indicators.declare import indicator
from nongcot.indicators.periods import Days
from nongcot.kernel import dates
from nongcot.papers import words
from nongcot.papers.content import Content, Piece, compose, pieces
from nongcot.papers.tables import Column, Row, Table, Total
from nongcot.plans import wording
from nongcot.plans.comparators import Comparator
from nongcot.plans.models import Target
from nongcot.plans.standing import Standing, Status, all_periods
from nongcot.reports.asked import Asked, Told, how_many
from nongcot.reports.paper import Block, Bullet, Clause, Picture, Section, Text
from nongcot.reports.subject import Subject
from nongcot.ui import charts

COOPS, GROUPS = "operating_cooperatives", "cooperative_groups"
NOTHING = "–"

#: Flows of the yearly table, with what each row is called there.
FLOWS = (
    ("established_cooperatives", "Hợp tác xã thành lập mới"),
    ("dissolved_cooperatives", "Hợp tác xã giải thể, chấm dứt"),
    ("new_cooperative_groups", "Tổ hợp tác thành lập mới"),
    ("new_notified_cooperative_groups", "– trong đó có thông báo theo Nghị định 77/2019/NĐ-CP"),
    ("ended_cooperative_groups", "Tổ hợp tác chấm dứt"),
)


def blocks(asked: Asked, told: Subject) -> list[Block]:
    """The movement of the span, year by year, its picture, and the closing term's targets."""
    name = f"nhiệm kỳ {told.before.years}" if told.before else f"năm {told.since.year}"
    return [
        Section(f"Biến động trong {name}"),
        Clause("Từ đầu kỳ đến cuối kỳ"),
        *_movement(asked, told),
        Clause("Qua các năm"),
        *_yearly(asked, told),
        Clause(f"Thực hiện chỉ tiêu {name}"),
        *_targets(asked, told),
    ]


def _movement(asked: Asked, told: Subject) -> list[Block]:
    coops, groups = (asked.figure(code, period=told.span) for code in (COOPS, GROUPS))
    begin, end = (asked.days(code, [told.since - timedelta(1), told.until]) for code in (COOPS, GROUPS))
    sentence = Text(
        compose(
            "Từ ngày {first} đến ngày {last}, số hợp tác xã đang hoạt động từ {opening} {went} {closing}, {change}; số "
            "tổ hợp tác đang hoạt động từ {opening_groups} {went_groups} {closing_groups}, {change_groups}.",
            first=dates.format_day(told.since),
            last=dates.format_day(told.until),
            opening=begin[0].piece,
            went=_went(begin),
            closing=begin[1].piece,
            change=words.change_phrase(begin[1].value, begin[0].value, "hợp tác xã"),
            opening_groups=end[0].piece,
            went_groups=_went(end),
            closing_groups=end[1].piece,
            change_groups=words.change_phrase(end[1].value, end[0].value, "tổ"),
        )
    )
    rows: list[Row] = [
        Total([f"Số đầu kỳ (hết ngày {dates.format_day(told.since - timedelta(1))})", begin[0].piece, end[0].piece])
    ]
    moved = [found.movement for found in (coops, groups) if found.movement is not None]
    for term in causes.terms(indicator(COOPS), moved):
        sign = "+" if term.way == "in" else "−"
        rows.append([f"{sign} {term.label}", _term(asked, coops, term), _term(asked, groups, term)])
    rows.append(Total([f"Số cuối kỳ (hết ngày {dates.format_day(told.until)})", begin[1].piece, end[1].piece]))
    notes = []
    if told.before is not None and told.since > told.before.start:
        notes.append(
            f"Sổ ghi từ ngày {dates.format_day(told.since)} nên biến động tính từ ngày ấy, không từ ngày đầu nhiệm kỳ "
            f"({dates.format_day(told.before.start)})."
        )
    table = Table(
        [Column("Khoản"), Column("Hợp tác xã", "right"), Column("Tổ hợp tác", "right")],
        rows,
        caption="Biến động số hợp tác xã, tổ hợp tác đang hoạt động",
        unit="tổ chức",
        notes=notes,
    )
    return [sentence, table]


def _went(ends: list[Told]) -> str:
    before, after = (int(end.value or 0) for end in ends)
    return "lên" if after > before else "xuống" if after < before else "đến"


def _term(asked: Asked, found: Figure, term: Term) -> Content:
    assert found.movement is not None
    return asked.term(found, term).piece if term.of(found.movement) else NOTHING


def _yearly(asked: Asked, told: Subject) -> list[Block]:
    years = told.years
    ends = [end for _start, end in years]
    rows: list[Row] = [[label, *(one.piece for one in asked.years(code, years))] for code, label in FLOWS]
    coops = asked.days(COOPS, ends)
    rows.append(Total(["Hợp tác xã đang hoạt động cuối kỳ", *(one.piece for one in coops)]))
    rows.append(Total(["Tổ hợp tác đang hoạt động cuối kỳ", *(one.piece for one in asked.days(GROUPS, ends))]))
    columns = [Column("Chỉ tiêu"), *(Column(year_name(period), "right") for period in years)]
    table = Table(columns, rows, caption="Thành lập mới, chấm dứt và số cuối kỳ qua các năm", unit="tổ chức")
    return [table, _picture(told, coops)]


def year_name(period: Days) -> str:
    """ "2019"; of a part of a year the days that it begins and ends on: "2020 (từ 15/10)"."""
    start, end = period
    parts = []
    if (start.month, start.day) != (1, 1):
        parts.append(f"từ {dates.format_day(start)[:5]}")
    if (end.month, end.day) != (12, 31):
        parts.append(f"đến {dates.format_day(end)[:5]}")
    return f"{end.year} ({' '.join(parts)})" if parts else str(end.year)


def _picture(told: Subject, coops: list[Told]) -> Picture:
    points = tuple(
        charts.Point(dates.format_day(end), float(one.value or 0), end, url=one.piece.url)
        for (_start, end), one in zip(told.years, coops, strict=True)
    )
    values = "; ".join(f"{point.label}: {words.number(int(point.value or 0))}" for point in points)
    title = "Số hợp tác xã đang hoạt động cuối mỗi năm"
    line = charts.Line(title, (charts.Series("HTX", points),), description=values, unit="HTX")
    alt = f"Đồ thị đường. {title}: {values}. {line.note}".strip()
    caption = f"{title} và ngày {dates.format_day(told.until)}"
    return Picture(line, alt, caption)


def _targets(asked: Asked, told: Subject) -> list[Block]:
    """What is counted as a table and in words; the rest named in one sentence each."""
    if told.before is None or not told.targets_before:
        which = words.roman(told.before.number) if told.before else "trước"
        return [
            Text(f"Chưa có số liệu chỉ tiêu nhiệm kỳ {which} trong sổ, nên báo cáo này không đánh giá việc thực hiện.")
        ]
    day = _judged_on(told)
    promised = [target for target in told.targets_before if target.goal is not None]
    wished = [target for target in told.targets_before if target.goal is None]
    periods = {target.key: all_periods(target, told.before, day, told.n) for target in promised}
    counted = [target for target in promised if any(one.value is not None for one in periods[target.key])]
    found: list[Block] = []
    if counted:
        found += [Bullet(_in_words(asked, target, periods[target.key])) for target in counted]
        found.append(_target_table(asked, told, [(target, periods[target.key]) for target in counted]))
    open_ = [target for target in promised if target not in counted]
    if open_:
        found.append(Text(f"Chưa xét, vì sổ chưa có số liệu hoặc số gốc: {wording.listed(open_)}."))
    if wished:
        found.append(Text(f"Nêu phương hướng, không kèm con số nên không xét: {wording.listed(wished)}."))
    return found


def _judged_on(told: Subject) -> date:
    """The day of judgement: the span's last, unless the calendar year it lies in has ended by the report's day."""
    return told.on if told.on >= date(told.until.year, 12, 31) else told.until


def _target_table(asked: Asked, told: Subject, counted: list[tuple[Target, list[Standing]]]) -> Table:
    """A row a target, a column a year; a target of the whole term stands in the last column."""
    assert told.before is not None
    standings = [one for _target, periods in counted for one in periods]
    years = {one.year: one for one in standings if one.year is not None and one.value is not None}
    rows: list[Row] = []
    for target, periods in counted:
        by_year = {one.year: one for one in periods}
        whole = by_year.get(None)
        rows.append(
            [
                wording.label(target),
                wording.promised_when(target),
                *(_value(asked, by_year.get(year)) for year in sorted(years)),
                [*_over_the_term(asked, whole), f", {_lower(wording.verdict(whole))}"]
                if whole
                else wording.met_years(periods),
            ]
        )
    columns = [
        Column("Chỉ tiêu"),
        Column("Phải đạt"),
        *(Column(year_name((one.start, one.upto)), "right") for one in (years[year] for year in sorted(years))),
        Column("Kết quả"),
    ]
    notes = ["Chỉ tiêu hằng năm tính theo năm dương lịch; chỉ xét năm đã kết thúc."] if years else []
    unjudged = [str(year) for year in sorted(years) if not told.before.judges(year)]
    if unjudged:
        notes.append(f"Năm {words.listing(unjudged)} chỉ nêu số, không xét, vì nhiệm kỳ bắt đầu sau ngày 1 tháng 1.")
    return Table(columns, rows, caption=f"Thực hiện chỉ tiêu nhiệm kỳ {told.before.years}", notes=notes)


def _value(asked: Asked, one: Standing | None) -> Content:
    if one is None or one.figure is None:
        return NOTHING
    found = one.figure
    if found.is_stated:
        return asked.stated(found)
    text = units.scale(found.unit, [found.value]).text(found.value)
    return asked.told(
        found.code, found.value, found.label, text=text, on=found.on, period=found.period, place=found.place or None,
        cells=found.cells,
    ).piece  # fmt: skip


def _over_the_term(asked: Asked, one: Standing) -> list[Piece]:
    """The value of a whole term; of a cohort that is to be kept "giữ 10 trên 12"."""
    value = pieces(_value(asked, one))
    return [*value] if one.keeps is None else ["giữ ", *value, f" trên {words.number(one.keeps)}"]


def _in_words(asked: Asked, target: Target, periods: list[Standing]) -> Content:
    """What was promised, in how many years it was reached, and how the last judged period ended."""
    ended = [one for one in periods if one.is_due and one.value is not None]
    known = [one for one in periods if one.value is not None]
    last = (ended or known)[-1]
    return compose(
        "{label}, {promised}: {met}{when} {does} {value}{unit}{reached}{source}.",
        label=wording.label(target),
        promised=wording.promised_when(target),
        met=f"{wording.met_years(periods)}; " if target.is_yearly and ended else "",
        when=_when(last),
        does="thực hiện" if last.keeps is None else "giữ",
        value=_value(asked, last),
        unit=_unit(last),
        reached=_reached(last),
        source=f" (theo nguồn: {last.source})" if last.source else "",
    )


def _unit(one: Standing) -> str:
    """The unit after the value; money that a source states brings its own."""
    has_its_own = one.is_stated and units.is_money(one.words.unit)
    return "" if has_its_own else f" {units.scale(one.words.unit, [one.value]).unit}"


def _when(one: Standing) -> str:
    name = f"năm {one.year}" if one.year else f"nhiệm kỳ {one.term.years}"
    return name if one.upto == one.end else f"{name}, đến ngày {dates.format_day(one.upto)},"


def _reached(one: Standing) -> str:
    """ ", đạt 140 % kế hoạch"; of a limit that may not be passed, and of a period without a verdict, no share."""
    if one.status == Status.UNJUDGED:
        return ", không xét"
    goal = one.goal
    if one.keeps is not None:
        return f" trên {words.number(one.keeps)}, {_lower(wording.verdict(one))}"
    if goal is None or goal.comparator == Comparator.AT_MOST or one.share is None:
        return f", {_lower(wording.verdict(one))}"
    return f", {words.fulfilment_phrase(_decimal(one), _bound(one))}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _decimal(one: Standing) -> Decimal | None:
    return None if one.value is None else Decimal(one.value)


def _bound(one: Standing) -> Decimal | None:
    bound = one.goal.bound if one.goal else None
    return None if bound is None else Decimal(bound.numerator) / Decimal(bound.denominator)


def shortcomings(asked: Asked, told: Subject) -> list[Block]:
    """What the register itself shows to be short; causes and lessons are for people to write."""
    on = told.on
    found = [
        _stopped(asked, on),
        _bare_communes(asked, on),
        _not_known(asked, on, "cooperative_members", "Số thành viên"),
        _not_known(asked, on, "charter_capital", "Vốn điều lệ"),
        _without_cell(asked, on, "sector", "ngành, nghề chính"),
    ]
    return [
        Section("Hạn chế mà số liệu cho thấy"),
        *(Bullet(content) for content in found if content),
        Text(
            "Nguyên nhân, bài học kinh nghiệm và những việc chưa ghi vào sổ không có trong báo cáo này; phần đó do "
            "Liên minh bổ sung."
        ),
    ]


def _stopped(asked: Asked, on: date) -> Content:
    stopped, every = (asked.number(code, on=on) for code in ("inactive_cooperatives", "cooperatives"))
    if not stopped:
        return ""
    return compose(
        "Còn {stopped} hợp tác xã ngừng hoạt động nhưng chưa giải thể, {share}.",
        stopped=stopped.piece,
        share=words.share_phrase(stopped.value, every.value, "số hợp tác xã có trong sổ"),
    )


def _bare_communes(asked: Asked, on: date) -> Content:
    bare = asked.number("communes_without_cooperatives", on=on)
    qualifier = asked.figure("communes_without_cooperatives", on=on).qualifier
    if not bare:
        return ""
    return compose(
        "Có {bare} xã, phường, thị trấn chưa có hợp tác xã đang hoạt động{rest}.",
        bare=bare.piece,
        rest=f" ({qualifier})" if qualifier else "",
    )


def _not_known(asked: Asked, on: date, code: str, what: str) -> Content:
    """Of how many co-ops a sum is known, where it is not of all."""
    known = asked.known_of(code, on=on)
    if not known:
        return ""
    is_money = code == "charter_capital"
    total = asked.money(code, on=on) if is_money else asked.number(code, on=on)
    return compose(
        "{what} toàn tỉnh ({value}{unit}) mới {known} hợp tác xã có trong sổ.",
        what=what,
        value=total.piece,
        unit=" tỷ đồng" if is_money and total.value is not None else "",
        known=known,
    )


def _without_cell(asked: Asked, on: date, by: str, what: str) -> Content:
    loose = asked.cell(asked.figure(COOPS, on=on, by=by), "unknown")
    if not loose:
        return ""
    return ["Còn ", *how_many(loose, f"hợp tác xã đang hoạt động chưa rõ {what}"), "."]
