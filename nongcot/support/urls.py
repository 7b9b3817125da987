"""Addresses of the room."""

from django.urls import path

from nongcot.support.views import courses, loans, recording, supports

app_name = "support"
urlpatterns = [
    path("ho-tro/", supports.supports, name="supports"),
    path("ho-tro.<slug:format_>", supports.supports_file, name="supports_file"),
    path("ho-tro/lop/", courses.courses, name="courses"),
    path("ho-tro/lop.<slug:format_>", courses.courses_file, name="courses_file"),
    path("ho-tro/lop/<int:course_id>/", courses.course, name="course"),
    path("ho-tro/vay-von/", loans.loans, name="loans"),
    path("ho-tro/vay-von/<int:loan_id>/", loans.loan, name="loan"),
    path("ho-tro/vay-von.<slug:format_>", loans.loans_file, name="loans_file"),
    path("ho-tro/ghi/<slug:code>/", recording.act, name="act"),
    path("ho-tro/ghi/<slug:code>/<str:subject>/", recording.act, name="act_on"),
]
