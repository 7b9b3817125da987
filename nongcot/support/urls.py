"""Addresses of the room."""

from django.urls import path

from nongcot.support import views

app_name = "support"
urlpatterns = [path("ho-tro/lop/<int:course_id>/", views.course, name="course")]
