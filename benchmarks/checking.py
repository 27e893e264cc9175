"""A .docx -> findings, beside python-docx walking the runs of the same file.

    python benchmarks/checking.py [ROUNDS]

The works are called in turns, one call each, so that what else the machine does falls on all
alike. Times are CPU time; each figure is the median over the rounds, after one call of each. The
comparison opens the file with python-docx and reads text, bold and size of every run of every
paragraph, as a script that looks for faults by hand would begin.

The goals are those of the design: a document of 5 pages in under 60 ms after start-up, one of 300
pages in under 3 s.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time_ns

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import vanban
from vanban.check.checking import check_bytes
from vanban.check.findings import Report
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.recognition import recognise
from vanban.check.reports.comments import annotate
from vanban.check.rules import RULES
from vanban.check.running import RuleSet

ROOT = Path(__file__).parents[1]
SHORT = ROOT / "examples" / "quang_trung" / "2024.yaml"
PARAGRAPHS_OF_A_LONG_DOCUMENT = 3000
SENTENCE = (
    "Giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị có liên quan rà soát diện tích đất trồng "
    "lúa kém hiệu quả, đề xuất chuyển sang cây trồng khác trước ngày 30 tháng 6 năm 2024."
)

Work = Callable[[], object]


def long_document() -> bytes:
    """A plan of about 300 pages: articles of three clauses with a sentence each."""
    lines = []
    for number in range(1, PARAGRAPHS_OF_A_LONG_DOCUMENT // 4 + 1):
        lines.append(f"Điều {number}. Nhiệm vụ của các đơn vị")
        lines += [f"{clause}. {SENTENCE} {SENTENCE}" for clause in (1, 2, 3)]
    plan = vanban.VanBan(
        loai="quy_che",
        co_quan_ban_hanh="Ủy ban nhân dân xã Quang Trung",
        viet_tat_co_quan="UBND",
        so_van_ban=15,
        dia_danh="Xã Quang Trung",
        ngay_ban_hanh=vanban.PartialDate(2024, 3, 5),
        trich_yeu="Chuyển đổi cơ cấu cây trồng",
        noi_dung="\n".join(lines),
        nguoi_ky=vanban.NguoiKy(chuc_vu="Chủ tịch", ho_ten="Nguyễn Văn A"),
        noi_nhan=("Trưởng các thôn",),
    )
    return vanban.render(plan)


def walk_runs(data: bytes) -> int:
    """Opens a file with python-docx and reads every run."""
    document = docx.Document(BytesIO(data))
    seen = 0
    for element in document.element.body.iter(qn("w:p")):
        for run in Paragraph(element, document._body).runs:
            seen += len(run.text) + bool(run.bold) + bool(run.font.size)
    return seen


def stages(data: bytes) -> dict[str, Work]:
    """The stages of one check, each with the input it gets."""
    package = open_package(data)
    document = observe(package)
    recognised = recognise(document)
    rules = list(RULES.values())
    report = Report("a.docx", recognised, RuleSet(rules).findings(recognised))
    return {
        "open": lambda: open_package(data),
        "open, observe": lambda: observe(open_package(data)),
        "recognise": lambda: recognise(document),
        f"{len(rules)} rules": lambda: RuleSet(rules).findings(recognised),
        "report as data": report.to_dict,
        "annotate": lambda: annotate(data, package, report),
    }


def in_turns(works: dict[str, Work], rounds: int) -> dict[str, float]:
    """Median milliseconds of CPU of each work, in turns."""
    times: dict[str, list[int]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            start = process_time_ns()
            work()
            times[name].append(process_time_ns() - start)
    return {name: median(found) / 1e6 for name, found in times.items()}


def report(title: str, data: bytes, rounds: int, goal_ms: int) -> None:
    """Measure one document and print its figures beside the goal."""
    paragraphs = len(observe(open_package(data)).paragraphs)
    works: dict[str, Work] = {
        "check": lambda: check_bytes(data, RuleSet(RULES.values())),
        "python-docx, every run": lambda: walk_runs(data),
    }
    found = in_turns({**works, **stages(data)}, rounds)
    print(f"{title}: {paragraphs} paragraphs, {len(data)} bytes")
    for name, time in found.items():
        print(f"  {name:24} {time:9.1f} ms" + (f"   goal {goal_ms}" if name == "check" else ""))
    share = found["check"] / found["python-docx, every run"]
    print(f"  {'check / python-docx':24} {share:9.2f}\n")


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    report("5 pages", vanban.render(vanban.load(SHORT)), rounds, 60)
    report("300 pages", long_document(), max(1, rounds // 10), 3000)


if __name__ == "__main__":
    main()
