"""What is opened, and what is refused, with which words."""

import struct
import time
import zipfile
from io import BytesIO

import pytest

from tests.conftest import require_tool
from vanban.check import legacy, opening
from vanban.check.observing import observe, stories
from vanban.check.opening import LegacyError, open_package
from vanban.errors import DocxError

from .observing.packages import (
    CONTENT_TYPES,
    OFFICE,
    par,
    parts_of,
    relationship,
    relationships,
    zipped,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = parts_of(par("a"))


def ole(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(500)


def typed(content_type: str) -> bytes:
    return zipped({"[Content_Types].xml": f"<Types>{content_type}</Types>"})


def changed(**parts: str | bytes) -> bytes:
    """The good package with other parts: ``main`` is the body, ``main_rels`` what it refers to."""
    names = {"main": "word/document.xml", "main_rels": "word/_rels/document.xml.rels"}
    return zipped(GOOD | {names[name]: content for name, content in parts.items()})


def message(data: bytes) -> str:
    with pytest.raises(DocxError) as caught:
        observe(open_package(data))
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ole("WordDocument"), "Word đời cũ (.doc)"),
        (b"{\\rtf1\\ansi a}", "RTF"),
        (b"<html><body>a</body></html>", "trang web (HTML)"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><p>a", "trang web (HTML)"),
        ("\ufeff<HTML xmlns:o='urn'>".encode("utf-16-le"), "trang web (HTML)"),
        (b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n', "MHTML"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "XML của Word"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    ],
)
def test_documents_of_other_forms_can_be_converted(data: bytes, words: str) -> None:
    with pytest.raises(LegacyError) as caught:
        open_package(data)
    assert words in str(caught.value)
    assert ".docx" in str(caught.value)
    assert "--convert" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (bytes(1000), "rỗng"),
        (ole("EncryptedPackage"), "mật khẩu"),
        (ole("Workbook"), "Excel"),
        (ole("PowerPoint Document"), "PowerPoint"),
        (OLE, "Office đời cũ"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "khác loại"),
        ("Kính gửi: Ủy ban nhân dân".encode(), "khác loại"),
        (typed("spreadsheetml.sheet.main+xml"), "Excel"),
        (typed("presentationml.presentation.main+xml"), "PowerPoint"),
        (zipped({"a.txt": "a"}), "zip"),
        (zipped(GOOD)[:-40], "hỏng hoặc chưa tải xong"),
        (zipped(GOOD)[:300], "hỏng hoặc chưa tải xong"),
        (b"PK\x03\x04", "hỏng hoặc chưa tải xong"),
        (changed(main="<w:document"), "bị hỏng"),
        (changed(main=b"\xff\xfe\x00"), "bị hỏng"),
        (changed(main="<document/>"), "không phải là văn bản Word"),
        (changed(main=str(GOOD["word/document.xml"]).replace("body", "bod")), "thân văn bản"),
        (changed(main_rels="<Relationships"), "bị hỏng"),
    ],
)
def test_what_is_no_document_is_named(data: bytes, words: str) -> None:
    with pytest.raises(DocxError) as caught:
        observe(open_package(data))
    assert words in str(caught.value)
    assert not isinstance(caught.value, LegacyError)


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_documents_with_macros_are_read(kind: str) -> None:
    types = CONTENT_TYPES.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", kind
    )
    parts = GOOD | {"[Content_Types].xml": types}
    assert observe(open_package(zipped(parts))).paragraphs[0].text == "a"


def test_the_main_part_is_the_one_that_the_package_refers_to() -> None:
    parts = {name: content for name, content in GOOD.items() if not name.startswith("word/")}
    parts["khac/Chinh.xml"] = GOOD["word/document.xml"]
    rels = relationships(relationship("a", "officeDocument", "/khac/chinh.xml"))
    package = open_package(zipped(parts | {"_rels/.rels": rels}))
    assert package.main == "khac/chinh.xml"
    assert observe(package).paragraphs[0].text == "a"


@pytest.mark.parametrize("entries", ["", relationship("a", "officeDocument", "word/none.xml")])
def test_a_package_without_a_main_part(entries: str) -> None:
    assert "không có phần nội dung" in message(
        zipped(GOOD | {"_rels/.rels": relationships(entries)})
    )


def test_an_external_main_part_is_never_fetched() -> None:
    outside = relationship("a", "officeDocument", "word/document.xml").replace(
        "/>", ' TargetMode="External"/>'
    )
    assert "không có phần nội dung" in message(
        zipped(GOOD | {"_rels/.rels": relationships(outside)})
    )


ENTITIES = '<!DOCTYPE a [<!ENTITY b "{}"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'.format(
    "x" * 1000
)


