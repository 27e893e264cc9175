"""Texts typed in the letters of TCVN3 (fonts .VnTime) that stand in a table as signs of Latin-1."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from vanban.data.text_encodings import TCVN3
from vanban.errors import Problem
from vanban.wording.text import quoted

# Signs within words, and capitals behind small letters: no word of Unicode is written so.
_SUSPECT = re.compile("[¡-¯µ-¿][A-Za-z]|[A-Za-z][¡-¯µ-¿]|[a-z¡-¿][À-Þ]")
_OLD_SIGN = re.compile("[¡-¯µ-Þ]")
_NOT_IN_WORDS = re.compile(r"[\s!-/:-@\[-`{-~]+")
# Units and trade marks of which TCVN3 would make a syllable.
_NOT_OLD = frozenset({"µm", "N·m"})
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SYLLABLE = re.compile(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|t[hr]?|v|x)?(?:"
    "a(?:ch?|i|m|nh?|ng|o|p|t|u|y)?|ă(?:c|m|n|ng|p|t)|â(?:c|m|n|ng|p|t|u|y)"
    "|e(?:c|m|n|ng|o|p|t)?|ê(?:ch|m|n|nh|p|t|u)?|i(?:a|ch|m|n|nh|p|t|u)?"
    "|iê(?:c|m|n|ng|p|t|u)|o(?:c|i|m|n|ng|ong|p|t)?|oa(?:ch?|i|m|nh?|ng|o|p|t|y)?"
    "|oă(?:c|m|n|ng|t)|oe(?:n|o|t)?|ô(?:c|i|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?"
    "|u(?:a|c|i|m|n|ng|p|t)?|uâ(?:n|ng|t|y)|uê(?:ch|nh)?|uơ|uô(?:c|i|m|n|ng|t)"
    "|uy(?:a|ch|ên|êt|nh|t|u)?|ư(?:a|c|i|ng|t|u)?|ươ(?:c|i|m|n|ng|p|t|u)|y|yê(?:m|n|ng|t|u)"
    ")"
)
OLD_LETTERS = (
    "{} là chữ gõ bằng phông .VnTime (bảng mã TCVN3); "
    "hãy chuyển mã cả tệp bằng Unikey (TCVN3 → Unicode) rồi làm lại"
)


def old_word(text: str) -> str:
    """The first word that plainly is TCVN3 shown as Latin-1: "Th«n"; empty when there is none."""
    if text.isascii() or not _OLD_SIGN.search(text) or not _SUSPECT.search(text):
        return ""
    return next((word for word in _NOT_IN_WORDS.split(text) if _is_old(word, text)), "")


def old_problems(cells: Iterable[tuple[object, str]]) -> Iterator[Problem]:
    """What to say of the cells, each with its place, that are in the letters of TCVN3."""
    for value, place in cells:
        if isinstance(value, str) and (word := old_word(value)):
            yield Problem(OLD_LETTERS.format(quoted(word)), place)


def _is_old(word: str, text: str) -> bool:
    """Whether a word is none as it stands, and is a Vietnamese one when read as TCVN3."""
    is_quotation = word.startswith("«") and "»" in text
    if word in _NOT_OLD or is_quotation or not _SUSPECT.search(word):
        return False
    try:
        read = word.encode("latin-1").decode(TCVN3)
    except UnicodeEncodeError:
        return False
    is_word = _is_syllable(word) and (word.isupper() or word[1:].islower())
    return _is_syllable(read) and not is_word


def _is_syllable(word: str) -> bool:
    bare, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    return tones <= 1 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))
