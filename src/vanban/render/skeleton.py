"""The static parts of every document, built once per process with python-docx."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from vanban.law import BodySize, Component, Law
from vanban.render.extras import FIRST_FOOTER, FIRST_HEADER, Extras, ExtrasWriter
from vanban.render.package import PackageWriter, Part, PartInPieces

_DOCUMENT = "word/document.xml"
_CORE = "docProps/core.xml"
_KEPT_RELATIONS = (
    "styles",
    "settings",
    "fontTable",
    "theme",
    "header",
    "officeDocument",
    "core-properties",
)
# compatibilityMode 15 is Word 2013 and later: without it Word opens files in compatibility mode.
_SETTINGS = (
    "<w:zoom w:percent='100'/>",
    "<w:defaultTabStop w:val='720'/>",
    "<w:characterSpacingControl w:val='doNotCompress'/>",
    "<w:compat><w:compatSetting w:name='compatibilityMode' "
    "w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>",
    "<w:themeFontLang w:val='vi-VN'/>",
)
_FONT_TABLE = (
    '<w:fonts {namespaces}><w:font w:name="{font}"><w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)
_THEME_FACE = re.compile(rb'<a:latin typeface="[^"]*"')
_BUILT_IN_STYLES = (
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/>"
    "</w:style>",
    "<w:style w:type='character' w:default='1' w:styleId='DefaultParagraphFont'>"
    "<w:name w:val='Default Paragraph Font'/><w:uiPriority w:val='1'/><w:semiHidden/></w:style>",
    "<w:style w:type='table' w:default='1' w:styleId='TableNormal'><w:name w:val='Normal Table'/>"
    "<w:uiPriority w:val='99'/><w:semiHidden/><w:tblPr><w:tblInd w:w='0' w:type='dxa'/>"
    "<w:tblCellMar><w:top w:w='0' w:type='dxa'/><w:left w:w='108' w:type='dxa'/>"
    "<w:bottom w:w='0' w:type='dxa'/><w:right w:w='108' w:type='dxa'/></w:tblCellMar></w:tblPr>"
    "</w:style>",
    "<w:style w:type='paragraph' w:styleId='Header'><w:name w:val='header'/>"
    "<w:basedOn w:val='Normal'/><w:uiPriority w:val='99'/></w:style>",
)
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_FIRST_TAG = re.compile(r"<([\w:]+)")
_ALIGN = {
    "trai": WD_ALIGN_PARAGRAPH.LEFT,
    "giua": WD_ALIGN_PARAGRAPH.CENTER,
    "phai": WD_ALIGN_PARAGRAPH.RIGHT,
    "deu": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_NAMESPACE = re.compile(rb' xmlns:\w+="[^"]*"')


@dataclass(frozen=True, slots=True)
class Extra:
    """What the decree leaves open about a style: spacing in points, outline level, keeping."""

    before: int = 0
    after: int = 0
    keep_next: bool = False
    outline_level: int | None = None


# The look of vanban where the decree sets nothing; a name that the law does not have is not used.
_EXTRAS: dict[str, Extra] = {
    "so_ky_hieu": Extra(before=6),
    "dia_danh_ngay": Extra(before=6),
    "ten_loai": Extra(before=18, keep_next=True),
    "trich_yeu": Extra(keep_next=True),
    "phan": Extra(before=12, keep_next=True, outline_level=0),
    "tieu_de_phan": Extra(keep_next=True),
    "muc_la_ma": Extra(before=12, keep_next=True, outline_level=0),
    "dieu": Extra(keep_next=True, outline_level=1),
    "tieu_de_khoan": Extra(keep_next=True, outline_level=1),
    "quyen_han_chuc_vu": Extra(keep_next=True),
    # PL I, Phần I, II.5.b sets this one: 6 points below the number of an official letter.
    "trich_yeu_cong_van": Extra(before=6),
    "tham_quyen": Extra(before=12, keep_next=True),
    "lenh_ban_hanh": Extra(before=12, after=6, keep_next=True),
    "kinh_gui": Extra(before=12),
    "loi_dan": Extra(before=12, keep_next=True),
    "phu_luc_tu": Extra(keep_next=True, outline_level=0),
    "ten_phu_luc": Extra(keep_next=True),
    "chi_dan_phu_luc": Extra(keep_next=True),
}


@dataclass(frozen=True, slots=True)
class OwnStyle:
    """A style of what the decree says nothing of; ``smaller`` is in points below the body."""

    align: WD_ALIGN_PARAGRAPH | None = None
    italic: bool = False
    smaller: int = 0
    extra: Extra = Extra()


_OWN_STYLES: dict[str, OwnStyle] = {
    "bang": OwnStyle(extra=Extra(before=3, after=3)),
    "don_vi_tinh": OwnStyle(
        WD_ALIGN_PARAGRAPH.RIGHT, italic=True, smaller=1, extra=Extra(before=6, keep_next=True)
    ),
    "hinh": OwnStyle(WD_ALIGN_PARAGRAPH.CENTER, extra=Extra(before=6)),
    "chu_thich": OwnStyle(WD_ALIGN_PARAGRAPH.CENTER, italic=True, extra=Extra(before=3, after=6)),
}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What one document costs nothing for: the writer of its package, and the ends of its XML."""

    package: PackageWriter
    document_head: bytes
    document_tail: bytes
    sections: Mapping[tuple[bool, bool], bytes]
    extras_writer: ExtrasWriter

    def section(self, *, landscape: bool = False, furnished: bool = False) -> bytes:
        """The w:sectPr of a section, which starts on a new page and counts its pages from 1.

        It ends the body, or stands last in the w:pPr of the paragraph that ends an earlier
        section. ``furnished`` is for the first section alone: the header and the footer of its
        first page are those of ``Extras``. Margins are the same either way up, as the decree has
        one set of them (PL I, Phần I, I.2, I.3).
        """
        return self.sections[landscape, furnished]

    def write(self, body: Iterable[bytes], core: str, extras: Extras | None = None) -> bytes:
        """The .docx with this body and these core properties, both as XML.

        The body comes in pieces, of which some may be the same in many documents: a component, a
        chapter. It ends with the ``section`` of its last pages. Extras that furnish the first page
        want ``section(furnished=True)`` for the first section, and only there.
        """
        pieces = (self.document_head, *body, self.document_tail)
        document = PartInPieces(_DOCUMENT, pieces)
        properties = Part(_CORE, core.encode(), stored=True)
        if extras is None:
            return self.package.write((properties, document))
        return self.extras_writer.write(properties, document, extras)


