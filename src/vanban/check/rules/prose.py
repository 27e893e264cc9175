"""The words of a document that rules of language judge, as one text with the way back to places."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from vanban.check.components import Recognised
from vanban.check.facts import Paragraph
from vanban.check.findings import Fault, Spot

# Names, symbols and fixed strings, which have rules of their own.
_NOT_PROSE = frozenset(
    {
        "quoc_hieu",
        "tieu_ngu",
        "co_quan_chu_quan",
        "co_quan_ban_hanh",
        "so_ky_hieu",
        "dia_danh_ngay",
        "ten_loai",
        "tham_quyen",
        "kinh_gui",
        "quyen_han_chuc_vu",
        "ho_ten",
        "noi_nhan_tu",
        "noi_nhan",
        "so_trang",
        "phu_luc_tu",
        "do_mat",
        "do_khan",
        "luu_hanh",
        "du_thao",
        "dia_chi",
        "hinh_thuc_sao",
    }
)
# Fonts whose bytes are no Unicode text, and those of program code.
_NOT_TEXT = (".vn", "vni-", "symbol", "wingding", "webding", "courier", "consolas", "mono")
T = TypeVar("T")
Made = TypeVar("Made")

_ADDRESS = re.compile(
    r"(?<!\S)[^\s@]{1,64}@[^\s()]+|\b(?:https?://|www\.)[^\s()]+"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,9}(?:vn|com|org|net|docx?|xlsx?|pdf|pptx?|zip)\b",
    re.IGNORECASE | re.ASCII,
)
_HAS_ADDRESS = re.compile(r"@|://|\.(?:vn|com|org|net|doc|xls|pdf|ppt|zip)|www\.", re.IGNORECASE)
# Stands for what is not judged: no letter, no digit, no white space.
_MASK = "\ufffc"
_SPACES = frozenset({" ", "\u00a0"})
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")


_MARKED_LETTERS = "".join(
    unicodedata.normalize("NFC", letter + mark)
    for letter in "aăâeêioôơuưy"
    for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
SMALL_LETTERS = "a-zđ" + "".join(letter for letter in _MARKED_LETTERS if not letter.isascii())
"""Every small letter of Vietnamese, for a class of a regular expression."""
CAPITAL_LETTERS = "A-Z" + SMALL_LETTERS[3:].upper()
"""Every capital letter of Vietnamese, for a class of a regular expression."""


class Word(NamedTuple):
    """Letters without a break, and where they stand in ``Prose.text``."""

    text: str
    start: int
    end: int


class Prose:
    """The judged text of a document, or of some of its paragraphs.

    ``text`` has a line for every paragraph; a soft break in it is "\\v". What is not judged is
    masked by characters that are neither letters nor spaces, so places stay the same. ``words``
    are the texts of all words in order.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], lines: Sequence[str]) -> None:
        """``lines`` are the judged texts of ``paragraphs``, one each."""
        self.paragraphs = paragraphs
        self.text = "\n".join(lines)
        self._line_starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        self._keys: dict[Callable[[str], str], Keys] = {}

    @cached_property
    def words(self) -> list[str]:
        """The text of every word."""
        return _WORD.findall(self.text)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [match.start() for match in _WORD.finditer(self.text)]

    def word(self, number: int) -> Word:
        """The word of this number, from 0."""
        text, start = self.words[number], self._word_starts[number]
        return Word(text, start, start + len(text))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words number ``first`` to ``last`` (not included) begin and end."""
        return self._word_starts[first], self.word(last - 1).end

    def are_together(self, first: int, last: int) -> bool:
        """Whether nothing but one space parts each of these words from the next."""
        starts, words = self._word_starts, self.words
        return all(
            starts[at + 1] - starts[at] - len(words[at]) == 1
            and self.text[starts[at + 1] - 1] in _SPACES
            for at in range(first, last - 1)
        )

    def keys(self, key: Callable[[str], str]) -> "Keys":
        """What ``key`` makes of every word, worked out once."""
        if key not in self._keys:
            known = {word: key(word) for word in set(self.words)}
            self._keys[key] = Keys([known[word] for word in self.words])
        return self._keys[key]

    def lines(self) -> Iterator[tuple[Paragraph, int, str]]:
        """Every paragraph that prints something, where it begins in ``text``, and its text."""
        for paragraph, (start, end) in zip(
            self.paragraphs, pairwise(self._line_starts), strict=True
        ):
            line = self.text[start : end - 1]
            if line.strip():
                yield paragraph, start, line

    def spot(self, start: int, end: int) -> Spot:
        """The place of characters ``start`` to ``end`` of ``text``."""
        at = self._line_at(start)
        first = self._line_starts[at]
        return Spot(self.paragraphs[at], start - first, end - first)

    def slip(self, start: int, end: int, right: str, why: str) -> Fault:
        """The fault of words that should read ``right``; ``why`` is a Vietnamese sentence."""
        wrong = self.text[start:end]
        fix = f"Sửa “{wrong}” thành “{right}”."
        return Fault(right, wrong, why, fix, self.spot(start, end))

    def matches(self, pattern: re.Pattern[str], *hints: str) -> Iterator[re.Match[str]]:
        """Every match, sought only in the lines that hold one of ``hints``, if there are any."""
        if not hints:
            yield from pattern.finditer(self.text)
            return
        for at in sorted({at for hint in hints for at in self._lines_with(hint)}):
            yield from pattern.finditer(
                self.text, self._line_starts[at], self._line_starts[at + 1] - 1
            )

    def slips(
        self,
        pattern: re.Pattern[str],
        right: Callable[[re.Match[str]], str | None],
        why: str,
        *hints: str,
    ) -> Iterator[Fault]:
        """A fault for every match, the group "sai" of it if there is one.

        ``right`` gives the correct words, or None where the match is no slip; ``hints`` are as for
        ``matches``.
        """
        group = "sai" if "sai" in pattern.groupindex else 0
        for match in self.matches(pattern, *hints):
            correct = right(match)
            if correct is not None:
                yield self.slip(match.start(group), match.end(group), correct, why)

    def begin_of_word(self, at: int) -> int:
        """Where the letters and digits that end before place ``at`` begin."""
        while at and self.text[at - 1].isalnum():
            at -= 1
        return at

    def _line_at(self, place: int) -> int:
        return bisect_right(self._line_starts, place) - 1

    def _lines_with(self, hint: str) -> Iterator[int]:
        at = self.text.find(hint)
        while at >= 0:
            line = self._line_at(at)
            yield line
            at = self.text.find(hint, self._line_starts[line + 1])


class Keys:
    """The keys of all words, and the places of each."""

    def __init__(self, keys: list[str]) -> None:
        self.all = keys

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The numbers of the words that have a key."""
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self.all):
            found.setdefault(key, []).append(at)
        return found


