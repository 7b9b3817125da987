"""Every room's addresses, in one place."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from nongcot.config.admin import site

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nongcot.web.urls")),
    path("", include("nongcot.accounts.urls")),
    path("", include("nongcot.places.urls")),
    path("", include("nongcot.indicators.urls")),
    path("", include("nongcot.basis.urls")),
    path("", include("nongcot.registry.urls")),
    path("", include("nongcot.support.urls")),
    path("", include("nongcot.linkage.urls")),
    path("", include("nongcot.trade.urls")),
    path("", include("nongcot.ocop.urls")),
    path("", include("nongcot.exemplars.urls")),
    path("", include("nongcot.plans.urls")),
    path("", include("nongcot.ntm.urls")),
    path("", include("nongcot.reports.urls")),
    path("", include("nongcot.intake.urls")),
    path("", include("nongcot.ui.urls")),
    path("ngon-ngu/", set_language, name="set_language"),
    path("quan-tri/", site.urls),
]