@cache
def skeleton(law: Law, co_chu: BodySize) -> Skeleton:
    """The skeleton for a decree and a size of body text."""
    document = docx.Document()
    _drop_template_parts(document, law)
    _set_defaults(document, law, co_chu)
    for name, component in law.thanh_phan.items():
        _add_component_style(document, name, component, law, co_chu)
    _add_rule_style(document, law)
    # Around tables: Word joins tables that touch, and wants a paragraph after the last one.
    _add_hairline_style(document, "sau_bang")
    for name, own in _OWN_STYLES.items():
        _add_own_style(document, name, own, co_chu)
    _set_page(document, law)
    return _freeze(document)


def style_id(component: str) -> str:
    """The Word style of a component: "trich_yeu" is "VB_TrichYeu"."""
    return "VB_" + component.title().replace("_", "")


def _drop_template_parts(document: Document, law: Law) -> None:
    """Keeps only the parts a document of ours has: no thumbnail, theme, numbering or old styles."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in list(relations):
            if not relations[key].reltype.endswith(_KEPT_RELATIONS):
                del relations[key]
    for relation in document.part.rels.values():
        _use_one_typeface(relation.target_part, law.trang.phong_chu)
    settings = document.settings.element
    for element in list(settings):
        settings.remove(element)
    for text in _SETTINGS:
        settings.append(_xml(text))


def _use_one_typeface(part: Any, font: str) -> None:
    """Theme and font table of python-docx's template, without the faces we do not use."""
    if part.partname.endswith("fontTable.xml"):
        part._blob = _FONT_TABLE.format(font=font, namespaces=nsdecls("w")).encode()
    elif part.partname.startswith("/word/theme/"):
        part._blob = _THEME_FACE.sub(f'<a:latin typeface="{font}"'.encode(), part.blob)


