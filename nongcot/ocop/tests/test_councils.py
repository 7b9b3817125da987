"""Sittings: members score apart, averages keep decimals, gates read what was agreed, interests keep out."""

import io
import re
from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from docx import Document

from nongcot.accounts.actions import add_user
from nongcot.kernel import clock
from nongcot.ocop import minutes, policies, tally
from nongcot.ocop.actions import councils, dossiers, sheets
from nongcot.ocop.models import Council, Dossier, Score, Seat
from nongcot.ocop.tests.telling import ANYWAY, day, dossier, product
from nongcot.registry.actions.undoing import undo
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.tests.book import enter
from nongcot.registry.tests.pages import errors, text

pytestmark = pytest.mark.usefixtures("ledger", "today")

PASSWORD = "dòng sông quê hương"


def best(key: str, **lowered: int) -> dict[str, int]:
    """The last option of every criterion, but for those lowered (c1_4=2)."""
    told = {code.removeprefix("c").replace("_", "."): number for code, number in lowered.items()}
    return {c.code: told.get(c.code, len(c.options)) for c in sheets.sheet_of(key).scored}


@pytest.fixture
def members(book):
    names = (("tu", "Đỗ Văn Tư"), ("nga", "Lê Thị Nga"), ("binh", "Ngô Văn Bình"))
    return [add_user(username=u, full_name=n, role="council_member", password=PASSWORD) for u, n in names]


@pytest.fixture
def sitting(members, yen_my):
    """Three members and one dossier: (council, item, seats)."""
    key = dossier(product("Nước mắm", of=enter(place=yen_my)))
    told = {"purpose": "rehearsal", "title": "Chấm thử", "level": "province", "day": date(2026, 6, 12)}
    council = councils.open_council(by=None, **told)
    seats = [councils.seat(council, member=m, office="chair" if m is members[0] else "member") for m in members]
    return council, councils.bring(council, dossier=key), seats


def score(item, seat, **lowered: int) -> None:
    given = sheets.save(sheets.of_member(item, seat), was={}, now=best(item.dossier, **lowered), remarks={})
    sheets.hand_in(given)


def test_averages_keep_decimals_and_the_gate_reads_the_agreed_option(sitting):
    _council, item, seats = sitting
    score(item, seats[0])
    score(item, seats[1], c1_4=3)
    score(item, seats[2], c1_4=3)
    one = tally.of_item(item)
    assert [line.criterion.code for line in one.differing] == ["1.4"]
    assert one.differing[0].told == [3, 2, 2]
    assert one.differing[0].mean == Fraction(7, 3)
    assert one.outcome is None  # the gate needs an agreed option
    councils.agree(item, version=item.version, agreed={"1.4": 3})
    item.refresh_from_db()
    outcome = tally.of_item(item).outcome
    assert (outcome.total, outcome.star) == (Fraction(298, 3), 4)


def test_a_member_with_an_interest_is_kept_out(sitting, members):
    _council, item, seats = sitting
    score(item, seats[0])
    score(item, seats[1], c4_1=1)
    producer = tally.of_item(item).dossier.organisation_id
    assert policies.may_score(members[1], item)
    councils.keep_out(seats[1], organisation_id=producer, reason="Là thành viên hợp tác xã")
    assert not policies.may_score(members[1], item)
    with pytest.raises(NotNow, match="Là thành viên hợp tác xã"):
        councils.keep_out(seats[1], organisation_id=producer, reason="Người nhà")
    one = tally.of_item(item)
    assert (len(one.counted), one.differing, [s.pk for s, _r in one.kept_out]) == (1, [], [seats[1].pk])
    councils.let_in(seats[1].conflicts.get())
    assert policies.may_score(members[1], item)


def test_only_what_is_assigned_is_scored(sitting, members, lan):
    _council, item, _seats = sitting
    assert list(policies.to_score(members[2])) == [item]
    assert list(policies.to_score(lan)) == []


