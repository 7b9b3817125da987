"""Real public workbooks, read where they are at hand: the folder named by NONGCOT_REAL_FILES."""

import pytest

from nongcot.sheets import read_workbook

pytestmark = pytest.mark.real_files

SHAPES = {  # rows and columns of each sheet's used range, titles and headers counted
    "vn_an_giang_doanh_nghiep_1.xlsx": [("Worksheet", 3, 15)],
    "vn_an_giang_doanh_nghiep_2.xlsx": [("Worksheet", 3, 15)],
    "vn_an_giang_don_vi_quan_ly.xlsx": [("Worksheet", 6 + 9, 9)],
    "vn_an_giang_san_pham_1.xlsx": [("Worksheet", 1 + 11, 19)],
    "vn_an_giang_san_pham_2.xlsx": [("Worksheet", 1 + 8, 19)],
    "vn_an_giang_san_pham_3.xlsx": [("Worksheet", 1 + 6, 19)],
    "vn_an_giang_san_pham_4.xlsx": [("Worksheet", 1 + 8, 19)],
    "vn_long_binh_tong_hop_nong_nghiep.xlsx": [
        ("HTX", 2 + 13, 16),
        ("Tổ hợp tác", 2 + 5 + 5, 16),
        ("Thủy Lợi", 2 + 19, 16),
        ("MH Hiệu quả", 2 + 14 + 3 + 1, 16),
        ("SP OCOP", 2 + 19, 18),
        ("Vùng sản xuất", 2 + 3 + 2, 16),
    ],
    "vn_mau_tieu_de_hai_dong.xlsx": [("Sheet1", 6, 13)],
    "vn_bang_chuyen_doi_dvhc_2025.csv": [("vn_bang_chuyen_doi_dvhc_2025", 10_571 + 34 + 2, 9)],
    "vn_danh_muc_xa_truoc_2025_07.csv": [("vn_danh_muc_xa_truoc_2025_07", 1 + 10_056, 8)],
    "vn_hoi_cho_theo_bao_chi.csv": [("vn_hoi_cho_theo_bao_chi", 1 + 8, 8)],
    "vn_nam_dinh_htx_theo_bao_chi.csv": [("vn_nam_dinh_htx_theo_bao_chi", 1 + 16, 6)],
    "vn_nam_dinh_ocop_theo_bao_chi.csv": [("vn_nam_dinh_ocop_theo_bao_chi", 1 + 32, 9)],
    "vn_so_lieu_cong_bo_nam_dinh_ninh_binh_ha_nam.csv": [("vn_so_lieu_cong_bo_nam_dinh_ninh_binh_ha_nam", 1 + 21, 8)],
    "vn_tphcm_danh_sach_htx_nong_nghiep.tsv": [("vn_tphcm_danh_sach_htx_nong_nghiep", 2 + 20, 5)],
    "vn_tra_vinh_cau_ke_ocop.csv": [("vn_tra_vinh_cau_ke_ocop", 1 + 37, 8)],
    "uk_2016_open_data_organisations.csv": [("uk_2016_open_data_organisations", 1 + 8_037, 26)],
    "uk_2016_open_data_outlets.csv": [("uk_2016_open_data_outlets", 1 + 6_291, 10)],
    "uk_2016_open_data_economy.csv": [("uk_2016_open_data_economy", 1 + 32_292, 10)],
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_sheet_is_read_whole(real_files, name):
    sheets = read_workbook(real_files / name).sheets
    assert [(sheet.name, len(sheet.rows), len(sheet.rows[0])) for sheet in sheets] == SHAPES[name]
    assert all(len(row) == len(sheet.rows[0]) for sheet in sheets for row in sheet.rows)


def test_no_file_is_forgotten(real_files):
    assert {path.name for path in real_files.glob("*.*sv")} | {path.name for path in real_files.glob("*.xlsx")} == set(
        SHAPES
    )


def test_the_producers_of_long_binh_are_merged_over_their_products(real_files):
    sheet = read_workbook(real_files / "vn_long_binh_tong_hop_nong_nghiep.xlsx").sheets[4]
    assert len(sheet.merges) == 36
    assert ((0, 0), (0, 17)) in sheet.merges


def test_the_formulas_of_long_binh_have_values(real_files):
    assert not any(
        sheet.doubts for sheet in read_workbook(real_files / "vn_long_binh_tong_hop_nong_nghiep.xlsx").sheets
    )


def test_two_chairmen_in_one_cell(real_files):
    sheet = read_workbook(real_files / "vn_tphcm_danh_sach_htx_nong_nghiep.tsv").sheets[0]
    assert [row[0] for row in sheet.rows[2:]] == [str(number) for number in range(1, 21)]
    assert list(sheet.doubts) == [(11, 2)]
    assert "\n" in sheet.rows[11][2]
