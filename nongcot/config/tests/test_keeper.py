"""The keeper's desk shows everything and changes nothing but accounts."""

from django.apps import apps
from django.urls import reverse

from nongcot.accounts.models import Book, User
from nongcot.config.admin import site


def test_every_table_of_the_house_is_on_the_desk(keeper):
    house = {model for model in apps.get_models() if model._meta.app_config.name.startswith("nongcot.")}
    assert house == {model for model in site._registry if model in house}


def test_rows_are_shown_and_not_changed(keeper):
    page = keeper.get(reverse("keeper:accounts_book_change", args=[1]))
    assert page.status_code == 200
    assert (
        "<input"
        not in page.content.decode().split('id="book_form"')[1].split("csrfmiddlewaretoken")[1].split(">", 1)[1]
    )
    assert keeper.post(reverse("keeper:accounts_book_change", args=[1]), {"name": "Khác"}).status_code == 403
    assert keeper.get(reverse("keeper:accounts_book_add")).status_code == 403
    assert keeper.post(reverse("keeper:accounts_book_delete", args=[1]), {"post": "yes"}).status_code == 403
    assert Book.objects.get().name == "Liên minh Hợp tác xã tỉnh Nam Định"


def test_the_keeper_gives_an_account_another_role_and_closes_it(keeper, lan):
    form = {"full_name": "Phạm Thị Lan", "email": "", "role": "leader"}
    assert keeper.post(reverse("keeper:accounts_user_change", args=[lan.pk]), form).status_code == 302
    lan.refresh_from_db()
    assert (lan.role, lan.is_active) == ("leader", False)
    assert keeper.post(reverse("keeper:accounts_user_delete", args=[lan.pk]), {"post": "yes"}).status_code == 403
    assert User.objects.filter(username="lan").exists()


def test_the_desk_has_no_sign_in_and_no_password_page_of_its_own(visitor, officer, keeper):
    assert keeper.get("/quan-tri/password_change/").url == "/mat-khau/"
    assert visitor.get("/quan-tri/login/").url == "/dang-nhap/?next=/quan-tri/login/"
    assert officer.get("/quan-tri/").status_code == 404
