"""The registry's closed lists, each code with its words.

Sources: Law 17/2023/QH15, Decree 92/2024/NĐ-CP a.27–28 (legal statuses), Decree 77/2019/NĐ-CP a.14 (ends of groups),
Circular 09/2017/TT-BNNPTNT a.3 (agricultural sub-types); the sector list and the statistical statuses are practice.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kinds of organisation."""

    COOP = "coop", _("Hợp tác xã")
    UNION = "union", _("Liên hiệp hợp tác xã")
    GROUP = "group", _("Tổ hợp tác")
    CREDIT_FUND = "credit_fund", _("Quỹ tín dụng nhân dân")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    HOUSEHOLD = "household", _("Hộ kinh doanh")
    FARM = "farm", _("Trang trại")
    OTHER = "other", _("Tổ chức khác")


#: Kinds registered by certificate under the cooperative law.
CERTIFIED = (Kind.COOP, Kind.UNION, Kind.CREDIT_FUND)


class Sector(TextChoices):
    """Main sectors of reports (practice; bridge to VSIC 2018 unverified against VSIC 2025)."""

    AGR = "AGR", _("Nông nghiệp")
    FOR = "FOR", _("Lâm nghiệp")
    FIS = "FIS", _("Thủy sản")
    SAL = "SAL", _("Diêm nghiệp")
    IND = "IND", _("Công nghiệp - tiểu thủ công nghiệp")
    ELE = "ELE", _("Điện")
    WAT = "WAT", _("Nước sạch")
    ENV = "ENV", _("Môi trường")
    CON = "CON", _("Xây dựng")
    TRA = "TRA", _("Thương mại - dịch vụ")
    TRN = "TRN", _("Giao thông vận tải")
    MKT = "MKT", _("Quản lý chợ")
    HOU = "HOU", _("Nhà ở")
    EDU = "EDU", _("Giáo dục")
    HEA = "HEA", _("Y tế")
    PCF = "PCF", _("Quỹ tín dụng nhân dân")
    OTH = "OTH", _("Ngành khác")


AGRICULTURAL = (Sector.AGR, Sector.FOR, Sector.FIS, Sector.SAL)


class LegalStatus(TextChoices):
    """Legal statuses: Decree 92/2024/NĐ-CP a.27 (co-ops, unions) and a.28 (registered groups: `ending`)."""

    ACTIVE = "active", _("Đang hoạt động")
    SUSPENDED = "suspended", _("Tạm ngừng kinh doanh")
    REVOKED_TAX = "revoked_tax", _("Bị thu hồi do cưỡng chế về quản lý thuế")
    DISSOLVING = (
        "dissolving_or_reorganising",
        _("Đang làm thủ tục giải thể, bị chia, bị hợp nhất, được sáp nhập"),
    )
    ENDING = "ending", _("Đang làm thủ tục chấm dứt hoạt động")
    BANKRUPTCY = "bankruptcy_open", _("Đang làm thủ tục phá sản")
    NOT_AT_ADDRESS = "not_at_address", _("Không hoạt động tại địa chỉ đã đăng ký")
    ENDED = "ended", _("Đã giải thể, phá sản, chấm dứt tồn tại")


#: The same of groups: Decree 92/2024/NĐ-CP a.28. Notified ones have no list of their own and are told alike.
GROUP_ENDED = _("Đã chấm dứt hoạt động")


class StatisticalStatus(TextChoices):
    """What reports call it; by default read from the legal status, overridden by an officer with reason and date."""

    OPERATING = "operating", _("Đang hoạt động")
    INACTIVE = "inactive", _("Ngừng hoạt động")
    AWAITING = "awaiting_dissolution", _("Chờ giải thể")


class Regime(TextChoices):
    """Under which papers a cooperative group stands."""

    NOTIFIED = "notified", _("Có thông báo với UBND cấp xã")
    REGISTERED = "registered", _("Có đăng ký")
    CERTIFIED = "certified", _("Có chứng thực (trước 25/11/2019)")
    NONE = "none", _("Chưa thông báo, đăng ký")


