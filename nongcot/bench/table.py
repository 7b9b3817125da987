"""Measurements as a Markdown table, beside what the house aims at."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nongcot.kernel.numbers import format_number

#: Per measure: what it is, and the most milliseconds (median or p95) that are aimed at with 100,000 organisations.
MEASURES: dict[str, tuple[str, str, float | None]] = {
    "list, first time": (gettext_noop("Danh sách có lọc và số đếm, hỏi lần đầu"), "p95", 25),
    "list": (gettext_noop("Danh sách có lọc và số đếm, hỏi lần sau"), "p95", 25),
    "search": (gettext_noop("Tìm theo tên"), "p95", 25),
    "overview, first time": (gettext_noop("Trang tổng quan, lần đầu sau một lần ghi sổ"), "median", None),
    "overview": (gettext_noop("Trang tổng quan"), "median", 40),
    "figure, first time": (gettext_noop("Số liệu tại một ngày, hỏi lần đầu"), "median", None),
    "past figure, first time": (gettext_noop("Số liệu như đã biết trước đây, hỏi lần đầu"), "median", 200),
    "figure": (gettext_noop("Số liệu tại một ngày, hỏi lần sau"), "median", None),
    "figure by district": (gettext_noop("Số liệu phân theo huyện"), "median", None),
    "movement of a year": (gettext_noop("Biến động của một năm"), "median", None),
    "drill-down": (gettext_noop("Các bản ghi làm nên một con số"), "median", 60),
    "past figure": (gettext_noop("Số liệu như đã biết trước đây, hỏi lần sau"), "median", 200),
    "linkage board": (gettext_noop("Bảng theo dõi liên kết"), "median", 40),
    "contracts": (gettext_noop("Danh sách hợp đồng"), "p95", 25),
    "chain": (gettext_noop("Một chuỗi 500 thành viên, vẽ hình và lập bảng"), "median", 60),
    "certified products": (gettext_noop("Danh sách sản phẩm OCOP"), "p95", 25),
    "certificates that end": (gettext_noop("Bảng giấy chứng nhận sắp hết hạn"), "median", 40),
    "fairs board": (gettext_noop("Bảng theo dõi hội chợ"), "median", 40),
    "exemplars board": (gettext_noop("Bảng theo dõi điển hình"), "median", 40),
    "weak co-ops": (gettext_noop("Danh sách HTX yếu kém và ngừng hoạt động"), "median", 40),
    "council": (gettext_noop("Phiên họp hội đồng: 20 hồ sơ, bảy thành viên"), "median", 60),
    "council's dossier": (gettext_noop("Một hồ sơ của phiên: điểm thành viên cho, chỗ chênh nhau"), "median", 60),
    "member's sheet": (gettext_noop("Phiếu chấm của một thành viên"), "median", 60),
    "report": (gettext_noop("Soạn báo cáo trình đại hội"), "median", 1_000),
    "single act": (gettext_noop("Một việc ghi lẻ"), "median", None),
    "single act in the chain": (gettext_noop("Một việc ghi lẻ của thành viên chuỗi 500"), "median", None),
    "read a workbook": (gettext_noop("Mở và hiểu bảng tính"), "median", None),
    "preview": (gettext_noop("Xem trước: đối chiếu, tác động đến số liệu"), "median", 3_000),
    "apply": (gettext_noop("Ghi những gì đã xem trước"), "median", None),
    "apply the same again": (gettext_noop("Cũng bảng tính ấy, đọc lại từ đầu"), "median", 2_000),
    "repost": (gettext_noop("Ghi lại một chỉ tiêu cho cả sổ"), "median", None),
}


def markdown(runs: Sequence[Mapping[str, Any]]) -> str:
    """One column for each run; milliseconds: the median, what 95 of 100 laps kept to, this process's own computing."""
    heads = [f"{format_number(run['organisations'])} {run['database']}" for run in runs]
    first, last = _("ms: trung vị / p95 / bộ xử lý"), _("mục tiêu")
    lines = [_row([first, *heads, last]), _row(["---", *("---:" for _ in heads), "---:"])]
    by_name = [{timing["what"]: timing for timing in run["timings"]} for run in runs]
    for what, (label, _which, aim) in MEASURES.items():
        cells = [_times(timings[what]) if what in timings else "" for timings in by_name]
        lines.append(_row([_(label), *cells, format_number(aim) if aim else ""]))
    rates = [_rate(run, timings["apply"]) for run, timings in zip(runs, by_name, strict=True)]
    lines.append(_row([_("Ghi vào sổ, số dòng một giây"), *rates, format_number(5_000)]))
    lines.append(_row([_("Bộ nhớ cao nhất, MB"), *(format_number(run["memory_mb"]) for run in runs), ""]))
    lines.append(_row([_("Số quãng"), *(format_number(run["spans"]) for run in runs), ""]))
    lines.append(_row([_("Dựng sổ, giây"), *(format_number(run["build_s"], 1) for run in runs), ""]))
    return "\n".join(lines)


def is_run(told: Mapping[str, Any]) -> bool:
    """Whether this is what a run of the bench told, so that a table can be made of it."""
    whole = {"organisations", "database", "timings", "workbook_rows", "memory_mb", "spans", "build_s"}
    return whole <= told.keys() and any(timing.get("what") == "apply" for timing in told["timings"])


def missed(run: Mapping[str, Any]) -> list[str]:
    """The measures that did not keep to their aim in this run."""
    timings = {timing["what"]: timing for timing in run["timings"]}
    return [
        _(label)
        for what, (label, which, aim) in MEASURES.items()
        if aim is not None and what in timings and timings[what]["p95_ms" if which == "p95" else "median_ms"] > aim
    ]


def _times(timing: Mapping[str, Any]) -> str:
    return " / ".join(format_number(timing[key]) for key in ("median_ms", "p95_ms", "cpu_ms"))


def _rate(run: Mapping[str, Any], timing: Mapping[str, Any]) -> str:
    return format_number(run["workbook_rows"] / timing["median_ms"] * 1000)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
