"""The tree in memory: a later reform, older knowledge, and staying true to the tables."""

from datetime import date

import pytest
from django.db import connection

from nongcot.kernel import memory
from nongcot.places import geography, lookup, tree
from nongcot.places.models import Scope, Succession, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

FIRST, REFORM, LATER = date(2020, 1, 1), date(2030, 1, 1), date(2031, 1, 1)


def province(code="01", posted=1):
    return Unit.objects.create(
        code=code, valid_from=FIRST, kind="province", name="Tỉnh Mẫu", verified=True, posted=posted
    )


def commune(code, parent, *, name="Xã Mẫu", valid_from=FIRST, posted=1):
    return Unit.objects.create(
        code=code, valid_from=valid_from, kind="commune", name=name, parent=parent, verified=True, posted=posted
    )


def succeed(old, new, posted=1):
    return Succession.objects.create(
        old=old,
        new=new,
        on_date=REFORM,
        share="whole",
        change="merged",
        evidence="press",
        verified=False,
        posted=posted,
    )


def test_a_later_reform_is_added_and_nothing_is_edited():
    above = province()
    old = commune("00001", above)
    assert geography.communes("01", LATER) == {old.pk}
    new = commune("00001", above, name="Xã Mới", valid_from=REFORM, posted=2)
    succeed(old, new, posted=2)
    assert geography.communes("01", LATER) == {new.pk}
    assert geography.communes("01", FIRST) == {old.pk}
    assert geography.mapping(LATER) == {old.pk: new.pk, new.pk: new.pk}


def test_older_knowledge_does_not_know_the_reform():
    above = province()
    old = commune("00001", above)
    new = commune("00001", above, name="Xã Mới", valid_from=REFORM, posted=7)
    succeed(old, new, posted=7)
    for known_at in (1, 6):
        assert geography.mapping(LATER, known_at=known_at) == {old.pk: old.pk}
    for known_at in (7, 8, None):
        assert geography.mapping(LATER, known_at=known_at) == {old.pk: new.pk, new.pk: new.pk}
    assert geography.mapping(LATER, known_at=0) == {}


def test_a_statement_of_scope_holds_from_its_day_the_newest_for_the_same_day():
    one, other = province("01"), province("02")
    a, b = commune("00001", one), commune("00002", other)
    Scope.objects.create(province=one, valid_from=FIRST, posted=2)
    assert geography.scope(LATER) == {a.pk}
    Scope.objects.create(province=other, valid_from=REFORM, posted=3)
    assert (geography.scope(FIRST), geography.scope(LATER)) == ({a.pk}, {b.pk})
    assert geography.scope_units() == {a.pk, b.pk}
    Scope.objects.create(province=other, valid_from=FIRST, posted=4)
    assert geography.scope(FIRST) == {b.pk}
    assert geography.scope(FIRST, known_at=3) == {a.pk}


def test_a_book_without_scope_keeps_nothing():
    commune("00001", province())
    assert geography.scope(FIRST) == set()
    assert geography.scope_units() == set()


@pytest.mark.parametrize("name", ["Xã Một", "Xã Hai"])
def test_rows_rolled_back_leave_nothing_behind(name):
    """Both runs may get the same ids; each must see its own rows."""
    kept = commune("00001", province(), name=name)
    assert tree.current().units[kept.pk].name == name
    assert tree.current() is tree.current()


def test_while_others_wait_the_tables_are_asked_once_and_own_rows_are_seen(django_assert_num_queries):
    first = commune("00001", province())
    with memory.alone():
        assert set(tree.current().units) == {first.parent_id, first.pk}
        with django_assert_num_queries(0):
            tree.current()
        second = commune("00002", first.parent)
        assert set(tree.current().units) == {first.parent_id, first.pk, second.pk}
    with django_assert_num_queries(1):
        tree.current()


def test_an_empty_book():
    assert tree.current().units == {}
    assert geography.table(FIRST) == ()


def test_what_is_kept_of_a_database_is_still_there_after_a_visit_to_another(monkeypatch):
    province()
    units, finder = tree.current(), lookup.finder()
    monkeypatch.setitem(connection.settings_dict, "NAME", "another")
    assert tree.current() is not units
    monkeypatch.undo()
    assert (tree.current(), lookup.finder()) == (units, finder)
