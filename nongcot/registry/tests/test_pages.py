"""Recording through the pages: questions, answers to check, the record."""

import re
from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators import ledger
from nongcot.indicators.models import Posting
from nongcot.kernel import clock
from nongcot.kernel.dates import PartialDate
from nongcot.registry import acts, lifecycle
from nongcot.registry.actions.events import record_event
from nongcot.registry.actions.products import add_product
from nongcot.registry.forms.events import EXPLAINED
from nongcot.registry.models import LifeEvent, Organisation, Profile
from nongcot.registry.tests.book import day, enter, now_of, statuses, written
from nongcot.registry.tests.conftest import TODAY, commune
from nongcot.registry.tests.pages import check, errors, record, state, text, url

pytestmark = pytest.mark.both_databases


def test_a_dissolution_from_question_to_receipt(today, yen_my, officer):
    pk = enter("HTX Rau sạch", place=yen_my, members=20)
    address = url(pk, "dissolution_resolved")
    before = written()
    page = text(officer.get(address))
    assert "Ghi nhận nghị quyết giải thể" in page
    assert "HTX Rau sạch" in page
    page = check(officer, address, on="1/6/2019", document_no="03/NQ-ĐHTV", paper_date="20.5.2019")
    assert written() == before, "nothing is written before the last step"
    assert "01/06/2019" in page
    assert re.search(r"Đang hoạt động</b>.*<b>Đang làm thủ tục giải thể, bị chia, bị hợp nhất, được sáp nhập", page)
    assert "(ngừng hoạt động)" in page
    assert re.search(r"Hợp tác xã đang hoạt động</a></th><td[^>]*>01/06/2019 →.*−1", page, re.DOTALL)
    assert "Không cung cấp" in page
    answer = record(officer, address, page)
    posting = Posting.objects.latest("n")
    assert answer.status_code == 302
    assert answer.url == reverse("registry:posted", args=[posting.n])
    assert posting.actor == officer.user
    event = LifeEvent.objects.get(kind="dissolution_resolved")
    assert (event.document_no, event.paper_date) == ("03/NQ-ĐHTV", date(2019, 5, 20))
    receipt = text(officer.get(answer.url))
    assert f">{posting.n}</b>" in receipt
    assert "−1" in receipt
    assert reverse("registry:undo", args=[posting.n]) in receipt
    assert statuses(pk)[-1] == ("2019-06-01", "dissolving_or_reorganising")


def test_bad_answers_are_told_at_the_field_and_in_the_summary(today, yen_my, officer):
    pk = enter(place=yen_my)
    before = written()
    page = check(officer, url(pk, "suspended"), on="31/2/2019", until="cuối năm", document_no="05/TB")
    assert "<title>Lỗi: " in page
    assert errors(page) == ["Không có ngày “31/2/2019” trong lịch.", "Không đọc được “cuối năm” thành ngày."]
    assert page.count("Không có ngày “31/2/2019” trong lịch.") == 2
    assert 'value="31/2/2019"' in page
    assert 'value="05/TB"' in page
    assert written() == before


def test_a_move_the_law_does_not_know_is_a_sentence(today, yen_my, officer):
    pk = enter(place=yen_my)
    before = written()
    page = check(officer, url(pk, "dissolved"), on="1/6/2019", reason="voluntary")
    assert errors(page) == ["Chưa thể ghi “Giải thể”: vào ngày ấy tình trạng pháp lý là “Đang hoạt động”."]
    assert written() == before
    page = check(officer, url(pk, "dissolved"), on="1/6/2019", reason="voluntary", steps_missing="on")
    assert record(officer, url(pk, "dissolved"), page).status_code == 302
    assert now_of(pk) is None


def test_going_back_keeps_what_was_typed(today, yen_my, officer):
    pk = enter(place=yen_my)
    address = url(pk, "suspended")
    page = check(officer, address, on="1/6/2019", until="1/9/2019", document_no="05/TB")
    page = text(officer.post(address, {"state": state(page), "step": "change until"}))
    assert 'value="1/6/2019"' in page
    assert 'value="1/9/2019"' in page
    assert re.search(r'name="until"[^>]*autofocus', page)
    assert "nc-errors" not in page


