"""Pages of a PDF in millimetres: words, lines of text, drawn lines and frames."""

from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

MM = 25.4 / 72
# LibreOffice draws a border a hair off its place.
_NEAR = 0.3


class Box(NamedTuple):
    """A place on the page; the lines around it are measured from middle to middle."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


class Page:
    """One page, read when it is first looked at."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.width, self.height = float(page.width) * MM, float(page.height) * MM

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    @cached_property
    def words(self) -> list[dict[str, Any]]:
        return [_in_mm(word) for word in self._page.extract_words()]

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        return [_in_mm(line) for line in self._page.extract_text_lines(return_chars=False)]

    @cached_property
    def body_lines(self) -> list[str]:
        """The lines of text but for the number of the page."""
        return [line["text"] for line in self.lines if line["top"] > 19]

    @cached_property
    def text(self) -> str:
        return " ".join(word["text"] for word in self.words)

    @cached_property
    def _strokes(self) -> list[Box]:
        # Each border comes twice, on the same spot.
        sides = ("x0", "x1", "top", "bottom")
        return sorted({Box(*(line[side] * MM for side in sides)) for line in self._page.lines})

    @cached_property
    def rules(self) -> list[Box]:
        """The drawn level lines that are no sides of frames or tables, from the top down."""
        upright = [s for s in self._strokes if s.height > _NEAR]
        level = (s for s in self._strokes if s.height <= _NEAR)
        alone = [s for s in level if not any(_touch(s, other) for other in upright)]
        return sorted(alone, key=lambda s: s.top)

    @cached_property
    def drawn(self) -> list[dict[str, Any]]:
        """Every level line, from the top down."""
        level = [s._asdict() for s in self._strokes if s.height <= _NEAR]
        return sorted(level, key=lambda line: line["top"])

    @cached_property
    def frames(self) -> list[Box]:
        """The frames of stamps, from the top down."""
        upright = sorted(
            (s for s in self._strokes if _NEAR < s.height < 12), key=lambda s: (s.top, s.x0)
        )
        found = []
        for left, right in pairwise(upright):
            if abs(left.top - right.top) > _NEAR:
                continue
            levels = sorted(
                s.top
                for s in self._strokes
                if s.height <= _NEAR and _touch(s, left) and _touch(s, right)
            )
            if len(levels) == 2:
                found.append(Box(left.x0, right.x0, *levels))
        return found

    @cached_property
    def chars(self) -> list[dict[str, Any]]:
        return [_in_mm(char) for char in self._page.chars]

    def has(self, text: str) -> bool:
        return text in self.text

    def words_of(self, text: str) -> list[dict[str, Any]]:
        """The words of the first place where ``text`` stands."""
        wanted = text.split()
        for start in range(len(self.words)):
            found = self.words[start : start + len(wanted)]
            if [word["text"] for word in found] == wanted:
                return found
        raise AssertionError(f"“{text}” is not on the page")

    def box(self, text: str) -> Box:
        """The place of ``text``, which may go over several lines."""
        words = self.words_of(text)
        return Box(
            min(word["x0"] for word in words),
            max(word["x1"] for word in words),
            min(word["top"] for word in words),
            max(word["bottom"] for word in words),
        )

    def width_of(self, text: str) -> float:
        words = self.words_of(text)
        return float(words[-1]["x1"] - words[0]["x0"])


def _touch(one: Box, other: Box) -> bool:
    gap = 0.5
    return (
        one.x0 - gap <= other.x1
        and other.x0 - gap <= one.x1
        and one.top - gap <= other.bottom
        and other.top - gap <= one.bottom
    )


def _in_mm(box: dict[str, Any]) -> dict[str, Any]:
    sides = {side: box[side] * MM for side in ("x0", "x1", "top", "bottom")}
    return {"text": box["text"].replace("\u00a0", " ")} | sides
