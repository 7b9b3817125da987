"""What the journal calls the acts of this room (`settings.ACT_WORDS`)."""

from django.utils.translation import gettext_lazy as _

ACT_WORDS = {
    "support.hold_course": _("Ghi lớp tập huấn"),
    "support.change_course": _("Sửa lớp tập huấn"),
    "support.withdraw_course": _("Rút lại lớp tập huấn"),
    "support.record_coming": _("Ghi người dự lớp tập huấn"),
    "support.withdraw_coming": _("Rút lại người dự lớp tập huấn"),
    "support.give_support": _("Ghi hỗ trợ"),
    "support.enter_supports": _("Nhập danh sách hỗ trợ"),
    "support.change_support": _("Sửa hỗ trợ"),
    "support.withdraw_support": _("Rút lại hỗ trợ"),
    "support.approve_loan": _("Ghi dự án vay vốn"),
    "support.enter_loans": _("Nhập danh sách dự án vay vốn"),
    "support.change_loan": _("Sửa dự án vay vốn"),
    "support.withdraw_loan": _("Rút lại dự án vay vốn"),
    "support.pay_out": _("Ghi giải ngân"),
    "support.change_payout": _("Sửa giải ngân"),
    "support.withdraw_payout": _("Rút lại giải ngân"),
}
