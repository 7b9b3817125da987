"""Titles of communes, and the evidence that the book finds for criteria sets."""

import csv
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.exemplars.actions import recognitions
from nongcot.indicators import definitions
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import contracts
from nongcot.linkage.describe import contract_url
from nongcot.linkage.tests.book import chain, enterprise, number, sign
from nongcot.ntm import actions, sets
from nongcot.ntm.actions import Decided
from nongcot.ntm.evidence import evaluate
from nongcot.ntm.models import Title
from nongcot.ntm.vocabulary import Answer, Level, State
from nongcot.places import geography
from nongcot.registry.actions.certificates import add_certificate
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.organisations import register_organisation
from nongcot.registry.actions.products import add_product
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import ChangedSince, ToConfirm

pytestmark = pytest.mark.both_databases

ON = date(2020, 10, 15)


@pytest.fixture(autouse=True)
def today(ledger):
    with clock.at(ON):
        yield


@pytest.fixture
def yen_my():
    return geography.at("13831", ON)


def decided(unit, level=Level.NTM, on="2018-12-20", **more) -> Decided:
    return Decided(unit.pk, level, date.fromisoformat(on), **more)


def stock(code="ntm_communes", on=ON, **more):
    return figure(code, on=on, **more).value


def test_a_commune_counts_once_at_its_highest_level(yen_my):
    actions.record_titles(decided=[decided(yen_my), decided(yen_my, Level.ADVANCED, "2020-03-01")], by=None)
    found = figure("ntm_communes", on=ON, by="ntm_level", records=True)
    assert (found.value, {part.key: part.value for part in found.breakdown}) == (1, {"advanced": 1})
    assert [record.label for record in found.records] == [yen_my.full_name]
    assert (stock("advanced_ntm_communes"), stock("model_ntm_communes")) == (1, 0)
    assert stock("advanced_ntm_communes", date(2020, 2, 29)) == 0
    year = figure("new_ntm_recognitions", period=(date(2020, 1, 1), date(2020, 12, 31)), by="ntm_level")
    assert (year.value, [part.key for part in year.breakdown]) == (1, ["advanced"])
    assert reconcile().sound


def test_a_title_moves_through_its_causes(yen_my):
    actions.record_titles(decided=[decided(yen_my, valid_until=date(2019, 12, 31))], by=None)
    moved = figure("ntm_communes", period=(date(2018, 1, 1), date(2020, 6, 30))).movement
    assert (moved.opening, moved.inflow, moved.outflow, moved.closing) == (0, {"entered": 1}, {"expired": 1}, 0)


def test_a_title_below_the_one_that_is_held_is_asked(yen_my):
    actions.record_titles(decided=[decided(yen_my, Level.ADVANCED, "2020-03-01")], by=None)
    # It was new-style rural before it was advanced.
    actions.record_titles(decided=[decided(yen_my)], by=None)
    n, lower = newest(), decided(yen_my, on="2020-06-01")
    with pytest.raises(ToConfirm) as asked:
        actions.record_titles(decided=[lower], by=None)
    assert str(asked.value) == "Xã Yên Mỹ đang giữ danh hiệu cao hơn: Nông thôn mới nâng cao."
    assert newest() == n
    actions.record_titles(decided=[lower], by=None, confirmed=["lower_than_held"])
    assert newest() == n + 1


def test_a_merged_commune_takes_its_title_to_its_last_day_and_no_further(yen_my):
    actions.record_titles(decided=[decided(yen_my)], by=None)
    assert stock(on=date(2025, 6, 30)) == 1
    found = figure("ntm_communes", period=(date(2025, 1, 1), date(2025, 12, 31)))
    assert (found.value, found.movement.outflow) == (0, {"reorganised": 1})


