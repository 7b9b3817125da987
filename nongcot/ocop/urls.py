"""Addresses of the room."""

from django.urls import path

from nongcot.ocop.views import copies, councils, dossiers, history, products, regimes, rules, sheets

app_name = "ocop"
urlpatterns = [
    path("ocop/", products.index, name="index"),
    path("ocop/tep.<str:format_>", products.products_file, name="products_file"),
    path("ocop/sap-het-han/", products.endings, name="endings"),
    path("ocop/sap-het-han/tep.<str:format_>", products.endings_file, name="endings_file"),
    path("ocop/quy-dinh/", rules.rules, name="rules"),
    path("ocop/quy-dinh/cach-doc/", rules.reading, name="reading"),
    path("ocop/quy-dinh/<str:regime>/", regimes.regime, name="regime"),
    path("ocop/quy-dinh/<str:regime>/dieu-khoan.<str:format_>", regimes.terms_file, name="terms_file"),
    path("ocop/quy-dinh/<str:regime>/dieu-khoan/<slug:term>/", regimes.state_term, name="state_term"),
    path("ocop/quy-dinh/<str:regime>/<str:set_code>/", rules.sheet, name="rubric"),
    path("ocop/quy-dinh/<str:regime>/<str:set_code>/tep.xlsx", rules.sheet_file, name="rubric_file"),
    path("ocop/quy-dinh/<str:regime>/<str:set_code>/nhap/", rules.enter, name="enter_rubric"),
    path("ocop/ho-so/", dossiers.dossiers, name="dossiers"),
    path("ocop/ho-so/tep.<str:format_>", dossiers.dossiers_file, name="dossiers_file"),
    path("ocop/ho-so/nhap-danh-sach/", history.enter, name="history"),
    path("ocop/ho-so/nhap-danh-sach/mau.xlsx", history.template, name="history_file"),
    path("ocop/ho-so/<str:key>/", dossiers.dossier, name="dossier"),
    path("ocop/ho-so/<str:key>/tu-danh-gia/", sheets.self_assessment, name="self_assessment"),
    path("ocop/ho-so/<str:key>/ghi/<slug:code>/", dossiers.act, name="act"),
    path("ocop/ho-so/<str:key>/ghi/<slug:code>/<str:fact>/", dossiers.act, name="act_on"),
    path("ocop/cong-nhan/<str:fact>/<slug:code>/", dossiers.act_of_list, name="act_on"),
    path("ocop/ho-so/<str:key>/ban-chup/<str:copy>/", copies.of_dossier, name="copy"),
    path("ocop/san-pham/<int:product_id>/lap-ho-so/", dossiers.open_dossier, name="open_dossier"),
    path("ocop/phien/", councils.listing, name="councils"),
    path("ocop/phien/mo/", councils.new, name="new_council"),
    path("ocop/phien/<int:pk>/", councils.council, name="council"),
    path("ocop/phien/<int:pk>/sua/", councils.edit, name="edit_council"),
    path("ocop/phien/<int:pk>/xoa/", councils.remove, name="remove_council"),
    path("ocop/phien/<int:pk>/bien-ban.docx", councils.minutes_file, name="minutes"),
    path("ocop/phien/<int:pk>/ho-so/<int:item_id>/", councils.item, name="item"),
    path("ocop/cham/", sheets.assigned, name="assigned"),
    path("ocop/cham/<int:item_id>/", sheets.member_sheet, name="member_sheet"),
    path("ocop/cham/<int:item_id>/ban-chup/<str:copy>/", copies.to_score, name="copy_to_score"),
]
