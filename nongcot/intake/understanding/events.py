"""Columns of status, founding, stop and dissolution become proposed lifecycle events.

A doubtful cell makes no event: it is listed, and tells its event when somebody has decided it.
"""

from collections.abc import Mapping

from nongcot.intake.understanding.understood import CellReading, ProposedEvent
from nongcot.kernel.dates import PartialDate

_TELLING = (
    "founded_on",
    "founding_decision",
    "founding_decision_date",
    "registered_on",
    "certificate_no",
    "certificate_date",
    "certificate_issuer",
    "notified_on",
    "status",
    "stopped_on",
    "resumed_on",
    "dissolved_on",
    "recognised_on",
    "decision_no",
    "decision_date",
    "decision_issuer",
    "reason",
)
"""The targets that events are made of."""

STATES = frozenset({"observed", "stopped", "resumed", "dissolving", "dissolved"})
"""Kinds of events that tell how an organisation stands."""

OVER = frozenset({"dissolving", "dissolved"})
"""Statuses that tell an end."""

_DATED = (("founded", "founded_on"), ("notified", "notified_on"), ("resumed", "resumed_on"))


def of(values: Mapping[str, CellReading], *, product: bool) -> tuple[ProposedEvent, ...]:
    """The events that a row tells; of a product only its recognition."""
    values = {target: cell for target in _TELLING if (cell := values.get(target)) and not cell.doubt}
    if product:
        return _recognised(values)
    return (*_founding(values), *_registered(values), *_ends(values))


def _day(values: Mapping[str, CellReading], target: str) -> PartialDate | None:
    value = values[target].value if target in values else None
    return value if isinstance(value, PartialDate) else None


def _text(values: Mapping[str, CellReading], target: str) -> str:
    value = values[target].value if target in values else None
    return value if isinstance(value, str) else ""


def _cells(values: Mapping[str, CellReading], *targets: str) -> tuple[str, ...]:
    found = (values[target].address for target in targets if target in values and values[target].value is not None)
    return tuple(dict.fromkeys(found))


def _founding(values: Mapping[str, CellReading]) -> list[ProposedEvent]:
    events = []
    for kind, target in _DATED:
        if target not in values or values[target].value is None:
            continue
        day = _day(values, target)
        paper = ("founding_decision", "founding_decision_date") if kind == "founded" else ()
        number, signed = (_text(values, paper[0]), _day(values, paper[1])) if paper else ("", None)
        events.append(
            ProposedEvent(kind, day, document_no=number, document_date=signed, cells=_cells(values, target, *paper))
        )
    return events


def _registered(values: Mapping[str, CellReading]) -> list[ProposedEvent]:
    """The certificate: its date stands for the registration where no other is told."""
    day = _day(values, "registered_on") or _day(values, "certificate_date")
    number = _text(values, "certificate_no")
    if day is None and not number:
        return []
    return [
        ProposedEvent(
            "registered",
            day,
            document_no=number,
            document_date=_day(values, "certificate_date"),
            issuing_body=_text(values, "certificate_issuer"),
            cells=_cells(values, "registered_on", "certificate_date", "certificate_no", "certificate_issuer"),
        )
    ]


def _ends(values: Mapping[str, CellReading]) -> list[ProposedEvent]:
    """Stop and dissolution; a decision and a reason in the row belong to the later of the two."""
    status = _text(values, "status")
    stopped = "stopped_on" in values and values["stopped_on"].value is not None
    dissolved = status == "dissolved" or ("dissolved_on" in values and values["dissolved_on"].value is not None)
    events = []
    if stopped:
        events.append(_ending(values, "stopped", "stopped_on", with_paper=not dissolved))
    if dissolved:
        events.append(_ending(values, "dissolved", "dissolved_on", with_paper=True))
    elif status == "dissolving":
        events.append(_ending(values, "dissolving", "status", with_paper=True))
    elif status and not (stopped and status == "inactive"):
        events.append(ProposedEvent("observed", status=status, cells=_cells(values, "status")))
    return events


def _ending(values: Mapping[str, CellReading], kind: str, target: str, *, with_paper: bool) -> ProposedEvent:
    if not with_paper:
        return ProposedEvent(kind, _day(values, target), cells=_cells(values, target))
    return ProposedEvent(
        kind,
        _day(values, target),
        document_no=_text(values, "decision_no"),
        document_date=_day(values, "decision_date"),
        issuing_body=_text(values, "decision_issuer"),
        reason=_text(values, "reason"),
        cells=_cells(values, target, "status", "decision_no", "decision_date", "reason"),
    )


def _recognised(values: Mapping[str, CellReading]) -> tuple[ProposedEvent, ...]:
    day = _day(values, "recognised_on") or _day(values, "decision_date")
    number = _text(values, "decision_no")
    if day is None and not number:
        return ()
    return (
        ProposedEvent(
            "recognised",
            day,
            document_no=number,
            document_date=_day(values, "decision_date"),
            issuing_body=_text(values, "decision_issuer"),
            cells=_cells(values, "recognised_on", "decision_date", "decision_no"),
        ),
    )
