"""XLSX files opened with care: what is damaged, locked or missing is said in Vietnamese."""

import sys
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from vanban.errors import InputError, Problem
from vanban.wording import field_key, nearest
from vanban.wording.text import quoted

ZIP_MARK = b"PK\x03\x04"
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_UNREADABLE = "tệp XLSX bị hỏng; hãy mở bằng Excel rồi lưu lại"
_DAMAGES = (
    *(BadZipFile, zlib.error, EOFError, RuntimeError),
    *(ParseError, SyntaxError, KeyError, IndexError, ValueError, TypeError),
)
UNCOUNTED = "công thức chưa có kết quả; hãy mở tệp bằng Excel rồi lưu lại"

_Sheet = TypeVar("_Sheet")


def refuse_other_files(start: bytes, path: Path) -> None:
    """Raises InputError for a file that does not begin as an XLSX file does."""
    if start.startswith(_OLD_OR_LOCKED):
        fault = "tệp Excel đời cũ hoặc có mật khẩu; hãy bỏ mật khẩu và lưu thành kiểu .xlsx"
        raise InputError(Problem(fault, str(path)))
    if not start.startswith(ZIP_MARK):
        raise InputError(Problem("đây không phải tệp XLSX", str(path)))


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Says in Vietnamese that a workbook is damaged."""
    try:
        yield
    except InputError:
        raise
    except _DAMAGES:
        raise InputError(Problem(_UNREADABLE, str(path))) from None


@contextmanager
def library_for(path: Path) -> Iterator[Any]:
    """The library that reads workbooks. Raises InputError, with what to install, without it."""
    try:
        import openpyxl  # noqa: PLC0415 - an optional library
    except ImportError:
        raise InputError(Problem(_NO_LIBRARY, str(path))) from None
    with readable(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that no table needs
        yield openpyxl


def sheet_named(name: str, sheets: Iterable[_Sheet], path: Path) -> _Sheet:
    """The sheet of this title, whatever its accents and case; InputError when there is none."""
    by_title = {str(getattr(sheet, "title", "")): sheet for sheet in sheets}
    by_key = {field_key(title): title for title in by_title}
    if title := (name if name in by_title else by_key.get(field_key(name))):
        return by_title[title]
    close = nearest(field_key(name), by_key)
    hint = f"có phải {quoted(by_key[close])}?" if close else f"tệp có: {', '.join(by_title)}"
    raise InputError(Problem(f"không có trang tính {quoted(name)}; {hint}", str(path)))


def error_value(value: object) -> str:
    """What to say of a cell in which the sheet shows an error such as #REF!."""
    return f"ô báo lỗi {value}; hãy sửa công thức trong tệp Excel"


_NO_LIBRARY = (
    "đọc tệp XLSX cần cài thêm một thư viện; hãy chạy: "
    f'"{sys.executable}" -m pip install openpyxl, hoặc lưu tệp thành CSV UTF-8'
)
