"""Lists of the book that come back: as they went out they write nothing, and what was added is what goes in."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from nongcot.exemplars.actions import effective
from nongcot.exemplars.models import EffectiveModel
from nongcot.exemplars.vocabulary import Per
from nongcot.indicators.ledger import newest
from nongcot.intake import actions, summary
from nongcot.intake.models import Batch
from nongcot.intake.proposals import IGNORED, UNCHANGED
from nongcot.intake.tests.conftest import TODAY, page_of
from nongcot.intake.understanding.cells import READERS
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.tables import Heading
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import contracts, terms
from nongcot.linkage.models import Contract, Party
from nongcot.linkage.tests import book as linkage
from nongcot.linkage.vocabulary import CommoditySector, Covers, Cycle, PriceRule
from nongcot.places import geography
from nongcot.registry import keyed, queries
from nongcot.registry.actions.main_products import designate_main_products
from nongcot.registry.actions.memberships import join_alliance
from nongcot.registry.models import Certificate, LifeEvent, MainProduct, Organisation, Product
from nongcot.registry.tests import telling
from nongcot.registry.vocabulary import Level, ProductNature, Scheme, Sector
from nongcot.trade.models import Participation, TradeEvent
from nongcot.trade.tests import telling as trade
from nongcot.trade.vocabulary import EventType, Scope, Step

FAIR, COURT = 1, 2
#: The lists that are taken in again, with a sheet's kind.
LISTS = {
    "products": ("/san-pham/tai-ve", "products"),
    "certificates": ("/so-dang-ky/chung-nhan/tep", "certificates"),
    "ocop": ("/ocop/tep", "products"),
    "contracts": ("/lien-ket/hop-dong", "contracts"),
    "events": ("/xuc-tien/su-kien", "fairs"),
    "fair": (f"/xuc-tien/su-kien/{FAIR}/danh-sach", "participants"),
    "register": ("/so-dang-ky/tai-ve", "coops"),
    "members": ("/lien-minh/thanh-vien", "coops"),
    "main products": ("/so-dang-ky/san-pham-chu-luc/tep", "main_products"),
    "models": ("/dien-hinh/danh-sach/mo-hinh", "effective_models"),
}
#: Lists that are not: of them nothing is ever read as something else.
OTHERS = {
    "branches": "/so-dang-ky/chi-nhanh/tep",
    "happenings": "/so-dang-ky/su-kien/tep",
    "chains": "/lien-ket/chuoi",
    "titles": "/dien-hinh/danh-sach/danh-hieu",
    "weak": "/dien-hinh/cung-co",
    "supports": "/ho-tro",
    "years": "/xuc-tien/theo-nam",
    "criteria": "/dien-hinh/tieu-chi",
}


def tell() -> dict[str, str]:
    """Whatever makes a row hard to know again: two of one name, names that are no co-op's, a record united with
    another, products and services, partial days, several parties, a term that was extended; gives the keys by name."""
    with clock.at(TODAY):
        place = geography.at("13831", date(2018, 1, 1)).pk
        rice = telling.organisation("HTX Lúa Vàng", place=place, sector="AGR", address="Xóm 3")
        same = telling.organisation("HTX Lúa Vàng", sector="FIS")
        again = telling.organisation("HTX Lua Vang", place=place)
        centre = telling.organisation("Trung tâm Giống Mây Hồng", kind="other", place=place)
        home = telling.organisation("Cơ sở Nước mắm Bà Hai", kind="household", place=place)
        mill = telling.organisation("Công ty Gạo Mới, chi nhánh 2", kind="enterprise")
        bank = telling.organisation("Ngân hàng Nông Thôn", kind="other")
        _market(rice, same, again, home)
        _contracts(rice, same, centre, mill, bank)
        _fairs(rice, home, place)
        _members(rice, same)
        _exemplary(rice)
        telling.unite(again, rice, date(2019, 6, 1))
        return {"rice": rice.key, "same": same.key, "home": home.key, "mill": mill.key, "centre": centre.key}


def _market(rice: Organisation, same: Organisation, again: Organisation, home: Organisation) -> None:
    grain = telling.product(rice, "Gạo tám, loại một", group="Lương thực", sector="AGR", valid_from=date(2018, 1, 1))
    telling.product(rice, "Làm đất", nature="service", sector="TRA", valid_from=date(2018, 1, 1))
    seed = telling.product(again, "Gạo nếp", valid_from=date(2018, 1, 1))
    sauce = telling.product(home, "Nước mắm", valid_from=date(2018, 1, 1))
    stars = {"scheme": "ocop", "stars": 4, "level": "province", "number": "12/QĐ-UBND", "issuer": "UBND tỉnh"}
    telling.certificate(rice, product_id=grain, issued_on=date(2019, 12, 20), valid_to=date(2022, 12, 20), **stars)
    telling.certificate(again, product_id=seed, issued_on=date(2019, 1, 1), issued_precision="year", **stars)
    telling.certificate(home, product_id=sauce, issued_on=date(2019, 3, 1), issued_precision="month", scheme="fda")
    telling.certificate(
        same, issued_on=date(2018, 5, 6), number="VG-7", issuer="Công ty Chứng nhận", scope="20 ha ngao"
    )
    telling.certificate(again, scheme="food_safety", issued_on=date(2018, 5, 6))


def _contracts(
    rice: Organisation, same: Organisation, centre: Organisation, mill: Organisation, bank: Organisation
) -> None:
    more = {"number": "7/HĐLK", "signed_on": date(2018, 12, 20), "volume": Decimal("12.5"), "volume_unit": "tấn",
            "price_rule": "mixed", "price_note": "Theo vụ", "note": "Giao tại kho",
            "value": 1_250_000_000, "households": 30, "area": Decimal("25.125")}  # fmt: skip
    credit = (("credit", bank.pk),)
    extended = linkage.sign((rice.pk, same.pk), (mill.pk, centre.pk), until="2019-12-31", further=credit, **more)
    terms.extend_contract(key=extended, on=date(2019, 11, 1), last_day=date(2021, 12, 31), by=None, seen=None)
    ended = linkage.sign(same.pk, mill.pk, "2018-01-01", commodity="Ngao", commodity_sector="aquaculture", covers=8)
    terms.end_contract(key=ended, on=date(2018, 6, 30), ground="price", by=None, seen=None)
    contracts.sign_contract(
        agreed=contracts.Agreed(
            collective=(rice.pk,),
            partners=(centre.pk,),
            starts=PartialDate.year(2017),
            commodity="Muối",
            commodity_sector="non_farm",
            covers=5,
        ),
        by=None,
    )


def _fairs(rice: Organisation, home: Organisation, place: int) -> None:
    told = {"scope": "IN_PROVINCE", "place": place, "venue": "Sân vận động", "organiser": "Liên minh", "booths": 40}
    fair = trade.event("Hội chợ Nông sản năm 2018", on=date(2019, 3, 10), closes=date(2019, 3, 14), **told)
    court = trade.event("Quầy hàng Quê", on=date(2019, 5, 1), type="SHOWROOM", venue="Hà Nội")
    trade.event("Tuần hàng trực tuyến", on=PartialDate.month(2019, 8), type="LIVESTREAM", scope="ONLINE")
    assert (fair, court) == (FAIR, COURT)
    rices = list(Product.objects.filter(organisation_id=rice.pk).values_list("product_id", flat=True))
    trade.went(fair, rice, day=date(2019, 3, 10), products=rices, booth="A1")
    trade.went(fair, home, day=date(2019, 3, 12), step="NO_SHOW")


def _exemplary(rice: Organisation) -> None:
    """Main products, one with a last day; models of an organisation and of nobody, one with its name alone."""
    first, second = Product.objects.filter(nature="product").order_by("pk").values_list("product_id", flat=True)[:2]
    decision = {"decision_no": "5/QĐ-UBND", "decided_on": date(2019, 2, 3), "since": date(2019, 2, 3), "by": None}
    designate_main_products(products=[first], commodity="Lúa gạo", issuing_body="UBND tỉnh", **decision)
    designate_main_products(products=[second], commodity="Lúa gạo", last_day=date(2019, 9, 9), **decision)
    figures = {"area": Decimal("1.25"), "cost": 10_000_000, "income": 8_000_000, "profit": -2_000_000}
    told = effective.Told("Lúa hữu cơ", "ha_season", date(2019, 6, 30), rice.pk, seasons=2, **figures)
    nobodys = effective.Told("Nuôi ếch", "year", date(2019, 12, 31), place_text="Khu ba", income=7_000_000)
    effective.describe_models(told=[told, nobodys], by=None)


def _members(rice: Organisation, same: Organisation) -> None:
    """A member by its day, one by its year, one that a list only showed, two that left, one of them for a time."""
    seen, gone = telling.organisation("HTX Được Thấy"), telling.organisation("HTX Đã Ra")
    joined = {"membership": "official"}
    telling.event(rice, "joined_alliance", date(2018, 2, 1), details=joined)
    telling.event(rice, "left_alliance", date(2018, 9, 1))
    telling.event(rice, "joined_alliance", date(2019, 2, 1), details=joined)
    join_alliance(organisation_id=same.pk, on=PartialDate.year(2018), by=None, membership="associate")
    telling.event(seen, "joined_alliance", date(2019, 6, 30), details=joined | {"observed": True})
    telling.event(gone, "joined_alliance", date(2018, 3, 1), details=joined)
    telling.event(gone, "left_alliance", date(2019, 3, 1))


@pytest.fixture
def told(told_once: dict[str, str], book: object) -> dict[str, str]:
    return told_once


@pytest.fixture
def taken(tmp_path) -> Callable[..., Path]:
    """Take a list's file along; gives where it was put."""

    def took(client: Any, address: str, format_: str = "xlsx", **asked: str) -> Path:
        answer = client.get(f"{address}.{format_}", asked)
        assert answer.status_code == 200, address
        path = tmp_path / f"danh-sach.{format_}"
        path.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        return path

    return took


