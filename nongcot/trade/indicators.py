"""What fairs and promotion count: the queries behind the room's rows of the vocabulary."""

from django.utils.translation import gettext_lazy as _

from nongcot.indicators.declare import Axis, Cell, Events, Indicator, Stock
from nongcot.registry.vocabulary import Scheme
from nongcot.trade.vocabulary import CONNECTING, GTIN, INTERNATIONAL, AgreementKind, EventType, Scope

_CONNECTING = tuple(str(one) for one in CONNECTING)
_AMONG_CONNECTING = ", ".join(f"'{one}'" for one in _CONNECTING)
_EVENT = {"event_type": "p.event_type", "scope_of_event": "p.scope"}
_AT_A_FAIR = "p.kind = 'coop' AND p.fair = 1"
_OF_A_FAIR = {"scope_of_event": "p.scope", "event": "CAST(p.event_id AS varchar(20))"}

KINDS_OF_PROOF = Axis(
    "certificate_kind",
    keys=(*Scheme.values, GTIN),
    having="',' || p.certificates || ',' LIKE '%,' || x.key || ',%'",
)

INDICATORS = (
    Indicator(
        "trade_events",
        Events("trade_opening", "1 = 1", cells=_EVENT, subject="p.event_id"),
        says=_(
            "Sự kiện khai mạc trong kỳ, không bị hủy, có hợp tác xã, liên hiệp hoặc tổ hợp tác tham gia hoặc được Liên "
            "minh mời; tính theo ngày khai mạc."
        ),
    ),
    Indicator(
        "fair_cooperatives",
        Events("trade_attendance", _AT_A_FAIR, cells=_OF_A_FAIR),
        says=_(
            "Hợp tác xã đã tham gia (không chỉ đăng ký) ít nhất một hội chợ, triển lãm khai mạc trong kỳ, mỗi hợp tác "
            "xã một lần; trong hay ngoài tỉnh, kể cả quốc tế và ở nước ngoài, không kể trực tuyến, theo cách đọc có "
            "hiệu lực ngày khai mạc; không kể quỹ tín dụng nhân dân. Các quý cộng lại không bằng cả năm."
        ),
    ),
    Indicator(
        "fair_participations",
        Events("trade_attendance", _AT_A_FAIR, cells=_OF_A_FAIR, subject="p.participation_id"),
        says=_(
            "Lượt hợp tác xã tham gia hội chợ, triển lãm khai mạc trong kỳ: một hợp tác xã đi ba hội chợ là ba lượt; "
            "cùng cách đọc với số hợp tác xã tham gia."
        ),
    ),
    Indicator(
        "international_fair_ready_cooperatives",
        Stock(
            "trade_fitness",
            "p.kind = 'coop' AND p.operating = 1",
            axes=(KINDS_OF_PROOF,),
            arrives_by="entered",
            operating=True,
        ),
        says=_(
            "Hợp tác xã đang hoạt động có ít nhất một sản phẩm đạt mọi điều bắt buộc của bảng kiểm có hiệu lực ngày "
            "ấy, theo chứng nhận còn hạn ngày ấy. Đủ điều kiện chưa phải là đã đi; không luật nào quy định bảng kiểm "
            "này."
        ),
        terms={
            ("in", "entered"): _("Mới đủ điều kiện"),
            ("in", "changed"): _("Đủ do bảng kiểm hoặc chứng nhận thay đổi"),
            ("out", "expired"): _("Chứng nhận, mã hoặc xác nhận hết hạn"),
            ("out", "changed"): _("Không còn đủ do bảng kiểm thay đổi"),
        },
    ),
    Indicator(
        "international_fair_cooperatives",
        Cell("fair_cooperatives", {"scope_of_event": tuple(str(one) for one in INTERNATIONAL)}),
        says=_(
            "Hợp tác xã đã tham gia ít nhất một hội chợ, triển lãm quốc tế khai mạc trong kỳ, tổ chức tại Việt Nam "
            "hoặc ở nước ngoài; luôn là ô tương ứng của hợp tác xã tham gia hội chợ."
        ),
    ),
    Indicator(
        "trade_connection_events",
        Cell("trade_events", {"event_type": _CONNECTING}),
        says=_(
            "Sự kiện xúc tiến trong kỳ là hội nghị kết nối cung cầu, phiên chợ, đoàn khảo sát, giao thương hoặc "
            "livestream."
        ),
    ),
    Indicator(
        "trade_connection_cooperatives",
        Events("trade_attendance", f"p.kind = 'coop' AND p.event_type IN ({_AMONG_CONNECTING})", cells=_EVENT),
        says=_(
            "Hợp tác xã đã tham gia ít nhất một hoạt động kết nối giao thương khai mạc trong kỳ, mỗi hợp tác xã một "
            "lần."
        ),
    ),
    Indicator(
        "trade_contracts",
        Events(
            "trade_agreement",
            "p.kind IN ('coop', 'union', 'group')",
            cells={"scope_of_event": "p.scope", "agreement_kind": "p.agreement_kind"},
            amount="p.number",
            subject="p.participation_id",
        ),
        says=_(
            "Hợp đồng và biên bản ghi nhớ mà hợp tác xã, liên hiệp, tổ hợp tác cho biết đã ký tại sự kiện khai mạc "
            "trong kỳ, theo kết quả đã báo; tính theo ngày khai mạc."
        ),
    ),
)

#: Breakdown → key → label, in the order tables print them.
LABELS = {
    "event_type": dict(EventType.choices),
    "scope_of_event": dict(Scope.choices),
    "agreement_kind": dict(AgreementKind.choices),
    "certificate_kind": {**dict(Scheme.choices), GTIN: _("Mã GTIN")},
}
