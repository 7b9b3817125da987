"""Large workbooks: received at once, worked on by the worker, broken off anywhere and taken up again."""

import os
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from nongcot.indicators.figures import figure
from nongcot.indicators.ledger import newest
from nongcot.indicators.models import Posting
from nongcot.indicators.reconcile import reconcile
from nongcot.intake import actions, files, looks, progress, tasks, upkeep, work
from nongcot.intake.models import Batch, Decision, Mention
from nongcot.intake.tests.conftest import FAULTY, ON, ROWS, address, apply_as_seen, page_of
from nongcot.registry.models import Organisation, Profile, Statement
from nongcot.registry.outcomes import NotNow

pytestmark = pytest.mark.both_databases


class Killed(BaseException):
    """What no handler of errors catches."""


@pytest.fixture
def queue(settings, all_are_large) -> Callable[[], None]:
    """The real queue; call it to let a worker do what waits in it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def worked() -> None:
        # What the worker does with each, without its closing of connections: the test's transaction is one of them.
        while waiting := DBTaskResult.objects.ready().first():
            waiting.claim("here")
            waiting.task.func(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
            waiting.set_successful(None)

    return worked


@pytest.fixture
def killing(monkeypatch) -> Callable[[str], None]:
    """Kill the work when it tells a stage; "" lets it live."""
    tell = progress.tell

    def kill(stage: str) -> None:
        def told(now: str, done: int = 0, total: int = 0) -> None:
            tell(now, done, total)
            if now == stage:
                raise Killed

        monkeypatch.setattr(progress, "tell", told)

    return kill


def look_at(batch: Batch) -> None:
    tasks.look.func(batch.pk, "vi")
    batch.refresh_from_db()


def begin_applying(batch: Batch) -> str:
    """As the page does it, but for the queue; gives the look's token."""
    look_at(batch)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.APPLYING)
    look = looks.kept(batch)
    assert look is not None
    return look.token


def operating() -> int:
    return int(figure("operating_cooperatives", on=ON).value or 0)


def test_a_large_workbook_is_waited_for_and_the_page_can_be_left(ledger, officer, upload, queue):
    batch = upload()
    page = page_of(officer, batch)
    assert batch.state == Batch.State.RECEIVED
    assert "Đang chờ đến lượt" in page
    assert f'hx-get="{address("progress", batch)}"' in page
    assert "Tải lại trang" in page  # without a script
    assert officer.get(address("progress", batch)).url == address("batch", batch), "a part of a page is no page"
    assert officer.get(address("progress", batch), headers={"HX-Request": "true"}).status_code == 200
    queue()
    assert officer.get(address("progress", batch), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = page_of(officer, batch)
    assert "Áp dụng: thêm 2" in page
    assert not Profile.objects.exists()


def test_it_is_applied_by_the_worker_with_its_receipt(ledger, officer, upload, queue):
    batch = upload()
    queue()
    look = officer.get(address("batch", batch)).context["look"]
    officer.post(address("apply", batch), {"look": look.token})
    batch.refresh_from_db()
    assert batch.state == Batch.State.APPLYING
    assert "Ghi sổ" in page_of(officer, batch)
    officer.post(address("apply", batch), {"look": look.token})  # a second click asks for nothing more
    officer.post(address("drop", batch))
    queue()
    batch.refresh_from_db()
    assert (batch.state, batch.posting, operating()) == ("applied", newest(), 2)
    assert Posting.objects.filter(act="intake.apply").count() == 1
    assert Posting.objects.get(n=batch.posting).actor == officer.user
    assert "Biên nhận" in page_of(officer, batch)


def test_a_small_workbook_waits_for_nobody(ledger, officer, upload):
    batch = upload()
    assert batch.state == Batch.State.READY
    apply_as_seen(officer, batch)
    assert batch.state == Batch.State.APPLIED
    assert not DBTaskResult.objects.exists()


def test_progress_tells_stages_and_rows(ledger, send, all_are_large, monkeypatch):
    told: list[tuple[int, object]] = []
    put = files.put
    monkeypatch.setattr(files, "put", lambda path, said: (told.append((path.name, said)), put(path, said)))
    batch = send()
    look_at(batch)
    stages = [said[0] for name, said in told if name == f"{batch.pk}-progress.json"]
    assert list(dict.fromkeys(stages)) == list(progress.LOOKING)
    assert any(said[2] == len(ROWS) for name, said in told if name == f"{batch.pk}-progress.json")
    assert progress.of(batch.pk) is None  # nobody works on it any more


def test_the_page_tells_how_far_it_is(ledger, officer, upload, queue):
    batch = upload()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["here"])
    files.put(files.progress(batch.pk), progress.Progress("compare", 500, 2000))
    page = page_of(officer, batch)
    assert "500 trong 2.000 dòng" in page
    assert "Đang so từng dòng với sổ" in page


