"""What the register counts: the queries behind the room's rows of the vocabulary."""

from django.utils.translation import gettext_lazy as _

from nongcot.indicators.declare import Axis, Cell, Events, Indicator, Ratio, Stock, UnitsWithout
from nongcot.registry import vocabulary as v
from nongcot.registry.vocabulary import AGRICULTURAL, Sector

PROFILE = "registry_profile"
HAPPENING = "registry_happening"
OFFERING = "registry_offering"
KEY_PRODUCT = "registry_keyproduct"
CERTIFIED = "registry_certified"

#: Co-ops, and credit funds beside them: the rows marked `both` hold the funds too and leave them out unless asked.
COOPS = "p.kind IN ('coop', 'credit_fund')"

EVERY_SECTOR = Axis(
    "any_sector",
    keys=tuple(Sector.values),
    having="',' || p.sectors || ',' LIKE '%,' || x.key || ',%'",
)


def _profile(counted: str, **more: object) -> Stock:
    return Stock(PROFILE, counted, **more)  # type: ignore[arg-type]  # the callers below are the check


def _happening(code: str, counted: str = "1 = 1", **more: object) -> Events:
    return Events(HAPPENING, f"p.code = '{code}' AND {counted}", **more)  # type: ignore[arg-type]


MEMBER_KINDS = Axis(
    "member_kind",
    amounts={
        "official": "COALESCE(p.members_official, 0)",
        "associate_capital": "COALESCE(p.members_associate_capital, 0)",
        "associate": "COALESCE(p.members_associate, 0)",
        "unknown": "p.members - COALESCE(p.members_official, 0) - COALESCE(p.members_associate_capital, 0) "
        "- COALESCE(p.members_associate, 0)",
    },
)

MEMBER_TRAITS = Axis(
    "member_trait",
    amounts={trait: f"COALESCE(p.members_{trait}, 0)" for trait in ("women", "minority", "disabled", "insured")},
)

PAID_IN = Axis(
    "paid_in",
    amounts={
        "paid": "COALESCE(p.charter_capital_paid, 0)",
        "not_paid": "CASE WHEN p.charter_capital_paid IS NULL THEN 0 "
        "ELSE p.charter_capital - p.charter_capital_paid END",
        "unknown": "CASE WHEN p.charter_capital_paid IS NULL THEN p.charter_capital ELSE 0 END",
    },
)

#: Several certificates may be valid at once.
CERTIFICATES = Axis(
    "certificate_kind",
    keys=tuple(v.Scheme.values),
    having="',' || p.schemes || ',' LIKE '%,' || x.key || ',%'",
)

CERTIFICATE_TERMS = {
    ("in", "entered"): _("Được chứng nhận"),
    ("out", "expired"): _("Chứng nhận hết hạn"),
}

CODE_TERMS = {
    ("in", "entered"): _("Được cấp mã"),
    ("out", "expired"): _("Mã hết hiệu lực"),
}

UNIONS = Axis(
    "union",
    join="JOIN (SELECT DISTINCT organisation_id AS union_id FROM registry_profile "
    "WHERE kind = 'union' AND retracted IS NULL) x "
    "ON ',' || p.unions || ',' LIKE '%,' || x.union_id || ',%'",
    key="CAST(x.union_id AS varchar(20))",
)

_STATUS = {"legal_status": "p.legal_status", "statistical_status": "p.statistical_status"}
_MAKE = {"governing_law": "p.governing_law", "size_class": "p.size_class"}
_PRODUCERS = ("coop", "union", "group")

