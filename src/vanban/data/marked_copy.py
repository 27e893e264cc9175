"""A copy of a workbook in which faulty cells are coloured and say in a comment what is wrong."""

import posixpath
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile
from typing import IO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from lxml import etree

from vanban.data.cell_names import Cell, cell_of
from vanban.data.comment_boxes import CommentBoxes, empty_drawing
from vanban.data.marked_comments import SheetComments, text_of
from vanban.data.marked_styles import MarkedStyles
from vanban.data.sheet_splicing import SheetSplicer, first_cells
from vanban.data.workbook_package import WorkbookPackage
from vanban.errors import InputError, Problem, reason_of

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_DAMAGES = (
    *(BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ExpatError, etree.XMLSyntaxError, KeyError, ValueError, IndexError),
)


def mark_cells(
    source: Path,
    target: Path,
    sheet: str,
    marks: Iterable[tuple[str, str]],
    *,
    temporary: Path | None = None,
) -> None:
    """Writes ``target``, a copy of ``source``, with ``marks`` on the sheet of that title.

    A mark is a cell ("B5") and what is wrong with it; several of one cell come into one comment.
    What an earlier run has marked and is good now looks as it did before. All else stays as it is.
    The copy is written whole or not at all: under the name ``temporary``, beside ``target``, until
    then. Raises InputError when it cannot be.
    """
    messages: dict[Cell, list[str]] = {}
    for reference, message in marks:
        messages.setdefault(cell_of(reference), []).append(message)
    temporary = temporary or target.parent / f".vanban-{token_hex(8)}.tmp"
    try:
        _refuse_same(source, target)
        with _said_plainly(source), ZipFile(source) as file, temporary.open("xb") as written:
            _mark(WorkbookPackage(file, source), sheet, messages, written)
        temporary.replace(target)
    except OSError as error:
        fault = f"không ghi được bản đánh dấu lỗi: {reason_of(error)}"
        raise InputError(
            Problem(fault, str(error.filename2 or error.filename or target))
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _refuse_same(source: Path, target: Path) -> None:
    if target.exists() and target.samefile(source):
        fault = "bản đánh dấu lỗi không được ghi đè lên chính tệp nhập liệu"
        raise InputError(Problem(fault, str(source)))


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    """Says in Vietnamese that a workbook is damaged."""
    try:
        yield
    except InputError:
        raise
    except _DAMAGES as error:
        fault = "tệp XLSX bị hỏng nên không đánh dấu lỗi được; hãy mở bằng Excel rồi lưu lại"
        raise InputError(Problem(fault, str(path))) from error


def _mark(
    package: WorkbookPackage, title: str, messages: dict[Cell, list[str]], written: IO[bytes]
) -> None:
    sheet = package.sheet_part(title)
    with package.open(sheet) as stream:
        firsts = first_cells(stream, messages)
    said: dict[Cell, list[str]] = {}
    for cell, found in messages.items():
        said.setdefault(firsts.get(cell, cell), []).extend(found)
    styles = MarkedStyles(package.tree(package.styles_part()))
    has_comments = bool(package.related(sheet, "comments"))
    drawing = package.free_identifier(sheet, "vmlDrawing") if said or has_comments else ""
    splicer = SheetSplicer(said, styles, drawing)
    with TemporaryFile() as spliced:
        with package.open(sheet) as stream:
            splicer.splice(stream, spliced)
        package.streams[sheet] = spliced
        styles.finish()
        if drawing:
            _comment(package, sheet, splicer, {c: text_of(found) for c, found in said.items()})
        package.write(written)


def _comment(
    package: WorkbookPackage, sheet: str, splicer: SheetSplicer, texts: dict[Cell, str]
) -> None:
    """The comments of the sheet and their boxes."""
    comments = SheetComments(package.tree(_comments_part(package, sheet)))
    gone = comments.forget()
    whole = comments.add(texts)
    drawing = package.tree(_drawing_part(package, sheet, splicer), recover=True)
    boxes = CommentBoxes(drawing, splicer.geometry)
    boxes.remove(gone)
    boxes.draw(whole)


def _comments_part(package: WorkbookPackage, sheet: str) -> str:
    """The part of the sheet's comments, made where there is none."""
    if found := package.related(sheet, "comments"):
        return found
    folder = posixpath.dirname(posixpath.dirname(sheet))
    name = package.free_name(posixpath.join(folder, "comments{}.xml"))
    package.add(name, package.empty_comments(), "comments")
    package.relate(sheet, "comments", name)
    return name


def _drawing_part(package: WorkbookPackage, sheet: str, splicer: SheetSplicer) -> str:
    """The part of the comments' boxes, made where there is none."""
    if found := package.target(sheet, splicer.found_drawing):
        return found
    folder = posixpath.dirname(posixpath.dirname(sheet))
    name = package.free_name(posixpath.join(folder, "drawings", "vmlDrawing{}.vml"))
    package.add(name, empty_drawing(), _VML_TYPE)
    package.relate(sheet, "vmlDrawing", name, splicer.drawing)
    return name
