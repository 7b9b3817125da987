"""Pages of the room: what the public sees, a dossier's way, sheets with and without script, lists that are pasted."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.ocop import criteria
from nongcot.ocop.actions import councils, sheets, steps
from nongcot.ocop.models import Council, Dossier, Recognition, Score
from nongcot.ocop.tests.telling import dossier, product, recognised
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter, written
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = pytest.mark.usefixtures("ledger", "today")


@pytest.fixture
def nuoc_mam(yen_my) -> int:
    return product("Nước mắm nhỉ", of=enter("HTX Nước mắm", place=yen_my, sector="FIS"))


def test_everybody_sees_certified_products_and_the_law(visitor, nuoc_mam):
    recognised(nuoc_mam, "2025-06-30", 4, regime="QD148-2023", set_code="QD148-09")
    page = text(visitor.get("/ocop/"))
    assert "Nước mắm nhỉ" in page
    assert "4 sao" in page
    assert '<b class="nc-num">1</b> trong' in page
    assert "Nước mắm nhỉ" not in text(visitor.get("/ocop/?star=3"))
    assert "Không có sản phẩm nào khớp" in text(visitor.get("/ocop/?star=3"))
    assert "Nước mắm nhỉ" in text(visitor.get("/ocop/?q=nuoc+mam&place=Nam+Định"))
    assert "chưa kiểm chứng" in text(visitor.get("/ocop/quy-dinh/"))
    assert "Nguồn nguyên liệu" in text(visitor.get("/ocop/quy-dinh/QD26-2026/QD26-09/"))
    assert "Chưa có bảng tiêu chí" in text(visitor.get("/ocop/quy-dinh/QD148-2023/QD148-09/"))
    assert visitor.get("/ocop/quy-dinh/QD148-2023/QD26-09/").status_code == 404


def test_where_no_certificate_can_be_taken_along_the_form_says_so_and_leads_to_record_one(officer, nuoc_mam):
    coop = Organisation.objects.get()
    address = f"/ocop/ho-so/{dossier(nuoc_mam)}/ghi/attach/"
    told, way = "Sổ chưa có chứng nhận nào của chủ thể", f'href="/to-chuc/{coop.key}/ghi/add_certificate/"'
    page = text(officer.get(address))
    assert told in page
    assert way in page
    telling.certificate(coop, scheme="haccp", number="H-1", issued_on=date(2024, 5, 1), valid_to=date(2027, 5, 1))
    assert told not in text(officer.get(address))


def test_the_list_is_exported_as_it_stands(visitor, nuoc_mam):
    recognised(nuoc_mam, "2025-06-30", 4)
    sheet = load_workbook(BytesIO(visitor.get("/ocop/tep.xlsx?star=4").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert any("Nước mắm nhỉ" in row for row in rows)
    assert "Nước mắm nhỉ" not in visitor.get("/ocop/tep.csv?star=3").content.decode("utf-8-sig")


YEAR = (date(2024, 1, 1), date(2024, 12, 31))


def by_level() -> dict[str, int]:
    """Recognitions of the year by who decided, those there are."""
    found = figure("ocop_recognitions", period=YEAR, by="deciding_level").breakdown
    return {part.key: part.value for part in found if part.value}


@pytest.mark.both_databases
def test_certificates_without_a_level_are_told_listed_and_completed_by_a_correction(officer, visitor, nuoc_mam, yen_my):
    coop = Organisation.objects.get()
    days = {"issued_on": date(2024, 5, 1), "valid_to": date(2027, 5, 1)}
    key = telling.certificate(coop, scheme="ocop", stars=4, product_id=nuoc_mam, number="OC-1", **days)
    other = telling.product(coop, "Mắm tôm")
    telling.certificate(coop, scheme="ocop", stars=3, product_id=other, number="OC-2", level="district", **days)
    telling.certificate(coop, scheme="haccp", number="HC-1", **days)
    assert by_level() == {"unknown": 1, "district": 1}

    page = officer.get("/ocop/")
    assert page.context["without_level"] == 1
    assert "Cần bổ sung" in text(page)
    assert "Cần bổ sung" not in text(visitor.get("/ocop/"))
    listed = text(officer.get(page.context["without_level_url"]))
    assert '<b class="nc-num">1</b> trong' in listed
    assert "OC-1" in listed
    assert "OC-2" not in listed
    assert "HC-1" not in listed

    for level, there, gone in (("unknown", "Nước mắm nhỉ", "Mắm tôm"), ("district", "Mắm tôm", "Nước mắm nhỉ")):
        products = text(visitor.get("/ocop/", {"level": level}))
        assert there in products
        assert gone not in products
        file = visitor.get("/ocop/tep.csv", {"level": level}).content.decode("utf-8-sig")
        assert there in file
        assert gone not in file

    address = f"/to-chuc/{coop.key}/ghi/change_certificate/{key}/"
    form = officer.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"on": "01/05/2024", "valid_until": "30/04/2027"}
    assert record(officer, address, check(officer, address, **typed | {"level": "province"})).status_code == 302
    assert by_level() == {"province": 1, "district": 1}
    assert officer.get("/ocop/").context["without_level"] == 0
    assert "Cấp tỉnh" in text(visitor.get("/ocop/", {"level": "province"}))
    assert reconcile().sound


def test_a_dossier_is_opened_filed_and_decided_by_page(officer, nuoc_mam):
    address = f"/ocop/san-pham/{nuoc_mam}/lap-ho-so/"
    assert "Quy định và bộ sản phẩm" in text(officer.get(address))
    page = check(officer, address, kind="first", sheet="QD26-2026/QD26-09", opened_on="01/06/2026")
    assert record(officer, address, page).status_code == 302
    key = Dossier.objects.get().key
    assert "Đang chuẩn bị" in text(officer.get(f"/ocop/ho-so/{key}/"))
    file = f"/ocop/ho-so/{key}/ghi/file/"
    assert errors(check(officer, file, on="01/05/2026")) != []
    assert record(officer, file, check(officer, file, on="02/06/2026")).status_code == 302
    result = f"/ocop/ho-so/{key}/ghi/result/"
    asked = {"level": "province", "on": "10/06/2026", "total": "69,9", "outcome": "4"}
    page = check(officer, result, **asked)
    assert "69,9 điểm ở khung 3 sao, không phải 4 sao" in page
    assert record(officer, result, check(officer, result, **asked | {"outcome": "3"})).status_code == 302
    recognise = f"/ocop/ho-so/{key}/ghi/recognise/"
    page = check(officer, recognise, star="3", level="province", on="12/06/2026", document_no="7/QĐ-UBND")
    assert "Sản phẩm OCOP còn hiệu lực" in page
    assert record(officer, recognise, page).status_code == 302
    page = text(officer.get(f"/ocop/ho-so/{key}/"))
    assert "Đã công nhận" in page
    assert "7/QĐ-UBND" in page
    assert "Nước mắm nhỉ" in text(officer.get("/ocop/ho-so/?stage="))
    lines = officer.get("/ocop/ho-so/tep.csv?stage=").content.decode("utf-8-sig").splitlines()
    told = dict(zip(lines[-2].split(";"), lines[-1].split(";"), strict=True))
    assert (told["Ngày có kết quả"], told["Ngày công nhận"]) == ("10/06/2026", "12/06/2026")
    assert (told["Số văn bản kết quả"], told["Số quyết định công nhận"]) == ("", "7/QĐ-UBND")
    organisation = Organisation.objects.get()
    assert "3 sao" in text(officer.get(f"/to-chuc/{organisation.key}/"))


def test_bad_acts_are_not_there(officer, leader, nuoc_mam):
    key = dossier(nuoc_mam)
    assert officer.get("/ocop/ho-so/khong-co/").status_code == 404
    assert officer.get(f"/ocop/ho-so/{key}/ghi/nothing/").status_code == 404
    assert officer.get(f"/ocop/ho-so/{key}/ghi/withdraw_result/").status_code == 404
    assert leader.get(f"/ocop/ho-so/{key}/ghi/change/").status_code == 404
    assert "Ghi tiếp" not in text(leader.get(f"/ocop/ho-so/{key}/"))


def options(key: str) -> dict[str, int]:
    return {c.code: len(c.options) for c in sheets.sheet_of(key).scored}


def test_a_self_assessment_is_saved_as_it_goes_with_and_without_script(officer, leader, nuoc_mam):
    key = dossier(nuoc_mam)
    address = f"/ocop/ho-so/{key}/tu-danh-gia/"
    part = text(officer.post(address, {"was": "{}", "c-1.1": "1"}, HTTP_HX_REQUEST="true"))
    assert part.lstrip().startswith('<div id="diem"')
    assert "<button" not in part, "a button that is put anew while it is pressed is not pressed"
    assert "Đã chấm" in part
    chosen = options(key)
    sent = {"was": json.dumps({"1.1": 1}), **{f"c-{code}": str(number) for code, number in chosen.items()}}
    assert officer.post(address, sent | {"c-3.5": "1", "r-1.1": "Vùng nguyên liệu"}).status_code == 302
    page = text(officer.get(address))
    assert "Ít bước nhất để lên 4 sao" in page
    assert "Vùng nguyên liệu" in page
    stale = text(officer.post(address, {"was": json.dumps({"1.1": 1}), "c-1.1": "2"}, HTTP_HX_REQUEST="true"))
    assert "vừa được người khác chọn khác đi" in stale
    assert Score.objects.get().chosen["1.1"] == chosen["1.1"]
    assert leader.post(address, sent).status_code == 404
    assert "không sửa được" in text(leader.get(address))


def test_a_member_scores_only_what_is_assigned(officer, leader, nuoc_mam, lan):
    key = dossier(nuoc_mam)
    told = {"purpose": "council", "title": "Hội đồng", "level": "province", "day": "12/06/2026"}
    assert officer.post("/ocop/phien/mo/", told).status_code == 302
    council = Council.objects.get()
    page = f"/ocop/phien/{council.pk}/"
    assert officer.post(page, {"do": "bring", "bring-dossier": key}).status_code == 302
    seat = {"do": "seat", "seat-member": lan.pk, "seat-office": "chair"}
    assert officer.post(page, seat).status_code == 302
    assert "đã có" not in text(officer.get(page))
    item = council.items.get()
    sheet = f"/ocop/cham/{item.pk}/"
    assert "Nước mắm nhỉ" in text(officer.get("/ocop/cham/"))
    sent = {"was": "{}", **{f"c-{code}": str(number) for code, number in options(key).items()}}
    del sent["c-1.1"]
    assert "Còn chỉ tiêu chưa chấm: 1.1" in text(officer.post(sheet, sent | {"do": "hand_in"}))
    was = json.dumps({code: n for code, n in options(key).items() if code != "1.1"})
    assert officer.post(sheet, {"was": was, "c-1.1": "3", "do": "hand_in"}).status_code == 302
    assert "Phiếu đã nộp" in text(officer.get(sheet))
    shown = text(officer.get(f"{page}ho-so/{item.pk}/"))
    assert "5 sao" in shown
    assert "Nhập kết quả vào sổ" in shown
    asked = text(officer.get(f"/ocop/ho-so/{key}/ghi/result/?phien={item.pk}"))
    assert 'name="total" value="100"' in asked
    assert officer.post(f"{page}ho-so/{item.pk}/", {"version": item.version, "remark": "Tốt"}).status_code == 302
    assert "Người khác vừa sửa" in text(officer.post(f"{page}ho-so/{item.pk}/", {"version": item.version}))
    word = officer.get(f"{page}bien-ban.docx")
    assert word.content[:2] == b"PK"
    interest = {"do": "conflict", "conflict-seat": council.seats.get().pk, "conflict-reason": "Người nhà"}
    producer = Dossier.objects.get().organisation_id
    assert officer.post(page, interest | {"conflict-producer": producer}).status_code == 302
    assert officer.get(sheet).status_code == 404
    council.refresh_from_db()
    assert "chưa có kết quả" in text(officer.post(page, {"do": "close", "which": council.version}))


def test_personal_data_is_refused_at_the_field(officer, nuoc_mam):
    before = written()
    told = {"purpose": "rehearsal", "level": "province", "day": "12/06/2026", "title": "Ông A, CCCD 036088001234"}
    page = text(officer.post("/ocop/phien/mo/", told))
    assert errors(page) != []
    assert "036088001234" not in page
    assert not Council.objects.exists()
    assert written() == before


def test_a_list_of_results_is_pasted(officer, nuoc_mam, yen_my):
    other = product("Gạo", of=enter("HTX Gạo", place=yen_my))
    regime = "Quyết định 148/QĐ-TTg (2023)"
    lines = [
        f"p{nuoc_mam}\tSản phẩm mới\t{regime}\tQD148-09\t\t71,5\tCấp tỉnh\t4\t30/06/2025\t9/QĐ\tUBND tỉnh",
        f"{other}\tmoi\t\t\t\t\tcấp tỉnh\tba\t2025",
        f"{other}\tSản phẩm mới\t\t\t\t\tcấp tỉnh\t3\t16/06/2026",
    ]
    address = "/ocop/ho-so/nhap-danh-sach/"
    told = errors(check(officer, address, source="Danh sách 2025", rows="\n".join(lines)))
    assert [line.split(":")[0] for line in told[:2]] == ["Dòng 2, cột “Loại hồ sơ”", "Dòng 2, cột “Hạng sao”"]
    assert told[2:] == ["Dòng 3, cột “Ngày quyết định”: ngày này chưa đến"]
    assert not Recognition.objects.exists()
    del lines[2]
    lines[1] = f"{other}\tSản phẩm mới\t\t\t\t42\tcấp tỉnh\tkhông\t2025"
    page = check(officer, address, source="Danh sách 2025", rows="\n".join(lines))
    assert "Công nhận 4 sao" in page
    assert record(officer, address, page).status_code == 302
    assert Recognition.objects.get().star == 4
    template = load_workbook(BytesIO(officer.get("/ocop/ho-so/nhap-danh-sach/mau.xlsx").content))
    assert template.sheetnames == ["Danh sách", "Sản phẩm trong sổ", "Giá trị được dùng"]


def rubric_lines(most: int = 40) -> str:
    told = [("A", "1", "Tổ chức sản xuất", most), ("B", "2", "Tiếp thị", 25), ("C", "3", "Chất lượng", 35)]
    rows = []
    for part, code, name, points in told:
        rows += [f"{part}\t{code}\t{name}\t{points}\t{given}\tMức {given}\t" for given in (0, points)]
    return "\n".join(rows)


def test_what_the_law_prints_and_nobody_had_is_filled_in(officer, visitor):
    address = "/ocop/quy-dinh/QD148-2023/QD148-03/nhap/"
    told = {"legal_basis": "Quyết định 148/QĐ-TTg, Phụ lục III", "rows": rubric_lines(39)}
    assert errors(check(officer, address, **told)) == ["Phần A cộng lại là 39 điểm, phải là 40."]
    page = check(officer, address, **told | {"rows": rubric_lines()})
    assert record(officer, address, page).status_code == 302
    sheet = criteria.sheet("QD148-2023", "QD148-03")
    assert (sheet.most, sheet.verified, sheet.legal_basis) == (100, False, "Quyết định 148/QĐ-TTg, Phụ lục III")
    assert "Tổ chức sản xuất" in text(visitor.get("/ocop/quy-dinh/QD148-2023/QD148-03/"))


def test_a_product_s_page_offers_officers_a_dossier(officer, visitor, nuoc_mam):
    there, offered = f"/san-pham/{nuoc_mam}/", f"/ocop/san-pham/{nuoc_mam}/lap-ho-so/"
    assert offered in text(officer.get(there))
    assert offered not in text(visitor.get(there))
    assert re.search('value="first"[^>]*checked', text(officer.get(offered)))
    recognised(nuoc_mam, "2023-11-20")
    assert re.search('value="re_evaluation"[^>]*checked', text(officer.get(offered)))


def test_a_receipt_leads_to_the_dossier_unless_it_was_taken_back(officer, nuoc_mam):
    key = dossier(nuoc_mam)
    address = f"/ocop/ho-so/{key}/ghi/withdraw/"
    assert f'href="/ocop/ho-so/{key}/"' in text(officer.get(f"/ghi-so/{newest()}/da-ghi/"))
    answer = record(officer, address, check(officer, address, reason="ghi nhầm"))
    assert f'href="/ocop/ho-so/{key}/"' not in text(officer.get(answer.url))


def test_the_board_tells_when_to_file_again(officer, nuoc_mam):
    recognised(nuoc_mam, "2023-11-20")
    page = text(officer.get("/ocop/sap-het-han/"))
    assert "23/05/2026 – 22/07/2026" in page
    assert "Đang trong kỳ nộp hồ sơ" in page
    dossier(nuoc_mam, kind="re_evaluation")
    assert "Đã lập hồ sơ đánh giá lại" in text(officer.get("/ocop/sap-het-han/?scheme=ocop&ahead=365"))
    assert "Không có chứng nhận nào sắp hết hạn" in text(officer.get("/ocop/sap-het-han/?scheme=haccp"))


def test_empty_pages_say_what_to_do(officer, visitor):
    assert "Ngày này chưa có sản phẩm OCOP nào" in text(visitor.get("/ocop/"))
    assert "Chưa có hồ sơ nào" in text(officer.get("/ocop/ho-so/"))
    assert "Chưa có phiên chấm nào" in text(officer.get("/ocop/phien/"))
    assert "Chưa có hồ sơ nào được giao" in text(officer.get("/ocop/cham/"))


def test_a_council_is_said_anew(officer):
    council = councils.open_council(purpose="rehearsal", title="Một", level="province", day=date(2026, 6, 1), by=None)
    address = f"/ocop/phien/{council.pk}/sua/"
    told = {"purpose": "rehearsal", "title": "Hai", "level": "district", "day": "02/06/2026", "version": 1}
    assert officer.post(address, told).status_code == 302
    assert "Người khác vừa sửa" in text(officer.post(address, told | {"title": "Ba"}))
    council.refresh_from_db()
    assert council.title == "Hai"


def entered(officer, basis: str) -> int:
    """Enter a sheet of criteria by its page; gives the posting."""
    told = {"legal_basis": basis, "rows": rubric_lines()}
    address = "/ocop/quy-dinh/QD148-2023/QD148-03/nhap/"
    record(officer, address, check(officer, address, **told))
    return newest()


@pytest.mark.both_databases
def test_a_sheet_that_was_entered_is_undone_from_the_journal_and_the_one_before_stands_again(officer):
    first, second = entered(officer, "Bản một"), entered(officer, "Bản hai")
    line = text(officer.get(f"/ghi-so/{second}/"))
    assert "Bảng tiêu chí QD148-03 của Quyết định 148/QĐ-TTg (2023) (căn cứ: Bản hai)" in line
    assert "/ocop/quy-dinh/QD148-2023/QD148-03/" in text(officer.get(f"/ghi-so/{second}/da-ghi/"))
    there = f"/ghi-so/{second}/rut-lai/"
    assert "Nhập bảng tiêu chí OCOP" in text(officer.get(there))
    assert officer.post(there, {"reason": "Chép nhầm phụ lục"}).status_code == 302
    assert criteria.sheet("QD148-2023", "QD148-03").legal_basis == "Bản một"
    assert criteria.sheets("QD148-2023", second)["QD148-03"].legal_basis == "Bản hai"
    undo(n=first, by=None, reason="Chép nhầm phụ lục")
    assert not criteria.sheet("QD148-2023", "QD148-03").is_known
    assert criteria.sheets("QD148-2023", first)["QD148-03"].legal_basis == "Bản một"
    with pytest.raises(NotNow, match="đã được rút lại"):
        undo(n=second, by=None, reason="Lần nữa")


@pytest.mark.both_databases
def test_who_enters_a_sheet_that_was_undone_meanwhile_is_told(officer):
    done = entered(officer, "Bản một")
    undo(n=done, by=None, reason="Chép nhầm phụ lục")
    told = {"legal_basis": "Bản hai", "rows": rubric_lines(), "seen": done}
    page = check(officer, "/ocop/quy-dinh/QD148-2023/QD148-03/nhap/", **told)
    assert "đã ghi bảng tiêu chí QD148-03 lúc" in page


def test_the_second_who_enters_a_sheet_is_told(officer):
    address, seen = "/ocop/quy-dinh/QD148-2023/QD148-03/nhap/", newest()
    told = {"legal_basis": "Quyết định 148/QĐ-TTg, Phụ lục III", "rows": rubric_lines()}
    record(officer, address, check(officer, address, **told))
    page = check(officer, address, **told | {"legal_basis": "Bản khác", "seen": seen})
    assert "Phạm Thị Lan đã ghi bảng tiêu chí QD148-03 lúc" in page
    assert "Bản khác" in page
    assert criteria.sheet("QD148-2023", "QD148-03").legal_basis == "Quyết định 148/QĐ-TTg, Phụ lục III"


def test_the_second_who_chooses_how_a_potential_five_star_counts_is_told(officer):
    address, seen = "/ocop/quy-dinh/cach-doc/", newest()
    typed = {"counts_as": "five", "day": "10/06/2026", "document": "Công văn 5/SNNMT"}
    record(officer, address, check(officer, address, **typed))
    page = check(officer, address, **typed | {"day": "20/06/2026", "document": "Công văn 9/SNNMT", "seen": seen})
    assert "Phạm Thị Lan đã ghi cách đọc “Sản phẩm tiềm năng 5 sao tính thế nào” lúc" in page
    assert "Công văn 9/SNNMT" in page


def test_a_product_and_its_producer_lead_to_every_dossier_also_to_those_that_are_over(officer, visitor, nuoc_mam):
    over = dossier(nuoc_mam, filed="2026-05-30")
    steps.return_dossier(dossier=over, day=date(2026, 6, 2), reasons="Thiếu giấy tờ", by=None, seen=None)
    open_one = dossier(nuoc_mam, filed="2026-06-05")
    listed = recognised(nuoc_mam, "2023-11-20")
    pages = f"/san-pham/{nuoc_mam}/", f"/to-chuc/{Organisation.objects.get().key}/"
    for page in pages:
        shown = text(officer.get(page))
        assert [f'href="/ocop/ho-so/{key}/"' in shown for key in (over, open_one)] == [True, True], page
        assert "/ocop/ho-so/" not in text(visitor.get(page))
    shown = text(officer.get(pages[0]))
    for code in ("change_recognition", "revoke", "withdraw_recognition"):
        assert f'href="/ocop/cong-nhan/{listed}/{code}/"' in shown
    assert "/ocop/cong-nhan/" not in text(visitor.get(pages[0]))
