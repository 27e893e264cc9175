"""From blocks to outline text: what parse_outline reads back as the same blocks."""

import re
from collections.abc import Iterable, Sequence

from vanban.errors import InputError
from vanban.outline.blocks import (
    HEADINGS,
    Block,
    Cell,
    Insert,
    Level,
    Merge,
    PageBreak,
    Paragraph,
    Run,
    Table,
    merge_runs,
)
from vanban.outline.escaping import one_line
from vanban.outline.markers import PAGE_BREAK, begins_escaped, is_plain, read_marker
from vanban.outline.spans import merge_faults
from vanban.outline.table_lines import (
    MOST_HEADER_ROWS,
    UNIT_TITLE,
    is_dashes,
    unit_in,
    write_widths,
)

# A space behind a space would be lost.
_SPECIAL = re.compile(r"[\\*]|(?<= ) ")
_SPECIAL_IN_CELL = re.compile(r"[\\*|]|(?<= ) ")
_MERGE_MARKS = tuple(merge.value for merge in Merge)
_DASHES = {"": "---", "trai": ":--", "giua": ":-:", "phai": "--:"}
_SPACED = (*HEADINGS, Level.DIEU, Level.MUC_LA_MA)
_MARKERS = {
    **{level: level.value + " {}" for level in HEADINGS},
    Level.DIEU: "Điều {}.",
    Level.MUC_LA_MA: "{}.",
    Level.KHOAN: "{}.",
    Level.KHOAN_CON: "{}.",
    Level.DIEM: "{})",
    Level.GACH: "-",
    Level.CONG: "+",
    Level.DOAN: "",
}


def write_outline(blocks: Iterable[Block]) -> str:
    """The outline text of the blocks; ``parse_outline`` gives the same blocks back.

    That holds for canonical blocks, those that parse_outline makes. Runs are merged, line ends in
    a text become spaces, empty plain paragraphs are left out. Raises InputError for a number that
    its level cannot have, for a table without rows or with rows of unequal length, for merges that
    no table can have, and for an insert without a name.
    """
    lines: list[str] = []
    previous: Block | None = None
    for block in blocks:
        written = _write_block(block, previous)
        if not written:
            continue
        if lines and (_stands_apart(block) or not isinstance(previous, Paragraph)):
            lines.append("")
        lines += written
        previous = block
    return "".join([line + "\n" for line in lines])


def _stands_apart(block: Block) -> bool:
    return not isinstance(block, Paragraph) or block.level in _SPACED


def _write_block(block: Block, previous: Block | None) -> list[str]:
    if isinstance(block, PageBreak):
        return [PAGE_BREAK]
    if isinstance(block, Table):
        return _write_table(block)
    if isinstance(block, Insert):
        return [_write_insert(block)]
    text = _write_runs(block.runs, _SPECIAL)
    if block.level is not Level.DOAN:
        return _write_numbered(block, text)
    if block.number:
        raise _bad_number(block)
    if text and (not _reads_plain(block, text) or _awaits_title(previous)):
        text = _escape_first(text)
    return [text] if text else []


def _write_numbered(paragraph: Paragraph, text: str) -> list[str]:
    marker = _MARKERS[paragraph.level].format(paragraph.number)
    if read_marker(marker) != (paragraph.level, paragraph.number, len(marker)):
        raise _bad_number(paragraph)
    if not text:
        return [marker]
    if paragraph.level not in HEADINGS:
        return [f"{marker} {text}"]
    if _reads_plain(paragraph, text) and not begins_escaped(text):
        return [marker, text]
    return [f"{marker}. {text}"]


def _reads_plain(paragraph: Paragraph, text: str) -> bool:
    """Whether ``text``, as written, is a plain paragraph, and no unit of a table below it."""
    return is_plain(text) and not unit_in(one_line(paragraph.text).strip())


def _bad_number(paragraph: Paragraph) -> InputError:
    level = f'cấp "{paragraph.level.value}"' if paragraph.level.value else "đoạn văn thường"
    return InputError(
        f'số thứ tự "{paragraph.number}" không dùng được cho {level} trong dàn ý; '
        "sửa lại số thứ tự hoặc cấp của đoạn"
    )


