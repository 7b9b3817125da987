"""What the acts of this room are called (`settings.ACT_WORDS`)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ACTS: dict[str, str | Promise] = {"intake.apply": gettext_lazy("Nhập danh sách từ bảng tính")}
