"""Words in a frame: secrecy, urgency, circulation, draft (PL I, Phần I, III.2)."""

from vanban.law import Stamps
from vanban.models import VanBan
from vanban.render.typesetting import EMPTY, PT_PER_MM, Typesetter
from vanban.render.wordml import twips

# Around words whose frame the decree does not measure.
_MARGIN_MM = 4


def frame(
    setter: Typesetter, name: str, words: str, width_mm: float, *, align: str = "left"
) -> str:
    """``words`` in a single frame ``width_mm`` wide and as high as the stamps of the decree."""
    width = twips(width_mm * PT_PER_MM)
    height = twips(setter.law.do_khan.cao_mm * PT_PER_MM)
    colour = setter.law.thanh_phan[name].mau or setter.law.trang.mau_chu
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="{align}"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/>'
        f'<w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{setter.line(name, words.upper())}</w:tc></w:tr></w:tbl>{EMPTY}"
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
    return frame(setter, name, stamp.ten, stamp.rong_mm)


def _fitted(setter: Typesetter, name: str, words: str, *, align: str = "left") -> str:
    width_mm = setter.width(name, words.upper()) / PT_PER_MM + 2 * _MARGIN_MM
    return frame(setter, name, words, width_mm, align=align)
