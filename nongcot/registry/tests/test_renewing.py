"""A book that a newer program opens: what it carries since comes in, what the province chose stays."""

from contextlib import contextmanager
from datetime import date

import pytest

from nongcot.basis import documents, rules
from nongcot.basis.actions import state_rule
from nongcot.basis.models import Document
from nongcot.indicators import definitions, engine
from nongcot.indicators.declare import catalogue
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest, posting
from nongcot.indicators.models import Posting
from nongcot.indicators.questions import NotAskable
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.kernel.dates import FAR, PartialDate
from nongcot.places import data, geography, tree
from nongcot.places.models import Unit
from nongcot.registry import certified
from nongcot.registry.actions import certificates
from nongcot.registry.actions.opening import renew_ledger
from nongcot.registry.tests import telling
from nongcot.registry.vocabulary import MARKS

pytestmark = pytest.mark.both_databases

READ = "statistical_status"


@pytest.fixture
def carries(monkeypatch):
    """The program carries these rows instead of what it carried of their code; gives the way to say so."""

    def told(*rows):
        codes = {row["code"] for row in rows}
        before = rules.carried()
        kept = [row for row in before if row["code"] not in codes]
        monkeypatch.setattr(rules, "carried", lambda: [*kept, *rows])

    return told


#: Figures of codes that are no certificates.
CODES = ("traceable_products", "planting_area_code_cooperatives")


@pytest.fixture
def without_codes():
    """`with without_codes():` acts are those of a program that counts neither, under which the book was kept."""

    @contextmanager
    def older():
        declared = {code: one for code, one in catalogue().items() if code not in CODES}
        with pytest.MonkeyPatch.context() as program:
            program.setattr(certified, "COUNTED", MARKS)
            for module in (definitions, engine):
                program.setattr(module, "catalogue", lambda: declared)
            renew_ledger(by=None)
            yield

    return older


def carried(code):
    return [dict(row) for row in rules.carried() if row["code"] == code]


def held(code):
    return [(rule.valid_from, rule.valid_to) for rule in rules.of(code)]


def test_nothing_is_written_where_all_is_in_line(ledger):
    n = newest()
    assert renew_ledger(by=None) is None
    assert newest() == n


def test_what_an_older_program_worked_out_otherwise_is_worked_out_anew(ledger, yen_my):
    """One that did not count food safety, say."""
    coop = telling.organisation("HTX Hương Quê", place=yen_my, sector="AGR", born=date(2018, 1, 1))
    day = date(2020, 1, 1)
    with pytest.MonkeyPatch.context() as older:
        older.setattr(certified, "QUALITY", ())
        certificates.add_certificate(
            organisation_id=coop.pk, scheme="haccp", issued=PartialDate.day(date(2019, 5, 1)), by=None
        )
    n = newest()
    assert (figure("certified_cooperatives", on=day).value, reconcile().derived) == (0, 1)
    assert renew_ledger(by=None).redone == 1
    assert figure("certified_cooperatives", on=day).value == 1
    assert figure("certified_cooperatives", on=day, known_at=n).value == 0
    assert reconcile().sound
    assert renew_ledger(by=None) is None


def test_figures_that_an_older_program_did_not_have_are_counted_from_the_upgrade_on(ledger, yen_my, without_codes):
    """One before there were figures of traceability and planting-area codes."""
    coop = telling.organisation("HTX Hương Quê", place=yen_my, sector="AGR", born=date(2018, 1, 1))
    day = date(2020, 1, 1)
    with without_codes():
        telling.product(coop, "Gạo")
        for scheme in ("traceability", "planting_area_code"):
            telling.certificate(coop, scheme=scheme, issued_on=date(2019, 5, 1), valid_to=FAR)
    n = newest()
    assert sorted(definitions.changed()) == sorted(CODES)
    done = renew_ledger(by=None)
    assert (sorted(done.definitions), done.redone) == (sorted(CODES), 2)
    assert [figure(code, on=day).value for code in CODES] == [1, 1]
    for code in CODES:
        with pytest.raises(NotAskable, match="Vào lúc ấy sổ chưa đếm"):
            figure(code, on=day, known_at=n)
    assert reconcile().sound
    assert renew_ledger(by=None) is None


