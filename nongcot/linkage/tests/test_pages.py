"""Pages: what everybody reads, what officers alone read, acts in three steps, bad input at its field."""

import html
import re
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.linkage.actions import contracts, deliveries
from nongcot.linkage.models import Contract, Party
from nongcot.linkage.reading import board as work
from nongcot.linkage.tests.book import agreed, chain, enterprise, number, sign
from nongcot.places.models import Unit
from nongcot.registry import queries, words
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter
from nongcot.ui.testing import faults

ON = {"on": "2020-01-15"}


def key_of(organisation_id: int) -> str:
    return words.keys([organisation_id])[organisation_id]


def get(client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def parties(key: str) -> dict[str, list[int]]:
    """Who stands on each side of a contract, in order."""
    found: dict[str, list[int]] = {"collective": [], "partner": []}
    for party in sorted(queries.standing(Party, newest(), contract_id=number(key)), key=lambda p: p.place_in_order):
        found[party.side].append(party.organisation_id)
    return found


def record(client, address: str, **typed: str):
    """An act through its three steps; gives the last answer."""
    asked = client.post(address, {"step": "check", **typed})
    state = re.search(r'name="state" value="([^"]+)"', asked.content.decode())
    return client.post(address, {"step": "record", "state": state.group(1)}) if state else asked


def test_empty_lists_say_what_to_do(visitor, ledger, today):
    assert "Sổ chưa có hợp đồng liên kết nào" in get(visitor, "/lien-ket/")
    assert "Sổ chưa có chuỗi giá trị nào" in get(visitor, "/lien-ket/chuoi/")


def test_sums_and_numbers_of_one_contract_are_the_officers_alone(visitor, officer, coop, company):
    key = sign(coop, company, value=1_230_000_000, number="77/HĐLK", price_rule="floor", price_note="8.200 đồng/kg")
    told = deliveries.Told("spring", date(2019, 2, 1), date(2019, 6, 30), agreed_value=10**9, delivered_value=8 * 10**8)
    deliveries.record_delivery(key=key, told=told, by=None)
    address = f"/lien-ket/hop-dong/{number(key)}/"
    page, working = get(visitor, address), get(officer, address)
    for secret in ("1,23", "77/HĐLK", "8.200", "Giá sàn"):
        assert secret in working, secret
        assert secret not in page, secret
    assert "Lúa" in page
    exported = visitor.get("/lien-ket/hop-dong.csv").content.decode("utf-8-sig")
    assert "77/HĐLK" not in exported
    assert "HTX Lúa Vàng" in exported
    assert "77/HĐLK" in officer.get("/lien-ket/hop-dong.csv").content.decode("utf-8-sig")


@pytest.mark.both_databases
def test_numbers_of_contracts_are_found_and_read_by_officers_alone(visitor, officer, coop, company):
    key = sign(coop, company, number="77/HĐLK")
    chain(company, (coop, "production", key), (company, "trade", key))

    def told(client) -> tuple[int, bool, int, int, int]:
        listed, file = client.get("/lien-ket/", {"q": "77/hđ"}), get(client, "/lien-ket/hop-dong.csv", q="77/hđ")
        members = client.get("/lien-ket/chuoi/thanh-vien/", {"q": "77/hđ"}).context["page"]
        page, figure = get(client, "/lien-ket/chuoi/1/"), get(client, "/so-lieu/linkage_contracts/")
        assert "Lúa – HTX Lúa Vàng – Công ty Gạo Mới" in figure
        pages = page.count("77/HĐLK"), figure.count("77/HĐLK")
        return listed.context["page"].paginator.count, "HTX Lúa Vàng" in file, len(members), *pages

    assert told(visitor) == (0, False, 0, 0, 0)
    assert told(officer) == (1, True, 2, 2, 0)


def test_nothing_is_recorded_from_a_page_of_older_knowledge(officer, coop, company):
    key = sign(coop, company)
    chain(company, (coop, "production", key))
    known = newest()
    sign(coop, company, commodity="Ngô")
    for address in (f"/lien-ket/hop-dong/{number(key)}/", "/lien-ket/chuoi/1/"):
        assert "/lien-ket/sua/" in get(officer, address)
        assert "/lien-ket/sua/" not in get(officer, address, known=str(known))


@pytest.mark.both_databases
def test_a_commodity_is_found_whatever_its_case_and_marks(visitor, coop, company):
    key = sign(coop, company, commodity="Lúa nếp 100% hữu cơ")

    def found(typed: str) -> int:
        return visitor.get("/lien-ket/", {"q": typed}).context["page"].paginator.count

    for typed, count in (("lua nep", 1), ("HỮU CƠ", 1), ("100%", 1), ("lúa tẻ", 0)):
        assert found(typed) == count, typed
    contracts.change_contract(key=key, agreed=agreed(coop, company, commodity="Ngô"), by=None, seen=None)
    assert (found("lua nep"), found("ngo")) == (0, 1)


def test_the_list_is_narrowed_and_counted(visitor, coop, company):
    sign(coop, company)
    sign(coop, company, "2017-01-01", until="2018-12-31", commodity="Ngô")
    assert '<b class="nc-num">2</b> trong' in get(visitor, "/lien-ket/")
    page = get(visitor, "/lien-ket/", state="running", sector="crop", q="lua vang", **ON)
    assert '<b class="nc-num">1</b> trong' in page
    assert "Ngô" in get(visitor, "/lien-ket/", state="over", **ON)


@pytest.mark.parametrize(("listed", "act"), [("/lien-ket/", "contract"), ("/lien-ket/chuoi/", "chain")])
def test_what_a_list_asks_to_record_is_opened_once_it_is_known_of_whom(officer, coop, company, listed, act):
    asked = f"/lien-ket/ghi/*/{act}/"
    assert f'href="/ghi/?for={asked}"' in get(officer, listed)
    begun = get(officer, "/ghi/", **{"for": asked})
    assert "nc-error" not in begun
    assert f'<input type="hidden" name="for" value="{asked}">' in begun
    found = get(officer, "/ghi/", **{"for": asked, "q": "lua vang"})
    key = key_of(coop)
    then = f"/to-chuc/{key}/ghi/?{urlencode({'for': asked})}"
    assert f'href="{then}"' in found
    assert officer.get(then).url == f"/lien-ket/ghi/{key}/{act}/"
    # Of whom it is not offered, and where it is another site's, the choice is shown.
    for way in (f"/to-chuc/{key_of(company)}/ghi/?for={asked}", f"/to-chuc/{key}/ghi/?for=https://example.org/"):
        assert officer.get(way).status_code == 200


def test_a_contract_with_a_new_partner_is_recorded_in_one_go(officer, coop):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    answer = record(
        officer, address, collective_1=key_of(coop), new_party="Công ty Mới", new_party_kind="enterprise",
        starts="01/02/2020", last_day="31/01/2023", covers="2", commodity="Lúa", commodity_sector="crop",
        volume="12,5", volume_unit="tấn", value="500 triệu", leader="", price_rule="", cycle="", product_id="",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    contract = Contract.objects.get()
    assert (str(contract.volume), contract.value) == ("12.500", 500_000_000)


def test_of_a_new_partner_what_was_told_is_shown_and_nothing_is_where_there_is_none(officer, coop, company):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    typed = {"step": "check", "seen": newest(), "collective_1": key_of(coop), "partner_1": key_of(company),
             "starts": "01/02/2020", "covers": "2", "commodity": "Lúa", "commodity_sector": "crop",
             "new_party_side": "partner", "new_party_kind": "enterprise"}  # fmt: skip
    shown = officer.post(address, typed).content.decode()
    assert "Xem lại trước khi ghi" in shown
    assert "Bên ấy đứng ở" not in shown
    assert "Loại của bên ấy" in officer.post(address, typed | {"new_party": "Viện Mới"}).content.decode()
    nameless = officer.post(address, typed | {"new_party_place": "Yên Mỹ"}).content.decode()
    assert "Chưa điền tên của bên chưa có trong sổ." in nameless


def test_bad_input_is_told_at_its_field_and_nothing_is_written(officer, coop, company):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    typed = {"collective_1": key_of(coop), "partner_1": key_of(company), "starts": "01/02/2020", "covers": "2",
             "commodity": "Lúa", "commodity_sector": "crop"}  # fmt: skip
    late = record(officer, address, **typed, last_day="01/01/2019").content.decode()
    assert "Ngày hết hạn trước ngày bắt đầu." in late
    unit = record(officer, address, **typed, volume="12").content.decode()
    assert "Cần đơn vị của sản lượng" in unit
    personal = record(officer, address, **typed, note="CCCD 036085001234").content.decode()
    assert "036085001234" not in personal
    assert not Contract.objects.exists()


def test_no_party_is_lost_when_a_contract_is_changed(officer, coop, company):
    coops = (coop, *(enter(f"HTX Lúa Vàng {n}", tax_code="") for n in range(2, 6)))
    companies = (company, *(enterprise(f"Công ty Gạo {n}") for n in range(2, 5)))
    key = sign(coops, companies, leader_id=companies[1])
    address = f"/lien-ket/sua/change-contract/{key}/"
    form = officer.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    assert [name for name in form.fields if name.startswith("collective_")] == [f"collective_{n}" for n in range(1, 7)]
    assert [name for name in form.fields if name.startswith("partner_")] == [f"partner_{n}" for n in range(1, 6)]
    typed |= {"starts": "01/01/2019", "commodity": "Lúa nếp"}
    assert record(officer, address, **typed).status_code == 302
    assert parties(key) == {"collective": list(coops), "partner": list(companies)}
    contract = Contract.objects.get(key=key, withdrawn=None, posted=newest())
    assert (contract.commodity, contract.leader_id) == ("Lúa nếp", companies[1])
    # Who is cleared goes, who is written into a spare field comes.
    another = enterprise("Công ty Gạo Mười")
    typed |= {"seen": str(newest()), "collective_2": "", "partner_5": key_of(another)}
    assert record(officer, address, **typed).status_code == 302
    assert parties(key) == {"collective": [coops[0], *coops[2:]], "partner": [*companies, another]}


def test_more_parties_are_asked_for_when_somebody_wants_to(officer, coop, company):
    address = f"/lien-ket/ghi/{key_of(coop)}/contract/"
    assert 'name="partner_4"' not in get(officer, address)
    page = officer.post(address, {"step": "more", "collective_1": key_of(coop), "partner_3": "Công ty"})
    page = page.content.decode()
    assert 'name="partner_4"' in page
    assert 'name="collective_4"' in page
    assert 'name="partner_5"' not in page
    assert 'value="Công ty"' in page
    # The Enter key presses the first button of a form.
    assert re.findall(r'name="step" value="(\w+)"', page) == ["check", "more"]


def test_the_second_of_two_editors_is_told(officer, lan, coop, company):
    key = sign(coop, company)
    address = f"/lien-ket/sua/end/{key}/"
    seen = re.search(r'name="seen" value="(\d+)"', get(officer, address)).group(1)
    contracts.change_contract(key=key, agreed=agreed(coop, company, commodity="Lúa nếp"), by=lan, seen=None)
    answer = record(officer, address, seen=seen, on="01/01/2020", ground="price").content.decode()
    assert "sau khi bạn mở trang" in answer


def test_a_chain_shows_its_gaps(visitor, coop, company):
    key = sign(coop, company)
    chain(company, (coop, "production", key), (company, "trade", None))
    page = get(visitor, "/lien-ket/chuoi/1/", **ON)
    assert "Chỗ hở" in page
    assert "Tiêu thụ" in page
    assert "<svg" in page
    assert "Chưa đủ điều kiện" in page


def test_what_officers_noted_of_a_chain_is_theirs_alone(visitor, officer, coop, company):
    chain(company, (coop, "production", None), note="Giám đốc hẹn gặp lại")
    assert "hẹn gặp lại" in get(officer, "/lien-ket/chuoi/1/", **ON)
    assert "hẹn gặp lại" not in get(visitor, "/lien-ket/chuoi/1/", **ON)


def test_the_board_names_what_needs_somebody(officer, coop, company):
    key = sign(coop, company, "2018-03-01", until="2020-03-31")
    told = deliveries.Told("spring", date(2019, 2, 1), date(2019, 6, 30), agreed_value=100, delivered_value=50)
    deliveries.record_delivery(key=key, told=told, by=None)
    page = get(officer, "/lien-ket/bang-viec/", **ON)
    assert page.count("Hợp đồng chưa có số: Lúa") == 1
    assert re.search(r"\b50\s%", page)
    assert "31/03/2020" in page
    assert "Công ty Gạo Mới" in page


def season(key: str, kind: str = "spring", year: int = 2019, **told) -> None:
    """A season of a contract."""
    days = {"spring": (date(year, 2, 1), date(year, 6, 30)), "summer": (date(year, 7, 1), date(year, 11, 30))}[kind]
    deliveries.record_delivery(key=key, told=deliveries.Told(kind, *days, **told), by=None)


def board(client) -> dict:
    return client.get("/lien-ket/bang-viec/", ON).context


def listed(client, state: str, **more: str) -> int:
    """How many contracts the list shows of a state."""
    return client.get("/lien-ket/", ON | {"state": state} | more).context["page"].paginator.count


def test_the_board_counts_all_and_leads_to_the_rest(officer, coop, company):
    for n in range(work.MOST + 2):
        sign(coop, company, "2018-03-01", until="2020-03-31", commodity=f"Lúa {n}")
    page = get(officer, "/lien-ket/bang-viec/", **ON)
    context = board(officer)
    for matter, state in (("ending", "ending"), ("without_papers", "no_papers"), ("unrecorded", "unrecorded")):
        some = context[matter]
        assert (len(some.shown), some.count, some.left) == (30, 32, 2), matter
        assert officer.get(some.url).context["page"].paginator.count == 32, matter
        assert some.url == f"/lien-ket/?state={state}&on=2020-01-15"
    assert page.count("và 2 hợp đồng nữa") == 2
    assert "và 2 hợp đồng, vụ nữa" in page


def test_a_season_is_judged_by_quantity_where_no_values_are_told(officer, coop, company):
    by_quantity, by_value, well = (sign(coop, company, commodity=name) for name in ("Lúa", "Ngô", "Khoai"))
    season(by_quantity, unit="tấn", agreed=Decimal(100), delivered=Decimal("79.5"))
    # The value goes before the quantity, as on the page of the contract.
    season(by_value, unit="tấn", agreed=Decimal(100), delivered=Decimal(100), agreed_value=100, delivered_value=40)
    season(well, unit="tấn", agreed=Decimal(100), delivered=Decimal(80))
    shown = board(officer)["unkept"].shown
    assert [(line.contract.label[-3:], str(line.kept)) for line in shown] == [("Ngô", "40.0"), ("Lúa", "79.5")]
    assert listed(officer, "unkept") == 2
    contracts.withdraw_contract(key=by_value, by=None, seen=None, reason="Nhầm")
    assert board(officer)["unkept"].count == listed(officer, "unkept") == 1


def test_seasons_and_contracts_of_which_nothing_was_told(officer, visitor, coop, company):
    told, untold, none = (sign(coop, company, commodity=name) for name in ("Lúa", "Ngô", "Khoai"))
    sign(coop, company, "2020-02-01", commodity="Đậu")
    sign(coop, company, "2012-01-01", until="2014-12-31", commodity="Lạc")
    season(told, agreed_value=100, delivered_value=0)
    season(told, "summer", agreed_value=100)
    season(untold, unit="tấn", agreed=Decimal(100))
    season(untold, year=2020, agreed_value=100)
    found = board(officer)["unrecorded"]
    assert [(line.contract.label.split(": ")[1], line.ends) for line in found.shown] == [
        ("Lúa", date(2019, 11, 30)), ("Ngô", date(2019, 6, 30)), ("Khoai", None),
    ]  # fmt: skip
    assert found.count == 3
    assert listed(officer, "unrecorded") == 3
    assert listed(officer, "no_season") == 1
    assert "chưa có vụ nào" in get(officer, "/lien-ket/bang-viec/", **ON)
    assert none
    # What waits is the officers' alone: a visitor's list is not narrowed by it, on the page or in the file.
    assert listed(visitor, "unrecorded") == listed(visitor, "")
    assert "Chưa ghi giao nhận" not in get(visitor, "/lien-ket/", **ON)
    lines = visitor.get("/lien-ket/hop-dong.csv", ON | {"state": "unrecorded"}).content.decode().splitlines()
    assert any("Lạc" in line for line in lines)


def test_the_readings_stand_with_their_basis_and_another_can_be_chosen(officer, coop, company):
    sign(coop, company)
    page = get(officer, "/lien-ket/quy-tac/", **ON)
    assert "ANY_ACTIVE" in page
    assert "chưa kiểm chứng" in page
    answer = record(
        officer, "/lien-ket/quy-tac/linkage_linked/", rule="CONTRACT_36M", partners="enterprise",
        valid_from="01/01/2020", document="Quyết định 5/QĐ-LMHTX",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert "Quyết định 5/QĐ-LMHTX" in get(officer, "/lien-ket/quy-tac/", **ON)


def tabs(client, address: str) -> list[str]:
    """The tabs of a page."""
    [found] = re.findall(r'<ul class="nc-tabs".*?</ul>', get(client, address, **ON), re.S)
    return re.findall(r">([^<]+)</a>", found)


def test_the_readings_keep_the_tabs_of_officers(officer, visitor, coop):
    assert tabs(officer, "/lien-ket/quy-tac/") == tabs(officer, "/lien-ket/")
    assert "Bảng việc" in tabs(officer, "/lien-ket/quy-tac/")
    assert tabs(visitor, "/lien-ket/quy-tac/") == ["Hợp đồng", "Chuỗi giá trị", "Liên doanh", "Cách đọc"]


def test_tabs_of_lists_are_many_in_english(officer, coop):
    officer.post("/ngon-ngu/", {"language": "en", "next": "/"})
    assert tabs(officer, "/lien-ket/")[:4] == ["Contracts", "Deliveries", "Value chains", "Joint ventures"]


def test_visitors_read_the_readings_and_choose_none(visitor, coop):
    page = get(visitor, "/lien-ket/quy-tac/", **ON)
    assert "Ngành chính là: " in page
    assert "đang dùng" in page
    assert "Chọn cách khác" not in page


@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("linkage_linked", {"rule": "ANY_ACTIVE", "partners": "enterprise"}, "không có gì để ghi"),
        ("linkage_linked", {"rule": "CONTRACT_36M", "partners": "coop", "document": ""}, "Chưa điền: Văn bản"),
        ("linkage_agricultural", {}, "Chưa điền: Ngành được tính là nông nghiệp"),
        ("linkage_chain", {"stages": "9", "collective": "on", "durable_months": "36"}, "Cần một số từ 1 đến"),
    ],
)
def test_a_reading_in_use_or_wrong_is_told_and_not_written(officer, coop, code, typed, sentence):
    before = newest()
    signed = {"valid_from": "01/01/2020", "document": "Quyết định 5/QĐ-LMHTX"}
    assert sentence in record(officer, f"/lien-ket/quy-tac/{code}/", **(signed | typed)).content.decode()
    assert newest() == before


def test_an_organisation_shows_its_linkage_and_offers_the_acts(officer, coop, company):
    sign(coop, company)
    assert "Liên kết, chuỗi giá trị" in get(officer, f"/to-chuc/{key_of(coop)}/")
    assert "/contract/" in get(officer, f"/to-chuc/{key_of(coop)}/ghi/")


@pytest.mark.browser
def test_pages_are_accessible(own_ledger, page_at, axe, officer):
    yen_my = Unit.objects.get(name="Xã Yên Mỹ", valid_from=date(2016, 1, 1), parent__name="Huyện Ý Yên").pk
    with clock.at(date(2020, 1, 2)):
        coop, company = enter("HTX Lúa Vàng", place=yen_my, sector="AGR", tax_code=""), enterprise()
    key = sign(coop, company)
    chain(company, (coop, "production", key), (company, "trade", None))
    with clock.at(date(2020, 3, 2)):
        page = page_at(cookies=officer.cookies)
        for address in ("chuoi/1/", "bang-viec/", f"hop-dong/{number(key)}/"):
            assert list(faults(page, f"/lien-ket/{address}", axe)) == []


def test_every_commune_with_an_opportunity_has_its_line(ledger, today, officer, visitor, yen_my):
    telling.product(telling.organisation("HTX Có nơi", place=yen_my), "Gạo")
    telling.product(telling.organisation("HTX Chưa rõ"), "Ngao")
    address = "/lien-ket/co-hoi/"
    everything = get(officer, address)
    assert '<b class="nc-num">2</b> trong <span class="nc-num">2</span>' in everything
    assert "chưa rõ địa bàn" in everything
    found = get(officer, address, q="yen my")
    assert "Yên Mỹ" in found
    assert "chưa rõ địa bàn" not in found
    assert "Không xã, phường nào khớp" in get(officer, address, q="đâu đâu")
    assert visitor.get(address).status_code == 302


def test_products_without_linkage_are_told_one_by_one(ledger, today, officer, visitor, yen_my):
    linked, partner = enter("HTX Lúa Vàng", place=yen_my, sector="AGR", tax_code=""), enterprise()
    telling.product(Organisation.objects.get(pk=linked), "Gạo tám")
    sign(linked, partner, commodity="Gạo")
    telling.product(telling.organisation("HTX Có nơi", place=yen_my), "Gạo nếp")
    telling.product(telling.organisation("HTX Chưa rõ"), "Ngao")
    address = "/lien-ket/co-hoi/san-pham/"
    everything = get(officer, address)
    assert '<b class="nc-num">2</b> trong <span class="nc-num">2</span>' in everything
    assert all(word in everything for word in ("Gạo nếp", "HTX Có nơi", "Ngao", "chưa rõ địa bàn"))
    assert "Gạo tám" not in everything
    (of_commune,) = re.findall(r'href="(/lien-ket/co-hoi/san-pham/\?place=[^"]+)"', get(officer, "/lien-ket/co-hoi/"))
    there = officer.get(html.unescape(of_commune)).content.decode()
    assert "Gạo nếp" in there
    assert "Ngao" not in there
    told = officer.get("/lien-ket/co-hoi/san-pham.csv").content.decode("utf-8-sig")
    assert "Gạo nếp" in told
    assert "Gạo tám" not in told
    assert visitor.get(address).status_code == 302


def test_the_board_leads_to_the_list_of_all_opportunities(ledger, today, officer, yen_my, monkeypatch):
    monkeypatch.setattr(work, "MOST", 1)
    telling.product(telling.organisation("HTX Có nơi", place=yen_my), "Gạo")
    telling.product(telling.organisation("HTX Chưa rõ"), "Ngao")
    foot = get(officer, "/lien-ket/bang-viec/").split('id="h-ch"')[1]
    assert '<a href="/lien-ket/co-hoi/">và 1 xã, phường nữa</a>' in foot
