"""Copies of an example with one kind of fault put in everywhere, to see who notices."""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from docx.oxml.ns import qn
from lxml import etree

from tests.render.examples import Example, rendered

Change = Callable[[etree._Element], None]


def _each(tag: str, change: Change) -> Change:
    def apply(root: etree._Element) -> None:
        for element in list(root.iter(qn(tag))):
            change(element)

    return apply


def _set(name: str, value: str) -> Change:
    def change(element: etree._Element) -> None:
        element.set(qn(f"w:{name}"), value)

    return change


def _text(edit: Callable[[str], str]) -> Change:
    def change(element: etree._Element) -> None:
        element.text = edit(element.text or "")

    return _each("w:t", change)


def _toggled(tag: str) -> Change:
    """Bold or italic turned round, in every style of ours and in every run that has its own."""

    def turn(owner: etree._Element) -> None:
        properties = owner.find(qn("w:rPr"))
        if properties is None:
            properties = etree.SubElement(owner, qn("w:rPr"))
        found = properties.find(qn(tag))
        if found is None:
            properties.append(etree.Element(qn(tag)))
        else:
            properties.remove(found)

    def apply(root: etree._Element) -> None:
        for style in root.iter(qn("w:style")):
            if str(style.get(qn("w:styleId"))).startswith("VB_"):
                turn(style)
        for properties in root.iter(qn("w:rPr")):
            owner = properties.getparent()
            if owner is not None and owner.tag == qn("w:r"):
                turn(owner)

    return apply


def _odd_sizes(root: etree._Element) -> None:
    """Every style in a size of its own."""
    for number, style in enumerate(root.iter(qn("w:style"))):
        for size in style.iter(qn("w:sz")):
            size.set(qn("w:val"), str(20 + number))


def _reversed(tag: str) -> Change:
    """The children of every such element in the opposite order, its properties first."""

    def change(element: etree._Element) -> None:
        own = [c for c in element if not c.tag.endswith(("Pr", "tblGrid"))]
        for child in own:
            element.remove(child)
        element.extend(reversed(own))

    return _each(tag, change)


def _without(tag: str) -> Change:
    def change(element: etree._Element) -> None:
        above = element.getparent()
        assert above is not None
        above.remove(element)

    return _each(tag, change)


def _shuffled(root: etree._Element) -> None:
    """The body back to front, but for what ends its last section."""
    for body in root.iter(qn("w:body")):
        *blocks, end = list(body)
        body.extend([*reversed(blocks), end])


def _headed(root: etree._Element) -> None:
    """What belongs on the first page alone, also on every other."""
    for reference in root.iter(qn("w:headerReference"), qn("w:footerReference")):
        kinds = {"first": "default", "default": "first"}
        kind = reference.get(qn("w:type"))
        reference.set(qn("w:type"), kinds[str(kind)])


def _with_head_in_appendix(root: etree._Element) -> None:
    """The head and the foot of the document again at its end."""
    for body in root.iter(qn("w:body")):
        for table in [block for block in body if block.tag == qn("w:tbl")]:
            body.insert(len(body) - 1, etree.fromstring(etree.tostring(table)))


MUTANTS: dict[str, Change] = {
    "cỡ chữ 20": _each("w:sz", _set("val", "40")),
    "mỗi kiểu một cỡ": _odd_sizes,
    "đậm đảo ngược": _toggled("w:b"),
    "nghiêng đảo ngược": _toggled("w:i"),
    "căn phải": _each("w:jc", _set("val", "right")),
    "phông Arial": _each("w:rFonts", _set("ascii", "Arial")),
    "màu xanh": _each("w:color", _set("val", "0000FF")),
    "in hoa": _text(str.upper),
    "in thường": _text(str.lower),
    "không có số": _text(lambda text: re.sub(r"\d", "", text)),
    "số thêm 0": _text(lambda text: re.sub(r"\d+", r"0\g<0>", text)),
    "không có dấu câu": _text(lambda text: re.sub(r"[.,;:/()-]", "", text)),
    "thêm dấu câu": _text(lambda text: text + " -/.;"),
    "chữ khác": _text(lambda _: "Chữ khác"),
    "nét chấm": _each("w:top", _set("val", "dotted")),
    "không có đường kẻ": _each("w:top", _set("val", "none")),
    "lùi dòng khác": _each("w:ind", _set("left", "333")),
    "lùi đầu dòng khác": _each("w:ind", _set("firstLine", "333")),
    "đoạn không cách": _each("w:spacing", _set("before", "0")),
    "đoạn cách xa": _each("w:spacing", _set("before", "999")),
    "dòng cách xa": _each("w:spacing", _set("line", "999")),
    "khung lớn": _each("w:tblW", _set("w", "9999")),
    "giấy vuông": _each("w:pgSz", _set("w", "9999")),
    "nằm ngang": _each("w:pgSz", _set("orient", "landscape")),
    "lề trên": _each("w:pgMar", _set("top", "99")),
    "lề dưới": _each("w:pgMar", _set("bottom", "99")),
    "lề trái": _each("w:pgMar", _set("left", "99")),
    "lề phải": _each("w:pgMar", _set("right", "99")),
    "đầu trang thấp": _each("w:pgMar", _set("header", "9999")),
    "số trang từ 5": _each("w:pgNumType", _set("start", "5")),
    "số trang La Mã": _each("w:pgNumType", _set("fmt", "upperRoman")),
    "trang một có số": _without("w:titlePg"),
    "đầu trang nhầm": _headed,
    "hàng đảo ngược": _reversed("w:tr"),
    "bảng đảo ngược": _reversed("w:tbl"),
    "thân đảo ngược": _shuffled,
    "lặp lại": _with_head_in_appendix,
    "không có bảng": _without("w:tbl"),
}


@cache
def mutant(name: str, kind: str) -> Example:
    """An example, in which a fault stands in the body, the styles, the headers and footers."""
    made = BytesIO()
    with ZipFile(BytesIO(rendered(name))) as source, ZipFile(made, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if re.fullmatch(r"word/(document|styles|header\d|footer\d)\.xml", entry):
                root = etree.fromstring(content)
                MUTANTS[kind](root)
                content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            target.writestr(entry, content)
    return Example(name, made.getvalue())
