"""The round of lists that arrives as workbooks."""

from datetime import date
from random import Random

import pytest

from nongcot.example import acts
from nongcot.example.names import Names
from nongcot.example.story import Birth, Story
from nongcot.example.workbooks import Round
from nongcot.indicators.figures import figure
from nongcot.intake.models import Batch, Decision
from nongcot.kernel import clock
from nongcot.registry.models import LifeEvent, Statement

ON = date(2019, 12, 31)


@pytest.fixture
def received(ledger, settings, tmp_path):
    """A round over six co-ops that are there, two new ones and one that ended."""
    settings.MEDIA_ROOT = tmp_path
    random = Random(1)
    story = Story(random, Names(random))
    there = [story.coop(date(2018, 5, 2)) for _ in range(6)]
    over = story.coop(date(2018, 5, 2))
    new = [Birth(date(2019, 8, 22), story.coop(date(2019, 8, 22))) for _ in range(2)]
    with clock.at(date(2018, 6, 1)):
        for body in (*there, over):
            acts.found(body, date(2018, 5, 2))
    bodies = [*there, over, *(birth.body for birth in new)]
    with clock.at(date(2020, 1, 15)):
        Round(ON, bodies, new, [Birth(date(2019, 12, 6), over)], random).receive()
    return new, over


def test_new_records_come_with_their_certificates_and_an_end_with_its_decision(received):
    new, over = received
    for birth in new:
        [event] = LifeEvent.objects.filter(organisation_id=birth.body.id)
        assert (event.kind, event.earliest, event.document_no) == ("registered", birth.day, birth.body.certificate)
    ended = LifeEvent.objects.get(organisation_id=over.id, kind="dissolved")
    assert (ended.earliest, ended.paper_date) == (date(2019, 12, 6), date(2019, 12, 6))
    assert ended.document_no.endswith("/QĐ-UBND")
    assert not over.active


def test_figures_are_the_plan_s_and_what_is_written_twice_is_asked(received):
    assert figure("operating_cooperatives", on=ON).value == 8
    assert Decision.objects.filter(same=None).exists()
    assert Batch.objects.exclude(state="applied").count() == 0
    assert Statement.objects.filter(source__contains="Danh sach HTX").exists()
