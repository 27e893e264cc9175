"""``vanban batch``: one document for each row of a table."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from vanban.batch import BatchPlan

_EVERY = 20


@click.command(
    "batch",
    cls=VietnameseCommand,
    short_help="Làm hàng loạt văn bản, mỗi dòng của bảng một văn bản.",
    help="Làm hàng loạt: mỗi dòng của bảng BẢNG.csv đè lên tệp dữ liệu GỐC thành một văn bản. "
    "Mọi dòng được kiểm tra trước khi ghi tệp đầu tiên; dòng lỗi được báo, các dòng khác vẫn ghi.",
    arguments={
        "GỐC": "Tệp dữ liệu chung, YAML hoặc JSON.",
        "BẢNG": "Bảng CSV; tên cột là tên trường, ví dụ “Đơn vị được giao”.",
    },
    examples=(
        "vanban batch thon.yaml thon.csv -o out",
        'vanban batch thon.yaml thon.csv -o out --name "Phát động - {don_vi_duoc_giao}"',
    ),
    notes=(
        "Mã thoát: 0 là xong cả; 1 là có dòng lỗi, các dòng khác vẫn ghi; 2 là không làm được.",
    ),
)
@click.argument("base", metavar="GỐC", type=click.Path(path_type=Path))
@click.argument("rows", metavar="BẢNG", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="THƯ_MỤC",
    required=True,
    type=click.Path(path_type=Path),
    help="Thư mục để ghi; chưa có thì được tạo. Bắt buộc.",
)
@click.option(
    "--name", metavar="MẪU", help="Mẫu tên tệp, có chỗ điền theo tên cột: {don_vi_duoc_giao}."
)
@click.option("--ascii", "ascii_only", is_flag=True, help="Bỏ dấu trong tên tệp.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def batch(
    base: Path, rows: Path, output: Path, name: str | None, ascii_only: bool, force: bool
) -> int:
    """Plan every row, then write those that are good."""
    from vanban.batch import plan_batch

    try:
        plan = plan_batch(
            base,
            rows,
            output,
            pattern=name,
            ascii_only=ascii_only,
            force=force,
            on_row=_show_checked,
        )
    finally:
        _show_progress("")
    show_errors(plan.problems)
    show_warnings(replace(warning, place=warning.place or str(base)) for warning in plan.warnings)
    for allocation in plan.allocations:
        click.echo(str(allocation))
    return _write_all(plan, output)


def _show_checked(rows: int) -> None:
    if rows % _EVERY == 0:
        _show_progress(f"đang kiểm tra {rows} dòng")


def _write_all(plan: "BatchPlan", output: Path) -> int:
    """Write the rows that can be written; the exit code."""
    good = 0
    for done, written in enumerate(plan.write(), 1):
        if written.problems:
            _show_progress("")
            show_errors(written.problems)
        else:
            good += 1
        if done % _EVERY == 0:
            _show_progress(f"{done}/{len(plan.files)} văn bản")
    _show_progress("")
    bad = plan.total - good
    click.echo(f"đã ghi {good} văn bản vào {output}" + (f"; {bad} dòng có lỗi" if bad else ""))
    return FINDINGS if bad else OK


def _show_progress(text: str) -> None:
    """Rewrite the line of progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{text}", nl=False, err=True)
