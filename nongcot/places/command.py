"""`nongcot place`: which unit a text means."""

import json
from datetime import datetime

import click
from django.utils.translation import gettext as _

from nongcot.kernel import clock
from nongcot.kernel.dates import format_day
from nongcot.places import coded, describe, geography, lookup, tree


@click.command()
@click.argument("text")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day whose units are meant (default: today)."
)
@click.option("--within", metavar="CODE", help="Only units inside the province, district or commune of this code.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many candidates at most.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def place(text: str, on: datetime | None, within: str | None, limit: int, as_json: bool) -> None:
    """Find the administrative unit that TEXT means, as officers write it.

    \b
      nongcot place "TT Lâm, Ý Yên" --on 2020-06-01
      nongcot place "xom 11, x. truc tuan" --on 2020-06-01 --json
      nongcot place "xã Yên Thắng" --on 2020-06-01 --within 36
      nongcot place 13669 --on 2020-06-01

    Old and new names, with or without accents, abbreviated or with slips of the pen, or a bare official code:
    candidates come best first, each with a score from 0 to 1 and the reason. A name or code of another day leads to
    the unit that holds the place on the day asked. Nothing is guessed: several candidates of like score mean that the
    text does not say which.

    JSON: text, on, candidates [code, valid_from, valid_to, kind, name, parent, score, why, verified]. Days are ISO,
    valid_to is the first day after the unit's life, or null. Exit status 1 when nothing is found.
    """
    if not tree.current().units:
        raise click.ClickException(
            _("Sổ này chưa có danh mục đơn vị hành chính; hãy chạy “nongcot setup” hoặc “init”.")
        )
    day = on.date() if on else clock.today()
    try:
        inside = geography.at(within, day) if within else None
    except geography.UnknownPlace as unknown:
        raise click.ClickException(str(unknown)) from None
    look = coded.find if text.isdecimal() else lookup.find
    found = look(text, day, within=inside, limit=limit + 1)
    found, more = found[:limit], found[limit:]
    if as_json:
        told = {"text": text, "on": day.isoformat(), "candidates": [describe.as_json(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    if not found:
        asked = {"text": text, "day": format_day(day)}
        raise click.ClickException(_("Không tìm thấy đơn vị nào ứng với “%(text)s” ngày %(day)s.") % asked)
    if not as_json:
        for one in found:
            click.echo(f"{one.score:.2f}  {one.unit.code:5}  {describe.path(one.unit)}\n      {one.why}")
        if more and more[0].score == found[-1].score:
            click.echo(_("Còn đơn vị khác khớp như dòng cuối: dùng --limit hoặc --within."))
