"""Vietnamese administrative documents from typed data, by Nghị định 30/2020/NĐ-CP.

import vanban

document = vanban.load("2024.yaml")
data = vanban.render(document)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Bound here for good, since these functions have the names of their rooms.
from vanban.batch import batch
from vanban.check import check
from vanban.render import render, to_docx_document, to_pdf

__version__ = "0.1.0"

if TYPE_CHECKING:
    from vanban.data import load
    from vanban.errors import DocxError, InputError, Problem, TemplateError, VanBanError
    from vanban.models import ChiTieu, NguoiKy, PhatDong, VanBan
    from vanban.outline import parse_outline, write_outline
    from vanban.wording import PartialDate, Quantity

__all__ = [
    "ChiTieu",
    "DocxError",
    "InputError",
    "NguoiKy",
    "PartialDate",
    "PhatDong",
    "Problem",
    "Quantity",
    "TemplateError",
    "VanBan",
    "VanBanError",
    "__version__",
    "batch",
    "check",
    "load",
    "parse_outline",
    "render",
    "to_docx_document",
    "to_pdf",
    "write_outline",
]

# Imported on first use: a script that only reads data does not pay for python-docx and Jinja2.
_ROOMS = {
    "load": "data",
    "DocxError": "errors",
    "InputError": "errors",
    "Problem": "errors",
    "TemplateError": "errors",
    "VanBanError": "errors",
    "ChiTieu": "models",
    "NguoiKy": "models",
    "PhatDong": "models",
    "VanBan": "models",
    "parse_outline": "outline",
    "write_outline": "outline",
    "PartialDate": "wording",
    "Quantity": "wording",
}


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{room}"), name)
    globals()[name] = value
    return value
