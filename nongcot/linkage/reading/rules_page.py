"""The readings at (on, n) in words, with what they replaced; the co-ops under every rule; figures beside lists."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from nongcot.basis import rules
from nongcot.indicators import addresses, figures
from nongcot.indicators.asking import called
from nongcot.indicators.declare import indicator
from nongcot.indicators.questions import NotAskable
from nongcot.linkage import readings
from nongcot.linkage.vocabulary import LeaderKind, LinkRule
from nongcot.registry import words
from nongcot.registry.reading.points import Point
from nongcot.registry.reading.readings import Reading, reading_at
from nongcot.registry.vocabulary import Kind, Sector


def readings_at(point: Point) -> list[Reading]:
    """Every reading that a province may choose, as known at the point's posting."""
    return [
        reading_at(point, code, title=str(title), says=_SAYS[code], url=reverse("linkage:choose", args=[code]))
        for code, title in readings.TITLES.items()
    ]


def _linked(told: Mapping[str, Any]) -> str:
    partners = told.get("partners", [Kind.ENTERPRISE.value])
    named = {
        "rule": f"{words.label(LinkRule, told['rule'])} ({told['rule']})",
        "partners": ", ".join(words.kind(kind).lower() for kind in partners),
        "products": _("nông sản") if told.get("farm_only", True) else _("mọi hàng hóa"),
    }
    return _("%(rule)s; đối tác: %(partners)s; về %(products)s.") % named


def _agricultural(told: Mapping[str, Any]) -> str:
    sectors = ", ".join(words.label(Sector, code) for code in told["sectors"])
    if told.get("any_sector"):
        return _("Một trong các ngành đăng ký là: %(sectors)s.") % {"sectors": sectors}
    return _("Ngành chính là: %(sectors)s.") % {"sectors": sectors}


def _chain(told: Mapping[str, Any]) -> str:
    said = [_("ít nhất %(n)s khâu được giữ bằng hợp đồng đang thực hiện") % {"n": told["stages"]}]
    if told["collective"]:
        said.append(_("có hợp tác xã, liên hiệp hoặc tổ hợp tác giữ một khâu"))
    if told.get("leaders"):
        leaders = ", ".join(words.label(LeaderKind, kind).lower() for kind in told["leaders"])
        said.append(_("do %(leaders)s chủ trì") % {"leaders": leaders})
    if told.get("main_only"):
        said.append(_("của sản phẩm chủ lực"))
    said.append(_("bền vững khi mọi khâu có hợp đồng từ %(n)s tháng") % {"n": told["durable_months"]})
    return "; ".join(said)[:1].upper() + "; ".join(said)[1:] + "."


def _chain_coops(told: Mapping[str, Any]) -> str:
    if told["within_linked"]:
        return _("Trong số hợp tác xã liên kết.")
    return _("Mọi hợp tác xã giữ một khâu, không cần là hợp tác xã liên kết.")


_SAYS = {
    readings.LINKED: _linked,
    readings.AGRICULTURAL: _agricultural,
    readings.CHAIN: _chain,
    readings.CHAIN_COOPS: _chain_coops,
}


def side_by_side(point: Point) -> list[tuple[str, str, str, int, str, bool]]:
    """Each named rule: code, words, basis, how many co-ops, the page that names them, whether it was read."""
    found = figures.figure("linked_cooperatives", on=point.on, known_at=point.known, by="rule")
    counted = {part.key: int(part.value or 0) for part in found.breakdown}
    rows = []
    for rule in LinkRule:
        held = rules.on(readings.NAMED[rule.value], point.on, point.n)
        url = addresses.address("linked_cooperatives", on=point.on, known=point.known, cells={"rule": rule.value})
        if held is not None:
            row = (rule.value, str(rule.label), held.legal_basis, counted.get(rule.value, 0), url, held.verified)
            rows.append(row)
    return rows


def figures_at(point: Point, codes: Collection[str]) -> list[tuple[str, Any, str]]:
    """Label, value and page of figures on the point's day; those that were not counted then are left out."""
    found = []
    for code in codes:
        try:
            value = figures.figure(code, on=point.on, known_at=point.known).value
        except NotAskable:
            continue
        url = addresses.address(code, on=point.on, known=point.known)
        found.append((called(indicator(code).words), value, url))
    return found
