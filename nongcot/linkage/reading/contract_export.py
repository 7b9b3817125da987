"""Contracts as a table for other programs: the rows of the page in its order. Headings are Vietnamese always."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import override

from nongcot.kernel.dates import PartialDate
from nongcot.linkage.reading import contract_details, contract_list, of_contracts
from nongcot.linkage.reading.contract_details import Details
from nongcot.linkage.reading.contract_list import Line, Narrowing
from nongcot.linkage.vocabulary import Covers, Cycle, PriceRule
from nongcot.registry import words
from nongcot.registry.reading import export, fact_keys
from nongcot.registry.reading.points import Point
from nongcot.sheets.write import Column, Table

CHUNK = 500


def table(narrowing: Narrowing, point: Point, *, working: bool, address: str) -> Table:
    """Every contract that the narrowing leaves; `working` adds numbers, quantities, prices, sums, help and papers."""
    with override("vi"):
        notes = export.notes(point, narrowing.chips(), address)
    return Table("Hợp đồng liên kết", _columns(working), _rows(narrowing, point, working), notes)


def _columns(working: bool) -> list[Column]:
    found = [
        Column("STT", "number", 6),
        Column("Bên hợp tác xã", width=44),
        export.key_column(),
        Column("Bên đối tác", width=44),
        export.key_column("Bên đối tác"),
        Column("Các bên khác cùng ký", width=44),
        export.key_column("Các bên khác cùng ký"),
        Column("Hàng hóa"),
        Column("Nhóm hàng"),
        Column("Khâu liên kết", width=40),
        Column("Hình thức liên kết", width=40),
        Column("Thực hiện từ", "day"),
        Column("Đến hết ngày", "day"),
        Column("Tình trạng"),
        Column("Số hộ", "number"),
        Column("Diện tích (ha)", "number"),
        Column("Thành viên tham gia liên kết", "number", 18),
        Column("Chu kỳ sản xuất"),
        Column("Bên chủ trì liên kết", width=44),
        export.key_column("Bên chủ trì liên kết"),
        Column("Là sản phẩm trong sổ", width=36),
        Column("Đã gia hạn", width=36),
        Column("Chấm dứt trước hạn", width=36),
    ]
    if working:
        found += [
            Column("Số hợp đồng", "code"),
            Column("Ngày ký", "day"),
            Column("Sản lượng", "number"),
            Column("Đơn vị"),
            Column("Giá trị (đồng)", "number", 20),
            Column("Cách định giá"),
            Column("Giá cụ thể", width=36),
            Column("Hỗ trợ đã nhận", width=44),
            Column("Tổng hỗ trợ đã nhận (đồng)", "number", 20),
            Column("Giấy tờ của hợp đồng", width=44),
            Column("Ghi chú", width=36),
        ]
    return [*found, fact_keys.CONTRACT.column()]


def _rows(narrowing: Narrowing, point: Point, working: bool) -> Iterator[list[Any]]:
    ids = iter(contract_list.ids(narrowing, point))
    number = 0
    while chunk := list(islice(ids, CHUNK)):
        with override("vi"):
            found = contract_list.lines(chunk, point)
            details = contract_details.of([line.fact for line in found], point)
            rows = [
                _row(at, line, details[line.fact.contract_id], working) for at, line in enumerate(found, number + 1)
            ]
        number += len(rows)
        yield from rows


def _row(number: int, line: Line, details: Details, working: bool) -> list[Any]:
    fact = line.fact
    told = [
        number,
        *of_contracts.names_and_keys(line.collective),
        *of_contracts.names_and_keys(line.partners),
        "; ".join(f"{side}: {one.label}" for side, one in line.further),
        "; ".join(one.key for _side, one in line.further),
        fact.commodity,
        line.sector,
        " + ".join(str(stage.label) for stage in Covers if stage.value & fact.covers),
        line.form,
        PartialDate(fact.starts, fact.starts_latest, fact.starts_precision),  # type: ignore[arg-type]
        line.until,
        line.state[1],
        fact.households,
        fact.area,
        fact.members,
        words.label(Cycle, fact.cycle) if fact.cycle else "",
        details.leader,
        details.leader_key,
        details.product,
        details.working_extended if working else details.extended,
        details.working_ended if working else details.ended,
    ]
    if working:
        told += [fact.number, fact.signed_on, fact.volume, fact.volume_unit, fact.value]
        told += [words.label(PriceRule, fact.price_rule) if fact.price_rule else "", fact.price_note]
        told += [details.supports, details.supported, details.documents, fact.note]
    return [*told, fact_keys.CONTRACT.of(fact.contract_id)]
