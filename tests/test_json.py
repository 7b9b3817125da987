"""The page about the commands' JSON tells every field that they print, and no other."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from nongcot.indicators.command import figure
from nongcot.intake.command import import_, undo
from nongcot.places.command import place
from nongcot.registry.models import Profile
from nongcot.reports.command import report
from nongcot.reports.models import Composition

pytestmark = [pytest.mark.usefixtures("example_book")]

PAGE = (Path(__file__).resolve().parents[1] / "docs/reference/json.md").read_text(encoding="utf-8")

#: Objects whose names depend on the answer, and units above, which are told as the unit itself.
FREE = ("movement.in", "movement.out", "effect")
NESTED = ("candidates[].parent",)


def told(section: str) -> set[str]:
    """The fields that a section of the page tells."""
    text = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"(?m)^\| `([^`]+)` \|", text))


def printed(command: Any, *words: str) -> set[str]:
    """The fields that a command prints."""
    done = CliRunner().invoke(command, [*words, "--json"])
    assert done.exit_code == 0, done.output
    return set(paths(json.loads(done.stdout)))


def paths(found: Any, before: str = "") -> Iterator[str]:
    if isinstance(found, list):
        for each in found:
            if isinstance(each, dict):
                yield from paths(each, f"{before}[]")
    elif isinstance(found, dict):
        for name, value in found.items():
            path = f"{before}.{'*' if before in FREE else name}".removeprefix(".")
            yield path
            if path not in NESTED:
                yield from paths(value, path)


def test_figure():
    stock = printed(figure, "operating_cooperatives", "--on", "2020-10-15", "--by", "sector", "--records")
    moved = printed(figure, "operating_cooperatives", "--period", "2020")
    ratio = printed(figure, "new_law_share", "--on", "2020-10-15")
    assert stock | moved | ratio == told("figure")


def test_place():
    assert printed(place, "TT Lâm, Ý Yên", "--on", "2020-06-01") == told("place")


def workbook(path: Path) -> None:
    """One row that changes a co-op, one that is new, one in doubt, one that may be a record of the book."""
    known, alike = Profile.objects.filter(kind="coop", retracted=None, valid_to="9999-12-31").exclude(tax_code="")[:2]
    book = Workbook()
    sheet = book.active
    sheet.append(["DANH SÁCH HỢP TÁC XÃ"])
    sheet.append(["STT", "Tên hợp tác xã", "Xã", "Huyện", "Mã số thuế", "Số thành viên", "Vốn điều lệ (triệu đồng)"])
    sheet.append([1, known.name, "", "", known.tax_code, 77, 900])
    sheet.append([2, "HTX Hoàn Toàn Mới", "Xã Yên Mỹ", "Ý Yên", "", 15, 500])
    sheet.append([3, f"{alike.name} ", "", "", "", 9, "1.2oo"])
    sheet.append([4, "", "Xã Yên Mỹ", "Ý Yên", "", 5, 100])
    sheet.append(["", "Tổng cộng", "", "", "", 106, ""])
    book.save(path)


def _siblings(field: str) -> set[str]:
    """The listed fields of the same object."""
    parent = field.rpartition(".")[0]
    return {other for other in told("import") if other.rpartition(".")[0] == parent}


def test_import_and_undo(tmp_path):
    path = tmp_path / "a.xlsx"
    workbook(path)
    tried = printed(import_, str(path), "--on", "2026-09-30", "--whole", "coop", "--dry-run")
    done = CliRunner().invoke(import_, [str(path), "--on", "2026-09-30", "--json"])
    found = json.loads(done.stdout)
    fields = tried | set(paths(found))
    listed = told("import")
    assert fields <= listed
    # What this workbook gives no example of is told by its parent alone.
    given = {field for field in listed if "." not in field or _siblings(field) & fields}
    assert given - fields == set()
    assert printed(undo, str(found["receipt"])) <= told("undo")
    assert {field for field in told("undo") if "[" not in field} == {"posting", "kept", "without_source", "said_again"}


def test_report(tmp_path):
    out = tmp_path / "a.docx"
    assert printed(report, "congress", "--term", "6", "--on", "2020-10-15", "--out", str(out)) == told(
        "report congress"
    )
    assert printed(report, "list") == told("report list")
    number = str(Composition.objects.latest("pk").pk)
    assert printed(report, "fetch", number, "--out", str(out)) == told("report fetch")
