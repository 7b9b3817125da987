"""One regime as its page shows it: every term by its days, with value, basis, state and who said it; what is not known
is a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis import documents, rules
from nongcot.basis.models import Document
from nongcot.basis.rules import Former, Held
from nongcot.kernel.dates import FAR
from nongcot.ocop import regimes, terms
from nongcot.ocop.regimes import Regulation
from nongcot.ocop.terms import Term
from nongcot.ocop.vocabulary import Content

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Version:
    """What a term says while it holds; without `held` nobody knows. `last_day` None: nothing follows."""

    says: str
    since: date
    last_day: date | None
    held: Held | None
    documents: tuple[Document, ...]
    is_present: bool

    @property
    def state(self) -> tuple[str, str]:
        """Kind and words of the badge: whether it is known, and read in its document."""
        if self.held is None:
            return "bad", _("chưa rõ")
        if self.held.verified:
            return "on", _("đã đối chiếu văn bản")
        return "wait", _("chưa kiểm chứng với văn bản")

    @property
    def source(self) -> str:
        """Who said it."""
        if self.held is None:
            return ""
        return _("đi kèm phần mềm") if self.held.is_carried else _("cán bộ điền")


@dataclass(frozen=True)
class Line:
    """One term: its versions by their days, and the page where officers say it anew."""

    title: str
    versions: tuple[Version, ...]
    url: str

    @property
    def present(self) -> Version | None:
        """The version of the page's day."""
        return next((one for one in self.versions if one.is_present), None)

    @property
    def is_unknown(self) -> bool:
        """Whether nothing is known for the page's day."""
        return self.present is None or self.present.held is None


def lines(regulation: Regulation, on: date, n: int) -> list[Line]:
    """Every term that officers may say, on a day and as known at posting `n`."""
    listed = list(documents.known(n))
    return [
        Line(
            str(term.label),
            tuple(_versions(term, regulation, on, n, listed)),
            reverse("ocop:state_term", args=[regulation.code, term]),
        )
        for term in Term
    ]


def _versions(term: Term, regulation: Regulation, on: date, n: int, listed: list[Document]) -> Iterator[Version]:
    """By their days within those of the regime; a stretch that no row covers is unknown."""
    rows = rules.of_each(regimes.CODES, n)[terms.code_of(term, regulation.code)]
    on = min(max(on, regulation.valid_from), regulation.valid_to - DAY)
    day = regulation.valid_from
    for held in rows:
        since, until = max(held.valid_from, day), min(held.valid_to, regulation.valid_to)
        if since > day:
            yield Version("", day, since - DAY, None, (), day <= on < since)
        cited = tuple(documents.cited(held.legal_basis, listed))
        said = terms.says(term, held.parameters)
        yield Version(said, since, _last(until), held, cited, since <= on < until)
        day = until
    if day < regulation.valid_to:
        yield Version("", day, _last(regulation.valid_to), None, (), day <= on)


def _last(until: date) -> date | None:
    return None if until == FAR else until - DAY


def former(regulation: Regulation) -> Iterator[tuple[str, list[tuple[str, Former]]]]:
    """What was said of each term before it was said anew, in words, the newest first; silent of the others."""
    for term in Term:
        told = rules.former(terms.code_of(term, regulation.code))
        if told:
            yield str(term.label), [(terms.says(term, one.held.parameters), one) for one in told]


def others(regulation: Regulation) -> Iterator[tuple[str, str, Held]]:
    """What the regime sets besides, as it came with the program: name, sentence, rule."""
    parts = ", ".join(f"{part} {most}" for part, most in regulation.parts.items())
    yield _("Điểm các phần"), parts, regulation.rule
    told: Mapping[str, Sequence[Held]] = dict(regimes.all_rules())
    for held in _within(regulation, told["ocop_commune_check"]):
        contents = "; ".join(str(Content(code).label) for code in held.parameters["contents"])
        days = held.parameters["working_days"]
        sentence = _("%(contents)s. Chuyển hồ sơ trong %(days)s ngày làm việc.") % {"contents": contents, "days": days}
        yield _("Cấp xã kiểm tra"), sentence, held
    for held in told["ocop_rounds"]:
        if regimes.usual(held.valid_from) == regulation.code:
            yield _("Các đợt đánh giá cấp tỉnh"), _rounds(held.parameters["province"]), held
            yield _("Các đợt đánh giá cấp Trung ương"), _rounds(held.parameters["central"]), held
    for held in told["ocop_transition"]:
        if held.parameters["from"] == regulation.code:
            yield _("Hồ sơ đang xử lý khi hết hiệu lực"), transition(held), held


def transition(held: Held) -> str:
    """How long dossiers of a regime that was replaced went on."""
    days = {"first": held.parameters["first_days"], "again": held.parameters["re_evaluation_days"]}
    sentence = _(
        "Hồ sơ đang xử lý làm tiếp theo quy định cũ: mới và nâng hạng %(first)s ngày, đánh giá lại %(again)s ngày."
    )
    return sentence % days


def _within(regulation: Regulation, rows: Sequence[Held]) -> list[Held]:
    return [row for row in rows if row.valid_from < regulation.valid_to and regulation.valid_from < row.valid_to]


def _rounds(told: Any) -> str:
    named = ({"send": _day_and_month(send), "done": _day_and_month(done)} for send, done in told)
    return "; ".join(_("gửi hồ sơ trước %(send)s, xong trước %(done)s") % one for one in named)


def _day_and_month(text: str) -> str:
    month, day = text.split("-")
    return f"{day}/{month}"
