"""Addresses of the room."""

from django.urls import path

from nongcot.intake import views

app_name = "intake"
urlpatterns = [
    path("nhap-lieu/", views.batches, name="upload"),
    path("nhap-lieu/<int:pk>/", views.batch, name="batch"),
    path("nhap-lieu/<int:pk>/chon/", views.decide, name="decide"),
    path("nhap-lieu/<int:pk>/ap-dung/", views.apply, name="apply"),
    path("nhap-lieu/<int:pk>/bo/", views.drop, name="drop"),
    path("nhap-lieu/<int:pk>/rut-lai/", views.undo, name="undo"),
    path("nhap-lieu/<int:pk>/danh-dau.xlsx", views.marked, name="marked"),
]
