"""Template tags of the register: `{% load register %}`."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nongcot.kernel import dates, numbers
from nongcot.registry import words
from nongcot.registry.reading.listing import Line
from nongcot.ui.templatetags.ui import badge

register = template.Library()

NOTHING = "–"
MONEY = "VND"


@register.simple_tag
def millions(dong: int | None) -> str:
    """An amount of đồng as a number of millions, for a column whose heading says so; a dash when there is none."""
    if dong is None:
        return NOTHING
    exact = Decimal(dong) / numbers.MONEY[numbers.MILLION]
    return numbers.format_number(exact, 0 if exact == int(exact) else 1)


@register.simple_tag
def amount(value: int | Decimal | None, unit: str) -> str:
    """What a figure counts, in its unit: money in words, anything else a number; a dash when it is not known."""
    if value is None:
        return NOTHING
    return words.money(int(value)) if unit.startswith(MONEY) else numbers.format_number(value)


@register.simple_tag
def register_rows(lines: Iterable[Line], has_phone: bool, is_officer: bool) -> SafeString:
    """The rows of the register, written at once: tag by tag they take half the page's time."""
    heads = [_("Địa bàn"), _("Ngành"), _("Thành lập"), _("Tình trạng")]
    members, phone, edited = _("Thành viên"), _("Điện thoại"), _("Ghi gần nhất")
    unknown = format_html('<span class="nc-muted">{}</span>', _("chưa rõ"))
    rows = []
    for line in lines:
        rows.append(_row(line, heads, unknown))
        if has_phone:
            told = line.working.get("phone") or NOTHING
            rows.append(format_html('<td class="nc-nowrap nc-num" data-label="{}">{}</td>', phone, told))
        if is_officer:
            rows.append(_members(line, members, unknown))
            day = dates.format_day(timezone.localtime(line.edited).date()) if line.edited else ""
            rows.append(format_html('<td class="n" data-label="{}">{}</td>', edited, day))
        rows.append("</tr>\n")
    return SafeString("".join(rows))


def _row(line: Line, heads: list[str], unknown: SafeString) -> SafeString:
    """What everybody sees of one organisation; headings are given once more for the cards of a telephone."""
    profile, where = line.profile, line.where
    place, sector, born, status = heads
    district = format_html('<span class="sub">{}</span>', where.district) if where.district else ""
    return format_html(
        '<tr><th scope="row" class="nc-col-name"><a href="{}">{}</a><span class="sub nc-num">{}</span></th>'
        '<td data-label="{}">{}{}</td><td data-label="{}">{}</td>'
        '<td class="n" data-label="{}">{}</td><td class="nc-card-line" data-label="{}">{}</td>',
        *(line.url, profile.name or line.key, profile.tax_code or profile.certificate_no or line.key),
        *(place, where.commune or unknown, district if where.commune else "", sector, line.sector or NOTHING),
        *(born, dates.format_partial(line.born) if line.born else unknown),
        *(status, badge(*line.status)),
    )


def _members(line: Line, head: str, unknown: SafeString) -> SafeString:
    counted = unknown
    if line.profile.members is not None:
        number = numbers.format_number(line.profile.members)
        counted = format_html('<a class="nc-fig" href="{}#thanh-vien">{}</a>', line.url, number)
    return format_html('<td class="n" data-label="{}">{}</td>', head, counted)
