"""Figure pages: what they say is what the ledger answers, and every number opens."""

import json
import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.indicators import records
from nongcot.indicators.addresses import address
from nongcot.indicators.command import as_dict
from nongcot.indicators.command import figure as command
from nongcot.indicators.declare import catalogue, vocabulary
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import writing
from tests.figures.book import CAPITALS

pytestmark = pytest.mark.both_databases

CODE = "operating_cooperatives"
YEAR = (date(2021, 1, 1), date(2021, 12, 31))
CELL = re.compile(r'<td class="[^"]*"><a class="nc-fig" href="([^"]+)">([^<]+)</a></td>')
BIG = re.compile(r'<div class="nc-bignum"><strong class="nc-num">(?:<a [^>]*>)?([^<]+)<')


def get(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, (url, answer.status_code, answer.headers.get("Location"))
    return answer.content.decode()


def big(page):
    """The number of a page, as written."""
    return unescape(BIG.search(page).group(1))


def grid(page):
    """(address, text) of every number of the breakdown's table."""
    table = page.partition('aria-labelledby="h-grid"')[2].partition("</section>")[0]
    return [(unescape(url), unescape(text)) for url, text in CELL.findall(table)]


@pytest.fixture
def lan_sees(officer, example):
    """The officer's browser on the worked example, on 1 March 2022."""
    with clock.at(date(2022, 3, 1)):
        yield officer


def test_the_page_says_what_the_ledger_answers(lan_sees):
    found = figure(CODE, period=YEAR, by="place:district")
    page = get(lan_sees, address(CODE, period=YEAR, by="place:district"))
    assert big(page) == str(found.value) == "1"
    for part in found.breakdown:
        assert (part.label in page.partition('id="phan-to"')[2]) == bool(part.value or part.key in moved_keys(found))
    assert "HTX A" in page


def moved_keys(found):
    return {part.key for part in found.movements if part.movement.opening or part.movement.closing}


@pytest.mark.parametrize(
    "by", ["place:district", "place:commune", "sector", "sector_group", "governing_law", "any_sector"]
)
def test_every_number_of_a_movement_opens_into_a_page_that_says_it(lan_sees, by):
    cells = grid(get(lan_sees, address(CODE, period=YEAR, by=by)))
    assert len(cells) >= 2
    for url, text in cells:
        assert big(get(lan_sees, url)) == text.lstrip("+−"), url


@pytest.mark.parametrize(
    ("code", "by"),
    [
        ("established_cooperatives", "sector"),
        ("communes_without_cooperatives", "place:district"),
        ("communes_without_cooperatives", "unit_kind"),
        ("new_law_share", "place:district"),
    ],
)
def test_every_number_of_other_kinds_opens_too(lan_sees, code, by):
    cells = grid(get(lan_sees, address(code, period=(date(2018, 1, 1), date(2018, 12, 31)), by=by)))
    assert cells
    for url, text in cells:
        assert big(get(lan_sees, url)) == text, url


def test_trend_and_comparisons_open_into_the_same_numbers(lan_sees):
    page = get(lan_sees, address(CODE, on=date(2021, 12, 31)))
    head = page.partition('id="h-value"')[2].partition('id="h-what"')[0]
    links = re.findall(r'<a class="nc-fig" href="([^"]+)">([0-9.,]+)</a>', head)
    assert len(links) >= 4
    for url, text in links:
        assert big(get(lan_sees, unescape(url))) == text, url


def test_a_term_of_the_movement_opens_into_its_records(lan_sees):
    page = get(lan_sees, address(CODE, period=(date(2018, 1, 1), date(2018, 12, 31)), cause="in.entered"))
    assert big(page) == "1"
    assert "Thành lập mới" in page
    assert "HTX A" in page
    assert "03/10/2018" in page


def test_data_tell_all_terms_and_are_no_answer_to_one(lan_sees):
    year = (date(2018, 1, 1), date(2018, 12, 31))
    for asked in ({"period": year}, {"on": year[1]}):
        page = get(lan_sees, address(CODE, cause="in.entered", **asked))
        linked = unescape(re.search(r'href="([^"]+\.json[^"]*)"', page).group(1))
        assert json.loads(get(lan_sees, linked))["movement"]["in"] == {"entered": 1}
    refused = json.loads(get(lan_sees, address(CODE, period=year, cause="in.entered", suffix=".json"), 400))
    assert "không có “cause”" in refused["error"]


def test_what_was_known_then_shows_the_bridge_to_now(lan_sees, example):
    page = get(lan_sees, address(CODE, on=date(2018, 6, 30), known=example.moved))
    assert big(page) == "1"
    bridge = page.partition('id="vi-sao-khac"')[2].partition("</section>")[0]
    assert "đính chính" in bridge
    assert "HTX A" in bridge
    assert f"lần ghi sổ số {example.corrected}" in bridge
    assert "nc-time--past" in page


def test_a_visitor_gets_the_newest_with_a_sentence(visitor, example):
    page = get(visitor, address(CODE, on=date(2018, 6, 30), known=example.moved))
    assert big(page) == "0"
    assert "Khách xem số liệu theo hiểu biết mới nhất." in page
    assert "vi-sao-khac" not in page
    assert "nc-time--past" not in page


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_a_visitors_program_is_refused_what_was_known_then(visitor, example, suffix):
    """It would take the newest for what it asked."""
    told = get(visitor, address(CODE, on=date(2018, 6, 30), known=example.moved, suffix=suffix), 403)
    sentence = json.loads(told)["error"] if suffix == ".json" else unescape(told)
    assert "Khách xem số liệu theo hiểu biết mới nhất." in sentence
    for nonsense in ("99", "2015-01-01", "abc"):
        get(visitor, f"{address(CODE, on=date(2018, 6, 30), suffix=suffix)}&known={nonsense}", 403)


def test_a_visitor_may_name_the_newest_knowledge(visitor, example):
    """As the links of a report that was just written do."""
    question = {"on": date(2018, 6, 30), "known": example.corrected}
    assert json.loads(get(visitor, address(CODE, suffix=".json", **question)))["known_at"] == str(example.corrected)
    page = get(visitor, address(CODE, **question))
    assert (big(page), "Khách xem số liệu" in page) == ("0", False)


def test_before_the_book_the_answer_is_a_sentence(lan_sees):
    page = get(lan_sees, f"{address(CODE, on=date(2018, 6, 30))}&known=2015-01-01")
    assert "Sổ mở ngày 04/01/2016" in page
    assert BIG.search(page) is None


@pytest.mark.parametrize(
    ("known", "sentence"),
    [("2015-01-01", "Sổ mở ngày 04/01/2016"), ("0", "Sổ mở ngày"), ("99", "Sổ mới ghi đến lần 4")],
)
def test_of_what_the_book_never_knew_programs_get_null_and_why(lan_sees, known, sentence):
    asked = [CODE, "--on", "2018-06-30", "--place", "360", "--known-at", known]
    done = CliRunner().invoke(command, [*asked, "--json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["value"], told["posting"], told["known_at"]) == (0, None, None, known)
    assert sentence in told["why_null"]
    assert sentence in CliRunner().invoke(command, asked).stdout
    assert json.loads(get(lan_sees, f"/so-lieu/{CODE}.json?on=2018-06-30&place=360&known={known}")) == told


def test_a_page_of_a_posting_to_come_says_how_far_the_book_is(lan_sees):
    assert "Sổ mới ghi đến lần 4" in get(lan_sees, f"{address(CODE, on=date(2018, 6, 30))}&known=99", 400)
    assert "Sổ mới ghi đến lần 4" in get(lan_sees, "/so-dang-ky/?known=99", 400)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("on=hom+qua", "“hom qua”"),
        ("period=2020-13", "“2020-13” không phải một kỳ."),
        ("start=01/01/2020", "Một kỳ cần cả ngày đầu và ngày cuối."),
        ("period=2020-12-31..2020-01-01", "Kỳ kết thúc trước khi bắt đầu."),
        ("place=Atlantis", "Không tìm thấy địa bàn “Atlantis”."),
        ("by=star", "không phân tổ theo “star”"),
        ("c.star=3", "không phân tổ theo “star”"),
        ("c.any_sector=AGR&c.governing_law=2012", "Không ghép một phân tổ chồng lấn"),
        ("cause=in.magic", "Không có nguyên nhân nào"),
        ("on=9999-12-31", "từ năm 1900 đến năm 2100"),
        ("period=0001", "từ năm 1900 đến năm 2100"),
        ("geo=9999-12-31", "từ năm 1900 đến năm 2100"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_sentence(lan_sees, query, sentence):
    assert sentence in unescape(get(lan_sees, f"/so-lieu/{CODE}/?{query}", 400))
    assert sentence in json.loads(get(lan_sees, f"/so-lieu/{CODE}.json?{query}", 400))["error"]


def test_a_code_that_no_vocabulary_holds_is_not_there(lan_sees):
    get(lan_sees, "/so-lieu/happiness/", 404)


def test_a_figure_that_is_not_built_yet_is_named_without_a_number(lan_sees):
    coming = next(code for code in vocabulary() if code not in catalogue())
    page = get(lan_sees, f"/so-lieu/{coming}/")
    assert vocabulary()[coming].label_vi in page
    assert BIG.search(page) is None
    get(lan_sees, f"/so-lieu/{coming}.json", 404)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("on=31/12/2021", "on=2021-12-31"),
        ("start=01/01/2021&end=31/12/2021&on=", "period=2021"),
        ("on=2021-12-31&period=2021", "period=2021"),
        ("on=2021-06-30&period=2021", "on=2021-06-30"),
        ("on=2021-12-31&place=Huyện Ý Yên", "on=2021-12-31&place=360"),
        ("on=2021-12-31&known=2021-07-01", "on=2021-12-31&known=3"),
        ("on=2021-12-31&geo=2021-12-31&funds=1", "on=2021-12-31&funds=1"),
    ],
)
def test_what_people_type_becomes_the_one_address(lan_sees, typed, meant):
    answer = lan_sees.get(f"/so-lieu/{CODE}/?{typed}")
    assert (answer.status_code, answer.url) == (302, f"/so-lieu/{CODE}/?{meant}")
    assert lan_sees.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("new_law_share", "tử số và mẫu số"), ("communes_without_cooperatives", "hãy hỏi tại ngày đầu và ngày cuối")],
)
def test_what_has_no_movement_says_why(lan_sees, code, sentence):
    told = json.loads(get(lan_sees, address(code, period=YEAR, suffix=".json")))
    assert (told["movement"], sentence in told["why_no_movement"]) == (None, True)
    assert sentence in get(lan_sees, address(code, period=YEAR))
    assert json.loads(get(lan_sees, address(code, on=YEAR[1], suffix=".json")))["why_no_movement"] is None
    assert json.loads(get(lan_sees, address(CODE, period=YEAR, suffix=".json")))["why_no_movement"] is None


