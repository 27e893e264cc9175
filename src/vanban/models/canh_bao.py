"""Warnings: what is allowed in a document and still worth a second look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from vanban.errors import InputError, Problem
from vanban.models.fields import asks_for_fields
from vanban.models.slips import date_slip
from vanban.models.tong_bang import total_faults
from vanban.outline import Block, Insert, Table, parse_outline
from vanban.outline.table_facts import text_of
from vanban.wording import field_key, has_year, parse_number

if TYPE_CHECKING:
    from vanban.models.van_ban import VanBan

_NUMBER_LIKE = re.compile(r"\d+[.,]\d[\d.,]*")
_AS_ARTICLE = re.compile(r"như điều (\d+)", re.IGNORECASE)
# What the form prints itself as V/v.
_ABOUT = re.compile(r"(v\s?[/.]?\s?v|về việc)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^[\s*]*Điều\s+(\d+)", re.MULTILINE)
_OPENS_A_BASIS = ("Căn cứ", "Theo", "Xét", "Thực hiện", "Trên cơ sở", "Sau khi", "Được")
# Kinds to which Kính gửi belongs (PL I, II.9.b), or in whose nature it lies to be sent to someone.
_SENT = frozenset(
    {"cong_van", "to_trinh", "bao_cao", "phieu_gui", "phieu_chuyen", "phieu_bao", "thu_cong"}
)


def warnings_of(document: VanBan) -> tuple[Problem, ...]:
    """Every warning about the components that all kinds share."""
    checks = (
        *(_kind, _symbol, _signatories, _circulation, _addressees, _wording, _unfiled),
        *(_first_recipient, _decision, _copy, _appendices),
    )
    found = [problem for check in checks for problem in check(document)]
    bodies = _bodies(document)
    blocks = [block for body in bodies for block in body]
    found += [*_totals(blocks), *_foreign_numbers(blocks), *_landscape(document, bodies[0])]
    if all(bodies):
        found += _unused(document, blocks)
    return tuple(found)


def _kind(document: VanBan) -> Iterator[Problem]:
    law = document.law
    if document.kind is None and law.kind_named(document.ten_loai) is None:
        yield Problem(
            f"“{document.ten_loai}” không thuộc {len(law.loai)} loại văn bản hành chính của "
            f"Điều 7 Nghị định {law.van_ban.so_ky_hieu}; ký hiệu "
            f"“{document.viet_tat_ten_loai or document.ky_hieu}” là do cơ quan tự đặt",
            field="Tên loại",
        )


def _symbol(document: VanBan) -> Iterator[Problem]:
    if has_year(document.symbol):
        yield Problem(
            f"“{document.symbol}” có năm, là dấu hiệu của văn bản quy phạm pháp luật; văn bản "
            "hành chính không ghi năm trong ký hiệu (PL I, II.3.b)",
            field="Ký hiệu",
        )
    if document.so_van_ban and not document.symbol:
        yield Problem(
            "số chỉ in được cùng ký hiệu; hãy ghi thêm trường “Ký hiệu” hoặc bỏ số",
            field="Số văn bản",
        )


def _signatories(document: VanBan) -> Iterator[Problem]:
    copied_by = (document.ban_sao.nguoi_ky,) if document.ban_sao else ()
    for signer in (*document.signers(), *copied_by):
        if signer.has_academic_title:
            yield Problem(
                f"“{signer.ho_ten}”: trước họ tên người ký không ghi học hàm, học vị, trừ khi "
                "ngành có quy định riêng (PL I, II.7.c)",
                field="Họ tên",
            )
        if (name := _in_case(signer.ho_ten)) != signer.ho_ten:
            yield Problem(
                f"“{signer.ho_ten}”: tên người chỉ viết hoa chữ cái đầu của mọi âm tiết, "
                f"như “{name}” (PL II, II.1.a)",
                field="Họ tên",
            )
        for title, text in (("Chức vụ", signer.chuc_vu), ("Họ tên", signer.ho_ten)):
            if fault := date_slip(text):
                yield Problem(fault, field=title)


def _in_case(name: str) -> str:
    """A name with a capital at the head of each syllable and nowhere else; titles stay ("TS.")."""
    words = (word.lower() if word.isupper() and "." not in word else word for word in name.split())
    return " ".join([word[:1].upper() + word[1:] for word in words])


def _unfiled(document: VanBan) -> Iterator[Problem]:
    """Fields of the filing line of a document that goes without Nơi nhận."""
    if not document.files_nothing or document.noi_nhan:
        return
    for name in ("don_vi_soan_thao", "so_ban_luu", "nguoi_soan_thao", "so_luong_ban"):
        if getattr(document, name):
            title = str(type(document).model_fields[name].title)
            yield Problem("không in, vì văn bản không có phần Nơi nhận", field=title)


def _wording(document: VanBan) -> Iterator[Problem]:
    if document.abstract.endswith("."):
        yield Problem("không có dấu chấm ở cuối; hãy bỏ dấu này", field="Trích yếu")
    if fault := date_slip(document.abstract):
        yield Problem(fault, field="Trích yếu")
    if document.form.co_ve_viec and (found := _ABOUT.match(document.abstract)):
        yield Problem(
            f"mở đầu bằng “{found[1]}”, trong khi mẫu đã in sẵn chữ V/v (PL I, II.5.b) nên trên "
            "trang giấy bị lặp; hãy bỏ phần mở đầu này, chỉ ghi nội dung chủ yếu",
            field="Trích yếu",
        )
    for base in document.can_cu:
        if not base.startswith(_OPENS_A_BASIS):
            yield Problem(
                f"“{base[:30]}…” chưa mở đầu bằng {', '.join(_OPENS_A_BASIS[:3])} (PL III)",
                field="Căn cứ",
            )


def _circulation(document: VanBan) -> Iterator[Problem]:
    known = document.law.luu_hanh.vi_du
    if document.pham_vi_luu_hanh and document.pham_vi_luu_hanh.upper() not in known:
        yield Problem(
            f"“{document.pham_vi_luu_hanh}” khác các chỉ dẫn mà Nghị định nêu: {', '.join(known)}",
            field="Phạm vi lưu hành",
        )


def _addressees(document: VanBan) -> Iterator[Problem]:
    kind = document.kind
    if kind and kind.khoa == "to_trinh" and not document.kinh_gui:
        yield Problem(
            "tờ trình chưa có nơi trực tiếp giải quyết sau từ “Kính gửi” (PL I, II.9.b)",
            field="Kính gửi",
        )
    if document.kinh_gui and kind and kind.khoa not in _SENT:
        yield Problem(
            f"{kind.ten_loai} không có phần “Kính gửi”; phần này dành cho công văn, "
            "tờ trình, báo cáo gửi cấp trên (PL I, II.9.b)",
            field="Kính gửi",
        )


def _first_recipient(document: VanBan) -> Iterator[Problem]:
    """A decision goes first to those whom its last article names (PL III, Mẫu 1.1 to 1.3)."""
    if not document.form.lenh_ban_hanh:
        return
    match = _AS_ARTICLE.match(document.noi_nhan[0])
    if match is None:
        yield Problem(
            f"nơi nhận đầu tiên là “{document.noi_nhan[0]}”; mẫu của Nghị định ghi “Như Điều …” "
            "(điều nêu ai thi hành)",
            field="Nơi nhận",
        )
        return
    articles = set(_ARTICLE.findall(document.noi_dung or ""))
    if articles and match[1] not in articles:
        yield Problem(
            f"“{document.noi_nhan[0]}” mà nội dung không có “Điều {match[1]}”", field="Nơi nhận"
        )


def _decision(document: VanBan) -> Iterator[Problem]:
    """What a decision or resolution stands on, and how its abstract begins (PL III)."""
    if not document.form.lenh_ban_hanh:
        return
    if not document.can_cu:
        yield Problem(
            f"{document.ten_loai} chưa có căn cứ ban hành (PL I, II.6.a; PL III)", field="Căn cứ"
        )
    begins = document.form.trich_yeu_mo_dau
    abstract = document.abstract.casefold()
    if begins and not abstract.startswith(tuple(map(str.casefold, begins))):
        words = ", ".join(f"“{words}”" for words in begins)
        yield Problem(
            f"trích yếu của quyết định bắt đầu bằng {words} (PL III, Mẫu 1.2, 1.3)",
            field="Trích yếu",
        )


def _copy(document: VanBan) -> Iterator[Problem]:
    copied = document.ban_sao.ngay_sao.as_date() if document.ban_sao else None
    issued = document.ngay_ban_hanh.as_date()
    if copied and issued and copied < issued:
        yield Problem(
            f"bản sao ghi ngày “{copied:%d/%m/%Y}”, trước ngày ban hành “{issued:%d/%m/%Y}”",
            field="Ngày sao",
        )


def _appendices(document: VanBan) -> Iterator[Problem]:
    word = document.law.chuoi.phu_luc
    attached = document.attached.noi_dung if document.attached else ""
    text = f"{document.noi_dung or ''}\n{attached}"
    known = document.noi_dung and not asks_for_fields(text)
    if document.appendices() and known and word.casefold() not in text.casefold():
        yield Problem(
            f"nội dung chưa có chỗ nào nhắc đến {word}; văn bản có phụ lục thì phải có chỉ dẫn "
            "về phụ lục đó (PL I, III.1.a)",
            field=word,
        )


def _totals(blocks: Iterable[Block]) -> Iterator[Problem]:
    for block in blocks:
        if isinstance(block, Table):
            for fault in total_faults(block):
                yield Problem(fault, field="Nội dung")


def _foreign_numbers(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Numbers of tables that are not written the Vietnamese way; the first column may count 1.1."""
    for block in blocks:
        if not isinstance(block, Table):
            continue
        cells = (cell for row in block.rows[block.header_rows :] for cell in row[1:])
        for text in filter(_NUMBER_LIKE.fullmatch, map(text_of, cells)):
            try:
                parse_number(text)
            except InputError as error:
                yield Problem(f"trong bảng: {error.problems[0].message}", field="Nội dung")


