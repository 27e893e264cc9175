"""Problems told without what the cells of their row hold, for reports that others may read.

A message quotes what was found, and that may be a name, a number of an identity card, an address.
The rule: when in doubt the quoted text goes. What only the law, the titles of fields and the hints
say stays as it is.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property, lru_cache

from vanban.errors import Problem
from vanban.wording import format_number

_GONE = "…"
_LEAST = 4  # letters in a row that a text and a cell may not share by chance
_LONG = 8  # letters in a row outside quotation marks that come from the cell, whatever they say
_WORD = re.compile(r"[^\W_]+(?:[.,:/-][^\W_]+)*")
_DIGITS = re.compile(r"\d+")
_REPEATED = re.compile(r"…(?:[\s,.;:/-]*…)+")
# What a number may follow that a cell does not hold: the clause of a law, a place in a list.
_COUNTED = re.compile(
    r"(?:Điều|khoản|điểm|PL|Phụ lục|Mẫu|dòng|cột|mục|ô|dài|có|vừa|vị trí thứ)\s+$", re.IGNORECASE
)
_PART_OF_A_DAY = re.compile(r"(?:ngày|tháng|năm)\s+$", re.IGNORECASE)
# Words of the messages themselves; as a word alone they tell nothing of a cell.
_PLAIN_WORDS = frozenset(
    (
        "không được đọc ngày tháng viết theo một trong dạng năm ngoài khoảng kiểm tra thiếu trường "
        "trống đúng sai nhận thừa người danh sách riêng khác định quyền hạn chức dòng chữ liền "
        "thành phần thuộc chuyển sang xem lại cách giá trị bắt buộc nội dung hoặc hẳn hãy cần gặp "
        "nguyên kèm đơn bằng dấu cách gạch chéo nối chưa văn bản nghìn phẩy trước thập phân tách "
        "hàng triệu đồng nhiều chỗ cùng mẫu loại phải dùng đứng đầu cuối ngay trên cấp trưởng "
        "phó ngắn hơn chính thức thứ nhất lần nghĩa này kia giống dưới quá thường "
        "hoa bỏ ghi điền chứa tệp sửa công một"
    ).split()
)


def without_values(
    problem: Problem, cells: Sequence[str | Decimal], *, known: Collection[str] = ()
) -> Problem:
    """The problem with "…" for everything in its message that the ``cells`` of its row hold.

    Place and field stay. ``known`` are texts that may stay wherever they are quoted, such as the
    headings of the table, unless a cell says just that.
    """
    row = _RowTexts(cells, known)
    return replace(problem, message=row.hide(unicodedata.normalize("NFC", problem.message)))


def without_quotes(problem: Problem) -> Problem:
    """The problem with "…" for all that its message quotes: for one whose row is not at hand."""
    message = problem.message
    for start, end in reversed(list(_quoted(message))):
        message = f"{message[: start + 1]}{_GONE}{message[end:]}"
    return replace(problem, message=message)


class _RowTexts:
    """What the cells of one row hold, in a form that case, spaces and signs do not change."""

    def __init__(self, cells: Sequence[str | Decimal], known: Collection[str]) -> None:
        self.written = [form.strip() for cell in cells for form in _forms(cell) if form.strip()]
        self.folded = {folded for text in self.written if (folded := _letters(text))}
        self.known = {_letters(text) for text in known} - self.folded
        self.all = "\0".join(self.folded)

    @cached_property
    def tokens(self) -> set[str]:
        """The words and numbers of the cells."""
        return {_letters(word) for text in self.written for word in _WORD.findall(text)}

    @cached_property
    def numbers(self) -> set[int]:
        """The values of the digits that stand together, such as the parts of a day."""
        return {int(digits) for text in self.written for digits in _DIGITS.findall(text)}

    def hide(self, message: str) -> str:
        """The message without what the row holds."""
        pieces: list[str] = []
        marks = self._marks(message)
        at = 0
        for start, end in _quoted(message):
            pieces.append(self._hide_bare(message, at, start, marks))
            quoted = message[start + 1 : end]
            is_own = any(marks[start + 1 : end]) or self._is_short_value(quoted)
            keeps = _letters(quoted) in self.known or not is_own
            pieces.append(f"“{quoted if keeps else _GONE}”")
            at = end + 1
        pieces.append(self._hide_bare(message, at, len(message), marks))
        return _REPEATED.sub(_GONE, "".join(pieces))

    def _marks(self, message: str) -> list[bool]:
        """Which characters stand in a run that a cell holds too."""
        folded, places = _fold(message)
        marks = [False] * len(message)
        for at in range(len(folded) - _LEAST + 1):
            if folded[at : at + _LEAST] in self.all:
                for place in range(places[at], places[at + _LEAST - 1] + 1):
                    marks[place] = True
        return marks

    def _is_short_value(self, quoted: str) -> bool:
        """Whether a text holds a value too short for a run of letters, or is a part of one."""
        folded = _letters(quoted)
        if not folded:
            return any(quoted.strip() in text for text in self.written) if quoted.strip() else False
        if len(folded) < _LEAST and folded in self.all:
            return True
        return any(_letters(word) in self.folded for word in _WORD.findall(quoted))

    def _hide_bare(self, message: str, start: int, end: int, marks: Sequence[bool]) -> str:
        """What stands between quotations, without the words and numbers of the row."""
        kept: list[str] = []
        at = start
        for found in _WORD.finditer(message, start, end):
            kept.append(message[at : found.start()])
            at = found.end()
            kept.append(_GONE if self._is_own_word(message, found, marks) else found[0])
        kept.append(message[at:end])
        return "".join(kept)

    def _is_own_word(self, message: str, word: re.Match[str], marks: Sequence[bool]) -> bool:
        before = message[max(0, word.start() - 12) : word.start()]
        folded = _letters(word[0])
        if word[0].isdecimal():
            if len(folded) > _LEAST and all(marks[word.start() : word.end()]):
                return True
            if _PART_OF_A_DAY.search(before):
                return int(word[0]) in self.numbers
            return len(folded) > 1 and not _COUNTED.search(before) and folded in self.tokens
        if not any(marks[word.start() : word.end()]):
            return len(folded) > 1 and folded[0].isdigit() and folded in self.tokens
        is_whole = all(marks[word.start() : word.end()])
        return folded not in _PLAIN_WORDS or (is_whole and _run_length(marks, word) >= _LONG)


def _forms(cell: str | Decimal) -> tuple[str, ...]:
    """The ways in which a message may write a cell."""
    if isinstance(cell, str):
        return (cell,)
    if not cell.is_finite() or abs(cell.adjusted()) > 100:  # noqa: PLR2004 - past what a form holds
        return (str(cell),)
    return (str(cell), f"{cell:f}", format_number(cell), format_number(cell.normalize()))


@lru_cache(maxsize=4096)  # the rows of a batch and their faults repeat their words
def _letters(text: str) -> str:
    """The letters and digits of a text in small type."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return "".join(filter(str.isalnum, folded))


def _fold(text: str) -> tuple[str, list[int]]:
    """The letters of a text in NFC, and where in it each of them stands."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = _letters(char)
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), places


def _quoted(message: str) -> Iterator[tuple[int, int]]:
    """Where each outer quotation opens and closes; one that a cell's own marks leave open goes on.

    An open one ends with the last closing mark, or with the message.
    """
    depth, start, end = 0, 0, -1
    for place, char in enumerate(message):
        if char == "“":
            if not depth:
                start = place
            depth += 1
        elif char == "”" and depth:
            depth -= 1
            end = place
            if not depth:
                yield start, place
    if depth:
        yield start, end if end > start else len(message)


def _run_length(marks: Sequence[bool], word: re.Match[str]) -> int:
    """How many characters in a row around a word the row holds."""
    start, end = word.span()
    middle = next((place for place in range(start, end) if marks[place]), start)
    first = last = middle
    while first and marks[first - 1]:
        first -= 1
    while last < len(marks) and marks[last]:
        last += 1
    return last - first
