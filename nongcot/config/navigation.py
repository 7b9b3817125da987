"""The table of contents of every page: (label, address, icon, capability, group)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Line = tuple[str | Promise, str, str, str, str | Promise]

_RECORDS = _("Sổ và số liệu")
_WORK = _("Việc theo kỳ")
_HELP = _("Trợ giúp và vận hành")

NAVIGATION: tuple[Line, ...] = (
    (_("Tổng quan"), "web:home", "home", "public", _RECORDS),
    (_("Sổ đăng ký"), "registry:register", "register", "public", _RECORDS),
    (_("Sản phẩm"), "registry:products", "shop", "public", _RECORDS),
    (_("Liên kết"), "linkage:contracts", "link", "public", _RECORDS),
    (_("Hội chợ, xúc tiến"), "trade:calendar", "calendar", "public", _RECORDS),
    (_("Hỗ trợ hợp tác xã"), "support:supports", "medal", "public", _RECORDS),
    (_("OCOP"), "ocop:index", "star", "public", _RECORDS),
    (_("Điển hình, công nghệ cao"), "exemplars:board", "medal", "public", _RECORDS),
    (_("Số liệu"), "indicators:index", "figures", "public", _RECORDS),
    (_("Địa bàn"), "places:browse", "place", "public", _RECORDS),
    (_("Số trích dẫn"), "indicators:quoted", "news", "public", _RECORDS),
    (_("Văn bản làm căn cứ"), "basis:documents", "help", "public", _RECORDS),
    (_("Ghi sổ"), "registry:record", "edit", "register.edit", _RECORDS),
    (_("Nhật ký ghi sổ"), "registry:journal", "clock", "register.view_working", _RECORDS),
    (_("Nông thôn mới"), "ntm:communes", "place", "public", _RECORDS),
    (_("Chấm điểm OCOP"), "ocop:assigned", "medal", "ocop.score", _WORK),
    (_("Nhập liệu"), "intake:upload", "upload", "intake.apply", _WORK),
    (_("Liên minh và thành viên"), "plans:alliance", "user", "public", _WORK),
    (_("Kế hoạch, chỉ tiêu"), "plans:plan", "target", "public", _WORK),
    (_("Báo cáo"), "reports:reports", "report", "reports.compose", _WORK),
    (_("Trợ giúp"), "web:help", "info", "register.view_working", _HELP),
    (_("Quản trị"), "keeper:index", "lock", "upkeep", _HELP),
    (_("Mẫu trình bày"), "ui:samples", "form", "upkeep", _HELP),
)

#: What stands in the header of visitors; their other entries are folded behind it.
HEADLINES = (
    "web:home",
    "registry:register",
    "registry:products",
    "linkage:contracts",
    "ocop:index",
    "indicators:index",
    "places:browse",
    "plans:plan",
)
