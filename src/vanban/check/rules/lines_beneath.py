"""The lines under Tiêu ngữ, the issuing body's name and trích yếu: there, and how long."""

from collections.abc import Iterator

from vanban.check.components import Component, Recognised
from vanban.check.facts import DrawnLine, Paragraph
from vanban.check.findings import spot_of
from vanban.check.rules.component_checks import judged
from vanban.check.rules.gathering import Wrong
from vanban.check.rules.measuring import format_vi, is_line, width_mm

# Lines are drawn by hand: what is this close is meant to be right.
_TOLERANCE = 0.15
# What stands around the line of a component, in whose paragraphs it may be anchored.
_HEAD = (
    *("quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu"),
    *("dia_danh_ngay", "ten_loai", "trich_yeu", "trich_yeu_cong_van", "tham_quyen", "kinh_gui"),
    *("ten_phu_luc", "phu_luc_tu", "chi_dan_phu_luc"),
)
_NEAR = 4


def missing_line(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components with no line beneath, where no drawing nearby might be theirs."""
    if name == "trich_yeu" and recognised.is_attached:
        return  # the line stands below "(Kèm theo ...)" instead (PL III, Mẫu 1.3)
    bare = [words for words in judged(recognised, name) if not words.below]
    if not bare or _has_loose_drawing(recognised):
        return
    for words in bare:
        if all(is_line(stretch) for stretch in words.stretches):
            yield Wrong(spot_of(words), "không có đường kẻ", words.sure)


def wrong_length(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components whose one line is plainly too short or too long for each of their lines of text.

    Nothing is said of lines whose length, or of text whose width or breaks are not known.
    """
    lawful = recognised.law.thanh_phan[name].duong_ke
    if lawful is None:
        return
    low, high = float(lawful.min) * (1 - _TOLERANCE), float(lawful.max) * (1 + _TOLERANCE)
    for words in judged(recognised, name):
        shares = _shares(words)
        if shares and not any(low <= share <= high for share in shares):
            observed = f"{format_vi(round(shares[-1], 2))} lần dòng chữ"
            yield Wrong(spot_of(words), observed, words.sure)


def dashed_line(recognised: Recognised, name: str) -> Iterator[Wrong]:
    """Components whose only line is dashed or dotted."""
    for words in judged(recognised, name):
        if len(words.below) == 1 and words.below[0].is_dashed:
            yield Wrong(spot_of(words), "nét đứt", words.sure)


def _shares(words: Component) -> list[float]:
    """The length of the line as a share of each line of text; [] where that is not known."""
    if len(words.below) != 1:
        return []
    length = words.below[0].length_mm
    if not length or words.below[0].how not in ("hinh", "vien"):
        return []
    if not all(is_line(stretch) for stretch in words.stretches):
        return []
    shares = []
    for stretch in words.stretches:
        width = width_mm(stretch)
        if not width or (words.room_mm is not None and width > words.room_mm):
            return []
        shares.append(length / width)
    return shares


def _has_loose_drawing(recognised: Recognised) -> bool:
    """Whether the head holds a drawing or a line that belongs to none of its components."""
    owned = {
        id(words.below[0])
        for name in _HEAD
        for words in recognised.all(name)
        if len(words.below) == 1 and recognised.law.thanh_phan[name].duong_ke is not None
    }
    return any(_is_loose(paragraph, owned) for paragraph in _head_paragraphs(recognised))


def _is_loose(paragraph: Paragraph, owned: set[int]) -> bool:
    loose: list[DrawnLine] = [line for line in paragraph.lines if id(line) not in owned]
    return bool(loose) or (not paragraph.lines and paragraph.has_drawing)


def _head_paragraphs(recognised: Recognised) -> Iterator[Paragraph]:
    """The paragraphs of the components of the head and those just before and after each."""
    paragraphs = recognised.document.paragraphs
    at = {id(paragraph): place for place, paragraph in enumerate(paragraphs)}
    near: set[int] = set()
    for name in _HEAD:
        for words in recognised.all(name):
            for stretch in words.stretches:
                place = at.get(id(stretch.paragraph))
                if place is not None:
                    near |= set(range(place - _NEAR, place + _NEAR + 1))
    yield from (paragraphs[place] for place in sorted(near) if 0 <= place < len(paragraphs))
