"""Lines that are typed: underscores and dashes, and underlined text."""

import re
from collections.abc import Iterator

from vanban.check.facts import DrawnLine, Run
from vanban.check.observing.measures import MM_PER_POINT

_FEWEST_BLANKS = 5
_SIGN = r"[_\-\u2010-\u2015\u2500\u2501\u00af\u203e=\u2212]"
_LINE = re.compile(rf"{_SIGN}(?:\s*{_SIGN}){{2,}}")
_EMS = {"_": 0.5, "-": 0.333, "–": 0.5, "=": 0.564}
_OTHER_EMS = 0.6
_EM_WIDE = "—―─━"
_BLANK_EMS = 0.25


def typed_lines(runs: tuple[Run, ...]) -> Iterator[DrawnLine]:
    """The lines that the characters of a paragraph make."""
    text = "".join([run.text for run in runs])
    if _LINE.search(text):
        size = runs[0].font.size_pt
        for piece in re.split(r"[\n\t]", text):
            signs = "".join(piece.split())
            if _LINE.fullmatch(signs):
                yield DrawnLine("ky_tu", _width(signs, size))
    yield from _underlined(runs)


def _width(signs: str, size_pt: float) -> float:
    ems = sum([1.0 if sign in _EM_WIDE else _EMS.get(sign, _OTHER_EMS) for sign in signs])
    return ems * size_pt * MM_PER_POINT


def _underlined(runs: tuple[Run, ...]) -> Iterator[DrawnLine]:
    """One line if all that prints is underlined, or if blanks are."""
    marked = [run for run in runs if run.font.underline]
    if not marked:
        return
    if all(run.font.underline or not run.text.strip() for run in runs):
        yield DrawnLine("gach_chan", _blank_width(marked))
    else:
        for run in marked:
            if not run.text.strip() and len(run.text) >= _FEWEST_BLANKS:
                yield DrawnLine("gach_chan", _blank_width([run]))


def _blank_width(runs: list[Run]) -> float | None:
    """The width of underlined spaces; None for letters, whose width no file tells."""
    text = "".join([run.text for run in runs])
    if text.strip(" \u00a0"):
        return None
    return len(text) * _BLANK_EMS * runs[0].font.size_pt * MM_PER_POINT
