"""Addresses of the room."""

from django.urls import path

from nongcot.exemplars.views import criteria, reading, readings, recording, weak

app_name = "exemplars"
urlpatterns = [
    path("dien-hinh/", reading.board, name="board"),
    path("dien-hinh/danh-sach/<slug:slug>/", reading.listing, name="list"),
    path("dien-hinh/danh-sach/<slug:slug>.<str:format_>", reading.file, name="file"),
    path("dien-hinh/cung-co/", weak.weak_ones, name="weak"),
    path("dien-hinh/cung-co.<str:format_>", weak.weak_file, name="weak_file"),
    path("dien-hinh/danh-hieu/<int:designation_id>/", reading.designation, name="designation"),
    path("dien-hinh/de-nghi/<int:nomination_id>/", reading.nomination, name="nomination"),
    path("dien-hinh/mo-hinh/them/", recording.new_model, name="new_model"),
    path("dien-hinh/mo-hinh/<int:model_id>/", reading.model, name="model"),
    path("dien-hinh/mo-hinh/<int:model_id>/sua/", recording.edit_model, name="edit_model"),
    path("dien-hinh/mo-hinh/<int:model_id>/rut/", recording.edit_model, {"withdraw": True}, name="withdraw_model"),
    path("dien-hinh/ra-soat/<int:year>/", recording.review_round, name="round"),
    path("dien-hinh/tieu-chi/", criteria.listed, name="criteria"),
    path("dien-hinh/tieu-chi.<str:format_>", criteria.file, name="criteria_file"),
    path("dien-hinh/tieu-chi/<slug:which>/", criteria.state, name="state_criteria"),
    path("dien-hinh/tieu-chi/<slug:which>/ket-thuc/", criteria.end, name="end_criteria"),
    path("dien-hinh/cach-doc/", readings.listed, name="readings"),
    path("dien-hinh/cach-doc/<str:code>/", readings.choose, name="choose"),
    path("dien-hinh/ghi/<str:key>/<str:code>/", recording.act, name="act"),
    path("dien-hinh/ghi/<str:key>/<str:code>/<str:fact>/", recording.act, name="act_on"),
]
