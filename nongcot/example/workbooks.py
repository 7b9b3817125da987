"""One round of district lists as it really arrives: ten workbooks with the usual faults, through intake.

Titles above the heading, two heading rows, a section row, names abbreviated or without marks, capital in triệu đồng, a
text among numbers, a total row, blanks and line breaks inside names. Whatever is doubtful stays out, as it should.
"""

from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from nongcot.example.lists import by_district
from nongcot.example.world import Body
from nongcot.intake import actions
from nongcot.kernel import text
from nongcot.places.models import Unit

HEADING = (
    ("STT", "Tên hợp tác xã", "Xã, thị trấn", "Mã số thuế", "Quy mô", "", "Tình trạng"),
    ("", "", "", "", "Số thành viên", "Vốn điều lệ (triệu đồng)", ""),
)


def receive_round(day: date, bodies: list[Body], random: Random) -> None:
    """Let each district's workbook of that day come in and be applied."""
    chosen = [b for b in bodies if b.id and b.active and b.kind == "coop" and b.members]
    with TemporaryDirectory() as folder:
        for district, members in by_district(chosen).items():
            listed = [body for body in members if random.random() < 0.6]
            path = Path(folder) / f"Danh sach HTX {text.fold(district)} {day.year}.xlsx"
            _write(path, district, day, listed, random)
            batch = actions.receive(source=path, name=path.name, on=day, by=None)
            actions.apply(batch=batch, by=None)


def _write(path: Path, district: str, day: date, bodies: list[Body], random: Random) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DS HTX"
    sheet.append([f"DANH SÁCH HỢP TÁC XÃ {district.upper()} (MINH HỌA)"])
    sheet.append([f"Tính đến ngày {day:%d/%m/%Y}"])
    for row in HEADING:
        sheet.append(list(row))
    sheet.merge_cells("E3:F3")
    communes = dict(Unit.objects.filter(pk__in=[b.place for b in bodies]).values_list("pk", "name"))
    for number, body in enumerate(bodies, 1):
        if number == 4:
            sheet.append(["", "Các hợp tác xã khác"])
        body.members = max(7, body.members + random.randint(-3, 12))
        capital = "1.2oo" if number == 5 else body.capital // 1_000_000
        status = "đang HĐ" if number % 3 else "Đang hoạt động"
        commune = _commune(communes[body.place], random)
        sheet.append([number, _spelt(body, random), commune, body.tax_code, body.members, capital, status])
    sheet.append(["", "Tổng cộng", "", "", sum(body.members for body in bodies), "", ""])
    book.save(path)


def _spelt(body: Body, random: Random) -> str:
    """The name as somebody types it; the tax code in the row says whose it is."""
    name = body.name.replace("Dịch vụ nông nghiệp", "DVNN") if random.random() < 0.4 else body.name
    if random.random() < 0.1:
        return text.fold(name).title()
    return name.replace(" ", "\n", 1) if random.random() < 0.1 else f"{name} " if random.random() < 0.2 else name


def _commune(name: str, random: Random) -> str:
    short = name.split(" ", 1)[1] if name.startswith("Xã ") else name
    return random.choice((name, short, f"x. {short}" if short != name else name))
