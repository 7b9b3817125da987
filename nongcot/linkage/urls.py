"""Addresses of the room."""

from django.urls import path

from nongcot.linkage import views

app_name = "linkage"
urlpatterns = [
    path("lien-ket/hop-dong/<int:contract_id>/", views.contract, name="contract"),
    path("lien-ket/chuoi/<int:chain_id>/", views.chain, name="chain"),
]
