"""The room's closed lists, each code with its words.

Technologies, awards and steps are those of `data/README.md` with their sources. What an exemplar is, in which fields
and at which levels, is practice: "điển hình tiên tiến" is found, fostered, summed up, replicated; no text scores it.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """In what an exemplar is one."""

    PRODUCTION = "production", _("Sản xuất, kinh doanh")
    CHAIN = "chain", _("Liên kết, chuỗi giá trị")
    HIGH_TECH = "high_tech", _("Ứng dụng công nghệ cao")
    OCOP = "ocop", _("Sản phẩm OCOP")
    ENVIRONMENT = "environment", _("Bảo vệ môi trường")
    SERVICE = "service", _("Dịch vụ cho thành viên")
    OTHER = "other", _("Lĩnh vực khác")


class Level(TextChoices):
    """Who designates or commends."""

    COMMUNE = "commune", _("Cấp xã")
    DISTRICT = "district", _("Cấp huyện (đến 30/06/2025)")
    ALLIANCE = "alliance", _("Liên minh HTX tỉnh")
    PROVINCE = "province", _("Cấp tỉnh")
    NATIONAL_ALLIANCE = "national_alliance", _("Liên minh HTX Việt Nam")
    STATE = "state", _("Cấp Nhà nước")


class Title(TextChoices):
    """What a designation makes of a co-op."""

    EXEMPLAR = "exemplar", _("Điển hình tiên tiến")
    MODEL = "model", _("Mô hình HTX hiệu quả của một chương trình")


class Programme(TextChoices):
    """Programmes that choose effective models."""

    QD167_2021 = "QD167_2021", _("Đề án theo Quyết định 167/QĐ-TTg (2021–2025)")
    PROVINCE = "PROVINCE", _("Chương trình của tỉnh")
    OTHER = "OTHER", _("Chương trình khác")


class Step(TextChoices):
    """From movement to review; the council's step is sourced, the others are practice (not verified)."""

    LAUNCHED = "launched", _("Phát động phong trào")
    REGISTERED = "registered", _("Đăng ký danh hiệu")
    REPORTED = "reported", _("Báo cáo thành tích của hợp tác xã")
    COMMUNE = "commune", _("Ý kiến của Ủy ban nhân dân cấp xã")
    SCREENED = "screened", _("Liên minh thẩm tra hồ sơ")
    COUNCIL = "council", _("Hội đồng bỏ phiếu")
    PROPOSED = "proposed", _("Trình cấp có thẩm quyền")
    PUBLICISED = "publicised", _("Công bố, tuyên truyền")


class Outcome(TextChoices):
    """How a step ended."""

    DONE = "done", _("Xong, đồng ý")
    REFUSED = "refused", _("Không đồng ý, trả lại")


class Finding(TextChoices):
    """What was found of a condition."""

    MET = "met", _("Đạt")
    UNMET = "unmet", _("Không đạt")
    UNKNOWN = "unknown", _("Chưa rõ")


class Criterion(TextChoices):
    """Conditions that rows of criteria name; a row may bring others with a label of their own."""

    OPERATING = "operating", _("Đang hoạt động")
    LAW = "law", _("Tổ chức và hoạt động theo Luật Hợp tác xã hiện hành")
    LISTED_MODEL = "listed_model", _("Hoạt động theo một trong các mô hình được lựa chọn")
    RATED_GOOD = "rated_good", _("Được xếp loại tốt")
    PROFITABLE = "profitable", _("Có lãi liên tục trong số năm yêu cầu")
    DUTIES_PAID = "duties_paid", _("Hoàn thành nghĩa vụ thuế, bảo hiểm xã hội")
    NO_VIOLATION = "no_violation", _("Không vi phạm pháp luật")
    REPLICABLE = "replicable", _("Cách làm có thể nhân rộng")
    WITHIN_QUOTA = "within_quota", _("Không vượt số mô hình của tỉnh")


class Review(TextChoices):
    """What a yearly review decides."""

    KEPT = "kept", _("Giữ danh hiệu")
    WITHDRAWN = "withdrawn", _("Thu hồi danh hiệu")


