"""``vanban form``: a workbook in which the rows of a batch are filled in."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import UsageFault, VietnameseCommand

if TYPE_CHECKING:
    from vanban.data import Draft

_XLSX = ".xlsx"
_DATA_FILES = (".yaml", ".yml", ".json")
_BETWEEN_COLUMNS = ";"


@click.command(
    "form",
    cls=VietnameseCommand,
    short_help="Tạo biểu Excel để nhập liệu cho hàng loạt văn bản.",
    help="Tạo biểu nhập liệu Excel: mỗi dòng một văn bản, mỗi cột một điều khác nhau giữa các văn "
    "bản, có gợi ý, ví dụ và danh sách chọn. Điền xong thì làm hàng loạt bằng vanban batch.",
    arguments={
        "GỐC|LOẠI": "Tệp dữ liệu chung, YAML hoặc JSON; hoặc một loại văn bản: giay_moi, "
        "“Công văn”…"
    },
    examples=(
        "vanban form thon.yaml -o thon.xlsx",
        "vanban form giay_moi -o giay_moi.xlsx",
        'vanban form cong_van.yaml -o gui.xlsx --columns "Kính gửi; Độ khẩn"',
    ),
    notes=(
        "Cột tiêu đề màu vàng phải ghi ở mọi dòng; cột màu xanh để trống thì lấy như bản gốc.",
        "Chưa có bản gốc thì tạo trước: vanban new LOẠI -o goc.yaml",
        "Điền xong: vanban batch GỐC BIỂU.xlsx -o THƯ_MỤC",
    ),
)
@click.argument("base", metavar="GỐC|LOẠI")
@click.option(
    "-o",
    "--output",
    metavar="BIỂU.xlsx",
    required=True,
    type=click.Path(path_type=Path),
    help="Tệp Excel để ghi. Bắt buộc.",
)
@click.option(
    "--columns",
    "--cot",
    "columns",
    metavar="CÁC_CỘT",
    help="Tên các cột, cách nhau bằng dấu chấm phẩy; mặc định là những cột thường dùng của loại.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def form(base: str, output: Path, columns: str | None, force: bool) -> int:
    """Write the form of a base or of a kind."""
    if output.suffix.lower() != _XLSX:
        fault = f"biểu nhập liệu phải có đuôi {_XLSX}, gặp “{output}”"
        raise UsageFault(fault, click.get_current_context())
    names = _names(columns)
    from vanban.batch.writing import create_folder, overwrite_fault, write_whole
    from vanban.data.entry_form import write_form
    from vanban.errors import DocxError

    if fault := overwrite_fault(output, force=force):
        raise DocxError(fault)  # before the work, and again when the file is written
    is_file = _is_file(base)
    draft = _draft_of_file(base) if is_file else _draft_of_kind(base)
    source = Path(base).name if is_file else ""
    data = write_form(draft, columns=names, source=source, is_starter=not is_file)
    create_folder(output.parent)
    write_whole(output, data, force=force, sync=True)
    click.echo(f"đã ghi {output}")
    return OK


def _names(columns: str | None) -> list[str]:
    """The columns asked for; none when that is left to the program."""
    if columns is None:
        return []
    names = [name.strip() for name in columns.split(_BETWEEN_COLUMNS) if name.strip()]
    if not names:
        fault = "--columns cần tên cột, cách nhau bằng dấu chấm phẩy: “Kính gửi; Trích yếu”"
        raise UsageFault(fault, click.get_current_context())
    return names


def _is_file(base: str) -> bool:
    """Whether the argument names a data file, there or not, and no kind."""
    path = Path(base)
    return path.suffix.lower() in _DATA_FILES or path.is_file()


def _draft_of_file(base: str) -> "Draft":
    from vanban.data import load_draft

    return load_draft(base)


def _draft_of_kind(kind: str) -> "Draft":
    from vanban.cli.new_command import this_year
    from vanban.data.entry_values import starter_draft
    from vanban.law import law_on
    from vanban.wording import field_key

    year = this_year()
    row = law_on().kind_keyed(field_key(kind))
    if row is None:
        return starter_draft(kind, year)
    return starter_draft(kind, year, bo_cuc=row.bo_cuc, viet_tat=row.viet_tat or "")
