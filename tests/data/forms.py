"""Entry forms for tests: written, opened, and their rows laid over the base."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.data.starters import YEAR
from vanban.data import Columns, Draft
from vanban.data.entry_form import write_form
from vanban.data.entry_values import starter_draft
from vanban.data.nodes import MappingNode, node_of
from vanban.law import law_on

FIRST_ROW = 6


def kind_draft(loai: str) -> Draft:
    """What ``vanban form LOẠI`` starts from."""
    kind = law_on().kind_keyed(loai)
    if kind is None:
        return starter_draft(loai, YEAR)
    return starter_draft(loai, YEAR, bo_cuc=kind.bo_cuc, viet_tat=kind.viet_tat or "")


def form_of(draft: Draft, *columns: str, is_starter: bool = False) -> Any:
    """The workbook of a form, as openpyxl reads it."""
    return load_workbook(BytesIO(write_form(draft, columns=columns, is_starter=is_starter)))


def texts_in(sheet: Any, row: int) -> list[str]:
    """What stands in a row, behind the counter."""
    return [str(cell.value or "") for cell in sheet[row][1:]]


def laid(draft: Draft, headings: list[str], cells: list[str]) -> Draft:
    """The draft with a row laid over it, each value at the path that its heading names."""
    columns = Columns(draft)
    changes: dict[str, Any] = {}
    for heading, text in zip(headings, cells, strict=True):
        column = columns.find(heading)
        if not text:
            continue
        *above, last = column.path
        group = changes
        for part in above:
            group = group.setdefault(part, {})
        group[last] = text.split("\n") if column.is_list else text
    node = node_of(changes, [])
    assert isinstance(node, MappingNode)
    return draft.overlaid(node)
