"""`nongcot import` and `nongcot undo`: a workbook read, its effect shown, applied, withdrawn from the command line."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from nongcot.intake.models import Batch
    from nongcot.intake.understanding import Understood
    from nongcot.sheets import Workbook


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", help="what every sheet is about (coops, groups, products, …); proposed when not given")
@click.option("--on", "on", metavar="DATE", help="the day the list is of; proposed when not given")
@click.option("--whole", metavar="KIND[:PLACE]", help="the whole list of a kind (coop, group, …) in a place's code")
@click.option("--part", is_flag=True, help="a part of a list (the default)")
@click.option("--producer", metavar="NAME", help="whose the products are in tables that have no column of producers")
@click.option("--event", metavar="N", type=int, help="the number of the event that lists of participants are of")
@click.option("--year", metavar="Y", type=int, help="the year of events whose days are told without one")
@click.option("--dry-run", is_flag=True, help="show what would happen and write nothing")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def import_(
    file: Path,
    kind: str | None,
    on: str | None,
    whole: str | None,
    part: bool,
    producer: str | None,
    event: int | None,
    year: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read a workbook (xlsx, xls, ods, csv, tsv), show what it would change, and apply it.

    It never asks: kind and day are proposed, the scope is a part, and what was proposed is listed under "assumed".
    Cells in doubt and rows that may be duplicates are listed and not applied.

    \b
    nongcot import danh-sach-y-yen.xlsx --dry-run
    nongcot import danh-sach-y-yen.xlsx --on 2020-12-31 --whole coop:360
    """
    from nongcot.intake import actions, summary
    from nongcot.intake.understanding.kinds import TO_CHOOSE
    from nongcot.sheets import SheetRefused, read_workbook

    if whole and part:
        raise click.UsageError(_("--whole và --part không đi cùng nhau."))
    if kind and kind not in TO_CHOOSE:
        raise click.BadParameter(_not_among(kind, TO_CHOOSE), param_hint="--kind")
    if file.is_dir():
        raise click.ClickException(_("%(file)s là một thư mục; hãy nêu một bảng tính.") % {"file": file})
    if not file.is_file():
        raise click.ClickException(_("Không có tệp %(file)s.") % {"file": file})
    try:
        workbook = read_workbook(file)
        told: dict[str, Any] = {"kind": kind or "", "scope": _scope(whole), "workbook": workbook}
        batch = actions.receive(source=file, name=file.name, on=_day(on), by=None, **told)
        understood = actions.read(batch, workbook)
        if producer:
            understood = _answered(batch, understood, workbook, "producer_missing", producer)
        if event:
            understood = _answered(batch, understood, workbook, "event_missing", ("event", str(event)))
        if year:
            understood = _answered(batch, understood, workbook, "event_year", year)
        proposal = actions.preview(batch, understood)
        if dry_run:
            actions.drop(batch=batch, by=None)
            applied = None
        else:
            applied = actions.apply(batch=batch, by=None, seen=proposal, understood=understood)
    except SheetRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    found = summary.of(understood, proposal, applied)
    assumed = [f"--on {batch.on}"] if batch.on_proposed else []
    found["assumed"] = [*assumed, *([] if whole or part else ["--part"]), *found["assumed"]]
    click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else summary.as_text(found))


@click.command()
def upkeep() -> None:
    """Erase uploaded workbooks that were kept long enough (UPLOADS_KEPT_DAYS), and finish what was broken off; erase
    the files of scanned copies that stand no more since long (COPIES_KEPT_DAYS), and files that no produced
    report names.

    The worker does the same when it starts, but for reports; for workbooks the page does, too, whenever one comes in.
    What was applied stays applied, and every hash stays.
    """
    from django.conf import settings
    from django.utils.module_loading import import_string

    from nongcot.intake import upkeep as keeping
    from nongcot.registry.copies import expiry

    done, copies = keeping.tend(), expiry.tend()
    strays = done.strays + sum(import_string(dotted)() for dotted in settings.STRAYS_SWEPT)
    said = _(
        "Bảng tính hết hạn giữ: %(expired)s; bảng các dòng chưa vào đã xóa: %(left)s; việc làm nốt: %(finished)s; tệp "
        "lạc đã xóa: %(strays)s; bản chụp đã xóa: %(copies)s."
    )
    counted = {"expired": done.expired, "left": done.left_erased, "finished": done.finished, "strays": strays}
    click.echo(said % {**counted, "copies": copies})


@click.command()
@click.argument("receipt", type=int)
@click.option("--reason", default="", help="why, for the journal")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def undo(receipt: int, reason: str, as_json: bool) -> None:
    """Withdraw what an applied workbook stated; RECEIPT is what `nongcot import` gave.

    What others changed since stays and is listed.
    """
    from nongcot.intake import actions
    from nongcot.registry.outcomes import NotNow

    try:
        done = actions.undo(posting_n=receipt, by=None, reason=reason)
    except NotNow as refusal:
        raise click.ClickException(str(refusal)) from refusal
    found: dict[str, Any] = {
        "posting": done.posting,
        "kept": [{"organisation": k.organisation_id, "what": k.what, "posting": k.n} for k in done.remains.kept],
        "without_source": list(done.remains.without_source),
        "said_again": list(done.said_again),
    }
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo(_("Đã rút lại: lần ghi %(n)s") % {"n": done.posting})
    for kept in done.remains.kept:
        said = _("còn lại, vì lần ghi %(n)s đã đổi: %(what)s") % {"n": kept.n, "what": kept.what}
        click.echo(f"  {said} (TC{kept.organisation_id:06d})")
    for organisation in done.remains.without_source:
        click.echo("  " + _("không còn nguồn: %(key)s") % {"key": f"TC{organisation:06d}"})
    for organisation in done.said_again:
        click.echo("  " + _("còn lại, vì danh sách khác cũng ghi: %(key)s") % {"key": f"TC{organisation:06d}"})


def _day(on: str | None) -> date | None:
    """The day the list is of, as told; None where the file is to tell it."""
    try:
        return date.fromisoformat(on) if on is not None else None
    except ValueError as error:
        said = _("“%(text)s” không phải một ngày như 2020-10-15.") % {"text": on}
        raise click.BadParameter(said, param_hint="--on") from error


def _not_among(text: str, known: Iterable[str]) -> str:
    return _("“%(text)s” không phải một trong: %(known)s.") % {"text": text, "known": ", ".join(known)}


def _answered(
    batch: "Batch", understood: "Understood", workbook: "Workbook", code: str, value: str | int | tuple[str, ...]
) -> "Understood":
    """The workbook understood anew, with one answer to every doubt of this code."""
    from nongcot.intake import actions
    from nongcot.intake.understanding import SheetOverride

    for doubt in understood.doubts:
        if doubt.code == code:
            actions.override(batch=batch, sheet=doubt.sheet, change=SheetOverride(cells={doubt.cell: value}), by=None)
    return actions.read(batch, workbook)


def _scope(whole: str | None) -> Any:
    from nongcot.intake.proposals import Scope
    from nongcot.registry.vocabulary import Kind

    if not whole:
        return None
    kind, _colon, place = whole.partition(":")
    if kind not in Kind.values:
        raise click.BadParameter(_not_among(kind, Kind.values), param_hint="--whole")
    return Scope(kind, place)
