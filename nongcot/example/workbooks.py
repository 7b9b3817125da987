"""One round of district lists as it really arrives: ten workbooks with the usual faults, through intake.

Titles above the heading, two heading rows, sections, names abbreviated or without marks, capital in triệu đồng, a text
among numbers, a total row, blanks and line breaks inside names. Beside records that are there the lists bring new ones
with their certificates and days, an end with its decision, and one that is written twice under a name of more words:
whatever is doubtful stays out, as it should.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook

from nongcot.example.acts import registrar
from nongcot.example.lists import by_district
from nongcot.example.story import Birth
from nongcot.example.world import Body
from nongcot.intake import actions
from nongcot.kernel import text
from nongcot.kernel.dates import format_day
from nongcot.places.models import Unit
from nongcot.registry.models import LifeEvent, Profile
from nongcot.registry.vocabulary import EventKind

HEADING = (
    ("STT", "Tên hợp tác xã", "Xã, thị trấn", "Mã số thuế", "Giấy chứng nhận", "", "", "Quy mô", "",
     "Tình trạng", "Giải thể", ""),
    ("", "", "", "", "Số", "Ngày cấp", "Nơi cấp", "Số thành viên", "Vốn điều lệ (triệu đồng)",
     "", "Ngày giải thể", "Quyết định giải thể"),
)  # fmt: skip
MERGED = ("E3:G3", "H3:I3", "K3:L3")
SECTIONS = (("I", "Nông nghiệp", True), ("II", "Các hợp tác xã khác", False))


@dataclass(frozen=True)
class Round:
    """The lists of a day: whom they may name, who is first heard of by them, whose end they tell."""

    day: date
    bodies: list[Body]
    new: list[Birth]
    ended: list[Birth]
    random: Random

    def receive(self) -> None:
        """Let each district's workbook come in and be applied."""
        over = [birth.body for birth in self.ended]
        there = [b for b in self.bodies if b.id and b.active and b.kind == "coop" and b.members and b not in over]
        listed = [body for body in there if self.random.random() < 0.6]
        everyone = [*listed, *(birth.body for birth in self.new), *over]
        with TemporaryDirectory() as folder:
            for district, members in by_district(everyone).items():
                path = Path(folder) / f"Danh sach HTX {text.fold(district)} {self.day.year}.xlsx"
                _Sheet(self, district, members).write(path)
                batch = actions.receive(source=path, name=path.name, on=self.day, by=None)
                actions.apply(batch=batch, by=None)
        for birth in self.new:
            _find(birth.body)
        for body in over:
            body.active = False


def _find(body: Body) -> None:
    """The record that a list began, by its tax code."""
    found = Profile.objects.filter(retracted=None, tax_code=body.tax_code).values_list("organisation_id", flat=True)
    body.id = found.distinct().get()
    registered = LifeEvent.objects.get(organisation_id=body.id, kind=EventKind.REGISTERED)
    body.keys[EventKind.REGISTERED] = registered.key


class _Sheet:
    """One district's workbook."""

    def __init__(self, told: Round, district: str, bodies: list[Body]) -> None:
        self.day, self.random, self.district, self.bodies = told.day, told.random, district, bodies
        self.born = {id(birth.body): birth.day for birth in told.new}
        self.over = {id(birth.body): birth.day for birth in told.ended}
        self.communes = dict(Unit.objects.filter(pk__in=[b.place for b in bodies]).values_list("pk", "name"))
        self.number = 0

    def write(self, path: Path) -> None:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "DS HTX"
        sheet.append([f"DANH SÁCH HỢP TÁC XÃ {self.district.upper()} (MINH HỌA)"])
        sheet.append([f"Tính đến ngày {format_day(self.day)}"])
        for row in HEADING:
            sheet.append(list(row))
        for merged in MERGED:
            sheet.merge_cells(merged)
        for marker, title, agricultural in SECTIONS:
            sheet.append([marker, title])
            for body in self.bodies:
                if (body.sector == "AGR") == agricultural:
                    sheet.append(self._row(body))
        twice = self._written_twice()
        if twice is not None:
            sheet.append(twice)
        sheet.append(["", "Tổng cộng", "", "", "", "", "", sum(body.members for body in self.bodies)])
        book.save(path)

    def _row(self, body: Body) -> list[Any]:
        self.number += 1
        born, over = self.born.get(id(body)), self.over.get(id(body))
        if born is None and over is None:
            body.members = max(7, body.members + self.random.randint(-3, 12))
        doubtful = self.number == 5 and born is None
        capital = "1.2oo" if doubtful else body.capital // 1_000_000
        certificate = [body.certificate, format_day(born), registrar(body.kind, born)] if born else ["", "", ""]
        status = "đang HĐ" if self.number % 3 else "Đang hoạt động"
        end = ["Đã giải thể", format_day(over), f"{self.number}/QĐ-UBND ngày {format_day(over)}"] if over else None
        name, commune = (
            body.name if born else _spelt(body, self.random),
            _commune(self.communes[body.place], self.random),
        )
        figures = [body.members, capital]
        return [self.number, name, commune, body.tax_code, *certificate, *figures, *(end or [status, "", ""])]

    def _written_twice(self) -> list[Any] | None:
        """A record of the register again, with a word more in its name and no number: intake asks whether it is one."""
        body = next((b for b in self.bodies if id(b) not in self.born and id(b) not in self.over), None)
        if body is None:
            return None
        self.number += 1
        name = body.name.replace("HTX ", "HTX Đầu tư và ", 1)
        return [self.number, name, self.communes[body.place], "", "", "", "", body.members, "", "đang HĐ", "", ""]


def _spelt(body: Body, random: Random) -> str:
    """The name as somebody types it; the tax code in the row says whose it is."""
    name = body.name.replace("Dịch vụ nông nghiệp", "DVNN") if random.random() < 0.4 else body.name
    if random.random() < 0.1:
        return text.fold(name).title()
    return name.replace(" ", "\n", 1) if random.random() < 0.1 else f"{name} " if random.random() < 0.2 else name


def _commune(name: str, random: Random) -> str:
    short = name.split(" ", 1)[1] if name.startswith("Xã ") else name
    return random.choice((name, short, f"x. {short}" if short != name else name))