def _landscape(document: VanBan, blocks: tuple[Block, ...]) -> Iterator[Problem]:
    has_table = any(
        isinstance(block, Table) or (isinstance(block, Insert) and block.what == "bảng")
        for block in blocks
    )
    if document.kho_ngang and blocks and not has_table:
        yield Problem(
            "chỉ văn bản có bảng, biểu trong nội dung mới được trình bày theo chiều rộng "
            "(PL I, I.2)",
            field="Khổ ngang",
        )


def _unused(document: VanBan, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Tables and pictures that no line asks for, which are not printed then."""
    asked = {(block.what, field_key(block.name)) for block in blocks if isinstance(block, Insert)}
    named = (("bảng", "Bảng biểu", document.bang_bieu), ("hình", "Hình ảnh", document.hinh_anh))
    for what, title, items in named:
        for item in items:
            if (what, field_key(item.name)) not in asked:
                yield Problem(
                    f"“{item.name}” chưa được dùng nên không in; hãy đặt dòng "
                    f"“[{what}: {item.name}]” vào nội dung",
                    field=title,
                )


def _bodies(document: VanBan) -> tuple[tuple[Block, ...], ...]:
    """The document's own body first, what it issues, its appendices; () for one of a template."""
    attached = (document.attached,) if document.attached else ()
    parts = (document, *attached, *document.appendices())
    return tuple(_blocks(part.noi_dung) for part in parts)


def _blocks(text: str | None) -> tuple[Block, ...]:
    """A body as data give it; nothing for one that a template writes."""
    return parse_outline(text) if text and not asks_for_fields(text) else ()
