"""On pages that are read in Vietnamese no English word stands."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from nongcot.config import settings as house
from nongcot.indicators import grounds
from nongcot.indicators.actions import keep_quoted
from nongcot.indicators.declare import catalogue, vocabulary
from nongcot.kernel.syllables import foreign
from nongcot.registry import journal

#: Names and words that Vietnamese has taken over as they are, and the link to the English page.
ALLOWED = {"English", "Excel", "Word", "VietGAP", "Internet", "logo", "TTg", "json", "xlsx"}
UNREAD = re.compile(r'<(script|style|svg)\b.*?</\1>|<code\b.*?</code>|<span class="[^"]*nc-code[^"]*">.*?</span>', re.S)
POSTED = re.compile(r'posting\(\s*f?"([^"{]+)"')


def read(page: str) -> str:
    """What a reader of the page sees; codes left out."""
    return unescape(re.sub(r"<[^>]+>", " ", UNREAD.sub(" ", page)))


def get(client, address: str) -> str:
    answer = client.get(address, HTTP_ACCEPT_LANGUAGE="vi")
    assert answer.status_code == 200, address
    return read(answer.content.decode())


@pytest.fixture
def quoted(ledger, book):
    """A source's statement about co-ops in operation, as it was noted."""
    keep_quoted(
        by=None,
        source="Số liệu đã công bố",
        rows=[
            {
                "code": "coops_excl_pcf_active",
                "label": "Hợp tác xã đang hoạt động",
                "indicator": "operating_cooperatives",
                "scope": "Nam Định",
                "as_of": "2020-12-31",
                "earliest": date(2020, 12, 31),
                "latest": date(2020, 12, 31),
                "value": Decimal(456),
                "unit": "coop",
                "source_title": "Báo cáo của Liên minh",
                "verified": True,
                "note": "chỉ khu vực hợp tác xã",
            }
        ],
    )


def test_the_methodology_is_vietnamese(quoted, visitor):
    assert foreign(get(visitor, "/phuong-phap/"), ALLOWED) == []


def test_figure_pages_are_vietnamese(quoted, officer):
    assert foreign(get(officer, "/so-lieu/"), ALLOWED) == []
    for code in catalogue():
        assert foreign(get(officer, f"/so-lieu/{code}/"), ALLOWED) == [], code


def test_the_search_is_vietnamese(quoted, officer):
    assert foreign(get(officer, "/tim/?q=hop+tac+xa"), ALLOWED) == []


def test_a_quoted_figure_is_told_in_words(quoted, officer):
    told = " ".join(get(officer, "/so-lieu/operating_cooperatives/").split())
    assert "31/12/2020, Nam Định : 456 HTX – Báo cáo của Liên minh" in told


def test_the_journal_is_vietnamese(quoted, officer):
    assert "Ghi số liệu trích dẫn" in get(officer, "/ghi-so/")
    assert foreign(get(officer, "/ghi-so/"), ALLOWED) == []
    page = get(officer, "/ghi-so/2/")
    assert "Hợp tác xã đang hoạt động, 31/12/2020: 456 HTX (Báo cáo của Liên minh)" in page


def test_every_definition_says_its_grounds_in_vietnamese():
    for words in vocabulary().values():
        assert grounds.in_vietnamese(words)
        assert foreign(grounds.in_vietnamese(words), ALLOWED) == [], words.code


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_document_of_this_project_is_a_source(language):
    from django.utils import translation

    with translation.override(language):
        assert not [words.code for words in vocabulary().values() if ".md" in grounds.of(words)]


def test_every_act_has_a_name():
    """Those of books that are only measured are left out: nobody reads their journal."""
    package = Path(house.__file__).parents[1]
    sources = [
        path
        for path in package.rglob("*.py")
        if "tests" not in path.parts and "bench" not in path.parts and path.name != "testing.py"
    ]
    acts = {act for path in sources for act in POSTED.findall(path.read_text(encoding="utf-8"))}
    assert len(acts) > 30
    assert sorted(act for act in acts if not act.endswith(".") and journal.title(act) == act) == []
