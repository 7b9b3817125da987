"""The files of produced reports: kept under their digest as they left the house, given back byte for byte.

No text of the program reaches them any more: a report that is composed again has the same figures in today's words.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nongcot.kernel.shelf import Altered, NotThere, Shelf
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


def faults() -> Iterator[str]:
    """A line for each report whose file is missing or altered on disk (`settings.FILES_AT_FAULT`); reads every file."""
    for made in Composition.objects.exclude(size=None).order_by("pk"):
        try:
            document(made)
        except NotThere:
            yield _line(_("mất tệp %(sha256)s (báo cáo số %(number)s: %(report)s)"), made)
        except Altered:
            yield _line(_("tệp %(sha256)s bị đổi (báo cáo số %(number)s: %(report)s)"), made)


def _line(said: str, made: Composition) -> str:
    return said % {"sha256": made.sha256, "number": made.pk, "report": made}
