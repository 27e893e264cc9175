"""Vietnamese text: tidying, accents, keys, dictionary order, file names."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from vanban.errors import InputError

_NO_BREAK = "\u00a0\u2007\u202f"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(rf"[^\S{_NO_BREAK}]+")
# One class holds all that a clean text lacks, apart from spaces that are merely too many.
_SUSPECT = re.compile(rf"{_FORBIDDEN.pattern}|[^\S {_NO_BREAK}]")

_LOOKALIKES = str.maketrans("Ðð", "Đđ")
_CROSSED_D = str.maketrans("ĐđÐð", "DdDd")
# Only the marks of letters go: "≠" decomposes into "=" and a mark, and is no "=".
_MARKS = re.compile(r"(?<=[^\W\d_])[\u0300-\u036f]+")
_NOT_KEY = re.compile("[^a-z0-9]+")

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
# The kinds of things that a text is sorted by, in order.
_SIGN, _NUMBER, _LETTER, _OTHER_LETTER = range(4)
_DIGITS_OR_CHAR = re.compile(r"([0-9]+)|(.)", re.DOTALL)
_LONGEST_QUOTE = 60

Weight = tuple[int, int, str]
SortKey = tuple[tuple[Weight, ...], tuple[int, ...], tuple[bool, ...], str]


def quoted(text: str) -> str:
    """``text`` between Vietnamese quotation marks for a message, cut when very long."""
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE] + "…"
    return f"“{text}”"


def nearest(word: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The one of ``known`` that ``word`` is most likely a slip of the pen for; None if none is.

    ``cutoff`` runs from 0 to 1, which asks for the word itself. Callers that do not mind accents
    and case fold both sides with ``field_key`` first.
    """
    return next(iter(get_close_matches(word, known, 1, cutoff)), None)


def clean_text(text: str) -> str:
    """``text`` in NFC, without outer spaces, every run of whitespace being one space.

    No-break spaces (U+00A0, U+2007, U+202F) stay, except at the ends. Raises InputError for what a
    Word file cannot hold: control characters, lone surrogates, U+FFFE and U+FFFF.
    """
    if _is_clean(text):
        return text
    if found := _FORBIDDEN.search(text):
        raise InputError(
            f"có ký tự không in được U+{ord(found[0]):04X} ở vị trí thứ {found.start() + 1}; "
            "văn bản Word không chứa được ký tự này; xóa nó rồi gõ lại chỗ đó"
        )
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _is_clean(text: str) -> bool:
    """Whether ``clean_text`` has nothing to do; true of most texts, so it is quick."""
    return (
        _SUSPECT.search(text) is None
        and "  " not in text
        and text == text.strip()
        and unicodedata.is_normalized("NFC", text)
    )


def strip_accents(text: str) -> str:
    """``text`` without the marks of its letters; đ and its lookalike ð (U+00F0) become d."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_CROSSED_D))
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed))


@lru_cache(maxsize=2048)  # the rows of a batch repeat the names of their base
def field_key(title: str) -> str:
    """The name of a field from its title: "Văn hóa - xã hội" is ``van_hoa_xa_hoi``.

    Only ``a-z``, ``0-9`` and single underscores between words; empty when no such letter is found.
    """
    return _NOT_KEY.sub("_", strip_accents(title).lower()).strip("_")


def sort_key(text: str) -> SortKey:
    """A key that sorts texts in Vietnamese dictionary order.

    Letters (a ă â b c d đ e ê …) decide over the whole text first, then tones (ngang, huyền, hỏi,
    ngã, sắc, nặng), then case, small before capital. Digits compare as numbers: "Thôn 2" comes
    before "Thôn 10". Spaces and signs come before digits, digits before letters.
    """
    text = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    weights: list[Weight] = []
    tones = [0]  # one a syllable: "hoà" and "hòa" are the same word
    for digits, char in _DIGITS_OR_CHAR.findall(text):
        weight, tone = _weigh(char) if char else (_weigh_number(digits), 0)
        weights.append(weight)
        tones[-1] = max(tones[-1], tone)
        if weight[0] != _LETTER:
            tones.append(0)
    return tuple(weights), tuple(tones), tuple(map(str.isupper, text)), text


def _weigh_number(digits: str) -> Weight:
    """The place of a number: by length and then by digits, so that no length is too long."""
    significant = digits.lstrip("0")
    return _NUMBER, len(significant), significant


@lru_cache(maxsize=2048)
def _weigh(char: str) -> tuple[Weight, int]:
    """The place of one character in the alphabet, and its tone (0 to 5)."""
    marks = unicodedata.normalize("NFD", char.lower())
    tone = next((n for n, mark in enumerate(_TONES, 1) if mark in marks[1:]), 0)
    letter = unicodedata.normalize(
        "NFC", marks[0] + "".join(m for m in marks[1:] if m not in _TONES)
    )
    for candidate in (letter, marks[0]):
        if candidate in _LETTERS:
            return (_LETTER, _LETTERS.index(candidate), ""), tone
    return (_OTHER_LETTER if char.isalnum() else _SIGN, ord(char), ""), tone
