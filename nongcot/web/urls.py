"""Addresses of the room."""

from django.urls import path

from nongcot.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("tim/", views.search, name="search"),
    path("tro-giup/", views.how, name="help"),
    path("tiep-can/", views.accessibility, name="accessibility"),
]
