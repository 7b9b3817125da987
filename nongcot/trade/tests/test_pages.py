"""The room's pages: what visitors see and officers more, acts in three steps, boards."""

import re
from datetime import date

import pytest
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import PartialDate
from nongcot.registry import words
from nongcot.registry.actions.products import withdraw_product
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.trade.actions import offers, online, participations, readiness, requests, results
from nongcot.trade.models import BuyerRequest, Confirmation, Offer, Participation, TradeEvent
from nongcot.trade.tests.telling import event, make_fit, value, went

pytestmark = pytest.mark.both_databases

DAY = date(2022, 3, 10)


@pytest.fixture
def fair(today, book) -> int:
    """A fair of March 2022 that one co-op attended and told 35 million of."""
    number = event(closes=date(2022, 3, 12))
    [one] = went(number, telling.organisation("HTX A"))
    told = results.Told(date(2022, 4, 1), sales=35_000_000, contracts=1)
    results.record_result(participation_id=one, told=told, by=None, seen=None)
    return number


def page(client, name: str, **kwargs) -> str:
    answer = client.get(reverse(f"trade:{name}", kwargs=kwargs))
    assert answer.status_code == 200
    return text(answer)


def test_visitors_see_who_went_and_officers_what_it_brought(fair, visitor, officer):
    public, inside = page(visitor, "event", event_id=fair), page(officer, "event", event_id=fair)
    assert "HTX A" in public
    assert "35 triệu" not in public
    assert "35 triệu" in inside
    assert re.search(r"<dt>Được hỗ trợ</dt><dd>(\S)</dd>", inside).group(1) == "–", "nobody told: that is not 0"


def test_the_files_keep_to_the_same(fair, visitor, officer):
    public = page(visitor, "guests_file", event_id=fair, format_="csv")
    assert "HTX A" in public
    assert "35000000" not in public
    assert "35000000" in page(officer, "guests_file", event_id=fair, format_="csv")
    assert "Hội chợ Nông sản" in page(visitor, "events_file", format_="csv")
    assert visitor.get(reverse("trade:events_file", args=["pdf"])).status_code == 404


def test_everything_that_was_told_is_on_the_page_and_in_the_file(fair, visitor, officer):
    one = Participation.objects.get().participation_id
    told = results.Told(
        date(2022, 4, 1), contracts=1, visitors=1234, booth_cost=7_000_000, reference="Hợp đồng số 9 bán gạo",
        awards="Gian hàng đẹp", follow_up_on=date(2022, 8, 9),
    )  # fmt: skip
    results.record_result(participation_id=one, told=told, by=None, seen=None)
    row = page(officer, "event", event_id=fair).split('id="danh-sach"')[1].split("</tbody>")[0]
    for shown in ("1.234", "7 triệu", "Hợp đồng số 9 bán gạo", "Gian hàng đẹp", "09/08/2022", "01/04/2022"):
        assert shown in row
    rows = page(officer, "guests_file", event_id=fair, format_="csv")
    for shown in ("1234", "7000000", "Hợp đồng số 9 bán gạo", "Gian hàng đẹp", "09/08/2022", "01/04/2022"):
        assert shown in rows
    public = page(visitor, "event", event_id=fair) + page(visitor, "guests_file", event_id=fair, format_="csv")
    assert "Gian hàng đẹp" not in public


def test_the_list_is_narrowed_by_its_address(fair, visitor):
    event("Hội nghị", type="SUPPLY_DEMAND", on=date(2021, 5, 5))
    address = reverse("trade:events")
    assert "Hội nghị" not in text(visitor.get(address, {"type": "FAIR"})).split("<tbody>")[1]
    assert "Hội chợ Nông sản" not in text(visitor.get(address, {"year": "2021"})).split("<tbody>")[1]
    assert "Không có sự kiện nào khớp" in text(visitor.get(address, {"q": "không có đâu"}))


def test_an_event_that_never_was_is_not_there(fair, visitor, officer):
    assert visitor.get(reverse("trade:event", args=[999])).status_code == 404
    assert officer.get(reverse("trade:act_on", args=["change_event", "te999"])).status_code == 404
    assert officer.get(reverse("trade:act", args=["dance"])).status_code == 404