@pytest.mark.parametrize("stage", progress.LOOKING)
def test_reading_killed_at_a_stage_is_taken_up_again(ledger, send, all_are_large, killing, stage):
    batch = send(FAULTY)
    killing(stage)
    with pytest.raises(Killed):
        tasks.look.func(batch.pk, "vi")
    batch.refresh_from_db()
    assert batch.state in (Batch.State.RECEIVED, Batch.State.READY)
    assert (batch.failure, looks.kept(batch)) == ("", None)
    killing("")
    look_at(batch)
    look = looks.kept(batch)
    assert look is not None
    assert (batch.state, look.preview.counts["create"]) == (Batch.State.READY, 2)


@pytest.mark.parametrize("stage", progress.APPLYING)
def test_applying_killed_at_a_stage_leaves_nothing_or_all_and_is_taken_up_again(
    ledger, send, all_are_large, killing, stage
):
    batch = send(FAULTY)
    token = begin_applying(batch)
    before = newest()
    killing(stage)
    with pytest.raises(Killed):
        tasks.apply.func(batch.pk, None, token, "vi")
    batch.refresh_from_db()
    if stage == "left":  # after the commit
        assert (batch.state, operating()) == (Batch.State.APPLIED, 2)
        assert files.workbook(batch).exists()
    else:
        assert (batch.state, operating(), newest()) == (Batch.State.APPLYING, 0, before)
        assert not Mention.objects.exists()
        assert not Organisation.objects.exists()
    killing("")
    tasks.apply.func(batch.pk, None, token, "vi")
    tasks.apply.func(batch.pk, None, token, "vi")
    batch.refresh_from_db()
    assert (batch.state, batch.posting, operating()) == (Batch.State.APPLIED, before + 1, 2)
    assert Mention.objects.count() == Organisation.objects.count() == 2
    assert files.left(batch).exists()
    assert not files.workbook(batch).exists()
    assert reconcile().sound
    actions.undo(posting_n=batch.posting, by=None)
    assert operating() == 0


def _die_at(stage: str, killing: Callable[[str], None], work: Callable[[], object]) -> None:
    """Work until that stage and be gone, as a process that is killed: nothing of the parent is torn down."""
    code = 1
    try:
        # Where a browser's loop runs, the child meets another connection than the parent closed, open to where it led.
        connection.close()
        killing(stage)
        work()
    except Killed:
        code = 9
    finally:
        os._exit(code)


@pytest.mark.parametrize("stage", ["write", "figures", "left"])
def test_a_process_that_dies_leaves_nothing_or_all(own_ledger, send, all_are_large, killing, stage):
    batch = send(FAULTY)
    token = begin_applying(batch)
    before = newest()
    connection.close()
    child = os.fork()
    if child == 0:
        _die_at(stage, killing, lambda: tasks.apply.func(batch.pk, None, token, "vi"))
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9
    batch.refresh_from_db()
    is_in = stage == "left"
    assert batch.state == (Batch.State.APPLIED if is_in else Batch.State.APPLYING)
    assert (newest() - before, Statement.objects.count() > 0) == (int(is_in), is_in)
    tasks.apply.func(batch.pk, None, token, "vi")
    batch.refresh_from_db()
    assert (batch.state, batch.posting, operating()) == (Batch.State.APPLIED, before + 1, 2)
    assert files.left(batch).exists()


