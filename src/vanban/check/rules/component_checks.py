"""What is wrong with the form of a component: places, and what is there instead."""

import re
from collections.abc import Iterator

from vanban.check.components import Component, Recognised, Sure
from vanban.check.findings import spot_of
from vanban.check.rules.gathering import Wrong
from vanban.check.rules.measuring import (
    OFF_CENTRE_MM,
    describe_sizes,
    format_vi,
    is_of_size,
    letters_of,
    offset_mm,
    rgb,
    runs_of,
    share,
    shift_vi,
    upper_share,
)

_MAJORITY = 0.5
_SOME = 0.2
_FEW_LETTERS = 4
_ALL_CAPITALS, _SOME_SMALL = 0.95, 0.8
_SHORTEST_WORD = 2
_MARKED_VOWEL = re.compile("[ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ]")
_OFF_EDGE_MM = 8.0


def judged(recognised: Recognised, name: str) -> list[Component]:
    """The components of a name that are sure enough for their form to be judged.

    The title of a khoản is known by its bold letters, so that a plain one must be certain; a trích
    yếu of no known kind may be part of a title.
    """
    if name == "trich_yeu" and recognised.kind is None:
        return []
    least = Sure.CERTAIN if name == "tieu_de_khoan" else Sure.LIKELY
    return [words for words in recognised.all(name) if words.sure >= least]


def size_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components whose letters are, most or in part, of a size outside of the range."""
    lawful = recognised.law.thanh_phan[name].co_chu
    for words in judged(recognised, name):
        letters = letters_of(words)
        outside = share(letters, lambda font: not is_of_size(font.size_pt, lawful))
        if letters and outside >= _MAJORITY:
            yield Wrong(spot_of(words), describe_sizes(letters), words.sure)
        elif letters and outside >= _SOME and letters.total() * outside >= _FEW_LETTERS:
            yield Wrong(spot_of(words), describe_sizes(letters), min(words.sure, Sure.LIKELY))


def face_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components whose letters are italic where upright is wanted, or the reverse."""
    wanted = recognised.law.thanh_phan[name].nghieng
    for words in judged(recognised, name):
        letters = letters_of(words)
        if share(letters, lambda font: font.italic is wanted) < _MAJORITY:
            yield Wrong(spot_of(words), "đứng" if wanted else "nghiêng", words.sure)


def weight_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components that are bold where they should not be, or the reverse."""
    wanted = recognised.law.thanh_phan[name].dam
    for words in judged(recognised, name):
        letters = letters_of(words)
        if share(letters, lambda font: font.bold is wanted) < _MAJORITY:
            yield Wrong(spot_of(words), "không đậm" if wanted else "đậm", words.sure)


def case_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components in capitals where small letters are wanted, or the reverse."""
    wanted = recognised.law.thanh_phan[name].hoa
    for words in judged(recognised, name):
        upper, letters = upper_share(runs_of(words))
        if wanted and letters and upper < _SOME_SMALL:
            yield Wrong(spot_of(words), "in thường", words.sure)
        elif not wanted and upper >= _ALL_CAPITALS and _has_words(words):
            yield Wrong(spot_of(words), "in hoa", words.sure)


def _has_words(words: Component) -> bool:
    """Whether there is a word that is no abbreviation: one whose vowel bears a mark."""
    return any(
        len(word) >= _SHORTEST_WORD and _MARKED_VOWEL.search(word)
        for word in words.text.upper().split()
    )


def centre_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components whose middle is plainly not that of their room."""
    for words in judged(recognised, name):
        offset = offset_mm(words.stretches[0], room_of(words, recognised))
        if offset is not None and abs(offset) > OFF_CENTRE_MM:
            yield Wrong(spot_of(words), shift_vi(offset), words.sure)


def edge_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components that plainly do not begin at the left edge of their room."""
    for words in judged(recognised, name):
        first = words.stretches[0]
        if not first.is_whole or "\t" in first.paragraph.text:
            continue
        indent = first.paragraph.left_mm + first.paragraph.first_line_mm
        if first.paragraph.alignment in ("giua", "phai"):
            observed = "canh giữa" if first.paragraph.alignment == "giua" else "canh phải"
            yield Wrong(spot_of(words), observed, words.sure)
        elif indent > _OFF_EDGE_MM:
            yield Wrong(spot_of(words), f"lùi vào {format_vi(round(indent))} mm", words.sure)


def colour_faults(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components that are not red."""
    for words in judged(recognised, name):
        letters = letters_of(words)
        if share(letters, lambda font: _is_red(font.color)) < _MAJORITY:
            yield Wrong(spot_of(words), "không phải màu đỏ", words.sure)


def _is_red(color: str) -> bool:
    shades = rgb(color)
    return shades is not None and shades[0] > shades[1] + shades[2]


def room_of(words: Component, recognised: Recognised) -> float | None:
    """The width a component has: that of its cell, or of the text of a document of one width."""
    if words.room_mm is not None or words.paragraph.place.table:
        return words.room_mm
    widths = {round(section.text_width_mm, 1) for section in recognised.document.sections}
    return widths.pop() if len(widths) == 1 else None