@pytest.mark.parametrize(
    "question",
    [
        {"on": date(2021, 12, 31)},
        {"on": date(2021, 12, 31), "by": "sector"},
        {"period": YEAR, "by": "place:district"},
        {"on": date(2018, 6, 30), "known": 3},
        {"on": date(2021, 12, 31), "place": "366"},
    ],
)
def test_json_is_that_of_the_command(lan_sees, question):
    data = json.loads(get(lan_sees, address(CODE, suffix=".json", **question)))
    asked = {"known_at" if name == "known" else name: value for name, value in question.items()}
    wanted = as_dict(figure(CODE, **asked))
    assert data == json.loads(json.dumps(wanted)) | {"known_at": data["known_at"]}


def test_the_workbook_holds_definition_breakdown_movement_and_records(lan_sees, tmp_path):
    from nongcot.sheets.read import read_workbook

    answer = lan_sees.get(address(CODE, period=YEAR, by="place:district", suffix=".xlsx"))
    path = tmp_path / "figure.xlsx"
    path.write_bytes(BytesIO(answer.content).read())
    sheets = {sheet.name: sheet for sheet in read_workbook(path).sheets}
    assert list(sheets) == ["Số liệu", "Phân tổ", "Biến động", "Bản ghi"]
    said = {str(cell) for sheet in sheets.values() for row in sheet.rows for cell in row}
    assert any("Hợp tác xã có tình trạng thống kê đang hoạt động" in text for text in said)
    assert any("HTX A" in text for text in said)
    assert any(f"known={figure(CODE, on=YEAR[1]).posting}" in text for text in said)


