"""The page of one organisation, at (on, n)."""

import re
from datetime import date

import pytest

from nongcot.indicators import ledger
from nongcot.indicators.ledger import posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.places.models import Unit
from nongcot.registry import writing
from nongcot.registry.tests import telling
from nongcot.registry.writing import Happened

pytestmark = pytest.mark.both_databases

TODAY = date(2020, 10, 15)


def text_of(client, organisation, query="") -> str:
    answer = client.get(f"/to-chuc/{organisation.key}/?{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def tell():
    """A co-op of Yên Mỹ since 2016, suspended for half a year, renamed, moved, with a product and certificates."""
    yen_my, yen_luong = (
        Unit.objects.get(name=name, valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
        for name in ("Xã Yên Mỹ", "Xã Yên Lương")
    )
    with clock.at(date(2018, 1, 5)):
        found = telling.organisation(
            "HTX rau sạch Yên Mỹ", place=yen_my, address="Thôn Tiền", sector="AGR", members=15, born=date(2016, 3, 14),
            charter_capital=850_000_000, tax_code="0012345674", phone="02280001112",
        )  # fmt: skip
        telling.event(found, "suspended", date(2017, 6, 1), document_no="TB-9", details={"note": "Mưa lớn"})
        telling.event(found, "resumed", date(2017, 12, 1))
    with clock.at(date(2019, 5, 24)):
        telling.say(found, date(2019, 5, 20), name="HTX đa ngành nghề xã Yên Mỹ", members=104)
        telling.say(found, date(2020, 2, 1), place=yen_luong, address="Xóm 4", agrees_with_national="2020-02-10")
        product = telling.product(found, "Rau cải bó xôi", group="Rau")
        telling.certificate(
            found, product_id=product, scheme="ocop", stars=3, issued_on=date(2019, 12, 18), valid_to=date(2022, 12, 18)
        )
        telling.certificate(found, issued_on=date(2018, 1, 1), valid_to=date(2020, 12, 1), scope="Trồng trọt")
    return found


@pytest.fixture
def coop(told_once):
    with clock.at(TODAY):
        yield told_once


def test_tells_what_it_is_and_since_when(coop, visitor):
    text = text_of(visitor, coop)
    assert "<h1>HTX đa ngành nghề xã Yên Mỹ</h1>" in text
    assert re.search(r'nc-badge--on">Đang hoạt động</span> từ <span class="nc-num">01/12/2017</span>', text)
    assert "0012345674" in text
    assert re.search(r">Xã Yên Lương, Huyện Ý Yên</a>", text)
    assert "khớp với sổ ấy từ ngày 10/02/2020" in text


def test_the_whole_life_stands_in_the_picture_and_its_table(coop, visitor):
    text = text_of(visitor, coop)
    picture = text[text.index('class="nc-life"') :]
    for label in ("Pháp lý", "Thống kê", "Luật áp dụng", "OCOP", "VietGAP"):
        assert label in picture
    assert re.search(r"Tạm ngừng kinh doanh: 01/06/2017 – 01/12/2017", picture)


def test_events_tell_effective_day_paper_and_day_of_entry(coop, visitor):
    text = text_of(visitor, coop)
    event = re.search(r'<time datetime="2017-06-01">01/06/2017</time>.*?</li>', text).group()
    assert "Tạm ngừng kinh doanh" in event
    assert "TB-9 · Mưa lớn · ghi 05/01/2018" in event


def test_a_corrected_event_is_struck_and_stays_readable(coop, visitor):
    with clock.at(date(2020, 3, 24)):
        key = telling.event(coop, "suspended", date(2018, 5, 1))
        with posting("test", by=None, cause="correction", reason="ghi nhầm ngày") as entry:
            writing.happen(entry, [Happened(coop.pk, "suspended", PartialDate.day(date(2018, 6, 1)), key=key)])
    text = text_of(visitor, coop)
    wrong = re.search(r'<time datetime="2018-05-01">.*?</li>', text).group()
    assert "<s>Tạm ngừng kinh doanh</s>" in wrong
    assert "đã đính chính" in wrong
    assert "24/03/2020: ghi nhầm ngày" in wrong
    right = re.search(r'<time datetime="2018-06-01">.*?</li>', text).group()
    assert "<s>" not in right


def test_an_event_taken_back_is_struck_too(coop, visitor, officer):
    n = ledger.newest()
    with clock.at(date(2020, 3, 24)), posting("test", by=None) as entry:
        key = writing.happen(entry, [Happened(coop.pk, "stopped", PartialDate.day(date(2020, 1, 1)))])[0]
    with clock.at(date(2020, 3, 25)), posting("test", by=None, reason="không có thật") as entry:
        writing.happen(entry, [Happened(coop.pk, "stopped", PartialDate.day(date(2020, 1, 1)), key=key, void=True)])
    assert "đã bỏ khỏi sổ" in text_of(visitor, coop)
    assert "<s>" not in text_of(officer, coop, f"known={n + 1}")
    assert "Ghi nhận ngừng hoạt động" not in text_of(officer, coop, f"known={n}")


def test_partial_days_are_told_as_precisely_as_they_are_known(coop, visitor):
    with clock.at(date(2020, 3, 24)), posting("test", by=None) as entry:
        writing.happen(entry, [Happened(coop.pk, "charter_conformed", PartialDate.month(2019, 11))])
    assert ">11/2019</time>" in text_of(visitor, coop)


def test_names_and_seats_over_time(coop, visitor):
    text = text_of(visitor, coop)
    table = text[text.index('id="h-ten"') :]
    assert re.search(r"HTX rau sạch Yên Mỹ</th><td[^>]*>14/03/2016</td><td[^>]*>20/05/2019", table)
    assert re.search(r"Xóm 4, Xã Yên Lương, Huyện Ý Yên.*?01/02/2020</td><td[^>]*>nay", table)


def test_members_and_capital_over_time(coop, officer):
    table = (text := text_of(officer, coop))[text.index('id="thanh-vien"') :]
    assert re.search(r"20/05/2019</th><td[^>]*>104</td><td[^>]*>850</td>", table)
    assert "15 đến 104" in table


def test_what_sums_are_made_of_is_told_to_officers_alone(coop, visitor):
    text = text_of(visitor, coop)
    assert 'id="thanh-vien"' not in text
    assert "góp " not in text[text.index('id="h-dem"') :]
    for told in ("<dt>Thành viên</dt>", "<dt>Vốn điều lệ</dt>", "850 triệu đồng", ">104<", "15 thành viên"):
        assert told not in text


def test_certificates_tell_what_is_left_of_them(coop, visitor):
    text = text_of(visitor, coop)
    assert re.search(r"VietGAP, Trồng trọt<small>đến hết 30/11/2020.*?Còn 47 ngày", text)
    assert re.search(r"OCOP, 3 sao – Rau cải bó xôi.*?Còn hạn", text)


def test_says_which_figures_count_it(coop, officer):
    text = text_of(officer, coop)
    table = text[text.index('id="h-dem"') :]
    table = table[: table.index("</table>")]
    assert re.search(r'Hợp tác xã đang hoạt động<.*?href="/so-lieu/operating_cooperatives/\?on=2020-10-15">1<', table)
    assert "Hợp tác xã nông nghiệp đang hoạt động" in table
    assert "góp 104" in table
    assert "Hợp tác xã ngừng hoạt động" not in table
    suspended = text_of(officer, coop, "on=2017-07-01")
    assert "Hợp tác xã tạm ngừng" in suspended[suspended.index('id="h-dem"') :]


def test_sums_that_would_tell_on_somebody_are_for_officers(coop, visitor, officer):
    row = r'Vốn điều lệ<span class="sub">([^<]*)</span></th><td class="n"><a [^>]*>([^<]+)<'
    assert re.search(row, text_of(visitor, coop)).groups() == ("", "–")
    assert re.search(row, text_of(officer, coop)).groups() == ("góp 850 triệu đồng", "850 triệu đồng")


def test_what_is_for_officers_alone(coop, visitor, officer):
    for seen in ("02280001112", "Lịch sử ghi sổ", "Thông tin nghiệp vụ"):
        assert seen in text_of(officer, coop)
        assert seen not in text_of(visitor, coop)


def test_shows_name_place_and_status_of_the_day_asked(coop, visitor):
    text = text_of(visitor, coop, "on=2017-07-01")
    assert "<h1>HTX rau sạch Yên Mỹ</h1>" in text
    assert 'nc-badge--wait">Tạm ngừng kinh doanh' in text
    assert ">Xã Yên Mỹ, Huyện Ý Yên</a>" in text
    assert "Số liệu đến ngày <b" in text


def test_a_reform_is_told_beside_the_place(coop, visitor):
    text = text_of(visitor, coop, "on=2025-08-01")
    assert "(khi ghi là Xã Yên Lương)" in text


def test_shows_what_was_known_at_a_posting(coop, officer):
    n = ledger.newest()
    with clock.at(date(2020, 5, 5)):
        telling.say(coop, date(2016, 3, 14), name="HTX Khác Hẳn", members=99)
    before = text_of(officer, coop, f"on=2017-07-01&known={n}")
    assert "<h1>HTX rau sạch Yên Mỹ</h1>" in before
    assert "nc-time--past" in before
    assert "<h1>HTX Khác Hẳn</h1>" in text_of(officer, coop, "on=2017-07-01")
    assert officer.get(f"/to-chuc/{coop.key}/?known=1").status_code == 404


def test_before_birth_and_after_the_end(coop, visitor):
    assert "Chưa thành lập" in text_of(visitor, coop, "on=2015-01-01")
    with clock.at(date(2020, 6, 1)):
        telling.event(coop, "dissolved", date(2020, 5, 1))
    text = text_of(visitor, coop)
    assert re.search(r'nc-badge--end">Đã giải thể, phá sản, chấm dứt tồn tại</span> từ <span[^>]*>01/05/2020', text)


def test_united_records_have_one_page(coop, visitor, officer):
    n = ledger.newest()
    with clock.at(date(2020, 7, 1)):
        double = telling.organisation("HTX Rau Yên Mỹ", born=None, on=date(2016, 6, 1))
        telling.unite(double, coop, date(2020, 7, 1))
    answer = visitor.get(f"/to-chuc/{double.key}/?on=2020-07-02")
    assert answer.url == f"/to-chuc/{coop.key}/?on=2020-07-02"
    text = text_of(visitor, coop)
    assert f"Đã gộp bản ghi {double.key}" in text
    assert "HTX Rau Yên Mỹ" in text
    assert officer.get(f"/to-chuc/{double.key}/?known={n + 1}").status_code == 200


def test_lineage_is_told_on_both_pages(coop, visitor):
    with clock.at(date(2020, 7, 1)):
        group = telling.organisation("THT Rau", kind="group", born=date(2014, 5, 1))
        telling.event(coop, "grew_out_of", date(2016, 3, 14), counterpart_id=group.pk)
        heir = telling.organisation("HTX Kế Tục")
        telling.event(coop, "merged_into", date(2020, 6, 1), counterpart_id=heir.pk)
    text = text_of(visitor, coop)
    assert re.search(r"Từ <a [^>]*>THT Rau</a><small>Phát triển từ tổ hợp tác · 14/03/2016", text)
    assert re.search(r"Thành <a [^>]*>HTX Kế Tục</a><small>Sáp nhập vào tổ chức khác · 01/06/2020", text)
    for other in (group, heir):
        assert "HTX đa ngành nghề xã Yên Mỹ</a>" in text_of(visitor, other)


def test_unions_and_their_members(coop, visitor):
    with clock.at(date(2020, 7, 1)):
        union = telling.organisation("Liên hiệp HTX Ý Yên", kind="union")
        telling.event(coop, "joined_union", date(2018, 6, 1), counterpart_id=union.pk)
    assert re.search(r"<dt>Liên hiệp</dt><dd><a [^>]*>Liên hiệp HTX Ý Yên</a>", text_of(visitor, coop))
    text = text_of(visitor, union)
    assert "HTX đa ngành nghề xã Yên Mỹ</a>" in text[text.index('id="h-tv"') :]
    assert 'id="h-tv"' not in text_of(visitor, union, "on=2018-05-31")


def test_an_organisation_of_which_only_a_name_is_known(ledger, visitor):
    with clock.at(TODAY), posting("test", by=None) as entry:
        (pk,) = writing.new_organisations(entry, 1)
        writing.say(entry, [writing.Said(pk, TODAY, {"kind": "coop", "name": "HTX Chưa Rõ"})])
    with clock.at(TODAY):
        answer = visitor.get("/to-chuc/TC000001/")
    assert answer.status_code == 200
    assert "<h1>HTX Chưa Rõ</h1>" in answer.content.decode()
    assert "Sổ chưa biết tổ chức này có từ khi nào." in answer.content.decode()


def test_a_list_alone_does_not_say_since_when_it_works(ledger, visitor):
    with clock.at(TODAY):
        found = telling.organisation("HTX Cũ", born=None, on=date(2019, 12, 31))
        text = text_of(visitor, found)
    assert re.search(r"Đang hoạt động</span> có tên trong danh sách từ <span[^>]*>31/12/2019", text)


def test_nothing_is_there_under_another_key(ledger, visitor):
    assert visitor.get("/to-chuc/TC999999/").status_code == 404


def test_every_kind_and_trait_of_members_that_was_told_is_shown(coop, officer):
    with clock.at(date(2020, 9, 1)):
        telling.say(
            coop, date(2020, 8, 1), members=110, members_official=90, members_associate_capital=12, members_associate=8,
            members_women=40, members_minority=3, members_disabled=2, members_insured=5,
            charter_capital_paid=600_000_000,
        )  # fmt: skip
    table = (text := text_of(officer, coop))[text.index('id="thanh-vien"') :]
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', table.partition("</thead>")[0])
    assert heads == [
        "Từ ngày", "Thành viên", "Chính thức", "Liên kết góp vốn", "Liên kết không góp vốn", "Nữ", "Dân tộc thiểu số",
        "Khuyết tật", "Có bảo hiểm xã hội", "Vốn điều lệ", "Đã góp",
    ]  # fmt: skip
    first = re.search(r"<tbody><tr>(.*?)</tr>", table).group(1)
    assert re.findall(r'<td class="n">([^<]*)</td>', first) == [
        "110", "90", "12", "8", "40", "3", "2", "5", "850", "600",
    ]  # fmt: skip


def test_members_and_capital_stand_in_the_summary_also_unknown(coop, officer):
    text = text_of(officer, coop)
    assert re.search(r"<dt>Thành viên</dt><dd>104</dd> <dt>Vốn điều lệ</dt><dd>850 triệu đồng</dd>", text)
    with clock.at(date(2020, 7, 1)):
        bare = telling.organisation("HTX Không Rõ")
        group = telling.organisation("THT Không Rõ", kind="group", contributions=30_000_000)
    unknown = r'<dd><span class="nc-muted">chưa rõ</span></dd>'
    assert re.search(rf"<dt>Thành viên</dt>{unknown} <dt>Vốn điều lệ</dt>{unknown}", text_of(officer, bare))
    assert "<dt>Phần đóng góp</dt><dd>30 triệu đồng</dd>" in text_of(officer, group)


def test_a_public_remark_stands_under_the_name_for_everybody(coop, visitor):
    with clock.at(date(2020, 9, 1)):
        telling.say(coop, date(2016, 3, 14), remark="Chỉ tên và xã là của bài báo.", note="Gọi lại tuần sau")
    head = text_of(visitor, coop).partition("<main")[2].partition("Cả cuộc đời")[0]
    assert "Chỉ tên và xã là của bài báo." in head
    assert "Gọi lại" not in text_of(visitor, coop)
