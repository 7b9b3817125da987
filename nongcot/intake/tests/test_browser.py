"""The pages of a workbook's road in a real browser: nothing is wrong with them at a desk or on a telephone."""

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions, files, progress
from nongcot.intake.proposals import Scope
from nongcot.intake.tests.conftest import FAULTY, ROWS, address, apply_as_seen, written
from nongcot.ui.testing import faults

pytestmark = [pytest.mark.browser, pytest.mark.long]

#: Names that differ by a letter from what the book has.
ALIKE = [(n, f"{row[1]}s", *row[2:]) for n, row in enumerate(ROWS, 1)]


@pytest.fixture
def sound(page_at, axe, officer):
    """`sound(address)`: open it; nothing is wrong with it at any width."""
    page = page_at(cookies=officer.cookies)

    def check(url: str):
        assert list(faults(page, url, axe)) == []
        return page

    return check


def test_preview_duplicates_absences_and_receipt(own_ledger, live_server, officer, send, sound):
    actions.apply(batch=send(), by=None)
    batch = send([*ALIKE[:1], *FAULTY], name="whole.xlsx", scope=Scope("coop", "360"))
    page = sound(address("batch", batch))
    page.keyboard.press("Tab")
    assert page.locator(":focus").count() == 1
    sound(address("pairs", batch))
    sound(address("absent", batch))
    sound(address("retell", batch))
    for what in ("change", "create"):
        sound(f"{address('rows', batch)}?what={what}")
    apply_as_seen(officer, batch)
    sound(address("batch", batch))


def test_the_file_is_chosen_in_the_pages_own_words_and_the_scope_is_asked(own_ledger, live_server, sound, tmp_path):
    path = tmp_path / "ds.xlsx"
    written(titles=("DANH SÁCH HTX HUYỆN Ý YÊN",)).save(path)
    page = sound("/nhap-lieu/")
    page.get_by_text("Chưa chọn tệp nào").wait_for()
    page.get_by_label("Bảng tính", exact=False).first.set_input_files(str(path))
    page.get_by_text("ds.xlsx").wait_for()
    page.get_by_label("Danh sách tính đến ngày").fill("31/12/2019")
    page.get_by_role("button", name="Đọc và xem trước").click()
    page.get_by_text("Đây có phải toàn bộ hợp tác xã của Huyện Ý Yên không?").wait_for()
    sound(page.url)
    page.get_by_role("button", name="Đúng, là toàn bộ").click()
    page.get_by_text("toàn bộ hợp tác xã của Huyện Ý Yên. Chưa có gì").wait_for()


def test_progress_renews_itself_until_it_is_done(own_ledger, live_server, officer, send, sound, settings, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    from nongcot.intake import looks, tasks, work

    monkeypatch.setattr(looks, "AT_ONCE_ROWS", 0)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    batch = send()
    work.ask_look(batch)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["here"])
    files.put(files.progress(batch.pk), progress.Progress("compare", 500, 2000))
    page = sound(address("batch", batch))
    page.get_by_text("500").wait_for()
    files.put(files.progress(batch.pk), progress.Progress("effect"))
    page.get_by_text("Đang tính số liệu").wait_for()
    tasks.look.func(batch.pk, "vi")
    DBTaskResult.objects.update(status="SUCCESSFUL")
    page.get_by_text("Áp dụng: thêm 3").wait_for()
    assert newest() == 1
