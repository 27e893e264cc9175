"""Sheets of any length, a row at a time: openpyxl knows the styles, the cells are read here.

openpyxl hides a formula that was never counted, holds all texts of a workbook in memory, and keeps
an emptied element for each row that it has read.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple
from zipfile import ZipFile

from lxml import etree

from vanban.data.cell_names import column_number
from vanban.data.cell_values import exact, shown_number, shown_other
from vanban.data.files import opened
from vanban.data.xlsx_files import (
    UNCOUNTED,
    error_value,
    library_for,
    readable,
    refuse_other_files,
)
from vanban.errors import InputError, Problem

_MOST_UNPACKED_BYTES = 4_000_000_000
# A sheet of numbers packs to a fiftieth; only a trap packs to less than this.
_MOST_RATIO = 400
_SURELY_FITS = 50_000_000
# Parts that are read as a whole: the list of sheets, the styles.
_MOST_OF_PART = 30_000_000
# One row, or one text, with all that stands before it.
_MOST_OF_PIECE = 50_000_000
_MOST_ROWS = 1_048_576
_TEXTS_IN_MEMORY = 8_000_000
_TEXTS_AT_HAND = 4_096
_CHUNK_BYTES = 1_000_000
_STREAMED = re.compile(r"(^|/)(worksheets|media|embeddings|drawings)/|sharedStrings\.xml$|\.bin$")
_END_OF_ROWS = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DOCTYPE = b"<!DOCTYPE"
_TOO_LARGE = "tệp XLSX quá lớn hoặc không bình thường; hãy chép riêng các dòng sang một tệp mới"
_BAD_DATE = "ô định dạng ngày mà số bên trong không phải ngày; hãy ghi lại ngày"

Value = Any  # str, Decimal or Fault


class Fault(NamedTuple):
    """A cell that has no value, and what to do about it."""

    message: str


class Region(NamedTuple):
    """Merged cells, rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class SheetRow(NamedTuple):
    """A row of a sheet: its number, and the cells that hold something by their column, from 1."""

    number: int
    cells: dict[int, Value]


class SheetPart(NamedTuple):
    """A sheet of a workbook: its title, whether it is seen, and the part that holds it."""

    title: str
    is_visible: bool
    part: str


class _Style(NamedTuple):
    form: str
    is_date: bool
    is_duration: bool


class Book:
    """An open workbook."""

    def __init__(self, package: ZipFile, path: Path, openpyxl: Any) -> None:
        """Reads the list of sheets and the styles."""
        self._package = package
        self._path = path
        self.sheets, self._styles, self._book = _structure(path, openpyxl)
        self._texts: _Texts | None = None

    def rows(self, sheet: SheetPart) -> Iterator[SheetRow]:
        """The rows that hold something, in order."""
        with readable(self._path), self._package.open(sheet.part) as file:
            reader = _CellReader(self._styles, self._book.epoch, self._shared_texts())
            metered = _Metered(file, self._path)
            number = 0
            for row in _elements(metered, "row", "sheetData"):
                number = int(row.get("r") or number + 1)
                if number > _MOST_ROWS:
                    raise InputError(Problem(_TOO_LARGE, str(self._path)))
                if cells := reader.cells(row):
                    yield SheetRow(number, cells)

    def regions(self, sheet: SheetPart) -> list[Region]:
        """The merged cells of a sheet, from the top; they are written behind all its rows."""
        with readable(self._path), self._package.open(sheet.part) as file:
            tail = _behind_rows(file)
        found = (
            Region(int(top), column_number(left), int(bottom), column_number(right))
            for left, top, right, bottom in (
                (part.decode() for part in match) for match in _MERGED.findall(tail)
            )
        )
        return sorted(found)

    @property
    def properties(self) -> Iterable[Any]:
        """What programs have noted about the workbook: each has a name and a value."""
        return tuple(self._book.custom_doc_props)

    def close(self) -> None:
        """Forgets the texts."""
        if self._texts is not None:
            self._texts.close()

    def _shared_texts(self) -> "_Texts":
        if self._texts is None:
            names = self._package.namelist()
            part = next((name for name in names if name.lower().endswith("sharedstrings.xml")), "")
            file = self._package.open(part) if part else None
            self._texts = _Texts(file, self._path)
        return self._texts


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """An XLSX file, open until the block ends.

    Raises InputError for what is no workbook, is locked or damaged, and what only a trap can be.
    """
    with opened(path), path.open("rb") as file:
        refuse_other_files(file.read(4), path)
    with library_for(path) as openpyxl:
        package = ZipFile(path)
    with package:
        _refuse_traps(package, path)
        with library_for(path) as openpyxl:
            book = Book(package, path, openpyxl)
        try:
            yield book
        finally:
            book.close()


