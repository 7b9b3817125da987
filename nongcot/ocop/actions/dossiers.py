"""Dossiers: opened as drafts, filed with the commune, said anew, taken back."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.ocop import cautions, stages
from nongcot.ocop.actions import about
from nongcot.ocop.models import Dossier, Evidence, Recognition, Result
from nongcot.ocop.stating import again, state
from nongcot.places import tree
from nongcot.places.models import COMMUNE
from nongcot.registry import checking, keyed, versions
from nongcot.registry.actions.copies import take_back_with
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed


def open_dossier(
    *,
    product_id: int,
    kind: str,
    regime: str,
    set_code: str,
    opened_on: date,
    by: User | None,
    filed: PartialDate | None = None,
    place: int | None = None,
    reference: str = "",
    note: str = "",
    source: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Open a dossier of a product; with `filed` it was filed already, with the commune `place`.

    Raises NotNow for a product that is not in the book or has an open dossier, ValidationError by field, ToConfirm.
    """
    told = _checked(kind, regime, set_code, opened_on, filed, place, reference, note)
    with posting("ocop.open_dossier", by=by, source=source) as entry:
        product = about.product_of(product_id)
        require_none_open(product_id)
        require_confirmed(_cautions(product_id, told), confirmed)
        fact = {**told, "organisation_id": product.organisation_id, "product_id": product_id, "source": source}
        keys = state(entry, Dossier, [fact])
    return Recorded(entry.n, (product.organisation_id,), tuple(keys))


def change_dossier(
    *,
    key: str,
    kind: str,
    regime: str,
    set_code: str,
    opened_on: date,
    by: User | None,
    seen: int | None,
    filed: PartialDate | None = None,
    place: int | None = None,
    reference: str = "",
    note: str = "",
    reason: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """Say a dossier anew under its key. Raises NotNow when it was taken back, ChangedSince, ValidationError,
    ToConfirm."""
    told = _checked(kind, regime, set_code, opened_on, filed, place, reference, note)
    with posting("ocop.change_dossier", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Dossier, key)
        versions.require_fact_unchanged(before, seen)
        _require_filed_first(before, filed)
        require_confirmed(_cautions(before.product_id, told), confirmed)
        state(entry, Dossier, [again(before, **told)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def file_dossier(
    *,
    key: str,
    filed: PartialDate,
    by: User | None,
    seen: int | None,
    place: int | None = None,
    reference: str = "",
    confirmed: Collection[str] = (),
) -> Recorded:
    """A draft was filed with the commune. Raises NotNow when it was filed already, ChangedSince, ValidationError."""
    with posting("ocop.file_dossier", by=by) as entry:
        before = keyed.standing(Dossier, key)
        versions.require_fact_unchanged(before, seen)
        if before.earliest is not None:
            raise NotNow(_("Hồ sơ này đã nộp rồi."))
        told = _checked(
            before.kind,
            before.regime,
            before.set_code,
            before.opened_on,
            filed,
            place or before.place_id or None,
            reference or before.reference,
            before.note,
        )
        require_confirmed(_cautions(before.product_id, told), confirmed)
        state(entry, Dossier, [again(before, **told)])
    return Recorded(entry.n, (before.organisation_id,), (key,))


def withdraw_dossier(*, key: str, by: User | None, seen: int | None, reason: str) -> Recorded:
    """Take a dossier back: there was none. Raises NotNow when results stand on it, ChangedSince."""
    with posting("ocop.withdraw_dossier", by=by, cause=Posting.Cause.CORRECTION, reason=reason) as entry:
        before = keyed.standing(Dossier, key)
        versions.require_fact_unchanged(before, seen)
        if _stands_on(Result, key) or _stands_on(Recognition, key):
            raise NotNow(_("Hồ sơ đã có kết quả: hãy rút lại kết quả trước."))
        state(entry, Dossier, [again(before, void=True)])
        papers = Evidence.objects.filter(dossier=key).values_list("key", flat=True)
        take_back_with(entry, Evidence, set(papers))
    return Recorded(entry.n, (before.organisation_id,), (key,))


def of_product(product_id: int) -> list[Dossier]:
    """The dossiers of a product that stand."""
    rows = Dossier.objects.filter(product_id=product_id, withdrawn=None).order_by("posted", "pk")
    newest = {row.key: row for row in rows}
    return [row for row in newest.values() if not row.void]


def is_open(dossier: Dossier) -> bool:
    """Whether a dossier waits for anything yet: it was neither decided nor returned nor given up."""
    return stages.of([dossier])[dossier.key].stage not in stages.OVER


def require_none_open(product_id: int) -> None:
    """Raise NotNow for a product of which a dossier waits for something yet."""
    if any(is_open(dossier) for dossier in of_product(product_id)):
        raise NotNow(_("Sản phẩm này đang có một hồ sơ chưa xong: hãy làm tiếp hồ sơ ấy."))


def _stands_on(model: Any, dossier: str) -> bool:
    rows = model.objects.filter(dossier=dossier, withdrawn=None).order_by("posted", "pk")
    newest = {row.key: row for row in rows}
    return any(not row.void for row in newest.values())


def _require_filed_first(dossier: Dossier, filed: PartialDate | None) -> None:
    """Raise ValidationError for a day of filing after something that comes after filing, or for none."""
    if misfit := cautions.of_filing(stages.of([dossier])[dossier.key], filed.earliest if filed else None):
        raise ValidationError({"filed": misfit})


def _checked(
    kind: str,
    regime: str,
    set_code: str,
    opened_on: date,
    filed: PartialDate | None,
    place: int | None,
    reference: str,
    note: str,
) -> dict[str, Any]:
    about.require_kind(kind)
    about.require_set(regime, set_code)
    checking.require_past("opened_on", opened_on)
    if filed is not None:
        checking.require_past("filed", filed.earliest)
    if filed is not None and filed.latest < opened_on:
        raise ValidationError({"filed": _("Ngày nộp trước ngày lập hồ sơ.")})
    if place is not None:
        unit = tree.current().units.get(place)
        if unit is None or unit.level != COMMUNE:
            raise ValidationError({"place": _("Cần một xã, phường hoặc thị trấn.")})
    when = about.on(filed) if filed else {"earliest": None, "latest": None, "precision": ""}
    return {
        "kind": kind,
        "regime": regime,
        "set_code": set_code,
        "opened_on": opened_on,
        **when,
        "place_id": place or 0,
        "reference": about.text("reference", reference, 80, numbers=False),
        "note": about.text("note", note, 300),
    }


def _cautions(product_id: int, told: dict[str, Any]) -> list[Caution]:
    day = told["earliest"] or told["opened_on"]
    return [*about.kind_cautions(product_id, told["kind"], day), *about.running_cautions(told["regime"], day)]
