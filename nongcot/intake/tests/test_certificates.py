"""Lists of certificates of any scheme, taken in by the road of products."""

from datetime import date

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.proposals import CHANGE, CREATE, NEW, UNCHANGED, WAITING
from nongcot.intake.tests.conftest import ON, apply_as_seen, page_of
from nongcot.intake.tests.lists import actions_of, applied, doubts, proposed, told, understood
from nongcot.intake.understanding import SheetOverride
from nongcot.kernel.dates import FAR
from nongcot.registry.models import Certificate, Organisation, Product
from nongcot.registry.standing import newest_of_each

pytestmark = pytest.mark.usefixtures("ledger")

COOPS = (
    ("Tên HTX", "Xã", "Huyện"),
    ("HTX Mây Hồng", "Yên Lương", "Ý Yên"),
    ("HTX Rau Xanh", "Giao Phong", "Giao Thủy"),
)
HEAD = ("STT", "Tên HTX", "Xã", "Huyện", "Sản phẩm", "Tiêu chuẩn", "Số giấy chứng nhận", "Nơi cấp", "Ngày cấp",
        "Ngày hết hạn")  # fmt: skip
RICE = (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên", "Gạo tám", "VietGAP", "VG-01", "Trung tâm Mẫu", "05/03/2018",
        "04/03/2021")  # fmt: skip
GREENS = (2, "HTX Rau Xanh", "Giao Phong", "Giao Thủy", "", "ISO 22000:2018", "IS-9", "Trung tâm Mẫu", "2019", "")


@pytest.fixture
def coops():
    applied(*COOPS, name="htx.xlsx")


def certificates() -> list[tuple[str, str, date, date]]:
    """Scheme, number, first day and the day it holds no more, of each certificate that stands."""
    rows = newest_of_each(Certificate.objects.filter(withdrawn=None).order_by("posted", "pk"))
    return sorted((row.scheme, row.number, row.issued_on, row.valid_to) for row in rows)


def test_a_list_of_certificates_is_known_by_its_columns():
    (sheet,) = understood(HEAD, RICE, GREENS).sheets
    assert sheet.kind == "certificates"
    assert [row.value("scheme") for row in sheet.rows] == ["vietgap", "iso22000"]
    assert not any(row.events for row in sheet.rows)


def test_a_register_with_a_column_of_standards_stays_a_register():
    (sheet,) = understood(
        ("Tên HTX", "Số giấy chứng nhận", "Ngày cấp", "Tiêu chuẩn"), ("HTX A", "1", "2018", "VietGAP")
    ).sheets
    assert sheet.kind == "coops"


def test_certificates_go_in_with_product_number_issuer_and_days(coops):
    assert actions_of(proposed(HEAD, RICE, GREENS)) == [CREATE, CREATE]
    applied(HEAD, RICE, GREENS)
    assert certificates() == [
        ("iso22000", "IS-9", date(2019, 1, 1), FAR),
        ("vietgap", "VG-01", date(2018, 3, 5), date(2021, 3, 5)),
    ]
    kept = Certificate.objects.get(number="VG-01")
    assert (kept.product_id, kept.issuer) == (Product.objects.get(name="Gạo tám").product_id, "Trung tâm Mẫu")
    assert Certificate.objects.get(number="IS-9").issued_precision == "year"


def test_the_organisation_itself_is_left_as_it_is(coops):
    head = (*HEAD, "Điện thoại")
    assert told(head, (*RICE, "0912000111"))["changes"] == []
    applied(head, (*RICE, "0912000111"))
    assert Organisation.objects.count() == 2


def test_the_same_list_again_writes_nothing(coops):
    applied(HEAD, RICE, GREENS)
    n = newest()
    assert actions_of(proposed(HEAD, RICE, GREENS)) == [UNCHANGED, UNCHANGED]
    assert (applied(HEAD, RICE, GREENS, name="lai.xlsx").posting, newest()) == (0, n)


def test_a_last_day_learnt_later_completes_the_certificate(coops):
    applied(HEAD, GREENS)
    later = (*GREENS[:9], "31/12/2021")
    assert actions_of(proposed(HEAD, later)) == [CHANGE]
    applied(HEAD, later, name="sau.xlsx")
    assert certificates() == [("iso22000", "IS-9", date(2019, 1, 1), date(2022, 1, 1))]


