"""Training courses: the list, and the page of one."""

from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from nongcot.registry import words
from nongcot.registry.reading import export
from nongcot.registry.reading.filter_form import ANY, ChoiceField
from nongcot.registry.reading.filters import Chip
from nongcot.registry.reading.points import Point, at_point
from nongcot.sheets.write import Column, Table
from nongcot.support import policies, reading
from nongcot.support.reading import Taught
from nongcot.support.vocabulary import Role, Topic

PAGE = 25


class CourseFilterForm(forms.Form):
    """What a list of courses may be narrowed to."""

    topic = ChoiceField(label=gettext_lazy("Chủ đề"), choices=[ANY, *Topic.choices], required=False)
    year = ChoiceField(label=gettext_lazy("Năm"), choices=[ANY], required=False)

    def __init__(self, years: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [ANY, *((year, year) for year in years)]  # type: ignore[attr-defined]

    def fits(self, one: Taught) -> bool:
        """Whether a course is left."""
        topic, year = self.cleaned_data.get("topic"), self.cleaned_data.get("year")
        return (not topic or topic == one.fact.topic) and (not year or year == str(one.fact.earliest.year))

    def chips(self) -> list[Chip]:
        """Every condition, to be taken off."""
        topic, year = self.cleaned_data.get("topic"), self.cleaned_data.get("year")
        shown = [(_("Chủ đề"), words.label(Topic, topic), "topic", topic)] if topic else []
        return shown + ([(_("Năm"), year, "year", year)] if year else [])


@at_point
def courses(request: HttpRequest) -> HttpResponse:
    """Courses, narrowed, 25 a page. Query: `topic`, `year`, `page`."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    everything = reading.courses(point)
    form = _form(request, everything)
    page: Page = Paginator(list(filter(form.fits, everything)), PAGE).get_page(request.GET.get("page"))  # type: ignore[type-arg]  # of courses
    context = {
        "form": form,
        "chips": form.chips(),
        "page": page,
        "total": len(everything),
        "files": {f: f"{reverse('support:courses_file', args=[f])}?{request.GET.urlencode()}" for f in export.FORMATS},
        "may_record": policies.may_record(request.user),
    }
    return render(request, "support/courses.html", context)


@at_point
def courses_file(request: HttpRequest, format_: str) -> HttpResponse:
    """The whole list as the page shows it, with the numbers of each role."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    with override("vi"):
        everything = reading.courses(point)
        form = _form(request, everything)
        columns = [
            Column("STT", "number", 6),
            Column("Lớp", width=48),
            Column("Chủ đề"),
            Column("Khai giảng", "day"),
            Column("Kết thúc", "day"),
            Column("Tổ chức lớp"),
            Column("Chương trình"),
            Column("Căn cứ", "code"),
            Column("Địa điểm", width=36),
            Column("Số tổ chức", "number"),
            Column("Lượt người", "number"),
            *(Column(str(role.label), "number") for role in Role),
        ]
        rows = [
            [number, one.fact.name, one.topic, one.fact.starts, one.ended, one.holder, one.programme,
             one.fact.basis, one.where(point), one.organisations, one.people, *(one.numbers[role] for role in Role)]
            for number, one in enumerate(filter(form.fits, everything), 1)
        ]  # fmt: skip
    address = request.build_absolute_uri(f"{reverse('support:courses')}?{request.GET.urlencode()}")
    table = Table("Lớp tập huấn", columns, rows, export.notes(point, form.chips(), address))
    return export.download(table, format_, f"lop-tap-huan-{point.on.isoformat()}")


@at_point
def course(request: HttpRequest, course_id: int) -> HttpResponse:
    """One course: what it was, how many came from where."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    shown = reading.course(course_id, point)
    if shown is None:
        raise Http404
    context = {
        "shown": shown,
        "course": shown.fact,
        "where": shown.where(point),
        "lines": reading.coming(course_id, point),
        "sees_amounts": policies.sees_amounts(request.user),
        "may_record": policies.may_record(request.user),
    }
    return render(request, "support/course.html", context)


def _form(request: HttpRequest, everything: list[Taught]) -> CourseFilterForm:
    form = CourseFilterForm(reading.years(one.fact.earliest for one in everything), request.GET)
    form.is_valid()
    return form