def test_a_newer_rule_holds_from_its_day_and_figures_follow(ledger, yen_my, carries):
    telling.organisation("HTX Hương Quê", place=yen_my, sector="AGR", born=date(2018, 1, 1), members=20)
    first, *others = carried("size_class")
    day = date(2022, 1, 1)
    newer = first | {
        "valid_from": day,
        "parameters": first["parameters"] | {"small_from": 10},
        "legal_basis": "Thông tư mới (minh họa)",
    }
    carries(first, newer, *others)
    known = newest()
    done = renew_ledger(by=None)
    assert (done.n, done.places, done.rules, done.documents) == (known + 1, 0, 1, 0)
    assert (done.definitions, done.kept) == ((), ())
    assert [since for since, _until in held("size_class")] == [
        first["valid_from"],
        day,
        *(o["valid_from"] for o in others),
    ]
    assert held("size_class")[0] == (first["valid_from"], day)
    assert Posting.objects.get(pk=done.n).cause == Posting.Cause.DEFINITION
    assert (sizes(date(2021, 6, 1)), sizes(date(2023, 6, 1))) == ({"micro": 1}, {"small": 1})
    assert sizes(date(2023, 6, 1), known) == {"micro": 1}, "what was known before is answered as before"
    assert reconcile().sound
    assert renew_ledger(by=None) is None


def sizes(on, known_at=None):
    found = figure("cooperatives", on=on, by="size_class", known_at=known_at)
    return {part.key: part.value for part in found.breakdown if part.value}


def test_what_changed_in_the_words_of_a_rule_is_said_anew(ledger, carries):
    [old] = carried(READ)
    carries(old | {"legal_basis": "Đã đọc (minh họa)", "verified": True})
    assert renew_ledger(by=None).rules == 1
    assert [rule.legal_basis for rule in rules.of(READ)] == ["Đã đọc (minh họa)"]


def test_the_provinces_own_reading_stays(ledger, carries):
    code = "fair_reading"
    [first, *_others] = carried(code)
    own = first["parameters"] | {"scopes": ["international"]}
    with posting("test", by=None, cause=Posting.Cause.DEFINITION) as entry:
        said = {"code": code, "valid_from": first["valid_from"], "parameters": own}
        state_rule(entry, **said, legal_basis="Quyết định của tỉnh", verified=True)
    carries(first | {"parameters": first["parameters"] | {"scopes": ["in_province"]}})
    assert renew_ledger(by=None) is None
    assert rules.of(code)[0].parameters == own


def test_a_document_comes_once_and_one_taken_out_stays_out(ledger, monkeypatch):
    Document.objects.filter(pk=Document.objects.order_by("pk").first().pk).update(retracted=newest())
    row = documents.carried()[0] | {"number": "99/2099/NĐ-CP"}
    monkeypatch.setattr(documents, "carried", lambda told=documents.carried(): [*told, row])  # noqa: B008 - as it was
    assert renew_ledger(by=None).documents == 1
    assert renew_ledger(by=None) is None
    assert Document.objects.filter(number="99/2099/NĐ-CP", retracted=None).count() == 1


REFORM = date(2030, 1, 1)