class GoverningLaw(TextChoices):
    """The cooperative law an organisation works under."""

    L2003 = "2003", _("Luật Hợp tác xã 2003")
    L2012 = "2012", _("Luật Hợp tác xã 2012")
    L2023 = "2023", _("Luật Hợp tác xã 2023")


class SizeClass(TextChoices):
    """Size classes, computed per date and regime; never stored as a fact."""

    MICRO = "micro", _("Siêu nhỏ")
    SMALL = "small", _("Nhỏ")
    MEDIUM = "medium", _("Vừa")
    LARGE = "large", _("Lớn")
    UNCLASSIFIED = "unclassified", _("Chưa xếp loại")


class OperatingModel(TextChoices):
    """Operating model: annual report form, item 4."""

    SERVICE = "service", _("Cung ứng dịch vụ cho thành viên")
    JOBS = "jobs", _("Tạo việc làm")
    MIXED = "mixed", _("Hỗn hợp")


class AgriculturalSubtype(TextChoices):
    """Circular 09/2017/TT-BNNPTNT a.3."""

    CROPS = "crops", _("Trồng trọt")
    LIVESTOCK = "livestock", _("Chăn nuôi")
    FORESTRY = "forestry", _("Lâm nghiệp")
    FISHERY = "fishery", _("Thủy sản")
    SALT = "salt", _("Diêm nghiệp")
    WATER = "rural_water", _("Nước sạch nông thôn")
    GENERAL = "general", _("Nông nghiệp tổng hợp")


class AllianceMembership(TextChoices):
    """How an organisation belongs to the provincial alliance."""

    OFFICIAL = "official", _("Thành viên chính thức")
    ASSOCIATE = "associate", _("Thành viên liên kết")


class MemberKind(TextChoices):
    """Kinds of members: Law 17/2023/QH15 a.4(16)–(19)."""

    OFFICIAL = "official", _("Thành viên chính thức")
    ASSOCIATE_CAPITAL = "associate_capital", _("Thành viên liên kết góp vốn")
    ASSOCIATE = "associate", _("Thành viên liên kết không góp vốn")
    UNKNOWN = "unknown", _("Chưa rõ")


class MemberTrait(TextChoices):
    """Traits the law gives priority to: Law 17/2023/QH15 a.18(3)."""

    WOMEN = "women", _("Nữ")
    MINORITY = "minority", _("Dân tộc thiểu số")
    DISABLED = "disabled", _("Khuyết tật")
    INSURED = "insured", _("Tham gia bảo hiểm xã hội")


class YesNo(TextChoices):
    """An answer that may also be missing."""

    YES = "yes", _("Có")
    NO = "no", _("Không")


class EndReason(TextChoices):
    """Why an organisation ended; for groups the grounds of Decree 77/2019/NĐ-CP a.14(1)."""

    VOLUNTARY = "voluntary", _("Giải thể tự nguyện")
    COMPULSORY = "compulsory", _("Giải thể bắt buộc")
    BANKRUPT = "bankrupt", _("Phá sản")
    TERM_EXPIRED = "term_expired", _("Hết thời hạn hợp đồng")
    PURPOSE_ACHIEVED = "purpose_achieved", _("Đạt mục đích hợp tác")
    BELOW_MINIMUM = "below_min_members", _("Không đủ số thành viên tối thiểu")
    AUTHORITY = "authority_decision", _("Theo quyết định của cơ quan nhà nước")
    BY_LAW = "by_contract_or_law", _("Theo hợp đồng hoặc pháp luật")
    AGREEMENT = "by_agreement", _("Theo thỏa thuận")
    UNKNOWN = "unknown", _("Chưa rõ")


