"""What the room counts: the queries behind its rows of the vocabulary."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from nongcot.indicators.declare import EACH_ROW, Axis, Events, Indicator, Ratio, Stock
from nongcot.linkage import vocabulary as v
from nongcot.registry.vocabulary import Kind, Sector

BOND = "linkage_bond"
OCCURRENCE = "linkage_occurrence"

COOP = "p.kind = 'coop' AND p.operating = 1"


def _listed(name: str, column: str, keys: Any) -> Axis:
    """An overlapping breakdown whose keys a row holds joined by commas."""
    return Axis(name, keys=tuple(keys), having=f"',' || p.{column} || ',' LIKE '%,' || x.key || ',%'")


def _each_rule(counted: str) -> Axis:
    """Every named rule side by side, whichever of them is chosen."""
    return Axis("rule", join=EACH_ROW, key="p.detail", counted=f"p.code = 'rule' AND {counted}")


FORMS = _listed("form", "forms", v.Form.values)
COMMODITIES = _listed("commodity_sector", "commodities", v.CommoditySector.values)
STAGES = _listed("stage", "stages", v.Stage.values)
PARTNER_KINDS = _listed("partner_kind", "partner_kinds", v.PARTNERS)
SECTORS = _listed("sector", "sectors", Sector.values)
STARS = _listed("star", "stars", ("1", "2", "3", "4", "5"))
PLACES = Axis("place", join=EACH_ROW, key="p.detail", counted="p.code = 'enterprise_at'")
MEMBER_PLACES = Axis("member_place", join=EACH_ROW, key="p.detail", counted="p.code = 'chain_at'")

#: What begins or ends with a contract is no founding and no dissolution.
CONTRACT_TERMS = {
    ("in", "entered"): _("Bắt đầu theo hợp đồng"),
    ("out", "left"): _("Chấm dứt hợp đồng, hoặc một bên chấm dứt"),
    ("out", "expired"): _("Hợp đồng hết hạn"),
    ("in", "changed"): _("Nay đạt điều kiện, hoặc phân loại lại"),
    ("out", "changed"): _("Nay không đạt điều kiện, hoặc phân loại lại"),
}
CHAIN_TERMS = CONTRACT_TERMS | {("in", "entered"): _("Đạt điều kiện chuỗi")}


def _bond(code: str, counted: str = "1 = 1", **more: Any) -> Stock:
    return Stock(BOND, f"p.code = '{code}' AND {counted}", **more)


def _of_coops(code: str, counted: str = "1 = 1", **more: Any) -> Stock:
    return _bond(code, f"{COOP} AND {counted}", arrives_by="entered", operating=True, **more)


def _of_contracts(counted: str = "1 = 1", **more: Any) -> Stock:
    return _bond("contract", counted, subject="p.subject_id", arrives_by="entered", **more)


def _of_chains(code: str = "value_chain", **more: Any) -> Stock:
    return _bond(code, subject="p.subject_id", arrives_by="entered", **more)


def _events(code: str, **more: Any) -> Events:
    return Events(OCCURRENCE, f"p.code = '{code}'", subject="p.subject_id", **more)


_COMMODITY = {"commodity_sector": "p.commodity"}
_SEASONS = _COMMODITY | {"season": "p.season", "agreed": "p.agreed"}

INDICATORS = (
    Indicator(
        "linked_cooperatives",
        _of_coops("link", axes=(FORMS, COMMODITIES, _each_rule(COOP))),
        says=_(
            "Hợp tác xã đang hoạt động có ít nhất một hợp đồng liên kết đang thực hiện tại ngày báo cáo mà quy tắc "
            "đang chọn công nhận; mặc định là hợp đồng bất kỳ với doanh nghiệp về nông sản (ANY_ACTIVE): không văn bản "
            "nào nêu thời hạn. Hai hợp đồng của một hợp tác xã tính một lần. Theo quy tắc liên kết thì thấy mọi cách "
            "đếm đứng cạnh nhau."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "linked_agricultural_cooperatives",
        _of_coops(
            "link", "p.agricultural = 1", axes=(FORMS, COMMODITIES, _each_rule(f"{COOP} AND p.agricultural = 1"))
        ),
        says=_(
            "Trong số hợp tác xã liên kết, những hợp tác xã nông nghiệp theo cách đọc đang chọn; mặc định: ngành chính "
            "là nông nghiệp, lâm nghiệp, thủy sản hoặc diêm nghiệp, và khi ấy bằng ô “nông nghiệp” của hợp tác xã liên "
            "kết."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "value_chain_cooperatives",
        _of_coops("chain", axes=(STAGES, COMMODITIES)),
        says=_(
            "Hợp tác xã đang hoạt động giữ bằng hợp đồng ít nhất một khâu của một chuỗi giá trị được đếm; mặc định nằm "
            "trong số hợp tác xã liên kết, vì câu gốc viết “trong đó”. Không kể liên hiệp và tổ hợp tác."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "linked_cooperatives_share",
        Ratio(percent=True),
        says=_("Số hợp tác xã liên kết chia cho số hợp tác xã đang hoạt động, cùng ngày, cùng phạm vi."),
    ),
    Indicator(
        "linked_organisations",
        _bond(
            "link",
            "p.kind IN ('coop', 'union', 'group') AND p.operating = 1",
            axes=(FORMS,),
            arrives_by="entered",
            operating=True,
        ),
        says=_(
            "Hợp tác xã, liên hiệp và tổ hợp tác đang hoạt động có hợp đồng liên kết đang thực hiện mà quy tắc đang "
            "chọn công nhận; các hợp tác xã trong đó là hợp tác xã liên kết."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "linked_organisations_share",
        Ratio(percent=True),
        says=_(
            "Số tổ chức liên kết chia cho số hợp tác xã, liên hiệp và tổ hợp tác đang hoạt động, không kể quỹ tín dụng "
            "nhân dân."
        ),
    ),
    Indicator(
        "joint_venture_cooperatives",
        _of_coops("venture"),
        says=_(
            "Hợp tác xã đang hoạt động có thỏa thuận liên doanh (góp vốn hoặc hợp tác kinh doanh) với doanh nghiệp còn "
            "hiệu lực; hợp đồng liên kết không phải liên doanh. Nghĩa pháp lý của “liên doanh” chưa được đọc."
        ),
        terms=CONTRACT_TERMS | {("in", "entered"): _("Bắt đầu liên doanh")},
    ),
    Indicator(
        "linkage_contracts",
        _of_contracts(
            cells={"form": "p.form"} | _COMMODITY,
            axes=(PARTNER_KINDS, SECTORS),
        ),
        says=_(
            "Hợp đồng liên kết đang thực hiện tại ngày báo cáo mà cả hai bên còn tồn tại, có hợp tác xã, liên hiệp "
            "hoặc tổ hợp tác là một bên; tính ở nơi của bên hợp tác xã đầu tiên."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "linkage_enterprises",
        _bond(
            "enterprise",
            cells={"partner_place": "p.partner_place"},
            axes=(COMMODITIES, PLACES),
            arrives_by="entered",
        ),
        says=_(
            "Doanh nghiệp là một bên của hợp đồng liên kết đang thực hiện với hợp tác xã, liên hiệp hoặc tổ hợp tác; "
            "mỗi doanh nghiệp một lần. Theo địa bàn là địa bàn của các hợp tác xã: một doanh nghiệp đứng ở nhiều nơi."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "linked_households",
        _of_contracts("p.households IS NOT NULL", amount="p.households", cells=_COMMODITY),
        known_of="linkage_contracts",
        says=_(
            "Số hộ tham gia ghi trong các hợp đồng liên kết đang thực hiện; một hộ ở hai hợp đồng tính hai lần, vì hợp "
            "đồng ghi số chứ không ghi tên."
        ),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "agreed_linkage_value",
        _events("agreed", amount="p.amount", cells=_SEASONS),
        says=_(
            "Giá trị thỏa thuận của các vụ kết thúc trong kỳ, theo hợp đồng liên kết; vụ chưa rõ giá trị thì không "
            "cộng."
        ),
    ),
    Indicator(
        "delivered_linkage_value",
        _events("delivered", amount="p.amount", cells=_SEASONS),
        says=_("Giá trị sản phẩm đã giao theo hợp đồng liên kết trong các vụ kết thúc trong kỳ."),
    ),
    Indicator(
        "linkage_fulfilment_share",
        Ratio(percent=True, above={"agreed": "yes"}),
        says=_(
            "Giá trị đã giao chia cho giá trị thỏa thuận, của các vụ kết thúc trong kỳ mà giá trị thỏa thuận đã biết; "
            "vụ chưa ghi số đã giao tính là chưa giao."
        ),
    ),
    Indicator(
        "value_chains",
        _of_chains(cells=_COMMODITY | {"leader_kind": "p.leader_kind"}, axes=(MEMBER_PLACES,)),
        says=_(
            "Chuỗi có ít nhất hai khâu (theo cách đọc đang chọn) được giữ bằng hợp đồng đang thực hiện, trong đó có "
            "hợp tác xã, liên hiệp hoặc tổ hợp tác; ai chủ trì cũng tính. Tính ở nơi của đơn vị chủ trì, hoặc của hợp "
            "tác xã đầu tiên khi đơn vị chủ trì ở ngoài."
        ),
        terms=CHAIN_TERMS,
    ),
    Indicator(
        "new_value_chains",
        _events("new_chain", cells=_COMMODITY | {"leader_kind": "p.leader_kind"}),
        says=_("Chuỗi lần đầu đạt điều kiện của chuỗi giá trị trong kỳ; chuỗi đứt rồi nối lại không phải chuỗi mới."),
    ),
    Indicator(
        "durable_value_chains",
        _of_chains("durable_chain", cells=_COMMODITY),
        says=_("Chuỗi giá trị mà mọi khâu đang giữ đều có hợp đồng từ 36 tháng trở lên (theo cách đọc đang chọn)."),
        terms=CHAIN_TERMS,
    ),
    Indicator(
        "key_product_chain_cooperatives",
        _of_coops("main_chain", axes=(COMMODITIES,)),
        says=_("Hợp tác xã theo chuỗi giá trị ở ít nhất một chuỗi có sản phẩm chính là sản phẩm chủ lực."),
        terms=CONTRACT_TERMS,
    ),
    Indicator(
        "ocop_value_chains",
        _of_chains("ocop_chain", cells=_COMMODITY, axes=(STARS,)),
        says=_("Chuỗi giá trị có ít nhất một sản phẩm còn giấy chứng nhận OCOP có giá trị tại ngày báo cáo."),
        terms=CHAIN_TERMS,
    ),
)

#: Breakdown → key → label.
LABELS = {
    "form": dict(v.Form.choices),
    "commodity_sector": dict(v.CommoditySector.choices),
    "stage": dict(v.Stage.choices),
    "rule": dict(v.LinkRule.choices),
    "season": dict(v.Season.choices),
    "agreed": {"yes": _("Đã biết"), "no": _("Chưa rõ")},
    "leader_kind": dict(v.LeaderKind.choices),
    "partner_kind": dict(Kind.choices),
    "partner_place": {"inside": _("Trong tỉnh"), "outside": _("Ngoài tỉnh")},
    "star": {"1": _("1 sao"), "2": _("2 sao"), "3": _("3 sao"), "4": _("4 sao"), "5": _("5 sao")},
}