def test_a_sheet_is_handed_in_whole_and_then_only_read(sitting):
    council, item, seats = sitting
    some = dict(list(best(item.dossier).items())[:5])
    begun = sheets.save(sheets.of_member(item, seats[0]), was={}, now=some, remarks={"1.1": "Cần xem lại"})
    with pytest.raises(NotNow, match="chưa chấm"):
        sheets.hand_in(begun)
    given = sheets.hand_in(sheets.save(begun, was=some, now=best(item.dossier), remarks={}))
    with pytest.raises(NotNow, match="đã nộp"):
        sheets.save(given, was={}, now={"1.1": 1}, remarks={})
    again = sheets.take_back(given)
    assert again.remarks == {"1.1": "Cần xem lại"}
    sheets.hand_in(again)
    council.refresh_from_db()
    councils.close(council, version=council.version, open_items=[], missing=[])
    with pytest.raises(NotNow, match="đã chốt"):
        sheets.take_back(Score.objects.get(pk=again.pk))


def test_two_who_fill_one_sheet_are_told_and_nothing_is_overwritten(sitting):
    _council, item, _seats = sitting
    mine = sheets.of_dossier(item.dossier)
    sheets.save(mine, was={}, now={"1.1": 1, "1.2": 2}, remarks={})
    theirs = sheets.of_dossier(item.dossier)
    sheets.save(theirs, was={"1.1": 1, "1.2": 2}, now={"1.1": 2, "1.2": 2}, remarks={})
    with pytest.raises(ChangedSince, match=r"1\.1"):
        sheets.save(theirs, was={"1.1": 1, "1.2": 2}, now={"1.1": 3, "1.2": 1}, remarks={})
    assert sheets.of_dossier(item.dossier).chosen == {"1.1": 2, "1.2": 2}
    sheets.save(theirs, was={"1.1": 1, "1.2": 2}, now={"1.1": 1, "1.2": 1}, remarks={})
    assert sheets.of_dossier(item.dossier).chosen == {"1.1": 2, "1.2": 1}


def test_the_second_editor_of_a_sitting_is_told(sitting):
    council, item, _seats = sitting
    councils.agree(item, version=item.version, agreed={})
    with pytest.raises(ChangedSince):
        councils.agree(item, version=item.version, agreed={"1.1": 1})
    with pytest.raises(NotNow, match="chưa có kết quả"):
        councils.close(council, version=council.version, open_items=["Nước mắm"], missing=[])


def test_who_may_not_score_is_not_seated(sitting, hoa):
    council, _item, _seats = sitting
    with pytest.raises(ValidationError):
        councils.seat(council, member=hoa, office="member")


def test_nothing_is_scored_on_a_sheet_that_nobody_knows(sitting, yen_my):
    council, _item, _seats = sitting
    old = {"regime": "QD148-2023", "set_code": "QD148-03", "opened_on": date(2026, 5, 1), "filed": "2026-05-02"}
    with pytest.raises(NotNow, match="bảng tiêu chí"):
        councils.bring(council, dossier=dossier(product("Gạo", of=enter("HTX Hai", place=yen_my)), **old))


def minutes_of(council, book) -> str:
    council.refresh_from_db()
    return "\n".join(p.text for p in Document(io.BytesIO(minutes.written(council, book))).paragraphs)


def test_who_handed_in_no_sheet_is_named_at_closing_and_in_the_minutes(sitting, officer, book):
    council, item, seats = sitting
    score(item, seats[0])
    page = f"/ocop/phien/{council.pk}/"
    closing = {"do": "close", "which": council.version}
    asked = text(officer.post(page, closing))
    assert "Có thành viên chưa nộp phiếu (Nước mắm: Lê Thị Nga, Ngô Văn Bình)." in asked
    assert "Hãy đánh dấu để xác nhận" not in asked
    council.refresh_from_db()
    assert council.closed_at is None
    assert "Hãy đánh dấu để xác nhận" in text(officer.post(page, closing | {"confirming": "1"}))
    confirmed = closing | {"confirming": "1", "confirm_missing": "on"}
    assert officer.post(page, confirmed).status_code == 302
    told = minutes_of(council, book)
    assert council.closed_at is not None
    assert "Chưa nộp phiếu: Lê Thị Nga, Ngô Văn Bình." in told


