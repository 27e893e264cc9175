"""Which drawn lines stand below a component."""

from typing import TYPE_CHECKING

from vanban.check.facts import DrawnLine, Paragraph
from vanban.check.recognition.lines import Line

if TYPE_CHECKING:
    from vanban.check.recognition.head import Head

# Below these a line is drawn; it may be anchored at what follows them.
UNDERLINED = frozenset({"tieu_ngu", "co_quan_ban_hanh", "trich_yeu", "chi_dan_phu_luc", "ten_loai"})

# Below these one may be drawn that belongs below the next line; what is drawn at the others of a
# head is anchored there but belongs to what stands above them.
_OFTEN_UNDERLINED = frozenset({"quoc_hieu", "co_quan_chu_quan", "hinh_thuc_sao"})


def lines_below(lines: list[Line], head: "Head", name: str) -> tuple[DrawnLine, ...]:
    """The lines between a component of a head and the next one in its column."""
    if name not in UNDERLINED and name not in _OFTEN_UNDERLINED:
        return ()
    column = [line for line in head.lines if _shares_column(line, lines[-1])]
    found = after(lines, column, anchored_next=name in UNDERLINED)
    if found or name not in ("tieu_ngu", "co_quan_ban_hanh"):
        return found
    return _unclaimed(head)


def _shares_column(line: Line, other: Line) -> bool:
    if line.table is None and other.table is None:
        return not line.side or not other.side or line.side == other.side
    return line.table is other.table and line.column == other.column


def after(lines: list[Line], column: list[Line], *, anchored_next: bool) -> tuple[DrawnLine, ...]:
    """The lines drawn at ``lines`` and between them and the next words of their column.

    ``anchored_next`` takes those of the next words too when there are no others: what is drawn at
    the top of a paragraph is anchored there.
    """
    last = lines[-1]
    own = list(dict.fromkeys(line.paragraph for line in lines))
    found = [line for paragraph in own for line in _lines_at(paragraph, last, column)]
    following = _following(last, column)
    for line in following:
        if line.paragraph in own:
            continue
        if line.is_blank:
            found.extend(_drawn_or_typed(line))
        elif anchored_next and not found:
            found.extend(line.paragraph.lines)
        if not line.is_blank:
            break
    if last.cell is not None and last.cell.has_bottom_border and not last.cell.is_bordered:
        found.append(DrawnLine("vien", last.cell.width_mm))
    return tuple(found)


def _following(last: Line, column: list[Line]) -> list[Line]:
    at = next((i for i, line in enumerate(column) if line is last), len(column))
    return column[at + 1 :]


def _lines_at(paragraph: Paragraph, last: Line, column: list[Line]) -> tuple[DrawnLine, ...]:
    """Lines of a paragraph, unless more words of it stand below in the same column."""
    if paragraph is last.paragraph:
        below = [
            line
            for line in _following(last, column)
            if line.paragraph is paragraph and not line.is_blank
        ]
        if below:
            return ()
    return paragraph.lines


def _drawn_or_typed(line: Line) -> tuple[DrawnLine, ...]:
    if line.paragraph.lines or not line.text:
        return line.paragraph.lines
    return (DrawnLine("ky_tu"),)


def _unclaimed(head: "Head") -> tuple[DrawnLine, ...]:
    """All lines of a head, for a component that none is anchored near."""
    paragraphs = dict.fromkeys(line.paragraph for line in head.lines)
    found = tuple(line for paragraph in paragraphs for line in paragraph.lines)
    return found if len(found) > 1 else ()
