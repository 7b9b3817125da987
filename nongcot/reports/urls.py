"""Addresses of the room."""

from django.urls import path

from nongcot.reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/dai-hoi/", views.congress_page, name="congress"),
    path("bao-cao/dai-hoi/lap/", views.produce, name="produce"),
    path("bao-cao/<int:pk>/", views.produced, name="produced"),
    path("bao-cao/<int:pk>/ban-word/", views.document, name="document"),
    path("bao-cao/<int:pk>/lap-lai/", views.again, name="again"),
]
