"""``vanban batch``: one document for each row of a table."""

import sys
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Any, Literal

import click

from vanban.cli.pdf_output import check_pdf_tools
from vanban.cli.progress import Progress
from vanban.cli.screen import FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import UsageFault, VietnameseCommand
from vanban.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vanban.batch.results import Options
    from vanban.batch.running import BatchRun

_MOST_SHOWN = 50
# No more may wait for each other on Windows.
_MOST_PROCESSES = 61
_STOPPED = 130


@click.command(
    "batch",
    cls=VietnameseCommand,
    short_help="Làm hàng loạt văn bản, mỗi dòng của bảng một văn bản.",
    help="Làm hàng loạt: mỗi dòng của BẢNG đè lên tệp dữ liệu GỐC thành một văn bản. Mọi dòng được "
    "kiểm tra trước khi ghi tệp đầu tiên; dòng lỗi được báo, các dòng khác vẫn ghi.",
    arguments={
        "GỐC": "Tệp dữ liệu chung, YAML hoặc JSON.",
        "BẢNG": "Bảng CSV, XLSX, hoặc danh sách YAML, JSON; tên cột là tên trường, ví dụ “Đơn vị "
        "được giao”. Biểu để điền: vanban form GỐC.",
    },
    examples=(
        "vanban batch thon.yaml thon.xlsx -o out",
        'vanban batch thon.yaml thon.csv -o out --name "Phát động - {don_vi_duoc_giao}"',
        "vanban batch giay_moi.yaml khach.xlsx -o giay_moi.zip --so-tu 15",
        "vanban batch thon.yaml thon.xlsx -o out --resume",
        "vanban batch thon.yaml thon.xlsx -o s3://kho/2025 --cluster tcp://may-chu:8786",
    ),
    notes=(
        "ĐÍCH là một thư mục, một tệp .zip, một tệp .docx gộp mọi văn bản, hoặc một địa chỉ như "
        "s3://kho/thu-muc. Nhật ký, báo cáo và sổ đăng ký nằm trong thư mục đó, hoặc cạnh tệp đó.",
        "Ô lỗi của bảng Excel được tô màu và ghi chú trong một bản chép tên .loi.xlsx cạnh bảng.",
        "Văn bản làm ra được kiểm tra như vanban check; dòng có lỗi thể thức không được ghi.",
        "Mã thoát: 0 là xong cả; 1 là có dòng lỗi, các dòng khác vẫn ghi; 2 là không làm được.",
    ),
)
@click.argument("base", metavar="GỐC", type=click.Path(path_type=Path))
@click.argument("table", metavar="BẢNG", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="ĐÍCH",
    required=True,
    help="Nơi ghi: thư mục, tệp .zip, tệp .docx hoặc địa chỉ; chưa có thì được tạo. Bắt buộc.",
)
@click.option(
    "--name", metavar="MẪU", help="Mẫu tên tệp, có chỗ điền theo tên cột: {don_vi_duoc_giao}."
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Bỏ dấu trong tên tệp.")
@click.option("--sheet", metavar="TÊN", default="", help="Trang tính của bảng Excel.")
@click.option(
    "--encoding", metavar="MÃ", default="", help="Bảng mã của tệp CSV không phải UTF-8: utf-16."
)
@click.option(
    "--so-tu", metavar="SỐ", help="Cấp số văn bản liên tiếp từ số này, và lập sổ đăng ký."
)
@click.option("--resume", is_flag=True, help="Làm tiếp: chỉ những dòng còn thiếu, đã đổi, đã lỗi.")
@click.option("--force", is_flag=True, help="Làm lại tất cả, ghi đè tệp đã có.")
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra các dòng, không ghi gì.")
@click.option("--fail-fast", is_flag=True, help="Dừng ngay ở dòng lỗi đầu tiên.")
@click.option("--max-errors", metavar="SỐ", help="Dừng khi quá chừng này dòng lỗi.")
@click.option("--jobs", metavar="SỐ", help="Số tiến trình chạy song song; mặc định theo số lõi.")
@click.option(
    "--cluster",
    metavar="ĐỊA_CHỈ",
    help="Chia việc cho nhiều máy qua Dask: tcp://ten-may:8786. Nơi ghi phải là nơi dùng chung.",
)
@click.option("--pdf", is_flag=True, help="Làm cả tệp PDF của mỗi văn bản, bằng LibreOffice.")
@click.option("--pdf-a", is_flag=True, help="Như --pdf, theo chuẩn lưu trữ PDF/A-2b.")
@click.option("--no-check", is_flag=True, help="Ghi mà không kiểm tra thể thức văn bản làm ra.")
def batch(
    base: Path, table: Path, *, output: str, dry_run: bool, cluster: str | None, **given: Any
) -> int:
    """Judge every row, then make and write the documents of those that are good."""
    from vanban.batch.results import StoppedError
    from vanban.batch.running import BatchRun

    if cluster and given["jobs"]:
        raise UsageFault("chỉ dùng một trong hai: --jobs trên máy này, hoặc --cluster")
    if given["resume"] and given["force"]:
        raise UsageFault("chỉ dùng một trong hai: --resume làm tiếp, --force làm lại tất cả")
    if given["fail_fast"] and given["max_errors"]:
        raise UsageFault("chỉ dùng một trong hai: --fail-fast, --max-errors")
    options = _options(given)
    if dry_run:  # which may be asked of a place where an earlier run has written
        options = replace(options, resume=True, checks_first=True)
    if options.pdf:
        check_pdf_tools()
    with _workers(options, cluster) as options, BatchRun(base, table, output, options) as run:
        try:
            _judge(run, base, is_all=dry_run or options.max_errors is not None)
            return _told_only(run) if dry_run else _write(run, str(base))
        except StoppedError as error:  # by the preflight
            show_errors(error.problems)
            return FINDINGS
        except KeyboardInterrupt:
            _say_how_to_go_on(run)
            return _STOPPED


@contextmanager
def _workers(options: "Options", cluster: str | None) -> "Iterator[Options]":
    """The options, with the cluster as who does the work."""
    if not cluster:
        yield options
        return
    from vanban.batch.cluster import connected

    with connected(cluster) as client:
        yield replace(options, executor=client, jobs=1)


def _options(given: dict[str, Any]) -> "Options":
    from vanban.batch.results import Options

    so_tu = _whole(given.pop("so_tu"), "--so-tu", 1)
    most = _whole(given.pop("max_errors"), "--max-errors", 0)
    jobs = _whole(given.pop("jobs"), "--jobs", 1)
    return Options(
        so_tu=so_tu,
        max_errors=0 if given.pop("fail_fast") else most,
        jobs=jobs or _cores(),
        check=not given.pop("no_check"),
        pdf=_pdf(**{name: given.pop(name) for name in ("pdf", "pdf_a")}),
        **given,
    )


def _pdf(*, pdf: bool, pdf_a: bool) -> Literal["", "pdf", "pdf-a"]:
    return "pdf-a" if pdf_a else "pdf" if pdf else ""


def _whole(written: str | None, option: str, least: int) -> int | None:
    if written is None:
        return None
    if not written.isascii() or not written.isdigit() or int(written) < least:
        raise UsageFault(f"{option} cần một số nguyên từ {least} trở lên; gặp “{written}”")
    return int(written)


def _cores() -> int:
    import os

    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, _MOST_PROCESSES)


