"""Contracts of linkage that results and offers name: which may be named, what pages tell of them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.linkage.actions.contracts import withdraw_contract
from nongcot.linkage.models import Contract
from nongcot.linkage.tests import book as linkage
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.trade.actions import offers, requests, results
from nongcot.trade.models import BuyerRequest, Offer, Result
from nongcot.trade.tests.telling import event, value, went

pytestmark = pytest.mark.both_databases

OPENS, TOLD = date(2022, 3, 10), date(2022, 4, 1)
NUMBER = "77/HĐLK"


@pytest.fixture
def coop(today, book) -> Organisation:
    return telling.organisation("HTX A")


@pytest.fixture
def company(today, book) -> Organisation:
    return telling.organisation("Công ty Gạo Mới", kind="enterprise")


@pytest.fixture
def fair(coop) -> int:
    return event()


@pytest.fixture
def participation(fair, coop) -> int:
    return went(fair, coop)[0]


def sign(who: Organisation, company: Organisation, signed_on: date | None = date(2022, 3, 20), **more: Any) -> int:
    """Sign a contract of linkage; gives its number."""
    told = {"number": NUMBER, "signed_on": signed_on} | more
    return linkage.number(linkage.sign(who.pk, company.pk, "2022-04-01", **told))


def tell(participation: int, *agreements: int, contracts: int = 1) -> int:
    """Enter a result that names these contracts; gives the posting."""
    told = results.Told(TOLD, contracts=contracts, agreements=agreements)
    return results.record_result(participation_id=participation, told=told, by=None, seen=None).n


def take_back(number: int) -> None:
    key = Contract.objects.filter(contract_id=number)[0].key
    withdraw_contract(key=key, by=None, seen=None, reason="không phải hợp đồng liên kết")


def refused(act, *args: Any, **told: Any) -> tuple[str, str]:
    """The field that an act is refused at and the sentence; nothing was written."""
    before = newest()
    with pytest.raises(ValidationError) as error:
        act(*args, **told)
    assert newest() == before
    [(field, sentences)] = error.value.message_dict.items()
    return field, " ".join(sentences)


def page(client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"trade:{name}", args=args), query)
    assert answer.status_code == 200
    return text(answer)


def contract_url(number: int) -> str:
    return reverse("linkage:contract", args=[number])


def test_a_result_names_the_contracts_that_stand_in_linkage_and_counts_as_before(participation, coop, company):
    one, other = sign(coop, company), sign(coop, company, commodity="Ngô")
    tell(participation, one, other, one, contracts=3)
    assert Result.objects.get().agreements == [one, other]
    assert value("trade_contracts") == 3


def test_a_contract_that_does_not_stand_is_refused(participation, coop, company):
    sentence = "Hợp đồng này không có trong sổ liên kết, hoặc đã được rút lại."
    assert refused(tell, participation, 999) == ("agreements", sentence)
    number = sign(coop, company)
    take_back(number)
    assert refused(tell, participation, number) == ("agreements", sentence)


def test_a_contract_of_others_is_refused(participation, company):
    number = sign(telling.organisation("HTX B"), company)
    field, sentence = refused(tell, participation, number)
    assert field == "agreements"
    assert "không phải là một bên: Hợp đồng 77/HĐLK" in sentence


def test_what_was_signed_before_the_opening_did_not_come_of_the_event(participation, coop, company):
    field, sentence = refused(tell, participation, sign(coop, company, date(2022, 3, 9)))
    assert field == "agreements"
    assert "ký ngày 09/03/2022, trước ngày khai mạc (10/03/2022)" in sentence
    tell(participation, sign(coop, company, OPENS), sign(coop, company, None), contracts=2)


def test_fewer_contracts_than_are_named_are_told_at_their_number(participation, coop, company):
    one, other = sign(coop, company), sign(coop, company)
    field, sentence = refused(tell, participation, one, other)
    assert field == "contracts"
    assert "Đã nêu 2 hợp đồng liên kết" in sentence


def test_contracts_of_a_united_record_are_ones_own(participation, coop, company):
    double = telling.organisation("Hợp tác xã A")
    number = sign(double, company)
    refused(tell, participation, number)
    telling.unite(double, coop, date(2017, 3, 1))
    tell(participation, number)
    assert Result.objects.get().agreements == [number]


def test_lists_of_results_are_judged_alike(participation, coop, company):
    told = {participation: results.Told(TOLD, contracts=1, agreements=(999,))}
    assert refused(results.record_results, results=told, by=None)[0] == "agreements"
    number = sign(coop, company)
    told = {participation: results.Told(TOLD, contracts=1, agreements=(number,))}
    results.record_results(results=told, by=None)
    assert Result.objects.get().agreements == [number]


def test_an_undone_correction_leaves_the_contracts_named_before(participation, coop, company, officer, fair):
    one = sign(coop, company)
    tell(participation, one)
    undo(n=tell(participation, contracts=2), by=None, reason="nhầm")
    assert contract_url(one) in page(officer, "event", fair)
    results.withdraw_result(key=f"tr{participation}", by=None, seen=None, reason="nhầm")
    assert Result.objects.latest("pk").agreements == [one]
    assert contract_url(one) not in page(officer, "event", fair)


def test_the_journal_says_which_contracts(participation, coop, company, officer):
    number = sign(coop, company)
    n = tell(participation, number)
    take_back(number)
    said = text(officer.get(reverse("registry:posting", args=[n])))
    assert "Kết quả tham gia: 1 hợp đồng, 0 biên bản ghi nhớ; Hợp đồng 77/HĐLK: Lúa" in said


def test_the_event_leads_officers_to_the_contract_not_visitors(fair, participation, coop, company, officer, visitor):
    number = sign(coop, company)
    tell(participation, number)
    assert f'<a href="{contract_url(number)}">Hợp đồng 77/HĐLK: Lúa</a>' in page(officer, "event", fair)
    files = ("guests_file", fair, "csv")
    assert "Hợp đồng 77/HĐLK: Lúa" in page(officer, *files)
    own = reverse("registry:organisation", args=[coop.key])
    assert "Hợp đồng 77/HĐLK" in text(officer.get(own))
    for shown in (page(visitor, "event", fair), page(visitor, *files), text(visitor.get(own))):
        assert NUMBER not in shown


def test_a_contract_taken_back_later_is_told_so_and_the_result_stays(fair, participation, coop, company, officer):
    number = sign(coop, company)
    tell(participation, number)
    known = newest()
    take_back(number)
    shown = page(officer, "event", fair)
    assert "Hợp đồng 77/HĐLK: Lúa" in shown
    assert "đã rút lại khỏi sổ liên kết" in shown
    assert contract_url(number) not in shown
    assert value("trade_contracts") == 1
    assert "(đã rút lại)" in page(officer, "guests_file", fair, "csv")
    then = page(officer, "event", fair, on="2022-06-15", known=known)
    assert contract_url(number) in then
    assert "đã rút lại khỏi sổ liên kết" not in then


def test_a_contract_whose_signing_was_undone_is_told_so(fair, participation, coop, company, officer):
    number = sign(coop, company)
    tell(participation, number)
    undo(n=newest() - 1, by=None, reason="nhập nhầm")
    assert "đã rút lại khỏi sổ liên kết" in page(officer, "event", fair)


def test_the_form_offers_what_may_have_come_of_it_the_last_first(participation, coop, company, officer):
    sign(coop, company, None, commodity="Ngô", number="")
    sign(coop, company, date(2022, 3, 20))
    sign(coop, company, date(2022, 5, 2), commodity="Lạc")
    sign(coop, company, date(2022, 3, 1), commodity="Vừng")
    sign(telling.organisation("HTX B"), company, commodity="Đỗ")
    address = reverse("trade:act_on", args=["result", f"tp{participation}"])
    asked = text(officer.get(address))
    offered = [asked.index(f"· {commodity} ·") for commodity in ("Lạc", "Lúa", "Ngô")]
    assert offered == sorted(offered)
    assert "77/HĐLK · Lúa · ký 20/03/2022 · Công ty Gạo Mới" in asked
    assert "chưa có số · Ngô · chưa rõ ngày ký · Công ty Gạo Mới" in asked
    assert "Vừng" not in asked
    assert "Đỗ" not in asked
    assert "1 hợp đồng ký trước ngày ấy không thể là kết quả" in asked


def test_contracts_are_chosen_checked_and_corrected(participation, coop, company, officer):
    one, other = sign(coop, company), sign(coop, company, commodity="Ngô")
    address = reverse("trade:act_on", args=["result", f"tp{participation}"])
    typed = {"told_on": "01/04/2022", "contracts": "1", "agreements": [str(one), str(other)]}
    assert "Đã nêu 2 hợp đồng liên kết" in " ".join(errors(check(officer, address, **typed)))
    checked = check(officer, address, **(typed | {"contracts": "2"}))
    assert "77/HĐLK · Ngô · ký 20/03/2022 · Công ty Gạo Mới" in checked
    assert record(officer, address, checked).status_code == 302
    assert Result.objects.get().agreements == [one, other]
    again = text(officer.get(address))
    for number in (one, other):
        assert f'value="{number}"' in again
    assert again.count("checked") == 2
    take_back(other)
    again = text(officer.get(address))
    assert again.count("checked") == 1
    assert "ghi lại thì thôi nêu: Hợp đồng 77/HĐLK: Ngô" in again
    record(officer, address, check(officer, address, **(typed | {"agreements": [str(one)]})))
    assert Result.objects.latest("pk").agreements == [one]


def test_the_form_leads_to_where_a_contract_is_entered(participation, coop, officer, fair):
    address = reverse("linkage:act", args=[coop.key, "contract"])
    asked = page(officer, "act_on", "result", f"tp{participation}")
    assert f'<a href="{address}">Ghi hợp đồng liên kết mới</a>' in asked
    assert officer.get(address).status_code == 200
    # Linkage enters contracts of the co-op side alone; of a united record it enters them for the one it is counted as.
    [theirs] = went(fair, telling.organisation("Công ty Khác", kind="enterprise"))
    assert "Ghi hợp đồng liên kết mới" not in page(officer, "act_on", "result", f"tp{theirs}")
    kept = telling.organisation("Hợp tác xã A")
    telling.unite(coop, kept, date(2017, 3, 1))
    asked = page(officer, "act_on", "result", f"tp{participation}")
    assert reverse("linkage:act", args=[kept.key, "contract"]) in asked


@pytest.fixture
def offered(coop) -> str:
    """The key of an offer of 10 March 2022."""
    requests.ask_for(buyer="Chuỗi cửa hàng", wanted="Gạo", since=date(2022, 3, 1), by=None)
    number = BuyerRequest.objects.get().request_id
    return offers.offer(request_id=number, organisation_id=coop.pk, day=OPENS, by=None).keys[0]


def settle(key: str, agreement_id: int | None, outcome: str = "agreed") -> None:
    told = {"outcome": outcome, "agreement_id": agreement_id}
    offers.settle_offer(key=key, day=TOLD, by=None, seen=None, **told)


def test_an_offer_names_the_contract_it_led_to(offered, coop, company):
    number = sign(coop, company)
    settle(offered, number)
    assert Offer.objects.latest("pk").agreement_id == number
    assert "Hợp đồng 77/HĐLK: Lúa" in str(Offer.objects.latest("pk"))
    settle(offered, None, "declined")
    assert Offer.objects.latest("pk").agreement_id is None


def test_an_offer_cannot_have_led_to_any_contract(offered, coop, company):
    assert refused(settle, offered, 999)[0] == "agreement_id"
    assert refused(settle, offered, sign(telling.organisation("HTX B"), company))[0] == "agreement_id"
    field, sentence = refused(settle, offered, sign(coop, company, date(2022, 3, 9)))
    assert field == "agreement_id"
    assert "trước ngày chào hàng (10/03/2022)" in sentence
    field, sentence = refused(settle, offered, sign(coop, company), "declined")
    assert (field, sentence) == ("agreement_id", "Chỉ chào hàng đã thỏa thuận mới có hợp đồng.")


def test_the_buyers_page_leads_to_the_contract_and_says_when_it_was_taken_back(offered, coop, company, officer):
    number = sign(coop, company)
    address = reverse("trade:act_on", args=["settle_offer", offered])
    assert "77/HĐLK · Lúa · ký 20/03/2022 · Công ty Gạo Mới" in text(officer.get(address))
    typed = {"outcome": "agreed", "day": "01/04/2022", "agreement_id": str(number)}
    record(officer, address, check(officer, address, **typed))
    assert f'value="{number}" selected' in text(officer.get(address))
    request = BuyerRequest.objects.get().request_id
    assert contract_url(number) in page(officer, "buyer", request)
    take_back(number)
    shown = page(officer, "buyer", request)
    assert "đã rút lại khỏi sổ liên kết" in shown
    assert contract_url(number) not in shown
    asked = text(officer.get(address))
    assert f'value="{number}"' not in asked
    assert "ghi lại thì thôi nêu: Hợp đồng 77/HĐLK: Lúa" in asked
