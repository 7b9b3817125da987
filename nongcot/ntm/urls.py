"""Addresses of the room."""

from django.urls import path

from nongcot.ntm import views

app_name = "ntm"
urlpatterns = [
    path("nong-thon-moi/", views.communes, name="communes"),
    path("nong-thon-moi/danh-sach.<str:format_>", views.communes_file, name="communes_file"),
    path("nong-thon-moi/danh-hieu/", views.titles, name="titles"),
    path("nong-thon-moi/danh-hieu.<str:format_>", views.titles_file, name="titles_file"),
    path("nong-thon-moi/minh-chung/", views.findings, name="findings"),
    path("nong-thon-moi/minh-chung.<str:format_>", views.findings_file, name="findings_file"),
    path("nong-thon-moi/tuong-duong/", views.equivalents, name="equivalents"),
    path("nong-thon-moi/tuong-duong/ghi/", views.state_equivalents, name="state_equivalents"),
    path("nong-thon-moi/<str:code>/", views.commune, name="commune"),
    path("nong-thon-moi/<str:code>/minh-chung.<str:format_>", views.commune_file, name="commune_file"),
    path("nong-thon-moi/<str:code>/cong-nhan/", views.record_title, name="record_title"),
    path("nong-thon-moi/<str:code>/cong-nhan/<str:key>/", views.correct_title, name="correct_title"),
    path("nong-thon-moi/<str:code>/cong-nhan/<str:key>/rut-lai/", views.withdraw_title, name="withdraw_title"),
    path("nong-thon-moi/<str:code>/minh-chung/<str:set_code>/<str:item>/", views.record_finding, name="record_finding"),
    path("nong-thon-moi/<str:code>/rut-lai/<str:key>/", views.withdraw_finding, name="withdraw_finding"),
]
