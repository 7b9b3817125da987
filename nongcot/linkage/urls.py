"""Addresses of the room."""

from django.urls import path

from nongcot.linkage.views import chains, deliveries, dependences, members, opportunities, pages, recording, ventures

app_name = "linkage"
urlpatterns = [
    path("lien-ket/", pages.contracts, name="contracts"),
    path("lien-ket/hop-dong.<str:format_>", pages.contracts_file, name="contracts_file"),
    path("lien-ket/hop-dong/<int:contract_id>/", pages.contract, name="contract"),
    path("lien-ket/hop-dong/<int:contract_id>/ban-chup/<str:copy>/", pages.copy_of_paper, name="copy"),
    path("lien-ket/giao-nhan/", deliveries.deliveries, name="deliveries"),
    path("lien-ket/giao-nhan.<str:format_>", deliveries.deliveries_file, name="deliveries_file"),
    path("lien-ket/chuoi/", chains.chains, name="chains"),
    path("lien-ket/chuoi.<str:format_>", chains.chains_file, name="chains_file"),
    path("lien-ket/chuoi/thanh-vien/", members.members, name="members"),
    path("lien-ket/chuoi/thanh-vien.<str:format_>", members.members_file, name="members_file"),
    path("lien-ket/chuoi/<int:chain_id>/", chains.chain, name="chain"),
    path("lien-ket/lien-doanh/", ventures.ventures, name="ventures"),
    path("lien-ket/lien-doanh.<str:format_>", ventures.ventures_file, name="ventures_file"),
    path("lien-ket/bang-viec/", pages.board, name="board"),
    path("lien-ket/doanh-nghiep/", dependences.listing, name="dependences"),
    path("lien-ket/doanh-nghiep.<str:format_>", dependences.file, name="dependences_file"),
    path("lien-ket/co-hoi/", opportunities.listing, name="opportunities"),
    path("lien-ket/co-hoi/san-pham/", opportunities.products, name="unlinked"),
    path("lien-ket/co-hoi/san-pham.<str:format_>", opportunities.products_file, name="unlinked_file"),
    path("lien-ket/co-hoi.<str:format_>", opportunities.file, name="opportunities_file"),
    path("lien-ket/quy-tac/", pages.readings, name="readings"),
    path("lien-ket/quy-tac/<str:code>/", recording.choose, name="choose"),
    path("lien-ket/ghi/<str:key>/<str:code>/", recording.act, name="act"),
    path("lien-ket/sua/<str:code>/<str:key>/", recording.act_on, name="act_on"),
]
