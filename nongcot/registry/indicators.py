"""What the register counts: the queries behind the room's rows of the vocabulary."""

from django.utils.translation import gettext_lazy as _

from nongcot.indicators.declare import Axis, Cell, Events, Indicator, Ratio, Stock, UnitsWithout
from nongcot.registry import vocabulary as v
from nongcot.registry.vocabulary import AGRICULTURAL, Sector

PROFILE = "registry_profile"
HAPPENING = "registry_happening"
OFFERING = "registry_offering"

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
    ),
    Indicator("cooperatives", _profile(COOPS, cells={**_STATUS, **_MAKE}, axes=(EVERY_SECTOR,))),
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
        "agricultural_cooperatives", Cell("operating_cooperatives", {"sector": tuple(str(s) for s in AGRICULTURAL)})
    ),
    Indicator(
        "inactive_cooperatives",
        _profile(f"{COOPS} AND p.statistical_status = 'inactive'", cells={"legal_status": "p.legal_status"}),
    ),
    Indicator("suspended_cooperatives", _profile(f"{COOPS} AND p.legal_status = 'suspended'")),
    Indicator(
        "awaiting_dissolution_cooperatives",
        _profile(
            f"{COOPS} AND p.statistical_status = 'awaiting_dissolution'", cells={"legal_status": "p.legal_status"}
        ),
    ),
    Indicator("people_credit_funds", _profile("p.kind = 'credit_fund' AND p.operating = 1", operating=True)),
    Indicator(
        "cooperative_unions",
        _profile("p.kind = 'union'", cells={"statistical_status": "p.statistical_status"}),
    ),
    Indicator(
        "union_member_cooperatives", _profile(f"{COOPS} AND p.unions <> ''", arrives_by="entered", axes=(UNIONS,))
    ),
    Indicator(
        "cooperative_groups",
        _profile("p.kind = 'group' AND p.operating = 1", cells={"regime": "p.regime"}, operating=True),
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
    ),
    Indicator("new_law_cooperatives", _profile(f"{COOPS} AND p.law_in_force = 1")),
    Indicator("new_law_share", Ratio(percent=True)),
    Indicator(
        "cooperative_members",
        _profile(
            f"{COOPS} AND p.members IS NOT NULL",
            arrives_by="observed",
            amount="p.members",
            axes=(MEMBER_KINDS, MEMBER_TRAITS),
        ),
        known_of="cooperatives",
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
    ),
    Indicator(
        "charter_capital_known_cooperatives",
        _profile(f"{COOPS} AND p.charter_capital IS NOT NULL", arrives_by="observed"),
    ),
    Indicator("charter_capital_per_cooperative", Ratio(percent=False)),
    Indicator(
        "alliance_members",
        _profile("p.alliance <> ''", cells={"alliance_membership": "p.alliance"}, arrives_by="entered"),
    ),
    Indicator(
        "registered_products",
        Stock(
            OFFERING,
            "p.kind IN ('coop', 'union', 'group')",
            cells={"product_sector": "p.product_sector"},
            subject="p.product_id",
        ),
    ),
    Indicator(
        "established_cooperatives",
        _happening("established", COOPS, cells={"origin": "p.detail"}),
        says=_(
            "Tính theo ngày giấy chứng nhận đầu tiên; danh sách chỉ ghi ngày thành lập thì lấy ngày ấy. Kể cả chuyển "
            "đổi từ tổ hợp tác; không kể hợp tác xã hình thành từ chia, tách, hợp nhất."
        ),
    ),
    Indicator("established_unions", _happening("established", "p.kind = 'union'")),
    Indicator("new_cooperative_groups", _happening("group_new", cells={"regime": "p.regime"})),
    Indicator("new_notified_cooperative_groups", _happening("group_notified")),
    Indicator("dissolved_cooperatives", _happening("ended", COOPS, cells={"end_reason": "p.detail"})),
    Indicator("converted_cooperatives", _happening("converted", COOPS, cells={"successor_kind": "p.detail"})),
    Indicator("reorganised_cooperatives", _happening("reorganised", COOPS, cells={"reorganisation": "p.detail"})),
    Indicator(
        "groups_converted_to_cooperatives",
        _happening("converted", "p.kind = 'group' AND p.regime = 'registered' AND p.detail = 'coop'"),
    ),
    Indicator("cooperatives_grown_from_groups", _happening("grown_from_group", "p.kind = 'coop'")),
    Indicator(
        "ended_cooperative_groups",
        _happening("ended", "p.kind = 'group'", cells={"regime": "p.regime", "end_reason": "p.detail"}),
    ),
    Indicator(
        "new_cooperative_members",
        _happening("established", f"{COOPS} AND p.members IS NOT NULL", amount="p.members"),
    ),
    Indicator(
        "new_cooperative_charter_capital",
        _happening("established", f"{COOPS} AND p.capital IS NOT NULL", amount="p.capital"),
    ),
    Indicator("new_alliance_members", _happening("joined_alliance", cells={"alliance_membership": "p.detail"})),
    Indicator("expanding_cooperatives", _happening("expansion", "p.kind = 'coop'", cells={"expansion": "p.detail"})),
    Indicator("communes_without_cooperatives", UnitsWithout("operating_cooperatives")),
    Indicator(
        "collective_producers",
        _profile("p.kind IN ('coop', 'union', 'group') AND p.operating = 1", operating=True),
    ),
)

#: Breakdown → key → label, in the order tables print them; the reference lists them from here.
LABELS = {
    "kind": dict(v.Kind.choices),
    "sector": dict(v.Sector.choices),
    "any_sector": dict(v.Sector.choices),
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
