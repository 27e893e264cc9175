"""Breaking a heading into lines of like length, where a Vietnamese reader would break it."""

from itertools import combinations, pairwise

from vanban.law import local_levels
from vanban.wording import text_width_pt

_MAX_CHOICES = 3000
# The names of places stay whole after the word for their level.
_PLACE_WORDS = frozenset(
    {"tỉnh", "thành phố", *(n for era in local_levels() for n in (*era.cap_co_so, *era.cap_giua))}
)
_COMPOUNDS = frozenset({"ủy ban", "nhân dân", "hội đồng", *(w for w in _PLACE_WORDS if " " in w)})
_BEFORE_PLACE_BONUS = 0.25


def balanced(text: str, room_pt: float, size_pt: int, *, bold: bool = False) -> tuple[str, ...]:
    """``text`` as the fewest lines that fit ``room_pt``, of like width, broken before place names.

    A word wider than the room stands on its line alone.
    """
    words = _glued(text.split(" "))
    greedy = _greedy(words, room_pt, size_pt, bold=bold)
    if len(greedy) == 1:
        return greedy
    best, best_cost = greedy, float("inf")
    choices = combinations(range(1, len(words)), len(greedy) - 1)
    for _, cuts in zip(range(_MAX_CHOICES), choices, strict=False):
        edges = (0, *cuts, len(words))
        lines = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))
        widths = [text_width_pt(line, size_pt, bold=bold) for line in lines]
        if max(widths) > room_pt:
            continue
        places = sum(_reads_on(above, below) for above, below in pairwise(lines))
        cost = (max(widths) - min(widths)) / room_pt - places * _BEFORE_PLACE_BONUS
        if cost < best_cost:
            best, best_cost = lines, cost
    return best


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


def _greedy(words: list[str], room_pt: float, size_pt: int, *, bold: bool) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if text_width_pt(longer, size_pt, bold=bold) <= room_pt:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _reads_on(above: str, below: str) -> bool:
    """Whether a reader would pause here: before a place, or after a dash between two names."""
    lowered = below.casefold() + " "
    return above.endswith(" -") or any(lowered.startswith(f"{word} ") for word in _PLACE_WORDS)
