"""Addresses of the room."""

from datetime import date

from django.urls import path, register_converter

from nongcot.places import views


class Day:
    """A day in an address: 2020-10-15."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day; an impossible one is no address (ValueError)."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """The day as it stands in the address."""
        return value.isoformat()


register_converter(Day, "day")

app_name = "places"
urlpatterns = [
    path("dia-ban/", views.browse, name="browse"),
    path("dia-ban/<str:code>/<day:valid_from>/", views.unit, name="unit"),
]
