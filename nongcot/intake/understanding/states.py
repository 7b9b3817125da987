"""Reading states: status, stars, yes and no, membership, sector, law, model, legal form."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nongcot.exemplars.vocabulary import Per
from nongcot.intake.understanding import forms, listed, words
from nongcot.intake.understanding.answers import NOTHING, Answer, blank
from nongcot.intake.understanding.columns import Column
from nongcot.intake.understanding.grid import shown
from nongcot.intake.understanding.listed import EMPTY
from nongcot.intake.understanding.understood import Choice
from nongcot.kernel.dates import parse_partial
from nongcot.kernel.text import fold
from nongcot.registry.vocabulary import Level, ProductNature
from nongcot.sheets.cells import Cell

_SINCE = re.compile(
    r"(?P<word>\D+?)[\s,(:]*(?P<date>(?:(?:từ|ngày|tháng|năm|quý|đầu|cuối|giữa)\s+)*\d.*?)\)?", re.IGNORECASE
)
_FROM = re.compile(r"^từ\s+(?:(?=\d)|(?=ngày|tháng|năm|quý|đầu|cuối|giữa))", re.IGNORECASE)
_HAS_PAPER = re.compile(r"\b(?:qđ|quyết định|nq|nghị quyết|tb|thông báo)\b", re.IGNORECASE)
_DATE_OF = {"dissolved": "dissolved_on", "inactive": "stopped_on", "operating": "resumed_on"}


def read_status(cell: Cell, column: Column) -> Answer:
    """operating, inactive, awaiting_dissolution, or the event dissolving or dissolved; a year beside it is its date."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    known = words.table("status")
    code = known.get(fold(text))
    if code:
        return Answer(code)
    dated = _SINCE.fullmatch(text)
    code = known.get(fold(dated["word"].removesuffix(" từ"))) if dated and not _HAS_PAPER.search(text) else None
    if dated and code in _DATE_OF:
        reading = parse_partial(_FROM.sub("", dated["date"]))
        if reading.value and code != "operating":
            return Answer(code, "date" if reading.doubt else "", reading.doubt, (), ((_DATE_OF[code], reading.value),))
    why = _("Tình trạng “%(text)s” chưa có trong từ điển.") % {"text": text}
    return Answer(None, "status", why, status_choices())


def status_choices() -> tuple[Choice, ...]:
    """The statuses an officer can choose."""
    return (
        Choice(_("Đang hoạt động"), "operating"),
        Choice(_("Ngừng hoạt động"), "inactive"),
        Choice(_("Chờ giải thể"), "awaiting_dissolution"),
        Choice(_("Đã giải thể"), "dissolved"),
        blank(),
    )


_PROPOSED = re.compile(r"de nghi|de xuat|dang trinh|trinh |du kien|tiem nang|phan dau|dang ky|cho cong nhan")
_STAR_WORDS = {"ba": 3, "bon": 4, "nam": 5}


def read_stars(cell: Cell, column: Column) -> Answer:
    """3, 4 or 5 stars that were granted; proposed ones go to `stars_proposed`; anything else is a doubt."""
    text = shown(cell)
    folded = fold(text)
    if text in EMPTY:
        return NOTHING
    numbers = [int(number) for number in re.findall(r"\d+", text)] if "%" not in text else []
    if not numbers:
        signs = text.count("*") or text.count("★")
        numbers = (
            [signs] if signs else [stars for word, stars in _STAR_WORDS.items() if folded.startswith(f"{word} sao")]
        )
    if len(numbers) != 1 or (isinstance(cell, float) and not cell.is_integer()):
        why = _("“%(text)s” không nói rõ một hạng sao.") % {"text": text}
        return Answer(None, "stars", why, _star_choices())
    stars = numbers[0]
    if _PROPOSED.search(folded):
        why = _("Mới đề nghị, chưa được công nhận %(stars)s sao.") % {"stars": stars}
        extra = (("stars_proposed", stars),) if stars in (3, 4, 5) else ()
        return Answer(None, "stars_proposed", why, (blank(), *_star_choices()[:-1]), extra)
    if stars not in (3, 4, 5):
        why = _("OCOP chỉ công nhận 3, 4, 5 sao; ô ghi %(stars)s.") % {"stars": stars}
        return Answer(None, "stars", why, _star_choices())
    return Answer(stars)


