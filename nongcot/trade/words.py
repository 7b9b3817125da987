"""What the journal calls the acts of this room (`settings.ACT_WORDS`)."""

from django.utils.translation import gettext_lazy as _

ACT_WORDS = {
    "trade.plan_event": _("Ghi sự kiện xúc tiến"),
    "trade.change_event": _("Sửa sự kiện xúc tiến"),
    "trade.cancel_event": _("Ghi nhận hủy sự kiện xúc tiến"),
    "trade.withdraw_event": _("Rút lại sự kiện xúc tiến"),
    "trade.invite": _("Mời tham gia sự kiện"),
    "trade.register": _("Đăng ký tham gia sự kiện"),
    "trade.move": _("Cập nhật người tham gia sự kiện"),
    "trade.change_participation": _("Sửa lượt tham gia"),
    "trade.withdraw_participation": _("Rút lại lượt tham gia"),
    "trade.enter_participations": _("Nhập danh sách tham gia sự kiện"),
    "trade.record_result": _("Ghi kết quả tham gia"),
    "trade.record_results": _("Nhập kết quả tham gia"),
    "trade.withdraw_result": _("Rút lại kết quả tham gia"),
    "trade.confirm": _("Xác nhận điều kiện xuất khẩu"),
    "trade.end_confirmation": _("Kết thúc xác nhận điều kiện xuất khẩu"),
    "trade.withdraw_confirmation": _("Rút lại xác nhận điều kiện xuất khẩu"),
    "trade.open_shop": _("Ghi gian hàng trực tuyến"),
    "trade.close_shop": _("Ghi nhận đóng gian hàng trực tuyến"),
    "trade.withdraw_shop": _("Rút lại gian hàng trực tuyến"),
    "trade.ask_for": _("Ghi yêu cầu của người mua"),
    "trade.change_request": _("Sửa yêu cầu của người mua"),
    "trade.close_request": _("Kết thúc yêu cầu của người mua"),
    "trade.withdraw_request": _("Rút lại yêu cầu của người mua"),
    "trade.offer": _("Ghi chào hàng"),
    "trade.change_offer": _("Sửa chào hàng"),
    "trade.settle_offer": _("Ghi kết quả chào hàng"),
    "trade.withdraw_offer": _("Rút lại chào hàng"),
    "trade.choose_reading": _("Chọn cách đọc"),
}