def _judge(run: "BatchRun", base: Path, *, is_all: bool) -> None:
    """Judge every row; tell the faults, what is worth a look, and how the shares add up.

    ``is_all`` where no report will tell the faults that a screen cannot bear.
    """
    from vanban.batch.allocation_table import allocation_text

    counts = run.counts
    most = {"most": None} if is_all else {}
    with Progress("đang kiểm tra", lambda: (counts.rows, 0), **most) as progress:
        for failure in run.preflight(progress.tick):
            progress.tell(failure.problems)
    _show_warnings(run, 0, str(base))
    if run.allocations:
        click.echo(allocation_text(run.allocations))


def _show_warnings(run: "BatchRun", start: int, base: str) -> None:
    """The warnings from the one at ``start`` on, as many as a screen can bear."""
    shown = islice(run.warnings, start, start + _MOST_SHOWN)
    show_warnings(replace(warning, place=warning.place or base) for warning in shown)
    if (more := len(run.warnings) - start - _MOST_SHOWN) > 0:
        click.echo(f"… và {more} cảnh báo khác, xem báo cáo", err=True)


def _told_only(run: "BatchRun") -> int:
    counts = run.counts
    good = counts.rows - counts.failed
    click.echo(f"chạy thử: {good} dòng làm được, {counts.failed} dòng có lỗi; chưa ghi gì")
    return FINDINGS if counts.failed else OK


def _write(run: "BatchRun", base: str) -> int:
    """Make the documents; the exit code."""
    from vanban.batch.results import StoppedError

    counts, before = run.counts, len(run.warnings)

    def done() -> tuple[int, int]:
        return counts.done, counts.rows

    stopped: tuple[Problem, ...] = ()
    try:
        with Progress("đã làm", done) as progress:
            for result in run.write():
                if result.file and result.outcome == "failed":  # the others were told before
                    progress.tell(result.problems)
                progress.tick()
    except StoppedError as error:
        stopped = error.problems
    _show_warnings(run, before, base)
    show_errors((*run.faults[:_MOST_SHOWN], *stopped))
    _sum_up(run)
    return FINDINGS if counts.failed or run.faults else OK


def _sum_up(run: "BatchRun") -> None:
    counts = run.counts
    parts = [f"đã ghi {counts.written} văn bản vào {run.target.where}"]
    parts += [f"{counts.unchanged} văn bản không đổi"] if counts.unchanged else []
    parts += [f"{counts.kept} văn bản đã sửa tay được giữ nguyên"] if counts.kept else []
    parts += [f"{counts.pdfs} tệp PDF"] if counts.pdfs else []
    parts += [f"{counts.failed} dòng có lỗi"] if counts.failed else []
    left = counts.rows - counts.done
    parts += [f"{left} dòng chưa làm"] if left else []
    click.echo("; ".join(parts))
    click.echo(f"xem thêm: {', '.join(map(str, run.beside))}")
    if counts.failed:
        where = f"; các ô lỗi được tô màu trong {run.marked}" if run.marked else ""
        message = f"sửa các dòng lỗi trong bảng rồi chạy lại lệnh này, thêm --resume{where}"
        click.echo(message, err=True)


def _say_how_to_go_on(run: "BatchRun") -> None:
    """After Ctrl-C: what stands, and the same call again with --resume."""
    if not run.has_begun:
        click.echo("đã dừng theo yêu cầu; chưa ghi văn bản nào", err=True)
        return
    again = [word for word in sys.argv[1:] if word not in ("--force", "--resume")]
    click.echo("đã dừng theo yêu cầu; các văn bản đã ghi được giữ. Làm tiếp:", err=True)
    click.echo(f"  {join(['vanban', *again, '--resume'])}", err=True)
