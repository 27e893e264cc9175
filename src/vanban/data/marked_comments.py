"""The comments of a sheet: what is said of each marked cell, and nothing of an earlier run."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from vanban.data.cell_names import Cell, cell_of, reference_of

AUTHOR = "vanban"
HEADING = "Cần sửa (vanban):"
_FACE, _POINTS = "Times New Roman", 11
_MOST_MESSAGES, _MOST_CHARACTERS = 5, 400
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def text_of(messages: Sequence[str]) -> str:
    """What the comment of a cell says below its heading: a few messages, one a line."""
    distinct = list(dict.fromkeys(messages))
    shown = [_cut(message) for message in distinct[:_MOST_MESSAGES]]
    if more := len(distinct) - len(shown):
        shown.append(f"… và {more} điều khác; sửa xong các điều trên rồi chạy lại sẽ thấy.")
    if len(shown) == 1:
        return shown[0]
    return "\n".join(f"– {line}" for line in shown)


def _cut(message: str) -> str:
    line = " ".join(message.split())
    if len(line) > _MOST_CHARACTERS:
        line = f"{line[: _MOST_CHARACTERS - 1].rstrip()}…"
    return line[:1].upper() + line[1:]


class SheetComments:
    """The comments part of a sheet."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._space = f"{{{etree.QName(root).namespace}}}"
        self._authors = self._child("authors", 0)
        self._list = self._child("commentList", 1)

    def _child(self, name: str, place: int) -> Any:
        found = self._root.find(f"{self._space}{name}")
        if found is None:
            found = etree.Element(f"{self._space}{name}")
            self._root.insert(place, found)
        return found

    def forget(self) -> list[Cell]:
        """Takes out what an earlier run has said; the cells that are left without a comment."""
        bare: list[Cell] = []
        for comment in list(self._list):
            if self._cut_off(comment):
                bare.append(cell_of(comment.get("ref", "A1")))
                self._list.remove(comment)
        return bare

    def _cut_off(self, comment: Any) -> bool:
        """Takes our part out of a comment; whether nothing is left of it."""
        texts = list(comment.iter(f"{self._space}t"))
        whole = "".join(text.text or "" for text in texts)
        author = self._author_of(comment)
        start = whole.find(HEADING)
        if start < 0:
            return author == AUTHOR
        left = len(whole[:start].rstrip())
        for text in texts:
            own = text.text or ""
            text.text, left = own[: max(0, left)], left - len(own)
        for run in list(comment.iter(f"{self._space}r")):
            if not any(text.text for text in run.iter(f"{self._space}t")):
                run.getparent().remove(run)
        return not whole[:start].strip()

    def _author_of(self, comment: Any) -> str:
        number = int(comment.get("authorId", 0))
        return (self._authors[number].text or "") if number < len(self._authors) else ""

    def add(self, messages: Mapping[Cell, str]) -> dict[Cell, str]:
        """Says this of the cells; the whole text that each of their comments now has."""
        existing = {comment.get("ref"): comment for comment in self._list}
        whole: dict[Cell, str] = {}
        author = self._author() if messages else 0
        for cell, message in sorted(messages.items()):
            reference = reference_of(cell)
            comment = existing.get(reference)
            if comment is None:
                attributes = {"ref": reference, "authorId": str(author)}
                comment = etree.SubElement(self._list, f"{self._space}comment", attributes)
                etree.SubElement(comment, f"{self._space}text")
            whole[cell] = self._say(comment.find(f"{self._space}text"), message)
        return whole

    def _author(self) -> int:
        for number, author in enumerate(self._authors):
            if author.text == AUTHOR:
                return number
        etree.SubElement(self._authors, f"{self._space}author").text = AUTHOR
        return len(self._authors) - 1

    def _say(self, text: Any, message: str) -> str:
        """Adds the heading and the message; the text that there is now."""
        before = "".join(found.text or "" for found in text.iter(f"{self._space}t"))
        self._wrap_plain(text)
        lead = "\n\n" if before else ""
        runs = [*self._runs(f"{lead}{HEADING}", is_bold=True), *self._runs(f"\n{message}")]
        # Readings of East Asian texts come behind the runs.
        place = sum(child.tag in (f"{self._space}t", f"{self._space}r") for child in text)
        for run in reversed(runs):
            text.insert(place, run)
        return f"{before}{lead}{HEADING}\n{message}"

    def _wrap_plain(self, text: Any) -> None:
        """A text without formats becomes a run, since a text and runs cannot stand together."""
        plain = text.find(f"{self._space}t")
        if plain is None:
            return
        run = etree.Element(f"{self._space}r")
        text.replace(plain, run)
        if plain.text:
            plain.set(_XML_SPACE, "preserve")
            run.append(plain)
        else:
            text.remove(run)

    def _runs(self, words: str, *, is_bold: bool = False) -> Iterator[Any]:
        run = etree.Element(f"{self._space}r")
        looks = etree.SubElement(run, f"{self._space}rPr")
        if is_bold:
            etree.SubElement(looks, f"{self._space}b")
        for name, value in (("sz", str(_POINTS)), ("rFont", _FACE), ("family", "1")):
            etree.SubElement(looks, f"{self._space}{name}", {"val": value})
        text = etree.SubElement(run, f"{self._space}t", {_XML_SPACE: "preserve"})
        text.text = words
        yield run
