"""One fact of every kind that a room keeps, told by the room's own acts: what its pages can then offer to mend."""

from datetime import date, timedelta
from fractions import Fraction

from nongcot.exemplars.actions import effective, honours, nominations, strengthening
from nongcot.exemplars.tests import telling as exemplars_telling
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.linkage.actions import deliveries, papers, terms
from nongcot.linkage.models import Document
from nongcot.linkage.tests import book as linkage_book
from nongcot.ocop.actions import evidence, results, revocations, steps
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.models import Evidence
from nongcot.ocop.tests import telling as ocop_telling
from nongcot.registry.actions import branches, gtins, main_products
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling
from nongcot.registry.vocabulary import AllianceMembership, Kind
from nongcot.support.actions.loans import Paid
from nongcot.support.tests import telling as support_telling
from nongcot.trade.actions import events, offers, online, readiness, requests
from nongcot.trade.actions import results as trade_results
from nongcot.trade.tests import telling as trade_telling

#: A code under a bar code, given in Vietnam.
EAN = trade_telling.EAN

SINCE = date(2020, 1, 10)
WHOLE = PartialDate.day(SINCE)


def of_registry() -> None:
    """An organisation of every kind; of the first also a product, papers, a branch, a record united with it."""
    first, union, *_others = [telling.organisation(f"Tổ chức {kind.label}", kind=kind.value) for kind in Kind]
    product = telling.product(first, "Gạo tám", valid_from=SINCE)
    telling.certificate(first, issued_on=SINCE)
    telling.certificate(first, issued_on=SINCE, scheme="traceability", product_id=product)
    telling.say(first, SINCE, members=20)
    telling.event(first, "joined_union", SINCE, counterpart_id=union.pk)
    telling.event(first, "joined_alliance", SINCE, details={"membership": AllianceMembership.OFFICIAL.value})
    gtins.add_gtin(organisation_id=first.pk, product_id=product, gtin=EAN, since=SINCE, by=None)
    main_products.designate_main_products(
        products=[product], commodity="Lúa", decision_no="1/QĐ", decided_on=SINCE, since=SINCE, by=None
    )
    branches.open_branch(organisation_id=first.pk, name="Chi nhánh Nam", on=WHOLE, by=None)
    telling.unite(telling.organisation("Tổ chức ghi trùng"), first, SINCE)


def of_exemplars() -> None:
    """Everything that is told of an exemplary co-op."""
    who, follower = telling.organisation("HTX Lúa Vàng"), telling.organisation("HTX Sông Xanh")
    title = exemplars_telling.designated(who)
    exemplars_telling.reviewed(title, date(2020, 12, 1), "kept")
    exemplars_telling.confirmed(who, 2020)
    exemplars_telling.invested(who, SINCE, {"own": 300_000_000})
    exemplars_telling.awarded(who, SINCE)
    honours.replicate(organisation_id=follower.pk, exemplar_id=who.pk, field="chain", on=WHOLE, by=None)
    strengthening.strengthen(organisation_id=follower.pk, remedy="visit", on=SINCE, by=None)
    told = nominations.Told("exemplar", "chain", "province", 2020, SINCE)
    nominations.nominate(organisation_id=follower.pk, told=told, by=None)
    of_it = {"nomination_id": 1, "on": SINCE, "by": None, "seen": None}
    nominations.take_step(step="council", outcome="done", **of_it)
    nominations.check(checked={"operating": nominations.Checked("met", "Sổ đăng ký")}, **of_it)
    effective.describe_model(told=effective.Told("Lúa hữu cơ", "year", SINCE, organisation_id=who.pk), by=None)


def of_linkage() -> None:
    """A contract with all that can be told of one, a chain that it holds a stage of, a joint venture."""
    coop, company = telling.organisation("HTX Lúa Vàng").pk, linkage_book.enterprise()
    key = linkage_book.sign(coop, company, "2020-01-01", until="2026-12-31")
    deliveries.record_delivery(
        key=key, told=deliveries.Told("spring", SINCE, date(2020, 6, 1), agreed_value=1), by=None
    )
    [paper] = papers.add_document(key=key, kind="contract", number="1/HĐ", by=None).keys
    telling.copy(Document, paper)
    papers.add_support(key=key, kind="training", received=WHOLE, by=None)
    terms.extend_contract(key=key, on=date(2026, 6, 1), last_day=date(2027, 12, 31), by=None, seen=None)
    linkage_book.chain(company, (coop, "production", key), since="2020-01-01")
    linkage_book.venture(coop, company)


def of_trade() -> None:
    """A fair with a guest of each step that matters, a cancelled event, a shop, a confirmation, a request with an
    offer."""
    seller, invited = telling.organisation("HTX Lúa Vàng"), telling.organisation("HTX Sông Xanh")
    day = clock.today() - timedelta(days=10)
    fair = trade_telling.event(on=day)
    [came] = trade_telling.went(fair, seller, day=day)
    trade_telling.went(fair, invited, day=day, step="INVITED")
    events.cancel_event(key=f"te{trade_telling.event('Phiên chợ', on=day)}", by=None, seen=None, reason="bão")
    trade_results.record_result(participation_id=came, told=trade_results.Told(day, sales=1), by=None, seen=None)
    online.open_shop(organisation_id=seller.pk, platform="Postmart", since=WHOLE, by=None)
    readiness.confirm(organisation_id=seller.pk, kind="capacity", since=SINCE, by=None)
    requests.ask_for(buyer="Siêu thị", wanted="Gạo", since=day, by=None)
    offers.offer(request_id=1, organisation_id=seller.pk, day=day, by=None)


def of_support() -> None:
    """A course with who came, a support, a loan with a payout."""
    who = telling.organisation("HTX Lúa Vàng")
    support_telling.course((who, {"member": 3}))
    support_telling.support(who)
    support_telling.loan(who, Paid(WHOLE, 100_000_000), approved=WHOLE)


def of_ocop() -> None:
    """A dossier at every stage that offers something of its own; a recognition that a list told without one, revoked
    since."""
    owner = telling.organisation("HTX Lúa Vàng").pk
    draft, filed, found, given, back = (
        ocop_telling.dossier(ocop_telling.product(name, of=owner), filed=filed)
        for name, filed in (
            ("Gạo tám", ""), ("Gạo nếp", "2026-05-26"), ("Mắm", "2026-05-26"), ("Muối", "2026-05-26"),
            ("Rượu", "2026-05-26"),
        )
    )  # fmt: skip
    telling.certificate(Organisation.objects.get(pk=owner), issued_on=SINCE)
    [paper] = evidence.add_evidence(dossier=draft, criterion="1.1", title="Giấy tờ", by=None).keys
    telling.copy(Evidence, paper)
    on, anyway = ocop_telling.day("2026-06-02"), ocop_telling.ANYWAY
    told = Found("province", on, 4, results.Points(Fraction("71.5")))
    results.record_result(dossier=found, found=told, by=None, seen=None, confirmed=anyway)
    results.recognise(dossier=given, given=Given("province", on, 3), by=None, seen=None, confirmed=anyway)
    listed = ocop_telling.recognised(ocop_telling.product("Bánh nhãn", of=owner), "2026-06-02")
    revocations.revoke(recognition=listed, day=date(2026, 6, 10), ground="LOGO_MISUSE", by=None, seen=None)
    steps.return_dossier(dossier=back, day=on.earliest, by=None, seen=None, reasons="Thiếu giấy tờ")
    assert filed


def organisations() -> list[str]:
    """The keys of all organisations that were told of."""
    return list(Organisation.objects.order_by("pk").values_list("key", flat=True))
