"""Conforming documents with one edit each, which one rule and no other must find.

The mutants of a module of rules stand in ``mutants_<module>.py`` beside this file.
"""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

import vanban

EXAMPLES = Path(__file__).parents[2] / "examples" / "nghi_dinh_30"

Edit = Callable[[Document], object]


class Mutant(NamedTuple):
    """The code of a rule, an example of ``examples/nghi_dinh_30``, and what to do to its .docx.

    ``also`` are codes that cannot but come along.
    """

    code: str
    example: str
    edit: Edit
    also: frozenset[str] = frozenset()


@cache
def rendered(example: str) -> bytes:
    """An example as vanban renders it."""
    return vanban.render(vanban.load(EXAMPLES / f"{example}.yaml"))


def edited(data: bytes, edit: Edit) -> bytes:
    """The same package after an edit."""
    document = docx.Document(BytesIO(data))
    edit(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def codes_in(data: bytes) -> set[str]:
    """The codes of all findings in a .docx."""
    return {finding.code for finding in vanban.check(data).findings}


def all_paragraphs(document: Document) -> list[Paragraph]:
    """Every paragraph of the body, those in tables included, in document order."""
    body = document.element.body
    return [Paragraph(p, document._body) for p in body.iter(docx.oxml.ns.qn("w:p"))]


def styled(document: Document, style: str, number: int = 0) -> Paragraph:
    """The paragraph number ``number`` (from 0) of a style such as "VB_TrichYeu"."""
    found = [p for p in all_paragraphs(document) if p.style and p.style.style_id == style]
    return found[number]


def containing(document: Document, text: str) -> Paragraph:
    """The first paragraph with these words."""
    return next(p for p in all_paragraphs(document) if text in p.text)


def reword(paragraph: Paragraph, old: str, new: str) -> None:
    """Replace words that stand within one run."""
    run = next(run for run in paragraph.runs if old in run.text)
    run.text = run.text.replace(old, new)
