"""A report that was produced comes again byte for byte, whatever the book learns and however the words change."""

import json
import os
import stat
from contextlib import contextmanager
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection, transaction
from django.utils import timezone

from nongcot.indicators.ledger import newest
from nongcot.indicators.reconcile import files
from nongcot.intake.command import upkeep
from nongcot.kernel import clock
from nongcot.kernel.shelf import digest
from nongcot.registry.actions.undoing import undo
from nongcot.registry.copies import expiry
from nongcot.reports import actions, kept, word
from nongcot.reports import congress as composing
from nongcot.reports.command import report
from nongcot.reports.models import Composition
from nongcot.reports.tests.conftest import commune, enter

DAY = "2020-10-15"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def made(congress, lan, monkeypatch):
    """A report as its officer fetched it, and the note of it; since then the program says things otherwise."""
    done = actions.produce_congress(term=6, on=congress, by=lan)
    as_it_was = composing.compose

    def otherwise(**asked):
        paper = as_it_was(**asked)
        return type(paper)(**vars(paper) | {"subject": "Báo cáo nói bằng lời khác"})

    monkeypatch.setattr(composing, "compose", otherwise)
    return done.document, done.noted


def run(*words):
    return CliRunner().invoke(report, [str(word) for word in words])


def forget(noted):
    """The note as a release wrote it that kept no files."""
    columns = "moment, by_name, kind, term, on_day, n, head, figures"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO reports_composition ({columns}, sha256) SELECT {columns}, %s FROM reports_composition",
            ["0" * 64],
        )
    return Composition.objects.exclude(pk=noted.pk).get()


@pytest.mark.both_databases
def test_the_very_file_comes_again_after_words_facts_and_an_undo(made, leader, uploads):
    document, noted = made
    with clock.at(noted.on_day + timedelta(days=60)):
        enter("HTX Nghe muộn", noted.on_day, commune("Xã Yên Lương", "Huyện Ý Yên"), sector="AGR")
        undo(n=newest(), by=None, reason="nhầm")
        os.utime(kept.SHELF.folder() / noted.sha256, (0, 0))
        expiry.tend()
    answer = leader.get(f"/bao-cao/{noted.pk}/ban-word/")
    assert answer.content == document
    assert (noted.sha256, noted.size) == (digest(document), len(document))
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert leader.get(f"/bao-cao/{noted.pk}/lap-lai/").content == word.written(actions.compose_again(noted)) != document
    [path] = kept.SHELF.kept()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert noted.sha256 in leader.get(f"/bao-cao/{noted.pk}/").content.decode()
    assert "Đúng bản đã lập" in leader.get("/bao-cao/").content.decode()
    assert not files()


@pytest.mark.both_databases
def test_exactly_the_same_report_is_noted_once_and_its_page_says_when(congress, lan, leader, tmp_path):
    with clock.at(clock.now() + timedelta(minutes=1)):
        first = actions.produce_congress(term=6, on=congress, by=lan).noted
    kept.SHELF.erase(first.sha256)
    asked = {"term": "6", "on": "15/10/2020"}
    page = leader.post("/bao-cao/dai-hoi/lap/", asked, follow=True)
    assert page.redirect_chain == [(f"/bao-cao/{first.pk}/", 302)]
    told = f"Đúng báo cáo này đã được lập lúc {timezone.localtime(first.moment):%H:%M %d/%m/%Y}, người lập: {lan}"
    assert told in page.content.decode()
    assert kept.document(first), "the same bytes, so they are there again"
    words = ("congress", "--term", 6, "--on", DAY, "--out", tmp_path / "a.docx")
    assert told in run(*words).output
    again = json.loads(run(*words, "--json").stdout)
    assert (again["produced_before"], again["number"]) == (True, first.pk)
    assert (Composition.objects.count(), len(list(kept.SHELF.kept()))) == (1, 1)
    enter("HTX Nghe sau", congress, commune("Xã Yên Lương", "Huyện Ý Yên"), sector="AGR")
    page = leader.post("/bao-cao/dai-hoi/lap/", asked, follow=True)
    assert "Đúng báo cáo này" not in page.content.decode()
    assert Composition.objects.count() == 2


