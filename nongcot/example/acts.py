"""The acts of the example, each by the register's own action: nothing is written past it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from nongcot.basis import rules
from nongcot.example.world import Body
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions import certificates, events, memberships, organisations, products
from nongcot.registry.details import Paper
from nongcot.registry.outcomes import Recorded, ToConfirm
from nongcot.registry.vocabulary import EndReason, EventKind

#: Who registers at each level that the rule `registrar` names.
DESKS = {
    "district": "Phòng Tài chính - Kế hoạch (minh họa)",
    "province": "Phòng Đăng ký kinh doanh tỉnh (minh họa)",
    "commune": "Cơ quan đăng ký kinh doanh cấp xã (minh họa)",
}


def confirmed(action: Callable[..., Recorded], **arguments: Any) -> Recorded:
    """An act with its cautions confirmed, as the officer of the story would."""
    try:
        return action(**arguments)
    except ToConfirm as asked:
        return action(**arguments, confirmed=[caution.code for caution in asked.cautions])


def said(body: Body) -> dict[str, Any]:
    """What a first paper or list says of a body besides name, kind and commune."""
    told: dict[str, Any] = {"sector": body.sector, "members": body.members or None, "tax_code": body.tax_code or None}
    if body.kind == "group":
        return told | {"contributions": body.capital or None}
    return told | {"charter_capital": body.capital or None, "certificate_no": body.certificate or None}


def registrar(kind: str, day: date) -> str:
    """Who issues a certificate of that day; what the rule does not name is registered where co-ops are."""
    held = rules.on("registrar", day)
    levels = held.parameters if held else {"coop": "district"}
    return DESKS[levels.get(kind, levels["coop"])]


def found(body: Body, day: date) -> None:
    """A certificate is issued."""
    paper = Paper(day, body.certificate, registrar(body.kind, day))
    _enter(body, day, EventKind.REGISTERED, paper)


def notify(body: Body, day: date) -> None:
    """A group notifies its commune (Decree 77/2019)."""
    _enter(body, day, EventKind.NOTIFIED, Paper(day, "", "UBND cấp xã (minh họa)"))


def register_group(body: Body, day: date) -> None:
    """A group registers (Law 17/2023, from 18/07/2024)."""
    _enter(body, day, EventKind.REGISTERED, Paper(day, "", registrar(body.kind, day)))


def _enter(body: Body, day: date, event: str, paper: Paper) -> None:
    recorded = confirmed(
        organisations.register_organisation,
        kind=body.kind,
        name=body.name,
        on=PartialDate.day(day),
        event=event,
        place=body.place,
        paper=paper,
        said={key: value for key, value in said(body).items() if value is not None},
        by=None,
    )
    body.id = recorded.organisations[0]
    body.keys[event] = recorded.keys[0]


def stop(body: Body, day: date) -> None:
    """Notified suspension of business."""
    body.active = False
    _happen(body, EventKind.SUSPENDED, day)


def resume(body: Body, day: date) -> None:
    """Business goes on."""
    body.active = True
    by_list = EventKind.STOPPED in body.keys
    _happen(body, EventKind.OPERATING_AGAIN if by_list else EventKind.RESUMED, day)


def dissolve(body: Body, day: date) -> None:
    """Dissolved of its own will; the steps before were never recorded."""
    body.active = False
    _happen(body, EventKind.DISSOLVED, day, told={"reason": EndReason.VOLUNTARY}, steps_missing=True)


def end_group(body: Body, day: date) -> None:
    """A group ends by agreement (Decree 77/2019 a.14)."""
    _happen(body, EventKind.ENDED, day, told={"reason": EndReason.AGREEMENT})


def join_alliance(body: Body, day: date) -> None:
    """Admitted to the alliance."""
    confirmed(memberships.join_alliance, organisation_id=body.id, on=PartialDate.day(day), by=None)


def offer(body: Body, name: str, day: date) -> None:
    """A product or service is recorded."""
    products.add_product(organisation_id=body.id, name=f"{name} {body.name.split()[-1]}", since=day, by=None)


def certify(body: Body, scheme: str, number: str, issued: date, valid_until: date) -> None:
    """A certificate of the organisation is recorded."""
    certificates.add_certificate(
        organisation_id=body.id,
        scheme=scheme,
        issued=PartialDate.day(issued),
        number=number,
        issuer="Tổ chức chứng nhận (minh họa)",
        valid_until=valid_until,
        by=None,
    )


def _happen(body: Body, kind: str, day: date, **more: Any) -> None:
    recorded = confirmed(
        events.record_event, organisation_id=body.id, kind=kind, on=PartialDate.day(day), by=None, **more
    )
    body.keys[kind] = recorded.keys[0]