def test_an_event_is_planned_in_three_steps(today, book, officer):
    address = reverse("trade:act", args=["plan"])
    typed = {
        "title": "Hội chợ Xuân",
        "type": "FAIR",
        "scope": "IN_PROVINCE",
        "on": "12/01/2023",
        "closes": "10/01/2023",
    }
    refused = check(officer, address, **typed)
    assert "Ngày bế mạc trước ngày khai mạc." in " ".join(errors(refused))
    assert 'value="Hội chợ Xuân"' in refused
    checked = check(officer, address, **(typed | {"closes": "15/01/2023"}))
    assert record(officer, address, checked).status_code == 302
    assert TradeEvent.objects.get().name == "Hội chợ Xuân"


def test_personal_data_is_refused_and_not_shown_again(today, book, officer):
    typed = {"title": "Hội chợ của bà Hoa 036185001234", "type": "FAIR", "scope": "ABROAD", "on": "12/01/2023"}
    refused = check(officer, reverse("trade:act", args=["plan"]), **typed)
    assert "036185001234" not in refused
    assert not TradeEvent.objects.exists()


def test_a_list_is_settled_on_one_page(today, book, officer):
    fair = event()
    who = [telling.organisation(name) for name in ("HTX A", "HTX B")]
    participations.invite(event_id=fair, organisations=[one.pk for one in who], day=date(2022, 2, 1), by=None)
    numbers = {p.organisation_id: p.participation_id for p in Participation.objects.all()}
    address = reverse("trade:act_on", args=["move", f"te{fair}"])
    typed = {"day": "10/03/2022", f"p{numbers[who[0].pk]}": "ATTENDED", f"p{numbers[who[1].pk]}": "NO_SHOW"}
    record(officer, address, check(officer, address, **typed))
    assert value("fair_cooperatives") == 1


def test_invitations_are_typed_one_a_line_and_what_is_unclear_is_asked(today, book, officer):
    fair, who = event(), telling.organisation("HTX Rau sạch")
    address = reverse("trade:act_on", args=["invite", f"te{fair}"])
    refused = check(officer, address, who=f"{who.key}\nHTX không có", day="01/02/2022")
    assert "HTX không có" in " ".join(errors(refused))
    record(officer, address, check(officer, address, who=who.key, day="01/02/2022"))
    assert Participation.objects.get().organisation_id == who.pk


def test_registering_asks_for_the_organisations_own_products(today, book, officer):
    fair, who = event(), telling.organisation("HTX Rau sạch")
    product = telling.product(who, "Rau muống")
    found = text(officer.get(reverse("trade:choose_guest", args=[f"te{fair}"]), {"q": who.key}))
    address = reverse("trade:act_on", args=["register", f"te{fair}.{who.key}"])
    assert address in found
    assert "Rau muống" in text(officer.get(address))
    record(officer, address, check(officer, address, products=str(product), day="01/02/2022"))
    assert Participation.objects.get().products == [product]


def test_who_withdrew_and_registered_again_is_said_where_they_may_withdraw_again(today, book, officer):
    fair, who = event(), telling.organisation("HTX Rau sạch")
    [number] = went(fair, who, step="REGISTERED", day=date(2022, 2, 1))
    pages = [
        reverse("trade:act_on", args=["move", f"te{fair}"]),
        reverse("trade:act_on", args=["change_participation", f"tp{number}"]),
    ]
    for step, day, said in ("WITHDRAWN", 5, False), ("REGISTERED", 9, True):
        told = {"event_id": fair, "steps": {number: step}, "day": date(2022, 2, day)}
        participations.move(**told, by=None, seen=None)
        for address in pages:
            assert ("Đã rút đăng ký ngày 05/02/2022 rồi đăng ký lại." in text(officer.get(address))) == said, step


