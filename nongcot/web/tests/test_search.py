"""The one search over everything."""

import re
from datetime import date

import pytest

from nongcot.kernel import clock
from nongcot.places.models import Unit
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases

TODAY = date(2020, 10, 15)


def tell():
    """A co-op of Yên Mỹ that was renamed, one whose name only resembles, a dissolved one, and a product."""
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    with clock.at(date(2019, 1, 5)):
        one = telling.organisation("HTX rau sạch Yên Mỹ", place=yen_my, tax_code="0012345674")
        telling.say(one, date(2018, 5, 20), name="HTX Đồng Xanh")
        telling.organisation("Hợp tác xã Mộc mỹ nghệ Yên Ninh")
        gone = telling.organisation("HTX Vận tải Yên Mỹ", place=yen_my)
        telling.event(gone, "dissolved", date(2018, 6, 1))
        telling.product(one, "Cải bó xôi Yên Mỹ")
        telling.certificate(
            one, product_id=1, scheme="ocop", stars=3, issued_on=date(2019, 1, 1), valid_to=date(2022, 1, 1)
        )
    return one


@pytest.fixture
def book_of_some(told_once):
    with clock.at(TODAY):
        yield told_once


def groups(client, typed: str):
    answer = client.get("/tim/", {"q": typed})
    assert answer.status_code == 200
    return {group.code: group for group in answer.context["groups"]}


def labels(client, typed: str, code: str) -> list[str]:
    found = groups(client, typed)
    return [hit.label for hit in found[code].hits] if code in found else []


@pytest.mark.parametrize(
    "typed", ["Yên Mỹ", "yen my", "YENMY", "HTX  yên mỹ", "hợp tác xã yen my", "hoptacxa yen my", "hoptacxayenmy"]
)
def test_finds_organisations_however_they_are_typed(book_of_some, visitor, typed):
    found = groups(visitor, typed)["organisation"]
    assert [hit.label for hit in found.hits] == [
        "HTX Vận tải Yên Mỹ",
        "HTX Đồng Xanh",
        "Hợp tác xã Mộc mỹ nghệ Yên Ninh",
    ]
    assert found.count == 3


def test_says_which_older_name_was_meant(book_of_some, visitor):
    text = visitor.get("/tim/?q=rau+sach").content.decode()
    assert re.search(r">HTX Đồng Xanh</a><small>tên khác: HTX rau sạch Yên Mỹ", text)
    assert "tên khác" not in visitor.get("/tim/?q=dong+xanh").content.decode()


def test_shows_kind_place_code_and_status(book_of_some, visitor):
    text = visitor.get("/tim/?q=yen+my").content.decode()
    assert "Hợp tác xã · Xã Yên Mỹ, Huyện Ý Yên · 0012345674" in text
    assert re.search(r"HTX Vận tải Yên Mỹ</a>.*?Đã giải thể", text)


def test_finds_codes(book_of_some, visitor):
    assert labels(visitor, "0012345674", "organisation") == ["HTX Đồng Xanh"]
    assert labels(visitor, "tc000001", "organisation") == ["HTX Đồng Xanh"]


def test_finds_products_with_their_makers(book_of_some, visitor):
    (hit,) = groups(visitor, "bo xoi")["product"].hits
    assert (hit.label, hit.beside, hit.badges) == ("Cải bó xôi Yên Mỹ", ("HTX Đồng Xanh",), (("on", "OCOP 3 sao"),))


def test_finds_places_of_all_times_those_of_the_book_first(book_of_some, visitor):
    found = groups(visitor, "yen my")["place"].hits
    assert (found[0].label, found[0].beside[0]) == ("Xã Yên Mỹ", "Huyện Ý Yên, Tỉnh Nam Định")
    assert found[0].url.startswith("/dia-ban/")
    assert "Thị trấn Lâm" in labels(visitor, "TT Lâm, Ý Yên", "place")


def test_finds_figures_by_their_labels_in_both_languages(book_of_some, visitor):
    assert "Hợp tác xã đang hoạt động" in labels(visitor, "htx dang hoat dong", "figure")
    assert "Hợp tác xã đang hoạt động" in labels(visitor, "cooperatives in operation", "figure")


def test_a_figure_whose_code_is_typed_comes_first(book_of_some, visitor):
    assert labels(visitor, "operating_cooperatives", "figure")[0] == "Hợp tác xã đang hoạt động"
    assert (
        groups(visitor, "Operating_Cooperatives ")["figure"].hits[0].url.startswith("/so-lieu/operating_cooperatives")
    )


def test_a_figure_says_whom_it_counts_in_the_language_of_the_page(book_of_some, visitor):
    (hit,) = [
        one for one in groups(visitor, "htx dang hoat dong")["figure"].hits if one.label == "Hợp tác xã đang hoạt động"
    ]
    (says,) = hit.beside
    assert says.startswith("Hợp tác xã có tình trạng thống kê đang hoạt động")


def test_finds_pages_that_are_open_to_the_reader(book_of_some, visitor, officer):
    assert labels(visitor, "so dang ky", "page") == ["Sổ đăng ký"]
    assert labels(visitor, "nhap lieu", "page") == []
    assert labels(officer, "nhap lieu", "page") == ["Nhập liệu"]


def test_finds_nothing_of_what_is_for_officers(book_of_some, visitor, officer):
    with clock.at(date(2020, 1, 1)):
        telling.say(book_of_some, date(2020, 1, 1), phone="0912345678", note="Bí mật nội bộ")
    for typed in ("0912345678", "bi mat noi bo"):
        assert groups(officer, typed) == groups(visitor, typed) == {}


def test_nothing_found_names_what_is_near(book_of_some, visitor):
    text = visitor.get("/tim/?q=moc+yen+ninz").content.decode()
    assert re.search(r"Tổ chức có tên gần nhất: <a [^>]*>Hợp tác xã Mộc mỹ nghệ Yên Ninh</a>", text)


def test_nothing_at_all_leads_out(book_of_some, visitor):
    text = visitor.get("/tim/?q=zzqq").content.decode()
    assert "Không thấy gì khớp “zzqq”" in text
    assert ">Mở sổ đăng ký</a>" in text


def test_searches_by_the_newest_knowledge_alone(book_of_some, officer):
    assert officer.get("/tim/?q=yen&known=2&on=2020-01-01").url == "/tim/?q=yen&on=2020-01-01"


@pytest.mark.parametrize("typed", ["", "   ", "&", "'\"*:()", "%_", "a" * 500, "x y " * 200])
def test_takes_whatever_is_typed(book_of_some, visitor, typed):
    assert visitor.get("/tim/", {"q": typed}).status_code == 200


def test_asks_few_questions(book_of_some, visitor, django_assert_max_num_queries):
    groups(visitor, "yen my")
    with django_assert_max_num_queries(22):
        groups(visitor, "yen my")