INDICATORS = (
    Indicator(
        "collective_economy_organisations",
        _profile("p.kind IN ('coop', 'union', 'group', 'credit_fund') AND p.operating = 1", operating=True),
        says=_(
            "Hợp tác xã, quỹ tín dụng nhân dân, liên hiệp hợp tác xã và tổ hợp tác (mọi hình thức) đang hoạt "
            "động tại ngày báo cáo."
        ),
    ),
    Indicator(
        "cooperatives",
        _profile(COOPS, cells={**_STATUS, **_MAKE}, axes=(EVERY_SECTOR,)),
        says=_(
            "Hợp tác xã có trong sổ và chưa chấm dứt tại ngày báo cáo, ở mọi tình trạng; không kể quỹ tín dụng "
            "nhân dân và liên hiệp hợp tác xã."
        ),
    ),
    Indicator(
        "operating_cooperatives",
        _profile(
            f"{COOPS} AND p.operating = 1",
            cells={
                **_MAKE,
                "operating_model": "p.operating_model",
                "agricultural_subtype": "p.agricultural_subtype",
            },
            axes=(EVERY_SECTOR,),
            operating=True,
        ),
        says=_(
            "Hợp tác xã có tình trạng thống kê đang hoạt động tại ngày báo cáo; không kể quỹ tín dụng nhân dân, "
            "liên hiệp hợp tác xã và hợp tác xã đang ngừng."
        ),
    ),
    Indicator(
        "agricultural_cooperatives",
        Cell("operating_cooperatives", {"sector": tuple(str(s) for s in AGRICULTURAL)}),
        says=_(
            "Hợp tác xã đang hoạt động có ngành chính là nông nghiệp, lâm nghiệp, thủy sản hoặc diêm nghiệp; "
            "luôn bằng ô “nông nghiệp” của hợp tác xã đang hoạt động."
        ),
    ),
    Indicator(
        "inactive_cooperatives",
        _profile(f"{COOPS} AND p.statistical_status = 'inactive'", cells={"legal_status": "p.legal_status"}),
        says=_(
            "Hợp tác xã có tình trạng thống kê ngừng hoạt động tại ngày báo cáo: tạm ngừng theo thủ tục hoặc "
            "đứng lại trên thực tế; không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "suspended_cooperatives",
        _profile(f"{COOPS} AND p.legal_status = 'suspended'"),
        says=_(
            "Hợp tác xã có tình trạng pháp lý tạm ngừng kinh doanh tại ngày báo cáo; không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "awaiting_dissolution_cooperatives",
        _profile(
            f"{COOPS} AND p.statistical_status = 'awaiting_dissolution'", cells={"legal_status": "p.legal_status"}
        ),
        says=_(
            "Hợp tác xã có tình trạng thống kê chờ giải thể tại ngày báo cáo; đây là nhận định của địa phương, "
            "không phải tình trạng pháp lý; không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "people_credit_funds",
        _profile("p.kind = 'credit_fund' AND p.operating = 1", operating=True),
        says=_("Quỹ tín dụng nhân dân đang hoạt động tại ngày báo cáo."),
    ),
    Indicator(
        "cooperative_unions",
        _profile("p.kind = 'union'", cells={"statistical_status": "p.statistical_status"}),
        says=_("Liên hiệp hợp tác xã chưa chấm dứt tại ngày báo cáo, ở mọi tình trạng."),
    ),
    Indicator(
        "union_member_cooperatives",
        _profile(f"{COOPS} AND p.unions <> ''", arrives_by="entered", axes=(UNIONS,)),
        says=_(
            "Hợp tác xã là thành viên của ít nhất một liên hiệp chưa chấm dứt tại ngày báo cáo; hợp tác xã ở hai "
            "liên hiệp tính một lần."
        ),
    ),
    Indicator(
        "cooperative_groups",
        _profile("p.kind = 'group' AND p.operating = 1", cells={"regime": "p.regime"}, operating=True),
        says=_("Tổ hợp tác đang hoạt động tại ngày báo cáo, mọi hình thức, kể cả tổ chưa thông báo hay đăng ký."),
    ),
    Indicator(
        "notified_cooperative_groups",
        _profile(
            "p.kind = 'group' AND p.operating = 1 AND p.regime = 'notified'", arrives_by="entered", operating=True
        ),
        says=_(
            "Tổ hợp tác đang hoạt động có thông báo thành lập theo Nghị định 77/2019/NĐ-CP trong sổ theo dõi của "
            "Ủy ban nhân dân cấp xã; tính từ ngày thông báo."
        ),
    ),
    Indicator(
        "registered_cooperative_groups",
        _profile(
            "p.kind = 'group' AND p.operating = 1 AND p.registration_stands = 1",
            cells={"regime": "p.regime"},
            operating=True,
        ),
        says=_(
            "Tổ hợp tác đang hoạt động có giấy chứng nhận đăng ký (từ 18/07/2024) hoặc, trước 25/11/2019, được "
            "Ủy ban nhân dân cấp xã chứng thực."
        ),
    ),
    Indicator(
        "new_law_cooperatives",
        _profile(f"{COOPS} AND p.law_in_force = 1"),
        says=_(
            "Hợp tác xã chưa chấm dứt mà luật áp dụng là luật hợp tác xã có hiệu lực tại ngày báo cáo (Luật 2012 "
            "đến hết 30/06/2024, sau đó Luật 2023); không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "new_law_share",
        Ratio(percent=True),
        says=_("Số hợp tác xã hoạt động theo luật hiện hành chia cho tổng số hợp tác xã, cùng ngày, cùng phạm vi."),
    ),
    Indicator(
        "cooperative_members",
        _profile(
            f"{COOPS} AND p.members IS NOT NULL",
            arrives_by="observed",
            amount="p.members",
            axes=(MEMBER_KINDS, MEMBER_TRAITS),
        ),
        known_of="cooperatives",
        says=_(
            "Tổng số thành viên biết gần nhất của các hợp tác xã chưa chấm dứt tại ngày báo cáo, theo cách đếm "
            "của từng hợp tác xã (cá nhân, hộ, pháp nhân); không kể quỹ tín dụng nhân dân và liên hiệp."
        ),
    ),
    Indicator(
        "cooperative_group_members",
        _profile(
            "p.kind = 'group' AND p.operating = 1 AND p.members IS NOT NULL",
            amount="p.members",
            cells={"regime": "p.regime"},
            arrives_by="observed",
            operating=True,
        ),
        known_of="cooperative_groups",
        says=_("Tổng số thành viên biết gần nhất của các tổ hợp tác đang hoạt động tại ngày báo cáo."),
    ),
    Indicator(
        "charter_capital",
        _profile(
            f"{COOPS} AND p.charter_capital IS NOT NULL",
            arrives_by="observed",
            amount="p.charter_capital",
            axes=(PAID_IN,),
        ),
        known_of="cooperatives",
        says=_(
            "Tổng vốn điều lệ, đã góp hoặc cam kết góp, của các hợp tác xã chưa chấm dứt tại ngày báo cáo mà vốn "
            "đã biết; không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "charter_capital_known_cooperatives",
        _profile(f"{COOPS} AND p.charter_capital IS NOT NULL", arrives_by="observed"),
        says=_(
            "Hợp tác xã chưa chấm dứt tại ngày báo cáo mà vốn điều lệ đã biết; chưa biết không phải là bằng 0; "
            "không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "charter_capital_per_cooperative",
        Ratio(percent=False),
        says=_("Tổng vốn điều lệ chia cho số hợp tác xã có thông tin vốn điều lệ, không chia cho mọi hợp tác xã."),
    ),
    Indicator(
        "alliance_members",
        _profile(
            "p.alliance <> ''",
            cells={"alliance_membership": "p.alliance"},
            arrives_by="entered",
            observed="p.alliance_observed = 1",
        ),
        says=_(
            "Hợp tác xã, quỹ tín dụng nhân dân, liên hiệp, tổ hợp tác và tổ chức khác là thành viên Liên minh "
            "tại ngày báo cáo, chính thức hoặc liên kết."
        ),
    ),
    Indicator(
        "registered_products",
        Stock(
            OFFERING,
            "p.kind IN ('coop', 'union', 'group')",
            cells={"product_sector": "p.product_sector"},
            subject="p.product_id",
        ),
        says=_(
            "Sản phẩm, dịch vụ ghi trong sổ cho hợp tác xã, liên hiệp hoặc tổ hợp tác chưa chấm dứt tại ngày báo cáo."
        ),
    ),
    Indicator(
        "key_products",
        Stock(
            KEY_PRODUCT,
            "p.kind = 'coop'",
            cells={"product_sector": "p.product_sector"},
            subject="p.subject_id",
            arrives_by="entered",
        ),
        says=_(
            "Sản phẩm của hợp tác xã được một quyết định của tỉnh, ghi số và ngày, đưa vào danh mục sản phẩm chủ lực "
            "còn hiệu lực tại ngày báo cáo."
        ),
        terms={
            ("in", "entered"): _("Đưa vào danh mục chủ lực"),
            ("out", "expired"): _("Ra khỏi danh mục chủ lực"),
        },
    ),
    Indicator(
        "certified_cooperatives",
        Stock(
            CERTIFIED,
            "p.code = 'certified' AND p.kind = 'coop' AND p.operating = 1",
            axes=(CERTIFICATES,),
            operating=True,
        ),
        says=_(
            "Hợp tác xã đang hoạt động có ít nhất một chứng nhận chất lượng (tiêu chuẩn sản xuất, an toàn thực phẩm, "
            "hệ thống quản lý) còn hiệu lực tại ngày báo cáo, của hợp tác xã hoặc của sản phẩm."
        ),
        terms=CERTIFICATE_TERMS,
    ),
    Indicator(
        "certified_products",
        Stock(CERTIFIED, "p.code = 'product' AND p.kind = 'coop'", axes=(CERTIFICATES,), subject="p.subject_id"),
        says=_(
            "Sản phẩm đang làm của hợp tác xã có ít nhất một chứng nhận hoặc nhãn hiệu còn hiệu lực tại ngày báo cáo, "
            "kể cả chứng nhận cấp cho cả hợp tác xã và hạng sao OCOP; mã số vùng trồng không tính."
        ),
        terms=CERTIFICATE_TERMS,
    ),
    Indicator(
        "vietgap_cooperatives",
        Stock(
            CERTIFIED,
            "p.code = 'certified' AND p.kind = 'coop' AND p.operating = 1 "
            "AND ',' || p.schemes || ',' LIKE '%,vietgap,%'",
            arrives_by="entered",
            operating=True,
        ),
        says=_(
            "Hợp tác xã đang hoạt động có chứng nhận VietGAP còn hiệu lực tại ngày báo cáo; luôn bằng ô VietGAP của "
            "hợp tác xã có chứng nhận chất lượng."
        ),
        terms=CERTIFICATE_TERMS,
    ),
    Indicator(
        "traceable_products",
        Stock(CERTIFIED, "p.code = 'traceable' AND p.kind = 'coop'", subject="p.subject_id"),
        says=_(
            "Sản phẩm đang làm của hợp tác xã có truy xuất nguồn gốc còn hiệu lực tại ngày báo cáo, kể cả khi truy "
            "xuất được ghi cho cả hợp tác xã. Sổ không xét truy xuất ấy có phải bằng kỹ thuật số hay không."
        ),
        terms=CODE_TERMS,
    ),
    Indicator(
        "planting_area_code_cooperatives",
        Stock(
            CERTIFIED,
            "p.code = 'planting_area' AND p.kind = 'coop' AND p.operating = 1",
            operating=True,
        ),
        says=_(
            "Hợp tác xã đang hoạt động có ít nhất một mã số vùng trồng còn hiệu lực tại ngày báo cáo, ghi cho hợp tác "
            "xã hoặc cho sản phẩm."
        ),
        terms=CODE_TERMS,
    ),
    Indicator(
        "established_cooperatives",
        _happening("established", COOPS, cells={"origin": "p.detail"}),
        says=_(
            "Tính theo ngày giấy chứng nhận đầu tiên; danh sách chỉ ghi ngày thành lập thì lấy ngày ấy. Kể cả chuyển "
            "đổi từ tổ hợp tác; không kể hợp tác xã hình thành từ chia, tách, hợp nhất."
        ),
    ),
    Indicator(
        "established_unions",
        _happening("established", "p.kind = 'union'"),
        says=_("Liên hiệp hợp tác xã được cấp giấy chứng nhận lần đầu trong kỳ."),
    ),
    Indicator(
        "new_cooperative_groups",
        _happening("group_new", cells={"regime": "p.regime"}),
        kinds=("group",),
        says=_(
            "Tổ hợp tác được thông báo, đăng ký hoặc ghi nhận thành lập lần đầu trong kỳ, mỗi tổ một lần; tổ đã "
            "thông báo nay mới đăng ký không phải tổ mới."
        ),
    ),
    Indicator(
        "new_notified_cooperative_groups",
        _happening("group_notified"),
        kinds=("group",),
        says=_(
            "Tổ hợp tác có thông báo thành lập theo Nghị định 77/2019/NĐ-CP đến Ủy ban nhân dân cấp xã trong kỳ, "
            "tính theo ngày thông báo."
        ),
    ),
    Indicator(
        "dissolved_cooperatives",
        _happening("ended", COOPS, cells={"end_reason": "p.detail"}),
        says=_(
            "Hợp tác xã chấm dứt trong kỳ do giải thể (tự nguyện hoặc bắt buộc) hoặc phá sản; không kể quỹ tín "
            "dụng nhân dân."
        ),
    ),
    Indicator(
        "converted_cooperatives",
        _happening("converted", COOPS, cells={"successor_kind": "p.detail"}),
        says=_(
            "Hợp tác xã chấm dứt trong kỳ để chuyển sang mô hình khác (doanh nghiệp, tổ hợp tác); không kể quỹ "
            "tín dụng nhân dân."
        ),
    ),
    Indicator(
        "reorganised_cooperatives",
        _happening("reorganised", COOPS, cells={"reorganisation": "p.detail"}),
        says=_(
            "Hợp tác xã là bên bị chia, bị tách, bị hợp nhất hoặc bị sáp nhập trong việc tổ chức lại hoàn tất "
            "trong kỳ; không phải thành lập mới, không phải giải thể; không kể quỹ tín dụng nhân dân."
        ),
    ),
    Indicator(
        "groups_converted_to_cooperatives",
        _happening("converted", "p.kind = 'group' AND p.regime = 'registered' AND p.detail = 'coop'"),
        says=_(
            "Tổ hợp tác có đăng ký chấm dứt trong kỳ vì hợp tác xã kế tục đã được cấp giấy chứng nhận; trước "
            "18/07/2024 và với tổ chỉ thông báo thì xem hợp tác xã phát triển từ tổ hợp tác."
        ),
    ),
    Indicator(
        "cooperatives_grown_from_groups",
        _happening("grown_from_group", "p.kind = 'coop'"),
        says=_(
            "Hợp tác xã thành lập trong kỳ có quan hệ phát triển từ một hay nhiều tổ hợp tác; là quan hệ, không "
            "phải chuyển đổi theo luật."
        ),
    ),
    Indicator(
        "ended_cooperative_groups",
        _happening("ended", "p.kind = 'group'", cells={"regime": "p.regime", "end_reason": "p.detail"}),
        says=_("Tổ hợp tác chấm dứt trong kỳ, không kể tổ chuyển đổi."),
    ),
    Indicator(
        "new_cooperative_members",
        _happening("established", f"{COOPS} AND p.members IS NOT NULL", amount="p.members"),
        says=_("Số thành viên ghi khi đăng ký của các hợp tác xã thành lập mới trong kỳ."),
    ),
    Indicator(
        "new_cooperative_charter_capital",
        _happening("established", f"{COOPS} AND p.capital IS NOT NULL", amount="p.capital"),
        says=_("Vốn điều lệ trên giấy chứng nhận đầu tiên của các hợp tác xã thành lập mới trong kỳ."),
    ),
    Indicator(
        "new_alliance_members",
        _happening("joined_alliance", cells={"alliance_membership": "p.detail"}),
        says=_("Tổ chức được kết nạp vào Liên minh trong kỳ."),
    ),
    Indicator(
        "expanding_cooperatives",
        _happening("expansion", "p.kind = 'coop'", cells={"expansion": "p.detail"}),
        says=_(
            "Hợp tác xã đang hoạt động mà trong kỳ có ít nhất một việc: thêm ngành, nghề; mở chi nhánh, địa điểm "
            "kinh doanh; tăng vốn điều lệ. Diện tích sản xuất sẽ tính khi có báo cáo năm. Không kể quỹ tín dụng "
            "nhân dân."
        ),
    ),
    Indicator(
        "communes_without_cooperatives",
        UnitsWithout("operating_cooperatives"),
        says=_(
            "Xã, phường, thị trấn của địa giới được hỏi không có hợp tác xã nào đang hoạt động; chỉ có quỹ tín "
            "dụng nhân dân thì vẫn là chưa có."
        ),
    ),
    Indicator(
        "collective_producers",
        _profile("p.kind IN ('coop', 'union', 'group') AND p.operating = 1", operating=True),
        says=_(
            "Hợp tác xã, liên hiệp hợp tác xã và tổ hợp tác (mọi hình thức) đang hoạt động tại ngày báo cáo, "
            "không kể quỹ tín dụng nhân dân."
        ),
    ),
)

#: Breakdown → key → label, in the order tables print them; the reference lists them from here.
LABELS = {
    "kind": dict(v.Kind.choices),
    "sector": dict(v.Sector.choices),
    "any_sector": dict(v.Sector.choices),
    "certificate_kind": dict(v.Scheme.choices),
    "product_sector": dict(v.Sector.choices),
    "sector_group": {
        "agricultural": _("Nông nghiệp"),
        "non_agricultural": _("Phi nông nghiệp"),
        "credit": _("Tín dụng"),
    },
    "legal_status": dict(v.LegalStatus.choices),
    "statistical_status": dict(v.StatisticalStatus.choices),
    "governing_law": dict(v.GoverningLaw.choices),
    "size_class": dict(v.SizeClass.choices),
    "operating_model": dict(v.OperatingModel.choices),
    "agricultural_subtype": dict(v.AgriculturalSubtype.choices),
    "regime": dict(v.Regime.choices),
    "member_kind": dict(v.MemberKind.choices),
    "member_trait": dict(v.MemberTrait.choices),
    "paid_in": {"paid": _("Đã góp"), "not_paid": _("Chưa góp"), "unknown": _("Chưa rõ đã góp hay chưa")},
    "alliance_membership": dict(v.AllianceMembership.choices),
    "origin": dict(v.Origin.choices),
    "end_reason": dict(v.EndReason.choices),
    "successor_kind": dict(v.Kind.choices),
    "reorganisation": {
        kind.value: kind.label
        for kind in (v.EventKind.DIVIDED, v.EventKind.SEPARATED, v.EventKind.CONSOLIDATED, v.EventKind.MERGED_INTO)
    },
    "expansion": {
        "business_line": _("Thêm ngành, nghề"),
        "branch": _("Mở chi nhánh, địa điểm kinh doanh"),
        "capital": _("Tăng vốn điều lệ"),
    },
    "unit_kind": {"commune": _("Xã"), "ward": _("Phường"), "township": _("Thị trấn"), "special_zone": _("Đặc khu")},
}
