"""Who signs: authority and post, a second title, the name."""

from dataclasses import dataclass, field

from vanban.check.components import Component, Sure
from vanban.check.recognition.lines import Line
from vanban.check.recognition.wordings import AUTHORITY, DATE_LINE, NOTE, is_name, is_post

_LONGEST = 110
_WORDS_OF_NAME = range(2, 6)


@dataclass
class _Signer:
    """The lines of one signer, as far as they are read."""

    posts: list[Line] = field(default_factory=list)
    second: list[Line] = field(default_factory=list)
    has_gap: bool = False


def read_signatures(column: list[Line], *, by_place: bool) -> list[Component]:
    """The signers of a column from its first line to its last.

    ``by_place`` tells that the column stands beside the recipients, where a signature is due.
    """
    found: list[Component] = []
    signer = _Signer()
    last = max((i for i, line in enumerate(column) if not line.is_blank), default=-1)
    for number, line in enumerate(column):
        if line.is_blank or NOTE.fullmatch(line.key) or DATE_LINE.fullmatch(line.key):
            signer.has_gap = signer.has_gap or bool(signer.posts)
        elif signer.posts and _is_name_of(line, signer, is_last=number == last):
            found.extend(_signed(signer, line))
            signer = _Signer()
        elif len(line.text) < _LONGEST and _is_title(line, signer, by_place=by_place):
            _take_title(signer, line)
    if signer.posts:
        found.extend(_signed(signer, None))
    return found


def _is_name_of(line: Line, signer: _Signer, *, is_last: bool) -> bool:
    if is_name(line):
        return True
    if line.component == "ho_ten" and not is_post(line) and not line.is_capital:
        return True
    return signer.has_gap and is_last and _is_capital_name(line)


def _is_capital_name(line: Line) -> bool:
    words = line.text.split()
    letters_only = all(word.isalpha() for word in words)
    return line.is_capital and letters_only and len(words) in _WORDS_OF_NAME and not is_post(line)


def _is_title(line: Line, signer: _Signer, *, by_place: bool) -> bool:
    if line.component in ("quyen_han_chuc_vu", "ho_ten"):
        return True
    if is_post(line):
        return line.is_capital or by_place
    return line.is_capital and (by_place or bool(signer.posts))


def _take_title(signer: _Signer, line: Line) -> None:
    is_second = signer.has_gap or (line.component == "ho_ten" and bool(signer.posts))
    if is_second and signer.posts and not AUTHORITY.match(line.key):
        signer.second.append(line)
    else:
        signer.posts.append(line)


def _signed(signer: _Signer, name: Line | None) -> list[Component]:
    told = any(is_post(line) for line in signer.posts)
    styled = all(line.component == "quyen_han_chuc_vu" for line in signer.posts)
    capital = all(line.is_capital for line in signer.posts)
    sure = Sure.CERTAIN if styled or (told and capital) else Sure.LIKELY
    found = [_titles(signer.posts, sure)]
    if signer.second:
        styled = signer.second[0].component != ""
        found.append(_titles(signer.second, Sure.CERTAIN if styled else Sure.LIKELY))
    if name:
        certain = name.component == "ho_ten" or (not name.is_capital and sure is Sure.CERTAIN)
        found.append(
            Component(
                "ho_ten",
                (name.stretch,),
                Sure.CERTAIN if certain else Sure.LIKELY,
                (),
                name.room_mm,
            )
        )
    return found


def _titles(lines: list[Line], sure: Sure) -> Component:
    stretches = tuple(line.stretch for line in lines)
    return Component(
        "quyen_han_chuc_vu", stretches, sure, lines[-1].paragraph.lines, lines[0].room_mm
    )
