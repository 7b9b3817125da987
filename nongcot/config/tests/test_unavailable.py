"""While the database does not answer, a visitor reads a sentence and not a fault."""

from django.db import OperationalError, connection


def test_a_locked_database_is_told_as_a_pause(visitor):
    def locked(execute, sql, params, many, context):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(locked):
        answer = visitor.get("/dang-nhap/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Hệ thống đang tạm dừng" in answer.content.decode()
    assert "locked" not in answer.content.decode()
