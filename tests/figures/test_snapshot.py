"""Every page is one view of the ledger, and says which."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from nongcot.indicators import ledger
from nongcot.indicators.middleware import SnapshotMiddleware
from nongcot.kernel import clock

pytestmark = pytest.mark.both_databases


def ask(middleware, method="GET", query=""):
    request = RequestFactory().generic(method, f"/so-lieu/{query}")
    request.user = AnonymousUser()
    return middleware(request), request


@pytest.mark.usefixtures("transactional_db")
@pytest.mark.parametrize(("method", "inside"), [("GET", True), ("HEAD", True), ("POST", False)])
def test_reading_happens_inside_one_transaction_and_writing_outside(method, inside):
    seen = []
    ask(SnapshotMiddleware(lambda request: seen.append(connection.in_atomic_block) or HttpResponse()), method)
    assert seen == [inside]
    assert not connection.in_atomic_block


def test_a_database_that_is_away_is_left_to_the_view(monkeypatch):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(ledger, "snapshot", away)
    answer, _request = ask(SnapshotMiddleware(lambda request: HttpResponse("said by the view")))
    assert answer.content == b"said by the view"


def test_the_point_is_today_and_the_newest(example):
    with clock.at(date(2022, 3, 1)):
        _answer, request = ask(SnapshotMiddleware(lambda request: HttpResponse()))
        point = request.point
        assert (point.on, point.n, point.is_newest) == (date(2022, 3, 1), None, True)


def test_the_point_is_that_of_the_address(example, lan):
    request = RequestFactory().get(f"/so-lieu/?on=2018-06-30&known={example.moved}")
    request.user = lan
    SnapshotMiddleware(lambda request: HttpResponse())(request)
    point = request.point
    assert (point.on, point.n, point.is_newest) == (date(2018, 6, 30), example.moved, False)
    assert point.moment.date() == date(2021, 6, 1)


@pytest.mark.parametrize("query", ["?on=hom-qua", "?known=3", "?known=nonsense"])
def test_what_a_visitor_may_not_or_cannot_ask_is_today_and_the_newest(example, query):
    with clock.at(date(2022, 3, 1)):
        _answer, request = ask(SnapshotMiddleware(lambda request: HttpResponse()), query=query)
        assert (request.point.on, request.point.is_newest) == (date(2022, 3, 1), True)


@pytest.mark.django_db
def test_an_unopened_ledger_has_no_point():
    _answer, request = ask(SnapshotMiddleware(lambda request: HttpResponse()))
    assert not request.point
