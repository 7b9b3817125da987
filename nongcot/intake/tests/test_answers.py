"""What the page asks of rows that are alike and of worse texts, what it tells cell by cell, what the receipt tells."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from nongcot.intake import actions, looks, questions
from nongcot.intake.models import Batch, Decision
from nongcot.intake.tests.conftest import ON, ROWS, address, apply_as_seen, page_of
from nongcot.registry.actions import organisations
from nongcot.registry.models import Organisation, Profile

pytestmark = pytest.mark.both_databases

YEN = ("Yên Lương", "Ý Yên", "", "2015")
TWICE = (
    (1, "HTX Nông nghiệp Hương Quê Xanh", *YEN, 20, 500, "Đang hoạt động"),
    (2, "HTX Nông nghiệp Hương Quê Xanhs", *YEN, 21, 700, "Đang hoạt động"),
)


def look_of(client, batch: Batch):
    return client.get(address("batch", batch)).context["look"]


def answer(client, batch: Batch, **told: str):
    return client.post(address("decide", batch), {"look": look_of(client, batch).token, **told}, follow=True)


def live() -> dict[str, int | None]:
    found = Profile.objects.filter(retracted=None, valid_from__lte=ON, valid_to__gt=ON)
    return dict(found.values_list("name", "members"))


class TestTwoRowsOfOneFile:
    @pytest.fixture
    def batch(self, ledger, send) -> Batch:
        return send(TWICE)

    def test_they_stand_row_against_row(self, officer, batch):
        page = page_of(officer, batch)
        [pair] = look_of(officer, batch).preview.pairs
        assert (pair.row, pair.other_row, pair.other, pair.url) == (4, 3, TWICE[0][1], "")
        assert any(line.ours == "21" and line.theirs == "20" for line in pair.lines)
        assert "với DS, dòng 3 của cùng tệp" in page

    def test_one_is_one_record_and_what_differs_is_asked(self, officer, batch):
        answer(officer, batch, pair0="same")
        assert batch.pk
        look = look_of(officer, batch)
        assert (look.preview.counts["create"], look.preview.pairs) == (1, ())
        assert {asked.what for asked in look.preview.asked} >= {"members", "charter_capital"}
        apply_as_seen(officer, batch)
        assert live() == {TWICE[0][1]: 20}

    def test_another_one_is_a_record_of_its_own(self, officer, batch):
        answer(officer, batch, pair0="other")
        apply_as_seen(officer, batch)
        assert live() == {TWICE[0][1]: 20, TWICE[1][1]: 21}

    def test_undecided_it_is_named_on_the_receipt_with_why(self, officer, batch):
        apply_as_seen(officer, batch)
        assert live() == {TWICE[0][1]: 20}
        assert batch.outcome["not_in"] == {"duplicate": [["DS", 4]]}
        page = page_of(officer, batch)
        assert "nghi trùng, chưa ai chọn" in page
        assert "DS 4" in page


class TestSeveralRecords:
    @pytest.fixture
    def batch(self, ledger, send) -> Batch:
        """Two records that differ by a letter each from the row's name."""
        known = [(n, f"HTX Nông nghiệp Hương Quê Xanh{letter}", *YEN, 20, 500, "Đang hoạt động")
                 for n, letter in enumerate("ab", 1)]  # fmt: skip
        first = send(known[:1], name="a.xlsx")
        actions.apply(batch=first, by=None)
        second = send(known[1:], name="b.xlsx")
        [proposed] = actions.preview(second).rows
        second.decisions = {"same": {"DS#3": None}}
        second.save()
        assert proposed.pairs
        actions.apply(batch=second, by=None)
        return send(TWICE[:1], name="c.xlsx")

    def test_every_one_is_shown_and_answered(self, officer, batch):
        pairs = look_of(officer, batch).preview.pairs
        assert len({pair.organisation_id for pair in pairs}) == 2
        answer(officer, batch, pair0="other")
        assert Decision.objects.filter(same=False).count() == 1
        [left] = look_of(officer, batch).preview.pairs
        assert left.organisation_id == pairs[1].organisation_id
        answer(officer, batch, pair0="other")
        assert look_of(officer, batch).preview.counts["create"] == 1

    def test_it_is_one_of_them_at_most(self, officer, batch):
        page = answer(officer, batch, pair0="same", pair1="same").content.decode()
        assert "chỉ có thể là một với một tổ chức" in page
        assert not Decision.objects.exists()

    def test_all_alike_can_be_others_but_not_all_the_same(self, officer, batch):
        why = look_of(officer, batch).preview.pairs[0].why
        answer(officer, batch, **{f"pairs{questions.ref(why)}": "same"})
        assert not Decision.objects.exists()
        answer(officer, batch, **{f"pairs{questions.ref(why)}": "other"})
        assert Decision.objects.filter(same=False).count() == 2


