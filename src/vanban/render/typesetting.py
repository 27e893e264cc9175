"""Components set as lines of text: in capitals, balanced, with the line the decree draws below."""

from functools import lru_cache

from vanban.law import BodySize, Law
from vanban.outline import Run
from vanban.render.lines import balanced
from vanban.render.runs import runs_xml
from vanban.render.wordml import paragraph, rule, run, twips
from vanban.wording import text_width_pt

PT_PER_MM = 72 / 25.4
# The least gap between text and the edge of its column.
GAP_PT = 6
KEEP_NEXT = "<w:keepNext/>"
# Two points high: Word joins tables that touch, and wants a paragraph after the last one.
EMPTY = paragraph("sau_bang", "")


class Typesetter:
    """Sets the components of a document under one decree and one size of body text."""

    def __init__(self, law: Law, co_chu: BodySize) -> None:
        self.law = law
        self.co_chu = co_chu
        # The documents of a batch share most of their headings.
        self.heading = lru_cache(maxsize=2048)(self._build_heading)
        self.unruled = lru_cache(maxsize=256)(self._build_unruled)

    def line(self, name: str, text: str, properties: str = "") -> str:
        """A component on one line, as it is."""
        return paragraph(name, run(text), properties)

    def text(self, name: str, text: str, properties: str = "") -> str:
        """A component in running text, in which numbers stay with their units."""
        return paragraph(name, runs_xml("", (Run(text),)), properties)

    def _build_heading(self, name: str, text: str, room_pt: float, gap_pt: float = 0) -> str:
        """A component in lines of like width, in capitals where it wants them, with its line.

        The line is centred in the column, ``gap_pt`` wider than the room for the text.
        """
        lines = self.lines(name, text, room_pt)
        xml = paragraph(name, run("\n".join(lines)))
        return xml + self.rule_below(name, lines[-1], room_pt + gap_pt)

    def _build_unruled(self, name: str, text: str, room_pt: float) -> str:
        """A heading without the line that it has elsewhere."""
        return paragraph(name, run("\n".join(self.lines(name, text, room_pt))))

    def lines(self, name: str, text: str, room_pt: float) -> tuple[str, ...]:
        """The lines into which a component breaks."""
        component = self.law.thanh_phan[name]
        if component.hoa:
            text = text.upper()
        return balanced(text, room_pt, self.size(name), bold=component.dam)

    def rule_below(self, name: str, text: str, room_pt: float) -> str:
        """The line below ``text`` of a component, as long as the decree wants it, if at all."""
        component = self.law.thanh_phan[name]
        if component.duong_ke is None:
            return ""
        return rule(self.width(name, text) * float(component.duong_ke.chon), room_pt)

    def gap(self, height_pt: float) -> str:
        """An empty line as high as that, which stays with what follows."""
        place = f'{KEEP_NEXT}<w:spacing w:before="{twips(height_pt)}"/>'
        return paragraph("sau_bang", "", place)

    def signing_room(self, name: str) -> str:
        """An empty paragraph as high as the room for a signature and a seal."""
        before = twips(self.law.chu_ky.khoang_ky_mm * PT_PER_MM)
        return paragraph(name, "", f'<w:spacing w:before="{before}"/>')

    def size(self, name: str) -> int:
        """Font size of a component in points."""
        return self.law.size_pt(name, self.co_chu)

    def width(self, name: str, text: str) -> float:
        """The width of a line of a component in points."""
        component = self.law.thanh_phan[name]
        return text_width_pt(text, self.size(name), bold=component.dam, italic=component.nghieng)
