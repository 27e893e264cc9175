"""The entry form: a workbook that a clerk fills in, one row for each document of a batch."""

import re
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vanban.data.cell_names import column_letters
from vanban.data.entry_columns import EntryColumn, EntryKind, entry_columns
from vanban.data.entry_hints import hint_of, prompt_of
from vanban.data.entry_looks import Looks, height_pt, least_width, set_up_page
from vanban.data.entry_values import base_text
from vanban.data.example_row import remember_example
from vanban.data.loading import Draft
from vanban.data.marked_styles import MARK_COLOUR
from vanban.data.source_sheet import write_source_sheet
from vanban.errors import InputError
from vanban.models import known_kinds
from vanban.wording import field_key

SHEET, BASE_SHEET = "Nhập liệu", "Bản gốc"
COUNTER, HINT, EXAMPLE = "STT", "Gợi ý", "Ví dụ"
_TITLE_ROW, _GUIDE_ROW, _HEADING_ROW, _HINT_ROW, _EXAMPLE_ROW, _FIRST_ROW = range(1, 7)
_RULED_ROWS = 100
_LAST_ROW = 1_048_576
_COUNTER_WIDTH = 9.0
_LEAST_WIDTH, _MOST_TITLE = 60.0, 32
_WIDTHS = {
    EntryKind.TEXT: 24.0,
    EntryKind.LIST: 34.0,
    EntryKind.DATE: 17.0,
    EntryKind.WHOLE: 14.0,
    EntryKind.YEAR: 14.0,
    EntryKind.CHOICE: 17.0,
    EntryKind.QUANTITY: 15.0,
    EntryKind.OUTLINE: 70.0,
    EntryKind.FILE: 24.0,
}
# A text this long wants a wider column.
_LONG, _LONG_WIDTH = 60, 36.0
_NUMBERS = (EntryKind.WHOLE, EntryKind.YEAR)
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_PROPERTIES = "docProps/core.xml"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_form(
    draft: Draft, *, columns: Sequence[str] = (), source: str = "", is_starter: bool = False
) -> bytes:
    """The workbook in which rows for ``draft`` are filled in, the same bytes for the same draft.

    ``columns`` names the columns where a clerk's choice is not wanted; ``source`` is the file of
    the draft, for the sentences of the sheet; ``is_starter`` tells a draft of placeholders. Raises
    InputError with every fault of the draft and every name that is no column.
    """
    entries = entry_columns(draft, columns, is_starter=is_starter)
    workbook = _new_workbook()
    sheet = workbook.active
    sheet.title = SHEET
    looks, name = Looks(workbook), _name_of(draft)
    _EntrySheet(sheet, looks, entries).write(name, source)
    write_source_sheet(workbook.create_sheet(BASE_SHEET), looks, draft, entries)
    remember_example(workbook, (entry.example for entry in entries))
    workbook.properties.creator = "vanban"
    workbook.properties.title = f"Biểu nhập liệu: {name}"
    return _same_each_time(workbook)


def _new_workbook() -> Any:
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an optional library
    except ImportError:
        raise InputError(_NO_LIBRARY) from None
    return Workbook()


def _name_of(draft: Draft) -> str:
    """What the documents are: "Giấy mời", or what a kind without a name calls itself."""
    written = base_text(draft.node, ("loai",))
    known = known_kinds().get(field_key(written), written)
    return base_text(draft.node, ("ten_loai",)) or known