def test_an_ended_group_is_told_by_the_word_of_groups(today, yen_my, officer):
    """Decree 92/2024/NĐ-CP a.28; a.27 has another word for co-ops and unions."""
    own, of_coops = "Đã chấm dứt hoạt động", "Đã giải thể, phá sản, chấm dứt tồn tại"
    coop, group = enter(place=yen_my), enter("THT Nấm rơm", kind="group", event="notified", place=yen_my)
    check_page = check(officer, url(group, "ended"), on="1/6/2019", reason="by_agreement")
    assert f"<b>{own}</b>" in check_page
    record(officer, url(group, "ended"), check_page)
    record_event(organisation_id=coop, kind="dissolved", on=day("2019-06-01"), by=None, steps_missing=True)
    for pk, kind, name, word, other in (
        (group, "group", "THT Nấm rơm", own, of_coops),
        (coop, "coop", "HTX Rau sạch", of_coops, own),
    ):
        key = Organisation.objects.get(pk=pk).key
        for page in (
            officer.get(reverse("registry:organisation", args=[key])),
            officer.get(reverse("registry:register"), {"kind": kind, "status": "ended", "q": name}),
            officer.get(reverse("registry:record"), {"q": name}),
            officer.get(reverse("registry:acts", args=[key])),
        ):
            assert word in text(page)
            assert other not in text(page)


def test_a_state_of_somebody_else_or_of_another_page_is_not_taken(today, yen_my, officer):
    pk, other = enter(place=yen_my), enter("HTX Khác", place=yen_my)
    page = check(officer, url(pk, "suspended"), on="1/6/2019")
    before = written()
    answer = record(officer, url(other, "suspended"), page)
    assert "hãy điền lại" in text(answer)
    answer = officer.post(url(pk, "suspended"), {"state": "xyz", "step": "record"})
    assert "hãy điền lại" in text(answer)
    assert written() == before


def test_the_second_editor_is_told_and_may_go_on(today, yen_my, officer, lan):
    pk = enter(place=yen_my)
    address = url(pk, "suspended")
    page = check(officer, address, on="1/6/2019")
    record_event(organisation_id=pk, kind="not_at_address", on=day("2019-10-01"), by=lan)
    before = written()
    page = text(record(officer, address, page))
    assert "Phạm Thị Lan đã ghi “Không hoạt động tại địa chỉ đã đăng ký” (01/10/2019)" in page
    assert 'value="1/6/2019"' in page
    assert written() == before
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert int(seen) == ledger.newest()
    page = check(officer, address, on="1/6/2019", seen=seen)
    assert "không còn nối tiếp được" in page


def test_pressing_twice_records_once(today, yen_my, officer):
    pk = enter(place=yen_my)
    address = url(pk, "suspended")
    page = check(officer, address, on="1/6/2019")
    assert record(officer, address, page).status_code == 302
    assert "sau khi bạn mở trang" in text(record(officer, address, page))
    assert LifeEvent.objects.filter(kind="suspended").count() == 1


def test_cautions_are_ticked_one_by_one(today, yen_my, officer):
    pk = enter(place=yen_my)
    address = url(pk, "suspended")
    page = check(officer, address, on="1/6/2021")
    assert "Ngày 01/06/2021 chưa đến. Vẫn ghi." in page
    before = written()
    refused = text(record(officer, address, page))
    assert errors(refused) == ["Hãy đánh dấu để xác nhận, hoặc sửa lại: Ngày 01/06/2021 chưa đến."]
    assert "<title>Lỗi: " in refused
    assert written() == before
    assert record(officer, address, refused, confirm_in_the_future="on").status_code == 302


def test_entering_a_coop(today, yen_my, officer):
    begun = officer.get(reverse("registry:new"), {"kind": "coop", "event": "registered", "on": "15/1/2020"})
    address = begun.url
    page = text(officer.get(address))
    assert "Thành viên chính thức" not in page, "one kind of member under the Law of 2012"
    page = check(
        officer, address, name="HTX Rau sạch Yên Mỹ", place="x. Yên Mỹ, h. Ý Yên", sector="AGR", members="6",
        charter_capital="1,2 tỷ", other_sectors=["TRA", "FIS"], document_no="MH-01", phone="0228 364 1234",
    )  # fmt: skip
    assert "Xã Yên Mỹ, Huyện Ý Yên, Tỉnh Nam Định" in page
    assert "1,2 tỷ đồng" in page
    assert "Thương mại - dịch vụ, Thủy sản" in page or "Thủy sản, Thương mại - dịch vụ" in page
    assert "6 thành viên là ít hơn số tối thiểu vào ngày 15/01/2020: 7." in page
    assert "Căn cứ: Luật Hợp tác xã 23/2012/QH13, Điều 3." in page
    assert "Chưa có" in page
    assert record(officer, address, page, confirm_below_min_members="on").status_code == 302
    row = Profile.objects.get(retracted=None, valid_to=date(9999, 12, 31))
    assert (row.name, row.place_id, row.members, row.charter_capital) == (
        "HTX Rau sạch Yên Mỹ", yen_my, 6, 1_200_000_000,
    )  # fmt: skip
    # The same once more is the same organisation.
    page = text(record(officer, address, page, confirm_below_min_members="on"))
    assert errors(page) == [
        "Hãy đánh dấu để xác nhận, hoặc sửa lại: Sổ đã có bản ghi giống thế: HTX Rau sạch Yên Mỹ. Nếu là một thì "
        "ghi tiếp vào bản ghi ấy."
    ]


