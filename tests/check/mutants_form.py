"""Mutants for the rules of form."""

from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from .mutants import Edit, Mutant, all_paragraphs, styled

# Component, prefix of its codes, an example that has it, a size that the decree does not allow.
_COMPONENTS = (
    ("QuocHieu", "QH", "quyet_dinh", 11),
    ("TieuNgu", "TN", "quyet_dinh", 15),
    ("CoQuanChuQuan", "CQ", "huong_dan", 14),
    ("CoQuanBanHanh", "BH", "huong_dan", 11),
    ("SoKyHieu", "SK", "quyet_dinh", 14),
    ("DiaDanhNgay", "DN", "quyet_dinh", 12),
    ("TenLoai", "TL", "thong_bao", 15),
    ("TrichYeu", "TY", "thong_bao", 12),
    ("TrichYeuCongVan", "VV", "cong_van", 14),
    ("KinhGui", "KG", "cong_van", 12),
    ("CanCu", "CC", "quyet_dinh", 12),
    ("Phan", "PH", "quy_che", 15),
    ("TieuDePhan", "TD", "quy_che", 12),
    ("MucLaMa", "ML", "bao_cao", 15),
    ("Dieu", "DI", "quy_che", 13),
    ("TieuDeKhoan", "TK", "bao_cao", 15),
    ("QuyenHanChucVu", "QC", "thong_bao", 12),
    ("HoTen", "HT", "thong_bao", 15),
    ("NoiNhanTu", "NT", "thong_bao", 13),
    ("NoiNhan", "NN", "thong_bao", 12),
    ("PhuLucTu", "PL", "ke_hoach", 13),
    ("TenPhuLuc", "TP", "ke_hoach", 15),
    ("ChiDanPhuLuc", "CD", "ke_hoach", 12),
    ("DoKhan", "KN", "cong_dien", 12),
    ("LuuHanh", "LH", "ke_hoach_mat", 12),
    ("DiaChi", "DC", "cong_van_nhieu_noi", 13),
    ("HinhThucSao", "SA", "sao_y", 12),
)
# Those without a rule on size, and those with another one on it.
_MORE = (
    ("ThamQuyen", "TQ", "quyet_dinh"),
    ("LenhBanHanh", "LB", "quyet_dinh"),
    ("DoMat", "MA", "ke_hoach_mat"),
)
_EXAMPLES = {style: example for style, _, example, _ in _COMPONENTS} | {
    style: example for style, _, example in _MORE
}
_PREFIXES = {style: prefix for style, prefix, _, _ in _COMPONENTS} | {
    style: prefix for style, prefix, _ in _MORE
}
_ITALIC = {"DiaDanhNgay", "CanCu", "NoiNhanTu", "ChiDanPhuLuc"}
_NOT_BOLD = {
    *("CoQuanChuQuan", "SoKyHieu", "DiaDanhNgay", "TrichYeuCongVan", "KinhGui", "CanCu"),
    *("NoiNhan", "ChiDanPhuLuc", "DiaChi"),
}
_NO_FACE, _NO_WEIGHT = {"DoMat"}, {"DoMat", "DiaChi"}
_NO_CASE = {"SoKyHieu", "CanCu", "HoTen", "TieuNgu"}


def _paragraphs(document: Document, style: str) -> list[Paragraph]:
    """Every paragraph of a component, in headers and footers too."""
    found = all_paragraphs(document)
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.first_page_footer):
            found += [Paragraph(p, part) for p in part._element.iter(qn("w:p"))]
    return [p for p in found if p.style is not None and p.style.style_id == f"VB_{style}"]


def _each_run(style: str, change: Callable[[Any], object]) -> Edit:
    def edit(document: Document) -> None:
        for paragraph in _paragraphs(document, style):
            for run in paragraph.runs:
                change(run)

    return edit


def _each(style: str, change: Callable[[Paragraph], object]) -> Edit:
    def edit(document: Document) -> None:
        for paragraph in _paragraphs(document, style):
            change(paragraph)

    return edit


