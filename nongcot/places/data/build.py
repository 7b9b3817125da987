"""Makes the carried tables of places from the project's collection of sources.

    python -m nongcot.places.data.build /path/to/geo

Run by hand when the collection changes, and read the difference before committing it. `NOTICE.md` says what each
source is and under which terms it is carried.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nongcot.kernel import text
from nongcot.places.data import FOLDER

Row = dict[str, str]

COUNTRY_SINCE = "2025-07-01"
TABLE = "GSO-CONV-2025-07"
# The new Ninh Bình and the provinces that became it: their history is known day by day, from other tables.
OWN_NEW = "37"
OWN_OLD = ("35", "36", "37")
KINDS = {"Tỉnh": "province", "Thành phố": "province", "Xã": "commune", "Phường": "ward", "Đặc khu": "special_zone"}
OLD_KINDS = ("Thị trấn", "Phường", "Xã")
UNIT = ("code", "valid_from", "last_day", "kind", "name", "parent_code", "parent_valid_from", "source", "verified")
SUCCESSION = (
    *("old_code", "old_valid_from", "new_code", "new_valid_from", "on_date"),
    *("share", "change", "legal_basis", "evidence", "verified"),
)
# The official table spells this one commune two ways; everywhere else it places the tone as here.
SPELLINGS = {"05941": "Xã Điềm Thụy"}
# Four decimals are eleven metres: less than the borders themselves were simplified by.
DECIMALS = 4


def main(folder: Path) -> None:
    """Read the collection in `folder`, write the carried files beside this one."""
    own = list(_read(folder / "units-three-provinces.csv"))
    conversion = list(_read(folder / "vn_cap_xa_cu_sang_moi_2025.csv"))
    points = list(_read(folder / "vn_cap_xa_2025_diem.csv"))
    elsewhere = [row for row in conversion if row["ma_tinh_moi"] != OWN_NEW]
    units = [*own_units(own), *country_units(elsewhere, points)]
    _write("units.csv", UNIT, sorted(units, key=lambda unit: (unit["code"], unit["valid_from"])))
    _write("successions.csv", SUCCESSION, _read(folder / "units-three-provinces-succession.csv"))
    _write("former-provinces.csv", ("code", "name"), former_provinces(elsewhere))
    _write("former-districts.csv", ("code", "name", "province_code"), former_districts(elsewhere))
    _write("former-communes.csv", ("code", "name", "district_code", "new_code", "share"), former_communes(elsewhere))
    write_maps(folder)


def own_units(units: Iterable[Row]) -> Iterator[Row]:
    """The three provinces as their own table has them."""
    for unit in units:
        yield unit | {"last_day": unit["valid_to"]}


def country_units(conversion: Iterable[Row], points: Iterable[Row]) -> Iterator[Row]:
    """The other provinces and their communes on 1 July 2025.

    A row is verified when the official table and the list of 2026 agree on name and kind, spelling habits apart.
    """
    later = {row["ma_xa"]: row for row in points}
    provinces = {row["ma_tinh"]: row["ten_tinh"] for row in later.values()}
    names: dict[str, str] = {}
    communes: dict[str, tuple[str, str]] = {}
    for row in conversion:
        names[row["ma_tinh_moi"]] = text.nfc(row["ten_tinh_moi"])
        name = SPELLINGS.get(row["ma_xa_moi"]) or _with_kind(row["ten_xa_moi"], KINDS)
        if communes.setdefault(row["ma_xa_moi"], (name, row["ma_tinh_moi"]))[0] != name:
            raise ValueError(f"{row['ma_xa_moi']} has two names: {name} and {communes[row['ma_xa_moi']][0]}")
    for code, name in names.items():
        yield _unit(code, name, "", _same(name, provinces[code]))
    for code, (name, province) in communes.items():
        yield _unit(code, name, province, code in later and _same(name, later[code]["ten_xa_day_du"]))


def former_provinces(conversion: Iterable[Row]) -> list[Row]:
    """The other provinces before 1 July 2025."""
    names = {row["ma_tinh_cu"]: text.nfc(row["ten_tinh_cu"]) for row in conversion}
    return [{"code": code, "name": name} for code, name in sorted(names.items())]


def former_districts(conversion: Iterable[Row]) -> list[Row]:
    """Their districts. Two rows of the table name a wrong province and many vary in capitals: the majority decides."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    provinces: dict[str, Counter[str]] = defaultdict(Counter)
    for row in conversion:
        names[row["ma_huyen_cu"]][_capitals(text.nfc(row["ten_huyen_cu"]))] += 1
        provinces[row["ma_huyen_cu"]][row["ma_tinh_cu"]] += 1
    return [
        {"code": code, "name": names[code].most_common(1)[0][0], "province_code": provinces[code].most_common(1)[0][0]}
        for code in sorted(names)
    ]