def test_the_form_follows_the_law_of_the_day(today, yen_my, officer):
    with clock.at(date(2024, 9, 1)):
        begun = officer.get(reverse("registry:new"), {"kind": "coop", "event": "registered", "on": "15/8/2024"})
        assert "Thành viên liên kết góp vốn" in text(officer.get(begun.url))
    begun = officer.get(reverse("registry:new"), {"kind": "group", "event": "notified", "on": "15/1/2020"})
    page = text(officer.get(begun.url))
    assert "Tổng giá trị phần đóng góp của tổ" in page
    assert "Vốn điều lệ" not in page


def test_what_to_enter_is_asked_sensibly(officer, ledger):
    page = text(officer.get(reverse("registry:new"), {"kind": "coop", "event": "notified", "on": "hôm qua"}))
    assert errors(page) == [
        "“Thông báo thành lập với UBND cấp xã” không áp dụng cho hợp tác xã.",
        "Không đọc được “hôm qua” thành ngày.",
    ]
    assert officer.get(reverse("registry:register_organisation")).status_code == 302


def test_an_unclear_place_is_asked_never_guessed(today, yen_my, officer):
    address = officer.get(reverse("registry:new"), {"kind": "coop", "event": "registered", "on": "2019"}).url
    before = written()
    page = check(officer, address, name="HTX A", place="Yên Thắng")
    choices = re.findall(r'name="place_choice" value="(\d+)"', page)
    assert len(choices) > 1, "Ý Yên has a commune of this name, and so has Yên Mô"
    assert errors(page) == ["Chưa rõ “Yên Thắng” là đâu: hãy chọn."]
    assert written() == before
    page = check(officer, address, name="HTX A", place="Yên Thắng", place_choice=choices[-1])
    ticks = dict.fromkeys(re.findall(r'name="(confirm_\w+)"', page), "on")
    assert record(officer, address, page, **ticks).status_code == 302
    assert str(Profile.objects.latest("posted").place_id) == choices[-1]
    page = check(officer, address, name="HTX B", place="Atlantis")
    assert errors(page) == ["Không tìm thấy “Atlantis” trong sổ."]


def test_of_many_of_one_name_those_of_the_right_kind_are_offered(today, yen_my, officer, monkeypatch):
    monkeypatch.setattr("nongcot.registry.forms.base.MOST_CANDIDATES", 1)
    coop, *_others = [enter(f"HTX Hoa Lư {number}", place=yen_my) for number in range(7)]
    group = enter("THT trồng rau sạch và hoa quả Hoa Lư Yên Mỹ", kind="group", event="notified", place=yen_my)
    page = check(officer, url(coop, "grew_out_of"), on="1/6/2019", group="hoa lu", group_ends="on")
    assert re.findall(r'name="group_choice" value="(\d+)"', page) == [str(group)]
    assert errors(page) == ["Chưa rõ “hoa lu” là tổ chức nào: hãy chọn."]


def test_candidates_stand_best_first(today, yen_my, officer):
    coop = enter("HTX Hoa Lư", place=yen_my)
    longer = enter("HTX trồng rau sạch Hoa Lư", place=yen_my)
    alike = enter("HTX Hoa Lư", place=yen_my, on=PartialDate.day(date(2019, 2, 1)))
    page = check(
        officer, url(coop, "consolidated"), on="1/6/2019", party_1="hoa lu", name_1="HTX Chung", place_1="Yên Mỹ"
    )
    assert re.findall(r'name="party_1_choice" value="(\d+)"', page) == [str(alike), str(longer)]


