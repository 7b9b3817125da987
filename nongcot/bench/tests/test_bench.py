"""The bench runs and tells everything it promises; how fast is no test's business."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from nongcot.bench import home, measures, register, stopwatch, table, workbooks
from nongcot.bench.command import bench
from nongcot.indicators.figures import figure
from nongcot.indicators.reconcile import reconcile
from nongcot.intake.understanding import understand
from nongcot.registry.models import Organisation
from nongcot.sheets import read_workbook

N, YEARS = 50, 2


@pytest.mark.long
def test_every_measure_is_taken_and_told(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(measures, "TIMES", 4)
    asked = [f"--organisations={N}", f"--years={YEARS}", "--rows=30", "--seldom=1", "--json"]
    answer = CliRunner().invoke(bench, asked)
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert [timing["what"] for timing in found["timings"]] == list(table.MEASURES)
    assert all(timing["median_ms"] <= timing["p95_ms"] for timing in found["timings"])
    assert found["organisations"] == N
    assert found["spans"] > N
    assert not list(tmp_path.glob("nongcot-bench-*")), "the temporary home is left behind"
    told = tmp_path / "told.json"
    told.write_text(answer.stdout, encoding="utf-8")
    again = CliRunner().invoke(bench, [f"--told={told}", f"--told={told}"])
    assert again.output.startswith(
        f"| ms: trung vị / p95 / bộ xử lý | {N} sqlite | {N} sqlite | mục tiêu |"
    ) or os.environ.get("DATABASE_URL")
    assert table.markdown([found]).count("\n") == len(table.MEASURES) + 5


@pytest.mark.django_db
def test_the_register_is_sound_and_the_same_for_a_seed():
    made = register.build(N, YEARS, seed=7)
    assert Organisation.objects.count() == len(made.everyone) == N
    assert reconcile().sound
    standing = [one for one in made.everyone if not one.ended and one.kind in ("coop", "group")]
    assert figure("collective_economy_organisations", on=register.LAST).value == sum(one.active for one in standing)
    assert len({one.tax_code for one in made.everyone}) == N


@pytest.mark.django_db
def test_a_workbook_names_known_and_new_coops(tmp_path):
    made = register.build(N, YEARS, seed=7)
    path = tmp_path / "list.xlsx"
    workbooks.write(made, path, 40, register.LAST)
    understood = understand(read_workbook(path), on=register.LAST)
    assert sum(len(sheet.rows) for sheet in understood.sheets) == 40
    assert len(made.everyone) > N


def test_laps_are_told_by_median_and_95th_percentile():
    watch = stopwatch.Stopwatch()
    watch.laps["page"] = [(wall / 1000, 0.001) for wall in range(1, 101)]
    assert watch.timings() == [{"what": "page", "laps": 100, "median_ms": 50.5, "p95_ms": 95.0, "cpu_ms": 1.0}]


@pytest.mark.parametrize("content", ["", "On PostgreSQL:\n{}", "[]", '{"organisations": 1}'])
def test_what_the_bench_did_not_tell_is_said_in_one_line(tmp_path, content):
    told = tmp_path / "told.json"
    told.write_text(content, encoding="utf-8")
    answer = CliRunner().invoke(bench, [f"--told={told}"])
    assert (answer.exit_code, answer.exception.__class__) == (2, SystemExit)
    assert f"{told} không phải thứ mà nongcot bench --json đã in ra." in answer.output


def test_an_aim_that_is_missed_is_named():
    run = {
        "timings": [
            {"what": "overview", "median_ms": 41, "p95_ms": 41},
            {"what": "search", "median_ms": 9, "p95_ms": 26},
        ]
    }
    assert table.missed(run) == ["Tìm theo tên", "Trang tổng quan"]
    # Each is named alone, so none can lean on the line above it in the table.
    labels = [label for label, _which, _aim in table.MEASURES.values()]
    assert len(set(labels)) == len(labels)


def test_the_users_book_is_out_of_reach(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://so.example.vn")
    monkeypatch.setenv("NONGCOT_HOME", "/srv/the-real-book")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with home.own_home("", keep=False) as environment:
        place = Path(environment["NONGCOT_HOME"])
        assert place.is_dir()
        assert place != Path(os.environ["NONGCOT_HOME"])
        assert not {"PUBLIC_URL", "DATABASE_URL"} & environment.keys()
    assert not place.exists()
