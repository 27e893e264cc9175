"""Validated document -> bytes, beside docxtpl with the same text and beside the bare deflate.

    python benchmarks/rendering.py [ROUNDS]

The works are called in turns, one call each, so that what else the machine does falls on all
alike. Times are CPU time; each figure is the median over the rounds. Beside the same document
again and again stands the hard case: every document has numbers never seen before.

The floor deflates all of document.xml at the level of vanban, as any program must for a document
that it has not seen. vanban deflates again only the segments that are new (render/segments.py): all
of them for a lone document, none for the same document again, about a third for a row of a batch.
So "vanban / floor" of one document again and again flatters it; judge a batch by the hard case.

The goals are those of the design: at least 70 times docxtpl with an ordinary template package, 40
times with the small package that vanban writes, and at most 2.5 times the floor.
"""

import re
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time_ns
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

import vanban
from vanban.models import PhatDong
from vanban.outline import parse_outline
from vanban.render import rendering
from vanban.render.body import BodyWriter
from vanban.render.package import PartInPieces
from vanban.render.segments import DEFLATE_LEVEL
from vanban.render.skeleton import skeleton
from vanban.render.templates import filling, find_template

ROOT = Path(__file__).parents[1]
DATA = ROOT / "examples" / "quang_trung" / "2024.yaml"
TAG_ALONE = re.compile(r"\{%(.*)%\}")

Work = Callable[[], object]


