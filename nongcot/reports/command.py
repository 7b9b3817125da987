"""`nongcot report`: official reports from the command line."""

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nongcot.kernel import machine

if TYPE_CHECKING:
    from nongcot.reports.models import Composition
    from nongcot.reports.paper import Used


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
    from nongcot.reports import actions, kept

    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise click.BadParameter(_("“%(text)s” không phải một ngày như 2020-10-15.") % {"text": on}) from error
    _require_place(out)
    made = actions.produce_congress(term=term, on=day, by=None, known_at=known_point(known_at))
    paper, noted = made.paper, made.noted
    _write(out, made.document)
    if as_json:
        told = {
            "report": noted.kind,
            "number": noted.pk,
            "term": term,
            "on": on,
            "known_at": known_at,
            "posting": noted.n,
            "out": str(out),
            "sha256": noted.sha256,
            "produced_before": made.produced_before,
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
        if made.produced_before:
            click.echo(kept.told_before(noted))


@report.command("list", short_help="The reports that were produced.")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def list_(as_json: bool) -> None:
    """The reports that were produced, the newest first: number, day, posting, digest of the file.

    \b
      nongcot report list
    """
    from django.utils.translation import gettext as _

    from nongcot.kernel import clock
    from nongcot.kernel.dates import format_day
    from nongcot.reports.models import Composition

    made = list(Composition.objects.all())
    if as_json:
        click.echo(json.dumps({"reports": [_noted(one) for one in made]}, ensure_ascii=False, indent=2))
        return
    for one in made:
        day = format_day(one.moment.astimezone(clock.VIETNAM).date())
        told = _("%(number)s: báo cáo ngày %(on)s, nhiệm kỳ thứ %(term)s, theo lần ghi sổ số %(n)s, lập ngày %(day)s")
        click.echo(told % {"number": one.pk, "on": format_day(one.on_day), "term": one.term, "n": one.n, "day": day})
        click.echo(f"    {one.sha256}" + ("" if one.size else _(" (tệp không giữ)")))
    if not made:
        click.echo(_("Chưa lập báo cáo nào."))


@report.command(short_help="The very file of a produced report.")
@click.argument("number", type=int)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="the .docx to write")
@click.option("--anew", is_flag=True, help="the same figures in the words of this program, not the file that was kept")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def fetch(number: int, out: Path, anew: bool, as_json: bool) -> None:
    """The very file of a produced report, byte for byte; NUMBER as "nongcot report list" tells it.

    \b
      nongcot report fetch 3 --out baocao.docx
      nongcot report fetch 3 --anew --out baocao-lap-lai.docx
    """
    from django.utils.translation import gettext as _

    from nongcot.kernel.shelf import Altered, NotThere, digest
    from nongcot.reports import actions, kept, word
    from nongcot.reports.models import Composition

    _require_place(out)
    made = Composition.objects.filter(pk=number).first()
    if made is None:
        raise click.ClickException(_("Không có báo cáo đã lập nào mang số %(number)s.") % {"number": number})
    try:
        document = word.written(actions.compose_again(made)) if anew else kept.document(made)
    except (NotThere, Altered) as error:
        told = _("Báo cáo số %(number)s: %(why)s. Thêm --anew để lập lại theo lời văn hiện nay.")
        raise click.ClickException(told % {"number": number, "why": kept.why_gone(made)}) from error
    _write(out, document)
    found, same = digest(document), digest(document) == made.sha256
    if as_json:
        fields = {"number": number, "out": str(out), "sha256": found, "as_produced": same}
        click.echo(json.dumps(fields, ensure_ascii=False, indent=2))
    elif same:
        click.echo(_("%(out)s: đúng từng byte như bản đã lập, %(sha256)s") % {"out": out, "sha256": found})
    else:
        click.echo(_("%(out)s: lập lại theo lời văn hiện nay, đúng các số khi lập; tệp khác bản đã lập") % {"out": out})


def _require_place(out: Path) -> None:
    """Before anything is composed: raise BadParameter where the file is no Word file or has no folder."""
    from django.utils.translation import gettext as _

    if out.suffix.lower() != ".docx":
        raise click.BadParameter(_("%(out)s: báo cáo là tệp Word, tên phải kết thúc bằng .docx.") % {"out": out})
    if not out.parent.is_dir():
        raise click.BadParameter(_("Không có thư mục %(folder)s để ghi báo cáo vào.") % {"folder": out.parent})


def _write(out: Path, document: bytes) -> None:
    """Write the file. Raises ClickException with the machine's reason in words."""
    from django.utils.translation import gettext as _

    try:
        out.write_bytes(document)
    except OSError as error:
        said = _("Không ghi được %(out)s: %(why)s.") % {"out": out, "why": machine.why(error)}
        raise click.ClickException(said) from error


def _noted(made: "Composition") -> dict[str, Any]:
    """What is noted of a produced report."""
    return {
        "number": made.pk,
        "report": made.kind,
        "term": made.term,
        "on": made.on_day.isoformat(),
        "posting": made.n,
        "moment": made.moment.isoformat(timespec="seconds"),
        "by": made.by_name,
        "figures": made.figures,
        "sha256": made.sha256,
        "size": made.size,
    }


def _value(used: "Used") -> int | float | str | None:
    """The value as every command prints it: counts and percentages as numbers, money as text in đồng."""
    from nongcot.indicators.declare import vocabulary
    from nongcot.indicators.units import plain

    value = Decimal(used.value) if isinstance(used.value, str) else used.value
    return plain(value, vocabulary()[used.code].unit)