def test_what_died_after_the_posting_is_finished_by_upkeep_too(ledger, send, killing):
    batch = send(FAULTY)
    killing("left")
    with pytest.raises(Killed):
        actions.apply(batch=batch, by=None)
    killing("")
    assert upkeep.tend().finished == 1
    assert files.left(batch).exists()
    assert not files.workbook(batch).exists()


def test_a_dead_workers_task_is_done_by_the_next_one(ledger, officer, upload, queue):
    batch = upload()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["here"])
    assert "Làm lại" not in page_of(officer, batch)  # nobody calls it failed while it may go on
    DBTaskResult.objects.update(status="READY")  # as the next worker finds it: nongcot.cli.worker
    assert "Đang chờ đến lượt" in page_of(officer, batch)
    queue()
    assert "Áp dụng: thêm 2" in page_of(officer, batch)


def test_work_that_kills_every_worker_is_told_and_can_be_asked_for_again(ledger, officer, upload, queue):
    batch = upload()
    DBTaskResult.objects.update(status="FAILED", worker_ids=["here"] * 3)
    page = page_of(officer, batch)
    assert "dừng giữa chừng nhiều lần" in page
    officer.post(address("again", batch))
    queue()
    assert "Áp dụng: thêm 2" in page_of(officer, batch)


SECRET = "036085001234"


def fails(*_args: object, **_more: object) -> None:
    raise RuntimeError(SECRET)


def test_a_fault_is_a_sentence_without_what_it_met(ledger, officer, send, all_are_large, monkeypatch, caplog):
    batch = send(FAULTY)
    token = begin_applying(batch)
    with monkeypatch.context() as broken:
        broken.setattr("nongcot.registry.writing.happen", fails)
        tasks.apply.func(batch.pk, None, token, "vi")
    batch.refresh_from_db()
    assert (batch.state, operating(), Statement.objects.count()) == (Batch.State.READY, 0, 0)
    page = page_of(officer, batch)
    assert "gặp lỗi của chương trình" in page
    assert "Áp dụng: thêm 2" in page
    assert SECRET not in caplog.text + page + batch.failure
    assert "RuntimeError" in caplog.text
    apply_as_seen(officer, batch)
    assert (batch.state, batch.failure, operating()) == (Batch.State.APPLIED, "", 2)


def test_what_turns_out_unreadable_is_refused_and_erased(ledger, officer, send, all_are_large):
    batch = send()
    files.workbook(batch).write_bytes(b"PK\x03\x04 cut off")
    tasks.look.func(batch.pk, "vi")
    batch.refresh_from_db()
    assert batch.state == Batch.State.REFUSED
    assert batch.refusal in page_of(officer, batch)
    assert not list(files.kept())


