"""Whatever is done to a file, it is read, or refused with a message, in little time."""

import random
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from vanban.check.checking import judge
from vanban.check.facts import Document
from vanban.check.opening import open_package
from vanban.check.reports.comments import annotate
from vanban.check.rules import RULES
from vanban.check.running import RuleSet
from vanban.errors import DocxError

from .mutants import rendered
from .observing.packages import parts_of, zipped

EXAMPLES = ("cong_van", "ke_hoach_kinh_phi", "quyet_dinh_ban_hanh")
SECONDS_PER_FILE = 5.0
EVERY_RULE = RuleSet(RULES.values())


def survives(data: bytes) -> None:
    """Reads, judges and annotates a file; anything but DocxError is a failure."""
    started = time.process_time()
    try:
        package = open_package(data)
        report = judge(package, EVERY_RULE, "a.docx")
        touch(report.recognised.document)
        assert report.to_dict()["file"] == "a.docx"
        annotate(data, package, report)
    except DocxError as error:
        assert str(error)
    assert time.process_time() - started < SECONDS_PER_FILE


def touch(document: Document) -> None:
    """Uses every fact once."""
    margins = [p for s in document.sections for m in s.margins for p in m.paragraphs()]
    for number, paragraph in enumerate(document.paragraphs, 1):
        assert paragraph.place.paragraph == number
        assert all(run.text for run in paragraph.runs)
    for paragraph in (*document.paragraphs, *document.footnotes, *margins):
        assert paragraph.text is not None
        assert all(run.font.size_pt > 0 for run in paragraph.runs)


@cache
def parts(example: str) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(rendered(example))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(example: str, name: str, content: bytes) -> bytes:
    return zipped({**parts(example), name: content})


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with some of them turned, taken out, or cut off."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not found:
            break
        at = chance.randrange(len(found))
        kind = chance.randrange(4)
        if kind == 0:
            found[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del found[at : at + chance.randint(1, 40)]
        elif kind == 2:
            found[at:at] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 9)))
        elif len(found) > 200:
            del found[at + 100 :]
    return bytes(found)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("seed", range(80))
def test_damaged_packages(example: str, seed: int) -> None:
    survives(damaged(rendered(example), random.Random(f"{example} {seed}")))  # noqa: S311


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("seed", range(80))
def test_damaged_parts(example: str, seed: int) -> None:
    chance = random.Random(f"{example} {seed}")  # noqa: S311
    name = chance.choice(sorted(parts(example)))
    survives(with_part(example, name, damaged(parts(example)[name], chance)))


def drop(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def double(element: etree._Element, chance: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        copy = etree.fromstring(etree.tostring(element))
        parent.insert(chance.randrange(len(parent) + 1), copy)


def shuffle(element: etree._Element, chance: random.Random) -> None:
    children = list(element)
    chance.shuffle(children)
    element[:] = children


def rename(element: etree._Element, chance: random.Random) -> None:
    others = [other for other in element.getroottree().iter() if isinstance(other.tag, str)]
    element.tag = chance.choice(others).tag


def garble(element: etree._Element, chance: random.Random) -> None:
    for name in list(element.attrib):
        words = ("", "-1", "99999999999", "1e9", "x", "0", "NaN", "50%", "٣", "1.5pt", "true")
        element.set(name, chance.choice(words))


def empty(element: etree._Element, chance: random.Random) -> None:
    element.attrib.clear()


ALTERATIONS: tuple[Callable[[etree._Element, random.Random], None], ...] = (
    drop,
    double,
    shuffle,
    rename,
    garble,
    empty,
)


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("seed", range(80))
def test_altered_elements(example: str, seed: int) -> None:
    chance = random.Random(f"{example} {seed}")  # noqa: S311
    name = chance.choice([name for name in sorted(parts(example)) if name.endswith("ml")])
    root = etree.fromstring(parts(example)[name])
    elements = list(root.iter(etree.Element))
    for element in chance.sample(elements, min(len(elements), chance.randint(1, 30))):
        chance.choice(ALTERATIONS)(element, chance)
    survives(with_part(example, name, etree.tostring(root)))


TAGS = (
    "p r t pPr rPr tbl tr tc tcPr trPr sdt sdtContent ins del hyperlink fldSimple fldChar "
    "instrText drawing pict txbxContent sectPr numPr numId ilvl gridSpan vMerge hMerge vanish "
    "pBdr bottom top framePr tblPr tblW tblGrid gridCol gridBefore sym ruby rubyBase jc ind "
    "spacing sz b rFonts pStyle rStyle footnoteReference headerReference"
).split()
ATTRIBUTES = "val w type ascii left firstLine line fldCharType instr id char font ilvl".split()
VALUES = ("", "0", "1", "-5", "720", "99999999999", "begin", "separate", "end", "PAGE", "pct", "x")


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> str:
    """A tree of elements that Word knows, put together without sense."""
    tag = draw(st.sampled_from(TAGS))
    attributes = draw(
        st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=3)
    )
    inside = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    text = draw(st.sampled_from(("", "Việt", "e\u0323\u0302", "\u0301", "___ ", " ")))
    written = "".join(f' w:{name}="{value}"' for name, value in attributes.items())
    return f"<w:{tag}{written}>{text}{inside}</w:{tag}>"


@settings(max_examples=60)
@given(st.lists(elements(), max_size=4), st.lists(elements(2), max_size=2))
def test_elements_without_sense(body: list[str], styles: list[str]) -> None:
    others = {"styles": "".join(styles), "numbering": "".join(styles), "settings": "<w:p/>"}
    survives(zipped(parts_of("".join(body), **others)))


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    with pytest.raises(DocxError):
        open_package(data)


def cut(data: bytes) -> Iterator[bytes]:
    yield from (data[:end] for end in range(0, len(data), max(len(data) // 100, 1)))


def test_a_file_cut_anywhere_is_refused() -> None:
    for beginning in islice(cut(rendered("cong_van")), 100):
        with pytest.raises(DocxError):
            open_package(beginning)
