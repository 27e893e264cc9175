"""``vanban new``: a data file to fill in."""

import re
from datetime import date
from pathlib import Path

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import UsageFault, VietnameseCommand

_YAML = (".yaml", ".yml")
_YEAR = re.compile(r"[12][0-9]{3}")


@click.command(
    "new",
    cls=VietnameseCommand,
    short_help="Tạo tệp dữ liệu để điền cho một loại văn bản.",
    help="Tạo tệp dữ liệu YAML để điền: đủ mọi trường của loại văn bản, mỗi trường có lời giải "
    "thích và chữ mẫu. Trường không bắt buộc đứng sau dấu #; tệp mới tạo làm thành văn bản được "
    "ngay.",
    arguments={"LOẠI": "Loại văn bản: ke_hoach, “Quyết định”… Xem cả danh sách: vanban kinds"},
    examples=(
        "vanban new ke_hoach -o ke_hoach.yaml",
        'vanban new "Giấy mời" -o thu_muc',
        "vanban new cong_van",
    ),
    notes=(
        "Không có -o thì tệp được in ra màn hình.",
        "Điền xong thì làm văn bản Word: vanban render ke_hoach.yaml",
    ),
)
@click.argument("kind", metavar="LOẠI")
@click.option(
    "-o",
    "--output",
    metavar="ĐÍCH",
    type=click.Path(path_type=Path),
    help="Tệp .yaml hoặc thư mục để ghi.",
)
@click.option("--year", metavar="NĂM", help="Năm của văn bản; mặc định là năm nay.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def new(kind: str, output: Path | None, year: str | None, force: bool) -> int:
    """Write the file, or print it."""
    if output and output.suffix and not (_is_file(output) or output.is_dir()):
        raise UsageFault(
            f"tệp dữ liệu phải có đuôi .yaml, gặp “{output}”", click.get_current_context()
        )
    text = _text(kind, _year(year))
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(text, _target(kind, output), force=force)
    return OK


def _year(written: str | None) -> int:
    """The year asked for, or this year."""
    if written is None:
        return this_year()
    if not _YEAR.fullmatch(written):
        raise UsageFault(
            f"--year nhận một năm có bốn chữ số như 2026; gặp “{written}”",
            click.get_current_context(),
        )
    return int(written)


def this_year() -> int:
    """The year of a file that names none."""
    return date.today().year


def _text(kind: str, year: int) -> str:
    from vanban.data.starter import starter_of
    from vanban.law import law_on
    from vanban.wording import field_key

    row = law_on(date(year, 12, 31)).kind_keyed(field_key(kind))
    if row is None:
        return starter_of(kind, year)
    return starter_of(kind, year, bo_cuc=row.bo_cuc, viet_tat=row.viet_tat or "")


def _target(kind: str, output: Path) -> Path:
    """The file to write: in a folder, one that has the name of the kind."""
    from vanban.wording import field_key

    return output if _is_file(output) else output / f"{field_key(kind)}{_YAML[0]}"


def _is_file(output: Path) -> bool:
    return output.suffix.lower() in _YAML and not output.is_dir()


def _write(text: str, target: Path, *, force: bool) -> None:
    from vanban.batch.writing import create_folder, write_whole

    create_folder(target.parent)
    write_whole(target, text.encode(), force=force, sync=True)
    click.echo(f"đã ghi {target}")
