"""Words in a paragraph of a Word file, marked as the range of a comment.

Runs are split where a range begins or ends within them; their formatting stays what it was.
"""

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# What prints nothing, or stands in another story than the paragraph.
_CLOSED = ("del", "moveFrom", "drawing", "pict", "object", "pPr", "rPr", "sdtPr", "txbxContent")

# What a w:rPr may say of tracked changes, which the run of a comment has none of.
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange")


class _Piece(NamedTuple):
    """An element of a run and the text it prints."""

    node: Any
    text: str


def mark_words(paragraph: Any, words: str, start: int, printed: str, number: int) -> None:
    """Marks ``words``, which begin at ``start`` of the ``printed`` text of a w:p.

    Words that the XML does not tell apart (hidden text between them) have the whole paragraph
    marked, as have no words.
    """
    span = _span(_pieces(paragraph), words, start, printed)
    if span is None:
        mark_whole(paragraph, number)
        return
    begin, end = span
    first = _run_from(_pieces(paragraph), begin)
    first.addprevious(_mark(paragraph, "commentRangeStart", number))
    last = _run_to(_pieces(paragraph), end)
    _close(last, paragraph, number)


def mark_whole(paragraph: Any, number: int) -> None:
    """Marks all of a w:p."""
    start = _mark(paragraph, "commentRangeStart", number)
    properties = paragraph.find(_tag(paragraph, "pPr"))
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    last = paragraph[-1]
    _close(last, paragraph, number)


def _close(last: Any, paragraph: Any, number: int) -> None:
    """The end of the range and the run that refers to the comment, after ``last``.

    The run takes the formatting beside it: in a larger size it would push the lines apart.
    """
    end = _mark(paragraph, "commentRangeEnd", number)
    run = etree.Element(_tag(paragraph, "r"))
    run.extend(_formatting(last, paragraph))
    run.append(_mark(paragraph, "commentReference", number))
    last.addnext(end)
    end.addnext(run)


def _formatting(last: Any, paragraph: Any) -> list[Any]:
    """The w:rPr of the run before, or of the mark of an empty paragraph, as a list of one."""
    tag = _tag(paragraph, "rPr")
    inside = [run.find(tag) for run in last.iter(_tag(paragraph, "r"))]
    mark = paragraph.find(f"{_tag(paragraph, 'pPr')}/{tag}")
    source = inside[-1] if inside else mark
    if source is None:
        return []
    copied = deepcopy(source)
    for name in _CHANGES:
        for change in copied.findall(_tag(paragraph, name)):
            copied.remove(change)
    return [copied]


def _tag(paragraph: Any, name: str) -> str:
    """A name in the namespace of the paragraph, which differs in strict files."""
    return f"{{{etree.QName(paragraph).namespace}}}{name}"


def _mark(paragraph: Any, name: str, number: int) -> Any:
    return etree.Element(_tag(paragraph, name), {_tag(paragraph, "id"): str(number)})


def _pieces(element: Any) -> list[_Piece]:
    """What prints in a paragraph, in order."""
    space = etree.QName(element).namespace
    closed = {f"{{{space}}}{name}" for name in _CLOSED} | {_MC + "AlternateContent"}
    return list(_walk(element, space, closed))


def _walk(element: Any, space: str, closed: set[str]) -> Iterator[_Piece]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in closed:
            continue
        name = etree.QName(child).localname if child.tag.startswith(f"{{{space}}}") else ""
        if name == "t":
            yield _Piece(child, child.text or "")
        elif name in _SIGNS and etree.QName(element).localname == "r":
            yield _Piece(child, _SIGNS[name])
        else:
            yield from _walk(child, space, closed)


def _span(pieces: list[_Piece], words: str, start: int, printed: str) -> tuple[int, int] | None:
    """Where the words stand in the raw text of the pieces; None where that is not sure."""
    raw = "".join([piece.text for piece in pieces])
    if words.strip():
        start += len(words) - len(words.lstrip())
        words = words.strip()
    text, places = _composed(raw)
    if text != printed:
        start = text.find(words)
        if start < 0 or text.find(words, start + 1) >= 0:
            return None
    if not words or text[start : start + len(words)] != words:
        return None
    return places[start], places[start + len(words)]


def _composed(raw: str) -> tuple[str, list[int]]:
    """The text in NFC without soft hyphens, and where in ``raw`` each character begins."""
    if raw.isascii():
        return raw, list(range(len(raw) + 1))
    text: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(raw):
        end = at + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        letters = unicodedata.normalize("NFC", raw[at:end]).replace("\u00ad", "")
        text.append(letters)
        places += [at] * len(letters)
        at = end
    return "".join(text), [*places, len(raw)]


def _run_from(pieces: list[_Piece], at: int) -> Any:
    """The run that begins with the character ``at``, split off where need be."""
    node, offset = _locate(pieces, at)
    return _split(node, offset)


def _run_to(pieces: list[_Piece], end: int) -> Any:
    """The run that ends before the character ``end``, split off where need be."""
    node, offset = _locate(pieces, end - 1)
    if node.text and offset + 1 < len(node.text):
        _split(node, offset + 1)
    elif (following := node.getnext()) is not None:
        _split(following, 0)
    return node.getparent()


def _locate(pieces: list[_Piece], at: int) -> tuple[Any, int]:
    for node, text in pieces:
        if at < len(text):
            return node, at
        at -= len(text)
    raise IndexError(at)


def _split(node: Any, offset: int) -> Any:
    """The run that begins at character ``offset`` of a node, in the formatting it had."""
    run = node.getparent()
    if offset:
        rest = deepcopy(node)
        rest.text, node.text = node.text[offset:], node.text[:offset]
        for part in (node, rest):
            part.set(_XML_SPACE, "preserve")
        node.addnext(rest)
        node = rest
    properties = run.find(_tag(run, "rPr"))
    if all(before is properties for before in node.itersiblings(preceding=True)):
        return run
    twin = etree.Element(run.tag, dict(run.attrib))
    if properties is not None:
        twin.append(deepcopy(properties))
    moved = [node, *node.itersiblings()]
    twin.extend(moved)
    run.addnext(twin)
    return twin
