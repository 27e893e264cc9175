"""Who decides, on which legal bases, with which words: Mẫu 1.1 to 1.3."""

from vanban.check.components import Sure
from vanban.check.recognition.body import begins_item
from vanban.check.recognition.lines import Line
from vanban.check.recognition.opening_lines import Opening
from vanban.check.recognition.wordings import (
    BASIS,
    BASIS_FOR_CERTAIN,
    BASIS_GOES_ON,
    BODY_NAME,
    ORDER,
    is_post,
    squeezed,
)

_LONGEST_BASIS = 1500
# Bases are looked for among so many lines before "QUYẾT ĐỊNH:".
_MOST_BASES = 120
_LONGEST_ORDER = 40


def is_order(line: Line) -> bool:
    """Whether a line is "QUYẾT ĐỊNH:" or the like."""
    return len(line.text) < _LONGEST_ORDER and ORDER.fullmatch(squeezed(line.key)) is not None


def is_authority(line: Line, opening: Opening, number: int) -> bool:
    """Whether a line names who decides: in capitals, the legal bases or the order below it."""
    if line.component:
        return line.component == "tham_quyen"
    if not line.is_capital:
        return line.is_centred and is_post(line) and _stands_above_basis(opening, number)
    if not (is_post(line) or BODY_NAME.match(line.key)):
        return False
    for _, following in opening.printed(number + 1, 3):
        if BASIS_GOES_ON.match(following.key) or is_order(following):
            return True
        if not following.is_capital:
            return False
    return False


def _stands_above_basis(opening: Opening, number: int) -> bool:
    return any(BASIS.match(line.key) for _, line in opening.printed(number + 1, 1))


def read_authority(opening: Opening) -> None:
    """THẨM QUYỀN BAN HÀNH of Mẫu 1.1 to 1.3; other lines above it are nothing known."""
    for number, line in opening.printed(opening.at, 6):
        if BASIS.match(line.key):
            return
        if is_authority(line, opening, number):
            opening.at = number
            taken = [line]
            for following in opening.lines[number + 1 : number + 4]:
                if following.is_blank or not following.is_capital or is_order(following):
                    break
                taken.append(following)
            certain = line.is_capital or line.component == "tham_quyen"
            opening.add("tham_quyen", taken, Sure.CERTAIN if certain else Sure.LIKELY)
            return


def read_bases(opening: Opening) -> None:
    """The legal bases: all that stands above "QUYẾT ĐỊNH:", or the first "Căn cứ ...;"."""
    order = _find_order(opening)
    if order is None:
        _read_bases_without_order(opening)
        return
    bases: list[list[Line]] = []
    for _, line in list(opening.printed(opening.at, _MOST_BASES)):
        if line is order:
            break
        if bases and _goes_on(line, bases[-1][-1]):
            bases[-1].append(line)
        elif bases or line.component == "can_cu" or BASIS_GOES_ON.match(line.key):
            bases.append([line])
    for lines in bases:
        opening.add("can_cu", lines, _sure_of(lines[0]))
    certain = bool(bases) or order.component == "lenh_ban_hanh"
    opening.add("lenh_ban_hanh", [order], Sure.CERTAIN if certain else Sure.LIKELY)


def _goes_on(line: Line, above: Line) -> bool:
    """Whether a line goes on with the legal basis above it, which a new paragraph has cut."""
    return line.text[:1].islower() and above.text[-1:] not in ";.:"


def _find_order(opening: Opening) -> Line | None:
    for _, line in opening.printed(opening.at, _MOST_BASES):
        if line.component == "lenh_ban_hanh":
            return line
        if is_order(line) and (line.is_capital or line.is_centred):
            return line
        if begins_item(line) and not BASIS_GOES_ON.match(line.key):
            return None
    return None


def _read_bases_without_order(opening: Opening) -> None:
    bases: list[Line] = []
    for _, line in opening.printed(opening.at, _MOST_BASES):
        if not _is_basis(line, bases):
            break
        bases.append(line)
    for line in bases:
        opening.add("can_cu", [line], _sure_of(line))


def _sure_of(line: Line) -> Sure:
    """How sure it is that a line among legal bases is one itself."""
    told = line.component == "can_cu" or BASIS_FOR_CERTAIN.match(line.key)
    return Sure.CERTAIN if told else Sure.LIKELY


def _is_basis(line: Line, bases: list[Line]) -> bool:
    """Whether a line is a legal basis and no sentence that begins with one."""
    if line.component:
        return line.component == "can_cu"
    if len(line.text) > _LONGEST_BASIS or line.cell is not None:
        return False
    ends = line.text.endswith
    if not bases:
        return BASIS.match(line.key) is not None and (ends(";") or (line.is_italic and ends(".")))
    if not BASIS_GOES_ON.match(line.key):
        return False
    if bases[-1].text.endswith(".") and not BASIS.match(line.key):
        return False
    return ends(";") or line.is_italic or (BASIS.match(line.key) is not None and ends((".", ",")))