@pytest.mark.parametrize("content", [b"\x00\x01 nothing", b"PK\x03\x04 cut off", b""])
def test_what_is_no_workbook_is_told_at_the_field_whatever_its_size(ledger, officer, monkeypatch, content):
    monkeypatch.setattr(looks, "AT_ONCE_BYTES", 0)
    sent = SimpleUploadedFile("x.xlsx", content)
    answer = officer.post(reverse("intake:upload"), {"file": sent, "scope": "part", "scope_kind": "coop"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Batch.objects.exists()
    assert not list(files.kept())


def test_the_day_that_a_large_file_tells_is_found_when_it_is_read(ledger, officer, upload, queue):
    batch = upload(on="")
    assert batch.on_proposed
    queue()
    batch.refresh_from_db()
    assert batch.rows == len(FAULTY) + 2


class TestLooks:
    """A look is as old as the posting it names."""

    @pytest.fixture
    def batch(self, ledger, send) -> Batch:
        return send(FAULTY)

    def test_a_small_one_is_taken_anew_when_the_book_moved(self, officer, batch, send):
        first = officer.get(address("batch", batch)).context["look"]
        assert officer.get(address("batch", batch)).context["look"].at == first.at
        actions.apply(batch=send(ROWS, name="between.xlsx"), by=None)
        second = officer.get(address("batch", batch)).context["look"]
        assert second.at.n == first.at.n + 1

    def test_a_large_one_says_that_the_book_moved(self, officer, batch, send, monkeypatch):
        look_at(batch)
        monkeypatch.setattr(looks, "AT_ONCE_ROWS", 0)
        actions.apply(batch=send(ROWS, name="between.xlsx"), by=None)
        page = page_of(officer, batch)
        assert "sổ có thêm 1 lần ghi" in page
        officer.post(address("again", batch))
        assert "sổ có thêm" not in page_of(officer, batch)

    def test_rows_that_come_out_otherwise_than_seen_are_held_back(self, officer, ledger, send):
        actions.apply(batch=send(), by=None)
        rows = [list(row) for row in ROWS]
        rows[0][6] = 25
        later = send(rows, name="later.xlsx")
        look = officer.get(address("batch", later)).context["look"]
        rows[0][6] = 30
        actions.apply(batch=send(rows, name="between.xlsx"), by=None)
        officer.post(address("apply", later), {"look": look.token})
        later.refresh_from_db()
        assert later.outcome["held_back"] == [["DS", 3]]
        page = page_of(officer, later)
        assert "DS dòng 3 được giữ lại vì sổ đã đổi từ lúc xem trước" in page
        assert "nay khác ở: " in page
        assert "1 dòng được giữ lại" in page  # said at once too

    def test_answers_of_a_large_one_are_worked_in_before_it_is_applied(self, officer, batch, monkeypatch):
        look_at(batch)
        monkeypatch.setattr(looks, "AT_ONCE_ROWS", 0)
        look = officer.get(address("batch", batch)).context["look"]
        number = next(n for n, q in enumerate(look.preview.questions) if q.choices)
        officer.post(address("decide", batch), {"look": look.token, f"question{number}": "0"})
        page = page_of(officer, batch)
        assert "Có lựa chọn mới chưa được tính." in page
        officer.post(address("apply", batch), {"look": look.token})
        batch.refresh_from_db()
        assert batch.state == Batch.State.READY
        officer.post(address("again", batch))
        apply_as_seen(officer, batch)
        assert batch.state == Batch.State.APPLIED

    def test_a_look_of_another_time_is_not_applied(self, officer, batch):
        officer.get(address("batch", batch))
        officer.post(address("apply", batch), {"look": "another"})
        batch.refresh_from_db()
        assert batch.state == Batch.State.READY
        officer.post(address("decide", batch), {"look": "another", "question0": "0"})
        assert not batch.decisions
        assert not Decision.objects.exists()

    def test_each_language_has_its_own(self, officer, batch):
        assert "Nếu áp dụng" in page_of(officer, batch)
        officer.cookies["nongcot_language"] = "en"
        assert "HTX đang hoạt động" not in page_of(officer, batch)

    def test_one_that_an_earlier_release_kept_is_taken_anew(self, officer, batch):
        files.put(files.look(batch, "vi"), {"at": {"n": 1}, "seen": []})
        assert "Áp dụng: thêm 2" in page_of(officer, batch)


def test_giving_up_while_it_is_read_is_giving_up(ledger, send, all_are_large):
    batch = send()
    actions.drop(batch=batch, by=None)
    tasks.look.func(batch.pk, "vi")
    batch.refresh_from_db()
    assert batch.state == Batch.State.DROPPED


def test_work_is_asked_for_once(ledger, upload, queue):
    batch = upload()
    with pytest.raises(NotNow):
        work.again(batch)
