"""The demonstration book tells what the newspaper told, then and now, and is marked as illustrative throughout."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.urls import reverse
from stdnum.vn import mst

from nongcot.accounts.door import doors
from nongcot.accounts.roles import PUBLIC
from nongcot.basis import documents
from nongcot.example.acts import DESKS
from nongcot.example.seal import is_sealed
from nongcot.example.support import rests_on
from nongcot.example.tests.telling import BUILD_AND_PRINT, digest
from nongcot.example.world import CONGRESS, YEN_MY
from nongcot.exemplars.models import Recognition
from nongcot.indicators import ledger
from nongcot.indicators.answers import Figure
from nongcot.indicators.command import figure as figure_command
from nongcot.indicators.figures import figure
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.linkage.models import Contract
from nongcot.ntm.models import Finding
from nongcot.places import tree
from nongcot.plans import plan
from nongcot.registry.models import Branch, Certificate, LifeEvent, Product, Profile, Statement
from nongcot.registry.standing import newest_of_each
from nongcot.support.models import Course, Support
from nongcot.trade.models import BuyerRequest, Offer, Result

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.long(together=True),
    pytest.mark.usefixtures("example_book"),
]

THEN = {"known_at": CONGRESS}
NOW: dict[str, object] = {}
COOPS, FUNDS, NOTIFIED = "operating_cooperatives", "people_credit_funds", "notified_cooperative_groups"
TODAY = date(2026, 10, 1)
NO_DISTRICTS = date(2025, 7, 1)
TOLD_APART = {
    "member_kind": ("official", "associate_capital", "associate", "unknown"),
    "member_trait": ("women", "minority", "disabled", "insured"),
}


@pytest.mark.parametrize("knowledge", [THEN, NOW], ids=["then", "now"])
def test_the_congress_counts_what_the_newspaper_told(knowledge):
    assert figure(COOPS, on=CONGRESS, **knowledge).value == 456
    assert figure(COOPS, on=CONGRESS, with_credit_funds=True, **knowledge).value == 456 + 42
    assert figure(FUNDS, on=CONGRESS, **knowledge).value == 42
    assert figure(NOTIFIED, on=CONGRESS, **knowledge).value == 60
    assert figure(NOTIFIED, on=date(2019, 11, 24), **knowledge).value == 0


@pytest.mark.parametrize("knowledge", [THEN, NOW], ids=["then", "now"])
def test_the_congress_counts_what_the_co_ops_achieved(knowledge):
    """71 linked co-ops, 69 of them agricultural and 30 in value chains; 20 with high technology confirmed for 2020; 14
    products of co-ops with three stars.
    """
    linked = figure("linked_cooperatives", on=CONGRESS, by="sector_group", records=True, **knowledge)
    assert (linked.value, cells(linked)) == (71, {"agricultural": 69, "non_agricultural": 2})
    assert figure("linked_agricultural_cooperatives", on=CONGRESS, **knowledge).value == 69
    in_chains = figure("value_chain_cooperatives", on=CONGRESS, records=True, **knowledge)
    assert in_chains.value == len(in_chains.records) == 30
    assert {record.id for record in in_chains.records} <= {record.id for record in linked.records}
    advanced = figure("high_tech_cooperatives", on=CONGRESS, records=True, **knowledge)
    confirmed = set(Recognition.objects.filter(year=2020).values_list("organisation_id", flat=True))
    assert advanced.value == 20
    assert {record.id for record in advanced.records} == confirmed
    starred = figure("cooperative_ocop_products", on=CONGRESS, by="star", records=True, **knowledge)
    assert (starred.value, cells(starred), len(starred.records)) == (14, {"3": 14}, 14)


def cells(found: Figure) -> dict[str, object]:
    return {part.key: part.value for part in found.breakdown}


def test_what_was_learnt_late_moves_other_days_cells_and_records():
    assert figure(COOPS, on=date(2019, 12, 31), **THEN).value == 447
    assert figure(COOPS, on=date(2019, 12, 31)).value == 446
    for by in ("sector", "place:district"):
        then, now = (figure(COOPS, on=CONGRESS, by=by, **knowledge).breakdown for knowledge in (THEN, NOW))
        assert {part.key: part.value for part in then} != {part.key: part.value for part in now}, by
    for code in (COOPS, NOTIFIED):
        then, now = (
            {record.id for record in figure(code, on=CONGRESS, records=True, **knowledge).records}
            for knowledge in (THEN, NOW)
        )
        assert len(then) == len(now)
        assert then != now


def test_nobody_was_notified_before_the_decree():
    assert not LifeEvent.objects.filter(kind="notified", earliest__lt=date(2019, 11, 25)).exists()


def test_no_district_registers_once_there_are_none():
    """Decree 125/2025/NĐ-CP: communes register from the day on which the districts were abolished."""
    told = LifeEvent.objects.filter(kind="registered").exclude(issuing_body="").values_list("earliest", "issuing_body")
    before, since = ({desk for day, desk in told if (day < NO_DISTRICTS) is is_before} for is_before in (True, False))
    assert before == {DESKS["district"], DESKS["province"]}
    assert since == {DESKS["commune"]}


def test_numbers_are_of_nobody():
    said = list(Statement.objects.values_list("said", flat=True))
    codes = {told["tax_code"] for told in said if told.get("tax_code")}
    assert len(codes) > 400
    assert {code for code in codes if not code.startswith("00") or not mst.is_valid(code)} == set()
    numbers = {told["certificate_no"] for told in said if told.get("certificate_no")}
    numbers |= set(Certificate.objects.exclude(number="").values_list("number", flat=True))
    assert numbers
    assert {number for number in numbers if not number.startswith("MH-")} == set()


def test_of_the_yen_my_co_op_only_name_commune_and_product_are_told(client):
    (found,) = {row.organisation_id: row for row in Profile.objects.filter(name=YEN_MY, retracted=None)}.values()
    assert (found.tax_code, found.certificate_no, found.members, found.charter_capital) == ("", "", None, None)
    key = f"TC{found.organisation_id:06d}"
    with clock.at(TODAY):
        text = client.get(f"/to-chuc/{key}/?on=2020-10-15").content.decode()
    assert "Xã Yên Mỹ, Huyện Ý Yên" in text
    assert "Rau sạch" in text
    assert "mọi chi tiết khác của bản ghi này là minh họa" in text.partition("Cả cuộc đời")[0]


def test_the_example_meets_one_of_everything():
    told = set(LifeEvent.objects.values_list("kind", flat=True))
    assert told >= {
        "merged_into", "divided", "separated", "consolidated", "converted", "grew_out_of", "moved", "suspended",
        "resumed", "joined_union", "left_union", "branch_opened",
    }  # fmt: skip
    assert set(Profile.objects.filter(retracted=None).values_list("kind", flat=True)) == {
        "coop", "union", "group", "credit_fund", "enterprise", "household", "farm", "other",
    }  # fmt: skip
    assert LifeEvent.objects.filter(precision="month").exists()
    assert Branch.objects.exists()
    assert Certificate.objects.filter(scheme="ocop").exists()
    assert Profile.objects.filter(retracted=None, members_insured__gt=0).exists()


def test_every_public_page_says_that_it_is_illustrative(client):
    seen = 0
    with clock.at(TODAY):
        for door in doors().values():
            if door.capability != PUBLIC or door.name.endswith(":*"):
                continue
            answer = client.get(reverse(door.name, kwargs=dict(door.sample())) + door.query)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                assert re.search(r"số liệu minh họa|Số liệu minh họa", answer.content.decode()), door.name
                seen += 1
    assert seen > 8


def test_results_of_fairs_name_contracts_of_linkage():
    told = newest_of_each(Result.objects.filter(withdrawn=None).order_by("posted", "pk"))
    named = [number for row in told for number in row.agreements]
    assert named
    assert len(set(named)) == len(named)
    assert set(named) <= set(Contract.objects.values_list("contract_id", flat=True))
    assert any(row.contracts and not row.agreements and row.reference for row in told)


def test_some_results_of_the_newest_fairs_are_to_be_followed_up():
    told = newest_of_each(Result.objects.filter(withdrawn=None).order_by("posted", "pk"))
    days = [row.follow_up_on for row in told if row.follow_up_on]
    assert set(days) == {date(2026, 11, 5), date(2027, 1, 12)}
    assert len(days) < 12


def test_what_is_offered_to_buyers_is_what_they_ask_for():
    requests = {one.request_id: one for one in BuyerRequest.objects.all()}
    names = dict(Product.objects.values_list("product_id", "name"))
    offered = [(requests[one.request_id], names[one.product_id]) for one in Offer.objects.all()]
    assert {request.request_id for request, _name in offered} == requests.keys()
    assert {request.wanted.split()[0] == name.split()[0] for request, name in offered} == {True}


def test_the_congress_chose_organs_that_are_told_in_numbers(client):
    assert [organ.seats for organ in plan.organs(6, ledger.newest())] == [150, 25, 7, 3]
    assert "(minh họa)" in client.get("/lien-minh/co-quan/").content.decode()


def test_main_products_are_shown_at_fairs():
    assert figure("promoted_key_products", period=(date(2019, 1, 1), date(2019, 12, 31))).value


def test_members_are_told_apart_by_kind_and_trait():
    for by in ("member_kind", "member_trait"):
        told = cells(figure("cooperative_members", on=CONGRESS, by=by))
        assert all((told.get(key) or 0) > 0 for key in TOLD_APART[by]), by


@pytest.mark.parametrize("knowledge", [THEN, NOW], ids=["then", "now"])
def test_the_congress_counts_what_was_lent_to_members(knowledge):
    """20 projects, 130 loans to members, over 7 billion đồng in turnover from 2016 to the congress."""
    term = (date(2016, 1, 1), CONGRESS)
    assert figure("loan_projects", period=term, **knowledge).value == 20
    assert figure("loan_member_turns", period=term, **knowledge).value == 130
    assert 7_000_000_000 < figure("loan_turnover", period=term, **knowledge).value < 8_000_000_000


def test_officers_found_what_the_book_cannot_answer_and_what_they_found_is_listed(client):
    """Some have it and some not, some of it ran out; nothing of it counts, so the figures are those of the titles."""
    with clock.at(TODAY):
        rows = {state: client.get("/nong-thon-moi/minh-chung/", {"state": state}).context["rows"]
                for state in ("held", "ended")}  # fmt: skip
        units = [fact.unit_id for fact in Finding.objects.filter(set_code="NTM-2026", answer="found")]
        page = client.get(f"/nong-thon-moi/{tree.current().units[units[0]].code}/").content.decode()
    assert len(rows["held"]) > 12
    assert len(rows["ended"]) == 3 + 6
    assert {fact.answer for fact in Finding.objects.all()} == {"found", "missing"}
    assert all("(minh họa)" in fact.what and fact.document_no.startswith("MH-") for fact in Finding.objects.all())
    assert "Báo cáo của xã về hợp tác xã và liên kết (minh họa)" in page


def test_supports_rest_on_documents_of_the_register_that_are_of_their_programme_and_days():
    carried = {row["number"] for row in documents.carried()}
    for model in (Support, Course):
        rows = [
            row for row in newest_of_each(model.objects.filter(withdrawn=None).order_by("posted", "pk")) if row.basis
        ]
        assert rows
        assert {row.basis for row in rows} <= carried
        assert all(rests_on(row.programme, row.earliest) == row.basis for row in rows)


@pytest.mark.parametrize(
    ("words", "value", "breakdown"),
    [
        ("linked_cooperatives", 71, {}),
        ("linked_cooperatives --by sector_group", 71, {"agricultural": 69, "non_agricultural": 2}),
        ("value_chain_cooperatives", 30, {}),
        ("high_tech_cooperatives", 20, {}),
        ("cooperative_ocop_products --by star", 14, {"3": 14}),
    ],
)
def test_a_command_tells_what_the_congress_told_of_programmes(words, value, breakdown):
    done = CliRunner().invoke(figure_command, [*words.split(), "--on", "2020-10-15", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["value"] == value
    assert {cell["key"]: cell["value"] for cell in told["breakdown"] if cell["value"]} == breakdown


def test_the_book_is_sound():
    assert reconcile().sound


@pytest.mark.postgres
def test_both_databases_tell_the_same(tmp_path):
    """What `make setup` has just built on SQLite, or else one built there once more."""
    home = tmp_path / "home"
    home.mkdir()
    if is_sealed(settings.DEMONSTRATION):
        shutil.copyfile(settings.DEMONSTRATION, home / settings.DEMONSTRATION.name)
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "NONGCOT_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD_AND_PRINT], env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == digest()


#: Figures whose drill-down is tried for everybody: a stock, a flow, a stock of groups, a sum.
DRILLED = (
    (COOPS, {"on": CONGRESS}),
    ("established_cooperatives", {"period": (date(2020, 1, 1), CONGRESS)}),
    (NOTIFIED, {"on": CONGRESS}),
    ("alliance_members", {"on": CONGRESS}),
)


@pytest.mark.parametrize("username", [None, "canbo", "lanhdao", "quantri"])
@pytest.mark.parametrize(("code", "when"), DRILLED, ids=[code for code, _when in DRILLED])
def test_the_records_shown_are_as_many_as_the_number_says(client, django_user_model, username, code, when):
    """For every role, of the book and of each district; districts and what has no known one add up to the book."""
    from nongcot.indicators.addresses import address

    if username:
        user = django_user_model.objects.get(username=username)
        client.force_login(user, backend="nongcot.accounts.backends.BookBackend")
    whole = figure(code, by="place:district", **when)
    assert whole.value == sum(part.value for part in whole.breakdown)
    with clock.at(TODAY):
        counted = {"": shown(client, address(code, **when))}
        for part in whole.breakdown:
            place = {"cells": {"place:district": "unknown"}} if part.key == "unknown" else {"place": part.key}
            counted[part.key] = shown(client, address(code, **when, **place))
    assert counted == {"": (whole.value, whole.value)} | {p.key: (p.value, p.value) for p in whole.breakdown}


@pytest.mark.parametrize(("code", "when"), DRILLED, ids=[code for code, _when in DRILLED])
def test_communes_add_up_to_their_district(code, when):
    for district in figure(code, by="place:district", **when).breakdown:
        if district.key != "unknown":
            found = figure(code, place=district.key, by="place:commune", **when)
            assert found.value == district.value == sum(part.value for part in found.breakdown), district.label


def shown(client, url: str) -> tuple[int, int]:
    """The number of a figure page, and how many records its pages list."""
    number, listed, page = 0, 0, 1
    while True:
        answer = client.get(f"{url}{'&' if '?' in url else '?'}page={page}")
        assert answer.status_code == 200, url
        records = answer.context["page"]
        number, listed = answer.context["figure"].value, listed + len(list(records))
        if not records.has_next():
            return number, listed
        page += 1


def test_the_newest_posting_is_the_last_act():
    assert ledger.newest() > 900
