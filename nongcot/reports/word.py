"""A composed report as a Word document in the official layout."""

import io

from nongcot.papers.head import Letterhead
from nongcot.papers.official import OfficialDocument
from nongcot.papers.pictures import png_from_svg
from nongcot.papers.signature import Signer
from nongcot.papers.tables import Table
from nongcot.reports.paper import Block, Bullet, Clause, Paper, Picture, Section, Text
from nongcot.ui import charts


def written(paper: Paper) -> bytes:
    """The document's bytes; the same paper gives the same bytes."""
    head = paper.head
    document = OfficialDocument(
        letterhead=Letterhead(head.parent_body, head.issuing_body),
        number=None,
        symbol=head.symbol,
        place=head.place,
        day=paper.day,
        subject=paper.subject,
        addressees=paper.addressees,
        recipients=paper.recipients,
        signer=Signer(head.authority, head.office, head.signer),
        mark=head.mark,
    )
    for block in paper.blocks:
        _add(document, block)
    for annex in paper.annexes:
        document.annex(annex.label, annex.title)
        for block in annex.blocks:
            _add(document, block)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _add(document: OfficialDocument, block: Block) -> None:
    match block:
        case Section(title):
            document.section(title)
        case Clause(title):
            document.clause(title)
        case Text(content):
            document.paragraph(content)
        case Bullet(content):
            document.bullet(content)
        case Table():
            document.table(block)
        case Picture(chart, alt, caption):
            confessed = f"{caption} ({chart.note.rstrip('.').lower()})" if chart.note else caption
            document.chart(png_from_svg(charts.svg(chart, theme="document")), alt, caption=confessed)