def received(path: Path) -> Batch:
    return actions.receive(source=path, name=path.name, on=None, by=None)


def answer(batch: Batch) -> dict[str, Any]:
    understood = actions.read(batch)
    return summary.of(understood, actions.preview(batch, understood), None)


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_sent_back_as_it_went_out_writes_nothing_and_asks_nothing(name, format_, told, officer, taken):
    address, kind = LISTS[name]
    batch = received(taken(officer, address, format_))
    found = answer(batch)
    assert ([sheet["kind"] for sheet in found["sheets"]], batch.on) == ([kind], TODAY)
    assert (found["doubts"], found["errors"], found["duplicates"]) == ([], [], [])
    assert found["unchanged"] == found["sheets"][0]["rows"] > 1
    assert not [told for told in found["assumed"] if "tổ chức mới" in told]
    n = newest()
    assert actions.apply(batch=batch, by=None).posting == 0
    assert newest() == n


def test_the_day_that_a_file_tells_is_not_called_the_day_of_its_receipt(told, officer, taken):
    page = page_of(officer, received(taken(officer, LISTS["contracts"][0])))
    assert ("ngày của danh sách: " in page, "vì tệp không ghi ngày" in page) == (True, False)
    assert "sổ đăng ký chưa có chỗ ghi" not in page_of(officer, received(taken(officer, LISTS["models"][0])))


