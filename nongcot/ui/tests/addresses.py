"""Addresses for the tests of the room by itself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.i18n import set_language

AIRY = """{% extends "ui/public.html" %}
{% block title %}Sản phẩm{% endblock %}{% block heading %}Sản phẩm{% endblock %}
{% block content %}<p>Gạo, rau, nước mắm.</p>{% endblock %}"""


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("on purpose")


def airy(request: HttpRequest) -> HttpResponse:
    """A public page with a message."""
    messages.success(request, "Đã áp dụng 50 dòng.")
    return HttpResponse(engines["django"].from_string(AIRY).render({}, request))


urlpatterns = [
    path("", include("nongcot.ui.urls")),
    path("cong-khai/", airy),
    path("hong/", broken),
    path("ngon-ngu/", set_language, name="set_language"),
]