def test_correcting_and_undoing_leave_what_was_known(yen_my):
    done = actions.record_titles(decided=[decided(yen_my)], by=None)
    n = newest()
    actions.correct_title(key=done.keys[0], decided=decided(yen_my, valid_from=date(2020, 12, 20)), by=None, seen=n)
    assert (stock(), stock(known_at=n)) == (0, 1)
    with pytest.raises(ChangedSince):
        actions.withdraw_title(key=done.keys[0], by=None, seen=n, reason="Ghi nhầm xã")
    undo(n=newest(), by=None, reason="Đính chính nhầm")
    assert stock() == 1
    actions.withdraw_title(key=done.keys[0], by=None, seen=newest(), reason="Ghi nhầm xã")
    assert (stock(), stock(known_at=n)) == (0, 1)
    assert reconcile().sound


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"level": "best"}, "level"),
        ({"on": "2026-01-05"}, "decided_on"),
        ({"on": "2020-10-16"}, "decided_on"),
        ({"valid_until": date(2017, 1, 1)}, "valid_until"),
        ({"issuing_body": "CCCD 036085001234"}, None),
    ],
)
def test_a_wrong_title_is_refused_and_nothing_is_stated(yen_my, change, field):
    with pytest.raises(ValidationError) as refusal:
        actions.record_titles(decided=[decided(yen_my), decided(yen_my, **change)], by=None)
    if field:
        assert list(refusal.value.message_dict) == [field]
    assert not Title.objects.exists()


def coop(name, place, **said):
    done = register_organisation(
        kind="coop", name=name, on=PartialDate.day(date(2018, 5, 2)), event="registered", place=place.pk,
        said={"sector": "AGR", "members": 12, **said}, by=None,
    )  # fmt: skip
    return done.organisations[0]


def states(unit, on=ON) -> dict[str, State]:
    found = evaluate(on, newest(), sets.on(on))
    return {
        f"{criteria.code} {one.item.code}": one.state
        for criteria in found.sets
        for one in found.of(criteria, unit.pk).evidence
    }


def test_an_operating_cooperative_is_evidence_and_a_dissolved_one_is_none(yen_my):
    assert states(yen_my)["NTM-2016 13.1"] == State.MISSING
    identity = coop("HTX Hương Quê", yen_my)
    assert states(yen_my)["NTM-2016 13.1"] == State.FOUND
    record_event(
        organisation_id=identity, kind="dissolved", on=PartialDate.day(date(2020, 1, 6)), steps_missing=True, by=None
    )
    assert states(yen_my)["NTM-2016 13.1"] == State.MISSING


def behind(page: str, text: str) -> str:
    """What a commune's page says of the item with this text."""
    return page.partition(text)[2].partition("</li>")[0]


def test_contracts_that_meet_an_item_are_named_and_their_numbers_told_to_officers(yen_my, visitor, officer, book):
    who, company = coop("HTX Hương Quê", yen_my), enterprise()
    key = sign(who, company, number="12/HĐ")
    # In force too, and none that makes a co-op a linked one.
    sign(who, company, commodity="Nón lá", commodity_sector="non_farm")
    sign(who, company, commodity="Ngô", until="2020-06-30")
    address = reverse("ntm:commune", args=[yen_my.code])
    page = contract_url(number(key))
    shown, told = (behind(client.get(address).content.decode(), "liên kết sản xuất") for client in (visitor, officer))
    assert f'</a> (<a href="{page}">Hợp đồng liên kết: Lúa</a>)' in shown
    assert f'</a> (<a href="{page}">Hợp đồng 12/HĐ: Lúa</a>)' in told
    assert "12/HĐ" not in shown
    before = newest()
    contracts.withdraw_contract(key=key, by=None, seen=None, reason="Nhầm bên")
    assert "Lúa" not in behind(officer.get(address).content.decode(), "liên kết sản xuất")
    then = behind(officer.get(address, {"on": ON.isoformat(), "known": before}).content.decode(), "liên kết sản xuất")
    assert f'<a href="{page}?on=2020-10-15&amp;known={before}">Hợp đồng 12/HĐ: Lúa</a>' in then


