"""Lists of deeds (certificates …): what their columns mean there, and what a table leaves unsaid for all its rows.

What neither a column nor the title tells is asked once: the first question at the table's first cell, the next at the
heading beside it. An officer's word stands in `SheetOverride.cells` under that address and holds for all rows that do
not tell it themselves.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from nongcot.intake.understanding import headings, linking, recognitions, schemes, sides, steps, years
from nongcot.intake.understanding.checks import Read
from nongcot.intake.understanding.codec import Value
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.understood import CellReading, Choice, SheetOverride
from nongcot.sheets import address

#: Under this name a row holds the event it is about: which one of the book, or a new one with all that is told of it.
EVENT = "event"

#: An officer's word that contracts begin on the day they were signed.
SIGNED = "signed_on"

#: Targets that merged parents share, by kind of sheet.
PARENTS: dict[str, tuple[str, ...]] = {"products": ("producer",)}

#: What a heading means in a list of this kind, where it means something else in a register; the first one told counts.
MEANS: dict[str, dict[str, tuple[str, ...]]] = {
    "certificates": {
        "name": ("producer",),
        "scheme": ("standard",),
        "proof_no": ("certificate_no", "code", "decision_no"),
        "proof_date": ("certificate_date", "recognised_on", "decision_date"),
        "proof_issuer": ("certificate_issuer",),
    },
    "participants": {
        "name": ("participants", "producer"),
        "step": ("status",),
    },
    "contracts": {
        "name": ("producer",),
        "partner": ("linkage",),
        "contract_no": ("decision_no", "code"),
        "signed_on": ("decision_date",),
        "commodity": ("product_name", "activity"),
        "commodity_sector": ("sector",),
        "contract_area": ("area",),
        "volume": ("output",),
        "value": ("figure",),
        "starts_on": ("recognised_on",),
        "ends_on": ("expires_on",),
    },
}


#: Headings (folded) that say something in a list of this kind only.
HEADED = {
    "fairs": {"nam": "event_year"},
    "contracts": {
        "ngan hang": "side_credit",
        "to chuc tin dung": "side_credit",
        "khuyen nong": "side_science",
        "nha khoa hoc": "side_science",
        "vien truong": "side_science",
        "chinh quyen": "side_authority",
        "chinh quyen dia phuong": "side_authority",
        "nha nuoc": "side_authority",
        "ubnd xa": "side_authority",
        "ben c": "side_other",
        "ben d": "side_other",
    },
}


def fit(kind: str, columns: Sequence[Column]) -> None:
    """Give the columns of a list of deeds the targets they have there."""
    for column in columns:
        target = HEADED.get(kind, {}).get(headings.plain(column.heading.text))
        if target and column.target is None and not column.decided:
            column.target, column.why = target, _("theo tiêu đề")
    told = {column.target: column for column in reversed(columns) if column.target}
    for target, others in MEANS.get(kind, {}).items():
        for other in others:
            if target not in told and other in told:
                told[target] = told.pop(other)
                told[target].target = target
    if kind == "contracts":
        sides.fit(columns)


class _Unsaid(NamedTuple):
    """A target that every row needs: what is asked where no column tells it, and what the title tells of it."""

    target: str
    code: str
    why: Callable[[], str]
    choices: Callable[[], tuple[Choice, ...]]
    by_title: Callable[[str], Value]


NEEDED: dict[str, tuple[_Unsaid, ...]] = {
    "certificates": (
        _Unsaid(
            "scheme",
            "scheme_missing",
            lambda: _("Bảng không có cột loại chứng nhận: hãy cho biết cả bảng là chứng nhận nào."),
            schemes.scheme_choices,
            schemes.in_title,
        ),
    ),
    "participants": (
        # Which events there are nobody knows here: whoever has the book adds the choices.
        _Unsaid(
            EVENT,
            "event_missing",
            lambda: _("Chưa rõ danh sách này của sự kiện nào trong sổ."),
            tuple,
            lambda _title: None,
        ),
        _Unsaid(
            "step",
            "step_missing",
            lambda: _("Bảng không có cột cho biết đã mời, đã đăng ký hay đã tham gia: hãy chọn cho cả bảng."),
            steps.step_choices,
            steps.in_title,
        ),
    ),
    "contracts": (
        _Unsaid(
            "covers",
            "covers_missing",
            lambda: _("Bảng không có cột khâu liên kết: hãy cho biết các hợp đồng gồm những khâu nào."),
            linking.covers_choices,
            lambda _title: None,
        ),
        _Unsaid(
            "commodity_sector",
            "commodity_sector_missing",
            lambda: _("Bảng không có cột nhóm nông sản: hãy chọn cho cả bảng."),
            linking.sector_choices,
            lambda _title: None,
        ),
        _Unsaid(
            "starts_on",
            "starts_missing",
            lambda: _("Bảng không có cột ngày bắt đầu: có tính từ ngày ký không?"),
            lambda: (Choice(_("Tính từ ngày ký"), SIGNED),),
            lambda _title: None,
        ),
    ),
}

#: What only lists of a kind leave to be told by their titles or by several cells; gives what was assumed.
_OF_KIND: dict[str, Callable[[Read, Sequence[str]], list[str]]] = {
    "products": recognitions.fill,
    "contracts": sides.spread,
    "fairs": years.fill,
}

#: Doubts of a table as a whole: their answer is the value of their cell.
CODES = frozenset(["producer_missing", *(asked.code for needed in NEEDED.values() for asked in needed)])


def fill(kind: str, read: Read, spoken: Sequence[str], override: SheetOverride, first: tuple[int, int]) -> list[str]:
    """Fill in what is the same for all rows, or ask for it; gives what was assumed. `first` is the first cell."""
    assumed = _OF_KIND[kind](read, spoken) if kind in _OF_KIND else []
    places = [first, *((column.heading.row, column.at) for column in read.columns[1:])]
    for (row, at), asked in zip(places, NEEDED.get(kind, ()), strict=False):
        if read.column(asked.target) is not None:
            continue
        cell = address(row, at)
        value: Value = override.cells.get(cell)
        told, title = value is not None, ""
        if not told:
            value, title = next(((v, text) for text in spoken if (v := asked.by_title(text)) is not None), (None, ""))
        if value is None:
            read.doubts.add(row, at, asked.code, asked.why(), title, asked.choices())
            continue
        if not told:
            label = next((choice.label for choice in asked.choices() if choice.value == value), str(value))
            assumed.append(_("%(what)s (theo “%(title)s”)") % {"what": label, "title": title})
        for found in read.values:
            found.setdefault(asked.target, CellReading(value, cell, title))
    return assumed