@pytest.mark.parametrize(
    "head",
    [
        ENTITIES,
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_declarations_are_refused(head: str) -> None:
    body = str(GOOD["word/document.xml"])
    assert "DOCTYPE" in message(changed(main=head + body))
    assert "DOCTYPE" in message(changed(main=(head + body).encode("utf-16")))


def test_a_part_in_utf_16_is_read() -> None:
    data = changed(main=str(GOOD["word/document.xml"]).encode("utf-16"))
    assert observe(open_package(data)).paragraphs[0].text == "a"


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    started = time.process_time()
    body = str(GOOD["word/document.xml"])
    large = body.replace("<w:body>", "<w:body>" + " " * (40 << 20))
    assert "quá lớn" in message(changed(main=large))
    repeated = body.replace("<w:body>", "<w:body>" + " " * (20 << 20))
    assert "quá lớn" in message(changed(main=repeated))
    many = body.replace("<w:body>", "<w:body>" + "<w:p/>" * 4_100_000)
    assert "quá lớn" in message(zipped(GOOD | {"word/document.xml": many}, zipfile.ZIP_STORED))
    assert time.process_time() - started < 20


@pytest.mark.parametrize(("limit", "least"), [("MOST_XML", 8000), ("MOST_MARKUP", 100)])
def test_much_in_many_parts_is_refused_too(
    monkeypatch: pytest.MonkeyPatch, limit: str, least: int
) -> None:
    parts = parts_of(par("a" * 3000) + "<w:p/>" * 20, styles="<w:style/>" * 40)
    heavy = parts | {"word/styles.xml": str(parts["word/styles.xml"]) + " " * 5000}
    assert observe(open_package(zipped(heavy))).paragraphs
    monkeypatch.setattr(opening, limit, least)
    open_package(zipped(heavy))
    assert "quá lớn" in message(zipped(heavy))


@pytest.mark.parametrize(
    "body", ["<w:p/>" * 51, f"<w:tbl><w:tr>{'<w:tc/>' * 51}</w:tr></w:tbl>"], ids=["p", "tc"]
)
def test_too_many_paragraphs_and_cells(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(stories, "MOST_PARAGRAPHS", 50)
    assert "hơn 50 đoạn" in message(zipped(parts_of(body)))


def test_a_long_chain_of_styles_ends_soon() -> None:
    started = time.process_time()
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:basedOn w:val="S{n + 1}"/></w:style>'
        for n in range(3000)
    )
    body = "".join(par("a", f'<w:pStyle w:val="S{n}"/>') for n in range(2000))
    observe(open_package(zipped(parts_of(body, styles=styles))))
    assert time.process_time() - started < 10


def test_sizes_that_lie_are_found_out() -> None:
    data = bytearray(zipped(GOOD))
    end = data.rindex(b"word/document.xmlPK")
    struct.pack_into("<I", data, end - 46 + 24, 50)
    assert message(bytes(data))


def test_too_many_parts() -> None:
    many = {f"word/media/{number}.png": b"" for number in range(5001)}
    assert "quá lớn" in message(zipped(GOOD | many))


def test_parts_of_one_name() -> None:
    buffer = BytesIO(zipped(GOOD))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("WORD/document.xml", "<a/>")
    assert "trùng tên" in message(buffer.getvalue())


def test_a_part_with_a_password() -> None:
    data = bytearray(zipped(GOOD))
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            data[at + flag] |= 1
    assert "hỏng" in message(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_packed_as_word_never_does(method: int) -> None:
    assert message(zipped(GOOD, method))


@pytest.mark.parametrize("depth", [60, 5000])
@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:ins>", "</w:ins></w:p>"),
    ],
)
def test_deep_nesting_ends_well(begin: str, end: str, depth: int) -> None:
    data = zipped(parts_of(begin * depth + end * depth))
    try:
        observe(open_package(data))
    except DocxError as error:
        assert str(error)
    else:
        assert depth < 5000


def test_relationship_targets_do_not_leave_the_package() -> None:
    header = relationship("header1", "header", "../../../../etc/passwd")
    data = changed(
        main_rels=relationships(header),
        main=str(GOOD["word/document.xml"]).replace(
            "</w:body>",
            f'<w:sectPr><w:headerReference xmlns:r="{OFFICE}" r:id="header1"/></w:sectPr></w:body>',
        ),
    )
    assert observe(open_package(data)).sections[0].margins == ()


def test_conversion_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(DocxError, match="không có LibreOffice"):
        legacy.convert(ole("WordDocument"))


def test_a_conversion_that_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/bin/true")
    with pytest.raises(DocxError, match="không chuyển được"):
        legacy.convert(ole("WordDocument"))


PAGE = b"""<html><head><meta charset="utf-8"></head><body>
<p align="center"><b>C\xe1\xbb\x99ng</b></p></body></html>"""


@pytest.mark.parametrize(
    "data",
    [
        PAGE,
        b"{\\rtf1\\ansi \\pard\\qc\\b C\\u7897?ng\\par}",
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        b"Content-Type: text/html\n\n" + PAGE + b"\n--x--\n",
    ],
    ids=["html", "rtf", "mhtml"],
)
def test_libreoffice_converts_what_is_named_doc(data: bytes) -> None:
    require_tool("soffice")
    first = observe(open_package(legacy.convert(data))).paragraphs[0]
    assert (first.text.strip(), first.alignment) == ("Cộng", "giua")
    assert first.runs[-1].font.bold
