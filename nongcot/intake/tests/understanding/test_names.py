"""Names, persons, addresses: line breaks, blanks, owners, places and remarks in one cell."""

import unicodedata

import pytest

from nongcot.intake.tests.understanding.making import column, doubt, doubts, read, values


def named(*names: str):
    return read(["STT", "Tên HTX", "Xã"], *([n, name, "Yên Sơn"] for n, name in enumerate(names, 1)))


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("  HTX Sao Mai ", "HTX Sao Mai"),
        ("HTX nông sản\nSao Mai", "HTX nông sản Sao Mai"),
        ("HTX Sao\u00a0Mai\t", "HTX Sao Mai"),
        (unicodedata.normalize("NFD", "HTX Chè Đồng Bằng"), "HTX Chè Đồng Bằng"),
        ("HTX Rau Quê\u0300 Đê\u0323p", "HTX Rau Quề Đệp"),
        ("HTX Ðông Ðô", "HTX Đông Đô"),
        ("HTX Ｓｏ １", "HTX So 1"),
        ("Hộ kinh doanh\n Trần Văn Thử", "Hộ kinh doanh Trần Văn Thử"),
    ],
)
def test_names_are_cleaned_without_a_doubt(cell, name):
    sheet = named(cell, "HTX Hai")
    assert (values(sheet, "name")[0], doubts(sheet)) == (name, {})
    assert sheet.rows[0].values["name"].raw == cell


def test_a_company_and_its_owner_in_one_cell():
    sheet = named("Công ty TNHH Sao Mai\nTrần Văn Thử", "HTX Hai")
    found = doubt(sheet, "B2")
    assert values(sheet, "name")[0] == "Công ty TNHH Sao Mai"
    assert (found.code, found.read, [choice.value for choice in found.choices]) == (
        "owner_in_name",
        "Công ty TNHH Sao Mai Trần Văn Thử",
        ["Công ty TNHH Sao Mai", "Công ty TNHH Sao Mai Trần Văn Thử"],
    )


@pytest.mark.parametrize("cell", ["HTX Sao Mai, xã An Sơn", "HTX Sao Mai (xã An Sơn)", "HTX Sao Mai - xã An Sơn"])
def test_a_place_in_the_name(cell):
    sheet = named(cell)
    assert (values(sheet, "name"), doubts(sheet)) == (["HTX Sao Mai"], {"B2": "place_in_name"})


@pytest.mark.parametrize(
    "cell", ["HTX sản xuất, kinh doanh dịch vụ Sao Mai", "HTX nuôi trồng, chế biến Sao Mai", "HTX Rau (TH) Sao Mai"]
)
def test_commas_and_brackets_that_belong_to_the_name(cell):
    sheet = named(cell)
    assert (values(sheet, "name"), doubts(sheet)) == ([cell], {})


def test_a_remark_in_the_name():
    sheet = named("HTX Sao Mai (đã giải thể)")
    assert (values(sheet, "name"), doubts(sheet)) == (["HTX Sao Mai"], {"B2": "remark_in_name"})


def test_a_household_named_by_a_person():
    sheet = read(["Tên sản phẩm", "Chủ thể", "Sao"], ["Kẹo lạc", "Hộ ông Trần Văn Thử", 3])
    assert ([row.kind for row in sheet.rows], doubts(sheet)) == (["household"], {"B2": "household_person"})


@pytest.mark.parametrize(
    ("cell", "person", "code"),
    [
        ("Trần Văn Thử ", "Trần Văn Thử", None),
        ("Ông Trần Văn Thử", "Trần Văn Thử", None),
        ("Bà: Lê Thị Mẫu", "Lê Thị Mẫu", None),
        ("-", None, None),
        ("Trần Văn Thử\nLê Thị Mẫu", "Trần Văn Thử", "several_persons"),
        ("Trần Văn Thử; Lê Thị Mẫu", "Trần Văn Thử", "several_persons"),
        ("Ông Trần Văn Thử và bà Lê Thị Mẫu", "Trần Văn Thử", "several_persons"),
        ("HTX DVNN Sao Mai", None, "organisation_as_person"),
        ("Trần Văn Thử 0900000001", "Trần Văn Thử 0900000001", "digits_in_person"),
    ],
)
def test_persons(cell, person, code):
    sheet = column("Người đại diện", cell)
    assert (values(sheet, "representative"), doubts(sheet)) == ([person], {"C2": code} if code else {})


