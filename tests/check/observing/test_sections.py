"""Pages, headers and footers, notes."""

import pytest

from vanban.check.observing import observe
from vanban.check.opening import open_package

from .packages import (
    A4,
    NAMESPACES,
    observed,
    par,
    parts_of,
    relationship,
    relationships,
    run,
    texts,
    zipped,
)


def reference(kind: str, target: str, pages: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{target}"/>'


def section(inside: str) -> str:
    return f"<w:sectPr>{inside}</w:sectPr>"


def ended(inside: str, text: str = "a") -> str:
    """A paragraph that ends a section."""
    return par(text, section(inside))


def page(**lengths: int) -> str:
    return "<w:pgMar " + " ".join(f'w:{name}="{value}"' for name, value in lengths.items()) + "/>"


def test_a_page() -> None:
    (found,) = observed(par("a") + A4).sections
    sides = (found.width_mm, found.height_mm, found.left_mm, found.right_mm)
    assert sides == pytest.approx((210, 297, 30, 15), abs=0.05)
    assert (found.top_mm, found.bottom_mm) == pytest.approx((20, 20), abs=0.01)
    assert found.text_width_mm == pytest.approx(165, abs=0.05)
    assert not found.is_landscape


def test_a_gutter_and_an_exact_margin() -> None:
    margins = page(top=-1134, left=1134, right=567, gutter=567, header=567, footer=284)
    (found,) = observed(par("a") + section(margins)).sections
    sides = (found.top_mm, found.left_mm, found.right_mm, found.header_mm, found.footer_mm)
    assert sides == pytest.approx((20, 30, 10, 10, 5), abs=0.02)
    top = observed(par("a") + section(margins), settings="<w:gutterAtTop/>").sections[0]
    assert (top.top_mm, top.left_mm) == pytest.approx((30, 20), abs=0.02)
    right = observed(par("a") + section(margins + "<w:rtlGutter/>")).sections[0]
    assert (right.right_mm, right.left_mm) == pytest.approx((20, 20), abs=0.02)


def test_a_document_without_any_page() -> None:
    (found,) = observed(par("a")).sections
    assert (found.width_mm, found.left_mm) == pytest.approx((215.9, 25.4))


def test_sections_and_their_blocks() -> None:
    wide = '<w:pgSz w:w="16838" w:h="11906"/><w:cols w:num="2"/><w:pgNumType w:start="5"/>'
    body = par("a") + ended(wide, "b") + par("c") + section('<w:type w:val="continuous"/>')
    first, second = observed(body, settings="<w:mirrorMargins/>").sections
    assert (texts(first.blocks), texts(second.blocks)) == (["a", "b"], ["c"])
    assert (first.is_landscape, first.columns, first.first_page_number) == (True, 2, 5)
    assert (second.columns, second.first_page_number) == (1, None)
    assert (first.starts_page, second.starts_page) == (True, False)
    assert first.mirrors_margins


def test_columns_of_different_widths() -> None:
    columns = '<w:cols w:equalWidth="0"><w:col w:w="1"/><w:col w:w="2"/><w:col w:w="3"/></w:cols>'
    assert observed(par("a") + section(columns)).sections[0].columns == 3


def test_only_headers_that_print_are_told() -> None:
    references = (
        reference("header", "header1")
        + reference("header", "header2", "first")
        + reference("header", "header3", "even")
        + reference("footer", "footer1", "even")
    )
    headers = {
        "header1": par("mọi"),
        "header2": par("đầu"),
        "header3": par("chẵn"),
        "footer1": par("chân"),
    }

    def printed(more: str = "", settings: str = "") -> list[tuple[str, str, str]]:
        found = observed(
            par("a") + section(references + more), settings=settings, **headers
        ).sections[0]
        return [(m.part, m.on, next(m.paragraphs()).text) for m in found.margins]

    every = ("dau_trang", "cac_trang", "mọi")
    assert printed() == [every]
    assert printed("<w:titlePg/>") == [("dau_trang", "trang_dau", "đầu"), every]
    assert printed('<w:titlePg w:val="0"/>') == [every]
    assert printed(settings="<w:evenAndOddHeaders/>") == [
        ("dau_trang", "trang_chan", "chẵn"),
        every,
        ("chan_trang", "trang_chan", "chân"),
    ]


def test_a_section_takes_the_headers_of_the_one_before() -> None:
    body = (
        ended(reference("header", "header1"))
        + ended("<w:titlePg/>", "b")
        + ended(reference("header", "header2"), "c")
        + par("d")
        + A4
    )
    sections = observed(body, header1=par("một"), header2=par("hai")).sections
    assert [[next(m.paragraphs()).text for m in s.margins] for s in sections] == [
        ["một"],
        ["một"],
        ["hai"],
        ["hai"],
    ]
    assert sections[1].first_page_differs


FIELD = '<w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:p>{FIELD}</w:p>",
        f"<w:sdt><w:sdtContent><w:p>{FIELD}</w:p></w:sdtContent></w:sdt>",
        f'<w:p><w:pPr><w:framePr w:wrap="around"/></w:pPr>{FIELD}</w:p>',
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"<w:p>{FIELD}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{FIELD}</w:p></w:tc></w:tr></w:tbl>",
    ],
)
def test_a_page_number_is_found_wherever_it_stands(inside: str) -> None:
    body = par("a") + section(reference("header", "header1"))
    (margin,) = observed(body, header1=inside).sections[0].margins
    numbers = [r for p in margin.paragraphs() for r in p.runs if r.field == "PAGE"]
    assert [r.text for r in numbers] == ["2"]
    assert {p.place.part for p in margin.paragraphs()} == {"dau_trang"}


