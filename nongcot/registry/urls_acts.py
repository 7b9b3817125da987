"""Addresses of what is recorded, and of the journal of postings."""

from django.urls import path

from nongcot.registry.views import designating, postings, recording

urlpatterns = [
    path("ghi/", recording.choose, name="record"),
    path("ghi/to-chuc-moi/", recording.start, name="new"),
    path("ghi/to-chuc-moi/thong-tin/", recording.register, name="register_organisation"),
    path("ghi/san-pham-chu-luc/", designating.designate, name="designate"),
    path("to-chuc/<str:key>/ghi/", recording.offer, name="acts"),
    path("to-chuc/<str:key>/ghi/<slug:code>/", recording.act, name="act"),
    path("to-chuc/<str:key>/ghi/<slug:code>/<str:fact>/", recording.act, name="act_on"),
    path("to-chuc/<str:key>/du-kien/", recording.facts, name="facts"),
    path("ghi-so/", postings.journal_page, name="journal"),
    path("ghi-so/<int:n>/", postings.posting_page, name="posting"),
    path("ghi-so/<int:n>/da-ghi/", postings.posted, name="posted"),
    path("ghi-so/<int:n>/rut-lai/", postings.undo, name="undo"),
]