def test_another_last_day_than_the_register_s_is_a_doubt(coops):
    applied(HEAD, RICE)
    answer = told(HEAD, (*RICE[:9], "04/03/2022"))
    assert answer["unchanged"] == 1
    assert doubts(answer)["J2"] == "ngày hết hạn khác với sổ (04/03/2021)"


def test_an_organisation_that_the_register_does_not_have_is_asked_about():
    answer = told(HEAD, RICE)
    assert (answer["create"], answer["errors"][0]["why"]) == (0, "“HTX Mây Hồng” chưa có trong sổ")
    assert doubts(answer)["B2"] == "“HTX Mây Hồng” chưa có trong sổ"
    applied(HEAD, RICE)
    assert not Organisation.objects.exists()


def test_a_yes_begins_it_with_its_certificate():
    applied(HEAD, RICE, change=lambda batch: actions.agree(batch=batch, sheet="DS", row_no=2, what=NEW, by=None))
    assert Organisation.objects.count() == 1
    assert certificates() == [("vietgap", "VG-01", date(2018, 3, 5), date(2021, 3, 5))]


def test_bad_rows_wait_and_do_not_stop_good_ones(coops):
    undated = (*RICE[:8], "", "")
    strange = (*RICE[:5], "Giấy khen", *RICE[6:])
    several = (*RICE[:5], "VietGAP, HACCP và giấy khen", *RICE[6:])
    starred = (*RICE[:5], "OCOP", *RICE[6:])
    lines = (HEAD, undated, strange, several, starred, GREENS)
    assert actions_of(proposed(*lines)) == [WAITING] * 4 + [CREATE]
    answer = doubts(told(*lines))
    assert answer["F3"] == "Chưa rõ “Giấy khen” là chứng nhận nào."
    assert "nói thêm điều sổ không đọc được" in answer["F4"]
    assert answer["F5"] == "chứng nhận OCOP có hạng sao: dòng không ghi mấy sao"
    applied(*lines)
    assert [scheme for scheme, *_rest in certificates()] == ["iso22000"]
    batch = Batch.objects.latest("pk")
    assert batch.outcome["left"] == 4


def test_a_cell_may_tell_several_certificates_each_by_a_word_of_its_own(coops):
    row = (*RICE[:5], "VietGAP; OCOP 3 sao", "VG-01; 12/QĐ-UBND", *RICE[7:])
    lines_row = (*GREENS[:5], "VietGAP\nHACCP và ISO 22000", "", *GREENS[7:])
    assert actions_of(proposed(HEAD, row, lines_row)) == [CREATE, CREATE]
    applied(HEAD, row, lines_row)
    assert [(scheme, number) for scheme, number, *_days in certificates()] == [
        ("haccp", ""),
        ("iso22000", ""),
        ("ocop", "12/QĐ-UBND"),
        ("vietgap", ""),
        ("vietgap", "VG-01"),
    ]
    (stars,) = Certificate.objects.filter(scheme="ocop").values_list("stars", "product_id")
    assert stars == (3, Product.objects.get(name="Gạo tám").product_id)
    n = newest()
    assert actions_of(proposed(HEAD, row, lines_row)) == [UNCHANGED, UNCHANGED]
    assert (applied(HEAD, row, lines_row, name="lai.xlsx").posting, newest()) == (0, n)


def test_one_number_for_several_certificates_is_nobody_s(coops):
    row = (*RICE[:5], "VietGAP, HACCP", *RICE[6:])
    assert doubts(told(HEAD, row))["G2"] == "chưa rõ số này là của chứng nhận nào trong dòng"
    applied(HEAD, row)
    assert [(scheme, number) for scheme, number, *_days in certificates()] == [("haccp", ""), ("vietgap", "")]
    assert Batch.objects.latest("pk").outcome["left"] == 1


def test_of_several_certificates_the_one_of_stars_needs_stars_and_a_product(coops):
    starless = (*RICE[:5], "VietGAP, OCOP", "", *RICE[7:])
    no_product = (*RICE[:4], "", "VietGAP, OCOP 4 sao", "", *RICE[7:])
    why = doubts(told(HEAD, starless, no_product))
    assert why["F2"] == "chứng nhận OCOP có hạng sao: dòng không ghi mấy sao"
    assert why["F3"] == "chứng nhận OCOP là của một sản phẩm: dòng không ghi sản phẩm"
    applied(HEAD, starless, no_product)
    assert {scheme for scheme, *_rest in certificates()} == {"vietgap"}


