"""Signing in, out, and one's own password."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse

from nongcot.accounts import actions, demonstration
from nongcot.accounts.models import Book, User

SIGN_IN = "/dang-nhap/"
PASSWORD = "dòng sông quê hương"


def sign_in(client, username, password):
    return client.post(SIGN_IN, {"username": username, "password": password})


def test_lan_signs_in_and_sees_what_she_may_do(visitor, lan):
    assert sign_in(visitor, "lan", PASSWORD).status_code == 302
    page = visitor.get(reverse("accounts:me")).content.decode()
    assert "Phạm Thị Lan" in page
    assert "Rút lại một lần nhập." in page
    assert "Quản lý tài khoản" not in page


def test_a_wrong_password_and_a_wrong_name_are_told_alike(visitor, lan):
    answers = [sign_in(visitor, name, "không phải mật khẩu này") for name in ("lan", "khongcoai")]
    for answer in answers:
        assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in answer.content.decode()


def test_a_closed_account_ends_its_sessions(officer):
    assert officer.get(reverse("accounts:me")).status_code == 200
    actions.disable_user(username="lan")
    assert officer.get(reverse("accounts:me")).status_code == 302


def test_five_wrong_passwords_pause_the_account(visitor, lan):
    for _ in range(5):
        answer = sign_in(visitor, "lan", "không phải mật khẩu này")
    assert answer.status_code == 429
    assert "chờ 15 phút" in answer.content.decode()
    assert sign_in(visitor, "lan", PASSWORD).status_code == 429


def test_no_link_signs_out(officer):
    assert officer.get("/dang-xuat/").status_code == 405
    assert officer.post("/dang-xuat/").status_code == 302
    assert officer.get(reverse("accounts:me")).status_code == 302


def test_sign_in_goes_back_only_within_the_book(visitor, lan):
    form = {"username": "lan", "password": PASSWORD}
    assert visitor.post(SIGN_IN, form | {"next": "/mat-khau/"}).url == "/mat-khau/"
    visitor.post("/dang-xuat/")
    assert visitor.post(SIGN_IN, form | {"next": "https://noi-khac.example/"}).url == "/"


def test_a_new_password_is_checked_and_kept(officer):
    form = {"old_password": PASSWORD, "new_password1": "12345678901", "new_password2": "12345678901"}
    assert officer.post("/mat-khau/", form).status_code == 200
    new = "một vườn rau sạch"
    assert officer.post("/mat-khau/", form | {"new_password1": new, "new_password2": new}).status_code == 302
    assert User.objects.get(username="lan").check_password(new)


def open_demonstration():
    Book.objects.update(is_demonstration=True)
    return actions.open_demonstration_accounts()


@pytest.mark.parametrize("account", demonstration.ACCOUNTS, ids=lambda account: account.username)
def test_printed_passwords_open_the_demonstration_book(visitor, account):
    open_demonstration()
    assert account.password in visitor.get(SIGN_IN).content.decode()
    assert sign_in(visitor, account.username, account.password).status_code == 302


def test_printed_passwords_open_no_real_book(visitor):
    open_demonstration()
    Book.objects.update(is_demonstration=False)
    assert "canbo-dung-thu" not in visitor.get(SIGN_IN).content.decode()
    assert sign_in(visitor, "canbo", "canbo-dung-thu").status_code == 200
    # Not even for an account that somebody gave such a password behind the forms' back.
    assert authenticate(RequestFactory().post("/"), username="canbo", password="canbo-dung-thu") is None


def test_printed_passwords_are_refused_in_production(visitor, settings):
    open_demonstration()
    settings.PRODUCTION = True
    assert sign_in(visitor, "canbo", "canbo-dung-thu").status_code == 200


def test_nobody_may_choose_a_printed_password(officer):
    form = {"old_password": PASSWORD, "new_password1": "canbo-dung-thu", "new_password2": "canbo-dung-thu"}
    assert "in sẵn cho sổ dùng thử" in officer.post("/mat-khau/", form).content.decode()


def test_a_session_from_before_signing_in_is_worth_nothing(visitor, lan):
    session = visitor.session
    session["x"] = 1
    session.save()
    before = session.session_key
    visitor.cookies["sessionid"] = before
    sign_in(visitor, "lan", PASSWORD)
    assert visitor.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_form_from_elsewhere_is_refused_with_a_page(book, lan):
    elsewhere = Client(enforce_csrf_checks=True)
    answer = sign_in(elsewhere, "lan", PASSWORD)
    assert answer.status_code == 403
    assert '<html lang="vi">' in answer.content.decode()


def test_a_new_password_ends_the_other_sessions(officer, lan):
    actions.set_password(username="lan", password="một vườn rau sạch")
    assert officer.get(reverse("accounts:me")).status_code == 302