def _sized(style: str, size: float) -> Edit:
    return _each_run(style, lambda run: setattr(run.font, "size", Pt(size)))


def _slanted(style: str) -> Edit:
    return _each_run(style, lambda run: setattr(run.font, "italic", style not in _ITALIC))


def _weighted(style: str) -> Edit:
    return _each_run(style, lambda run: setattr(run.font, "bold", style in _NOT_BOLD))


def _recased(style: str) -> Edit:
    """Capitals by formatting where small letters are wanted, so that no words change."""

    def change(run: Any) -> None:
        if style in _CAPITALS:
            run.text = run.text.capitalize()
        else:
            run.font.all_caps = True

    return _each_run(style, change)


_CAPITALS = {
    *("QuocHieu", "CoQuanChuQuan", "CoQuanBanHanh", "TenLoai", "TieuDePhan", "MucLaMa"),
    *("QuyenHanChucVu", "TenPhuLuc", "DoKhan", "DoMat", "LuuHanh", "HinhThucSao", "ThamQuyen"),
    "LenhBanHanh",
}


def _aligned(style: str, alignment: Any) -> Edit:
    return _each(style, lambda paragraph: setattr(paragraph, "alignment", alignment))


def _moved(style: str, millimetres: float = 30) -> Edit:
    def change(paragraph: Paragraph) -> None:
        paragraph.paragraph_format.left_indent = Mm(millimetres)

    return _each(style, change)


def _line_after(document: Document, style: str) -> Paragraph:
    """The line that is drawn below a component."""
    paragraphs = all_paragraphs(document)
    first = next(n for n, paragraph in enumerate(paragraphs) if _is(paragraph, style))
    return next(paragraph for paragraph in paragraphs[first:] if _is(paragraph, "DuongKe"))


def _is(paragraph: Paragraph, style: str) -> bool:
    return paragraph.style is not None and paragraph.style.style_id == f"VB_{style}"


def _unlined(style: str) -> Edit:
    def edit(document: Document) -> None:
        line: Any = _line_after(document, style)._p
        line.getparent().remove(line)

    return edit


def _relined(style: str, narrower: float) -> Edit:
    """The line below a component, shorter by so many millimetres at both ends."""

    def edit(document: Document) -> None:
        line = _line_after(document, style).paragraph_format
        indent = line.left_indent
        assert indent is not None
        line.left_indent = line.right_indent = Mm(max(indent.mm + narrower, 0))

    return edit


def _dashed(style: str, millimetres: float) -> Edit:
    """The line below a component drawn as a dashed shape of its length."""

    def edit(document: Document) -> None:
        line = _line_after(document, style)
        line.style = document.styles["Normal"]
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Mm(0)
        line._p.append(parse_xml(_DASHED.format(millimetres=millimetres)))

    return edit


_DASHED = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:line from="0,0" to="{millimetres}mm,0">'
    '<v:stroke dashstyle="dash"/></v:line></w:pict></w:r>'
)


def _margin(name: str, millimetres: float) -> Edit:
    return lambda document: setattr(document.sections[0], name, Mm(millimetres))


def _header_number(document: Document) -> Paragraph:
    number: Paragraph = document.sections[0].header.paragraphs[0]
    return number


def _number_run(change: Callable[[Any], object]) -> Edit:
    def edit(document: Document) -> None:
        paragraph = _header_number(document)
        runs: Any = paragraph._p.iter(qn("w:r"))
        for run in runs:
            change(Run(run, paragraph))

    return edit


def _page_numbers_start(document: Document) -> None:
    number = document.sections[0]._sectPr.find(qn("w:pgNumType"))
    if number is None:
        number = OxmlElement("w:pgNumType")
        document.sections[0]._sectPr.append(number)
    number.set(qn("w:start"), "5")