def test_certificates_confirmations_and_stages_of_chains_that_meet_an_item_are_named(yen_my, visitor, book):
    who, company = coop("HTX Hương Quê", yen_my), enterprise()
    key = sign(who, company)
    chain(company, (who, "production", key), (company, "trade", key))
    product = int(add_product(organisation_id=who, name="Rau", by=None).keys[0][1:])
    told = {"organisation_id": who, "issued": PartialDate.day(date(2020, 1, 1)), "by": None}
    for scheme, more in (
        ("planting_area_code", {"number": "VN-NDOR-01"}),
        ("traceability", {"number": "TX-1", "product_id": product}),
        ("traceability", {"number": "TX-0", "valid_until": date(2020, 6, 30)}),
        ("ocop", {"number": "GCN-7", "product_id": product, "stars": 4}),
        ("vietgap", {"number": "VG-3"}),
    ):
        add_certificate(**told | {"scheme": scheme, "valid_until": date(2023, 12, 31)} | more)
    confirmation = recognitions.Told(2022, ["GREENHOUSE"], "Biên bản", "Sở Nông nghiệp", PartialDate.year(2022))
    address = reverse("ntm:commune", args=[yen_my.code])
    with clock.at(LATER):
        page = visitor.get(address).content.decode()
        recognitions.recognise(organisation_id=who, told=confirmation, by=None)
        confirmed = behind(visitor.get(address).content.decode(), "ứng dụng công nghệ cao hoặc")
    name = "HTX Hương Quê</a> (<a "
    held, own = f'href="/san-pham/{product}/"', 'href="/to-chuc/TC000001/#h-cn"'
    assert f"{name}{own}>Mã số vùng trồng VN-NDOR-01</a>)" in behind(page, "mã vùng trồng")
    assert f"{name}{held}>Truy xuất nguồn gốc TX-1</a>)" in behind(page, "nguồn gốc số đối")
    assert f"{name}{held}>OCOP 4 sao GCN-7</a>)" in behind(page, "OCOP được xếp hạng")
    by_contract = f'{name}href="{contract_url(number(key))}">Hợp đồng liên kết: Lúa</a>, <a {own}>VietGAP VG-3</a>)'
    assert by_contract in behind(page, "ứng dụng công nghệ cao hoặc")
    assert "Xác nhận ứng dụng công nghệ cao năm 2022</a>)" in confirmed


def test_levels_for_which_the_day_has_no_set_are_told_as_unknown(yen_my, visitor, book):
    page = visitor.get(reverse("ntm:commune", args=["13831"]), {"on": "2022-06-01"}).content.decode()
    assert "Chưa rõ: trong sổ không có bộ tiêu chí quốc gia của ngày này cho Nông thôn mới hiện đại." in page
    assert "<b>Chưa có danh hiệu</b>" not in page
    gap = visitor.get(reverse("ntm:commune", args=["13831"]), {"on": "2022-02-01"}).content.decode()
    assert "Chưa rõ: trong sổ không có" not in gap


def test_a_finding_of_a_day_to_come_is_refused(yen_my):
    told = {"unit_id": yen_my.pk, "set_code": "NTM-KM-2018", "item": "1", "by": None}
    with pytest.raises(ValidationError) as refusal:
        actions.record_finding(answer=Answer.FOUND, noted_on=date(2020, 10, 16), **told)
    assert refusal.value.message_dict == {"noted_on": ["Ngày này chưa đến."]}


def test_what_the_book_does_not_count_is_unknown_until_somebody_says_so(yen_my):
    item = "NTM-KM-2018 1"
    assert states(yen_my)[item] == State.UNKNOWN
    told = {"unit_id": yen_my.pk, "set_code": "NTM-KM-2018", "item": "1", "by": None}
    actions.record_finding(answer=Answer.FOUND, noted_on=date(2020, 3, 1), valid_until=date(2020, 9, 30), **told)
    assert states(yen_my, date(2020, 9, 30))[item] == State.FOUND
    assert states(yen_my)[item] == State.EXPIRED
    done = actions.record_finding(answer=Answer.MISSING, noted_on=date(2020, 10, 1), **told)
    assert states(yen_my)[item] == State.MISSING
    actions.withdraw_finding(key=done.keys[0], by=None, seen=newest(), reason="Ghi nhầm mục")
    assert states(yen_my)[item] == State.UNKNOWN


