"""The checklist for international fairs: any of, none of, stars, and what holds together on which day."""

from datetime import date

import pytest

from nongcot.basis.rules import Held
from nongcot.kernel.dates import FAR
from nongcot.trade.checklist import Proof, fit_times, judge

ITEMS = [
    {"code": "operating", "level": "must", "operating": True},
    {"code": "safety", "level": "must", "any_of": ["haccp", "iso22000"]},
    {"code": "clean", "level": "must", "none_of": ["open_violation"]},
    {"code": "ocop", "level": "should", "any_of": ["ocop"], "stars": 4},
]


def proof(kind: str, since: int = 2020, until: int = 2024, **more) -> Proof:
    return Proof(kind, date(since, 1, 1), date(until, 1, 1), **more)


def rule(since: date, until: date, items=ITEMS) -> Held:
    return Held(since, until, {"items": items}, "Quyết định", False)


@pytest.mark.parametrize(
    ("proofs", "fit", "missing"),
    [
        ([proof("haccp")], True, []),
        ([proof("iso22000")], True, []),
        ([], False, ["safety"]),
        ([proof("vietgap")], False, ["safety"]),
        ([proof("haccp"), proof("open_violation")], False, ["clean"]),
    ],
)
def test_what_must_be_decides(proofs, fit, missing):
    verdict = judge(ITEMS, proofs)
    assert (verdict.fit, [line.code for line in verdict.missing]) == (fit, missing)


def test_what_stands_still_is_not_fit():
    assert not judge(ITEMS, [proof("haccp")], operating=False).fit


def test_what_should_be_is_told_and_does_not_decide():
    few, enough = judge(ITEMS, [proof("haccp"), proof("ocop", stars=3)]), judge(ITEMS, [proof("ocop", stars=4)])
    assert few.fit
    assert [line.met for line in few.lines if line.code == "ocop"] == [False]
    assert [line.met for line in enough.lines if line.code == "ocop"] == [True]


def test_one_certificate_may_follow_another_and_the_gap_is_seen():
    first, second = proof("haccp", 2020, 2021), proof("iso22000", 2022, 2023)
    [one, two] = fit_times([rule(date(1900, 1, 1), FAR)], [first, second])
    assert (one.valid_from, one.valid_to, one.kinds) == (date(2020, 1, 1), date(2021, 1, 1), {"haccp"})
    assert (two.valid_from, two.valid_to) == (date(2022, 1, 1), date(2023, 1, 1))


def test_a_changed_checklist_is_a_cause_of_its_own():
    strict = [*ITEMS, {"code": "gtin", "level": "must", "any_of": ["gtin"]}]
    rules = [rule(date(1900, 1, 1), date(2022, 1, 1)), rule(date(2022, 1, 1), FAR, strict)]
    [fit] = fit_times(rules, [proof("haccp")])
    assert (fit.valid_to, fit.begins_by, fit.ends_by) == (date(2022, 1, 1), "entered", "changed")


def test_a_proof_holds_when_it_holds_on_every_day_of_the_event():
    certificate = proof("haccp", 2020, 2021)
    assert certificate.holds(date(2020, 12, 30), date(2020, 12, 31))
    assert not certificate.holds(date(2020, 12, 31), date(2021, 1, 1))
