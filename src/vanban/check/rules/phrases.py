"""Phrases of several syllables looked up in the words of a document."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from vanban.check.rules.prose import Prose


class Found(NamedTuple):
    """Words number ``first`` to ``last`` (not included) of a document match ``phrases``."""

    first: int
    last: int
    phrases: tuple[str, ...]


class Phrases:
    """Phrases indexed by what ``key`` makes of each syllable.

    Only the places of a phrase's first syllable are looked at, so a page costs one pass.
    """

    def __init__(self, phrases: Iterable[str], key: Callable[[str], str]) -> None:
        self._key = key
        by_keys: dict[tuple[str, ...], list[str]] = {}
        for phrase in phrases:
            by_keys.setdefault(tuple(map(key, phrase.split())), []).append(phrase)
        self._by_start: dict[str, dict[str, list[tuple[list[str], tuple[str, ...]]]]] = {}
        for keys, same in sorted(by_keys.items(), key=lambda item: -len(item[0])):
            seconds = self._by_start.setdefault(keys[0], {})
            seconds.setdefault(keys[1], []).append((list(keys), tuple(same)))

    def find(self, prose: Prose) -> Iterator[Found]:
        """Every match whose syllables are parted by one space each, long ones before short."""
        keys = prose.keys(self._key)
        known, places = keys.all, keys.places
        last = len(known) - 1
        for first, seconds in self._by_start.items():
            for at in places.get(first, ()):
                if at < last and known[at + 1] in seconds:
                    yield from self._at(prose, known, at, seconds[known[at + 1]])

    @staticmethod
    def _at(
        prose: Prose, known: list[str], at: int, wanted: list[tuple[list[str], tuple[str, ...]]]
    ) -> Iterator[Found]:
        for keys, same in wanted:
            end = at + len(keys)
            if known[at:end] == keys and prose.are_together(at, end):
                yield Found(at, end, same)


@lru_cache(maxsize=8192)
def lowered(syllable: str) -> str:
    """The key that sets aside case, tone style and the lookalike of đ."""
    return new_style(syllable.lower().replace("ð", "đ"))


def recased(right: str, wrong: str) -> str:
    """``right`` in the case of ``wrong``: all capitals, a capital first, or as it is."""
    if wrong.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


_TONE_STYLES: Mapping[str, str] = {
    old: new
    for olds, news in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
}


def new_style(syllable: str) -> str:
    """A syllable with its tone where the new style sets it: "hoà" is "hòa", "quý" stays."""
    tail = syllable[-2:]
    if tail in _TONE_STYLES and not syllable.startswith("qu"):
        return syllable[:-2] + _TONE_STYLES[tail]
    return syllable
