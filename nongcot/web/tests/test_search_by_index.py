"""Numbers and schemes are looked up in an index. On SQLite: PostgreSQL reads a small table whole."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from nongcot.kernel import clock
from nongcot.web.tests.test_search import TODAY, groups
from nongcot.web.tests.test_search_of_rooms import tell as tell


def test_numbers_and_schemes_are_looked_up_in_an_index(told_once, officer):
    for typed, index in (
        ("18/hdlk", "linkage_contract_number"),
        ("VG-0117", "registry_certificate_number"),
        ("vietgap", "registry_certificate_scheme"),
    ):
        with CaptureQueriesContext(connection) as asked, clock.at(TODAY):
            groups(officer, typed)
        sought = [q["sql"] for q in asked if index.rpartition("_")[2] in q["sql"].partition("WHERE")[2]]
        with connection.cursor() as cursor:
            plans = [cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall() for sql in sought]
        assert any(index in str(plan) for plan in plans)
        assert not any("SCAN linkage_contract" in str(p) or "SCAN registry_certificate" in str(p) for p in plans)
