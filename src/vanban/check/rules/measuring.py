"""What the letters of a component look like: sizes, faces, capitals, width, place in their room."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from weakref import WeakKeyDictionary

from vanban.check.components import Component, Stretch
from vanban.check.facts import Font, Paragraph, Run
from vanban.law import FontSize
from vanban.wording import text_width_pt

# Half a half-point, the finest step Word offers.
SIZE_TOLERANCE_PT = 0.25
PT_PER_MM = 72 / 25.4
# Indents and cell margins that nobody sees.
OFF_CENTRE_MM = 8.0
_COLOR = re.compile("[0-9a-fA-F]{6}")
_SYMBOL_FAMILIES = ("symbol", "wingding", "webding", "marlett", "segoe ui symbol")
# Many rules ask for the same letters; a component takes its count with it when it goes.
_COUNTED: WeakKeyDictionary[Component, Counter[Font]] = WeakKeyDictionary()


def format_vi(number: float) -> str:
    """A measure with a decimal comma and no needless zeros: 13, 12,5."""
    return f"{round(number, 2):g}".replace(".", ",")


def shift_vi(shift_mm: float) -> str:
    """How far something stands from the middle, to the right where it is positive."""
    return f"lệch sang {'phải' if shift_mm > 0 else 'trái'} {round(abs(shift_mm))} mm"


def is_of_size(size_pt: float, lawful: FontSize) -> bool:
    """Whether a size is within a lawful range."""
    return lawful.min - SIZE_TOLERANCE_PT <= size_pt <= lawful.max + SIZE_TOLERANCE_PT


def runs_of(component: Component) -> tuple[Run, ...]:
    """The runs of all the lines of a component."""
    return tuple(run for stretch in component.stretches for run in stretch.runs)


def is_symbol_family(family: str) -> bool:
    """Whether a typeface draws signs instead of letters."""
    return family.casefold().startswith(_SYMBOL_FAMILIES)


def rgb(color: str) -> tuple[int, int, int] | None:
    """Red, green and blue of six hexadecimal digits; None for anything else, as for automatic."""
    if not _COLOR.fullmatch(color):
        return None
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def is_times(family: str) -> bool:
    """Whether a typeface is Times New Roman, a face of it ("Times New Roman Bold") included."""
    return family.casefold().startswith("times new roman")


def letters_of(component: Component) -> Counter[Font]:
    """How many letters of a component stand in each formatting, counted once; not to be changed."""
    known = _COUNTED.get(component)
    if known is None:
        known = _COUNTED[component] = letters_by_font(runs_of(component))
    return known


def letters_by_font(runs: Iterable[Run]) -> Counter[Font]:
    """How many letters stand in each formatting; digits, signs and symbol fonts do not count."""
    counted: Counter[Font] = Counter()
    for run in runs:
        letters = count_letters(run.text)
        if letters and not is_symbol_family(run.font.family):
            counted[run.font] += letters
    return counted


@lru_cache(maxsize=4096)
def count_letters(text: str) -> int:
    """How many letters a text has."""
    return sum(map(str.isalpha, text))


def share(letters: Counter[Font], wanted: Callable[[Font], bool]) -> float:
    """The part of the letters, 0 to 1, whose formatting is as wanted; 1 when there is none."""
    total = letters.total()
    if not total:
        return 1.0
    return sum(count for font, count in letters.items() if wanted(font)) / total


def sizes(letters: Counter[Font]) -> Counter[float]:
    """How many letters stand in each size."""
    counted: Counter[float] = Counter()
    for font, count in letters.items():
        counted[font.size_pt] += count
    return counted


def main_size(letters: Counter[Font]) -> float | None:
    """The size of most letters; None when there are none."""
    found = sizes(letters).most_common(1)
    return found[0][0] if found else None


def describe_sizes(letters: Counter[Font]) -> str:
    """The sizes from the most used on: "12", "12 (một phần 14)"."""
    first, *others = [format_vi(size) for size, _ in sizes(letters).most_common()]
    return f"{first} (một phần {', '.join(others)})" if others else first


def upper_share(runs: Iterable[Run]) -> tuple[float, int]:
    """The part of the letters that print as capitals, and how many letters there are."""
    upper = total = 0
    for run in runs:
        cased = [char for char in run.text if char.isalpha()]
        total += len(cased)
        capitals = run.font.capitals or run.font.small_capitals
        upper += len(cased) if capitals else sum(map(str.isupper, cased))
    return (upper / total if total else 0.0), total


def width_mm(stretch: Stretch) -> float | None:
    """The width of a stretch on one line; None in a typeface whose widths are not known."""
    words = stretch.text
    start = stretch.paragraph.text.find(words, stretch.start)
    points = 0.0
    for run in Stretch(stretch.paragraph, start, start + len(words)).runs:
        if not is_times(run.font.family):
            return None
        text = run.text.upper() if run.font.capitals else run.text
        font = run.font
        points += text_width_pt(text, font.size_pt, bold=font.bold, italic=font.italic)
    return points / PT_PER_MM


def is_line(stretch: Stretch) -> bool:
    """Whether a stretch has its line for itself: the paragraph, or what stands between breaks."""
    text = stretch.paragraph.text
    before, after = text[: stretch.start].rstrip(" "), text[stretch.end :].lstrip(" ")
    starts = not before.strip() or before.endswith("\n")
    return starts and (not after.strip() or after.startswith("\n"))


def offset_mm(stretch: Stretch, room_mm: float | None) -> float | None:
    """How far the middle of a line stands right of the middle of its room.

    None where the file does not tell: other words share the paragraph, white space is typed
    before or between the words, the room or the width is not known, or the number of the style is
    dropped, since programs differ on the indent that is left.
    """
    paragraph = stretch.paragraph
    if not is_line(stretch) or _is_pushed(paragraph) or paragraph.drops_number:
        return None
    indent = paragraph.left_mm + (0.0 if stretch.start else paragraph.first_line_mm)
    if paragraph.alignment == "giua":
        return (indent - paragraph.right_mm) / 2
    width = width_mm(stretch)
    if room_mm is None or width is None:
        return None
    free = room_mm - width - indent - paragraph.right_mm
    if free <= 0:
        return 0.0
    side = free if paragraph.alignment == "phai" else 0.0
    return indent + side + width / 2 - room_mm / 2


def _is_pushed(paragraph: Paragraph) -> bool:
    """Whether typed white space moves the words."""
    text = paragraph.text
    return "\t" in text or text[:1].isspace() or "   " in text