def docxtpl_lines(document: PhatDong, body: str) -> list[str]:
    """The text of a decree's page as paragraphs of a docxtpl template; ``body`` is our template."""
    signer = document.nguoi_ky
    head = ["ỦY BAN NHÂN DÂN\nXÃ QUANG TRUNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    head += ["Độc lập - Tự do - Hạnh phúc", "Số: /{{ ky_hieu }}"]
    head += ["{{ dia_danh }}, ngày tháng năm {{ nam }}", "PHÁT ĐỘNG", "{{ trich_yeu }}"]
    foot = ["Nơi nhận:", *(f"- {place};" for place in document.noi_nhan), "- Lưu: VT, TĐKT."]
    foot += [signer.chuc_vu.upper(), signer.ho_ten]
    return [*head, *filter(None, map(_docxtpl_line, body.splitlines())), *foot]


def _docxtpl_line(line: str) -> str:
    line = line.strip()
    alone = TAG_ALONE.fullmatch(line)
    if line.startswith("{#") or (alone and "block" in alone[1]):
        return ""
    if alone and "%}" not in alone[1]:
        return f"{{%p{alone[1]}%}}"
    return line.replace("**", "")


def docxtpl_template(lines: list[str], base: docx.document.Document, path: Path) -> Path:
    """A template of these paragraphs in the package of ``base``."""
    for element in list(base.element.body)[:-1]:
        base.element.body.remove(element)
    for line in lines:
        base.add_paragraph(line)
    base.save(str(path))
    return path


def run_docxtpl(path: Path, document: PhatDong) -> bytes:
    """As its README uses it: open the template, render, save."""
    template = DocxTemplate(str(path))
    template.render(document.template_context())
    buffer = BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def floor(xml: bytes) -> bytes:
    """Deflate, crc, join and write of the same document.xml at the same level."""
    data = zlib.compress(xml, DEFLATE_LEVEL, wbits=-zlib.MAX_WBITS)
    buffer = BytesIO()
    buffer.write(b"".join((zlib.crc32(xml).to_bytes(4), data)))
    return buffer.getvalue()


def words_of(data: bytes) -> list[str]:
    """Every word of the body, sorted: the two programs set the same text in another order."""
    body = docx.Document(BytesIO(data)).element.body
    texts = (qn("w:t"), qn("w:br"))
    lines = ("".join(t.text or "" for t in p.iter(*texts)) for p in body.iter(qn("w:p")))
    return sorted(" ".join(lines).replace("\u00a0", " ").split())


def in_turns(works: dict[str, Work], rounds: int, every: int = 1) -> dict[str, float]:
    """Median microseconds of CPU of each work, in turns; docxtpl every ``every`` rounds."""
    times: dict[str, list[int]] = {name: [] for name in works}
    for number in range(rounds):
        for name, work in works.items():
            if name.startswith("docxtpl") and number % every:
                continue
            start = process_time_ns()
            work()
            times[name].append(process_time_ns() - start)
    return {name: median(found) / 1000 for name, found in times.items()}


def render_new_documents(document: PhatDong, rounds: int) -> float:
    """Median microseconds of CPU of rendering documents with numbers of their own throughout."""
    data = document.model_dump()
    times = []
    for number in range(rounds):
        for target in (*data["chi_tieu"]["kinh_te"], *data["chi_tieu"]["van_hoa_xa_hoi"]):
            if target["gia_tri"] and not target["trong_do"]:
                target["gia_tri"] = f"{1000 + number:,} tấn".replace(",", ".")
            for item in target["gom_co"]:
                if not item["trong_do"]:
                    item["gia_tri"] = f"{2000 + number:,} con".replace(",", ".")
        new = PhatDong.model_validate(data)
        start = process_time_ns()
        vanban.render(new)
        times.append(process_time_ns() - start)
    return median(times) / 1000


def split(document: PhatDong) -> dict[str, Work]:
    """The stages of one document, each with the input it gets."""
    data = document.model_dump()
    path = find_template("phat_dong.docx.j2")
    names, values = document.template_names(), document.template_context
    text = filling(path, names, values).pieces()
    blocks = parse_outline(text)
    room = rendering._layout(document.law, document.co_chu, landscape=False).room_pt
    made = skeleton(document.law, document.co_chu)
    body = BodyWriter(document).write(blocks, room)
    pieces = (made.document_head, *body, made.document_tail)
    xml = b"".join(pieces)
    part = PartInPieces("word/document.xml", pieces)
    return {
        "validate": lambda: PhatDong.model_validate(data),
        "template": lambda: filling(path, names, values).pieces(),
        "outline": lambda: parse_outline(text),
        "XML": lambda: BodyWriter(document).write(blocks, room),
        "deflate": lambda: floor(xml),
        "write": lambda: made.package.write((part,)),
    }


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    document = vanban.load(DATA)
    assert isinstance(document, PhatDong)
    ours = vanban.render(document)
    with ZipFile(BytesIO(ours)) as package:
        xml = package.read("word/document.xml")
    with TemporaryDirectory() as folder:
        body = Path(find_template("phat_dong.docx.j2")).read_text("utf-8")
        lines = docxtpl_lines(document, body)
        ordinary = docxtpl_template(lines, docx.Document(), Path(folder, "ordinary.docx"))
        small = docxtpl_template(
            lines, vanban.to_docx_document(document), Path(folder, "small.docx")
        )
        assert words_of(run_docxtpl(ordinary, document)) == words_of(ours)
        works: dict[str, Work] = {
            "vanban": lambda: vanban.render(document),
            "floor": lambda: floor(xml),
            "docxtpl, small package": lambda: run_docxtpl(small, document),
            "docxtpl, ordinary package": lambda: run_docxtpl(ordinary, document),
        }
        found = in_turns(works, rounds, every=20)
    found["vanban, every document new"] = render_new_documents(document, rounds)
    report(found, in_turns(split(document), rounds), len(xml), len(ours))
    report_memory(document)


def report(found: dict[str, float], stages: dict[str, float], xml: int, size: int) -> None:
    """Print the figures beside their goals."""
    print(f"document.xml {xml} bytes, .docx {size} bytes, deflate level {DEFLATE_LEVEL}\n")
    for name, time in found.items():
        print(f"{name:28} {time:9.0f} µs")
    base = found["vanban"]
    print(
        f"\ndocxtpl, ordinary / vanban {found['docxtpl, ordinary package'] / base:6.1f}   goal 70"
    )
    print(f"docxtpl, small / vanban    {found['docxtpl, small package'] / base:6.1f}   goal 40")
    print(f"vanban / floor             {base / found['floor']:6.2f}   goal 2.5 at most")
    fresh = found["docxtpl, ordinary package"] / found["vanban, every document new"]
    print(f"docxtpl, ordinary / vanban {fresh:6.1f}   when every number of every document is new\n")
    print("one document, by stage (deflate is part of write):")
    for name, time in stages.items():
        print(f"{name:28} {time:9.0f} µs")


def report_memory(document: PhatDong) -> None:
    """Print the peak of one rendering."""
    tracemalloc.start()
    vanban.render(document)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\npeak memory of one rendering {peak / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
