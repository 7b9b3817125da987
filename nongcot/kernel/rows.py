"""Rows by a written condition.

Django puts every query together anew, which takes ten times as long as it takes to read a few rows by it. What is read
at every act is asked for here: the same rows, the same values, and a condition in SQL.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection, models
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=models.Model)


def read(model: type[M], where: str, parameters: Sequence[Any] = (), *, order: str = "posted, id") -> list[M]:
    """The rows of `model` for which `where` (SQL) holds."""
    names = tuple(field.attname for field in model._meta.concrete_fields)
    # A row is complete, in the order in which the model takes it.
    return [model.from_db(connection.alias, names, row) for row in values(model, names, where, parameters, order=order)]


def first(model: type[M], where: str, parameters: Sequence[Any] = (), *, order: str) -> M | None:
    """The first of them; None when there is none."""
    found = read(model, where, parameters, order=f"{order} LIMIT 1")
    return found[0] if found else None


def values(
    model: type[models.Model], names: Sequence[str], where: str, parameters: Sequence[Any] = (), *, order: str = ""
) -> list[tuple[Any, ...]]:
    """These fields alone of the rows for which `where` holds, as Django gives them."""
    asked = _asked(model, tuple(names), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(f"{asked.select} WHERE {where}{f' ORDER BY {order}' if order else ''}", parameters or None)
        found = cursor.fetchall()
    if asked.converters:
        return [tuple(row) for row in asked.compiler.apply_converters(found, asked.converters)]
    return list(found)


class _Asked(NamedTuple):
    """What reading these fields needs, the same each time."""

    select: str
    compiler: SQLCompiler
    converters: dict[int, Any]


@cache
def _asked(model: type[models.Model], names: tuple[str, ...], _vendor: str) -> _Asked:
    table = model._meta.db_table
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    columns = ", ".join(f'"{table}"."{field.column}"' for field in fields)
    compiler = model._default_manager.all().query.get_compiler(connection=connection)
    converters = compiler.get_converters([field.get_col(table) for field in fields])
    return _Asked(f'SELECT {columns} FROM "{table}"', compiler, converters)
