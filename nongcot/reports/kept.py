"""The files of produced reports: kept under their digest as they left the house, given back byte for byte.

No text of the program reaches them any more: a report that is composed again has the same figures in today's words.
"""

from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from nongcot.indicators import ledger
from nongcot.kernel.shelf import Altered, NotThere, Shelf, is_young
from nongcot.reports.models import Composition

SHELF = Shelf("reports")


def document(made: Composition) -> bytes:
    """The very file that was produced. Raises `shelf.NotThere`, for one noted before files were kept too; `Altered`."""
    return SHELF.read(made.sha256)


def why_gone(made: Composition) -> str:
    """Why the file that was produced is not given back, in words; "" where it is."""
    try:
        document(made)
    except NotThere:
        before = made.size is None
        return _("báo cáo này lập khi sổ chưa giữ tệp") if before else _("tệp không còn trên máy chủ")
    except Altered:
        return _("tệp trên máy chủ không còn đúng với dấu kiểm đã ghi, nên không đưa ra")
    return ""


def told_before(made: Composition) -> str:
    """What is said to whoever produces exactly this file again."""
    said = _("Đúng báo cáo này đã được lập lúc %(moment)s%(by)s, giống từng byte; sổ không giữ thêm bản nào.")
    by = _(", người lập: %(name)s") % {"name": made.by_name} if made.by_name else ""
    return said % {"moment": timezone.localtime(made.moment).strftime("%H:%M %d/%m/%Y"), "by": by}


def strays() -> list[Path]:
    """Files that no report names: of one that was written and then not noted, or half written.

    The file stands before its note does, so a note that is refused at the last leaves it behind. It cannot be taken
    away there and then: whether a commit that was broken off holds is not known to who asked for it.
    """
    named = set(Composition.objects.values_list("sha256", flat=True))
    return sorted(path for path in SHELF.kept() if path.name not in named and not is_young(path))


def sweep() -> int:
    """Erase the strays (`settings.STRAYS_SWEPT`); tells how many. Doing it again changes nothing."""
    with ledger.held():  # reports are noted under the same lock, so none comes to name one of them meanwhile
        found = strays()
        for path in found:
            path.unlink(missing_ok=True)
    return len(found)


def faults() -> Iterator[str]:
    """A line for each report whose file is missing or altered on disk (`settings.FILES_AT_FAULT`), and for each file
    that no report names; reads every file."""
    for made in Composition.objects.exclude(size=None).order_by("pk"):
        try:
            document(made)
        except NotThere:
            yield _line(_("mất tệp %(sha256)s (báo cáo số %(number)s: %(report)s)"), made)
        except Altered:
            yield _line(_("tệp %(sha256)s bị đổi (báo cáo số %(number)s: %(report)s)"), made)
    for path in strays():
        yield _("tệp thừa %(path)s, không báo cáo nào nêu (nongcot upkeep xóa)") % {"path": path}


def _line(said: str, made: Composition) -> str:
    return said % {"sha256": made.sha256, "number": made.pk, "report": made}
