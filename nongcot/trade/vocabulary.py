"""The room's closed lists, each code with its words.

Types and scopes of events are practice of alliances; a fair is that of the Commercial Law 36/2005/QH11 a.129. An
international fair held in Vietnam and one abroad are kept apart: OCOP criteria and targets speak of either.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EventType(TextChoices):
    """Kinds of promotion events."""

    FAIR = "FAIR", _("Hội chợ")
    EXHIBITION = "EXHIBITION", _("Triển lãm")
    MARKET_DAY = "MARKET_DAY", _("Phiên chợ, tuần hàng")
    SUPPLY_DEMAND = "SUPPLY_DEMAND", _("Hội nghị kết nối cung cầu")
    SHOWROOM = "SHOWROOM", _("Điểm giới thiệu, bán hàng")
    STUDY_TOUR = "STUDY_TOUR", _("Đoàn khảo sát, giao thương")
    LIVESTREAM = "LIVESTREAM", _("Livestream, gian hàng số")


#: Events that bring sellers and buyers together ("kết nối giao thương").
CONNECTING = (EventType.SUPPLY_DEMAND, EventType.MARKET_DAY, EventType.STUDY_TOUR, EventType.LIVESTREAM)


class Scope(TextChoices):
    """Where an event is held, as reports tell it."""

    IN_PROVINCE = "IN_PROVINCE", _("Trong tỉnh")
    OUT_PROVINCE = "OUT_PROVINCE", _("Ngoài tỉnh")
    INTERNATIONAL_IN_VN = "INTERNATIONAL_IN_VN", _("Quốc tế tổ chức tại Việt Nam")
    ABROAD = "ABROAD", _("Ở nước ngoài")
    ONLINE = "ONLINE", _("Trực tuyến")


INTERNATIONAL = (Scope.INTERNATIONAL_IN_VN, Scope.ABROAD)

#: Scopes as sums over a year tell them: each alone, the international ones together.
SCOPE_GROUPS: dict[str, tuple[Scope, ...]] = {
    Scope.IN_PROVINCE.value: (Scope.IN_PROVINCE,),
    Scope.OUT_PROVINCE.value: (Scope.OUT_PROVINCE,),
    "INTERNATIONAL": INTERNATIONAL,
    Scope.ONLINE.value: (Scope.ONLINE,),
}

#: What lists may be narrowed to: a scope, or the international ones together.
SCOPES_ASKED = (*Scope.choices, ("INTERNATIONAL", _("Quốc tế, ở Việt Nam hoặc nước ngoài")))


def is_of_scope(asked: str, scope: str) -> bool:
    """Whether a scope is the one, or of the group, that was asked for; "" asks for any."""
    return asked in ("", scope) or scope in SCOPE_GROUPS.get(asked, ())


class Step(TextChoices):
    """How far a participation has come."""

    INVITED = "INVITED", _("Đã mời")
    REGISTERED = "REGISTERED", _("Đã đăng ký")
    ELIGIBLE = "ELIGIBLE", _("Đủ điều kiện")
    SELECTED = "SELECTED", _("Được chọn")
    ATTENDED = "ATTENDED", _("Đã tham gia")
    NO_SHOW = "NO_SHOW", _("Vắng mặt")
    WITHDRAWN = "WITHDRAWN", _("Rút đăng ký")


_WAY = (Step.INVITED, Step.REGISTERED, Step.ELIGIBLE, Step.SELECTED)

#: Steps that may follow one: any later one, since papers skip steps; whoever withdrew may register again.
NEXT: dict[str, tuple[Step, ...]] = {
    **{step: (*_WAY[index + 1 :], Step.ATTENDED, Step.NO_SHOW, Step.WITHDRAWN) for index, step in enumerate(_WAY)},
    Step.ATTENDED: (),
    Step.NO_SHOW: (),
    Step.WITHDRAWN: (Step.REGISTERED,),
}

#: Steps that say an organisation is fit to go.
FOUND_FIT = (Step.ELIGIBLE, Step.SELECTED)

#: Steps that only an event which has opened knows.
AT_THE_EVENT = (Step.ATTENDED, Step.NO_SHOW)


class AgreementKind(TextChoices):
    """What was signed at an event."""

    CONTRACT = "contract", _("Hợp đồng")
    MEMORANDUM = "memorandum", _("Biên bản ghi nhớ")


class ConfirmationKind(TextChoices):
    """What an officer saw of an organisation or product that no certificate tells."""

    BILINGUAL_LABEL = "bilingual_label", _("Nhãn song ngữ")
    CAPACITY = "capacity", _("Năng lực cung ứng")
    OPEN_VIOLATION = "open_violation", _("Vi phạm chưa khắc phục")


class Outcome(TextChoices):
    """What became of a co-op's offer to a buyer."""

    OPEN = "open", _("Đang trao đổi")
    AGREED = "agreed", _("Đã thỏa thuận")
    DECLINED = "declined", _("Không thành")


#: Kinds of proof that the checklist for international fairs knows besides schemes of certificates.
GTIN = "gtin"
