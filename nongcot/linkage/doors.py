"""Who may open the addresses of this room: lists and pages are public, acts and the board are the officers'."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nongcot.accounts.door import PUBLIC, Door
from nongcot.kernel.dates import FAR
from nongcot.linkage.policies import READ_WORKING, RECORD
from nongcot.registry.doors_reading import organisation, product


def _act() -> Mapping[str, Any]:
    return {**organisation(), "code": "contract"}


def _contract() -> Mapping[str, Any]:
    """A contract whose organisation's last list took it back: its page says what it can."""
    from nongcot.linkage.models import Contract
    from nongcot.registry.models import Organisation

    organisation()
    told = {
        "organisation_id": Organisation.objects.get(key="TC000001").pk,
        "starts": date(2019, 1, 1),
        "starts_latest": date(2019, 1, 1),
        "starts_precision": "day",
        "valid_to": FAR,
        "covers": 10,
        "commodity": "Lúa",
        "commodity_sector": "crop",
    }
    Contract.objects.get_or_create(key="mau", contract_id=1, posted=1, defaults=told)
    return {"contract_id": 1}


def _act_on() -> Mapping[str, Any]:
    _contract()
    return {"code": "document", "key": "mau"}


def _copy() -> Mapping[str, Any]:
    """A picture beside a paper of the contract."""
    from nongcot.linkage.models import Document
    from nongcot.registry.copies import sample
    from nongcot.registry.models import Organisation

    _contract()
    told = {"organisation_id": Organisation.objects.get(key="TC000001").pk, "kind": "contract", "number": "1/HĐ"}
    paper = Document.objects.get_or_create(key="mau", posted=1, contract_id=1, defaults=told)[0]
    return {"contract_id": 1, "copy": sample.of(paper)}


def _chain() -> Mapping[str, Any]:
    from nongcot.linkage.models import Chain
    from nongcot.registry.models import Organisation

    organisation()
    told = {
        "organisation_id": Organisation.objects.get(key="TC000001").pk,
        "name": "Chuỗi lúa",
        "commodity": "Lúa",
        "commodity_sector": "crop",
        "valid_from": date(2019, 1, 1),
        "valid_to": FAR,
    }
    Chain.objects.get_or_create(key="mau", chain_id=1, posted=1, defaults=told)
    return {"chain_id": 1}


def _depended() -> Mapping[str, Any]:
    """An enterprise with a contract in force, told by rows as the postings would leave them."""
    from nongcot.linkage.models import Bond, Party
    from nongcot.registry.models import Organisation

    _contract()
    coop = Organisation.objects.get(key="TC000001").pk
    company, _made = Organisation.objects.get_or_create(key="TC000002", defaults={"posted": 1})
    for order, (key, whose, side) in enumerate((("mau1", coop, "collective"), ("mau2", company.pk, "partner"))):
        told = {"organisation_id": whose, "contract_id": 1, "side": side, "place_in_order": order}
        Party.objects.get_or_create(key=key, posted=1, defaults=told)
    flags = dict.fromkeys(("operating", "moved", "moves", "resumes", "suspends", "agricultural", "place_id"), 0)
    days = {"valid_from": date(2019, 1, 1), "valid_to": FAR}
    for code, whose, subject in (("contract", coop, 1), ("enterprise", company.pk, company.pk)):
        told = {"organisation_id": whose, **flags, **days}
        Bond.objects.get_or_create(code=code, subject_id=subject, posted=1, defaults=told)
    return {}


def _depended_file() -> Mapping[str, Any]:
    _depended()
    return {"format_": "xlsx"}


def _offered() -> Mapping[str, Any]:
    product()
    return {}


def _offered_file() -> Mapping[str, Any]:
    product()
    return {"format_": "csv"}


def _members() -> Mapping[str, Any]:
    from nongcot.linkage.models import Member
    from nongcot.registry.models import Organisation

    _contract()
    _chain()
    whose = Organisation.objects.get(key="TC000001").pk
    told = {"organisation_id": whose, "contract_id": 1, "valid_from": date(2019, 1, 1), "valid_to": FAR}
    Member.objects.get_or_create(key="mau", chain_id=1, stage="production", posted=1, defaults=told)
    return {}


def _members_file() -> Mapping[str, Any]:
    _members()
    return {"format_": "xlsx"}


def _deliveries() -> Mapping[str, Any]:
    from nongcot.linkage.models import Delivery
    from nongcot.registry.models import Organisation

    _contract()
    whose = Organisation.objects.get(key="TC000001").pk
    told = {
        "organisation_id": whose,
        "season": "spring",
        "starts": date(2019, 2, 1),
        "ends": date(2019, 6, 30),
        "unit": "tấn",
        "agreed": 100,
        "delivered": 79,
        "delivered_value": 600_000_000,
    }
    Delivery.objects.get_or_create(key="mau", contract_id=1, posted=1, defaults=told)
    return {}


def _deliveries_file() -> Mapping[str, Any]:
    _deliveries()
    return {"format_": "xlsx"}


def _chains_file() -> Mapping[str, Any]:
    _chain()
    return {"format_": "xlsx"}


def _ventures() -> Mapping[str, Any]:
    from nongcot.linkage.models import Venture
    from nongcot.registry.models import Organisation

    organisation()
    partner, _made = Organisation.objects.get_or_create(key="TC000002", defaults={"posted": 1})
    told = {
        "organisation_id": Organisation.objects.get(key="TC000001").pk,
        "partner_id": partner.pk,
        "kind": "capital",
        "name": "Xưởng sấy lúa",
        "capital": 3_000_000_000,
        "valid_from": date(2019, 1, 1),
        "valid_to": FAR,
    }
    Venture.objects.get_or_create(key="mau", venture_id=1, posted=1, defaults=told)
    return {}


def _ventures_file() -> Mapping[str, Any]:
    _ventures()
    return {"format_": "xlsx"}


DOORS = (
    Door("linkage:contracts", PUBLIC),
    Door("linkage:contracts_file", PUBLIC, lambda: {"format_": "csv"}),
    Door("linkage:contract", PUBLIC, _contract),
    Door("linkage:copy", READ_WORKING, _copy),
    Door("linkage:chains", PUBLIC),
    Door("linkage:chains_file", PUBLIC, _chains_file),
    Door("linkage:chain", PUBLIC, _chain),
    Door("linkage:members", PUBLIC, _members),
    Door("linkage:members_file", PUBLIC, _members_file),
    Door("linkage:ventures", PUBLIC, _ventures),
    Door("linkage:ventures_file", PUBLIC, _ventures_file),
    Door("linkage:readings", PUBLIC),
    Door("linkage:board", READ_WORKING),
    Door("linkage:deliveries", READ_WORKING, _deliveries),
    Door("linkage:deliveries_file", READ_WORKING, _deliveries_file),
    Door("linkage:dependences", READ_WORKING, _depended),
    Door("linkage:dependences_file", READ_WORKING, _depended_file),
    Door("linkage:opportunities", READ_WORKING, _offered),
    Door("linkage:opportunities_file", READ_WORKING, _offered_file),
    Door("linkage:unlinked", READ_WORKING, _offered),
    Door("linkage:unlinked_file", READ_WORKING, _offered_file),
    Door("linkage:choose", RECORD, lambda: {"code": "linkage_linked"}),
    Door("linkage:act", RECORD, _act),
    Door("linkage:act_on", RECORD, _act_on),
)
