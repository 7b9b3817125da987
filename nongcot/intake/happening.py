"""An event that a row tells, as it is asserted."""

from nongcot.intake.candidates import ToldEvent
from nongcot.registry.writing import Happened


def happened(organisation_id: int, told: ToldEvent, source: str, key: str = "") -> Happened:
    """An event ready to be asserted; `key` as in `Happened`."""
    return Happened(
        organisation_id,
        told.kind,
        told.on,
        told.paper_date,
        told.document_no,
        told.issuing_body,
        details=dict(told.details),
        source=source,
        key=key,
    )
