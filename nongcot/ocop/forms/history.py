"""History in bulk: results and recognitions from decisions and lists, pasted row by row."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.kernel import clock, text
from nongcot.ocop import criteria
from nongcot.ocop.actions import history
from nongcot.ocop.actions.about import Paper, Points
from nongcot.ocop.actions.history import Past
from nongcot.ocop.actions.results import Found, Given
from nongcot.ocop.forms.fields import OcopForm, PointsField
from nongcot.ocop.forms.pasted import PastedField, Reader, Row, choice
from nongcot.ocop.vocabulary import DossierKind, Regime
from nongcot.registry.forms.base import Answer
from nongcot.registry.forms.fields import DayField, PartialDateField, WrittenField
from nongcot.registry.models import Product
from nongcot.registry.outcomes import Recorded
from nongcot.registry.standing import newest_of_each
from nongcot.registry.vocabulary import Level

PRODUCT, KIND, REGIME, SET, FILED, TOTAL, LEVEL, STAR, ON, NUMBER, BODY, CERTIFICATE, UNTIL, CODE = HEADINGS = (
    "Mã sản phẩm trong sổ",
    "Loại hồ sơ",
    "Quy định",
    "Bộ sản phẩm",
    "Ngày nộp",
    "Tổng điểm",
    "Cấp quyết định",
    "Hạng sao",
    "Ngày quyết định",
    "Số quyết định",
    "Cơ quan",
    "Số giấy chứng nhận",
    "Có giá trị đến hết ngày",
    "Mã sản phẩm OCOP",
)

#: What stands in the column of stars when there was no recognition.
NONE = ("không", "khong", "0", "không công nhận")

_DAY = DayField(required=False)
_PARTIAL = PartialDateField(required=False)
_POINTS = PointsField()


class HistoryForm(OcopForm):
    """Rows of one decision or list."""

    source = WrittenField(
        label=gettext_lazy("Nguồn"), help_text=gettext_lazy("Quyết định hoặc danh sách, ví dụ: Danh sách năm 2022.")
    )
    rows = PastedField(
        label=gettext_lazy("Các dòng của danh sách"),
        headings=HEADINGS,
        help_text=gettext_lazy(
            "Chép từ bảng tính rồi dán vào đây; mỗi dòng một sản phẩm, các cột theo đúng thứ tự của tệp mẫu. Cột nào "
            "không biết thì để trống."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.past: list[Past] = []

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        errors: list[str] = []
        known = {p.product_id for p in newest_of_each(Product.objects.filter(withdrawn=None).order_by("posted", "pk"))}
        for number, row in self.cleaned_data.get("rows", []):
            reader = Reader(number, row)
            past = _past(reader, known)
            errors += reader.errors
            if past is not None and not reader.errors:
                self.past.append(past)
        if errors:
            self.add_error("rows", errors)  # type: ignore[arg-type]  # a list of sentences
        elif "rows" in self.cleaned_data and not self.past:
            self.add_error("rows", _("Chưa có dòng nào."))
        return found

    def answers(self) -> Iterator[Answer]:
        """How many rows say what."""
        yield Answer(str(self.fields["source"].label), self.cleaned_data["source"], "source")
        given = [past.given for past in self.past if past.given is not None]
        yield Answer(_("Số dòng"), str(len(self.past)), "rows")
        for star in sorted({one.star for one in given}):
            count = sum(one.star == star for one in given)
            yield Answer(_("Công nhận %(star)s sao") % {"star": star}, str(count), "rows")
        found = sum(past.given is None and past.found is not None for past in self.past)
        yield Answer(_("Chỉ có kết quả, không công nhận"), str(found), "rows")

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        return history.enter_history(past=self.past, by=by, source=self.cleaned_data["source"], confirmed=confirmed)


def _past(reader: Reader, known: Collection[int]) -> Past | None:
    product = reader.read(PRODUCT, _product(known), needed=True)
    kind = reader.read(KIND, choice(DossierKind), needed=True)
    regime = reader.read(REGIME, choice(Regime)) or ""
    set_code = reader.read(SET, str, needed=bool(regime)) or ""
    if regime and set_code and set_code not in criteria.carried(regime):
        reader.wrong(SET, _("quy định này không có bộ “%(set)s”") % {"set": set_code})
    level = reader.read(LEVEL, choice(Level), needed=True)
    on = reader.read(ON, _PARTIAL.clean, needed=True)
    star = reader.read(STAR, _star, needed=True)
    filed = reader.read(FILED, _PARTIAL.clean)
    total = reader.read(TOTAL, _POINTS.clean)
    until = reader.read(UNTIL, _DAY.clean)
    if product is None or kind is None or level is None or on is None or star is None:
        return None
    if on.earliest > clock.today():
        reader.wrong(ON, _("ngày này chưa đến"))
    if filed is not None and on.latest < filed.earliest:
        reader.wrong(FILED, _("sau ngày quyết định"))
    paper = _paper(reader.row)
    given = found = None
    if star >= 3:
        given = Given(level, on, star, paper, reader.row[CERTIFICATE], until, reader.row[CODE])
    if total is not None or given is None:
        found = Found(level, on, star or None, Points(total), paper=paper)
    return Past(product, kind, regime, set_code, filed, found, given)


def _paper(row: Row) -> Paper:
    return Paper(row[NUMBER], row[BODY])


def _star(cell: str) -> int:
    """1 to 5; 0 for no recognition."""
    if text.fold(cell) in map(text.fold, NONE):
        return 0
    digits = cell.split()[0]
    if digits not in ("1", "2", "3", "4", "5"):
        raise ValidationError(_("cần 1 đến 5, hoặc “không”"))
    return int(digits)


def _product(known: Collection[int]) -> Any:
    def convert(cell: str) -> int:
        digits = cell.lower().removeprefix("p")
        if not digits.isdecimal() or int(digits) not in known:
            raise ValidationError(_("sổ không có sản phẩm “%(cell)s”") % {"cell": cell})
        return int(digits)

    return convert
