"""Records that a whole list leaves out: asked about before and after applying, settled in one posting, never silent."""

import pytest

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Posting
from nongcot.intake import absences, actions, looks
from nongcot.intake.models import Batch, StillThere
from nongcot.intake.proposals import Scope
from nongcot.intake.tests.conftest import ON, address, apply_as_seen, page_of
from nongcot.registry import journal
from nongcot.registry.actions import undoing
from nongcot.registry.models import LifeEvent, Profile, Statement

pytestmark = pytest.mark.both_databases

NAMES = ("HTX Sông Xanh", "HTX Hương Quê", "HTX Đồng Tâm", "HTX Mai Vàng", "HTX Ánh Dương")
ROWS = tuple((n, name, "Yên Lương", "Ý Yên", "", "2015", 20, 500, "Đang hoạt động") for n, name in enumerate(NAMES, 1))
YEN = Scope("coop", "360")


@pytest.fixture
def whole(ledger, send) -> Batch:
    """Five are known; the whole list of the district names the first alone."""
    actions.apply(batch=send(ROWS), by=None)
    return send(ROWS[:1], name="whole.xlsx", scope=YEN)


def by_name() -> dict[str, int]:
    return dict(Profile.objects.filter(retracted=None).values_list("name", "organisation_id"))


def asked(batch: Batch) -> list[str]:
    batch.refresh_from_db()
    return [one.name for one in absences.open_ones(batch, looks.kept(batch))]


def told(**rows: dict[str, str]) -> dict[str, str]:
    """A form's data: of each record, by its name's first word after HTX, the parts of its row."""
    ids = {name.split()[1]: pk for name, pk in by_name().items()}
    return {f"o{ids[name]}_{part}": value for name, parts in rows.items() for part, value in parts.items()}


def send_form(client, batch: Batch, data: dict[str, str]):
    """Check, confirm everything, record; gives the last answer."""
    seen = {"seen": str(newest())}
    checked = client.post(address("absent", batch), {**data, **seen, "step": "check"})
    if "state" not in (checked.context or {}):
        return checked
    confirmed = dict.fromkeys(checked.context["form"].fields, "on")
    return client.post(address("absent", batch), {"state": checked.context["state"], "step": "record", **confirmed})


def operating() -> int:
    return int(figure("operating_cooperatives", on=ON).value or 0)


def test_they_are_listed_and_nothing_happens_by_itself(officer, whole):
    assert asked(whole) == []  # nobody looked yet
    page = page_of(officer, whole)
    assert "4 bản ghi của phạm vi không có trong danh sách" in page
    assert len(asked(whole)) == 4
    apply_as_seen(officer, whole)
    assert operating() == 5
    assert len(asked(whole)) == 4
    assert address("absent", whole) in page_of(officer, whole)


def test_everything_chosen_is_one_posting_with_the_list_as_source(officer, whole):
    apply_as_seen(officer, whole)
    before = newest()
    data = told(
        Hương={"choice": "stopped", "on": "11/2019", "document_no": "12/BC-UBND", "issuing_body": "UBND xã Yên Lương"},
        Đồng={"choice": "dissolved", "on": "05/06/2019", "document_no": "7/QĐ", "issuing_body": "UBND", "steps": "on"},
        Mai={"choice": "moved", "on": "01/03/2019", "place": "Giao Phong, Giao Thủy"},
        Ánh={"choice": "still"},
    )  # fmt: skip
    answer = send_form(officer, whole, data)
    assert answer.status_code == 302
    assert newest() == before + 1
    posting = Posting.objects.get(n=newest())
    assert posting.actor == officer.user
    assert posting.source == "whole.xlsx (31/12/2019)"
    assert "toàn bộ danh sách" in posting.reason
    assert "nhiều tổ chức" in journal.title(posting.act)
    kinds = dict(LifeEvent.objects.filter(posted=posting.n).values_list("organisation_id", "kind"))
    ids = by_name()
    assert kinds == {
        ids["HTX Hương Quê"]: "stopped", ids["HTX Đồng Tâm"]: "dissolved", ids["HTX Mai Vàng"]: "moved",
    }  # fmt: skip
    assert operating() == 3  # the one that moved stands elsewhere
    assert asked(whole) == []
    assert page_of(officer, whole).count("không có trong danh sách") == 0


def test_who_is_still_there_is_not_asked_again_for_the_same_list(officer, whole, send):
    page_of(officer, whole)
    before = newest()
    send_form(officer, whole, told(Hương={"choice": "still"}, Đồng={"choice": "still"}))
    assert newest() == before  # no fact
    assert StillThere.objects.count() == 2
    assert asked(whole) == ["HTX Ánh Dương", "HTX Mai Vàng"]
    assert len(actions.preview(send(ROWS[:1], name="again.xlsx", scope=YEN)).absent) == 2
    later = send(ROWS[:1], name="later.xlsx", on=ON.replace(year=2020, month=1, day=10), scope=YEN)
    assert len(actions.preview(later).absent) == 4


