"""Boxes 7, 9b and 12: signatures, Nơi nhận, and who drafted the document."""

from functools import lru_cache
from math import ceil

from vanban.models import BanSao, Signature, VanBan
from vanban.render.typesetting import EMPTY, GAP_PT, KEEP_NEXT, PT_PER_MM, Typesetter
from vanban.render.wordml import Cell, layout_table, paragraph, run

_SIGNATURE_SHARE = 0.55
_CONFIRMATION_SHARE = 0.45
# Height of a single-spaced line of Times New Roman, as a share of its size.
_LINE_HEIGHT = 1.15
# A list of Nơi nhận that is so many lines higher than the signature is not worth dividing.
_OVERHANG_LINES = 3
_MOST_BESIDE = 3
_BETWEEN_ROWS_PT = 24


class SignatureBlock:
    """Sets what stands below the body in a room of one width."""

    def __init__(self, setter: Typesetter, room_pt: float) -> None:
        self.setter = setter
        self.room_pt = room_pt
        # The documents of a batch have much the same block.
        self._foot = lru_cache(maxsize=256)(self._build_foot)

    def foot(self, document: VanBan) -> bytes:
        """Nơi nhận on the left and the signature on the right, or the signatures side by side."""
        return self._foot(self._recipients_of(document), document.signatures())

    def copy_foot(self, copy: BanSao) -> bytes:
        """The same of a copy."""
        lines = (*copy.noi_nhan, filing_line(self.setter.law.chuoi.luu))
        return self._foot(lines, (copy.nguoi_ky.signature(),))

    def confirmation(self, document: VanBan) -> bytes:
        """Below the signature at the left, who confirms a leave (PL III, Mẫu 1.10)."""
        if not document.confirmed_by:
            return b""
        room = self.room_pt * _CONFIRMATION_SHARE
        lines = (self.setter.heading("xac_nhan", line, room) for line in document.confirmed_by)
        room_to_sign = self.setter.signing_room("xac_nhan")
        cells = (Cell("".join(lines) + room_to_sign, above_pt=2 * GAP_PT), Cell(EMPTY))
        return (EMPTY + layout_table((room, self.room_pt - room), [cells])).encode()

    def _recipients_of(self, document: VanBan) -> tuple[str, ...]:
        """The places and the filing line; nothing when a kind goes without them."""
        if not document.noi_nhan and document.files_nothing:
            return ()
        filed = filing_line(
            document.law.chuoi.luu,
            document.don_vi_soan_thao,
            document.so_ban_luu,
            document.nguoi_soan_thao,
            document.so_luong_ban,
        )
        return (*document.recipients, filed)

    def _build_foot(self, recipients: tuple[str, ...], signatures: tuple[Signature, ...]) -> bytes:
        lines = self._recipients(recipients)
        if len(signatures) == 1:
            return self._one(lines, signatures[0]).encode()
        rows = [
            signatures[at : at + _MOST_BESIDE] for at in range(0, len(signatures), _MOST_BESIDE)
        ]
        if len(signatures) == _MOST_BESIDE + 1:
            rows = [signatures[:2], signatures[2:]]
        below = paragraph("sau_bang", "", '<w:spacing w:before="240"/>') + "".join(lines)
        between = self.setter.gap(_BETWEEN_ROWS_PT)
        blocks = [self._side_by_side(row, is_last=row is rows[-1]) for row in rows]
        xml = between.join(blocks)
        return (xml + (below if lines else "")).encode()

    def _one(self, lines: list[str], signature: Signature) -> str:
        """The signature and the first recipients never split; a longer list goes on below."""
        right = self.room_pt * _SIGNATURE_SHARE
        signed = self._offices(signature, right) + self._name(signature, right)
        beside = self._lines_beside(signed)
        if len(lines) <= beside + _OVERHANG_LINES:
            beside = len(lines)
        block = ("".join(lines[:beside]) or EMPTY, signed)
        rows = [tuple(Cell(content, above_pt=2 * GAP_PT) for content in block)]
        rows += [(Cell(line), Cell(paragraph("noi_nhan", ""))) for line in lines[beside:]]
        return layout_table((self.room_pt - right, right), rows)

    def _side_by_side(self, signatures: tuple[Signature, ...], *, is_last: bool) -> str:
        """Signatures in columns, the names in one line; those above others stay with them."""
        keep = "" if is_last else KEEP_NEXT
        width = self.room_pt / len(signatures)
        inner = width - GAP_PT
        rows = (
            [Cell(self._offices(one, inner), above_pt=2 * GAP_PT) for one in signatures],
            [Cell(self._name(one, inner, keep), "bottom") for one in signatures],
        )
        return layout_table((width,) * len(signatures), rows)

    def _offices(self, signature: Signature, room_pt: float) -> str:
        heading = self.setter.heading
        return "".join(heading("quyen_han_chuc_vu", line, room_pt) for line in signature.offices)

    def _name(self, signature: Signature, room_pt: float, properties: str = "") -> str:
        """Box 7b: another office above the name, when there is one."""
        lines = self.setter.lines("ho_ten", signature.name, room_pt)
        if signature.other_office:
            above = self.setter.lines("quyen_han_chuc_vu", signature.other_office, room_pt)
            lines = (*above, *lines)
        return paragraph("ho_ten", run("\n".join(lines)), properties)

    def _recipients(self, places: tuple[str, ...]) -> list[str]:
        """The word "Nơi nhận:" and each line below it, as paragraphs."""
        if not places:
            return []
        *others, filed = places
        word = self.setter.line("noi_nhan_tu", self.setter.law.chuoi.noi_nhan)
        lines = (*(f"- {place};" for place in others), f"- {filed}")
        return [word, *(self.setter.line("noi_nhan", line) for line in lines)]

    def _lines_beside(self, signed: str) -> int:
        """How many lines of Nơi nhận, its word among them, reach to the foot of the signature."""
        lines = signed.count("<w:p>") + signed.count("<w:br/>")
        space = self.setter.law.chu_ky.khoang_ky_mm * PT_PER_MM
        height = lines * self.setter.size("ho_ten") * _LINE_HEIGHT + space
        return ceil(height / (self.setter.size("noi_nhan") * _LINE_HEIGHT))


@lru_cache(maxsize=1024)
def filing_line(
    luu: str,
    filed_by: str | None = None,
    filed: int | None = None,
    drafter: str | None = None,
    issued: int | None = None,
) -> str:
    """Where a copy is filed, and box 12: "Lưu: VT, TCCB (2). PL.(300)".

    PL I, Phần I, II.9.d for the first part, III.3 for the second.
    """
    where = ", ".join(filter(None, (luu, filed_by)))
    copies = f" ({filed})" if filed else ""
    signs = (f"{drafter.upper()}." if drafter else "") + (f"({issued})" if issued else "")
    return f"{where}{copies}." + (f" {signs}" if signs else "")
