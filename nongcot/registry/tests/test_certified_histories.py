"""Random courses of certificates and codes: their figures against a plain reading of the facts, then and later."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import reconcile
from nongcot.kernel import clock
from nongcot.registry.actions import certificates
from nongcot.registry.actions.undoing import undo
from nongcot.registry.models import Certificate, Organisation, Product, SameAs
from nongcot.registry.outcomes import NotNow
from nongcot.registry.tests import courses, telling
from nongcot.registry.tests.histories import trying
from nongcot.registry.vocabulary import MARKS, QUALITY

pytestmark = pytest.mark.both_databases

COURSES = trying(0.025)
FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=90 * number) for number in range(8)]
TODAY = date(2023, 1, 2)
ACTS = ("certify", "certify", "certify", "certify", "end", "withdraw", "life", "unite", "undo")
SCHEMES = ("vietgap", "haccp", "traceability", "planting_area_code", "trademark", "packhouse_code")

#: Figure → the schemes that make its subjects count.
OF_COOPS = {
    "certified_cooperatives": QUALITY,
    "vietgap_cooperatives": ("vietgap",),
    "planting_area_code_cooperatives": ("planting_area_code",),
}
OF_PRODUCTS = {"certified_products": MARKS, "traceable_products": ("traceability",)}


@dataclass
class World:
    """What was played: each byte says which."""

    organisations: list[Organisation] = field(default_factory=list)
    products: list[tuple[int, int]] = field(default_factory=list)
    postings: list[int] = field(default_factory=list)

    def begin(self) -> None:
        for number, kind in enumerate(("coop", "coop", "group")):
            self.organisations.append(telling.organisation(f"TC {number}", kind=kind, sector="AGR"))
            for since, until in ((None, date(9999, 12, 31)), (DAYS[2], DAYS[5])):
                stated = {"name": f"Gạo {number} {until}", "valid_from": since, "valid_to": until}
                self.products.append((number, telling.product(self.organisations[-1], **stated)))

    def play(self, drawn: bytes) -> None:
        act, *rest = drawn
        try:
            getattr(self, ACTS[act % len(ACTS)])(*rest)
        except (NotNow, ValidationError):
            return
        self.postings.append(newest())

    def certify(self, which: int, when: int, how: int) -> None:
        number, product = self.products[which % len(self.products)]
        telling.certificate(
            self.organisations[number],
            product_id=product if how % 2 else None,
            scheme=SCHEMES[how // 2 % len(SCHEMES)],
            issued_on=DAYS[when % len(DAYS)],
            valid_to=DAYS[when % len(DAYS)] + timedelta(days=90 * (how // 12 % 5 + 1)),
        )

    def _some(self, which: int) -> Certificate:
        rows = courses.facts(Certificate)
        if not rows:
            raise NotNow("nothing yet")
        return rows[which % len(rows)]

    def end(self, which: int, when: int, how: int) -> None:
        certificates.end_certificate(
            key=self._some(which).key, valid_until=DAYS[when % len(DAYS)], by=None, seen=None, reason=str(how)
        )

    def withdraw(self, which: int, when: int, how: int) -> None:
        certificates.withdraw_certificate(key=self._some(which).key, by=None, seen=None, reason=f"nhầm {when} {how}")

    def life(self, which: int, when: int, how: int) -> None:
        telling.event(self.organisations[which % 3], ("suspended", "resumed", "dissolved")[how % 3], DAYS[when % 8])

    def unite(self, which: int, when: int, how: int) -> None:
        telling.unite(self.organisations[1], self.organisations[0], date(2017, 3, 1), void=bool(how % 2))

    def undo(self, which: int, when: int, how: int) -> None:
        if not self.postings:
            raise NotNow("nothing yet")
        undo(n=self.postings[which % len(self.postings)], by=None, reason="nhầm")


class Oracle:
    """The figures by a plain reading of the facts that stand."""

    def __init__(self) -> None:
        self.keep = {link.organisation_id: link.keep_id for link in courses.facts(SameAs)}
        self.lives = {o: courses.life(o) for o in Organisation.objects.values_list("pk", flat=True)}
        self.products, self.certificates = courses.facts(Product), courses.facts(Certificate)

    def root(self, organisation: int) -> int:
        return self.keep.get(organisation, organisation)

    def is_there(self, root: int, day: date, *, operating: bool) -> bool:
        there = next((s for s in self.lives[root] if s.valid_from <= day < s.valid_to), None)
        return there is not None and there.kind == "coop" and bool(there.operating or not operating)

    def held(self, root: int, day: date) -> list[Certificate]:
        of = [c for c in self.certificates if self.root(c.organisation_id) == root]
        return [c for c in of if c.issued_on <= day < c.valid_to]

    def coops(self, schemes, day: date) -> int:
        return sum(
            self.is_there(root, day, operating=True) and any(c.scheme in schemes for c in self.held(root, day))
            for root in set(map(self.root, self.lives))
        )

    def of_products(self, schemes, day: date) -> int:
        return sum(self.is_covered(product, schemes, day) for product in self.products)

    def is_covered(self, product: Product, schemes, day: date) -> bool:
        root = self.root(product.organisation_id)
        if not self.is_there(root, day, operating=False):
            return False
        if not (product.valid_from or date.min) <= day < product.valid_to:
            return False
        covering = [c for c in self.held(root, day) if c.product_id in (None, product.product_id)]
        return any(c.scheme in schemes for c in covering)

    def answers(self) -> dict[tuple[str, date], int]:
        found = {(code, day): self.coops(schemes, day) for code, schemes in OF_COOPS.items() for day in DAYS}
        return found | {
            (code, day): self.of_products(schemes, day) for code, schemes in OF_PRODUCTS.items() for day in DAYS
        }


def answers(n: int) -> dict[tuple[str, date], object]:
    return {(code, day): figure(code, on=day, known_at=n).value for code in (*OF_COOPS, *OF_PRODUCTS) for day in DAYS}


COURSE = st.lists(st.binary(min_size=4, max_size=4), min_size=3, max_size=10)


@pytest.fixture
def begun(ledger) -> World:
    """Three organisations with two products each: courses begin here, and the book is put back after each."""
    with clock.at(TODAY):
        world = World()
        world.begin()
    return world


def test_figures_of_certificates_and_codes_are_those_of_a_plain_reading(begun):
    @COURSES
    @given(COURSE, st.integers(0, 8))
    def try_it(course, pause):
        with transaction.atomic(), clock.at(TODAY):
            world = deepcopy(begun)
            for drawn in course[:pause]:
                world.play(drawn)
            known = newest()
            told = answers(known)
            for drawn in course[pause:]:
                world.play(drawn)
            assert answers(known) == told
            assert answers(newest()) == Oracle().answers()
            for code in (*OF_COOPS, *OF_PRODUCTS):
                whole = figure(code, period=(FIRST, DAYS[-1])).movement
                assert whole.opening + sum(whole.inflow.values()) - sum(whole.outflow.values()) == whole.closing
            assert reconcile().sound
            transaction.set_rollback(True)

    try_it()


def test_an_undo_is_a_replay_without_the_act(begun):
    @COURSES
    @given(COURSE, st.integers(0, 20))
    def try_it(course, which):
        courses.undo_is_a_replay(lambda: deepcopy(begun), course, which, TODAY)

    try_it()
