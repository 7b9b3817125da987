"""Whatever is typed into any form: a mistake is told at its question, what was typed stands, and nothing is written."""

from itertools import cycle

import pytest
from django.urls import reverse

from nongcot.accounts.roles import CAPABILITIES
from nongcot.kernel import clock
from tests import answers
from tests.answers import BAD, BLANKS, DAYS, ENDS, HALF, SEVERAL, Typed, bad
from tests.every_act import ROOMS, TODAY, linked, pages, tell
from tests.trying import Trial, opened, stands, undone, written


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_a_mistake_in_any_act_is_told_at_its_question(room, ledger, officer, notes):
    with clock.at(TODAY):
        tell(room)
        found = []
        for code, addresses in linked(officer, room, notes).items():
            trial = next((trial for address in addresses for trial in opened(officer, address)), None)
            found += mistakes(trial) if trial else [f"{code}: no address of it asks anything"]
    assert not found, "\n".join(found)


@pytest.mark.long
def test_a_mistake_in_any_other_form_is_told_at_its_question(ledger, officer, keeper):
    found, tried = [], set()
    with clock.at(TODAY):
        for door in pages():
            client = officer if "officer" in CAPABILITIES[door.capability].roles else keeper
            with undone():
                for trial in opened(client, reverse(door.name, kwargs=dict(door.sample())) + door.query):
                    tried.add(door.name)
                    found += mistakes(trial)
    assert tried
    assert not found, "\n".join(found)


def mistakes(trial: Trial) -> list[str]:
    """How a form takes bad answers otherwise than it should; nothing where it takes them well."""
    found, before = [], written()
    for way in BAD:
        typed = {name: [answer] for name, kind in trial.questions.items() if (answer := bad(kind, way)) is not None}
        found += untold(trial, typed, way)
    needed = [name for name, control in trial.shown.controls.items() if control.asks and control.needed]
    typed = {
        name: [] if trial.questions[name] == "choice" else [blank]
        for name, blank in zip(needed, cycle(BLANKS), strict=False)
    }
    found += untold(trial, typed, "left blank")
    found += ending_first(trial)
    found += unclear(trial)
    if written() != before:
        found.append("something was written")
    return [f"{trial.address}: {one}" for one in found]


def unclear(trial: Trial) -> list[str]:
    """A name of several communes leads to the question which of them, at every place; an answer to it is taken."""
    found = []
    for name in [name for name, kind in trial.questions.items() if kind == "place"]:
        typed, choice = answers.obliged(trial.shown) | {name: [SEVERAL]}, f"{name}_choice"
        answer, raised = trial.try_to_send(typed)
        shown = None if raised else trial.back(answer)
        asked = shown.controls.get(choice) if shown else None
        if asked is None or not asked.told or shown.controls[name].values != [SEVERAL]:
            found.append(f"{SEVERAL} at {name}: {raised or 'not asked which'}")
            continue
        told, more = send(trial, typed | {choice: asked.choices[-1:]})
        found += [*more, *(f"{SEVERAL} at {name}: asked again" for _once in told & {name, choice})]
    return found


def untold(trial: Trial, wrong: Typed, way: str) -> list[str]:
    """Send all the wrong answers at once, then each that was not told alone beside good ones."""
    if not wrong:
        return []
    odd = {name: [HALF] for name, kind in trial.questions.items() if kind == "text"}
    told, found = send(trial, answers.obliged(trial.shown) | odd | wrong)
    if trial.is_drawn_by_hand:
        return found if told else [*found, f"{way}: not told"]
    for name in wrong.keys() - told:
        told, more = send(trial, proven(trial) | {name: wrong[name]})
        found += more if name in told else [*more, f"not told at {name}"]
    return [f"{way}: {one}" for one in found]


def proven(trial: Trial) -> Typed:
    """Answers that are good, found by trying."""
    with undone():
        return trial.obliged()[0]


def send(trial: Trial, typed: Typed) -> tuple[set[str], list[str]]:
    """The questions at which an error is told ("" for a notice above them); what broke, what was lost of what was
    typed."""
    answer, raised = trial.try_to_send(typed)
    shown = None if raised else trial.back(answer)
    if shown is None:
        return set(), [raised] if raised else []
    lost = [
        f"{typed[name]!r:.60} at {name} became {shown.controls[name].values!r:.60}"
        for name, kind in trial.questions.items()
        if kind != "choice" and not stands(typed[name], shown.controls[name].values)
    ]
    return {name for name, control in shown.controls.items() if control.told} | ({""} if shown.notice else set()), lost


def ending_first(trial: Trial) -> list[str]:
    """Something that ends before it begins is told at one of its days."""
    found, days = [], [name for name, kind in trial.questions.items() if kind == "day"]
    for end in [name for name in days if name in ENDS and len(days) > 1]:
        wrong = {name: [DAYS[0]] for name in days if name not in ENDS} | {end: [DAYS[3]]}
        for good in (answers.obliged, proven):
            told, _lost = send(trial, (good(trial.shown) if good is answers.obliged else good(trial)) | wrong)
            if told & set(days):
                break
        else:
            found.append(f"not told that {end} lies before everything else")
    return found
