"""Documents the work rests on, the rules that cite them, members of the alliance, and its organs in numbers."""

from datetime import date

import pytest

from nongcot.basis import documents
from nongcot.indicators import ledger
from nongcot.kernel import clock
from nongcot.plans.actions import load_plan
from nongcot.registry.tests import telling

pytestmark = pytest.mark.both_databases

TYPED = {
    "number": "20-NQ/TW",
    "kind": "resolution",
    "issuer": "Ban Chấp hành Trung ương",
    "title": "Về kinh tế tập thể",
}


@pytest.fixture
def today(ledger, book):
    with clock.at(date(2022, 3, 1)):
        yield


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_documents_carried_are_read_with_their_state_on_the_day(visitor, today):
    page = read(visitor, "/can-cu/?q=77/2019")
    assert "Còn hiệu lực" in page
    assert "thay bằng 92/2024/NĐ-CP" in page
    assert "1</b> trong" in page
    page = read(visitor, "/can-cu/?q=77/2019&on=2024-07-18")
    assert "Hết hiệu lực" in page
    assert "23/2012/QH13" in read(visitor, "/can-cu/cach-doc/")


def test_every_rule_with_a_numbered_basis_that_is_carried_points_at_it(today):
    known = {one.number for one in documents.known(ledger.newest())}
    pointing = [
        rule for rule in documents.rules(ledger.newest()) if any(number in rule.legal_basis for number in known)
    ]
    assert {"cooperative_law", "group_papers", "size_class"} <= {rule.code for rule in pointing}


def test_a_document_is_entered_corrected_and_taken_out(officer, visitor, today):
    assert (
        officer.post("/can-cu/them/", TYPED | {"valid_until": "01/01/2020", "valid_from": "01/01/2022"}).status_code
        == 200
    )
    ahead = officer.post("/can-cu/them/", TYPED | {"signed_on": "02/03/2022", "valid_from": "01/05/2022"})
    assert "Ngày này chưa đến." in ahead.content.decode()
    assert officer.post("/can-cu/them/", TYPED).status_code == 302
    first = ledger.newest()
    assert "dựa vào văn bản này" not in read(officer, "/can-cu/rut/20-NQ/TW")
    assert "dựa vào văn bản này" in read(officer, "/can-cu/rut/77/2019/NĐ-CP")
    assert "đã có trong sổ" in officer.post("/can-cu/them/", TYPED).content.decode()
    address = "/can-cu/sua/20-NQ/TW"
    assert officer.post(address, TYPED | {"title": "Về đổi mới kinh tế tập thể", "seen": first}).status_code == 302
    assert documents.one("20-NQ/TW", first).title == "Về kinh tế tập thể"
    late = officer.post(address, TYPED | {"title": "Khác", "seen": first})
    assert "sau khi bạn mở trang" in late.content.decode()
    assert f'name="seen" value="{ledger.newest()}"' in late.content.decode()
    assert officer.post("/can-cu/rut/20-NQ/TW", {"reason": "nhầm", "seen": ledger.newest()}).status_code == 302
    assert "20-NQ/TW" not in read(visitor, "/can-cu/")
    for late in (
        officer.post(address, TYPED | {"seen": first}),
        officer.post("/can-cu/them/", TYPED | {"seen": first}),
    ):
        assert "sau khi bạn mở trang" in late.content.decode()
    assert documents.one("20-NQ/TW", ledger.newest()) is None
    assert visitor.post("/can-cu/them/", TYPED).status_code == 302


def test_members_of_the_alliance_on_the_day(visitor, officer, today):
    one = telling.organisation("HTX Lúa Vàng")
    two = telling.organisation("HTX Sông Xanh")
    telling.organisation("HTX Bờ Tre")
    for who in (one, two):
        telling.event(who, "joined_alliance", date(2019, 1, 1), details={"membership": "official"})
    telling.event(two, "left_alliance", date(2021, 1, 1))
    page = read(visitor, "/lien-minh/")
    assert "HTX Lúa Vàng" in page
    assert "HTX Sông Xanh" not in page
    assert "HTX Bờ Tre" not in page
    assert "HTX Sông Xanh" in read(visitor, "/lien-minh/?on=2020-06-01")
    assert "HTX Sông Xanh" in read(visitor, "/lien-minh/?membership=left")
    sought = read(visitor, "/lien-minh/?q=lua+vang")
    assert 'name="q" value="lua vang"' in sought
    assert "HTX Lúa Vàng" in sought
    assert "HTX Lúa Vàng" not in read(visitor, "/lien-minh/?q=song+xanh")
    file = visitor.get("/lien-minh/thanh-vien.csv", {"q": "song xanh", "on": "2020-06-01"}).content.decode("utf-8-sig")
    assert ("HTX Sông Xanh" in file, "HTX Lúa Vàng" in file, "song xanh" in file) == (True, False, True)


def test_organs_are_kept_in_numbers(officer, visitor, today):
    load_plan(by=None, source="Đại hội")
    address = "/lien-minh/nhiem-ky/6/executive/"
    assert "Số nữ nhiều hơn tổng số." in officer.post(address, {"seats": "5", "women": "9"}).content.decode()
    assert officer.post(address, {"seats": "35", "women": "9", "decision_no": "12/QĐ"}).status_code == 302
    assert "35 người" in read(visitor, "/lien-minh/")
    assert officer.post(address, {"seats": "37", "seen": ledger.newest()}).status_code == 302
    assert "37 người" in read(visitor, "/lien-minh/")
