"""Rules on words written twice (TU)."""

import re
from collections.abc import Iterator
from functools import cache

from vanban.check.findings import Fault
from vanban.check.rules.cum_tu import CHINH_TA
from vanban.check.rules.phrases import lowered
from vanban.check.rules.prose import Prose, once_for_each
from vanban.check.rules.rule import line_rule
from vanban.check.rules.syllables import is_marked
from vanban.check.rules.word_lists import phrases

# The second one belongs to the next word ("để để lại") or the first to the one before ("tự do do").
_RIGHT = re.compile(
    r"do do (?:dự|thám)|(?:tự|lý|nguyên) do do|để để (?:lại|dành|ra)|của của cải|bay là là"
    r"|trong trong (?:sạch|suốt|sáng)|(?:bên|phía|ở) trong trong|(?:bên|phía|cấp|ở) dưới dưới"
    r"|đôi khi khi|vì vì sao|(?:trực|phụ) thuộc thuộc"
    r"|(?:công|vụ|sự|thạo|xong|nghỉ|thôi|hết) việc việc|(?:hợp tác|thị|thông tấn|làng) xã xã"
    r"|xã xã (?:hội|viên|luận|giao|tắc|đội|đoàn)|hành chính hành chính sự nghiệp",
    re.IGNORECASE,
)
_BEFORE_VERB = frozenset({"đã", "sẽ", "phải", "chưa", "cũng", "đều", "vừa", "mới", "vị", "xã"})
_AROUND = 12
_LONGEST = 6
_LONG = 3


@once_for_each
def _doubled(prose: Prose) -> tuple[tuple[int, int], ...]:
    """Where words are said twice in a row: number of the first, and how many they are."""
    keys = prose.keys(lowered).all
    found = []
    for size in range(1, _LONGEST + 1):
        same = 0
        for at, (a, b) in enumerate(zip(keys, keys[size:], strict=False)):
            same = same + 1 if a == b else 0
            if same < size:
                continue
            first = at - size + 1
            if prose.are_together(first, first + 2 * size):
                found.append((first, size))
                same = 0
            else:
                same -= 1
    return tuple(found)


def _said(prose: Prose, first: int, size: int) -> str:
    return " ".join(prose.keys(lowered).all[first : first + size])


@cache
def _never_twice() -> frozenset[str]:
    return frozenset(phrases("tu_lap"))


def _fault(prose: Prose, first: int, size: int, why: str) -> Iterator[Fault]:
    start, end = prose.span(first, first + 2 * size)
    if _is_name_and_more(prose, first, size):
        return
    if not _RIGHT.search(prose.text[max(start - _AROUND, 0) : end + _AROUND]):
        once = prose.text[slice(*prose.span(first, first + size))]
        yield prose.slip(start, end, once, why)


def _is_name_and_more(prose: Prose, first: int, size: int) -> bool:
    """Whether a name ends with words that a sentence goes on with: "Sở Xây dựng xây dựng"."""
    again = prose.words[first + size][0]
    inside = prose.words[first : first + size]
    return (
        again.islower()
        and any(word[0].isupper() for word in inside)
        and first > 0
        and (prose.are_together(first - 1, first + 1))
    )


@line_rule("TU01", "Lặp từ", "loi_van", CHINH_TA)
def tieng_lap(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Từ nối, từ chỉ quan hệ không viết hai lần liền nhau.
    Sai: “Hoàn thành nhiệm vụ của của địa phương.”, “Kiểm tra việc việc chấp hành.”, “Được được hỗ
    trợ.”
    Đúng: “Hoàn thành nhiệm vụ của địa phương.”, “Việc phải làm dần dần, luôn luôn có kế hoạch.”
    Không bắt: từ láy (luôn luôn, dần dần, ngày ngày); tiếng cuối của từ trước trùng tiếng đầu của
    từ sau (“nguyên do do thời tiết”, “thu được được nộp ngân sách”); tên riêng rồi đến động từ.
    """
    for first, size in _doubled(prose):
        said = _said(prose, first, size)
        if size == 1 and (said in _never_twice() or _is_passive_twice(prose, first, said)):
            yield from _fault(prose, first, size, "Một từ được viết hai lần liền nhau.")


def _is_passive_twice(prose: Prose, first: int, said: str) -> bool:
    """Whether "được" is said twice where no verb stands before it: "thu được được" is right."""
    if said != "được":
        return False
    begins = first == 0 or not prose.are_together(first - 1, first + 1)
    return begins or lowered(prose.words[first - 1]) in _BEFORE_VERB


@line_rule("TU02", "Lặp cụm từ", "loi_van", CHINH_TA)
def cum_tu_lap(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Cụm từ không viết hai lần liền nhau.
    Sai: “Công an xã phối hợp phối hợp với các thôn.”, “Thu hồi đất trên địa bàn trên địa bàn xã.”
    Đúng: “Công an xã phối hợp với các thôn.”, “Các tổ chức tổ chức hội nghị.”
    Không bắt: cụm từ vừa là danh từ vừa là động từ (“các tổ chức tổ chức”).
    """
    for first, size in _doubled(prose):
        if size > 1 and _said(prose, first, size) in _never_twice():
            yield from _fault(prose, first, size, "Một cụm từ được viết hai lần liền nhau.")


@line_rule("TU03", "Lặp cả một đoạn lời", "loi_van", CHINH_TA)
def doan_lap(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Ba tiếng trở lên không viết hai lần liền nhau.
    Sai: “Giao Trưởng các thôn Giao Trưởng các thôn tuyên truyền.”
    Đúng: “Giao Trưởng các thôn tuyên truyền.”
    Không bắt: lời lặp lại sau dấu câu; cụm từ đã có ở quy tắc TU02.
    """
    for first, size in _doubled(prose):
        said = _said(prose, first, size)
        if size >= _LONG and is_marked(said) and said not in _never_twice():
            yield from _fault(prose, first, size, "Một đoạn lời được viết hai lần liền nhau.")


RULES = (tieng_lap, cum_tu_lap, doan_lap)
