"""Browsing, looking up, the page of a unit: open to everybody."""

from datetime import date

import pytest

from nongcot.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TODAY = date(2026, 1, 15)


def page(client, address, status=200):
    with clock.at(TODAY):
        answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_browsing_from_the_province_to_the_commune(country, visitor):
    html = page(visitor, "/dia-ban/?on=2020-06-01")
    assert "theo địa giới ngày 01/06/2020" in html
    assert "Ngoài Hà Nam, Nam Định, Ninh Bình" in html
    assert html.index("Tỉnh Hà Nam") < html.index("Tỉnh Nam Định") < html.index("Tỉnh Ninh Bình")
    html = page(visitor, "/dia-ban/?on=2020-06-01&place=36")
    assert '<a href="?on=2020-06-01&amp;place=360">Huyện Ý Yên</a>' in html
    html = page(visitor, "/dia-ban/?on=2020-06-01&place=360")
    assert '<a href="/dia-ban/13795/2016-01-01/">Thị trấn Lâm</a>' in html


def test_today_is_the_day_when_none_is_asked(country, visitor):
    html = page(visitor, "/dia-ban/")
    assert "theo địa giới ngày 15/01/2026" in html
    assert "Thành phố Đà Nẵng" in html
    assert "Tỉnh Hà Nam" not in html


def test_the_map_names_its_source(country, visitor):
    html = page(visitor, "/dia-ban/?place=37")
    assert html.count("nc-map") >= 1
    assert "Nhà xuất bản Tài nguyên – Môi trường và Bản đồ Việt Nam" in html
    assert "nc-map" not in page(visitor, "/dia-ban/?place=01")


def test_looking_up_tells_candidates_scores_and_reasons(country, visitor):
    html = page(visitor, "/dia-ban/?on=2020-06-01&q=x%C3%A3+Y%C3%AAn+Th%E1%BA%AFng")
    assert html.index("13864") < html.index("14725")
    assert "1,00" in html
    assert "Ngoài địa bàn của sổ." in html
    assert "Không tìm thấy đơn vị nào" in page(visitor, "/dia-ban/?q=qqqqqq")


def test_what_is_typed_is_never_markup(country, visitor):
    assert "<b>x</b>" not in page(visitor, "/dia-ban/?q=%3Cb%3Ex%3C/b%3E")


def test_a_day_that_is_none_is_told_at_the_field(country, visitor):
    html = page(visitor, "/dia-ban/?on=hom-qua&q=lam", status=400)
    assert "<title>Lỗi:" in html
    assert "Không đọc được “hom-qua” thành ngày." in html
    assert 'value="lam"' in html


def test_a_unit_tells_what_it_was_and_that_its_code_was_others(country, visitor):
    html = page(visitor, "/dia-ban/13669/2025-07-01/")
    assert "<h1>Phường Nam Định</h1>" in html
    assert html.count("1674/NQ-UBTVQH15") >= 8
    assert "Mã này còn được cấp cho" in html
    assert "/dia-ban/13669/2016-01-01/" in html
    assert "/dia-ban/13669/2024-09-01/" in html


def test_a_unit_tells_what_it_became(country, visitor):
    html = page(visitor, "/dia-ban/13807/2016-01-01/")
    assert "<h1>Xã Yên Lợi</h1>" in html
    assert "Không còn" in html
    assert "Nơi này nay thuộc" in html
    assert '<a href="/dia-ban/13807/2025-07-01/">Xã Tân Minh</a>' in html
    assert "1104/NQ-UBTVQH15" in html


def test_what_is_not_verified_is_marked(country, visitor):
    html = page(visitor, "/dia-ban/13693/2019-09-01/")
    assert "Chưa kiểm chứng" in html
    assert "chưa rõ văn bản" in html
    assert "ngày dự kiến theo báo chí" in html


def test_a_split_unit_says_that_an_address_does_not_tell(country, visitor):
    html = page(visitor, "/dia-ban/14503/2016-01-01/")
    assert "địa chỉ cũ chưa đủ để biết" in html
    assert "một phần, chia" in html


def test_districts_and_provinces_have_pages_too(country, visitor):
    assert "31 đơn vị trực thuộc" not in page(visitor, "/dia-ban/360/2016-01-01/")
    assert "23 đơn vị trực thuộc" in page(visitor, "/dia-ban/360/2016-01-01/")
    assert "Không có đơn vị kế tục." in page(visitor, "/dia-ban/360/2016-01-01/")
    assert "<h1>Tỉnh Nam Định</h1>" in page(visitor, "/dia-ban/36/2016-01-01/")


@pytest.mark.parametrize(
    "address", ["/dia-ban/13669/2020-01-01/", "/dia-ban/13669/2025-02-30/", "/dia-ban/x/2025-07-01/"]
)
def test_no_such_unit(country, visitor, address):
    page(visitor, address, status=404)


def test_pages_in_english(country, visitor):
    visitor.cookies["nongcot_language"] = "en"
    assert '<html lang="en">' in page(visitor, "/dia-ban/13669/2025-07-01/")


def test_nothing_inline(country, visitor):
    for address in ("/dia-ban/?place=37&q=lam", "/dia-ban/13669/2025-07-01/"):
        html = page(visitor, address)
        assert " style=" not in html
        assert "<script>" not in html