def test_what_is_new_of_several_certificates_is_added_and_the_rest_stands(coops):
    applied(HEAD, (*RICE[:6], "", *RICE[7:]))
    row = (*RICE[:5], "VietGAP, HACCP", "", *RICE[7:])
    assert actions_of(proposed(HEAD, row)) == [CREATE]
    applied(HEAD, row, name="sau.xlsx")
    assert [scheme for scheme, *_rest in certificates()] == ["haccp", "vietgap"]
    actions.withdraw(batch=Batch.objects.latest("pk"), by=None)
    assert [scheme for scheme, *_rest in certificates()] == ["vietgap"]


def test_a_cell_in_doubt_may_be_answered_with_several_certificates(coops):
    row = (*RICE[:5], "VietGAP, HACCP và giấy khen", "", *RICE[7:])
    (asked,) = [doubt for doubt in understood(HEAD, row).doubts if doubt.code == "scheme"]
    assert (asked.cell, asked.choices[0].label, asked.choices[0].value) == (
        "F2",
        "VietGAP + HACCP",
        ("vietgap", "haccp"),
    )
    change = SheetOverride(cells={"F2": asked.choices[0].value})
    applied(HEAD, row, change=lambda batch: actions.override(batch=batch, sheet="DS", change=change, by=None))
    assert [scheme for scheme, *_rest in certificates()] == ["haccp", "vietgap"]


WITHOUT = ("Tên HTX", "Xã", "Huyện", "Số chứng nhận", "Ngày cấp", "Hiệu lực đến")
LINE = ("HTX Mây Hồng", "Yên Lương", "Ý Yên", "X-1", "05/03/2018", "04/03/2021")


def test_a_title_may_tell_the_scheme_of_all_rows(coops):
    found = understood(("DANH SÁCH CƠ SỞ ĐƯỢC CHỨNG NHẬN GLOBALGAP",), WITHOUT, LINE)
    assert found.sheets[0].rows[0].value("scheme") == "globalgap"
    assert any("GlobalG.A.P." in text for text in found.assumed)


def test_what_no_column_and_no_title_tells_is_asked_once_for_the_table(coops):
    lines = (("DANH SÁCH CHỨNG NHẬN",), WITHOUT, LINE)
    assert "cả bảng là chứng nhận nào" in doubts(told(*lines))["A2"]

    def answer(batch: Batch) -> None:
        actions.override(batch=batch, sheet="DS", change=SheetOverride(cells={"A2": "halal"}), by=None)

    applied(*lines, change=answer)
    assert [scheme for scheme, *_rest in certificates()] == ["halal"]


def test_withdrawing_takes_them_back_and_leaves_what_another_list_says(coops):
    applied(HEAD, RICE, GREENS)
    first = Batch.objects.latest("pk")
    applied(HEAD, RICE, name="khac.xlsx")
    actions.withdraw(batch=first, by=None)
    assert [number for _scheme, number, *_days in certificates()] == ["VG-01"]
    actions.withdraw(batch=Batch.objects.latest("pk"), by=None)
    assert certificates() == []


def test_the_page_shows_and_applies_them(coops, officer, send):
    batch = send((RICE, GREENS), heading=HEAD)
    page = page_of(officer, batch)
    assert "Chứng nhận và chủ thể" in page
    apply_as_seen(officer, batch)
    assert (batch.outcome["create"], len(certificates())) == (2, 2)


def test_the_page_asks_about_who_is_not_there(officer, send):
    batch = send((RICE,), heading=HEAD)
    page = page_of(officer, batch)
    assert "chưa có trong sổ" in page
    look = officer.get(f"/nhap-lieu/{batch.pk}/").context["look"]
    officer.post(f"/nhap-lieu/{batch.pk}/chon/", {"look": look.token, "yes0": "1"})
    batch.refresh_from_db()
    assert batch.decisions.get("agreed") == [f"DS#2#{NEW}"] or batch.decisions.get("agreed") == [f"DS#3#{NEW}"]
    assert batch.on == ON
