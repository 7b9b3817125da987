"""Joint ventures on pages: the list, its file, what officers may do about one, on the organisation's page too."""

from datetime import date

from nongcot.indicators.ledger import newest
from nongcot.linkage.actions import chains
from nongcot.linkage.models import Venture
from nongcot.linkage.tests.book import chain, enterprise, sign, venture
from nongcot.linkage.tests.test_pages import ON, get, key_of, record
from nongcot.registry import queries
from nongcot.registry.tests.book import enter

ADDRESS = "/lien-ket/lien-doanh/"


def names(client, **query: str) -> list[str]:
    page = client.get(ADDRESS, ON | query).context["page"]
    return [line.fact.name for line in page]


def test_an_empty_list_says_what_to_do(visitor, coop):
    assert "Sổ chưa có liên doanh nào" in get(visitor, ADDRESS)


def test_the_list_is_narrowed_counted_and_exported(visitor, officer, coop, company):
    mill = enterprise("Nhà máy Xay Xát")
    venture(coop, company, capital=3_000_000_000, own_capital=900_000_000, document_no="05/TTLD")
    venture(coop, mill, "2018-01-01", name="Xay lúa", kind="business", last_day=date(2019, 12, 31))
    venture(coop, mill, "2020-06-01", name="Kho lạnh")
    assert names(visitor) == ["Xưởng sấy lúa", "Kho lạnh", "Xay lúa"]
    assert names(visitor, state="running") == ["Xưởng sấy lúa"]
    assert names(visitor, state="over") == ["Xay lúa"]
    assert names(visitor, state="coming") == ["Kho lạnh"]
    assert names(visitor, kind="business") == ["Xay lúa"]
    assert names(visitor, q="xay xat") == ["Kho lạnh", "Xay lúa"]
    page = get(visitor, ADDRESS, q="xay xat", **ON)
    assert '<b class="nc-num">2</b> trong <span class="nc-num">3</span>' in page
    for secret in ("05/TTLD", "900"):
        assert secret in get(officer, ADDRESS, **ON), secret
        assert secret not in get(visitor, ADDRESS, **ON), secret
    mine = officer.get("/lien-ket/lien-doanh.csv", ON | {"state": "running"}).content.decode("utf-8-sig")
    assert "Xưởng sấy lúa" in mine
    assert "Xay lúa" not in mine
    assert "900000000" in mine
    theirs = visitor.get("/lien-ket/lien-doanh.csv", ON).content.decode("utf-8-sig")
    assert "Công ty Gạo Mới" in theirs
    assert "900000000" not in theirs
    assert "05/TTLD" not in theirs
    assert visitor.get("/lien-ket/lien-doanh.xlsx").content.startswith(b"PK")
    assert visitor.get("/lien-ket/lien-doanh.ods").status_code == 404


def test_a_wrong_venture_is_mended_ended_and_taken_back(officer, leader, coop, company, yen_my):
    key = venture(coop, company, note="ghi vội")
    other = enter("HTX Ngô Vàng", place=yen_my, tax_code="")
    change, end, withdraw = (f"/lien-ket/sua/{code}-venture/{key}/" for code in ("change", "end", "withdraw"))
    for address in (ADDRESS, f"/to-chuc/{key_of(coop)}/"):
        assert all(link in get(officer, address) for link in (change, end, withdraw))
        assert "/lien-ket/sua/" not in get(leader, address)
    assert "ghi vội" in get(officer, change)
    typed = {"organisation": key_of(other), "partner": key_of(company), "kind": "capital", "name": "Xưởng sấy ngô",
             "since": "01/02/2019", "capital": "1 tỷ", "own_capital": "2 tỷ"}  # fmt: skip
    assert "Phần góp nhiều hơn tổng vốn." in record(officer, change, **typed).content.decode()
    assert record(officer, change, **(typed | {"own_capital": "400 triệu"})).status_code == 302
    [told] = queries.standing(Venture, newest())
    assert (told.organisation_id, told.name, told.own_capital, told.note) == (other, "Xưởng sấy ngô", 400_000_000, "")
    assert change not in get(officer, f"/to-chuc/{key_of(coop)}/")
    assert record(officer, end, last_day="31/12/2019").status_code == 302
    own = get(officer, f"/to-chuc/{key_of(other)}/", **ON)
    # It stays where it is told of, ended, and is not ended again.
    assert "Xưởng sấy ngô" in own
    assert "đến hết 31/12/2019" in own
    assert "Đã kết thúc" in own
    assert end not in own
    assert record(officer, withdraw, reason="Ghi nhầm").status_code == 302
    assert names(officer) == []
    assert "Xưởng sấy ngô" in get(officer, ADDRESS, known=str(newest() - 1))
    assert withdraw not in get(officer, ADDRESS, known=str(newest() - 1))


def test_a_venture_is_begun_from_the_page_of_its_organisation(officer, coop, company):
    address = f"/lien-ket/ghi/{key_of(coop)}/venture/"
    assert 'name="organisation"' not in get(officer, address)
    typed = {"partner": key_of(company), "kind": "business", "name": "Bán gạo chung", "since": "01/02/2019"}
    assert record(officer, address, **typed).status_code == 302
    assert Venture.objects.get().organisation_id == coop


def test_chains_are_exported_as_the_page_shows_them(visitor, coop, company):
    key = sign(coop, company)
    chain(company, (coop, "production", key), (company, "trade", None))
    pigs = chains.Told("Chuỗi lợn", coop, "Lợn", "livestock", date(2019, 1, 1))
    chains.begin_chain(told=pigs, by=None)
    told = visitor.get("/lien-ket/chuoi.csv", ON | {"sector": "crop"}).content.decode("utf-8-sig")
    assert "Chuỗi lúa" in told
    assert "Sản xuất" in told
    assert "Nhóm hàng: Trồng trọt" in told
    assert "Chuỗi lợn" not in told
    assert visitor.get("/lien-ket/chuoi.xlsx").content.startswith(b"PK")
    assert "/lien-ket/chuoi.xlsx?sector=crop" in get(visitor, "/lien-ket/chuoi/", sector="crop")
