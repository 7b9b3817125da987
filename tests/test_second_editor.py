"""Two officers open one form: the second is told, nothing is overwritten, and what the second typed stands."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nongcot.accounts import actions
from nongcot.accounts.door import doors
from nongcot.accounts.roles import CAPABILITIES
from nongcot.kernel import clock
from tests import answers
from tests.answers import Typed
from tests.every_act import ROOMS, TODAY, linked, pages, tell
from tests.trying import Trial, opened, stands, undone, written
from tests.typing_in import forms_in

ADDS = "only adds: what another officer told meanwhile stands beside it"
ROWS = "takes rows pasted from a table, which no officer of these tests can make up: see its room's tests"

#: Acts, or pages with a form, at which the second need not be told, and why not.
EXCEPT = {
    **dict.fromkeys(
        (
            "registry:branch_opened", "registry:add_product", "registry:add_certificate", "registry:add_gtin",
            "registry:main_product", "exemplars:nominate", "exemplars:designate", "exemplars:recognise",
            "exemplars:invest", "exemplars:model", "exemplars:award", "exemplars:replicate", "exemplars:strengthen",
            "exemplars:new_model", "linkage:contract", "linkage:chain", "linkage:venture", "linkage:document",
            "linkage:support", "linkage:delivery", "linkage:join", "linkage:add_copy", "ocop:add_evidence",
            "ocop:attach", "ocop:add_copy", "ocop:new_council", "support:course", "support:support", "support:loan",
            "support:payout", "support:coming", "trade:plan", "trade:invite", "trade:confirm", "trade:open_shop",
            "trade:ask_for", "indicators:enter_quoted", "plans:new_target", "ntm:record_title",
            "registry:register_organisation", "registry:designate", "ocop:open_dossier",
        ),
        ADDS,
    ),
    "ocop:history": ROWS,
    "ocop:enter_rubric": ROWS,
    "registry:unite": "the record went into another one: its page says so, with the way there",
    "registry:separate_record": "there is nothing left to separate, and its page says so",
    "accounts:own_password": "one's own: there is no second officer",
    "ocop:council": "each of its small forms adds a line: what was added meanwhile is no choice any more",
    "ocop:member_sheet": "one's own: there is no second officer",
    "intake:upload": "each workbook that is sent is one of its own",
}  # fmt: skip


@pytest.fixture
def colleague(officer):
    """A browser in which another officer, Mai, is signed in."""
    mai = actions.add_user(username="mai", full_name="Đỗ Thị Mai", role="officer", password="dòng sông quê hương")
    client = Client()
    client.force_login(mai, backend="nongcot.accounts.backends.BookBackend")
    return client


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_the_second_officer_is_told_by_every_act(room, ledger, officer, colleague, notes):
    found = []
    with clock.at(TODAY):
        tell(room)
        for code, addresses in linked(officer, room, notes).items():
            if f"{room}:{code}" not in EXCEPT:
                wrong = of_any(officer, colleague, addresses)
                found += [f"{room}:{code}: {wrong}"] if wrong else []
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_what_was_typed_stands_when_its_fact_was_taken_back_meanwhile(room, ledger, officer, colleague, notes):
    found, tried = [], 0
    with clock.at(TODAY):
        tell(room)
        acts = linked(officer, room, notes)
        for withdraw in (code for code in acts if code.startswith("withdraw")):
            for address in acts[withdraw]:
                others = [code for code in acts if address.replace(f"/{withdraw}/", f"/{code}/") in acts[code]]
                for code in others:
                    with undone():
                        forms = opened(officer, address), opened(colleague, address.replace(withdraw, code))
                        wrong = of_two(forms[0][0], forms[1][0]) if all(forms) and code != withdraw else UNTRIED
                    tried += not wrong.startswith(UNTRIED)
                    found += [f"{withdraw}, then {code}: {wrong}"] if wrong and not wrong.startswith(UNTRIED) else []
    assert tried
    assert not found, "\n".join(found)


@pytest.mark.long
def test_the_second_officer_is_told_by_every_other_form(ledger, officer, colleague):
    found = []
    with clock.at(TODAY):
        for door in pages():
            if door.name in EXCEPT or "officer" not in CAPABILITIES[door.capability].roles:
                continue
            with undone():
                address = reverse(door.name, kwargs=dict(door.sample())) + door.query
                for which, first in enumerate(opened(officer, address)):
                    with undone():
                        wrong = first.questions and of_two(first, opened(colleague, address)[which])
                    found += [f"{door.name}: {wrong}"] if wrong else []
    assert not found, "\n".join(found)


def test_only_what_there_is_is_excepted():
    acts = {f"{room}:{code}" for room, (codes, _tell) in ROOMS.items() for code in codes}
    assert set(EXCEPT) - acts - set(doors()) == set()


def of_any(officer: Client, colleague: Client, addresses: list[str]) -> str:
    """What is wrong at the first of these addresses at which something can be recorded; "" for nothing."""
    wrong = "no address of it asks anything"
    for address in addresses:
        with undone():
            for first in opened(officer, address):
                wrong = of_two(first, opened(colleague, address)[0])
                if not wrong.startswith(UNTRIED):
                    return wrong
    return wrong


UNTRIED = "nothing could be recorded"


def of_two(first: Trial, second: Trial) -> str:
    """What is wrong with how the second of two forms, opened together, is taken after the first; "" for nothing."""
    typed, answer = recorded(first)
    if first.address != second.address:
        typed = answers.obliged(second.shown)
    if answer.status_code != 302:
        refused = first.back(answer)
        return f"{UNTRIED}: {refused.summary if refused else answer.status_code}"
    before = written()
    hidden = {name: control.values for name, control in second.shown.controls.items() if control.drawn == "hidden"}
    sent = typed | signed(second, "Người thứ hai") | hidden
    answer = second.send(sent)
    shown = second.back(answer)
    if shown is None:
        return f"the second was not told: {answer.status_code}"
    if written() != before:
        return "the second was told, but something was written"
    if not shown.notice and not shown.summary:
        return "the form came back without a word"
    lost = [
        name
        for name, kind in second.questions.items()
        if kind != "choice" and not stands(sent[name], shown.controls[name].values)
    ]
    return f"lost at {', '.join(lost)}" if lost else ""


def recorded(trial: Trial) -> tuple[Typed, Any]:
    """Good answers, recorded: what was typed, and what came of it."""
    typed, answer = trial.obliged(**signed(trial, "Người thứ nhất"))
    for check in forms_in(answer.content) if answer.status_code == 200 else ():
        if "state" in check.controls:
            ticked = {name: control.values or control.choices for name, control in check.controls.items()}
            answer = Trial(trial.client, trial.address, check, {}).send(ticked, "step", "record")
    return typed, answer


def signed(trial: Trial, by: str) -> Typed:
    """Something of one's own in the last text, where a form asks for one."""
    texts = [name for name, kind in trial.questions.items() if kind in ("text", "essay")]
    return {name: [by] for name in texts[-1:]}
