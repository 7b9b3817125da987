"""Addresses of what is read: lists, organisations, products."""

from django.urls import path

from nongcot.registry.reading import views_lists, views_organisation, views_products, views_register

urlpatterns = [
    path("so-dang-ky/", views_register.register, name="register"),
    path("so-dang-ky/tai-ve.<str:format_>", views_register.register_file, name="register_file"),
    path("so-dang-ky/<slug:slug>/", views_lists.listing, name="list"),
    path("so-dang-ky/<slug:slug>/tep.<str:format_>", views_lists.file, name="list_file"),
    path("to-chuc/<str:key>/", views_organisation.organisation, name="organisation"),
    path("san-pham/", views_products.products, name="products"),
    path("san-pham/tai-ve.<str:format_>", views_products.products_file, name="products_file"),
    path("san-pham/<int:product_id>/", views_products.product, name="product"),
]
