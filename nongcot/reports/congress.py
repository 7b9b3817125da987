"""The report to a congress: the sector, the closing term, what co-ops achieved in the programmes, what the data show to
be short, the opening term's targets.

The parts follow what published congress reports hold (context, results, shortcomings, direction), as far as the book
can answer; what it cannot answer is said, not filled in. Causes, lessons and tasks are written by people.
"""

from datetime import date

from django.utils import translation

from nongcot.accounts.models import Book
from nongcot.kernel import dates
from nongcot.papers import words
from nongcot.reports import annexes, closing, opening, programmes, state, subject
from nongcot.reports.asked import Asked
from nongcot.reports.paper import Block, Head, Paper, Text
from nongcot.reports.subject import Subject

KIND = "congress"


def compose(*, term: int, on: date, n: int, head: Head) -> Paper:
    """The report for the congress that opens `term`, of the day `on`, as known at posting `n`.

    Raises `subject.NoSuchTerm`.
    """
    with translation.override("vi"):
        told = subject.of(term, on, n)
        asked = Asked(n, head.public_url)
        blocks = [
            *_times(told),
            *state.blocks(asked, told, head.province),
            *closing.blocks(asked, told),
            *programmes.blocks(asked, told),
            *closing.shortcomings(asked, told),
            *opening.blocks(asked, told),
        ]
        added = annexes.of(asked, told, head)
        return Paper(
            head=head,
            day=on,
            posting=n,
            subject=_title(told),
            addressees=[f"Đại hội {head.name} {words.ordinal(told.term.number)}"],
            recipients=[name for name in (head.parent_body, "Đại biểu dự Đại hội") if name],
            blocks=blocks,
            annexes=added,
            used=asked.used,
        )


def head_of(book: Book) -> Head:
    """What stands around the figures, from the book as it is now."""
    signer = next(iter(book.signers), {"authority": "", "office": "", "name": ""})
    return Head(
        parent_body=book.parent_body,
        issuing_body=book.letterhead_line or book.name,
        name=book.name,
        symbol=f"BC-{book.symbol}",
        place=book.place,
        province=book.province,
        authority=signer["authority"],
        office=signer["office"],
        signer=signer["name"],
        public_url=book.public_url,
        mark="Số liệu minh họa của sổ dùng thử, không phải số liệu chính thức" if book.is_demonstration else "",
    )


def _times(told: Subject) -> list[Block]:
    """Of which times a paper speaks whose day is no longer that of the congress, or that closes no term."""
    since, until, on = (dates.format_day(day) for day in (*told.span, told.on))
    span = f"từ ngày {since} đến ngày {until}"
    if told.before is None:
        return [
            Text(
                f"Sổ chưa ghi nhiệm kỳ trước nhiệm kỳ {told.term.years}, nên báo cáo không có nhiệm kỳ khép lại: biến "
                f"động và kết quả “trong kỳ” là của năm {told.until.year}, {span}; các số khác là của ngày {on}."
            )
        ]
    if not told.is_under_way:
        return []
    return [
        Text(
            f"Báo cáo lập cho ngày {on}, khi nhiệm kỳ {told.term.years} (từ ngày {dates.format_day(told.term.start)}) "
            f"đã bắt đầu, nên nói về hai thời gian: biến động và kết quả “trong kỳ” là của nhiệm kỳ "
            f"{told.before.years}, {span}; các số khác là của ngày {on}, hoặc của năm ghi cạnh số."
        )
    ]


def _title(told: Subject) -> str:
    if told.before is None:
        return f"Tình hình kinh tế tập thể, hợp tác xã và chỉ tiêu nhiệm kỳ {told.term.years}"
    return f"Tình hình kinh tế tập thể, hợp tác xã nhiệm kỳ {told.before.years}; chỉ tiêu nhiệm kỳ {told.term.years}"
