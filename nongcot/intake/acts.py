"""What the acts of this room are called (`settings.ACT_WORDS`), and where they are undone (`settings.UNDONE_AT`)."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from nongcot.intake.models import Batch

ACTS: dict[str, str | Promise] = {"intake.apply": gettext_lazy("Nhập danh sách từ bảng tính")}


def undone_at(n: int) -> str:
    """The page on which an applied workbook is withdrawn: what other lists said too stays, which a bare undo would
    not know. "" where posting `n` has none that stands."""
    batch = Batch.objects.filter(posting=n, state=Batch.State.APPLIED).first()
    return reverse("intake:batch", args=[batch.pk]) if batch else ""
