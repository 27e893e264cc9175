"""One fault for a thing that is wrong in many places."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from vanban.check.components import Sure
from vanban.check.findings import Fault, Spot

_MOST_QUOTES = 3


class Wrong(NamedTuple):
    """A place where something is wrong, and what is there."""

    spot: Spot
    observed: str
    sure: Sure = Sure.CERTAIN


def gather(wrong: Iterable[Wrong], *, expected: str, message: str, fix: str) -> Iterator[Fault]:
    """One fault for all of them, at the first, with what is there, how often, and quotations.

    The surest of the places make the fault; those less sure are told only where there is no
    surer one.
    """
    places = list(wrong)
    if not places:
        return
    surest = max(place.sure for place in places)
    places = [place for place in places if place.sure is surest]
    observed = _tally([place.observed for place in places])
    words = message if len(places) == 1 else f"{message} {_where(places)}"
    yield Fault(expected, observed, words, fix, places[0].spot, surest)


def _tally(values: list[str]) -> str:
    counts = Counter(values).most_common()
    if len(values) == 1:
        return values[0]
    return ", ".join(f"{value} ({count} chỗ)" for value, count in counts[:_MOST_QUOTES])


def _where(places: list[Wrong]) -> str:
    quotes = [f"“{place.spot.quote}”" for place in places[:_MOST_QUOTES]]
    more = "…" if len(places) > _MOST_QUOTES else ""
    return f"Có {len(places)} chỗ như vậy: {', '.join(quotes)}{more}."
