"""Breaking a heading into lines of like length, where a Vietnamese reader would break it."""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from vanban.law import local_levels
from vanban.wording.widths import UNITS_PER_EM, text_units

# No heading is longer; a text that is takes its lines as they come.
_MOST_WORDS = 200
# The names of places stay whole after the word for their level.
_PLACE_WORDS = frozenset(
    {"tỉnh", "thành phố", *(n for era in local_levels() for n in (*era.cap_co_so, *era.cap_giua))}
)
_COMPOUNDS = frozenset(
    {
        *("ủy ban", "nhân dân", "hội đồng", "mặt trận", "tổ quốc", "việt nam", "trung tâm"),
        *("hành chính", "dịch vụ", "kinh tế", "giáo dục"),
        *(word for word in _PLACE_WORDS if " " in word),
    }
)
_PAUSE_BONUS = 0.1
# The headings of a batch are made of few words.
_units = lru_cache(maxsize=2048)(text_units)


def balanced(text: str, room_pt: float, size_pt: int, *, bold: bool = False) -> tuple[str, ...]:
    """``text`` as the fewest lines that fit ``room_pt``, of like width, broken before place names.

    A word wider than the room stands on its line alone.
    """
    words = _glued(text.split(" "))
    units = [_units(word, bold=bold) for word in words]
    space_units = _units(" ", bold=bold)
    lines = _greedy(units, space_units, lambda width: width * size_pt / UNITS_PER_EM <= room_pt)
    greedy = tuple(" ".join(words[a:b]) for a, b in pairwise(lines))
    if len(greedy) == 1 or len(words) > _MOST_WORDS:
        return greedy
    widths = [width * size_pt / UNITS_PER_EM for width in units]
    space = space_units * size_pt / UNITS_PER_EM
    cuts = _even_cuts(words, widths, space, room_pt, len(greedy))
    return tuple(" ".join(words[a:b]) for a, b in pairwise(cuts)) if cuts else greedy


def _even_cuts(
    words: list[str], widths: list[float], space: float, room_pt: float, count: int
) -> tuple[int, ...]:
    """Where ``count`` lines begin and the last ends, so that the room they leave is even.

    The cost of a line is the square of the room it leaves against the mean of all lines; a place
    to pause is worth a part of it. () when a word does not fit the room.
    """
    mean = (sum(widths) + space * (len(widths) - count)) / count
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for _ in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            width = -space
            for end in range(start + 1, len(words) + 1):
                width += space + widths[end - 1]
                if width > room_pt:
                    break
                new = cost + ((width - mean) / room_pt) ** 2 - _pause(words, start)
                if end not in longer or new < longer[end][0]:
                    longer[end] = (new, (*cuts, end))
        best = longer
    return best[len(words)][1] if len(words) in best else ()


def _pause(words: list[str], start: int) -> float:
    """What it is worth that a line begins here: before a place, or after a dash."""
    if not start:
        return 0.0
    pair = " ".join(words[start : start + 2]).casefold()
    opens = words[start].casefold() in _PLACE_WORDS or pair in _PLACE_WORDS
    return _PAUSE_BONUS if opens or words[start - 1].endswith(" -") else 0.0


def _glued(words: list[str]) -> list[str]:
    """The words, with the pairs that read as one word kept together."""
    glued = words[:1]
    for word in words[1:]:
        pair = f"{glued[-1]} {word}"
        if word == "-" or pair.casefold() in _COMPOUNDS:
            glued[-1] = pair
        else:
            glued.append(word)
    return glued


def _greedy(widths: list[int], space: int, fits: Callable[[int], bool]) -> list[int]:
    """Where each line begins and the last ends, when each takes as many words as fit."""
    cuts, line = [0], widths[0]
    for at, width in enumerate(widths[1:], 1):
        line += space + width
        if not fits(line):
            cuts.append(at)
            line = width
    return [*cuts, len(widths)]
