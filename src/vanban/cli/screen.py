"""What a user sees: streams in UTF-8, and problems one a line."""

import errno
import sys
from collections.abc import Iterable
from io import TextIOWrapper

import click

from vanban.errors import Problem

OK, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: all good; findings, or some inputs failed; could not run."""

_OS_FAULTS = {
    errno.EACCES: "không có quyền ghi hoặc đọc ở đây",
    errno.EPERM: "không có quyền ghi hoặc đọc ở đây",
    errno.EROFS: "ổ đĩa này chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã hết chỗ",
    errno.ENOENT: "không tìm thấy tệp hoặc thư mục",
    errno.EEXIST: "đã có tệp hoặc thư mục cùng tên",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên tệp hoặc đường dẫn quá dài",
    errno.EBUSY: "tệp đang được chương trình khác sử dụng",
}


def speak_utf8() -> None:
    """Print in UTF-8 whatever the terminal's locale; what cannot be printed is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def show_errors(problems: Iterable[Problem], *, source: str = "") -> None:
    """Problems on stderr, one a line; ``source`` is named where a problem does not say it."""
    _show("lỗi", problems, source)


def show_warnings(problems: Iterable[Problem], *, source: str = "") -> None:
    """Warnings on stderr, one a line."""
    _show("cảnh báo", problems, source)


def _show(kind: str, problems: Iterable[Problem], source: str) -> None:
    for problem in problems:
        named = f"{source}: " if source and not problem.place.startswith(source) else ""
        click.echo(f"{kind}: {named}{problem}", err=True)


def os_problem(error: OSError) -> Problem:
    """Why the system refused, in Vietnamese, with the file it was about."""
    reason = _OS_FAULTS.get(error.errno or 0, f"hệ thống từ chối ({error.strerror or error})")
    return Problem(reason, str(error.filename or ""))
