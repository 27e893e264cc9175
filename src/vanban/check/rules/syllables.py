"""How a Vietnamese syllable is spelled: its letters, its tone, the letter that bears the mark."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_STOP_TONES = "\u0301\u0323"
_QUALITY = "ăâêôơư"

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()
# Every rhyme without its tone; the semivowel of "qu" belongs to the onset.
_RHYMES = frozenset(
    "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu "
    "i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeng "
    "oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơng ơp ơt "
    "u ua uc uê uêch uên uêt uênh uêu ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uân uâng uât "
    "uây uy uya uych uyên uyêt uynh uyn uyp uyt uyu "
    "ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu "
    "y ych yêm yên yêng yêt yêu ynh yt".split()
)
_FOREIGN_STARTS = ("io", "iô", "iơ", "ay", "eo", "ea", "ou")
# A rhyme with a slip of the keyboard, which no foreign word has.
_MISTYPED = re.compile(
    "[aăâeêioôơuưy]+(?:c|ch|m|n|ng|nh|p|t|g|cc|nn|tt|mm|pp|hh|ngg|nnh|nhh|gn|hn|gh|ngh|chh|cch)?"
)
_SHORTEST_TELEX = 4
_TELEX = re.compile(r"uwo|uow|^dd.*(?:w|aa|ee|oo|[jfrx]$)|(?:j|nhf|ngf)$")
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TELEX_LETTERS = (
    *(("dd", "đ"), ("uwow", "ươ"), ("uow", "ươ"), ("uwo", "ươ"), ("aa", "â"), ("aw", "ă")),
    *(("ee", "ê"), ("oo", "ô"), ("ow", "ơ"), ("uw", "ư")),
)
_VOWELS = frozenset("aăâeêioôơuưy")
_STOP = re.compile("(?:c|ch|p|t)$")
_VOWEL_GROUPS = re.compile("[aăâeêioôơuưy]+")
_TWO_VOWELS = 2
_OPEN_EITHER = frozenset({"oa", "oe", "uy"})


class Syllable(NamedTuple):
    """A word taken apart: letters without tone, tone mark ("" for none), index of its letter."""

    letters: str
    tone: str
    at: int


@lru_cache(maxsize=8192)
def taken_apart(word: str) -> Syllable | None:
    """The parts of a lower-case word; None where it bears more than one tone."""
    letters: list[str] = []
    tone, at = "", -1
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            if tone:
                return None
            tone, at = char, len(letters) - 1
        elif unicodedata.combining(char):
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + char)
        else:
            letters.append(char)
    return Syllable("".join(letters), tone, at)


def put_together(letters: str, tone: str, at: int) -> str:
    """The word whose letter number ``at`` bears the tone."""
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


def is_marked(word: str) -> bool:
    """Whether a word has a letter or a tone that only Vietnamese has."""
    return not word.isascii()


@lru_cache(maxsize=8192)
def respelled(word: str) -> str | None:
    """What an impossible spelling of a lower-case syllable stands for.

    None where the spelling is possible or the word is no slip of one syllable but foreign; ""
    where the spelling is impossible and the right one is not known.
    """
    parts = taken_apart(word)
    if parts is None:
        return ""
    onset, rhyme = _split(parts.letters)
    if onset is None or len(_VOWEL_GROUPS.findall(parts.letters)) != 1:
        return None
    mended = _mended_onset(onset, rhyme) + _mended_rhyme(rhyme)
    if not _is_known(mended):
        return _unknown(rhyme)
    if mended != parts.letters:
        return _toned(mended, parts.tone)
    return _retoned(parts, rhyme)


def _retoned(parts: Syllable, rhyme: str) -> str | None:
    """What a syllable of right letters should be when its tone is missing or in a wrong place."""
    if _STOP.search(rhyme) and (parts.tone or "-") not in _STOP_TONES:
        return ""
    if parts.tone and parts.at not in _bearers(parts.letters):
        return _toned(parts.letters, parts.tone)
    return None


def _is_known(letters: str) -> bool:
    onset, rhyme = _split(letters)
    return onset is not None and rhyme in _RHYMES


def _unknown(rhyme: str) -> str | None:
    """No slip but a foreign word when Vietnamese has nothing like its end."""
    if rhyme.startswith(_FOREIGN_STARTS):
        return None
    return "" if _MISTYPED.fullmatch(rhyme) else None


@lru_cache(maxsize=8192)
def telexed(word: str) -> str | None:
    """The syllable that Telex keys stand for, typed with the input method off.

    "dduwowcj" is "được"; None for any other word, also where it may be English ("now", "chef").
    """
    if not (word.isascii() and len(word) >= _SHORTEST_TELEX and _TELEX.search(word)):
        return None
    tone = _TELEX_TONES.get(word[-1], "")
    letters = word[:-1] if tone else word
    for keys, letter in _TELEX_LETTERS:
        letters = letters.replace(keys, letter)
    return _toned(letters, tone) if _is_known(letters) else None


def _toned(letters: str, tone: str) -> str:
    return put_together(letters, tone, _bearers(letters)[-1]) if tone else letters


@lru_cache(maxsize=8192)
def _split(letters: str) -> tuple[str | None, str]:
    """Onset and rhyme; the onset is None where Vietnamese has no such."""
    for size in (3, 2, 1):
        onset = letters[:size]
        if onset in _ONSETS and letters[size : size + 1] in _VOWELS:
            return onset, letters[size:]
    return ("", letters) if letters[:1] in _VOWELS else (None, letters)


def _mended_onset(onset: str, rhyme: str) -> str:
    """Narrow vowels follow k, gh, ngh; wide ones c, g, ng."""
    narrow = rhyme[:1] in {"e", "ê", "i", "y"}
    if narrow and (onset, rhyme[:1]) != ("g", "i"):
        return {"c": "k", "g": "gh", "ng": "ngh"}.get(onset, onset)
    return onset if narrow else {"gh": "g", "ngh": "ng"}.get(onset, onset)


def _mended_rhyme(rhyme: str) -> str:
    """The rhyme with the horn that a slip of the fingers left out: "uơc" is "ươc"."""
    if rhyme in _RHYMES:
        return rhyme
    for wrong, right in (("uơ", "ươ"), ("ưo", "ươ"), ("uo", "ươ"), ("ie", "iê"), ("ye", "yê")):
        if rhyme.startswith(wrong) and right + rhyme[2:] in _RHYMES:
            return right + rhyme[2:]
    return rhyme


@lru_cache(maxsize=8192)
def _bearers(letters: str) -> tuple[int, ...]:
    """The indices of the letters that may bear the tone, the modern place last."""
    _, rhyme = _split(letters)
    start = len(letters) - len(rhyme)
    vowels = _VOWEL_GROUPS.match(rhyme)
    group = vowels[0] if vowels else ""
    marked = [at for at, char in enumerate(group) if char in _QUALITY]
    if marked:
        return (start + marked[-1],)
    if len(group) == 1:
        return (start,)
    is_closed = len(group) < len(rhyme)
    if group == "oo" or (group in _OPEN_EITHER and not is_closed):
        return (start + 1, start)
    if len(group) > _TWO_VOWELS or is_closed:
        return (start + 1,)
    return (start,)
