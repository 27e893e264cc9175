"""Lines that are drawn, typed or bordered, and text boxes."""

import pytest

from vanban.check.facts import DrawnLine, Paragraph

from .packages import A4, observed, par, paragraph, paragraphs, run, table

BLACK = "<a:ln><a:solidFill><a:srgbClr val='000000'/></a:solidFill></a:ln>"
PLACED = "<wp:positionV relativeFrom='paragraph'><wp:posOffset>{}</wp:posOffset></wp:positionV>"
GRAPHIC = "<a:graphic><a:graphicData>{}</a:graphicData></a:graphic>"


def anchored(shape: str, width: int, height: int, more: str = "") -> str:
    return (
        f"<w:r><w:drawing><wp:anchor>{more}<wp:extent cx='{width}' cy='{height}'/>"
        f"{GRAPHIC.format(shape)}</wp:anchor></w:drawing></w:r>"
    )


def shape(geometry: str = "line", inside: str = BLACK, more: str = "", rotation: str = "") -> str:
    turn = f" rot='{rotation}'" if rotation else ""
    return (
        f"<wps:wsp><wps:spPr><a:xfrm{turn}/><a:prstGeom prst='{geometry}'/>{inside}</wps:spPr>"
        f"{more}</wps:wsp>"
    )


def vml(inside: str) -> str:
    return f"<w:r><w:pict>{inside}</w:pict></w:r>"


