"""The room's closed lists, each code with its words.

Sources: Decisions 1048/QĐ-TTg (21/08/2019), 148/QĐ-TTg (24/02/2023), 1489/QĐ-TTg (06/07/2025) and 26/2026/QĐ-TTg
(22/05/2026). Sectors and groups are those of 26/2026; what 1048 cut otherwise keeps a key of its own, because no text
maps one on the other.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Regime(TextChoices):
    """The criteria set under which a product is assessed; an attribute of the dossier, never of today."""

    QD1048 = "QD1048-2019", _("Quyết định 1048/QĐ-TTg (2019)")
    QD148 = "QD148-2023", _("Quyết định 148/QĐ-TTg (2023)")
    QD26 = "QD26-2026", _("Quyết định 26/2026/QĐ-TTg")


class DossierKind(TextChoices):
    """What a dossier asks for: 26/2026, form 01."""

    FIRST = "first", _("Sản phẩm mới")
    UPGRADE = "upgrade", _("Nâng hạng")
    RE_EVALUATION = "re_evaluation", _("Đánh giá lại")


class ProducerKind(TextChoices):
    """Kinds of producers ("chủ thể") as published figures tell them apart."""

    COOP_OR_UNION = "coop_or_union", _("Hợp tác xã, liên hiệp")
    GROUP = "group", _("Tổ hợp tác")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    HOUSEHOLD = "household", _("Hộ kinh doanh")
    OTHER = "other", _("Chủ thể khác")


class Stage(TextChoices):
    """Where a dossier stands; worked out from what was recorded of it."""

    DRAFT = "draft", _("Đang chuẩn bị")
    FILED = "filed", _("Đã nộp")
    COMMUNE_CHECKED = "commune_checked", _("Xã đã kiểm tra")
    ASSESSED = "assessed", _("Có kết quả đánh giá")
    PENDING_FIVE = "pending_five", _("Tiềm năng 5 sao, chờ Trung ương")
    RECOGNISED = "recognised", _("Đã công nhận")
    NOT_RECOGNISED = "not_recognised", _("Không được công nhận")
    RETURNED = "returned", _("Bị trả lại")
    WITHDRAWN = "withdrawn", _("Chủ thể rút hồ sơ")


class StepKind(TextChoices):
    """What happens to a dossier between filing and result, and to a recognition afterwards."""

    COMMUNE_CHECK = "commune_check", _("Xã kiểm tra")
    RETURNED = "returned", _("Trả lại hồ sơ")
    FILED_AGAIN = "filed_again", _("Nộp lại hồ sơ")
    WITHDRAWN = "withdrawn", _("Chủ thể rút hồ sơ")
    REVOKED = "revoked", _("Thu hồi giấy chứng nhận")


#: What happens only to a dossier that was filed.
AFTER_FILING = (StepKind.COMMUNE_CHECK, StepKind.RETURNED, StepKind.FILED_AGAIN)


class Content(TextChoices):
    """The four contents that a commune checks: 1489/QĐ-TTg; 26/2026."""

    ORIGIN_LOCAL_MATERIAL = "ORIGIN_LOCAL_MATERIAL", _("Nguồn gốc nguyên liệu địa phương")
    LOCAL_LABOUR = "LOCAL_LABOUR", _("Sử dụng lao động địa phương")
    PRODUCT_IDEA_ORIGIN = "PRODUCT_IDEA_ORIGIN", _("Nguồn gốc ý tưởng sản phẩm")
    LOCAL_IDENTITY = "LOCAL_IDENTITY", _("Trí tuệ, bản sắc địa phương")


class Stop(TextChoices):
    """Disqualifiers ("không đánh giá") of 26/2026: with one of them a product is not scored at all."""

    FORGED_DOSSIER = "FORGED_DOSSIER", _("Hồ sơ giả mạo")
    DOSSIER_NOT_COMPLIANT = "DOSSIER_NOT_COMPLIANT", _("Hồ sơ không đúng quy định")
    FOOD_SAFETY = "FOOD_SAFETY_CERTIFICATE_BREACH", _("Vi phạm điều kiện an toàn thực phẩm")
    GMP = "PRODUCTION_CERTIFICATE_BREACH_GMP", _("Vi phạm điều kiện thực hành sản xuất tốt (GMP)")
    DECLARATION_MISSING = "DECLARATION_MISSING", _("Thiếu công bố bắt buộc")
    LICENCE_MISSING = "PRODUCTION_LICENCE_MISSING", _("Thiếu giấy phép sản xuất")
    CONDITION_MISSING = "MANDATORY_PRODUCTION_CONDITION_MISSING", _("Thiếu điều kiện sản xuất bắt buộc")


class RevocationReason(TextChoices):
    """Why a certificate is revoked: 26/2026 a.8."""

    FALSE_DOSSIER = "FALSE_DOSSIER", _("Hồ sơ không trung thực")
    CRITERIA_NO_LONGER_MET = "CRITERIA_NO_LONGER_MET", _("Không còn đạt tiêu chí")
    LEGAL_BREACH = "LEGAL_BREACH", _("Vi phạm pháp luật")
    LOGO_MISUSE = "LOGO_MISUSE", _("Dùng sai biểu trưng OCOP")
    PRODUCTION_CEASED = "PRODUCTION_CEASED", _("Ngừng sản xuất")
    OTHER_AUTHORITY = "OTHER_AUTHORITY_CONCLUSION", _("Kết luận của cơ quan khác")


class ProductSector(TextChoices):
    """Sectors ("ngành") of products."""

    FOOD = "I", _("Thực phẩm")
    DRINKS = "II", _("Đồ uống")
    MEDICINAL = "III", _("Dược liệu và sản phẩm từ dược liệu")
    HANDICRAFT = "IV", _("Thủ công mỹ nghệ")
    ORNAMENTAL = "V", _("Sinh vật cảnh")
    TEXTILE_1048 = "V_1048", _("Vải, may mặc (ngành riêng theo Quyết định 1048)")
    TOURISM = "VI", _("Dịch vụ du lịch cộng đồng, du lịch sinh thái, điểm du lịch")


class ProductGroup(TextChoices):
    """Groups ("nhóm") of products; those of 1048 whose names no source gives are called by their sets."""

    FRESH = "I.1", _("Thực phẩm tươi sống")
    RAW = "I.2", _("Thực phẩm thô, sơ chế")
    PROCESSED = "I.3", _("Thực phẩm chế biến")
    SPICE = "I.4", _("Gia vị")
    TEA = "I.5", _("Chè")
    COFFEE = "I.6", _("Cà phê, ca cao")
    ALCOHOL = "II.1", _("Đồ uống có cồn")
    SOFT = "II.2", _("Đồ uống không cồn")
    FUNCTIONAL = "III.1", _("Thực phẩm chức năng, thuốc dược liệu, thuốc cổ truyền")
    COSMETIC = "III.2", _("Mỹ phẩm có thành phần từ dược liệu")
    ESSENTIAL_OIL = "III.3", _("Tinh dầu và dược liệu khác")
    CRAFT = "IV.1", _("Thủ công mỹ nghệ gia dụng, trang trí")
    TEXTILE = "IV.2", _("Vải, may mặc")
    FLOWER = "V.1", _("Hoa")
    PLANT = "V.2", _("Cây cảnh")
    ANIMAL = "V.3", _("Động vật cảnh")
    TOURISM = "VI.1", _("Dịch vụ du lịch cộng đồng, du lịch sinh thái, điểm du lịch")
    COSMETIC_1048 = "III.2_1048", _("Mỹ phẩm (Quyết định 1048)")
    MEDICAL_DEVICE_1048 = "III.3_1048", _("Trang thiết bị, dụng cụ y tế (Quyết định 1048)")
    HERB_1048 = "III.4_1048", _("Thảo dược khác (Quyết định 1048)")
    DECOR_1048 = "IV.1_1048", _("Thủ công mỹ nghệ, trang trí (Quyết định 1048)")
    HOUSEHOLD_CRAFT_1048 = "IV.2_1048", _("Thủ công mỹ nghệ gia dụng (Quyết định 1048)")
    TEXTILE_1048 = "V.1_1048", _("Vải, may mặc (Quyết định 1048)")


#: Stars that are certified; one and two stars are ranks without a certificate (26/2026 a.3, a.7).
CERTIFIED_STARS = (3, 4, 5)
