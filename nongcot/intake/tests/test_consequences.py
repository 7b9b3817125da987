"""The figures that a preview promises for products, certificates, contracts, events are those that applying gives."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from nongcot.indicators.declare import catalogue
from nongcot.indicators.figures import answer
from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Span
from nongcot.indicators.periods import year_to
from nongcot.indicators.questions import ask
from nongcot.indicators.reconcile import reconcile
from nongcot.intake import actions, summary
from nongcot.intake.models import Batch
from nongcot.intake.proposals import NEW, NEW_PARTNER, PARTNER
from nongcot.intake.tests import test_certificates, test_contracts, test_fairs, test_recognitions
from nongcot.intake.tests.conftest import ON, address, page_of, written
from nongcot.intake.tests.lists import applied
from nongcot.registry import writing
from nongcot.registry.models import Certificate
from nongcot.registry.supposing import supposing

pytestmark = [pytest.mark.usefixtures("ledger"), pytest.mark.both_databases]

COOPS = (
    ("Tên đơn vị", "Xã", "Huyện", "Loại hình"),
    ("HTX Mây Hồng", "Yên Lương", "Ý Yên", "HTX"),
    ("HTX Rau Xanh", "Giao Phong", "Giao Thủy", "HTX"),
    ("HTX Biển Xanh", "Giao Phong", "Giao Thủy", "HTX"),
    ("Công ty TNHH Gạo Mẫu", "Yên Lương", "Ý Yên", "Doanh nghiệp"),
)
GOING = (
    ("DANH SÁCH ĐÃ THAM GIA Hội chợ Nông sản Mẫu, ngày 20/10/2019 tại Hải Phòng",),
    ("STT", "Tên HTX", "Xã", "Huyện"),
    (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên"),
    (2, "HTX Biển Xanh", "Giao Phong", "Giao Thủy"),
)


@pytest.fixture
def sent(tmp_path) -> Callable[..., Batch]:
    """Send lines as a workbook, saying yes to whatever is asked of its rows."""

    def send(titles, head, *rows, name="ds.xlsx") -> Batch:
        path = Path(tmp_path / name)
        written(rows, head, titles).save(path)
        batch = actions.receive(source=path, name=name, on=ON, by=None)
        for _time in range(8):
            asking = [row for row in actions.preview(batch, effect=False).rows if row.asks]
            if not asking:
                break
            what = min(
                asking[0].asks, key=lambda one: (PARTNER not in one.what, one.what not in (NEW, NEW_PARTNER))
            ).what
            actions.agree(batch=batch, sheet="DS", row_no=asking[0].row_no, what=what, by=None)
        return batch

    return send


def figures() -> dict[str, int]:
    """Every figure that posts, as of the list's day."""
    told = [indicator for indicator in catalogue().values() if indicator.posts]
    asked = {i.code: ask(i.code, on=ON) if i.stands else ask(i.code, period=year_to(ON)) for i in told}
    return {code: int(answer(question).value or 0) for code, question in asked.items()}


def promised(batch: Batch) -> dict[str, tuple[int, int]]:
    return {one.code: (one.before, one.after) for one in actions.preview(batch).effect}


def kept_word(batch: Batch) -> dict[str, tuple[int, int]]:
    """Apply, and see that figures became what was promised, all of them; gives those that changed."""
    n, spans = newest(), Span.objects.count()
    told, before = promised(batch), figures()
    assert (newest(), Span.objects.count()) == (n, spans), "looking writes nothing"
    actions.apply(batch=batch, by=None)
    after = figures()
    changed = {code: (before[code], after[code]) for code in after if after[code] != before[code]}
    assert told == changed
    assert reconcile().sound
    return changed


def test_certificates_and_the_products_they_bring(sent):
    applied(*COOPS, name="htx.xlsx")
    rice = (*test_certificates.RICE[:9], "04/03/2021")
    changed = kept_word(sent((), test_certificates.HEAD, rice, test_certificates.GREENS))
    assert changed["registered_products"] == (0, 1)
    assert {code for code in changed if "certif" in code}


def test_recognitions_of_products_of_co_ops_that_the_list_begins(sent):
    changed = kept_word(sent((), test_recognitions.HEAD, (*test_recognitions.RICE, "36 tháng")))
    assert changed["operating_cooperatives"] == (0, 1)
    assert {code for code in changed if "ocop" in code}


def test_contracts_with_parties_known_and_new(sent):
    applied(*COOPS, name="htx.xlsx")
    rice = (*test_contracts.RICE[:4], "Công ty TNHH Gạo Mẫu; Công ty CP Mới Mẫu", *test_contracts.RICE[5:])
    changed = kept_word(sent((), test_contracts.HEAD, rice, test_contracts.FISH))
    assert (changed["linked_cooperatives"], changed["linkage_contracts"]) == ((0, 2), (0, 2))


def test_events_and_who_goes_to_them(sent):
    applied(*COOPS, name="htx.xlsx")
    batch = sent((), test_fairs.HEAD, test_fairs.OUT, test_fairs.HERE)
    assert promised(batch) == {}, "an event nobody of the book went to counts for nothing"
    kept_word(batch)
    going = sent(GOING[0], GOING[1], *GOING[2:], name="di.xlsx")
    changed = kept_word(going)
    assert (changed["fair_cooperatives"], changed["trade_events"]) == ((0, 2), (0, 1))


def test_a_second_time_nothing_is_promised(sent):
    applied(*COOPS, name="htx.xlsx")
    rows = ((), test_certificates.HEAD, test_certificates.RICE)
    actions.apply(batch=sent(*rows), by=None)
    assert promised(sent(*rows, name="lai.xlsx")) == {}


def test_the_page_and_the_command_tell_them(sent, officer):
    applied(*COOPS, name="htx.xlsx")
    batch = sent((), test_contracts.HEAD, test_contracts.FISH)
    understood = actions.read(batch)
    told = summary.of(understood, actions.preview(batch, understood), None)
    assert told["effect"]["linkage_contracts"] == {"before": 0, "after": 1}
    shown = officer.get(address("batch", batch)).context["look"].preview.effect
    assert {one.after - one.before for one in shown if one.url.startswith("/so-lieu/linkage_contracts")} == {1}
    assert all(one.label in page_of(officer, batch) for one in shown)


def test_what_is_supposed_is_gone_when_the_block_ends_also_by_a_fault(ledger):
    columns = {"product_id": None, "scheme": "halal", "issued_on": date(2019, 1, 1), "issued_precision": "day"}

    def fail() -> None:
        with supposing() as supposed:
            writing.certify(supposed, organisation_id=1, **columns)
            assert Certificate.objects.filter(scheme="halal").count() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Certificate.objects.exists()
