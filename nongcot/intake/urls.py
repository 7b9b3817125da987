"""Addresses of the room."""

from django.urls import path

from nongcot.intake.views import absent, answering, applying, looking, sending

app_name = "intake"
urlpatterns = [
    path("nhap-lieu/", sending.batches, name="upload"),
    path("nhap-lieu/<int:pk>/", looking.batch, name="batch"),
    path("nhap-lieu/<int:pk>/tien-do/", looking.how_far, name="progress"),
    path("nhap-lieu/<int:pk>/nghi-van/", looking.doubts, name="doubts"),
    path("nhap-lieu/<int:pk>/nghi-trung/", looking.pairs, name="pairs"),
    path("nhap-lieu/<int:pk>/vang-mat/", absent.absent, name="absent"),
    path("nhap-lieu/<int:pk>/doi/", sending.retell, name="retell"),
    path("nhap-lieu/<int:pk>/pham-vi/", sending.scope, name="scope"),
    path("nhap-lieu/<int:pk>/tung-dong/", looking.rows, name="rows"),
    path("nhap-lieu/<int:pk>/chon/", answering.decide, name="decide"),
    path("nhap-lieu/<int:pk>/tinh-lai/", applying.again, name="again"),
    path("nhap-lieu/<int:pk>/ap-dung/", applying.apply, name="apply"),
    path("nhap-lieu/<int:pk>/bo/", applying.drop, name="drop"),
    path("nhap-lieu/<int:pk>/rut-lai/", applying.undo, name="undo"),
    path("nhap-lieu/<int:pk>/danh-dau.xlsx", applying.marked, name="marked"),
    path("nhap-lieu/<int:pk>/chua-vao-so.xlsx", applying.left, name="left"),
]
