"""Addresses of the room."""

from django.urls import URLPattern, path

from nongcot.trade.views import boards, events, market, readings, recording, yearly

app_name = "trade"


def _market(address: str, name: str) -> tuple[URLPattern, URLPattern]:
    """The page of a list of the market, and its file."""
    told = {"name": name}
    return (
        path(f"xuc-tien/{address}/", market.listing, told, name=name),
        path(f"xuc-tien/{address}.<slug:format_>", market.file, told, name=f"{name}_file"),
    )


urlpatterns = [
    path("xuc-tien/", events.calendar_page, name="calendar"),
    path("xuc-tien/lich.ics", events.feed, name="feed"),
    path("xuc-tien/su-kien/", events.events, name="events"),
    path("xuc-tien/su-kien.<slug:format_>", events.events_file, name="events_file"),
    path("xuc-tien/su-kien/<int:event_id>/", events.event, name="event"),
    path("xuc-tien/su-kien/<int:event_id>/danh-sach.<slug:format_>", events.guests_file, name="guests_file"),
    path("xuc-tien/su-kien/<int:event_id>/dieu-kien/", boards.fit_for, name="fit_for"),
    path("xuc-tien/viec-can-lam/", boards.board, name="board"),
    path("xuc-tien/theo-nam/", yearly.years, name="yearly"),
    path("xuc-tien/theo-nam.<slug:format_>", yearly.years_file, name="yearly_file"),
    path("xuc-tien/ket-qua/", yearly.listing, name="attended"),
    path("xuc-tien/ket-qua.<slug:format_>", yearly.file, name="attended_file"),
    *_market("gian-hang", "shops"),
    *_market("nguoi-mua", "buyers"),
    *_market("chao-hang", "offers"),
    *_market("xac-nhan", "confirmations"),
    path("xuc-tien/nguoi-mua/<int:request_id>/", market.buyer, name="buyer"),
    path("xuc-tien/nguoi-mua/<int:request_id>/goi-y/", market.suggestions, name="suggestions"),
    path("xuc-tien/cach-doc/", readings.listed, name="readings"),
    path("xuc-tien/cach-doc/<slug:code>/", readings.choose, name="choose"),
    path("xuc-tien/ghi/<slug:code>/", recording.act, name="act"),
    path("xuc-tien/ghi/<slug:code>/<str:subject>/", recording.act, name="act_on"),
    path("xuc-tien/dang-ky/<str:key>/", recording.choose_guest, name="choose_guest"),
    path("xuc-tien/chao-hang/<str:key>/", recording.choose_seller, name="choose_seller"),
]
