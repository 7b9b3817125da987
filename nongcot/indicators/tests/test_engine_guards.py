"""The database itself refuses to change what was written, on both databases, whoever asks."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from nongcot.indicators import guards
from nongcot.indicators.models import Span

pytestmark = pytest.mark.both_databases

GUARDED = dict(guards.guarded())
LEDGER = {"posting", "span", "definition", "statement", "lifeevent", "profile", "unit", "succession", "rule", "quoted"}


def value_for(field: models.Field[Any, Any], other: bool) -> Any:
    """Something that the column takes, or something else."""
    if isinstance(field, models.DateField | models.DateTimeField):
        day = date(2021 if field.name == "valid_to" else 2020, 1, 2 if other else 1)
        return f"{day} 00:00:00+00:00" if isinstance(field, models.DateTimeField) else str(day)
    if isinstance(field, models.JSONField):
        return '{"a": 1}' if other else "{}"
    if isinstance(field, models.BooleanField):
        return not other
    if isinstance(field, models.CharField | models.TextField):
        return ("b" if other else "a")[: field.max_length or 1]
    return 8 if other else 7


def run(sql: str, parameters: list[Any] = []) -> None:  # noqa: B006 - never changed
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def column(field: models.Field[Any, Any]) -> str:
    return f'"{field.column}"'


@pytest.fixture
def a_row(ledger, request):
    """One row more in the table of a guarded model; gives the condition that names it."""
    model: type[models.Model] = request.param
    key = model._meta.pk
    fields = [f for f in model._meta.concrete_fields if f is not key and f.name != GUARDED[model]]
    with transaction.atomic():
        parameters = [987654 if f.many_to_one else value_for(f, other=False) for f in fields]
        marks = ", ".join(["%s"] * (len(fields) + 1))
        names = ", ".join(map(column, [key, *fields]))
        run(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", [987654, *parameters])
        yield model, f"{column(key)} = 987654"
        transaction.set_rollback(True)


every_guarded = pytest.mark.parametrize("a_row", GUARDED, indirect=True, ids=lambda model: model._meta.label_lower)


def refused(sql: str, parameters: list[Any] = []) -> bool:  # noqa: B006 - never changed
    try:
        with transaction.atomic():
            run(sql, parameters)
    except DatabaseError as error:
        return "only grows" in str(error)
    return False


def test_the_whole_ledger_is_guarded():
    assert {model._meta.model_name for model in GUARDED} >= LEDGER


@every_guarded
def test_no_row_is_deleted(a_row):
    model, this = a_row
    assert refused(f"DELETE FROM {model._meta.db_table} WHERE {this}")
    assert refused(f"DELETE FROM {model._meta.db_table}")


@every_guarded
def test_no_column_is_changed(a_row):
    model, this = a_row
    for field in model._meta.concrete_fields:
        if field.name != GUARDED[model] and not field.primary_key and not field.many_to_one:
            change = f"UPDATE {model._meta.db_table} SET {column(field)} = %s WHERE {this}"
            assert refused(change, [value_for(field, other=True)]), field


@every_guarded
def test_the_one_column_is_filled_once(a_row):
    model, this = a_row
    once = GUARDED[model]
    if not once:
        return
    other = next(f for f in model._meta.concrete_fields if isinstance(f, models.CharField))
    both = f'UPDATE {model._meta.db_table} SET "{once}" = 9, {column(other)} = %s WHERE {this}'
    assert refused(both, [value_for(other, other=True)])
    change = f'UPDATE {model._meta.db_table} SET "{once}" = %s WHERE {this}'
    assert not refused(change, [9])
    assert refused(change, [10])
    assert refused(change, [None])


@pytest.mark.parametrize("model", GUARDED)
def test_no_table_is_emptied(ledger, model):
    if connection.vendor == "postgresql":
        assert refused(f"TRUNCATE {model._meta.db_table} CASCADE")
    elif model._default_manager.exists():
        assert refused(f"DELETE FROM {model._meta.db_table}")


def test_the_orm_is_refused_like_everybody(ledger):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        next(m for m in GUARDED if m.__name__ == "Unit")._default_manager.filter(code="36").update(name="khác")


def test_a_table_that_lost_its_triggers_is_noticed(own_ledger):
    assert guards.check(databases=["default"]) == []
    _rebuild_the_table_of_spans()
    lost = {name for name in guards.missing() if name.startswith("indicators_span_")}
    assert lost == set(guards.missing()) != set()
    [error] = guards.check(databases=["default"])
    assert error.id == "indicators.E001"
    assert all(name in error.msg for name in lost)
    guards.install()
    assert guards.missing() == guards.check(databases=["default"]) == []


def _rebuild_the_table_of_spans() -> None:
    """What a migration does on SQLite when it changes a column; PostgreSQL keeps triggers, so there one is dropped."""
    if connection.vendor == "postgresql":
        run("DROP TRIGGER indicators_span_no_delete ON indicators_span")
        return
    longer = models.CharField(max_length=9)
    longer.set_attributes_from_name("sector")
    with connection.schema_editor() as editor:
        editor.alter_field(Span, Span._meta.get_field("sector"), longer, strict=True)