def test_a_product_that_was_taken_back_stays_told_until_somebody_says_otherwise(today, book, officer):
    who = telling.organisation("HTX Rau sạch")
    rau, cai = telling.product(who, "Rau muống"), telling.product(who, "Rau cải")
    [number] = went(event(), who, products=[rau, cai])
    requests.ask_for(buyer="Chuỗi cửa hàng", wanted="Rau", since=DAY, by=None)
    asked = BuyerRequest.objects.get().request_id
    [offer] = offers.offer(request_id=asked, organisation_id=who.pk, product_id=rau, day=DAY, by=None).keys
    [seen] = readiness.confirm(organisation_id=who.pk, kind="bilingual_label", product_id=rau, since=DAY, by=None).keys
    withdraw_product(key=f"p{rau}", by=None, seen=None, reason="nhầm")
    for code, key in ("change_participation", f"tp{number}"), ("change_offer", offer), ("change_confirmation", seen):
        address = reverse("trade:act_on", args=[code, key])
        form = officer.get(address).context["form"]
        typed = {name: form[name].value() or "" for name in form.fields} | {"reason": "gõ nhầm"}
        assert "Rau muống (đã rút lại)" in text(officer.get(address)), code
        assert record(officer, address, check(officer, address, **typed)).status_code == 302, code
    assert Participation.objects.latest("pk").products == [rau, cai]
    assert (Offer.objects.latest("pk").product_id, Confirmation.objects.latest("pk").product_id) == (rau, rau)
    form = officer.get(reverse("trade:act_on", args=["register", f"te{event('Phiên chợ')}.{who.key}"])).context["form"]
    assert form.fields["products"].choices == [(str(cai), "Rau cải")], "nobody chooses it again"


def test_registering_whom_the_book_knows_no_product_of_says_so_and_where_one_is_recorded(today, book, officer):
    fair, who = event(), telling.organisation("HTX Chưa rõ")
    asked = text(officer.get(reverse("trade:act_on", args=["register", f"te{fair}.{who.key}"])))
    assert "Sổ chưa ghi sản phẩm nào của tổ chức." in asked
    assert f'href="{reverse("registry:act", args=[who.key, "add_product"])}"' in asked


def test_the_board_tells_what_is_due_and_who_may_go(today, book, officer):
    went(event(closes=date(2022, 3, 12)), telling.organisation("HTX Chưa báo"))
    abroad = event("Hội chợ quốc tế", scope="INTERNATIONAL_IN_VN", on=date(2022, 9, 1))
    fit = telling.organisation("HTX Đi được", sector="AGR")
    make_fit(fit, telling.product(fit, "Gạo"))
    near = telling.organisation("HTX Gần được", sector="AGR")
    telling.product(near, "Nếp")
    for scheme in ("haccp", "traceability", "trademark"):
        telling.certificate(near, scheme=scheme, issued_on=date(2021, 1, 1))
    board = page(officer, "board")
    assert "1 tổ chức chưa báo · hạn 11/04/2022" in board
    assert "HTX Đi được" in board
    reasons = page(officer, "fit_for", event_id=abroad)
    assert "thiếu: Mã GTIN còn hiệu lực, Nhãn song ngữ, Năng lực cung ứng" in reasons
    assert "chưa kiểm chứng với văn bản" in reasons


def test_empty_boards_say_so_kindly(today, book, officer):
    assert "Mọi tổ chức đã tham gia đều đã báo kết quả." in page(officer, "board")
    assert "Chưa ghi yêu cầu nào" in page(officer, "buyers")
    assert "Chưa ghi gian hàng nào" in page(officer, "shops")


def test_an_organisations_page_tells_its_fairs(fair, visitor, officer):
    from nongcot.registry.models import Organisation

    address = reverse("registry:organisation", args=[Organisation.objects.get().key])
    assert "Hội chợ Nông sản" in text(visitor.get(address))
    assert "35 triệu" not in text(visitor.get(address))
    assert "35 triệu" in text(officer.get(address))
    assert "Tham gia sự kiện" in text(officer.get(reverse("registry:acts", args=[Organisation.objects.get().key])))


