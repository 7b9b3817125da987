"""Parts II and IV of the congress report: how the closing term moved, and what its data show to be short."""

from datetime import date, timedelta

from nongcot.indicators import causes
from nongcot.indicators.answers import Figure
from nongcot.indicators.causes import Term
from nongcot.indicators.declare import indicator
from nongcot.kernel import dates
from nongcot.papers import words
from nongcot.papers.content import Content, compose
from nongcot.papers.tables import Column, Row, Table, Total
from nongcot.reports import fulfilment
from nongcot.reports.asked import Asked, Told, how_many
from nongcot.reports.paper import Block, Bullet, Clause, Picture, Section, Text
from nongcot.reports.subject import Subject, year_name
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
        Clause(f"Thực hiện chỉ tiêu {name if told.before else 'nhiệm kỳ trước'}"),
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
    if told.before is None:
        return [Text("Sổ chưa ghi nhiệm kỳ trước, nên không có chỉ tiêu nào của nhiệm kỳ khép lại để xét.")]
    if not told.targets_before:
        which = words.roman(told.before.number)
        return [
            Text(f"Chưa có số liệu chỉ tiêu nhiệm kỳ {which} trong sổ, nên báo cáo này không đánh giá việc thực hiện.")
        ]
    return fulfilment.blocks(asked, told.before, told.targets_before, _judged_on(told))


def _judged_on(told: Subject) -> date:
    """The day of judgement: the span's last, unless the calendar year it lies in has ended by the report's day."""
    return told.on if told.on >= date(told.until.year, 12, 31) else told.until


def shortcomings(asked: Asked, told: Subject) -> list[Block]:
    """What the register itself shows to be short; causes and lessons are for people to write."""
    on = told.on
    found = [
        _stopped(asked, on),
        _bare_communes(asked, on),
        _not_known(asked, on, "cooperative_members", f"Số thành viên {told.everywhere}"),
        _not_known(asked, on, "charter_capital", f"Vốn điều lệ {told.everywhere}"),
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
        "{what} ({value}{unit}) mới {known} hợp tác xã có trong sổ.",
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
