"""Names of the files of a batch: a pattern filled by each row, safe and unique."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from vanban.data import Column, Columns
from vanban.errors import InputError, Problem
from vanban.wording import field_key, file_name, nearest

_PIECES = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_NUMBER = "stt"
_LEAST_DIGITS = 2
# Two of the three letters, which is all that a slip of the pen leaves.
_LIKE_THE_NUMBER = 0.6
_PLACE = "mẫu tên tệp"

Piece = str | Column | None


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How a row, one of ``total``, names its file.

    ``pieces`` are text, values of the document, and None for the number of the row.
    """

    pieces: tuple[Piece, ...]
    total: int

    @classmethod
    def parse(cls, pattern: str, columns: Columns, total: int) -> "NamePattern":
        """The pattern that ``pattern`` writes: "{stt} - {don_vi_duoc_giao}".

        Raises InputError for a slot that names nothing and for braces that do not match.
        """
        written = pattern.strip()
        if written.lower().endswith(".docx"):
            written = written[: -len(".docx")]
        pieces: list[Piece] = []
        problems: list[Problem] = []
        for slot, text, brace in _PIECES.findall(written):
            try:
                pieces.append(text or _read_slot(slot, brace, columns))
            except InputError as error:
                problems += [Problem(p.message, f"{_PLACE} “{pattern}”") for p in error.problems]
        if not problems and all(isinstance(piece, str) for piece in pieces):
            message = "cần ít nhất một chỗ điền để mỗi dòng một tên, ví dụ “{stt} - {trich_yeu}”"
            problems.append(Problem(message, f"{_PLACE} “{pattern}”"))
        if problems:
            raise InputError(problems)
        return cls(tuple(pieces), total)

    def fill(self, number: int, text_of: Callable[[Column], str]) -> str:
        """The name before it is made safe and unique.

        Raises InputError when a value that the name needs is blank.
        """
        return "".join(self._text(piece, number, text_of) for piece in self.pieces)

    def _text(self, piece: Piece, number: int, text_of: Callable[[Column], str]) -> str:
        if piece is None:
            return str(number).zfill(max(_LEAST_DIGITS, len(str(self.total))))
        if isinstance(piece, str):
            return piece
        text = text_of(piece)
        if not text:
            raise InputError(f"“{piece.title}” để trống nên không đặt được tên tệp")
        return text


@dataclass(frozen=True, slots=True)
class FileNames:
    """Names of files that differ on every system, whatever their case and Unicode form."""

    ascii_only: bool
    _last: dict[str, int] = field(default_factory=dict)

    def take(self, text: str) -> str:
        """A free name made from ``text``, with ".docx"; a later one like it gets a number."""
        name = file_name(text, ascii_only=self.ascii_only)
        key, number = _fold(name), 1
        taken = name
        if key in self._last:
            number = self._last[key]
            while _fold(taken) in self._last:
                number += 1
                taken = f"{name}_{number}" if self.ascii_only else f"{name} ({number})"
            self._last[_fold(taken)] = 1
        self._last[key] = number
        return f"{taken}.docx"


def _fold(name: str) -> str:
    """What two names share when some system takes one for the other."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def _read_slot(slot: str, brace: str, columns: Columns) -> Column | None:
    if brace:
        raise InputError(f"dấu {brace} đứng lẻ; chỗ điền viết như {{don_vi_duoc_giao}}")
    if field_key(slot) == _NUMBER:
        return None
    if nearest(field_key(slot), [_NUMBER], _LIKE_THE_NUMBER):
        raise InputError(f"không có chỗ điền {{{slot}}}; có phải {{{_NUMBER}}}?")
    return columns.find(slot)