@pytest.mark.parametrize("name", LISTS)
def test_so_does_a_list_that_was_asked_for_as_of_an_earlier_day(name, told, officer, taken):
    batch = received(taken(officer, LISTS[name][0], on="2019-12-31"))
    found = answer(batch)
    assert (found["doubts"], found["errors"]) == ([], [])
    assert found["unchanged"] == found["sheets"][0]["rows"] > 0
    is_of_facts = name not in ("products", "ocop", "register", "members")
    assert batch.on == (TODAY if is_of_facts else date(2019, 12, 31))


@pytest.mark.parametrize("kind", ["enterprise", "household", "other"])
def test_so_does_the_register_of_whoever_is_no_co_op(kind, told, officer, taken):
    found = answer(received(taken(officer, LISTS["register"][0], kind=kind)))
    assert (found["unchanged"], found["doubts"], found["ignored"]) == (found["sheets"][0]["rows"], [], 0)
    assert found["unchanged"] > 0


@pytest.mark.parametrize("name", [name for name in LISTS if name != "fair"])
def test_so_does_what_a_visitor_took_along(name, told, visitor, taken):
    proposal = actions.preview(received(taken(visitor, LISTS[name][0])))
    assert {row.action for row in proposal.rows} == {UNCHANGED}


def test_so_does_the_list_of_those_who_left_the_alliance(told, officer, taken):
    found = answer(received(taken(officer, LISTS["members"][0], membership="left")))
    assert (found["unchanged"], found["doubts"], found["errors"]) == (1, [], [])


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


@pytest.mark.parametrize("name", OTHERS)
def test_another_list_is_told_to_be_one_that_is_not_taken_in(name, told, officer, taken):
    batch = received(taken(officer, OTHERS[name]))
    found = answer(batch)
    assert ([sheet["kind"] for sheet in found["sheets"]], found["doubts"]) == (["own_list"], [])
    assert {row.action for row in actions.preview(batch).rows} <= {IGNORED}


def changed(path: Path, *lines: dict[str, Any], at_row: str = "", **cells: Any) -> Path:
    """The workbook with cells written anew of the row in which that text stands, and rows added below."""
    workbook = load_workbook(path)
    sheet = workbook.active
    head = next(row for row in sheet.iter_rows() if row[0].value == "STT")
    at = {cell.value: cell.column for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1) if at_row else ():
        if at_row in [cell.value for cell in row]:
            for heading, value in cells.items():
                sheet.cell(row[0].row, at[heading], value)
    for line in lines:
        number = sheet.max_row + 1
        for heading, value in {"STT": number, **line}.items():
            sheet.cell(number, at[heading], value)
    workbook.save(path)
    return path


