"""What an entry form tells a clerk of a column: the line below its heading, and the prompt."""

import re

from vanban.data.entry_columns import EntryColumn, EntryKind
from vanban.data.entry_values import BLANK

_CITATION = re.compile(r"\s*\((?:PL|Điều) [^)]*\)")
_MOST_PROMPT = 250
_MOST_SHOWN = 60
# What the way to write a cell says already, or what only a text file needs.
_SAID_BELOW = re.compile(r"Mỗi [^,]+ một dòng(?:, |$)|không cần gạch đầu dòng, ")
# A blank cell means what the base says, not what a blank field means.
_ON_BLANK = re.compile(r"; (?:bỏ trống|mặc định)[^;]*")
_WAYS = {
    EntryKind.LIST: "Nhiều mục thì mỗi mục một dòng trong ô (nhấn Alt+Enter)",
    EntryKind.DATE: "Ghi ngày/tháng/năm, như 05/03/2026",
    EntryKind.WHOLE: "Ghi một số nguyên, như 5",
    EntryKind.YEAR: "Ghi năm có bốn chữ số, như 2026",
    EntryKind.CHOICE: "Chọn trong danh sách",
    EntryKind.QUANTITY: "Ghi số kèm đơn vị, như ở dòng ví dụ",
    EntryKind.OUTLINE: "Mỗi đoạn một dòng trong ô (nhấn Alt+Enter)",
    EntryKind.FILE: "Ghi tên tệp hình PNG hoặc JPEG, như thon_1.png; để tệp cạnh biểu này, cùng "
    "một thư mục",
}
_SAID_BY_THE_WAY = (EntryKind.QUANTITY, EntryKind.FILE)
_OR_SEMICOLONS = " hoặc cách nhau bằng dấu chấm phẩy"
_NOT_ASSIGNED = "không giao thì ghi dấu “-”"


def hint_of(entry: EntryColumn) -> str:
    """The line below the heading: what is meant, how it is written, what a blank cell means."""
    return "\n".join(f"{part}." for part in (_meaning(entry), _way(entry), _blank(entry)) if part)


def prompt_of(entry: EntryColumn) -> str:
    """What Excel shows beside a cell that is being filled in."""
    parts = [_meaning(entry), _way(entry), _blank(entry)]
    if entry.base and not entry.is_needed:
        parts[-1] = f"Để trống: {_shown(entry.base)}"
    text = "\n".join(f"{part.rstrip('.')}." for part in parts if part)
    return text if len(text) <= _MOST_PROMPT else text[: _MOST_PROMPT - 1] + BLANK


def _meaning(entry: EntryColumn) -> str:
    if entry.kind in _SAID_BY_THE_WAY:
        return ""
    meaning = _ON_BLANK.sub("", _CITATION.sub("", entry.meaning)).rstrip(".")
    if meaning[:1].isdigit():
        return f"Ghi như: {meaning}"
    if entry.kind is EntryKind.LIST:
        meaning = _SAID_BELOW.sub("", meaning)
    return meaning[:1].upper() + meaning[1:]


def _way(entry: EntryColumn) -> str:
    way = _WAYS.get(entry.kind, "")
    if entry.kind is EntryKind.DATE and _meaning(entry).startswith("Ghi như"):
        return ""
    if entry.column.is_short:
        way += _OR_SEMICOLONS
    return f"{way}; {_NOT_ASSIGNED}" if entry.kind is EntryKind.QUANTITY else way


def _blank(entry: EntryColumn) -> str:
    if entry.is_needed:
        return "Phải ghi ở mọi dòng"
    return "Để trống thì lấy như bản gốc" if entry.base else "Không có thì để trống"


def _shown(text: str) -> str:
    line = "; ".join(text.split("\n"))
    return f"“{line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + BLANK}”"
