"""Rows of a workbook -> documents on disk, beside docxtpl and beside the bare deflate and write.

    python benchmarks/batches.py [VILLAGES [MANY]]

VILLAGES rows (10,000) are made into documents by one process and by two, without the checker, then
a sample with it. docxtpl gets the same text and the same rows, ready as contexts, and writes its
files too; a sample of it is scaled. Beside the batch of two processes stand two batches of one
process each that run at once: no program makes more of two cores than they do. All is measured in
rounds, and each figure is the median over them.

The floor is what no program can do without: each document's
XML deflated, in one piece at our level, and its bytes written under a temporary name and renamed.
Everything goes to /dev/shm where there is one, so that no disk is measured. The memory is the peak
of the parent and of its largest child, for 1,000 rows and for MANY (100,000).

The goals: at most 3 times the floor and at least 70 times docxtpl with one process; at least 1.8
times as fast with two.
"""

import re
import shutil
import subprocess
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from tempfile import mkdtemp
from time import perf_counter, process_time
from typing import NamedTuple, TypeVar
from zipfile import ZipFile

import docx
from docxtpl import DocxTemplate
from openpyxl import Workbook
from rendering import docxtpl_lines, docxtpl_template, run_docxtpl, words_of

import vanban
from vanban.batch.folder_store import FolderStore
from vanban.batch.preflight_step import CHUNK
from vanban.batch.results import Options
from vanban.batch.running import BatchRun
from vanban.batch.steps import uncollected
from vanban.data import Draft, Row, Shorthand, load_draft, open_rows
from vanban.models import PhatDong
from vanban.render import blocks_of, package_of, pages_of, source_of
from vanban.render.segments import DEFLATE_LEVEL
from vanban.render.templates import find_template

ROOT = Path(__file__).parents[1]
BASE = ROOT / "examples" / "quang_trung" / "thon.yaml"
FAST_DISK = Path("/dev/shm")  # noqa: S108
SAMPLE, STEPS, ROUNDS = 200, 2_000, 3
BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock %}", re.DOTALL)
TARGETS = (
    *("Tổng sản lượng lương thực cả năm", "Đàn trâu, bò", "Tổng đàn lợn cả năm", "Đàn gia cầm"),
    *("Sản lượng nuôi trồng thủy sản cả năm", "Số hộ nghèo giảm"),
    "Tỷ lệ gia đình đạt chuẩn gia đình văn hóa",
)

T = TypeVar("T")


def rows_of(count: int) -> Iterator[list[str]]:
    """Villages whose every number is new."""
    for n in range(1, count + 1):
        values = (f"{1000 + n} tấn", f"{2000 + n} con", f"{3000 + n} con", f"{40000 + n} con")
        shares = (f"{50 + n},5 tấn", f"{n % 90 + 10} hộ", f"8{n % 10},{n % 97:02d}%")
        yield [f"Thôn {n}", f"Phong trào thi đua năm 2024 tại Thôn {n}", *values, *shares]


def write_workbook(path: Path, count: int) -> Path:
    """The villages as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Thôn")
    sheet.append(["Đơn vị được giao", "Trích yếu", *TARGETS])
    for row in rows_of(count):
        sheet.append(row)
    book.save(path)
    return path


def run(table: Path, folder: Path, jobs: int, *, check: bool = False) -> tuple[float, float]:
    """Seconds on the clock and of CPU, children included, of a whole batch."""
    shutil.rmtree(folder, ignore_errors=True)
    begun, used = perf_counter(), cpu_seconds()
    with BatchRun(BASE, table, folder, Options(jobs=jobs, check=check)) as batch:
        assert not list(batch.preflight())
        written = sum(result.outcome == "written" for result in batch.write())
    seconds, cpu = perf_counter() - begun, cpu_seconds() - used
    assert written == batch.counts.rows
    return seconds, cpu


def cpu_seconds() -> float:
    """CPU of this process and of the children that have ended."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def per_item(work: Callable[[int], object], count: int) -> float:
    """Median microseconds of CPU of ``work(0)``, ``work(1)`` and so on."""
    times = []
    for number in range(count):
        begun = process_time()
        work(number)
        times.append(process_time() - begun)
    return median(times) * 1e6


