"""A number is found among many that begin as it does."""

from datetime import date

import pytest

from nongcot.indicators.ledger import newest
from nongcot.registry import by_number
from nongcot.registry.models import Certificate
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("typed", ["18/HĐ-7", "18/HD-7", "18/hđ-7/x"])
def test_what_was_typed_is_not_lost_among_others(ledger, today, monkeypatch, typed):
    monkeypatch.setattr(by_number, "MOST", 2)
    owner = telling.organisation("HTX A")
    for number in ("18/AA-1", "18/AB-2", "18/AC-3", "18/HĐ-7/X"):
        telling.certificate(owner, number=number, issued_on=date(2019, 1, 1), valid_to=date(2022, 1, 1))
    found = by_number.beginning(Certificate, typed, newest())
    assert ([fact.number for fact in found.facts], found.is_least) == (["18/HĐ-7/X"], True)
    assert by_number.beginning(Certificate, "18/zz-1", newest()) == ([], False)
