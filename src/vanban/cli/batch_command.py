"""``vanban batch``: one document for each row of a table."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import VietnameseCommand

if TYPE_CHECKING:
    from vanban.batch import BatchPlan
    from vanban.check.rules.rule import Rule

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
        "Văn bản làm ra được kiểm tra như vanban check; dòng có lỗi thể thức không được ghi.",
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
@click.option("--no-check", is_flag=True, help="Ghi mà không kiểm tra thể thức văn bản làm ra.")
def batch(  # noqa: PLR0913 - one for each option
    base: Path,
    rows: Path,
    *,
    output: Path,
    name: str | None,
    ascii_only: bool,
    force: bool,
    no_check: bool,
) -> int:
    """Plan every row, then check and write those that are good."""
    from vanban.batch import plan_batch
    from vanban.batch.judging import rules_in

    rules = () if no_check else rules_in(Path())
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
    return _write_all(plan, output, rules)


def _show_checked(rows: int) -> None:
    if rows % _EVERY == 0:
        _show_progress(f"đang kiểm tra {rows} dòng")


def _write_all(plan: "BatchPlan", output: Path, rules: "Sequence[Rule]") -> int:
    """Write the rows that can be written; the exit code."""
    good = 0
    warnings: Counter[str] = Counter()
    for done, written in enumerate(plan.write(rules), 1):
        warnings.update(written.warnings)
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
    _show_notes(warnings, output)
    return FINDINGS if bad else OK


def _show_notes(warnings: "Counter[str]", output: Path) -> None:
    """In one line, how often the checker would have looked again."""
    if warnings:
        named = ", ".join(f"{code} {count} lần" for code, count in sorted(warnings.items()))
        message = f"lưu ý: {warnings.total()} điều nên xem lại ({named})"
        click.echo(f"{message}; chi tiết: vanban check {output}", err=True)


def _show_progress(text: str) -> None:
    """Rewrite the line of progress, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{text}", nl=False, err=True)