class RevocationGround(TextChoices):
    """Grounds on which a certificate is revoked: Law 17/2023/QH15 a.103(1)."""

    FALSE_DECLARATION = "false_declaration", _("Kê khai không trung thực")
    STOPPED = "stopped_12_months", _("Ngừng hoạt động quá 12 tháng không thông báo")
    NO_REPORT = "no_report", _("Không báo cáo việc tuân thủ khi được yêu cầu")
    BELOW_MINIMUM = "below_min_members", _("Không đủ thành viên tối thiểu trong 12 tháng")
    CONTRIBUTIONS = "contribution_limit", _("Vi phạm mức vốn góp tối đa trong 12 tháng")
    NO_MEETING = "no_meeting_18_months", _("Không họp đại hội thành viên thường niên trong 18 tháng")
    AUTHORITY = "court_or_authority", _("Theo quyết định của tòa án, cơ quan có thẩm quyền")
    UNKNOWN = "unknown", _("Chưa rõ")


class EventKind(TextChoices):
    """Lifecycle events: Law 17/2023/QH15 a.39–49, a.92–103; Decrees 92/2024/NĐ-CP a.26–57 and 77/2019/NĐ-CP a.12–14."""

    FOUNDING_MEETING = "founding_meeting", _("Hội nghị thành lập")
    FOUNDED = "founded", _("Thành lập")
    REGISTERED = "registered", _("Đăng ký thành lập")
    NOTIFIED = "notified", _("Thông báo thành lập với UBND cấp xã")
    CERTIFIED = "certified", _("Chứng thực hợp đồng hợp tác")
    CHANGE_REGISTERED = "change_registered", _("Đăng ký thay đổi")
    CHANGE_NOTIFIED = "change_notified", _("Thông báo thay đổi")
    CERTIFICATE_REISSUED = "certificate_reissued", _("Cấp lại, cấp đổi giấy chứng nhận")
    DATA_CORRECTED = "data_corrected", _("Hiệu đính")
    MOVED = "moved", _("Chuyển trụ sở")
    BRANCH_OPENED = "branch_opened", _("Mở chi nhánh, địa điểm kinh doanh")
    BRANCH_CLOSED = "branch_closed", _("Đóng chi nhánh, địa điểm kinh doanh")
    CHARTER_CONFORMED = "charter_conformed", _("Điều lệ phù hợp Luật 2023")
    REREGISTERED = "reregistered", _("Đăng ký lại theo Luật 2012")
    SUSPENDED = "suspended", _("Tạm ngừng kinh doanh")
    RESUMED = "resumed", _("Tiếp tục kinh doanh trở lại")
    ORDERED_STOP = "ordered_stop", _("Bị yêu cầu tạm ngừng, đình chỉ")
    NOT_AT_ADDRESS = "not_at_address", _("Không hoạt động tại địa chỉ đã đăng ký")
    FOUND_AT_ADDRESS = "found_at_address", _("Hoạt động lại tại địa chỉ đã đăng ký")
    REVOKED_TAX = "revoked_tax", _("Thu hồi do cưỡng chế về quản lý thuế")
    REVOKED = "revoked", _("Thu hồi giấy chứng nhận")
    REVOCATION_UNDONE = "revocation_undone", _("Hủy quyết định thu hồi, khôi phục")
    STOPPED = "stopped", _("Ghi nhận ngừng hoạt động")
    AWAITING_DISSOLUTION = "awaiting_dissolution", _("Ghi nhận chờ giải thể")
    OPERATING_AGAIN = "operating_again", _("Ghi nhận hoạt động trở lại")
    DISSOLUTION_RESOLVED = "dissolution_resolved", _("Nghị quyết giải thể")
    DISSOLUTION_CANCELLED = "dissolution_cancelled", _("Hủy nghị quyết giải thể")
    DISSOLVED = "dissolved", _("Giải thể")
    BANKRUPTCY_OPENED = "bankruptcy_opened", _("Mở thủ tục phá sản")
    BANKRUPT = "bankrupt", _("Tuyên bố phá sản")
    ENDING = "ending", _("Làm thủ tục chấm dứt hoạt động")
    ENDED = "ended", _("Chấm dứt hoạt động")
    DIVIDED = "divided", _("Chia")
    SEPARATED = "separated", _("Tách")
    CONSOLIDATED = "consolidated", _("Hợp nhất")
    MERGED_INTO = "merged_into", _("Sáp nhập vào tổ chức khác")
    CONVERTED = "converted", _("Chuyển đổi sang mô hình khác")
    GREW_OUT_OF = "grew_out_of", _("Phát triển từ tổ hợp tác")
    JOINED_UNION = "joined_union", _("Gia nhập liên hiệp")
    LEFT_UNION = "left_union", _("Ra khỏi liên hiệp")
    JOINED_ALLIANCE = "joined_alliance", _("Kết nạp vào Liên minh")
    LEFT_ALLIANCE = "left_alliance", _("Ra khỏi Liên minh")


