"""Postings in words: what each act is called, what it asserted and what it withdrew."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.basis.models import Rule
from nongcot.basis.rules import CARRYING
from nongcot.indicators import quoted
from nongcot.indicators.declare import Described
from nongcot.indicators.models import Assertion, Posting, Quoted
from nongcot.kernel.dates import format_day
from nongcot.registry import standing, words
from nongcot.registry.actions.undoing import tables_of
from nongcot.registry.acts import recording
from nongcot.registry.copies import describe as copies
from nongcot.registry.fields import FIELDS
from nongcot.registry.models import Branch, Certificate, Copy, Keyed, LifeEvent, Product, SameAs, Statement
from nongcot.registry.vocabulary import Scheme

#: More lines than these are counted and not shown.
MOST_LINES = 100

#: A receipt leads to so many pages of what was told; of a whole list the journal tells the rest.
MOST_PAGES = 5

_EVENT = "registry.record_event."
_WORDS: dict[str, str | Promise] = {
    "registry.enter_list": gettext_lazy("Ghi danh sách"),
    "registry.open_ledger": gettext_lazy("Mở sổ"),
    "registry.renew_ledger": gettext_lazy("Cập nhật sổ theo phiên bản mới của phần mềm"),
    "registry.register_organisation": gettext_lazy("Ghi tổ chức mới"),
    "registry.state_fields": gettext_lazy("Cập nhật thông tin"),
    "registry.correct_fields": gettext_lazy("Đính chính thông tin"),
    "registry.take_back_values": gettext_lazy("Rút lại thông tin đã ghi"),
    "registry.correct_event": gettext_lazy("Đính chính sự kiện"),
    "registry.withdraw_event": gettext_lazy("Rút lại sự kiện"),
    "registry.merge_into": gettext_lazy("Ghi nhận sáp nhập"),
    "registry.divide": gettext_lazy("Ghi nhận chia"),
    "registry.separate": gettext_lazy("Ghi nhận tách"),
    "registry.consolidate": gettext_lazy("Ghi nhận hợp nhất"),
    "registry.convert": gettext_lazy("Ghi nhận chuyển đổi sang mô hình khác"),
    "registry.convert_group": gettext_lazy("Ghi nhận chuyển đổi thành hợp tác xã"),
    "registry.note_grown_out_of": gettext_lazy("Ghi nhận phát triển từ tổ hợp tác"),
    "registry.add_product": gettext_lazy("Thêm sản phẩm, dịch vụ"),
    "registry.change_product": gettext_lazy("Sửa sản phẩm, dịch vụ"),
    "registry.end_product": gettext_lazy("Ngừng sản phẩm, dịch vụ"),
    "registry.withdraw_product": gettext_lazy("Rút lại sản phẩm, dịch vụ"),
    "registry.add_certificate": gettext_lazy("Thêm chứng nhận"),
    "registry.change_certificate": gettext_lazy("Sửa chứng nhận"),
    "registry.end_certificate": gettext_lazy("Ghi nhận chứng nhận hết giá trị"),
    "registry.withdraw_certificate": gettext_lazy("Rút lại chứng nhận"),
    "registry.designate_main_products": gettext_lazy("Ghi sản phẩm chủ lực"),
    "registry.end_main_product": gettext_lazy("Ghi sản phẩm ra khỏi danh mục chủ lực"),
    "registry.withdraw_main_product": gettext_lazy("Rút lại sản phẩm chủ lực"),
    "registry.add_gtin": gettext_lazy("Thêm mã GTIN"),
    "registry.end_gtin": gettext_lazy("Ghi nhận ngừng dùng mã GTIN"),
    "registry.withdraw_gtin": gettext_lazy("Rút lại mã GTIN"),
    "registry.open_branch": gettext_lazy("Ghi nhận mở chi nhánh"),
    "registry.change_branch": gettext_lazy("Sửa chi nhánh"),
    "registry.close_branch": gettext_lazy("Ghi nhận đóng chi nhánh"),
    "registry.withdraw_branch": gettext_lazy("Rút lại chi nhánh"),
    "registry.add_copy": gettext_lazy("Giữ bản chụp"),
    "registry.change_copy": gettext_lazy("Thay, sửa bản chụp"),
    "registry.withdraw_copy": gettext_lazy("Bỏ bản chụp"),
    "registry.erase_copy": gettext_lazy("Xóa hẳn tệp của bản chụp"),
    "registry.unite_records": gettext_lazy("Gộp bản ghi trùng"),
    "registry.separate_records": gettext_lazy("Bỏ gộp bản ghi"),
    "registry.settle": gettext_lazy("Ghi nhận nhiều tổ chức trong một lần"),
    "registry.undo": gettext_lazy("Rút lại một lần ghi sổ"),
    "indicators.keep_quoted": gettext_lazy("Ghi số trích dẫn"),
    "indicators.state_quoted": gettext_lazy("Ghi số trích dẫn"),
    "indicators.correct_quoted": gettext_lazy("Sửa số trích dẫn"),
    "indicators.withdraw_quoted": gettext_lazy("Rút lại số trích dẫn"),
    "basis.state_document": gettext_lazy("Ghi văn bản làm căn cứ"),
    "basis.withdraw_document": gettext_lazy("Rút lại văn bản làm căn cứ"),
}


@dataclass(frozen=True)
class Line:
    """One assertion: whose it is (key and name, "" for facts of no organisation), what it says; of a copy also where
    it is opened, for who may read older knowledge."""

    key: str
    name: str
    says: str
    url: str = ""


@dataclass(frozen=True)
class RuleTold:
    """A rule in words, and the page where it stands."""

    says: str
    page: Described


@dataclass(frozen=True)
class Whom:
    """Of whom a posting tells: the first organisation's key and name, and of how many others."""

    key: str
    name: str
    others: int


