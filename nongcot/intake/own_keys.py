"""Rows of the book's own lists that name their fact by its key: which of them are about that fact, and why others wait.

A row with a key is about its fact, whatever was corrected in it. A row that was copied to make another one carries the
key along, and cells slip when a column is sorted by itself: of two rows with one key the one that says what the book
has keeps it, and what looks like another fact is asked about, never guessed.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.exemplars.models import EffectiveModel
from nongcot.linkage.models import Contract
from nongcot.registry import checking
from nongcot.registry.models import Certificate, Keyed, MainProduct, Product
from nongcot.registry.reading import fact_keys
from nongcot.registry.reading.fact_keys import KeyOf
from nongcot.trade.models import TradeEvent


@dataclass(frozen=True)
class Named:
    """Facts of a kind as keys name them, what one is called, and the name of its page's address ("": it has none)."""

    by: KeyOf
    model: type[Keyed]
    label: Promise
    page: str = ""


CONTRACTS = Named(fact_keys.CONTRACT, Contract, gettext_lazy("hợp đồng"), "linkage:contract")
CERTIFICATES = Named(fact_keys.CERTIFICATE, Certificate, gettext_lazy("chứng nhận"))
EVENTS = Named(fact_keys.EVENT, TradeEvent, gettext_lazy("sự kiện"), "trade:event")
MAIN_PRODUCTS = Named(fact_keys.MAIN_PRODUCT, MainProduct, gettext_lazy("sản phẩm chủ lực"))
MODELS = Named(fact_keys.MODEL, EffectiveModel, gettext_lazy("mô hình"), "exemplars:model")
PRODUCTS = Named(fact_keys.PRODUCT, Product, gettext_lazy("sản phẩm"), "registry:product")


def page_of(key: str) -> str:
    """The address of the page of the fact that bears a key; "" where it has none."""
    for named in (CONTRACTS, EVENTS, MODELS, PRODUCTS):
        number = key.removeprefix(named.by.letters)
        if number != key and number.isdecimal():
            return reverse(named.page, args=[int(number)])
    return ""


class Shelf(Protocol):
    """What the book has of the kind that rows are of."""

    def keyed(self, organisation_id: int) -> Mapping[str, Any]:
        """The facts of an organisation by their keys."""

    def differs(self, known: Any, told: Any) -> tuple[int, int]:
        """In how much a row contradicts a fact, and how much it tells beyond it."""

    def is_other(self, known: Any, told: Any) -> bool:
        """Whether nothing by which such a fact is known is the same."""


@dataclass(frozen=True)
class Row:
    """A row that names a fact: where it stands, whose it is, what it tells."""

    sheet: str
    row_no: int
    organisation_id: int
    told: Any


#: Why rows wait, by sheet and row.
Unsettled = dict[tuple[str, int], str]


def unsettled(rows: Sequence[Row], shelf: Shelf, *kinds: Named) -> Unsettled:
    """Why rows of a file wait whose keys are no word on which fact of these kinds they are about."""
    found: Unsettled = {}
    sharing: dict[str, list[tuple[tuple[int, int], Row]]] = {}
    for row in rows:
        known = shelf.keyed(row.organisation_id).get(row.told.fact_key)
        if known is None:
            found[row.sheet, row.row_no] = _why_not_there(row, _kind_of(row, kinds))
        else:
            sharing.setdefault(row.told.fact_key, []).append((shelf.differs(known, row.told), row))
    keepers = [min(alike, key=lambda one: one[0]) for alike in sharing.values()]
    as_they_stand = {row.told.fact_key for differs, row in keepers if not any(differs)}
    for (otherwise, _beyond), row in keepers:
        own = shelf.keyed(row.organisation_id)
        if otherwise and (why := _strayed(row, own, shelf, _kind_of(row, kinds), as_they_stand)):
            found[row.sheet, row.row_no] = why
    for (_differs, kept), alike in zip(keepers, sharing.values(), strict=True):
        for differs, row in alike:
            if row is not kept and any(differs):
                found[row.sheet, row.row_no] = _used(row, kept, _kind_of(row, kinds))
    return found


def _kind_of(row: Row, kinds: Sequence[Named]) -> Named:
    """The kind that the letters of a row's key tell, else the first of those that its list may be of."""
    return next((kind for kind in kinds if row.told.fact_key.startswith(kind.by.letters)), kinds[0])


def _used(row: Row, kept: Row, named: Named) -> str:
    told = {"key": row.told.fact_key, "row": kept.row_no, "sheet": kept.sheet, "what": named.label}
    if kept.sheet != row.sheet:
        return _("mã %(key)s đã dùng ở dòng %(row)s của trang “%(sheet)s”; xóa mã nếu là %(what)s khác") % told
    return _("mã %(key)s đã dùng ở dòng %(row)s; xóa mã nếu là %(what)s khác") % told


def _strayed(row: Row, own: Mapping[str, Any], shelf: Shelf, named: Named, as_they_stand: set[str]) -> str:
    """Why a key may have slipped into a row: it says exactly what another fact says, or nothing that this one does."""
    key, told = row.told.fact_key, {"key": row.told.fact_key, "what": named.label}
    for other, known in own.items():
        if other not in (key, *as_they_stand) and not any(shelf.differs(known, row.told)):
            why = _("mã %(key)s là của %(what)s khác: dòng này ghi đúng như %(what)s mang mã %(other)s")
            return why % {**told, "other": other}
    if shelf.is_other(own[key], row.told):
        return _("mã %(key)s là của %(what)s khác hẳn: sửa mã, hoặc xóa mã nếu là %(what)s mới") % told
    return ""


def _why_not_there(row: Row, named: Named) -> str:
    """Why none of the organisation's facts bears the key of a row."""
    key = row.told.fact_key
    told = {"key": key, "what": named.label}
    facts: list[Any] = []
    if key.startswith(named.by.letters):
        identity: Hashable = key.removeprefix(named.by.letters)
        is_number = named.by.is_public
        if not is_number or (str(identity).isdecimal() and len(str(identity)) < 18):
            where = {named.by.identity: int(str(identity)) if is_number else identity}
            facts = list(named.model._default_manager.filter(**where))
            if facts and checking.newest_by(named.model, **where):
                return _("mã %(key)s là của %(what)s của tổ chức khác: sửa mã, hoặc xóa mã nếu là %(what)s mới") % told
    if facts:
        return _("%(what)s mang mã %(key)s đã rút khỏi sổ: xóa mã nếu vẫn muốn ghi") % told
    return _("sổ không có %(what)s mang mã %(key)s: sửa mã, hoặc xóa mã nếu là %(what)s mới") % told
