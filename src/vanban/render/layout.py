"""The components above the body, each in its box of the diagram of PL I, Phần I, IV."""

from collections.abc import Callable
from functools import lru_cache

from vanban.law import BodySize, Law
from vanban.models import BanSao, PhuLuc, VanBan, VanBanKemTheo
from vanban.render.addressees import addressees_xml, dashed_xml, list_indent
from vanban.render.signatures import SignatureBlock
from vanban.render.spacing import keep_together
from vanban.render.stamps import circulation, stamps_of
from vanban.render.typesetting import EMPTY, GAP_PT, KEEP_NEXT, Typesetter
from vanban.render.wordml import Cell, layout_table, rule
from vanban.wording import PartialDate, date_line, number_line

_LEAST_GAP_PT = 1.5
_ABOVE_COPY_PT = 18
_BLANK = "\u00a0" * 6

Number = tuple[int | None, str] | None
PlaceDate = tuple[str, PartialDate] | None


class Layout:
    """The form of the components under one decree, one size of body text, one width of page."""

    def __init__(self, law: Law, co_chu: BodySize, room_pt: float) -> None:
        self.law = law
        self.room_pt = room_pt
        self.setter = Typesetter(law, co_chu)
        self.signatures = SignatureBlock(self.setter, room_pt)
        # What ``bo_tri`` of a mẫu names, but for the body.
        self.components: dict[str, Callable[[VanBan], bytes]] = {
            "dau_trang": self.head,
            "ten_loai": self.title,
            "kinh_gui": self.addressees,
            "loi_dan": self.lead_line,
            "noi_nhan_dien": self.wired_to,
            "tham_quyen": self.issued_by,
            "can_cu": self.legal_bases,
            "lenh_ban_hanh": self.order,
            "chu_ky": self.signatures.foot,
            "xac_nhan": self.signatures.confirmation,
        }
        # The documents of a batch share most of what stands around their bodies.
        self._head = lru_cache(maxsize=256)(self._build_head)
        self._title = lru_cache(maxsize=256)(self._build_title)
        self._legal_bases = lru_cache(maxsize=256)(self._build_legal_bases)
        self._addressees = lru_cache(maxsize=256)(self._build_addressees)

    def head(self, document: VanBan) -> bytes:
        """Boxes 1 to 4, 5b and 10: nation, issuing body, number and date, V/v, stamps."""
        form = document.form
        return self._head(
            (document.co_quan_chu_quan, document.co_quan_ban_hanh),
            (document.so_van_ban, document.symbol) if document.symbol else None,
            (document.dia_danh, document.ngay_ban_hanh) if form.co_dia_danh_ngay else None,
            f"{self.law.chuoi.ve_viec} {document.abstract}" if form.co_ve_viec else "",
            stamps_of(document, self.setter),
        )

    def title(self, document: VanBan) -> bytes:
        """Box 5a: the kind, and the abstract with the line below it."""
        return self._title(document.ten_loai, document.abstract)

    def addressees(self, document: VanBan) -> bytes:
        """Box 9a: Kính gửi."""
        return self._addressees(document.kinh_gui) if document.kinh_gui else b""

    def lead_line(self, document: VanBan) -> bytes:
        """The centred line above the body (PL III, Mẫu 1.6 and 1.8)."""
        return self.setter.heading("loi_dan", document.lead_line, self.room_pt).encode()

    def wired_to(self, document: VanBan) -> bytes:
        """Who receives a công điện (PL III, Mẫu 1.6)."""
        names = document.wired_to
        indent = list_indent(self.setter, names, self.room_pt)
        return dashed_xml(self.setter, names, indent).encode()

    def issued_by(self, document: VanBan) -> bytes:
        """THẨM QUYỀN BAN HÀNH (PL III, Mẫu 1.1 to 1.3)."""
        return self.setter.heading("tham_quyen", document.issued_by, self.room_pt).encode()

    def legal_bases(self, document: VanBan) -> bytes:
        """The căn cứ, one a line (PL I, Phần I, II.6.a)."""
        return self._legal_bases(document.can_cu) if document.can_cu else b""

    def order(self, document: VanBan) -> bytes:
        """QUYẾT NGHỊ: or QUYẾT ĐỊNH: (PL III, Mẫu 1.1 to 1.3)."""
        words = document.form.lenh_ban_hanh
        return self.setter.heading("lenh_ban_hanh", words, self.room_pt).encode()

    def first_header(self, document: VanBan) -> str:
        """Box 11: what limits the circulation, in the top margin."""
        return circulation(document, self.setter)

    def first_footer(self, document: VanBan) -> str:
        """Box 13: the address of the issuing body below a line as wide as the text."""
        if document.dia_chi_co_quan is None:
            return ""
        lines = document.dia_chi_co_quan.lines()
        text = "".join(self.setter.line("dia_chi", line) for line in lines)
        return rule(self.room_pt, self.room_pt) + text

    def attached_head(self, document: VanBan, attached: VanBanKemTheo) -> bytes:
        """The head of a document that a decision issues: no number, no date (PL III, Mẫu 1.3)."""
        issuers = (document.co_quan_chu_quan, document.co_quan_ban_hanh)
        head = self._head(issuers, None, None, "", "")
        lines = (("ten_loai", attached.ten_loai), ("trich_yeu", attached.trich_yeu))
        title = "".join(self.setter.unruled(name, text, self.room_pt) for name, text in lines)
        return head + title.encode() + self._reference(document)

    def appendix_head(self, document: VanBan, appendix: PhuLuc, number: str) -> bytes:
        """Phụ lục, its title, and the document it goes with (PL III, Mẫu 2.1 and 2.2)."""
        word = " ".join(filter(None, (self.law.chuoi.phu_luc, number)))
        head = self.setter.heading("phu_luc_tu", word, self.room_pt)
        if appendix.ten_phu_luc:
            head += self.setter.heading("ten_phu_luc", appendix.ten_phu_luc, self.room_pt)
        return head.encode() + self._reference(document)

    def copy_block(self, copy: BanSao) -> bytes:
        """A copy's own components below a line as wide as the text (PL III, Mẫu 3.1)."""
        number = number_line(copy.so_ban_sao, copy.symbol)
        date = date_line(copy.dia_danh, copy.ngay_sao)
        right = self._right_column(number, date)
        left = self.room_pt - right
        issuer = self.setter.heading(
            "co_quan_ban_hanh", copy.co_quan_sao, left - GAP_PT, gap_pt=GAP_PT
        )
        rows = (
            (Cell(issuer), Cell(self.setter.line("hinh_thuc_sao", copy.words, KEEP_NEXT))),
            (
                Cell(self.setter.line("so_ky_hieu", number, KEEP_NEXT), "bottom"),
                Cell(self.setter.line("dia_danh_ngay", date, KEEP_NEXT), "bottom"),
            ),
        )
        line = self.setter.gap(_ABOVE_COPY_PT) + rule(self.room_pt, self.room_pt)
        table = layout_table((left, right), rows)
        return (line + table + EMPTY).encode() + self.signatures.copy_foot(copy)

    def _build_head(
        self,
        issuers: tuple[str | None, str],
        number: Number,
        place_date: PlaceDate,
        subject: str,
        stamps: str,
    ) -> bytes:
        numbered = number_line(*number) if number else ""
        dated = date_line(*place_date) if place_date else ""
        right = self._right_column(numbered, dated)
        left = self.room_pt - right
        rows = [(Cell(self._issuer(*issuers, left)), Cell(self._nation(right)))]
        if numbered or dated:
            number_cell = self._bottom("so_ky_hieu", numbered)
            rows.append((number_cell, self._bottom("dia_danh_ngay", dated)))
        if subject:
            words = self.setter.heading("trich_yeu_cong_van", subject, left - GAP_PT)
            rows.append((Cell(words), Cell(EMPTY)))
        if stamps:
            rows.append((Cell(stamps, above_pt=GAP_PT), Cell(EMPTY)))
        return layout_table((left, right), rows).encode()

    def _bottom(self, name: str, text: str) -> Cell:
        return Cell(self.setter.line(name, text) if text else EMPTY, "bottom")

    def _build_title(self, kind: str, abstract: str) -> bytes:
        name = self.setter.heading("ten_loai", kind, self.room_pt)
        if abstract:
            return (name + self.setter.heading("trich_yeu", abstract, self.room_pt)).encode()
        # The line is there without an abstract too (PL III, Mẫu 1.8 and 1.10).
        return (name + self.setter.rule_below("trich_yeu", kind.upper(), self.room_pt)).encode()

    def _build_addressees(self, names: tuple[str, ...]) -> bytes:
        return addressees_xml(self.setter, self.law.chuoi.kinh_gui, names, self.room_pt).encode()

    def _build_legal_bases(self, bases: tuple[str, ...]) -> bytes:
        ends = (*(";" for _ in bases[1:]), ".")
        lines = zip(bases, ends, strict=True)
        return "".join(self.setter.text("can_cu", base + end) for base, end in lines).encode()

    def _reference(self, document: VanBan) -> bytes:
        """The document that this one goes with, and the line below (PL I, Phần I, III.1.c).

        In electronic form number and date stay blank.
        """
        words = self.law.chuoi.kem_theo.format(
            ten_loai=document.ten_loai,
            so_ky_hieu=_number_words(document),
            ngay=_date_words(document),
            co_quan=document.co_quan_ban_hanh,
        ).replace("  ", " ")
        return self.setter.heading("chi_dan_phu_luc", keep_together(words), self.room_pt).encode()

    def _right_column(self, number: str, date: str) -> float:
        """Wide enough for Quốc hiệu always, and for the date as far as the number allows."""
        strings = self.law.chuoi
        width = self.setter.width
        nation = max(width("quoc_hieu", strings.quoc_hieu), width("tieu_ngu", strings.tieu_ngu))
        widest = max(nation, width("dia_danh_ngay", date))
        left = width("so_ky_hieu", number) + _LEAST_GAP_PT
        return max(nation + _LEAST_GAP_PT, min(widest + GAP_PT, self.room_pt - left))

    def _nation(self, room_pt: float) -> str:
        strings = self.law.chuoi
        return self.setter.line("quoc_hieu", strings.quoc_hieu) + self.setter.heading(
            "tieu_ngu", strings.tieu_ngu, room_pt
        )

    def _issuer(self, above: str | None, issuer: str, room_pt: float) -> str:
        room_pt -= GAP_PT
        lines = [("co_quan_chu_quan", above)] if above else []
        return "".join(
            self.setter.heading(name, text, room_pt, gap_pt=GAP_PT)
            for name, text in (*lines, ("co_quan_ban_hanh", issuer))
        )


def _number_words(document: VanBan) -> str:
    """ "số 15/QĐ-UBND", blank in electronic form, and nothing for a letter without a symbol."""
    if not document.symbol:
        return ""
    if document.ban_dien_tu:
        return f"số{_BLANK * 2}"
    line = number_line(document.so_van_ban, document.symbol)
    return line.replace(f"{document.law.chuoi.so}", "số", 1)


def _date_words(document: VanBan) -> str:
    if document.ban_dien_tu:
        return f"ngày{_BLANK}tháng{_BLANK}năm{_BLANK}"
    return date_line("", document.ngay_ban_hanh).removeprefix(", ")