def lines_of(inside: str, properties: str = "") -> tuple[DrawnLine, ...]:
    return paragraph(f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>{A4}").lines


def test_a_drawn_line_has_its_length_and_place() -> None:
    (line,) = lines_of(anchored(shape(), 2160000, 0, PLACED.format(36000)))
    assert (line.how, line.length_mm, line.offset_mm) == ("hinh", 60.0, 1.0)
    assert not line.is_dashed


def test_a_line_of_the_page_has_no_place_by_its_paragraph() -> None:
    page = PLACED.replace("paragraph", "page").format(36000)
    assert lines_of(anchored(shape(), 2160000, 0, page))[0].offset_mm is None


@pytest.mark.parametrize(
    ("drawn", "width", "height"),
    [
        (shape("straightConnector1"), 720000, 0),
        (shape("straightConnector1"), 720000, 30000),
        (shape("rect"), 720000, 9000),
        (shape("rect", "<a:solidFill><a:srgbClr val='000000'/></a:solidFill>"), 720000, 9000),
        (shape(inside="", more="<wps:style><a:lnRef idx='1'/></wps:style>"), 720000, 0),
        (shape(rotation="10800000"), 720000, 0),
        (shape(rotation="5400000"), 0, 720000),
        ("<pic:pic><pic:spPr/></pic:pic>", 720000, 12700),
    ],
)
def test_shapes_that_are_lines(drawn: str, width: int, height: int) -> None:
    assert [line.length_mm for line in lines_of(anchored(drawn, width, height))] == [20.0]


@pytest.mark.parametrize(
    ("drawn", "width", "height"),
    [
        (shape(), 0, 720000),
        (shape(), 720000, 720000),
        (shape(), 36000, 0),
        (shape("rect"), 720000, 360000),
        (shape(inside="<a:ln><a:noFill/></a:ln>"), 720000, 0),
        (shape(inside=BLACK.replace("000000", "FFFFFF")), 720000, 0),
        (shape(inside=""), 720000, 0),
        (shape(rotation="5400000"), 720000, 0),
        ("<pic:pic><pic:spPr/></pic:pic>", 720000, 720000),
    ],
)
def test_shapes_that_are_no_lines(drawn: str, width: int, height: int) -> None:
    assert lines_of(anchored(drawn, width, height)) == ()


def test_a_drawing_is_told_whether_or_not_it_is_a_line() -> None:
    picture = anchored("<pic:pic><pic:spPr/></pic:pic>", 720000, 720000)
    found = paragraphs(f"<w:p>{picture}</w:p>" + par("a") + f"<w:p>{vml('<v:oval/>')}</w:p>")
    assert [p.has_drawing for p in found] == [True, False, True]
    assert not any(p.lines for p in found)


def test_hidden_drawings_and_dashes() -> None:
    hidden = "<wp:docPr id='1' name='a' hidden='1'/>"
    assert lines_of(anchored(shape(), 720000, 0, hidden)) == ()
    dashed = BLACK.replace("</a:ln>", "<a:prstDash val='dash'/></a:ln>")
    assert lines_of(anchored(shape(inside=dashed), 720000, 0))[0].is_dashed


def test_a_line_in_a_group_has_the_scale_of_the_group() -> None:
    inner = shape().replace(
        "<a:xfrm/>", "<a:xfrm><a:off x='0' y='500'/><a:ext cx='1000' cy='0'/></a:xfrm>"
    )
    group = (
        "<wpg:wgp><wpg:grpSpPr><a:xfrm><a:ext cx='720000' cy='720000'/><a:chOff x='0' y='0'/>"
        f"<a:chExt cx='2000' cy='2000'/></a:xfrm></wpg:grpSpPr>{inner}</wpg:wgp>"
    )
    (line,) = lines_of(anchored(group, 720000, 720000, PLACED.format(0)))
    assert (line.length_mm, line.offset_mm) == (10.0, 5.0)


def test_one_of_two_alternates_is_drawn() -> None:
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"{anchored(shape(), 720000, 0)[5:-6]}</mc:Choice><mc:Fallback><w:pict>"
        "<v:line from='0,0' to='100pt,0'/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert [line.length_mm for line in lines_of(both)] == [20.0]
    fallback = lines_of(both.replace("Requires='wps'", "Requires='w99'"))
    assert [round(line.length_mm or 0, 1) for line in fallback] == [35.3]


@pytest.mark.parametrize(
    ("drawn", "length"),
    [
        ("<v:line from='10pt,2pt' to='110pt,2pt'/>", 35.3),
        ("<v:line from='1in,0' to='2in,0' style='position:absolute'/>", 25.4),
        ("<v:shape type='#_x0000_t32' style='width:72pt;height:0'/>", 25.4),
        ("<v:rect style='width:72pt;height:1.5pt' fillcolor='black' stroked='f'/>", 25.4),
        (
            "<v:group style='width:72pt;height:72pt' coordsize='100,100'>"
            "<v:line from='0,10' to='50,10'/></v:group>",
            12.7,
        ),
        (
            "<v:group style='width:72pt;height:72pt' coordsize='72,72'>"
            "<v:line from='0,10' to='36,10'/></v:group>",
            12.7,
        ),
        ("<v:line from='0,0' to='96,0'/>", 25.4),
    ],
)
def test_lines_of_the_older_kind(drawn: str, length: float) -> None:
    assert [round(line.length_mm or 0, 1) for line in lines_of(vml(drawn))] == [length]


@pytest.mark.parametrize(
    "drawn",
    [
        "<v:line from='0,0' to='0,100pt'/>",
        "<v:line from='0,0' to='100pt,0' stroked='f' filled='f'/>",
        "<v:line from='0,0' to='100pt,0' strokecolor='white'/>",
        "<v:rect style='width:72pt;height:40pt'/>",
        "<v:line from='0,0' to='100pt,0' style='visibility:hidden'/>",
        "<v:shapetype/>",
    ],
)
def test_shapes_of_the_older_kind_that_are_no_lines(drawn: str) -> None:
    assert lines_of(vml(drawn)) == ()


def test_the_place_of_a_line_of_the_older_kind() -> None:
    style = "position:absolute;margin-top:7.2pt;width:72pt;height:0"
    (line,) = lines_of(vml(f"<v:shape type='#_x0000_t32' style='{style}'/>"))
    assert line.offset_mm == pytest.approx(2.54)
    group = "<v:group style='{}' coordsize='100,100' coordorigin='0,10'>{}</v:group>"
    placed = "position:absolute;margin-top:7.2pt;width:72pt;height:72pt"
    (line,) = lines_of(vml(group.format(placed, "<v:line from='0,60' to='50,60'/>")))
    assert line.offset_mm == pytest.approx(2.54 + 12.7)
    dashed = "<v:line from='0,0' to='9in,0'><v:stroke dashstyle='dash'/></v:line>"
    assert lines_of(vml(dashed))[0].is_dashed


def test_a_ruled_line_across_has_no_known_length() -> None:
    rule = "<v:rect style='width:0;height:1.5pt' o:hr='t' fillcolor='#aca899' stroked='f'/>"
    assert lines_of(vml(rule)) == (DrawnLine("hinh", None),)


BORDER = "<w:{} w:val='single' w:sz='6'/>"


def bordered(*sides: str) -> str:
    return f"<w:pBdr>{''.join(BORDER.format(side) for side in sides)}</w:pBdr>"


def test_a_border_below_is_a_line_as_wide_as_the_paragraph() -> None:
    indented = bordered("bottom") + "<w:ind w:left='1134' w:right='1134'/>"
    (line,) = lines_of(run("a"), indented)
    assert line.how == "vien"
    assert line.length_mm == pytest.approx(210 - 30 - 15 - 40, abs=0.1)
    assert lines_of(run("a"), bordered("top", "bottom", "left", "right")) == ()
    assert lines_of(run("a"), "<w:pBdr><w:bottom w:val='nil'/></w:pBdr>") == ()


def test_a_border_above_is_a_line_below_the_paragraph_before() -> None:
    indented = bordered("top") + "<w:ind w:left='1134' w:right='1134'/>"
    first, second = paragraphs(par("a") + par("", indented) + A4)
    assert [line.length_mm for line in first.lines] == [pytest.approx(125.0, abs=0.1)]
    assert second.lines == ()
    (alone,) = paragraphs(par("", bordered("top")))
    assert [line.how for line in alone.lines] == ["vien"]


def test_paragraphs_of_one_frame_have_one_line_below() -> None:
    found = paragraphs(par("a", bordered("bottom")) * 2)
    assert [len(p.lines) for p in found] == [0, 1]


@pytest.mark.parametrize(
    "signs", ["____", "-------", "————", "──────", "- - - -", "=====", "_" * 40]
)
def test_typed_lines(signs: str) -> None:
    (line,) = lines_of(run(signs))
    assert line.how == "ky_tu"


def test_a_typed_line_may_share_its_paragraph() -> None:
    (line,) = lines_of("<w:r><w:t>Tên</w:t><w:br/><w:t>-------</w:t></w:r>")
    assert line.how == "ky_tu"
    assert line.length_mm == pytest.approx(7 * 0.333 * 10 * 25.4 / 72)


@pytest.mark.parametrize("words", ["Độc lập - Tự do", "Tên: ______", "......", "--", "a---b", ""])
def test_words_that_are_no_lines(words: str) -> None:
    assert lines_of(run(words)) == ()


def test_underlined_text() -> None:
    underline = "<w:u w:val='single'/>"
    assert lines_of(run("Tên", underline) + run(" ")) == (DrawnLine("gach_chan", None),)
    assert lines_of(run("Tên", underline) + run(" sau")) == ()
    assert [line.how for line in lines_of(run("a") + run(" " * 20, underline))] == ["gach_chan"]


def test_a_layout_cell_with_a_border_below_underlines_its_last_words() -> None:
    borders = "<w:tcBorders><w:bottom w:val='single'/></w:tcBorders>"
    cell = "<w:tc><w:tcPr><w:tcW w:w='1134' w:type='dxa'/>{}</w:tcPr>{}</w:tc>"
    row = cell.format(borders, par("a") + par("b")) + cell.format("", par("c"))
    found = table(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>").rows[0]
    lines = [p.lines for c in found for p in c.paragraphs()]
    assert [[line.how for line in of] for of in lines] == [[], ["vien"], []]
    assert lines[1][0].length_mm == pytest.approx(20.0, abs=0.01)


BOX = "<w:txbxContent>{}</w:txbxContent>"


@pytest.mark.parametrize(
    "box",
    [
        anchored(
            shape("rect", more=f"<wps:txbx>{BOX.format(par('trong') + par('hộp'))}</wps:txbx>"),
            720000,
            9000,
        ),
        vml(
            "<v:shape style='width:72pt;height:40pt'>"
            f"<v:textbox>{BOX.format(par('trong') + par('hộp'))}</v:textbox></v:shape>"
        ),
    ],
)
def test_the_paragraphs_of_a_box_follow_their_anchor(box: str) -> None:
    found = paragraphs(f"<w:p>{run('neo')}{box}{run(' đây')}</w:p>{par('sau')}")
    assert [(p.text, p.place.text_box, p.place.paragraph) for p in found] == [
        ("neo đây", False, 1),
        ("trong", True, 2),
        ("hộp", True, 3),
        ("sau", False, 4),
    ]
    assert found[0].lines == ()


def test_a_table_in_a_box() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{par('ô')}</w:tc></w:tr></w:tbl>"
    box = vml(f"<v:shape><v:textbox>{BOX.format(inner)}</v:textbox></v:shape>")
    document = observed(f"<w:p>{box}</w:p>")
    assert len(document.tables) == 1
    assert isinstance(document.blocks[0], Paragraph)
    place = document.paragraphs[1].place
    assert (place.text_box, place.table, place.row, place.cell) == (True, 1, 1, 1)
