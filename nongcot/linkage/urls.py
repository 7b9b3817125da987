"""Addresses of the room."""

from django.urls import path

from nongcot.linkage.views import pages, recording

app_name = "linkage"
urlpatterns = [
    path("lien-ket/", pages.contracts, name="contracts"),
    path("lien-ket/hop-dong.<str:format_>", pages.contracts_file, name="contracts_file"),
    path("lien-ket/hop-dong/<int:contract_id>/", pages.contract, name="contract"),
    path("lien-ket/chuoi/", pages.chains, name="chains"),
    path("lien-ket/chuoi/<int:chain_id>/", pages.chain, name="chain"),
    path("lien-ket/bang-viec/", pages.board, name="board"),
    path("lien-ket/quy-tac/", pages.readings, name="readings"),
    path("lien-ket/quy-tac/<str:code>/", recording.choose, name="choose"),
    path("lien-ket/ghi/<str:key>/<str:code>/", recording.act, name="act"),
    path("lien-ket/sua/<str:code>/<str:key>/", recording.act_on, name="act_on"),
]
