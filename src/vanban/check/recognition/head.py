"""The head of a document: Quốc hiệu, Tiêu ngữ, the body's name, number, date, stamps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vanban.check.components import Component, Sure
from vanban.check.recognition.body_names import first_of_issuer
from vanban.check.recognition.drawn_lines import lines_below
from vanban.check.recognition.lines import GAP, Line, fold
from vanban.check.recognition.wordings import (
    ABOUT,
    ADDRESSED,
    AUTHORITY,
    BODY_NAME,
    DATE_LINE,
    PLACE,
    RECIPIENTS,
    is_copy_form,
    is_motto,
    is_national_name,
    is_number_line,
    kind_at_start_of,
    kind_of,
    stamp_of,
)
from vanban.law import Law

# The Quốc hiệu stands among the first lines; what stands below prose is not the head.
_FIRST_LINES = 30
_PROSE = 220
_LONGEST_NUMBER, _LONGEST_DATE = 80, 90
_LONGEST_GUESSED_NAME = 120
_LONGEST_MOTTO = 50
_MOST_NAME_LINES = 4
_MOST_LINES_ABOVE = 8


@dataclass
class Head:
    """The lines of the head in order, each with the component it is part of ("" for none)."""

    anchor: Line
    lines: list[Line] = field(default_factory=list)
    names: dict[Line, str] = field(default_factory=dict)
    sures: dict[Line, Sure] = field(default_factory=dict)

    def named(self, name: str) -> list[Line]:
        """The lines of one component."""
        return [line for line in self.lines if self.names.get(line) == name]

    def give(self, line: Line, name: str, sure: Sure = Sure.CERTAIN) -> None:
        """Says what a line is part of."""
        self.names[line], self.sures[line] = name, sure


def pieces(line: Line, law: Law) -> Iterator[Line]:
    """The things that share a paragraph in a head: its lines, and what tabs or spaces set apart."""
    for part in line.split():
        yield from _columns(part, law)


def _columns(line: Line, law: Law) -> Iterator[Line]:
    """A line as its left and its right part, where the right one begins something of its own."""
    text = line.paragraph.text
    for gap in GAP.finditer(text, line.start, line.end):
        if not text[line.start : gap.start()].strip():
            continue
        if _begins_right(fold(text[gap.end() : line.end]), law):
            yield line.cut(line.start, gap.start(), "trai")
            yield line.cut(gap.end(), line.end, "phai")
            return
    yield line


def _begins_right(key: str, law: Law) -> bool:
    if is_national_name(key, law) or is_motto(key, law) or key == "dang cong san viet nam":
        return True
    place, ngay, _ = key.partition("ngay")
    return bool(ngay) and "," in place[-3:] and len(key) < _LONGEST_DATE


def find_national_name(lines: Iterable[Line], law: Law) -> Line | None:
    """The Quốc hiệu at the head of a document; None where it has none there."""
    for piece in _first_pieces(lines, law):
        if piece.component == "quoc_hieu" or is_national_name(piece.key, law):
            return piece
    return None


def find_head_without_name(lines: list[Line], law: Law) -> Line | None:
    """What stands for a Quốc hiệu that was forgotten; None where nothing tells a head.

    It is the Tiêu ngữ, or the date where a number, recipients and an authority to sign are there.
    """
    first = list(_first_pieces(lines, law))
    motto = next((piece for piece in first if is_motto(piece.key, law)), None)
    if motto is not None:
        return motto
    signs = (RECIPIENTS.match, AUTHORITY.match)
    signed = all(any(tells(line.key) for line in lines) for tells in signs)
    if not signed or not any(_literal(piece, law) == "so_ky_hieu" for piece in first):
        return None
    return next((piece for piece in first if _literal(piece, law) == "dia_danh_ngay"), None)


def _first_pieces(lines: Iterable[Line], law: Law) -> Iterator[Line]:
    """What prints above the first prose of a document, where its head is."""
    printed = 0
    for line in lines:
        for piece in pieces(line, law):
            if piece.is_blank:
                continue
            yield piece
            printed += 1
            if printed > _FIRST_LINES or (piece.table is None and len(piece.text) > _PROSE):
                return


def read_head(lines: list[Line], anchor: Line, law: Law) -> tuple[Head, int]:
    """The head around its Quốc hiệu (or the sort of copy), and the line after its last one."""
    head = Head(anchor)
    seen_anchor = False
    end = 0
    for line in lines:
        parts = list(pieces(line, law))
        if seen_anchor and _ends_head(parts, anchor, law) and not _goes_on_below(head, lines[end:]):
            break
        seen_anchor = seen_anchor or line.paragraph is anchor.paragraph
        head.lines.extend(_same(part, anchor) for part in parts)
        end += 1
    head.lines = _without_cover(head)
    _tag(head, law)
    return head, end


def _without_cover(head: Head) -> list[Line]:
    """The lines from shortly before the Quốc hiệu on: what stands far above it is a cover."""
    at = next(i for i, line in enumerate(head.lines) if line.block == head.anchor.block)
    above = [i for i, line in enumerate(head.lines[:at]) if not line.is_blank]
    return head.lines[above[-_MOST_LINES_ABOVE] if len(above) >= _MOST_LINES_ABOVE else 0 :]


def _goes_on_below(head: Head, lines: list[Line]) -> bool:
    """Whether lines in capitals go on with the name of a body: below it, above the number."""
    last = next((line for line in reversed(head.lines) if not line.is_blank), head.anchor)
    if not _names_body(last):
        return False
    printed = [line for line in lines[: 2 * _MOST_NAME_LINES] if not line.is_blank]
    for line in printed[:_MOST_NAME_LINES]:
        if is_number_line(line):
            return True
        if not line.is_capital:
            return False
    return False


def _same(part: Line, anchor: Line) -> Line:
    is_anchor = part.paragraph is anchor.paragraph and part.start == anchor.start
    return anchor if is_anchor else part


def _ends_head(parts: list[Line], anchor: Line, law: Law) -> bool:
    """Whether a paragraph below the Quốc hiệu is the first of what follows the head."""
    printed = [part for part in parts if not part.is_blank]
    if not printed:
        return False
    first = printed[0]
    if first.component:
        return first.component in ("ten_loai", "kinh_gui", "can_cu", "noi_dung", "noi_nhan_tu")
    if ADDRESSED.match(first.key) or kind_of(first.key, law):
        return True
    begins_with_kind = kind_at_start_of(first.key, law) is not None
    if first.block == anchor.block and first.table is not None:
        opens_text = first.is_capital and first.is_centred and begins_with_kind
        return opens_text and not _is_left(first, anchor)
    if _literal(first, law) or any(part.side for part in printed):
        return False
    return begins_with_kind or not _names_body(first)


def _names_body(line: Line) -> bool:
    return line.is_capital and BODY_NAME.match(line.key) is not None


def _literal(line: Line, law: Law) -> str:
    """The component that the words of a line in a head tell; "" where they tell none."""
    length = len(line.text)
    tests = (
        ("quoc_hieu", is_national_name(line.key, law)),
        ("tieu_ngu", is_motto(line.key, law)),
        ("so_ky_hieu", length < _LONGEST_NUMBER and is_number_line(line)),
        ("trich_yeu_cong_van", ABOUT.match(line.key)),
        ("dia_danh_ngay", length < _LONGEST_DATE and DATE_LINE.fullmatch(line.key)),
        ("hinh_thuc_sao", is_copy_form(line)),
    )
    return next((name for name, told in tests if told), "") or stamp_of(line)


def _tag(head: Head, law: Law) -> None:
    """Says what every line of a head is."""
    for line in head.lines:
        if line.is_blank:
            continue
        name = line.component if line.component in law.thanh_phan else _literal(line, law)
        if name:
            head.give(line, name)
    head.give(head.anchor, head.names.get(head.anchor) or "quoc_hieu")
    _keep_first(head, "quoc_hieu", "tieu_ngu", "dia_danh_ngay", "so_ky_hieu")
    _tag_motto_by_place(head)
    _tag_left_lines(head)


def _keep_first(head: Head, *names: str) -> None:
    """Leaves each of these names to its first line, and to others of the same paragraph style."""
    for name in names:
        for line in head.named(name)[1:]:
            if line.component != name:
                del head.names[line]


def _tag_motto_by_place(head: Head) -> None:
    """A short line below the Quốc hiệu that is not the motto by its words may still be it."""
    if head.named("tieu_ngu") or head.names[head.anchor] != "quoc_hieu":
        return
    below = head.lines[head.lines.index(head.anchor) + 1 :]
    for line in below:
        if line.is_blank or _is_left(line, head.anchor):
            continue
        if line not in head.names and len(line.text) < _LONGEST_MOTTO and not line.is_capital:
            head.give(line, "tieu_ngu", Sure.LIKELY)
        return


def _is_left(line: Line, anchor: Line) -> bool | None:
    """Whether a line stands in the column without the Quốc hiệu; None where there is one column."""
    if line.side:
        return line.side == "trai"
    if line.cell is None or line.table is None:
        return None
    if len({cell.column for row in line.table.rows for cell in row}) == 1:
        return None
    if line.table is anchor.table:
        return line.column != anchor.column
    return line.column == 0


def _tag_left_lines(head: Head) -> None:
    """The name of the body stands above the number, what a công văn is about below it."""
    seen_number = False
    about: Line | None = None
    for line in head.lines:
        name = head.names.get(line)
        if name == "so_ky_hieu":
            seen_number = True
        elif name == "trich_yeu_cong_van":
            about = line
        elif name or line.is_blank:
            continue
        elif about is not None and _goes_on(line, about):
            head.give(line, "trich_yeu_cong_van", head.sures[about])
        elif not (seen_number and _is_below_number(line, head)):
            _tag_body_name(line, head)


def _goes_on(line: Line, about: Line) -> bool:
    """Whether a line goes on with what a công văn is about: next in the same cell or column."""
    if line.cell is not None or about.cell is not None:
        return line.cell is about.cell or (
            line.table is about.table and line.column == about.column
        )
    return line.paragraph is about.paragraph or line.side == "trai"


def _is_below_number(line: Line, head: Head) -> bool:
    number = head.named("so_ky_hieu")[0]
    if line.cell is None and number.cell is None and not line.side and not number.side:
        return not _names_body(line)
    return line.table is number.table and line.column == number.column


def _tag_body_name(line: Line, head: Head) -> None:
    left = _is_left(line, head.anchor)
    words = [word for word in line.key.split() if word.isalpha()]
    if left is False or not words or len(line.text) > _LONGEST_GUESSED_NAME:
        return
    if line.block < head.anchor.block and head.anchor.cell is not None:
        return
    named = BODY_NAME.match(line.key) is not None or (
        bool(head.named("ten_co_quan")) and PLACE.match(line.key) is not None
    )
    if left and not line.text.startswith(("(", "[")):
        sure = Sure.CERTAIN if line.is_capital or named else Sure.LIKELY
        head.give(line, "ten_co_quan", sure)
    elif left is None and line.is_capital and (named or head.named("ten_co_quan")):
        head.give(line, "ten_co_quan", Sure.CERTAIN if named else Sure.LIKELY)


def components_of(head: Head, *, in_copy: bool = False) -> Iterator[Component]:
    """The components of a head, in order of their names."""
    _part_body_names(head)
    for name in dict.fromkeys(head.names.values()):
        lines = head.named(name)
        if name in ("do_mat", "do_khan", "luu_hanh", "du_thao"):
            lines = lines[:1]
        if name == "ten_co_quan":
            continue
        sure = min(head.sures[line] for line in lines)
        yield Component(
            name,
            tuple(line.stretch for line in lines),
            sure,
            lines_below(lines, head, name),
            lines[0].room_mm,
            in_copy=in_copy,
        )


def _part_body_names(head: Head) -> None:
    """Parts the lines above the number into the superior body and the issuing one."""
    lines = head.named("ten_co_quan")
    if not lines:
        return
    first, sure = first_of_issuer(lines)
    for number, line in enumerate(lines):
        name = "co_quan_chu_quan" if number < first else "co_quan_ban_hanh"
        head.give(line, name, min(sure, head.sures[line]))