@pytest.fixture
def of_today(monkeypatch, yen_my):
    """The commune of today in which Yên Mỹ lies. The program carries a reform by which it goes into a new one, and the
    book does not know of it."""
    old = Unit.objects.get(pk=geography.unit_on(yen_my, date(2026, 1, 1)))
    new = {
        "code": "99901",
        "valid_from": REFORM.isoformat(),
        "last_day": "",
        "kind": "commune",
        "name": "Xã Minh Họa",
        "parent_code": old.parent.code,
        "parent_valid_from": old.parent.valid_from.isoformat(),
        "source": "minh họa",
        "verified": "false",
    }
    step = {
        "old_code": old.code,
        "old_valid_from": old.valid_from.isoformat(),
        "new_code": "99901",
        "new_valid_from": REFORM.isoformat(),
        "on_date": REFORM.isoformat(),
        "share": "whole",
        "change": "merged",
        "legal_basis": "",
        "evidence": "press-plan",
        "verified": "false",
    }
    more = {"units.csv": [new], "successions.csv": [step]}
    monkeypatch.setattr(data, "rows", lambda name, told=data.rows: iter([*told(name), *more.get(name, [])]))
    return old


def test_newer_units_and_what_became_of_older_ones_come_in_with_the_same_posting(ledger, yen_my, of_today):
    telling.organisation("HTX Hương Quê", place=yen_my, sector="AGR", born=date(2018, 1, 1), members=20)
    known, before = newest(), figure("cooperatives", on=date(2026, 6, 1)).value
    done = renew_ledger(by=None)
    assert (done.n, done.places, done.rules, done.documents) == (known + 1, 2, 0, 0)
    new = Unit.objects.get(code="99901")
    assert (new.posted, new.name) == (done.n, "Xã Minh Họa")
    assert geography.unit_on(yen_my, date(2029, 12, 31)) == of_today.pk
    assert geography.unit_on(yen_my, REFORM) == new.pk
    assert geography.unit_on(yen_my, REFORM, known_at=known) == of_today.pk
    assert new.pk in geography.scope(REFORM)
    assert figure("cooperatives", on=date(2026, 6, 1)).value == before
    assert reconcile().sound
    assert renew_ledger(by=None) is None


@pytest.fixture
def without_successor(monkeypatch, yen_my):
    """The program carries the end of the commune of today in which Yên Mỹ lies; nothing takes its place."""
    old = Unit.objects.get(pk=geography.unit_on(yen_my, date(2026, 1, 1)))
    row = {
        "code": old.code,
        "valid_from": old.valid_from.isoformat(),
        "on_date": REFORM.isoformat(),
        "legal_basis": "1/NQ-MH",
        "evidence": "resolution-text",
        "verified": "false",
    }
    more = {"endings.csv": [row]}
    monkeypatch.setattr(data, "rows", lambda name, told=data.rows: iter([*told(name), *more.get(name, [])]))
    return old


def test_a_unit_without_successor_ends_by_the_upgrade_which_tells_what_still_stands_in_it(
    ledger, yen_my, without_successor, visitor
):
    telling.organisation("HTX Hương Quê", place=yen_my, sector="AGR", born=date(2018, 1, 1), members=20)
    known, before = newest(), figure("cooperatives", on=date(2026, 6, 1)).value
    done = renew_ledger(by=None)
    (gone,) = done.abolished
    assert (gone.unit, gone.on, gone.legal_basis) == (without_successor, REFORM, "1/NQ-MH")
    assert (gone.organisations, gone.units, gone.people) == (1, 0, 0)
    units = tree.current()
    assert units.valid(without_successor, date(2029, 12, 31))
    assert not units.valid(without_successor, REFORM)
    assert units.reach(yen_my, REFORM) == frozenset()
    assert tree.current(known).valid(without_successor, REFORM)
    assert figure("cooperatives", on=date(2026, 6, 1)).value == before
    assert figure("cooperatives", on=REFORM).value == before
    assert reconcile().sound
    assert renew_ledger(by=None) is None
    with clock.at(date(2030, 2, 1)):
        page = visitor.get(without_successor.get_absolute_url()).content.decode()
    assert "Bãi bỏ từ ngày 01/01/2030 theo 1/NQ-MH" in page