def turned(path: Path) -> Path:
    """The workbook with its rows the other way round."""
    workbook = load_workbook(path)
    sheet = workbook.active
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT") + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]
    for number, values in enumerate(reversed(rows), first):
        for column, value in enumerate(values, 1):
            sheet.cell(number, column).value = value
    workbook.save(path)
    return path


def applied(path: Path) -> dict[str, Any]:
    batch = received(path)
    found = answer(batch)
    actions.apply(batch=batch, by=None)
    return found


def of(key: str) -> int:
    return Organisation.objects.get(key=key).pk


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


def test_visitors_files_bear_the_keys_of_pages_alone(told, visitor, taken):
    heads = {}
    for name in ("contracts", "certificates", "ocop", "events", "products", "main products", "models"):
        sheet = load_workbook(taken(visitor, LISTS[name][0])).active
        cells = [cell.value for row in sheet.iter_rows() for cell in row]
        heads[name] = [
            cell for cell in cells if isinstance(cell, str) and cell.startswith("Mã ") and "trong sổ" in cell
        ]
    assert "Mã hợp đồng trong sổ" in heads["contracts"]
    assert "Mã sự kiện trong sổ" in heads["events"]
    assert "Mã sản phẩm trong sổ" in heads["products"]
    assert "Mã mô hình trong sổ" in heads["models"]
    assert heads["certificates"] == heads["ocop"] == heads["main products"] == ["Mã trong sổ"]


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


def test_columns_that_are_not_taken_are_told_once_and_personal_ones_never_read(told, officer, taken):
    path = taken(officer, LISTS["products"][0])
    workbook = load_workbook(path)
    sheet = workbook.active
    head = next(row for row in sheet.iter_rows() if row[0].value == "STT")[0].row
    for at, (heading, value) in enumerate((("Ghi chú", "xem lại"), ("Số CMND", 163456789)), sheet.max_column + 1):
        sheet.cell(head, at, heading)
        for row in range(head + 1, sheet.max_row + 1):
            sheet.cell(row, at, value)
    workbook.save(path)
    found = answer(received(path))
    columns = {column["heading"]: column for column in found["sheets"][0]["columns"]}
    assert (found["doubts"], columns["Ghi chú"]["taken"]) == ([], False)
    assert columns["Ghi chú"]["why"] == columns["Chứng nhận còn hạn"]["why"] == "bố cục đã biết không dùng cột này"
    assert (columns["Số CMND"]["target"], columns["Số CMND"]["taken"]) == ("personal_id", False)


def test_nothing_is_entered_twice_for_records_that_are_one(told, officer, taken):
    """A product and a certificate told of a record that was united with another since are known as that one's."""
    before = [len(queries.standing(model, newest())) for model in (Product, Certificate, Contract)]
    for name in ("products", "certificates", "ocop", "contracts"):
        applied(taken(officer, LISTS[name][0]))
    assert [len(queries.standing(model, newest())) for model in (Product, Certificate, Contract)] == before


def test_an_officer_who_says_what_another_list_is_of_goes_first(told, officer, taken):
    path = taken(officer, OTHERS["weak"], on="2019-12-31")
    batch = actions.receive(source=path, name=path.name, on=None, by=None, kind="coops")
    assert batch.on == date(2019, 12, 31)
    [sheet] = actions.read(batch).sheets
    assert (sheet.kind, [column.target for column in sheet.columns[:3]]) == ("coops", ["stt", "name", "book_key"])


#: The closed lists whose words stand in the files that come back, and how their cells are read.
VOCABULARIES = {
    "cycle": Cycle, "price_rule": PriceRule, "per": Per,
    "scheme": Scheme, "level": Level, "nature": ProductNature, "sector": Sector, "step": Step, "event_scope": Scope,
    "event_type": EventType, "commodity_sector": CommoditySector, "covers": Covers,
}  # fmt: skip


@pytest.mark.parametrize("reads", VOCABULARIES)
def test_every_word_of_the_book_s_closed_lists_is_read_back(reads):
    column = Column(Heading(0, reads, "", 0))
    with override("vi"):
        words_of = {choice.value: str(choice.label) for choice in VOCABULARIES[reads]}
    assert {code: READERS[reads](word, column).value for code, word in words_of.items()} == {
        code: code for code in words_of
    }
