"""The targets that columns can be understood as, and the headings that mean them (`headings.txt`).

One line a target: code, how its cells are read (`cells.READERS`), class of the field, label. The class is "public"
(what Decree 92/2024 a.29 publishes), "working" (officers only), "refused" (never read) or "" (no field of a record).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Target:
    """A thing a column can hold.

    `not_taken` tells why the register has no place for what is recognised: "return" (figures of a yearly return come by
    the return's own road), "elsewhere" (no room keeps it), "act" (it is recorded on the organisation's page, with its
    day and the other side); "" where it has one.
    """

    code: str
    reads: str
    klass: str
    label: Promise
    not_taken: str = ""


TARGETS: tuple[Target, ...] = (
    # what it is
    Target("stt", "skip", "", _("Số thứ tự")),
    Target("name", "name", "public", _("Tên")),
    Target("alias", "text", "public", _("Tên khác"), "elsewhere"),
    Target("foreign_name", "text", "public", _("Tên nước ngoài"), "elsewhere"),
    Target("plain_name", "skip", "", _("Tên không dấu"), "elsewhere"),
    Target("legal_form", "form", "public", _("Loại hình")),
    Target("own_key", "text", "public", _("Mã riêng của nguồn")),
    Target("book_key", "book_key", "", _("Mã trong sổ")),
    Target("fact_key", "fact_key", "", _("Mã của dữ kiện trong sổ")),
    Target("tax_code", "tax_code", "public", _("Mã số thuế")),
    Target("code", "document", "public", _("Mã số")),
    Target("certificate_no", "document", "public", _("Số giấy chứng nhận")),
    Target("certificate_date", "date", "public", _("Ngày cấp giấy chứng nhận")),
    Target("certificate_issuer", "text", "public", _("Nơi cấp")),
    Target("founded_on", "date", "public", _("Ngày thành lập")),
    Target("registered_on", "date", "public", _("Ngày đăng ký")),
    Target("notified_on", "date", "public", _("Ngày thông báo")),
    # where it is
    Target("commune", "place", "public", _("Xã, phường, thị trấn")),
    Target("district", "place", "public", _("Huyện, quận")),
    Target("province", "place", "public", _("Tỉnh, thành phố")),
    Target("place", "place", "public", _("Địa bàn")),
    Target("address", "address", "public", _("Địa chỉ")),
    Target("hamlet", "text", "public", _("Thôn, xóm")),
    Target("old_address", "address", "public", _("Địa chỉ cũ")),
    Target("new_address", "address", "public", _("Địa chỉ mới")),
    Target("old_commune", "place", "public", _("Xã cũ")),
    Target("new_commune", "place", "public", _("Xã mới")),
    Target("old_commune_code", "place_code", "", _("Mã xã cũ")),
    Target("new_commune_code", "place_code", "", _("Mã xã mới")),
    Target("commune_code", "place_code", "", _("Mã xã")),
    Target("district_code", "number_code", "", _("Mã huyện")),
    Target("province_code", "number_code", "", _("Mã tỉnh")),
    Target("old_province", "text", "", _("Tỉnh cũ")),
    Target("unit_level", "skip", "", _("Cấp"), "elsewhere"),
    Target("longitude", "coordinate", "", _("Kinh độ"), "elsewhere"),
    Target("latitude", "coordinate", "", _("Vĩ độ"), "elsewhere"),
    # who answers for it
    Target("representative", "person", "public", _("Người đại diện")),
    Target("contact", "person", "working", _("Người liên hệ"), "elsewhere"),
    Target("position", "skip", "", _("Chức vụ"), "elsewhere"),
    Target("phone", "phone", "working", _("Số điện thoại")),
    Target("email", "email", "working", _("Thư điện tử")),
    Target("website", "text", "working", _("Trang web"), "elsewhere"),
    # what it does
    Target("sector", "sector", "public", _("Lĩnh vực")),
    Target("other_sectors", "sectors", "public", _("Lĩnh vực khác")),
    Target("activity", "text", "public", _("Ngành nghề")),
    Target("vsic", "vsic", "public", _("Mã ngành (VSIC)")),
    Target("agricultural_subtype", "subtype", "public", _("Loại HTX nông nghiệp")),
    Target("operating_model", "model", "public", _("Mô hình hoạt động")),
    Target("governing_law", "law", "public", _("Luật áp dụng")),
    # its life
    Target("status", "status", "public", _("Tình trạng hoạt động")),
    Target("stopped_on", "date", "public", _("Ngày ngừng hoạt động")),
    Target("resumed_on", "date", "public", _("Ngày hoạt động trở lại")),
    Target("dissolved_on", "date", "public", _("Ngày giải thể")),
    Target("founding_decision", "document", "public", _("Quyết định thành lập")),
    Target("decision_no", "document", "public", _("Số quyết định")),
    Target("decision_date", "date", "public", _("Ngày quyết định")),
    Target("reason", "text", "public", _("Lý do")),
    # members, workers, capital
    Target("members_total", "count", "working", _("Số thành viên")),
    Target("members_official", "count", "working", _("Thành viên chính thức")),
    Target("members_associate", "count", "working", _("Thành viên liên kết")),
    Target("members_without_capital", "count", "working", _("Thành viên liên kết không góp vốn")),
    Target("members_female", "count", "working", _("Thành viên nữ")),
    Target("members_minority", "count", "working", _("Thành viên dân tộc thiểu số")),
    Target("members_disabled", "count", "working", _("Thành viên khuyết tật")),
    Target("workers", "count", "working", _("Số lao động"), "return"),
    Target("workers_members", "count", "working", _("Lao động là thành viên"), "return"),
    Target("workers_other", "count", "working", _("Lao động khác"), "return"),
    Target("charter_capital", "money", "working", _("Vốn điều lệ")),
    Target("capital_committed", "money", "working", _("Vốn điều lệ cam kết góp")),
    Target("capital_paid", "money", "working", _("Vốn điều lệ đã góp")),
    Target("contributions", "money", "working", _("Tổng giá trị đóng góp")),
    # memberships
    Target("union", "name", "public", _("Liên hiệp HTX"), "act"),
    Target("alliance", "membership", "working", _("Thành viên Liên minh")),
    Target("alliance_joined_on", "date", "working", _("Ngày kết nạp")),
    Target("alliance_left_on", "date", "", _("Ngày ra khỏi Liên minh")),
    # what it works with
    Target("area", "area", "working", _("Diện tích"), "elsewhere"),
    Target("process", "text", "working", _("Quy trình sản xuất"), "elsewhere"),
    Target("standard", "standard", "working", _("Tiêu chuẩn"), "elsewhere"),
    Target("output", "quantity", "working", _("Sản lượng"), "elsewhere"),
    Target("market", "text", "working", _("Kênh tiêu thụ"), "elsewhere"),
    Target("linkage", "text", "working", _("Liên kết"), "elsewhere"),
    Target("cost", "money", "working", _("Chi phí"), "return"),
    Target("income", "money", "working", _("Thu nhập, doanh thu"), "return"),
    Target("profit", "money", "working", _("Lợi nhuận"), "return"),
    Target("return_amount", "skip", "working", _("Số liệu báo cáo năm"), "return"),
    # products
    Target("product_name", "product", "public", _("Tên sản phẩm")),
    Target("producer", "name", "public", _("Chủ thể")),
    Target("product_group", "text", "public", _("Nhóm sản phẩm")),
    Target("product_kind", "text", "public", _("Loại sản phẩm")),
    Target("product_nature", "nature", "public", _("Sản phẩm hay dịch vụ")),
    Target("product_sector", "sector", "public", _("Ngành của sản phẩm")),
    Target("stars", "stars", "public", _("Hạng sao")),
    Target("points", "number", "working", _("Điểm"), "elsewhere"),
    Target("recognised_on", "date", "public", _("Ngày công nhận")),
    Target("expires_on", "date", "public", _("Ngày hết hạn")),
    Target("term", "months", "public", _("Thời hạn công nhận")),
    Target("decision_issuer", "text", "public", _("Cơ quan công nhận")),
    Target("recognition_level", "level", "public", _("Cấp công nhận")),
    # certificates of any scheme, in lists of their own
    Target("scheme", "scheme", "", _("Loại chứng nhận")),
    Target("proof_no", "document", "", _("Số chứng nhận")),
    Target("proof_date", "date", "", _("Ngày cấp chứng nhận")),
    Target("proof_issuer", "text", "", _("Tổ chức chứng nhận")),
    Target("proof_scope", "text", "", _("Phạm vi chứng nhận")),
    # who goes to an event, in lists of their own
    Target("step", "step", "", _("Bước tham gia")),
    Target("booth", "text", "", _("Gian hàng")),
    # contracts of linkage, in lists of their own
    Target("contract_no", "document", "", _("Số hợp đồng")),
    Target("signed_on", "date", "", _("Ngày ký hợp đồng")),
    Target("partner", "name", "", _("Bên đối tác")),
    Target("other_partner", "names", "", _("Bên đối tác khác")),
    Target("side_science", "signers", "", _("Bên khoa học, kỹ thuật")),
    Target("side_credit", "signers", "", _("Bên tín dụng")),
    Target("side_authority", "signers", "", _("Bên chính quyền, làm chứng")),
    Target("side_other", "signers", "", _("Bên khác cùng ký")),
    Target("partner_tax_code", "tax_code", "", _("Mã số thuế bên đối tác")),
    Target("partner_key", "book_key", "", _("Mã trong sổ của bên đối tác")),
    Target("further", "further", "", _("Các bên khác cùng ký")),
    Target("further_key", "book_key", "", _("Mã trong sổ của các bên khác")),
    Target("commodity", "text", "", _("Nông sản, sản phẩm liên kết")),
    Target("commodity_sector", "commodity_sector", "", _("Nhóm nông sản")),
    Target("covers", "covers", "", _("Khâu liên kết")),
    Target("contract_area", "area", "", _("Diện tích liên kết")),
    Target("volume", "quantity", "", _("Sản lượng hợp đồng")),
    Target("volume_unit", "text", "", _("Đơn vị của sản lượng")),
    Target("value", "money", "", _("Giá trị hợp đồng")),
    Target("households", "count", "", _("Số hộ tham gia")),
    Target("linked_members", "count", "", _("Thành viên tham gia liên kết")),
    Target("cycle", "cycle", "", _("Chu kỳ sản xuất")),
    Target("price_rule", "price_rule", "", _("Cách định giá")),
    Target("price_note", "text", "", _("Giá cụ thể")),
    Target("contract_note", "text", "", _("Ghi chú của hợp đồng")),
    Target("starts_on", "date", "", _("Bắt đầu từ")),
    Target("ends_on", "date", "", _("Đến ngày")),
    # effective models, in the book's own list
    Target("model_name", "text", "", _("Tên mô hình")),
    Target("model_on", "date", "", _("Ngày của số liệu")),
    Target("model_per", "per", "", _("Số liệu tính cho")),
    Target("seasons", "count", "", _("Số vụ một năm")),
    Target("product_detail", "skip", "", _("Chi tiết sản phẩm"), "elsewhere"),
    # other tables
    Target("office_name", "text", "", _("Tên đơn vị quản lý")),
    Target("customer", "text", "", _("Tên cơ quan")),
    Target("event_name", "text", "", _("Tên sự kiện")),
    Target("event_time", "date_or_text", "", _("Thời gian")),
    Target("event_year", "year", "", _("Năm tổ chức")),
    Target("event_scope", "event_scope", "", _("Phạm vi sự kiện")),
    Target("event_type", "event_type", "", _("Loại sự kiện")),
    Target("opens_on", "date", "", _("Ngày khai mạc")),
    Target("closes_on", "date", "", _("Ngày bế mạc")),
    Target("venue", "text", "", _("Nơi tổ chức")),
    Target("organiser", "text", "", _("Đơn vị tổ chức")),
    Target("event_decision", "text", "", _("Quyết định về sự kiện")),
    Target("booths", "count", "", _("Số gian hàng của sự kiện")),
    Target("event_size", "text", "", _("Quy mô")),
    Target("participants", "text", "", _("Đơn vị tham gia")),
    Target("indicator", "text", "", _("Chỉ tiêu")),
    Target("figure", "quoted", "", _("Giá trị")),
    Target("as_of", "date_or_text", "", _("Thời điểm")),
    Target("stars_3", "quoted", "", _("Số sản phẩm 3 sao")),
    Target("stars_4", "quoted", "", _("Số sản phẩm 4 sao")),
    Target("stars_5", "quoted", "", _("Số sản phẩm 5 sao")),
    Target("year", "skip", "", _("Năm"), "elsewhere"),
    # beside everything
    Target("note", "text", "working", _("Ghi chú")),
    Target("source", "skip", "", _("Nguồn"), "elsewhere"),
    # never read
    Target("personal_id", "refused", "refused", _("Số định danh cá nhân")),
    Target("birth", "refused", "refused", _("Ngày sinh")),
    Target("ethnicity", "refused", "refused", _("Dân tộc, tôn giáo")),
    Target("sex", "refused", "refused", _("Giới tính")),
    Target("home", "refused", "refused", _("Nơi ở của cá nhân")),
    Target("bank", "refused", "refused", _("Tài khoản ngân hàng")),
)

OF_MODELS = frozenset({"area", "process", "output", "market", "cost", "income", "profit"})
"""Targets for which the register has no place, but which a sheet of models tells of its models (`effective_models`)."""

BY_CODE = {target.code: target for target in TARGETS}

GENERIC = "generic"
"""The entry of `headings.txt` for headings that say little by themselves: under a merged heading the two are read
together first."""


@cache
def entries(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The entries of a list beside this file: "key: phrase | phrase", going on in lines that begin with a blank."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [entry.partition(":") for entry in "\n".join(lines).replace("\n ", " ").splitlines()]
    return tuple((key, tuple(map(str.strip, phrases.split("|")))) for key, _colon, phrases in found)


@cache
def phrases() -> dict[str, str]:
    """Each phrase of `headings.txt` with its target. ValueError where a phrase stands under two targets."""
    found: dict[str, str] = {}
    for code, listed in entries("headings.txt"):
        for phrase in listed if code != GENERIC else ():
            if found.setdefault(phrase, code) != code:
                raise ValueError(f"{phrase!r} stands under {found[phrase]} and {code}")
    return found


@cache
def generic() -> frozenset[str]:
    """The headings that say little by themselves."""
    return frozenset(phrase for code, listed in entries("headings.txt") if code == GENERIC for phrase in listed)
