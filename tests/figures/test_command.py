"""`nongcot figure` as a person reads it: words and numbers of the language."""

import json
from datetime import date

from click.testing import CliRunner
from django.utils import translation

from nongcot.indicators.command import figure as command
from nongcot.kernel import clock


def said(*words: str) -> str:
    done = CliRunner().invoke(command, list(words))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_stock_with_its_movement(example):
    text = said("operating_cooperatives", "--period", "2021", "--by", "place:district")
    assert text.startswith("Hợp tác xã đang hoạt động: 1 HTX\n  Năm 2021, lần ghi sổ số 4; ")
    assert "Huyện Hải Hậu: 1 HTX" in text
    assert "  Đầu kỳ: 1 HTX\n" in text
    assert "  = Cuối kỳ: 1 HTX" in text
    assert "cooperative" not in text


def test_causes_in_words(sums):
    text = said("operating_cooperatives", "--period", "2017")
    assert "  + 15 Thành lập mới\n" in text
    assert "entered" not in text


def test_money_in_the_greatest_unit_that_suits(sums):
    text = said("charter_capital", "--on", "2018-06-30", "--by", "place:district", "--records")
    assert text.startswith("Vốn điều lệ: 8,86 tỷ đồng")
    assert "Huyện Ý Yên: 0,70 tỷ đồng" in text
    assert "(3,00 tỷ đồng) /to-chuc/" in text


def test_in_english_where_asked(sums):
    with translation.override("en"):
        text = said("operating_cooperatives", "--on", "2018-06-30")
    assert text.startswith("Cooperatives in operation: 15 co-ops")


def test_no_value_is_a_reason_with_days_as_people_write_them(ledger):
    with clock.at(date(2020, 10, 15)):
        text = said("plan_fulfilment", "--on", "2020-10-15")
    assert "ngày 15/10/2020" in text
    assert "2020-10-15" not in text


def test_an_option_that_changes_nothing_is_told_beside_the_answer(sums):
    words = ("alliance_members", "--on", "2018-06-30", "--json")
    without = CliRunner().invoke(command, list(words))
    done = CliRunner().invoke(command, [*words, "--with-credit-funds"])
    assert (done.exit_code, done.stdout) == (0, without.stdout)
    assert "--with-credit-funds không đổi gì" in done.stderr
    assert without.stderr == ""


def test_a_kind_of_which_none_counts_is_a_cell_with_0(sums):
    def cells(code: str, *words: str) -> dict[str, object]:
        told = CliRunner().invoke(command, [code, "--by", "kind", "--json", *words])
        return {cell["key"]: cell["value"] for cell in json.loads(told.stdout)["breakdown"]}

    year = ("--period", "2019")
    assert cells("established_unions", *year) == {"union": 0}
    assert cells("new_cooperative_groups", *year) == {"group": 0}
    assert cells("operating_cooperatives", "--on", "2016-06-30") == {"coop": 0}
    assert cells("operating_cooperatives", "--on", "2016-06-30", "--with-credit-funds") == {"coop": 0, "credit_fund": 0}
    assert cells("charter_capital_per_cooperative", "--on", "2016-06-30") == {"coop": None}
    assert cells("collective_producers", "--on", "2018-06-30") == {"coop": 15, "union": 0, "group": 0}


def test_a_commune_is_of_no_kind_of_organisation(sums):
    done = CliRunner().invoke(command, ["communes_without_cooperatives", "--on", "2018-06-30", "--by", "kind"])
    assert (done.exit_code, "không phân tổ theo “kind”" in done.output) == (1, True)
