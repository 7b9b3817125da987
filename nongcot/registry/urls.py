"""Addresses of the room."""

from nongcot.registry import urls_acts, urls_reading

app_name = "registry"
urlpatterns = [*urls_acts.urlpatterns, *urls_reading.urlpatterns]