def _awaits_title(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.level in HEADINGS and not merge_runs(block.runs)


def _escape_first(text: str) -> str:
    """The line with its first character of text escaped, behind the marks that open it."""
    if begins_escaped(text):
        return text
    rest = text.lstrip("*")
    return text[: len(text) - len(rest)] + "\\" + rest


def _write_insert(insert: Insert) -> str:
    name = _write_runs((Run(insert.name),), _SPECIAL)
    if not name:
        raise InputError(f"chỗ đặt {insert.what} chưa có tên; ghi tên của {insert.what}")
    return f"[{insert.what}: {name}]"


def _write_table(table: Table) -> list[str]:
    _refuse_no_table(table)
    lines = [_write_row([_write_cell(cell) for cell in row]) for row in table.rows]
    if table.header_rows or any(table.alignments):
        dashes = "| " + " | ".join([_DASHES[alignment] for alignment in table.alignments]) + " |"
        lines.insert(table.header_rows, dashes)
    if table.widths_mm:
        lines.insert(0, write_widths(table.widths_mm))
    if table.unit:
        lines[:0] = [f"{UNIT_TITLE}: {_write_runs((Run(table.unit),), _SPECIAL)}", ""]
    return lines


def _refuse_no_table(table: Table) -> None:
    """Raises InputError for what parse_outline would not read back as a table."""
    width = len(table.alignments)
    if not table.rows or any(len(row) != width for row in table.rows) or not width:
        raise InputError(
            "bảng không có dòng nào hoặc các dòng không cùng số ô; "
            "mỗi dòng phải có số ô bằng số cột của bảng"
        )
    if not 0 <= table.header_rows <= min(MOST_HEADER_ROWS, len(table.rows)):
        raise InputError(f"bảng có từ 0 đến {MOST_HEADER_ROWS} dòng tiêu đề, cần bớt dòng tiêu đề")
    if table.widths_mm and len(table.widths_mm) != width:
        raise InputError("số độ rộng khác số cột của bảng; mỗi cột cần một độ rộng")
    for fault in merge_faults(table.rows, table.header_rows):
        raise InputError(f"bảng, dòng {fault.row + 1}, ô {fault.column + 1}: {fault.message}")


def _write_cell(cell: Cell) -> str:
    if isinstance(cell, Merge):
        return cell.value
    text = _write_runs(cell, _SPECIAL_IN_CELL)
    return "\\" + text if text in _MERGE_MARKS else text


def _write_row(cells: Sequence[str]) -> str:
    if all(is_dashes(cell) for cell in cells):
        cells = ["\\" + cells[0], *cells[1:]]
    return "| " + " | ".join(cells) + " |"


def _write_runs(runs: Iterable[Run], special: re.Pattern[str]) -> str:
    """Runs with their marks; spaces that a mark or the trimming would refuse are escaped."""
    parts: list[str] = []
    before = Run("")
    written = merge_runs([run._replace(text=one_line(run.text)) for run in runs])
    for index, run in enumerate(written):
        after = written[index + 1] if index + 1 < len(written) else Run("")
        opens = not parts or run.bold > before.bold or run.italic > before.italic
        closes = run.bold > after.bold or run.italic > after.italic
        parts += (_mark(before, run), _write_text(run.text, special, opens, closes))
        before = run
    parts.append(_mark(before, Run("")))
    return "".join(parts)


def _mark(before: Run, after: Run) -> str:
    bold, italic = before.bold != after.bold, before.italic != after.italic
    return "**" * bold + "*" * italic


def _write_text(text: str, special: re.Pattern[str], opens: bool, closes: bool) -> str:
    escaped = text
    if "*" in text or "\\" in text or "|" in text or "  " in text:
        escaped = special.sub(r"\\\g<0>", text)
    if opens and text[0].isspace():
        escaped = "\\" + escaped
        if len(text) == 1:
            return escaped
    if closes and text[-1].isspace() and not text.endswith("  "):
        escaped = escaped[:-1] + "\\" + escaped[-1]
    return escaped
