"""``vanban render``: data files into .docx files."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from vanban.cli.screen import FAILED, FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import UsageFault, VietnameseCommand
from vanban.errors import InputError, VanBanError

_DOCX = ".docx"
_OTHER_FORMATS = frozenset({".doc", ".odt", ".pdf", ".rtf", ".txt", ".html"})


@dataclass(frozen=True, slots=True)
class _Job:
    data: Path
    target: Path


@click.command(
    "render",
    cls=VietnameseCommand,
    short_help="Làm văn bản Word từ tệp dữ liệu.",
    help="Làm văn bản Word (.docx) từ một hay nhiều tệp dữ liệu.",
    arguments={"DỮ_LIỆU": "Tệp dữ liệu YAML hoặc JSON."},
    examples=(
        "vanban render 2024.yaml",
        "vanban render 2024.yaml -o phat_dong.docx",
        "vanban render 2024.yaml 2025.yaml -o out --force",
    ),
    notes=(
        "Mã thoát: 0 là xong cả; 1 là có tệp lỗi, các tệp khác vẫn được ghi; 2 là không làm được.",
    ),
)
@click.argument(
    "data", nargs=-1, required=True, metavar="DỮ_LIỆU...", type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    metavar="ĐÍCH",
    type=click.Path(path_type=Path),
    help="Tệp .docx hoặc thư mục để ghi; mặc định là thư mục hiện tại.",
)
@click.option("--template", metavar="TỆP", help="Khuôn mẫu dùng thay khuôn mẫu của văn bản.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def render(data: tuple[Path, ...], output: Path | None, template: str | None, force: bool) -> int:
    """Render every input, then write those that are good."""
    jobs = _plan(data, output)
    finished = [(job, _finish(job, template, force=force)) for job in jobs]
    written = [_write(job, content, force=force) for job, content in finished if content]
    good = sum(written)
    if good == len(jobs):
        return OK
    return FINDINGS if good else FAILED


def _plan(data: Sequence[Path], output: Path | None) -> list[_Job]:
    """Where each input goes; raises when two would go to one place."""
    into_file = output is not None and output.suffix.lower() == _DOCX and not output.is_dir()
    if output is not None and into_file:
        if len(data) > 1:
            raise UsageFault(
                f"có {len(data)} tệp dữ liệu nên -o phải là một thư mục, gặp “{output}”",
                click.get_current_context(),
            )
        return [_Job(data[0], output)]
    if output is not None and output.suffix.lower() in _OTHER_FORMATS and not output.is_dir():
        raise UsageFault(f"chỉ ghi được tệp .docx, gặp “{output}”", click.get_current_context())
    folder = output or Path()
    jobs = [_Job(path, folder / f"{path.stem}{_DOCX}") for path in data]
    _refuse_same_target(jobs)
    return jobs


def _refuse_same_target(jobs: Sequence[_Job]) -> None:
    first: dict[str, _Job] = {}
    for job in jobs:
        key = unicodedata.normalize("NFC", job.target.name).casefold()
        other = first.setdefault(key, job)
        if other is not job:
            raise InputError(
                f"“{other.data}” và “{job.data}” cùng ghi ra “{job.target}”; "
                "hãy đổi tên một tệp hoặc chạy riêng từng tệp với -o"
            )


def _finish(job: _Job, template: str | None, *, force: bool) -> bytes | None:
    """The document of one input; None, with its problems shown, when it has none."""
    from vanban.batch.writing import overwrite_fault
    from vanban.data import load
    from vanban.render import render as render_document

    try:
        document = load(job.data)
        content = render_document(document, template=template)
        if fault := overwrite_fault(job.target, force=force):
            raise InputError(fault)
    except VanBanError as error:
        show_errors(error.problems, source=str(job.data))
        return None
    show_warnings(document.find_warnings(), source=str(job.data))
    return content


def _write(job: _Job, content: bytes, *, force: bool) -> bool:
    """Whether the file was written; when not, why is shown."""
    from vanban.batch.writing import create_folder, write_whole

    try:
        create_folder(job.target.parent)
        write_whole(job.target, content, force=force, sync=True)
    except VanBanError as error:
        show_errors(error.problems, source=str(job.data))
        return False
    click.echo(f"đã ghi {job.target}")
    return True
