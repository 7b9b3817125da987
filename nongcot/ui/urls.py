"""Addresses of the room."""

from django.urls import path

from nongcot.ui import views

app_name = "ui"
urlpatterns = [
    path("thoi-diem/", views.moment, name="moment"),
    path("mau/", views.samples, name="samples"),
]
