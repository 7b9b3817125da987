"""The page of one organisation: its whole life at (on, n)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from nongcot.accounts.policies import may
from nongcot.indicators.policies import sees_every_amount
from nongcot.registry import describe, journal, queries
from nongcot.registry.models import Organisation
from nongcot.registry.reading import panels
from nongcot.registry.reading.points import Point, at_point
from nongcot.registry.reading.portrait import Portrait


@at_point
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Everything known of an organisation. A record united with another one leads to that one's page."""
    point: Point = request.point  # type: ignore[attr-defined]  # set by `at_point`
    found = get_object_or_404(Organisation, key=key, posted__lte=point.n)
    kept = queries.counted_as(found.pk, point.n)
    if kept != found.pk:
        keep = Organisation.objects.get(pk=kept)
        return HttpResponseRedirect(f"{describe.organisation_url(keep.key)}{point.query}")
    officer = may(request.user, "register.view_working")
    portrait = Portrait(found, point, everything=sees_every_amount(request.user))
    context = {
        "organisation": found,
        "portrait": portrait,
        "panels": panels.panels(portrait, request.user),
        "postings": [(posting, journal.title(posting.act)) for posting in portrait.postings] if officer else (),
        "is_officer": officer,
        "may_edit": may(request.user, "register.edit"),
        "list_query": point.query.replace("?", "&"),
    }
    return render(request, "registry/organisation.html", context)
