"""The road of a workbook into the book and out again, on real databases."""

from datetime import date
from pathlib import Path

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Posting, Rollup, Span
from nongcot.indicators.reconcile import reconcile
from nongcot.intake import actions, files, matching
from nongcot.intake.models import Batch, Decision
from nongcot.intake.proposals import CHANGE, CREATE, DUPLICATE, UNCHANGED, Scope
from nongcot.intake.tests.conftest import HEADING, ON, ROWS
from nongcot.places import geography
from nongcot.registry.models import LifeEvent, Profile, Statement
from nongcot.registry.outcomes import NotNow
from nongcot.sheets import SheetRefused


def operating(on=ON, **more) -> int:
    return figure("operating_cooperatives", on=on, **more).value


def counts(proposal) -> dict[str, int]:
    return {name: proposal.count(name) for name in (CREATE, CHANGE, UNCHANGED, DUPLICATE)}


def stored() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Posting, Span, Rollup, Statement, LifeEvent, Profile))


def test_a_preview_tells_the_figures_and_writes_nothing(ledger, send):
    batch, before = send(), stored()
    proposal = actions.preview(batch)
    assert counts(proposal) == {CREATE: 3, CHANGE: 0, UNCHANGED: 0, DUPLICATE: 0}
    effect = {e.code: (e.before, e.after) for e in proposal.effect}
    assert effect["operating_cooperatives"] == (0, 2)
    assert effect["inactive_cooperatives"] == (0, 1)
    assert effect["cooperative_members"] == (0, 41)
    assert stored() == before


def test_what_the_preview_said_is_what_applying_gives(ledger, send):
    batch = send()
    proposal = actions.preview(batch)
    done = actions.apply(batch=batch, by=None, seen=proposal)
    assert done.posting == newest()
    for effect in proposal.effect:
        kind = figure(effect.code, on=ON).value if effect.code != "established_cooperatives" else effect.after
        assert kind == effect.after, effect.code
    assert reconcile().sound
    assert not files.workbook(batch).exists()


def test_a_founding_day_is_an_entry_and_none_is_an_observation(ledger, send):
    actions.apply(batch=send(), by=None)
    moved = figure("cooperatives", period=(date(2015, 1, 1), ON)).movement
    assert moved.inflow == {"entered": 2, "observed": 1}


def test_the_same_file_again_writes_nothing(ledger, send):
    actions.apply(batch=send(), by=None)
    before = stored()
    again = send()
    assert counts(actions.preview(again)) == {CREATE: 0, CHANGE: 0, UNCHANGED: 3, DUPLICATE: 0}
    assert actions.apply(batch=again, by=None).posting == 0
    assert stored() == before


def test_an_edited_file_changes_only_the_edited_cell(ledger, send):
    actions.apply(batch=send(), by=None)
    rows = [list(row) for row in ROWS]
    rows[1][6] = 11
    batch = send(rows, on=date(2020, 1, 10))
    proposal = actions.preview(batch)
    [changed] = [row for row in proposal.rows if row.action == CHANGE]
    assert [(c.field, c.before, c.after) for c in changed.difference.changes] == [("members", 9, 11)]


def test_undo_restores_every_figure_and_knowing_then_stays(ledger, send):
    actions.apply(batch=send(ROWS[:1]), by=None)
    before = operating()
    done = actions.apply(batch=send(ROWS[1:], name="more.xlsx"), by=None)
    assert operating() == before + 1
    withdrawn = actions.undo(posting_n=done.posting, by=None)
    assert operating() == before
    assert operating(known_at=done.posting) == before + 1
    assert withdrawn.remains.kept == ()
    assert reconcile().sound


def test_undo_keeps_what_a_later_list_says_too(ledger, send):
    first = actions.apply(batch=send(ROWS[:2]), by=None)
    actions.apply(batch=send(ROWS, name="second.xlsx", on=date(2020, 1, 10)), by=None)
    withdrawn = actions.undo(posting_n=first.posting, by=None)
    still = Profile.objects.filter(retracted=None).values_list("organisation_id", flat=True)
    assert sorted(withdrawn.said_again) == sorted(set(still) - {max(still)})
    assert operating(date(2020, 1, 10)) == 2
    assert reconcile().sound


def test_a_batch_is_undone_once(ledger, send):
    done = actions.apply(batch=send(), by=None)
    actions.undo(posting_n=done.posting, by=None)
    with pytest.raises(NotNow):
        actions.undo(posting_n=done.posting, by=None)