@pytest.mark.parametrize("code", ["moved", "change_registered"])
def test_an_unclear_place_of_a_change_is_asked_too(today, yen_my, officer, code):
    pk = enter(place=yen_my)
    page = check(officer, url(pk, code), on="1/6/2019", place="xã Yên Thắng", address="Thôn Đông")
    assert errors(page) == ["Chưa rõ “xã Yên Thắng” là đâu: hãy chọn."]
    assert 'value="xã Yên Thắng"' in page
    assert 'value="Thôn Đông"' in page
    chosen = re.findall(r'name="place_choice" value="(\d+)"', page)[0]
    typed = {"on": "1/6/2019", "place": "xã Yên Thắng", "address": "Thôn Đông", "place_choice": chosen}
    assert record(officer, url(pk, code), check(officer, url(pk, code), **typed)).status_code == 302
    assert str(now_of(pk).place_id) == chosen


def test_a_change_says_what_is_otherwise_now(today, yen_my, officer):
    coop, group = enter(place=yen_my), enter("THT Rau", kind="group", event="notified", place=yen_my)
    before = written()
    for pk, code, asked in (
        (coop, "moved", "Chuyển đi đâu?"),
        (coop, "change_registered", "Thay đổi gì?"),
        (coop, "change_notified", "Thay đổi gì?"),
        (group, "change_notified", "Thay đổi gì?"),
    ):
        page = check(officer, url(pk, code), on="1/6/2019", document_no="05/TB")
        assert [error.startswith(asked) for error in errors(page)] == [True]
        assert 'value="05/TB"' in page
        page = check(officer, url(pk, code), on="1/6/2019", place="Atlantis", sector="nước")
        assert asked not in page, "what was typed and not understood is told, not that nothing was"
    assert written() == before
    page = check(officer, url(coop, "moved"), on="1/6/2019", address="Thôn Đông")
    assert record(officer, url(coop, "moved"), page).status_code == 302
    page = check(officer, url(coop, "certificate_reissued"), on="1/7/2019")
    assert not errors(page), "a certificate may be issued again as it was"


def test_changed_fields_alone_are_recorded(today, yen_my, officer):
    pk = enter("HTX Rau", place=yen_my, members=1200, sector="AGR", other_sectors=["TRA"], charter_capital=10**9)
    address = url(pk, "state")
    page = text(officer.get(address))
    typed = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    del typed["csrfmiddlewaretoken"]
    assert typed["members"] == "1.200"
    assert typed["place"] == "Xã Yên Mỹ, Huyện Ý Yên, Tỉnh Nam Định"
    typed |= {"sector": "AGR", "other_sectors": ["TRA"], "day": "1/2/2020"}
    page = check(officer, address, **typed)
    assert errors(page) == ["Chưa có gì thay đổi."]
    page = check(officer, address, **typed | {"members": "1300"})
    assert "1.200 → 1.300" in page
    assert "Vốn điều lệ" not in page.split("Sau khi ghi")[0]
    record(officer, address, page)
    from nongcot.registry.models import Statement

    assert Statement.objects.latest("posted").said == {"members": 1300}
    page = check(officer, address, **typed | {"members": ""})
    assert any("Không để trống được" in error for error in errors(page))


def test_correcting_from_the_page_of_facts(today, yen_my, officer):
    pk = enter("HTX Rau", place=yen_my, members=20)
    key = Organisation.objects.get(pk=pk).key
    page = text(officer.get(reverse("registry:facts", args=[key])))
    assert url(pk, "correct_fields", "2018-03-10") in page
    event = LifeEvent.objects.get().key
    assert url(pk, "withdraw_event", event) in page
    address = url(pk, "correct_fields", "2018-03-10")
    shown = text(officer.get(address))
    typed = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', shown))
    del typed["csrfmiddlewaretoken"]
    page = check(officer, address, **typed | {"kind": "coop", "members": "22"})
    assert errors(page) == ["Chưa điền: Lý do."]
    page = check(officer, address, **typed | {"kind": "coop", "members": "22", "reason": "gõ nhầm"})
    assert "20 → 22" in page
    assert record(officer, address, page).status_code == 302
    assert now_of(pk).members == 22
    address = url(pk, "correct_event", event)
    page = check(officer, address, on="3/10/2018", reason="theo giấy gốc")
    assert record(officer, address, page).status_code == 302
    assert statuses(pk) == [("2018-10-03", "active")]
    assert officer.get(url(pk, "correct_event", "nothing")).status_code == 200
    assert officer.get(url(pk, "correct_fields", "hôm-qua")).status_code == 404


