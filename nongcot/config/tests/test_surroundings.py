"""What the surroundings may say, and what comes of it."""

import os
import stat
import subprocess
import sys

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from nongcot.config.environment import read_database_url, read_number, read_public_url, read_secret_key

ASK = "from django.conf import settings as s; print(s.PRODUCTION, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"


def settings_say(home, code=ASK, **surroundings):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "nongcot.config.settings"}
    environment |= {"NONGCOT_HOME": str(home)} | surroundings
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ""),
        ("https://so.example.vn", "https://so.example.vn"),
        ("https://so.example.vn:8443/", "https://so.example.vn:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_addresses_that_are_taken(text, read):
    assert read_public_url(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *("http://so.example.vn", "so.example.vn", "https://so.example.vn/so/", "ftp://127.0.0.1"),
        *("https://[so", "https://so.example.vn:cong"),
    ],
)
def test_addresses_that_are_refused_with_a_sentence(text):
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL phải"):
        read_public_url(text)


def test_only_postgresql_has_an_address():
    assert read_database_url("") == ""
    assert read_database_url("postgres://so@127.0.0.1/so") == "postgres://so@127.0.0.1/so"
    with pytest.raises(ImproperlyConfigured, match=r"phải bắt đầu bằng postgres://, không phải mysql:$"):
        read_database_url("mysql://so:mat-khau@127.0.0.1/so")


def test_an_address_of_postgresql_that_cannot_be_read_is_refused_without_its_password():
    with pytest.raises(ImproperlyConfigured, match="Không đọc được DATABASE_URL") as refused:
        read_database_url("postgres://so:mat#khau@127.0.0.1/so")
    assert "mat" not in str(refused.value)


def test_a_number_that_is_none_is_refused_with_a_sentence(monkeypatch):
    monkeypatch.setenv("PORT", "tám nghìn")
    assert read_number(environ.Env(), "UPLOADS_KEPT", 30) == 30
    with pytest.raises(ImproperlyConfigured, match="PORT phải là một số nguyên, không phải “tám nghìn”"):
        read_number(environ.Env(), "PORT", 8000)


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    key = read_secret_key(tmp_path / "home")
    assert len(key) > 60
    assert read_secret_key(tmp_path / "home") == key
    assert stat.S_IMODE((tmp_path / "home/secret-key").stat().st_mode) == 0o600
    assert read_secret_key(tmp_path / "elsewhere") != key


def test_an_https_address_is_production(tmp_path):
    assert settings_say(tmp_path) == "False False False"
    assert settings_say(tmp_path, PUBLIC_URL="https://so.example.vn") == "True True True"


def test_nongcot_env_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / "nongcot.env").write_text("PUBLIC_URL=https://so.example.vn\n")
    ask = "from django.conf import settings; print(settings.PUBLIC_URL)"
    assert settings_say(tmp_path, ask) == "https://so.example.vn"
    assert settings_say(tmp_path, ask, PUBLIC_URL="https://khac.example.vn") == "https://khac.example.vn"
    assert settings_say(tmp_path, ask, PUBLIC_URL="") == "https://so.example.vn"


def test_a_foreign_host_is_refused(visitor):
    assert visitor.get(reverse("accounts:sign_in"), headers={"host": "noi-khac.example"}).status_code == 400


def test_every_page_forbids_what_is_inline_or_from_elsewhere(visitor):
    headers = visitor.get(reverse("accounts:sign_in")).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgres://so@127.0.0.1/so", "-c random_page_cost=1.1"),
        ("postgres://so@127.0.0.1/so?options=-c%20work_mem%3D64MB", "-c work_mem=64MB"),
    ],
)
def test_postgresql_is_told_that_its_disks_do_not_turn_unless_the_keeper_tells_it_something_else(
    tmp_path, address, said
):
    code = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS']['options'])"
    assert settings_say(tmp_path, code, DATABASE_URL=address) == said
