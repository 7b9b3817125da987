"""The congress report: the term chosen, the Word document fetched, its figures opened, and what changed since."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document

from nongcot.indicators.ledger import newest
from tests.journeys.conftest import learn

pytestmark = [pytest.mark.browser, pytest.mark.long]

LINK = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hyperlink"
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
TARGET = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FIGURE = "Hợp tác xã đang hoạt động"


def links(document) -> list[tuple[str, str]]:
    """The numbers of a document that are links, and where they lead."""
    found = []
    for link in document.element.body.iter(LINK):
        words = "".join(text.text or "" for text in link.iter(TEXT))
        if words[:1].isdigit():
            found.append((words, document.part.rels[link.get(TARGET)].target_ref))
    return found


def shape(url: str) -> tuple[str, ...]:
    """What is asked and how: the figure, and whether of a day or a period, a place, a cell, a cause."""
    parts = urlsplit(url)
    return parts.path, *sorted(parse_qs(parts.query))


def test_the_report_is_composed_fetched_and_opens_into_its_figures(walker, hoa, settings):
    page = walker.page
    walker.sign_in("hoa")
    page.goto("/bao-cao/")
    walker.stop()
    page.get_by_label("Nhiệm kỳ mở ra").select_option("6")
    page.locator("main").get_by_label("Số liệu đến ngày").fill("15/10/2020")
    walker.press("Xem báo cáo")
    walker.stop()
    walker.press("Lập bản Word")
    page.get_by_text("Mọi số vẫn như khi lập.").wait_for()
    walker.stop()
    made = page.url
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Tải đúng bản đã lập").click()
    assert fetched.value.suggested_filename == "bao-cao-dai-hoi-6-2020-10-15.docx"

    told = links(Document(fetched.value.path()))
    assert ("8", f"{settings.PUBLIC_URL}/so-lieu/operating_cooperatives/?on=2020-10-15&known={newest()}") in told
    one_of_each = {shape(url): (number, url) for number, url in told}
    assert len(one_of_each) > 10
    for number, url in one_of_each.values():
        page.goto(url)
        assert walker.number() == number, url

    learn("HTX Nghe sau cùng", date(2018, 2, 1))
    page.goto(made)
    walker.stop()
    with page.expect_download() as again:
        page.get_by_role("link", name="Tải đúng bản đã lập").click()
    assert again.value.path().read_bytes() == fetched.value.path().read_bytes()
    line = page.get_by_role("table", name="So số khi lập với nay").get_by_role("row").filter(has_text=FIGURE).first
    assert line.get_by_role("cell").all_inner_texts()[:2] == ["8", "9"]
    walker.follow("8", line)
    assert walker.number() == "8"
    assert "HTX Nghe sau cùng" in page.get_by_role("region", name="Vì sao khác hiểu biết hiện nay").inner_text()
