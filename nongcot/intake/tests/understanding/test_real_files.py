"""The real public files: every sheet, its kind, header and number of data rows, and the doubts that matter.

Those files never enter the repository: they are read from `NONGCOT_REAL_FILES` (default: ../shared/data/real beside the
repository), and these tests are skipped where they are absent.
"""

import os
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from nongcot.intake.tests.understanding.making import doubts, left_out, values
from nongcot.intake.understanding import Understood, UnderstoodSheet, understand
from nongcot.sheets import read_workbook

FOLDER = Path(os.environ.get("NONGCOT_REAL_FILES") or Path(__file__).parents[4].parent / "shared/data/real")
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not here (NONGCOT_REAL_FILES)")

ON = date(2026, 11, 1)
LONG_BINH = "vn_long_binh_tong_hop_nong_nghiep.xlsx"


@cache
def workbook(name: str) -> Understood:
    return understand(read_workbook(FOLDER / name), on=ON)


def sheet(name: str, title: str | None = None) -> UnderstoodSheet:
    return next(sheet for sheet in workbook(name).sheets if title in (None, sheet.name))


def codes(found: UnderstoodSheet) -> Counter[str]:
    return Counter(doubt.code for doubt in found.doubts)


@pytest.mark.parametrize(
    ("name", "title", "kind", "header", "rows", "taken"),
    [
        (LONG_BINH, "HTX", "coops", (2,), 13, 13),
        (LONG_BINH, "Tổ hợp tác", "groups", (2,), 5, 5),
        (LONG_BINH, "Thủy Lợi", "pump_stations", (1, 2), 19, 0),
        (LONG_BINH, "MH Hiệu quả", "models", (2,), 14, 3),
        (LONG_BINH, "SP OCOP", "products", (2,), 19, 19),
        (LONG_BINH, "Vùng sản xuất", "production_zones", (2,), 3, 0),
        ("vn_tphcm_danh_sach_htx_nong_nghiep.tsv", None, "coops", (2,), 20, 20),
        ("vn_tra_vinh_cau_ke_ocop.csv", None, "products", (1,), 37, 37),
        ("vn_an_giang_doanh_nghiep_1.xlsx", None, "enterprises", (1,), 2, 2),
        ("vn_an_giang_doanh_nghiep_2.xlsx", None, "enterprises", (1,), 2, 2),
        ("vn_an_giang_don_vi_quan_ly.xlsx", None, "offices", (6,), 9, 0),
        ("vn_an_giang_san_pham_1.xlsx", None, "products", (1,), 11, 11),
        ("vn_an_giang_san_pham_2.xlsx", None, "products", (1,), 8, 8),
        ("vn_an_giang_san_pham_3.xlsx", None, "products", (1,), 6, 6),
        ("vn_an_giang_san_pham_4.xlsx", None, "products", (1,), 8, 8),
        ("vn_mau_tieu_de_hai_dong.xlsx", None, "contacts", (3, 4), 1, 0),
        ("vn_bang_chuyen_doi_dvhc_2025.csv", None, "places", (1, 2), 10_571, 0),
        ("vn_danh_muc_xa_truoc_2025_07.csv", None, "places", (1,), 10_056, 0),
        ("vn_nam_dinh_ocop_theo_bao_chi.csv", None, "products", (1,), 32, 32),
        ("vn_nam_dinh_htx_theo_bao_chi.csv", None, "coops", (1,), 16, 16),
        ("vn_so_lieu_cong_bo_nam_dinh_ninh_binh_ha_nam.csv", None, "totals", (1,), 21, 0),
        ("vn_hoi_cho_theo_bao_chi.csv", None, "fairs", (1,), 8, 8),
        ("uk_2016_open_data_organisations.csv", None, "foreign_register", (1,), 8_037, 8_037),
        ("uk_2016_open_data_outlets.csv", None, "outlets", (1,), 6_291, 0),
        ("uk_2016_open_data_economy.csv", None, "yearly_figures", (1,), 32_292, 0),
    ],
)
def test_sheets_kinds_headers_and_rows(name, title, kind, header, rows, taken):
    found = sheet(name, title)
    assert (found.kind, found.header_rows, len(found.rows)) == (kind, header, rows)
    assert sum(row.taken for row in found.rows) == taken


