"""VietGAP or an equivalent: VietGAP alone until an officer states others from a document; pages name what serves."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.basis import rules
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.ntm import equivalents, sets
from nongcot.ntm.actions import state_equivalents
from nongcot.ntm.evidence import Evidence, evaluate
from nongcot.ntm.vocabulary import State
from nongcot.places import geography
from nongcot.registry.actions.certificates import add_certificate
from nongcot.registry.actions.from_documents import Basis
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Organisation
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.pages import check, errors, record, text

pytestmark = pytest.mark.both_databases

ON, SINCE = date(2023, 6, 1), date(2023, 1, 1)
PAGE, FORM = "/nong-thon-moi/tuong-duong/", "/nong-thon-moi/tuong-duong/ghi/"
BASIS = "318/QĐ-TTg"


@pytest.fixture(autouse=True)
def today(ledger):
    with clock.at(ON):
        yield


@pytest.fixture
def commune(ledger):
    return geography.at("13831", ON)


def coop(name: str, commune, *schemes: str) -> int:
    found = enter(name, place=commune.pk, tax_code="")
    telling.product(Organisation.objects.get(pk=found), f"Rau của {name}")
    for scheme in schemes:
        add_certificate(
            organisation_id=found, scheme=scheme, issued=PartialDate.day(date(2020, 1, 1)),
            valid_until=date(2024, 12, 31), by=None,
        )  # fmt: skip
    return found


def item(commune, on: date = ON, n: int | None = None, code: str = "13.3") -> Evidence:
    criteria = sets.of("NTM-2021")
    assert criteria is not None
    found = evaluate(on, n or newest(), [criteria])
    return next(one for one in found.of(found.sets[0], commune.pk).evidence if one.item.code == code)


def state(*schemes: str, since: date = SINCE, **more) -> int:
    more = {"basis": Basis(BASIS), "by": None} | more
    return state_equivalents(valid_from=since, schemes=schemes, **more).n


def test_vietgap_alone_serves_until_somebody_states_another(commune):
    world = coop("HTX Rau Thế Giới", commune, "traceability", "globalgap", "haccp")
    coop("HTX Không Truy Xuất", commune, "organic")
    found = item(commune)
    assert (found.state, found.organisations) == (State.MISSING, frozenset())
    assert found.others == {world: ("globalgap", "haccp")}
    own = coop("HTX Rau Nhà", commune, "traceability", "vietgap")
    found = item(commune)
    assert (found.state, found.schemes) == (State.FOUND, {own: ("vietgap",)})


def test_what_an_officer_states_serves_from_its_day_and_knowledge_before_keeps_the_older(commune):
    world = coop("HTX Rau Thế Giới", commune, "traceability", "globalgap", "haccp")
    before = newest()
    state("globalgap", "organic")
    found = item(commune)
    assert (found.state, found.schemes, found.others) == (State.FOUND, {world: ("globalgap",)}, {})
    assert item(commune, date(2022, 12, 31)).state == State.MISSING
    assert item(commune, n=before).state == State.MISSING
    assert item(commune, date(2025, 1, 1)).state == State.MISSING  # the certificate ran out
    # The figure of VietGAP is about VietGAP; that of communes follows the evidence.
    assert figure("vietgap_cooperatives", on=ON).value == 0
    assert equivalents.serving(ON) == ("vietgap", "globalgap", "organic")
    state()
    assert item(commune).state == State.MISSING


def test_no_other_item_takes_an_equivalent(commune):
    coop("HTX Rau Thế Giới", commune, "traceability", "globalgap")
    state("globalgap")
    asking = [(one.code, i.code) for one in sets.carried() for i in one.items if i.or_equivalent]
    assert asking == [("NTM-2021", "13.3")]
    advanced = sets.of("NTM-NC-2021")
    found = evaluate(ON, newest(), [advanced])
    assert {one.item.code: one.schemes for one in found.of(found.sets[0], commune.pk).evidence}["13.3"] == {}


def test_an_undo_leaves_what_was(commune):
    coop("HTX Rau Thế Giới", commune, "traceability", "globalgap")
    n = state("globalgap")
    undo(n=n, by=None, reason="Nhầm văn bản")
    assert (item(commune).state, equivalents.serving(ON)) == (State.MISSING, ("vietgap",))


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"schemes": ["ocop"]}, "schemes"),
        ({"basis": Basis("")}, "document"),
        ({"basis": Basis("9/QĐ-KHÔNG")}, "document"),
        ({"valid_from": date(2021, 1, 1)}, "valid_from"),
        ({"valid_from": date(2027, 1, 1)}, "valid_from"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(commune, told, field):
    told = {"schemes": ["globalgap"], "valid_from": SINCE, "basis": Basis(BASIS), "by": None} | told
    n = newest()
    with pytest.raises(ValidationError) as refused:
        state_equivalents(**told)
    assert (list(refused.value.error_dict), newest()) == ([field], n)


def test_the_same_again_is_nothing_and_the_second_of_two_is_told(commune):
    state("globalgap", basis=Basis(BASIS, "Phụ lục 1"))
    seen = newest()
    with pytest.raises(NotNow):
        state("globalgap", basis=Basis(BASIS, "Phụ lục 1"))
    state("organic")
    with pytest.raises(ChangedSince):
        state("haccp", seen=seen)


def test_the_page_tells_what_serves_with_basis_and_state(visitor, officer, commune):
    page = text(visitor.get(PAGE))
    assert "Chỉ VietGAP; chưa có văn bản nào được nêu cho chứng nhận khác." in page
    assert "chưa kiểm chứng" in page
    assert "13.3" in page
    assert FORM not in page
    assert FORM in text(officer.get(PAGE))
    assert visitor.get(FORM).status_code in (302, 404)
    dated = text(visitor.get(PAGE, {"on": "2023-05-01"}))
    assert 'href="/nong-thon-moi/?on=2023-05-01"' in dated
    assert 'value="?on=' not in dated  # the day of a page is nothing that was sought


def test_an_officer_states_it_in_three_steps(officer, visitor, commune):
    coop("HTX Rau Thế Giới", commune, "traceability", "globalgap")
    address = reverse("ntm:commune", args=[commune.code])
    before = text(visitor.get(address))
    assert "Chỉ thiếu chứng nhận được tính, có chứng nhận khác còn hiệu lực: <a" in before
    assert "HTX Rau Thế Giới</a> (GlobalG.A.P.)" in before
    typed = {"schemes": ["globalgap"], "valid_from": "01/01/2023", "document": BASIS, "article": "Phụ lục 1"}
    assert len(errors(check(officer, FORM, **typed | {"document": ""}))) == 1
    answer = record(officer, FORM, check(officer, FORM, **typed))
    assert answer.status_code == 302
    assert "VietGAP hoặc tương đương, từ 01/01/2023" in text(officer.get(reverse("registry:posting", args=[newest()])))
    page = text(visitor.get(PAGE))
    assert "VietGAP, và được coi là tương đương: GlobalG.A.P." in page
    assert f"Quyết định {BASIS} ngày 08/03/2022, Phụ lục 1" in page
    told = text(visitor.get(address))
    assert re.search(r"HTX Rau Thế Giới</a> \(<a [^>]*>Truy xuất nguồn gốc</a>, <a [^>]*>GlobalG.A.P.</a>\)", told)
    assert "Chứng nhận được tính: VietGAP, GlobalG.A.P." in told
    assert "Chỉ thiếu chứng nhận" not in told
    assert "truy xuất ấy có bằng kỹ thuật số hay không" in told
    again = officer.get(FORM).context["form"]
    assert again["schemes"].value() == ["globalgap"]


def test_a_book_without_the_rule_takes_vietgap_alone(commune, monkeypatch):
    monkeypatch.setattr(rules, "on", lambda *asked: None)
    assert equivalents.serving(ON) == ("vietgap",)
