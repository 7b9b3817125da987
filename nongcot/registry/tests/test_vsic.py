"""Lines of business: refused where they are no code, told where they cannot be checked, shown with their edition."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.registry import vsic
from nongcot.registry.actions.organisations import state_fields
from nongcot.registry.models import Organisation, Statement
from nongcot.registry.outcomes import ToConfirm
from nongcot.registry.tests.book import enter, written
from nongcot.registry.tests.pages import text

pytestmark = pytest.mark.both_databases


def state(pk: int, lines: str, day: date = date(2019, 1, 1), **more):
    return state_fields(organisation_id=pk, day=day, said={"business_lines": lines}, seen=None, by=None, **more)


@pytest.mark.parametrize("lines", ["abc", "1", "0118, trồng lúa", "012345", "Z", "0012"])
def test_what_is_no_code_is_refused_at_its_field(today, yen_my, lines):
    pk = enter("HTX Rau", place=yen_my)
    before = written()
    with pytest.raises(ValidationError) as told:
        state(pk, lines)
    assert "business_lines" in told.value.error_dict
    assert written() == before


def test_codes_are_kept_as_text_in_their_order_each_once(today, yen_my):
    pk = enter("HTX Rau", place=yen_my)
    state(pk, " 0118; 5012 0118,a ")
    assert Statement.objects.order_by("-posted")[0].said == {"business_lines": "0118,5012,A"}


def test_a_division_that_the_house_does_not_know_is_told_and_not_refused(today, yen_my):
    pk = enter("HTX Rau", place=yen_my)
    with pytest.raises(ToConfirm) as told:
        state(pk, "0118, 9999")
    (caution,) = told.value.cautions
    assert (caution.code, caution.verified) == ("line_not_checked", False)
    assert "9999" in caution.sentence
    assert "0118" not in caution.sentence
    state(pk, "0118, 9999", confirmed=["line_not_checked"])


def test_the_edition_is_that_of_the_day(ledger):
    days = (date(2017, 1, 1), date(2020, 1, 1), date(2025, 11, 14), date(2025, 11, 15))
    assert [vsic.edition(day) for day in days] == ["", "2018", "2018", "2025"]
    assert vsic.cautions(["9999"], date(2026, 1, 1)) == [], "of that edition the house knows nothing to compare with"


def test_the_page_shows_codes_with_their_edition_and_the_paper_s_words(today, yen_my, visitor):
    pk = enter("HTX Rau", place=yen_my, activity="Trồng rau, làm đất")
    state(pk, "0118, 0161")
    key = Organisation.objects.get(pk=pk).key
    page = text(visitor.get(f"/to-chuc/{key}/"))
    assert "<dt>Mã ngành</dt><dd>0118, 0161 (VSIC 2018)</dd>" in page
    assert "<dt>Ngành nghề</dt><dd>Trồng rau, làm đất</dd>" in page
