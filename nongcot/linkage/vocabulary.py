"""The room's closed lists, each code with its words.

Sources: Decree 98/2018/NĐ-CP a.4 (stages, forms), a.1–3 (farm sectors); documents and supports as `README.md` says,
with what was not read. Stages of a value chain and grounds of an early end are practice.
"""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from nongcot.registry.vocabulary import Kind

#: Kinds that stand on the co-op side of a contract.
COLLECTIVE = (Kind.COOP, Kind.UNION, Kind.GROUP)

#: Kinds that may stand on the other side.
PARTNERS = (Kind.ENTERPRISE, *COLLECTIVE, Kind.HOUSEHOLD, Kind.FARM, Kind.OTHER)


class Side(TextChoices):
    """The sides of a contract, in their order; on each there may be several parties.

    A contract links the first two. Those after them sign it too, as contracts of four sides have them (practice): who
    brings knowledge, who lends, which authority witnesses or vouches.
    """

    COLLECTIVE = "collective", _("Bên hợp tác xã")
    PARTNER = "partner", _("Bên đối tác")
    SCIENCE = "science", _("Bên khoa học, kỹ thuật")
    CREDIT = "credit", _("Bên tín dụng")
    AUTHORITY = "authority", _("Bên chính quyền, làm chứng")
    OTHER = "other", _("Bên khác cùng ký")


#: The two sides that a contract links.
LINKED = (Side.COLLECTIVE, Side.PARTNER)

#: The sides that sign it too: who stands there is linked with nobody by it.
FURTHER = tuple(side for side in Side if side not in LINKED)


class Covers(IntegerChoices):
    """What a contract covers, as bits of one number: Decree 98/2018/NĐ-CP a.4."""

    INPUT = 1, _("Cung ứng vật tư, dịch vụ đầu vào")
    PRODUCTION = 2, _("Tổ chức sản xuất, thu hoạch")
    PROCESSING = 4, _("Sơ chế hoặc chế biến")
    CONSUMPTION = 8, _("Tiêu thụ sản phẩm")


class Form(TextChoices):
    """The forms of linkage, in the decree's own order; which mix of stages is which stands in the rules, by date."""

    LK1 = "LK1", _("Đầu vào, sản xuất, chế biến gắn tiêu thụ")
    LK2 = "LK2", _("Cung ứng đầu vào gắn tiêu thụ")
    LK3 = "LK3", _("Sản xuất, thu hoạch gắn tiêu thụ")
    LK4 = "LK4", _("Đầu vào, sản xuất, thu hoạch gắn tiêu thụ")
    LK5 = "LK5", _("Sản xuất, thu hoạch, chế biến gắn tiêu thụ")
    LK6 = "LK6", _("Đầu vào, chế biến gắn tiêu thụ")
    LK7 = "LK7", _("Sơ chế, chế biến gắn tiêu thụ")
    D62 = "D62", _("Theo quy định trước ngày 20/08/2018")
    UNKNOWN = "unknown", _("Chưa rõ hình thức")


class CommoditySector(TextChoices):
    """Groups of commodities: the five of Decree 98/2018/NĐ-CP a.1–3, and everything that is no farm product."""

    CROP = "crop", _("Trồng trọt")
    LIVESTOCK = "livestock", _("Chăn nuôi")
    AQUACULTURE = "aquaculture", _("Thủy sản")
    FORESTRY = "forestry", _("Lâm nghiệp")
    SALT = "salt", _("Muối")
    NON_FARM = "non_farm", _("Không phải nông sản")


#: Sectors of farm products.
FARM = tuple(sector for sector in CommoditySector if sector != CommoditySector.NON_FARM)


class Cycle(TextChoices):
    """How long one production cycle lasts: it decides the shortest term of the decree."""

    SHORT = "lt1y", _("Dưới một năm")
    LONG = "ge1y", _("Từ một năm trở lên")


class PriceRule(TextChoices):
    """How the price is agreed."""

    FIXED = "fixed", _("Giá cố định")
    MARKET = "market", _("Theo giá thị trường")
    FLOOR = "floor", _("Giá sàn")
    MIXED = "mixed", _("Kết hợp")


