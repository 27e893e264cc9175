"""Non-breaking spaces: a number stays with its unit, "Điều 5" and "ngày 05 tháng 3" stay whole.

The year of a date may stand on the next line, so that justified lines are not torn apart.

A spaced hyphen stays at the end of a line, where nobody takes it for the dash of a list.
"""

import re
from collections.abc import Iterable

NBSP = "\u00a0"

# Begins with the space itself: a search that knows its first character is quick.
_SPACE = re.compile(r" (?:(?<=\d )|(?=\d|- ))")
_BEFORE_NUMBERS = frozenset(
    "ngày tháng năm quý giờ số điều khoản điểm chương mục khóa kỳ "
    "thôn tổ khu quận phường cụm".split()
)
_AFTER_NUMBERS = frozenset(
    "tháng năm ngày giờ phút tuổi đồng nghìn triệu tỷ tỉ trăm người hộ khẩu con thôn xã ha m km "
    "tấn tạ kg lít m² m³ km² tạ/ha tấn/ha % điểm bản tờ trang lần lượt chiếc cái cơ doanh".split()
)

# They count, as in "30 ngày", unless a number of their own follows.
_OF_DATES = frozenset({"ngày", "tháng", "năm"})
_MEASURES = frozenset({"m", "m²", "m³", "km", "km²", "kg", "tấn", "tạ", "lít", "đồng", "người"})
# The words around a space; nothing farther away is looked at.
_REACH = 40
_OPENERS, _CLOSERS = "(“\"'", ",.;:)”\"'"


def keep_together(text: str) -> str:
    """``text`` with the spaces that must not break a line made non-breaking."""
    if len(text) > _LONGEST_KEPT:
        spaces = _spaces_that_hold(text)
    else:
        spaces = _kept_spaces(text.encode().translate(_SAME_DIGIT))
    return _joined(text, spaces) if spaces else text


def _joined(text: str, spaces: Iterable[int]) -> str:
    pieces, begin = [], 0
    for space in spaces:
        pieces.append(text[begin:space])
        begin = space + 1
    return NBSP.join((*pieces, text[begin:]))


class _KeptSpaces(dict[bytes, tuple[int, ...]]):
    """Where the spaces that hold stand in a text, by the text with a 0 for each of its digits.

    Numbers differ from row to row, the words around them seldom do. Looking a text up costs less
    than a call.
    """

    def __missing__(self, shape: bytes) -> tuple[int, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        spaces = self[shape] = _spaces_that_hold(shape.decode())
        return spaces


_SAME_DIGIT = bytes.maketrans(b"123456789", b"000000000")
_LONGEST_KEPT, _MOST_KEPT = 500, 4096
_kept_spaces = _KeptSpaces().__getitem__


def _spaces_that_hold(text: str) -> tuple[int, ...]:
    places = [space.start() for space in _SPACE.finditer(text)]
    return tuple([place for place in places if _holds(text, place)])


def _holds(text: str, space: int) -> bool:
    """Whether a space keeps the words beside it on one line."""
    before = text[max(0, space - _REACH) : space].rsplit(maxsplit=2)
    after = text[space + 1 : space + 1 + _REACH].split(maxsplit=2)
    return bool(before and after) and _belong_together(before[-2:], after[:2])


def _leads_to_number(word: str) -> bool:
    return word == "-" or word.lstrip(_OPENERS).lower() in _BEFORE_NUMBERS


def _belong_together(before: list[str], after: list[str]) -> bool:
    """Whether the words on both sides of a space do; each list holds the one beyond too."""
    last, first = before[-1], after[0]
    if first[0].isdigit():
        return _leads_to_number(last)
    unit = first.rstrip(_CLOSERS).lower()
    if unit in _OF_DATES and unit == first.lower() and after[-1][0].isdigit():
        return unit == "tháng" and before[0].lstrip(_OPENERS).lower() == "ngày"
    return first == "-" or unit in _AFTER_NUMBERS or unit.partition("/")[0] in _MEASURES
