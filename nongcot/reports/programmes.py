"""Part III of the congress report: what the co-ops achieved in the programmes, as far as the book records it.

A programme of which the book holds nothing is named, and told by nobody here: that nothing was recorded does not say
that nothing was done. What happened is told of the movement's span, what stands of the report's day.
"""

from nongcot.indicators.declare import indicator
from nongcot.kernel import dates
from nongcot.papers import words
from nongcot.papers.content import Content, Piece, pieces
from nongcot.papers.tables import Column, Row, Table
from nongcot.reports import advancing, selling
from nongcot.reports.asked import Asked
from nongcot.reports.paper import Block, Clause, Section, Text
from nongcot.reports.subject import Subject, year_name

#: The clauses, each with what tells it.
PROGRAMMES = (
    ("Liên kết, chuỗi giá trị", selling.linkage),
    ("Sản phẩm OCOP", selling.ocop),
    ("Công nghệ cao, đầu tư máy móc", advancing.technology),
    ("Hội chợ, xúc tiến thương mại", selling.promotion),
    ("Điển hình tiên tiến", advancing.exemplars),
    ("Mô hình hiệu quả", advancing.models),
    ("Tập huấn, hỗ trợ, vay vốn", advancing.support),
    ("Xây dựng nông thôn mới", advancing.countryside),
)

#: Rows of the yearly table: code, what the row is called, its unit. Figures of a day are told of each year's last day.
YEARLY = (
    ("linked_cooperatives", "Hợp tác xã liên kết với doanh nghiệp, cuối kỳ", "HTX"),
    ("value_chain_cooperatives", "Hợp tác xã trong chuỗi giá trị, cuối kỳ", "HTX"),
    ("new_value_chains", "Chuỗi giá trị xây dựng mới", "chuỗi"),
    ("new_cooperative_ocop_products", "Sản phẩm OCOP của hợp tác xã, công nhận mới", "sản phẩm"),
    ("high_tech_cooperatives", "Hợp tác xã ứng dụng công nghệ cao, cuối kỳ", "HTX"),
    ("machinery_investing_cooperatives", "Hợp tác xã đầu tư máy móc, thiết bị", "HTX"),
    ("fair_cooperatives", "Hợp tác xã tham gia hội chợ, triển lãm", "HTX"),
    ("trade_contracts", "Hợp đồng, biên bản ghi nhớ ký tại sự kiện", "bản"),
    ("new_exemplary_cooperatives", "Điển hình tiên tiến mới", "HTX"),
    ("effective_model_cooperatives", "Hợp tác xã được chọn làm mô hình hiệu quả, cuối kỳ", "HTX"),
    ("training_courses", "Lớp tập huấn, bồi dưỡng", "lớp"),
    ("supported_organisations", "Tổ chức được hỗ trợ", "tổ chức"),
    ("loan_projects", "Dự án vay vốn được duyệt", "dự án"),
)


def blocks(asked: Asked, told: Subject) -> list[Block]:
    """A clause for each programme that the book records, the years side by side, and what is not recorded."""
    found: list[Block] = []
    unrecorded = []
    for title, tell in PROGRAMMES:
        sentences = tell(asked, told)
        if sentences:
            found += [Clause(title), Text(_paragraph(sentences))]
        else:
            unrecorded.append(title[:1].lower() + title[1:])
    section = Section("Kết quả các chương trình")
    if not found:
        return [section, Text("Sổ chưa ghi kết quả của chương trình nào; phần này do Liên minh bổ sung.")]
    since, until, on = (dates.format_day(day) for day in (*told.span, told.on))
    opening = Text(
        f"Trong phần này, “trong kỳ” là từ ngày {since} đến ngày {until}; số còn lại là số có vào ngày {on}. Chỉ kể "
        "những việc đã ghi trong sổ."
    )
    last: list[Block] = []
    if unrecorded:
        named = words.listing(unrecorded)
        last = [Text(f"Sổ chưa ghi kết quả về: {named}. Báo cáo không nêu, phần này do Liên minh bổ sung.")]
    return [section, opening, *found, *_yearly(asked, told), *last]


def _paragraph(sentences: list[Content]) -> list[Piece]:
    """Sentences one after the other."""
    found: list[Piece] = []
    for sentence in sentences:
        found += [*([" "] if found else []), *pieces(sentence)]
    return found


def _yearly(asked: Asked, told: Subject) -> list[Block]:
    """What the book counts of each year of the span; rows of which it counts nothing in any year are left out."""
    rows: list[Row] = []
    for code, label, unit in YEARLY:
        if not asked.counts(code):
            continue
        if indicator(code).words.in_a_period:
            values = asked.years(code, told.years, some=True)
        else:
            values = asked.days(code, [end for _start, end in told.years], some=True)
        if values:
            rows.append([label, unit, *(one.piece for one in values)])
    if not rows:
        return []
    columns = [Column("Kết quả"), Column("Đơn vị"), *(Column(year_name(period), "right") for period in told.years)]
    return [Clause("Qua các năm"), Table(columns, rows, caption="Kết quả các chương trình qua các năm")]
