"""Words of this room in templates."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.ntm.evidence import Summary
from nongcot.ntm.screen import level_label
from nongcot.ntm.sets import CriteriaSet
from nongcot.ntm.vocabulary import State

register = template.Library()


@register.simple_tag
def level(code: str) -> str:
    """A level in words."""
    return level_label(code)


@register.simple_tag
def set_title(criteria: Sequence[CriteriaSet], place: int) -> str:
    """The title of the set in a column."""
    return criteria[place].title


@register.simple_tag
def summary_words(summary: Summary) -> SafeString:
    """ "2/3 có minh chứng · 1 chưa rõ" """
    rest = [
        f"{summary.count(state)} {State(state).label}"
        for state in (State.MISSING, State.EXPIRED, State.UNKNOWN)
        if summary.count(state)
    ]
    head = _("%(found)s/%(asked)s có minh chứng") % {"found": summary.count(State.FOUND), "asked": summary.asked}
    return format_html('<span class="nc-num">{}</span><span class="sub">{}</span>', head, " · ".join(rest))
