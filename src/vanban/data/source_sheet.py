"""The sheet “Bản gốc” of an entry form: what the base says, for reading only."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vanban.data.entry_columns import EntryColumn
from vanban.data.entry_looks import Looks, height_pt, set_up_page
from vanban.data.entry_values import BLANK, base_text
from vanban.data.loading import Draft
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, fields_of
from vanban.data.shape import is_marked, nested_model, title_of
from vanban.models import Model, known_kinds
from vanban.models.fields import Mark, NamedModel
from vanban.wording import field_key

_WIDTHS = (44.0, 84.0, 40.0)
_HEADINGS = ("Trường", "Bản gốc ghi", "Dùng ở đâu")
_GUIDE = (
    "Trang này chỉ để đọc: sửa ở đây không làm đổi văn bản. Muốn đổi điều dùng chung thì sửa trong "
    "bản gốc rồi làm lại biểu này."
)
_TITLE_ROW, _GUIDE_ROW, _HEADING_ROW, _FIRST_ROW = range(1, 5)
_MOST_LINES, _MOST_CHARACTERS = 12, 700
_MOST_ROWS = 500
_NO_VALUE = "(không có số liệu riêng)"
# How a target reads, and who assigned it: its label says enough here.
_SAID_IN_LABEL = ("cach_ghi", "cap_giao")
_PLACEHOLDERS = "Còn chỗ … phải điền trong bản gốc"


class _Said(NamedTuple):
    """One value of the base."""

    path: tuple[str, ...]
    title: str
    text: str


def write_source_sheet(
    sheet: Any, looks: Looks, draft: Draft, entries: Sequence[EntryColumn]
) -> None:
    """Fills in the sheet with every value of ``draft``; ``entries`` are the columns of the form."""
    for row, text, style in ((_TITLE_ROW, "BẢN GỐC", "title"), (_GUIDE_ROW, _GUIDE, "guide")):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_WIDTHS))
        _write_row(sheet, looks, row, [(text, style, sum(_WIDTHS))])
    for letter, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    headings = [(text, "base_heading", w) for text, w in zip(_HEADINGS, _WIDTHS, strict=True)]
    _write_row(sheet, looks, _HEADING_ROW, headings)
    columns = {entry.column.path: entry for entry in entries}
    said = [value for value in _values(draft.model, draft.node, (), ()) if value.text]
    for row, value in enumerate(said[:_MOST_ROWS], _FIRST_ROW):
        use, style = _use(value, columns)
        texts = ((value.title, "cell"), (_cut(value.text), "cell"), (use, style))
        cells = [(text, look, w) for (text, look), w in zip(texts, _WIDTHS, strict=True)]
        _write_row(sheet, looks, row, cells)
    sheet.freeze_panes = f"A{_FIRST_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    set_up_page(sheet, heading_row=_HEADING_ROW)


def _write_row(sheet: Any, looks: Looks, row: int, cells: Sequence[tuple[str, str, float]]) -> None:
    for column, (text, style, _) in enumerate(cells, 1):
        looks.put(sheet.cell(row, column), text, style)
    heights = (height_pt([(text, width)], style) for text, style, width in cells)
    sheet.row_dimensions[row].height = max(heights)


def _use(value: _Said, columns: dict[tuple[str, ...], EntryColumn]) -> tuple[str, str]:
    """Where a value goes, and the look of that sentence."""
    entry = columns.get(value.path)
    if entry is None:
        return (_PLACEHOLDERS, "open") if BLANK in value.text else ("Mọi văn bản", "cell")
    if entry.is_needed:
        return f"Chữ mẫu; ghi ở cột “{entry.heading}” của mọi dòng", "cell"
    return f"Văn bản có ô “{entry.heading}” để trống", "cell"


def _cut(text: str) -> str:
    """A text short enough for a cell that is read."""
    lines = text.split("\n")
    short = "\n".join(lines[:_MOST_LINES])
    if len(lines) <= _MOST_LINES and len(short) <= _MOST_CHARACTERS:
        return short
    return f"{short[:_MOST_CHARACTERS].rstrip()} … (còn nữa, xem bản gốc)"


def _values(
    model: type[Model], node: Node, path: tuple[str, ...], titles: tuple[str, ...]
) -> Iterator[_Said]:
    """Every value of a group of fields, in the order of the model."""
    entries = node.entries if isinstance(node, MappingNode) else {}
    for name in model.model_fields:
        if name not in entries:
            continue
        nested, is_list = nested_model(model, name)
        here, said, child = (*path, name), (*titles, title_of(model, name)), entries[name]
        if is_marked(model, name, Mark.ROWS):
            rows = len(child.items) if isinstance(child, ListNode) else 0
            yield _Said(here, " / ".join(said), f"{rows} dòng" if rows else "")
        elif nested is None:
            yield _Said(here, " / ".join(said), _read(model, name, base_text(child, ())))
        elif is_list:
            yield from _items(nested, child, here, said)
        else:
            yield from _values(nested, child, here, said)


def _read(model: type[Model], name: str, text: str) -> str:
    """A value as people say it: the name of a kind for its key, of a file without its folder."""
    if name == "loai":
        return known_kinds().get(field_key(text), text)
    is_file = is_marked(model, name, Mark.FILE) or is_marked(model, name, Mark.TEMPLATE)
    return Path(text).name if is_file else text


def _items(
    model: type[Model], node: Node, path: tuple[str, ...], titles: tuple[str, ...]
) -> Iterator[_Said]:
    """The values of the items of a list, by their names or their numbers."""
    for number, item in enumerate(node.items if isinstance(node, ListNode) else (), 1):
        label = model.label_of(fields_of(item)) if issubclass(model, NamedModel) else ""
        here, said = (*path, label), (*titles, label or f"mục {number}")
        if isinstance(item, Scalar) or not label:
            yield from _values(model, item, here, said)
            continue
        fields = item.entries if isinstance(item, MappingNode) else {}
        value_field = getattr(model, "value_field", None)
        value = _NO_VALUE
        if value_field in fields:
            value = _read(model, value_field, base_text(fields[value_field], ()))
        if value_field:
            yield _Said((*here, value_field), " / ".join(said), value)
        known = {getattr(model, "name_field", ""), value_field, *_SAID_IN_LABEL}
        rest = {name: child for name, child in fields.items() if name not in known}
        yield from _values(model, MappingNode(rest, item.place), here, said)
