"""`nongcot report`: official reports from the command line."""

import errno
import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from nongcot.reports.paper import Used

#: What a machine answers when a file cannot be written, in words.
_WHY = {
    errno.EACCES: gettext_noop("không có quyền ghi ở đó"),
    errno.EPERM: gettext_noop("không có quyền ghi ở đó"),
    errno.EROFS: gettext_noop("ổ đĩa chỉ cho đọc"),
    errno.ENOSPC: gettext_noop("ổ đĩa đã đầy"),
    errno.ENAMETOOLONG: gettext_noop("tên tệp quá dài"),
}


@click.group()
def report() -> None:
    """Write a report as a Word document in the official layout; each figure in it is a link to its page."""


@report.command(short_help="The report to a congress.")
@click.option("--term", type=int, required=True, help="the opening term's number; the one before it closes")
@click.option("--on", "on", metavar="DATE", required=True, help="the day the report speaks of")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="the .docx to write")
@click.option("--known-at", metavar="DATE|MOMENT|N", help="as known at that day's end, moment, or posting number")
@click.option("--json", "as_json", is_flag=True, help="print the figures used: code, value, posting, address")
def congress(term: int, on: str, out: Path, known_at: str | None, as_json: bool) -> None:
    """The report to a congress: the sector, the closing term, the programmes, the opening term's targets.

    \b
      nongcot report congress --term 6 --on 2020-10-15 --out baocao.docx
      nongcot report congress --term 6 --on 2020-10-15 --known-at 2020-10-15 --out baocao.docx --json
    """
    from django.utils.translation import gettext as _

    from nongcot.indicators.command import known_point
    from nongcot.reports import actions

    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise click.BadParameter(_("“%(text)s” không phải một ngày như 2020-10-15.") % {"text": on}) from error
    if out.suffix.lower() != ".docx":
        raise click.BadParameter(_("%(out)s: báo cáo là tệp Word, tên phải kết thúc bằng .docx.") % {"out": out})
    if not out.parent.is_dir():
        raise click.BadParameter(_("Không có thư mục %(folder)s để ghi báo cáo vào.") % {"folder": out.parent})
    paper, document, noted = actions.produce_congress(term=term, on=day, by=None, known_at=known_point(known_at))
    try:
        out.write_bytes(document)
    except OSError as error:
        why = _WHY.get(error.errno or 0, gettext_noop("máy không cho ghi"))
        raise click.ClickException(_("Không ghi được %(out)s: %(why)s.") % {"out": out, "why": _(why)}) from error
    if as_json:
        told = {
            "report": noted.kind,
            "term": term,
            "on": on,
            "known_at": known_at,
            "posting": noted.n,
            "out": str(out),
            "sha256": noted.sha256,
            "figures": [
                asdict(used) | {"value": _value(used), "url": f"{paper.head.public_url}{used.address}"}
                for used in paper.used
            ],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(
            _("%(out)s: báo cáo ngày %(on)s, %(count)s số, theo lần ghi sổ số %(n)s")
            % {"out": out, "on": on, "count": noted.figures, "n": noted.n}
        )


def _value(used: "Used") -> int | float | str | None:
    """The value as every command prints it: counts and percentages as numbers, money as text in đồng."""
    from nongcot.indicators.declare import vocabulary
    from nongcot.indicators.units import plain

    value = Decimal(used.value) if isinstance(used.value, str) else used.value
    return plain(value, vocabulary()[used.code].unit)
