"""Accounts by command."""

import io
import json
import sys

import pytest

from nongcot.accounts.models import User
from nongcot.cli import main

PASSWORD = "dòng sông quê hương\n"


@pytest.fixture
def nongcot(book, monkeypatch, capsys):
    """The command in this process: returns its exit code, what it said, and what it complained of."""

    def run(*words, stdin=""):
        monkeypatch.setattr(sys, "argv", ["nongcot", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return end.value.code or 0, said.out, said.err

    return run


def add(nongcot, username="lan", role="officer", password=PASSWORD):
    return nongcot(
        "user", "add", username, "--name", "Phạm Thị Lan", "--role", role, "--password-stdin", stdin=password
    )


def test_an_account_is_opened(nongcot):
    assert add(nongcot) == (0, "lan: Phạm Thị Lan, Cán bộ Liên minh\n", "")
    assert User.objects.get(username="lan").check_password(PASSWORD.strip())


def test_a_name_is_given_once(nongcot):
    add(nongcot)
    assert add(nongcot) == (1, "", "nongcot: username: Tên đăng nhập này đã có người dùng.\n")


def test_a_weak_password_opens_nothing(nongcot):
    code, _, told = add(nongcot, password="123\n")
    assert code == 1
    assert told.count("\n") == 1
    assert not User.objects.exists()


def test_a_forgotten_password_is_replaced(nongcot):
    add(nongcot)
    words = ("user", "password", "lan", "--password-stdin")
    assert nongcot(*words, stdin="một vườn rau sạch\n") == (0, "lan: đã đổi mật khẩu\n", "")
    assert User.objects.get(username="lan").check_password("một vườn rau sạch")
    assert nongcot(*words, stdin="canbo-dung-thu\n")[0] == 1
    assert User.objects.get(username="lan").check_password("một vườn rau sạch")


def test_a_closed_account_stays_in_the_list(nongcot):
    add(nongcot)
    assert nongcot("user", "disable", "lan") == (0, "lan: đã đóng\n", "")
    assert nongcot("user", "list")[1].endswith("Phạm Thị Lan  (đã đóng)\n")
    (account,) = json.loads(nongcot("user", "list", "--json")[1])
    assert (account["username"], account["role"], account["is_active"]) == ("lan", "officer", False)


def test_nobody_is_closed_by_mistake(nongcot):
    assert nongcot("user", "disable", "khongco") == (1, "", "nongcot: Không có tài khoản “khongco”.\n")