def test_a_worse_text_goes_in_only_when_somebody_wants_it(ledger, officer, send):
    actions.apply(batch=send(ROWS[:1]), by=None)
    worse = "HTX DVNN HUONG QUE"
    batch = send([(1, worse, *ROWS[0][2:])], name="worse.xlsx")
    page = page_of(officer, batch)
    assert f"{ROWS[0][1]} → {worse}" in page
    assert look_of(officer, batch).preview.counts["change"] == 0
    answer(officer, batch, keep0="1")
    assert look_of(officer, batch).preview.counts["change"] == 1
    apply_as_seen(officer, batch)
    assert live() == {worse: 20}


def test_every_row_is_told_cell_by_cell(ledger, officer, send):
    actions.apply(batch=send(ROWS[:2]), by=None)
    edited = [ROWS[0], (*ROWS[1][:6], 11, *ROWS[1][7:]), ROWS[2]]
    batch = send(edited, name="edited.xlsx")
    page = page_of(officer, batch)
    assert "1 dòng cập nhật, từng ô" in page
    changed = officer.get(address("rows", batch), {"what": "change"})
    [(line, url)] = changed.context["lines"]
    assert [(cell.before, cell.after, cell.cell) for cell in line.cells] == [("9", "11", "G4")]
    assert url
    [(line, _url)] = officer.get(address("rows", batch), {"what": "create"}).context["lines"]
    assert ROWS[2][1] in [cell.after for cell in line.cells]
    [(line, _url)] = officer.get(address("rows", batch), {"what": "unchanged"}).context["lines"]
    assert (line.row, line.cells) == (3, ())


def test_a_long_list_of_rows_comes_page_by_page(ledger, officer, send):
    batch = send([(n, f"HTX {'ABCDEFGH'[n % 8] * 4} {n * 7919}", *YEN, n, 500, "") for n in range(1, 61)])
    page_of(officer, batch)
    second = officer.get(address("rows", batch), {"what": "create", "page": "2"})
    assert len(second.context["lines"]) == look_of(officer, batch).preview.counts["create"] - 50


def test_another_officers_change_since_the_page_was_opened_is_kept_and_told(ledger, officer, send, lan):
    actions.apply(batch=send(ROWS[:1]), by=None)
    batch = send([(*ROWS[0][:6], 15, *ROWS[0][7:])], name="later.xlsx")
    look = look_of(officer, batch)
    pk = Organisation.objects.get().pk
    organisations.state_fields(organisation_id=pk, day=ON, said={"members": 99}, seen=None, by=lan)
    page = officer.post(address("apply", batch), {"look": look.token}, follow=True).content.decode()
    assert live() == {ROWS[0][1]: 99}
    assert "1 dòng được giữ lại vì sổ đã đổi từ lúc xem trước." in page
    assert "DS dòng 3 được giữ lại" in page


def test_a_row_whose_record_went_since_is_held_back(ledger, officer, send):
    first = send(ROWS[:1])
    actions.apply(batch=first, by=None)
    batch = send([(*ROWS[0][:6], 15, *ROWS[0][7:])], name="later.xlsx")
    look = look_of(officer, batch)
    actions.withdraw(batch=first, by=None)
    officer.post(address("apply", batch), {"look": look.token})
    assert live() == {}


def test_answers_for_the_second_table_of_a_sheet_are_its_own(ledger, officer):
    book = Workbook()
    sheet = book.active
    heading = ["STT", "Tên HTX", "Xã", "Huyện", "Số thành viên", "Tình trạng"]
    for line in (
        ["DANH SÁCH HTX NÔNG NGHIỆP"],
        heading,
        [1, "HTX Hương Quê", "Yên Lương", "Ý Yên", 20, "Đang hoạt động"],
        [],
        [],
        ["DANH SÁCH HTX PHI NÔNG NGHIỆP"],
        heading,
        [1, "HTX Bến Mới", "Yên Lương", "Ý Yên", 12, "hđ cầm chừng"],
    ):
        sheet.append(line)
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("hai-bang.xlsx", out.getvalue())
    officer.post(reverse("intake:upload"), {"file": file, "on": "31/12/2019", "scope": "part"})
    batch = Batch.objects.get()
    page = officer.get(address("batch", batch))
    asked = page.context["preview"].questions
    number, question = next((n, q) for n, q in enumerate(asked) if q.read == "hđ cầm chừng")
    stopped = next(str(n) for n, label in enumerate(question.labels) if "Ngừng" in label)
    answer(officer, batch, **{f"question{number}": stopped})
    batch.refresh_from_db()
    assert list(batch.decisions["overrides"]) == [question.table]
    apply_as_seen(officer, batch)
    assert looks.kept(batch) is None
    statuses = Profile.objects.filter(retracted=None, valid_to__gt=ON).values_list("name", "statistical_status")
    assert dict(statuses)["HTX Bến Mới"] == "inactive"
