"""Lists of events: those with kind, day and place go in, the others wait with what is missing."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from nongcot.indicators.ledger import newest
from nongcot.intake import actions
from nongcot.intake.command import import_
from nongcot.intake.proposals import CREATE, UNCHANGED, WAITING
from nongcot.intake.tests.conftest import address, apply_as_seen, page_of, written
from nongcot.intake.tests.lists import actions_of, applied, proposed, told, understood
from nongcot.intake.understanding import SheetOverride
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


LATE = (6, "Phiên chợ Mẫu", "từ ngày 29/12 đến 3/1", "", "Hải Phòng")
CLOCK = (7, "Hội chợ Đêm Mẫu", "19.30 ngày 20/10", "", "Hải Phòng")


def days() -> list[tuple[str, date, date | None]]:
    """Name, first day, and the day after the last one, of each event."""
    return list(TradeEvent.objects.order_by("name").values_list("name", "earliest", "valid_to"))


def test_a_day_without_a_year_is_asked_at_its_cell_with_the_years_that_may_be_meant():
    spring = (3, "Hội chợ Xuân Mẫu 2016", "từ ngày 6 - 11/2", "", "Hải Phòng")
    found = understood(HEAD, OUT, spring, LATE)
    asked = [doubt for doubt in found.doubts if doubt.code == "event_year"]
    assert [doubt.cell for doubt in asked] == ["C3", "C4"]
    assert {doubt.why for doubt in asked} == {"Ngày không ghi năm: sự kiện khai mạc năm nào?"}
    assert {tuple(choice.value for choice in doubt.choices) for doubt in asked} == {(2019, 2018, 2017, 2016)}


def test_an_answer_for_the_cell_dates_the_event():
    def answer(batch):
        actions.override(batch=batch, sheet="DS", change=SheetOverride(cells={"C2": 2018, "C3": 2018}), by=None)

    applied(HEAD, YEARLESS, LATE, change=answer)
    assert days() == [
        ("Hội chợ Xuân Mẫu", date(2018, 2, 6), date(2018, 2, 12)),
        ("Phiên chợ Mẫu", date(2018, 12, 29), date(2019, 1, 4)),
    ]


def test_the_year_of_the_title_is_proposed_and_told():
    lines = (("DANH SÁCH HỘI CHỢ NĂM 2018",), HEAD, OUT, YEARLESS, CLOCK)
    found = understood(*lines)
    assert not [doubt for doubt in found.doubts if doubt.code == "event_year"]
    assert any("2 sự kiện không ghi năm: tính là năm 2018" in text for text in found.assumed)
    applied(*lines)
    assert days() == [
        ("Hội chợ Nông sản Mẫu", date(2019, 10, 20), None),
        ("Hội chợ Xuân Mẫu", date(2018, 2, 6), date(2018, 2, 12)),
        ("Hội chợ Đêm Mẫu", date(2018, 10, 20), None),
    ]


@pytest.mark.parametrize("title", ["HỘI CHỢ 2018 - 2019", "HỘI CHỢ, tính đến 31/12/2018", "HỘI CHỢ theo số 2018123"])
def test_a_title_of_several_years_or_of_a_mere_day_proposes_none(title):
    found = understood((title,), HEAD, YEARLESS)
    assert [doubt.cell for doubt in found.doubts if doubt.code == "event_year"] == ["C3"]


def test_the_name_of_the_file_may_tell_the_year():
    found = understood(HEAD, YEARLESS, name="hoi-cho-2018.xlsx")
    assert any("năm 2018 (theo “hoi-cho-2018.xlsx”)" in text for text in found.assumed)


def test_the_command_is_told_the_year(tmp_path):
    path = tmp_path / "hoi-cho.xlsx"
    written((YEARLESS, LATE), HEAD, ()).save(path)
    done = CliRunner().invoke(import_, [str(path), "--on", "2019-12-31", "--year", "2017", "--json"])
    assert done.exit_code == 0, done.output
    assert [opens.year for _name, opens, _until in days()] == [2017, 2017]


def test_the_page_asks_once_for_all_days_without_a_year(officer, send):
    batch = send((YEARLESS, LATE), heading=HEAD)
    page = page_of(officer, batch)
    assert "Ngày không ghi năm" in page
    view = officer.get(address("batch", batch)).context
    (kind,) = [kind for kind in view["kinds"] if kind.first.code == "event_year"]
    officer.post(address("decide", batch), {"look": view["look"].token, f"kind{kind.ref}": "1"})
    apply_as_seen(officer, batch)
    assert [opens.year for _name, opens, _until in days()] == [2018, 2018]


def test_the_same_list_again_writes_nothing_and_withdrawing_takes_it_back():
    done = applied(HEAD, OUT, HERE)
    n = newest()
    assert actions_of(proposed(HEAD, OUT, HERE)) == [UNCHANGED, UNCHANGED]
    assert (applied(HEAD, OUT, HERE, name="lai.xlsx").posting, newest()) == (0, n)
    actions.undo(posting_n=done.posting, by=None)
    assert not TradeEvent.objects.filter(withdrawn=None).exists()


LOST = (8, "Hội chợ Lạc Mẫu", "1.9.2019", "", "Nhà văn hóa Mẫu")
ABROAD = (9, "Hội chợ quốc tế Mẫu", "1.10.2019", "", "xã Yên Lương, Ý Yên")
ASKS = "Sự kiện này tổ chức trong tỉnh hay ngoài tỉnh?"


def asked_where(officer, batch) -> dict[str, tuple[str, ...]]:
    """The cells that ask where an event is held, with their choices."""
    questions = officer.get(address("batch", batch)).context["look"].preview.questions
    return {one.cell: one.labels for one in questions if one.why.endswith(ASKS)}


def answer_where(officer, batch, **held: str) -> None:
    """Choose, by the page, where the event of each cell is held."""
    view = officer.get(address("batch", batch)).context
    told = {"look": view["look"].token}
    for number, question in enumerate(view["look"].preview.questions):
        if question.cell in held:
            told[f"cell{number}"] = str(question.labels.index(held[question.cell]))
    officer.post(address("decide", batch), told)


def held() -> list[tuple[str, str, str]]:
    return list(TradeEvent.objects.order_by("name").values_list("name", "scope", "venue"))


@pytest.mark.both_databases
def test_where_an_event_is_held_is_asked_at_the_cell_of_its_place(officer, send):
    batch = send((OUT, NOWHERE, LOST, ABROAD), heading=HEAD)
    asked = asked_where(officer, batch)
    # The heading stands in row 2, so the first event in row 3: it is held elsewhere, and nobody asks.
    assert list(asked) == ["E4", "E5", "E6"]
    look = officer.get(address("batch", batch)).context["look"]
    assert [question.cell for question in look.preview.questions] == ["E4", "E5", "E6"]
    assert not any("chưa rõ xã" in sentence for sentence in look.preview.effect_notes)
    assert asked["E4"] == ("Trong tỉnh", "Ngoài tỉnh", "Quốc tế tổ chức tại Việt Nam", "Ở nước ngoài", "Trực tuyến")
    assert ASKS in page_of(officer, batch)
    answer_where(officer, batch, E4="Trong tỉnh", E5="Ngoài tỉnh", E6="Quốc tế tổ chức tại Việt Nam")
    assert not asked_where(officer, batch)
    apply_as_seen(officer, batch)
    assert held()[1:] == [
        ("Hội chợ Nông sản Mẫu", "OUT_PROVINCE", "Hải Phòng"),
        ("Hội chợ Thu Mẫu", "IN_PROVINCE", ""),
        ("Hội chợ quốc tế Mẫu", "INTERNATIONAL_IN_VN", "xã Yên Lương, Ý Yên"),
    ]
    assert held()[0] == ("Hội chợ Lạc Mẫu", "OUT_PROVINCE", "Nhà văn hóa Mẫu")


@pytest.mark.both_databases
def test_a_doubtful_place_asks_for_its_commune_and_where_in_one_question(officer, send):
    doubtful = (1, "Hội chợ Mẫu", "1.9.2019", "", "xã Yên Lươn")
    batch = send((doubtful,), heading=HEAD)
    (labels,) = asked_where(officer, batch).values()
    assert any("Yên Lương" in label for label in labels)
    answer_where(officer, batch, E3=next(label for label in labels if "Yên Lương" in label))
    apply_as_seen(officer, batch)
    assert held() == [("Hội chợ Mẫu", "IN_PROVINCE", "xã Yên Lươn")]
    assert TradeEvent.objects.get().place_id


def test_a_list_without_a_column_of_places_asks_at_the_names(officer, send):
    batch = send(((1, "Hội chợ Mẫu", "1.9.2019"), (2, "Triển lãm Mẫu", "2.9.2019")), heading=HEAD[:3])
    assert list(asked_where(officer, batch)) == ["B3", "B4"]
    answer_where(officer, batch, B4="Trực tuyến")
    apply_as_seen(officer, batch)
    assert held() == [("Triển lãm Mẫu", "ONLINE", "")]


def test_the_command_lists_the_question_and_guesses_nothing(tmp_path):
    path = tmp_path / "hoi-cho.xlsx"
    written((NOWHERE,), HEAD, ()).save(path)
    done = CliRunner().invoke(import_, [str(path), "--on", "2019-12-31", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert [(doubt["cell"], doubt["why"]) for doubt in found["doubts"]] == [("E2", ASKS)]
    assert not TradeEvent.objects.exists()


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
