"""The table of moves against the law: every pair of event and status is known, or refused with a sentence."""

from datetime import date
from functools import cache

import pytest

from nongcot.basis import rules
from nongcot.basis.rules import Held
from nongcot.kernel.dates import PartialDate
from nongcot.registry import lifecycle, lives
from nongcot.registry.facts import EventFact, Facts
from nongcot.registry.law import Law
from nongcot.registry.lives import Life
from nongcot.registry.outcomes import NotNow
from nongcot.registry.vocabulary import EventKind, Kind, LegalStatus

DAY = PartialDate.day(date(2019, 6, 1))

# Decree 92/2024/NĐ-CP a.27–28, a.47–64, as the brief tells them; "" is not being there yet.
LAW = {
    "": "registered notified certified founded",
    "active": "registered notified certified founded suspended ordered_stop not_at_address revoked_tax revoked "
    "dissolution_resolved bankruptcy_opened ending ended divided consolidated merged_into converted",
    "suspended": "suspended resumed revoked_tax revoked dissolution_resolved bankruptcy_opened ending",
    "not_at_address": "found_at_address revoked_tax revoked dissolution_resolved",
    "revoked_tax": "revocation_undone",
    "dissolving_or_reorganising": "revocation_undone dissolution_cancelled dissolved divided consolidated "
    "merged_into converted",
    "bankruptcy_open": "bankrupt",
    "ending": "ended",
    "ended": "",
}
# Which events bring an organisation there, for the test to begin from.
WAYS = {
    "": (),
    "active": ("founded",),
    "suspended": ("founded", "suspended"),
    "not_at_address": ("founded", "not_at_address"),
    "revoked_tax": ("founded", "revoked_tax"),
    "dissolving_or_reorganising": ("founded", "dissolution_resolved"),
    "bankruptcy_open": ("founded", "bankruptcy_opened"),
    "ending": ("founded", "ending"),
    "ended": ("founded", "ended"),
}
MOVING = set(lifecycle.TARGET) | set(lifecycle.BIRTHS)

ONLY_GROUPS = {"notified", "certified", "ending"}
NEVER_GROUPS = {
    "dissolved", "dissolution_resolved", "dissolution_cancelled", "bankruptcy_opened", "bankrupt", "divided",
    "separated", "consolidated", "merged_into", "joined_union", "left_union", "grew_out_of", "charter_conformed",
    "reregistered", "awaiting_dissolution", "founding_meeting",
}  # fmt: skip


@cache
def law() -> Law:
    def held(code: str) -> list[Held]:
        return [
            Held(r["valid_from"], r["valid_to"], r["parameters"], r["legal_basis"], r["verified"])
            for r in rules.carried()
            if r["code"] == code
        ]

    return Law(
        tuple(held("cooperative_law")), held("statistical_status")[-1].parameters, date(2019, 11, 25),
        tuple(held("size_class")),
    )  # fmt: skip


def life(kind: str, status: str) -> Life:
    """An organisation of that kind that reached the status in 2018."""
    facts = Facts(1, statements=[(date(2018, 1, 1), 1, {"kind": kind, "name": "HTX A"})])
    for month, event in enumerate(WAYS[status], start=1):
        facts.events.append(EventFact(event, date(2018, month, 1), date(2018, month, 1), 1, None, {}))
    return Life(facts, law())


@pytest.mark.parametrize("status", ["", *LegalStatus.values])
@pytest.mark.parametrize("kind", Kind.values)
def test_every_pair_of_event_and_status_is_in_the_table_or_refused(kind, status):
    organisation = life(kind, status)
    assert organisation.legal_status(date(2019, 6, 1)) == status
    for event in EventKind.values:
        known = event in LAW[status].split() if event in MOVING else status not in ("", "ended")
        known |= event == "founding_meeting" and status == ""
        if kind == "group":
            fits = event not in NEVER_GROUPS
        else:
            fits = event not in ONLY_GROUPS and lifecycle.fits(event, kind)
        if known and fits:
            lives.require_move(organisation, event, DAY)
            continue
        with pytest.raises(NotNow) as refusal:
            lives.require_move(organisation, event, DAY)
        assert len(str(refusal.value)) > 20
        if fits:
            lives.require_move(organisation, event, DAY, steps_missing=True)


def test_coops_do_not_end_as_groups_do():
    for kind in ("coop", "union", "credit_fund"):
        for event in ("ending", "ended", "notified", "certified"):
            assert not lifecycle.fits(event, kind)
    assert all(lifecycle.fits("ended", kind) for kind in ("group", "enterprise", "household", "farm", "other"))


def test_choices_are_the_allowed_events():
    for status in ("", *LegalStatus.values):
        assert lifecycle.choices(status) == [e for e in EventKind.values if lifecycle.allowed(e, status)]


def test_every_move_leads_to_a_status_of_the_list():
    assert set(lifecycle.TARGET.values()) <= set(LegalStatus.values)
    assert {event for event, _before in lifecycle.MOVES} == MOVING


@pytest.mark.parametrize(("before", "allowed"), [("", True), ("active", True), ("ended", False)])
def test_founders_meet_before_the_organisation_is_there(before, allowed):
    """Law 17/2023/QH15 a.39: the meeting comes before filing; lists tell of it later."""
    assert lifecycle.allowed(EventKind.FOUNDING_MEETING, before) == allowed
    assert lifecycle.fits(EventKind.FOUNDING_MEETING, Kind.UNION)
    assert not lifecycle.fits(EventKind.FOUNDING_MEETING, Kind.GROUP)
