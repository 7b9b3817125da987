"""Addresses of the room."""

from django.urls import path

from nongcot.plans import alliance, files, organs, views

app_name = "plans"
urlpatterns = [
    path("lien-minh/", alliance.alliance, name="alliance"),
    path("lien-minh/co-quan/", organs.organs, name="organs"),
    path("lien-minh/co-quan.<str:format_>", organs.organs_file, name="organs_file"),
    path("lien-minh/nhiem-ky/<int:number>/<slug:kind>/", organs.edit_organ, name="organ"),
    path("lien-minh/nhiem-ky/<int:number>/<slug:kind>/rut-lai/", organs.withdraw_organ, name="withdraw_organ"),
    path("lien-minh/thanh-vien.<str:format_>", alliance.alliance_file, name="alliance_file"),
    path("ke-hoach/chi-tieu.<str:format_>", files.targets, name="targets_file"),
    path("ke-hoach/", views.plan_page, name="plan"),
    path("ke-hoach/nhiem-ky/them/", views.new_term, name="new_term"),
    path("ke-hoach/nhiem-ky/<int:number>/", views.edit_term, name="edit_term"),
    path("ke-hoach/chi-tieu/them/", views.new_target, name="new_target"),
    path("ke-hoach/chi-tieu/<str:key>/", views.edit_target, name="edit_target"),
    path("ke-hoach/chi-tieu/<str:key>/bo/", views.withdraw_target, name="withdraw_target"),
]
