"""Reorganisations: one posting over all parties, lineage readable from either side."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators import ledger, rollups
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.registry.actions.events import correct_event, record_event, withdraw_event
from nongcot.registry.actions.groups import convert_group, note_grown_out_of
from nongcot.registry.actions.organisations import Newborn, correct_fields
from nongcot.registry.actions.reorganisations import consolidate, convert, divide, merge_into, separate
from nongcot.registry.details import Paper
from nongcot.registry.models import Happening, LifeEvent, Profile
from nongcot.registry.outcomes import NotNow, ToConfirm
from nongcot.registry.tests.book import day, enter, now_of, slice_on, statuses, written

pytestmark = pytest.mark.both_databases

ON = day("2019-06-01")
PAPER = Paper(date(2019, 5, 20), "03/NQ", "Đại hội thành viên")


def newborn(name: str, place: int, **said) -> Newborn:
    return Newborn(kind="coop", name=name, on=ON, place=place, said=said)


def sides(*organisations: int) -> set[tuple[int, str, int | None]]:
    """(organisation, event, counterpart) of every event of that day."""
    rows = LifeEvent.objects.filter(organisation_id__in=organisations, earliest=ON.earliest)
    return set(rows.values_list("organisation_id", "kind", "counterpart_id"))


def happenings(code: str) -> list[tuple[str, int]]:
    rows = Happening.objects.filter(code=code, retracted=None)
    return sorted(rows.values_list("detail", "organisation_id"))


def test_a_merger_ends_the_absorbed_in_the_receiver(today, yen_my):
    a, b, c = enter("HTX Một", place=yen_my), enter("HTX Hai", place=yen_my), enter("HTX Ba", place=yen_my, members=9)
    before = Posting.objects.count()
    done = merge_into(absorbed=[a, b], receiver_id=c, on=ON, paper=PAPER, said={"members": 30}, by=None)
    assert Posting.objects.count() == before + 1
    assert sides(a, b, c) == {(a, "merged_into", c), (b, "merged_into", c), (c, "change_registered", a)}
    assert statuses(a)[-1] == ("2019-06-01", "ended")
    assert Profile.objects.get(organisation_id=a, retracted=None, valid_to=ON.earliest).ends_by == "reorganised"
    assert now_of(c).members == 30
    assert happenings("reorganised") == [("merged_into", a), ("merged_into", b)]
    assert happenings("ended") == []
    assert set(done.organisations) == {a, b, c}


def test_a_division_ends_the_old_one_once(today, yen_my):
    old = enter("HTX Chung", place=yen_my, members=40)
    done = divide(
        organisation_id=old, successors=[newborn("HTX Đông", yen_my), newborn("HTX Tây", yen_my)], on=ON, by=None
    )
    first, second = done.organisations[1:]
    assert sides(old, first, second) == {
        (old, "divided", first),
        (first, "registered", old),
        (second, "registered", old),
    }
    assert now_of(old) is None
    assert slice_on(first, ON.earliest).begins_by == "reorganised"
    assert happenings("reorganised") == [("divided", old)]
    assert len(happenings("established")) == 1, "only the founding of the old one"


def test_a_separation_lets_the_old_one_go_on(today, yen_my):
    old = enter("HTX Mẹ", place=yen_my, members=40)
    done = separate(
        organisation_id=old, successors=[newborn("HTX Con", yen_my, members=15)], said={"members": 25}, on=ON, by=None
    )
    child = done.organisations[1]
    assert sides(old, child) == {(old, "separated", child), (child, "registered", old)}
    assert (now_of(old).members, now_of(child).members) == (25, 15)
    assert happenings("reorganised") == [("separated", old)]


def test_a_consolidation_makes_one_of_many(today, yen_my):
    a, b = enter("HTX Một", place=yen_my), enter("HTX Hai", place=yen_my)
    done = consolidate(parties=[a, b], successor=newborn("HTX Mới", yen_my), on=ON, by=None)
    new = done.organisations[2]
    assert sides(a, b, new) == {(a, "consolidated", new), (b, "consolidated", new), (new, "registered", a)}
    assert now_of(a) is now_of(b) is None
    assert happenings("reorganised") == [("consolidated", a), ("consolidated", b)]


def test_a_conversion_to_another_form(today, yen_my):
    old = enter("HTX Xây dựng", place=yen_my)
    other = Newborn(kind="enterprise", name="Công ty TNHH Xây dựng", on=ON, place=yen_my)
    done = convert(organisation_id=old, successor=other, on=ON, by=None)
    new = done.organisations[1]
    assert sides(old, new) == {(old, "converted", new), (new, "registered", old)}
    assert happenings("converted") == [("enterprise", old)]
    assert now_of(new).kind == "enterprise"


def test_what_it_was_converted_into_is_what_the_successor_s_own_facts_say(today, yen_my):
    old = enter("HTX Xây dựng", place=yen_my)
    other = Newborn(kind="enterprise", name="Công ty Xây dựng", on=ON, place=yen_my)
    new = convert(organisation_id=old, successor=other, on=ON, by=None).organisations[1]
    correct_fields(organisation_id=new, day=ON.earliest, said={"kind": "household"}, seen=None, by=None)
    assert happenings("converted") == [("household", old)]


def test_what_it_became_may_stand_outside_the_book(today, yen_my):
    old = enter("HTX Vận tải", place=yen_my)
    with pytest.raises(ValidationError):
        convert(organisation_id=old, on=ON, by=None)
    convert(organisation_id=old, successor_kind="household", on=ON, by=None)
    assert happenings("converted") == [("household", old)]


@pytest.mark.parametrize(
    "act",
    [
        lambda a, b, new: divide(organisation_id=a, successors=[new], on=ON, by=None),
        lambda a, b, new: separate(organisation_id=a, successors=[], on=ON, by=None),
        lambda a, b, new: consolidate(parties=[a, a], successor=new, on=ON, by=None),
        lambda a, b, new: merge_into(absorbed=[], receiver_id=a, on=ON, by=None),
        lambda a, b, new: merge_into(absorbed=[a], receiver_id=a, on=ON, by=None),
        lambda a, b, new: convert(organisation_id=a, successor_kind="coop", on=ON, by=None),
        lambda a, b, new: convert(organisation_id=b, successor_kind="coop", on=ON, by=None),
        lambda a, b, new: merge_into(absorbed=[b], receiver_id=a, on=ON, by=None),
        lambda a, b, new: merge_into(absorbed=[a], receiver_id=a + 99, on=ON, by=None),
    ],
)
def test_too_few_or_the_wrong_parties_are_refused(today, yen_my, act):
    a = enter("HTX Một", place=yen_my)
    b = enter("THT Hai", kind="group", event="founded", place=yen_my)
    before = written()
    with pytest.raises(NotNow):
        act(a, b, newborn("HTX Mới", yen_my))
    assert written() == before


def test_an_ended_party_takes_no_part(today, yen_my):
    a, b, c = (enter(name, place=yen_my) for name in ("HTX Một", "HTX Hai", "HTX Ba"))
    merge_into(absorbed=[a], receiver_id=b, on=day("2019-01-01"), by=None)
    before = written()
    with pytest.raises(NotNow):
        merge_into(absorbed=[a], receiver_id=c, on=ON, by=None)
    assert written() == before


def test_correcting_one_side_moves_them_all(today, yen_my):
    a, b = enter("HTX Một", place=yen_my), enter("HTX Hai", place=yen_my, members=9)
    done = merge_into(absorbed=[a], receiver_id=b, on=ON, paper=PAPER, said={"members": 30}, by=None)
    correct_event(key=done.keys[0], on=day("2019-07-01"), by=None, seen=ledger.newest())
    assert statuses(a)[-1] == ("2019-07-01", "ended")
    assert slice_on(b, date(2019, 6, 30)).members == 9
    assert slice_on(b, date(2019, 7, 1)).members == 30
    rows = LifeEvent.objects.filter(posted=ledger.newest())
    assert {(row.organisation_id, row.document_no) for row in rows} == {(a, "03/NQ"), (b, "03/NQ")}


def test_one_list_may_tell_several_mergers_of_one_day(today, yen_my):
    from nongcot.indicators.ledger import posting
    from nongcot.registry import writing
    from nongcot.registry.writing import Happened

    a, b, c, d = (enter(f"HTX {name}", place=yen_my) for name in ("Một", "Hai", "Ba", "Bốn"))
    with posting("list", by=None) as entry:
        keys = writing.happen(
            entry,
            [Happened(a, "merged_into", ON, counterpart_id=b), Happened(c, "merged_into", ON, counterpart_id=d)],
        )
    correct_event(key=keys[0], on=day("2019-07-01"), by=None, seen=ledger.newest())
    assert (statuses(a)[-1][0], statuses(c)[-1][0]) == ("2019-07-01", "2019-06-01")


def test_taking_a_reorganisation_back_is_for_all(today, yen_my):
    old = enter("HTX Chung", place=yen_my, members=40)
    done = divide(
        organisation_id=old, successors=[newborn("HTX Đông", yen_my), newborn("HTX Tây", yen_my)], on=ON, by=None
    )
    withdraw_event(key=done.keys[0], by=None, seen=ledger.newest(), reason="chưa được cấp giấy")
    assert statuses(old) == [("2018-03-10", "active")]
    assert all(now_of(child) is None for child in done.organisations[1:])
    assert rollups.differences() == []


def test_a_registered_group_converts_and_keeps_its_code(today, yen_my, yen_luong):
    with clock.at(date(2025, 9, 1)):
        group = enter(
            "THT Nấm", kind="group", on=day("2024-08-01"), event="registered", place=yen_my,
            members=8, sector="AGR", tax_code="0600112437",
        )  # fmt: skip
        coop = Newborn(kind="coop", name="HTX Nấm", on=day("2025-08-15"), said={"members": 8})
        done = convert_group(group_id=group, cooperative=coop, by=None, confirmed={"tax_code_check_digit"})
        child = done.organisations[1]
        row = now_of(child)
    assert (row.kind, row.tax_code, row.place_id, row.sector) == ("coop", "0600112437", yen_my, "AGR")
    assert row.begins_by or slice_on(child, date(2025, 8, 15)).begins_by == "entered"
    assert now_of(group) is None
    events = set(LifeEvent.objects.filter(earliest=date(2025, 8, 15)).values_list("organisation_id", "counterpart_id"))
    assert events == {(group, child), (child, group)}
    assert happenings("converted") == [("coop", group)]
    assert ("converted_from_group", child) in happenings("established")


@pytest.mark.parametrize("stands", [False, True])
def test_a_group_that_converts_soon_after_its_registration_is_confirmed_first(today, yen_my, stands):
    """Law 17/2023/QH15 a.108: twelve months of work since the certificate; being notified before does not count."""
    with clock.at(date(2025, 9, 1)):
        group = enter("THT Nấm", kind="group", on=day("2020-01-10"), event="notified", place=yen_my, members=8)
        record_event(organisation_id=group, kind="registered", on=day("2024-08-20"), by=None)
        told = {"group_id": group, "on": day("2025-08-19"), "by": None}
        coop = Newborn(kind="coop", name="HTX Nấm", on=told["on"], place=yen_my)
        told["cooperative"] = enter("HTX Nấm", on=day("2025-08-20"), place=yen_my) if stands else coop
        with pytest.raises(ToConfirm, match=r"đủ 12 tháng kể từ khi đăng ký \(20/08/2024\)") as refusal:
            convert_group(**told)
        [caution] = refusal.value.cautions
        assert (caution.code, caution.legal_basis) == ("too_soon_to_convert", "Luật 17/2023/QH15, Điều 108")
        told["on"] = day("2025-08-20")
        told["cooperative"] = told["cooperative"] if stands else replace(coop, on=told["on"])
        assert convert_group(**told).n


def test_a_notified_group_cannot_convert_under_the_new_decree(today, yen_my):
    with clock.at(date(2025, 9, 1)):
        group = enter("THT Nấm", kind="group", on=day("2020-08-01"), event="notified", place=yen_my)
        coop = Newborn(kind="coop", name="HTX Nấm", on=day("2025-08-15"), place=yen_my)
        before = written()
        with pytest.raises(NotNow, match="phát triển từ tổ hợp tác"):
            convert_group(group_id=group, cooperative=coop, by=None)
        assert written() == before
        child = enter("HTX Nấm", on=day("2025-08-15"), place=yen_my)
        note_grown_out_of(cooperative_id=child, group_id=group, on=day("2025-08-15"), group_ends=True, by=None)
    assert happenings("grown_from_group") == [("", child)]
    assert happenings("ended") == [("by_agreement", group)]
    assert happenings("converted") == []


def test_before_the_new_decree_practice_is_recorded_as_it_was(today, yen_my):
    group = enter("THT Nấm", kind="group", on=day("2017-08-01"), event="certified", place=yen_my)
    done = convert_group(group_id=group, cooperative=Newborn(kind="coop", name="HTX Nấm", on=ON, place=yen_my), by=None)
    assert now_of(done.organisations[1]).kind == "coop"


def test_a_coop_grows_only_out_of_a_group(today, yen_my):
    a, b = enter("HTX Một", place=yen_my), enter("HTX Hai", place=yen_my)
    with pytest.raises(NotNow, match="từ một tổ hợp tác"):
        note_grown_out_of(cooperative_id=a, group_id=b, on=ON, by=None)


def test_successors_are_cautioned_like_any_newborn(today, yen_my):
    old = enter("HTX Chung", place=yen_my, members=40)
    with pytest.raises(ToConfirm) as refusal:
        separate(organisation_id=old, successors=[newborn("HTX Con", yen_my, members=3)], on=ON, by=None)
    assert [caution.code for caution in refusal.value.cautions] == ["below_min_members"]


def test_successors_may_stand_in_the_book_already(today, yen_my):
    """A list told of both before anybody told of the division: one with its founding, one by name alone."""
    old = enter("HTX Chung", place=yen_my, members=40)
    east = enter("HTX Đông", on=day("2019-06-05"), place=yen_my)
    west = enter("HTX Tây", on=day("2019-12-31"), event="", place=yen_my)
    assert len(happenings("established")) == 2
    done = divide(organisation_id=old, successors=[east, west], on=ON, paper=PAPER, by=None)
    assert set(done.organisations) == {old, east, west}
    assert sides(old, east, west) == {(old, "divided", east), (west, "registered", old)}
    assert slice_on(east, date(2019, 6, 5)).begins_by == "reorganised", "its own day stays"
    assert slice_on(west, ON.earliest).begins_by == "reorganised"
    assert len(happenings("established")) == 1
    withdraw_event(key=done.keys[0], by=None, seen=None, reason="nhầm")
    assert now_of(old) is not None
    assert slice_on(east, date(2019, 6, 5)).begins_by == "entered", "its founding stands as before"
    assert slice_on(west, date(2019, 12, 31)).begins_by == "observed"


def test_one_that_was_there_before_goes_on(today, yen_my):
    a, b = enter("HTX Một", place=yen_my), enter("HTX Hai", place=yen_my)
    firm = enter("Công ty Ba", kind="enterprise", event="founded", on=day("2017"), place=yen_my)
    convert(organisation_id=a, successor=firm, on=ON, by=None)
    assert sides(a, firm) == {(a, "converted", firm), (firm, "change_registered", a)}
    assert happenings("converted") == [("enterprise", a)]
    with pytest.raises(NotNow, match="không cùng loại"):
        divide(organisation_id=b, successors=[firm, newborn("HTX Bốn", yen_my)], on=ON, by=None)
    with pytest.raises(NotNow, match="phải khác"):
        separate(organisation_id=b, successors=[b], on=ON, by=None)


def test_a_group_converts_into_a_coop_that_stands(today, yen_my):
    group = enter("THT Nấm", kind="group", on=day("2017-08-01"), event="certified", place=yen_my)
    coop = enter("HTX Nấm", on=ON, place=yen_my)
    convert_group(group_id=group, cooperative=coop, on=ON, by=None)
    assert now_of(group) is None
    assert happenings("converted") == [("coop", group)]
    assert ("converted_from_group", coop) in happenings("established")
    other = enter("THT Rau", kind="group", on=day("2017-08-01"), event="certified", place=yen_my)
    third = enter("THT Hoa", kind="group", on=ON, event="certified", place=yen_my)
    with pytest.raises(NotNow, match="thành hợp tác xã"):
        convert_group(group_id=other, cooperative=third, on=ON, by=None)
