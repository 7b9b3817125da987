"""The criteria of a set as an officer enters them from the decision: a line for each option, pasted from a
spreadsheet."""

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.ocop import regimes
from nongcot.ocop.actions import rubrics
from nongcot.ocop.criteria import Criterion, Option
from nongcot.ocop.forms.fields import OcopForm
from nongcot.ocop.forms.pasted import PastedField, Reader
from nongcot.ocop.vocabulary import CERTIFIED_STARS
from nongcot.registry.forms.base import Answer
from nongcot.registry.forms.fields import WrittenField
from nongcot.registry.outcomes import Recorded

PART, CODE, NAME, MOST, POINTS, TEXT, STAR = HEADINGS = (
    "Phần",
    "Mã",
    "Tiêu chí",
    "Điểm tối đa",
    "Điểm",
    "Phương án",
    "Mức tối thiểu của hạng sao",
)


class RubricForm(OcopForm):
    """Lines of one set's sheet, and the document they were read from."""

    legal_basis = WrittenField(
        label=gettext_lazy("Căn cứ"),
        length=400,
        numbers=False,
        help_text=gettext_lazy("Văn bản và phụ lục có bảng này, ví dụ: Quyết định 148/QĐ-TTg, Phụ lục III."),
    )
    rows = PastedField(
        label=gettext_lazy("Các dòng của bảng tiêu chí"),
        headings=HEADINGS,
        help_text=gettext_lazy(
            "Mỗi phương án một dòng, các cột theo đúng thứ tự của tệp mẫu; tiêu chí chỉ là đầu mục thì để trống điểm "
            "và phương án."
        ),
    )
    verified = forms.BooleanField(label=gettext_lazy("Đã đối chiếu với văn bản trên Công báo"), required=False)

    def __init__(self, *args: Any, regime: str, set_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regime, self.set_code = regime, set_code
        self.entered: tuple[Criterion, ...] = ()

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        errors: list[str] = []
        gathered: dict[str, dict[str, Any]] = {}
        for number, row in self.cleaned_data.get("rows", []):
            reader = Reader(number, row)
            _add(reader, gathered, regimes.get(self.regime).parts)
            errors += reader.errors
        if errors:
            self.add_error("rows", errors)  # type: ignore[arg-type]  # a list of sentences
        elif "rows" in self.cleaned_data and not gathered:
            self.add_error("rows", _("Chưa có dòng nào."))
        self.entered = tuple(
            Criterion(c["part"], code, c["name"], "", c["most"], tuple(c["options"])) for code, c in gathered.items()
        )
        return found

    def answers(self) -> Iterator[Answer]:
        """What was understood: how many criteria, points by part, gates."""
        yield Answer(str(self.fields["legal_basis"].label), self.cleaned_data["legal_basis"], "legal_basis")
        yield Answer(_("Số tiêu chí chấm điểm"), str(sum(c.is_scored for c in self.entered)), "rows")
        for part in regimes.get(self.regime).parts:
            summed = sum(c.most for c in self.entered if c.part == part and c.is_scored)
            yield Answer(_("Điểm phần %(part)s") % {"part": part}, str(summed), "rows")
        gates = sum(bool(option.star) for c in self.entered for option in c.options)
        yield Answer(_("Mức tối thiểu theo hạng sao"), str(gates), "rows")
        yield Answer(str(self.fields["verified"].label), self.shown("verified"), "verified")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return rubrics.enter_rubric(
            regime=self.regime,
            set_code=self.set_code,
            entered=self.entered,
            legal_basis=self.cleaned_data["legal_basis"],
            verified=self.cleaned_data["verified"],
            by=by,
            seen=self.seen_posting,
        )


def _add(reader: Reader, gathered: dict[str, dict[str, Any]], parts: Collection[str]) -> None:
    part = reader.read(PART, str, needed=True)
    if part is not None and part not in parts:
        reader.wrong(PART, _("không có phần “%(part)s”") % {"part": part})
    code = reader.read(CODE, str, needed=True)
    name = reader.read(NAME, str, needed=True)
    most = reader.read(MOST, _whole, needed=True)
    points = reader.read(POINTS, _whole)
    star = reader.read(STAR, _whole)
    if star is not None and star not in CERTIFIED_STARS:
        reader.wrong(STAR, _("cần 3, 4 hoặc 5"))
    if reader.errors:
        return
    told = gathered.setdefault(code, {"part": part, "name": name, "most": most, "options": []})
    if (told["name"], told["most"], told["part"]) != (name, most, part):
        reader.wrong(CODE, _("mã này có hai tên, hai phần hoặc hai mức điểm tối đa"))
    if points is not None:
        told["options"].append(Option(points, reader.row[TEXT], star))


def _whole(cell: str) -> int:
    if not cell.isdecimal():
        raise ValidationError(_("cần một số nguyên"))
    return int(cell)
