"""Runs of an outline as WordprocessingML."""

from collections.abc import Sequence

from vanban.outline import Run
from vanban.render.spacing import keep_together
from vanban.render.wordml import run


def runs_xml(prefix: str, runs: Sequence[Run], *, upper: bool = False) -> str:
    """The runs with ``prefix`` before the first, in capitals where the law wants them.

    What must stay on one line stays so across the runs: "**663** tỷ đồng".
    """
    if _is_plain(runs):
        text = keep_together(prefix + runs[0].text)
        return run(text.upper() if upper else text)
    pieces = (Run(prefix), *runs) if prefix else runs
    whole = keep_together("".join(piece.text for piece in pieces))
    xml, end = "", 0
    for piece in pieces:
        begin, end = end, end + len(piece.text)
        text = whole[begin:end].upper() if upper else whole[begin:end]
        xml += run(text, bold=piece.bold, italic=piece.italic)
    return xml


def _is_plain(runs: Sequence[Run]) -> bool:
    return len(runs) == 1 and not (runs[0].bold or runs[0].italic)
