"""Exemplars kept and new, confirmations of high technology, investments, awards: each as it is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from nongcot.exemplars.actions import designations, honours, nominations, readings, recognitions
from nongcot.exemplars.actions.designations import Decided
from nongcot.exemplars.models import Designation, Nomination
from nongcot.exemplars.tests.telling import (
    TERM,
    awarded,
    cells,
    confirmed,
    designated,
    invested,
    partial,
    reviewed,
    value,
)
from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel.dates import PartialDate
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import NotNow, ToConfirm
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases

EXEMPLARS, KEPT, NEW = "exemplary_cooperatives", "kept_exemplary_cooperatives", "new_exemplary_cooperatives"
HIGH_TECH = "high_tech_cooperatives"


@pytest.fixture
def two(today):
    return telling.organisation("HTX A", sector="AGR"), telling.organisation("HTX B", sector="TRA")


def test_kept_and_new_are_told_apart(two, term):
    a, b = two
    first = designated(a, date(2019, 5, 1), field="ocop")
    designated(a, date(2021, 5, 1), field="chain")
    designated(b, date(2021, 3, 1), level="commune")
    day = date(2022, 1, 1)
    assert (value(EXEMPLARS, TERM), value(EXEMPLARS, day)) == (1, 2)
    assert value(KEPT, day) == 1
    assert (value(NEW, year=2019), value(NEW, year=2021)) == (1, 1)
    assert cells(EXEMPLARS, "field", day) == {"ocop": 1, "chain": 1, "production": 1}
    assert cells(EXEMPLARS, "level", day) == {"province": 1, "commune": 1}
    assert cells(NEW, "field", year=2021) == {"production": 1}
    reviewed(first, date(2021, 12, 1), "withdrawn", "Không còn hoạt động hiệu quả")
    # Its other title is still borne, so that it is kept without a gap.
    assert value(KEPT, day) == 1
    assert cells(EXEMPLARS, "field", day) == {"chain": 1, "production": 1}
    found = figure(KEPT, on=day, by="sector_group", records=True)
    assert [record.label for record in found.records] == ["HTX A"]
    assert [(part.key, part.value) for part in found.breakdown] == [("agricultural", 1)]
    assert (found.value, found.whole, found.qualifier) == (1, 1, "trong 1 điển hình có ngày 15/10/2020")


def test_a_lapse_is_not_kept_and_a_new_title_is_not_new(two, term):
    a, _b = two
    first = designated(a, date(2019, 5, 1))
    reviewed(first, date(2021, 3, 1), "withdrawn", "Có vi phạm")
    designated(a, date(2021, 9, 1))
    assert value(EXEMPLARS, date(2022, 1, 1)) == 1
    assert value(KEPT, date(2022, 1, 1)) == 0
    assert value(NEW, year=2021) == 0
    readings.choose_reading(
        code="exemplar_reading",
        valid_from=date(2021, 1, 1),
        parameters={"kept": "number", "baseline": "2020-10-15", "new": "every"},
        document="Quyết định 5/QĐ-LMHTX",
        by=None,
    )
    assert value(KEPT, date(2022, 1, 1)) == 1
    assert value(NEW, year=2021) == 1
    assert reconcile().sound


def test_a_review_said_anew_replaces_the_first_and_one_taken_back_gives_the_title_back(two):
    a, _b = two
    number = designated(a, date(2019, 5, 1))
    key = reviewed(number, date(2021, 3, 1), "withdrawn", "Có vi phạm")
    assert value(EXEMPLARS, date(2021, 4, 1)) == 0
    assert reviewed(number, date(2021, 3, 2), "kept") == key
    assert value(EXEMPLARS, date(2021, 4, 1)) == 1
    reviewed(number, date(2021, 3, 1), "withdrawn", "Có vi phạm")
    designations.withdraw_review(key=key, by=None, seen=None, reason="nhầm")
    assert value(EXEMPLARS, date(2021, 4, 1)) == 1


def test_without_a_term_nothing_is_kept_and_that_is_said(two):
    designated(two[0])
    found = figure(KEPT, on=date(2022, 1, 1))
    assert found.value is None
    assert "Chưa có ngày gốc" in found.why_null
    assert found.whole is None


def test_a_yearly_confirmation_holds_to_the_next_at_the_latest_to_the_end_of_the_following_year(two):
    a, b = two
    confirmed(a, 2020, date(2020, 5, 4))
    confirmed(b, 2020, date(2020, 9, 1), technologies=["IRRIGATION", "IOT_SENSOR"])
    confirmed(b, 2021, date(2021, 8, 1), technologies=["IRRIGATION"])
    assert [value(HIGH_TECH, day) for day in (date(2020, 5, 3), date(2020, 5, 4), date(2020, 10, 15))] == [0, 1, 2]
    assert cells(HIGH_TECH, "technology", date(2021, 7, 31)) == {"GREENHOUSE": 1, "IRRIGATION": 1, "IOT_SENSOR": 1}
    assert cells(HIGH_TECH, "technology", date(2021, 8, 1)) == {"GREENHOUSE": 1, "IRRIGATION": 1}
    assert [value(HIGH_TECH, day) for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31))] == [2, 1, 1]
    assert value(HIGH_TECH, date(2023, 1, 1)) == 0
    moved = figure(HIGH_TECH, period=(date(2022, 1, 1), date(2022, 12, 31))).movement
    assert (moved.opening, moved.outflow, moved.closing) == (2, {"expired": 1}, 1)


def test_a_title_of_law_holds_to_its_own_end_and_a_confirmation_may_end_early(two):
    a, b = two
    confirmed(a, 2019, date(2019, 5, 4), legal_title="enterprise", valid_until=date(2024, 5, 3))
    key = confirmed(b, 2021, date(2021, 5, 4))
    assert value(HIGH_TECH, date(2024, 5, 3)) == 1
    assert value(HIGH_TECH, date(2024, 5, 4)) == 0
    recognitions.end_recognition(key=key, valid_until=date(2021, 12, 31), by=None, seen=None)
    assert value(HIGH_TECH, date(2022, 3, 1)) == 1


def test_another_reading_is_a_row_and_its_change_is_a_definition(two):
    a, b = two
    confirmed(a, 2021, date(2021, 5, 4))
    confirmed(b, 2021, date(2021, 5, 4))
    before = newest()
    readings.choose_reading(
        code="high_tech_reading",
        valid_from=date(2021, 1, 1),
        parameters={"following_years": 0, "begins": "year", "sectors": ["AGR", "FIS"]},
        document="Quyết định 6/QĐ-LMHTX",
        by=None,
    )
    assert value(HIGH_TECH, date(2021, 1, 1)) == 1
    assert value(HIGH_TECH, date(2022, 1, 1)) == 0
    assert value(HIGH_TECH, date(2022, 1, 1), known_at=before) == 2
    with pytest.raises(ValidationError):
        readings.choose_reading(
            code="high_tech_reading", valid_from=date(2022, 1, 1), parameters={}, document="QĐ 7", by=None
        )


def test_what_rests_with_its_co_op(two, term):
    a, b = two
    designated(a), confirmed(b, 2022)
    telling.event(a, "suspended", date(2022, 2, 1))
    telling.event(b, "dissolved", date(2022, 8, 1), details={"reason": "voluntary"})
    telling.event(a, "resumed", date(2022, 4, 1))
    assert [value(EXEMPLARS, date(2022, month, 1)) for month in (1, 2, 3, 4)] == [1, 0, 0, 1]
    assert [value(HIGH_TECH, date(2022, month, 1)) for month in (7, 8)] == [1, 0]
    designated(a, date(2019, 1, 1))
    assert value(KEPT, date(2022, 5, 1)) == 0


def test_investments_by_source_and_those_whose_amount_is_not_known(two):
    a, b = two
    day = date(2022, 3, 1)
    invested(a, day, {"own": 300_000_000, "bank": 200_000_000})
    invested(a, day, {"own": 300_000_000})
    invested(b, PartialDate.year(2022), {"unknown": None}, spent_on="technology", technology="DIGITAL_TRACE")
    invested(b, day, {"own": 5_000_000_000}, spent_on="facility", technology="", what="Kho lạnh")
    assert value("machinery_investing_cooperatives", year=2022) == 2
    assert value("machinery_investment", year=2022) == 800_000_000
    assert cells("machinery_investment", "funding_source", year=2022) == {"own": 600_000_000, "bank": 200_000_000}
    assert cells("machinery_investing_cooperatives", "funding_source", year=2022) == {"own": 1, "bank": 1, "unknown": 1}
    readings.choose_reading(
        code="machinery_reading",
        valid_from=date(2022, 1, 1),
        parameters={"kinds": ["machinery", "technology", "facility"]},
        document="Quyết định 8/QĐ-LMHTX",
        by=None,
    )
    assert value("machinery_investment", year=2022) == 5_800_000_000


def test_awards_of_organisations_and_of_products(two):
    a, b = two
    product = telling.product(a, "Gạo")
    awarded(a, date(2022, 3, 1)), awarded(a, PartialDate.month(2022, 5), "GK_LMHTX_TINH", level="alliance")
    awarded(b, date(2022, 3, 1))
    awarded(a, date(2022, 4, 1), "MAI_AN_TIEM", product_id=product)
    assert value("awarded_cooperatives") == 2
    assert cells("awarded_cooperatives", "award") == {"COOPSTAR": 2, "GK_LMHTX_TINH": 1}
    assert value("awarded_products") == 1
    with pytest.raises(ValidationError) as told:
        awarded(b, date(2022, 4, 1), "MAI_AN_TIEM", product_id=product)
    assert "product" in told.value.message_dict


def test_replications_count_each_time(two):
    a, b = two
    with pytest.raises(ValidationError):
        honours.replicate(organisation_id=b.pk, exemplar_id=a.pk, field="ocop", on=partial(date(2022, 3, 1)), by=None)
    designated(a)
    for _time in range(2):
        honours.replicate(organisation_id=b.pk, exemplar_id=a.pk, field="ocop", on=partial(date(2022, 3, 1)), by=None)
    assert cells("exemplar_replications", "field") == {"ocop": 2}


def test_models_of_a_programme_are_no_exemplars(two):
    a, _b = two
    designated(a, date(2021, 6, 1), title="model", programme="QD167_2021", valid_until=date(2025, 6, 30))
    day = date(2022, 1, 1)
    assert (value("effective_model_cooperatives", day), value(EXEMPLARS, day)) == (1, 0)
    assert cells("effective_model_cooperatives", "programme", day) == {"QD167_2021": 1}
    assert value("effective_model_cooperatives", date(2025, 7, 1)) == 0


def test_a_united_record_counts_for_the_kept_one(two, term):
    a, b = two
    designated(a, date(2019, 5, 1)), designated(b, date(2021, 5, 1), field="ocop")
    telling.unite(b, a, date(2020, 1, 1))
    assert value(EXEMPLARS, date(2022, 1, 1)) == 1
    assert value(NEW, year=2021) == 0
    assert cells(EXEMPLARS, "field", date(2022, 1, 1)) == {"production": 1, "ocop": 1}
    assert reconcile().sound
    telling.unite(b, a, date(2020, 1, 1), void=True)
    assert value(EXEMPLARS, date(2022, 1, 1)) == 2


def test_credit_funds_are_told_apart(today):
    designated(telling.organisation("QTDND", kind="credit_fund", sector="PCF"))
    assert value(EXEMPLARS, date(2022, 1, 1)) == 0
    assert value(EXEMPLARS, date(2022, 1, 1), with_credit_funds=True) == 1


def test_what_is_refused_writes_nothing(two):
    a, _b = two
    before = newest()
    number = designated(a)
    with pytest.raises(ValidationError) as told:
        designated(a, title="model")
    assert "programme" in told.value.message_dict
    with pytest.raises(ValidationError):
        designated(a, valid_until=date(2019, 1, 1))
    with pytest.raises(ValidationError):
        designated(a, story="CCCD số 001099012345")
    with pytest.raises(ValidationError) as told:
        reviewed(number, date(2021, 1, 1), "withdrawn")
    assert f"reason_{number}" in told.value.message_dict
    with pytest.raises(ValidationError) as told:
        confirmed(a, 2022, technologies=[])
    assert "technologies" in told.value.message_dict
    with pytest.raises(ValidationError):
        confirmed(a, 2022, evidence="")
    with pytest.raises(NotNow):
        designations.review(year=2021, on=date(2021, 1, 1), decided={999: Decided("kept")}, by=None, seen=None)
    assert newest() == before + 1


def test_the_second_of_two_editors_is_told(two):
    a, _b = two
    designated(a)
    seen = newest()
    fact = Designation.objects.get()
    told = designations.Told("exemplar", "ocop", "province", partial(date(2020, 1, 10)))
    designations.change_designation(key=fact.key, told=told, by=None, seen=seen)
    with pytest.raises(NotNow, match="sau khi bạn mở trang"):
        designations.change_designation(key=fact.key, told=told, by=None, seen=seen)


def test_undo_gives_back_what_stood(two):
    a, _b = two
    designated(a)
    n = newest()
    assert value(EXEMPLARS, date(2022, 1, 1)) == 1
    undo(n=n, by=None, reason="nhầm")
    assert value(EXEMPLARS, date(2022, 1, 1)) == 0
    assert value(EXEMPLARS, date(2022, 1, 1), known_at=n) == 1


def test_an_undo_that_leaves_a_review_without_a_title_borne_is_asked(two):
    a, _b = two
    number = designated(a, date(2021, 5, 1))
    made, told = newest(), designations.Told("exemplar", "ocop", "province", partial(date(2020, 1, 10)))
    earlier = designations.change_designation(key=Designation.objects.get().key, told=told, by=None, seen=None)
    reviewed(number, date(2020, 12, 1), "kept")
    with pytest.raises(
        ToConfirm, match=r"HTX A \(Rà soát năm 2020: Giữ danh hiệu\): Ngày rà soát trước ngày danh hiệu có hiệu lực"
    ):
        undo(n=earlier.n, by=None, reason="nhầm")
    undo(n=earlier.n, by=None, reason="nhầm", confirmed=["not_borne"])
    with pytest.raises(ToConfirm, match="danh hiệu được rà soát không còn trong sổ"):
        undo(n=made, by=None, reason="nhầm")
    undo(n=made, by=None, reason="nhầm", confirmed=["title_gone"])


def test_an_undo_that_leaves_steps_before_a_nomination_or_without_one_is_asked(two):
    a, _b = two

    def told(on: date) -> nominations.Told:
        return nominations.Told("exemplar", "chain", "province", 2021, on)

    made = nominations.nominate(organisation_id=a.pk, told=told(date(2021, 5, 1)), by=None)
    [key], number = made.keys, Nomination.objects.get().nomination_id
    earlier = nominations.change_nomination(key=key, told=told(date(2021, 3, 1)), by=None, seen=None)
    step = {"step": "council", "outcome": "done", "on": date(2021, 4, 1)}
    nominations.take_step(nomination_id=number, by=None, seen=None, **step)
    with pytest.raises(ToConfirm, match="trước ngày đề nghị"):
        undo(n=earlier.n, by=None, reason="nhầm")
    undo(n=earlier.n, by=None, reason="nhầm", confirmed=["before_nomination"])
    designated(a, date(2021, 6, 1), nomination_id=number)
    with pytest.raises(ToConfirm, match="đề nghị của nó không còn trong sổ") as asked:
        undo(n=made.n, by=None, reason="nhầm")
    [caution] = asked.value.cautions
    assert caution.sentence.count("HTX A") == 2, "the step and the title are confirmed as one"


def test_an_undo_that_leaves_a_follower_without_an_exemplar_is_asked(two):
    a, b = two
    number = designated(a)
    told = {"organisation_id": b.pk, "exemplar_id": a.pk, "field": "ocop", "on": partial(date(2022, 3, 1))}
    followed = honours.replicate(**told, by=None)
    made = Designation.objects.get(designation_id=number)
    with pytest.raises(ToConfirm, match=r"HTX B \(Nhân rộng điển hình\): theo cách làm của HTX A, mà sổ không ghi"):
        undo(n=made.posted, by=None, reason="nhầm")
    # A title that was said anew as another one is that one alone.
    model = designations.Told("model", "ocop", "province", partial(date(2020, 1, 10)), programme="PROVINCE")
    designations.change_designation(key=made.key, told=model, by=None, seen=None)
    with pytest.raises(ValidationError, match="chưa ghi tổ chức này là điển hình"):
        honours.replicate(**told, by=None)
    undo(n=followed.n, by=None, reason="nhầm")
