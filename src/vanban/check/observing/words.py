"""The words of a paragraph, with the lines and text boxes that hang on them."""

import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import Any

from vanban.check.facts import DrawnLine, Run
from vanban.check.observing.content import content_of
from vanban.check.observing.drawings import drawn_in
from vanban.check.observing.fields import ANY_NUMBER, COUNTED, Fields, field_name
from vanban.check.observing.formatting import Fonts, Formatting
from vanban.check.observing.symbols import symbol_text
from vanban.check.observing.table_styles import TableFormat
from vanban.check.observing.tags import RUN, RUN_PROPERTIES, M, W
from vanban.check.observing.vml_drawings import drawn_in_vml

_SIGNS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_TEXT = W + "t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INSTRUCTION = W + "instrText"


class Words:
    """Gathers what a paragraph prints, of one or more w:p."""

    def __init__(
        self, formatting: Formatting, fields: Fields, style_id: str | None, table: TableFormat
    ) -> None:
        """Takes the fields that are open where the paragraph begins."""
        self._formatting = formatting
        self._fields = fields
        self._style_id = style_id
        self._table = table
        self._pieces: list[Run] = []
        self._simple_fields: list[str] = []
        self.lines: list[DrawnLine] = []
        self.text_boxes: list[Any] = []
        self.was_decomposed = False
        self.has_drawing = False

    def take(self, element: Any) -> None:
        """Reads the content of a w:p, or of what stands in one."""
        for child in content_of(element):
            if child.tag == RUN:
                self._take_run(child)
            elif child.tag == W + "hyperlink":
                self.take(child)
            elif child.tag == W + "fldSimple":
                self._take_simple_field(child)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                self._print("".join(child.itertext(M + "t")), self._fonts(None))

    def runs(self) -> tuple[Run, ...]:
        """The runs so far, joined where they look the same, in composed Unicode."""
        pieces = self._pieces
        if len(pieces) > 1:
            pieces = [
                Run("".join([piece.text for piece in same]), font, field)
                for (font, field), same in groupby(pieces, key=_look)
            ]
        if not any(map(_is_decomposed, pieces)):
            return tuple(pieces)
        self.was_decomposed = True
        return tuple(_composed(pieces))

    def _take_simple_field(self, element: Any) -> None:
        before = len(self._pieces)
        self._simple_fields.append(field_name(element.get(W + "instr", "")))
        self.take(element)
        name = self._simple_fields.pop()
        if name in COUNTED and len(self._pieces) == before and self._fields.shows:
            self._pieces.append(Run(ANY_NUMBER, self._fonts(None).plain, name))

    def _take_run(self, run: Any) -> None:
        fonts = self._fonts(run.find(RUN_PROPERTIES))
        for child in content_of(run):
            tag = child.tag
            if tag == _TEXT:
                self._print(_typed(child), fonts)
            elif tag in _SIGNS:
                self._print(_SIGNS[tag], fonts)
            elif tag in _READERS:
                _READERS[tag](self, child, fonts)

    def _print(self, text: str, fonts: Fonts) -> None:
        fields = self._fields
        if not text or fonts.is_hidden or not fields.shows:
            return
        if fields.depth:
            fields.mark_printed()
        name = self._simple_fields[-1] if self._simple_fields else fields.name
        if fonts.plain is fonts.other:
            self._pieces.append(Run(text, fonts.plain, name))
        else:
            self._pieces.extend(_split(text, fonts, name))

    def _fonts(self, rpr: Any) -> Fonts:
        return self._formatting.fonts(rpr, self._style_id, self._table)

    def _take_instruction(self, element: Any, _: Fonts) -> None:
        self._fields.add_instruction(element.text or "")

    def _take_field_sign(self, element: Any, fonts: Fonts) -> None:
        sign = element.get(W + "fldCharType")
        if sign == "begin":
            self._fields.begin()
        elif sign == "separate":
            self._fields.separate()
        elif sign == "end":
            name = self._fields.end()
            if name and not fonts.is_hidden:
                self._pieces.append(Run(ANY_NUMBER, fonts.plain, name))

    def _take_page_number(self, _: Any, fonts: Fonts) -> None:
        if self._fields.shows and not fonts.is_hidden:
            self._pieces.append(Run(ANY_NUMBER, fonts.plain, "PAGE"))

    def _take_symbol(self, element: Any, fonts: Fonts) -> None:
        self._print(symbol_text(element.get(W + "char", ""), element.get(W + "font", "")), fonts)

    def _take_ruby(self, element: Any, _: Fonts) -> None:
        for base in element.iterchildren(W + "rubyBase"):
            self.take(base)

    def _take_drawing(self, element: Any, fonts: Fonts) -> None:
        if not fonts.is_hidden:
            self._hang(*drawn_in(element))

    def _take_picture(self, element: Any, fonts: Fonts) -> None:
        if not fonts.is_hidden:
            self._hang(*drawn_in_vml(element))

    def _hang(self, lines: list[DrawnLine], text_boxes: list[Any]) -> None:
        self.has_drawing = True
        self.lines.extend(lines)
        self.text_boxes.extend(text_boxes)


_READERS: dict[str, Callable[[Words, Any, Fonts], None]] = {
    _INSTRUCTION: Words._take_instruction,
    W + "fldChar": Words._take_field_sign,
    W + "pgNum": Words._take_page_number,
    W + "sym": Words._take_symbol,
    W + "ruby": Words._take_ruby,
    W + "drawing": Words._take_drawing,
    W + "pict": Words._take_picture,
    W + "object": Words._take_picture,
}


def _typed(element: Any) -> str:
    """The text of a w:t: blanks at its ends count only where the file says that they do."""
    text: str = element.text or ""
    if "\n" in text:
        text = text.replace("\n", " ")
    if text[:1] == " " or text[-1:] == " ":
        return text if _keeps_blanks(element) else text.strip(" ")
    return text


def _keeps_blanks(element: Any) -> bool:
    for holder in (element, *element.iterancestors()):
        space = holder.get(_SPACE)
        if space is not None:
            return bool(space == "preserve")
    return False


def _is_decomposed(run: Run) -> bool:
    """Whether text is not NFC, or begins with a mark that belongs to the run before."""
    text = run.text
    return not unicodedata.is_normalized("NFC", text) or text[0] in _MARKS


def _look(run: Run) -> tuple[Any, str]:
    return run.font, run.field


def _split(text: str, fonts: Fonts, name: str) -> list[Run]:
    """Text cut where letters without marks and others have different fonts."""
    cut: list[Run] = []
    for letter in text:
        if letter.isspace() and cut:
            font = cut[-1].font
        else:
            font = fonts.plain if letter.isascii() else fonts.other
        cut.append(Run(letter, font, name))
    return cut


def _composed(pieces: list[Run]) -> list[Run]:
    """Composed letters, each in the run of the letter that its marks follow."""
    composed: list[Run] = []
    for piece in pieces:
        text = piece.text
        marks = len(text) - len(text.lstrip(_MARKS)) if composed else 0
        if marks:
            last = composed[-1]
            joined = unicodedata.normalize("NFC", last.text + text[:marks])
            composed[-1] = last._replace(text=joined)
        if text[marks:]:
            rest = unicodedata.normalize("NFC", text[marks:])
            composed.append(piece._replace(text=rest))
    return composed


_MARKS = "".join([chr(code) for code in range(0x300, 0x370)])