class Origin(TextChoices):
    """How an organisation was born."""

    FOUNDED = "founded", _("Thành lập mới")
    FROM_GROUP = "converted_from_group", _("Chuyển đổi từ tổ hợp tác")
    DIVISION = "division", _("Hình thành từ chia")
    SEPARATION = "separation", _("Hình thành từ tách")
    CONSOLIDATION = "consolidation", _("Hình thành từ hợp nhất")
    CONVERSION = "conversion", _("Chuyển đổi từ mô hình khác")


#: Born of an organisation that was there before: neither birth nor death, but reclassification.
REORGANISED_ORIGINS = (Origin.DIVISION, Origin.SEPARATION, Origin.CONSOLIDATION, Origin.CONVERSION)


class ProductNature(TextChoices):
    """Goods or services."""

    PRODUCT = "product", _("Sản phẩm")
    SERVICE = "service", _("Dịch vụ")


class BranchKind(TextChoices):
    """Dependent units (Decree 92/2024/NĐ-CP a.14, a.28)."""

    BRANCH = "branch", _("Chi nhánh")
    OFFICE = "office", _("Văn phòng đại diện")
    PLACE = "place", _("Địa điểm kinh doanh")


class Level(TextChoices):
    """The level of the authority that assesses, recognises or certifies; a national recognition is the centre's."""

    DISTRICT = "district", _("Cấp huyện")
    PROVINCE = "province", _("Cấp tỉnh")
    CENTRAL = "central", _("Trung ương")


class Scheme(TextChoices):
    """Certificates a product or an organisation may hold."""

    OCOP = "ocop", _("OCOP")
    VIETGAP = "vietgap", _("VietGAP")
    GLOBALGAP = "globalgap", _("GlobalG.A.P.")
    ORGANIC = "organic", _("Hữu cơ")
    HACCP = "haccp", _("HACCP")
    ISO_22000 = "iso22000", _("ISO 22000")
    FSSC_22000 = "fssc22000", _("FSSC 22000")
    BRC = "brc", _("BRC")
    GMP = "gmp", _("GMP")
    FOOD_SAFETY = "food_safety", _("Đủ điều kiện an toàn thực phẩm")
    ASC = "asc", _("ASC")
    BAP = "bap", _("BAP")
    MSC = "msc", _("MSC")
    HALAL = "halal", _("Halal")
    FDA = "fda", _("Đăng ký cơ sở với FDA Hoa Kỳ")
    GACC = "gacc", _("Mã số xuất khẩu của Hải quan Trung Quốc (GACC)")
    EU_CODE = "eu_code", _("Mã số xuất khẩu sang Liên minh châu Âu")
    PLANTING_AREA = "planting_area_code", _("Mã số vùng trồng")
    PACKHOUSE = "packhouse_code", _("Mã số cơ sở đóng gói")
    TRACEABILITY = "traceability", _("Truy xuất nguồn gốc")
    TRADEMARK = "trademark", _("Nhãn hiệu")
    OTHER = "other", _("Chứng nhận khác")


#: Farm standards, food safety, quality systems: what makes a co-op a certified one.
QUALITY = (
    Scheme.VIETGAP,
    Scheme.GLOBALGAP,
    Scheme.ORGANIC,
    Scheme.HACCP,
    Scheme.ISO_22000,
    Scheme.FOOD_SAFETY,
)

#: What makes a product one with a certificate or mark; a planting-area code is a number, not a certificate.
MARKS = (*QUALITY, Scheme.OCOP, Scheme.TRADEMARK, Scheme.OTHER)
