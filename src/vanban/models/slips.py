"""Numbers and texts that are probably slips of the pen; cheap to ask about where none is."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from vanban.wording import Quantity

_WHOLE = 100
# What a "Tỷ lệ" is a share of, or does, where no reading makes it more than the whole.
_SHARED = (
    *("hộ", "gia đình", "dân", "người", "phụ nữ", "trẻ", "học sinh", "giáo viên", "cán bộ"),
    *("công chức", "lao động qua đào tạo", "lao động đã qua đào tạo", "thôn", "xóm", "ấp", "làng"),
    *("tổ dân phố", "khu phố", "khu dân cư", "cơ quan", "trường", "hồ sơ", "nộp hồ sơ"),
    *("chất thải", "rác thải", "nước thải", "bao phủ", "che phủ rừng"),
)
_SHARE = re.compile(rf"\bt[ỷỉ] lệ (?:% )?(?:số |các )?(?:{'|'.join(_SHARED)})(?!\w)", re.IGNORECASE)
# Of growth, and of what is set against a plan, there may be more than the whole.
_COMPARED = re.compile(
    r"\b(?:tăng|giảm|vượt|gấp|so|cùng kỳ|năm trước|kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết"
    r"|hoàn thành|thực hiện|huy động)\b",
    re.IGNORECASE,
)
# Units that are counted one by one. A mean of them has decimals, and words that say so.
_COUNTED = frozenset(
    {
        *("con", "hộ", "gia đình", "người", "cháu", "trẻ", "học sinh", "lao động"),
        *("đảng viên", "đoàn viên", "hội viên", "thôn", "tổ dân phố", "doanh nghiệp", "dn"),
    }
)
_MEAN = re.compile(
    r"\b(?:bình quân|trung bình|bq|tb|t[ỷỉ] suất|(?:mức|t[ỷỉ] lệ) sinh|phụ nữ|vợ chồng"
    r"|quy mô (?:hộ|gia đình)|mỗi|một|vạn|trên \d+)\b|/",
    re.IGNORECASE,
)
# As 6.900 is written abroad.
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
# A day, with its time or without, or the number of a day from 1982 to 2091.
_SHEET_DATE = re.compile(
    r"(?:\d{4}([-/.])\d\d?\1\d\d?|\d\d?([-/.])\d\d?\2(?:\d\d){1,2})"
    r"(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?"
    r"|([3-6]\d{4})(?:[.,]\d+)?",
    re.ASCII,
)
_DAY_ZERO = date(1899, 12, 30)


def number_slip(quantity: Quantity, path: Sequence[str], words: Callable[[], str]) -> str:
    """Why a value is doubtful; "" when it is not.

    ``path`` are the names that lead to it, ``words`` all that is said of its target.
    """
    unit = quantity.unit
    if unit == "%":
        if quantity.value > _WHOLE and _is_share(path) and not _says(_COMPARED, path, words):
            return (
                f"“{quantity}” lớn hơn 100%, trong khi tỷ lệ này là một phần của tổng số; hãy xem "
                "lại con số, nếu là mức tăng hay mức đạt so với kế hoạch thì ghi rõ ở tên chỉ tiêu"
            )
    elif "," in quantity.digits and unit.lower() in _COUNTED:
        if quantity.value == quantity.value.to_integral_value() or _says(_MEAN, path, words):
            return ""
        return _foreign_thousands(quantity) or (
            f"“{quantity}” có phần lẻ, trong khi “{unit}” được đếm bằng số nguyên; hãy xem lại "
            "con số, nếu là số bình quân thì ghi rõ ở tên chỉ tiêu"
        )
    return ""


def share_slip(quantity: Quantity, path: Sequence[str], words: Callable[[], str]) -> str:
    """As ``number_slip``, of what one unit takes: "6,900 con" is less than seven of them."""
    if "," in quantity.digits and quantity.unit != "%" and (fault := _foreign_thousands(quantity)):
        return fault
    if quantity.value < 0:
        return f"“{quantity}” là số âm; hãy xem lại"
    return number_slip(quantity, path, words)


def date_slip(text: str) -> str:
    """Why a text that ought to be words is doubtful: a date of a sheet; "" when it is none."""
    found = _SHEET_DATE.fullmatch(text) if text[:1].isdigit() else None
    if found is None:
        return ""
    what = "trông như ngày tháng do bảng tính ghi"
    if found[3]:
        day = _DAY_ZERO + timedelta(int(found[3]))
        what = f"trông như số mà bảng tính dùng cho ngày “{day:%d/%m/%Y}”"
    return (
        f"“{text}” {what}, trong khi trường này cần tên hoặc lời văn; có thể các cột bị lệch hoặc "
        "ô bị đổi kiểu, hãy xem lại chỗ nhập"
    )


def _foreign_thousands(quantity: Quantity) -> str:
    if not _THREE_DECIMALS.fullmatch(quantity.digits):
        return ""
    meant = quantity.digits.replace(",", ".")
    return f"“{quantity}” có ba chữ số sau dấu phẩy; nếu là hàng nghìn thì viết “{meant}”"


def _is_share(path: Sequence[str]) -> bool:
    """Whether a value is a share by its name, or that of what it belongs to when it has none."""
    named = (name for name in reversed(path) if not name.endswith(" giao"))
    return bool(_SHARE.search(next(named, "")))


def _says(pattern: re.Pattern[str], path: Sequence[str], words: Callable[[], str]) -> bool:
    return bool(pattern.search(" ".join((*path, words()))))