class Technology(TextChoices):
    """Groups of technology after the topics of Decision 738/QĐ-BNN-KHCN (own grouping, not verified)."""

    GREENHOUSE = "GREENHOUSE", _("Nhà màng, nhà lưới, thủy canh")
    IRRIGATION = "IRRIGATION", _("Tưới tiết kiệm, tự động")
    IOT_SENSOR = "IOT_SENSOR", _("Cảm biến, IoT, tự động hóa")
    DRONE_MECH = "DRONE_MECH", _("Máy bay phun, cơ giới hóa đồng bộ")
    BIOTECH_SEED = "BIOTECH_SEED", _("Giống, vi sinh, công nghệ sinh học")
    RAS_BIOFLOC = "RAS_BIOFLOC", _("Nuôi tuần hoàn, biofloc")
    CLOSED_BARN = "CLOSED_BARN", _("Chuồng kín, tự động")
    PROC_PRESERVE = "PROC_PRESERVE", _("Chế biến sâu, bảo quản")
    DIGITAL_TRACE = "DIGITAL_TRACE", _("Truy xuất điện tử, nhật ký điện tử")
    OTHER = "OTHER", _("Công nghệ khác")


class LegalTitle(TextChoices):
    """Titles of law that stand behind a recognition, where there is one; none is made for co-ops."""

    NONE = "", _("Không có danh hiệu theo luật")
    ENTERPRISE = "enterprise", _("Giấy chứng nhận doanh nghiệp nông nghiệp ứng dụng công nghệ cao")
    ZONE = "zone", _("Vùng nông nghiệp ứng dụng công nghệ cao được công nhận")
    PROJECT = "project", _("Dự án theo Quyết định 738/QĐ-BNN-KHCN")


class Spent(TextChoices):
    """What an investment went into."""

    MACHINERY = "machinery", _("Máy móc, thiết bị")
    TECHNOLOGY = "technology", _("Công nghệ, phần mềm")
    FACILITY = "facility", _("Mở rộng nhà xưởng, kho, cơ sở")
    AREA = "area", _("Mở rộng diện tích sản xuất")
    BUSINESS = "business", _("Mở rộng hoạt động khác")


class Fund(TextChoices):
    """Where the money of an investment came from."""

    OWN = "own", _("Vốn của hợp tác xã")
    MEMBERS = "members", _("Thành viên góp thêm")
    BANK = "bank", _("Vay ngân hàng thương mại")
    POLICY_BANK = "policy_bank", _("Vay Ngân hàng Chính sách xã hội")
    SUPPORT_FUND = "support_fund", _("Vay Quỹ hỗ trợ phát triển HTX")
    BUDGET = "budget", _("Ngân sách nhà nước hỗ trợ")
    ENTERPRISE = "enterprise", _("Doanh nghiệp liên kết đầu tư")
    OTHER = "other", _("Nguồn khác")
    UNKNOWN = "unknown", _("Chưa rõ nguồn")


class AwardKind(TextChoices):
    """Awards and commendations; which of them rest on a text that was read stands in `data/README.md`."""

    COOPSTAR = "COOPSTAR", _("Giải thưởng Ngôi sao Hợp tác xã (CoopStar Awards)")
    MAI_AN_TIEM = "MAI_AN_TIEM", _("Giải thưởng Mai An Tiêm")
    BK_LMHTXVN = "BK_LMHTXVN", _("Bằng khen Liên minh HTX Việt Nam")
    BK_UBND_TINH = "BK_UBND_TINH", _("Bằng khen Chủ tịch UBND tỉnh")
    GK_LMHTX_TINH = "GK_LMHTX_TINH", _("Giấy khen Liên minh HTX tỉnh")
    HC_LAO_DONG = "HC_LAO_DONG", _("Huân chương Lao động")
    OTHER = "OTHER", _("Giải thưởng, khen thưởng khác")


class Per(TextChoices):
    """What the amounts of an effective model are told for."""

    YEAR = "year", _("cả mô hình, một năm")
    SEASON = "season", _("cả mô hình, một vụ")
    HA_YEAR = "ha_year", _("một ha, một năm")
    HA_SEASON = "ha_season", _("một ha, một vụ")


class Remedy(TextChoices):
    """What is undertaken with a weak or stopped co-op."""

    VISIT = "visit", _("Làm việc, nắm tình hình")
    RESTORE = "restore", _("Củng cố, phục hồi hoạt động")
    REORGANISE = "reorganise", _("Tổ chức lại, sáp nhập")
    CONVERT = "convert", _("Chuyển đổi mô hình, đăng ký lại theo luật")
    DISSOLVE = "dissolve", _("Hướng dẫn giải thể")
    CLOSED = "closed", _("Đã xong, đưa ra khỏi danh sách")