def test_a_worse_name_does_not_overwrite_a_better_one(ledger, send):
    actions.apply(batch=send(), by=None)
    row = (1, "HTX DVNN HUONG QUE", "Yên Lương", "Ý Yên", "", "03/04/2018", 20, 500, "Đang hoạt động")
    proposal = actions.preview(send([row], name="worse.xlsx", on=date(2020, 1, 10)))
    assert proposal.rows[0].action == UNCHANGED
    assert [kept.field for kept in proposal.rows[0].difference.kept] == ["name"]


def test_a_likely_duplicate_waits_and_the_answer_is_remembered(ledger, send):
    actions.apply(batch=send(), by=None)
    row = (1, "HTX Cơ khí và xây dựng Sông Xanh", "Yên Lương", "Ý Yên", "", "", 9, "", "Đang hoạt động")
    batch = send([row], name="alike.xlsx")
    [proposed] = actions.preview(batch).rows
    assert proposed.action == DUPLICATE
    key, place = matching.decision_key(proposed.candidate, geography.mapping(ON))
    actions.decide_duplicate(
        batch=batch, row="DS#3", place=place, key=key,
        organisation_id=proposed.pairs[0].organisation_id, same=True, by=None,
    )  # fmt: skip
    assert actions.preview(batch).rows[0].organisation_id == proposed.pairs[0].organisation_id
    assert actions.preview(send([row], name="next.xlsx")).rows[0].action != DUPLICATE
    assert Decision.objects.get().same is True


def test_a_whole_list_names_who_is_absent_and_changes_nobody(ledger, send):
    actions.apply(batch=send(), by=None)
    batch = send(ROWS[:1], name="whole.xlsx", scope=Scope("coop", "360"))
    proposal = actions.preview(batch)
    assert [absent.name for absent in proposal.absent] == ["HTX Cơ khí Sông Xanh"]
    before = operating()
    actions.apply(batch=batch, by=None)
    assert operating() == before


def test_a_doubtful_cell_stays_out_and_its_row_goes_in(ledger, send):
    rows = [(1, "HTX Hạnh Phúc", "Yên Lương", "Ý Yên", "", "31/02/2018", "hai mươi", 500, "Đang hoạt động")]
    batch = send(rows)
    understood = actions.read(batch)
    assert {doubt.cell for doubt in understood.doubts} >= {"F3", "G3"}
    actions.apply(batch=batch, by=None)
    [profile] = Profile.objects.filter(retracted=None)
    assert (profile.members, profile.charter_capital, profile.begins_by) == (None, 500_000_000, "observed")


def test_two_rows_of_one_organisation_that_differ_take_the_first(ledger, send):
    other = (4, ROWS[1][1], "Yên Lương", "Ý Yên", "", "2017", 10, 1200, "Đang hoạt động")
    actions.apply(batch=send([*ROWS, other]), by=None)
    found = Profile.objects.filter(retracted=None, name=ROWS[1][1]).order_by("valid_from").last()
    assert found.members == 9


def test_a_change_made_since_the_preview_holds_the_row_back(ledger, send):
    actions.apply(batch=send(), by=None)
    rows = [list(row) for row in ROWS]
    rows[0][6] = 25
    batch = send(rows, name="later.xlsx", on=date(2020, 1, 10))
    seen = actions.preview(batch)
    rows[0][6] = 30
    actions.apply(batch=send(rows, name="between.xlsx", on=date(2020, 1, 10)), by=None)
    done = actions.apply(batch=batch, by=None, seen=seen)
    assert done.held_back == (("DS", 3),)


@pytest.mark.parametrize("content", [b"not a workbook at all \x00\x01", b""])
def test_what_is_no_workbook_is_refused_and_not_kept(ledger, tmp_path, content, settings):
    path = Path(tmp_path / "x.xlsx")
    path.write_bytes(content)
    with pytest.raises(SheetRefused):
        actions.receive(source=path, name="x.xlsx", on=ON, by=None)
    assert not Batch.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()


def test_refused_columns_never_reach_the_database(ledger, send):
    secret = "036085001234"
    heading = (*HEADING, "Số CCCD", "Dân tộc")
    actions.apply(batch=send([(*ROWS[0], secret, "Mường-bí-mật")], heading=heading), by=None)
    for model in (Statement, LifeEvent, Profile, Batch, Decision, Posting):
        for row in model.objects.values():
            assert secret not in str(row)
            assert "Mường-bí-mật" not in str(row)
