"""Non-breaking spaces: a number stays with its unit, "Điều 5" and "ngày 05 tháng 3" stay whole.

The year of a date may stand on the next line, so that justified lines are not torn apart.

A spaced hyphen stays at the end of a line, where nobody takes it for the dash of a list.
"""

import re
from functools import lru_cache

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
# Texts of cells, not of paragraphs.
_SHORT = 100
_OPENERS, _CLOSERS = "(“\"'", ",.;:)”\"'"


def keep_together(text: str) -> str:
    """``text`` with the spaces that must not break a line made non-breaking."""
    if _SPACE.search(text) is None:
        return text
    return _joined_once(text) if len(text) <= _SHORT else _joined(text)


def _joined(text: str) -> str:
    def join(match: re.Match[str]) -> str:
        start, end = match.span()
        before = text[max(0, start - _REACH) : start].rsplit(maxsplit=2)
        after = text[end : end + _REACH].split(maxsplit=2)
        if not (before and after):
            return " "
        return NBSP if _belong_together(before[-2:], after[:2]) else " "

    return _SPACE.sub(join, text)


# The cell of a table is measured first and written later.
_joined_once = lru_cache(maxsize=4096)(_joined)


def _belong_together(before: list[str], after: list[str]) -> bool:
    """Whether the words on both sides of a space do; each list holds the one beyond too."""
    last, first = before[-1], after[0]
    if first[0].isdigit():
        return last == "-" or last.lstrip(_OPENERS).lower() in _BEFORE_NUMBERS
    unit = first.rstrip(_CLOSERS).lower()
    if unit in _OF_DATES and unit == first.lower() and after[-1][0].isdigit():
        return unit == "tháng" and before[0].lstrip(_OPENERS).lower() == "ngày"
    return first == "-" or unit in _AFTER_NUMBERS or unit.partition("/")[0] in _MEASURES