def once_for_each(make: Callable[[T], Made]) -> Callable[[T], Made]:
    """``make`` called once for a thing, as long as the thing is held."""
    known: WeakKeyDictionary[T, Made] = WeakKeyDictionary()

    def get(thing: T) -> Made:
        if thing not in known:
            known[thing] = make(thing)
        return known[thing]

    return get


@once_for_each
def prose_of(recognised: Recognised) -> Prose:
    """The judged text of a document."""
    document = recognised.document
    hidden = _hidden(recognised)
    paragraphs = [*document.paragraphs, *document.footnotes]
    return Prose(paragraphs, [_line(each, hidden.get(id(each), [])) for each in paragraphs])


def _hidden(recognised: Recognised) -> dict[int, list[tuple[int, int]]]:
    """What is not judged of each paragraph, keyed by the paragraph's id."""
    hidden: dict[int, list[tuple[int, int]]] = {}
    for name in _NOT_PROSE:
        for component in recognised.all(name):
            for paragraph, start, end in component.stretches:
                hidden.setdefault(id(paragraph), []).append((start, end))
    if recognised.next_document is not None:
        for paragraph in recognised.document.paragraphs[recognised.next_document.paragraph - 1 :]:
            hidden[id(paragraph)] = [(0, len(paragraph.text))]
    return hidden


def _line(paragraph: Paragraph, hidden: list[tuple[int, int]]) -> str:
    """The text of a paragraph with what is not judged masked."""
    text = paragraph.text
    for start, end in (*hidden, *_no_text(paragraph)):
        text = text[:start] + _MASK * (end - start) + text[end:]
    if _HAS_ADDRESS.search(text):
        text = _ADDRESS.sub(lambda match: _MASK * len(match[0]), text)
    return text.replace("\n", "\v")


def _no_text(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The runs in fonts that do not print the letters of their text."""
    at = 0
    for run in paragraph.runs:
        end = at + len(run.text)
        if _prints_no_text(run.font.family):
            yield at, end
        at = end


@lru_cache(maxsize=256)
def _prints_no_text(family: str) -> bool:
    return family.casefold().startswith(_NOT_TEXT)
