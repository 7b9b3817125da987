"""Levels of a commune, and what can be said of one item of a criteria set."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """Titles of a commune, from the lower to the higher one; a higher one holds the lower."""

    NTM = "ntm", _("Đạt chuẩn nông thôn mới")
    ADVANCED = "advanced", _("Nông thôn mới nâng cao")
    MODEL = "model", _("Nông thôn mới kiểu mẫu")
    MODERN = "modern", _("Nông thôn mới hiện đại")


#: The place of a level in the order of levels.
RANK = {level: place for place, level in enumerate(Level.values)}


class State(TextChoices):
    """What the book can say of an item: it never says that a commune passes."""

    FOUND = "found", _("có minh chứng")
    MISSING = "missing", _("chưa thấy minh chứng")
    EXPIRED = "expired", _("minh chứng đã hết hạn")
    UNKNOWN = "unknown", _("chưa rõ")
    OUTSIDE = "outside", _("không hỏi về hợp tác xã")


class Answer(TextChoices):
    """What an officer recorded of an item that the register cannot answer by itself."""

    FOUND = "found", _("Có minh chứng")
    MISSING = "missing", _("Không có")
