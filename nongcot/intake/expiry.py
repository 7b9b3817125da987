"""How long workbooks are kept: those nobody applied, and those of the rows that did not go in."""

from datetime import date, timedelta

from django.conf import settings

from nongcot.intake.models import Batch
from nongcot.kernel import clock


def days() -> int:
    """The setting UPLOADS_KEPT_DAYS."""
    kept: int = settings.UPLOADS_KEPT_DAYS
    return kept


def last_day() -> date:
    """The last day on which what is kept from today on is there."""
    return clock.today() + timedelta(days=days())


def last_day_of(batch: Batch) -> date:
    """The last day on which the workbook of an open batch is there."""
    return day_of_receipt(batch) + timedelta(days=days())


def day_of_receipt(batch: Batch) -> date:
    """The day in Vietnam on which it came in."""
    return batch.received_at.astimezone(clock.VIETNAM).date()