def test_what_is_missing_or_altered_is_said_and_not_handed_out(made, leader):
    _document, noted = made
    path = kept.SHELF.folder() / noted.sha256
    path.write_bytes(b"PK khac")
    assert files() == (f"tệp {noted.sha256} bị đổi (báo cáo số {noted.pk}: {noted})",)
    refused = leader.get(f"/bao-cao/{noted.pk}/ban-word/")
    assert (refused.status_code, b"PK" in refused.content) == (410, False)
    assert "không còn đúng với dấu kiểm" in refused.content.decode()
    path.unlink()
    assert files()[0].startswith(f"mất tệp {noted.sha256}")
    assert "tệp không còn trên máy chủ" in leader.get(f"/bao-cao/{noted.pk}/").content.decode()


@pytest.mark.both_databases
def test_one_noted_before_files_were_kept_says_so_and_is_composed_anew(made, leader, tmp_path):
    old = forget(made[1])
    assert (old.size, files()) == (None, ())
    page = leader.get(f"/bao-cao/{old.pk}/").content.decode()
    assert "báo cáo này lập khi sổ chưa giữ tệp" in page
    assert f'href="/bao-cao/{old.pk}/ban-word/"' not in page
    assert f'href="/bao-cao/{old.pk}/lap-lai/"' in leader.get("/bao-cao/").content.decode()
    out = tmp_path / "a.docx"
    refused = run("fetch", old.pk, "--out", out)
    assert (refused.exit_code, out.exists()) == (1, False)
    assert "chưa giữ tệp" in refused.output
    assert run("fetch", old.pk, "--anew", "--out", out).exit_code == 0
    assert out.read_bytes() == word.written(actions.compose_again(old))


def test_the_command_lists_and_fetches(made, tmp_path):
    document, noted = made
    assert noted.sha256 in run("list").output
    told = json.loads(run("list", "--json").stdout)["reports"]
    assert [(one["number"], one["on"], one["size"]) for one in told] == [(noted.pk, DAY, len(document))]
    out = tmp_path / "a.docx"
    assert "đúng từng byte" in run("fetch", noted.pk, "--out", out).output
    assert out.read_bytes() == document
    assert "tệp khác bản đã lập" in run("fetch", noted.pk, "--anew", "--out", out).output
    assert "Không có báo cáo đã lập nào mang số 999" in run("fetch", 999, "--out", out).output


def test_a_file_that_cannot_be_kept_is_not_noted(congress, lan, monkeypatch):
    def full(_content):
        raise OSError("đĩa đầy")

    monkeypatch.setattr(kept.SHELF, "keep", full)
    with pytest.raises(OSError, match="đĩa đầy"):
        actions.produce_congress(term=6, on=congress, by=lan)
    assert not Composition.objects.exists()


def test_a_file_of_a_note_that_failed_is_named_and_erased_and_no_other(made, lan, monkeypatch):
    _document, noted = made

    @contextmanager
    def failing():
        with transaction.atomic():
            yield
            raise OSError("đĩa đầy")

    monkeypatch.setattr(actions, "held", failing)
    with pytest.raises(OSError, match="đĩa đầy"):
        actions.produce_congress(term=6, on=noted.on_day, by=lan)
    [stray] = [path for path in kept.SHELF.kept() if path.name != noted.sha256]
    assert (files(), kept.sweep()) == ((), 0), "it may be one that is just being written"
    for path in kept.SHELF.kept():
        os.utime(path, (0, 0))
    assert files() == (f"tệp thừa {stray}, không báo cáo nào nêu (nongcot upkeep xóa)",)
    told = CliRunner().invoke(upkeep)
    assert "tệp lạc đã xóa: 1;" in told.output, told.exception
    assert [path.name for path in kept.SHELF.kept()] == [noted.sha256]
    assert files() == ()


def test_a_visitor_gets_no_file(made, visitor):
    for page in ("ban-word", "lap-lai"):
        assert visitor.get(f"/bao-cao/{made[1].pk}/{page}/").status_code in (302, 403, 404)
