"""Free text as officers write it. Never a silent guess."""

import unicodedata
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nongcot.kernel import text
from nongcot.places import geography, lookup, reasons, tree
from nongcot.places.models import COMMUNE, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("country")]

Y2020, Y2021, Y2026 = date(2020, 6, 1), date(2021, 6, 1), date(2026, 1, 1)


def old_nam_dinh():
    return geography.at("36", Y2020)


def new_ninh_binh():
    return geography.at("37", Y2026)


def told(address, on=Y2020, **narrowed):
    """The one unit that is beyond doubt, as its name and that of its parent; None when there is a doubt."""
    found = lookup.best(address, on, **narrowed)
    return found and (found.unit.name, found.unit.parent.name if found.unit.parent else "")


YEN_MY = ("Xã Yên Mỹ", "Huyện Ý Yên")
LAM = ("Thị trấn Lâm", "Huyện Ý Yên")
YEN_LUONG = ("Xã Yên Lương", "Huyện Ý Yên")
TE_XUONG = ("Phường Trần Tế Xương", "Thành phố Nam Định")
TRUC_TUAN = ("Xã Trực Tuấn", "Huyện Trực Ninh")
PHUONG_DINH = ("Xã Phương Định", "Huyện Trực Ninh")

WRITTEN = {
    "TT Lâm, Ý Yên": LAM,
    "TT. Lâm": LAM,
    "tt lam, h y yen": LAM,
    "Thị Trấn Lâm - Huyện Ý Yên": LAM,
    "T.T Lâm, H.Ý Yên, T. Nam Định": LAM,
    "xã Yên Mỹ, Ý Yên": YEN_MY,
    "X.Yên Mỹ – H.Ý Yên": YEN_MY,
    "XÃ YÊN MỸ, HUYỆN Ý YÊN, TỈNH NAM ĐỊNH": YEN_MY,
    unicodedata.normalize("NFD", "Xã Yên Mỹ, Huyện Ý Yên"): YEN_MY,
    "xã Yên Mĩ, huyện Í Yên": YEN_MY,
    "yen my, y yen": YEN_MY,
    "yen my y yen nam dinh": YEN_MY,
    "Tỉnh Nam Định - Huyện Ý Yên - Xã Yên Mỹ": YEN_MY,
    "Yên Mỹ\nÝ Yên": YEN_MY,
    "xã  Yên\u00a0Mỹ ( Ý Yên )": YEN_MY,
    "Yên Lương, Ý Yên": YEN_LUONG,
    "xã Yên Lương (Ý Yên)": YEN_LUONG,
    "thôn Yên Bình, xã Yên Lương, Ý Yên": YEN_LUONG,
    "P. Trần Tế Xương": TE_XUONG,
    "p Trần Tế Xương, TP Nam Định": TE_XUONG,
    "Đường Trần Hưng Đạo, P. Trần Tế Xương, TP Nam Định": TE_XUONG,
    "Số 12/3 ngõ Hai Bà Trưng, phường Trần Tế Xương, TP. Nam Định, Việt Nam": TE_XUONG,
    "xóm 11, xã Trực Tuấn": TRUC_TUAN,
    "xóm 11 Trực Tuấn": TRUC_TUAN,
    "Xóm 11, Trực Tuấn, Trực Ninh.": TRUC_TUAN,
    "xã Phương Định, Trực Ninh": PHUONG_DINH,
    "xa phuong dinh truc ninh": PHUONG_DINH,
    "h. Ý Yên": ("Huyện Ý Yên", "Tỉnh Nam Định"),
    "H.Ý Yên": ("Huyện Ý Yên", "Tỉnh Nam Định"),
    "Ý Yên": ("Huyện Ý Yên", "Tỉnh Nam Định"),
    "TP Nam Định": ("Thành phố Nam Định", "Tỉnh Nam Định"),
    "T.P Nam Định": ("Thành phố Nam Định", "Tỉnh Nam Định"),
    "tỉnh Nam Định": ("Tỉnh Nam Định", ""),
}


@pytest.mark.parametrize("address", WRITTEN)
def test_as_officers_write_it(address):
    assert told(address) == WRITTEN[address]


@pytest.mark.parametrize(
    ("address", "on", "wanted"),
    [
        ("xã Giao Thuỷ", Y2026, "Xã Giao Thủy"),
        ("xã Gia Viễn, tỉnh Ninh Bình", Y2026, "Xã Gia Viễn"),
        ("P.Tân Thới Hiệp, Q12, TPHCM", Y2026, "Phường Tân Thới Hiệp"),
        ("p1, TP Vĩnh Long", Y2026, "Phường Long Châu"),
        ("xã Đạ M’ri, Lâm Đồng", Y2026, "Xã Đạ Huoai 2"),
        ("phường Nam Định, tỉnh Nam Định", Y2026, "Phường Nam Định"),
    ],
)
def test_elsewhere_and_later(address, on, wanted):
    assert lookup.find(address, on)[0].unit.name == wanted


