"""Non-breaking spaces: a number stays with its unit, "Điều 5" and "ngày 05 tháng 3" stay whole.

A spaced hyphen stays at the end of a line, where nobody takes it for the dash of a list.
"""

import re

NBSP = "\u00a0"

_SPACE = re.compile(r"(?<=\d) | (?=\d|- )")
_BEFORE_NUMBERS = frozenset(
    "ngày tháng năm quý số điều khoản điểm chương mục khóa kỳ thôn tổ khu quận phường cụm".split()
)
_AFTER_NUMBERS = frozenset(
    "tháng năm ngày giờ phút tuổi đồng nghìn triệu tỷ tỉ trăm người hộ khẩu con thôn xã ha m km "
    "tấn tạ kg lít m² m³ km² tạ/ha tấn/ha % điểm bản tờ trang lần lượt chiếc cái cơ doanh".split()
)


def keep_together(text: str) -> str:
    """``text`` with the spaces that must not break a line made non-breaking."""

    def join(match: re.Match[str]) -> str:
        start, end = match.span()
        before = text[:start].rpartition(" ")[2].rpartition(NBSP)[2]
        after = text[end:].partition(" ")[0]
        return NBSP if _belong_together(before, after) else " "

    return _SPACE.sub(join, text)


def _belong_together(before: str, after: str) -> bool:
    if after[:1].isdigit():
        return before == "-" or before.lstrip("(“\"'").lower() in _BEFORE_NUMBERS
    return after == "-" or after.rstrip(",.;:)”\"'").lower() in _AFTER_NUMBERS
