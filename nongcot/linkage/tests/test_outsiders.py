"""A stage is held by a contract of whoever holds it: one that leaves its contract leaves a gap."""

import re
from datetime import date
from functools import partial
from typing import Any

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.linkage.actions import chains, contracts
from nongcot.linkage.cautions import STAGES_LEFT
from nongcot.linkage.facts import World
from nongcot.linkage.models import Chain, Contract, Member
from nongcot.linkage.tests.book import DAY, agreed, chain, count, enterprise, number, sign
from nongcot.linkage.tests.test_members_list import ADDRESS, FILE
from nongcot.linkage.tests.test_pages import ON, get
from nongcot.registry import queries
from nongcot.registry.actions import duplicates
from nongcot.registry.actions.opening import renew_ledger
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import ToConfirm
from nongcot.registry.tests.book import enter

pytestmark = pytest.mark.both_databases

FIGURES = ("value_chains", "durable_value_chains", "value_chain_cooperatives")


@pytest.fixture
def key(coop, other, company) -> str:
    """The contract by which three hold the stages of a chain."""
    key = sign((coop, other), company, until="2021-12-31")
    chain(company, (coop, "production", key), (other, "production", key), (company, "trade", key))
    return key


def correct(key: str, coops: int | tuple[int, ...], company: int) -> None:
    told = agreed(coops, company, until="2021-12-31")
    contracts.change_contract(key=key, agreed=told, by=None, seen=None, confirmed=[STAGES_LEFT])


def figures(known_at: int | None = None) -> tuple[int, ...]:
    return tuple(figure(code, on=DAY, known_at=known_at).value for code in FIGURES)


def test_a_stage_is_held_no_more_by_a_contract_that_its_holder_left(coop, other, company, key):
    assert figures() == (1, 1, 2)
    then = newest()
    correct(key, other, company)
    assert figures() == (1, 1, 1)
    mill = enterprise("Công ty Xay xát")
    correct(key, other, mill)
    assert figures() == (0, 0, 0)
    assert figures(then) == (1, 1, 2)
    assert reconcile().sound
    undo(n=newest(), by=None, reason="nhầm")
    assert figures() == (1, 1, 1)
    correct(key, (coop, other), company)
    assert figures() == (1, 1, 2)
    assert reconcile().sound


def test_the_stages_that_a_correction_leaves_are_told_before_it_is_recorded(coop, other, company, key, officer):
    holding = {"HTX Lúa Vàng (Sản xuất, Chuỗi lúa)", "HTX Bên Sông (Sản xuất, Chuỗi lúa)"}
    everybody = holding | {"Công ty Gạo Mới (Tiêu thụ, Chuỗi lúa)"}

    def asked(act: Any, *given: Any, **more: Any) -> set[str]:
        with pytest.raises(ToConfirm) as told:
            act(*given, by=None, seen=None, **more)
        [caution] = told.value.cautions
        assert caution.code == STAGES_LEFT
        return {one for one in everybody if one in caution.sentence}

    change = partial(contracts.change_contract, key=key)
    assert asked(change, agreed=agreed(other, company)) == {"HTX Lúa Vàng (Sản xuất, Chuỗi lúa)"}
    assert asked(contracts.withdraw_contract, key=key, reason="nhầm") == everybody
    # Who has left already is told no more, who stays on another side still signs.
    correct(key, other, company)
    sides = agreed(other, enterprise("Công ty Xay xát"), further=(("science", company),), until="2021-12-31")
    change(agreed=sides, by=None, seen=None)
    assert asked(contracts.withdraw_contract, key=key, reason="nhầm") == everybody - {
        "HTX Lúa Vàng (Sản xuất, Chuỗi lúa)"
    }
    address = f"/lien-ket/sua/withdraw-contract/{key}/"
    page = officer.post(address, {"step": "check", "reason": "nhầm", "seen": str(newest())}).content.decode()
    assert 'name="confirm_stages_left"' in page
    state = re.search(r'name="state" value="([^"]+)"', page).group(1)
    assert officer.post(address, {"step": "record", "state": state}).status_code == 200
    ticked = {"step": "record", "state": state, "confirm_stages_left": "on"}
    assert officer.post(address, ticked).status_code == 302
    assert not queries.standing(Contract, newest())