def test_nobody_is_missing_where_nothing_is_scored_or_all_handed_in(sitting, officer, book):
    council, item, seats = sitting
    councils.keep_out(seats[2], organisation_id=tally.of_item(item).dossier.organisation_id, reason="Người nhà")
    councils.agree(item, version=item.version, agreed={}, stops=["FORGED_DOSSIER"])
    assert "Chưa nộp phiếu" not in minutes_of(council, book)
    item.refresh_from_db()
    councils.agree(item, version=item.version, agreed={})
    for seat in seats[:2]:
        score(item, seat)
    assert officer.post(f"/ocop/phien/{council.pk}/", {"do": "close", "which": council.version}).status_code == 302


def test_the_minutes_tell_who_sat_where_they_differed_and_what_was_agreed(sitting, book):
    council, item, seats = sitting
    score(item, seats[0])
    score(item, seats[1], c1_4=3)
    councils.keep_out(seats[2], organisation_id=tally.of_item(item).dossier.organisation_id, reason="Người nhà")
    councils.agree(item, version=item.version, agreed={"1.4": 3}, remark="Bổ sung hợp đồng")
    with clock.at(date(2026, 6, 13)):
        written = minutes.written(council, book)
    with override("en"):
        assert written == minutes.written(council, book)
    paper = Document(io.BytesIO(written))
    text = "\n".join(
        [*(p.text for p in paper.paragraphs), *(c.text for t in paper.tables for r in t.rows for c in r.cells)]
    )
    expected = ("BIÊN BẢN", "Đỗ Văn Tư", "không có giá trị công nhận", "99,5", "4 sao", "Người nhà", "Bổ sung hợp đồng")
    for told in (*expected, "2 điểm: Có hợp đồng liên kết trên 75% sản lượng tiêu thụ"):
        assert told in text, told


def test_a_dossier_that_was_taken_back_stays_readable_and_holds_nothing_up(sitting, members, officer, client, book):
    council, item, seats = sitting
    other = councils.bring(council, dossier=dossier(product("Gạo")))
    score(other, seats[0])
    score(item, seats[0])
    dossiers.withdraw_dossier(key=item.dossier, by=None, seen=None, reason="nhầm sản phẩm")
    page = text(officer.get(f"/ocop/phien/{council.pk}/"))
    assert page.count("hồ sơ đã được rút lại") == 1
    assert "những gì đã chấm chỉ còn để xem" in text(officer.get(f"/ocop/phien/{council.pk}/ho-so/{item.pk}/"))
    client.force_login(members[0], backend="nongcot.accounts.backends.BookBackend")
    assert "Hồ sơ đã rút lại" in text(client.get("/ocop/cham/"))
    sheet = text(client.get(f"/ocop/cham/{item.pk}/"))
    assert "phiếu chỉ còn để xem" in sheet
    assert 'value="save"' not in sheet
    # Nothing is awaited of what is no more.
    asked = text(officer.post(f"/ocop/phien/{council.pk}/", {"do": "close", "which": council.version}))
    assert "Có thành viên chưa nộp phiếu (Gạo: Lê Thị Nga, Ngô Văn Bình)." in asked
    told = [paragraph.text for paragraph in Document(io.BytesIO(minutes.written(council, book))).paragraphs]
    assert "Hồ sơ này đã được rút lại khỏi sổ sau khi đưa vào phiên." in told


def test_a_correction_that_was_undone_is_scored_by_no_more(sitting):
    _council, item, _seats = sitting
    opened = Dossier.objects.get()
    told = {"kind": "first", "regime": "QD26-2026", "opened_on": opened.opened_on, "filed": day("2026-06-01")}
    n = dossiers.change_dossier(
        key=item.dossier, set_code="QD26-01", by=None, seen=None, confirmed=ANYWAY, **told
    ).n  # fmt: skip
    assert tally.of_item(item).dossier.set_code == "QD26-01"
    undo(n=n, by=None, reason="nhầm bộ")
    assert tally.of_item(item).dossier.set_code == "QD26-09"
    undo(n=opened.posted, by=None, reason="nhầm sản phẩm")
    one = tally.of_item(item)
    assert (one.gone, one.dossier.set_code) == (True, "QD26-09")


