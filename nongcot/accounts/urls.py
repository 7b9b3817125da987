"""Addresses of the room."""

from django.urls import path

from nongcot.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", views.SignOut.as_view(), name="sign_out"),
    path("tai-khoan/", views.me, name="me"),
    path("mat-khau/", views.OwnPassword.as_view(), name="own_password"),
]