def test_the_workbook_of_a_demonstration_says_so_on_every_sheet(lan_sees, tmp_path):
    from nongcot.accounts.models import Book
    from nongcot.sheets.read import read_workbook

    Book.objects.update(is_demonstration=True)
    path = tmp_path / "figure.xlsx"
    path.write_bytes(lan_sees.get(address(CODE, period=YEAR, by="place:district", suffix=".xlsx")).content)
    for sheet in read_workbook(path).sheets:
        assert "Số liệu minh họa" in str(list(sheet.rows)[:3]), sheet.name


def test_the_list_holds_every_figure_with_its_value(lan_sees):
    page = get(lan_sees, "/so-lieu/?on=2021-12-31")
    for code, indicator in catalogue().items():
        words = indicator.words
        period = YEAR if words.in_a_period else None
        value = figure(code, on=None if period else YEAR[1], period=period).value
        line = page.partition(f">{code}</span>")[2].partition("</tr>")[0]
        shown = re.search(r'<a class="nc-fig"[^>]*>([^<]+)<', line)
        if value is not None and words.unit != "percent":
            assert shown.group(1) == str(value), code
    assert sum(code in page for code in vocabulary()) == len(vocabulary())


def test_the_list_is_searched_without_accents(lan_sees):
    page = get(lan_sees, "/so-lieu/?q=to hop tac thong bao")
    assert "notified_cooperative_groups" in page
    assert "charter_capital" not in page