@dataclass(frozen=True)
class Told:
    """Assertions of one posting, the first of them in words, and how many there are."""

    lines: tuple[Line, ...]
    count: int

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


def title(act: str) -> str:
    """What an act is called; a room gives the words of its acts in `settings.ACT_WORDS`."""
    if act.startswith(_EVENT):
        return recording(act.removeprefix(_EVENT))
    return str(_words().get(act, act))


@cache
def _words() -> dict[str, str | Promise]:
    found = dict(_WORDS)
    for dotted in settings.ACT_WORDS:
        found |= import_string(dotted)
    return found


def of_whom(numbers: Iterable[int]) -> dict[int, Whom]:
    """Of whom each of these postings tells, an undo of those whose posting it takes back; silent of the others."""
    undone = dict(Posting.objects.filter(n__in=numbers).values_list("n", "undoes_id"))
    spoken = {n: undoes or n for n, undoes in undone.items()}
    told = touched(spoken.values())
    first = {who for who, _count in told.values()}
    keys, named = words.keys(first), words.names(first)
    found = {}
    for n, posting in spoken.items():
        if posting in told:
            who, count = told[posting]
            found[n] = Whom(keys[who], named[who], count - 1)
    return found


def touched(numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """One organisation that each posting asserted something of, and of how many it did.

    What hangs on no organisation bears its facts under a number below 0 (`indicators.bearers`).
    """
    asked = list(set(numbers))
    if not asked:
        return {}
    marks = ", ".join(["%s"] * len(asked))
    rows = " UNION ".join(
        f"SELECT posted, organisation_id FROM {model._meta.db_table} WHERE posted IN ({marks}) AND organisation_id > 0"
        for model in standing.assertions()
    )
    query = f"SELECT posted, MIN(organisation_id), COUNT(*) FROM ({rows}) AS told GROUP BY posted"
    with connection.cursor() as cursor:
        cursor.execute(query, asked * len(list(standing.assertions())))
        return {posted: (who, count) for posted, who, count in cursor.fetchall()}


def pages(n: int) -> list[Described]:
    """The pages where what posting `n` asserted stands (`settings.FACT_PAGES`), each once, at most `MOST_PAGES`."""
    found: dict[str, Described] = {}
    for model in tables_of(n, "posted"):
        where = settings.FACT_PAGES.get(model._meta.app_label)
        if where is None:
            continue
        page_of: Callable[[Assertion], Described | None] = import_string(where)
        for row in model._default_manager.filter(posted=n, withdrawn=None).order_by("pk")[:MOST_PAGES]:
            page = None if isinstance(row, Keyed) and row.void else page_of(row)
            if page is not None:
                found.setdefault(page.url, page)
    for told in rules_said(n):
        found.setdefault(told.page.url, told.page)
    return list(found.values())[:MOST_PAGES]


def rules_said(n: int | None) -> list[RuleTold]:
    """The rules that an officer said in posting `n` and that a room has words for (`settings.RULES_TOLD`)."""
    ask: list[Callable[[Rule], RuleTold | None]] = list(map(import_string, settings.RULES_TOLD))
    carrying = Posting.objects.filter(act__in=CARRYING).values("n")
    rules = Rule.objects.filter(posted=n, first_said=None).exclude(posted__in=carrying).order_by("code", "valid_from")
    return [told for rule in rules for told in (one(rule) for one in ask) if told is not None]


def asserted(n: int) -> Told:
    """What posting `n` asserted."""
    return _told(n, "posted", rules_said(n))


def withdrawn(n: int) -> Told:
    """What posting `n` withdrew."""
    undone = Posting.objects.filter(pk=n).values_list("undoes_id", flat=True).first()
    return _told(n, "withdrawn", rules_said(undone))


def _told(n: int, column: str, rules: list[RuleTold]) -> Told:
    rows: list[Assertion] = []
    count = 0
    for model in tables_of(n, column):
        found = model._default_manager.filter(**{column: n})
        count += found.count()
        rows += found.order_by("pk")[: max(0, MOST_LINES - len(rows))]
    organisations = {row.organisation_id for row in rows if hasattr(row, "organisation_id")}
    keys, named = words.keys(organisations), words.names(organisations)
    lines = [Line("", "", told.says) for told in rules]
    for row in rows:
        pk = getattr(row, "organisation_id", 0)
        url = copies.address(row) if isinstance(row, Copy) else ""
        lines.append(Line(keys.get(pk, ""), named.get(pk, ""), says(row), url))
    return Told(tuple(lines), count + len(rules))


def says(row: Assertion) -> str:
    """One assertion in words."""
    if isinstance(row, Statement):
        return _statement(row)
    text = _fact(row)
    if isinstance(row, Keyed) and row.void:
        return _("Không còn đúng: %(fact)s") % {"fact": text}
    return text


def _statement(row: Statement) -> str:
    parts = []
    for code in (code for code in FIELDS if code in row.said):
        value = row.said[code]
        if FIELDS[code].type != "flag":
            parts.append(f"{FIELDS[code].label}: {words.value(code, value) or _('rút lại giá trị đã ghi')}")
    return _("Từ %(day)s – %(said)s") % {"day": format_day(row.valid_from), "said": "; ".join(parts)}


def _fact(row: Assertion) -> str:
    match row:
        case LifeEvent():
            papers = ", ".join(_papers(row))
            return f"{words.event(row.kind)} – {words.day_of(row)}" + (f" ({papers})" if papers else "")
        case Product():
            return _("Sản phẩm, dịch vụ: %(name)s") % {"name": row.name}
        case Certificate():
            return f"{words.label(Scheme, row.scheme)} {row.number}".strip()
        case Branch():
            return _("Chi nhánh: %(name)s") % {"name": row.name}
        case Quoted():
            return quoted.says(row)
        case SameAs():
            keys = words.keys([row.keep_id])
            return _("Cùng là một tổ chức với %(key)s") % {"key": keys.get(row.keep_id, "")}
    return str(row)


def _papers(row: LifeEvent) -> Iterator[str]:
    if row.document_no:
        yield row.document_no
    if isinstance(row.paper_date, date):
        yield format_day(row.paper_date)
    if row.issuing_body:
        yield row.issuing_body
