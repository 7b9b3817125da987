"""What can be said of an organisation, field by field: type, class of openness, how it reaches back in time."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nongcot.registry import vocabulary

Klass = Literal["public", "working", "refused"]
Type = Literal["text", "lines", "choice", "choices", "count", "money", "place", "day", "flag"]


@dataclass(frozen=True)
class Field:
    """One field of a statement.

    `klass`: public is what Decree 92/2024/NĐ-CP a.29 publishes, and by what organisations are counted; working is for
    officers only, also what sums are made of: told one by one, a sum that is withheld could be added up again.
    `reaches_back`: the first known value also holds before the day it was first stated (a name, a commune), because a
    list that first tells it does not say that it changed; sums (members, capital) are not known before.
    """

    code: str
    label: str | Promise
    type: Type
    klass: Klass = "public"
    reaches_back: bool = True
    choices: type | None = None
    unit: str | Promise = ""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The values that may be chosen."""
        return tuple(getattr(self.choices, "values", ()))


_ALL = (
    Field("kind", _("Loại tổ chức"), "choice", choices=vocabulary.Kind),
    Field("name", _("Tên"), "text"),
    Field("place", _("Xã, phường, thị trấn"), "place"),
    Field("address", _("Địa chỉ trụ sở"), "text"),
    Field("tax_code", _("Mã số (mã số thuế)"), "text"),
    Field("certificate_no", _("Số giấy chứng nhận"), "text"),
    Field("own_key", _("Mã trong sổ nguồn"), "text", "working"),
    Field("sector", _("Ngành chính"), "choice", choices=vocabulary.Sector),
    Field("other_sectors", _("Ngành khác"), "choices", choices=vocabulary.Sector),
    Field("business_lines", _("Mã ngành, nghề kinh doanh (VSIC)"), "lines"),
    Field("activity", _("Ngành, nghề như giấy tờ ghi"), "text"),
    Field(
        "agricultural_subtype",
        _("Loại hình nông nghiệp"),
        "choice",
        choices=vocabulary.AgriculturalSubtype,
    ),
    Field("operating_model", _("Mô hình hoạt động"), "choice", choices=vocabulary.OperatingModel),
    Field("governing_law", _("Luật áp dụng"), "choice", choices=vocabulary.GoverningLaw),
    Field("representative", _("Người đại diện theo pháp luật"), "text"),
    Field("women_managed", _("Do phụ nữ quản lý"), "choice", reaches_back=False, choices=vocabulary.YesNo),
    Field("phone", _("Điện thoại"), "text", "working"),
    Field("email", _("Thư điện tử"), "text", "working"),
    Field("remark", _("Chú giải công khai"), "text"),
    Field("note", _("Ghi chú"), "text", "working"),
    Field("members", _("Thành viên"), "count", "working", reaches_back=False, unit=_("thành viên")),
    Field("members_official", _("Thành viên chính thức"), "count", "working", reaches_back=False),
    Field("members_associate_capital", _("Thành viên liên kết góp vốn"), "count", "working", reaches_back=False),
    Field("members_associate", _("Thành viên liên kết không góp vốn"), "count", "working", reaches_back=False),
    Field("members_women", _("Thành viên nữ"), "count", "working", reaches_back=False),
    Field("members_minority", _("Thành viên dân tộc thiểu số"), "count", "working", reaches_back=False),
    Field("members_disabled", _("Thành viên khuyết tật"), "count", "working", reaches_back=False),
    Field("members_insured", _("Thành viên tham gia bảo hiểm xã hội"), "count", "working", reaches_back=False),
    Field("charter_capital", _("Vốn điều lệ"), "money", "working", reaches_back=False, unit=_("đồng")),
    Field("charter_capital_paid", _("Vốn điều lệ đã góp"), "money", "working", reaches_back=False, unit=_("đồng")),
    Field(
        "contributions", _("Tổng giá trị phần đóng góp của tổ"), "money", "working", reaches_back=False, unit=_("đồng")
    ),
    Field("total_capital", _("Tổng nguồn vốn"), "money", "working", reaches_back=False, unit=_("đồng")),
    Field("revenue", _("Doanh thu năm gần nhất"), "money", "working", reaches_back=False, unit=_("đồng")),
    Field("agrees_with_national", _("Khớp sổ quốc gia từ"), "day", "public"),
    Field("observed", _("Có tên trong danh sách"), "flag", reaches_back=False),
)

FIELDS: dict[str, Field] = {field.code: field for field in _ALL}

#: Classes of personal data that are named when met and never stored, echoed or logged.
REFUSED = ("personal_id", "birth", "ethnicity", "sex", "private_address")
