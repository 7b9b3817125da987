"""Who may do what: the one table of roles and capabilities.

A capability is a word such as `register.edit`; everything that asks for leave asks for one of these words. The table is
printed in `docs/reference/roles.md`.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The kinds of account. A visitor has none: nobody signed in."""

    OFFICER = "officer", _("Cán bộ Liên minh")
    LEADER = "leader", _("Lãnh đạo Liên minh")
    KEEPER = "keeper", _("Quản trị hệ thống")
    COUNCIL = "council_member", _("Thành viên hội đồng OCOP")


VISITOR = "visitor"
EVERYONE = (VISITOR, *Role.values)
PUBLIC = "public"


@dataclass(frozen=True)
class Capability:
    """One thing that may be done, the sentence that says so, and the roles that may."""

    code: str
    sentence: str | Promise
    roles: tuple[str, ...]


CAPABILITIES = {
    capability.code: capability
    for capability in (
        Capability(PUBLIC, _("Xem các trang công khai."), EVERYONE),
        Capability("account.own", _("Xem tài khoản và đổi mật khẩu của chính mình."), tuple(Role.values)),
        Capability(
            "register.view_working",
            _("Xem thông tin nghiệp vụ trong sổ đăng ký, như người liên hệ của tổ chức."),
            (Role.OFFICER, Role.LEADER, Role.KEEPER),
        ),
        Capability("register.edit", _("Ghi nhận, đính chính dữ kiện trong sổ đăng ký."), (Role.OFFICER,)),
        Capability("register.undo", _("Rút lại một lần ghi sổ."), (Role.OFFICER,)),
        Capability(
            "linkage.edit", _("Ghi hợp đồng liên kết, chuỗi giá trị, liên doanh; chọn cách đọc."), (Role.OFFICER,)
        ),
        Capability("support.edit", _("Ghi lớp tập huấn, hỗ trợ và vốn vay của hợp tác xã."), (Role.OFFICER,)),
        Capability("trade.edit", _("Ghi sự kiện xúc tiến, người tham gia và kết quả."), (Role.OFFICER,)),
        Capability("indicators.quote", _("Ghi số trích dẫn từ văn bản."), (Role.OFFICER,)),
        Capability("basis.edit", _("Ghi văn bản làm căn cứ."), (Role.OFFICER,)),
        Capability(
            "exemplars.edit",
            _("Ghi điển hình, công nghệ cao, đầu tư, mô hình hiệu quả, khen thưởng và việc củng cố."),
            (Role.OFFICER,),
        ),
        Capability("intake.apply", _("Nhập dữ liệu từ bảng tính vào sổ."), (Role.OFFICER,)),
        Capability("intake.undo", _("Rút lại một lần nhập."), (Role.OFFICER,)),
        Capability("ocop.view", _("Xem hồ sơ và phiên chấm OCOP."), (Role.OFFICER, Role.LEADER)),
        Capability("ocop.edit", _("Ghi hồ sơ, kết quả OCOP, mở phiên chấm."), (Role.OFFICER,)),
        Capability("ocop.score", _("Chấm điểm các hồ sơ OCOP được giao."), (Role.OFFICER, Role.COUNCIL)),
        Capability("plans.edit", _("Ghi nhiệm kỳ và chỉ tiêu."), (Role.OFFICER,)),
        Capability("ntm.edit", _("Ghi danh hiệu nông thôn mới của xã và minh chứng."), (Role.OFFICER,)),
        Capability("reports.compose", _("Lập và tải báo cáo."), (Role.OFFICER, Role.LEADER)),
        Capability(
            "ledger.known_at_any",
            _("Xem số liệu theo hiểu biết của một thời điểm bất kỳ trong quá khứ."),
            (Role.OFFICER, Role.LEADER),
        ),
        Capability("upkeep", _("Quản lý tài khoản và vận hành hệ thống."), (Role.KEEPER,)),
    )
}
