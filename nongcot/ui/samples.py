"""Invented contents for the page of samples. No name and no number here is anybody's."""

import math
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.ui import charts
from nongcot.ui.fields import DayField, NumberField
from nongcot.ui.forms import NamingForm


class GroupForm(NamingForm):
    """A form with one field of every kind."""

    name = forms.CharField(label=gettext_lazy("Tên tổ hợp tác"), max_length=200)
    day = DayField(label=gettext_lazy("Ngày thông báo"), help_text=gettext_lazy("Ví dụ 14/10/2020"))
    members = NumberField(
        label=gettext_lazy("Số thành viên"),
        min_value=2,
        error_messages={"min_value": gettext_lazy("Số thành viên phải từ 2 trở lên.")},
    )
    contract = forms.ChoiceField(
        label=gettext_lazy("Hợp đồng hợp tác"),
        choices=[("signed", gettext_lazy("Có, đã ký và nộp bản sao")), ("later", gettext_lazy("Có, sẽ nộp sau"))],
        widget=forms.RadioSelect,
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Ngành"),
        choices=[("", gettext_lazy("Chọn một ngành")), ("crops", gettext_lazy("Trồng trọt"))],
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), widget=forms.Textarea({"rows": 3}), required=False)
    paper = forms.FileField(label=gettext_lazy("Bản sao hợp đồng"), required=False)
    told = forms.BooleanField(label=gettext_lazy("Đã báo cho tổ trưởng"), required=False)


class FilterForm(NamingForm):
    """A filter above a list."""

    q = forms.CharField(label=gettext_lazy("Tên, mã số hoặc địa chỉ"), required=False)
    place = forms.ChoiceField(
        label=gettext_lazy("Địa bàn"), choices=[("", gettext_lazy("Toàn tỉnh")), ("a", "Ý Yên")], required=False
    )


def form() -> forms.Form:
    """A refused form: two fields are wrong, the rest is kept."""
    answers = {"name": _("Tổ hợp tác trồng hoa Hải Minh"), "day": "31/02/2020", "members": "1", "contract": "signed"}
    return GroupForm({f"sample-{name}": answer for name, answer in answers.items()}, prefix="sample")


def filters() -> forms.Form:
    """A filter form as it stands after filtering."""
    return FilterForm({"filter-q": "yen", "filter-place": "a"}, prefix="filter")


def page() -> Page:
    """The fourth page of a list of 237."""
    return Paginator(range(237), 25).get_page(4)


def answers() -> list[tuple[str, str, str]]:
    """What is read again before it is recorded."""
    return [(_("Ngày thông báo"), "14/10/2020", "#loi"), (_("Ghi chú"), "", "#loi")]


def steps() -> list[tuple[str, str]]:
    """The steps of a task."""
    return [(_("Nhận tệp"), "#loi"), (_("Xử lý chỗ nghi vấn"), ""), (_("Áp dụng"), "")]


def pictures() -> dict[str, Any]:
    """Every kind of picture."""
    return {
        "trend": trend(),
        "path": path_to_target(),
        "spark": charts.Sparkline(_("402 lên 456"), (402, 412, 421, 431, 447, 456)),
        "why": why(),
        "ranking": ranking(),
        "parts": parts(),
        "gauges": gauges(),
        "life": life(),
        "map": honeycomb(),
        "shown_day": date(2020, 10, 15),
    }


def trend() -> charts.Line:
    """A stock at the ends of years; the axis is cut and says so."""
    values = {2015: 402, 2016: 412, 2017: 421, 2018: 431, 2019: 447}
    points = [charts.Point(f"31/12/{y}", v, date(y, 12, 31), url="#ban-ghi") for y, v in values.items()]
    points.append(charts.Point("15/10/2020", 456, date(2020, 10, 15), url="#ban-ghi"))
    return charts.Line(
        _("Số HTX đang hoạt động"),
        (charts.Series(_("HTX"), tuple(points)),),
        unit=_("HTX"),
        description=_("Cuối mỗi năm 2015–2019 và ngày 15/10/2020: từ 402 lên 456."),
    )


def path_to_target() -> charts.Line:
    """A cumulative flow against the straight path to its target."""
    months = (0, 1, 3, 6, 8, 13, 19, 25, 31, 38, 43)
    days = [date(2020, month, 1) for month in range(1, 11)] + [date(2020, 10, 15)]
    points = tuple(charts.Point(f"{day:%d/%m/%Y}", value, day) for day, value in zip(days, months, strict=True))
    return charts.Line(
        _("Tổ hợp tác thông báo mới, lũy kế"),
        (charts.Series(_("tổ"), points),),
        goal=charts.Goal(_("đích 50"), 0, 50),
        period=(date(2020, 1, 1), date(2020, 12, 31)),
        marks=tuple((date(2020, month, 15), f"T{month}") for month in range(1, 13)),
    )


