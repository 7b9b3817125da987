"""Addresses of the room."""

from django.urls import path

from nongcot.basis import views

app_name = "basis"
urlpatterns = [
    path("can-cu/", views.listed, name="documents"),
    path("can-cu/danh-muc.<str:format_>", views.documents_file, name="documents_file"),
    path("can-cu/cach-doc/", views.readings, name="readings"),
    path("can-cu/van-ban/<path:number>", views.document, name="document"),
    path("can-cu/them/", views.enter, name="enter"),
    path("can-cu/sua/<path:number>", views.correct, name="correct"),
    path("can-cu/rut/<path:number>", views.withdraw, name="withdraw"),
]
