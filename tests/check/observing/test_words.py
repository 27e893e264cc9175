"""The words that a paragraph prints."""

import pytest

from .packages import observed, par, paragraph, paragraphs, run, style

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def text_of(inside: str, **others: str) -> str:
    return paragraph(f"<w:p>{inside}</w:p>", **others).text


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:ins>{}</w:ins>",
        "<w:moveTo>{}</w:moveTo>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:customXml>{}</w:customXml>",
        '<w:hyperlink r:id="no">{}</w:hyperlink>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>',
        "<w:bookmarkStart/>{}<w:bookmarkEnd/><w:proofErr/>",
        '<mc:AlternateContent><mc:Choice Requires="w14">{}</mc:Choice>'
        "<mc:Fallback><w:r><w:t>cũ</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        '<mc:AlternateContent><mc:Choice Requires="w99"><w:r><w:t>mới</w:t></w:r></mc:Choice>'
        "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_what_wraps_runs_does_not_hide_them(wrapped: str) -> None:
    assert text_of(run("Số ") + wrapped.format(run("12")) + run("/QĐ")) == "Số 12/QĐ"


def test_deletions_and_moved_text_do_not_print() -> None:
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    assert text_of(run("a") + deleted + f"<w:moveFrom>{run('y')}</w:moveFrom>" + run("b")) == "ab"


def test_tracked_changes_are_told() -> None:
    assert observed(f"<w:p><w:ins>{run('a')}</w:ins></w:p>").has_tracked_changes
    assert not observed(par("a")).has_tracked_changes


def test_runs_that_look_the_same_are_one() -> None:
    runs = paragraph(
        f"<w:p>{run('Quyết')}<w:proofErr/>{run(' định')}{run(' đỏ', '<w:b/>')}</w:p>"
    ).runs
    assert [piece.text for piece in runs] == ["Quyết định", " đỏ"]


def test_signs() -> None:
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
        '<w:softHyphen/><w:t>d</w:t><w:cr/><w:br w:type="page"/><w:t>e&#160;f</w:t></w:r>'
    )
    assert text_of(inside) == "a\tb\nc-d\n\ne\u00a0f"


def test_blanks_at_the_ends_of_text_count_only_when_kept() -> None:
    assert text_of("<w:r><w:t> a </w:t></w:r>" + run(" b ")) == "a b "
    assert text_of("<w:r><w:t>a\nb</w:t></w:r>") == "a b"
    kept = "<w:ins xml:space='preserve'><w:r><w:t> a</w:t></w:r></w:ins>"
    assert text_of(run("x") + kept) == "x a"


def test_symbols_and_ruby_and_formulas() -> None:
    assert text_of('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>') == "•"
    assert text_of('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>') == "☐"
    assert text_of('<w:r><w:sym w:font="Arial" w:char="00D7"/></w:r>') == "×"
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('đọc')}</w:rt><w:rubyBase>{run('viết')}</w:rubyBase>"
        "</w:ruby></w:r>"
    )
    assert text_of(ruby) == "viết"
    assert text_of("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>") == "x+1"


def test_hidden_text_does_not_print() -> None:
    styles = style("character", "An", "<w:rPr><w:vanish/></w:rPr>")
    hidden = run("x", "<w:vanish/>") + run("y", '<w:rStyle w:val="An"/>')
    shown = run("b", '<w:rStyle w:val="An"/><w:vanish w:val="0"/>')
    assert text_of(run("a") + hidden + shown, styles=styles) == "ab"


def test_footnote_references_print_nothing() -> None:
    assert text_of(run("a") + '<w:r><w:footnoteReference w:id="2"/></w:r>') == "a"


def test_the_result_of_a_field_prints_and_its_instruction_does_not() -> None:
    field = BEGIN + code(" PA") + code("GE ") + SEPARATE + run("7") + END
    runs = paragraph(f"<w:p>{run('Trang ')}{field}{run('.')}</w:p>").runs
    assert [(piece.text, piece.field) for piece in runs] == [
        ("Trang ", ""),
        ("7", "PAGE"),
        (".", ""),
    ]


