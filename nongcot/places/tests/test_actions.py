"""Scope and competence; and that the database refuses to change what was stated."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from nongcot.places import actions, geography, policies
from nongcot.places.models import Scope, Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

Y2016, Y2020, Y2026 = date(2016, 1, 1), date(2020, 6, 1), date(2026, 1, 1)


def test_scope_needs_a_province_of_the_day(country):
    with pytest.raises(ValidationError, match="Ngày 01/07/2025 không có tỉnh nào mang mã “36”"):
        actions.set_scope(province_code="36", valid_from=date(2025, 7, 1), posted=9)
    with pytest.raises(ValidationError):
        actions.set_scope(province_code="360", valid_from=Y2020, posted=9)
    stated = actions.set_scope(province_code="37", valid_from=date(2025, 7, 1), posted=9)
    assert stated.province.valid_from == date(2025, 7, 1)
    assert len(geography.scope(Y2026) & geography.communes("37", Y2026)) == 129
    assert geography.communes("35", Y2016) <= geography.scope(Y2026)
    assert len(geography.scope(Y2020) & geography.communes("37", Y2026)) == 57


@pytest.mark.parametrize("model", [Unit, Succession, Scope])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_stated(country, model, act):
    rows = model.objects.filter(pk=model.objects.earliest("pk").pk)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        rows.update(posted=99) if act == "update" else rows._raw_delete(rows.db)


def test_competence_follows_the_unit_through_reforms(country, lan):
    """Who answers for a commune of today answers for the history of what it was made of, and for nothing else."""
    ward = geography.at("13669", Y2026)
    actions.give_competence(user=lan, unit=ward, valid_from=date(2025, 7, 1))
    area = policies.area(lan, Y2026)
    assert {geography.at("13669", day).pk for day in (Y2020, date(2025, 1, 1), Y2026)} <= area
    assert geography.at("13795", Y2020).pk not in area
    assert policies.area(lan, Y2020) == set()


def test_competence_ends_and_the_years_before_stay(country, lan):
    district = geography.at("360", Y2020)
    competence = actions.give_competence(user=lan, unit=district, valid_from=Y2016)
    assert geography.communes("360", Y2020) <= policies.area(lan, Y2020)
    actions.end_competence(competence=competence, on=date(2021, 1, 1))
    assert policies.area(lan, date(2020, 12, 31))
    assert policies.area(lan, date(2021, 1, 1)) == set()


def test_competence_of_a_merged_commune_is_over(country, lan):
    actions.give_competence(user=lan, unit=geography.at("13807", Y2020), valid_from=Y2016)
    assert policies.area(lan, Y2020)
    assert policies.area(lan, Y2026) == set()


def test_competence_is_refused_when_its_days_are_reversed_or_it_is_there(country, lan):
    unit = geography.at("360", Y2020)
    with pytest.raises(ValidationError):
        actions.give_competence(user=lan, unit=unit, valid_from=Y2020, valid_to=Y2016)
    competence = actions.give_competence(user=lan, unit=unit, valid_from=Y2020)
    with pytest.raises(ValidationError):
        actions.give_competence(user=lan, unit=unit, valid_from=Y2020)
    with pytest.raises(ValidationError):
        actions.end_competence(competence=competence, on=Y2016)
