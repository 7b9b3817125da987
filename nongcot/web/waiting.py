"""What waits for those who work: each line a door to where it is done."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nongcot.accounts.policies import may
from nongcot.indicators import addresses, figures, ledger
from nongcot.indicators.kept import kept
from nongcot.indicators.questions import NotAskable
from nongcot.intake.models import Batch
from nongcot.kernel.dates import format_day
from nongcot.kernel.numbers import format_number
from nongcot.ocop import policies as ocop
from nongcot.ocop import regimes
from nongcot.ocop import words as ocop_words
from nongcot.ocop.queries import SOON as ENDING_SOON
from nongcot.ocop.queries import endings
from nongcot.registry import words
from nongcot.registry.reading.points import Point
from nongcot.registry.vocabulary import Scheme
from nongcot.reports.models import Composition

#: A certificate that ends within so many days is worth a call.
SOON = 60
NAMED = 3
COUNTED = "operating_cooperatives"


@dataclass(frozen=True)
class Task:
    """One thing that waits: what to do, of what, where, and how much of it."""

    label: str
    note: str
    url: str
    badge: str


def counts(request: HttpRequest) -> dict[str, int]:
    """How many things wait behind an entry of the navigation, by its URL name."""
    if not may(request.user, "intake.apply"):
        return {}
    return {"intake:upload": Batch.objects.filter(state=Batch.State.READY).count()}


def tasks(request: HttpRequest, point: Point) -> list[Task]:
    """Everything that waits for this person, the most pressing first."""
    found = _batches() if may(request.user, "intake.apply") else []
    sees_board = may(request.user, ocop.VIEW)
    found += (_to_file_again(point) if sees_board else []) + _ending(point, sees_board)
    if may(request.user, "register.edit"):
        found += _not_known(point)
    return found + (_published() if may(request.user, "reports.compose") else [])


def _batches() -> list[Task]:
    ready = list(Batch.objects.filter(state=Batch.State.READY)[: NAMED + 1])
    return [
        Task(
            _("Xem và áp dụng bảng tính"),
            _("%(name)s, nhận ngày %(day)s") % {"name": batch.name, "day": format_day(batch.received_at.date())},
            reverse("intake:batch", args=[batch.pk]),
            str(batch.get_state_display()),
        )
        for batch in ready[:NAMED]
    ]


@kept(16)
def _to_file_again(point: Point) -> list[Task]:
    """OCOP certificates whose time for filing again runs, and for which nobody has made a dossier."""
    # Of what ends in that many days the time begins today: the board counts up to the first day without validity.
    ahead = max(ENDING_SOON, regimes.files_ahead(point.on, point.n)) + 1
    ending = endings(point, scheme=Scheme.OCOP, ahead=ahead, behind=0)
    open_now = [
        (one, one.window) for one in ending if one.again is None and one.window and one.window.opens <= point.on
    ]
    near = [(one, window) for one, window in open_now if point.on <= window.closes]
    if not near:
        return []
    note = "; ".join(
        _("%(product)s của %(name)s, nộp trước hết ngày %(day)s")
        % {"product": one.product, "name": one.owner.label, "day": format_day(window.closes)}
        for one, window in near[:NAMED]
    )
    filled_in = {ocop_words.filled_in(window.rule) for _one, window in near[:NAMED]} - {""}
    if filled_in:
        note = f"{note} ({'; '.join(sorted(filled_in))})"
    badge = ngettext("%(n)s sản phẩm", "%(n)s sản phẩm", len(near)) % {"n": format_number(len(near))}
    url = f"{reverse('ocop:endings')}?scheme={Scheme.OCOP}"
    return [Task(_("Nhắc nộp hồ sơ OCOP đánh giá lại"), note, url, badge)]


@kept(16)
def _ending(point: Point, sees_board: bool) -> list[Task]:
    """Certificates that end soon: one leads to whose it is, several to the board of all of them."""
    near = endings(point, ahead=SOON, behind=0)
    if not near:
        return []
    note = "; ".join(
        _("%(scheme)s của %(name)s đến %(day)s")
        % {
            "scheme": words.label(Scheme, one.certificate.scheme),
            "name": one.owner.label,
            "day": format_day(one.last_day),
        }
        for one in near[:NAMED]
    )
    if len(near) > 1 and sees_board:
        here = point.query.replace("?", "&", 1)
        url = f"{reverse('ocop:endings')}?ahead={SOON}&ended=no{here}"
    else:
        url = near[0].owner.url
    badge = ngettext("%(n)s chứng nhận", "%(n)s chứng nhận", len(near)) % {"n": format_number(len(near))}
    return [Task(_("Nhắc gia hạn chứng nhận sắp hết hạn"), note, url, badge)]


@kept(16)
def _not_known(point: Point) -> list[Task]:
    """Co-ops in operation of which a cell is not known."""
    found = []
    for by, label in (
        ("place:commune", _("Bổ sung xã, phường còn thiếu")),
        ("sector", _("Bổ sung ngành chính còn thiếu")),
        ("governing_law", _("Bổ sung luật áp dụng còn thiếu")),
    ):
        try:
            answer = figures.figure(COUNTED, on=point.on, by=by, known_at=point.known)
        except NotAskable:
            continue
        count = next((int(part.value or 0) for part in answer.breakdown if part.key == "unknown"), 0)
        if count:
            url = addresses.address(COUNTED, on=point.on, known=point.known, by=by)
            note = _("hợp tác xã đang hoạt động chưa rõ điều này")
            found.append(Task(label, note, url, _("%(n)s HTX") % {"n": format_number(count)}))
    return found


def _published() -> list[Task]:
    """The newest report, where the book has learnt something since."""
    made = Composition.objects.first()
    since = ledger.newest() - made.n if made else 0
    if made is None or since <= 0:
        return []
    note = _("Báo cáo số liệu ngày %(day)s, theo lần ghi sổ số %(n)s") % {"day": format_day(made.on_day), "n": made.n}
    badge = ngettext("%(n)s lần ghi sau đó", "%(n)s lần ghi sau đó", since) % {"n": format_number(since)}
    return [Task(_("Xem số đã công bố, nay có khác không"), note, reverse("reports:produced", args=[made.pk]), badge)]
