"""What was said of a workbook as a whole when it was sent, said anew: its day, what it is about, of what it is all."""

from datetime import date

from django.db import transaction

from nongcot.accounts.models import User
from nongcot.intake import scopes
from nongcot.intake.actions.answering import require_open
from nongcot.intake.actions.receiving import require_day
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Scope


def retell(*, batch: Batch, on: date, kind: str, scope: Scope | None, by: User | None) -> None:
    """Say anew the day of the list, its kind ("" is read from the file) and its scope; answers given so far stay.

    Raises `NotNow` for a batch that is not open, `SheetRefused` for a day that has not come and a place that was not.
    """
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=Batch.objects.select_for_update())
        require_open(batch, Batch.State.READY)
        require_day(on)
        scopes.require_known(scope, on)
        batch.on_proposed = batch.on_proposed and on == batch.on
        batch.on, batch.kind = on, kind
        batch.tell_scope(scope.kind if scope else "", scope.place if scope else "")
        batch.failure = ""
        batch.save()