def test_the_persons_of_a_cell_are_choices():
    found = doubt(column("Giám đốc", "Trần Văn Thử\nLê Thị Mẫu\nVõ Nháp"), "C2")
    assert [choice.value for choice in found.choices] == ["Trần Văn Thử", "Lê Thị Mẫu", "Võ Nháp", None]


@pytest.mark.parametrize(
    ("cell", "address", "code"),
    [
        ("12 Lê Mẫu, KP3, P Bình Sơn.", "12 Lê Mẫu, KP3, P Bình Sơn", None),
        ("KV Bình An + Bình Hải", "KV Bình An + Bình Hải", "two_areas"),
        ("Xã Tam Sơn (thành lập lại năm 2005)", "Xã Tam Sơn", "remark_in_address"),
        ("Ấp 1 (Tỉnh lộ 15)", "Ấp 1 (Tỉnh lộ 15)", None),
    ],
)
def test_addresses(cell, address, code):
    sheet = column("Địa chỉ", cell)
    assert (values(sheet, "address"), doubts(sheet)) == ([address], {"C2": code} if code else {})


@pytest.mark.parametrize("note", ["giải thể 2017", "Ngừng hoạt động từ tháng 6", "thành lập lại năm 2005"])
def test_remarks_that_tell_of_events_are_doubted(note):
    sheet = column("Ghi chú", note, "nộp chậm")
    assert (values(sheet, "note"), doubts(sheet)) == ([note, "nộp chậm"], {"C2": "event_in_note"})


def test_a_count_in_place_of_a_product_s_name():
    sheet = read(["Tên sản phẩm", "Chủ thể", "Sao"], ["6 sản phẩm", "HTX Sao Mai", 3], [None, "HTX Sao Mai", 3])
    assert (values(sheet, "product_name"), doubts(sheet)) == ([None, None], {"A2": "product_count", "A3": "missing"})


def test_old_fonts_are_converted_and_noted():
    sheet = named("Hîp t¸c x· rau s¹ch Nam S¬n", "HTX Hai")
    assert values(sheet, "name")[0] == "Hợp tác xã rau sạch Nam Sơn"
    assert [(note.cell, note.read) for note in sheet.notes] == [("B2", "Hîp t¸c x· rau s¹ch Nam S¬n")]
    assert (sheet.rows[0].kind, doubts(sheet)) == ("coop", {})


def test_on_a_sheet_in_an_old_font_words_that_could_be_either_are_read_as_their_neighbours_with_a_doubt():
    old = [[n, f"HTX rau s¹ch sè {n}", "X· Yªn Mü"] for n in range(1, 4)]
    sheet = read(["STT", "Tªn HTX", "X·"], *old, [4, "HTX Mét", "X· Yªn Mü"])
    assert values(sheet, "name")[3] == "HTX Một"
    assert doubts(sheet) == {"B5": "legacy_font"}
    alone = read(["STT", "Tên HTX", "Xã"], [1, "HTX Mét", "Xã Yên Mỹ"])
    assert (values(alone, "name"), doubts(alone)) == (["HTX Mét"], {})


def test_old_fonts_in_headings():
    sheet = read(["STT", "Tªn HTX", "§Þa chØ"], [1, "HTX Mét", "Xãm 3"])
    assert [column.target for column in sheet.columns] == ["stt", "name", "address"]


def test_vni_is_converted():
    sheet = named("Hôïp taùc xaõ rau", "HTX Hai")
    assert values(sheet, "name")[0] == "Hợp tác xã rau"


def test_capital_fonts_are_told_by_the_font():
    sheet = named("htx sao mai", "HTX Hai")
    assert values(sheet, "name")[0] == "htx sao mai"
    capitals = read(["STT", "Tên HTX", "Xã"], [1, "htx sao mai", "Yên Sơn"], fonts={(1, 1): ".VnTimeH"})
    assert values(capitals, "name") == ["HTX SAO MAI"]


def test_a_lost_letter_of_an_old_font_is_a_doubt():
    sheet = named("HTX tr­ång rau", "Hîp t¸c x· rau s¹ch ph¬ng Nam")
    assert doubts(sheet).get("B3") == "legacy_font"


def test_broken_cells_are_told():
    sheet = read(
        ["STT", "Tên HTX", "Số thành viên"], [1, "HTX Sao Mai", None], doubts={(1, 2): "Ô có lỗi công thức #DIV/0!."}
    )
    found = doubt(sheet, "C2")
    assert (found.code, found.why) == ("broken_cell", "Ô có lỗi công thức #DIV/0!.")
