"""Organisations: entered with a paper, their fields stated, corrected, taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.organisations import (
    correct_fields,
    note_agreement_with_national_register,
    register_organisation,
    state_fields,
    take_back_values,
)
from nongcot.registry.details import Paper
from nongcot.registry.models import LifeEvent, Organisation, Profile, Statement
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests.book import day, enter, now_of, slice_on, written

pytestmark = pytest.mark.both_databases


def codes(refusal) -> set[str]:
    return {caution.code for caution in refusal.value.cautions}


def test_a_certificate_brings_a_coop_into_the_book(today, yen_my, lan):
    done = register_organisation(
        kind="coop",
        name=" HTX  Rau sạch Yên Mỹ ",
        on=day("2018-03-10"),
        place=yen_my,
        paper=Paper(date(2018, 3, 9), "MH-07/2018", "UBND huyện Ý Yên"),
        said={"members": 20, "sector": "AGR", "charter_capital": 10**9, "tax_code": "0600 112 437"},
        confirmed=["tax_code_check_digit"],
        by=lan,
        reason="theo hồ sơ",
    )
    [pk] = done.organisations
    row = slice_on(pk, date(2018, 3, 10))
    assert (row.name, row.place_id, row.members, row.tax_code) == ("HTX Rau sạch Yên Mỹ", yen_my, 20, "0600112437")
    assert (row.legal_status, row.begins_by) == ("active", "entered")
    assert slice_on(pk, date(2018, 3, 9)) is None
    event = LifeEvent.objects.get(key=done.keys[0])
    assert (event.document_no, event.issuing_body, event.details) == (
        "MH-07/2018",
        "UBND huyện Ý Yên",
        {"origin": "founded"},
    )
    posting = Posting.objects.get(pk=done.n)
    assert (posting.act, posting.actor, posting.reason) == ("registry.register_organisation", lan, "theo hồ sơ")


def test_a_list_alone_lets_it_be_observed(today, yen_my):
    pk = enter("HTX Cũ", on=day("2019-12-31"), event="", place=yen_my)
    assert slice_on(pk, date(2019, 12, 30)) is None
    assert slice_on(pk, date(2019, 12, 31)).begins_by == "observed"
    assert not LifeEvent.objects.exists()


def test_values_may_be_known_only_from_a_later_day(today, yen_my):
    done = register_organisation(
        kind="coop", name="HTX Muối", on=day("2012"), place=yen_my, by=None,
        said={"members": 30}, said_from=date(2019, 12, 31),
    )  # fmt: skip
    [pk] = done.organisations
    assert slice_on(pk, date(2012, 1, 1)).members is None
    assert slice_on(pk, date(2012, 1, 1)).place_id == yen_my
    assert slice_on(pk, date(2019, 12, 31)).members == 30


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"sector": "XXX"}, "sector"),
        ({"members": -1}, "members"),
        ({"members": 2.5}, "members"),
        ({"members": 10, "members_women": 11}, "members_women"),
        ({"members": 10, "members_official": 8, "members_associate": 3}, "members"),
        ({"charter_capital": 5, "charter_capital_paid": 6}, "charter_capital"),
        ({"charter_capital": 10**16}, "charter_capital"),
        ({"tax_code": "12345"}, "tax_code"),
        ({"note": "x" * 1001}, "note"),
        ({"place": 10**9}, "place"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_impossible_values_are_refused_by_field(today, yen_my, said, wrong):
    before = written()
    with pytest.raises(ValidationError) as refusal:
        register_organisation(kind="coop", name="HTX A", on=day("2018"), place=yen_my, by=None, said=said)
    assert set(refusal.value.error_dict) == {wrong}
    assert written() == before


def test_a_district_is_no_commune(today, ledger):
    from nongcot.places.models import Unit

    district = Unit.objects.get(name="Huyện Ý Yên", valid_from=date(2016, 1, 1))
    with pytest.raises(ValidationError, match="xã, phường hoặc thị trấn"):
        register_organisation(kind="coop", name="HTX A", on=day("2018"), place=district.pk, by=None)


def test_papers_belong_to_kinds(today, yen_my):
    with pytest.raises(NotNow):
        enter(kind="coop", event="notified")
    with pytest.raises(NotNow):
        enter(kind="group", event="suspended")


@pytest.mark.parametrize(
    ("kind", "event", "on", "members", "expected"),
    [
        ("coop", "registered", "2020-01-15", 6, {"below_min_members"}),
        ("coop", "registered", "2020-01-15", 7, set()),
        ("union", "registered", "2020-01-15", 3, {"below_min_members"}),
        ("group", "certified", "2019-01-15", 2, {"below_min_members"}),
        ("group", "notified", "2020-01-15", 2, set()),
        ("group", "notified", "2019-11-24", 3, {"other_papers"}),
        ("group", "notified", "2019-11-25", 3, set()),
        ("group", "registered", "2020-01-15", 3, {"other_papers"}),
        ("coop", "registered", "2020-03-03", 7, {"in_the_future"}),
    ],
)
def test_the_rules_of_the_day_caution(today, yen_my, kind, event, on, members, expected):
    def register(confirmed=()):
        return register_organisation(
            kind=kind, name="Tổ hợp tác", on=day(on), event=event, place=yen_my, by=None,
            said={"members": members}, confirmed=confirmed,
        )  # fmt: skip

    if not expected:
        assert register().n
        return
    before = written()
    with pytest.raises(ToConfirm) as refusal:
        register()
    assert codes(refusal) == expected
    assert written() == before
    assert register(confirmed=expected).n


def test_a_caution_names_its_basis_and_whether_it_was_read(today, yen_my):
    with pytest.raises(ToConfirm) as refusal:
        register_organisation(
            kind="group", name="THT A", on=day("2019-01-15"), event="certified", place=yen_my, by=None,
            said={"members": 2},
        )  # fmt: skip
    [caution] = refusal.value.cautions
    assert (caution.legal_basis, caution.verified) == ("Nghị định 151/2007/NĐ-CP", False)
    assert "3" in caution.sentence


def test_the_law_of_2023_asks_for_five(today, yen_my):
    from nongcot.kernel import clock

    with clock.at(date(2024, 8, 1)):
        register_organisation(
            kind="coop", name="HTX Năm", on=day("2024-07-01"), place=yen_my, by=None, said={"members": 5}
        )
        with pytest.raises(ToConfirm) as refusal:
            register_organisation(
                kind="coop", name="HTX Bảy", on=day("2024-06-30"), place=yen_my, by=None, said={"members": 5}
            )
    assert "7" in refusal.value.cautions[0].sentence


def test_a_commune_outside_the_book_is_told(today, ledger):
    from nongcot.places.models import Unit

    elsewhere = Unit.objects.filter(parent__name="Huyện Kim Bảng", valid_from=date(2016, 1, 1)).first()
    with pytest.raises(ToConfirm) as refusal:
        register_organisation(kind="coop", name="HTX Hà Nam", on=day("2018"), place=elsewhere.pk, by=None)
    assert codes(refusal) == {"outside_the_book"}


def test_a_second_record_of_the_same_is_told(today, yen_my, yen_luong):
    enter("HTX dịch vụ nông nghiệp Yên Mỹ", place=yen_my, tax_code="0600112437")
    with pytest.raises(ToConfirm) as refusal:
        enter_plainly("Hợp tác xã DVNN Yên Mỹ", yen_my)
    assert codes(refusal) == {"looks_alike"}
    with pytest.raises(ToConfirm) as refusal:
        enter_plainly("HTX Hoàn toàn khác", yen_luong, tax_code="0600112437")
    assert codes(refusal) == {"looks_alike", "tax_code_check_digit"}
    assert enter_plainly("HTX Dệt may", yen_my)


def enter_plainly(name, place, **said):
    return register_organisation(kind="coop", name=name, on=day("2019"), place=place, by=None, said=said)


def test_values_hold_from_their_day_on(today, yen_my, yen_luong, lan):
    pk = enter(place=yen_my, members=20)
    state_fields(
        organisation_id=pk, day=date(2019, 6, 1), said={"place": yen_luong, "members": 25}, seen=ledger.newest(), by=lan
    )
    assert (slice_on(pk, date(2019, 5, 31)).place_id, slice_on(pk, date(2019, 5, 31)).members) == (yen_my, 20)
    row = slice_on(pk, date(2019, 6, 1))
    assert (row.place_id, row.members, row.moved) == (yen_luong, 25, 1)


def test_the_second_of_two_editors_is_told(today, yen_my, lan, minh):
    pk = enter(place=yen_my, members=20)
    seen = ledger.newest()
    state_fields(organisation_id=pk, day=date(2020, 1, 1), said={"members": 25}, seen=seen, by=lan)
    with pytest.raises(ChangedSince) as refusal:
        state_fields(organisation_id=pk, day=date(2020, 2, 1), said={"members": 26}, seen=seen, by=minh)
    told = str(refusal.value)
    assert "Phạm Thị Lan" in told
    assert "“Thành viên” thành “25”" in told
    assert f"ghi sổ số {seen + 1}" in told
    # Other fields are no quarrel, and having seen it one may go on.
    state_fields(organisation_id=pk, day=date(2020, 2, 1), said={"phone": "0228 364 1234"}, seen=seen, by=minh)
    state_fields(organisation_id=pk, day=date(2020, 2, 1), said={"members": 26}, seen=ledger.newest(), by=minh)
    assert now_of(pk).members == 26


def test_saying_what_is_known_writes_nothing(today, yen_my):
    pk = enter(place=yen_my, members=20)
    before = written()
    with pytest.raises(NotNow, match="không có gì để ghi"):
        state_fields(organisation_id=pk, day=date(2020, 1, 1), said={"members": 20}, seen=None, by=None)
    assert written() == before


def test_parts_are_held_against_what_is_known(today, yen_my):
    pk = enter(place=yen_my, members=20)
    with pytest.raises(ValidationError):
        state_fields(organisation_id=pk, day=date(2020, 1, 1), said={"members_women": 21}, seen=None, by=None)


def test_a_kind_is_corrected_and_never_restated(today, yen_my):
    pk = enter(place=yen_my)
    with pytest.raises(ValidationError, match="đính chính"):
        state_fields(organisation_id=pk, day=date(2020, 1, 1), said={"kind": "group"}, seen=None, by=None)
    correct_fields(organisation_id=pk, day=date(2018, 3, 10), said={"kind": "credit_fund"}, seen=None, by=None)
    assert now_of(pk).kind == "credit_fund"


def test_a_correction_leaves_the_first_words_readable(today, yen_my, lan):
    pk = enter(place=yen_my, members=20)
    done = correct_fields(
        organisation_id=pk, day=date(2018, 3, 10), said={"members": 22}, seen=ledger.newest(), by=lan, reason="gõ nhầm"
    )
    said = [row.said["members"] for row in Statement.objects.order_by("posted")]
    assert said == [20, 22]
    assert slice_on(pk, date(2018, 3, 10)).members == 22
    assert Posting.objects.get(pk=done.n).cause == "correction"
    with pytest.raises(NotNow, match="không ghi gì"):
        correct_fields(organisation_id=pk, day=date(2019, 1, 1), said={"members": 30}, seen=None, by=None)
    with pytest.raises(NotNow, match="không có gì để ghi"):
        correct_fields(organisation_id=pk, day=date(2018, 3, 10), said={"members": 22}, seen=None, by=None)


def test_a_correction_may_move_the_day(today, yen_my):
    pk = enter(place=yen_my, members=20)
    state_fields(organisation_id=pk, day=date(2019, 6, 1), said={"members": 25}, seen=None, by=None)
    correct_fields(
        organisation_id=pk, day=date(2019, 6, 1), actual_day=date(2019, 7, 1), said={"members": 25}, seen=None, by=None
    )
    assert slice_on(pk, date(2019, 6, 30)).members == 20
    assert slice_on(pk, date(2019, 7, 1)).members == 25


def test_a_value_is_taken_back(today, yen_my):
    pk = enter(place=yen_my, members=20)
    state_fields(organisation_id=pk, day=date(2019, 6, 1), said={"members": 25}, seen=None, by=None)
    take_back_values(
        organisation_id=pk, day=date(2019, 6, 1), fields=["members"], seen=ledger.newest(), by=None, reason="nhầm HTX"
    )
    assert now_of(pk).members == 20
    with pytest.raises(NotNow, match="đính chính"):
        take_back_values(organisation_id=pk, day=date(2018, 3, 10), fields=["name"], seen=None, by=None, reason="")


def test_agreement_with_the_national_register_is_a_dated_fact(today, yen_my):
    pk = enter(place=yen_my)
    note_agreement_with_national_register(organisation_id=pk, day=date(2020, 2, 1), by=None)
    assert Statement.objects.latest("posted").said == {"agrees_with_national": "2020-02-01"}


def test_nothing_is_said_of_an_organisation_that_is_not_there(today, ledger):
    before = written()
    with pytest.raises(NotNow, match="Sổ không có tổ chức này"):
        state_fields(organisation_id=7, day=date(2020, 1, 1), said={"members": 25}, seen=None, by=None)
    assert written() == before
    assert not Organisation.objects.exists()


def test_partial_founding_days_begin_at_their_earliest(today, yen_my):
    pk = enter(place=yen_my, on=PartialDate.month(2017, 11))
    assert Profile.objects.filter(organisation_id=pk).order_by("valid_from")[0].valid_from == date(2017, 11, 1)
    event = LifeEvent.objects.get()
    assert (event.earliest, event.latest, event.precision) == (date(2017, 11, 1), date(2017, 11, 30), "month")
