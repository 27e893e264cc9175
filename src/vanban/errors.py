"""The exceptions of vanban and the problem they carry."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from os import scandir
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or warning, in Vietnamese, ready to be shown to the user.

    ``place`` says where: ``2024.yaml:12:5`` or ``thon.csv:3, cột "Tên thôn"``; empty when the
    value came from Python. ``field`` is the accented title of the field.
    """

    message: str
    place: str = ""
    field: str = ""

    def __str__(self) -> str:
        """Place, field and message in one line."""
        return ": ".join(part for part in (self.place, self.field, self.message) if part)


class VanBanError(Exception):
    """Anything that vanban refuses to do; ``problems`` holds every reason found in one pass."""

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        """Takes a message, a problem, or several problems."""
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Keeps the problems when the error comes back from a worker process."""
        return type(self), (self.problems,)


class InputError(VanBanError, ValueError):
    """Data that cannot be read or does not hold together."""


class TemplateError(VanBanError):
    """A template that is missing, wrong, or asks for what the document does not have."""


class DocxError(VanBanError):
    """A .docx file that cannot be built, read or written."""


def reason_of(error: OSError) -> str:
    """Why the system refused, in Vietnamese."""
    return _REASONS.get(error.errno or 0, f"hệ thống từ chối (lỗi số {error.errno})")


def missing_file(path: Path) -> str:
    """That there is no such file, in Vietnamese, with the one beside it that may be meant."""
    others: dict[str, str] = {}
    try:
        with scandir(path.parent) as entries:
            for entry in islice(entries, _MOST_LOOKED_AT):
                if entry.name != path.name and entry.is_file():
                    others[entry.name.casefold()] = entry.name
    except OSError:  # then there is none to be told
        pass
    close = get_close_matches(path.name.casefold(), others, 1, _ALIKE)
    hint = f"có phải “{path.with_name(others[close[0]])}”?" if close else _LOOK_AGAIN
    return f"không tìm thấy tệp; {hint}"


_ALIKE, _MOST_LOOKED_AT = 0.75, 1000
_LOOK_AGAIN = "hãy xem lại tên và thư mục"
_REASONS = {
    errno.EACCES: "không có quyền đọc hoặc ghi ở đây",
    errno.EPERM: "không có quyền đọc hoặc ghi ở đây",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.ENOENT: "không tìm thấy tệp hoặc thư mục",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EEXIST: "đã có tệp hoặc thư mục cùng tên",
    errno.ENAMETOOLONG: "tên tệp hoặc đường dẫn quá dài",
    errno.EBUSY: "tệp đang được chương trình khác sử dụng",
    errno.EIO: "ổ đĩa bị lỗi",
    errno.EFBIG: "tệp quá lớn đối với ổ đĩa hoặc giới hạn của máy (ổ FAT32 chỉ nhận tệp dưới 4 GB)",
}
