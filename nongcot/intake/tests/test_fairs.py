"""Lists of events: those with kind, day and place go in, the others wait with what is missing."""

from datetime import date

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.proposals import CREATE, UNCHANGED, WAITING
from nongcot.intake.tests.lists import actions_of, applied, proposed, told
from nongcot.kernel import clock
from nongcot.trade.models import TradeEvent

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("TT", "Tên sự kiện", "Thời gian", "Năm", "Địa điểm")
OUT = (1, "Hội chợ Nông sản Mẫu", "Tối 20/10", 2019, "Hải Phòng")
HERE = (2, "Triển lãm Mẫu", "từ ngày 10/12 đến 14/12/2019", "", "xã Yên Lương, Ý Yên")
YEARLESS = (3, "Hội chợ Xuân Mẫu", "từ ngày 6 - 11/2", "", "Hải Phòng")
NOWHERE = (4, "Hội chợ Thu Mẫu", "1.9.2019", "", "")
NAMELESS = (5, "Ngày hội Mẫu", "1.9.2019", "", "Hải Phòng")


def test_events_go_in_with_kind_days_and_where_they_are_held():
    applied(HEAD, OUT, HERE)
    rows = TradeEvent.objects.order_by("earliest").values_list("name", "type", "scope", "earliest", "valid_to")
    assert list(rows) == [
        ("Hội chợ Nông sản Mẫu", "FAIR", "OUT_PROVINCE", date(2019, 10, 20), None),
        ("Triển lãm Mẫu", "EXHIBITION", "IN_PROVINCE", date(2019, 12, 10), date(2019, 12, 15)),
    ]


def test_what_is_not_told_is_not_invented():
    lines = (HEAD, OUT, YEARLESS, NOWHERE, NAMELESS)
    assert actions_of(proposed(*lines)) == [CREATE, WAITING, WAITING, WAITING]
    assert [error["why"] for error in told(*lines)["errors"]] == [
        "chưa rõ ngày khai mạc (thiếu năm hoặc thiếu ngày)",
        "chưa rõ tổ chức trong tỉnh hay ngoài tỉnh",
        "tên không nói là hội chợ, triển lãm hay hội nghị",
    ]
    applied(*lines)
    assert TradeEvent.objects.count() == 1


def test_the_same_list_again_writes_nothing_and_withdrawing_takes_it_back():
    done = applied(HEAD, OUT, HERE)
    n = newest()
    assert actions_of(proposed(HEAD, OUT, HERE)) == [UNCHANGED, UNCHANGED]
    assert (applied(HEAD, OUT, HERE, name="lai.xlsx").posting, newest()) == (0, n)
    actions.undo(posting_n=done.posting, by=None)
    assert not TradeEvent.objects.filter(withdrawn=None).exists()


@pytest.mark.real_files
def test_of_the_real_list_only_what_has_a_day_and_a_place_goes_in(real_files):
    path = real_files / "vn_hoi_cho_theo_bao_chi.csv"
    with clock.at(date(2026, 11, 15)):
        for _time in range(2):
            batch = actions.receive(source=path, name=path.name, on=date(2026, 11, 1), by=None)
            proposal = actions.preview(batch, effect=False)
            actions.apply(batch=batch, by=None)
    assert batch.posting is None
    assert (proposal.count(UNCHANGED), proposal.count(WAITING)) == (3, 5)
    told_days = sorted(TradeEvent.objects.values_list("earliest", "scope"))
    assert told_days == [(day, "OUT_PROVINCE") for day in (date(2017, 9, 1), date(2020, 10, 1), date(2023, 10, 20))]
