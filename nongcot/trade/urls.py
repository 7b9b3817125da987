"""Addresses of the room."""

from django.urls import path

from nongcot.trade import views

app_name = "trade"
urlpatterns = [path("xuc-tien/su-kien/<int:event_id>/", views.event, name="event")]
