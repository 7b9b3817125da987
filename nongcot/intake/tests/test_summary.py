"""The answer of `nongcot import` for programs."""

import pytest

from nongcot.intake import summary
from nongcot.intake.tests.lists import applied, told

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("STT", "Tên HTX", "Xã", "Huyện", "Số thành viên", "Ngày thành lập")


def test_changes_are_told_cell_by_cell_with_what_is_kept_and_asked():
    applied(HEAD, (1, "HTX Dịch vụ nông nghiệp Mây Hồng", "Yên Lương", "Ý Yên", 20, "03/04/2018"))
    [row] = told(HEAD, (1, "HTX DVNN MAY HONG", "Yên Lương", "Ý Yên", 25, "03/10/2018"))["changes"]
    assert (row["sheet"], row["row"]) == ("DS", 2)
    assert row["cells"] == [{"cell": "E2", "field": "members", "before": 20, "after": 25, "asks": ""}]
    assert [(kept["cell"], kept["field"]) for kept in row["kept"]] == [("B2", "name")]
    [event] = row["events"]
    assert (event["cell"], event["before"], event["after"]) == ("F2", "03/04/2018", "03/10/2018")
    assert event["asks"] == "ngày thành lập khác với sổ"


PRODUCTS = ("Tên sản phẩm", "Chủ thể", "Xã", "Huyện")
AT = ("Yên Lương", "Ý Yên")


def test_further_products_of_a_co_op_that_the_file_begins_are_new_and_no_change():
    found = told(PRODUCTS, ("Mây khô", "HTX Mây Hồng", *AT), ("Mây tươi", "HTX Mây Hồng", *AT))
    assert (found["create"], found["change"], found["changes"]) == (2, 0, [])


def test_a_further_product_of_a_co_op_of_the_book_changes_it():
    applied(PRODUCTS, ("Mây khô", "HTX Mây Hồng", *AT))
    found = told(PRODUCTS, ("Mây tươi", "HTX Mây Hồng", *AT))
    assert (found["create"], found["change"]) == (0, 1)
    assert [(row["products"], row["organisation"] > 0) for row in found["changes"]] == [(["Mây tươi"], True)]


def test_products_are_told_cell_by_cell_also_where_the_file_begins_their_co_op():
    line = ("Mây khô", "HTX Mây Hồng", *AT, "4 sao", "12/QĐ-UBND", "05/03/2018")
    [product] = told((*PRODUCTS, "Hạng sao", "Số quyết định", "Ngày quyết định"), line)["products"]
    cells = [("A2", "Sản phẩm", "Mây khô"), ("E2", "Hạng sao", "4 sao"), ("F2", "Số quyết định", "12/QĐ-UBND"),
             ("G2", "Ngày công nhận", "05/03/2018")]  # fmt: skip
    assert product == {
        "sheet": "DS",
        "row": 2,
        "name": "HTX Mây Hồng",
        "organisation": None,
        "action": "create",
        "cells": [{"cell": cell, "what": what, "before": None, "after": after} for cell, what, after in cells],
    }


def test_an_earlier_row_that_a_row_may_be_is_told_by_its_row():
    names = ("HTX NS Mekong Delta Hưng Mây", "HTX nông sản mekongdelta Hưng Mây")
    answer = told(HEAD, *((n, name, *AT, 9, "2018") for n, name in enumerate(names, 1)))
    [row] = answer["duplicates"]
    [other] = row["may_be"]
    assert (row["row"], other["organisation"], other["sheet"], other["row"]) == (3, None, "DS", 2)
    assert f"= DS!3 {names[1]}: {other['why']} (DS!2)" in summary.as_text(answer)


def test_a_record_of_the_book_that_a_row_may_be_is_told_by_its_number():
    applied(HEAD, (1, "HTX NS Mekong Delta Hưng Mây", *AT, 9, "2018"))
    [row] = told(HEAD, (1, "HTX nông sản mekongdelta Hưng Mây", *AT, 9, "2018"))["duplicates"]
    assert [(other["organisation"] > 0, other["row"]) for other in row["may_be"]] == [(True, None)]


def test_money_in_the_effect_is_text_and_counts_are_numbers():
    found = told((*HEAD, "Vốn điều lệ (triệu đồng)"), (1, "HTX Mây Hồng", *AT, 20, "2018", 500))
    assert found["effect"]["charter_capital"] == {"before": "0", "after": "500000000"}
    assert found["effect"]["operating_cooperatives"] == {"before": 0, "after": 1}


def test_new_organisations_without_a_known_commune_are_told():
    lines = HEAD, (1, "HTX Mây Hồng", *AT, 9, "2018"), (2, "HTX Gió Xanh", "", "", 9, "2018")
    assert "1 dòng chưa rõ xã, vẫn tính vào số toàn sổ" in told(*lines)["assumed"]
    applied(*lines)
    assert not any("chưa rõ xã" in said for said in told(*lines)["assumed"])
