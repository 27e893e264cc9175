"""Rules on set phrases whose accents went astray (CU)."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from vanban.check.findings import Fault
from vanban.check.rules.phrases import Found, Phrases, lowered, recased
from vanban.check.rules.prose import Prose, once_for_each
from vanban.check.rules.rule import line_rule
from vanban.check.rules.syllables import is_marked, taken_apart
from vanban.check.rules.word_lists import phrases
from vanban.wording import strip_accents

CHINH_TA = "Chính tả tiếng Việt (Nghị định 30 không quy định)"

_PAIR = 2
_SPACES = " \u00a0"
_BEFORE_SENTENCE = frozenset('\n\v.:;?!“"(-–+')
_ITEM_MARK = re.compile(r"(?:^|[\n\v])\s*\w{1,2}\)$")
_HOOKS = frozenset("\u0303\u0309")  # ngã, hỏi


class Astray(NamedTuple):
    """Words number ``first`` to ``last`` (not included), as they are and as they should be."""

    first: int
    last: int
    wrong: str
    right: str


@cache
def _index() -> tuple[Phrases, frozenset[str], frozenset[str]]:
    """The phrases by toneless letters; those that are judged; those that are right."""
    judged = frozenset(phrases("cum_tu"))
    known = judged | frozenset(phrases("cum_tu_khac"))
    return Phrases(sorted(known), _toneless), judged, known


@lru_cache(maxsize=8192)
def _toneless(syllable: str) -> str:
    return strip_accents(syllable).lower()


def is_known(phrase: str) -> bool:
    """Whether words in small letters are a right phrase of the lists."""
    return phrase in _index()[2]


@once_for_each
def astray_phrases(prose: Prose) -> tuple[Astray, ...]:
    """The phrases whose letters are those of one right phrase and whose accents are not."""
    index, judged, known = _index()
    right: dict[int, range] = {}
    wrong: list[tuple[Found, str]] = []
    for found in index.find(prose):
        said = " ".join(map(lowered, prose.words[found.first : found.last]))
        if said in known:
            span = range(found.first, found.last)
            right.update(dict.fromkeys(span, span))
        elif (meant := _meant(said, judged.intersection(found.phrases))) and (
            _is_plain(prose, found) and not _may_be_two_words(prose, found, said, meant)
        ):
            wrong.append((found, meant))
    return tuple(_outermost(prose, wrong, right))


def _outermost(
    prose: Prose, wrong: list[tuple[Found, str]], right: dict[int, range]
) -> Iterator[Astray]:
    """The wrong phrases that share no syllable with a right one or a longer wrong one.

    A right one within the wrong one ("chiu trách nhiệm") speaks for it, if no syllable that is
    wrong is a common word.
    """
    taken: set[int] = set()
    for found, meant in sorted(wrong, key=lambda pair: pair[0].first - pair[0].last):
        span = range(found.first, found.last)
        claimed = {at: right[at] for at in span if at in right}
        if taken.isdisjoint(span) and (not claimed or _is_within(prose, found, meant, claimed)):
            taken.update(span)
            text = " ".join(prose.words[found.first : found.last])
            yield Astray(found.first, found.last, text, recased(meant, text))


def _is_within(prose: Prose, found: Found, meant: str, claimed: dict[int, range]) -> bool:
    """Whether the right phrases lie within a wrong one whose other syllables are no words."""
    if any(span.start < found.first or span.stop > found.last for span in claimed.values()):
        return False
    said = [lowered(word) for word in prose.words[found.first : found.last]]
    pairs = zip(said, meant.lower().split(), strict=True)
    differing = [at for at, (a, b) in enumerate(pairs, found.first) if a != b]
    return not any(at in claimed or said[at - found.first] in _common() for at in differing)


def _meant(said: str, choices: frozenset[str]) -> str | None:
    """The one right phrase that the words must be; two syllables may differ in one, or in tone."""
    if len(choices) != 1 or not (is_marked(said) or said in _never_right()):
        return None
    (right,) = choices
    differing = _differing(said, right)
    is_close = len(differing) == 1 or all(_tones_of(*pair) for pair in differing)
    return right if is_close or len(right.split()) > _PAIR else None


def _may_be_two_words(prose: Prose, found: Found, said: str, meant: str) -> bool:
    """Whether the syllables may belong to words that stand side by side.

    So it is with a pair of common syllables, and with a common syllable at the end of a longer
    phrase that a neighbour may claim.
    """
    if said in _never_right():
        return False
    common = [syllable in _common() for syllable in said.split()]
    if len(common) == _PAIR:
        return all(common)
    differs = [a != b for a, b in zip(said.split(), meant.split(), strict=True)]
    start, end = prose.span(found.first, found.last)
    open_left = prose.text[max(start - 2, 0) : start].strip(_SPACES)[-1:].isalpha()
    open_right = prose.text[end : end + 2].strip(_SPACES)[:1].isalpha()
    claimed = [differs[0] and common[0] and open_left, differs[-1] and common[-1] and open_right]
    return any(claimed) and sum(differs) == sum(claimed)


@cache
def _common() -> frozenset[str]:
    return frozenset(phrases("tieng_thuong_gap"))


@cache
def _never_right() -> frozenset[str]:
    return frozenset(phrases("cum_tu_nham"))


def _differing(wrong: str, right: str) -> list[tuple[str, str]]:
    """The syllables that are not the same, in pairs."""
    pairs = zip(map(lowered, wrong.split()), right.lower().split(), strict=True)
    return [(a, b) for a, b in pairs if a != b]


def _tones_of(a: str, b: str) -> frozenset[str] | None:
    """The tones of two syllables that differ in nothing else; None when they do."""
    first, second = taken_apart(a), taken_apart(b)
    if first is None or second is None or first.letters != second.letters:
        return None
    return frozenset({first.tone, second.tone})


def _is_plain(prose: Prose, found: Found) -> bool:
    """Whether the words are in one case: names of people and places are not judged."""
    text = " ".join(prose.words[found.first : found.last])
    if text.isupper() or text.islower():
        return True
    if found.last - found.first > _PAIR and text[1:].islower():
        return True
    start, _ = prose.span(found.first, found.last)
    above = prose.text[max(start - 9, 0) : start].rstrip(" \u00a0\t")
    begins = not above or above[-1] in _BEFORE_SENTENCE or _ITEM_MARK.search(above) is not None
    return text[1:].islower() and begins


def _faults(
    prose: Prose,
    is_meant: Callable[[list[tuple[str, str]]], bool],
    *,
    long: bool,
    why: str,
) -> Iterator[Fault]:
    """The phrases of one kind; ``is_meant`` judges their wrong syllables with the right ones."""
    for found in astray_phrases(prose):
        is_long = found.last - found.first > _PAIR
        if is_long is long and is_meant(_differing(found.wrong, found.right)):
            yield prose.slip(*prose.span(found.first, found.last), found.right, why)


def _is_hook(pair: tuple[str, str]) -> bool:
    return _tones_of(*pair) == _HOOKS


def _is_tone(pair: tuple[str, str]) -> bool:
    return _tones_of(*pair) is not None


@line_rule("CU01", "Cụm từ dài sai dấu", "loi_van", CHINH_TA)
def cum_tu_dai(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Cụm từ hành chính quen thuộc phải đủ và đúng dấu ở mọi tiếng.
    Sai: “Đãi truyền thanh xã tuyên truyền.”, “Phát động phong trao thi đua.”
    Đúng: “Đài truyền thanh xã tuyên truyền.”, “Phát động phong trào thi đua.”
    Không bắt: tên riêng viết hoa; lời không có dấu nào; cụm từ không có trong danh sách.
    """
    why = "Bỏ dấu thì đúng là cụm từ này, nhưng dấu đang sai hoặc thiếu."
    yield from _faults(prose, bool, long=True, why=why)


