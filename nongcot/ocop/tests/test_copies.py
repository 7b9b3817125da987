"""Copies of a dossier's papers, as the pages take them, show them and hand them out."""

import html
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nongcot.accounts.actions import add_user
from nongcot.indicators import ledger
from nongcot.ocop.actions import councils, dossiers, evidence
from nongcot.ocop.models import Evidence
from nongcot.ocop.tests.telling import dossier, product
from nongcot.registry import keyed
from nongcot.registry.actions.copies import change_copy, withdraw_copy
from nongcot.registry.actions.undoing import undo
from nongcot.registry.copies import store
from nongcot.registry.models import Certificate, Copy
from nongcot.registry.tests import telling
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.files import pdf, picture
from nongcot.registry.tests.pages import errors, text

pytestmark = pytest.mark.usefixtures("ledger", "today", "folder")


@pytest.fixture
def folder(settings, tmp_path):
    """A folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner(yen_my) -> int:
    return enter("HTX Nước mắm", place=yen_my)


@pytest.fixture
def key(owner) -> str:
    """A dossier."""
    return dossier(product("Nước mắm nhỉ", of=owner))


@pytest.fixture
def paper(key) -> str:
    """A paper of the dossier."""
    return evidence.add_evidence(dossier=key, criterion="1.1", title="Phiếu kiểm nghiệm", by=None).keys[0]


def sent(content: bytes, name: str = "Nguyen Van A 036099001234.png", says: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, says)


def adding(key: str, paper: str) -> str:
    return f"/ocop/ho-so/{key}/ghi/add_copy/{paper}/"


def send(client, address: str, file: SimpleUploadedFile | list[SimpleUploadedFile] | None, **typed):
    return client.post(address, {"seen": ledger.newest(), "step": "send", "file": file or "", **typed})


def test_an_officer_keeps_a_photo_and_opens_it_from_the_dossier(officer, key, paper):
    page = text(officer.get(f"/ocop/ho-so/{key}/"))
    assert adding(key, paper) in page
    asked = text(officer.get(adding(key, paper)))
    assert 'enctype="multipart/form-data"' in asked
    assert 'value="Phiếu kiểm nghiệm"' in asked
    assert "tối đa 20 MB" in asked
    photo = picture("JPEG")
    answer = send(officer, adding(key, paper), sent(photo), title="Trang 1")
    assert (answer.status_code, answer["Location"]) == (302, f"/ghi-so/{ledger.newest()}/da-ghi/")
    assert f'href="/ocop/ho-so/{key}/"' in text(officer.get(answer["Location"]))
    page = text(officer.get(f"/ocop/ho-so/{key}/"))
    assert "Trang 1</a> <span" in page
    assert "JPEG, 1 KB" in page
    [address] = re.findall(r'href="(/ocop/ho-so/[^"]*/ban-chup/[^"]*)"', page)
    opened = officer.get(address)
    assert opened.content == photo
    assert opened["Content-Type"] == "image/jpeg"
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["Cache-Control"] == "private, no-store"
    assert "sandbox" in opened["Content-Security-Policy"]
    assert "default-src 'none'" in opened["Content-Security-Policy"]
    assert opened["Content-Disposition"] == 'inline; filename="Trang 1.jpg"'


def test_the_name_of_the_file_is_nowhere(officer, key, paper, folder, tmp_path):
    send(officer, adding(key, paper), sent(picture()), title="Trang 1")
    fact = Copy.objects.get()
    assert not any("036099001234" in str(value) for value in vars(fact).values())
    assert [path.name for path in tmp_path.rglob("*")] == ["copies", fact.sha256]


def test_the_pages_of_one_paper_are_kept_in_one_posting(officer, key, paper, settings):
    before = ledger.newest()
    pages = [sent(picture("JPEG", grey=grey)) for grey in (10, 20, 30)]
    again = html.unescape(
        text(send(officer, adding(key, paper), [*pages, sent(picture("JPEG", grey=20))], title="Phiếu"))
    )
    assert errors(again) == ["Có tệp được chọn hai lần."]
    bad = html.unescape(text(send(officer, adding(key, paper), [sent(picture()), sent(b"<svg/>")], title="Phiếu")))
    assert "Chỉ giữ được tệp PDF" in errors(bad)[0]
    assert (ledger.newest(), list(store.kept())) == (before, [])
    pages = [sent(picture("JPEG", grey=grey)) for grey in (10, 20, 30)]
    assert send(officer, adding(key, paper), pages, title="Phiếu").status_code == 302
    assert ledger.newest() == before + 1
    kept = list(Copy.objects.order_by("pk"))
    assert [copy.title for copy in kept] == ["Phiếu (1/3)", "Phiếu (2/3)", "Phiếu (3/3)"]
    assert officer.get(f"/ocop/ho-so/{key}/ban-chup/{kept[1].key}/").content == picture("JPEG", grey=20)
    many = [sent(picture(grey=grey)) for grey in range(21)]
    assert errors(text(send(officer, adding(key, paper), many, title="Phiếu"))) == ["Mỗi lần từ 1 đến 20 tệp."]
    settings.COPIES_LARGEST_MB = 1
    large = [sent(picture("JPEG", grey=grey) + bytes(900_000)) for grey in range(4)]
    told = errors(html.unescape(text(send(officer, adding(key, paper), large, title="Phiếu"))))
    assert told == ["Các tệp cộng lại lớn quá 3 MB: hãy gửi làm nhiều lần."]


def test_a_pdf_is_handed_out_to_be_saved(officer, key, paper):
    copy = telling.copy(Evidence, paper, "Phiếu kiểm nghiệm", pdf())
    opened = officer.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/")
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"].startswith("attachment;")


#: Bytes make no name of a test: some are drawn anew in each process.
BAD = {
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Chỉ giữ được tệp PDF"),
    "nothing": (b"", "Tệp rỗng"),
    "half a photo": (picture("JPEG", size=(300, 200))[:-30], "bị thiếu hoặc hỏng"),
    "a script": (pdf(OpenAction={"S": "/JavaScript", "JS": "a"}), "mã chạy hoặc tệp đính kèm"),
    "locked": (pdf(password="mat-khau"), "mật khẩu"),
    "no file": (None, "Chưa điền: Tệp."),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_told_at_its_question_and_what_was_typed_stands(officer, key, paper, what):
    content, says = BAD[what]
    before = ledger.newest()
    answer = send(officer, adding(key, paper), None if content is None else sent(content), title="Tên tôi đã gõ")
    page = html.unescape(text(answer))
    [sentence] = errors(page)
    assert says in sentence
    assert '<a href="#id_file">' in page
    assert 'value="Tên tôi đã gõ"' in page
    assert ledger.newest() == before
    assert not list(store.kept())


def test_a_file_that_is_far_too_large_is_told_at_its_question(officer, key, paper, settings):
    settings.COPIES_LARGEST_MB = 1
    large = picture("JPEG") + bytes(3_000_000)
    page = text(send(officer, adding(key, paper), sent(large), title="Trang 1"))
    assert "Tệp lớn quá 1 MB" in errors(page)[0]
    assert not list(store.kept())


def test_both_questions_are_told_at_once(officer, key, paper):
    page = text(send(officer, adding(key, paper), sent(b"a"), title="CCCD 036099001234"))
    assert len(errors(page)) == 2
    assert "036099001234" not in page


def test_a_copy_is_replaced_taken_out_and_erased(officer, key, paper, django_capture_on_commit_callbacks):
    copy = telling.copy(Evidence, paper, "Trang 1")
    n = ledger.newest()
    page = text(officer.get(f"/ocop/ho-so/{key}/"))
    for code in ("change_copy", "withdraw_copy", "erase_copy"):
        assert f"/ocop/ho-so/{key}/ghi/{code}/{copy}/" in page
    other = picture(grey=7)
    asked = text(officer.get(f"/ocop/ho-so/{key}/ghi/change_copy/{copy}/"))
    assert "Phiếu kiểm nghiệm" in asked
    assert "Nước mắm nhỉ" in asked
    assert send(officer, f"/ocop/ho-so/{key}/ghi/change_copy/{copy}/", sent(other), title="Trang 1").status_code == 302
    assert officer.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/").content == other
    assert officer.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/?known={n}").content == picture()
    assert f'href="/ocop/ho-so/{key}/ban-chup/{copy}/?known={n}"' in text(officer.get(f"/ghi-so/{n}/"))
    told = {"seen": ledger.newest(), "reason": "ảnh chụp cả căn cước"}
    erasing = f"/ocop/ho-so/{key}/ghi/erase_copy/{copy}/"
    with django_capture_on_commit_callbacks(execute=True):
        page = text(officer.post(erasing, {"step": "check", **told}))
    assert len(list(store.kept())) == 2
    with django_capture_on_commit_callbacks(execute=True):
        state = re.search(r'name="state" value="([^"]*)"', page)[1]
        assert officer.post(erasing, {"step": "record", "state": state}).status_code == 302
    assert len(list(store.kept())) == 1
    page = text(officer.get(f"/ocop/ho-so/{key}/"))
    assert f"tệp đã xóa ngày 15/06/2026 (ghi sổ số {ledger.newest()})" in page
    assert f"/ban-chup/{copy}/" not in page
    gone = officer.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/")
    assert gone.status_code == 410
    assert "tệp đã xóa ngày 15/06/2026" in text(gone)
    assert keyed.standing(Copy, copy).sha256 in text(gone)


def test_an_altered_file_is_not_handed_out(officer, key, paper):
    copy = telling.copy(Evidence, paper)
    [path] = store.kept()
    path.write_bytes(b"khac")
    answer = officer.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/")
    assert answer.status_code == 410
    assert "không còn đúng với mã băm" in text(answer)


def test_the_second_officer_is_told(officer, key, paper):
    copy = telling.copy(Evidence, paper)
    seen = ledger.newest()
    change_copy(key=copy, title="Trang đầu", by=None, seen=seen)
    address = f"/ocop/ho-so/{key}/ghi/change_copy/{copy}/"
    answer = officer.post(
        address, {"seen": seen, "step": "send", "file": sent(picture(grey=1)), "title": "Tên của tôi"}
    )
    page = text(answer)
    assert "sau khi bạn mở trang" in page
    assert 'value="Tên của tôi"' in page
    assert len(list(store.kept())) == 1


def test_a_file_cannot_pass_an_act_that_is_checked_first(officer, key, paper):
    before = ledger.newest()
    typed = {"seen": before, "step": "send", "reason": "nhầm"}
    page = text(officer.post(f"/ocop/ho-so/{key}/ghi/withdraw_evidence/{paper}/", typed))
    assert 'name="state"' in page
    assert ledger.newest() == before


def test_copies_go_with_the_dossier_and_come_back_with_it(key, paper):
    copy = telling.copy(Evidence, paper)
    done = dossiers.withdraw_dossier(key=key, by=None, seen=ledger.newest(), reason="nhầm")
    assert keyed.newest(Copy, copy) is None
    undo(n=done.n, by=None, reason="không nhầm")
    assert keyed.newest(Copy, copy) is not None


# Who may open one


@pytest.fixture
def item(key, paper, son):
    """The dossier before a sitting in which Sơn has a seat."""
    told = {"purpose": "rehearsal", "title": "Chấm thử", "level": "province", "day": date(2026, 6, 12)}
    council = councils.open_council(by=None, **told)
    councils.seat(council, member=son, office="member")
    return councils.bring(council, dossier=key)


def test_a_member_sees_copies_beside_the_criterion_and_opens_them(council_member, item, paper):
    copy = telling.copy(Evidence, paper, "Trang 1")
    address = f"/ocop/cham/{item.pk}/ban-chup/{copy}/"
    page = text(council_member.get(f"/ocop/cham/{item.pk}/"))
    assert f'href="{address}"' in page
    assert "erase_copy" not in page
    assert council_member.get(address).content == picture()


def test_a_member_opens_nothing_else(council_member, item, key, paper, owner, officer):
    copy = telling.copy(Evidence, paper)
    other = dossier(product("Mắm tôm", of=owner))
    [foreign] = evidence.add_evidence(dossier=other, criterion="1.1", title="Giấy khác", by=None).keys
    foreign_copy = telling.copy(Evidence, foreign, content=picture(grey=3))
    assert council_member.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/").status_code == 404
    assert council_member.get(f"/ocop/cham/{item.pk}/ban-chup/{foreign_copy}/").status_code == 404
    assert council_member.get(f"/ocop/cham/{item.pk + 1}/ban-chup/{copy}/").status_code == 404
    # The address of one dossier opens no copy of another.
    assert officer.get(f"/ocop/ho-so/{key}/ban-chup/{foreign_copy}/").status_code == 404


def test_a_member_with_an_interest_opens_nothing(council_member, item, paper, owner):
    copy = telling.copy(Evidence, paper)
    [seat] = item.council.seats.all()
    councils.keep_out(seat, organisation_id=owner, reason="người nhà")
    assert council_member.get(f"/ocop/cham/{item.pk}/ban-chup/{copy}/").status_code == 404


def test_a_member_without_a_seat_opens_nothing(item, paper, client, book):
    copy = telling.copy(Evidence, paper)
    stranger = add_user(username="tu", full_name="Đỗ Văn Tư", role="council_member", password="dòng sông quê hương")
    client.force_login(stranger, backend="nongcot.accounts.backends.BookBackend")
    assert client.get(f"/ocop/cham/{item.pk}/ban-chup/{copy}/").status_code == 404


def test_a_member_opens_no_copy_that_was_taken_out(council_member, item, paper):
    copy = telling.copy(Evidence, paper)
    withdraw_copy(key=copy, by=None, seen=ledger.newest(), reason="nhầm")
    assert council_member.get(f"/ocop/cham/{item.pk}/ban-chup/{copy}/").status_code == 404
    again = telling.copy(Evidence, paper)
    evidence.withdraw_evidence(key=paper, by=None, seen=ledger.newest(), reason="nhầm")
    assert council_member.get(f"/ocop/cham/{item.pk}/ban-chup/{again}/").status_code == 404


def test_the_address_of_one_room_opens_no_act_on_a_copy_of_another(officer, key, owner):
    certificate = telling.certificate(telling.organisation("HTX Sông Xanh"), issued_on=date(2020, 1, 10))
    copy = telling.copy(Certificate, certificate)
    assert officer.get(f"/ocop/ho-so/{key}/ghi/erase_copy/{copy}/").status_code == 404
    assert officer.get(f"/lien-ket/sua/erase_copy/{copy}/").status_code == 404


def test_the_self_assessment_shows_copies_to_those_who_see_dossiers(leader, key, paper):
    copy = telling.copy(Evidence, paper, "Trang 1")
    page = text(leader.get(f"/ocop/ho-so/{key}/tu-danh-gia/"))
    assert f'href="/ocop/ho-so/{key}/ban-chup/{copy}/"' in page
    assert leader.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/").status_code == 200
    assert "add_copy" not in text(leader.get(f"/ocop/ho-so/{key}/"))


def test_before_the_book_there_is_no_copy(officer, key, paper):
    copy = telling.copy(Evidence, paper)
    assert officer.get(f"/ocop/ho-so/{key}/ban-chup/{copy}/?known=0").status_code == 400