def test_a_fact_of_another_organisation_is_not_here(today, yen_my, officer):
    pk, other = enter(place=yen_my), enter("HTX Khác", place=yen_my)
    key = LifeEvent.objects.get(organisation_id=other).key
    assert officer.get(url(pk, "correct_event", key)).status_code == 404
    assert officer.get(url(pk, "correct_event")).status_code == 404
    assert officer.get(url(pk, "state", "x")).status_code == 404
    assert officer.get(url(pk, "no_such_act")).status_code == 404
    assert officer.get(url(pk, "notified")).status_code == 404


def test_acts_are_offered_with_their_reason(today, yen_my, officer):
    pk = enter(place=yen_my)
    key = Organisation.objects.get(pk=pk).key
    page = text(officer.get(reverse("registry:acts", args=[key])))
    assert "Ghi nhận tạm ngừng kinh doanh" in page
    assert "Chưa thể ghi “Giải thể”" in page
    assert "Thông báo thành lập với UBND cấp xã".lower() not in page.lower()


def test_finding_an_organisation_to_record_about(today, yen_my, officer):
    pk = enter("HTX Rau sạch Yên Mỹ", place=yen_my)
    page = text(officer.get(reverse("registry:record"), {"q": "rau sach"}))
    assert reverse("registry:acts", args=[Organisation.objects.get(pk=pk).key]) in page
    assert "Không tìm thấy tổ chức nào" in text(officer.get(reverse("registry:record"), {"q": "không hề có"}))


TYPED = {
    "divided": {"on": "1/6/2019", "name_1": "HTX Đông", "place_1": "Yên Mỹ, Ý Yên", "name_2": "HTX Tây",
                "place_2": "Yên Mỹ, Ý Yên"},
    "separated": {"on": "1/6/2019", "name_1": "HTX Con", "place_1": "Yên Mỹ, Ý Yên", "members": "9"},
    "consolidated": {"on": "1/6/2019", "party_1": "TC000002", "name_1": "HTX Chung", "place_1": "Yên Mỹ, Ý Yên"},
    "merged_into": {"on": "1/6/2019", "receiver": "TC000002", "members": "31"},
    "converted": {"on": "1/6/2019", "successor_kind": "enterprise", "name_1": "Công ty", "place_1": "Yên Mỹ, Ý Yên"},
    "grew_out_of": {"on": "1/6/2019", "group": "TC000004", "group_ends": "on"},
    "joined_union": {"on": "1/6/2019", "union": "3"},
    "joined_alliance": {"on": "1/6/2019", "membership": "associate"},
    "moved": {"on": "1/6/2019", "place": "Yên Lương, Ý Yên"},
    "change_registered": {"on": "1/6/2019", "charter_capital": "2 tỷ"},
    "change_notified": {"on": "1/6/2019", "members": "21"},
    "certificate_reissued": {"on": "1/6/2019", "certificate_no": "MH-77"},
    **{code: {"on": "1/6/2019", "note": "không hoạt động"} for code in EXPLAINED},
    **{code: {"on": "1/6/2019", "ground": "stopped_12_months"} for code in ("revoked", "revoked_tax")},
    "founding_meeting": {"on": "1/2/2018", "founders": "9"},
    "dissolved": {"on": "1/6/2019", "reason": "voluntary"},
    "branch_opened": {"on": "1/6/2019", "kind": "place", "name": "Cửa hàng", "place": "Yên Lương, Ý Yên"},
    "add_product": {"name": "Rau cải", "nature": "product"},
    "add_certificate": {"scheme": "vietgap", "on": "6/2019", "valid_until": "1/6/2021"},
    "add_gtin": {"product_id": "1", "gtin": "8931234567897", "day": "1/6/2019"},
    "main_product": {"products": "1", "commodity": "Rau", "decision_no": "12/QĐ-UBND", "decided_on": "1/6/2019",
                     "since": "1/6/2019"},
    "agree": {"day": "1/2/2020"},
    "unite": {"keep": "TC000002", "day": "1/2/2020", "reason": "cùng mã số"},
    "state": {"day": "1/2/2020", "members": "25", "name": "HTX Một", "place": "Yên Mỹ, Ý Yên"},
}  # fmt: skip


#: Leaving needs to have joined.
COOP_ACTS = [
    code
    for code, act in acts.ACTS.items()
    if act.load is None and (not act.event or lifecycle.fits(act.event, "coop")) and not code.startswith("left_")
]