def _drop_numbers(document: Document) -> None:
    for section in document.sections:
        paragraph = section.header.paragraphs[0]
        for child in list(paragraph._p)[1:]:
            paragraph._p.remove(child)


def _number_in_footer(document: Document) -> None:
    section = document.sections[0]
    source = section.header.paragraphs[0]._p
    section.footer.is_linked_to_previous = False
    target = section.footer.paragraphs[0]._p
    target.clear()
    for child in list(source):
        target.append(child)


def _show_on_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = False


def _even_header(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_header.is_linked_to_previous = False


def _roman(document: Document) -> None:
    for text in _header_number(document)._p.iter(qn("w:t")):
        text.text = "ii"
    for node in _header_number(document)._p.iter(qn("w:instrText")):
        node.text = "PAGE \\* roman"


def _decorate(document: Document) -> None:
    _header_number(document).add_run(" trang")


def _continue_count(document: Document) -> None:
    for section in document.sections[1:]:
        number = section._sectPr.find(qn("w:pgNumType"))
        if number is not None:
            section._sectPr.remove(number)


def _body(change: Callable[[Paragraph], object], *styles: str) -> Edit:
    def edit(document: Document) -> None:
        for style in styles or ("NoiDung", "Khoan", "Diem", "CanCu", "TieuDeKhoan", "Dieu"):
            for paragraph in _paragraphs(document, style):
                change(paragraph)

    return edit


def _body_runs(change: Callable[[Any], object], *styles: str) -> Edit:
    def each(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            change(run)

    return _body(each, *(styles or ("NoiDung", "Khoan", "Diem")))


def _line_spacing(value: float) -> Edit:
    return _body(lambda p: setattr(p.paragraph_format, "line_spacing", value))


def _exact(points: float) -> Edit:
    def change(paragraph: Paragraph) -> None:
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = Pt(points)

    return _body(change)


def _tight(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)


def _mixed_sizes(document: Document) -> None:
    """Half of the body in 13."""
    for paragraph in _paragraphs(document, "NoiDung")[::2]:
        for run in paragraph.runs:
            run.font.size = Pt(13)


def _long_capitals(document: Document) -> None:
    paragraph = max(_paragraphs(document, "NoiDung"), key=lambda p: len(p.text))
    for run in paragraph.runs:
        run.text = run.text.upper()


def _in_longest(change: Callable[[Any], object]) -> Edit:
    def edit(document: Document) -> None:
        for run in max(_paragraphs(document, "NoiDung"), key=lambda p: len(p.text)).runs:
            change(run)

    return edit


def _loud(run: Any) -> None:
    run.text = f"ĐỀ NGHỊ CÁC THÔN KHẨN TRƯƠNG {run.text[:1].lower()}{run.text[1:]}"


def _font(family: str) -> Edit:
    return _each_run("NoiDung", lambda run: setattr(run.font, "name", family))


def _coloured(document: Document) -> None:
    for run in max(_paragraphs(document, "NoiDung"), key=lambda p: len(p.text)).runs:
        run.font.color.rgb = RGBColor(0, 0x70, 0xC0)


def _color(run: Any, shade: int) -> None:
    run.font.color.rgb = RGBColor(shade, shade, shade)


def _landscape(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _letter(document: Document) -> None:
    document.sections[0].page_width, document.sections[0].page_height = Mm(215.9), Mm(279.4)


def _drop(*styles: str) -> Edit:
    def edit(document: Document) -> None:
        for style in styles:
            for paragraph in _paragraphs(document, style):
                for run in paragraph.runs:
                    run.text = ""

    return edit


def _order_first(document: Document) -> None:
    """QUYẾT ĐỊNH: above the legal bases."""
    styled(document, "VB_CanCu")._p.addprevious(styled(document, "VB_LenhBanHanh")._p)


def _wide_table(document: Document) -> None:
    table = max(document.tables, key=lambda each: len(each.rows))
    for width in table._tbl.iter(qn("w:tblW")):
        width.set(qn("w:w"), str(int(200 * 56.7)))
    columns = list(table._tbl.tblGrid)
    for column in columns:
        column.set(qn("w:w"), str(int(200 * 56.7 / len(columns))))
    for cell in table._tbl.iter(qn("w:tcW")):
        cell.set(qn("w:w"), str(int(200 * 56.7 / len(columns))))


def _capital_name(document: Document) -> None:
    """The name in capitals, below the empty lines that people leave for the signature."""
    name = styled(document, "VB_HoTen")
    name.insert_paragraph_before("")
    for run in name.runs:
        run.text = run.text.upper()


def _sides_changed(document: Document) -> None:
    """The cells of the head, left for right."""
    for row in document.tables[0]._tbl.tr_lst:
        first, second = row.tc_lst
        second.addnext(first)


def _narrow_nation(document: Document) -> None:
    paragraph = styled(document, "VB_QuocHieu")
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(15)


def _spaced(style: str, points: float) -> Edit:
    return _each(style, lambda p: setattr(p.paragraph_format, "space_before", Pt(points)))


def _same_cell(above: str, below: str, points: float) -> Edit:
    """A component brought into the cell above it, so many points below what stands there."""

    def edit(document: Document) -> None:
        moved = styled(document, f"VB_{below}")
        styled(document, f"VB_{above}")._p.addnext(moved._p)
        moved.paragraph_format.space_before = Pt(points)

    return edit


def _head_without_table(document: Document) -> None:
    """Number and date each on a line of its own, below the table of the head."""
    table = document.tables[0]._tbl
    for style in ("VB_DiaDanhNgay", "VB_SoKyHieu"):
        moved: Any = styled(document, style)._p
        cell = moved.getparent()
        table.addnext(moved)
        cell.append(OxmlElement("w:p"))


def _recipients_last(document: Document) -> None:
    """Nơi nhận below the table of the signature."""
    table = document.tables[-1]._tbl
    word: Any = styled(document, "VB_NoiNhanTu")._p
    cell = word.getparent()
    entries = [p._p for p in _paragraphs(document, "NoiNhan")]
    for paragraph in reversed([word, *entries]):
        table.addnext(paragraph)
    cell.append(OxmlElement("w:p"))


def _frame_of(paragraph: Paragraph) -> Any:
    """The table of one cell around a paragraph."""
    element: Any = paragraph._p
    return element.getparent().getparent().getparent()


def _framed(style: str, millimetres: float) -> Edit:
    def edit(document: Document) -> None:
        frame = _frame_of(styled(document, f"VB_{style}"))
        for tag in ("tblW", "gridCol", "tcW"):
            for width in frame.iter(qn(f"w:{tag}")):
                width.set(qn("w:w"), str(round(millimetres * 56.7)))

    return edit


def _unframed(document: Document) -> None:
    for paragraph in _paragraphs(document, "LuuHanh"):
        for borders in list(_frame_of(paragraph).iter(qn("w:tblBorders"))):
            borders.getparent().remove(borders)


def _address_without_line(document: Document) -> None:
    footer = document.sections[0].first_page_footer._element
    for paragraph in list(footer.iter(qn("w:p"))):
        style = paragraph.style
        if style == "VB_DuongKe":
            footer.remove(paragraph)


def _tight_appendix(document: Document) -> None:
    document.sections[1].left_margin = Mm(20)


_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_FORM = [
    *(Mutant(f"{p}11", example, _sized(style, size)) for style, p, example, size in _COMPONENTS),
    *(
        Mutant(f"{_PREFIXES[s]}12", e, _slanted(s))
        for s, e in _EXAMPLES.items()
        if s not in _NO_FACE
    ),
    *(
        Mutant(f"{_PREFIXES[s]}13", e, _weighted(s))
        for s, e in _EXAMPLES.items()
        if s not in _NO_WEIGHT
    ),
    *(
        Mutant(f"{_PREFIXES[s]}14", e, _recased(s))
        for s, e in _EXAMPLES.items()
        if s not in _NO_CASE
    ),
    # Wider letters over a line that stays.
    Mutant("TN14", "quyet_dinh", _recased("TieuNgu"), frozenset({"TN17"})),
    Mutant("HT14", "thong_bao", _capital_name),
]
_PLACES = [
    *(
        Mutant(f"{_PREFIXES[style]}15", _EXAMPLES[style], _moved(style))
        for style in (
            *("TieuNgu", "SoKyHieu", "DiaDanhNgay", "TenLoai", "TrichYeu", "TrichYeuCongVan"),
            *("Phan", "TieuDePhan", "HoTen", "NoiNhanTu", "NoiNhan", "PhuLucTu", "TenPhuLuc"),
            *("ChiDanPhuLuc", "ThamQuyen", "LenhBanHanh"),
        )
    ),
    Mutant("BH15", "huong_dan", _moved("CoQuanChuQuan")),
    *(
        Mutant(f"{_PREFIXES[style]}18", _EXAMPLES[style], _dashed(style, length))
        for style, length in (
            *(("TieuNgu", 60.5), ("CoQuanBanHanh", 24.0), ("TrichYeu", 32.2)),
            ("ChiDanPhuLuc", 39.6),
        )
    ),
    *(
        Mutant(f"{_PREFIXES[style]}16", _EXAMPLES[style], _unlined(style))
        for style in ("TieuNgu", "CoQuanBanHanh", "TrichYeu", "ChiDanPhuLuc")
    ),
    Mutant("TN17", "quyet_dinh", _relined("TieuNgu", 10)),
    Mutant("BH17", "huong_dan", _relined("CoQuanBanHanh", -10)),
    Mutant("TY17", "thong_bao", _relined("TrichYeu", 10)),
    Mutant("MA18", "ke_hoach_mat", _each_run("DoMat", lambda run: _color(run, 0))),
    Mutant("KN18", "ke_hoach_mat", _each_run("DoKhan", lambda run: _color(run, 0))),
    Mutant("QH15", "quyet_dinh", _sides_changed),
    Mutant("QH17", "quyet_dinh", _sized("TieuNgu", 13)),
    Mutant("QH18", "quyet_dinh", _spaced("TieuNgu", 12)),
    Mutant("QH19", "quyet_dinh", _narrow_nation),
    Mutant("CQ18", "huong_dan", _spaced("CoQuanBanHanh", 12)),
    Mutant("DN19", "quyet_dinh", _head_without_table),
    Mutant("VV19", "cong_van", _same_cell("SoKyHieu", "TrichYeuCongVan", 0)),
    Mutant("NT19", "thong_bao", _recipients_last),
    Mutant("KN19", "ke_hoach_mat", _framed("DoKhan", 40)),
    Mutant("LH19", "ke_hoach_mat", _unframed),
    Mutant("DC19", "cong_van_nhieu_noi", _address_without_line),
    Mutant("BG01", "ke_hoach_kinh_phi", _wide_table),
]
_PAGE = [
    Mutant("TR01", "cong_van", _letter),
    Mutant("TR02", "cong_van", _landscape),
    Mutant("TR03", "cong_van", _margin("top_margin", 15)),
    Mutant("TR04", "cong_van", _margin("bottom_margin", 15)),
    Mutant("TR05", "cong_van", _margin("left_margin", 25)),
    Mutant("TR06", "cong_van", _margin("right_margin", 25)),
    Mutant("TR07", "ke_hoach", _tight_appendix),
    Mutant("PC01", "quy_che", _font("Arial")),
    Mutant("PC02", "quy_che", _font(".VnTime")),
    Mutant("PC03", "quy_che", _coloured),
    Mutant("ST01", "de_an", _drop_numbers),
    Mutant("ST02", "cong_van", _number_in_footer),
    Mutant(
        "ST03", "cong_van", lambda document: setattr(_header_number(document), "alignment", _LEFT)
    ),
    Mutant("ST04", "cong_van", _show_on_first_page),
    Mutant("ST05", "cong_van", _number_run(lambda run: setattr(run.font, "size", Pt(11)))),
    Mutant("ST06", "cong_van", _number_run(lambda run: setattr(run.font, "italic", True))),
    Mutant("ST07", "cong_van", _roman),
    Mutant("ST08", "cong_van", _page_numbers_start),
    Mutant("ST09", "cong_van", _decorate),
    Mutant("ST10", "cong_van", _even_header),
    Mutant("ST11", "bao_cao_dien_tu", _continue_count),
]
_BODY = [
    Mutant("ND11", "thong_bao", _body_runs(lambda run: setattr(run.font, "size", Pt(12)))),
    Mutant("ND12", "thong_bao", _body_runs(lambda run: setattr(run.font, "italic", True))),
    Mutant("ND13", "thong_bao", _body_runs(lambda run: setattr(run.font, "bold", True))),
    Mutant("ND12", "bao_cao", _in_longest(lambda run: setattr(run.font, "italic", True))),
    Mutant("ND13", "bao_cao", _in_longest(lambda run: setattr(run.font, "bold", True))),
    Mutant("ND14", "chi_thi", _long_capitals),
    Mutant("ND14", "bao_cao", _in_longest(_loud)),
    Mutant("ND15", "thong_bao", _body(lambda paragraph: setattr(paragraph, "alignment", _LEFT))),
    Mutant(
        "ND16",
        "thong_bao",
        _body(lambda paragraph: setattr(paragraph.paragraph_format, "first_line_indent", Mm(20))),
    ),
    Mutant("ND17", "thong_bao", _body(_tight)),
    Mutant("ND18", "thong_bao", _line_spacing(2.0)),
    Mutant("ND18", "thong_bao", _exact(12)),
    Mutant("ND19", "thong_cao", _mixed_sizes),
    Mutant("KH11", "thong_bao", _sized("Khoan", 13), frozenset({"ND19"})),
    Mutant("KH12", "bao_cao", _slanted("Khoan")),
    Mutant("DM11", "bao_cao", _sized("Diem", 13), frozenset({"ND19"})),
    Mutant("DM12", "bien_ban", _slanted("Diem")),
]
_PARTS = [
    Mutant("TT01", "thong_bao", _drop("TieuNgu")),
    Mutant("TT02", "thong_bao", _drop("CoQuanBanHanh")),
    Mutant("TT03", "thong_bao", _drop("SoKyHieu")),
    Mutant("TT04", "thong_bao", _drop("DiaDanhNgay")),
    Mutant("TT05", "thong_bao", _drop("TrichYeu")),
    Mutant("TT05", "quyet_dinh", _drop("TrichYeu")),
    Mutant("TT06", "cong_van", _drop("TrichYeuCongVan")),
    Mutant("TT07", "thong_bao", _drop("QuyenHanChucVu", "HoTen")),
    Mutant("TT08", "thong_bao", _drop("NoiNhanTu", "NoiNhan")),
    Mutant("TT09", "cong_van", _drop("KinhGui"), frozenset({"NN21"})),
    Mutant("TT10", "quyet_dinh", _drop("LenhBanHanh")),
    Mutant("TT11", "quyet_dinh", _drop("CanCu")),
    Mutant("TT12", "quyet_dinh", _drop("ThamQuyen")),
    Mutant("TT13", "quyet_dinh", _order_first),
    Mutant("TT15", "chi_thi", _drop("HoTen")),
    Mutant("TT14", "thong_bao", _drop("QuocHieu")),
    Mutant("TT14", "cong_van", _drop("QuocHieu", "TieuNgu"), frozenset({"TT01"})),
]
MUTANTS = [*_FORM, *_PLACES, *_PAGE, *_BODY, *_PARTS]
