"""`nongcot figure`, `repost`, `reconcile`: the ledger asked and kept from the command line."""

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click
from django.utils.translation import gettext as _

from nongcot.indicators.answers import Figure
from nongcot.indicators.units import plain
from nongcot.kernel.numbers import format_number

if TYPE_CHECKING:
    from nongcot.indicators.reconcile import Report

PERIOD_HELP = "a period A..B, both days included, as 2020-01-01..2020-12-31; also 2020, 2020-Q3, 2020-10"


@click.command()
@click.argument("code")
@click.option("--on", "on", metavar="DATE", help="the day a stock is asked at")
@click.option("--period", metavar="A..B", help=PERIOD_HELP)
@click.option("--place", metavar="CODE", help="a unit's code in the asked geography")
@click.option("--by", metavar="NAME", default="", help="place:district, place:commune, sector, sector_group, kind, …")
@click.option("--geography", metavar="DATE", help="the day whose units are meant (default: the asked day)")
@click.option("--known-at", metavar="DATE|MOMENT|N", help="as known at that day's end, moment, or posting number")
@click.option("--with-credit-funds", is_flag=True, help="count people's credit funds in, where a figure allows it")
@click.option("--records", is_flag=True, help="list the records behind the figure")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def figure(
    code: str,
    on: str | None,
    period: str | None,
    place: str | None,
    by: str,
    geography: str | None,
    known_at: str | None,
    with_credit_funds: bool,
    records: bool,
    as_json: bool,
) -> None:
    """Ask a figure: its number, what it is, what it is made of.

    \b
    nongcot figure operating_cooperatives --on 2020-10-15
    nongcot figure operating_cooperatives --period 2020 --by place:district
    nongcot figure established_cooperatives --period 2020-01-01..2020-12-31 --records

    A figure without a value (not known, outside the book, before the book was opened or beyond its last posting) is an
    answer too: the reason stands in the value's place ("why_null" in the JSON), and the exit status is 0. A question
    that cannot be asked exits 1 with a sentence.
    """
    from nongcot.indicators import figures, ledger
    from nongcot.indicators.declare import vocabulary
    from nongcot.indicators.questions import NotAskable, ask
    from nongcot.places.geography import UnknownPlace

    asked: dict[str, Any] = {
        "on": _day(on),
        "period": _period(period),
        "place": place,
        "geography_on": _day(geography),
        "funds": with_credit_funds,
    }
    try:
        with ledger.snapshot():
            try:
                question = ask(code, known_at=known_point(known_at), **asked)
                found = figures.as_read(figures.answer(question, by=by, records=records), question)
            except ledger.NoSuchKnowledge as refusal:
                found = figures.unanswered(refusal, ask(code, **asked), known_at)
    except (NotAskable, UnknownPlace, ledger.NoSuchKnowledge) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if with_credit_funds and vocabulary()[found.code].with_credit_funds != "both":
        said = _("Ghi chú: %(code)s chỉ có một số, --with-credit-funds không đổi gì.") % {"code": found.code}
        click.echo(said, err=True)
    click.echo(json.dumps(as_dict(found), ensure_ascii=False, indent=1) if as_json else as_text(found))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
def repost(as_json: bool) -> None:
    """Post changed definitions over all organisations, as one posting with cause "definition"."""
    from nongcot.indicators import actions

    n, codes = actions.repost(by=None)
    if as_json:
        click.echo(json.dumps({"posting": n or None, "codes": codes}))
    else:
        done = _("Lần ghi %(n)s: %(codes)s") % {"n": n, "codes": ", ".join(codes)}
        click.echo(done if n else _("Không có gì phải làm: sổ cái đã ghi theo đúng định nghĩa."))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@click.pass_context
def reconcile(context: click.Context, as_json: bool) -> None:
    """Prove that spans say what the facts say and roll-ups what the spans say; exit 1 where they do not.

    Files that the book names (scanned copies, reports) are looked at too: those missing or altered on disk are named,
    and files of reports that nothing names.
    """
    from nongcot.indicators.reconcile import reconcile as prove

    report = prove()
    if as_json:
        click.echo(json.dumps({**asdict(report), "sound": report.sound}))
    else:
        click.echo("\n".join(proved_lines(report)))
        click.echo(_("Sổ khớp") if report.sound else _("Sổ KHÔNG khớp"))
    if not report.sound:
        context.exit(1)


def proved_lines(report: "Report") -> list[str]:
    """What was compared and what differed, as lines a person reads."""
    counted = {
        _("Quãng đang giữ"): report.spans,
        _("Quãng thiếu"): report.missing,
        _("Quãng thừa"): report.surplus,
        _("Số cộng sai"): report.rollups,
        _("Dòng của tổ chức không có"): report.orphans,
        _("Dòng tính ra khác sự việc"): report.derived,
    }
    listed = {
        _("Tệp mất, bị đổi hoặc thừa"): report.files,
        _("Chốt giữ sổ cái còn thiếu"): report.guards,
        _("Định nghĩa khác bản đã ghi"): report.definitions,
    }
    lines = [f"{label}: {format_number(count)}" for label, count in counted.items()]
    for label, found in listed.items():
        lines += [f"{label}: {format_number(len(found))}", *(f"  {one}" for one in found)]
    return lines