def test_fields_in_fields() -> None:
    inner = BEGIN + code("PAGE") + SEPARATE + run("7") + END
    outer = BEGIN + code("IF ") + inner + code(" = 1") + SEPARATE + run("có") + END
    assert text_of(outer) == "có"
    held = BEGIN + code("TOC") + SEPARATE + run("Mục ") + inner + END
    runs = paragraph(f"<w:p>{held}{run(' hết')}</w:p>").runs
    assert [(piece.text, piece.field) for piece in runs] == [
        ("Mục ", "TOC"),
        ("7", "PAGE"),
        (" hết", ""),
    ]


@pytest.mark.parametrize(
    "field",
    [
        BEGIN + code("PAGE") + END,
        BEGIN + code("PAGE") + SEPARATE + END,
        '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/>',
        "<w:r><w:pgNum/></w:r>",
    ],
)
def test_a_page_number_without_a_kept_result_is_there(field: str) -> None:
    runs = paragraph(f"<w:p>{field}</w:p>").runs
    assert [(piece.text, piece.field) for piece in runs] == [("1", "PAGE")]


def test_a_field_over_paragraphs_and_one_that_never_ends() -> None:
    body = (
        f"<w:p>{BEGIN}{code('TOC')}{SEPARATE}{run('a')}</w:p>{par('b')}<w:p>{END}{run('c')}</w:p>"
    )
    assert [(p.runs[0].text, p.runs[0].field) for p in paragraphs(body)] == [
        ("a", "TOC"),
        ("b", "TOC"),
        ("c", ""),
    ]
    broken = f"<w:p>{run('a')}{BEGIN}{code('PAGE')}</w:p>{par('b')}"
    assert [p.text for p in paragraphs(broken)] == ["a", "b"]


def test_a_field_that_never_ends_ends_with_its_cell() -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:p>{BEGIN}{code('PAGE')}{SEPARATE}{run('a')}</w:p></w:tc></w:tr>"
    found = paragraphs(f"{cell}</w:tbl>{par('b')}")
    assert [(p.text, p.runs[0].field) for p in found] == [("a", "PAGE"), ("b", "")]


def test_decomposed_letters_are_composed_and_told() -> None:
    found = paragraph(f"<w:p>{run('Việt')}</w:p>")
    assert (found.text, found.was_decomposed) == ("Việt", False)
    found = paragraph("<w:p>" + run("Vie\u0323\u0302t") + "</w:p>")
    assert (found.text, found.was_decomposed) == ("Việt", True)
    over_runs = paragraph("<w:p>" + run("Vie", "<w:b/>") + run("\u0323\u0302t") + "</w:p>")
    assert [piece.text for piece in over_runs.runs] == ["Việ", "t"]
    assert over_runs.was_decomposed


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = par("Số ", f'<w:jc w:val="center"/>{deleted}') + par("12", '<w:jc w:val="right"/>')
    found = paragraphs(body + par("x"))
    assert [(p.text, p.alignment, p.place.paragraph) for p in found] == [
        ("Số 12", "phai", 1),
        ("x", "trai", 2),
    ]


def test_a_hidden_paragraph_leaves_nothing() -> None:
    hidden = f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('x', '<w:vanish/>')}</w:p>"
    assert [p.text for p in paragraphs(hidden + par("a") + hidden)] == ["a"]


def test_a_paragraph_that_joins_nothing_keeps_its_words() -> None:
    hidden_mark = "<w:rPr><w:vanish/></w:rPr>"
    assert [p.text for p in paragraphs(par("a", hidden_mark))] == ["a"]
    table = f"<w:tbl><w:tr><w:tc>{par('b')}</w:tc></w:tr></w:tbl>"
    found = paragraphs(par("a", hidden_mark) + table + par("c"))
    assert [p.text for p in found] == ["a", "b", "c"]


def test_the_paragraphs_of_controls_and_alternates_are_there() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{par('a')}</w:sdtContent></w:sdt>"
        f'<mc:AlternateContent><mc:Choice Requires="w14">{par("b")}</mc:Choice>'
        f"<mc:Fallback>{par('x')}</mc:Fallback></mc:AlternateContent>"
    )
    assert [(p.text, p.place.paragraph) for p in paragraphs(body)] == [("a", 1), ("b", 2)]