def _set_defaults(document: Document, law: Law, co_chu: BodySize) -> None:
    """One typeface, black, Vietnamese, the size of the body; Normal and Word's other defaults."""
    font = law.trang.phong_chu
    fonts = "".join(f" w:{script}='{font}'" for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    styles = document.styles.element
    for element in list(styles):
        styles.remove(element)
    styles.append(
        _xml(
            f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>"
            f"<w:color w:val='{law.trang.mau_chu}'/><w:sz w:val='{co_chu * 2}'/>"
            "<w:lang w:val='vi-VN' w:eastAsia='vi-VN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault>"
            "<w:pPrDefault/></w:docDefaults>"
        )
    )
    for text in _BUILT_IN_STYLES:
        styles.append(_xml(text))


def _add_style(document: Document, name: str) -> ParagraphStyle:
    """A paragraph style of ours, so far the same as Normal."""
    style = document.styles.add_style(style_id(name), WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)  # noqa: S101
    style.base_style = document.styles["Normal"]
    return style


def _add_component_style(
    document: Document, name: str, component: Component, law: Law, co_chu: BodySize
) -> None:
    style = _add_style(document, name)
    style.quick_style = True
    style.font.size = Pt(law.size_pt(name, co_chu))
    style.font.bold = component.dam or None
    style.font.italic = component.nghieng or None
    if component.mau:
        style.font.color.rgb = RGBColor.from_string(component.mau)
    extra = _EXTRAS.get(name, Extra())
    if name == "ho_ten":
        extra = replace(extra, before=round(Mm(law.chu_ky.khoang_ky_mm).pt))
    _set_paragraph(style, component, law, extra)


def _set_paragraph(style: ParagraphStyle, component: Component, law: Law, extra: Extra) -> None:
    form = style.paragraph_format
    form.alignment = _ALIGN[component.canh]
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.space_before, form.space_after = Pt(extra.before), Pt(extra.after)
    form.keep_with_next = extra.keep_next or None
    if component.lui_dau_dong:
        form.first_line_indent = Mm(float(law.doan_van.lui_dau_dong_chon_mm))
        form.line_spacing = float(law.doan_van.cach_dong.chon)
        form.space_before = Pt(max(extra.before, int(law.doan_van.cach_doan_pt.chon)))
        form.widow_control = True
    if extra.outline_level is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(extra.outline_level))
        style.element.get_or_add_pPr().append(level)


def _add_hairline_style(document: Document, name: str) -> Any:
    """A paragraph that takes two points of height and no text."""
    style = _add_style(document, name)
    style.font.size = Pt(1)
    form = style.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    form.space_before, form.space_after = Pt(0), Pt(0)
    return style


def _add_own_style(document: Document, name: str, own: OwnStyle, co_chu: BodySize) -> None:
    style = _add_style(document, name)
    if own.smaller:
        style.font.size = Pt(co_chu - own.smaller)
    style.font.italic = own.italic or None
    form = style.paragraph_format
    form.alignment = own.align
    form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    form.space_before, form.space_after = Pt(own.extra.before), Pt(own.extra.after)
    form.keep_with_next = own.extra.keep_next or None