def as_dict(found: Figure) -> dict[str, Any]:
    """The figure as the JSON of the command."""
    answer: dict[str, Any] = {
        "code": found.code,
        "version": found.version,
        "label": found.label,
        "unit": found.unit,
        "definition": found.definition,
        "basis": found.basis,
        "verified": found.verified,
    }
    if found.period is not None:
        answer["period"] = [found.period[0].isoformat(), found.period[1].isoformat()]
    else:
        answer["on"] = found.on.isoformat() if found.on else None
    answer |= {
        "known_at": found.known_at,
        "posting": found.posting or None,
        "geography": found.geography.isoformat(),
        "place": found.place or None,
        "value": plain(found.value, found.unit),
        "why_null": found.why_null or None,
        "qualifier": found.qualifier or None,
        "whole": found.whole,
        "by": found.by or None,
        "breakdown": [{"key": p.key, "label": p.label, "value": plain(p.value, found.unit)} for p in found.breakdown],
        "records": [
            {"kind": r.kind, "id": r.id, "label": r.label, "amount": plain(r.amount, found.unit), "url": r.url}
            for r in found.records
        ],
        "movement": None,
        "why_no_movement": found.why_no_movement or None,
    }
    if found.movement is not None:
        moved = found.movement
        answer["movement"] = {
            "opening": plain(moved.opening, found.unit),
            "in": {cause: plain(n, found.unit) for cause, n in moved.inflow.items()},
            "out": {cause: plain(n, found.unit) for cause, n in moved.outflow.items()},
            "closing": plain(moved.closing, found.unit),
        }
    if found.numerator is not None and found.denominator is not None:
        answer["numerator"] = {
            "code": found.numerator.code,
            "value": plain(found.numerator.value, found.numerator.unit),
        }
        answer["denominator"] = {
            "code": found.denominator.code,
            "value": plain(found.denominator.value, found.denominator.unit),
        }
    return answer


def as_text(found: Figure) -> str:
    """The figure as lines a person reads."""
    from nongcot.indicators.units import of_figure, told
    from nongcot.kernel.dates import Period, format_day

    written = of_figure(found, [found.value])
    value = found.why_null if found.value is None else f"{told(found)} {written.unit}"
    when = [format_day(found.on) if found.on else Period.inclusive(*found.period).label() if found.period else ""]
    if found.posting:
        when.append(_("lần ghi sổ số %(n)s") % {"n": found.posting})
    lines = [f"{found.label}: {value}", f"  {', '.join(when)}; {found.definition}"]
    if found.qualifier:
        lines.append(f"  {found.qualifier}")
    in_parts = of_figure(found, [part.value for part in found.breakdown])
    lines += [f"  {part.label}: {in_parts.text(part.value)} {in_parts.unit}" for part in found.breakdown]
    lines += _movement_lines(found)
    amounts = of_figure(found, [record.amount for record in found.records])
    lines += [
        f"  {record.label} ({amounts.text(record.amount)} {amounts.unit}) {record.url}" for record in found.records
    ]
    return "\n".join(lines)


def _movement_lines(found: Figure) -> list[str]:
    """Opening, one line a cause, closing."""
    from nongcot.indicators import causes
    from nongcot.indicators.declare import catalogue
    from nongcot.indicators.units import scale

    moved = found.movement
    if moved is None:
        return [f"  {found.why_no_movement}"] if found.why_no_movement else []
    written = scale(found.unit, [moved.opening, moved.closing])
    lines = [f"  {_('Đầu kỳ')}: {written.text(moved.opening)} {written.unit}"]
    for term in causes.terms(catalogue()[found.code], [moved]):
        lines.append(f"  {'+' if term.way == 'in' else '−'} {written.text(term.of(moved))} {term.label}")
    return [*lines, f"  = {_('Cuối kỳ')}: {written.text(moved.closing)} {written.unit}"]


def known_point(text: str | None) -> str | None:
    """A point of knowledge as the command line takes it. Raises BadParameter for what is none."""
    if text is None or text.isdigit():
        return text
    from datetime import datetime

    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        said = _("“%(text)s” không phải một ngày, một thời điểm hay số lần ghi.") % {"text": text}
        raise click.BadParameter(said, param_hint="--known-at") from error
    return text


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(_("“%(text)s” không phải một ngày như 2020-10-15.") % {"text": text}) from error


def _period(text: str | None) -> tuple[date, date] | None:
    from nongcot.indicators.periods import parse

    if text is None:
        return None
    try:
        return parse(text)
    except ValueError as error:
        said = _("“%(text)s” không phải một kỳ như 2020-01-01..2020-12-31, 2020, 2020-Q3, 2020-10.") % {"text": text}
        raise click.BadParameter(said, param_hint="--period") from error
