"""Products and their recognitions, as lists tell them."""

from datetime import date

import pytest

from nongcot.intake import looks, products
from nongcot.intake.proposals import CHANGE, UNCHANGED
from nongcot.intake.tests.conftest import address
from nongcot.intake.tests.lists import ON, actions_of, applied, doubts, proposed, row, told
from nongcot.kernel.dates import FAR
from nongcot.registry.models import Certificate, Statement
from nongcot.registry.standing import newest_of_each

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Hạng sao", "Ngày công nhận", "Ngày hết hạn", "Số quyết định")
MAY = ("Mây khô", "HTX Mây Hồng", "Yên Lương", "Ý Yên")


def certificates() -> list[tuple[int | None, date, date]]:
    """Stars, first day and the day it holds no more, of each certificate that stands."""
    rows = newest_of_each(Certificate.objects.filter(withdrawn=None).order_by("posted", "pk"))
    return sorted((row.stars, row.issued_on, row.valid_to) for row in rows)


def test_a_recognition_has_its_expiry():
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    assert certificates() == [(3, date(2015, 12, 13), date(2018, 12, 13))]


def test_the_same_product_again_says_nothing_new():
    lines = (HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    applied(*lines)
    assert actions_of(proposed(*lines)) == [UNCHANGED]


@pytest.mark.parametrize("stars", [3, 4])
def test_recognised_again_after_expiry_is_a_second_certificate(stars):
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    applied(HEAD, (*MAY, stars, "20/12/2018", "", "9/QĐ-UBND"), name="sau.xlsx")
    assert certificates() == [
        (3, date(2015, 12, 13), date(2018, 12, 13)),
        (stars, date(2018, 12, 20), FAR),
    ]


def test_an_expiry_learnt_later_completes_the_certificate():
    applied(HEAD, (*MAY, 3, "13/12/2015", "", "1/QĐ-UBND"))
    line = (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND")
    assert actions_of(proposed(HEAD, line)) == [CHANGE]
    applied(HEAD, line, name="sau.xlsx")
    assert certificates() == [(3, date(2015, 12, 13), date(2018, 12, 13))]


def test_another_expiry_than_the_register_s_is_a_doubt():
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    answer = told(HEAD, (*MAY, 3, "13/12/2015", "12/12/2019", "1/QĐ-UBND"))
    assert answer["unchanged"] == 1
    assert doubts(answer)["G2"] == "ngày hết hạn khác với sổ (12/12/2018)"


def test_stars_without_a_day_are_a_doubt_and_no_certificate():
    lines = (HEAD, (*MAY, 3, "", "", ""))
    assert doubts(told(*lines))["E2"] == "hạng sao không có ngày công nhận: chưa ghi được thành chứng nhận"
    applied(*lines)
    assert certificates() == []


def test_a_year_of_recognition_is_the_day_already_known():
    applied(HEAD, (*MAY, 3, "13/12/2015", "", "1/QĐ-UBND"))
    assert actions_of(proposed(HEAD, (*MAY, 3, "2015", "", ""), on=ON)) == [UNCHANGED]


def test_a_remark_or_activity_beside_a_product_is_not_the_organisation_s():
    head = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Ngành nghề", "Ghi chú")
    lines = head, (*MAY, "sấy mây", "lần 1"), ("Mây tươi", *MAY[1:], "chẻ mây", "lần 2")
    answer = told(*lines)
    assert {column["target"]: column["taken"] for column in answer["sheets"][0]["columns"][4:]} == {
        "activity": False,
        "note": False,
    }
    assert (answer["doubts"], answer["changes"], answer["create"]) == ([], [], 2)
    applied(*lines)
    timeline = [said for said in Statement.objects.values_list("said", flat=True) if {"note", "activity"} & said.keys()]
    assert timeline == []


@pytest.mark.parametrize(
    "longer", ["Yên Lương, Ý Yên", "Yên Lương (huyện Ý Yên)", "Yên Lương, h. Ý Yên, tỉnh Nam Định"]
)
@pytest.mark.parametrize("is_first", [True, False])
def test_addresses_of_one_commune_that_name_its_district_or_not_are_one(longer, is_first):
    head = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Địa chỉ")
    one, other = ("Yên Lương", longer) if is_first else (longer, "Yên Lương")
    found = proposed(head, (*MAY, one), ("Mây tươi", *MAY[1:], other))
    assert [(row.difference.changes, row.difference.kept) for row in found.rows] == [((), ())] * 2


def test_another_address_in_the_same_commune_is_asked():
    head = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Địa chỉ")
    found = proposed(head, (*MAY, "Thôn Đông, Yên Lương"), ("Mây tươi", *MAY[1:], "Thôn Đoài, Yên Lương"))
    assert [change.field for change in row(found, 3).difference.changes if change.asks] == ["address"]


RESULTS = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện", "Nhóm sản phẩm", "Hạng sao", "Số quyết định", "Ngày quyết định",
           "Cơ quan công nhận", "Cấp công nhận", "Ngày hết hạn")  # fmt: skip
TALE = (*MAY, "Trà", "4 sao", "12/QĐ-UBND", "05/03/2018", "UBND tỉnh", "Tỉnh", "04/03/2021")
NAMED = ("Sản phẩm", "", "Mây khô", "A2")
OF_TALE = [
    ("Hạng sao", "", "4 sao", "F2"),
    ("Cấp công nhận", "", "Cấp tỉnh", "J2"),
    ("Số quyết định", "", "12/QĐ-UBND", "G2"),
    ("Cơ quan công nhận", "", "UBND tỉnh", "I2"),
    ("Ngày công nhận", "", "05/03/2018", "H2"),
    ("Ngày hết hạn", "", "04/03/2021", "K2"),
]


def shown(*lines: tuple[object, ...]) -> list[tuple[str, str, str, str]]:
    """What the first row would write of its product, in words."""
    return list(products.shown(row(proposed(*lines), 2).offers))


@pytest.mark.both_databases
def test_a_row_tells_all_that_it_would_write_of_a_product_and_then_nothing():
    assert shown(RESULTS, TALE) == [NAMED, ("Nhóm sản phẩm", "", "Trà", "E2"), *OF_TALE]
    applied(RESULTS, TALE)
    assert shown(RESULTS, TALE) == []


def test_a_second_recognition_names_the_product_that_stands_and_is_told_whole():
    applied(HEAD, (*MAY, 3, "13/12/2015", "12/12/2018", "1/QĐ-UBND"))
    assert shown(RESULTS, TALE) == [("Sản phẩm", "Mây khô", "Mây khô", "A2"), *OF_TALE]


def test_what_completes_a_recognition_is_told_beside_what_stands():
    applied(RESULTS, (*TALE[:6], "", *TALE[7:9], "", ""))
    assert shown(RESULTS, TALE) == [
        ("Sản phẩm", "Mây khô", "Mây khô", "A2"),
        *(told for told in OF_TALE if told[0] in ("Cấp công nhận", "Số quyết định", "Ngày hết hạn")),
    ]


def test_stars_that_wait_for_their_day_are_not_told_as_if_written():
    assert shown(HEAD, (*MAY, 3, "", "", "")) == [NAMED]


def test_the_page_tells_stars_level_and_paper_with_their_cells(officer, send):
    batch = send((TALE,), heading=RESULTS)
    officer.get(address("batch", batch))
    page = officer.get(address("rows", batch), {"what": "create"}).content.decode()
    for what, _before, after, _cell in OF_TALE:
        assert what in page
        assert after in page


def test_a_row_is_seen_as_another_one_when_what_it_would_write_of_a_product_is():
    applied(RESULTS, (*TALE[:9], "", ""))
    seen = {looks.fingerprint(row(proposed(RESULTS, TALE), 2))}
    applied(RESULTS, (*TALE[:10], ""), name="cap.xlsx")
    now = row(proposed(RESULTS, TALE), 2)
    assert now.action == CHANGE
    assert looks.fingerprint(now) not in seen