def test_long_binh_has_six_sheets_and_one_table_each():
    assert [(sheet.name, sheet.part) for sheet in workbook(LONG_BINH).sheets] == [
        ("HTX", 1),
        ("Tổ hợp tác", 1),
        ("Thủy Lợi", 1),
        ("MH Hiệu quả", 1),
        ("SP OCOP", 1),
        ("Vùng sản xuất", 1),
    ]


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        (LONG_BINH, "HTX", {"title": [[1, 1]]}),
        (LONG_BINH, "Tổ hợp tác", {"title": [[1, 1]], "numbered_empty": [[8, 12]]}),
        (LONG_BINH, "Thủy Lợi", {}),
        (LONG_BINH, "MH Hiệu quả", {"title": [[1, 1]], "section": [[3, 3], [11, 11], [18, 18]], "blank": [[17, 17]]}),
        (LONG_BINH, "SP OCOP", {"title": [[1, 1]]}),
        (LONG_BINH, "Vùng sản xuất", {"title": [[1, 1]], "numbered_empty": [[6, 7]]}),
        ("vn_mau_tieu_de_hai_dong.xlsx", None, {"title": [[1, 1]], "remark": [[4, 4]], "column_numbers": [[5, 5]]}),
        ("vn_tphcm_danh_sach_htx_nong_nghiep.tsv", None, {"title": [[1, 1]]}),
        ("vn_so_lieu_cong_bo_nam_dinh_ninh_binh_ha_nam.csv", None, {}),
    ],
)
def test_rows_that_are_left_out(name, title, expected):
    assert left_out(sheet(name, title)) == expected


def test_the_conversion_table_has_a_section_for_each_province():
    found = sheet("vn_bang_chuyen_doi_dvhc_2025.csv")
    assert {code: len(runs) for code, runs in left_out(found).items()} == {"section": 34}
    assert codes(found) == {"missing": 6, "code_twice": 3, "code_elsewhere": 2}


def test_long_binh_cooperatives():
    found = sheet(LONG_BINH, "HTX")
    assert {column.letter: column.target for column in found.columns} == {
        "A": "stt",
        "B": "name",
        "C": "representative",
        "D": "address",
        "E": "activity",
        "F": "area",
        "G": "process",
        "H": "members_total",
        "I": "output",
        "J": "market",
        "K": "cost",
        "L": "income",
        "M": "profit",
        "N": "phone",
        "O": "status",
        "P": "note",
    }
    assert {row.kind for row in found.rows} == {"coop"}
    assert values(found, "status") == ["operating"] * 10 + [None] * 3
    scales = {f"{column}{row}": "scale" for column in "KLM" for row in (4, 5)}
    assert doubts(found) == {
        "B2": "heading_wrong",
        **scales,
        "I8": "quantity_kind",
        "I9": "quantity_kind",
        "I10": "quantity_kind",
    }


def test_long_binh_groups():
    found = sheet(LONG_BINH, "Tổ hợp tác")
    assert doubts(found) == {"B2": "heading_wrong", "D3": "two_areas", "I3": "quantity_kind", "I7": "quantity_kind"}


def test_long_binh_pump_stations():
    found = sheet(LONG_BINH, "Thủy Lợi")
    phones = dict.fromkeys(("N5", "N7", "N18"), "phone")
    assert doubts(found) == {"B2": "heading_twice", "I2": "quantity_kind", **phones, "C19": "organisation_as_person"}
    assert values(found, "status").count("inactive") == 1


def test_long_binh_models():
    found = sheet(LONG_BINH, "MH Hiệu quả")
    assert [row.row_no for row in found.rows if row.taken] == [4, 19, 20]
    assert [row.section for row in found.rows if row.taken] == ["Trồng trọt", "Công nghệ cao", "Công nghệ cao"]
    assert found.rows[0].value("sector") == "AGR"
    wrong = {f"{column}{row}": "amount" for column in "KLM" for row in (4, 10, 12, 14, 16)}
    small = {f"{column}{row}": "scale" for column in "KLM" for row in (19, 20)}
    other = {"N4": "zero_lost", "B10": "organisation_within", "I15": "number", "I16": "unit_beside"}
    assert doubts(found) == {**wrong, **small, **other, "M12": "sum"}


def test_long_binh_products():
    found = sheet(LONG_BINH, "SP OCOP")
    assert len({row.value("producer") for row in found.rows}) == 8
    assert Counter(row.parent is None for row in found.rows) == {True: 8, False: 11}
    assert Counter(values(found, "stars")) == {3: 10, 4: 9}
    assert [column.unit for column in found.columns if column.target in ("cost", "income", "profit")] == [
        "triệu đồng"
    ] * 3
    assert codes(found) == {
        "unit_missing": 3,
        "area_unit": 18,
        "scale": 3,
        "form_vague": 3,
        "owner_in_name": 1,
        "phone": 1,
    }


def test_long_binh_zones():
    found = sheet(LONG_BINH, "Vùng sản xuất")
    persons = dict.fromkeys(("C3", "C4", "C5"), "several_persons")
    assert doubts(found) == {"B2": "heading_wrong", **persons, "O3": "status", "N5": "zero_lost"}