@pytest.mark.parametrize(
    "address",
    [
        "xã Yên Thắng",  # in two provinces
        "Nam Định",  # a province and a city in it
        "xã Tân Thành",  # in many
        "xã Yên Mí, Ý Yên",  # other marks
        "xã Yên Lươg, Ý Yên",  # a slip
        "xã Yên Lương, Vụ Bản",  # of another district
        "Yên Lương, Yên Bình",  # which is the hamlet?
        "xã Yên Mỹ Thượng, Ý Yên",  # more of a name
        "Làng Yên Mỹ",
        "xã Không Đâu Cả, huyện Ý Yên",
        "không rõ",
        "",
        "1",
        ", - .",
    ],
)
def test_a_doubt_is_no_answer(address):
    assert told(address) is None


def test_an_ambiguous_name_gives_its_bearers_the_books_own_first():
    found = lookup.find("xã Yên Thắng", Y2020)
    assert [one.unit.parent.name for one in found[:2]] == ["Huyện Ý Yên", "Huyện Yên Mô"]
    assert told("xã Yên Thắng", within=old_nam_dinh()) == ("Xã Yên Thắng", "Huyện Ý Yên")
    assert told("xã Yên Thắng, Yên Mô") == ("Xã Yên Thắng", "Huyện Yên Mô")


def test_within_admits_nothing_else():
    found = lookup.find("xã Yên Thắng", Y2020, within=old_nam_dinh())
    assert {one.unit.parent.name for one in found} == {"Huyện Ý Yên"}
    assert lookup.find("xã Yên Thắng", Y2020, within=geography.at("366", Y2020)) == []
    assert lookup.find("huyện Ý Yên", Y2020, within=old_nam_dinh())[0].unit.code == "360"
    assert lookup.find("huyện Nho Quan", Y2020, within=old_nam_dinh()) == []


def test_an_old_province_narrows_after_the_reform_too():
    assert told("xã Yên Lợi", Y2026, within=old_nam_dinh()) == ("Xã Tân Minh", "Tỉnh Ninh Bình")


def test_an_old_name_leads_to_the_successor_and_says_so():
    found = lookup.best("xã Yên Lợi, Ý Yên", Y2026)
    assert (found.unit.name, found.score) == ("Xã Tân Minh", 0.9)
    assert found.why == (
        "Đúng tên Xã Yên Lợi. Tên ấy dùng đến ngày 31/08/2024; ngày 01/01/2026 nơi ấy thuộc Xã Tân Minh. "
        "Khớp Huyện Ý Yên."
    )


def test_a_later_name_leads_to_those_it_was_made_of():
    found = lookup.find("xã Tân Minh, Ý Yên", Y2020, limit=10)
    made_of = [one for one in found if "gồm nhiều đơn vị cũ" in one.why]
    assert {one.unit.name for one in made_of[:3]} == {"Xã Yên Lợi", "Xã Yên Tân", "Xã Yên Minh"}
    assert {one.unit.parent.name for one in made_of} == {"Huyện Ý Yên"}
    assert told("xã Tân Minh, Ý Yên") is None


def test_a_split_commune_gives_every_part():
    found = lookup.find("xã Gia Tân, Gia Viễn", Y2026)
    assert [one.unit.name for one in found[:2]] == ["Xã Gia Vân", "Phường Tây Hoa Lư"]
    assert all("đã chia cho nhiều đơn vị" in one.why for one in found[:2])


def test_the_name_of_the_day_comes_before_the_name_of_another_day():
    found = lookup.find("xã Yên Khánh", Y2026, within=new_ninh_binh())
    assert [(one.unit.name, one.unit.code) for one in found] == [("Xã Yên Khánh", "14560"), ("Xã Ý Yên", "13795")]
    assert found[0].score > found[1].score
    assert told("xã Yên Khánh, Ý Yên", Y2026) == ("Xã Ý Yên", "Tỉnh Ninh Bình")


def test_a_changed_kind_is_seen_through_and_marked_unverified():
    found = lookup.best("xã Lộc Hòa, TP Nam Định", Y2021)
    assert found.unit.name == "Phường Lộc Hòa"
    assert not found.verified
    assert "Chưa kiểm chứng." in found.why


def test_a_wrong_word_of_kind_costs_and_is_told():
    found = lookup.find("xã Lâm, Ý Yên", Y2020)[0]
    assert found.unit.name == "Thị trấn Lâm"
    assert found.score < 0.9
    assert "Ghi “xã”, nhưng là thị trấn." in found.why


