"""The markers that open a line, and the line that breaks the page."""

import re
from functools import cache

from vanban.law import law_on
from vanban.outline.blocks import Level, What

PAGE_BREAK = "[ngắt trang]"

# Looking a member up on the enum class costs more than matching a line.
_LEVELS = dict(Level.__members__)
_PLAIN_LINE = (Level.DOAN, "", 0)

_PAGE_BREAKS = (PAGE_BREAK, "[ngat trang]")
_INSERT = re.compile(
    r"\[(?:(?P<table>bảng|bang)|hình|hinh)\s*:\s*(?P<name>.*?)\s*\]", re.IGNORECASE
)
_WIDTHS = re.compile(r"\[(?:rộng|rong)\s*:(.*)\]", re.IGNORECASE)

# Canonical Roman numbers, never empty. Above XXXIX a bare number would catch "L.", "C.", "D.".
_ROMAN_TO_39 = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_ROMAN_TO_99 = r"(?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"

# The group that took part names the level and holds the number.
_HEADINGS = (
    rf"(?:Phần|PHẦN)\s+(?P<PHAN>{_ROMAN_TO_99})",
    rf"(?:Chương|CHƯƠNG)\s+(?P<CHUONG>{_ROMAN_TO_99})",
    r"(?:Mục|MỤC)\s+(?P<MUC>[0-9]{1,3})",
    r"(?:Tiểu mục|TIỂU MỤC)\s+(?P<TIEU_MUC>[0-9]{1,3})",
)
_ITEMS = (
    r"(?P<KHOAN>[0-9]{1,3})\.",
    r"(?P<KHOAN_CON>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})\.",
    r"(?P<GACH>)[-–−]",
    r"(?P<CONG>)\+",
    rf"(?P<MUC_LA_MA>{_ROMAN_TO_39})\.",
    r"(?:Điều|ĐIỀU)\s+(?P<DIEU>[0-9]{1,3}[a-zđ]?)\.",
)


@cache
def markers() -> re.Pattern[str]:
    """The pattern of every marker and the white space behind it, to be matched at a line's start.

    ``lastgroup`` of a match is the name of its Level, and that group its number.
    """
    points = rf"(?P<DIEM>[{law_on().diem.chu_cai}])\)"
    items = "|".join((*_ITEMS, points))
    headings = "|".join(_HEADINGS)
    return re.compile(rf"(?:{items})(?:\s+|\Z)|(?:{headings})(?:[.:](?:\s+|\Z)|\Z)")


def read_marker(line: str) -> tuple[Level, str, int]:
    """Level, number and start of the text of a trimmed NFC line."""
    match = markers().match(line)
    if match is None:
        return _PLAIN_LINE
    name = match.lastgroup or ""
    return _LEVELS[name], match[name], match.end()


def is_page_break(line: str) -> bool:
    """Whether a trimmed line is ``[ngắt trang]``, in any case, with or without accents."""
    return line.casefold() in _PAGE_BREAKS


def read_insert(line: str) -> tuple[What, int, int] | None:
    """What a trimmed line ``[bảng: Tên]`` or ``[hình: Tên]`` inserts, and where its name stands."""
    match = _INSERT.fullmatch(line)
    if match is None:
        return None
    return ("bảng" if match["table"] else "hình"), *match.span("name")


def widths_in(line: str) -> str | None:
    """What stands behind the colon of a trimmed line ``[rộng: 12, 60, -]``."""
    match = _WIDTHS.fullmatch(line)
    return match and match[1]


def is_plain(line: str) -> bool:
    """Whether a trimmed line is read as a plain paragraph, and as nothing else."""
    if line.startswith("["):
        return not (is_page_break(line) or _INSERT.fullmatch(line) or _WIDTHS.fullmatch(line))
    return not (line.startswith("|") or markers().match(line))


def begins_escaped(line: str) -> bool:
    r"""Whether the first character of text of a trimmed line is escaped: ``\A`` or ``**\A**``."""
    return line.lstrip("*").startswith("\\")
