"""Contracts of a list that comes back: each row is held against its own contract or waits; none writes into another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.tests.lists import applied, told
from nongcot.linkage.models import Contract
from nongcot.linkage.tests import book as linkage
from nongcot.registry import queries
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("STT", "Bên hợp tác xã", "Mã trong sổ", "Bên đối tác", "Mã trong sổ: Bên đối tác", "Các bên khác cùng ký",
        "Mã trong sổ: Các bên khác cùng ký", "Hàng hóa", "Nhóm hàng", "Khâu liên kết", "Thực hiện từ", "Đến hết ngày",
        "Số hộ", "Diện tích (ha)")  # fmt: skip
WORKING = (*HEAD, "Số hợp đồng", "Ngày ký", "Sản lượng", "Đơn vị", "Giá trị (đồng)")

Line = Callable[..., tuple[Any, ...]]


@pytest.fixture
def line(coop, mill) -> Line:
    """A row of the list of contracts: a number, its amounts (signed on, volume, unit, value), and cells by heading."""

    def made(number: str = "", *amounts: Any, partner: Organisation = mill, **cells: Any) -> tuple[Any, ...]:
        row: dict[str, Any] = dict.fromkeys(WORKING, "") | {
            "STT": 1,
            "Bên hợp tác xã": "HTX Lúa Vàng",
            "Mã trong sổ": coop.key,
            "Bên đối tác": "Công ty Gạo Mới" if partner is mill else "Công ty Gạo Cũ",
            "Mã trong sổ: Bên đối tác": partner.key,
            "Hàng hóa": "Lúa",
            "Nhóm hàng": "Trồng trọt",
            "Khâu liên kết": "Tổ chức sản xuất, thu hoạch + Tiêu thụ sản phẩm",
            "Thực hiện từ": date(2019, 1, 1),
            "Số hợp đồng": number,
        }
        row |= dict(zip(("Giá trị (đồng)", "Sản lượng", "Đơn vị"), amounts, strict=False))
        return tuple((row | {heading.replace("_", " "): value for heading, value in cells.items()}).values())

    return made


def standing() -> list[tuple[str, int | None]]:
    """The numbers and values of the contracts that stand."""
    stands = queries.standing(Contract, newest())
    return [(one.number, one.value) for one in sorted(stands, key=lambda one: one.contract_id)]


def counted(found: dict[str, Any]) -> tuple[int, int, int]:
    """How many rows create, complete, and leave as they are."""
    return found["create"], found["change"], found["unchanged"]


def is_unchanged(*lines: tuple[Any, ...], head: tuple[str, ...] = WORKING) -> None:
    found = told(head, *lines)
    assert (counted(found), found["doubts"], found["errors"]) == ((0, 0, len(lines)), [], [])
    n = newest()
    applied(head, *lines)
    assert newest() == n


def test_contracts_of_one_number_with_two_companies_are_each_held_against_their_own(coop, mill, line):
    other = telling.organisation("Công ty Gạo Cũ", kind="enterprise")
    linkage.sign(coop.pk, mill.pk, number="01/HĐ")
    linkage.sign(coop.pk, other.pk, number="01/HĐ", value=5)
    is_unchanged(line("01/HĐ"), line("01/HĐ", 5, partner=other))
    applied(WORKING, line("01/HĐ", 7), line("01/HĐ", 5, partner=other))
    assert standing() == [("01/HĐ", 7), ("01/HĐ", 5)]


def test_of_a_number_with_another_company_nothing_is_learnt(coop, mill, line):
    other = telling.organisation("Công ty Gạo Cũ", kind="enterprise")
    linkage.sign(coop.pk, mill.pk, number="01/HĐ")
    found = told(WORKING, line("01/HĐ", 5, partner=other))
    assert (counted(found), found["errors"][0]["why"]) == ((0, 0, 0), "sổ ghi bên đối tác khác cho hợp đồng này")


def test_a_copied_row_that_still_bears_the_number_of_its_pattern_writes_nothing_into_that_contract(coop, mill, line):
    linkage.sign(coop.pk, mill.pk, number="01/HĐ")
    copied = line("01/HĐ", 5, Hàng_hóa="Ngô")
    for lines in ((copied, line("01/HĐ")), (line("01/HĐ"), copied)):
        found = told(WORKING, *lines)
        assert (counted(found), len(found["errors"])) == ((0, 0, 1), 1)


@pytest.mark.parametrize("numbers", [("", ""), ("", "7/HĐ"), ("6/HĐ", "7/HĐ")])
def test_contracts_of_one_partner_commodity_and_day_are_each_held_against_their_own(numbers, coop, mill, line):
    for number, value in zip(numbers, (None, 5), strict=True):
        linkage.sign(coop.pk, mill.pk, number=number, value=value)
    first, second = line(numbers[0]), line(numbers[1], 5)
    for lines in ((first, second), (second, first)):
        is_unchanged(*lines)
        is_unchanged(*(one[: len(HEAD)] for one in lines), head=HEAD)


def test_a_visitor_s_row_tells_its_contract_by_its_area(coop, mill, line):
    for area in (10, 20):
        linkage.sign(coop.pk, mill.pk, area=area, value=area)
    rows = [line(**{"Diện_tích_(ha)": area})[: len(HEAD)] for area in (10, 20)]
    is_unchanged(*rows, head=HEAD)
    is_unchanged(*reversed(rows), head=HEAD)


def test_a_row_that_may_be_about_two_contracts_waits(coop, mill, line):
    linkage.sign(coop.pk, mill.pk)
    linkage.sign(coop.pk, mill.pk, value=5)
    found = told(WORKING, line("", 6))
    assert counted(found) == (0, 0, 0)
    assert found["errors"][0]["why"] == "sổ có 2 hợp đồng mà dòng này có thể nói tới; sửa ở trang của hợp đồng"


def test_two_rows_never_tell_of_one_contract(coop, mill, line):
    linkage.sign(coop.pk, mill.pk)
    found = told(WORKING, line("", 6), line("", 7))
    assert (counted(found), found["errors"][0]["row"]) == ((0, 1, 0), 3)
    assert found["errors"][0]["why"] == "một dòng trước của tệp đã nói về hợp đồng này; mỗi hợp đồng một dòng"


def test_a_row_corrected_to_what_another_one_says_is_not_dropped(coop, mill, line):
    for value in (6, 5):
        linkage.sign(coop.pk, mill.pk, value=value)
    assert [error["row"] for error in told(WORKING, line("", 6), line("", 6))["errors"]] == [3]


def test_a_number_that_was_missing_is_learnt(coop, mill, line):
    linkage.sign(coop.pk, mill.pk, value=3)
    linkage.sign(coop.pk, mill.pk, number="7/HĐ", value=5)
    lines = (line("8/HĐ", 3), line("7/HĐ", 5))
    assert counted(told(WORKING, *lines)) == (0, 1, 1)
    applied(WORKING, *lines)
    assert standing() == [("8/HĐ", 3), ("7/HĐ", 5)]
    is_unchanged(*lines)


def test_a_number_that_was_learnt_goes_with_its_list(coop, mill, line):
    linkage.sign(coop.pk, mill.pk, value=3)
    applied(WORKING, line("8/HĐ", 3))
    actions.withdraw(batch=Batch.objects.latest("pk"), by=None)
    assert standing() == [("", 3)]


def test_a_number_that_no_book_keeps_is_told_and_not_learnt(coop, mill, line):
    linkage.sign(coop.pk, mill.pk)
    found = told(WORKING, line("8/HĐ" * 30))
    assert (counted(found), [doubt["cell"] for doubt in found["doubts"]]) == ((0, 0, 1), ["O2"])


@pytest.mark.parametrize("corrected", ["8/HĐ", "7/HD"])
def test_a_number_that_was_corrected_is_told_and_begins_no_second_contract(corrected, coop, mill, line):
    linkage.sign(coop.pk, mill.pk)
    linkage.sign(coop.pk, mill.pk, number="7/HĐ", value=5)
    found = told(WORKING, line(""), line(corrected, 5))
    assert (counted(found), found["errors"]) == ((0, 0, 2), [])
    assert [(doubt["cell"], doubt["why"]) for doubt in found["doubts"]] == [("O3", "sổ ghi khác: 7/HĐ")]


def test_in_a_list_of_others_another_number_is_another_contract(coop, mill, line):
    linkage.sign(coop.pk, mill.pk, number="7/HĐ")
    stranger = tuple("" if at in (2, 4) else cell for at, cell in enumerate(line("8/HĐ")))
    assert counted(told(WORKING, stranger)) == (1, 0, 0)


def test_a_unit_that_was_corrected_is_told_at_its_cell(coop, mill, line):
    linkage.sign(coop.pk, mill.pk, number="7/HĐ", volume=12, volume_unit="tấn")
    is_unchanged(line("7/HĐ", "", 12, "tấn"))
    found = told(WORKING, line("7/HĐ", "", 12, "kg"))
    assert counted(found) == (0, 0, 1)
    assert [(doubt["cell"], doubt["why"]) for doubt in found["doubts"]] == [("R2", "sổ ghi khác: tấn")]


UNPAIRED = "2 mã cho 1 bên: ghi đủ mã theo thứ tự tên, hoặc để trống"


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Mã_trong_sổ", "số mã trong sổ khác số tổ chức được nêu: TC000001; TC000002"),
        ("Mã_trong_sổ:_Bên_đối_tác", UNPAIRED),
        ("Mã_trong_sổ:_Các_bên_khác_cùng_ký", UNPAIRED),
    ],
)
def test_keys_that_are_not_as_many_as_the_parties_let_the_row_wait(heading, why, coop, mill, line):
    linkage.sign(coop.pk, mill.pk)
    cells = {heading: f"{coop.key}; {mill.key}", "Các_bên_khác_cùng_ký": "Bên tín dụng: Ngân hàng Nông Thôn"}
    found = told(WORKING, line(**cells))
    assert counted(found) == (0, 0, 0)
    assert why in found["errors"][0]["why"]
