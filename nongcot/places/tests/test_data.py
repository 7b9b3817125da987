"""The carried tables: counts that the offices published, keys, no unit lost."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from nongcot.places import data, maps
from nongcot.places.gazetteer import COUNTRY_SINCE
from nongcot.places.models import COMMUNE, DISTRICT, PROVINCE

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("country")]

OWN = ("35", "36", "37")
#: First day, and the communes of Hà Nam, Nam Định, Ninh Bình from it on.
COMMUNES = {
    date(2016, 1, 1): (116, 229, 145),
    date(2017, 12, 13): (116, 229, 145),
    date(2019, 9, 1): (116, 229, 145),
    date(2020, 1, 1): (109, 229, 145),
    date(2020, 2, 1): (109, 226, 143),
    date(2024, 9, 1): (109, 175, 143),
    date(2025, 1, 1): (98, 175, 125),
    date(2025, 7, 1): (0, 0, 129),
}
DISTRICTS = {
    date(2016, 1, 1): (6, 10, 8),
    date(2024, 8, 31): (6, 10, 8),
    date(2024, 9, 1): (6, 9, 8),
    date(2025, 1, 1): (6, 9, 7),
    date(2025, 6, 30): (6, 9, 7),
    date(2025, 7, 1): (0, 0, 0),
}


def counted(tree, level, day):
    provinces = Counter(
        tree.ancestry(unit)[-1].code for unit in tree.units.values() if unit.level == level and tree.valid(unit, day)
    )
    return tuple(provinces[code] for code in OWN)


@pytest.mark.parametrize("day", COMMUNES)
def test_communes_of_each_reform(country, day):
    assert counted(country, COMMUNE, day) == COMMUNES[day]


@pytest.mark.parametrize("day", list(COMMUNES)[1:])
def test_communes_of_the_day_before_a_reform(country, day):
    before = max(first for first in COMMUNES if first < day)
    assert counted(country, COMMUNE, day - timedelta(days=1)) == COMMUNES[before]


@pytest.mark.parametrize("day", DISTRICTS)
def test_districts(country, day):
    assert counted(country, DISTRICT, day) == DISTRICTS[day]


def test_the_whole_country_of_july_2025(country):
    standing = [unit for unit in country.units.values() if country.valid(unit, COUNTRY_SINCE)]
    kinds = Counter(unit.kind for unit in standing)
    assert (kinds["province"], kinds["commune"], kinds["ward"], kinds["special_zone"]) == (34, 2621, 687, 13)
    assert sum(kinds.values()) == 34 + 3321
    of_ninh_binh = Counter(unit.kind for unit in standing if unit.parent and unit.parent.code == "37")
    assert of_ninh_binh == {"commune": 97, "ward": 32}


def test_six_communes_were_split_in_2025_and_one_in_2020(country):
    parted = {(s.old.code, s.on_date) for steps in country.out.values() for s in steps if s.share == "part"}
    assert {code for code, day in parted if day == date(2025, 7, 1)} == {
        "13285", "13324", "13354", "13357", "13363", "14503",
    }  # fmt: skip
    assert {code for code, day in parted if day != date(2025, 7, 1)} == {"14644"}


def test_a_code_is_given_again(country):
    assert [unit.name for unit in country.by_code["13669"]] == [
        "Phường Trần Đăng Ninh",
        "Phường Cửa Bắc",
        "Phường Nam Định",
    ]
    assert [unit.valid_from for unit in country.by_code["37"]] == [date(2016, 1, 1), date(2025, 7, 1)]


def test_no_code_is_borne_twice_on_a_day(country):
    for bearers in country.by_code.values():
        for one, other in pairwise(bearers):
            assert country.ends[one.pk] <= other.valid_from, one.code


def test_every_unit_lies_in_its_parent_all_its_life(country):
    for unit in country.units.values():
        if unit.level == PROVINCE:
            assert unit.parent is None
            continue
        wanted = PROVINCE if unit.level == DISTRICT or unit.valid_from >= COUNTRY_SINCE else DISTRICT
        assert unit.parent.level == wanted, unit
        assert unit.parent.valid_from <= unit.valid_from, unit
        assert country.ends[unit.pk] <= country.ends[unit.parent_id], unit


def test_what_is_not_verified_stays_marked(country):
    assert sum(not step.verified for steps in country.out.values() for step in steps) == 66
    doubtful = {unit.code for unit in country.units.values() if not unit.verified}
    assert {"13369", "13693", "13699"} < doubtful  # Tiên Sơn; Lộc Hòa and Mỹ Xá
    assert {"06970", "75"} < doubtful  # Ba Chẽ and Đồng Nai, told otherwise by a list of 2026
    assert len(doubtful) == 15


def test_former_names_lead_to_units_of_today(country):
    districts = {row["code"]: row for row in data.rows("former-districts.csv")}
    provinces = {row["code"] for row in data.rows("former-provinces.csv")}
    assert {row["province_code"] for row in districts.values()} == provinces
    assert provinces.isdisjoint(OWN)
    for row in data.rows("former-communes.csv"):
        unit = country.at(row["new_code"], COUNTRY_SINCE)
        assert unit is not None, row
        assert unit.valid_from == COUNTRY_SINCE, row
        assert row["district_code"] in districts, row
        assert row["name"].startswith(("Xã ", "Phường ", "Thị trấn ")), row


def test_names_are_clean(country):
    for unit in country.units.values():
        assert unit.short_name != unit.name, unit
        assert unit.name == " ".join(unit.name.split()), unit
    assert {unit.name for unit in country.by_code["56"]} == {"Tỉnh Khánh Hòa"}
    assert country.by_code["05941"][0].name == "Xã Điềm Thụy"


@pytest.mark.parametrize(
    ("layer", "level", "day"),
    [
        ("communes", COMMUNE, COUNTRY_SINCE),
        ("districts", DISTRICT, date(2025, 6, 30)),
        ("provinces", PROVINCE, COUNTRY_SINCE),
    ],
)
def test_maps_draw_the_units_of_their_day(country, layer, level, day):
    standing = {unit.code for unit in country.units.values() if unit.level == level and country.valid(unit, day)}
    drawn = maps.drawn(layer)
    assert drawn <= standing
    assert len(drawn) == {"communes": 129, "districts": 22, "provinces": 34}[layer]


def test_the_carried_files_are_small():
    carried = [path for path in Path(data.FOLDER).iterdir() if path.suffix in (".csv", ".geojson")]
    assert sum(path.stat().st_size for path in carried) < 2_500_000
