"""A dossier from draft to recognition, and what is refused or asked to be confirmed on its way."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators.figures import figure
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.ocop import acts, stages
from nongcot.ocop.actions import dossiers, evidence, history, readings, results, revocations, steps
from nongcot.ocop.actions.about import Paper, Points
from nongcot.ocop.actions.history import Past
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.models import Dossier, Recognition
from nongcot.ocop.tests.telling import ANYWAY, day, dossier, product, recognised
from nongcot.registry import keyed
from nongcot.registry.actions import certificates, events
from nongcot.registry.actions.undoing import undo
from nongcot.registry.cautions import ALL
from nongcot.registry.models import Certificate
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests.book import enter, written

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("ledger", "today")]

TODAY = date(2026, 6, 15)
ALL_MET = dict.fromkeys(("ORIGIN_LOCAL_MATERIAL", "LOCAL_LABOUR", "PRODUCT_IDEA_ORIGIN", "LOCAL_IDENTITY"), True)


def stage(key: str) -> str:
    return str(stages.of([keyed.standing(Dossier, key)])[key].stage)


def count(code: str, on: date = TODAY, **more) -> object:
    return figure(code, on=on, **more).value


def test_from_draft_to_a_certificate_in_the_register(yen_my):
    gao = product(place=yen_my)
    key = dossiers.open_dossier(
        product_id=gao, kind="first", regime="QD26-2026", set_code="QD26-03", opened_on=date(2026, 5, 25), by=None
    ).keys[0]
    assert stage(key) == "draft"
    dossiers.file_dossier(key=key, filed=day("2026-05-30"), place=None, by=None, seen=None)
    assert stage(key) == "filed"
    steps.record_commune_check(dossier=key, day=date(2026, 6, 5), contents=ALL_MET, by=None, seen=None)
    assert stage(key) == "commune_checked"
    found = Found(
        "province", day("2026-06-10"), 4, Points(Fraction("71.5"), Fraction(30), Fraction("16.5"), Fraction(25))
    )
    results.record_result(dossier=key, found=found, by=None, seen=None)
    assert stage(key) == "assessed"
    given = Given("province", day("2026-06-12"), 4, Paper("12/QĐ-UBND", "UBND tỉnh"))
    n = results.recognise(dossier=key, given=given, by=None, seen=None).n
    assert stage(key) == "recognised"
    certificate = Certificate.objects.get(scheme="ocop")
    assert (certificate.posted, certificate.stars, certificate.product_id) == (n, 4, gao)
    assert (certificate.number, certificate.valid_to) == ("12/QĐ-UBND", date(2029, 6, 12))
    assert count("cooperative_ocop_products", cells={"star": "4"}) == 1
    undo(n=n, by=None, reason="nhầm")
    assert (stage(key), count("ocop_products")) == ("assessed", 0)
    assert reconcile().sound


def test_a_potential_five_star_waits_beside_its_certificate(yen_my):
    key = dossier(product(place=yen_my), filed="2026-05-30")
    found = Found("province", day("2026-06-01"), 5, Points(Fraction("91.2")), pending=True)
    results.record_result(dossier=key, found=found, by=None, seen=None)
    given = Given("province", day("2026-06-02"), 4)
    results.recognise(dossier=key, given=given, by=None, seen=None)
    assert stage(key) == "pending_five"
    assert (count("potential_five_star_products"), count("ocop_products", cells={"star": "4"})) == (1, 1)
    found = Found("central", day("2026-06-10"), 5, Points(Fraction(92)))
    results.record_result(dossier=key, found=found, by=None, seen=None)
    results.recognise(dossier=key, given=Given("central", day("2026-06-11"), 5), by=None, seen=None)
    assert stage(key) == "recognised"
    assert (count("potential_five_star_products"), count("ocop_products", cells={"star": "5"})) == (0, 1)
    assert count("ocop_products") == count("ocop_products_ever_recognised") == 1


def test_a_province_may_read_a_potential_five_star_as_five(yen_my):
    key = dossier(product(place=yen_my), filed="2026-05-30")
    found = Found("province", day("2026-06-01"), 5, Points(Fraction("91.2")), pending=True)
    results.record_result(dossier=key, found=found, by=None, seen=None)
    n = results.recognise(dossier=key, given=Given("province", day("2026-06-02"), 4), by=None, seen=None).n
    told = {"since": date(2026, 6, 10), "document": "Công văn 5/SNNMT", "by": None}
    readings.choose_potential(counts_as="five", **told)
    stars = [count("ocop_products", date(2026, 6, on), cells={"star": "5"}) for on in (9, 10)]
    assert (stars, count("ocop_products", cells={"star": "5"}, known_at=n)) == ([0, 1], 0)
    with pytest.raises(NotNow):
        readings.choose_potential(counts_as="certificate", **told)
    assert reconcile().sound


def test_only_new_products_raise_the_cumulative_count(yen_my):
    """251 + 78 new of 91 recognised = 329: upgrades move stars, re-evaluations change nothing, expiry subtracts
    nothing."""
    coop = enter(place=yen_my)
    first, second, third = (product(name, of=coop) for name in ("Gạo", "Miến", "Mật ong"))
    recognised(first, "2020-06-29")
    recognised(second, "2020-06-29")
    recognised(first, "2022-12-27", 4, kind="upgrade")
    recognised(second, "2022-12-27", kind="re_evaluation")
    recognised(third, "2022-12-27")
    year = (date(2022, 1, 1), date(2022, 12, 31))
    assert figure("ocop_recognitions", period=year).value == 3
    assert (
        figure("new_ocop_products", period=year).value
        == figure("new_cooperative_ocop_products", period=year).value
        == 1
    )
    kinds = figure("ocop_recognitions", period=year, by="dossier_kind").breakdown
    assert {part.key: part.value for part in kinds} == {"first": 1, "upgrade": 1, "re_evaluation": 1}
    ever = figure("ocop_products_ever_recognised", on=TODAY, by="star").breakdown
    assert {part.key: part.value for part in ever} == {"3": 2, "4": 1}
    assert count("ocop_products") == 0
    assert count("ocop_products", date(2023, 1, 1)) == 3
    moved = figure("ocop_products_ever_recognised", period=year, by="star").movements
    three = next(m.movement for m in moved if m.key == "3")
    assert (three.opening, three.inflow["entered"], three.outflow["changed"], three.closing) == (2, 1, 1, 2)


def test_a_product_of_a_dissolved_coop_stays_in_the_cumulative_count_alone(yen_my):
    coop = enter(place=yen_my)
    recognised(product(of=coop), "2025-01-10")
    events.record_event(
        organisation_id=coop, kind="dissolved", on=day("2026-01-01"), by=None, steps_missing=True, confirmed=ALL
    )
    assert (count("ocop_products"), count("ocop_producers"), count("ocop_products_ever_recognised")) == (0, 0, 1)


def test_all_kinds_of_producers(yen_my):
    births = (("coop", "registered"), ("union", "registered"), ("group", "notified"), ("enterprise", "founded"),
              ("household", "founded"))  # fmt: skip
    for kind, event in births:
        recognised(
            product(of=enter(f"Chủ thể {kind}", kind=kind, event=event, place=yen_my, on=day("2020-01-06"))),
            "2025-03-03",
        )
    by = {part.key: part.value for part in figure("ocop_producers", on=TODAY, by="producer_kind").breakdown}
    assert by == {"coop_or_union": 2, "group": 1, "enterprise": 1, "household": 1}
    assert count("cooperative_ocop_products") == 2
    assert (count("cooperatives_with_ocop_products"), count("organisations_with_ocop_products")) == (1, 3)


def test_a_revoked_certificate_ends_and_its_recognition_stays(yen_my):
    recognition = recognised(product(place=yen_my), "2025-01-10")
    told = {"day": date(2026, 2, 1), "ground": "LOGO_MISUSE", "by": None, "seen": None}
    with pytest.raises(ValidationError, match="thời hạn"):
        revocations.revoke(recognition=recognition, **told | {"day": date(2030, 1, 1)})
    revocations.revoke(recognition=recognition, **told)
    assert (count("ocop_products", date(2026, 1, 31)), count("ocop_products", date(2026, 2, 1))) == (1, 0)
    moved = figure("ocop_products", period=(date(2026, 1, 1), date(2026, 3, 1))).movement
    assert moved.outflow["left"] == 1
    with pytest.raises(NotNow, match="đã bị thu hồi ngày 01/02/2026"):
        revocations.revoke(recognition=recognition, **told)


def test_a_certificate_of_the_register_alone_counts_as_a_recognition(yen_my):
    coop = enter(place=yen_my)
    gao = product(of=coop)
    certificates.add_certificate(
        organisation_id=coop, product_id=gao, scheme="ocop", stars=3, issued=day("2025-05-05"), by=None
    )
    assert count("ocop_products", cells={"regime": "unknown"}) == 1
    assert figure("new_ocop_products", period=(date(2025, 1, 1), date(2025, 12, 31))).value == 1


def test_a_returned_dossier_can_be_followed_by_another(yen_my):
    gao = product(place=yen_my)
    key = dossier(gao)
    with pytest.raises(NotNow, match="chưa xong"):
        dossier(gao)
    steps.return_dossier(dossier=key, day=date(2026, 6, 9), reasons="Thiếu tự công bố", by=None, seen=None)
    assert stage(key) == "returned"
    assert stage(dossier(gao, filed="2026-06-10")) == "filed"


def cautions(act) -> set[str]:
    with pytest.raises(ToConfirm) as asked:
        act()
    return {caution.code for caution in asked.value.cautions}


@pytest.fixture
def autumn(today) -> Iterator[None]:
    """A day on which one regime alone runs."""
    with clock.at(date(2026, 9, 30)):
        yield


def test_what_is_unusual_is_asked_and_never_blocked(yen_my, autumn):
    gao = product(place=yen_my)
    old = {"regime": "QD148-2023", "set_code": "QD148-03", "opened_on": date(2026, 8, 1)}
    assert cautions(lambda: dossiers.open_dossier(product_id=gao, kind="upgrade", by=None, **old)) == {"kind", "regime"}
    key = dossier(gao, filed="2026-05-02", regime="QD148-2023", set_code="QD148-03", opened_on=date(2026, 5, 1))
    points = Points(Fraction("69.9"), Fraction(30), Fraction(20), Fraction(20))
    found = Found("province", day("2026-07-30"), 4, points)
    told = {"dossier": key, "by": None, "seen": None}
    assert cautions(lambda: results.record_result(found=found, **told)) == {"parts", "band", "transition"}
    given = Given("district", day("2026-06-02"), 3)
    assert cautions(lambda: results.recognise(given=given, **told)) == {"decider", "no_result"}
    results.record_result(found=found, confirmed=ANYWAY, **told)
    results.recognise(given=given, confirmed=ANYWAY, **told)
    assert stage(key) == "recognised"


def test_an_unverified_band_is_said_to_be_so(yen_my):
    key = dossier(product(place=yen_my), filed="2025-05-02", regime="QD148-2023", set_code="QD148-03",
                  opened_on=date(2025, 5, 1))  # fmt: skip
    found = Found("province", day("2025-06-30"), 5, Points(Fraction(60)))
    with pytest.raises(ToConfirm) as asked:
        results.record_result(dossier=key, found=found, by=None, seen=None)
    assert [(c.code, c.verified) for c in asked.value.cautions] == [("band", False)]


@pytest.mark.parametrize(
    ("found", "field"),
    [
        (Found("commune", day("2026-06-02"), 3), "level"),
        (Found("province", day("2026-06-02"), 6), "star"),
        (Found("province", day("2026-06-02"), 3, Points(Fraction(101))), "total"),
        (Found("province", day("2026-06-02"), 3, Points(a=Fraction(41))), "part_a"),
        (Found("central", day("2026-06-02"), 5, pending=True), "pending"),
        (Found("province", day("2026-06-02"), 3, paper=Paper("1", "CCCD 036088001234 của ông A")), "body"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_written(yen_my, found, field):
    key = dossier(product(place=yen_my))
    before = written()
    with pytest.raises(ValidationError) as refused:
        results.record_result(dossier=key, found=found, by=None, seen=None)
    assert list(refused.value.error_dict) == [field]
    assert written() == before


def test_stars_below_three_are_not_certified(yen_my):
    key = dossier(product(place=yen_my))
    with pytest.raises(ValidationError, match="3, 4, 5"):
        results.recognise(dossier=key, given=Given("province", day("2026-06-02"), 2), by=None, seen=None)


def test_the_second_of_two_editors_is_told(yen_my):
    key = dossier(product(place=yen_my), filed="")
    seen = keyed.standing(Dossier, key).posted
    dossiers.file_dossier(key=key, filed=day("2026-06-01"), by=None, seen=seen)
    with pytest.raises(ChangedSince):
        dossiers.file_dossier(key=key, filed=day("2026-06-02"), by=None, seen=seen)


def test_a_bulk_list_is_one_posting_and_all_or_nothing(yen_my):
    coop = enter(place=yen_my)
    mine = [product(f"Sản phẩm {n}", of=coop) for n in range(3)]
    given = Given("province", day("2022-12-27"), 3)
    done = history.enter_history(past=[Past(p, "first", given=given) for p in mine], by=None, source="Danh sách 2022")
    assert Recognition.objects.filter(posted=done.n).count() == 3
    before = written()
    with pytest.raises(NotNow):
        history.enter_history(past=[Past(mine[0], "first", given=given), Past(9999, "first")], by=None, source="sai")
    assert written() == before


def test_evidence_ends_and_comes_from_the_register(yen_my):
    coop = enter(place=yen_my)
    key = dossier(product(of=coop))
    scheme = {"scheme": "haccp", "issued": day("2025-01-01"), "valid_until": date(2026, 12, 31), "number": "H-1"}
    certificate = certificates.add_certificate(organisation_id=coop, by=None, **scheme).keys[0]
    evidence.attach_certificates(dossier=key, chosen=[("9", certificate)], by=None)
    [paper] = evidence.of_dossier(key)
    assert (paper.title, paper.reference, paper.valid_to) == ("HACCP", "H-1", date(2027, 1, 1))
    with pytest.raises(NotNow, match="Không có chứng nhận"):
        evidence.attach_certificates(dossier=key, chosen=[("9", certificate)], by=None)
    with pytest.raises(ValidationError):
        evidence.add_evidence(dossier=key, criterion="99.9", title="Giấy", by=None)
    evidence.withdraw_evidence(key=paper.key, by=None, seen=None)
    assert evidence.of_dossier(key) == []


def test_nothing_is_found_or_decided_before_a_dossier_was_filed(yen_my, autumn):
    key = dossier(product(place=yen_my), filed="2026-09-01", opened_on=date(2026, 8, 20))
    told = {"dossier": key, "by": None, "seen": None, "confirmed": ANYWAY}
    before = written()
    for act in (
        lambda: results.record_result(found=Found("province", day("2026-01-10"), 3), **told),
        lambda: results.recognise(given=Given("province", day("2026-02-10"), 3), **told),
    ):
        with pytest.raises(ValidationError, match="trước ngày nộp") as refused:
            act()
        assert list(refused.value.error_dict) == ["on"]
    with pytest.raises(ValidationError, match="trước ngày nộp"):
        steps.give_up_dossier(dossier=key, day=date(2026, 8, 31), by=None, seen=None)
    assert written() == before
    month = Found("province", PartialDate.month(2026, 9), 3)
    assert results.record_result(found=month, **told).n


def test_what_cannot_have_happened_yet_is_refused_at_its_day(yen_my):
    key = dossier(product(place=yen_my), filed="2026-06-01")
    told = {"dossier": key, "by": None, "seen": None}
    late, on = date(2026, 6, 16), day("2026-06-16")
    opening = {"kind": "first", "regime": "QD26-2026", "set_code": "QD26-09", "by": None, "confirmed": ANYWAY}
    past = Past(product("Mắm", place=yen_my), "first", given=Given("province", on, 3))
    before = written()
    for act, field in (
        (lambda: results.record_result(found=Found("province", on, 3), **told), "on"),
        (lambda: results.recognise(given=Given("province", on, 3), confirmed=ANYWAY, **told), "on"),
        (lambda: steps.record_commune_check(day=late, contents={}, confirmed=ANYWAY, **told), "day"),
        (lambda: steps.return_dossier(day=late, reasons="Thiếu", **told), "day"),
        (lambda: steps.give_up_dossier(day=late, **told), "day"),
        (
            lambda: evidence.add_evidence(dossier=key, criterion="1.1", title="Giấy", issued_on=late, by=None),
            "issued_on",
        ),
        (lambda: dossiers.open_dossier(product_id=past.product_id, opened_on=late, **opening), "opened_on"),
        (lambda: dossiers.open_dossier(product_id=past.product_id, opened_on=TODAY, filed=on, **opening), "filed"),
        (lambda: history.enter_history(past=[past], by=None, source="Danh sách"), "on"),
    ):
        with pytest.raises(ValidationError, match="chưa đến") as refused:
            act()
        assert list(refused.value.error_dict) == [field]
    assert written() == before


def test_a_dossier_was_not_filed_after_what_followed(yen_my):
    key = dossier(product(place=yen_my), filed="2026-06-01")
    results.record_result(dossier=key, found=Found("province", day("2026-06-10"), 3), by=None, seen=None)
    told = {"key": key, "kind": "first", "regime": "QD26-2026", "set_code": "QD26-09", "opened_on": date(2026, 5, 25)}
    for filed, why in ((day("2026-06-11"), "10/06/2026"), (None, "cần ngày nộp")):
        with pytest.raises(ValidationError, match=why):
            dossiers.change_dossier(filed=filed, by=None, seen=None, **told)
    assert dossiers.change_dossier(filed=day("2026-06-02"), by=None, seen=None, **told).n


def test_days_that_do_not_follow_each_other_are_asked_about(yen_my):
    early = dossier(product(place=yen_my), filed="2026-05-02", opened_on=date(2026, 5, 1))
    found = Found("province", day("2026-05-20"), 3)
    told = {"dossier": early, "by": None, "seen": None}
    assert cautions(lambda: results.record_result(found=found, **told)) == {"before_regime"}
    results.record_result(found=found, confirmed=ANYWAY, **told)
    given = Given("province", day("2026-05-19"), 3)
    assert cautions(lambda: results.recognise(given=given, **told)) == {"before_regime", "before_result"}


def test_a_result_of_the_centre_does_not_make_the_province_s_recognition_early(yen_my):
    key = dossier(product(place=yen_my), filed="2026-05-30")
    told = {"dossier": key, "by": None, "seen": None}
    results.record_result(found=Found("province", day("2026-06-01"), 5, Points(Fraction(91)), pending=True), **told)
    results.record_result(found=Found("central", day("2026-06-10"), 5, Points(Fraction(92))), **told)
    assert results.recognise(given=Given("province", day("2026-06-02"), 4), **told).n


def test_a_list_with_days_of_filing_is_asked_about_too(yen_my):
    gao = product(place=yen_my)
    told = {"kind": "first", "regime": "QD26-2026", "set_code": "QD26-03", "filed": day("2026-05-02")}
    found, given = Found("province", day("2026-05-20"), 3), Given("province", day("2026-05-10"), 3)

    def enter_it(**more):
        return history.enter_history(past=[Past(gao, **told | more)], by=None, source="Danh sách")

    assert cautions(lambda: enter_it(found=found, given=given)) == {"before_regime", "before_result"}
    with pytest.raises(ValidationError, match="trước ngày nộp"):
        enter_it(given=Given("province", day("2026-05-01"), 3))
    assert enter_it(given=given, filed=None).n


def offers(key: str) -> set[str]:
    return {act.code for act in acts.offered(stages.of([keyed.standing(Dossier, key)])[key])}


def test_what_is_missing_is_offered_wherever_a_dossier_stands(yen_my):
    key = dossier(product(place=yen_my))
    told = {"dossier": key, "by": None, "seen": None, "confirmed": ANYWAY}
    assert offers(key) >= {"commune_check", "result", "recognise"}
    wrong = results.record_result(found=Found("province", day("2026-06-10"), 4), **told).keys[0]
    assert "commune_check" in offers(key)
    assert "result" not in offers(key)
    results.recognise(given=Given("province", day("2026-06-12"), 3), **told)
    assert offers(key) & {"commune_check", "result", "recognise"} == {"commune_check"}
    results.withdraw_result(key=wrong, by=None, seen=None, reason="gõ nhầm")
    assert offers(key) & {"commune_check", "result", "recognise"} == {"commune_check", "result"}
    results.record_result(found=Found("province", day("2026-06-10"), 3), **told)
    steps.record_commune_check(**told | {"day": date(2026, 6, 5), "contents": ALL_MET})
    assert not offers(key) & {"commune_check", "result", "recognise"}


def test_a_check_that_no_rule_of_the_time_knew_is_not_asked_for_behind_it(yen_my):
    old = {"filed": "2021-06-01", "regime": "QD1048-2019", "set_code": "QD1048-03", "opened_on": date(2021, 5, 25)}
    key = dossier(product(place=yen_my), **old)
    results.record_result(
        dossier=key, found=Found("district", day("2021-06-10"), 3), by=None, seen=None, confirmed=ANYWAY
    )
    assert "commune_check" not in offers(key)


def test_a_returned_dossier_is_filed_again_with_all_that_it_holds(yen_my):
    gao = product(place=yen_my)
    key = dossier(gao)
    evidence.add_evidence(dossier=key, criterion="1.1", title="Giấy", by=None)
    told = {"dossier": key, "by": None, "seen": None}
    results.record_result(found=Found("province", day("2026-06-05"), 3), **told)
    again = told | {"day": date(2026, 6, 9), "remark": "Bổ sung tự công bố"}
    with pytest.raises(NotNow, match="không ở tình trạng bị trả lại"):
        steps.file_again(**again)
    steps.return_dossier(**told | {"day": date(2026, 6, 8), "reasons": "Thiếu tự công bố"})
    assert {"file_again", "add_evidence"} <= offers(key)
    with pytest.raises(ValidationError, match="trước ngày trả lại"):
        steps.file_again(**again | {"day": date(2026, 6, 7)})
    other = dossier(gao)
    with pytest.raises(NotNow, match="chưa xong"):
        steps.file_again(**again)
    dossiers.withdraw_dossier(key=other, by=None, seen=None, reason="nhầm")
    filed = {"period": (date(2026, 1, 1), TODAY)}
    before = figure("ocop_dossiers_filed", **filed).value
    n = steps.file_again(**again).n
    assert (stage(key), len(evidence.of_dossier(key))) == ("filed", 1)
    assert offers(key) >= {"commune_check", "result"}
    assert figure("ocop_dossiers_filed", **filed).value == before
    with pytest.raises(NotNow, match="chưa xong"):
        dossier(gao)
    results.record_result(found=Found("province", day("2026-06-12"), 4), **told)
    assert stage(key) == "assessed"
    undo(n=n, by=None, reason="nhầm")
    assert reconcile().sound


def test_a_potential_five_star_waits_no_longer_once_its_dossier_came_back(yen_my):
    key = dossier(product(place=yen_my), filed="2026-05-30")
    told = {"dossier": key, "by": None, "seen": None}
    results.record_result(found=Found("province", day("2026-06-01"), 5, pending=True), **told)
    for returned, again in ((3, 5), (8, 9)):
        steps.return_dossier(**told | {"day": date(2026, 6, returned), "reasons": "Thiếu"})
        steps.file_again(**told | {"day": date(2026, 6, again)})
    assert [count("potential_five_star_products", date(2026, 6, on)) for on in (2, 3, 6)] == [1, 0, 0]