def test_a_dissolution_without_its_steps_is_told_at_the_row_and_nothing_is_written(officer, whole):
    page_of(officer, whole)
    before = newest()
    data = told(Hương={"choice": "stopped", "on": "2019"}, Đồng={"choice": "dissolved", "on": "05/06/2019"})
    answer = send_form(officer, whole, data)
    form = answer.context["form"]
    [name] = form.errors
    assert name == f"o{by_name()['HTX Đồng Tâm']}_choice"
    assert "tình trạng pháp lý" in str(form.errors)
    assert (newest(), StillThere.objects.count(), len(asked(whole))) == (before, 0, 4)
    assert form.data[f"o{by_name()['HTX Hương Quê']}_on"] == "2019"  # what was typed stays


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"choice": "stopped"}, "hãy ghi từ ngày nào"),
        ({"choice": "moved", "on": "2019"}, "hãy ghi xã mới"),
        ({"choice": "moved", "on": "2019", "place": "Không Đâu Cả"}, "không tìm thấy xã"),
        ({"choice": "other_kind"}, "hãy chọn loại đúng"),
        ({"choice": ""}, "Chưa chọn gì"),
    ],
)
def test_what_is_missing_is_told(officer, whole, row, sentence):
    page_of(officer, whole)
    answer = officer.post(address("absent", whole), {**told(Hương=row), "seen": str(newest()), "step": "check"})
    assert sentence in answer.content.decode()


def test_one_of_another_kind_is_corrected(officer, whole):
    apply_as_seen(officer, whole)
    send_form(officer, whole, told(Hương={"choice": "other_kind", "kind": "group"}))
    assert Profile.objects.filter(retracted=None, name="HTX Hương Quê", valid_to__gt=ON).last().kind == "group"
    assert "HTX Hương Quê" not in asked(whole)
    assert Statement.objects.filter(posted=newest()).exists()


def test_many_rows_are_filled_in_at_once(officer, whole):
    page_of(officer, whole)
    ids = by_name()
    ticked = {f"o{ids['HTX Hương Quê']}_tick": "on", f"o{ids['HTX Mai Vàng']}_tick": "on"}
    common = {"all_choice": "stopped", "all_on": "11/2019", "all_document_no": "12/BC"}
    answer = officer.post(address("absent", whole), {**ticked, **common, "step": "fill"})
    page = answer.content.decode()
    assert page.count('value="11/2019"') == 2
    assert page.count('value="12/BC"') == 2
    every = officer.post(address("absent", whole), {"all_rows": "1", **common, "step": "fill"}).content.decode()
    assert every.count('value="11/2019"') == 4


def test_what_is_undone_is_asked_again(officer, whole):
    apply_as_seen(officer, whole)
    send_form(officer, whole, told(Hương={"choice": "stopped", "on": "11/2019"}))
    assert "HTX Hương Quê" not in asked(whole)
    undoing.undo(n=newest(), by=None, reason="nhầm")
    assert "HTX Hương Quê" in asked(whole)


def test_one_that_ended_elsewhere_meanwhile_is_no_question(officer, whole):
    from nongcot.kernel.dates import PartialDate
    from nongcot.registry.actions import events
    from nongcot.registry.cautions import ALL

    apply_as_seen(officer, whole)
    pk = by_name()["HTX Hương Quê"]
    day = PartialDate.day(ON.replace(month=6, day=5))
    events.record_event(organisation_id=pk, kind="dissolved", on=day, by=None, steps_missing=True, confirmed=ALL)
    assert "HTX Hương Quê" not in asked(whole)


def test_the_second_of_two_editors_is_told(officer, whole):
    from nongcot.kernel.dates import PartialDate
    from nongcot.registry.actions import events

    page_of(officer, whole)
    seen = newest()
    pk = by_name()["HTX Hương Quê"]
    events.record_event(organisation_id=pk, kind="stopped", on=PartialDate.day(ON), by=None)
    data = told(Hương={"choice": "stopped", "on": "11/2019"})
    answer = officer.post(address("absent", whole), {**data, "seen": str(seen), "step": "check"})
    assert "sau khi bạn mở trang" in answer.content.decode()


def test_a_part_asks_nothing(officer, ledger, send):
    batch = send()
    page_of(officer, batch)
    assert officer.get(address("absent", batch)).url == address("batch", batch)
