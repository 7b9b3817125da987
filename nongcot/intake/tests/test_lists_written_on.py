"""Lists of the book that come back with rows added and cells corrected: what was added is what goes in."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from nongcot.exemplars.models import EffectiveModel
from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.tests.sent_back import FAIR, LISTS, answer, applied, changed, of, received, turned
from nongcot.intake.tests.sent_back import tell as tell
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.models import Contract, Party
from nongcot.places import geography
from nongcot.registry import keyed, queries
from nongcot.registry.models import Certificate, LifeEvent, MainProduct, Organisation, Product
from nongcot.trade.models import Participation, TradeEvent
from nongcot.trade.tests import telling as trade


@pytest.fixture
def told(told_once: dict[str, str], book: object) -> dict[str, str]:
    return told_once


def test_what_was_corrected_in_the_list_of_members_is_asked_or_told_at_its_cell(told, officer, taken):
    path = taken(officer, LISTS["members"][0])
    changed(path, at_row=told["rice"], **{"Ngày gia nhập": date(2019, 2, 3)})
    changed(path, at_row=told["same"], **{"Loại thành viên": "Thành viên chính thức"})
    changed(path, at_row="HTX Được Thấy", **{"Ngày gia nhập": date(2018, 5, 6)})
    line = {"Tổ chức": "Cơ sở Nước mắm Bà Hai", "Mã trong sổ": told["home"], "Loại thành viên": "Thành viên liên kết",
            "Ngày gia nhập": date(2020, 1, 2)}  # fmt: skip
    found = applied(changed(path, line))
    assert {doubt["why"] for doubt in found["doubts"]} == {
        "ngày kết nạp khác với sổ", "sổ ghi khác: Thành viên liên kết; sửa ở trang của tổ chức",
    }  # fmt: skip
    made = LifeEvent.objects.filter(kind="joined_alliance").order_by("-pk")[:2]
    assert {(one.organisation_id, one.earliest, one.details["membership"]) for one in made} == {
        (of(told["home"]), date(2020, 1, 2), "associate"),
        (Organisation.objects.get(key="TC000008").pk, date(2018, 5, 6), "official"),
    }


def test_a_day_of_leaving_that_was_added_waits_for_a_yes_and_is_that_day(told, officer, taken):
    path = changed(taken(officer, LISTS["members"][0]), at_row=told["rice"], **{"Ngày ra": date(2019, 12, 30)})
    [row] = [row for row in actions.preview(received(path)).rows if row.difference.events]
    [event] = row.difference.events
    assert (event.told.kind, event.told.on, event.asks) == (
        "left_alliance", PartialDate.day(date(2019, 12, 30)), "sổ ghi là thành viên Liên minh; danh sách ghi không",
    )  # fmt: skip


def test_a_product_that_was_added_is_what_the_row_tells(told, officer, taken):
    line = {"Tên sản phẩm, dịch vụ": "Xay xát", "Loại": "Dịch vụ", "Nhóm sản phẩm": "Dịch vụ nông thôn",
            "Của tổ chức": "HTX Lúa Vàng", "Mã trong sổ": told["same"], "Ngành": "Thương mại - dịch vụ"}  # fmt: skip
    found = applied(changed(taken(officer, LISTS["products"][0]), line))
    assert (found["change"], found["doubts"]) == (1, [])
    made = Product.objects.latest("pk")
    assert (made.name, made.nature, made.group, made.sector, made.organisation_id) == (
        "Xay xát", "service", "Dịch vụ nông thôn", "TRA", of(told["same"]),
    )  # fmt: skip


def test_a_certificate_that_was_added_is_what_the_row_tells(told, officer, taken):
    line = {"Chứng nhận": "Mã số vùng trồng", "Số giấy chứng nhận": "VN-01", "Phạm vi": "12 ha lúa",
            "Cơ quan cấp": "Cục",
            "Của tổ chức": "HTX Lúa Vàng", "Mã trong sổ": told["rice"], "Sản phẩm": "Gạo tám, loại một",
            "Ngày cấp": date(2019, 7, 1), "Có giá trị đến hết ngày": date(2022, 6, 30)}  # fmt: skip
    found = applied(changed(taken(officer, LISTS["certificates"][0]), line))
    assert (found["create"], found["doubts"]) == (1, [])
    made = Certificate.objects.latest("pk")
    assert (made.scheme, made.number, made.scope, made.issuer, made.issued_on, made.valid_to) == (
        "planting_area_code", "VN-01", "12 ha lúa", "Cục", date(2019, 7, 1), date(2022, 7, 1),
    )  # fmt: skip
    assert (made.organisation_id, made.product_id) == (of(told["rice"]), Product.objects.first().product_id)


def test_a_result_of_ocop_that_was_added_is_what_the_row_tells(told, officer, taken):
    line = {"Tên sản phẩm": "Nước mắm", "Chủ thể": "Cơ sở Nước mắm Bà Hai", "Mã trong sổ": told["home"], "Hạng sao": 3,
            "Số giấy chứng nhận": "9/QĐ", "Cấp công nhận": "Cấp huyện", "Ngày cấp": date(2020, 1, 10),
            "Có giá trị đến hết ngày": date(2023, 1, 9)}  # fmt: skip
    found = applied(changed(taken(officer, LISTS["ocop"][0]), line))
    assert (found["change"], found["doubts"]) == (1, [])
    made = Certificate.objects.latest("pk")
    assert (made.scheme, made.stars, made.number, made.level, made.issued_on) == (
        "ocop", 3, "9/QĐ", "district", date(2020, 1, 10),
    )  # fmt: skip
    assert made.organisation_id == of(told["home"])


def test_a_contract_that_was_added_has_the_parties_whose_keys_the_row_tells(told, officer, taken):
    line = {"Bên hợp tác xã": "HTX Lúa Vàng; HTX Lúa Vàng", "Mã trong sổ": f"{told['same']}; {told['rice']}",
            "Bên đối tác": "Công ty Gạo Mới, chi nhánh 2; Trung tâm Giống Mây Hồng",
            "Mã trong sổ: Bên đối tác": f"{told['mill']}; {told['centre']}",
            "Các bên khác cùng ký":
                "Bên tín dụng: Ngân hàng Nông Thôn; Bên chính quyền, làm chứng: Cơ sở Nước mắm Bà Hai",
            "Mã trong sổ: Các bên khác cùng ký": f"TC000007; {told['home']}", "Hàng hóa": "Rau",
            "Nhóm hàng": "Trồng trọt",
            "Khâu liên kết": "Sơ chế hoặc chế biến + Tiêu thụ sản phẩm", "Thực hiện từ": date(2020, 1, 2),
            "Đến hết ngày": date(2021, 1, 1), "Số hợp đồng": "8/HĐ", "Sản lượng": 30, "Đơn vị": "tấn",
            "Giá trị (đồng)": 90_000_000}  # fmt: skip
    found = applied(changed(taken(officer, LISTS["contracts"][0]), line))
    assert (found["create"], found["doubts"], found["errors"]) == (1, [], [])
    made = Contract.objects.latest("pk")
    assert (made.number, made.covers, made.volume, made.volume_unit, made.value) == ("8/HĐ", 12, 30, "tấn", 90_000_000)
    parties = {(p.side, p.organisation_id) for p in keyed.of_many(Party, [made.contract_id], by="contract_id")}
    told_parties = {("collective", "same"), ("collective", "rice"), ("partner", "mill"), ("partner", "centre"),
                    ("authority", "home")}  # fmt: skip
    assert parties == {(side, of(told[name])) for side, name in told_parties} | {("credit", of("TC000007"))}


def test_an_event_that_was_added_is_what_the_row_tells(told, officer, taken):
    line = {"Sự kiện": "Quầy hàng Mới", "Loại": "Điểm giới thiệu, bán hàng", "Phạm vi": "Trong tỉnh",
            "Khai mạc": date(2020, 1, 12), "Địa điểm": "Chợ huyện", "Xã, phường, thị trấn": "Xã Yên Mỹ",
            "Huyện, thành phố": "Huyện Ý Yên", "Đơn vị tổ chức": "Sở Công Thương", "Số gian hàng": 12}  # fmt: skip
    found = applied(changed(taken(officer, LISTS["events"][0]), line))
    assert (found["create"], found["doubts"]) == (1, [])
    made = TradeEvent.objects.latest("pk")
    assert (made.type, made.scope, made.earliest, made.venue, made.organiser, made.booths) == (
        "SHOWROOM", "IN_PROVINCE", date(2020, 1, 12), "Chợ huyện", "Sở Công Thương", 12,
    )  # fmt: skip
    assert made.place_id == geography.at("13831", date(2020, 1, 1)).pk


def test_main_products_that_were_added_are_what_the_rows_tell_once_each(told, officer, taken):
    line = {"Sản phẩm": "Nước mắm", "Của tổ chức": "Cơ sở Nước mắm Bà Hai", "Mã trong sổ": told["home"],
            "Nhóm trong danh mục": "Thủy sản", "Số quyết định": "6/QĐ-UBND", "Ngày quyết định": date(2020, 1, 3),
            "Cơ quan ban hành": "UBND tỉnh", "Từ ngày": date(2020, 1, 4),
            "Đến hết ngày": date(2022, 1, 3)}  # fmt: skip
    unknown, again = line | {"Sản phẩm": "Mắm tôm"}, line | {"Số quyết định": "7/QĐ-UBND"}
    found = applied(changed(taken(officer, LISTS["main products"][0]), line, unknown, again))
    assert (found["create"], [error["why"] for error in found["errors"]]) == (
        1, ["sổ chưa có sản phẩm này của tổ chức", "“Nước mắm” đã là sản phẩm chủ lực vào ngày ấy."],
    )  # fmt: skip
    made = MainProduct.objects.latest("pk")
    assert (made.commodity, made.decision_no, made.decided_on, made.issuing_body, made.valid_from, made.valid_to) == (
        "Thủy sản", "6/QĐ-UBND", date(2020, 1, 3), "UBND tỉnh", date(2020, 1, 4), date(2022, 1, 4),
    )  # fmt: skip
    assert made.organisation_id == of(told["home"])


def test_models_that_were_added_are_what_the_rows_tell_also_nobody_s(told, officer, taken):
    line = {"Mô hình": "Nuôi lươn", "Tổ chức, nơi": "HTX Lúa Vàng", "Mã trong sổ": told["same"], "Diện tích (ha)": 0.5,
            "Số vụ": 2, "Số liệu ngày": date(2020, 1, 1), "Tính cho": "một ha, một vụ", "Chi phí (đồng)": 40_000_000,
            "Thu nhập (đồng)": 90_000_000, "Lợi nhuận (đồng)": 50_000_000}  # fmt: skip
    bare = {"Mô hình": "Nuôi ốc", "Số liệu ngày": date(2020, 1, 1), "Tính cho": "cả mô hình, một năm"}
    found = applied(changed(taken(officer, LISTS["models"][0]), line, bare))
    assert (found["create"], found["doubts"]) == (2, [])
    eels, snails = EffectiveModel.objects.order_by("pk")[2:]
    assert (eels.organisation_id, eels.area, eels.seasons, eels.per, eels.cost, eels.profit) == (
        of(told["same"]), Decimal("0.5"), 2, "ha_season", 40_000_000, 50_000_000,
    )  # fmt: skip
    assert (snails.organisation_id, snails.name, snails.as_of) == (0, "Nuôi ốc", date(2020, 1, 1))
    actions.withdraw(batch=Batch.objects.latest("pk"), by=None)
    assert len(queries.standing(EffectiveModel, newest())) == 2


@pytest.mark.parametrize("as_it_stands", [Path, turned])
def test_the_next_event_of_a_name_is_another_one_where_the_list_still_has_the_first(as_it_stands, told, officer, taken):
    line = {"Sự kiện": "Quầy hàng Quê", "Loại": "Điểm giới thiệu, bán hàng", "Phạm vi": "Ngoài tỉnh",
            "Khai mạc": date(2020, 1, 12)}  # fmt: skip
    assert applied(as_it_stands(changed(taken(officer, LISTS["events"][0]), line)))["create"] == 1
    days = TradeEvent.objects.filter(name="Quầy hàng Quê").order_by("pk").values_list("earliest", flat=True)
    assert list(days) == [date(2019, 5, 1), date(2020, 1, 12)]


def test_a_day_made_exact_is_told_where_the_book_has_several_events_of_the_name(told, officer, taken):
    trade.event("Tuần hàng trực tuyến", on=date(2018, 8, 1), type="LIVESTREAM", scope="ONLINE")
    path = changed(taken(officer, LISTS["events"][0]), at_row="08/2019", **{"Khai mạc": date(2019, 8, 15)})
    found = answer(received(path))
    assert (found["create"], [doubt["why"] for doubt in found["doubts"]]) == (
        0, ["sổ ghi khác: 08/2019; sửa ở trang của sự kiện"],
    )  # fmt: skip


def test_what_a_stranger_s_list_of_events_says_otherwise_is_no_correction(told, officer, tmp_path):
    lines = (("Tên sự kiện", "Khai mạc", "Địa điểm"), ("Hội chợ Nông sản năm 2018", date(2019, 3, 10), "Hải Phòng"))
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(tmp_path / "la.xlsx")
    found = answer(received(tmp_path / "la.xlsx"))
    assert (found["sheets"][0]["kind"], found["unchanged"], found["doubts"]) == ("fairs", 1, [])


def test_who_was_added_to_the_list_of_an_event_stands_in_it(told, officer, taken):
    line = {"Tổ chức": "HTX Lúa Vàng", "Mã trong sổ": told["same"], "Bước": "Đã tham gia", "Gian hàng": "B2"}
    found = applied(changed(taken(officer, LISTS["fair"][0]), line))
    assert (found["create"], found["doubts"]) == (1, [])
    made = Participation.objects.latest("pk")
    assert (made.event_id, made.organisation_id, made.step, made.booth) == (FAIR, of(told["same"]), "ATTENDED", "B2")


CORRECTED = {
    "products": ({"Nhóm sản phẩm": "Gạo thơm"}, "sổ ghi khác: Lương thực"),
    "ocop": ({"Số giấy chứng nhận": "13/QĐ-UBND"}, "sổ ghi khác: 12/QĐ-UBND"),
    "stars of ocop": ({"Hạng sao": 5}, "sổ ghi khác: 4 sao"),
    "stars of certificates": ({"Hạng sao": 5}, "sổ ghi khác: OCOP 4 sao"),
    "certificates": ({"Cơ quan cấp": "Sở"}, "sổ ghi khác: UBND tỉnh"),
    "contracts": ({"Hàng hóa": "Lúa nếp", "Giá trị (đồng)": 5}, "sổ ghi khác: Lúa"),
    "number of contracts": ({"Số hợp đồng": "8/HĐLK"}, "sổ ghi khác: 7/HĐLK"),
    "rule of contracts": ({"Cách định giá": "Giá sàn", "Ghi chú": "Giao tại ruộng"}, "sổ ghi khác: Kết hợp"),
    "unit of contracts": ({"Đơn vị": "kg"}, "sổ ghi khác: tấn"),
    "commune of events": (
        {"Xã, phường, thị trấn": "Xã Yên Lương"},
        "sổ ghi khác: Xã Yên Mỹ, Huyện Ý Yên, Tỉnh Nam Định; sửa ở trang của sự kiện",
    ),
    "main products": ({"Nhóm trong danh mục": "Gạo"}, "sổ ghi khác: Lúa gạo"),
    "models": ({"Diện tích (ha)": 2}, "sổ ghi khác: 1,250"),
    "opening of events": ({"Khai mạc": date(2019, 3, 9)}, "sổ ghi khác: 10/03/2019; sửa ở trang của sự kiện"),
    "exact opening of events": ({"Khai mạc": date(2019, 8, 1)}, "sổ ghi khác: 08/2019; sửa ở trang của sự kiện"),
    "events": ({"Địa điểm": "Chợ", "Bế mạc": date(2019, 6, 1)}, "sổ ghi khác: Sân vận động; sửa ở trang của sự kiện"),
    "fair": ({"Gian hàng": "A2"}, "sổ ghi khác: A1; sửa ở trang của sự kiện"),
}


@pytest.mark.parametrize("name", CORRECTED)
def test_what_was_corrected_and_is_not_for_a_list_to_change_is_told_at_its_cell(name, told, officer, taken):
    cells, why = CORRECTED[name]
    asked, name = name, name.rpartition(" of ")[2]
    path = taken(officer, LISTS[name][0])
    row = {"contracts": "7/HĐLK", "events": "Hội chợ Nông sản năm 2018", "fair": "A1", "models": "Lúa hữu cơ"}.get(
        name, "Gạo tám, loại một"
    )
    row = "Tuần hàng trực tuyến" if asked == "exact opening of events" else row
    n = newest()
    found = applied(changed(path, at_row=row, **cells))
    assert found["unchanged"] == found["sheets"][0]["rows"]
    assert why in [doubt["why"] for doubt in found["doubts"]]
    assert len(found["doubts"]) == len(cells)
    assert newest() == n


#: What would begin another fact without its key: the row, the cells, the sentences at them.
BY_KEY = {
    "contracts": ("Muối", {"Hàng hóa": "Muối hạt"}, {"sổ ghi khác: Muối"}),
    "certificates": ("Nước mắm", {"Ngày cấp": date(2019, 4, 1)}, {"sổ ghi khác: 03/2019"}),
    "scheme of certificates": ("12/QĐ-UBND", {"Chứng nhận": "VietGAP"}, {"sổ ghi khác: OCOP"}),
    "events": ("Quầy hàng Quê", {"Sự kiện": "Quầy hàng Quê hương"},
               {"sổ ghi khác: Quầy hàng Quê; sửa ở trang của sự kiện"}),
    "products": ("Gạo nếp", {"Tên sản phẩm, dịch vụ": "Gạo nếp cái"}, {"sổ ghi khác: Gạo nếp"}),
    "ocop": ("Gạo tám, loại một", {"Tên sản phẩm": "Gạo tám loại hai", "Số giấy chứng nhận": "13/QĐ-UBND"},
             {"sổ ghi khác: Gạo tám, loại một", "sổ ghi khác: 12/QĐ-UBND"}),
    "main products": ("Gạo tám, loại một", {"Số quyết định": "15/QĐ-UBND", "Từ ngày": date(2019, 3, 3)},
                      {"sổ ghi khác: 5/QĐ-UBND", "sổ ghi khác: 03/02/2019"}),
    "models": ("Nuôi ếch", {"Mô hình": "Nuôi ếch đồng"}, {"sổ ghi khác: Nuôi ếch"}),
    "day of models": ("Lúa hữu cơ", {"Số liệu ngày": date(2018, 6, 30)}, {"sổ ghi khác: 30/06/2019"}),
    "day of ocop": ("Gạo tám, loại một", {"Ngày cấp": date(2019, 12, 30)}, {"sổ ghi khác: 20/12/2019"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_KEY)
def test_what_names_a_fact_may_be_corrected_beside_its_key(name, told, officer, taken):
    row, cells, why = BY_KEY[name]
    path, n = taken(officer, LISTS[name.rpartition(" of ")[2]][0]), newest()
    found = applied(changed(path, at_row=row, **cells))
    assert found["unchanged"] == found["sheets"][0]["rows"]
    assert {doubt["why"] for doubt in found["doubts"]} == why
    assert newest() == n


def test_what_the_book_does_not_know_is_filled_in(told, officer, taken):
    cells = {"Nhóm sản phẩm": "Gạo thơm", "Ngành": "Thương mại - dịch vụ"}
    found = applied(changed(taken(officer, LISTS["products"][0]), at_row="Gạo nếp", **cells))
    assert (found["change"], found["doubts"]) == (1, [])
    [rice] = queries.standing(Product, newest(), name="Gạo nếp")
    assert (rice.group, rice.sector, rice.nature) == ("Gạo thơm", "TRA", "product")
    cells = {"Số giấy chứng nhận": "FDA-3", "Cơ quan cấp": "FDA", "Phạm vi": "nước mắm"}
    found = applied(changed(taken(officer, LISTS["certificates"][0]), at_row="Nước mắm", **cells))
    assert (found["change"], found["doubts"]) == (1, [])
    [paper] = queries.standing(Certificate, newest(), scheme="fda")
    assert (paper.number, paper.issuer, paper.scope, paper.issued_precision) == ("FDA-3", "FDA", "nước mắm", "month")
    cells = {"Chu kỳ sản xuất": "Dưới một năm", "Cách định giá": "Theo giá thị trường", "Giá cụ thể": "Giá ngày giao",
             "Thành viên tham gia liên kết": 9, "Ghi chú": "Giao ba đợt"}  # fmt: skip
    assert applied(changed(taken(officer, LISTS["contracts"][0]), at_row="Muối", **cells))["change"] == 1
    [salt] = queries.standing(Contract, newest(), commodity="Muối")
    assert (salt.cycle, salt.price_rule, salt.price_note, salt.members, salt.note) == (
        "lt1y", "market", "Giá ngày giao", 9, "Giao ba đợt",
    )  # fmt: skip
    cells = {"Đến hết ngày": date(2023, 9, 9)}
    assert (
        applied(changed(taken(officer, LISTS["main products"][0]), at_row="Gạo tám, loại một", **cells))["change"] == 1
    )
    assert {one.valid_to for one in queries.standing(MainProduct, newest())} == {date(2019, 9, 10), date(2023, 9, 10)}
    assert applied(changed(taken(officer, LISTS["models"][0]), at_row="Nuôi ếch", **{"Số vụ": 3}))["change"] == 1
    assert {one.seasons for one in queries.standing(EffectiveModel, newest())} == {2, 3}
    actions.withdraw(batch=Batch.objects.order_by("-pk")[3], by=None)
    [paper] = queries.standing(Certificate, newest(), scheme="fda")
    assert (paper.number, paper.scope) == ("", "")
