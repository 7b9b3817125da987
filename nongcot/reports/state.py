"""Part I of the congress report: what there is on the day."""

from datetime import date
from decimal import Decimal

from nongcot.indicators.questions import sector_group
from nongcot.papers import words
from nongcot.papers.content import Content, compose
from nongcot.papers.tables import Column, Row, Table, Total
from nongcot.reports import stated
from nongcot.reports.asked import Asked, Told, how_many
from nongcot.reports.paper import Block, Clause, Section, Text
from nongcot.reports.subject import Subject

GROUPS = ("agricultural", "non_agricultural", "credit", "unknown")


def blocks(asked: Asked, told: Subject, province: str) -> list[Block]:
    """Numbers, sectors, members and capital, the alliance's own members."""
    on = told.on
    return [
        Section("Tình hình kinh tế tập thể, hợp tác xã"),
        Clause("Số lượng"),
        *_numbers(asked, on, told.area(province)),
        Clause("Lĩnh vực hoạt động"),
        *_sectors(asked, on),
        Clause("Thành viên, vốn điều lệ"),
        *_members_and_capital(asked, on),
        Clause("Thành viên Liên minh, sản phẩm"),
        *_alliance(asked, on),
        *stated.blocks(asked, told),
    ]


def _numbers(asked: Asked, on: date, area: str) -> list[Block]:
    now = asked.number("operating_cooperatives", on=on)
    year_end, year_ago = date(on.year - 1, 12, 31), _year_before(on)
    begin = asked.number("operating_cooperatives", on=year_end)
    same = asked.number("operating_cooperatives", on=year_ago)
    first = compose(
        "Đến {day}, trên địa bàn {area} có {now} hợp tác xã đang hoạt động (không kể quỹ tín dụng nhân dân), "
        "{change} so với cuối năm {year} ({begin} hợp tác xã), {since} so với cùng ngày năm trước ({same} hợp tác xã).",
        day=words.day_in_words(on),
        area=area,
        now=now.piece,
        change=words.change_phrase(now.value, begin.value, "hợp tác xã"),
        year=str(on.year - 1),
        begin=begin.piece,
        since=words.change_phrase(now.value, same.value, "hợp tác xã"),
        same=same.piece,
    )
    every = asked.number("cooperatives", on=on)
    stopped = asked.number("inactive_cooperatives", on=on)
    ending = asked.number("awaiting_dissolution_cooperatives", on=on)
    second = compose(
        "Tổng số hợp tác xã có trong sổ đăng ký là {every}, gồm {now} hợp tác xã đang hoạt động, {stopped}, {ending}.",
        every=every.piece,
        now=now.piece,
        stopped=how_many(stopped, "hợp tác xã ngừng hoạt động"),
        ending=how_many(ending, "hợp tác xã chờ giải thể"),
    )
    funds = asked.number("people_credit_funds", on=on)
    unions = asked.number("cooperative_unions", on=on)
    groups = asked.number("cooperative_groups", on=on)
    notified = asked.number("notified_cooperative_groups", on=on)
    everything = asked.number("collective_economy_organisations", on=on)
    third = compose(
        "Các loại hình khác: {funds}; {unions}; {groups}, trong đó {notified} theo Nghị định số 77/2019/NĐ-CP. Cộng "
        "chung, khu vực kinh tế tập thể có {everything} tổ chức đang hoạt động.",
        funds=how_many(funds, "quỹ tín dụng nhân dân"),
        unions=how_many(unions, "liên hiệp hợp tác xã"),
        groups=how_many(groups, "tổ hợp tác đang hoạt động"),
        notified=how_many(notified, "tổ hợp tác có thông báo thành lập"),
        everything=everything.piece,
    )
    return [Text(first), Text(second), Text(third)]


def _sectors(asked: Asked, on: date) -> list[Block]:
    found = asked.figure("operating_cooperatives", on=on, by="sector")
    grouped = asked.figure("operating_cooperatives", on=on, by="sector_group")
    names = {part.key: part.label for part in grouped.breakdown}
    whole = asked.number("operating_cooperatives", on=on)
    rows: list[Row] = []
    for group in GROUPS:
        parts = [part for part in found.breakdown if sector_group(_stored(part.key)) == group]
        if not parts:
            continue
        total = asked.cell(grouped, group)
        rows.append(Total([names.get(group, group), total.piece, _share(total, whole)]))
        if len(parts) > 1 or parts[0].key != group:
            for part in sorted(parts, key=lambda part: -int(part.value or 0)):
                cell = asked.cell(found, part.key)
                rows.append([f"– {part.label}", cell.piece, _share(cell, whole)])
    rows.append(Total(["Tổng cộng", whole.piece, words.percent(100) if whole else "–"]))
    farming = asked.cell(grouped, "agricultural")
    table = Table(
        [Column("Lĩnh vực"), Column("Số hợp tác xã", "right"), Column("Tỷ lệ", "right")],
        rows,
        caption="Hợp tác xã đang hoạt động theo lĩnh vực chính",
        unit="hợp tác xã",
    )
    sentence = compose(
        "Hợp tác xã nông nghiệp (gồm nông, lâm, thủy sản, diêm nghiệp) có {farming}, {share}.",
        farming=farming.piece,
        share=words.share_phrase(farming.value, whole.value, "số hợp tác xã đang hoạt động"),
    )
    return [Text(sentence), table]


def _members_and_capital(asked: Asked, on: date) -> list[Block]:
    members = asked.number("cooperative_members", on=on)
    of_groups = asked.number("cooperative_group_members", on=on)
    capital = asked.money("charter_capital", on=on)
    first = compose(
        "Các hợp tác xã có trong sổ có {members} thành viên{known}; các tổ hợp tác đang hoạt động có {of_groups} thành "
        "viên{known_groups}.",
        members=members.piece,
        known=_known_of(asked, on, "cooperative_members", "hợp tác xã"),
        of_groups=of_groups.piece,
        known_groups=_known_of(asked, on, "cooperative_group_members", "tổ hợp tác"),
    )
    second = compose(
        "Tổng vốn điều lệ của các hợp tác xã là {capital} tỷ đồng{known}.",
        capital=capital.piece,
        known=_known_of(asked, on, "charter_capital", "hợp tác xã"),
    )
    return [Text(first), Text(second)]


def _alliance(asked: Asked, on: date) -> list[Block]:
    members = asked.number("alliance_members", on=on)
    products = asked.number("registered_products", on=on)
    return [
        Text(
            compose(
                "Liên minh Hợp tác xã tỉnh {members}. Sổ ghi {products} của các hợp tác xã, liên hiệp hợp tác "
                "xã và tổ hợp tác.",
                members=[*([] if members.value == 0 else ["có "]), *how_many(members, "thành viên")],
                products=how_many(products, "sản phẩm, dịch vụ"),
            )
        )
    ]


def _known_of(asked: Asked, on: date, code: str, unit: str) -> Content:
    known = asked.known_of(code, on=on)
    return [" (", *known, f" {unit})"] if known else ""


def _share(part: Told, whole: Told) -> str:
    if not whole or part.value is None or whole.value is None:
        return "–"
    return words.percent(Decimal(part.value) * 100 / Decimal(whole.value))


def _stored(key: str) -> str:
    return "" if key == "unknown" else key


def _year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=28 if (on.month, on.day) == (2, 29) else on.day)
