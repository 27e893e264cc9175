"""Workbooks written a row at a time: flat memory, the same bytes for the same rows.

The XML is written here and not by openpyxl, which takes ten times as long for a row, stamps the
hour into the file, and is not installed with vanban.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import IO, NamedTuple, Self
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vanban.batch.sheet_heights import row_height_pt
from vanban.batch.sheet_styles import FONT, Style, styles_xml
from vanban.batch.sheet_theme import theme_xml
from vanban.data.cell_names import column_letters

MOST_ROWS = 1_048_576  # of a sheet of Excel
_MOST_CHARACTERS = 32_767  # of a cell of Excel
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900
_CHUNK = 500
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What Excel would read as the code of a character.
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Value = str | int | date
Cell = Value | tuple[Value, Style]


class Line(NamedTuple):
    """A row of cells; "" is a blank one. ``style`` is that of the cells that name none.

    Without ``style`` each cell has that of its column.
    """

    cells: Sequence[Cell]
    style: Style | None = None
    height_pt: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to print on A4: the widths and styles of its columns, the rows that stay on top.

    ``head`` is printed anew on each page and stays in sight.
    """

    title: str
    widths: Sequence[float]
    styles: Sequence[Style]
    head: Sequence[Line] = ()
    landscape: bool = True
    centred: bool = False


