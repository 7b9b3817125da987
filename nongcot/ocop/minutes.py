"""The minutes of a sitting as a Word paper: who sat, what each dossier came to, where members differed and agreed."""

import io
from collections.abc import Mapping, Sequence

from django.utils.translation import override

from nongcot.accounts.models import Book
from nongcot.kernel.dates import format_day
from nongcot.ocop import points, regimes, simulator, tally, words
from nongcot.ocop.models import Council, Seat
from nongcot.ocop.tally import Tally
from nongcot.ocop.words import Names
from nongcot.papers.head import Letterhead
from nongcot.papers.official import OfficialDocument
from nongcot.papers.signature import Signer
from nongcot.papers.tables import Column, Table

#: Minutes are Vietnamese whatever the page's language: they become an official paper.
OFFICES = {
    Seat.Office.CHAIR: "Chủ tịch hội đồng",
    Seat.Office.DEPUTY: "Phó chủ tịch hội đồng",
    Seat.Office.SECRETARY: "Thư ký",
    Seat.Office.MEMBER: "Thành viên",
}


def written(council: Council, book: Book) -> bytes:
    """The document's bytes; the same sitting gives the same bytes."""
    with override("vi"):
        return _written(council, book)


def _written(council: Council, book: Book) -> bytes:
    rehearsal = council.purpose == Council.Purpose.REHEARSAL
    seats = list(council.seats.select_related("member").order_by("pk"))
    items = tally.of(council)
    names = words.of_products([(one.dossier.product_id, one.dossier.organisation_id) for one in items])
    chair = next((seat for seat in seats if seat.office == Seat.Office.CHAIR), None)
    paper = OfficialDocument(
        letterhead=Letterhead(*book.letterhead),
        number=None,
        symbol=f"BB-{book.symbol}",
        place=book.place,
        day=council.day,
        kind="BIÊN BẢN",
        subject=council.title,
        recipients=["Thành viên dự họp", "Lưu: VT"],
        signer=Signer("", "CHỦ TRÌ" if rehearsal else "CHỦ TỊCH HỘI ĐỒNG", chair.member.full_name if chair else ""),
        mark="Số liệu minh họa" if book.is_demonstration else "",
    )
    paper.section("Thời gian, địa điểm, thành phần")
    paper.paragraph(f"Thời gian: ngày {format_day(council.day)}. Địa điểm: {council.place or '…'}.")
    if council.decision_no:
        paper.paragraph(f"Căn cứ thành lập: {council.decision_no}.")
    for seat in seats:
        unit = f", {seat.unit}" if seat.unit else ""
        paper.bullet(f"{seat.member.full_name}{unit}: {OFFICES[Seat.Office(seat.office)]}")
    paper.section("Nội dung và kết quả")
    if rehearsal:
        paper.paragraph("Đây là chấm thử để tư vấn, chuẩn bị hồ sơ; kết quả không có giá trị công nhận.")
    paper.table(_summary(items, names))
    for number, one in enumerate(items, start=1):
        _item(paper, number, one, names[one.dossier.product_id])
    paper.section("Kết thúc")
    closed = "Phiên họp đã chốt; các phiếu chấm được lưu kèm." if council.closed_at else "Phiên họp chưa chốt."
    paper.paragraph(closed)
    target = io.BytesIO()
    paper.save(target)
    return target.getvalue()


def _summary(items: Sequence[Tally], names: Mapping[int, Names]) -> Table:
    rows = []
    for number, one in enumerate(items, start=1):
        found = one.outcome
        parts = [points.shown(found.parts.get(part)) if found else "" for part in ("A", "B", "C")]
        total = points.shown(found.total) if found else ""
        told = names[one.dossier.product_id]
        rows.append([str(number), f"{told.product} ({told.producer})", *parts, total, words.verdict(found)])
    columns = [
        Column("TT", "center"),
        Column("Sản phẩm (chủ thể)"),
        Column("A", "right"),
        Column("B", "right"),
        Column("C", "right"),
        Column("Điểm trung bình", "right"),
        Column("Kết quả"),
    ]
    return Table(columns, rows, caption="Kết quả chấm điểm")


def _item(paper: OfficialDocument, number: int, one: Tally, names: Names) -> None:
    paper.clause(f"{names.product}, {names.producer}")
    paper.paragraph(
        f"Áp dụng {regimes.label(one.dossier.regime)}, bộ {one.sheet.number}. {one.sheet.vi}. "
        f"Số phiếu hợp lệ: {len(one.counted)}."
    )
    if one.gone:
        paper.paragraph("Hồ sơ này đã được rút lại khỏi sổ sau khi đưa vào phiên.")
    if one.without:
        paper.paragraph(f"Chưa nộp phiếu: {', '.join(seat.member.full_name for seat in one.without)}.")
    for name, rule in one.measure.filled_in:
        paper.paragraph(f"{name}: {words.filled_in(rule)}.")
    for seat, reason in one.kept_out:
        paper.bullet(f"{seat.member.full_name} không tham gia chấm vì có lợi ích liên quan: {reason}")
    if one.item.stops:
        stops = "; ".join(words.stop(stop) for stop in one.item.stops)
        paper.paragraph(f"Không đánh giá vì: {stops}.")
        return
    if one.totals:
        each = ", ".join(points.shown(total) for total in one.totals)
        paper.paragraph(f"Điểm từng phiếu: {each}.")
    if one.differing:
        rows = [
            [
                f"{line.criterion.code} {line.criterion.vi}",
                ", ".join(str(given) for given in line.told),
                points.shown(line.mean),
                _agreed(line),
            ]
            for line in one.differing
        ]
        columns = [
            Column("Chỉ tiêu"),
            Column("Điểm các thành viên", "right"),
            Column("Trung bình", "right"),
            Column("Mức thống nhất"),
        ]
        paper.table(Table(columns, rows, caption=f"Chỉ tiêu các thành viên chấm khác nhau, hồ sơ {number}"))
    found = one.outcome
    if found is not None and (barred := simulator.barred(found)):
        gates = "; ".join(f"chỉ tiêu {gate.criterion.code} đạt {gate.has}, cần {gate.needs}" for gate in barred)
        paper.paragraph(f"Mức tối thiểu chưa đạt để lên {simulator.next_star(found)} sao: {gates}.")
    if one.item.remark:
        paper.paragraph(f"Ý kiến: {one.item.remark}")
    paper.paragraph(f"Kết quả: {words.verdict(found)}.")


def _agreed(line: tally.Line) -> str:
    if line.settled is None:
        return "chưa thống nhất"
    if line.settled == 0:
        return "0 điểm: không mức nào phù hợp"
    option = line.criterion.options[line.settled - 1]
    return f"{option.points} điểm: {option.text}"
