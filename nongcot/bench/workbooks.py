"""The yearly list of co-ops that is taken in while it is measured."""

from datetime import date
from pathlib import Path

from nongcot.bench.register import Listed, Register
from nongcot.registry.vocabulary import Kind
from nongcot.sheets.write import Column, Table, write_xlsx

#: Of the rows: how many name organisations that the register knows, how many of these say other numbers.
KNOWN, CHANGED = 0.9, 0.5

COLUMNS = (
    Column("STT", "number"),
    Column("Tên hợp tác xã"),
    Column("Xã, thị trấn"),
    Column("Mã số thuế", "code"),
    Column("Ngày thành lập", "day"),
    Column("Số thành viên", "number"),
    Column("Vốn điều lệ (triệu đồng)", "number"),
)


def write(register: Register, path: Path, rows: int, on: date) -> None:
    """A list of that day with `rows` rows; where the register knows fewer co-ops, more of the rows are new ones."""
    random = register.random
    known = [one for one in register.everyone if one.kind == Kind.COOP and not one.ended]
    listed = random.sample(known, min(len(known), round(rows * KNOWN)))
    for one in listed:
        if random.random() < CHANGED:
            one.members, one.capital = one.members + random.randint(1, 20), one.capital + 10_000_000
    while len(listed) < rows:
        new = register.invent(on, Kind.COOP)
        listed.append(new)
    title = f"Danh sách hợp tác xã đến ngày {on:%d/%m/%Y}"
    write_xlsx(path, [Table(title, COLUMNS, [_row(number, one) for number, one in enumerate(listed, 1)])])


def _row(number: int, one: Listed) -> tuple[object, ...]:
    return number, one.name, one.commune, one.tax_code, one.founded, one.members, one.capital // 1_000_000