def test_many_dossiers_of_many_sittings_ask_no_more_questions(sitting, members, officer, client, book):
    council, item, seats = sitting
    producer = tally.of_item(item).dossier.organisation_id
    councils.keep_out(seats[1], organisation_id=producer, reason="Người nhà")
    pages = {"/ocop/phien/": officer, f"/ocop/phien/{council.pk}/bien-ban.docx": officer, "/ocop/cham/": client}
    client.force_login(members[0], backend="nongcot.accounts.backends.BookBackend")

    def asked() -> dict[str, int]:
        counted = {}
        for address, who in pages.items():
            who.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert who.get(address).status_code == 200
            counted[address] = len(queries)
        return counted

    before = asked()
    for name in ("Gạo", "Mắm", "Muối"):
        more = councils.open_council(
            by=None, purpose="rehearsal", title=f"Chấm thử {name}", level="province", day=date(2026, 6, 13)
        )
        key = dossier(product(name, of=producer))
        councils.seat(more, member=members[0], office="chair")
        councils.bring(more, dossier=key)
        councils.bring(council, dossier=key)
    assert asked() == before


def test_a_sitting_opened_by_mistake_goes_until_somebody_scored(sitting, officer):
    council, item, seats = sitting
    address = f"/ocop/phien/{council.pk}/xoa/"
    assert address in text(officer.get(f"/ocop/phien/{council.pk}/"))
    assert len(errors(text(officer.post(address, {"version": council.version})))) == 1
    score(item, seats[0])
    refused = errors(text(officer.post(address, {"version": council.version, "sure": "on"})))
    assert refused == ["Phiên này đã có phiếu chấm: phiếu phải được giữ lại."]
    Score.objects.all().delete()
    assert officer.post(address, {"version": council.version, "sure": "on"}).status_code == 302
    assert not Council.objects.exists()
    assert not Seat.objects.exists()


def test_who_removes_a_sitting_is_told_what_came_to_it_since(members, officer, today):
    told = {"purpose": "rehearsal", "title": "Chấm thử", "level": "province", "day": date(2026, 6, 12)}
    council = councils.open_council(by=None, **told)
    address = f"/ocop/phien/{council.pk}/xoa/"
    shown = sent(text(officer.get(address)))
    councils.seat(council, member=members[0], office="chair")
    page = text(officer.post(address, shown | {"sure": "on"}))
    assert errors(page) == ["Người khác vừa thêm hoặc bỏ hồ sơ, thành viên của phiên này; hãy xem lại rồi hãy xóa."]
    assert Seat.objects.exists()
    assert officer.post(address, sent(page) | {"sure": "on"}).status_code == 302
    assert not Council.objects.exists()


def sent(page: str) -> dict[str, str]:
    """What the page of a removal sends of itself."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "there")}


def test_the_second_editor_of_a_sitting_sees_it_as_it_stands_and_goes_on(sitting, officer):
    council, _item, _seats = sitting
    typed = {"purpose": "rehearsal", "title": "Chấm thử đợt 2", "level": "province", "day": "12/06/2026"}
    address, seen = f"/ocop/phien/{council.pk}/sua/", council.version
    assert officer.post(address, typed | {"version": seen, "place": "Hội trường"}).status_code == 302
    page = text(officer.post(address, typed | {"version": seen, "place": "Nhà văn hóa"}))
    assert "Người khác vừa sửa" in page
    assert 'value="Nhà văn hóa"' in page
    [now] = re.findall(r'name="version" value="([0-9]+)"', page)
    assert officer.post(address, typed | {"version": now, "place": "Nhà văn hóa"}).status_code == 302
