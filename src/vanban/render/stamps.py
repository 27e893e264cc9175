"""Words in a frame: secrecy, urgency, circulation, draft (PL I, Phần I, III.2)."""

from collections.abc import Sequence
from typing import NamedTuple

from vanban.law import Stamps
from vanban.models import VanBan
from vanban.render.typesetting import EMPTY, PT_PER_MM, Typesetter
from vanban.render.wordml import twips

# Around words whose frame the decree does not measure; the left column has room for no more.
_MARGIN_MM = 4
_WIDEST_MM = 54


class _Frame(NamedTuple):
    """How large a frame is; ``is_fixed`` for a stamp that the decree measures."""

    width_mm: float
    height_mm: int
    is_fixed: bool = False
    align: str = "left"


def _framed(setter: Typesetter, name: str, lines: Sequence[str], frame: _Frame) -> str:
    """The lines in a single frame."""
    width = twips(frame.width_mm * PT_PER_MM)
    height = twips(frame.height_mm * PT_PER_MM)
    rule = "exact" if frame.is_fixed else "atLeast"
    colour = setter.law.thanh_phan[name].mau or setter.law.trang.mau_chu
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="{frame.align}"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/>'
        f'<w:trHeight w:val="{height}" w:hRule="{rule}"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{setter.line(name, chr(10).join(lines))}</w:tc></w:tr></w:tbl>{EMPTY}"
    )


def stamps_of(document: VanBan, setter: Typesetter) -> str:
    """Boxes 10a and 10b, secrecy above urgency, and the mark of a draft above both."""
    law = document.law
    frames = ""
    if document.du_thao:
        frames += _fitted(setter, "du_thao", document.du_thao)
    if document.do_mat:
        frames += _measured(setter, "do_mat", law.do_mat, document.do_mat)
    if document.do_khan:
        frames += _measured(setter, "do_khan", law.do_khan, document.do_khan)
    return frames


def circulation(document: VanBan, setter: Typesetter) -> str:
    """Box 11, in the top margin at the right; "" for most documents."""
    if not document.pham_vi_luu_hanh:
        return ""
    return _fitted(setter, "luu_hanh", document.pham_vi_luu_hanh, align="right")


def _measured(setter: Typesetter, name: str, stamps: Stamps, key: str) -> str:
    stamp = stamps.keyed(key)
    frame = _Frame(stamp.rong_mm, stamps.cao_mm, is_fixed=True)
    return _framed(setter, name, (stamp.ten.upper(),), frame)


def _fitted(setter: Typesetter, name: str, words: str, *, align: str = "left") -> str:
    """A frame around words of any length, as high as the stamps unless they need several lines."""
    lines = setter.lines(name, words, _WIDEST_MM * PT_PER_MM)
    widest = max(setter.width(name, line) for line in lines)
    frame = _Frame(widest / PT_PER_MM + 2 * _MARGIN_MM, setter.law.do_khan.cao_mm, align=align)
    return _framed(setter, name, lines, frame)
