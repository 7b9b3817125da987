"""Of what day and of what scope a list is: proposed from its title, asked, told in words, said anew."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nongcot.intake import actions, files, scopes
from nongcot.intake.models import Batch
from nongcot.intake.proposals import Scope
from nongcot.intake.tests.conftest import ON, ROWS, address, page_of, written
from nongcot.kernel import clock
from nongcot.sheets import SheetRefused


@pytest.fixture
def titled(ledger, officer):
    """Send ROWS under a title; gives the batch."""

    def sent(title: str, **told: str) -> Batch:
        out = BytesIO()
        written(titles=(title,)).save(out)
        said = {"file": SimpleUploadedFile("ds.xlsx", out.getvalue()), "on": "31/12/2019", "scope": "ask", **told}
        answer = officer.post(reverse("intake:upload"), said)
        assert answer.status_code == 302, answer.content.decode()
        return Batch.objects.latest("pk")

    return sent


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("DANH SÁCH HTX HUYỆN Ý YÊN", "360"),
        ("Danh sách hợp tác xã trên địa bàn huyện Ý Yên tính đến ngày 31/12/2019", "360"),
        ("DANH SÁCH HỢP TÁC XÃ TRÊN ĐỊA BÀN TỈNH NAM ĐỊNH", ""),
        ("DANH SÁCH HTX ĐƯỢC HỖ TRỢ HUYỆN Ý YÊN", None),
        ("DANH SÁCH HỢP TÁC XÃ", None),
    ],
)
def test_a_title_proposes_a_scope_and_nothing_is_assumed(titled, officer, title, place):
    batch = titled(title)
    proposed = officer.get(address("batch", batch)).context["preview"].scope
    assert (proposed.place if proposed else None) == place
    assert (batch.scope, batch.asks_scope) == ("part", True)


def test_a_yes_makes_it_the_whole_list(titled, officer, send):
    actions.apply(batch=send((*ROWS, (4, "HTX Vắng Mặt", "Yên Lương", "Ý Yên", "", "", 5, 5, ""))), by=None)
    batch = titled("DANH SÁCH HTX HUYỆN Ý YÊN")
    page = page_of(officer, batch)
    assert "Đây có phải toàn bộ hợp tác xã của Huyện Ý Yên không?" in page
    officer.post(address("scope", batch), {"scope": "whole"})
    page = page_of(officer, batch)
    assert "toàn bộ hợp tác xã của Huyện Ý Yên. Chưa có gì được ghi vào sổ." in page
    assert "1 bản ghi của phạm vi không có trong danh sách" in page
    assert "Đây có phải" not in page


def test_a_no_leaves_it_a_part(titled, officer):
    batch = titled("DANH SÁCH HTX HUYỆN Ý YÊN")
    officer.post(address("scope", batch), {"scope": "part"})
    batch.refresh_from_db()
    assert (batch.scope, batch.asks_scope) == ("part", False)


def test_what_was_said_when_sending_can_be_said_anew(titled, officer):
    batch = titled("DANH SÁCH HTX")
    told = {"on": "30/06/2019", "kind": "", "scope": "whole", "scope_kind": "coop", "scope_place": "huyện Ý Yên"}
    assert officer.post(address("retell", batch), told).status_code == 302
    batch.refresh_from_db()
    assert (batch.on, batch.scope, batch.scope_place) == (date(2019, 6, 30), "whole", "360")
    assert "30/06/2019" in page_of(officer, batch)


def test_a_district_of_old_is_meant_where_the_file_tells_its_day(titled):
    """There are no districts any more on the day of sending."""
    with clock.at(date(2026, 3, 2)):
        whole = {"on": "", "scope": "whole", "scope_kind": "coop", "scope_place": "huyện Ý Yên"}
        batch = titled("DANH SÁCH HTX tính đến ngày 31/12/2019", **whole)
    assert (batch.on, batch.scope, batch.scope_place) == (date(2019, 12, 31), "whole", "360")


@pytest.mark.parametrize(
    ("field", "value"), [("on", "16/01/2020"), ("scope_place", "999"), ("scope_place", "huyện Không Có")]
)
def test_what_cannot_be_is_told_at_the_field(titled, officer, field, value):
    batch = titled("DANH SÁCH HTX")
    told = {"on": "30/06/2019", "kind": "", "scope": "whole", "scope_kind": "coop", "scope_place": "360", field: value}
    answer = officer.post(address("retell", batch), told)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    out = BytesIO()
    written().save(out)
    sent = {**told, "file": SimpleUploadedFile("ds.xlsx", out.getvalue())}
    answer = officer.post(reverse("intake:upload"), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(("on", "scope"), [(date(2020, 1, 16), None), (ON, Scope("coop", "999"))])
def test_what_cannot_be_is_refused_and_nothing_is_kept(ledger, send, on, scope):
    with pytest.raises(SheetRefused):
        send(on=on, scope=scope)
    with pytest.raises(SheetRefused):
        send(on=None if scope else on, scope=scope)
    assert not Batch.objects.exists()
    assert not list(files.kept())


def test_scopes_are_said_in_words(ledger):
    assert scopes.said(None, ON) == "một phần danh sách"
    assert scopes.said(Scope("coop"), ON) == "toàn bộ hợp tác xã của cả sổ"
    assert scopes.said(Scope("group", "360"), ON) == "toàn bộ tổ hợp tác của Huyện Ý Yên"
