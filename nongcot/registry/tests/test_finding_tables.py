"""The index of words of a SQLite file: what an older program made otherwise is made anew."""

import pytest
from django.db import connection

from nongcot.registry import finding, finding_tables
from nongcot.registry.finding_tables import FTS5, SUBJECTS, TABLE, words_of
from nongcot.registry.tests import telling
from nongcot.registry.tests.test_finding import found

pytestmark = pytest.mark.usefixtures("ledger")


def made_by() -> list[str]:
    with connection.cursor() as cursor:
        names = [words_of(subject) for subject in SUBJECTS]
        cursor.execute(f"SELECT sql FROM sqlite_master WHERE name IN ({', '.join(['%s'] * len(names))})", names)
        return [sql for (sql,) in cursor.fetchall()]


def an_older_program_made_it() -> None:
    with connection.cursor() as cursor:
        for words in map(words_of, SUBJECTS):
            cursor.execute(f"DROP TABLE {words}")
            cursor.execute(f"CREATE VIRTUAL TABLE {words} USING fts5(words, content='{TABLE}', prefix='1')")


def test_it_finds_the_same_and_what_is_told_afterwards():
    one = telling.organisation("HTX nông nghiệp Yên Mỹ")
    telling.product(one, "Rau nghiệp dư")
    an_older_program_made_it()
    finding_tables.install()
    assert len(made_by()) == len(SUBJECTS)
    assert all(sql.endswith(FTS5) for sql in made_by())
    other = telling.organisation("HTX Nghiêm Xá")
    assert found("nghiep") == {one.pk}
    assert found("nghie") == {one.pk, other.pk}
    assert len(found("nghiep", "product")) == 1
    assert finding.differences() == 0


def test_one_that_is_as_it_should_be_is_left_alone():
    before = made_by()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA schema_version")
        version = cursor.fetchone()
        finding_tables.install()
        cursor.execute("PRAGMA schema_version")
        assert cursor.fetchone() == version
    assert made_by() == before
