"""What the tests of the room share: a day that stands still, a folder of their own, and lists of the usual kind."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from nongcot.intake import actions, looks
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Scope
from nongcot.kernel import clock
from nongcot.registry.models import Organisation
from nongcot.registry.tests import telling

TODAY = date(2020, 1, 15)
ON = date(2019, 12, 31)
HEADING = ("STT", "Tên HTX", "Xã", "Huyện", "Mã số thuế", "Ngày thành lập", "Số thành viên", "Vốn điều lệ (triệu đồng)",
           "Tình trạng")  # fmt: skip
ROWS = (
    (1, "HTX Dịch vụ nông nghiệp Hương Quê", "Yên Lương", "Ý Yên", "", "03/04/2018", 20, 500, "Đang hoạt động"),
    (2, "HTX Cơ khí Sông Xanh", "Yên Lương", "Ý Yên", "", "2017", 9, 1200, "Đang hoạt động"),
    (3, "HTX Nuôi trồng thủy sản Bến Mới", "Giao Phong", "Giao Thủy", "", "", 12, "", "Ngừng hoạt động"),
)

#: With a doubtful cell (G4), a row without a name, and one that is fine.
FAULTY = (
    (1, "HTX Hương Quê", "Yên Lương", "Ý Yên", "", "03/04/2018", 20, 500, "Đang hoạt động"),
    (2, "HTX Bến Mới", "Giao Phong", "Giao Thủy", "", "2017", "mười hai", 700, "Đang hoạt động"),
    (3, "", "Yên Lương", "Ý Yên", "", "2017", 9, 700, "Đang hoạt động"),
)


@pytest.fixture
def coop(ledger) -> Organisation:
    return telling.organisation("HTX Lúa Vàng")


@pytest.fixture
def mill(ledger) -> Organisation:
    return telling.organisation("Công ty Gạo Mới", kind="enterprise")


@pytest.fixture(autouse=True)
def today(settings, tmp_path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with clock.at(TODAY):
        yield


def written(rows=ROWS, heading=HEADING, titles=("DANH SÁCH HỢP TÁC XÃ",)) -> Workbook:
    """A workbook with one sheet "DS": titles, heading, rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "DS"
    for row in (*((title,) for title in titles), heading, *rows):
        sheet.append(list(row))
    return book


@pytest.fixture
def send(tmp_path) -> Callable[..., Batch]:
    """Send rows as a workbook; gives the batch."""

    def sent(rows=ROWS, *, name="ds.xlsx", on=ON, scope: Scope | None = None, heading=HEADING) -> Batch:
        path = Path(tmp_path / name)
        written(rows, heading).save(path)
        return actions.receive(source=path, name=name, on=on, by=None, scope=scope)

    return sent


@pytest.fixture
def upload(officer) -> Callable[..., Batch]:
    """Send rows by the page, as an officer; gives the batch."""

    def uploaded(rows=FAULTY, **told: str) -> Batch:
        out = BytesIO()
        written(rows).save(out)
        file = SimpleUploadedFile("danh-sach.xlsx", out.getvalue())
        said = {"file": file, "on": "31/12/2019", "scope": "part", "scope_kind": "coop", **told}
        answer = officer.post(reverse("intake:upload"), said)
        assert answer.status_code == 302, answer.content.decode()
        return Batch.objects.latest("pk")

    return uploaded


@pytest.fixture
def all_are_large(monkeypatch) -> None:
    """Every workbook is left to the worker."""
    monkeypatch.setattr(looks, "AT_ONCE_ROWS", 0)


def address(name: str, batch: Batch) -> str:
    """An address of a batch."""
    return reverse(f"intake:{name}", args=[batch.pk])


def page_of(client, batch: Batch) -> str:
    """The batch's page."""
    return client.get(address("batch", batch)).content.decode()


def apply_as_seen(client, batch: Batch) -> None:
    """Look at the batch and apply what was seen."""
    look = client.get(address("batch", batch)).context["look"]
    client.post(address("apply", batch), {"look": look.token})
    batch.refresh_from_db()


@pytest.fixture
def taken(tmp_path) -> Callable[..., Path]:
    """Take a list's file along; gives where it was put."""

    def took(client: Any, address: str, format_: str = "xlsx", **asked: str) -> Path:
        answer = client.get(f"{address}.{format_}", asked)
        assert answer.status_code == 200, address
        path = tmp_path / f"danh-sach.{format_}"
        path.write_bytes(b"".join(answer.streaming_content) if answer.streaming else answer.content)
        return path

    return took
