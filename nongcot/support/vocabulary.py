"""The room's closed lists, each code with its words.

Kinds of support follow the Law on Cooperatives 17/2023/QH15 a.20–29; support given before 1 July 2024 is classed by the
same list, for want of another that was read. Topics, roles, programmes and ways of help are practice.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SupportKind(TextChoices):
    """Kinds of support by law, each with its article."""

    PEOPLE = "people", _("Nguồn nhân lực, thông tin, tư vấn (Điều 20)")
    LAND = "land", _("Đất đai (Điều 21)")
    TAX = "tax", _("Thuế, phí, lệ phí (Điều 22)")
    CAPITAL = "capital", _("Tiếp cận vốn, bảo hiểm (Điều 23)")
    SCIENCE = "science", _("Khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số (Điều 24)")
    MARKET = "market", _("Tiếp cận và nghiên cứu thị trường (Điều 25)")
    INFRASTRUCTURE = "infrastructure", _("Kết cấu hạ tầng, trang thiết bị (Điều 26)")
    FINANCE = "finance", _("Tư vấn tài chính, đánh giá rủi ro (Điều 27)")
    AGRICULTURE = "agriculture", _("Lĩnh vực nông nghiệp (Điều 28)")
    FUND = "fund", _("Vay từ quỹ hỗ trợ phát triển hợp tác xã (Điều 29)")


class Help(TextChoices):
    """In what way an organisation was helped."""

    ADVICE = "advice", _("Tư vấn, hướng dẫn")
    LEGAL = "legal", _("Hỗ trợ pháp lý, bảo vệ quyền lợi")
    INFORMATION = "information", _("Cung cấp thông tin")
    LABEL = "label", _("Nhãn, bao bì")
    TRADEMARK = "trademark", _("Đăng ký nhãn hiệu")
    STANDARD = "standard", _("Áp dụng, chứng nhận tiêu chuẩn")
    TRACEABILITY = "traceability", _("Truy xuất nguồn gốc, mã số, mã vạch")
    DIGITAL = "digital", _("Chuyển đổi số")
    EQUIPMENT = "equipment", _("Máy móc, trang thiết bị")
    PROJECT = "project", _("Dự án, mô hình")
    OTHER = "other", _("Cách khác")


class Programme(TextChoices):
    """From which programme it came; the decision behind it is told with each support."""

    OWN = "own", _("Hoạt động thường xuyên của Liên minh")
    COLLECTIVE = "collective", _("Chương trình phát triển kinh tế tập thể")
    RURAL = "rural", _("Chương trình nông thôn mới")
    OCOP = "ocop", _("Chương trình mỗi xã một sản phẩm")
    PROMOTION = "promotion", _("Chương trình xúc tiến thương mại")
    EXTENSION = "extension", _("Khuyến nông, khuyến công")
    DONOR = "donor", _("Nguồn tài trợ")
    OTHER = "other", _("Chương trình khác")


class Topic(TextChoices):
    """What a course was about."""

    LAW = "law", _("Luật và chính sách")
    MANAGEMENT = "management", _("Quản trị, điều hành")
    ACCOUNTING = "accounting", _("Kế toán, tài chính")
    TECHNIQUE = "technique", _("Kỹ thuật sản xuất")
    MARKET = "market", _("Thị trường, xúc tiến")
    DIGITAL = "digital", _("Chuyển đổi số")
    STANDARDS = "standards", _("Tiêu chuẩn, nhãn hiệu")
    OTHER = "other", _("Nội dung khác")


class Holder(TextChoices):
    """Who held a course."""

    ALLIANCE = "alliance", _("Liên minh tổ chức")
    JOINT = "joint", _("Liên minh phối hợp tổ chức")
    OTHERS = "others", _("Cơ quan khác tổ chức")


class Role(TextChoices):
    """In what role people came to a course; numbers alone are kept, never who they were."""

    MANAGER = "manager", _("Cán bộ quản lý")
    CONTROLLER = "controller", _("Kiểm soát viên")
    ACCOUNTANT = "accountant", _("Kế toán")
    MEMBER = "member", _("Thành viên")
    WORKER = "worker", _("Người lao động")
    OFFICIAL = "official", _("Cán bộ xã, huyện, ngành")
    OTHER = "other", _("Người khác")


class Lender(TextChoices):
    """Who lends under a loan project."""

    POLICY_BANK = "policy_bank", _("Ngân hàng Chính sách xã hội")
    SUPPORT_FUND = "support_fund", _("Quỹ hỗ trợ phát triển hợp tác xã")


#: As what kind of support a loan counts.
LENT_AS = {Lender.POLICY_BANK: SupportKind.CAPITAL, Lender.SUPPORT_FUND: SupportKind.FUND}