def _add_rule_style(document: Document, law: Law) -> None:
    """A line: the top border of an empty paragraph, as long as its indents leave room for."""
    style = _add_hairline_style(document, "duong_ke")
    style.paragraph_format.space_before = Pt(2)
    style.paragraph_format.keep_with_next = True
    line = f"<w:top w:val='single' w:sz='6' w:space='0' w:color='{law.trang.mau_chu}'/>"
    border = _xml(f"<w:pBdr>{line}</w:pBdr>")
    style.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(border)


def _set_page(document: Document, law: Law) -> None:
    page, section = law.trang, document.sections[0]
    section.page_width, section.page_height = Mm(page.rong_mm), Mm(page.cao_mm)
    section.top_margin = Mm(float(page.le_tren_mm.chon))
    section.bottom_margin = Mm(float(page.le_duoi_mm.chon))
    section.left_margin = Mm(float(page.le_trai_mm.chon))
    section.right_margin = Mm(float(page.le_phai_mm.chon))
    section.header_distance = section.footer_distance = Mm(page.so_trang_cach_mep_mm)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.style = document.styles[style_id("so_trang")]
    number._p.append(_xml("<w:fldSimple w:instr=' PAGE '><w:r><w:t>2</w:t></w:r></w:fldSimple>"))
    properties: Any = section._sectPr
    properties.attrib.clear()
    properties.find(qn("w:pgSz")).addprevious(_xml("<w:type w:val='nextPage'/>"))
    properties.find(qn("w:cols")).addprevious(_xml("<w:pgNumType w:start='1'/>"))


def _sections(document: Document) -> dict[tuple[bool, bool], bytes]:
    """The four w:sectPr, by landscape and furnished."""
    plain = document.sections[0]._sectPr
    ways = (False, True)
    return {
        (landscape, furnished): _section(deepcopy(plain), landscape=landscape, furnished=furnished)
        for landscape in ways
        for furnished in ways
    }


def _section(properties: Any, *, landscape: bool, furnished: bool) -> bytes:
    if landscape:
        width, height = properties.page_width, properties.page_height
        properties.page_width, properties.page_height = height, width
        properties.orientation = WD_ORIENT.LANDSCAPE
    if furnished:
        header = properties.get_headerReference(WD_HEADER_FOOTER.FIRST_PAGE)
        header.rId = FIRST_HEADER.rel_id
        # The address is part of the text area, above the margin (PL I, Phần I, I.3 and IV.2).
        properties.footer = properties.bottom_margin
        properties.add_footerReference(WD_HEADER_FOOTER.FIRST_PAGE, FIRST_FOOTER.rel_id)
    return _bare(properties)


def _bare(element: Any) -> bytes:
    """The XML of an element without the namespaces, which the root of its part declares."""
    return _NAMESPACE.sub(b"", etree.tostring(element))


def _freeze(document: Document) -> Skeleton:
    sections = _sections(document)
    reference = document.sections[0]._sectPr.get_headerReference(WD_HEADER_FOOTER.FIRST_PAGE)
    buffer = BytesIO()
    document.save(buffer)
    with ZipFile(buffer) as package:
        parts = {name: _lean(package.read(name)) for name in package.namelist()}
    del parts[_CORE]
    head, start, rest = parts.pop(_DOCUMENT).partition(b"<w:body>")
    _, end, tail = rest.partition(b"</w:body>")
    static = [Part(name, content) for name, content in parts.items()]
    return Skeleton(
        package=PackageWriter(static),
        document_head=head + start,
        document_tail=end + tail,
        sections=sections,
        extras_writer=ExtrasWriter(static, _bare(reference)),
    )


def _lean(content: bytes) -> bytes:
    """A part without the namespaces of python-docx's template that nothing in it uses."""
    root = etree.fromstring(content)
    etree.strip_attributes(root, _IGNORABLE)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r"])
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _xml(text: str) -> Any:
    """An element of WordprocessingML, its namespace declared."""
    return parse_xml(_FIRST_TAG.sub(rf"<\1 {nsdecls('w')}", text, count=1))
