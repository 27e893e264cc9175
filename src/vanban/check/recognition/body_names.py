"""Where the name of the superior body ends and that of the issuing one begins."""

from vanban.check.components import Sure
from vanban.check.recognition.lines import Line
from vanban.check.recognition.wordings import BODY_NAME, PLACE, SPLIT_NAME, SUPERIOR


def first_of_issuer(lines: list[Line]) -> tuple[int, Sure]:
    """Which line the issuing body begins with: by its look where that tells, else by its words."""
    firsts = _first_lines_of_bodies(lines)
    bold = [line.is_bold for line in lines]
    if not bold[0] and bold[-1] and all(bold[bold.index(True) :]):
        return bold.index(True), Sure.CERTAIN
    told = SUPERIOR.match(lines[0].key) is not None and len(firsts) == 1
    return max(firsts, default=0), Sure.CERTAIN if told or not firsts else Sure.LIKELY


def _first_lines_of_bodies(lines: list[Line]) -> list[int]:
    """The lines that begin the name of another body, the first line left out."""
    firsts: list[int] = []
    for number, line in enumerate(lines[1:], 1):
        above = lines[number - 1].key
        goes_on = SPLIT_NAME.match(above) and (
            PLACE.match(line.key) or above.endswith(("-", " va", "quoc"))
        )
        if not goes_on and BODY_NAME.match(line.key) and above not in ("hoi dong", "ban chi dao"):
            firsts.append(number)
    return firsts