def former_communes(conversion: Iterable[Row]) -> list[Row]:
    """Their communes and what each went into. Districts that became a special zone had no communes and are left out."""
    return [
        {
            "code": row["ma_xa_cu"],
            "name": _with_kind(row["ten_xa_cu"], OLD_KINDS),
            "district_code": row["ma_huyen_cu"],
            "new_code": row["ma_xa_moi"],
            "share": {"toan_bo": "whole", "mot_phan": "part"}[row["muc_do"]],
        }
        for row in sorted(conversion, key=lambda row: (row["ma_xa_cu"], row["ma_xa_moi"], row["ten_xa_cu"]))
        if row["ten_xa_cu"]
    ]


def write_maps(folder: Path) -> None:
    """The 129 communes of today, the 22 districts before (approximate), today's provinces and the three before."""
    communes = _features(folder / "vn37_ninh_binh_cap_xa_2025.geojson", "ma_xa", "ten_day_du")
    _write_map("map-communes.geojson", communes)
    districts = _features(
        folder / "vn_huyen_cu_ha_nam_nam_dinh_ninh_binh_gan_dung.geojson", "ma_huyen_cu", "ten_huyen_cu"
    )
    _write_map("map-districts.geojson", districts)
    provinces = _features(folder / "vn34_tinh_2025.geojson", "ma_tinh", "ten_day_du")
    _write_map("map-provinces.geojson", provinces)
    before = _features(folder / "vn63_tinh_cu_gan_dung.geojson", "ma_tinh_cu", "ten")
    _write_map("map-former-provinces.geojson", (row for row in before if row["properties"]["code"] in OWN_OLD))


def _unit(code: str, name: str, parent: str, verified: bool) -> Row:
    kind = next(kind for word, kind in KINDS.items() if name.startswith(f"{word} "))
    return {
        "code": code,
        "valid_from": COUNTRY_SINCE,
        "last_day": "",
        "kind": kind,
        "name": name,
        "parent_code": parent,
        "parent_valid_from": COUNTRY_SINCE if parent else "",
        "source": TABLE if verified else f"{TABLE}; the list of 2026 differs",
        "verified": "true" if verified else "false",
    }


def _with_kind(name: str, words: Iterable[str]) -> str:
    """The name with its kind as the office spells it: the table has `xã …`, `Xa …`, `Thi trấn …` and two bare names."""
    name = text.nfc(name)
    for word in words:
        size = len(word)
        if text.fold(name[: size + 1]) == text.fold(word) and name[size : size + 1] == " ":
            return f"{word} {name[size + 1 :]}"
    return f"Xã {name}"


def _capitals(name: str) -> str:
    """`Thị Xã` and `Thành Phố` as the other rows write them."""
    return name.replace("Thị Xã ", "Thị xã ").replace("Thành Phố ", "Thành phố ")


def _same(name: str, other: str) -> bool:
    return text.fold(name) == text.fold(other)


def _features(path: Path, code: str, name: str) -> Iterator[dict[str, Any]]:
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        properties = {"code": feature["properties"][code], "name": text.nfc(feature["properties"][name])}
        geometry = feature["geometry"]
        yield feature | {
            "properties": properties,
            "geometry": {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])},
        }


def _rounded(coordinates: Any) -> Any:
    """Coordinates cut to `DECIMALS`, points that fall together joined."""
    if isinstance(coordinates[0], float | int):
        return [round(value, DECIMALS) for value in coordinates]
    parts = [_rounded(part) for part in coordinates]
    return [part for index, part in enumerate(parts) if index == 0 or part != parts[index - 1]]


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _write(name: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_map(name: str, features: Iterable[dict[str, Any]]) -> None:
    """One feature a line, so that a change can be read."""
    lines = (json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    whole = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (FOLDER / name).write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
