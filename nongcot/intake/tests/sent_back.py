"""A book whose lists are taken along and sent back, and what is done to their files in between."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from nongcot.exemplars.actions import effective
from nongcot.intake import actions, summary
from nongcot.intake.models import Batch
from nongcot.intake.tests.conftest import TODAY
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import contracts, terms
from nongcot.linkage.tests import book as linkage
from nongcot.places import geography
from nongcot.registry.actions.main_products import designate_main_products
from nongcot.registry.actions.memberships import join_alliance
from nongcot.registry.models import Organisation, Product
from nongcot.registry.tests import telling
from nongcot.trade.tests import telling as trade

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


def received(path: Path) -> Batch:
    return actions.receive(source=path, name=path.name, on=None, by=None)


def answer(batch: Batch) -> dict[str, Any]:
    understood = actions.read(batch)
    return summary.of(understood, actions.preview(batch, understood), None)


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