def test_pages_are_read_as_known_then(fair, officer):
    known = newest()
    went(fair, telling.organisation("HTX Muộn"))
    address = reverse("trade:event", args=[fair])
    assert "HTX Muộn" in text(officer.get(address))
    assert "HTX Muộn" not in text(officer.get(address, {"on": "2022-06-15", "known": known}))


def test_nothing_is_recorded_from_a_page_of_older_knowledge(fair, officer):
    who, act = Participation.objects.get(), "/xuc-tien/ghi/"
    organisation = reverse("registry:organisation", args=[words.keys([who.organisation_id])[who.organisation_id]])
    online.open_shop(organisation_id=who.organisation_id, platform="Sàn", since=PartialDate.year(2020), by=None)
    requests.ask_for(buyer="Siêu thị", wanted="Gạo", since=DAY, by=None)
    known = newest()
    event("Hội chợ khác")
    for address in (reverse("trade:event", args=[fair]), organisation, reverse("trade:buyers"),
                    reverse("trade:buyer", args=[1]), reverse("trade:calendar"), reverse("trade:events")):  # fmt: skip
        then = text(officer.get(address, {"on": "2022-06-15", "known": str(known)}))
        assert (act in text(officer.get(address)), act in then) == (True, False), address


def test_an_undone_posting_that_others_changed_names_the_event(fair, officer):
    from nongcot.indicators.models import Posting

    n = Posting.objects.get(act="trade.plan_event").n
    from nongcot.trade.actions.events import cancel_event

    cancel_event(key=f"te{fair}", by=None, seen=None, reason="bão")
    assert "Hội chợ Nông sản" in text(officer.get(reverse("registry:undo", args=[n])))


def test_what_is_to_be_followed_up_stands_on_the_board_the_longest_overdue_first(today, book, officer):
    fair = event(closes=date(2022, 3, 12))
    days = {
        "HTX Sau": date(2022, 7, 1),
        "HTX Trễ": date(2022, 5, 1),
        "HTX Trễ nhất": date(2022, 4, 20),
        "HTX Xong": None,
    }
    went_as = {}
    for name, day in days.items():
        [went_as[name]] = went(fair, telling.organisation(name))
        told = results.Told(date(2022, 4, 1), follow_up_on=day)
        results.record_result(participation_id=went_as[name], told=told, by=None, seen=None)
    board = page(officer, "board").split('id="h-td"')[1].split("</section>")[0]
    assert board.index("HTX Trễ nhất") < board.index("Quá hẹn 45 ngày") < board.index("HTX Sau")
    assert "HTX Xong" not in board
    assert "Chưa đến hẹn" in board
    assert reverse("trade:act_on", args=["result", f"tp{went_as['HTX Trễ']}"]) in board


def test_a_guest_is_chosen_by_place_with_its_products(today, book, officer):
    from nongcot.places import geography

    fair = event()
    here = telling.organisation("HTX Ở đây", place=geography.at("13831", date(2020, 1, 1)).pk)
    telling.organisation("HTX Nơi khác")
    product = telling.product(here, "Rau muống")
    went(fair, there := telling.organisation("HTX Đã đi", place=geography.at("13831", date(2020, 1, 1)).pk))
    choose = reverse("trade:choose_guest", args=[f"te{fair}"])
    assert f'action="{choose}"' in page(officer, "event", event_id=fair)
    found = text(officer.get(choose, {"place": "13831"}))
    act = reverse("trade:act_on", args=["register", f"te{fair}.{here.key}"])
    assert f'action="{act}"' in found
    assert "HTX Nơi khác" not in found
    assert f"te{fair}.{there.key}" not in found, "who attended is not registered again"
    ticked = text(officer.get(act, {"products": [str(product)]}))
    assert re.search(rf'value="{product}"[^>]* checked', ticked)


def test_who_was_invited_is_registered_without_a_search(today, book, officer):
    fair, who = event(), telling.organisation("HTX A")
    participations.invite(event_id=fair, organisations=[who.pk], day=date(2022, 2, 1), by=None)
    assert reverse("trade:act_on", args=["register", f"te{fair}.{who.key}"]) in page(officer, "event", event_id=fair)