def test_the_page_of_methods_names_every_figure_and_its_marks(visitor, ledger):
    page = get(visitor, "/phuong-phap/")
    for code, indicator in catalogue().items():
        assert f'id="{code}"' in page
        assert str(indicator.says) in unescape(page)
    assert page.count("chưa kiểm chứng") == sum(not i.words.verified for i in catalogue().values())
    assert visitor.get(f"/phuong-phap/{CODE}/").url == f"/phuong-phap/#{CODE}"
    get(visitor, "/phuong-phap/happiness/", 404)


def test_the_number_of_queries_does_not_follow_the_number_of_records(officer, sums):
    url = address(CODE, on=date(2018, 6, 30))
    get(officer, url)
    with CaptureQueriesContext(connection) as few:
        get(officer, url)
    with posting("test", by=None) as entry:
        for pk in writing.new_organisations(entry, 30):
            writing.say(entry, [writing.Said(pk, date(2017, 1, 1), {"kind": "coop", "name": f"HTX {pk}"})])
            writing.happen(entry, [writing.Happened(pk, "registered", PartialDate.day(date(2017, 1, 1)))])
    get(officer, url)
    with CaptureQueriesContext(connection) as many:
        get(officer, url)
    assert len(many) <= len(few) + 1
    assert len(many) < 60


def test_records_are_paged_fifty_at_a_time(officer, ledger):
    with posting("test", by=None) as entry:
        for number, pk in enumerate(writing.new_organisations(entry, 51)):
            writing.say(entry, [writing.Said(pk, date(2017, 1, 1), {"kind": "coop", "name": f"HTX Số {number}."})])
            writing.happen(entry, [writing.Happened(pk, "registered", PartialDate.day(date(2017, 1, 1)))])
    pages = [get(officer, f"{address(CODE, on=date(2018, 6, 30))}&page={number}") for number in (1, 2)]
    shown = [set(re.findall(r"HTX Số \d+\.", page)) for page in pages]
    assert [len(one) for one in shown] == [50, 1]
    assert not shown[0] & shown[1]


def test_pages_of_records_that_began_on_one_day_name_each_once(sums, officer, monkeypatch):
    monkeypatch.setattr(records, "PAGE", 4)
    with clock.at(date(2022, 3, 1)):
        for known in ("", f"&known={sums}"):
            pages = [get(officer, f"/so-lieu/{CODE}/?on=2018-12-31&records=1&page={k}{known}") for k in range(1, 5)]
            told = [name for page in pages for name in re.findall(r">(HTX Xã [^<]+)</a>", page)]
            assert len(told) == len(set(told)) == sum(map(len, CAPITALS.values()))