def test_a_header_that_is_missing_or_elsewhere_is_none() -> None:
    body = par("a") + section(reference("header", "header1") + reference("footer", "x", "even"))
    parts = parts_of(body)
    outside = relationship("header1", "header", "http://example.org/header.xml").replace(
        "/>", ' TargetMode="External"/>'
    )
    parts["word/_rels/document.xml.rels"] = relationships(outside)
    assert observe(open_package(zipped(parts))).sections[0].margins == ()


def test_notes_that_the_body_refers_to() -> None:
    refers = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    found = observed(
        f"<w:p>{run('a')}{refers}</w:p>",
        footnotes=(
            f'<w:footnote w:type="separator" w:id="0">{par("-")}</w:footnote>'
            f'<w:footnote w:id="2">{par("chân")}</w:footnote>'
            f'<w:footnote w:id="3">{par("mồ côi")}</w:footnote>'
        ),
        endnotes=f'<w:endnote w:id="1">{par("cuối")}</w:endnote>',
    ).footnotes
    assert [(p.text, p.place.part, p.place.paragraph) for p in found] == [
        ("chân", "cuoc_chu", 1),
        ("cuối", "cuoc_chu", 2),
    ]


def test_the_title_of_the_file() -> None:
    parts = parts_of(par("a"))
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Tên </dc:title>'
        "</cp:coreProperties>"
    )
    core = (
        '<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        'metadata/core-properties" Target="docProps/core.xml"/>'
    )
    main = relationship("rId1", "officeDocument", "/word/document.xml")
    parts["_rels/.rels"] = relationships(main + core)
    assert observe(open_package(zipped(parts))).title == "Tên"


def test_a_strict_package_is_read_like_any_other() -> None:
    parts = parts_of(par("a", '<w:jc w:val="end"/><w:ind w:start="28.35pt"/>') + A4)
    swaps = (
        (
            "schemas.openxmlformats.org/wordprocessingml/2006",
            "purl.oclc.org/ooxml/wordprocessingml",
        ),
        (
            "schemas.openxmlformats.org/officeDocument/2006/relationships",
            "purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    for old, new in swaps:
        parts = {name: str(content).replace(old, new) for name, content in parts.items()}
    found = observe(open_package(zipped(parts)))
    assert NAMESPACES not in str(parts["word/document.xml"])
    assert (found.paragraphs[0].text, found.paragraphs[0].alignment) == ("a", "phai")
    assert found.paragraphs[0].left_mm == pytest.approx(10, abs=0.01)
