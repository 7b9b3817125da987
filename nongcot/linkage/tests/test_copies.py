"""Copies of a contract's papers: the officers' alone, as known at the point of the page."""

import pytest

from nongcot.indicators.ledger import newest
from nongcot.linkage.actions import contracts, papers
from nongcot.linkage.models import Document
from nongcot.linkage.tests.book import enterprise, number, sign
from nongcot.registry.actions.copies import change_copy
from nongcot.registry.copies import expiry, store
from nongcot.registry.models import Copy
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.files import pdf, picture, taken

pytestmark = pytest.mark.usefixtures("ledger", "today", "folder")


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def contract(yen_my) -> str:
    """The key of a contract."""
    return sign(enter("HTX Lúa Vàng", place=yen_my), enterprise(), "2019-01-01")


@pytest.fixture
def paper(contract) -> str:
    """The key of a paper of the contract."""
    return papers.add_document(key=contract, kind="contract", number="1/HĐ", by=None).keys[0]


def page_of(client, contract: str) -> str:
    return client.get(f"/lien-ket/hop-dong/{number(contract)}/").content.decode()


def test_officers_see_and_open_copies_and_nobody_else_does(officer, keeper, visitor, council_member, contract, paper):
    copy = telling.copy(Document, paper, "Hợp đồng ký tay", pdf())
    address = f"/lien-ket/hop-dong/{number(contract)}/ban-chup/{copy}/"
    for client in (officer, keeper):
        assert f'href="{address}"' in page_of(client, contract)
        assert client.get(address).content == pdf_of(copy)
    assert f"/lien-ket/sua/add_copy/{paper}/" in page_of(officer, contract)
    assert f"/lien-ket/sua/erase_copy/{copy}/" in page_of(officer, contract)
    assert "_copy/" not in page_of(keeper, contract)
    assert "Hợp đồng ký tay" not in page_of(visitor, contract)
    assert visitor.get(address)["Location"].startswith("/dang-nhap/")
    assert council_member.get(address).status_code == 404


def pdf_of(copy: str) -> bytes:
    return store.read(Copy.objects.get(key=copy).sha256)


def test_the_page_of_an_earlier_day_opens_what_was_there_then(officer, contract, paper):
    copy = telling.copy(Document, paper)
    before = newest()
    change_copy(key=copy, title="Bản rõ hơn", taken=taken(picture(grey=2)), by=None, seen=before)
    address = f"/lien-ket/hop-dong/{number(contract)}/"
    page = officer.get(address, {"known": before}).content.decode()
    assert "Bản chụp</a>" in page
    assert f"known={before}" in page
    assert officer.get(f"{address}ban-chup/{copy}/", {"known": before}).content == picture()
    assert officer.get(f"{address}ban-chup/{copy}/").content == picture(grey=2)


def test_the_address_of_another_contract_opens_nothing(officer, contract, paper, yen_my):
    copy = telling.copy(Document, paper)
    other = sign(enter("HTX Sông Xanh", place=yen_my), enterprise("Công ty khác"), "2019-01-01")
    assert officer.get(f"/lien-ket/hop-dong/{number(other)}/ban-chup/{copy}/").status_code == 404
    assert officer.get(f"/lien-ket/hop-dong/{number(contract)}/ban-chup/mau/").status_code == 404


def test_copies_of_a_contract_that_was_taken_back_are_needed_no_more(contract, paper):
    telling.copy(Document, paper)
    assert len(expiry.needed()) == 1
    contracts.withdraw_contract(key=contract, by=None, seen=newest(), reason="nhầm")
    assert expiry.needed() == {}