def why() -> charts.Waterfall:
    """Opening, causes, closing."""
    return charts.Waterfall(
        _("Vì sao 447 thành 456"),
        charts.Stand(_("Đầu kỳ 01/01/2020"), 447, "#ban-ghi"),
        (
            charts.Cause(_("Thành lập mới"), 11, "in", "#ban-ghi"),
            charts.Cause(_("Hoạt động trở lại"), 3, "in", "#ban-ghi"),
            charts.Cause(_("Giải thể"), -4, "out", "#ban-ghi"),
            charts.Cause(_("Ngừng hoạt động"), -2, "out", "#ban-ghi"),
            charts.Cause(_("Phân loại lại"), 1, "re", "#ban-ghi"),
        ),
        charts.Stand(_("Cuối kỳ 15/10/2020"), 456, "#ban-ghi"),
    )


def ranking() -> charts.Bars:
    """Sizes in order."""
    sizes = {"Hải Hậu": 68, "Ý Yên": 64, "Nghĩa Hưng": 58, "Giao Thủy": 52, "Nam Trực": 46, "Mỹ Lộc": 18}
    return charts.Bars(
        _("HTX theo huyện"), tuple(charts.Bar(name, size, "#ban-ghi") for name, size in sizes.items()), unit=_("HTX")
    )


def parts() -> charts.Stacks:
    """Totals and what they are made of."""
    return charts.Stacks(
        _("HTX theo huyện và ngành"),
        (_("Nông nghiệp"), _("Công nghiệp, xây dựng"), _("Thương mại, dịch vụ")),
        (
            charts.Stack("Hải Hậu", (49, 11, 8)),
            charts.Stack("Ý Yên", (44, 14, 6)),
            charts.Stack("Nghĩa Hưng", (47, 4, 7)),
        ),
    )


def gauges() -> list[tuple[str, charts.Gauge, str, str]]:
    """(target, gauge, kind of badge, verdict)."""
    return [
        (_("HTX thành lập mới"), charts.Gauge(_("11 trên ít nhất 10"), 11, 10, pace=7.9), "on", _("Đạt và vượt")),
        (_("Sản phẩm OCOP 3 sao"), charts.Gauge(_("9 trên 10–15"), 9, 10, 15, pace=7.9), "on", _("Đúng tiến độ")),
        (
            _("HTX dự hội chợ"),
            charts.Gauge(_("9 trên 15–20, chậm"), 9, 15, 20, pace=11.9, is_late=True),
            "bad",
            _("Chậm 3 HTX"),
        ),
    ]


def life() -> charts.Lifeline:
    """The life of an organisation."""
    span = charts.Span
    return charts.Lifeline(
        _("Dòng đời 2016–2020"),
        (
            charts.Row(
                _("Tư cách"),
                (
                    span(_("Đang hoạt động"), date(2016, 3, 14), date(2017, 6, 1)),
                    span(_("tạm ngừng"), date(2017, 6, 1), date(2017, 12, 1), "pause"),
                    span(_("Đang hoạt động"), date(2017, 12, 1)),
                ),
            ),
            charts.Row(
                _("Liên kết tiêu thụ"), (span(_("HĐ siêu thị, 8 ha"), date(2018, 4, 1), date(2020, 4, 1), "other"),)
            ),
            charts.Row("VietGAP", (span(_("lần 1"), date(2017, 12, 20), date(2019, 12, 20), "other"),)),
        ),
        viewed=date(2020, 10, 15),
    )


def honeycomb() -> charts.Map:
    """A map of invented communes: hexagons."""
    cells = [(q, r) for q in range(-2, 3) for r in range(-2, 3) if abs(q + r) <= 2]
    shapes = [_hexagon(106.1 + 0.0173 * (q + r / 2), 20.3 - 0.015 * r) for q, r in cells]
    projection = charts.Projection(shapes, 480)
    values = (12, 5, 7, None, 9, 3, 8, 11, 0, 6, 10, 7, 15, 4, 9, 2, 6, 8, 5)
    areas = tuple(
        charts.Area(_("Xã mẫu %(number)s") % {"number": number}, value, projection.path(shape), url="#ban-ghi")
        for number, (shape, value) in enumerate(zip(shapes, values, strict=True), 1)
    )
    middle = charts.Name(_("Huyện mẫu"), *projection.place(106.1, 20.3))
    return charts.Map(_("HTX theo xã"), areas, projection.width, projection.height, unit=_("HTX"), names=(middle,))


def _hexagon(longitude: float, latitude: float) -> dict[str, Any]:
    corners = [
        (longitude + 0.01 * math.sin(math.pi / 3 * turn), latitude + 0.01 * math.cos(math.pi / 3 * turn))
        for turn in range(7)
    ]
    return {"type": "Polygon", "coordinates": [corners]}