class TermChange(TextChoices):
    """What may happen to the term of a contract."""

    EXTENDED = "extended", _("Gia hạn")
    ENDED = "ended", _("Chấm dứt trước hạn")


class EndGround(TextChoices):
    """Why a contract was ended before its day."""

    AGREEMENT = "agreement", _("Hai bên thỏa thuận")
    PARTNER_BROKE = "partner_broke", _("Bên đối tác không thực hiện")
    COLLECTIVE_BROKE = "collective_broke", _("Bên hợp tác xã không thực hiện")
    FORCE_MAJEURE = "force_majeure", _("Bất khả kháng: thiên tai, dịch bệnh")
    PRICE = "price", _("Không thống nhất được giá")
    OTHER = "other", _("Lý do khác")
    UNKNOWN = "unknown", _("Chưa rõ")


class Season(TextChoices):
    """Seasons of delivery."""

    SPRING = "spring", _("Vụ xuân")
    SUMMER = "summer", _("Vụ mùa")
    WINTER = "winter", _("Vụ đông")
    YEAR = "year", _("Cả năm")
    BATCH = "batch", _("Lứa, đợt")


class SupportKind(TextChoices):
    """What a linkage may be helped with; rates and ceilings stand in `data/supports.json`."""

    CONSULTING = "consulting", _("Tư vấn xây dựng liên kết")
    INFRASTRUCTURE = "infrastructure", _("Hạ tầng, máy móc phục vụ liên kết")
    INPUTS = "inputs", _("Giống, vật tư, bao bì, nhãn mác")
    TRAINING = "training", _("Khuyến nông, đào tạo, tập huấn")
    TECHNOLOGY = "technology", _("Chuyển giao kỹ thuật, quản lý chất lượng")
    OTHER = "other", _("Hỗ trợ khác")


class DocumentKind(TextChoices):
    """Papers of a linkage."""

    CONTRACT = "contract", _("Hợp đồng liên kết")
    PROJECT = "project", _("Dự án liên kết")
    SUPPORT_PLAN = "support_plan", _("Kế hoạch đề nghị hỗ trợ liên kết")
    ANNEX = "annex", _("Phụ lục hợp đồng")
    LIQUIDATION = "liquidation", _("Biên bản thanh lý")
    OTHER = "other", _("Văn bản khác")


class Stage(TextChoices):
    """Stages of a value chain, in the order in which goods pass them."""

    INPUTS = "inputs", _("Đầu vào")
    PRODUCTION = "production", _("Sản xuất")
    FIRST_PROCESSING = "first_processing", _("Sơ chế")
    PROCESSING = "processing", _("Chế biến")
    TRADE = "trade", _("Tiêu thụ")


class LeaderKind(TextChoices):
    """Who leads a chain, as provinces tell it."""

    COOP_OR_FARM = "coop_or_farm", _("Hợp tác xã, tổ hợp tác, trang trại")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    OTHER = "other", _("Đơn vị khác")


class VentureKind(TextChoices):
    """Joint ventures. The legal meaning of "liên doanh" was not read: both kinds count."""

    CAPITAL = "capital", _("Góp vốn")
    BUSINESS = "business", _("Hợp tác kinh doanh")


class LinkRule(TextChoices):
    """Definitions of "linked" that are in use; what each asks for stands in the rules, by date."""

    ANY_ACTIVE = "ANY_ACTIVE", _("Hợp đồng đang thực hiện với doanh nghiệp")
    CONTRACT_36M = "CONTRACT_36M", _("Hợp đồng từ 36 tháng trở lên")
    DECREE98_TERM = "DECREE98_TERM", _("Đủ thời hạn tối thiểu theo Nghị định 98/2018/NĐ-CP")
    OCOP_SHARE = "OCOP_SHARE", _("Hợp đồng bao trên 75 % sản lượng bán ra")


def leader_kind(kind: str) -> str:
    """The kind of leader that an organisation of this kind is."""
    if kind in (*COLLECTIVE, Kind.FARM):
        return LeaderKind.COOP_OR_FARM
    return LeaderKind.ENTERPRISE if kind == Kind.ENTERPRISE else LeaderKind.OTHER