class _EntrySheet:
    """Writes the sheet "Nhập liệu"."""

    def __init__(self, sheet: Any, looks: Looks, entries: Sequence[EntryColumn]) -> None:
        self.sheet = sheet
        self.looks = looks
        self.entries = entries
        self.widths = [_COUNTER_WIDTH, *map(_width_of, entries)]
        # The sentences above need room, however few the columns.
        self.widths[-1] += max(0.0, _LEAST_WIDTH - sum(self.widths))

    def write(self, name: str, source: str) -> None:
        """The rows above, the rows to fill in, and what Excel does when they are."""
        self._across(_TITLE_ROW, f"BIỂU NHẬP LIỆU: {name.upper()}", "title")
        self._across(_GUIDE_ROW, _guide(source), "guide")
        self._heads()
        self._ruled_rows()
        for column, entry in enumerate(self.entries, 2):
            self._validate(column, entry)
        self._page(name)

    def _across(self, row: int, text: str, style: str) -> None:
        """A text across all columns."""
        last = len(self.widths)
        self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        self.looks.put(self.sheet.cell(row, 1), text, style)
        self.sheet.row_dimensions[row].height = height_pt([(text, sum(self.widths))], style)

    def _heads(self) -> None:
        """The headings, the hints and the example."""
        headings = ["needed" if entry.is_needed else "heading" for entry in self.entries]
        plain = len(self.entries)
        self._row(_HEADING_ROW, [COUNTER, *(e.heading for e in self.entries)], headings)
        self._row(_HINT_ROW, [HINT, *map(hint_of, self.entries)], ["hint"] * plain)
        self._row(_EXAMPLE_ROW, [EXAMPLE, *(e.example for e in self.entries)], ["example"] * plain)

    def _row(self, row: int, texts: Sequence[str], styles: Sequence[str]) -> None:
        for column, (text, style) in enumerate(
            zip(texts, ["counter_heading", *styles], strict=True)
        ):
            self.looks.put(self.sheet.cell(row, column + 1), text, style)
        texts_and_widths = list(zip(texts, self.widths, strict=True))
        self.sheet.row_dimensions[row].height = height_pt(texts_and_widths, styles[0])

    def _ruled_rows(self) -> None:
        """Rows ready to be filled in; those below them take the formats of their columns."""
        for column, (width, look) in enumerate(zip(self.widths, self._looks(), strict=True), 1):
            dimension = self.sheet.column_dimensions[column_letters(column)]
            dimension.width = width
            dimension.number_format, dimension.font = look[1], self.looks.font_of(look[0])
            for row in range(_FIRST_ROW, _FIRST_ROW + _RULED_ROWS):
                cell = self.sheet.cell(row, column)
                self.looks.put(cell, row - _FIRST_ROW + 1 if column == 1 else "", *look)

    def _looks(self) -> list[tuple[str, str]]:
        """The look and the number format of the cells of each column."""
        styles = ["needed_cell" if entry.is_needed else "cell" for entry in self.entries]
        formats = ["0" if entry.kind in _NUMBERS else "@" for entry in self.entries]
        return [("counter", "0"), *zip(styles, formats, strict=True)]

    def _validate(self, column: int, entry: EntryColumn) -> None:
        """What Excel says and checks while a cell is filled in, and the colour of one left out."""
        from openpyxl.formatting.rule import Rule  # noqa: PLC0415
        from openpyxl.styles import PatternFill  # noqa: PLC0415
        from openpyxl.styles.differential import DifferentialStyle  # noqa: PLC0415
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

        letter = column_letters(column)
        area, first = f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}", f"{letter}{_FIRST_ROW}"
        rule = DataValidation(
            **_check_of(entry, first),
            allow_blank=True,
            showErrorMessage=True,
            showInputMessage=True,
            errorTitle="Xem lại ô này",
            promptTitle=entry.heading[:_MOST_TITLE],
            prompt=prompt_of(entry),
        )
        rule.add(area)
        self.sheet.add_data_validation(rule)
        if entry.is_needed:
            # The colour of a fault, which this rule would hide in a marked copy otherwise.
            row = f"$B{_FIRST_ROW}:${column_letters(len(self.widths))}{_FIRST_ROW}"
            formula = f"AND(COUNTA({row})>0,LEN(TRIM({first}))=0)"
            look = DifferentialStyle(fill=PatternFill("solid", bgColor=MARK_COLOUR))
            missing = Rule(type="expression", formula=[formula], dxf=look)
            self.sheet.conditional_formatting.add(area, missing)

    def _page(self, name: str) -> None:
        """What stays in sight, and how the sheet is printed."""
        self.sheet.freeze_panes = f"B{_FIRST_ROW}"
        set_up_page(self.sheet, heading_row=_HEADING_ROW)
        self.sheet.oddFooter.left.text = f"Biểu nhập liệu: {name}"


def _width_of(entry: EntryColumn) -> float:
    is_long = entry.kind is EntryKind.TEXT and len(entry.example) > _LONG
    width = _LONG_WIDTH if is_long else _WIDTHS[entry.kind]
    return max(width, least_width(entry.heading, "needed"))


def _check_of(entry: EntryColumn, first: str) -> dict[str, Any]:
    """What a cell of a column may hold, as Excel checks it."""
    match entry.kind:
        case EntryKind.CHOICE:
            listed = ", ".join(entry.choices)
            return {
                "type": "list",
                "formula1": f'"{",".join(entry.choices)}"',
                "error": f"Chọn một trong: {listed}.",
            }
        case EntryKind.WHOLE:
            limits = {"formula1": "1", "formula2": "999999999"}
            return {"type": "whole", "error": "Cần một số nguyên từ 1 trở lên.", **limits}
        case EntryKind.YEAR:
            limits = {"formula1": "1900", "formula2": "2999"}
            return {"type": "whole", "error": "Cần một năm có bốn chữ số, như 2026.", **limits}
        case EntryKind.DATE:
            return {
                "type": "custom",
                "formula1": _DATE_CHECK.format(cell=first),
                "errorStyle": "warning",
                "error": "Cần ngày/tháng/năm, như 05/03/2026; hoặc chỉ ghi năm.",
            }
        case _:
            return {}


def _guide(source: str) -> str:
    """What to do, in the order in which it is done."""
    base = source or "GỐC.yaml"
    return _GUIDE + f"\nGhi xong thì lưu tệp rồi chạy: vanban batch {base} TÊN_TỆP.xlsx -o THƯ_MỤC"


def _same_each_time(workbook: Any) -> bytes:
    """The file of a workbook without the times at which it was written."""
    written, dated = BytesIO(), BytesIO()
    workbook.save(dated)
    with ZipFile(dated) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == _PROPERTIES:
                data = _DATES.sub(b"", data)
            new.writestr(ZipInfo(entry.filename, _ZIP_EPOCH), data, ZIP_DEFLATED)
    return written.getvalue()


_GUIDE = (
    f"Mỗi dòng là một văn bản, ghi từ dòng {_FIRST_ROW} trở xuống; hết dòng kẻ sẵn thì ghi tiếp "
    "bên dưới.\n"
    "Cột có tiêu đề màu vàng phải ghi ở mọi dòng. Cột có tiêu đề màu xanh để trống được: khi đó "
    f"văn bản lấy như trang “{BASE_SHEET}”.\n"
    f"Không sửa dòng tiêu đề (dòng {_HEADING_ROW}). Dòng “{HINT}” và dòng “{EXAMPLE}” không thành "
    "văn bản; để lại hay xóa đều được."
)
_DATE_CHECK = (
    'OR(ISNUMBER({cell}),LEN({cell})=4,LEN({cell})-LEN(SUBSTITUTE({cell},"/",""))=2,'
    'LEN({cell})-LEN(SUBSTITUTE({cell},"-",""))>=1)'
)
_NO_LIBRARY = (
    "ghi biểu nhập liệu cần cài thêm một thư viện; hãy chạy: "
    f'"{sys.executable}" -m pip install openpyxl'
)
