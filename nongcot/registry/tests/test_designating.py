"""A decision names main products of several makers in one act, reached from the list of main products."""

from datetime import date

import pytest
from django.urls import reverse

from nongcot.registry.models import MainProduct
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.registry.views import designating

pytestmark = pytest.mark.both_databases

TOLD = {"commodity": "Lúa gạo", "decision_no": "12/QĐ-UBND", "decided_on": "03/02/2020", "since": "03/02/2020"}


@pytest.fixture
def rice(ledger, book, today) -> list[int]:
    """Rice of two makers, and salt of a third."""
    made = (("HTX A", "Gạo tám"), ("HTX B", "Gạo nếp"), ("HTX C", "Muối hạt"))
    return [telling.product(telling.organisation(who), what, valid_from=date(2018, 1, 1)) for who, what in made]


def test_products_of_several_makers_are_named_by_one_act(rice, officer):
    address = f"{reverse('registry:designate')}?q=gạo"
    page = text(officer.get(address))
    assert "Gạo tám – HTX A" in page
    assert "Gạo nếp – HTX B" in page
    assert "Muối hạt" not in page
    checked = check(officer, address, products=[str(rice[0]), str(rice[1])], **TOLD)
    assert "Gạo tám – HTX A, Gạo nếp – HTX B" in checked or "Gạo nếp – HTX B, Gạo tám – HTX A" in checked
    assert record(officer, address, checked).status_code == 302
    named = MainProduct.objects.all()
    assert {one.product_id for one in named} == set(rice[:2])
    assert len({one.posted for one in named}) == 1
    assert "Gạo nếp" in text(officer.get(reverse("registry:list", args=["san-pham-chu-luc"])))


def test_which_product_is_one_already_is_said(rice, officer):
    address = reverse("registry:designate")
    record(officer, address, check(officer, address, products=[str(rice[1])], **TOLD))
    refused = check(officer, address, products=[str(one) for one in rice], **TOLD)
    assert "“Gạo nếp” đã là sản phẩm chủ lực vào ngày ấy." in " ".join(errors(refused))
    assert MainProduct.objects.count() == 1


def test_what_is_not_offered_is_no_answer(rice, officer, monkeypatch):
    monkeypatch.setattr(designating, "MOST", 1)
    page = text(officer.get(f"{reverse('registry:designate')}?q=gạo"))
    assert "còn 1 sản phẩm nữa, hãy tìm hẹp hơn" in page
    assert errors(check(officer, f"{reverse('registry:designate')}?q=gạo", products=[str(rice[2])], **TOLD))


def test_the_list_leads_officers_to_it(rice, officer, visitor):
    address = reverse("registry:designate")
    lists = reverse("registry:list", args=["san-pham-chu-luc"])
    assert address in text(officer.get(lists))
    assert address not in text(visitor.get(lists))
    assert address not in text(officer.get(reverse("registry:list", args=["chung-nhan"])))