def _refuse_traps(package: ZipFile, path: Path) -> None:
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    is_trap = unpacked > _SURELY_FITS and unpacked > packed * _MOST_RATIO
    has_large_part = any(
        entry.file_size > _MOST_OF_PART and not _STREAMED.search(entry.filename)
        for entry in entries
    )
    if unpacked > _MOST_UNPACKED_BYTES or is_trap or has_large_part:
        raise InputError(Problem(_TOO_LARGE, str(path)))


def _structure(path: Path, openpyxl: Any) -> tuple[list[SheetPart], list[_Style], Any]:
    """The sheets, the styles of cells, and the book, which knows its first day and properties."""
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415
    from openpyxl.styles.stylesheet import apply_stylesheet  # noqa: PLC0415

    reader = ExcelReader(path, read_only=True, data_only=True, keep_links=False)
    with reader.archive:
        reader.read_manifest()
        reader.read_workbook()
        reader.read_custom()
        apply_stylesheet(reader.archive, reader.wb)
        sheets = [
            SheetPart(sheet.name, sheet.state == "visible", rel.target)
            for sheet, rel in reader.parser.find_sheets()
            if rel.Type.endswith("/worksheet") and rel.target in reader.valid_files
        ]
    book: Any = reader.wb
    builtin = openpyxl.styles.numbers.BUILTIN_FORMATS
    own = dict(enumerate(book._number_formats, openpyxl.styles.numbers.BUILTIN_FORMATS_MAX_SIZE))
    styles = [
        _Style(
            str(own.get(style.numFmtId) or builtin.get(style.numFmtId, "General")),
            number in book._date_formats,
            number in book._timedelta_formats,
        )
        for number, style in enumerate(book._cell_styles)
    ]
    return sheets, styles, book


class _CellReader:
    """Reads the cells of one sheet."""

    def __init__(self, styles: list[_Style], epoch: Any, texts: "_Texts") -> None:
        self._styles = styles
        self._epoch = epoch
        self._texts = texts
        self._columns: dict[str, int] = {}
        self._names: dict[object, str] = {}

    def cells(self, row: Any) -> dict[int, Value]:
        """The cells of a row that hold something."""
        found: dict[int, Value] = {}
        column = 0
        for cell in row:
            letters = (cell.get("r") or "").rstrip("0123456789")
            if letters:
                column = self._columns.get(letters) or self._learn(letters)
            else:
                column += 1
            value = self._value(cell)
            if value != "":
                found[column] = value
        return found

    def _learn(self, letters: str) -> int:
        return self._columns.setdefault(letters, column_number(letters))

    def _name(self, tag: object) -> str:
        """The name of a tag without its namespace, kept for the cells to come."""
        return self._names.setdefault(tag, str(tag).rpartition("}")[2])

    def _value(self, cell: Any) -> Value:
        text = inline = None
        has_formula = False
        for part in cell:
            name = self._names.get(part.tag) or self._name(part.tag)
            if name == "v":
                text = part.text
            elif name == "f":
                has_formula = True
            elif name == "is":
                inline = part
        kind = cell.get("t", "n")
        if kind == "s" and text:
            return self._texts[int(text)]
        if kind == "str":
            return _unescaped(text or "")
        if inline is not None:
            return _unescaped(_text_of(inline))
        if text is None:
            return Fault(UNCOUNTED) if has_formula else ""
        if kind == "n":
            return self._number(text, self._styles[int(cell.get("s", 0))])
        return self._other(text, kind)

    def _number(self, text: str, style: _Style) -> Value:
        if style.is_date or style.is_duration:
            from openpyxl.utils.datetime import from_excel  # noqa: PLC0415

            try:
                value = from_excel(float(text), self._epoch, timedelta=style.is_duration)
            except (OverflowError, ValueError):
                return Fault(_BAD_DATE)
            return shown_other(value)
        return shown_number(exact(text), style.form)

    def _other(self, text: str, kind: str) -> Value:
        if kind == "e":
            return Fault(error_value(text))
        if kind == "b":
            return shown_other(text.strip() in ("1", "true"))
        if kind == "d":
            from openpyxl.utils.datetime import from_ISO8601  # noqa: PLC0415

            return shown_other(from_ISO8601(text))  # type: ignore[no-untyped-call]
        return text