def floor(documents: list[bytes], folder: Path) -> float:
    """Microseconds of the deflate and the write of the same bytes, per document."""
    bodies = []
    for data in documents:
        with ZipFile(BytesIO(data)) as package:
            bodies.append(package.read("word/document.xml"))

    def work(number: int) -> None:
        xml = bodies[number]
        zlib.compress(xml, DEFLATE_LEVEL, wbits=-zlib.MAX_WBITS)
        zlib.crc32(xml)
        temporary = folder / f".{number}.tmp"
        temporary.write_bytes(documents[number])
        temporary.rename(folder / f"{number}.docx")

    folder.mkdir()
    return per_item(work, len(documents))


def docxtpl_template_of(document: PhatDong, path: Path) -> Path:
    """A docxtpl template with the text of a village's document."""
    child = (ROOT / "examples" / "quang_trung" / "thon.docx.j2").read_text("utf-8")
    own: dict[str, str] = dict(BLOCK.findall(child))
    body = Path(find_template("phat_dong.docx.j2")).read_text("utf-8")
    body = BLOCK.sub(lambda block: own.get(str(block[1]), str(block[2])), body)
    return docxtpl_template(docxtpl_lines(document, body), docx.Document(), path)


def docxtpl(documents: list[PhatDong], folder: Path) -> float:
    """Microseconds of docxtpl, as its README uses it, per document; contexts are ready."""
    template = docxtpl_template_of(documents[0], folder / "template.docx")
    assert words_of(run_docxtpl(template, documents[0])) == words_of(vanban.render(documents[0]))
    contexts = [document.template_context() for document in documents]

    def work(number: int) -> None:
        made = DocxTemplate(str(template))
        made.render(contexts[number])
        made.save(str(folder / f"docxtpl {number}.docx"))

    return per_item(work, len(documents))


def sample(table: Path, base: Draft, count: int) -> list[PhatDong]:
    """The first documents of a table."""
    source = open_rows(table, base)
    found = (source.layer.overlay(base, row).document() for row in islice(source, count))
    return [document for document in found if isinstance(document, PhatDong)]


def split(table: Path, base: Draft, count: int) -> dict[str, float]:
    """Microseconds of each step of the batch, which it takes for a chunk at once, per row."""
    source = open_rows(table, base)
    shorthand = Shorthand(source.layer.overlay(base, next(iter(source))).document())
    folder = FolderStore(Path(mkdtemp(dir=table.parent)))
    times: defaultdict[str, float] = defaultdict(float)

    def step(name: str, work: Iterable[T]) -> list[T]:
        begun = process_time()
        made = list(work)
        times[name] += (process_time() - begun) / count * 1e6
        return made

    def take(rows: list[Row]) -> None:
        drafts = step("overlay", (source.layer.overlay(base, row) for row in rows))
        documents = step("validate", (draft.document() for draft in drafts))
        written = step("write in short", map(shorthand.write, documents))
        read = step("read in short", map(shorthand.read, written))
        sources = step("values", map(source_of, read))
        outlines = step("template, outline", map(blocks_of, sources))
        pages = step("XML", map(pages_of, read, outlines))
        packages = step("deflate, package", map(package_of, read, pages))
        names = (f"{row.number}.docx" for row in rows)
        step("write", map(partial(folder.put, force=False), names, packages))

    waiting = islice(source, count)
    while rows := step("read", islice(waiting, CHUNK)):
        with uncollected():
            take(rows)
    return times