def test_a_slip_of_the_pen_finds_the_name_with_a_low_score():
    for written in ("xã Yên Lươg, Ý Yên", "xã Yen Lunog, Ý Yên", "xã Yên Lưong, Ý Yên"):
        found = lookup.find(written, Y2020)[0]
        assert found.unit.name == "Xã Yên Lương", written
    assert lookup.find("xã Yên Lươg, Ý Yên", Y2020)[0].score == 0.72
    assert lookup.find("YênMỹ, Ý Yên", Y2020)[0].unit.name == "Xã Yên Mỹ"


def test_a_district_beside_that_does_not_hold_it_is_told():
    found = lookup.find("xã Yên Lương, Vụ Bản", Y2020)[0]
    assert found.unit.name == "Xã Yên Lương"
    assert found.why == "Đúng tên Xã Yên Lương. Không thuộc Huyện Vụ Bản như ghi bên cạnh."


def test_level_asks_for_one_level_of_an_address():
    address = "TT Lâm, Ý Yên, Nam Định"
    assert told(address, level="commune") == LAM
    assert told(address, level="district") == ("Huyện Ý Yên", "Tỉnh Nam Định")
    assert told("Ý Yên", level="commune") is None
    assert told("Nam Định", Y2026, level="commune") == ("Phường Nam Định", "Tỉnh Ninh Bình")


def test_an_abolished_district_is_offered_itself_and_is_no_answer():
    found = lookup.find("huyện Ý Yên", Y2026)
    assert [one.unit.name for one in found] == ["Huyện Ý Yên"]
    assert found[0].why.endswith("Đơn vị này đã bỏ, không có đơn vị kế tục.")
    assert told("huyện Ý Yên", Y2026) is None


def test_elsewhere_before_july_2025_is_approximate():
    found = lookup.best("xã An Phú Tân, huyện Cầu Kè, tỉnh Trà Vinh", Y2020)
    assert found.unit.name == "Xã An Phú Tân"
    assert found.unit.valid_from == date(2025, 7, 1)
    assert "Địa giới gần đúng" in found.why


def test_reasons_follow_the_readers_language_not_the_first_askers(monkeypatch):
    monkeypatch.setattr(reasons, "_", lambda sentence: f"[{translation.get_language()}] {sentence}")
    address = "xã Trực Phú - huyện Trực Ninh - tỉnh Nam Định"
    for language in ("vi", "en", "vi"):
        with translation.override(language):
            assert lookup.find(address, Y2021)[0].why.startswith(f"[{language}] ")


def test_a_new_statement_is_found_at_once(country):
    assert told("xã Hoàn Toàn Mới, tỉnh Ninh Bình", Y2026) is None
    Unit.objects.create(
        code="99001", valid_from=date(2025, 7, 1), kind="commune", name="Xã Hoàn Toàn Mới",
        parent=new_ninh_binh(), verified=True, posted=3,
    )  # fmt: skip
    assert told("xã Hoàn Toàn Mới, tỉnh Ninh Bình", Y2026) == ("Xã Hoàn Toàn Mới", "Tỉnh Ninh Bình")


def abbreviated(name):
    short = {"Thị trấn": "TT.", "Thành phố": "TP", "Thị xã": "tx.", "Huyện": "H.", "Phường": "P. ", "Xã": "x."}
    for word, letters in short.items():
        name = name.replace(f"{word} ", f"{letters} ")
    return name


MANNERS = {
    "as it is": lambda names: ", ".join(names),
    "decomposed capitals": lambda names: unicodedata.normalize("NFD", ", ".join(names).upper()),
    "abbreviated": lambda names: " - ".join(map(abbreviated, names)),
    "after a hamlet": lambda names: "Thôn 3, " + ", ".join(names),
    "without marks": lambda names: ", ".join(map(text.fold, names)),
    "without marks and commas": lambda names: " ".join(map(text.fold, names)),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), manner=st.sampled_from(sorted(MANNERS)))
def test_any_commune_in_full_on_any_day_of_its_life_is_found(country, data, manner):
    units = tree.current()
    unit = units.units[data.draw(st.sampled_from(country.communes), label="commune")]
    last = min(units.ends[unit.pk] - timedelta(days=1), date(2027, 1, 1))
    on = data.draw(st.dates(unit.valid_from, last), label="day")
    names = [one.name for one in units.ancestry(unit)]
    found = lookup.find(MANNERS[manner](names), on)
    first = [one.unit for one in found if one.score == found[0].score]
    assert unit in first
    homographs = {text.fold(one.name) for one in first}
    assert len(first) == 1 or homographs == {text.fold(unit.name)}
    assert unit.level == COMMUNE
    sure = lookup.best(MANNERS[manner](names), on)
    assert sure is None or sure.unit == unit