class _Texts:
    """The texts that the cells of a workbook share, read as far as they are asked for.

    They lie in a temporary file once they are many, so that memory does not grow with them.
    """

    def __init__(self, file: IO[bytes] | None, path: Path) -> None:
        self._source = file
        elements = _elements(_Metered(file, path), "si") if file else iter(())
        self._waiting = (_unescaped(_text_of(element)) for element in elements)
        self._store = SpooledTemporaryFile(max_size=_TEXTS_IN_MEMORY)  # noqa: SIM115 - see close
        self._ends = array("q", [0])
        self._at_hand: dict[int, str] = {}

    def __getitem__(self, number: int) -> str:
        found = self._at_hand.get(number)
        if found is None:
            if number >= len(self._ends) - 1:
                self._read_to(number)
            found = self._stored(number)
            if len(self._at_hand) >= _TEXTS_AT_HAND:
                self._at_hand.clear()
            self._at_hand[number] = found
        return found

    def _stored(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        self._store.seek(start)
        return self._store.read(end - start).decode("utf-8", "surrogatepass")

    def _read_to(self, number: int) -> None:
        """Reads on; a number that no text has is a KeyError, for the file is damaged."""
        self._store.seek(0, 2)
        while len(self._ends) - 1 <= number:
            text = next(self._waiting, None)
            if text is None:
                raise KeyError(number)
            data = text.encode("utf-8", "surrogatepass")
            self._store.write(data)
            self._ends.append(self._ends[-1] + len(data))

    def close(self) -> None:
        """Takes the temporary file away."""
        self._store.close()
        if self._source is not None:
            self._source.close()


class _Metered:
    """A file that is given up when one piece of it does not end."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path
        self._since = 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        if _DOCTYPE in data:
            raise ValueError(_DOCTYPE)  # no workbook has one; entities would be left out
        self._since += len(data)
        if self._since > _MOST_OF_PIECE:
            raise InputError(Problem(_TOO_LARGE, str(self._path)))
        return data

    def start_piece(self) -> None:
        self._since = 0


def _elements(file: _Metered, name: str, end: str = "") -> Iterator[Any]:
    """Each element of this name, which is gone when the next is asked for, until ``end`` closes."""
    tags = [f"{{*}}{tag}" for tag in (name, end) if tag]
    parsed = etree.iterparse(file, tag=tags, resolve_entities=False, no_network=True)
    for _, element in parsed:
        if end and element.tag.endswith(f"}}{end}"):
            return
        yield element
        file.start_piece()
        element.clear()
        above = element.getparent()
        while above is not None and element.getprevious() is not None:
            del above[0]


def _text_of(element: Any) -> str:
    """The text of runs, without how it is read aloud in Japanese."""
    texts = []
    for part in element:
        name = str(part.tag)
        if name.endswith("}t"):
            texts.append(part.text or "")
        elif name.endswith("}r"):
            texts += (run.text or "" for run in part if str(run.tag).endswith("}t"))
    return "".join(texts)


def _unescaped(text: str) -> str:
    """Text in which a workbook writes control characters as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _behind_rows(file: IO[bytes]) -> bytes:
    """What a sheet writes behind its rows."""
    window = b""
    while chunk := file.read(_CHUNK_BYTES):
        window = window[-100:] + chunk
        if found := _END_OF_ROWS.search(window):
            return window[found.end() :] + file.read(_MOST_OF_PIECE)
    return b""
