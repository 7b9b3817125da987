"""The room by itself: its own addresses, a book and a point in time without the rooms that keep them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from pytest_django.live_server_helper import LiveServer


class Surroundings:
    """What the rooms above put on a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.book = SimpleNamespace(name="Liên minh HTX tỉnh Mẫu", province="Mẫu", is_demonstration=True)
        is_newest = "known" not in request.GET
        request.point = SimpleNamespace(
            on=date(2020, 10, 15),
            n=None if is_newest else 40,
            moment=datetime(2020, 10, 15, 9, 30, tzinfo=UTC),
            geography=date(2020, 2, 1),
            is_newest=is_newest,
            label="lúc ký báo cáo",
        )
        return self.get_response(request)


def waiting(_request) -> dict[str, int]:
    """Three things wait behind the samples."""
    return {"ui:samples": 3}


@pytest.fixture
def alone(settings):
    """Settings in which only this room answers, under the house's content security policy."""
    settings.ROOT_URLCONF = "nongcot.ui.tests.addresses"
    settings.MIDDLEWARE = [
        "csp.middleware.CSPMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "nongcot.config.language.LanguageMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "nongcot.ui.tests.conftest.Surroundings",
    ]
    settings.NAVIGATION = (
        ("Tổng quan", "ui:samples", "home", "public", "Sổ và số liệu"),
        ("Việc của quản trị", "ui:samples", "lock", "upkeep", "Sổ và số liệu"),
        ("Chưa có", "nowhere:yet", "map", "public", "Khác"),
    )
    settings.WAITING = ("nongcot.ui.tests.conftest.waiting",)
    return settings


@pytest.fixture
def live_server(alone, transactional_db):
    """A server of this room alone: the shared one has loaded the whole house's middleware."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()
