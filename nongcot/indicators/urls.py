"""Addresses of the room."""

from django.urls import path

from nongcot.indicators import quoting, views

app_name = "indicators"
urlpatterns = [
    path("so-lieu/", views.index, name="index"),
    path("so-lieu/<slug:code>/", views.figure, name="figure"),
    path("so-lieu/<slug:code>.xlsx", views.workbook, name="workbook"),
    path("so-lieu/<slug:code>.json", views.data, name="data"),
    path("so-da-cong-bo/", views.published, name="published"),
    path("so-trich-dan/", quoting.listed, name="quoted"),
    path("so-trich-dan/danh-sach.<str:format_>", quoting.file, name="quoted_file"),
    path("so-trich-dan/them/", quoting.enter, name="enter_quoted"),
    path("so-trich-dan/<str:identity>/", quoting.correct, name="correct_quoted"),
    path("so-trich-dan/<str:identity>/rut/", quoting.withdraw, name="withdraw_quoted"),
    path("phuong-phap/", views.methods, name="methods"),
    path("phuong-phap/<slug:code>/", views.method_of, name="method"),
]
