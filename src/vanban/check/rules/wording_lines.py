"""Lines of a component as text, and how a rule of wording says what it found in them."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vanban.check.components import Component, Recognised, Stretch, Sure
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault, spot_of
from vanban.wording import sort_key

_LONGEST, _LONGEST_END = 80, 40
MARKS = ".,;:"
_WIDTHLESS = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_NOT_WORDS = re.compile(r"[\W_]+")
_DASH = re.compile(r"[-–—−•*+]\s*")


class WordedLine(NamedTuple):
    """One line of a component and how sure it is that it belongs there."""

    stretch: Stretch
    sure: Sure

    @property
    def text(self) -> str:
        """The words, separated by single spaces, without an automatic number."""
        return " ".join(self.stretch.text.split())

    @property
    def paragraph(self) -> int:
        """The number of its paragraph."""
        return self.stretch.paragraph.place.paragraph

    @property
    def has_dash(self) -> bool:
        """Whether a dash or another mark of lists stands before the words, typed or automatic."""
        automatic = self.stretch.paragraph.number if self.stretch.start == 0 else ""
        return bool(_DASH.match(self.text) or automatic)


def lines_of(recognised: Recognised, name: str) -> list[WordedLine]:
    """Every line of the components of a name that prints something, in order."""
    return [
        WordedLine(stretch, component.sure)
        for component in recognised.all(name)
        for stretch in component.stretches
        if stretch.text
    ]


def entries(lines: Iterable[WordedLine]) -> Iterator[tuple[WordedLine, str]]:
    """The entries of a list: first line and whole text.

    A line without a dash goes on with the entry above unless that one ends with a semicolon or a
    stop.
    """
    first: WordedLine | None = None
    text = ""
    for line in lines:
        if first and not line.has_dash and not text.endswith((";", ".")):
            text += " " + line.text
            continue
        if first:
            yield first, text
        first, text = line, line.text
    if first:
        yield first, text


def without_dash(text: str) -> str:
    """An entry of a list without its dash."""
    return _DASH.sub("", text, count=1) if _DASH.match(text) else text


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, whatever their case, signs and place of the tone."""
    return sort_key(_words(one))[:2] == sort_key(_words(other))[:2]


def _words(text: str) -> str:
    return _NOT_WORDS.sub(" ", _WIDTHLESS.sub("", text)).strip()


def shorten(text: str) -> str:
    """A text for a message, cut when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def ending(text: str) -> str:
    """The last words of a text, for what was observed at its end."""
    if len(text) <= _LONGEST_END:
        return text
    return "…" + text[-_LONGEST_END:].partition(" ")[2]


def fault_in(
    words: Component | WordedLine, expected: str, message: str, fix: str, *, observed: str = ""
) -> Fault:
    """A fault in words; what was observed is the words themselves unless told otherwise."""
    spot = spot_of(words.stretch if isinstance(words, WordedLine) else words)
    return Fault(expected, shorten(observed or words.text), message, fix, spot, words.sure)


def faults_of_last_mark(recognised: Recognised, name: str, title: str) -> Iterator[Fault]:
    """A fault for each component of a name that ends with a mark; ``title`` is what it is."""
    for component in recognised.all(name):
        if mark := ends_badly(component.text, MARKS):
            yield fault_in(
                component,
                "không có dấu câu ở cuối",
                f"Sau {title} không có dấu “{mark}”.",
                f"Xóa dấu “{mark}” ở cuối {title}.",
                observed=ending(component.text),
            )


def paragraphs_between(recognised: Recognised, start: int, end: int) -> tuple[Paragraph, ...]:
    """The paragraphs of the body from number ``start`` on and before number ``end``."""
    paragraphs = recognised.document.paragraphs
    first = bisect_left(paragraphs, start, key=_number)
    return paragraphs[first : bisect_left(paragraphs, end, first, key=_number)]


def _number(paragraph: Paragraph) -> int:
    return paragraph.place.paragraph


def ends_badly(text: str, marks: str) -> str:
    """The mark in ``marks`` that a text ends with; "" for none, for dots to fill in, for "./."."""
    text = text.rstrip()
    if not text or text[-1] not in marks or text.endswith(("..", "…")):
        return ""
    return text[-1]