class WorkbookWriter:
    """Writes sheets one after the other into an open file; the end makes a workbook of them."""

    def __init__(self, file: IO[bytes]) -> None:
        """Takes a file that is open for writing."""
        self._package = ZipFile(file, "w")
        self._sheets: list[tuple[int, str, int]] = []  # position, title, rows of the head

    def add(self, sheet: Sheet, rows: Iterable[Line], *, position: int = 0) -> None:
        """Writes a sheet, or as many as Excel needs for the rows.

        Sheets stand in the order of ``position``, those of one position as they come.
        """
        rows = iter(rows)
        room = MOST_ROWS - len(sheet.head)
        ahead = list(islice(rows, 1))
        number = 1
        while ahead or number == 1:
            title = sheet.title if number == 1 else f"{sheet.title} ({number})"
            self._sheets.append((position, title, len(sheet.head)))
            with self._entry(f"xl/worksheets/sheet{len(self._sheets)}.xml") as part:
                part.write(_sheet_head(sheet).encode())
                _write_rows(part, sheet, _chain(sheet.head, ahead, islice(rows, room - 1)))
                part.write(_sheet_foot(sheet).encode())
            ahead = list(islice(rows, 1))
            number += 1

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Completes the workbook, unless something went wrong."""
        try:
            if kind is None:
                self._write_frame()
        finally:  # or it would close itself later, when its file is closed, and say so in English
            self._package.close()

    def _write_frame(self) -> None:
        """Writes what holds the sheets together."""
        order = sorted(range(len(self._sheets)), key=lambda n: (self._sheets[n][0], n))
        parts = {
            "[Content_Types].xml": _content_types(len(order)),
            "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": _workbook_xml([(n + 1, *self._sheets[n][1:]) for n in order]),
            "xl/_rels/workbook.xml.rels": _relations(
                [
                    *(("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(order))),
                    ("theme", "theme/theme1.xml"),
                    ("styles", "styles.xml"),
                ]
            ),
            "xl/theme/theme1.xml": theme_xml(),
            "xl/styles.xml": styles_xml(),
        }
        for name, text in parts.items():
            with self._entry(name) as part:
                part.write((_HEADER + text).encode())

    def _entry(self, name: str) -> IO[bytes]:
        info = ZipInfo(name, _FIXED_TIME)
        info.compress_type, info.create_system = ZIP_DEFLATED, 0
        return self._package.open(info, "w")


def _chain(*groups: Iterable[Line]) -> Iterator[Line]:
    for group in groups:
        yield from group


def _write_rows(part: IO[bytes], sheet: Sheet, rows: Iterable[Line]) -> None:
    numbered = enumerate(rows, 1)
    widths = zip(sheet.styles, sheet.widths, strict=True)
    columns = [_Column(column_letters(n), *column) for n, column in enumerate(widths, 1)]
    while chunk := "".join(_row_xml(n, row, columns) for n, row in islice(numbered, _CHUNK)):
        part.write(chunk.encode())


class _Column(NamedTuple):
    name: str
    style: Style
    width: float


def _row_xml(number: int, row: Line, columns: Sequence[_Column]) -> str:
    styled = [
        (*_styled(cell, column.style if row.style is None else row.style), column)
        for cell, column in zip(row.cells, columns, strict=False)
    ]
    texts = [(v, style, c.width) for v, style, c in styled if isinstance(v, str)]
    height = row.height_pt or row_height_pt(texts)
    cells = "".join(_cell_xml(f"{c.name}{number}", v, style) for v, style, c in styled)
    # Not a custom height: Excel fits the row anew when someone edits it.
    return f'<row r="{number}" ht="{height:g}">{cells}</row>'


def _styled(cell: Cell, style: Style) -> tuple[Value, Style]:
    return cell if isinstance(cell, tuple) else (cell, style)


def _cell_xml(place: str, value: Value, style: Style) -> str:
    opened = f'<c r="{place}" s="{style:d}"'
    if value == "":
        return f"{opened}/>"
    if isinstance(value, str):
        space = "" if value == value.strip() else ' xml:space="preserve"'
        return f'{opened} t="inlineStr"><is><t{space}>{_text_xml(value)}</t></is></c>'
    if isinstance(value, date):
        value = value.toordinal() - _EPOCH
    return f"{opened}><v>{value}</v></c>"


def day_value(day: date) -> Value:
    """A day as a date of Excel; as text before March 1900, which Excel miscounts."""
    return day if day >= _FIRST_DAY else f"{day:%d/%m/%Y}"


def _text_xml(text: str) -> str:
    if len(text) > _MOST_CHARACTERS:
        text = text[: _MOST_CHARACTERS - 1] + "…"
    return escape(_CODE.sub("_x005F_", _UNPRINTABLE.sub("", text)))


def _sheet_head(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(sheet.widths, 1)
    )
    rows = len(sheet.head)
    frozen = (
        f'<pane ySplit="{rows}" topLeftCell="A{rows + 1}" activePane="bottomLeft" '
        'state="frozen"/><selection pane="bottomLeft"/>'
        if rows
        else ""
    )
    grid = "" if rows else ' showGridLines="0"'
    return (
        f'{_HEADER}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView{grid} workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15.75"/><cols>{columns}</cols><sheetData>'
    )


def _sheet_foot(sheet: Sheet) -> str:
    way = "landscape" if sheet.landscape else "portrait"
    centred = ' verticalCentered="1"' if sheet.centred else ""
    pages = f'<oddFooter>&amp;C&amp;"{FONT},Regular"&amp;12&amp;P</oddFooter>' if sheet.head else ""
    return (
        f'</sheetData><printOptions horizontalCentered="1"{centred}/>'
        '<pageMargins left="0.79" right="0.59" top="0.79" bottom="0.79" header="0.39" '
        'footer="0.39"/>'
        f'<pageSetup paperSize="9" orientation="{way}" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter>{pages}</headerFooter></worksheet>"
    )


def _workbook_xml(sheets: Sequence[tuple[int, str, int]]) -> str:
    """The sheets in their order, each with its number, its title and the rows of its head."""
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{place}" r:id="rId{number}"/>'
        for place, (number, title, _) in enumerate(sheets, 1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">'
        f"{escape(_quoted_title(title))}!$1:${rows}</definedName>"
        for place, (_, title, rows) in enumerate(sheets)
        if rows
    )
    names = f"<definedNames>{heads}</definedNames>" if heads else ""
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets>{names}</workbook>"
    )


def _quoted_title(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    named = {f"worksheets/sheet{n}": f"{_TYPE}.worksheet" for n in range(1, sheets + 1)}
    named |= {"workbook": f"{_TYPE}.sheet.main", "styles": f"{_TYPE}.styles"}
    named["theme/theme1"] = _THEME_TYPE
    listed = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}+xml"/>'
        for name, kind in named.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )
