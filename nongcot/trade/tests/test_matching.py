"""Buyers and sellers: requests and offers said anew, what the register suggests and why, the lists of the market."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from nongcot.indicators.ledger import newest
from nongcot.kernel.dates import FAR
from nongcot.places import geography
from nongcot.registry import keyed, writing
from nongcot.registry.actions import main_products
from nongcot.registry.bookkeeping import posting
from nongcot.registry.outcomes import ChangedSince, NotNow
from nongcot.registry.reading.points import Point
from nongcot.registry.tests import telling
from nongcot.registry.tests.pages import check, errors, record, text
from nongcot.trade import suggesting
from nongcot.trade.actions import events, offers, readiness, requests
from nongcot.trade.models import BuyerRequest, Offer
from nongcot.trade.tests.telling import event

pytestmark = pytest.mark.both_databases

DAY = date(2022, 3, 10)


def ask(**more) -> BuyerRequest:
    told = {"buyer": "Chuỗi cửa hàng", "wanted": "Gạo nếp sạch, 5 tấn", "since": DAY, "by": None} | more
    done = requests.ask_for(**told)
    return BuyerRequest.objects.get(key=done.keys[0], posted=done.n)


def point(on: date = date(2022, 6, 15)) -> Point:
    from nongcot.indicators.models import Posting

    posting = Posting.objects.get(n=newest())
    return Point(on, posting.n, posting.moment, posting.digest, True, True)


def suggested(request: BuyerRequest) -> dict[str, list[str]]:
    """Names of what is suggested, each with the sorts of its reasons."""
    return {one.product.name: [reason.why.value for reason in one.reasons]
            for one in suggesting.fitting(request, point())}  # fmt: skip


def test_a_request_is_said_anew_and_the_first_words_stay_readable(today):
    request = ask()
    seen = newest()
    again = {"key": request.key, "buyer": "Chuỗi cửa hàng", "since": DAY, "by": None, "reason": "gõ nhầm"}
    requests.change_request(wanted="Gạo tẻ", seen=seen, **again)
    assert list(BuyerRequest.objects.order_by("posted").values_list("wanted", flat=True)) == [
        "Gạo nếp sạch, 5 tấn", "Gạo tẻ",
    ]  # fmt: skip
    with pytest.raises(ChangedSince):
        requests.change_request(wanted="Gạo lứt", seen=seen, **again)
    with pytest.raises(ValidationError) as refused:
        requests.change_request(wanted=" ", seen=newest(), **again)
    assert list(refused.value.message_dict) == ["wanted"]


def test_an_offer_is_said_anew_and_keeps_what_became_of_it(today):
    who, request = telling.organisation("HTX A"), ask()
    rice, glue = telling.product(who, "Gạo"), telling.product(who, "Nếp")
    told = {"request_id": request.request_id, "organisation_id": who.pk, "day": DAY, "by": None}
    [key] = offers.offer(product_id=rice, **told).keys
    offers.offer(product_id=glue, **told)
    again = {"key": key, "by": None, "seen": None, "reason": "gõ nhầm"}
    with pytest.raises(NotNow, match="đang chào"):
        offers.change_offer(day=DAY, product_id=glue, **again)
    offers.settle_offer(key=key, outcome="declined", day=date(2022, 4, 1), by=None, seen=None)
    with pytest.raises(ValidationError) as refused:
        offers.change_offer(day=date(2022, 4, 2), product_id=rice, **again)
    assert list(refused.value.message_dict) == ["day"]
    offers.change_offer(day=date(2022, 3, 20), product_id=rice, terms="giá mới", **again)
    found = Offer.objects.filter(key=key).latest("pk")
    assert (found.terms, found.offered_on, found.outcome) == ("giá mới", date(2022, 3, 20), "declined")


def test_what_is_typed_stays_and_the_second_editor_is_told(today, book, officer):
    request = ask()
    address = reverse("trade:act_on", args=["change_request", request.key])
    shown = text(officer.get(address))
    assert 'value="Gạo nếp sạch, 5 tấn"' in shown
    typed = {
        "buyer": "Chuỗi cửa hàng",
        "wanted": "Gạo tẻ",
        "day": "10/03/2022",
        "until": "01/03/2022",
        "reason": "nhầm",
    }
    refused = check(officer, address, **typed)
    assert "Ngày hết hạn trước ngày bắt đầu." in " ".join(errors(refused))
    assert 'value="Gạo tẻ"' in refused
    checked = check(officer, address, **(typed | {"until": ""}), seen=str(newest()))
    requests.close_request(key=request.key, until=date(2022, 12, 31), by=None, seen=None)
    told = text(record(officer, address, checked))
    assert "Gạo tẻ" in told
    assert BuyerRequest.objects.latest("pk").wanted == "Gạo nếp sạch, 5 tấn", "nothing was overwritten"


def test_suggestions_say_why_and_those_with_most_in_common_come_first(today):
    place = geography.at("13831", date(2020, 1, 1)).pk
    both = telling.organisation("HTX Nếp", place=place, sector="AGR")
    one, other = telling.organisation("HTX Tẻ", sector="AGR"), telling.organisation("HTX Mắm", sector="FIS")
    best = telling.product(both, "Gạo nếp cái hoa vàng")
    telling.product(one, "Gạo tẻ")
    telling.product(one, "Bơ")
    telling.product(other, "Nước mắm")
    telling.product(other, "Nắng", group="Gạo các loại")
    telling.certificate(both, product_id=best, scheme="vietgap", issued_on=date(2021, 1, 1), valid_to=FAR)
    main_products.designate_main_products(
        products=[best], commodity="Lúa gạo", decision_no="QĐ 1", decided_on=DAY, since=DAY, by=None
    )
    request = ask(requirements="Có VietGAP", sector="AGR", buyer_id=telling.organisation("Cửa hàng", place=place).pk)
    found = suggested(request)
    assert found == {
        "Gạo nếp cái hoa vàng": ["name", "main", "certificate", "sector", "place"],
        "Gạo tẻ": ["name", "sector"],
        "Nắng": ["name"],
    }
    assert next(iter(found)) == "Gạo nếp cái hoa vàng"
    assert not Offer.objects.exists(), "a suggestion decides nothing"


def test_marks_tell_words_apart_where_they_are_typed(today):
    who = telling.organisation("HTX A")
    for name in ("Bơ sáp", "Bò thịt"):
        telling.product(who, name)
    assert list(suggested(ask(wanted="Bò"))) == ["Bò thịt"]
    assert set(suggested(ask(wanted="bo"))) == {"Bơ sáp", "Bò thịt"}


def test_every_certificate_of_the_sector_is_a_reason_where_no_name_fits(today):
    who, other = telling.organisation("HTX A", sector="FIS"), telling.organisation("HTX B", sector="FIS")
    oyster = telling.product(who, "Hàu")
    telling.product(other, "Ngao")
    telling.certificate(who, product_id=oyster, scheme="asc", issued_on=date(2021, 1, 1), valid_to=FAR)
    assert suggested(ask(wanted="Hải vị", requirements="đạt ASC", sector="FIS")) == {"Hàu": ["certificate", "sector"]}


def test_the_page_of_a_request_suggests_and_the_offer_begins_with_the_product(today, book, officer):
    who, request = telling.organisation("HTX Nếp"), ask()
    product = telling.product(who, "Gạo nếp")
    page = text(officer.get(reverse("trade:buyer", args=[request.request_id])))
    address = reverse("trade:act_on", args=["offer", f"{request.key}.{who.key}"])
    assert f'href="{address}?product_id={product}"' in page
    assert "tên hoặc nhóm có “gạo”, “nếp”" in page
    assert f'<option value="{product}" selected>' in text(officer.get(f"{address}?product_id={product}"))
    record(officer, address, check(officer, address, product_id=str(product), day="20/03/2022"))
    assert Offer.objects.get().product_id == product
    assert "Đã chào" in text(officer.get(reverse("trade:suggestions", args=[request.request_id])))


def test_a_request_is_told_of_the_event_at_which_it_was_made(today, book, officer, visitor):
    held, gone = event("Hội nghị kết nối", type="SUPPLY_DEMAND"), event("Phiên chợ", on=date(2022, 4, 1))
    events.cancel_event(key=f"te{gone}", by=None, seen=None, reason="mưa")
    page = reverse("trade:event", args=[held])
    address = f"{reverse('trade:act', args=['ask_for'])}?event_id={held}"
    assert f'href="{address}"' in text(officer.get(page))
    form = officer.get(address).context["form"]
    assert form["event_id"].value() == str(held)
    assert [value for value, _label in form.fields["event_id"].choices] == ["", str(held)]
    done = record(officer, address, check(officer, address, buyer="Siêu thị", wanted="Gạo nếp", day="10/03/2022",
                                          event_id=str(held)))  # fmt: skip
    request = BuyerRequest.objects.get()
    own = reverse("trade:buyer", args=[request.request_id])
    assert f'href="{own}"' in text(officer.get(done["Location"])), "the receipt leads to it"
    assert f'href="{own}"' in text(officer.get(page))
    assert "Gạo nếp" not in text(visitor.get(page))
    assert "Hội nghị kết nối" in text(officer.get(own))
    assert ";Hội nghị kết nối;" in text(officer.get(reverse("trade:buyers_file", args=["csv"])))
    # Said anew: the event stays in sight, and may be taken away.
    change = reverse("trade:act_on", args=["change_request", request.key])
    typed = {"buyer": "Siêu thị", "wanted": "Gạo nếp", "day": "10/03/2022", "reason": "nhầm"}
    events.cancel_event(key=f"te{held}", by=None, seen=None, reason="mưa")
    assert officer.get(change).context["form"]["event_id"].value() == held
    for given in (str(held), ""):
        record(officer, change, check(officer, change, **typed, event_id=given))
        assert keyed.standing(BuyerRequest, request.key).event_id == (int(given) if given else None)


def test_a_request_said_anew_of_another_event_leaves_the_page_of_the_first(today, book, officer):
    first, second = event("Hội nghị kết nối"), event("Phiên chợ", on=date(2022, 4, 1))
    request = ask(event_id=first)
    told = {"key": request.key, "buyer": request.buyer, "wanted": request.wanted, "since": DAY, "by": None}

    def asked_at() -> list[bool]:
        pages = (text(officer.get(reverse("trade:event", args=[one]))) for one in (first, second))
        return ["Gạo nếp sạch" in page for page in pages]

    assert asked_at() == [True, False]
    requests.change_request(**told, event_id=second, seen=None, reason="nhầm sự kiện")
    assert asked_at() == [False, True]
    requests.change_request(**told, event_id=None, seen=None, reason="nhầm sự kiện")
    assert asked_at() == [False, False]
    requests.withdraw_request(key=request.key, by=None, seen=None, reason="nhầm")
    assert asked_at() == [False, False]


def test_the_page_of_a_request_says_whether_it_is_open(today, book, officer):
    address = reverse("trade:buyer", args=[ask(until=date(2022, 4, 1)).request_id])
    days = {"2022-03-09": "Chưa mở", "2022-03-10": "Đang mở", "2022-04-01": "Đang mở", "2022-04-02": "Đã khép"}
    for day, state in days.items():
        lead = text(officer.get(address, {"on": day})).partition("</h1>")[2].partition("</p>")[0]
        assert state in lead, day


def test_suggestions_are_narrowed_by_the_address(today, book, officer, visitor):
    place = geography.at("13831", date(2020, 1, 1)).pk
    telling.product(telling.organisation("HTX Ở đây", place=place), "Gạo nếp")
    telling.product(telling.organisation("HTX Nơi khác"), "Gạo tẻ")
    address = reverse("trade:suggestions", args=[ask().request_id])

    def names(**asked: str) -> set[str]:
        page = text(officer.get(address, asked))
        return {name for name in ("Gạo nếp", "Gạo tẻ") if f">{name}</a>" in page}

    assert names() == {"Gạo nếp", "Gạo tẻ"}
    assert names(place="13831") == {"Gạo nếp"}
    assert names(q="noi khac") == {"Gạo tẻ"}
    assert names(reason="main") == set()
    assert "Không gợi ý nào khớp" in text(officer.get(address, {"reason": "main"}))
    assert visitor.get(address).status_code == 302


def test_suggestions_are_counted_exactly_and_paged(today, book, officer):
    who = telling.organisation("HTX Nhiều hàng")
    with posting("test", by=None) as entry:
        for number in range(320):
            writing.offer(entry, organisation_id=who.pk, name=f"Gạo số {number:03}", nature="product")
    request = ask(wanted="Gạo")
    address = reverse("trade:suggestions", args=[request.request_id])
    assert '<b class="nc-num">320</b> trong <span class="nc-num">320</span>' in text(officer.get(address))
    assert ">Gạo số 319</a>" in text(officer.get(address, {"page": "13"}))
    assert '<b class="nc-num">10</b> trong <span class="nc-num">320</span>' in text(
        officer.get(address, {"q": "so 31"})
    )
    assert "còn" in text(officer.get(reverse("trade:buyer", args=[request.request_id])))


def test_nothing_that_fits_is_told_kindly(today, book, officer):
    assert "Chưa sản phẩm nào trong sổ hợp" in text(
        officer.get(reverse("trade:suggestions", args=[ask(wanted="Xoài").request_id]))
    )


def test_the_lists_of_the_market_are_narrowed_and_go_out_as_they_stand(today, book, officer, visitor):
    who, request = telling.organisation("HTX A"), ask(until=date(2022, 4, 1))
    ask(buyer="Siêu thị", wanted="Đậu")
    offers.offer(request_id=request.request_id, organisation_id=who.pk, day=DAY, by=None)
    readiness.confirm(organisation_id=who.pk, kind="capacity", since=DAY, by=None)

    def rows(name: str, **asked: str) -> str:
        shown = text(officer.get(reverse(f"trade:{name}"), asked))
        file = text(officer.get(reverse(f"trade:{name}_file", args=["csv"]), asked))
        return f"{shown.split('<tbody>')[-1]}{file}"

    assert "Chuỗi cửa hàng" in rows("buyers")
    assert "Chuỗi cửa hàng" not in rows("buyers", state="open")
    assert "Siêu thị" in rows("buyers", q="đậu")
    assert "HTX A" in rows("offers", q="chuoi cua hang", kind="open")
    assert "HTX A" not in rows("offers", kind="agreed")
    assert "HTX A" in rows("confirmations", kind="capacity", state="valid")
    assert reverse("trade:act_on", args=["change_offer", Offer.objects.get().key]) in rows("offers")
    for name in ("buyers", "offers", "confirmations"):
        assert visitor.get(reverse(f"trade:{name}")).status_code == 302
        assert visitor.get(reverse(f"trade:{name}_file", args=["csv"])).status_code == 302
    assert "Chào hàng" not in text(visitor.get(reverse("trade:shops"))).split("nc-tabs")[1].split("</ul>")[0]