def test_items_that_do_not_ask_about_cooperatives_are_left_outside(yen_my):
    assert states(yen_my, date(2023, 1, 1))["NTM-2021 13.5"] == State.OUTSIDE


LATER = date(2023, 1, 1)


def test_traceability_and_planting_area_codes_are_evidence_where_the_texts_name_them(yen_my):
    identity = coop("HTX Hương Quê", yen_my)
    asked = ("NTM-2021 13.3", "NTM-NC-2021 13.4", "NTM-NC-2021 13.6")
    add_product(organisation_id=identity, name="Rau", by=None)

    def found() -> list[State]:
        now = states(yen_my, LATER)
        return [now[item] for item in asked]

    assert found() == [State.MISSING] * 3
    for scheme, then in (
        ("planting_area_code", [State.MISSING, State.MISSING, State.FOUND]),
        ("traceability", [State.MISSING, State.FOUND, State.FOUND]),
        ("vietgap", [State.FOUND, State.FOUND, State.FOUND]),
    ):
        add_certificate(
            organisation_id=identity,
            scheme=scheme,
            issued=PartialDate.day(date(2020, 1, 1)),
            valid_until=date(2023, 6, 30),
            by=None,
        )
        assert found() == then
    assert states(yen_my, date(2023, 7, 1))["NTM-NC-2021 13.6"] == State.MISSING


def test_an_item_whose_figures_the_book_began_to_count_later_was_unknown_before(yen_my, officer, monkeypatch):
    coop("HTX Hương Quê", yen_my)
    before = newest()
    unposted = {"traceable_products", "planting_area_code_cooperatives"}
    at = definitions.at
    monkeypatch.setattr(
        definitions, "at", lambda n: {code: one for code, one in at(n).items() if n > before or code not in unposted}
    )
    coop("HTX Gió Xanh", yen_my)
    state = {n: _states_at(yen_my, n)["NTM-NC-2021 13.6"] for n in (before, newest())}
    assert state == {before: State.UNKNOWN, newest(): State.MISSING}
    told = figure("communes_with_cooperative_evidence", on=LATER, known_at=before)
    assert "13.3" in str(told.qualifier)
    page = officer.get(reverse("ntm:commune", args=[yen_my.code]), {"on": LATER.isoformat(), "known": before})
    assert page.status_code == 200


def _states_at(unit, n: int) -> dict[str, State]:
    found = evaluate(LATER, n, sets.on(LATER))
    return {f"{s.code} {one.item.code}": one.state for s in found.sets for one in found.of(s, unit.pk).evidence}


def test_unread_wordings_of_items_with_evidence_are_still_marked_so(visitor, yen_my):
    for criteria in sets.on(LATER):
        assert not any(item.verified for item in criteria.items if item.code in ("13.3", "13.4", "13.6"))
    with clock.at(LATER):
        page = visitor.get(reverse("ntm:commune", args=[yen_my.code])).content.decode()
    item = page.partition("Vùng nguyên liệu tập trung được cấp mã vùng trồng")[2][:600]
    assert "chưa kiểm chứng" in item


def test_communes_with_evidence_open_into_communes(yen_my):
    coop("HTX Hương Quê", yen_my)
    found = figure("communes_with_cooperative_evidence", on=ON, by="place:district", records=True)
    known = [item.code for item in sets.of("NTM-2016").counted_at(newest()).items if item.is_known]
    assert found.value == (1 if known == ["13.1"] else 0)
    assert len(found.records) == found.value
    assert sum(part.value for part in found.breakdown) == found.value


def test_between_two_generations_of_sets_there_is_a_sentence_and_no_number():
    found = figure("communes_with_cooperative_evidence", on=date(2022, 2, 1))
    assert (found.value, found.why_null) == (None, "Vào ngày 01/02/2022 không có bộ tiêu chí quốc gia nào trong sổ.")


