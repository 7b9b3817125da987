"""`nongcot place`."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from nongcot.kernel import clock
from nongcot.places.command import place

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(place, arguments)


def test_candidates_for_programs(country):
    answer = run("TT Lâm, Ý Yên", "--on", "2020-06-01", "--json")
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    assert (told["text"], told["on"]) == ("TT Lâm, Ý Yên", "2020-06-01")
    assert told["candidates"] == [
        {
            "code": "13795",
            "valid_from": "2016-01-01",
            "valid_to": "2025-07-01",
            "kind": "township",
            "name": "Thị trấn Lâm",
            "parent": {
                "code": "360",
                "valid_from": "2016-01-01",
                "valid_to": "2025-07-01",
                "kind": "district",
                "name": "Huyện Ý Yên",
                "parent": {
                    "code": "36",
                    "valid_from": "2016-01-01",
                    "valid_to": "2025-07-01",
                    "kind": "province",
                    "name": "Tỉnh Nam Định",
                    "parent": None,
                    "verified": True,
                },
                "verified": True,
            },
            "verified": True,
            "score": 1.0,
            "why": "Đúng tên Thị trấn Lâm. Khớp Huyện Ý Yên.",
        }
    ]


def test_candidates_for_people(country):
    answer = run("TT Lâm, Ý Yên", "--on", "2020-06-01")
    assert answer.stdout == (
        "1.00  13795  Thị trấn Lâm, Huyện Ý Yên, Tỉnh Nam Định\n      Đúng tên Thị trấn Lâm. Khớp Huyện Ý Yên.\n"
    )


def test_within_and_limit(country):
    assert len(json.loads(run("xã Yên Thắng", "--on", "2020-06-01", "--json").stdout)["candidates"]) == 5
    assert (
        len(json.loads(run("xã Yên Thắng", "--on", "2020-06-01", "--json", "--limit", "2").stdout)["candidates"]) == 2
    )
    told = json.loads(run("xã Yên Thắng", "--on", "2020-06-01", "--within", "36", "--json").stdout)
    assert [one["code"] for one in told["candidates"]] == ["13864"]


def test_today_is_meant_when_no_day_is_given(country):
    with clock.at(date(2026, 1, 15)):
        told = json.loads(run("phường Nam Định", "--json").stdout)
    assert told["on"] == "2026-01-15"
    assert told["candidates"][0]["valid_from"] == "2025-07-01"
    assert told["candidates"][0]["valid_to"] is None


def test_a_bare_code_means_its_unit(country):
    assert run("13795", "--on", "2020-06-01").stdout == (
        "1.00  13795  Thị trấn Lâm, Huyện Ý Yên, Tỉnh Nam Định\n      Mang mã 13795.\n"
    )
    assert json.loads(run("360", "--on", "2020-06-01", "--json").stdout)["candidates"][0]["name"] == "Huyện Ý Yên"
    assert run("13795", "--on", "2020-06-01", "--within", "37").exit_code == 1


def test_a_code_of_another_day_leads_to_who_holds_the_place(country):
    [told] = json.loads(run("13798", "--on", "2026-01-15", "--json").stdout)["candidates"]
    assert (told["name"], told["score"]) == ("Xã Tân Minh", 0.9)
    assert told["why"] == "Mã 13798 của Xã Yên Trung; ngày 15/01/2026 nơi ấy thuộc Xã Tân Minh."
    [gone] = json.loads(run("360", "--on", "2026-01-15", "--json").stdout)["candidates"]
    assert gone["why"] == "Mã 360 của Huyện Ý Yên, không có trong danh mục ngày 15/01/2026."
    answer = run("99999", "--on", "2020-06-01")
    assert answer.exit_code == 1
    assert "Không tìm thấy đơn vị nào ứng với “99999”" in answer.stderr


def test_nothing_found(country):
    answer = run("qqqqqq", "--on", "2020-06-01", "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["candidates"] == []
    assert "Không tìm thấy đơn vị nào ứng với “qqqqqq” ngày 01/06/2020." in answer.stderr


def test_bad_input_is_one_clear_line(country):
    assert run("Lâm", "--on", "hôm qua").exit_code == 2
    answer = run("Lâm", "--within", "99999")
    assert answer.exit_code == 1
    assert "Không có đơn vị hành chính nào mang mã “99999”." in answer.stderr


def test_says_that_others_fit_as_well_as_the_last_one_shown(country):
    asked = "Còn đơn vị khác khớp như dòng cuối"
    assert asked in run("Xã Tân Thành", "--on", "2025-12-01", "--limit", "1").stdout
    assert asked not in run("TT Lâm, Ý Yên", "--on", "2020-06-01", "--limit", "1").stdout
