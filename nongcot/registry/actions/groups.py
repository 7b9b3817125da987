"""Cooperative groups that become co-ops: by conversion, or by the looser word that a co-op grew out of one."""

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from nongcot.accounts.models import User
from nongcot.basis import rules
from nongcot.indicators.ledger import Entry
from nongcot.kernel.dates import PartialDate
from nongcot.registry import cautions, lives, versions, writing
from nongcot.registry.actions.events import cautions_of, happened
from nongcot.registry.actions.organisations import Newborn, bring_forth, cautions_of_newborn
from nongcot.registry.actions.reorganisations import Reorganisation
from nongcot.registry.bookkeeping import posting
from nongcot.registry.details import NO_PAPER, Paper
from nongcot.registry.lives import Life
from nongcot.registry.outcomes import Caution, NotNow, Recorded, require_confirmed
from nongcot.registry.vocabulary import EndReason, EventKind, Kind, Origin, Regime


def convert_group(
    *,
    group_id: int,
    cooperative: Newborn | int,
    by: User | None,
    on: PartialDate | None = None,
    paper: Paper = NO_PAPER,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """A group becomes a co-op: it ends at the moment the co-op is certified, which inherits everything.

    Law 17/2023/QH15 a.108, which asks for twelve months of work since the registration; a registered group's code goes
    on as the co-op's (Decree 92/2024/NĐ-CP a.61). Since that decree a merely notified group cannot convert: then the
    co-op `grew out of` it. Commune and sector are the group's where `cooperative` gives none. The id of a co-op says
    that it stands in the book already; then `on` and `paper` are those of the conversion.

    Raises NotNow with that sentence, or for another move the law does not know; ChangedSince, ToConfirm,
    ValidationError.
    """
    if isinstance(cooperative, int):
        assert on is not None, "a co-op that stands does not tell the day of the conversion"
        with posting("registry.convert_group", by=by, reason=reason) as entry:
            reorganisation = Reorganisation(on, paper.checked(), seen, steps_missing)
            return _convert_into(entry, reorganisation, group_id, cooperative, confirmed)
    on = cooperative.on
    with posting("registry.convert_group", by=by, reason=reason) as entry:
        group = lives.of(group_id)
        versions.require_events_unchanged(group_id, seen)
        lives.require_move(group, EventKind.CONVERTED, on, steps_missing=steps_missing)
        _require_may_convert(group, on)
        child = _heir(group, cooperative)
        found = child.values()
        told = cautions_of(group, EventKind.CONVERTED, on, {}, {}) + _cautions_of_conversion(group, on)
        told += [c for c in cautions_of_newborn(child, found, besides=[group_id]) if c not in told]
        require_confirmed(told, confirmed)
        cooperative_id, keys = bring_forth(entry, child, found)
        end = happened(group_id, EventKind.CONVERTED, on, child.paper, cooperative_id, {"successor_kind": child.kind})
        keys = (*writing.happen(entry, [end]), *keys)
    return Recorded(entry.n, (group_id, cooperative_id), keys)


def _convert_into(
    entry: Entry, reorganisation: Reorganisation, group_id: int, cooperative_id: int, confirmed: Collection[str]
) -> Recorded:
    """The group goes on in a co-op that stands in the book already."""
    told = {"successor_kind": Kind.COOP.value}
    group = reorganisation.turns(group_id, EventKind.CONVERTED, cooperative_id, told=told)
    _require_may_convert(group, reorganisation.on)
    if lives.of(cooperative_id).kind != Kind.COOP:
        raise NotNow(_("Tổ hợp tác chuyển đổi thành hợp tác xã."))
    child = reorganisation.brings(cooperative_id, Origin.FROM_GROUP, group_id, of_another_kind=True)
    require_confirmed([*reorganisation.cautions, *_cautions_of_conversion(group, reorganisation.on)], confirmed)
    return reorganisation.write(entry, [child])


def note_grown_out_of(
    *,
    cooperative_id: int,
    group_id: int,
    on: PartialDate,
    by: User | None,
    group_ends: bool = False,
    paper: Paper = NO_PAPER,
    seen: int | None = None,
    steps_missing: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
) -> Recorded:
    """A co-op grew out of a group without converting in the law's sense: the habit of "phát triển thành HTX".

    With `group_ends` the group ends that day by agreement (Decree 77/2019/NĐ-CP a.14(1)); otherwise it stays as it is.
    Raises NotNow when it is no group, or for a move that the law does not know; ChangedSince, ToConfirm.
    """
    paper = paper.checked()
    with posting("registry.note_grown_out_of", by=by, reason=reason) as entry:
        cooperative, group = lives.of(cooperative_id), lives.of(group_id)
        if group.kind != Kind.GROUP:
            raise NotNow(_("Hợp tác xã chỉ phát triển từ một tổ hợp tác."))
        moves = [(cooperative, EventKind.GREW_OUT_OF, group_id)]
        if group_ends:
            moves.append((group, EventKind.ENDED, cooperative_id))
        told, ready = [], []
        for life, kind, counterpart_id in moves:
            versions.require_events_unchanged(life.organisation_id, seen)
            lives.require_move(life, kind, on, steps_missing=steps_missing)
            details = {"reason": EndReason.AGREEMENT.value} if kind == EventKind.ENDED else {}
            told += [c for c in cautions_of(life, kind, on, details, {}) if c not in told]
            ready.append(happened(life.organisation_id, kind, on, paper, counterpart_id, details))
        require_confirmed(told, confirmed)
        keys = writing.happen(entry, ready)
    return Recorded(entry.n, (cooperative_id, group_id), tuple(keys))


def _require_may_convert(group: Life, on: PartialDate) -> None:
    """Refuse a merely notified group under the law that converts registered ones alone."""
    if group.kind != Kind.GROUP:
        raise NotNow(_("Chỉ tổ hợp tác mới chuyển đổi thành hợp tác xã bằng việc này."))
    held = rules.on("group_papers", on.earliest)
    if held is None or held.parameters["regime"] != Regime.REGISTERED:
        return
    if group.regime(on.earliest) != Regime.REGISTERED:
        raise NotNow(
            _(
                "Tổ hợp tác chưa đăng ký thì không chuyển đổi được theo %(basis)s. Hãy ghi hợp tác xã mới, rồi ghi "
                "rằng nó phát triển từ tổ hợp tác này."
            )
            % {"basis": held.legal_basis}
        )


def _cautions_of_conversion(group: Life, on: PartialDate) -> list[Caution]:
    """What is unusual about a group's conversion: the law asks for a time of work since its registration."""
    registered = [e.earliest for e in group.before(EventKind.CONVERTED, on) if e.kind == EventKind.REGISTERED]
    return cautions.of_conversion(min(registered, default=None), on.earliest)


def _heir(group: Life, cooperative: Newborn) -> Newborn:
    """The co-op with what it takes over from its group."""
    day = cooperative.on.earliest
    said = dict(cooperative.said)
    for code in ("sector", "address"):
        if said.get(code) is None:
            said[code] = group.value(code, day)
    if group.regime(day) == Regime.REGISTERED and group.value("tax_code", day):
        said["tax_code"] = group.value("tax_code", day)
    place = cooperative.place if cooperative.place is not None else group.value("place", day)
    return replace(
        cooperative,
        kind=Kind.COOP,
        event=EventKind.REGISTERED,
        paper=cooperative.paper.checked(),
        origin=Origin.FROM_GROUP,
        counterpart_id=group.organisation_id,
        place=place,
        said=said,
    )
