"""Points to stars: the golden cases of each regime."""

from fractions import Fraction

import pytest

from nongcot.ocop import criteria, points, regimes, scoring
from nongcot.ocop.terms import Term
from nongcot.ocop.vocabulary import Regime


def best(regime: str, set_code: str, **lowered: int) -> tuple[criteria.Sheet, dict[str, int]]:
    """A sheet with every criterion at its most, but for those lowered."""
    sheet = criteria.carried(regime)[set_code]
    given = {criterion.code: max(o.points for o in criterion.options) for criterion in sheet.scored}
    return sheet, given | {code.removeprefix("c").replace("_", "."): value for code, value in lowered.items()}


def bands(regime: str) -> scoring.Bands:
    found = regimes.bands(regime)
    assert found is not None
    return found[0]


# The six vectors of Decision 26/2026/QĐ-TTg: set, what is lowered, total, band, gate limit, stars.
VECTORS = [
    ("QD26-09", {}, 100, 5, 5, 5),
    ("QD26-09", {"c1_4": 2}, 99, 5, 4, 4),
    ("QD26-09", {"c3_5": 1}, 98, 5, 3, 3),
    ("QD26-09", {"c5_3": 0}, 95, 5, None, None),
    ("QD26-03", {"c1_5": 1}, 98, 5, 3, 3),
    ("QD26-26", {"c3_4": 1}, 98, 5, 3, 3),
]


@pytest.mark.parametrize(("set_code", "lowered", "total", "band", "limit", "star"), VECTORS)
def test_stars_are_the_lesser_of_band_and_gate(ledger, set_code, lowered, total, band, limit, star):
    sheet, given = best(Regime.QD26, set_code, **lowered)
    found = scoring.outcome(sheet, [given], bands(Regime.QD26))
    assert (found.total, found.band, found.limit, found.star) == (total, band, limit, star)


@pytest.mark.parametrize("regime", [Regime.QD1048, Regime.QD148, Regime.QD26])
@pytest.mark.parametrize(
    ("total", "star"),
    [("69.9", 3), ("70", 4), ("89.99", 4), ("90", 5), ("50", 3), ("49.9", 2), ("30", 2), ("29.9", 1), ("0", 1),
     ("100", 5), ("209/3", 3), ("69.99999999", 3)],
)  # fmt: skip
def test_bands_are_half_open_and_nothing_is_rounded_before(ledger, regime, total, star):
    assert scoring.band(Fraction(total), bands(regime)) == star


def test_a_mean_of_members_keeps_its_decimals(ledger):
    sheet, given = best(Regime.QD1048, "QD1048-01")
    first = given | {"1.1": given["1.1"] - 1}
    found = scoring.outcome(sheet, [given, first, first], bands(Regime.QD1048), agreed=given)
    assert found.total == Fraction(298, 3)
    assert points.shown(found.total) == "99,33"
    assert points.read(points.kept(found.total)) == found.total


def test_decimals_are_never_shown_rounded_up():
    assert points.shown(Fraction("69.999")) == "69,99"
    assert points.shown(Fraction(70)) == "70"
    assert points.shown(None) == ""


def test_a_disqualifier_leaves_nothing_to_score(ledger):
    sheet, given = best(Regime.QD26, "QD26-09")
    found = scoring.outcome(sheet, [given], bands(Regime.QD26), stops=["FORGED_DOSSIER"])
    assert (found.stopped, found.total, found.star) == (True, None, None)


def test_below_three_stars_the_gates_ask_for_nothing(ledger):
    sheet, given = best(Regime.QD26, "QD26-09")
    low = dict.fromkeys(given, 0) | {"1.1": 5, "6.1": 2, "4.1": 5, "4.3": 5, "5.1": 5, "7": 5, "8": 5}
    found = scoring.outcome(sheet, [low], bands(Regime.QD26))
    assert (found.total, found.band, found.limit, found.star) == (32, 2, None, 2)


def test_several_sheets_need_agreed_options_for_the_gates(ledger):
    sheet, given = best(Regime.QD26, "QD26-09")
    with pytest.raises(ValueError, match="agreed"):
        scoring.outcome(sheet, [given, given], bands(Regime.QD26))
    with pytest.raises(ValueError, match="nothing"):
        scoring.outcome(sheet, [], bands(Regime.QD26))


def test_the_gate_reads_the_agreed_option_and_the_mean_every_sheet(ledger):
    sheet, given = best(Regime.QD26, "QD26-09")
    lower = given | {"1.4": 2}
    found = scoring.outcome(sheet, [given, lower], bands(Regime.QD26), agreed=lower)
    assert (found.total, found.star) == (Fraction("99.5"), 4)
    assert scoring.outcome(sheet, [given, lower], bands(Regime.QD26), agreed=given).star == 5


def test_under_1048_no_gate_is_known_and_the_band_decides(ledger):
    sheet, given = best(Regime.QD1048, "QD1048-01")
    assert (sheet.most, sheet.parts, sheet.gates, sheet.verified) == (100, {"A": 35, "B": 25, "C": 40}, {}, True)
    found = scoring.outcome(sheet, [given | {"1.1": 0}], bands(Regime.QD1048))
    assert (found.total, found.limit, found.star, found.gated) == (97, None, 5, False)


def test_an_old_sheet_gives_the_old_stars(ledger):
    """The same shortfall is three stars under 26/2026 and five under 1048: a result keeps its regime."""
    old, given_then = best(Regime.QD1048, "QD1048-10")
    new, given_now = best(Regime.QD26, "QD26-09", c3_5=1)
    assert scoring.outcome(old, [given_then], bands(Regime.QD1048)).star == 5
    assert scoring.outcome(new, [given_now], bands(Regime.QD26)).star == 3


def test_what_nobody_knows_of_148_stays_unknown(ledger):
    sheets = criteria.carried(Regime.QD148)
    assert len(sheets) == 26
    assert not any(sheet.is_known or sheet.verified for sheet in sheets.values())
    _bands, rule = regimes.bands(Regime.QD148)  # type: ignore[misc]  # it is there
    assert not rule.verified
    assert regimes.bands(Regime.QD26)[1].verified  # type: ignore[index]
    assert regimes.bands(Regime.QD1048)[1].verified  # type: ignore[index]
    assert regimes.get(Regime.QD148).parts == {"A": 40, "B": 25, "C": 35}
    assert [regimes.term(Term.GATES, regime) for regime in (Regime.QD1048, Regime.QD148)] == [None, None]
    assert regimes.term(Term.GATES, Regime.QD26).parameters["gates"] is True  # type: ignore[union-attr]


def test_the_carried_sheets_add_up_or_are_known_not_to():
    whole = {code for regime in Regime.values for code, s in criteria.carried(regime).items() if s.is_whole}
    partial = {s.code: s.most for s in criteria.carried(Regime.QD1048).values() if not s.is_whole}
    assert partial == {"QD1048-03": 0, "QD1048-10": 98, "QD1048-16": 98, "QD1048-19": 98}
    assert {f"QD26-{n:02}" for n in range(1, 27)} <= whole
    for regime in Regime.values:
        for sheet in criteria.carried(regime).values():
            assert len(sheet.by_code) == len(sheet.criteria)
            assert all(max(o.points for o in c.options) == c.most for c in sheet.scored)
    assert sum(len(s.criteria) for s in criteria.carried(Regime.QD26).values()) == 943