def _star_choices() -> tuple[Choice, ...]:
    return (*(Choice(_("%(stars)s sao") % {"stars": stars}, stars) for stars in (3, 4, 5)), blank())


def read_membership(cell: Cell, column: Column) -> Answer:
    """Membership in the alliance: official, associate, member (kind not told), none."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    folded = fold(text)
    kind = words.table("member").get(folded)
    answer = words.table("answer").get(folded)
    if kind or answer:
        return Answer(kind or ("member" if answer == "yes" else "none"))
    why = _("Không đọc được “%(text)s” thành có hay không.") % {"text": text}
    labels = ((_("Chính thức"), "official"), (pgettext("thành viên", "Liên kết"), "associate"), (_("Không"), "none"))
    return Answer(None, "membership", why, (*(Choice(label, value) for label, value in labels), blank()))


def read_per(cell: Cell, column: Column) -> Answer:
    """What the amounts of an effective model are told for."""
    return listed.read(cell, "per", _("Chưa rõ “%(text)s” là tính cho gì."), lambda: listed.choices(Per))


def read_sector(cell: Cell, column: Column) -> Answer:
    """The code of the main sector; of several the first, with a doubt."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    code = words.sector_of(text)
    if code:
        subtype = words.table("subtype").get(fold(text)) if code == "AGR" else None
        return Answer(code, extra=(("agricultural_subtype", subtype),) if subtype else ())
    if fold(text) in words.table("non_agricultural"):
        why = _("“Phi nông nghiệp” chưa nói lĩnh vực nào.")
        return Answer(None, "sector", why, (blank(),))
    codes = words.sectors_of(text)
    if codes:
        why = _("Ô ghi nhiều lĩnh vực; lĩnh vực đầu được hiểu là chính.")
        extra = (("other_sectors", codes[1:]),) if codes[1:] else ()
        return Answer(codes[0], "several_sectors", why, (*(Choice(code, code) for code in codes), blank()), extra)
    return _unknown_sector(text)


def read_sectors(cell: Cell, column: Column) -> Answer:
    """The codes of further sectors."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    codes = words.sectors_of(text)
    if codes:
        return Answer(codes)
    return _unknown_sector(text)


def _unknown_sector(text: str) -> Answer:
    return listed.unknown(text, "sector", _("Lĩnh vực “%(text)s” chưa có trong danh mục."))


def read_subtype(cell: Cell, column: Column) -> Answer:
    """crops, livestock, forestry, fishery, salt, clean_water, general."""
    return listed.read(cell, "subtype", _("Loại HTX nông nghiệp “%(text)s” chưa có trong danh mục."))


def read_model(cell: Cell, column: Column) -> Answer:
    """service, job_creation."""
    return listed.read(cell, "model", _("Mô hình “%(text)s” chưa có trong danh mục."))


def read_level(cell: Cell, column: Column) -> Answer:
    """The code of the level that recognised."""
    return listed.read(cell, "level", _("Chưa rõ “%(text)s” là cấp nào."), lambda: listed.choices(Level))


def read_nature(cell: Cell, column: Column) -> Answer:
    """Whether it is goods or a service."""
    why = _("Chưa rõ “%(text)s” là sản phẩm hay dịch vụ.")
    return listed.read(cell, "nature", why, lambda: listed.choices(ProductNature))


def read_law(cell: Cell, column: Column) -> Answer:
    """The law the organisation works under: 2003, 2012, 2023. A tick takes the year from the heading."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    law = words.law_of(text)
    if not law and words.table("answer").get(fold(text)) == "yes":
        law = words.law_of(column.heading.full)
    if law:
        return Answer(law)
    if words.table("answer").get(fold(text)) == "no":
        return NOTHING
    why = _("Không rõ “%(text)s” là luật nào.") % {"text": text}
    return Answer(None, "law", why, (*(Choice(year, year) for year in ("2003", "2012", "2023")), blank()))


def read_form(cell: Cell, column: Column) -> Answer:
    """The kind of organisation that a column "Loại hình" names; unknown words are kept as text by the row's reading."""
    text = shown(cell)
    if text in EMPTY:
        return NOTHING
    kind = forms.of_word(text)
    return Answer(kind if kind in forms.ORGANISATIONS else None)