def test_an_officer_records_a_recognition_by_page(officer, yen_my):
    url = reverse("ntm:record_title", args=[yen_my.code])
    typed = {"level": "ntm", "decided_on": "20/12/2018", "document_no": "15/QĐ-UBND", "seen": newest()}
    check = officer.post(url, typed)
    assert "Yên Mỹ" in check.content.decode()
    officer.post(url, {"step": "record", "state": check.context["state"]})
    page = officer.get(reverse("ntm:commune", args=[yen_my.code])).content.decode()
    assert "Đạt chuẩn nông thôn mới" in page
    assert "15/QĐ-UBND" in page


def test_the_list_narrows_to_a_title_and_to_what_is_missing(visitor, yen_my):
    actions.record_titles(decided=[decided(yen_my)], by=None)
    url = reverse("ntm:communes")
    assert visitor.get(url, {"level": "ntm"}).context["page"].paginator.count == 1
    every = visitor.get(url).context["page"].paginator.count
    assert visitor.get(url, {"level": "none"}).context["page"].paginator.count == every - 1
    coop("HTX Hương Quê", yen_my)
    assert visitor.get(url, {"q": "xa yen my, y yen"}).context["page"].paginator.count == 1


def test_the_second_of_two_officers_at_one_item_is_told(officer, yen_my):
    url, seen = reverse("ntm:record_finding", args=[yen_my.code, "NTM-KM-2018", "1"]), newest()
    actions.record_finding(
        unit_id=yen_my.pk, set_code="NTM-KM-2018", item="1", answer=Answer.FOUND, noted_on=date(2020, 3, 1), by=None
    )
    n = newest()
    typed = {"answer": "missing", "noted_on": "01/10/2020", "what": "Chưa thấy tổ hợp tác"}
    page = officer.post(url, typed | {"seen": seen})
    shown = page.content.decode()
    assert "đã ghi “NTM-KM-2018 1: " in shown
    assert "Chưa thấy tổ hợp tác" in shown
    assert newest() == n
    page = officer.post(url, typed | {"seen": n})
    officer.post(url, {"step": "record", "state": page.context["state"]})
    assert newest() == n + 1
    assert states(yen_my)["NTM-KM-2018 1"] == State.MISSING


def test_a_communes_page_goes_into_a_file_with_all_that_stands_behind_each_item(yen_my, visitor, officer, book):
    who, company = coop("HTX Hương Quê", yen_my), enterprise()
    coop("HTX Gió Xanh", yen_my)
    sign(who, company, number="12/HĐ")
    actions.record_finding(
        unit_id=yen_my.pk, set_code="NTM-KM-2018", item="1", answer=Answer.MISSING, noted_on=date(2020, 10, 1),
        what="Chưa có vùng tập trung", document_no="4/BC", by=None,
    )  # fmt: skip
    page = officer.get(reverse("ntm:commune", args=[yen_my.code]), {"on": ON.isoformat()}).content.decode()
    address = f"/nong-thon-moi/{yen_my.code}/minh-chung.csv"
    assert f'href="{address}?on=2020-10-15"' in page
    rows, told = (items_of(client.get(address, {"on": ON.isoformat()})) for client in (visitor, officer))
    assert [(row[2], row[5]) for row in rows] == [
        ("13.1", "có minh chứng"), ("13.2", "có minh chứng"), ("1", "chưa thấy minh chứng"),
    ]  # fmt: skip
    assert rows[0][6:8] == ["HTX Gió Xanh; HTX Hương Quê", "TC000003; TC000001"]
    assert (rows[1][6], told[1][6]) == (
        "HTX Hương Quê (Hợp đồng liên kết: Lúa)", "HTX Hương Quê (Hợp đồng 12/HĐ: Lúa)",
    )  # fmt: skip
    assert rows[2][4] == "chưa kiểm chứng"
    assert rows[2][9:] == ["Không có", "01/10/2020", "Chưa có vùng tập trung", "4/BC", ""]


def items_of(answer) -> list[list[str]]:
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    head = next(at for at, line in enumerate(lines) if line[0] == "STT")
    return lines[head + 1 :]
