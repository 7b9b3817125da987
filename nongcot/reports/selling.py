"""How produce reaches the market: linkage and value chains, OCOP, fairs and what was signed there.

Each function gives the sentences of one clause, none where the book holds nothing.
"""

from collections.abc import Sequence

from nongcot.indicators.answers import Figure
from nongcot.papers import words
from nongcot.papers.content import Content, Piece, compose
from nongcot.reports.asked import Asked, clause, enumerated, of_them
from nongcot.reports.subject import Subject


def linkage(asked: Asked, told: Subject) -> list[Content]:
    """Linked co-ops, contracts with enterprises, chains, what was sold by contract, joint ventures."""
    on, span = told.on, told.span
    linked = asked.some("linked_cooperatives", on=on)
    contracts = asked.some("linkage_contracts", on=on)
    chains = asked.some("value_chains", on=on)
    found: list[Content] = []
    if linked:
        every = asked.figure("operating_cooperatives", on=on)
        farming = asked.cell(asked.figure("linked_cooperatives", on=on, by="sector_group"), "agricultural")
        found.append(
            compose(
                "Có {linked} hợp tác xã liên kết với doanh nghiệp trong sản xuất gắn với tiêu thụ nông sản, {share}; "
                "{farming}.",
                linked=linked.piece,
                share=words.share_phrase(linked.value, every.value, "số hợp tác xã đang hoạt động"),
                farming=of_them(farming, linked, "hợp tác xã nông nghiệp"),
            )
        )
    if contracts:
        households = asked.some("linked_households", on=on)
        known = asked.known_of("linked_households", on=on) if households else ()
        taking_part = compose(
            ", có {households} hộ thành viên tham gia{known}",
            households=households.piece,
            known=[" (", *known, " hợp đồng)"] if known else "",
        )
        found.append(
            compose(
                "Các hợp tác xã, liên hiệp hợp tác xã và tổ hợp tác đang thực hiện {contracts} hợp đồng liên kết với "
                "{enterprises} doanh nghiệp{households}.",
                contracts=contracts.piece,
                enterprises=asked.number("linkage_enterprises", on=on).piece,
                households=taking_part if households else "",
            )
        )
    if chains:
        members = asked.number("value_chain_cooperatives", on=on)
        durable = asked.some("durable_value_chains", on=on)
        new = asked.some("new_value_chains", period=span)
        found.append(
            compose(
                "Có {chains} chuỗi liên kết sản xuất, tiêu thụ{durable}; {members} hợp tác xã tham gia chuỗi giá trị. "
                "{new}.",
                chains=chains.piece,
                durable=[", ", *of_them(durable, chains, "chuỗi liên kết bền vững")] if durable else "",
                members=members.piece,
                new=compose("Trong kỳ xây dựng mới {new} chuỗi", new=new.piece)
                if new
                else "Trong kỳ không xây dựng mới chuỗi nào",
            )
        )
    found += _delivered(asked, told)
    ventures = asked.some("joint_venture_cooperatives", on=on)
    if ventures:
        found.append(compose("Có {n} hợp tác xã liên doanh với doanh nghiệp.", n=ventures.piece))
    return found


def _delivered(asked: Asked, told: Subject) -> list[Content]:
    delivered = asked.amount("delivered_linkage_value", period=told.span)
    if not delivered:
        return []
    share = asked.figure("linkage_fulfilment_share", period=told.span)
    kept = asked.told(share.code, share.value, share.label, text=words.percent(share.value or 0), period=told.span)
    return [
        compose(
            "Giá trị sản phẩm tiêu thụ qua liên kết trong kỳ là {delivered}{share}.",
            delivered=delivered,
            share=clause(", bằng {n} giá trị theo hợp đồng", kept),
        )
    ]


def ocop(asked: Asked, told: Subject) -> list[Content]:
    """Certified products of co-ops by stars, and those recognised for the first time."""
    found = asked.figure("cooperative_ocop_products", on=told.on, by="star")
    products = asked.some("cooperative_ocop_products", on=told.on)
    new = asked.some("new_cooperative_ocop_products", period=told.span)
    sentences: list[Content] = []
    if products:
        owners = asked.some("cooperatives_with_ocop_products", on=told.on)
        sentences.append(
            compose(
                "Các hợp tác xã, liên hiệp hợp tác xã có {products} sản phẩm OCOP còn hiệu lực, {stars}{owners}.",
                products=products.piece,
                stars=_stars(asked, found),
                owners=clause("; {n} hợp tác xã đang hoạt động có sản phẩm OCOP", owners),
            )
        )
    if new:
        sentences.append(compose("Trong kỳ có {new} sản phẩm của hợp tác xã được công nhận mới.", new=new.piece))
    return sentences


def _stars(asked: Asked, found: Figure) -> Sequence[Piece]:
    """ "gồm 12 sản phẩm 3 sao và 2 sản phẩm 4 sao"; of one star "đều đạt 3 sao"."""
    if len(found.breakdown) == 1:
        return [f"{'đều ' if found.value != 1 else ''}đạt {found.breakdown[0].label}"]
    return ["gồm ", *enumerated([[asked.cell(found, p.key).piece, f" sản phẩm {p.label}"] for p in found.breakdown])]


def promotion(asked: Asked, told: Subject) -> list[Content]:
    """Events, distinct co-ops at fairs, what was signed, who may go to an international fair."""
    span = told.span
    events, coops = (asked.some(code, period=span) for code in ("trade_events", "fair_cooperatives"))
    sentences: list[Content] = []
    if events:
        connecting = asked.some("trade_connection_events", period=span)
        sentences.append(
            compose(
                "Trong kỳ, các hợp tác xã tham gia hoặc được mời đến {events} sự kiện xúc tiến thương mại{connecting}.",
                events=events.piece,
                connecting=clause(", trong đó {n} hoạt động kết nối giao thương", connecting),
            )
        )
    if coops:
        times = asked.number("fair_participations", period=span)
        abroad = asked.some("international_fair_cooperatives", period=span)
        sentences.append(
            compose(
                "Có {coops} hợp tác xã đã dự hội chợ, triển lãm ({times} lượt){abroad}.",
                coops=coops.piece,
                times=times.piece,
                abroad=clause(", trong đó {n} hợp tác xã dự hội chợ quốc tế", abroad),
            )
        )
    sentences += _signed(asked, told)
    ready = asked.some("international_fair_ready_cooperatives", on=told.on)
    if ready:
        sentences.append(compose("Có {n} hợp tác xã có sản phẩm đủ điều kiện tham gia hội chợ quốc tế.", n=ready.piece))
    return sentences


def _signed(asked: Asked, told: Subject) -> list[Content]:
    """Contracts and memoranda apart: a memorandum binds nobody to buy."""
    found = asked.figure("trade_contracts", period=told.span, by="agreement_kind")
    if not found.value:
        return []
    cells = [
        [asked.cell(found, part.key).piece, f" {part.label[:1].lower()}{part.label[1:]}"] for part in found.breakdown
    ]
    return [["Tại các sự kiện, hợp tác xã đã ký ", *enumerated(cells), "."]]
