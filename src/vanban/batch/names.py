"""Names of the files of a batch: a pattern filled by each row, safe and unique."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from vanban.data import Column, Columns
from vanban.errors import InputError, Problem
from vanban.wording import field_key, file_name, nearest

_PIECES = re.compile(r"\{([^{}]*)\}|([^{}]+)|([{}])")
_NUMBER = "stt"
_LEAST_DIGITS = 2
# Two of the three letters, which is all that a slip of the pen leaves.
_LIKE_THE_NUMBER = 0.6
_PLACE = "mẫu tên tệp"

# Stands for the number of the row until it is known how many rows there are; no text holds it.
_NUMBER_SLOT = "\0"

_AROUND_NUMBER = " -_.,"
# Stands for any number while a name is looked at.
_ANY = 987_654_321

Piece = str | Column | None


@dataclass(frozen=True, slots=True)
class NamePattern:
    """How a row names its file: by text, values of the document, and None for its number."""

    pieces: tuple[Piece, ...]

    @classmethod
    def parse(cls, pattern: str, columns: Columns) -> "NamePattern":
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
        return cls(tuple(pieces))

    @classmethod
    def of_first(cls, columns: Sequence[Column]) -> "NamePattern":
        """The pattern that names a file by the first column; by its number where there is none."""
        return cls((columns[0],) if columns else (None,))

    @property
    def has_number(self) -> bool:
        """Whether the number of the row is in the name."""
        return None in self.pieces

    @property
    def has_values(self) -> bool:
        """Whether a value of the document is in the name."""
        return any(isinstance(piece, Column) for piece in self.pieces)

    def fill(self, text_of: Callable[[Column], str]) -> str:
        """The name before it is numbered, made safe and unique.

        Raises InputError when a value that the name needs is blank.
        """
        return "".join([self._text(piece, text_of) for piece in self.pieces])

    def _text(self, piece: Piece, text_of: Callable[[Column], str]) -> str:
        if piece is None:
            return _NUMBER_SLOT
        if isinstance(piece, str):
            return piece
        text = text_of(piece)
        if not text:
            raise InputError(f"“{piece.title}” để trống nên không đặt được tên tệp")
        return text


def without_number(text: str) -> str:
    """``text``, as a pattern fills it, without the number of its row; that alone when all is."""
    rest = text.replace(_NUMBER_SLOT, "").strip(_AROUND_NUMBER)
    return rest or text.replace(_NUMBER_SLOT, "stt")


def numbered(text: str, number: int, total: int) -> str:
    """``text``, as a pattern fills it, with the number of its row, one of ``total``."""
    return text.replace(_NUMBER_SLOT, str(number).zfill(max(_LEAST_DIGITS, len(str(total)))))


@dataclass(frozen=True, slots=True)
class FileNames:
    """Names of files that differ on every system, whatever their case and Unicode form.

    Only the digests of the names are kept, with the row that took each and the number that its
    next double will get: some bytes a row, however long the names.
    """

    ascii_only: bool
    _taken: dict[int, int] = field(default_factory=dict)
    _doubles: dict[int, int] = field(default_factory=dict)

    def take(self, text: str, row: int) -> tuple[str, int]:
        """A free name for ``row`` made from ``text``, and the row it had to yield to.

        A later name like another gets a number: "Thôn 1 (2)". The row is 0 for a free name.
        """
        name = file_name(text, ascii_only=self.ascii_only)
        key = _digest(name)
        first = self._taken.setdefault(key, row)
        if first == row:
            return name, 0
        number = self._doubles.get(key, 1)
        while True:
            number += 1
            double = f"{name}_{number}" if self.ascii_only else f"{name} ({number})"
            if self._taken.setdefault(_digest(double), row) == row:
                break
        self._doubles[key] = number
        return double, first

    def keep(self, file: str, text: str) -> bool:
        """Takes just this name of a file, if it is ``text`` with some number, and free."""
        name = re.escape(file_name(numbered(text, _ANY, _ANY), ascii_only=self.ascii_only))
        pattern = name.replace(str(_ANY), r"\d+") + r"(?: \(\d+\)|_\d+)?\.docx"
        if re.fullmatch(pattern, file) is None:
            return False
        return self._taken.setdefault(_digest(file.removesuffix(".docx")), 0) == 0


def _digest(name: str) -> int:
    """What two names share when some system takes one for the other."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest())


def _read_slot(slot: str, brace: str, columns: Columns) -> Column | None:
    if brace:
        raise InputError(f"dấu {brace} đứng lẻ; chỗ điền viết như {{don_vi_duoc_giao}}")
    if field_key(slot) == _NUMBER:
        return None
    if nearest(field_key(slot), [_NUMBER], _LIKE_THE_NUMBER):
        raise InputError(f"không có chỗ điền {{{slot}}}; có phải {{{_NUMBER}}}?")
    return columns.find(slot)
