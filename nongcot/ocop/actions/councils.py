"""Councils and rehearsals: who sits, which dossiers come before them, who is kept out, what was agreed.

Working papers; what an authority decides on them is entered as a result. The second of two editors is told by versions.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.accounts.policies import may
from nongcot.kernel import clock
from nongcot.ocop import criteria
from nongcot.ocop.actions import about
from nongcot.ocop.models import Conflict, Council, Dossier, Item, Score, Seat
from nongcot.ocop.policies import SCORE
from nongcot.registry import keyed
from nongcot.registry.outcomes import Caution, ChangedSince, NotNow, require_confirmed

M = TypeVar("M", bound=models.Model)


@transaction.atomic
def open_council(
    *, purpose: str, title: str, level: str, day: date, by: User | None, place: str = "", decision_no: str = ""
) -> Council:
    """Open a sitting. Raises ValidationError by field."""
    told = _checked(purpose, title, level, day, place, decision_no)
    return Council.objects.create(**told, made_by=by)


@transaction.atomic
def change_council(
    council: Council,
    *,
    version: int,
    purpose: str,
    title: str,
    level: str,
    day: date,
    place: str = "",
    decision_no: str = "",
) -> Council:
    """Say a sitting anew. Raises NotNow when it is closed, ChangedSince, ValidationError by field."""
    told = _checked(purpose, title, level, day, place, decision_no)
    locked = _open(council, version)
    for name, value in told.items():
        setattr(locked, name, value)
    return _kept(locked)


def there(council: Council) -> str:
    """What goes with a sitting, by its numbers: dossiers, members, interests. Its `version` tells nothing of them."""
    goes = (council.items, council.seats, Conflict.objects.filter(seat__council=council))
    return "/".join(",".join(str(row.pk) for row in rows.order_by("pk")) for rows in goes)


@transaction.atomic
def remove(council: Council, *, version: int, seen: str | None = None) -> int:
    """A sitting that was opened by mistake goes, with its list and its members; gives how many rows went.

    `seen` is what was `there` when it was asked for (None: nobody looked).

    Raises NotNow when it is closed or somebody has scored, ChangedSince.
    """
    locked = _open(council, version)
    if seen is not None and seen != there(locked):
        raise ChangedSince(_("Người khác vừa thêm hoặc bỏ hồ sơ, thành viên của phiên này; hãy xem lại rồi hãy xóa."))
    if Score.objects.filter(item__council=locked).exists():
        raise NotNow(_("Phiên này đã có phiếu chấm: phiếu phải được giữ lại."))
    return locked.delete()[0]


@transaction.atomic
def seat(council: Council, *, member: User, office: str, unit: str = "") -> Seat:
    """A member sits. Raises NotNow when the sitting is closed, ValidationError for one who may not score."""
    _open(council)
    if not may(member, SCORE):
        raise ValidationError({"member": _("Tài khoản này không có quyền chấm điểm.")})
    if office not in Seat.Office.values:
        raise ValidationError({"office": _("Không có lựa chọn này.")})
    if council.seats.filter(member=member).exists():
        raise ValidationError({"member": _("Người này đã có tên trong danh sách.")})
    return Seat.objects.create(council=council, member=member, office=office, unit=about.text("unit", unit, 200))


@transaction.atomic
def unseat(seat: Seat) -> None:
    """A member leaves. Raises NotNow when the sitting is closed or the member has scored."""
    _open(seat.council)
    if seat.scores.exists():
        raise NotNow(_("Thành viên này đã chấm: phiếu phải được giữ lại."))
    seat.delete()


@transaction.atomic
def bring(council: Council, *, dossier: str) -> Item:
    """A dossier comes before the members. Raises NotNow when the sitting is closed or there is nothing to score on."""
    _open(council)
    found = keyed.standing(Dossier, dossier)
    if not criteria.sheet(found.regime, found.set_code).is_known:
        raise NotNow(_("Chưa có bảng tiêu chí của bộ sản phẩm này: hãy nhập bảng tiêu chí trước."))
    item, is_new = Item.objects.get_or_create(council=council, dossier=dossier)
    if not is_new:
        raise NotNow(_("Hồ sơ này đã có trong danh sách."))
    item.place = council.items.count()
    item.save()
    return item


@transaction.atomic
def take_off(item: Item) -> None:
    """A dossier is taken off the list. Raises NotNow when the sitting is closed or somebody has scored it."""
    _open(item.council)
    if item.scores.exists():
        raise NotNow(_("Hồ sơ này đã có phiếu chấm: phiếu phải được giữ lại."))
    item.delete()


@transaction.atomic
def keep_out(seat: Seat, *, organisation_id: int, reason: str) -> Conflict:
    """A member with an interest in a producer does not score its dossiers; what was scored before does not count.

    Raises NotNow when the sitting is closed or the interest is noted with another reason, ValidationError without one.
    """
    _open(seat.council)
    told = about.text("reason", reason, 300)
    if not told:
        raise ValidationError({"reason": _("Cần nêu lý do.")})
    found, _is_new = Conflict.objects.get_or_create(
        seat=seat, organisation_id=organisation_id, defaults={"reason": told}
    )
    if found.reason != told:
        raise NotNow(_("Đã ghi thành viên này có lợi ích liên quan: %(reason)s.") % {"reason": found.reason})
    return found


@transaction.atomic
def let_in(conflict: Conflict) -> None:
    """The interest was none. Raises NotNow when the sitting is closed."""
    _open(conflict.seat.council)
    conflict.delete()


@transaction.atomic
def agree(item: Item, *, version: int, agreed: Mapping[str, int], stops: Iterable[str] = (), remark: str = "") -> Item:
    """The options that the members agreed on, from which the gates are read, and the disqualifiers they found.

    Raises NotNow when the sitting is closed, ChangedSince, ValidationError for an option that there is not.
    """
    _open(item.council)
    dossier = keyed.standing(Dossier, item.dossier)
    sheet = criteria.sheet(dossier.regime, dossier.set_code)
    for code, number in agreed.items():
        if code not in sheet.by_code or not 0 <= number <= len(sheet.by_code[code].options):
            raise ValidationError(_("Bảng tiêu chí không có lựa chọn này."))
    locked = _current(item, version)
    locked.agreed, locked.stops = dict(agreed), [stop for stop in stops if stop in sheet.stops]
    locked.remark = about.text("remark", remark, 1000)
    return _kept(locked)


@transaction.atomic
def close(
    council: Council,
    *,
    version: int,
    open_items: Iterable[str],
    missing: Sequence[tuple[str, Sequence[str]]],
    confirmed: Collection[str] = (),
) -> Council:
    """The sitting is over; everything is only read from here on. `open_items` are those that have no outcome yet,
    `missing` tells of each the members who handed in no sheet.

    Raises NotNow with the dossiers that are still open, ChangedSince, ToConfirm with the members who are missing.
    """
    locked = _open(council, version)
    waiting = list(open_items)
    if not locked.items.exists():
        raise NotNow(_("Phiên chưa có hồ sơ nào."))
    if waiting:
        raise NotNow(_("Chưa chốt được, còn hồ sơ chưa có kết quả: %(names)s.") % {"names": ", ".join(waiting)})
    require_confirmed(_missing_cautions(missing), confirmed)
    locked.closed_at = clock.now()
    return _kept(locked)


def _missing_cautions(missing: Sequence[tuple[str, Sequence[str]]]) -> list[Caution]:
    """That means would be taken without some members: what a sitting needs to be valid is its own rule's."""
    named = "; ".join(f"{dossier}: {', '.join(members)}" for dossier, members in missing if members)
    if not named:
        return []
    return [Caution("missing", _("Có thành viên chưa nộp phiếu (%(names)s).") % {"names": named})]


def _checked(purpose: str, title: str, level: str, day: date, place: str, decision_no: str) -> dict[str, Any]:
    about.require_level(level)
    if purpose not in Council.Purpose.values:
        raise ValidationError({"purpose": _("Không có lựa chọn này.")})
    name = about.text("title", title, 200)
    if not name:
        raise ValidationError({"title": _("Cần có tên.")})
    return {
        "purpose": purpose,
        "title": name,
        "level": level,
        "day": day,
        "place": about.text("place", place, 200),
        "decision_no": about.text("decision_no", decision_no, 80, numbers=False),
    }


def _open(council: Council, version: int | None = None) -> Council:
    locked = _current(council, version)
    if locked.closed_at is not None:
        raise NotNow(_("Phiên đã chốt: chỉ còn để xem."))
    return locked


def _current(row: M, version: int | None) -> M:
    locked = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if version is not None and locked.version != version:  # type: ignore[attr-defined]  # councils and items have one
        raise ChangedSince(_("Người khác vừa sửa trang này; hãy xem lại rồi ghi tiếp."))
    return locked


def _kept(row: M) -> M:
    row.version += 1  # type: ignore[attr-defined]  # as above
    row.save()
    return row
