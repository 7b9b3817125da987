"""Lists of contracts of linkage: both sides matched to the register; what a contract needs is asked, not invented."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nongcot.indicators.ledger import newest
from nongcot.intake import actions, summary
from nongcot.intake.models import Batch
from nongcot.intake.proposals import NEW_PARTNER, PARTNER
from nongcot.intake.tests.conftest import ON, address, apply_as_seen, page_of, written
from nongcot.intake.tests.lists import applied, doubts
from nongcot.intake.understanding import SheetOverride
from nongcot.intake.understanding.parties import read_signers, several
from nongcot.kernel.dates import FAR
from nongcot.linkage.actions import terms
from nongcot.linkage.models import Contract, Party
from nongcot.registry import keyed
from nongcot.registry.models import Organisation, Profile

pytestmark = pytest.mark.usefixtures("ledger")

HEAD = ("STT", "Tên HTX", "Xã", "Huyện", "Tên doanh nghiệp", "Số hợp đồng", "Ngày ký", "Sản phẩm", "Nhóm nông sản",
        "Khâu liên kết", "Diện tích (ha)", "Sản lượng (tấn)", "Giá trị (triệu đồng)", "Số hộ", "Từ ngày",
        "Đến ngày")  # fmt: skip
RICE = (1, "HTX Mây Hồng", "Yên Lương", "Ý Yên", "Công ty TNHH Gạo Mẫu", "01/HĐLK", "05/03/2018", "Gạo tám",
        "Trồng trọt", "Sản xuất, bao tiêu", 12.5, 80, 640, 45, "01/04/2018", "31/03/2021")  # fmt: skip
FISH = (2, "HTX Biển Xanh", "Giao Phong", "Giao Thủy", "Công ty CP Thủy sản Mẫu", "7/2019", "10/01/2019", "Ngao",
        "Thủy sản", "Tiêu thụ", "", 120, "", "", "10/01/2019", "")  # fmt: skip


@pytest.fixture
def known() -> dict[str, int]:
    """Two co-ops and one enterprise of the register, by name."""
    head = ("Tên đơn vị", "Xã", "Huyện", "Loại hình")
    applied(
        head,
        ("HTX Mây Hồng", "Yên Lương", "Ý Yên", "HTX"),
        ("HTX Biển Xanh", "Giao Phong", "Giao Thủy", "HTX"),
        ("Công ty TNHH Gạo Mẫu", "Yên Lương", "Ý Yên", "Doanh nghiệp"),
        name="so.xlsx",
    )
    return dict(Profile.objects.filter(retracted=None).values_list("name", "organisation_id"))


@pytest.fixture
def sent(tmp_path) -> Callable[..., Batch]:
    """Send a list of contracts; gives the batch."""

    def send(rows=(RICE,), *, heading=HEAD, name="hd.xlsx") -> Batch:
        path = tmp_path / name
        written(rows, heading, ("TỔNG HỢP HỢP ĐỒNG LIÊN KẾT",)).save(path)
        return actions.receive(source=path, name=name, on=ON, by=None)

    return send


def answer(batch: Batch) -> dict[str, Any]:
    """What the command would print."""
    understood = actions.read(batch)
    return summary.of(understood, actions.preview(batch, understood), None)


def agree(batch: Batch, row: int, what: str) -> None:
    actions.agree(batch=batch, sheet="DS", row_no=row, what=what, by=None)


def contracts() -> list[Contract]:
    """The contracts that stand."""
    return keyed.of_many(Contract, set(Contract.objects.values_list("organisation_id", flat=True)))


def test_a_list_of_contracts_is_known_and_its_partner_asked_about(known, sent):
    found = answer(sent((RICE, FISH)))
    assert [sheet["kind"] for sheet in found["sheets"]] == ["contracts"]
    assert {column["letter"]: column["target"] for column in found["sheets"][0]["columns"]}["E"] == "partner"
    assert [error["row"] for error in found["errors"]] == [3, 4]
    assert "bên đối tác" in doubts(found)["E3"]
    actions.apply(batch=sent((RICE, FISH)), by=None)
    assert contracts() == []
    assert Organisation.objects.count() == 3


def test_with_the_partner_said_to_be_a_record_the_contract_goes_in(known, sent):
    batch = sent()
    agree(batch, 3, f"{PARTNER}{known['Công ty TNHH Gạo Mẫu']}")
    actions.apply(batch=batch, by=None)
    (made,) = contracts()
    assert (made.number, made.signed_on, made.starts) == ("01/HĐLK", date(2018, 3, 5), date(2018, 4, 1))
    assert (made.commodity, made.commodity_sector, made.covers) == ("Gạo tám", "crop", 10)
    assert (made.area, made.volume, made.volume_unit) == (Decimal("12.5"), Decimal(80), "tấn")
    assert (made.value, made.households, made.valid_to) == (640_000_000, 45, date(2021, 4, 1))
    parties = {(party.organisation_id, party.side) for party in Party.objects.all()}
    assert parties == {
        (known["HTX Mây Hồng"], "collective"),
        (known["Công ty TNHH Gạo Mẫu"], "partner"),
    }


def test_a_new_enterprise_is_begun_by_a_yes_only(known, sent):
    batch = sent((RICE, FISH))
    agree(batch, 4, NEW_PARTNER)
    actions.apply(batch=batch, by=None)
    (made,) = contracts()
    assert (made.commodity, made.volume, made.volume_unit, made.valid_to) == ("Ngao", Decimal(120), "tấn", FAR)
    new = Profile.objects.get(retracted=None, name="Công ty CP Thủy sản Mẫu")
    assert (new.kind, batch.outcome["left"]) == ("enterprise", 1)


def test_a_quantity_in_another_unit_than_the_heading_s_is_left_out_and_told(known, sent):
    batch = sent(((*FISH[:11], "120 tạ", *FISH[12:]),))
    agree(batch, 3, NEW_PARTNER)
    assert doubts(answer(batch))["L3"] == "Ô ghi tạ, tiêu đề ghi tấn."
    actions.apply(batch=batch, by=None)
    assert (contracts()[0].volume, batch.outcome["left"]) == (None, 1)


def test_the_same_list_again_writes_nothing_and_asks_nothing(known, sent):
    batch = sent((RICE, FISH))
    agree(batch, 3, f"{PARTNER}{known['Công ty TNHH Gạo Mẫu']}")
    agree(batch, 4, NEW_PARTNER)
    actions.apply(batch=batch, by=None)
    n = newest()
    again = sent((RICE, FISH), name="lai.xlsx")
    assert (answer(again)["unchanged"], answer(again)["errors"]) == (2, [])
    assert (actions.apply(batch=again, by=None).posting, newest()) == (0, n)


def test_what_is_learnt_later_completes_a_contract_and_what_differs_is_told(known, sent):
    batch = sent((RICE,))
    agree(batch, 3, f"{PARTNER}{known['Công ty TNHH Gạo Mẫu']}")
    actions.apply(batch=batch, by=None)
    bare = (*RICE[:13], "", *RICE[14:])
    assert answer(sent((bare,), name="a.xlsx"))["unchanged"] == 1
    other = (*RICE[:12], 700, *RICE[13:])
    found = answer(sent((other,), name="b.xlsx"))
    assert (found["unchanged"], doubts(found)["M3"]) == (1, "sổ ghi khác: 640\u00a0triệu đồng")


def test_a_last_day_learnt_later_is_written(known, sent):
    batch = sent((FISH,))
    agree(batch, 3, NEW_PARTNER)
    actions.apply(batch=batch, by=None)
    later = sent(((*FISH[:15], "09/01/2022"),), name="sau.xlsx")
    assert answer(later)["change"] == 1
    actions.apply(batch=later, by=None)
    assert contracts()[0].valid_to == date(2022, 1, 10)


def test_a_last_day_that_leaves_no_room_for_an_early_end_is_told_and_not_written(known, sent):
    batch = sent((FISH,))
    agree(batch, 3, NEW_PARTNER)
    actions.apply(batch=batch, by=None)
    [made] = contracts()
    terms.end_contract(key=made.key, on=date(2021, 6, 30), ground="price", by=None, seen=None)
    found = answer(sent(((*FISH[:15], "30/06/2021"),), name="sau.xlsx"))
    assert found["unchanged"] == 1
    assert "hết ngày 30/06/2021: hạn ghi trong hợp đồng phải sau ngày ấy" in doubts(found)["P3"]
    later = sent(((*FISH[:15], "09/01/2022"),), name="nua.xlsx")
    actions.apply(batch=later, by=None)
    assert contracts()[0].valid_to == date(2022, 1, 10)


def test_bad_rows_wait_with_their_reason_and_do_not_stop_good_ones(known, sent):
    rows = (
        RICE,
        (*RICE[:4], "", *RICE[5:]),
        (*RICE[:7], "", *RICE[8:]),
        (*RICE[:9], "Khác hẳn", *RICE[10:]),
        (*RICE[:14], "", ""),
        (*RICE[:1], "Công ty TNHH Gạo Mẫu", *RICE[2:]),
        (*RICE[:5], "9/HĐ", *RICE[6:14], "01/04/2018", "31/03/2017"),
    )
    batch = sent(rows)
    for row in range(3, 10):
        agree(batch, row, f"{PARTNER}{known['Công ty TNHH Gạo Mẫu']}")
    why = {error["row"]: error["why"] for error in answer(batch)["errors"]}
    assert why.pop(8)  # an enterprise on the co-op side
    assert why == {
        4: "hợp đồng không ghi bên đối tác",
        5: "hợp đồng không ghi nông sản, sản phẩm",
        6: "chưa rõ hợp đồng gồm những khâu nào",
        7: "hợp đồng không ghi ngày bắt đầu",
        9: "Ngày hết hạn trước ngày bắt đầu.",
    }
    actions.apply(batch=batch, by=None)
    assert (len(contracts()), batch.outcome["left"]) == (1, 6)


def test_what_no_column_tells_is_asked_once_for_the_table(known, sent):
    short = ("Tên HTX", "Xã", "Huyện", "Doanh nghiệp liên kết", "Số hợp đồng", "Ngày ký", "Sản phẩm")
    line = ("HTX Mây Hồng", "Yên Lương", "Ý Yên", "Công ty TNHH Gạo Mẫu", "01/HĐLK", "05/03/2018", "Gạo tám")
    batch = sent((line,), heading=short)
    asked = doubts(answer(batch))
    assert ["khâu" in asked["A2"], "nhóm nông sản" in asked["B2"], "ngày ký" in asked["C2"]] == [True] * 3
    change = SheetOverride(cells={"A2": 8, "B2": "crop", "C2": "signed_on"})
    actions.override(batch=batch, sheet="DS", change=change, by=None)
    agree(batch, 3, f"{PARTNER}{known['Công ty TNHH Gạo Mẫu']}")
    actions.apply(batch=batch, by=None)
    (made,) = contracts()
    assert (made.covers, made.commodity_sector, made.starts) == (8, "crop", date(2018, 3, 5))


def test_withdrawing_leaves_what_another_list_says(known, sent):
    batch = sent()
    agree(batch, 3, f"{PARTNER}{known['Công ty TNHH Gạo Mẫu']}")
    actions.apply(batch=batch, by=None)
    other = sent((RICE, FISH), name="khac.xlsx")
    actions.apply(batch=other, by=None)
    actions.withdraw(batch=batch, by=None)
    assert [made.number for made in contracts()] == ["01/HĐLK"]
    actions.withdraw(batch=other, by=None)
    assert contracts() == []


def test_the_page_asks_and_applies(known, officer, sent):
    batch = sent()
    page = page_of(officer, batch)

    assert "Hợp đồng liên kết" in page
    assert "bên đối tác có lẽ là tổ chức này của sổ" in page
    look = officer.get(address("batch", batch)).context["look"]
    officer.post(address("decide", batch), {"look": look.token, "yes0": "1"})
    batch.refresh_from_db()
    apply_as_seen(officer, batch)
    assert len(contracts()) == 1


def test_rows_that_lean_on_a_new_partner_of_a_bad_row_wait_with_it(known, sent):
    over = (*FISH[:14], "10/01/2019", "31/12/2018")
    second = (*FISH[:5], "8/2019", *FISH[6:])
    batch = sent((over, second))
    agree(batch, 3, NEW_PARTNER)
    assert [error["row"] for error in answer(batch)["errors"]] == [3, 4]
    actions.apply(batch=batch, by=None)
    assert (contracts(), Organisation.objects.count()) == ([], 3)


SIDES = (
    *RICE[:1],
    "HTX Mây Hồng; HTX Biển Xanh",
    *RICE[2:4],
    "Công ty TNHH Gạo Mẫu\nCông ty CP Thủy sản Mẫu",
    *RICE[5:],
)


def parties() -> dict[tuple[str, int], str]:
    """The names of the parties that stand, by side and place in order."""
    named = dict(Profile.objects.filter(retracted=None).values_list("organisation_id", "name"))
    return {(p.side, p.place_in_order): named[p.organisation_id] for p in Party.objects.filter(withdrawn=None)}


def agree_to_all(batch: Batch) -> None:
    """Say yes to whatever the list asks, row by row: to a record that it may be, else to a new one."""
    for _time in range(8):
        asking = [row for row in actions.preview(batch, effect=False).rows if row.asks]
        if not asking:
            return
        first = min(asking[0].asks, key=lambda ask: PARTNER not in ask.what)
        agree(batch, asking[0].row_no, first.what)
    raise AssertionError(asking[0].asks)


def test_several_names_in_a_cell_are_several_sides_of_one_contract(known, sent):
    batch = sent((SIDES,))
    found = answer(batch)
    assert {why for cell, why in doubts(found).items() if cell in ("B3", "E3")} >= {
        "bên đối tác “Công ty CP Thủy sản Mẫu” chưa rõ là ai trong sổ"
    }
    agree_to_all(batch)
    told = [(cell["what"], cell["told"]) for cell in answer(batch)["deeds"][0]["cells"]]
    assert [one for one in told if one[0].startswith("Bên")] == [
        ("Bên đối tác", "Công ty TNHH Gạo Mẫu"),
        ("Bên đối tác", "Công ty CP Thủy sản Mẫu"),
        ("Bên hợp tác xã", "HTX Biển Xanh"),
    ]
    actions.apply(batch=batch, by=None)
    assert len(contracts()) == 1
    assert parties() == {
        ("collective", 0): "HTX Mây Hồng",
        ("collective", 1): "HTX Biển Xanh",
        ("partner", 0): "Công ty TNHH Gạo Mẫu",
        ("partner", 1): "Công ty CP Thủy sản Mẫu",
    }


def test_a_contract_of_several_sides_sent_again_is_silent_and_stands_as_long_as_a_list_tells_it(known, sent):
    of_known = (*SIDES[:4], "Công ty TNHH Gạo Mẫu", *SIDES[5:])
    batch = sent((of_known,))
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    n = newest()
    again = sent(((9, *of_known[1:]),), name="khac.xlsx")
    found = answer(again)
    assert (found["unchanged"], found["errors"], found["doubts"]) == (1, [], [])
    assert (actions.apply(batch=again, by=None).posting, newest()) == (0, n)
    actions.withdraw(batch=batch, by=None)
    assert (len(contracts()), len(parties())) == (1, 3)
    actions.withdraw(batch=again, by=None)
    assert (contracts(), parties()) == ([], {})


def test_told_from_the_other_co_op_it_is_the_same_contract(known, sent):
    turned = (1, "HTX Biển Xanh; HTX Mây Hồng", "Giao Phong", "Giao Thủy", *SIDES[4:])
    batch = sent((SIDES, turned))
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    assert (batch.outcome["create"], batch.outcome["unchanged"], len(contracts()), len(parties())) == (1, 1, 1, 4)


def test_several_columns_of_partners_are_several_sides(known, sent):
    head = (*HEAD[:4], "Doanh nghiệp liên kết 1", "Doanh nghiệp liên kết 2", "Doanh nghiệp liên kết 3", *HEAD[5:])
    row = (*RICE[:4], "Công ty TNHH Gạo Mẫu", "Công ty A Mẫu", "Công ty B Mẫu", *RICE[5:])
    batch = sent((row,), heading=head)
    assert [c["target"] for c in answer(batch)["sheets"][0]["columns"]][4:7] == ["partner", *["other_partner"] * 2]
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    assert [name for (side, _place), name in sorted(parties().items()) if side == "partner"] == [
        "Công ty TNHH Gạo Mẫu",
        "Công ty A Mẫu",
        "Công ty B Mẫu",
    ]


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Công ty TNHH Gạo Mẫu, Công ty CP Thủy sản Mẫu", ("Công ty TNHH Gạo Mẫu", "Công ty CP Thủy sản Mẫu")),
        ("Công ty TNHH Gạo Mẫu và HTX Biển Xanh", ("Công ty TNHH Gạo Mẫu", "HTX Biển Xanh")),
        ("Công ty TNHH Gạo Mẫu; Gạo Hai", ("Công ty TNHH Gạo Mẫu", "Gạo Hai")),
    ],
)
def test_where_it_is_unclear_whether_a_cell_tells_several_parties_it_is_asked(known, sent, text, several):
    batch = sent(((*RICE[:4], text, *RICE[5:]),))
    (asked,) = [doubt for doubt in actions.read(batch).doubts if doubt.code == "sides"]
    assert (asked.cell, asked.choices[0].value, asked.choices[1].value) == ("E3", several, text)
    assert answer(batch)["errors"][0]["why"] == "Chưa rõ ô này nêu một bên hay nhiều bên của hợp đồng."


def test_an_answer_settles_whether_a_cell_tells_one_party_or_several(known, sent):
    row = (*RICE[:4], "Công ty TNHH Gạo Mẫu, Công ty CP Thủy sản Mẫu", *RICE[5:])
    for number, choice in enumerate((0, 1)):
        batch = sent(((*row[:5], f"{number}/HĐ", *row[6:]),), name=f"{number}.xlsx")
        (asked,) = [doubt for doubt in actions.read(batch).doubts if doubt.code == "sides"]
        change = SheetOverride(cells={"E3": asked.choices[choice].value})
        actions.override(batch=batch, sheet="DS", change=change, by=None)
        agree_to_all(batch)
        actions.apply(batch=batch, by=None)
        of_partners = Party.objects.filter(side="partner", contract_id=contracts()[-1].contract_id)
        assert of_partners.count() == 2 - number


@pytest.mark.parametrize(
    "name", ["HTX SX và DV Nông nghiệp Mẫu", "Công ty TNHH SX, TM và DV Mẫu", "Công ty Mẫu\nHưng Thịnh"]
)
def test_a_long_name_is_one_party(name):
    assert several(name).value is None
    assert not several(name).code


BESIDES = (
    *RICE[:5],
    "Ngân hàng Nông Mẫu",
    "Viện Cây lúa Mẫu; Trung tâm Khuyến nông Mẫu",
    "UBND xã Yên Lương",
    "HTX Biển Xanh",
    *RICE[5:],
)
OF_BESIDES = (*HEAD[:5], "Ngân hàng", "Đơn vị chuyển giao kỹ thuật", "Bên chứng kiến", "Bên thứ ba", *HEAD[5:])


def test_columns_that_name_a_side_beside_the_two_tell_who_stands_there(known, sent):
    batch = sent((BESIDES,), heading=OF_BESIDES)
    columns = [column["target"] for column in answer(batch)["sheets"][0]["columns"]]
    assert columns[5:9] == ["side_credit", "side_science", "side_authority", "side_other"]
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    assert {place: name for place, name in parties().items() if place[0] not in ("collective", "partner")} == {
        ("science", 0): "Viện Cây lúa Mẫu",
        ("science", 1): "Trung tâm Khuyến nông Mẫu",
        ("credit", 0): "Ngân hàng Nông Mẫu",
        ("authority", 0): "UBND xã Yên Lương",
        ("other", 0): "HTX Biển Xanh",
    }
    assert Profile.objects.get(name="Ngân hàng Nông Mẫu", retracted=None).kind == "other"
    n = newest()
    again = sent((BESIDES,), heading=OF_BESIDES, name="lai.xlsx")
    agree_to_all(again)
    assert (answer(again)["unchanged"], answer(again)["errors"]) == (1, [])
    assert (actions.apply(batch=again, by=None).posting, newest()) == (0, n)
    actions.withdraw(batch=batch, by=None)
    assert parties() == {}


def test_a_bank_that_the_register_keeps_as_an_enterprise_is_that_one(known, sent):
    applied(
        ("Tên đơn vị", "Xã", "Huyện", "Loại hình"), ("Ngân hàng Nông Mẫu", "Yên Lương", "Ý Yên", "Doanh nghiệp"),
        name="ngan-hang.xlsx",
    )  # fmt: skip
    bank = Profile.objects.get(name="Ngân hàng Nông Mẫu", retracted=None)
    batch = sent(((*BESIDES[:6], "", "", "", *BESIDES[9:]),), heading=OF_BESIDES)
    assert "bên tín dụng có lẽ là tổ chức này của sổ" in str(answer(batch))
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    assert Party.objects.get(side="credit").organisation_id == bank.organisation_id


def test_what_the_book_does_not_tell_of_the_sides_of_a_known_contract_is_told(known, sent):
    batch = sent((RICE,))
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    later = sent(((*BESIDES[:6], "", "", "", *BESIDES[9:]),), heading=OF_BESIDES, name="sau.xlsx")
    agree_to_all(later)
    found = answer(later)
    assert (found["unchanged"], doubts(found)["F3"]) == (1, "sổ không ghi bên này cho hợp đồng này")


def test_two_columns_of_one_such_side_are_joined(known, sent):
    head = (*HEAD[:5], "Bên thứ ba", "Bên thứ tư", *HEAD[5:])
    batch = sent(((*RICE[:5], "Công ty A Mẫu", "Hội Nông dân Mẫu", *RICE[5:]),), heading=head)
    agree_to_all(batch)
    actions.apply(batch=batch, by=None)
    assert [name for (side, _place), name in sorted(parties().items()) if side == "other"] == [
        "Công ty A Mẫu",
        "Hội Nông dân Mẫu",
    ]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("Ngân hàng Nông nghiệp; Quỹ tín dụng nhân dân Mẫu", ("Ngân hàng Nông nghiệp", "Quỹ tín dụng nhân dân Mẫu")),
        ("Ngân hàng Một\nNgân hàng Hai", ("Ngân hàng Một", "Ngân hàng Hai")),
        ("Ngân hàng Nông nghiệp và Phát triển nông thôn", ("Ngân hàng Nông nghiệp và Phát triển nông thôn",)),
        ("Ngân hàng Nông nghiệp\nchi nhánh Ý Yên", None),
    ],
)
def test_who_signs_besides_is_parted_by_semicolons_and_by_lines_that_name_a_body(raw, told):
    found = read_signers(raw, None)
    assert found.value == told
    assert (found.code == "sides") is (told is None)
    if told is None:
        assert [choice.value for choice in found.choices[:2]] == [
            ("Ngân hàng Nông nghiệp chi nhánh Ý Yên",),
            ("Ngân hàng Nông nghiệp", "chi nhánh Ý Yên"),
        ]
