"""The items of the body: phần, chương, mục, điều, khoản, điểm, and the paragraphs between them."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Level, Sure
from vanban.check.recognition.lines import Line, fold
from vanban.check.recognition.wordings import BASIS

_ROMAN = r"[IVXLC]+"
_ORDINAL = r"(?:thứ\s+)?(?:nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)"
_DIVISION = re.compile(
    rf"(?i:(?P<word>phần|chương|tiểu mục|mục))\s+(?P<number>{_ROMAN}|\d+|(?i:{_ORDINAL}))"
    r"(?P<end>\s*[.:–-]\s*|\s+|$)"
)
_ARTICLE = re.compile(r"(?i:điều)\s+(?P<number>\d+[a-zđ]?)(?P<end>\s*[.:]|\s*$|\s*[-–])")
_PART = re.compile(rf"(?P<number>{_ROMAN})(?P<end>[.\-–)/:])(?=\s|[^\W\d_a-z])")
_SECTION = re.compile(r"(?P<number>\d{1,3})(?P<end>\.(?!\d)|[)/](?=\s|[^\W\da-z]))")
_SUBSECTION = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})+)\.?(?=\s|\D)")
_POINT = re.compile(r"(?P<number>[a-zđăâêôơư])(?P<end>[).])(?!\w)|\((?P<inner>[a-zđ])\)")
_DASH = re.compile(r"[-–—•*·‑−](?!\d)")
_PLUS = re.compile(r"\+")
_LEVELS: dict[str, Level] = {
    "phan": "phan",
    "chuong": "chuong",
    "muc": "muc",
    "tieu muc": "tieu_muc",
}
_LONGEST_HEADING = 250
_SENTENCE_END = (".", ";", ":", ",", "/.", "…", "!")
_LONG = 100
_LONGEST_PART = 400
# Tables of contents and captions of Word.
_OTHER_STYLE = re.compile(r"toc|caption|table of", re.IGNORECASE)
_ALL_BOLD = 0.9
_MOST_INTRODUCTION = 12
_OWN_STYLES_OUTSIDE = frozenset({"bang", "don_vi_tinh", "hinh", "chu_thich", "sau_bang"})


def begins_item(line: Line) -> bool:
    """Whether a line begins as a phần, chương, mục, điều or khoản does."""
    if line.paragraph.number.strip()[:1].isalnum():
        return True
    return any(mark.match(line.text) for mark in (_DIVISION, _ARTICLE, _PART, _SECTION))


def read_body(lines: list[Line]) -> list[Component]:
    """The items of a body in order; what stands in tables and text boxes is none."""
    found: list[Component] = []
    title_wanted = False
    for line in lines:
        if line.is_blank or line.cell is not None or line.paragraph.place.text_box:
            continue
        if line.component in _OWN_STYLES_OUTSIDE or _OTHER_STYLE.match(line.paragraph.style):
            continue
        items = list(_items(line, found, title_wanted=title_wanted))
        found.extend(items)
        title_wanted = bool(items) and _wants_title(line, items[-1])
    return found


def _items(line: Line, found: list[Component], *, title_wanted: bool) -> Iterator[Component]:
    """The component of a paragraph, or the two of a điều that has no title."""
    number = line.paragraph.number.strip()
    text = f"{number} {line.text}" if number and line.start == 0 else line.text
    if line.component == "can_cu" or _is_late_basis(line, found):
        sure = Sure.CERTAIN if line.component else Sure.LIKELY
        yield _component("can_cu", line, sure, None)
    elif title_wanted and _is_title_below(line):
        yield _component("tieu_de_phan", line, _sure_of_title(line), found[-1].level)
    elif match := _ARTICLE.match(text):
        yield from _article(line, match, automatic=bool(number))
    else:
        yield _marked(line, text, found)


def _component(
    name: str, line: Line, sure: Sure, level: Level | None, number: str = ""
) -> Component:
    certain = Sure.CERTAIN if line.component == name else sure
    return Component(
        name, (line.stretch,), certain, line.paragraph.lines, line.room_mm, level, number
    )


def _is_late_basis(line: Line, found: list[Component]) -> bool:
    """A legal basis below an introduction: still before the first numbered item."""
    if line.component or not line.text.endswith(";") or not BASIS.match(line.key):
        return False
    return len(found) < _MOST_INTRODUCTION and all(
        item.name in ("noi_dung", "can_cu") for item in found
    )


def _wants_title(line: Line, item: Component) -> bool:
    """Whether the title of a phần, chương or mục is to come on the line below."""
    if item.name == "phan":
        match = _DIVISION.match(line.text)
        return match is not None and not line.text[match.end() :].strip()
    return item.name == "tieu_de_phan" and line.is_capital


def _is_title_below(line: Line) -> bool:
    if line.component:
        return line.component == "tieu_de_phan"
    if len(line.text) > _LONGEST_HEADING or _DIVISION.match(line.text) or _ARTICLE.match(line.text):
        return False
    if _PART.match(line.text) or _SECTION.match(line.text):
        return False
    return line.is_centred or (line.is_capital and line.paragraph.alignment != "deu")


def _sure_of_title(line: Line) -> Sure:
    return Sure.CERTAIN if line.is_centred or line.is_capital else Sure.LIKELY


def _article(line: Line, match: re.Match[str], *, automatic: bool) -> Iterator[Component]:
    """A điều with its title, or "Điều 1." and the sentence after it."""
    level: Level = "dieu"
    number, marked = match["number"], bool(match["end"].strip())
    sure = Sure.CERTAIN if marked else Sure.LIKELY
    end = line.start if automatic else _offset(line) + match.end()
    rest = line.cut(end, line.end)
    if _is_title(line, rest) or not rest.text or automatic:
        yield _component("dieu", line, sure, level, number)
        return
    yield _component("dieu", line.cut(line.start, end), sure, level, number)
    yield _component("noi_dung", rest, Sure.CERTAIN, "doan")


def _offset(line: Line) -> int:
    text = line.paragraph.text[line.start : line.end]
    return line.start + len(text) - len(text.lstrip())


def _is_title(line: Line, words: Line) -> bool:
    """Whether words after a number are a title: bold, or short and no sentence."""
    if line.component in ("dieu", "tieu_de_khoan"):
        return True
    if words.text.endswith(_SENTENCE_END):
        return words.bold_share > _ALL_BOLD and len(words.text) < _LONG
    return words.bold_share > _ALL_BOLD or len(words.text) < _LONG


def _marked(line: Line, text: str, found: list[Component]) -> Component:
    """A paragraph by the mark it begins with."""
    if (division := _DIVISION.match(text)) and (component := _division(line, text, division)):
        return component
    if line.component == "muc_la_ma" or _is_part(line, text, found):
        part = _PART.match(text)
        number = part["number"] if part else ""
        sure = Sure.CERTAIN if part and part["end"] == "." else Sure.LIKELY
        return _component("muc_la_ma", line, sure, "muc_la_ma", number)
    if match := _SUBSECTION.match(text):
        name = "tieu_de_khoan" if line.component == "tieu_de_khoan" else "noi_dung"
        return _component(name, line, _sure_of_text(line), "khoan_con", match["number"])
    if match := _SECTION.match(text):
        return _section(line, match)
    if match := _POINT.match(text):
        sure = Sure.CERTAIN if match["end"] == ")" else Sure.LIKELY
        return _component("diem", line, sure, "diem", match["number"] or match["inner"])
    return _unmarked(line, text)


def _division(line: Line, text: str, match: re.Match[str]) -> Component | None:
    """A line "Chương I", alone or with its title; None for a sentence that begins so."""
    rest = text[match.end() :].strip()
    level = _LEVELS[fold(match["word"])]
    if not rest:
        alone = line.is_centred or line.is_bold or line.is_capital
        sure = Sure.CERTAIN if alone else Sure.LIKELY
        return _component("phan", line, sure, level, match["number"])
    looks = line.is_centred or line.is_bold
    if looks and len(text) < _LONGEST_HEADING and (match["end"].strip() or rest.isupper()):
        return _component("phan", line, Sure.LIKELY, level, match["number"])
    return None


def _is_part(line: Line, text: str, found: list[Component]) -> bool:
    """Whether a line is "I. ...": a Roman number that is due, and the look of a heading."""
    match = _PART.match(text)
    if match is None or len(text) > _LONGEST_PART:
        return False
    if match["number"] in ("C", "D", "L"):
        return False
    before = next((item for item in reversed(found) if item.name == "muc_la_ma"), None)
    if match["number"] not in ("I", "V", "X") and not line.is_bold and before is None:
        return line.is_capital
    return line.is_capital or line.is_bold or before is not None or line.paragraph.number != ""


def _section(line: Line, match: re.Match[str]) -> Component:
    """A khoản, or the title of one."""
    dotted = match["end"] == "."
    number = match["number"]
    if line.component == "khoan":
        return _component("khoan", line, Sure.CERTAIN, "khoan", number)
    automatic = line.paragraph.number.strip() != "" and line.start == 0
    at = line.start if automatic else _offset(line) + match.end()
    words = line.cut(at, line.end)
    sure = Sure.CERTAIN if dotted else Sure.LIKELY
    if not _is_title(line, words):
        return _component("khoan", line, sure, "khoan", number)
    ends = words.text.endswith((".", ";", ","))
    if words.bold_share < _ALL_BOLD or ends:
        sure = min(sure, Sure.LIKELY)
    return _component("tieu_de_khoan", line, sure, "khoan", number)


def _unmarked(line: Line, text: str) -> Component:
    level: Level = "doan"
    if _PLUS.match(text):
        level = "cong"
    elif _DASH.match(text) or (line.paragraph.number and not text[:1].isalnum()):
        level = "gach"
    return _component("noi_dung", line, _sure_of_text(line), level)


def _sure_of_text(line: Line) -> Sure:
    """How sure it is that a paragraph is running text and no heading, caption or the like."""
    if line.component == "noi_dung":
        return Sure.CERTAIN
    if line.paragraph.alignment in ("giua", "phai") or line.is_capital:
        return Sure.GUESS
    if line.bold_share > _ALL_BOLD or line.text.startswith("("):
        return Sure.LIKELY
    ends = line.text.endswith(_SENTENCE_END)
    return Sure.CERTAIN if ends or len(line.text) > _LONG else Sure.LIKELY
