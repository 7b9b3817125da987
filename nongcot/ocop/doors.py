"""Who may open the addresses of this room: products and the law everybody, dossiers the alliance, sheets who sits."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.basis.models import Rule
from nongcot.kernel.dates import FAR
from nongcot.ocop.models import Council, Dossier, Evidence, Item, Seat
from nongcot.ocop.policies import EDIT, SCORE, VIEW
from nongcot.registry.copies import sample as copies
from nongcot.registry.doors_reading import open_book, organisation
from nongcot.registry.models import Organisation, Product


def _of_a_file() -> Mapping[str, Any]:
    open_book()
    return {"format_": "csv"}


def _product() -> Mapping[str, Any]:
    organisation()
    owner = Organisation.objects.get(key="TC000001").pk
    defaults = {"organisation_id": owner, "product_id": 1, "name": "Gạo", "nature": "product", "valid_to": FAR}
    Product.objects.get_or_create(key="p1", posted=1, defaults=defaults)
    return {"product_id": 1}


def _set() -> Mapping[str, Any]:
    return {"regime": "QD26-2026", "set_code": "QD26-01"}


def _regime() -> Mapping[str, Any]:
    """One of which something is known, something is not, and something was filled in."""
    open_book()
    told = {"legal_basis": "Quyết định 148/QĐ-TTg", "verified": False, "valid_to": FAR, "posted": 1}
    for day, code, parameters in (
        (date(2023, 2, 24), "ocop_regime/QD148-2023", {"regime": "QD148-2023", "parts": {"A": 40, "B": 25, "C": 35}}),
        (date(2023, 2, 24), "ocop_validity/QD148-2023", {"months": 36}),
    ):
        Rule.objects.get_or_create(code=code, valid_from=day, defaults=told | {"parameters": parameters})
    return {"regime": "QD148-2023"}


def _terms_file() -> Mapping[str, Any]:
    return {**_regime(), "format_": "csv"}


def _term() -> Mapping[str, Any]:
    return {**_regime(), "term": "re_evaluation"}


def _dossier() -> Mapping[str, Any]:
    _product()
    owner = Organisation.objects.get(key="TC000001").pk
    Dossier.objects.get_or_create(
        key="mau",
        posted=1,
        defaults={
            "organisation_id": owner,
            "product_id": 1,
            "kind": "first",
            "regime": "QD26-2026",
            "set_code": "QD26-01",
            "opened_on": date(2026, 6, 1),
        },
    )
    return {"key": "mau"}


def _act() -> Mapping[str, Any]:
    return {**_dossier(), "code": "change"}


def _act_on() -> Mapping[str, Any]:
    return {**_dossier(), "code": "withdraw_result", "fact": "mau"}


def _copy() -> Mapping[str, Any]:
    """A picture beside a paper of the dossier."""
    _dossier()
    owner = Organisation.objects.get(key="TC000001").pk
    told = {"organisation_id": owner, "criterion": "1.1", "title": "Phiếu kiểm nghiệm", "valid_to": FAR}
    paper = Evidence.objects.get_or_create(key="mau", posted=1, dossier="mau", defaults=told)[0]
    return {"key": "mau", "copy": copies.of(paper)}


def _council() -> Mapping[str, Any]:
    defaults = {"purpose": "rehearsal", "level": "province", "day": date(2026, 6, 1)}
    return {"pk": Council.objects.get_or_create(title="Chấm thử", defaults=defaults)[0].pk}


def _item() -> Mapping[str, Any]:
    _dossier()
    council = _council()["pk"]
    item = Item.objects.get_or_create(council_id=council, dossier="mau")[0]
    return {"pk": council, "item_id": item.pk}


def _assigned() -> Mapping[str, Any]:
    """Everybody who may score sits in it, so that the door alone decides."""
    from nongcot.accounts.models import User

    found = _item()
    for user in User.objects.all():
        Seat.objects.get_or_create(council_id=found["pk"], member=user)
    return {"item_id": found["item_id"]}


def _copy_to_score() -> Mapping[str, Any]:
    return {**_assigned(), "copy": _copy()["copy"]}


DOORS = (
    Door("ocop:index", PUBLIC, sample=open_book),
    Door("ocop:products_file", PUBLIC, sample=_of_a_file),
    Door("ocop:endings", VIEW, sample=open_book),
    Door("ocop:endings_file", VIEW, sample=_of_a_file),
    Door("ocop:rules", PUBLIC),
    Door("ocop:reading", EDIT),
    Door("ocop:regime", PUBLIC, sample=_regime),
    Door("ocop:terms_file", PUBLIC, sample=_terms_file),
    Door("ocop:state_term", EDIT, sample=_term),
    Door("ocop:rubric", PUBLIC, sample=_set),
    Door("ocop:rubric_file", PUBLIC, sample=_set),
    Door("ocop:enter_rubric", EDIT, sample=_set),
    Door("ocop:dossiers", VIEW),
    Door("ocop:dossiers_file", VIEW, sample=_of_a_file),
    Door("ocop:history", EDIT),
    Door("ocop:history_file", EDIT),
    Door("ocop:dossier", VIEW, sample=_dossier),
    Door("ocop:self_assessment", VIEW, sample=_dossier),
    Door("ocop:act", EDIT, sample=_act),
    Door("ocop:act_on", EDIT, sample=_act_on),
    Door("ocop:copy", VIEW, sample=_copy),
    Door("ocop:open_dossier", EDIT, sample=_product),
    Door("ocop:councils", VIEW),
    Door("ocop:new_council", EDIT),
    Door("ocop:council", VIEW, sample=_council),
    Door("ocop:edit_council", EDIT, sample=_council),
    Door("ocop:remove_council", EDIT, sample=_council),
    Door("ocop:minutes", VIEW, sample=_council),
    Door("ocop:item", VIEW, sample=_item),
    Door("ocop:assigned", SCORE),
    Door("ocop:member_sheet", SCORE, sample=_assigned),
    Door("ocop:copy_to_score", SCORE, sample=_copy_to_score),
)