def peak_memory(count: int) -> str:
    """The peak of a batch of ``count`` rows in a process of its own."""
    command = [sys.executable, __file__, "--peak", str(count)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def tell_peak(count: int) -> None:
    """Run a batch with two processes and print the peaks."""
    folder = Path(mkdtemp(dir=FAST_DISK if FAST_DISK.is_dir() else None))
    try:
        table = folder / "thon.csv"
        lines = (";".join(row) for row in rows_of(count))
        with table.open("w", encoding="utf-8") as file:
            print(";".join(["Đơn vị được giao", "Trích yếu", *TARGETS]), file=file)
            for line in lines:
                print(line, file=file)
        seconds, _ = run(table, folder / "out", 2)
    finally:
        shutil.rmtree(folder)
    parent, child = (getrusage(who).ru_maxrss / 1024 for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    rate = count / seconds
    print(f"{count:7} rows: {rate:6.0f} documents/s, parent {parent:.0f} MB, child {child:.0f} MB")


class Round(NamedTuple):
    """What one round measures: microseconds of CPU per document, documents per second."""

    floor: float
    docxtpl: float
    one: float
    two: float
    one_rate: float
    two_rate: float
    apart_rate: float


def one_round(table: Path, villages: int, documents: list[PhatDong], folder: Path) -> Round:
    """All that is compared, one after the other, so that what else the machine does hits all."""
    folder.mkdir()
    rendered = [vanban.render(document) for document in documents]
    least = floor(rendered, folder / "floor")
    theirs = docxtpl(documents[: len(documents) // 4 or 1], folder)
    wall, cpu = run(table, folder / "one", 1)
    wall_two, cpu_two = run(table, folder / "two", 2)
    apart = two_apart(table, folder)
    shutil.rmtree(folder)
    each = 1e6 / villages
    rates = (villages / wall, villages / wall_two, 2 * villages / apart)
    return Round(least, theirs, cpu * each, cpu_two * each, *rates)


def two_apart(table: Path, folder: Path) -> float:
    """Seconds of two batches at once, of one process each and with nothing in common.

    No batch with two processes can be quicker: this is what the machine gives.
    """
    with ProcessPoolExecutor(2) as pool:
        walls = pool.map(partial(run, table, jobs=1), (folder / "left", folder / "right"))
        return max(wall for wall, _ in walls)


def main(villages: int, many: int) -> None:
    """Measure and print."""
    folder = Path(mkdtemp(dir=FAST_DISK if FAST_DISK.is_dir() else None))
    try:
        table = write_workbook(folder / "thon.xlsx", villages)
        base = load_draft(BASE)
        few = min(SAMPLE, villages)
        documents = sample(table, base, few)
        rounds = [one_round(table, villages, documents, folder / f"{n}") for n in range(ROUNDS)]
        checked, _ = run(write_workbook(folder / "few.xlsx", few), folder / "few", 2, check=True)
        steps = split(table, base, min(STEPS, villages))
    finally:
        shutil.rmtree(folder)
    found = Round(*map(median, zip(*rounds, strict=True)))
    print(f"{villages} rows of a workbook to files, every number new; {ROUNDS} rounds\n")
    print(f"one process        {found.one_rate:8.0f} documents/s {found.one:9.0f} µs of CPU each")
    print(f"two processes      {found.two_rate:8.0f} documents/s {found.two:9.0f} µs of CPU each")
    print(f"two batches apart  {found.apart_rate:8.0f} documents/s")
    print(f"two, with checker  {few / checked:8.0f} documents/s")
    print(f"floor              {1e6 / found.floor:8.0f} documents/s {found.floor:9.0f} µs")
    print(f"docxtpl            {1e6 / found.docxtpl:8.0f} documents/s {found.docxtpl:9.0f} µs\n")

    def ratio(share: Callable[[Round], float]) -> float:
        return median(map(share, rounds))

    print(f"one process / floor     {ratio(lambda r: r.one / r.floor):6.2f}   goal 3 at most")
    print(f"docxtpl / one process   {ratio(lambda r: r.docxtpl / r.one):6.1f}   goal 70")
    print(f"two processes / one     {ratio(lambda r: r.two_rate / r.one_rate):6.2f}   goal 1.8")
    apart = ratio(lambda r: r.apart_rate / r.one_rate)
    print(f"two batches apart / one {apart:6.2f}   what the machine gives\n")
    print("one row, by step:")
    for name, time in steps.items():
        print(f"{name:20} {time:9.0f} µs")
    print()
    for count in dict.fromkeys((min(1_000, many), many)):
        print(peak_memory(count))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--peak", count]:
            tell_peak(int(count))
        case [villages, many]:
            main(int(villages), int(many))
        case [villages]:
            main(int(villages), 100_000)
        case _:
            main(10_000, 100_000)
