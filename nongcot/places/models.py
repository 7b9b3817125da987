"""Administrative units, what became of them, which of them the book keeps, and who answers for which.

Units, successions, endings and scopes are stated by postings and never changed: a later reform adds to them.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nongcot.kernel.dates import FAR

PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"
LEVELS = (PROVINCE, DISTRICT, COMMUNE)
KIND_WORDS = ("Thành phố", "Thị trấn", "Đặc khu", "Thị xã", "Phường", "Huyện", "Quận", "Tỉnh", "Xã")


M = TypeVar("M", bound="Stated")


class StatedQuerySet(models.QuerySet[M]):
    """Rows that only come; counts them for `Stated.written`."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        Stated.written += 1
        return super().bulk_create(objs, *args, **kwargs)


class Stated(models.Model):
    """What a posting stated and nothing changes afterwards."""

    #: Read by the ledger's guards: no column of a stated row may be filled later.
    written_once: ClassVar[str] = ""
    #: How often this process wrote such rows: with the newest ids it tells whether what `tree` holds is still true,
    #: also where a rolled-back test gave the same ids to other rows.
    written: ClassVar[int] = 0

    posted = models.BigIntegerField()

    objects: ClassVar[models.Manager[Self]] = StatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        Stated.written += 1
        super().save(*args, **kwargs)


class Unit(Stated):
    """A unit under one name, of one kind, in one parent, during `[valid_from, valid_to)`.

    Codes are given again to other units, so the key is code and first day. Where a unit was entered without an end,
    it ends when it goes into another, or on the day of its `Ending`.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", _("tỉnh, thành phố")
        DISTRICT = "district", _("huyện")
        CITY = "city", _("thành phố thuộc tỉnh")
        TOWN = "town", _("thị xã")
        COMMUNE = "commune", _("xã")
        WARD = "ward", _("phường")
        TOWNSHIP = "township", _("thị trấn")
        SPECIAL_ZONE = "special_zone", _("đặc khu")

    code = models.CharField(max_length=5)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FAR)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    source = models.CharField(max_length=120)
    verified = models.BooleanField()

    class Meta:
        ordering = ("code", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="places_unit_key"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="places_unit_holds_a_day"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page that tells its life."""
        return reverse("places:unit", args=(self.code, self.valid_from))

    @property
    def full_name(self) -> str:
        """The official name with its kind: "Xã Yên Mỹ"."""
        return self.name

    @property
    def short_name(self) -> str:
        """The name without its kind: "Yên Mỹ"."""
        return bare(self.name)

    @property
    def level(self) -> str:
        """`province`, `district` or `commune`."""
        return level_of(self.kind)


class Succession(Stated):
    """A unit, or a part of it, went into another on a day. Its own row may go on under a new name, kind or parent."""

    class Share(models.TextChoices):
        WHOLE = "whole", _("toàn bộ")
        PART = "part", _("một phần")

    class Change(models.TextChoices):
        MERGED = "merged", _("nhập thành đơn vị mới")
        ABSORBED = "absorbed", _("nhập vào đơn vị đang có")
        SPLIT = "split", _("chia")
        KIND = "kind-changed", _("đổi loại")
        PARENT = "parent-changed", _("đổi đơn vị cấp trên")
        NAME = "kind-or-name", _("đổi loại hoặc tên")

    class Evidence(models.TextChoices):
        OFFICIAL_TABLE = "official-table", _("bảng chuyển đổi chính thức năm 2025")
        OFFICIAL_LISTS = "official-lists", _("các danh mục chính thức kế tiếp nhau")
        RESOLUTION_TEXT = "resolution-text", _("lời văn nghị quyết do nơi khác dẫn lại")
        PRESS = "press", _("báo chí")
        CODE_AND_LIBRARY = "official-code+library", _("mã chính thức dùng lại, một thư viện mở nêu cùng cặp")
        LIBRARY_AND_COUNTS = "library+counts", _("chỉ một thư viện mở; tổng số khớp")
        PRESS_PLAN = "press-plan", _("phương án đăng báo, chưa phải nghị quyết")
        PRESS_DATE = "press-expected-date", _("ngày dự kiến theo báo chí")

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="succeeded_by")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="succeeds")
    on_date = models.DateField()
    share = models.CharField(max_length=5, choices=Share)
    change = models.CharField(max_length=14, choices=Change)
    legal_basis = models.CharField(max_length=60, blank=True)
    evidence = models.CharField(max_length=24, choices=Evidence)
    verified = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("old", "new", "on_date"), name="places_succession_key"),)

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id} ({self.on_date})"


class Ending(Stated):
    """A unit that had been entered without an end was abolished: from `on_date` on it is none, and nothing took its
    place."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on_date = models.DateField()
    legal_basis = models.CharField(max_length=60)
    evidence = models.CharField(max_length=24, choices=Succession.Evidence)
    verified = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit",), name="places_ending_key"),)

    def __str__(self) -> str:
        return f"{self.unit_id} ({self.on_date})"


class Scope(Stated):
    """From `valid_from` on, the book keeps the communes of this province; the newest statement for a day holds."""

    province = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("valid_from", "posted"), name="places_scope_key"),)

    def __str__(self) -> str:
        return f"{self.province_id} ({self.valid_from})"


class Competence(models.Model):
    """During `[valid_from, valid_to)` a person answers for a unit. Rights are no facts of the book: no posting."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="competences")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(default=FAR)

    class Meta:
        ordering = ("valid_from",)
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "valid_from"), name="places_competence_key"),
            models.CheckConstraint(condition=Q(valid_to__gt=F("valid_from")), name="places_competence_holds_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.unit_id} ({self.valid_from})"


def bare(name: str) -> str:
    """A unit's name without the word of its kind."""
    return next((name[len(word) + 1 :] for word in KIND_WORDS if name.startswith(f"{word} ")), name)


def level_of(kind: str) -> str:
    """The level of a kind: `province`, `district` or `commune`."""
    if kind == Unit.Kind.PROVINCE:
        return PROVINCE
    return DISTRICT if kind in (Unit.Kind.DISTRICT, Unit.Kind.CITY, Unit.Kind.TOWN) else COMMUNE
