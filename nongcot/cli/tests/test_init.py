"""A real book: begun once, never touched by what builds demonstrations."""

import json

import pytest

pytestmark = pytest.mark.long(together=True)

BOOK = """
import json
from nongcot.accounts.book import current
from nongcot.places.models import Scope, Unit
book = current()
print(json.dumps({
    "book": [book.province_code, book.province, book.name, book.place, book.symbol, book.signers, book.letterhead],
    "is_demonstration": book.is_demonstration,
    "address": book.public_url,
    "scope": [[str(row.province), str(row.valid_from), row.posted] for row in Scope.objects.all()],
    "provinces": Unit.objects.filter(kind="province", valid_to__gt="2026-01-01").count(),
}))
"""


@pytest.mark.both_databases
def test_init_opens_the_book_with_its_places(real):
    told = json.loads(real.python(BOOK).stdout)
    assert told["book"] == [
        "37",
        "Ninh Bình",
        "Liên minh Hợp tác xã tỉnh Ninh Bình",
        "Ninh Bình",
        "LMHTX",
        [{"authority": "TM. BAN THƯỜNG VỤ", "office": "CHỦ TỊCH", "name": "Nguyễn Văn Mẫu"}],
        ["ỦY BAN NHÂN DÂN TỈNH NINH BÌNH", "LIÊN MINH HỢP TÁC XÃ TỈNH NINH BÌNH"],
    ]
    assert told["is_demonstration"] is False
    assert told["address"] == "https://so.example.vn"
    assert told["scope"] == [["Tỉnh Ninh Bình", "2025-07-01", 1]]
    assert told["provinces"] == 34


def test_a_second_book_is_refused(real):
    done = real.nongcot(
        "init",
        "--province",
        "01",
        "--name",
        "Liên minh khác",
        "--place",
        "Hà Nội",
        "--public-url",
        "",
        "--parent-body",
        "",
    )
    assert done.returncode == 1
    assert "Ở đây đã mở sổ: Liên minh Hợp tác xã tỉnh Ninh Bình" in done.stderr


def test_setup_does_not_touch_a_real_book(real):
    before = real.python(BOOK).stdout
    done = real.nongcot("setup")
    assert done.returncode == 0
    assert "đây là sổ thật; setup không đụng đến" in done.stdout
    assert real.python(BOOK).stdout == before


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--province", "Nam Kỳ", "Nay không có tỉnh nào tên là “Nam Kỳ”"),
        ("--signer", "Nguyễn Văn Mẫu", "Người ký được ghi như “CHỦ TỊCH: Nguyễn Văn A”"),
        ("--public-url", "http://so.example.vn", "PUBLIC_URL phải bắt đầu bằng https://"),
        ("--name", " ", "name:"),
    ],
)
def test_a_wrong_answer_leaves_no_book(waiting, option, value, told):
    answers = {
        "--province": "37",
        "--name": "Liên minh",
        "--place": "Ninh Bình",
        "--parent-body": "",
        "--public-url": "",
    }
    words = [word for pair in (answers | {option: value}).items() for word in pair]
    done = waiting.nongcot("init", *words)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert waiting.python("from nongcot.cli import demonstration\nprint(demonstration.state())").stdout == "None\n"


def test_what_is_not_given_is_asked(empty):
    answers = "Ninh Bình\nLiên minh Hợp tác xã tỉnh Ninh Bình\n\nNinh Bình\n\n"
    done = empty.nongcot("init", stdin=answers)
    assert done.returncode == 0, done.stderr
    assert "Tiếp theo: nongcot user add" in done.stdout
