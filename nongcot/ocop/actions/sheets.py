"""Sheets being filled in: options are saved one by one or together, and the second of two editors is told.

Working papers: no figure counts them and no posting records them.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.ocop import criteria
from nongcot.ocop.criteria import Sheet
from nongcot.ocop.models import Dossier, Item, Score, Seat
from nongcot.registry import keyed
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.values import written


def of_dossier(dossier: str) -> Score:
    """The dossier's own self-assessment, empty where nobody has begun it."""
    return Score.objects.filter(dossier=dossier, item=None).first() or Score(dossier=dossier, saved=clock.now())


def of_member(item: Item, seat: Seat) -> Score:
    """A member's sheet for an item, empty where it is not begun."""
    found = Score.objects.filter(item=item, seat=seat).first()
    return found or Score(dossier=item.dossier, item=item, seat=seat, saved=clock.now())


@transaction.atomic
def save(
    score: Score,
    *,
    was: Mapping[str, int],
    now: Mapping[str, int],
    remarks: Mapping[str, str],
    remarked: Mapping[str, str] | None = None,
) -> Score:
    """Save the options that were changed: `was` is what the page showed, `now` what it sends (0: none applies);
    likewise the remarks, where `remarked` says which the page showed.

    What the page did not change is left as it is. Raises NotNow for a sheet that was handed in or whose council is
    closed, ChangedSince when another option or remark was saved meanwhile where this page changed one,
    ValidationError for an option that there is not and for a remark that cannot be kept.
    """
    locked = _locked(score)
    _require_open(locked)
    sheet = sheet_of(locked.dossier)
    changed = {code: number for code, number in now.items() if was.get(code) != number}
    for code, number in changed.items():
        criterion = sheet.by_code.get(code)
        if criterion is None or not 0 <= number <= len(criterion.options):
            raise ValidationError(_("Bảng tiêu chí không có lựa chọn này."))
        held = locked.chosen.get(code)
        if held != was.get(code) and held != number:
            raise ChangedSince(
                _("Chỉ tiêu %(code)s vừa được người khác chọn khác đi; hãy xem lại rồi chọn tiếp.") % {"code": code}
            )
    told = {code: _remark(code, text) for code, text in remarks.items() if code in sheet.by_code}
    if remarked is not None:
        told = {code: text for code, text in told.items() if text != remarked.get(code, "")}
        for code, text in told.items():
            if locked.remarks.get(code, "") not in (remarked.get(code, ""), text):
                raise ChangedSince(
                    _("Nhận xét ở chỉ tiêu %(code)s vừa được người khác ghi khác đi; hãy xem lại rồi ghi tiếp.")
                    % {"code": code}
                )
    locked.chosen = locked.chosen | changed
    locked.remarks = {code: text for code, text in (locked.remarks | told).items() if text}
    locked.saved, locked.version = clock.now(), locked.version + 1
    locked.save()
    return locked


def _remark(code: str, text: str) -> str:
    try:
        return written(text, 300)
    except ValidationError as error:
        told = {"code": code, "error": " ".join(error.messages)}
        raise ValidationError(_("Nhận xét ở chỉ tiêu %(code)s: %(error)s") % told) from None


@transaction.atomic
def hand_in(score: Score) -> Score:
    """A member's sheet is ready. Raises NotNow while criteria are open, when it was handed in, when all is closed."""
    locked = _locked(score)
    _require_open(locked)
    missing = sheet_of(locked.dossier).missing(locked.chosen)
    if missing:
        codes = ", ".join(criterion.code for criterion in missing)
        raise NotNow(_("Còn chỉ tiêu chưa chấm: %(codes)s.") % {"codes": codes})
    locked.handed_in, locked.version = clock.now(), locked.version + 1
    locked.save()
    return locked


@transaction.atomic
def take_back(score: Score) -> Score:
    """A member goes on with a sheet that was handed in. Raises NotNow when the council is closed."""
    locked = _locked(score)
    if locked.item is not None and locked.item.council.closed_at is not None:
        raise NotNow(_("Phiên đã chốt: phiếu chỉ còn để xem."))
    locked.handed_in, locked.version = None, locked.version + 1
    locked.save()
    return locked


def sheet_of(dossier: str) -> Sheet:
    """The criteria sheet of a dossier. Raises NotNow when the dossier was taken back."""
    found = keyed.standing(Dossier, dossier)
    return criteria.sheet(found.regime, found.set_code)


def _locked(score: Score) -> Score:
    """The row as it stands, held until the end; made first where there is none."""
    if score.pk is None:
        about: dict[str, Any] = {"dossier": score.dossier, "item": score.item, "seat": score.seat}
        Score.objects.get_or_create(**about, defaults={"saved": clock.now()})
        return Score.objects.select_for_update().get(**about)
    return Score.objects.select_for_update().get(pk=score.pk)


def _require_open(score: Score) -> None:
    if score.item is not None and score.item.council.closed_at is not None:
        raise NotNow(_("Phiên đã chốt: phiếu chỉ còn để xem."))
    if score.handed_in is not None:
        raise NotNow(_("Phiếu đã nộp: hãy mở lại phiếu trước khi sửa."))