@line_rule("CU02", "Nhầm dấu hỏi và dấu ngã", "loi_van", CHINH_TA)
def cum_tu_hoi_nga(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Từ hành chính quen thuộc phải đúng dấu hỏi, dấu ngã.
    Sai: “Đề nghị hổ trợ các hộ dân.”, “Phải xữ lý nghiêm.”, “Giữ nghiêm kỹ cương.”
    Đúng: “Đề nghị hỗ trợ các hộ dân.”, “Phải xử lý nghiêm.”, “Giữ nghiêm kỷ cương.”
    Không bắt: từ có hai cách đọc đều đúng; tên riêng viết hoa.
    """
    why = "Nhầm dấu hỏi với dấu ngã."
    yield from _faults(prose, lambda pairs: all(map(_is_hook, pairs)), long=False, why=why)


@line_rule("CU03", "Từ sai thanh", "loi_van", CHINH_TA)
def cum_tu_sai_thanh(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Từ hành chính quen thuộc phải đúng thanh ở mọi tiếng.
    Sai: “Tăng cường xây dựng, chính đồn Đảng.”, “Đã quyết đinh thành lập tổ.”
    Đúng: “Tăng cường xây dựng, chỉnh đốn Đảng.”, “Đã quyết định thành lập tổ.”
    Không bắt: chữ là phần của từ khác đứng cạnh (“trao đổi với các hộ”, “quy trình đó”).
    """
    why = "Bỏ dấu thì đúng là từ này, nhưng thanh đang sai hoặc thiếu."
    yield from _faults(
        prose,
        lambda pairs: all(map(_is_tone, pairs)) and not all(map(_is_hook, pairs)),
        long=False,
        why=why,
    )


@line_rule("CU04", "Từ thiếu hoặc sai mũ, móc, gạch ngang", "loi_van", CHINH_TA)
def cum_tu_sai_mu(prose: Prose) -> Iterator[Fault]:
    """
    Quy định: Chữ ă, â, đ, ê, ô, ơ, ư trong từ hành chính quen thuộc phải đủ mũ, móc, gạch ngang.
    Sai: “Xin ý kiến dề nghị của các thôn.”, “Ký kết hợp đòng thuê đất.”
    Đúng: “Xin ý kiến đề nghị của các thôn.”, “Ký kết hợp đồng thuê đất.”
    Không bắt: từ không có dấu nào, tên tệp, mã; tên riêng viết hoa.
    """
    why = "Bỏ dấu thì đúng là từ này, nhưng chữ đang sai hoặc thiếu mũ, móc hay gạch ngang."
    yield from _faults(prose, lambda pairs: not all(map(_is_tone, pairs)), long=False, why=why)


RULES = (cum_tu_dai, cum_tu_hoi_nga, cum_tu_sai_thanh, cum_tu_sai_mu)
