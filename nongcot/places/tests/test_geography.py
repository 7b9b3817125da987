"""Where a commune of any time lies on a day."""

from datetime import date

import pytest

from nongcot.places import geography

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("country")]

Y2016, Y2020, Y2026 = date(2016, 1, 1), date(2020, 6, 1), date(2026, 1, 1)


def unit(code, day):
    found = geography.at(code, day)
    assert found.valid_from <= day < found.valid_to
    return found


def names(tree, ids):
    return sorted(tree.units[pk].name for pk in ids)


def test_no_commune_of_2016_is_lost(country):
    """Every one reaches units of today, and together they reach all 129."""
    reached = set()
    for code in ("35", "36", "37"):
        for commune in geography.communes(code, Y2016):
            found = country.reach(commune, Y2026)
            assert found, country.units[commune]
            reached |= found
    assert reached == geography.communes("37", Y2026)


def test_forward_through_two_reforms(country):
    loi = unit("13807", Y2020)
    assert loi.name == "Xã Yên Lợi"
    mapping = geography.mapping(Y2026)
    assert country.units[mapping[loi.pk]].name == "Xã Tân Minh"
    assert geography.mapping(Y2020)[loi.pk] == loi.pk


def test_backward_a_merged_commune_cannot_be_said_but_its_district_can(country):
    minh = next(one for one in country.by_code["13807"] if one.valid_from == date(2025, 7, 1))
    row = next(row for row in geography.table(Y2020) if row.unit == minh.pk)
    assert row.commune is None
    assert country.units[row.district].name == "Huyện Ý Yên"
    assert country.units[row.province].name == "Tỉnh Nam Định"
    assert geography.ancestors(minh.pk, Y2026) == {"district": None, "province": country.by_code["37"][1].pk}


def test_backward_a_commune_that_only_changed_its_kind_is_known(country):
    township = unit("14077", Y2020)
    assert township.name == "Thị trấn Ninh Cường"
    assert country.units[geography.unit_on(township.pk, Y2016)].name == "Xã Trực Phú"


def test_split_communes_are_not_guessed(country):
    gia_tan = unit("14503", Y2020)
    assert geography.mapping(Y2026)[gia_tan.pk] is None
    assert names(country, country.reach(gia_tan.pk, Y2026)) == ["Phường Tây Hoa Lư", "Xã Gia Vân"]
    assert geography.ancestors(gia_tan.pk, Y2026)["province"] == unit("37", Y2026).pk
    assert {step.share for step in geography.successors(gia_tan.pk)} == {"part"}


def test_only_the_split_communes_cannot_be_said_today(country):
    unknown = {country.units[pk].code for pk, commune in geography.mapping(Y2026).items() if commune is None}
    assert unknown == {"13285", "13324", "13354", "13357", "13363", "14503", "14644"}


def test_before_the_tables_begin_their_first_units_stand(country):
    mapping = geography.mapping(date(2009, 5, 1))
    lam = unit("13795", Y2016)
    assert mapping[lam.pk] == lam.pk
    ba_dinh = country.by_code["00004"][0]
    assert mapping[ba_dinh.pk] == ba_dinh.pk


def test_unit_for_a_fact(country):
    lam, ba_dinh = unit("13795", Y2016), country.by_code["00004"][0]
    tan_minh = unit("13807", Y2026)
    loi = unit("13807", Y2020)
    assert geography.unit_for_fact(lam, Y2020) == (lam, False)
    assert geography.unit_for_fact(lam, date(2011, 1, 1)) == (lam, True)
    assert geography.unit_for_fact(ba_dinh, Y2020) == (ba_dinh, True)
    assert geography.unit_for_fact(ba_dinh, Y2026) == (ba_dinh, False)
    assert geography.unit_for_fact(loi, Y2026) == (tan_minh, False)
    assert geography.unit_for_fact(tan_minh, Y2020) == (tan_minh, True)


@pytest.mark.parametrize(
    ("code", "day", "count"),
    [
        ("36", Y2016, 229),
        ("36", Y2020, 226),
        ("36", Y2026, 57),
        ("35", Y2026, 33),
        ("37", Y2020, 143),
        ("37", Y2026, 129),
        ("360", Y2020, 31),
        ("13795", Y2020, 1),
        ("01", Y2026, 126),
    ],
)
def test_communes_of_a_place(country, code, day, count):
    assert len(geography.communes(code, day)) == count


def test_a_place_without_an_exact_extent_is_refused(country):
    with pytest.raises(geography.UnknownPlace, match="hãy hỏi theo địa giới của một ngày không muộn hơn"):
        geography.communes("356", Y2026)  # the city: one of today's communes holds land of a district too
    with pytest.raises(geography.UnknownPlace, match="đã nhập cùng đơn vị khác"):
        geography.communes("13633", Y2026)
    with pytest.raises(geography.UnknownPlace, match="Không có đơn vị hành chính nào mang mã “99999”"):
        geography.communes("99999", Y2026)


def test_the_newest_bearer_of_a_code_is_meant(country):
    assert [geography.at("13669", day).name for day in (Y2020, date(2025, 1, 1), Y2026)] == [
        "Phường Trần Đăng Ninh",
        "Phường Cửa Bắc",
        "Phường Nam Định",
    ]


def test_scope_holds_the_communes_of_all_times(country):
    scope = geography.scope(Y2020)
    assert len(scope & geography.communes("36", Y2016)) == 229
    assert geography.communes("36", Y2026) <= scope
    assert len(geography.communes("37", Y2026) & scope) == 57
    assert geography.communes("35", Y2016).isdisjoint(scope)
    assert geography.scope(date(2010, 1, 1)) == scope == geography.scope(Y2026) == geography.scope_units()


def test_predecessors_come_in_order(country):
    ward = unit("13669", Y2026)
    steps = geography.predecessors(ward.pk)
    assert len(steps) == 8
    assert {step.new for step in steps} == {ward}
    assert all(step.legal_basis == "1674/NQ-UBTVQH15" for step in steps)


def test_table_and_ancestors_agree(country):
    for day in (Y2016, Y2020, date(2024, 10, 1), Y2026):
        # Every seventh unit: each is a question of its own.
        for row in geography.table(day)[::7]:
            assert geography.ancestors(row.unit, day) == {"district": row.district, "province": row.province}
            if row.commune is not None:
                assert geography.unit_on(row.unit, day) == row.commune
