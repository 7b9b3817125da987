"""On SQLite the temporary tables of a posting outlive an act that is refused, or only tried out."""

from datetime import date

import pytest
from django.db import connection

from nongcot.indicators import bulk
from nongcot.indicators.engine import DELTA
from nongcot.indicators.ledger import posting
from nongcot.registry.outcomes import Recorded
from nongcot.registry.rehearsal import rehearse
from nongcot.registry.tests import telling


def test_of_an_act_that_is_refused(own_ledger):
    with pytest.raises(ZeroDivisionError), posting("an act", by=None):
        raise ZeroDivisionError
    assert bulk.is_there(DELTA)


def test_of_an_act_that_is_tried_out(own_ledger):
    who, day = telling.organisation("HTX Lúa Vàng"), date(2016, 6, 1)
    connection.close()

    def act(_confirmed):
        return Recorded(telling.say(who, day, members=20), (who.pk,))

    rehearse(act, day)
    assert bulk.is_there(DELTA)
