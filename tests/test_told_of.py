"""The form of every act about a fact, and the page where its answers are checked, say of what the fact is told, and
which one of several it is."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.urls import resolve, reverse

from nongcot.exemplars import models as exemplars
from nongcot.exemplars.models import Designation, Nomination
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate, format_day
from nongcot.kernel.text import fold
from nongcot.linkage import models as linkage
from nongcot.linkage.models import Chain, Contract, Document, Party
from nongcot.ntm import actions
from nongcot.ntm import models as ntm
from nongcot.ntm.models import Finding
from nongcot.ntm.vocabulary import Answer
from nongcot.ocop import models as ocop
from nongcot.ocop.models import Dossier, Evidence
from nongcot.places import geography
from nongcot.registry import models as registry
from nongcot.registry import words
from nongcot.registry.actions import branches
from nongcot.registry.models import Keyed, Product
from nongcot.registry.tests import telling
from nongcot.registry.vocabulary import Scheme
from nongcot.support import models as support
from nongcot.support.models import Course, LoanProject
from nongcot.trade import models as trade
from nongcot.trade.models import BuyerRequest, Participation, TradeEvent
from tests import every_fact
from tests.every_act import ROOMS, TODAY, linked, tell
from tests.trying import Trial, opened, undone

pytestmark = [pytest.mark.long]


def _one(model: Any, **which: Any) -> Any:
    return model.objects.filter(void=False, **which).latest("posted", "pk")


def _contract(number: int) -> list[str]:
    parties = Party.objects.filter(contract_id=number).values_list("organisation_id", flat=True)
    return [str(_one(Contract, contract_id=number)), *words.names(set(parties)).values()]


def _dossier(key: str) -> list[str]:
    product = _one(Dossier, key=key).product_id
    return [_one(Product, product_id=product).name]


def _event_of_participation(number: int) -> list[str]:
    return [_one(TradeEvent, event_id=_one(Participation, participation_id=number).event_id).name]


def _copied(key: str) -> list[str]:
    """The paper that a copy is of, and what that one is told of."""
    paper = next(row for model in (Evidence, Document) for row in model.objects.filter(key=key))
    return [str(paper), *parents(paper)]


#: Column of a fact → what bears its number, in the words by which officers know it.
PARENTS: dict[str, Callable[[Any], list[str]]] = {
    "contract_id": _contract,
    "chain_id": lambda number: [_one(Chain, chain_id=number).name],
    "event_id": lambda number: [_one(TradeEvent, event_id=number).name],
    "participation_id": _event_of_participation,
    "request_id": lambda number: [_one(BuyerRequest, request_id=number).buyer],
    "course_id": lambda number: [_one(Course, course_id=number).name],
    "loan_id": lambda number: [str(_one(LoanProject, loan_id=number))],
    "dossier": _dossier,
    "of_key": _copied,
    "designation_id": lambda number: [str(_one(Designation, designation_id=number))],
    "nomination_id": lambda number: [str(_one(Nomination, nomination_id=number))],
    "exemplar_id": lambda number: list(words.names([number]).values()),
    "product_id": lambda number: [_one(Product, product_id=number).name],
}

#: Numbers that are a fact's own, or of what a question of its form asks: a place, a union, a leader, an agreement.
OTHERS = {
    "organisation_id", "place_id", "unit_id", "counterpart_id", "keep_id", "leader_id", "partner_id", "agreement_id",
    "support_id", "venture_id", "replication_id", "recognition_id", "investment_id", "model_id", "award_id",
}  # fmt: skip


#: By what a fact is told from others of its kind, beside what it is told of.
ITSELF: dict[type[Keyed], Callable[[Any], list[str]]] = {
    registry.LifeEvent: lambda fact: [words.event(fact.kind), format_day(fact.earliest)],
    registry.Branch: lambda fact: [fact.name, format_day(fact.valid_from)],
    registry.Certificate: lambda fact: [words.label(Scheme, fact.scheme), fact.number, format_day(fact.issued_on)],
    registry.MainProduct: lambda fact: [fact.commodity, fact.decision_no],
    registry.Gtin: lambda fact: [fact.gtin],
    registry.Copy: lambda fact: [fact.title],
    trade.TradeEvent: lambda fact: [fact.name, format_day(fact.earliest)],
    trade.Participation: lambda fact: [format_day(_one(TradeEvent, event_id=fact.event_id).earliest)],
    trade.Result: lambda fact: [format_day(fact.told_on)],
    trade.Confirmation: lambda fact: [str(fact), format_day(fact.valid_from)],
    trade.OnlineShop: lambda fact: [fact.platform],
    trade.BuyerRequest: lambda fact: [fact.buyer, fact.wanted],
    trade.Offer: lambda fact: [format_day(fact.offered_on)],
    support.Course: lambda fact: [fact.name],
    support.Support: lambda fact: [fact.what, format_day(fact.earliest)],
    support.Payout: lambda fact: [format_day(fact.earliest)],
    linkage.Term: lambda fact: [str(fact)],
    linkage.Delivery: lambda fact: [format_day(fact.ends)],
    linkage.Support: lambda fact: [str(fact)],
    linkage.Document: lambda fact: [fact.number],
    linkage.Venture: lambda fact: [fact.name],
    ocop.Evidence: lambda fact: [fact.title],
    ocop.Result: lambda fact: [format_day(fact.earliest)],
    ocop.Recognition: lambda fact: [format_day(fact.earliest)],
    ocop.Step: lambda fact: [format_day(fact.day)],
    exemplars.Reviewed: lambda fact: [str(fact.year)],
    exemplars.StepTaken: lambda fact: [str(fact), format_day(fact.on)],
    exemplars.Check: lambda fact: [str(fact), format_day(fact.on)],
    exemplars.Replication: lambda fact: [format_day(fact.earliest)],
    exemplars.Recognition: lambda fact: [str(fact.year)],
    exemplars.Investment: lambda fact: [fact.what, format_day(fact.earliest)],
    exemplars.EffectiveModel: lambda fact: [fact.name],
    exemplars.Award: lambda fact: [str(fact), format_day(fact.earliest)],
    exemplars.Strengthening: lambda fact: [str(fact), format_day(fact.on)],
    ntm.Title: lambda fact: [str(fact)],
}

#: What it is told of tells it whole (a guest of a course, an item of a commune), or no act is about it.
BY_ITS_NUMBERS = {
    registry.Product, registry.SameAs, support.Coming, support.LoanProject, linkage.Contract, linkage.Party,
    linkage.Chain, linkage.Member, ocop.Dossier, exemplars.Nomination, exemplars.Designation, ntm.Finding,
}  # fmt: skip


def tables() -> list[type[Keyed]]:
    """All tables of facts with an identity."""
    return [model for model in apps.get_models() if issubclass(model, Keyed)]


def parents(fact: Keyed) -> list[str]:
    """What the pages of an act about this fact are to say."""
    found = []
    for column, told in PARENTS.items():
        number = getattr(fact, column, None)
        if number not in (None, "", 0) and isinstance(number, int | str):
            found += told(number)
    return found + [one for one in ITSELF.get(type(fact), lambda _fact: [])(fact) if one]


def facts() -> dict[str, Keyed]:
    """All facts by their keys, as they were told last."""
    rows = [row for model in tables() for row in model._default_manager.order_by("posted", "pk")]
    return {row.key: row for row in rows}


def fact_of(address: str, among: dict[str, Keyed]) -> Keyed | None:
    """The fact that an address of an act is about; None where it is about an organisation."""
    parts = [str(part) for part in resolve(address.partition("?")[0]).kwargs.values()]
    return next((among[part] for part in reversed(parts) if part in among), None)


def unsaid(client: Any, address: str, wanted: list[str]) -> str:
    """What the page of an act, or that of its answers, does not say; "" for nothing."""
    with undone():
        for trial in opened(client, address):
            for where, page in (("the form", client.get(address)), ("the check", _checked(trial))):
                if page is None:
                    continue
                said = html.unescape(page.content.decode()).partition('<form class="nc-form')[0]
                said = said.partition("<form method")[0]
                missing = [one for one in wanted if fold(one) not in fold(said)]
                if missing:
                    return f"{where} does not say {missing}"
    return ""


def _checked(trial: Trial) -> Any:
    """The page where the answers of a form are checked; None where no good ones were found."""
    answer = trial.obliged()[1]
    return answer if answer.status_code == 200 and b'name="state"' in answer.content else None


def test_every_number_in_a_fact_is_its_own_or_of_something_that_its_pages_name():
    numbers = {field.attname for model in tables() for field in model._meta.concrete_fields
               if field.attname.endswith("_id")}  # fmt: skip
    assert numbers - OTHERS - set(PARENTS) == set()


def test_every_kind_of_fact_is_told_from_others_of_its_kind():
    assert set(tables()) == ITSELF.keys() | BY_ITS_NUMBERS
    assert not ITSELF.keys() & BY_ITS_NUMBERS


@pytest.mark.parametrize("room", ROOMS)
def test_every_act_about_a_fact_says_of_what_it_is_told(room, ledger, officer, notes):
    wrong, tried = [], set()
    with clock.at(TODAY):
        tell(room)
        told = facts()
        for code, addresses in linked(officer, room, notes).items():
            for address in addresses:
                fact = fact_of(address, told)
                wanted = parents(fact) if fact is not None else []
                if not wanted or (code, type(fact)) in tried:
                    continue
                tried.add((code, type(fact)))
                missing = unsaid(officer, address, wanted)
                wrong += [f"{code} {address}: {missing}"] if missing else []
    assert tried
    assert not wrong, "\n".join(wrong)


def test_a_finding_of_a_new_rural_item_says_of_which(ledger, officer):
    with clock.at(every_fact.SINCE):
        unit = geography.at("13831", every_fact.SINCE)
        done = actions.record_finding(
            unit_id=unit.pk, set_code="NTM-KM-2018", item="1", answer=Answer.FOUND, noted_on=every_fact.SINCE, by=None
        )
        assert Finding.objects.filter(key=done.keys[0]).exists()
        wanted = ["Có vùng sản xuất tập trung", unit.full_name]
        for address in (
            reverse("ntm:withdraw_finding", args=[unit.code, done.keys[0]]),
            reverse("ntm:record_finding", args=[unit.code, "NTM-KM-2018", "1"]),
        ):
            assert unsaid(officer, address, wanted) == ""


def test_what_was_said_for_a_day_and_a_united_record_are_named_too(ledger, officer):
    with clock.at(TODAY):
        who, twin = telling.organisation("HTX Lúa Vàng"), telling.organisation("HTX Lúa Vàng trùng")
        telling.say(who, every_fact.SINCE, members=20)
        telling.unite(twin, who, every_fact.SINCE)
        for code, fact, wanted in (
            ("correct_fields", every_fact.SINCE.isoformat(), "10/01/2020"),
            ("take_back", every_fact.SINCE.isoformat(), "10/01/2020"),
            ("separate_record", twin.key, "HTX Lúa Vàng trùng"),
        ):
            assert unsaid(officer, reverse("registry:act_on", args=[who.key, code, fact]), [wanted]) == "", code


def test_of_two_branches_the_form_says_which(ledger, officer):
    with clock.at(TODAY):
        who = telling.organisation("HTX Lúa Vàng")
        for name in ("Chi nhánh Nam", "Chi nhánh Bắc"):
            branches.open_branch(organisation_id=who.pk, name=name, on=PartialDate.month(2020, 1), by=None)
        north = registry.Branch.objects.get(name="Chi nhánh Bắc")
        for code in ("change_branch", "close_branch", "withdraw_branch"):
            address = reverse("registry:act_on", args=[who.key, code, north.key])
            assert unsaid(officer, address, ["Chi nhánh Bắc", "từ 01/2020"]) == ""
            head = officer.get(address).content.decode().partition('<form class="nc-form')[0]
            assert "Chi nhánh Nam" not in head
            assert "01/01/2020" not in head  # the day itself nobody told
