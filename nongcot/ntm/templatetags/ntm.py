"""Words of this room in templates."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from nongcot.ntm.evidence import Summary
from nongcot.ntm.screen import in_words, level_label
from nongcot.ntm.sets import CriteriaSet

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
    return format_html('<span class="nc-num">{}</span><span class="sub">{}</span>', *in_words(summary))
