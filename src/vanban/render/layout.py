"""The components around the body, each in its box of the diagram of PL I, Phần I, IV."""

from functools import lru_cache
from math import ceil

from vanban.law import BodySize, Law
from vanban.models import VanBan
from vanban.render.lines import balanced
from vanban.render.wordml import Cell, layout_table, paragraph, rule, run
from vanban.wording import PartialDate, date_line, number_line, text_width_pt

_PT_PER_MM = 72 / 25.4
_GAP_PT = 6
_LEAST_GAP_PT = 1.5
_SIGNATURE_SHARE = 0.55
# Height of a single-spaced line of Times New Roman, as a share of its size.
_LINE_HEIGHT = 1.15
# A list of Nơi nhận that is so many lines higher than the signature is not worth dividing.
_OVERHANG_LINES = 3


class Layout:
    """The form of the components of a document under one decree and one size of body text."""

    def __init__(self, law: Law, co_chu: BodySize) -> None:
        self.law = law
        self.co_chu = co_chu
        self.room_pt = float(law.trang.vung_chu_mm) * _PT_PER_MM
        # The documents of a batch share most of what stands around their bodies.
        self._head = lru_cache(maxsize=256)(self._build_head)
        self._title = lru_cache(maxsize=256)(self._build_title)
        self._foot = lru_cache(maxsize=256)(self._build_foot)

    def head(self, document: VanBan) -> bytes:
        """Boxes 1 to 4: Quốc hiệu, Tiêu ngữ, the issuing body, number and date on one line."""
        return self._head(
            (document.co_quan_chu_quan, document.co_quan_ban_hanh),
            (document.so_van_ban, document.symbol),
            (document.dia_danh, document.ngay_ban_hanh),
        )

    def title(self, document: VanBan) -> bytes:
        """Box 5a: the kind, and the abstract with the line below it."""
        return self._title(document.ten_loai, document.trich_yeu)

    def foot(self, document: VanBan) -> bytes:
        """Boxes 7 and 9b: Nơi nhận on the left, the signatory on the right, never split."""
        signer = document.nguoi_ky
        offices = (*signer.quyen_han_ky, signer.chuc_vu)
        return self._foot(document.noi_nhan, document.don_vi_soan_thao, offices, signer.ho_ten)

    def _build_head(
        self,
        issuers: tuple[str | None, str],
        so_ky_hieu: tuple[int | None, str],
        dia_danh_ngay: tuple[str, PartialDate],
    ) -> bytes:
        number, date = number_line(*so_ky_hieu), date_line(*dia_danh_ngay)
        right = self._right_column(number, date)
        left = self.room_pt - right
        rows = (
            (Cell(self._issuer(*issuers, left)), Cell(self._nation(right))),
            (
                Cell(self._line("so_ky_hieu", number), "bottom"),
                Cell(self._line("dia_danh_ngay", date), "bottom"),
            ),
        )
        return layout_table((left, right), rows).encode()

    def _build_title(self, kind: str, abstract: str) -> bytes:
        lines = (("ten_loai", kind), ("trich_yeu", abstract))
        return "".join(self._heading(name, text, self.room_pt) for name, text in lines).encode()

    def _build_foot(
        self, recipients: tuple[str, ...], filed_by: str | None, offices: tuple[str, ...], name: str
    ) -> bytes:
        """The signature and the first recipients never split; a longer list goes on below."""
        right = self.room_pt * _SIGNATURE_SHARE
        signature = "".join(self._heading("quyen_han_chuc_vu", line, right) for line in offices)
        signature += self._heading("ho_ten", name, right)
        lines = self._recipients(recipients, filed_by)
        beside = self._lines_beside(signature)
        if len(lines) <= beside + _OVERHANG_LINES:
            beside = len(lines)
        block = ("".join(lines[:beside]), signature)
        rows = [tuple(Cell(content, above_pt=2 * _GAP_PT) for content in block)]
        rows += [(Cell(line), Cell(paragraph("noi_nhan", ""))) for line in lines[beside:]]
        table = layout_table((self.room_pt - right, right), rows)
        return (table + paragraph("sau_bang", "")).encode()

    def _lines_beside(self, signature: str) -> int:
        """How many lines of Nơi nhận, its word among them, reach to the foot of the signature."""
        lines = signature.count("<w:p>") + signature.count("<w:br/>")
        size = self.law.size_pt("ho_ten", self.co_chu)
        height = lines * size * _LINE_HEIGHT + self.law.chu_ky.khoang_ky_mm * _PT_PER_MM
        return ceil(height / (self.law.size_pt("noi_nhan", self.co_chu) * _LINE_HEIGHT))

    def _right_column(self, number: str, date: str) -> float:
        """Wide enough for Quốc hiệu always, and for the date as far as the number allows."""
        strings = self.law.chuoi
        nation = max(
            self._width("quoc_hieu", strings.quoc_hieu), self._width("tieu_ngu", strings.tieu_ngu)
        )
        widest = max(nation, self._width("dia_danh_ngay", date))
        left = self._width("so_ky_hieu", number) + _LEAST_GAP_PT
        return max(nation + _LEAST_GAP_PT, min(widest + _GAP_PT, self.room_pt - left))

    def _nation(self, room_pt: float) -> str:
        strings = self.law.chuoi
        return self._line("quoc_hieu", strings.quoc_hieu) + self._heading(
            "tieu_ngu", strings.tieu_ngu, room_pt
        )

    def _issuer(self, above: str | None, issuer: str, room_pt: float) -> str:
        room_pt -= _GAP_PT
        lines = [("co_quan_chu_quan", above)] if above else []
        return "".join(
            self._heading(name, text, room_pt, _GAP_PT)
            for name, text in (*lines, ("co_quan_ban_hanh", issuer))
        )

    def _recipients(self, recipients: tuple[str, ...], filed_by: str | None) -> list[str]:
        """The word "Nơi nhận:" and each line below it, as paragraphs."""
        strings = self.law.chuoi
        filing = ", ".join(filter(None, (strings.luu, filed_by)))
        lines = (*(f"- {place};" for place in recipients), f"- {filing}.")
        word = self._line("noi_nhan_tu", strings.noi_nhan)
        return [word, *(self._line("noi_nhan", line) for line in lines)]

    def _heading(self, name: str, text: str, room_pt: float, gap_pt: float = 0) -> str:
        """A component in lines of like width, in capitals where it wants them, with its line.

        The line is centred in the column, ``gap_pt`` wider than the room for the text.
        """
        component = self.law.thanh_phan[name]
        size = self.law.size_pt(name, self.co_chu)
        if component.hoa:
            text = text.upper()
        lines = balanced(text, room_pt, size, bold=component.dam)
        xml = paragraph(name, run("\n".join(lines)))
        if component.duong_ke is None:
            return xml
        width = self._width(name, lines[-1])
        return xml + rule(width * float(component.duong_ke.chon), room_pt + gap_pt)

    def _line(self, name: str, text: str) -> str:
        return paragraph(name, run(text))

    def _width(self, name: str, text: str) -> float:
        component = self.law.thanh_phan[name]
        size = self.law.size_pt(name, self.co_chu)
        return text_width_pt(text, size, bold=component.dam, italic=component.nghieng)