def tell() -> None:
    """One organisation of each kind that an act about a co-op speaks of."""
    yen_my = commune("Xã Yên Mỹ")
    with clock.at(TODAY):
        first = enter("HTX Một", place=yen_my, members=20)
        enter("HTX Hai", place=yen_my, members=20)
        enter("Liên hiệp Ba", kind="union", place=yen_my)
        enter("THT Bốn", kind="group", event="certified", place=yen_my)
        add_product(organisation_id=first, name="Rau muống", by=None)


@pytest.mark.parametrize("code", COOP_ACTS)
def test_every_act_about_a_coop_can_be_recorded_from_its_page(today, told_once, officer, code):
    address = url(1, code)
    assert officer.get(address).status_code == 200
    typed = TYPED.get(code, {"on": "1/6/2019"})
    if "on" in typed and "steps_missing" in text(officer.get(address)):
        typed = typed | {"steps_missing": "on"}
    page = check(officer, address, **typed)
    assert errors(page) == []
    ticks = dict.fromkeys(re.findall(r'name="(confirm_\w+)"', page), "on")
    before = Posting.objects.count()
    answer = record(officer, address, page, **ticks)
    assert answer.status_code == 302, errors(text(answer))
    assert Posting.objects.count() == before + 1
    assert officer.get(answer.url).status_code == 200


def test_a_successor_may_be_a_record_that_stands(today, yen_my, officer):
    enter("HTX Một", place=yen_my, members=20)
    enter("HTX Đông", on=day("2019-06-01"), place=yen_my)
    address = url(1, "divided")
    page = check(officer, address, on="1/6/2019", standing_1="TC000002", name_2="HTX Tây", place_2="Yên Mỹ, Ý Yên")
    assert errors(page) == []
    assert "HTX Đông (TC000002)" in page
    ticks = dict.fromkeys(re.findall(r'name="(confirm_\w+)"', page), "on")
    assert record(officer, address, page, **ticks).status_code == 302
    assert set(LifeEvent.objects.filter(posted=Posting.objects.count()).values_list("kind", "organisation_id")) == {
        ("divided", 1), ("registered", 2), ("registered", 3),
    }  # fmt: skip


def test_a_successor_is_named_or_stands(today, yen_my, officer):
    enter("HTX Một", place=yen_my, members=20)
    page = check(officer, url(1, "divided"), on="1/6/2019", name_1="HTX Đông", place_1="Yên Mỹ, Ý Yên")
    assert errors(page) == ["Cần tên của tổ chức mới, hoặc bản ghi đã có của nó."]
    page = check(officer, url(1, "divided"), on="1/6/2019", standing_1="TC000009", name_2="HTX Tây")
    assert "Không tìm thấy “TC000009” trong sổ." in page


def test_parties_are_added_one_by_one_without_losing_what_was_typed(today, yen_my, officer):
    for name in ("Một", "Hai", "Ba", "Bốn"):
        enter(f"HTX {name}", place=yen_my, members=20)
    address = url(1, "consolidated")
    typed = {"on": "1/6/2019", "party_1": "TC000002", "name_1": "HTX Chung", "place_1": "Yên Mỹ, Ý Yên"}
    page = text(officer.post(address, {**typed, "slots": "1", "step": "more"}))
    assert 'name="party_2"' in page
    assert 'name="party_3"' not in page
    assert 'value="TC000002"' in page
    assert 'name="slots" value="2"' in page
    page = text(officer.post(address, {**typed, "party_2": "TC000003", "slots": "2", "step": "more"}))
    typed |= {"party_2": "TC000003", "party_3": "TC000004", "slots": "3"}
    page = check(officer, address, **typed)
    assert errors(page) == []
    ticks = dict.fromkeys(re.findall(r'name="(confirm_\w+)"', page), "on")
    assert record(officer, address, page, **ticks).status_code == 302
    assert LifeEvent.objects.filter(kind="consolidated").count() == 4
    page = text(officer.post(url(1, "divided"), {"on": "1/6/2019", "slots": "999", "step": "more"}))
    assert 'name="name_20"' in page
    assert 'name="name_21"' not in page


def test_each_new_organisation_stands_under_a_heading_of_its_own(today, yen_my, officer):
    enter("HTX Một", place=yen_my, members=20)
    page = text(officer.get(url(1, "divided")))
    headings = re.findall(r'<h2 class="nc-mt">([^<]+)</h2>', page)
    assert headings == ["Tổ chức mới thứ 1", "Tổ chức mới thứ 2", "Khác"]
