"""The real files of products, applied: what is counted is what the files hold, and a second time nothing is written."""

from datetime import date
from pathlib import Path

import pytest

from nongcot.indicators.ledger import newest, posting
from nongcot.intake import actions
from nongcot.intake.models import Batch
from nongcot.intake.proposals import CREATE, DUPLICATE, WAITING
from nongcot.intake.understanding import SheetOverride, Understood
from nongcot.kernel import clock
from nongcot.kernel.text import fold
from nongcot.registry import writing
from nongcot.registry.models import Certificate, Organisation, Product
from nongcot.registry.writing import Said

pytestmark = [pytest.mark.real_files, pytest.mark.usefixtures("ledger")]

ON = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def november():
    with clock.at(date(2026, 11, 15)):
        yield


def sent(path: Path, producer: str = "") -> tuple[Batch, Understood]:
    """A real file, received and read; with `producer` the doubt whose its products are is answered."""
    batch = actions.receive(source=path, name=path.name, on=ON, by=None)
    understood = actions.read(batch)
    for doubt in understood.doubts:
        if producer and doubt.code == "producer_missing":
            change = SheetOverride(cells={doubt.cell: producer})
            actions.override(batch=batch, sheet=doubt.sheet, change=change, by=None)
    return batch, actions.read(batch)


def begin_producers(batch: Batch, understood: Understood) -> None:
    """Let the register hold whoever the file names without a doubt."""
    new = [row for row in actions.preview(batch, understood, effect=False).rows if row.begins]
    with posting("tests.producers", by=None) as entry:
        ids = writing.new_organisations(entry, len(new))
        said = [row.candidate.said for row in new if row.candidate is not None]
        writing.say(entry, [Said(one, date(2020, 1, 1), told) for one, told in zip(ids, said, strict=True)])


@pytest.mark.parametrize(
    ("name", "rows", "left", "dated"),
    [
        ("vn_tra_vinh_cau_ke_ocop.csv", 37, 6, 0),
        ("vn_nam_dinh_ocop_theo_bao_chi.csv", 32, 13, 2),
        ("vn_an_giang_san_pham_1.xlsx", 11, 0, 7),
        ("vn_an_giang_san_pham_2.xlsx", 8, 0, 8),
        ("vn_an_giang_san_pham_3.xlsx", 6, 0, 6),
        ("vn_an_giang_san_pham_4.xlsx", 8, 0, 8),
    ],
)
def test_products_go_into_a_register_that_holds_their_producers(real_files, name, rows, left, dated):
    """`left` rows name no producer beyond doubt, `dated` ones have stars with a day, so that they are certificates."""
    whose = "Công ty TNHH Mẫu An Giang" if "an_giang" in name else ""
    batch, understood = sent(real_files / name, whose)
    (sheet,) = understood.sheets
    begin_producers(batch, understood)
    producers = Organisation.objects.count()
    proposal = actions.preview(batch, understood, effect=False)
    assert (len(sheet.rows), proposal.count(WAITING) + proposal.count(DUPLICATE)) == (rows, left)
    assert proposal.count(CREATE) == 0
    actions.apply(batch=batch, by=None)
    settled = {row.row_no for row in proposal.rows if row.action not in (WAITING, DUPLICATE)}
    told = {
        (row.value("producer"), fold(str(row.value("product_name")))) for row in sheet.rows if row.row_no in settled
    }
    assert Product.objects.count() == len({one for one in told if one[1] != "none"})
    assert (Certificate.objects.count(), Organisation.objects.count()) == (dated, producers)
    n = newest()
    done = actions.apply(batch=sent(real_files / name, whose)[0], by=None)
    assert (done.posting, newest()) == (0, n)


def test_without_a_word_on_their_producer_the_products_wait(real_files):
    batch, understood = sent(real_files / "vn_an_giang_san_pham_1.xlsx")
    assert actions.preview(batch, understood, effect=False).count(WAITING) == 11
    actions.apply(batch=batch, by=None)
    assert not Product.objects.exists()


def test_the_workbook_of_six_sheets_goes_in_with_its_products(real_files):
    name = "vn_long_binh_tong_hop_nong_nghiep.xlsx"
    batch, understood = sent(real_files / name)
    proposal = actions.preview(batch, understood, effect=False)
    open_rows = [row for row in proposal.rows if row.sheet == "SP OCOP" and row.action in (WAITING, DUPLICATE)]
    actions.apply(batch=batch, by=None)
    assert Product.objects.count() == 19 - len(open_rows)
    n = newest()
    done = actions.apply(batch=sent(real_files / name)[0], by=None)
    assert (done.posting, newest()) == (0, n)