def test_ho_chi_minh_city_with_its_broken_line():
    found = sheet("vn_tphcm_danh_sach_htx_nong_nghiep.tsv")
    assert [column.target for column in found.columns] == ["stt", "name", "representative", "address", "district"]
    assert [(doubt.cell, doubt.code) for doubt in found.doubts] == [
        ("C12", "broken_cell"),
        ("C12", "several_persons"),
        ("D21", "remark_in_address"),
    ]


def test_cau_ke():
    found = sheet("vn_tra_vinh_cau_ke_ocop.csv")
    assert Counter(row.kind for row in found.rows) == {
        "household": 13,
        "enterprise": 12,
        "coop": 8,
        "other": 3,
        "group": 1,
    }
    places = {f"C{row}": "place_in_name" for row in (2, 5, 7, 8, 9)}
    assert doubts(found) == {**places, "E4": "stars", "C21": "form_vague"}
    assert all(value == str(value).strip() for value in values(found, "product_name"))


def test_an_giang():
    assert doubts(sheet("vn_an_giang_doanh_nghiep_1.xlsx")) == {"N1": "heading_wrong", "O1": "heading_wrong"}
    second = sheet("vn_an_giang_doanh_nghiep_2.xlsx")
    assert doubts(second) == {"N1": "heading_wrong", "O1": "heading_wrong", "G2": "tax_code", "G3": "tax_code"}
    assert [row.kind for row in second.rows] == ["household", "enterprise"]
    assert codes(sheet("vn_an_giang_don_vi_quan_ly.xlsx")) == {"zero_lost": 9}
    products = sheet("vn_an_giang_san_pham_1.xlsx")
    assert codes(products) == {
        "producer_missing": 1,
        "dragged": 1,
        "order": 9,
        "contradiction": 1,
        "future": 4,
        "stars": 1,
    }
    assert (doubts(products)["A1"], doubts(products)["R1"], doubts(products)["Q12"]) == (
        "producer_missing",
        "dragged",
        "stars",
    )


def test_nam_dinh_cooperatives_in_the_press():
    found = sheet("vn_nam_dinh_htx_theo_bao_chi.csv")
    assert doubts(found) == {"B4": "form_missing", "B5": "form_missing", "B6": "form_missing"}
    assert {row.kind for row in found.rows} == {"coop"}


def test_nam_dinh_products_in_the_press():
    found = sheet("vn_nam_dinh_ocop_theo_bao_chi.csv")
    assert codes(found) == {"stars": 10, "missing": 12, "date": 5, "stars_proposed": 2, "household_person": 1}
    assert [row.row_no for row in found.rows if row.value("stars_proposed")] == [25, 29]
    (decided,) = {
        (row.value("decision_no"), row.value("decision_date")) for row in found.rows if row.value("decision_no")
    }
    assert (decided[0], decided[1].earliest) == ("2700/QĐ-UBND", date(2021, 12, 13))


def test_published_totals():
    found = sheet("vn_so_lieu_cong_bo_nam_dinh_ninh_binh_ha_nam.csv")
    assert doubts(found)["A8"] == "total_row"
    assert {cell for cell, code in doubts(found).items() if code == "number"} == {
        "D9",
        "D11",
        "D12",
        "D16",
        "D20",
        "G20",
        "D21",
    }


def test_codes_of_communes_that_contradict_each_other():
    found = sheet("vn_bang_chuyen_doi_dvhc_2025.csv")
    assert {cell for cell, code in doubts(found).items() if code == "code_twice"} == {"E426", "E912", "E1260"}
    assert {cell for cell, code in doubts(found).items() if code == "code_elsewhere"} == {"H8914", "H10030"}


def test_the_foreign_register():
    found = sheet("uk_2016_open_data_organisations.csv")
    told = codes(found)
    assert (told["key_twice"], told["date_missing"], told["contradiction"], told["zeros_lost"]) == (18, 6, 2, 1)
    assert Counter(values(found, "status")) == {"operating": 6_811, "dissolved": 1_226}
    assert min(day.earliest.year for day in values(found, "founded_on") if day) == 1860
    assert "1082" in next(doubt.why for doubt in found.doubts if doubt.code == "zeros_lost")


def test_the_template_s_refused_column_is_not_read():
    found = sheet("vn_mau_tieu_de_hai_dong.xlsx")
    assert [(column.letter, column.klass) for column in found.columns if column.klass == "refused"] == [
        ("H", "refused")
    ]
    assert all("sex" not in row.values for row in found.rows)


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("vn_*")) if FOLDER.is_dir() else [])
def test_every_file_survives_json_and_every_doubt_has_a_cell(name):
    understood = workbook(name)
    assert Understood.from_json(understood.to_json()) == understood
    assert all(doubt.cell and doubt.why for doubt in understood.doubts)
