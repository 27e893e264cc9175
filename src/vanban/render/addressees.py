"""Kính gửi, and those who receive a công điện: one on the line, several below it."""

from collections.abc import Sequence

from vanban.outline import Run
from vanban.render.runs import runs_xml
from vanban.render.typesetting import KEEP_NEXT, PT_PER_MM, Typesetter
from vanban.render.wordml import paragraph, run, twips

_STYLE = "kinh_gui"
# How far from the margin the words stand when there is room for it.
_INDENT_MM = 35
_LEAST_INDENT_MM = 12.7
_TIGHT = '<w:spacing w:before="{}"/>'


def addressees_xml(setter: Typesetter, word: str, names: Sequence[str], room_pt: float) -> str:
    """The word and one name on a line, or the names below it (PL I, Phần I, II.9.d).

    The dashes stand in one line below the colon.
    """
    if len(names) == 1:
        return _one(setter, word, names[0], room_pt)
    # The colon is the last sign of the word; its left edge is where the dashes begin.
    before_colon = setter.width(_STYLE, word[:-1])
    longest = max(setter.width(_STYLE, f"- {name};") for name in names)
    indent = _indent(before_colon + longest, room_pt)
    head = paragraph(_STYLE, run(word), KEEP_NEXT + _left(indent))
    return head + dashed_xml(setter, names, indent + before_colon)


def dashed_xml(setter: Typesetter, names: Sequence[str], indent_pt: float) -> str:
    """Names one a line, with a dash, ending in ";" and at last in "."."""
    hanging = setter.width(_STYLE, "- ")
    place = _TIGHT.format(0) + _left(indent_pt + hanging, hanging)
    ends = (*(";" for _ in names[1:]), ".")
    # The first stays with the word above, the last two with the text below; a list may be long.
    held = {0, len(names) - 2, len(names) - 1}
    lines = (
        paragraph(
            _STYLE,
            runs_xml("", (Run(f"- {name}{end}"),)),
            (KEEP_NEXT if number in held else "") + place,
        )
        for number, (name, end) in enumerate(zip(names, ends, strict=True))
    )
    return "".join(lines)


def list_indent(setter: Typesetter, names: Sequence[str], room_pt: float) -> float:
    """How far from the margin the dashes of a list stand that no word opens."""
    return _indent(max(setter.width(_STYLE, f"- {name};") for name in names), room_pt)


def _one(setter: Typesetter, word: str, name: str, room_pt: float) -> str:
    """Centred when it fits on a line; else the name goes on below its own beginning."""
    text = f"{word} {name}"
    if setter.width(_STYLE, text) <= room_pt:
        return paragraph(_STYLE, run(text), '<w:jc w:val="center"/>')
    hanging = setter.width(_STYLE, f"{word} ")
    indent = _LEAST_INDENT_MM * PT_PER_MM
    place = _left(indent + hanging, hanging)
    return paragraph(_STYLE, runs_xml("", (Run(text),)), place)


def _indent(needed_pt: float, room_pt: float) -> float:
    spare = (room_pt - needed_pt) / 2
    return max(_LEAST_INDENT_MM * PT_PER_MM, min(spare, _INDENT_MM * PT_PER_MM))


def _left(indent_pt: float, hanging_pt: float = 0) -> str:
    hanging = f' w:hanging="{twips(hanging_pt)}"' if hanging_pt else ""
    return f'<w:ind w:left="{twips(indent_pt)}"{hanging}/>'
