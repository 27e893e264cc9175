"""``vanban compare``: two documents of one kind side by side."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import OneOf, VietnameseCommand
from vanban.errors import InputError, Problem

if TYPE_CHECKING:
    from vanban.models import VanBan


@click.command(
    "compare",
    cls=VietnameseCommand,
    short_help="So sánh số liệu của hai văn bản, ví dụ năm trước và năm nay.",
    help="So sánh hai văn bản cùng loại: từng số liệu cũ và mới, mức thay đổi, và những gì chưa "
    "được cập nhật.",
    arguments={"CŨ": "Tệp dữ liệu của văn bản cũ.", "MỚI": "Tệp dữ liệu của văn bản mới."},
    examples=(
        "vanban compare 2024.yaml 2025.yaml",
        "vanban compare 2024.yaml 2025.yaml --format csv > so_sanh.csv",
    ),
    notes=(
        "json là danh sách các đối tượng, csv có cùng các cột: label (tên), status (changed: đã "
        "đổi, unchanged: giữ nguyên, added: mới, removed: đã bỏ, unit_changed: đổi đơn vị), old "
        "và new (cũ và mới, như trên giấy), old_value và new_value (giá trị số), unit (đơn vị), "
        "change (mức thay đổi), percent (thay đổi theo %), not_updated (chưa cập nhật), "
        "old_year_mentioned (còn nhắc năm cũ).",
        "json và csv ghi số bằng dấu chấm thập phân, không tách hàng nghìn, giữ đủ mọi chữ số; "
        "chương trình đọc json nên đọc số thành Decimal để không làm tròn.",
        "csv dành cho chương trình khác đọc: mã hóa UTF-8, các ô cách nhau bằng dấu phẩy. Excel "
        "đặt vùng Việt Nam mở thẳng tệp này sẽ hiểu sai; hãy nhập qua Dữ liệu > Từ văn bản/CSV.",
        "Mã thoát: 0 là so sánh được; 2 là không làm được.",
    ),
)
@click.argument("old", metavar="CŨ", type=click.Path(path_type=Path))
@click.argument("new", metavar="MỚI", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=OneOf(("text", "json", "csv")),
    metavar="DẠNG",
    default="text",
    help="Dạng kết quả: text (bảng để đọc, mặc định), json hoặc csv.",
)
def compare(old: Path, new: Path, form: str) -> int:
    """Print the comparison."""
    from vanban.cli.compare_output import FORMATS
    from vanban.models.comparison import compare as compare_documents

    found = compare_documents(*_load_all((old, new)))
    click.echo(FORMATS[form](found), nl=False)
    return OK


def _load_all(paths: Sequence[Path]) -> "list[VanBan]":
    """The documents; raises InputError with the problems of every file."""
    from vanban.data import load

    documents: list[VanBan] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            documents.append(load(path))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return documents
