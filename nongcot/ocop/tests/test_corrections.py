"""What was told of a dossier is said anew under its key: steps, results, recognitions with their certificates."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.ocop import stages
from nongcot.ocop.actions import dossiers, results, revocations, steps
from nongcot.ocop.actions.about import Paper, Points
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.models import Dossier, Recognition, Result, Step
from nongcot.ocop.tests.telling import ANYWAY, day, dossier, product
from nongcot.ocop.tests.telling import recognised as listed
from nongcot.ocop.vocabulary import RevocationReason
from nongcot.registry import keyed
from nongcot.registry.actions import certificates
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Certificate, Organisation
from nongcot.registry.outcomes import ChangedSince, NotNow, ToConfirm
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("ledger", "today")]

TODAY = date(2026, 6, 15)
NOBODY = {"by": None, "seen": None}


@pytest.fixture
def key(yen_my) -> str:
    return dossier(product(place=yen_my), filed="2026-05-30")


def stage(key: str) -> str:
    return str(stages.of([keyed.standing(Dossier, key)])[key].stage)


def stars(n: int | None = None) -> dict[str, object]:
    found = figure("ocop_products", on=TODAY, by="star", known_at=n).breakdown
    return {part.key: part.value for part in found if part.value}


def recognised(key: str, star: int = 3) -> str:
    given = Given("province", day("2026-06-12"), star, Paper("12/QĐ-UBND", "UBND tỉnh"))
    return results.recognise(dossier=key, given=given, confirmed=ANYWAY, **NOBODY).keys[0]


def test_a_recognition_said_anew_carries_its_certificate_with_it(key):
    recognition = recognised(key)
    before = newest()
    given = Given("province", day("2026-06-10"), 4, Paper("21/QĐ-UBND", "UBND tỉnh Nam Định"), "GCN-7")
    with pytest.raises(ToConfirm):
        results.change_recognition(key=recognition, given=given, **NOBODY)
    n = results.change_recognition(key=recognition, given=given, confirmed=ANYWAY, **NOBODY).n
    certificate = keyed.standing(Certificate, keyed.standing(Recognition, recognition).certificate)
    assert (certificate.stars, certificate.issued_on, certificate.number) == (4, date(2026, 6, 10), "GCN-7")
    assert (certificate.issuer, certificate.valid_to) == ("UBND tỉnh Nam Định", date(2029, 6, 10))
    assert (stars(), stars(before)) == ({"4": 1}, {"3": 1})
    with pytest.raises(ChangedSince):
        results.change_recognition(key=recognition, given=given, by=None, seen=before, confirmed=ANYWAY)
    early = Given("province", day("2026-05-20"), 4)
    with pytest.raises(ValidationError, match="trước ngày nộp"):
        results.change_recognition(key=recognition, given=early, confirmed=ANYWAY, **NOBODY)
    undo(n=n, by=None, reason="nhầm")
    assert stars() == {"3": 1}
    assert keyed.standing(Certificate, certificate.key).number == "12/QĐ-UBND"
    assert reconcile().sound


def test_a_revoked_certificate_keeps_its_end_when_its_recognition_is_said_anew(key):
    recognition = recognised(key)
    revocations.revoke(recognition=recognition, day=date(2026, 6, 14), ground="LOGO_MISUSE", **NOBODY)
    given = Given("province", day("2026-06-11"), 4)
    results.change_recognition(key=recognition, given=given, confirmed=ANYWAY, **NOBODY)
    certificate = keyed.standing(Certificate, keyed.standing(Recognition, recognition).certificate)
    assert (certificate.stars, certificate.valid_to) == (4, date(2026, 6, 14))
    late = Given("province", day("2026-06-14"), 4)
    with pytest.raises(ValidationError, match="đã bị thu hồi ngày 14/06/2026: ngày quyết định phải trước ngày ấy"):
        results.change_recognition(key=recognition, given=late, confirmed=ANYWAY, **NOBODY)
    # Another end would be kept nowhere: it is refused, here and where the certificate is told.
    other = Given("province", day("2026-06-11"), 4, valid_until=date(2028, 1, 1))
    with pytest.raises(ValidationError, match="rút lại lần thu hồi"):
        results.change_recognition(key=recognition, given=other, confirmed=ANYWAY, **NOBODY)
    told = {
        "key": certificate.key, "scheme": "ocop", "product_id": certificate.product_id, "level": "province", "stars": 4,
        "issued": day("2026-06-11"), **NOBODY,
    }  # fmt: skip
    with pytest.raises(ValidationError, match="hãy sửa ở đó"):
        certificates.change_certificate(**told, valid_until=date(2028, 1, 1))
    with pytest.raises(ValidationError, match="hãy sửa ở đó"):
        certificates.end_certificate(key=certificate.key, valid_until=date(2026, 6, 12), **NOBODY)
    assert certificates.change_certificate(**told, valid_until=date(2026, 6, 13)).n


def test_an_end_that_a_decision_told_itself_stands_again_whatever_was_corrected_meanwhile(key):
    given = {"level": "province", "star": 3, "on": day("2026-06-12")}
    told = {"confirmed": ANYWAY, **NOBODY}
    [recognition] = results.recognise(dossier=key, given=Given(**given, valid_until=date(2028, 1, 1)), **told).keys
    [revoked] = revocations.revoke(
        recognition=recognition, day=date(2026, 6, 14), ground="LOGO_MISUSE", **NOBODY
    ).keys  # fmt: skip
    results.change_recognition(key=recognition, given=Given(**given | {"on": day("2026-06-11")}), **told)
    revocations.withdraw_revocation(key=revoked, reason="nhầm sản phẩm", **NOBODY)
    assert certificate_of(recognition).valid_to == date(2028, 1, 2)


def test_a_decision_is_not_said_to_be_of_a_day_by_which_its_certificate_was_over_when_revoked(officer, yen_my):
    recognition = listed(product(place=yen_my), "2022-06-01")
    revocations.revoke(recognition=recognition, day=date(2025, 5, 30), ground="LOGO_MISUSE", **NOBODY)
    until = certificate_of(recognition).valid_to
    address = f"/ocop/cong-nhan/{recognition}/change_recognition/"
    typed = {"star": "3", "level": "province", "document_no": "1/QĐ-UBND", "reason": "chép nhầm"}
    page = check(officer, address, **typed, on="01/05/2022")
    said = "giấy hết giá trị sau ngày 30/04/2025, trước khi bị thu hồi ngày 30/05/2025"
    assert any(said in error for error in errors(page))
    assert 'href="#id_on"' in page
    assert record(officer, address, check(officer, address, **typed, on="30/05/2022")).status_code == 302
    assert certificate_of(recognition).valid_to == until


def test_an_end_of_a_revocation_that_was_undone_is_not_shown_again(officer, key):
    recognition = recognised(key)
    n = revocations.revoke(recognition=recognition, day=date(2026, 6, 14), ground="LOGO_MISUSE", **NOBODY).n
    undo(n=n, by=None, reason="nhầm sản phẩm")
    assert keyed.last_told(Certificate, certificate_of(recognition).key).valid_to == date(2029, 6, 12)
    page = text(officer.get(f"/ocop/ho-so/{key}/ghi/change_recognition/{recognition}/"))
    assert 'value="11/06/2029"' in page


def test_who_takes_a_recognition_back_is_told_of_a_revocation_recorded_since(key):
    recognition = recognised(key)
    seen, told = newest(), {"key": recognition, "by": None, "reason": "không có quyết định ấy"}
    certificate = certificate_of(recognition)
    changed = {
        "key": certificate.key, "scheme": "ocop", "product_id": certificate.product_id, "level": "province", "stars": 3,
        "issued": day("2026-06-12"), "number": "GCN-1", "valid_until": date(2029, 6, 11),
    }  # fmt: skip
    certificates.change_certificate(**changed, **NOBODY)
    with pytest.raises(ChangedSince):
        results.withdraw_recognition(**told, seen=seen)
    seen = newest()
    [revoked] = revocations.revoke(
        recognition=recognition, day=date(2026, 6, 14), ground="LOGO_MISUSE", **NOBODY
    ).keys  # fmt: skip
    with pytest.raises(ChangedSince, match="một bước của hồ sơ"):
        results.withdraw_recognition(**told, seen=seen)
    assert keyed.newest(Step, revoked)
    assert results.withdraw_recognition(**told, seen=newest()).n


def test_a_result_is_said_anew_with_the_same_checks(key):
    found = Found("province", day("2026-06-05"), 3, Points(Fraction(209, 3)))
    result = results.record_result(dossier=key, found=found, **NOBODY).keys[0]
    wrong = Found("province", day("2026-06-05"), 4, Points(Fraction("69.9")))
    with pytest.raises(ToConfirm):
        results.change_result(key=result, found=wrong, **NOBODY)
    with pytest.raises(ValidationError, match="trước ngày nộp"):
        results.change_result(key=result, found=Found("province", day("2026-05-05"), 3), **NOBODY)
    none = Found("province", day("2026-06-06"), None)
    n = results.change_result(key=result, found=none, **NOBODY).n
    assert stage(key) == "not_recognised"
    undo(n=n, by=None, reason="nhầm")
    assert (stage(key), keyed.standing(Result, result).total) == ("assessed", "209/3")


def test_a_result_keeps_its_exact_points_when_something_else_is_mended_by_page(officer, key):
    found = Found("province", day("2026-06-05"), 3, Points(Fraction(209, 3)))
    result = results.record_result(dossier=key, found=found, **NOBODY).keys[0]
    assert f"/ghi/change_result/{result}/" in text(officer.get(f"/ocop/ho-so/{key}/"))
    address = f"/ocop/ho-so/{key}/ghi/change_result/{result}/"
    assert 'value="69,66"' in text(officer.get(address))
    typed = {"level": "province", "on": "06/06/2026", "total": "69,66", "outcome": "3", "reason": "gõ nhầm ngày"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    told = keyed.standing(Result, result)
    assert (told.total, told.earliest) == ("209/3", date(2026, 6, 6))


def test_steps_are_said_anew_and_keep_their_order(officer, key):
    met = {"ORIGIN_LOCAL_MATERIAL": True}
    checked = steps.record_commune_check(
        dossier=key, day=date(2026, 6, 8), contents=met, confirmed=ANYWAY, **NOBODY
    ).keys[0]
    told = {"dossier": key, "day": date(2026, 6, 8), **NOBODY}
    returned = steps.return_dossier(reasons="Thiếu tự công bố", **told).keys[0]
    n = steps.change_commune_check(
        key=checked, day=date(2026, 6, 8), contents=met, remark="Đạt", confirmed=ANYWAY, **NOBODY
    ).n
    assert stage(key) == "returned"
    undo(n=n, by=None, reason="nhầm")
    again = steps.file_again(**told).keys[0]
    assert stage(key) == "filed"
    with pytest.raises(ValidationError, match="chưa bị trả lại"):
        steps.change_return(key=returned, day=date(2026, 6, 9), reasons="Thiếu", **NOBODY)
    with pytest.raises(ValidationError, match="chưa bị trả lại"):
        steps.change_filing_again(key=again, day=date(2026, 6, 7), **NOBODY)
    with pytest.raises(ValidationError, match="chưa bị trả lại"):
        steps.withdraw_step(key=returned, reason="nhầm", **NOBODY)
    with pytest.raises(NotNow, match="Nộp lại"):
        steps.change_return(key=again, day=date(2026, 6, 9), reasons="Thiếu", **NOBODY)
    address = f"/ocop/ho-so/{key}/ghi/change_step/{returned}/"
    assert "Thiếu tự công bố" in text(officer.get(address))
    typed = {"day": "07/06/2026", "reasons": "Thiếu phiếu kiểm nghiệm", "reason": "nhầm ngày"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    assert keyed.standing(Step, returned).details == {"reasons": "Thiếu phiếu kiểm nghiệm"}
    given_up = steps.give_up_dossier(**told | {"day": date(2026, 6, 14)}).keys[0]
    steps.change_giving_up(key=given_up, day=date(2026, 6, 13), reasons="Đổi ý", **NOBODY)
    assert (stage(key), keyed.standing(Step, given_up).day) == ("withdrawn", date(2026, 6, 13))


def test_a_revocation_is_said_anew_and_taken_back_with_its_certificate(officer, key):
    recognition = recognised(key)
    told = {"recognition": recognition, "ground": "LOGO_MISUSE", **NOBODY}
    [revoked] = revocations.revoke(day=date(2026, 6, 14), **told).keys
    page = text(officer.get(f"/ocop/ho-so/{key}/"))
    assert str(RevocationReason.LOGO_MISUSE.label) in page
    assert f"/ghi/revoke/{recognition}/" not in page
    with pytest.raises(NotNow, match="đã bị thu hồi ngày 14/06/2026"):
        revocations.revoke(day=date(2026, 6, 13), **told)
    # What is said of the recognition meanwhile does not keep the certificate from lasting again, as long as the rule
    # says from the day that is told now.
    given = Given("province", day("2026-06-11"), 4)
    results.change_recognition(key=recognition, given=given, confirmed=ANYWAY, **NOBODY)
    address = f"/ocop/ho-so/{key}/ghi/change_revocation/{revoked}/"
    assert address in page
    typed = {"day": "15/06/2026", "ground": "PRODUCTION_CEASED", "reason": "đọc lại quyết định"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    assert (certificate_of(recognition).valid_to, stars()) == (date(2026, 6, 15), {})
    assert keyed.standing(Step, revoked).details == {"reason": "PRODUCTION_CEASED"}
    early = {"key": revoked, "day": date(2026, 6, 11), "ground": "LOGO_MISUSE", **NOBODY}
    with pytest.raises(ValidationError, match="trong thời hạn"):
        revocations.change_revocation(**early)
    with pytest.raises(ChangedSince):
        revocations.change_revocation(**early | {"day": date(2026, 6, 13), "seen": 1})
    revocations.withdraw_revocation(key=revoked, reason="nhầm sản phẩm", **NOBODY)
    assert (certificate_of(recognition).valid_to, stars()) == (date(2029, 6, 11), {"4": 1})
    assert f"/ghi/revoke/{recognition}/" in text(officer.get(f"/ocop/ho-so/{key}/"))
    assert reconcile().sound


def test_other_steps_are_no_revocations_and_a_revocation_goes_with_its_recognition(officer, key):
    checked = steps.record_commune_check(
        dossier=key, day=date(2026, 6, 8), contents={}, confirmed=ANYWAY, **NOBODY
    ).keys[0]
    assert officer.get(f"/ocop/ho-so/{key}/ghi/withdraw_revocation/{checked}/").status_code == 404
    with pytest.raises(NotNow, match="Xã kiểm tra"):
        revocations.withdraw_revocation(key=checked, reason="nhầm", **NOBODY)
    recognition = recognised(key)
    told = {"recognition": recognition, "day": date(2026, 6, 14), "ground": "LOGO_MISUSE"}
    [revoked] = revocations.revoke(**told, **NOBODY).keys
    assert officer.get(f"/ocop/ho-so/{key}/ghi/change_step/{revoked}/").status_code == 404
    with pytest.raises(NotNow, match="Thu hồi"):
        steps.withdraw_step(key=revoked, reason="nhầm", **NOBODY)
    results.withdraw_recognition(key=recognition, reason="không có quyết định ấy", **NOBODY)
    assert keyed.newest(Step, revoked) is None
    assert reconcile().sound


def certificate_of(recognition: str) -> Certificate:
    return keyed.standing(Certificate, keyed.standing(Recognition, recognition).certificate)


def test_a_certificate_says_what_its_recognition_says_and_leads_there(officer, key):
    recognition = recognised(key)
    certificate = certificate_of(recognition)
    organisation = Organisation.objects.get()
    told = {
        "key": certificate.key, "scheme": "ocop", "product_id": certificate.product_id, "level": "province",
        "issued": day("2026-06-12"), "number": "GCN-1", "valid_until": date(2029, 6, 11), **NOBODY,
    }  # fmt: skip
    for wrong in ({"stars": 4}, {"stars": 3, "level": "district"}, {"stars": 3, "issued": day("2026-06-13")}):
        with pytest.raises(ValidationError, match="hãy sửa ở đó"):
            certificates.change_certificate(**told | wrong)
    with pytest.raises(NotNow, match="hãy rút lại ở đó"):
        certificates.withdraw_certificate(key=certificate.key, reason="nhầm", **NOBODY)
    assert certificates.change_certificate(**told | {"stars": 3}).n
    address = f"/to-chuc/{organisation.key}/ghi/change_certificate/{certificate.key}/"
    assert f'href="/ocop/ho-so/{key}/"' in text(officer.get(address))
    facts = text(officer.get(f"/to-chuc/{organisation.key}/du-kien/"))
    assert f"/ocop/ho-so/{key}/ghi/change_recognition/{recognition}/" in facts
    assert f"withdraw_certificate/{certificate.key}" not in facts


def test_a_recognition_told_by_a_list_is_said_anew_and_taken_back_by_itself(officer, yen_my):
    recognition = listed(product(place=yen_my), "2026-06-01")
    address = f"/ocop/cong-nhan/{recognition}/change_recognition/"
    facts = f"/to-chuc/{Organisation.objects.get().key}/du-kien/"
    assert address in text(officer.get(facts))
    typed = {"star": "4", "level": "province", "on": "02/06/2026", "document_no": "2/QĐ", "reason": "chép nhầm dòng"}
    assert record(officer, address, check(officer, address, **typed)).status_code == 302
    assert (stars(), certificate_of(recognition).issued_on) == ({"4": 1}, date(2026, 6, 2))
    revoke = address.replace("change_recognition", "revoke")
    assert record(officer, revoke, check(officer, revoke, day="10/06/2026", ground="LOGO_MISUSE")).status_code == 302
    page = text(officer.get(f"/san-pham/{certificate_of(recognition).product_id}/"))
    assert "thu hồi từ ngày 10/06/2026" in page
    undone = f"/ocop/cong-nhan/{Step.objects.get().key}/withdraw_revocation/"
    assert undone in page
    assert record(officer, undone, check(officer, undone, reason="nhầm dòng")).status_code == 302
    assert stars() == {"4": 1}
    withdraw = address.replace("change", "withdraw")
    assert record(officer, withdraw, check(officer, withdraw, reason="không có")).status_code == 302
    assert stars() == {}
    assert "không có trong sổ" in text(officer.get(address))
    assert officer.get(f"/ocop/cong-nhan/{recognition}/change_result/").status_code == 404
    assert reconcile().sound


def test_an_undo_that_leaves_a_dossier_whose_days_fit_no_more_is_asked(key):
    def asked(n: int) -> list[str]:
        with pytest.raises(ToConfirm, match=r"Hồ sơ của Gạo tám lập ngày 25/05/2026: |có 2 hồ sơ") as said:
            undo(n=n, by=None, reason="nhầm")
        return [caution.code for caution in said.value.cautions]

    back = steps.return_dossier(dossier=key, day=date(2026, 6, 3), reasons="thiếu giấy", **NOBODY)
    steps.file_again(dossier=key, day=date(2026, 6, 5), **NOBODY)
    assert asked(back.n) == ["not_returned"]
    found = results.record_result(dossier=key, found=Found("province", day("2026-06-08"), 3), **NOBODY)
    given = recognised(key)
    assert asked(found.n) == ["no_result"]
    opened, decided = keyed.standing(Dossier, key).posted, keyed.standing(Recognition, given).posted
    assert asked(opened) == ["dossier_gone"]
    dossier(keyed.standing(Dossier, key).product_id, filed="2026-06-14", kind="upgrade")
    assert asked(decided) == ["two_open"]
    undo(n=opened, by=None, reason="nhầm", confirmed=["dossier_gone"])


def test_an_undo_of_a_filing_beneath_its_steps_is_asked(yen_my):
    key = dossier(product(place=yen_my), filed="")
    filed = dossiers.file_dossier(key=key, filed=day("2026-06-01"), confirmed=ANYWAY, **NOBODY)
    steps.return_dossier(dossier=key, day=date(2026, 6, 3), reasons="thiếu giấy", **NOBODY)
    with pytest.raises(ToConfirm, match="Hồ sơ đã có bước sau khi nộp"):
        undo(n=filed.n, by=None, reason="nhầm")
    undo(n=filed.n, by=None, reason="nhầm", confirmed=["before_filing"])
