"""Tables of any shape."""

import pytest

from vanban.check.facts import Table

from .packages import A4, observed, par, style, table, texts

SINGLE = '<w:{} w:val="single" w:sz="4" w:color="auto"/>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
ALL_BORDERS = "<w:tblBorders>" + "".join(map(SINGLE.format, SIDES)) + "</w:tblBorders>"


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{par(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def shape(found: Table) -> list[list[tuple[str, int, int, int]]]:
    return [
        [(texts(c.blocks)[0], c.column, c.columns, c.rows) for c in cells] for cells in found.rows
    ]


def test_spans_and_merges() -> None:
    found = table(
        tbl(
            row(
                cell("a", '<w:vMerge w:val="restart"/>'),
                cell("b", '<w:gridSpan w:val="2"/>'),
            ),
            row(cell("", "<w:vMerge/>"), cell("c"), cell("d")),
            row(cell("e"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            row(cell("f", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("g")),
        )
    )
    assert shape(found) == [
        [("a", 0, 1, 2), ("b", 1, 2, 1)],
        [("c", 1, 1, 1), ("d", 2, 1, 1)],
        [("e", 1, 1, 1)],
        [("f", 0, 2, 1), ("g", 2, 1, 1)],
    ]


def test_places_count_what_stands() -> None:
    found = observed(par("a") + tbl(row(cell("b"), cell("c")), row(cell("d"))) + par("e"))
    assert [tuple(p.place[1:5]) for p in found.paragraphs] == [
        (1, 0, 0, 0),
        (2, 1, 1, 1),
        (3, 1, 1, 2),
        (4, 1, 2, 1),
        (5, 0, 0, 0),
    ]


def test_widths() -> None:
    told = '<w:tcW w:w="567" w:type="dxa"/>'
    half = '<w:tcW w:w="2500" w:type="pct"/>'
    auto = '<w:tcW w:w="0" w:type="auto"/>'
    found = table(
        tbl(
            row(cell("a", told), cell("b", half), cell("c", auto)),
            properties='<w:tblW w:w="50%" w:type="pct"/>',
            grid=(1134, 1134, 2268),
        )
        + A4
    )
    assert found.width_mm == pytest.approx(82.5, abs=0.1)
    widths = [c.width_mm for c in found.rows[0]]
    assert widths == [pytest.approx(w, abs=0.1) for w in (10, 41.25, 40)]
    assert table(tbl(row(cell("a")), grid=(567, 567))).width_mm == pytest.approx(20, abs=0.1)
    assert table(tbl(row(cell("a")))).rows[0][0].width_mm is None


def test_a_table_without_borders_and_one_with() -> None:
    assert not table(tbl(row(cell()))).is_bordered
    assert table(tbl(row(cell()), properties=ALL_BORDERS)).is_bordered
    hidden = ALL_BORDERS.replace("single", "nil")
    assert not table(tbl(row(cell()), properties=hidden)).is_bordered
    white = ALL_BORDERS.replace("auto", "FFFFFF")
    assert not table(tbl(row(cell()), properties=white)).is_bordered


def test_borders_of_a_style_and_of_cells_that_take_them_away() -> None:
    styles = style("table", "Grid", f"<w:tblPr>{ALL_BORDERS}</w:tblPr>")
    use = '<w:tblStyle w:val="Grid"/>'
    none = (
        "<w:tcBorders>"
        + "".join(f'<w:{side} w:val="nil"/>' for side in SIDES[:4])
        + "</w:tcBorders>"
    )
    assert table(tbl(row(cell()), properties=use), styles=styles).is_bordered
    bare = tbl(row(cell("a", none), cell("b", none)), properties=use)
    assert not table(bare, styles=styles).is_bordered
    mixed = table(tbl(row(cell("a", none)), row(cell("b")), properties=use), styles=styles)
    assert [c.is_bordered for cells in mixed.rows for c in cells] == [True, True]
    assert mixed.rows[0][0].has_bottom_border
    over = tbl(row(cell()), properties=use + ALL_BORDERS.replace("single", "none"))
    assert not table(over, styles=styles).is_bordered


def test_borders_of_a_condition() -> None:
    part = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        '<w:bottom w:val="single"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    )
    styles = style("table", "T", part)
    use = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:noHBand="1"/>'
    found = table(tbl(row(cell()), row(cell()), properties=use), styles=styles)
    assert [c.has_bottom_border for cells in found.rows for c in cells] == [True, False]


def test_a_header_row_that_repeats() -> None:
    assert table(tbl(row(cell(), properties="<w:tblHeader/>"), row(cell()))).repeats_header
    off = row(cell(), properties='<w:tblHeader w:val="0"/>')
    assert not table(tbl(off)).repeats_header


def test_tables_in_cells() -> None:
    inner = tbl(row(cell("trong")))
    nested = f"<w:tc>{par('ngoài')}{inner}{par('cuối')}</w:tc>"
    found = observed(tbl(row(nested)) + tbl(row(cell("hai"))))
    assert [t.number for t in found.tables] == [1, 3]
    assert [(p.text, p.place.table) for p in found.paragraphs] == [
        ("ngoài", 1),
        ("trong", 2),
        ("cuối", 1),
        ("hai", 3),
    ]


def test_rows_and_cells_in_controls_and_deleted_ones() -> None:
    wrapped_cell = f"<w:sdt><w:sdtContent>{cell('b')}</w:sdtContent></w:sdt>"
    wrapped_row = f"<w:sdt><w:sdtContent>{row(cell('c'))}</w:sdtContent></w:sdt>"
    deleted = row(cell("x"), properties="<w:del/>")
    found = table(
        tbl(row(cell("a"), wrapped_cell, cell("y", "<w:cellDel/>")), wrapped_row, deleted)
    )
    assert shape(found) == [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 0, 1, 1)]]


def test_a_huge_span_is_cut() -> None:
    found = table(tbl(row(cell("a", '<w:gridSpan w:val="999999999"/>'), cell("b"))))
    assert found.rows[0][0].columns == 100


def test_an_empty_table() -> None:
    assert table("<w:tbl/>").rows == ()
