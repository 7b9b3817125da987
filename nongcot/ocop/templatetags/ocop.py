"""Template tags of the room: `{% load ocop %}`."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.basis.rules import Held
from nongcot.kernel.dates import FAR, format_day
from nongcot.ocop import points as written
from nongcot.ocop import words as said
from nongcot.ocop.tally import Line
from nongcot.registry import words
from nongcot.registry.models import Certificate
from nongcot.registry.reading import histories
from nongcot.registry.vocabulary import Scheme
from nongcot.ui.templatetags.ui import badge

register = template.Library()


@register.simple_tag
def points(value: Fraction | None) -> str:
    """Points with their decimals cut; a dash when there are none."""
    return written.shown(value) or "–"


@register.simple_tag
def verified(rule: Held) -> SafeString | str:
    """A mark where a rule's basis was not read."""
    return "" if rule.verified else badge("wait", _("chưa kiểm chứng với văn bản"))


@register.simple_tag
def filled_in(rule: Held) -> str:
    """That an officer filled a rule in, by which document; "" for one that came with the program."""
    return said.filled_in(rule)


@register.simple_tag
def last_day(valid_to: date) -> str:
    """The last day of what ends before `valid_to`; "" for no end."""
    return "" if valid_to == FAR else format_day(valid_to - timedelta(days=1))


@register.simple_tag
def scheme(certificate: Certificate) -> str:
    """A certificate's scheme, of OCOP with its stars."""
    named = words.label(Scheme, certificate.scheme)
    return f"{named} {histories.mark(certificate)}" if certificate.stars else named


@register.simple_tag
def window_of(windows: Mapping[str, Any], key: str) -> Any:
    """The filing window of a certificate; None where none is known."""
    return windows.get(key)


@register.simple_tag
def settled(line: Line) -> SafeString | str:
    """The option that the gates are read from."""
    if line.settled is None:
        return _("chưa thống nhất")
    if line.settled == 0:
        return _("0: không mức nào phù hợp")
    option = line.criterion.options[line.settled - 1]
    return format_html('<b class="nc-num">{}</b> · {}', option.points, option.text)
