"""A read workbook and its proposal as one plain answer: the JSON of `nongcot import`, and its lines for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nongcot.indicators.declare import vocabulary
from nongcot.indicators.units import plain
from nongcot.intake import products
from nongcot.intake.actions import Applied
from nongcot.intake.deeds import roads
from nongcot.intake.differences import Change
from nongcot.intake.effective_models import ModelRow
from nongcot.intake.proposals import CHANGE, CREATE, DUPLICATE, IGNORED, UNCHANGED, WAITING, Proposal, RowProposal
from nongcot.intake.understanding import Understood, UnderstoodSheet
from nongcot.kernel.dates import PartialDate, format_partial
from nongcot.registry.facts import EventFact


def of(understood: Understood, proposal: Proposal, applied: Applied | None) -> dict[str, Any]:
    """The answer; row lists name sheet and row, doubts their cell."""
    doubts = [{"sheet": d.sheet, "cell": d.cell, "read": d.read, "why": d.why} for d in understood.doubts]
    doubts += _refused(proposal) + _asked(proposal)
    begun = [row for row in proposal.rows if row.action == CREATE]
    units = vocabulary()
    return {
        "on": proposal.on.isoformat(),
        "sheets": [_sheet(sheet) for sheet in understood.sheets],
        "create": proposal.count(CREATE),
        "change": proposal.count(CHANGE),
        "changes": [_row(row) for row in proposal.rows if row.counted == CHANGE and not _tells_deed(row)],
        "deeds": [_deed(row) for row in proposal.rows if row.action in (CREATE, CHANGE) and _tells_deed(row)],
        "products": [_product(row) for row in proposal.rows if row.offers],
        "unchanged": proposal.count(UNCHANGED),
        "models": [_model(row, row.model) for row in proposal.rows if row.model is not None],
        "absent": [{"organisation": a.organisation_id, "name": a.name} for a in proposal.absent],
        "ignored": proposal.count(IGNORED),
        "duplicates": [_duplicate(row, begun) for row in proposal.rows if row.action == DUPLICATE],
        "doubts": doubts,
        "errors": [
            {"sheet": row.sheet, "row": row.row_no, "why": row.why} for row in proposal.rows if row.action == WAITING
        ],
        "effect": {
            e.code: {"before": plain(e.before, units[e.code].unit), "after": plain(e.after, units[e.code].unit)}
            for e in proposal.effect
        },
        "receipt": applied.posting or None if applied else None,
        "held_back": [list(row) for row in applied.held_back] if applied else [],
        "assumed": [*understood.assumed, *proposal.assumed],
    }


def _sheet(sheet: UnderstoodSheet) -> dict[str, Any]:
    return {
        "name": sheet.name,
        "kind": sheet.kind,
        "header": list(sheet.header_rows),
        "columns": [
            {"letter": c.letter, "heading": c.heading, "target": c.target, "taken": c.taken, "why": c.why}
            for c in sheet.columns
        ],
        "rows": len(sheet.rows),
        "left_out": [
            {"rows": [list(run) for run in out.rows], "count": out.count, "reason": out.reason}
            for out in sheet.left_out
        ],
    }


def _row(row: RowProposal) -> dict[str, Any]:
    """What a row changes, cell by cell; `asks` says what waits for a yes, `kept` which better texts stay."""
    at = {"sheet": row.sheet, "row": row.row_no, "name": row.name, "organisation": row.organisation_id}
    events = [
        {
            "cell": new.told.cell,
            "event": str(new.told.kind),
            "before": format_partial(_of_fact(new.replaces)) if new.replaces else None,
            "after": format_partial(new.told.on),
            "asks": new.asks,
        }
        for new in row.difference.events
    ]
    told = {"cells": [_cell(c) for c in row.difference.changes], "kept": [_cell(c) for c in row.difference.kept]}
    named = [one.after for one in row.offers if one.what == "product_name"]
    return at | told | {"events": events, "products": named}


def _product(row: RowProposal) -> dict[str, Any]:
    """What a row tells anew of a product and its recognition; `organisation` null for one that the file begins."""
    at = {"sheet": row.sheet, "row": row.row_no, "name": row.name}
    organisation = row.organisation_id if (row.organisation_id or 0) > 0 else None
    cells = [
        {"cell": cell, "what": label, "before": before or None, "after": after}
        for label, before, after, cell in products.shown(row.offers)
    ]
    return at | {"organisation": organisation, "action": row.counted, "cells": cells}


def _model(row: RowProposal, told: ModelRow) -> dict[str, Any]:
    """What a row tells of an effective model; `action` is create, change, unchanged, or waiting with `why`."""
    action = CREATE if told.is_new else CHANGE if told.is_changed else UNCHANGED
    cells = [
        {"cell": one.cell, "what": one.label, "before": one.shown[0] or None, "after": one.shown[1], "asks": one.asks}
        for one in told.changes
    ]
    at = {"sheet": row.sheet, "row": row.row_no, "name": told.name, "why": told.waits}
    return at | {"action": WAITING if told.waits else action, "cells": cells}


def _tells_deed(row: RowProposal) -> bool:
    return row.candidate is not None and row.candidate.deed is not None


def _deed(row: RowProposal) -> dict[str, Any]:
    """What a row of a list of deeds tells anew; `organisation` null for one that it begins."""
    assert row.candidate is not None
    assert row.candidate.deed is not None
    told = row.candidate.deed
    at = {"sheet": row.sheet, "row": row.row_no, "name": row.name}
    organisation = row.organisation_id if (row.organisation_id or 0) > 0 else None
    cells = [{"cell": cell, "what": label, "told": value} for label, value, cell in roads.shown(told)]
    return at | {"organisation": organisation, "kind": roads.kind_of(told), "action": row.action, "cells": cells}


def _of_fact(event: EventFact) -> PartialDate:
    return PartialDate.between(event.earliest, event.latest)


def _cell(change: Change) -> dict[str, Any]:
    return {
        "cell": change.cell,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "asks": change.asks,
    }


def _duplicate(row: RowProposal, begun: Sequence[RowProposal]) -> dict[str, Any]:
    """A row with the records of the book, or the earlier rows of the file, that it may be.

    `begun` are the rows that begin a record, in order: the first bears the number −1 until it is applied.
    """
    pairs = []
    for pair in row.pairs:
        other = begun[-pair.organisation_id - 1] if pair.organisation_id < 0 else None
        pairs.append(
            {
                "organisation": None if other else pair.organisation_id,
                "sheet": other.sheet if other else None,
                "row": other.row_no if other else None,
                "score": pair.score,
                "why": pair.why,
            }
        )
    return {"sheet": row.sheet, "row": row.row_no, "name": row.name, "may_be": pairs}


def _refused(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {"sheet": row.sheet, "cell": refused.cell, "read": refused.read, "why": refused.why}
        for row in proposal.rows
        if row.candidate is not None
        for refused in (*row.candidate.refused, *row.difference.refused)
    ]


def _asked(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {"sheet": row.sheet, "cell": cell, "read": read, "why": asks}
        for row in proposal.rows
        for cell, read, asks in (
            *((c.cell, str(c.after), c.asks) for c in row.difference.changes),
            *((e.told.cell, format_partial(e.told.on), e.asks) for e in row.difference.events),
            *((ask.cell, ask.label, ask.why) for ask in row.asks),
            *((cell, row.name, why) for cell, _what, why in (row.model.open_asks if row.model else ())),
        )
        if asks
    ]


def as_text(found: dict[str, Any]) -> str:
    """The answer as lines a person reads."""
    lines = [
        _("%(sheet)s: %(kind)s, %(rows)s dòng") % {"sheet": sheet["name"], "kind": sheet["kind"], "rows": sheet["rows"]}
        for sheet in found["sheets"]
    ]
    counted = {
        _("thêm"): found["create"],
        _("đổi"): found["change"],
        _("giữ nguyên"): found["unchanged"],
        _("mô hình"): sum(one["action"] in (CREATE, CHANGE) for one in found["models"]),
        _("có thể trùng"): len(found["duplicates"]),
        _("còn chờ"): len(found["errors"]),
        _("không nhập"): found["ignored"],
        _("vắng mặt"): len(found["absent"]),
    }
    lines.append(", ".join(f"{word} {number}" for word, number in counted.items()))
    lines += [f"  {code}: {e['before']} → {e['after']}" for code, e in found["effect"].items()]
    lines += [f"  ? {d['sheet']}!{d['cell']} “{d['read']}”: {d['why']}" for d in found["doubts"]]
    lines += [f"  = {d['sheet']}!{d['row']} {d['name']}: {_may_be(d['may_be'][0])}" for d in found["duplicates"]]
    lines += [f"  ! {e['sheet']}!{e['row']}: {e['why']}" for e in found["errors"]]
    lines += ["  " + _("tự hiểu: %(what)s") % {"what": text} for text in found["assumed"]]
    lines.append(_("biên nhận %(n)s") % {"n": found["receipt"]} if found["receipt"] else _("không ghi gì"))
    return "\n".join(lines)


def _may_be(other: Mapping[str, Any]) -> str:
    """Why a row may be another one, and which: a record of the book, or an earlier row of the file."""
    organisation = other["organisation"]
    which = f"TC{organisation:06d}" if organisation else f"{other['sheet']}!{other['row']}"
    return f"{other['why']} ({which})"
