"""Whatever stands in a document, recognition comes to an end and says what it can."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.check.components import Recognised
from vanban.check.facts import (
    Block,
    Cell,
    Document,
    Font,
    Margin,
    Paragraph,
    Place,
    Run,
    Section,
    Table,
)
from vanban.check.recognition import recognise

WORDS = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ỦY BAN NHÂN DÂN",
    "TỈNH B",
    "Số: 12/QĐ-UBND",
    "Số:    /2026/QĐ-UBND",
    "V/v nghỉ lễ",
    "Hà Nội, ngày 31 tháng 02 năm 2026",
    "ngày 99/99/9999",
    "QUYẾT ĐỊNH",
    "QUYẾT ĐỊNH:",
    "CÔNG ĐIỆN",
    "Chủ tịch xã điện:",
    "Kính gửi:",
    "- Sở Nội vụ;",
    "(Kèm theo Quyết định số 1)",
    "Căn cứ Luật Thủ đô;",
    "Chương I",
    "Điều 1. Phạm vi",
    "I. MỤC ĐÍCH",
    "1. Một việc",
    "a) Một điểm;",
    "Nơi nhận:",
    "Nơi nhận: Như trên",
    "TM. ỦY BAN NHÂN DÂN",
    "Lê Văn An",
    "Phụ lục I",
    "Mẫu số 01",
    "SAO Y",
    "Xác nhận của cơ quan",
    "-------",
    "MẬT",
    "",
]

texts = st.lists(st.sampled_from([*WORDS, "\t", "\n", "      "]) | st.text(max_size=8), max_size=4)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = "".join(draw(texts))
    font = Font("Times New Roman", 14, bold=draw(st.booleans()), italic=draw(st.booleans()))
    return Paragraph(
        Place("than", draw(st.integers(1, 99))),
        (Run(text, font),) if text else (),
        number=draw(st.sampled_from(["", "1.", "a)", "-", "I.", "\uf0b7"])),
        style=draw(st.sampled_from(["Normal", "VB_TrichYeu", "VB_HoTen", "VB_KinhGui", "VB_Dieu"])),
        alignment=draw(st.sampled_from(["trai", "giua", "phai", "deu"])),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(0, 3))
    rows = draw(st.lists(st.lists(paragraphs(), min_size=columns, max_size=columns), max_size=3))
    made = tuple(
        tuple(Cell((paragraph,), column=number) for number, paragraph in enumerate(row))
        for row in rows
    )
    return Table(made, is_bordered=draw(st.booleans()))


blocks = st.lists(paragraphs() | tables(), max_size=14).map(tuple)


@st.composite
def sections(draw: st.DrawFn) -> Section:
    body: tuple[Block, ...] = draw(blocks)
    header = Margin("dau_trang", "cac_trang", draw(blocks))
    return Section(body, 210, 297, 20, 20, 30, 15, margins=(header,))


@settings(max_examples=150)
@given(st.lists(sections(), max_size=2))
def test_recognition_comes_to_an_end(made: list[Section]) -> None:
    _check(made)
    named = Paragraph(Place("than", 1), (Run(WORDS[0], Font("Times New Roman", 13)),))
    _check([Section((named,), 210, 297, 20, 20, 30, 15), *made])


def _check(made: list[Section]) -> None:
    found = recognise(Document(tuple(made)))
    assert found.regime_reason
    assert _stretches_are_sound(found)


def _stretches_are_sound(found: Recognised) -> bool:
    stretches = (
        stretch
        for components in found.components.values()
        for component in components
        for stretch in component.stretches
    )
    return all(0 <= s.start <= s.end <= len(s.paragraph.text) for s in stretches)