def test_who_holds_its_stage_by_the_contract_no_more_loses_none(coop, other, company, key):
    own, theirs = (
        next(m for m in queries.standing(Member, newest()) if m.organisation_id == who) for who in (coop, other)
    )
    elsewhere = sign(coop, company)
    moved = chains.Holding(coop, "production", own.valid_from, number(elsewhere))
    chains.change_member(key=own.key, member=moved, by=None, seen=None)
    chains.leave_chain(key=theirs.key, last_day=date(2019, 6, 30), by=None, seen=None)
    with pytest.raises(ToConfirm) as told:
        contracts.withdraw_contract(key=key, by=None, seen=None, reason="nhầm")
    [caution] = told.value.cautions
    assert "Công ty Gạo Mới (Tiêu thụ, Chuỗi lúa)" in caution.sentence
    assert "HTX" not in caution.sentence
    chains.end_chain(key=Chain.objects.latest("pk").key, last_day=date(2019, 7, 31), by=None, seen=None)
    contracts.withdraw_contract(key=key, by=None, seen=None, reason="nhầm")


def test_who_is_counted_as_a_party_holds_its_stage(coop, other, company, key):
    correct(key, other, company)
    duplicates.unite_records(organisation_id=coop, keep_id=other, since=date(2019, 1, 1), by=None)
    correct(key, other, enterprise("Công ty Xay xát"))
    assert count("value_chains") == 0
    correct(key, other, company)
    assert figures() == (1, 1, 1)
    duplicates.separate_records(organisation_id=coop, by=None)
    assert figures() == (1, 1, 1)
    assert reconcile().sound


def test_pages_and_file_show_the_gap(coop, other, company, key, visitor):
    correct(key, (coop, other), enterprise("Công ty Xay xát"))
    page = get(visitor, "/lien-ket/chuoi/1/", **ON)
    assert "không còn là một bên" in page
    assert "khâu Sơ chế, Chế biến, Tiêu thụ" in page
    [line] = visitor.get("/lien-ket/chuoi/", ON).context["page"].object_list
    assert line.held == ("Sản xuất",)

    def loose() -> list[str]:
        return [row[2][1].text for row in visitor.get(ADDRESS, ON | {"state": "loose"}).context["rows"]]

    assert loose() == ["Công ty Gạo Mới"]
    assert "không còn là một bên" in visitor.get(FILE, ON).content.decode()
    correct(key, coop, company)
    assert loose() == ["HTX Bên Sông"]
    contract = f"/lien-ket/hop-dong/{number(key)}/"
    assert "Chuỗi lúa" in get(visitor, contract, **ON)
    duplicates.unite_records(organisation_id=other, keep_id=coop, since=date(2019, 1, 1), by=None)
    assert loose() == []
    duplicates.separate_records(organisation_id=other, by=None)
    third = enter("HTX Thứ Ba", tax_code="")
    correct(key, third, enterprise("Công ty Khác"))
    assert "Chuỗi lúa" not in get(visitor, contract, **ON)


def test_a_book_that_held_such_stages_is_brought_in_line(coop, other, company, key, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(World, "is_party", lambda *_asked: True)
        correct(key, (coop, other), enterprise("Công ty Xay xát"))
    then = newest()
    assert count("value_chains") == 1
    assert not reconcile().sound
    done = renew_ledger(by=None)
    assert done is not None
    assert done.redone
    assert (count("value_chains"), figure("value_chains", on=DAY, known_at=then).value) == (0, 1)
    assert reconcile().sound
