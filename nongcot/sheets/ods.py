"""What the XML of an ods workbook tells and the reader of values does not: extents, errors, merges, what is hidden."""

from dataclasses import dataclass, field
from xml.parsers import expat

from nongcot.sheets.cells import Position
from nongcot.sheets.facts import SheetFacts

_HIDDEN = ("collapse", "filter")
_MOST_BLANKS = 10_000


@dataclass(slots=True)
class _Table:
    name: str
    facts: SheetFacts = field(default_factory=SheetFacts)
    row: int = 0
    rows: int = 1  # how many times the present row stands
    col: int = 0
    cols: int = 1
    columns: int = 0  # table:table-column seen so far
    error: bool = False
    last: Position = (0, 0)


class _Reader:
    """Follows the elements of content.xml; repeated rows and cells are counted, not laid out."""

    def __init__(self) -> None:
        self.tables: list[_Table] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:table":
            self.tables.append(_Table(attributes.get("table:name", "")))
        elif self.tables:
            self._inside(self.tables[-1], name, attributes)

    def _inside(self, table: _Table, name: str, attributes: dict[str, str]) -> None:
        hidden = attributes.get("table:visibility") in _HIDDEN
        match name:
            case "table:table-column":
                repeated = int(attributes.get("table:number-columns-repeated", 1))
                if hidden:
                    table.facts.hidden_columns.update(range(table.columns, min(table.columns + repeated, 2**14)))
                table.columns += repeated
            case "table:table-row":
                table.rows, table.col = int(attributes.get("table:number-rows-repeated", 1)), 0
                if hidden:
                    table.facts.hidden_rows.update(range(table.row, min(table.row + table.rows, 2**20)))
            case "table:table-cell" | "table:covered-table-cell":
                self._cell(table, attributes)
            case "text:p":
                self._filled(table)
            case "text:s" if int(attributes.get("text:c", 1)) > _MOST_BLANKS:
                raise ValueError("a run of blanks that would be laid out")

    def _cell(self, table: _Table, attributes: dict[str, str]) -> None:
        table.cols = int(attributes.get("table:number-columns-repeated", 1))
        table.error = attributes.get("calcext:value-type") == "error"
        self._text = []
        if "office:value-type" in attributes:
            self._filled(table)
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            first = (table.row, table.col)
            table.facts.merges.append((first, (first[0] + down - 1, first[1] + across - 1)))

    def _filled(self, table: _Table) -> None:
        row, col = table.row + table.rows - 1, table.col + table.cols - 1
        table.last = (max(table.last[0], row), max(table.last[1], col))

    def end(self, name: str) -> None:
        table = self.tables[-1] if self.tables else None
        if table and name == "table:table-row":
            table.row += table.rows
        elif table and name in ("table:table-cell", "table:covered-table-cell"):
            text = "".join(self._text)
            if table.error or text.startswith("Err:"):
                table.facts.errors[table.row, table.col] = text
            table.col += table.cols

    def characters(self, text: str) -> None:
        self._text.append(text)


def _read(data: bytes) -> list[_Table]:
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError("not well-formed") from error
    return reader.tables


def facts(data: bytes) -> dict[str, SheetFacts]:
    """The facts of each sheet of a content.xml, by its name."""
    return {table.name: table.facts for table in _read(data)}


def extents(data: bytes) -> list[Position]:
    """The last row and column that hold a value, for each sheet. Raises ValueError for XML that cannot be followed."""
    return [table.last for table in _read(data)]
