"""The annotated file: comments at their places, and nothing else changed."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.check.made import paragraph as made_paragraph
from tests.check.mutants import rendered
from tests.check.reports.samples import at, finding
from tests.conftest import W, require_shared
from vanban.check.components import Recognised
from vanban.check.facts import Document as Facts
from vanban.check.facts import Paragraph
from vanban.check.findings import Finding, Report, in_order
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.reports.comments import annotate
from vanban.errors import DocxError
from vanban.law import law_on

Choose = Callable[[Facts], list[Finding]]
CHANGED = {
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/comments.xml",
}


def annotated(data: bytes, choose: Choose) -> bytes:
    package = open_package(data)
    facts = observe(package)
    found = in_order(choose(facts))
    return annotate(data, package, Report("a.docx", Recognised(facts, "nd30", "", law_on()), found))


def saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xml_of(data: bytes, name: str = "word/document.xml") -> Any:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def lines_of(comment: Any) -> list[str]:
    return ["".join(each.itertext(f"{W}t")) for each in comment]


def printed(element: Any) -> str:
    """What an element of a run prints."""
    if element.tag == f"{W}t":
        return element.text or ""
    is_sign = element.getparent().tag == f"{W}r" and element.tag in (f"{W}tab", f"{W}br")
    return " " if is_sign else ""


def ranges(data: bytes) -> dict[int, str]:
    """The words that each comment is about, by the marks in the body."""
    open_, found = set(), {}
    for element in xml_of(data).iter():
        number = int(element.get(f"{W}id", 0)) if "comment" in str(element.tag) else 0
        if element.tag == f"{W}commentRangeStart":
            open_.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_.remove(number)
        for each in open_:
            found[each] += printed(element)
    return {number: unicodedata.normalize("NFC", text) for number, text in found.items()}


def named(facts: Facts, text: str) -> Paragraph:
    return next(each for each in facts.paragraphs if text in each.text)


def words(text: str, within: str = "") -> Choose:
    """A finding at these words."""

    def choose(facts: Facts) -> list[Finding]:
        found = named(facts, within or text)
        start = found.text.index(text)
        return [finding(spot=at(found, start, start + len(text)))]

    return choose


def plain(*texts: str) -> Document:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return document


def test_the_range_is_the_quoted_words_and_formatting_stays() -> None:
    document = plain("Đầu")
    whole = document.add_paragraph()
    whole.add_run("Giao Phòng ").bold = True
    whole.add_run("Kinh tế xã").italic = True
    whole.add_run(" thực hiện.")
    before = saved(document)
    after = annotated(before, words("Phòng Kinh tế"))
    assert ranges(after) == {0: "Phòng Kinh tế"}
    runs = docx.Document(BytesIO(after)).paragraphs[1].runs
    looks = [(run.text, run.bold, run.italic) for run in runs if run.text]
    assert looks == [
        ("Giao ", True, None),
        ("Phòng ", True, None),
        ("Kinh tế", None, True),
        (" xã", None, True),
        (" thực hiện.", None, None),
    ]


def test_a_comment_says_all_that_the_finding_says() -> None:
    after = annotated(saved(plain("Một hai ba.")), words("hai"))
    (comment,) = xml_of(after, "word/comments.xml")
    assert dict(comment.attrib) == {f"{W}id": "0", f"{W}author": "vanban", f"{W}initials": "vb"}
    assert lines_of(comment) == [
        "QH01 (lỗi): Cỡ chữ của Quốc hiệu không đúng.",
        "Quy định: 13 đến 14",
        "Văn bản: 12",
        "Cách sửa: Chọn cỡ chữ 13.",
        "Căn cứ: Phụ lục I, Phần I, Mục V, số thứ tự 1",
    ]


def test_every_other_part_keeps_its_bytes() -> None:
    before = rendered("quyet_dinh")
    after = annotated(before, lambda facts: [finding(spot=at(facts.paragraphs[0])), finding()])
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
        assert set(new.namelist()) - same == CHANGED
        assert new.namelist()[: len(old.namelist())] == old.namelist()
    choose = words(observe(open_package(before)).paragraphs[0].text)
    assert annotated(before, choose) == annotated(before, choose)


def test_without_findings_the_file_stays_as_it_is() -> None:
    before = rendered("cong_van")
    assert annotated(before, lambda _: []) == before


def test_what_has_no_place_hangs_on_the_first_paragraph() -> None:
    after = annotated(saved(plain("Đầu.", "Sau.")), lambda _: [finding("TR01")])
    assert ranges(after) == {0: "Đầu."}


@pytest.mark.parametrize("part", ["dau_trang", "chan_trang", "cuoc_chu"])
def test_what_stands_outside_the_body_is_told_at_the_first_paragraph(part: Any) -> None:
    outside = at(made_paragraph("Trang 2", number=1, part=part))
    after = annotated(saved(plain("Đầu.")), lambda _: [finding(spot=outside)])
    assert ranges(after) == {0: "Đầu."}
    (comment,) = xml_of(after, "word/comments.xml")
    assert lines_of(comment)[1].startswith("Chỗ: ")
    assert "“Trang 2”" in lines_of(comment)[1]


def test_words_of_a_text_box_hang_on_its_paragraph() -> None:
    document = plain("Trước.")
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:rect><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>SỞ Y TẾ</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:rect></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(parse_xml(box))
    after = annotated(saved(document), words("SỞ Y TẾ"))
    (start,) = xml_of(after).iter(f"{W}commentRangeStart")
    assert not list(start.iterancestors(f"{W}txbxContent"))
    assert ranges(after)[0].startswith("Trước.")


def test_existing_comments_are_kept_and_numbered_on_from() -> None:
    once = annotated(saved(plain("Một hai ba.")), words("Một hai ba."))
    twice = annotated(once, words("hai"))
    assert ranges(twice) == {0: "Một hai ba.", 1: "hai"}
    first, second = xml_of(twice, "word/comments.xml")
    assert etree.tostring(first) == etree.tostring(xml_of(once, "word/comments.xml")[0])
    assert second.get(f"{W}id") == "1"
    with ZipFile(BytesIO(once)) as old, ZipFile(BytesIO(twice)) as new:
        assert old.namelist() == new.namelist()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Các tỉnh được quyền", "tỉnh"),
        (unicodedata.normalize("NFD", "Các tỉnh được quyền"), "tỉnh"),
        ("Các\ttỉnh\nđược quyền", "tỉnh"),
        ("Các\u00adtỉnh được quyền", "tỉnh"),
        ("tỉnh", "tỉnh"),
        ("Các tỉnh", "Các tỉnh"),
    ],
)
def test_the_range_is_right_however_the_text_is_written(text: str, quote: str) -> None:
    after = annotated(saved(plain(text)), words(quote))
    assert ranges(after) == {0: quote}


def test_spaces_around_a_spot_are_left_out_of_its_range() -> None:
    after = annotated(saved(plain("Một  hai  ba")), words("  hai  "))
    assert ranges(after) == {0: "hai"}


def test_spaces_alone_are_a_range() -> None:
    assert ranges(annotated(saved(plain("Một  hai")), words("  "))) == {0: "  "}


def test_an_empty_paragraph_takes_a_comment() -> None:
    after = annotated(
        saved(plain("", "Hai.")), lambda facts: [finding(spot=at(facts.paragraphs[0]))]
    )
    assert ranges(after) == {0: ""}


def test_several_findings_share_words() -> None:
    def choose(facts: Facts) -> list[Finding]:
        found = facts.paragraphs[0]
        spans = [(0, 11), (4, 7), (4, 11), (6, 9), (0, 3)]
        return [finding(f"QH{n:02}", spot=at(found, *span)) for n, span in enumerate(spans)]

    after = annotated(saved(plain("Một hai ba.")), choose)
    assert sorted(ranges(after).values()) == sorted(["Một hai ba.", "hai", "hai ba.", "i b", "Một"])
    assert docx.Document(BytesIO(after)).paragraphs[0].text == "Một hai ba."


def test_hidden_text_within_the_words_widens_the_range_to_the_paragraph() -> None:
    document = plain("Một ")
    document.paragraphs[0].add_run("ẩn ").font.hidden = True
    document.paragraphs[0].add_run("hai")
    after = annotated(saved(document), words("Một hai"))
    assert ranges(after) == {0: "Một ẩn hai"}


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package, not packed, with these parts added or in place of its own."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return buffer.getvalue()


def test_a_picture_that_is_damaged_is_told_as_such() -> None:
    data = repacked(saved(plain("một hai")), {"word/media/anh.png": b"picture" * 9})
    with pytest.raises(DocxError, match="phần bị hỏng"):
        annotated(data.replace(b"picture", b"PICTURE", 1), words("hai"))


def test_comments_that_are_damaged_are_told_as_such() -> None:
    data = annotated(saved(plain("một hai")), words("hai"))
    with pytest.raises(DocxError, match=r"word/comments\.xml"):
        annotated(repacked(data, {"word/comments.xml": b"<w:comments"}), words("hai"))


def test_a_body_without_paragraphs_is_refused() -> None:
    with pytest.raises(DocxError, match="không có đoạn nào"):
        annotated(saved(docx.Document()), lambda _: [finding()])


@pytest.mark.parametrize("example", ["quyet_dinh", "cong_van", "bien_ban"])
def test_the_file_is_valid_and_reads_as_before(example: str, tmp_path: Path) -> None:
    before = rendered(example)

    def everywhere(facts: Facts) -> list[Finding]:
        spots = [at(p, len(p.text) // 3, len(p.text) // 2) for p in facts.paragraphs]
        return [finding(spot=spot) for spot in spots]

    after = annotated(before, everywhere)
    path = tmp_path / "a.docx"
    path.write_bytes(after)
    assert OpenXmlValidator().validate(str(path)).errors == []
    schema = etree.XMLSchema(etree.parse(require_shared("ooxml-xsd", "wml.xsd")))
    schema.assertValid(xml_of(after))
    schema.assertValid(xml_of(after, "word/comments.xml"))
    facts = [observe(open_package(data)) for data in (before, after)]
    assert [p.runs for p in facts[0].paragraphs] == [p.runs for p in facts[1].paragraphs]
