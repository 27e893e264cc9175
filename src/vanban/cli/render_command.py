"""``vanban render``: data files into .docx files."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import FAILED, FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import UsageFault, VietnameseCommand
from vanban.errors import InputError, VanBanError

if TYPE_CHECKING:
    from vanban.check.rules.rule import Rule

_DOCX = ".docx"
_OTHER_FORMATS = frozenset({".doc", ".odt", ".pdf", ".rtf", ".txt", ".html"})


class _Fate(Enum):
    """What became of an input: it stands in a file, broke the decree, or could not be made."""

    WRITTEN = auto()
    REFUSED = auto()
    FAILED = auto()


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
        "Văn bản làm ra được kiểm tra như vanban check; có lỗi thể thức thì không được ghi.",
        "Mã thoát: 0 là xong cả; 1 là có tệp lỗi, các tệp khác vẫn được ghi, hoặc có lỗi thể thức; "
        "2 là không làm được.",
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
@click.option("--no-check", is_flag=True, help="Ghi mà không kiểm tra thể thức văn bản làm ra.")
def render(
    data: tuple[Path, ...],
    output: Path | None,
    template: str | None,
    *,
    force: bool,
    no_check: bool,
) -> int:
    """Render and check every input, then write those that are good."""
    from vanban.batch.judging import rules_in

    jobs = _plan(data, output)
    rules = () if no_check else rules_in(Path())
    finished = [(job, _finish(job, template, rules, force=force)) for job in jobs]
    fates = set()
    for job, content in finished:
        fates.add(content if isinstance(content, _Fate) else _write(job, content, force=force))
    if fates == {_Fate.WRITTEN}:
        return OK
    return FAILED if fates == {_Fate.FAILED} else FINDINGS


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


def _finish(
    job: _Job, template: str | None, rules: "Sequence[Rule]", *, force: bool
) -> bytes | _Fate:
    """The document of one input, or why there is none, with its problems shown."""
    from vanban.batch.judging import judge
    from vanban.batch.writing import overwrite_fault
    from vanban.data import load
    from vanban.render import render as render_document

    source = str(job.data)
    try:
        document = load(job.data)
        content = render_document(document, template=template)
        if fault := overwrite_fault(job.target, force=force):
            raise InputError(fault)
        verdict = judge(content, rules)
    except VanBanError as error:
        show_errors(error.problems, source=source)
        return _Fate.FAILED
    show_warnings(document.find_warnings(), source=source)
    if verdict.errors:
        show_errors(verdict.errors, source=source)
        _show_refusal(job, len(verdict.errors))
        return _Fate.REFUSED
    _show_notes(job, verdict.warnings)
    return content


def _show_refusal(job: _Job, errors: int) -> None:
    click.echo(
        f"lỗi: {job.data}: không ghi {job.target} vì văn bản có {errors} lỗi thể thức ở trên; "
        "sửa dữ liệu rồi chạy lại, hoặc thêm --no-check để vẫn ghi",
        err=True,
    )


def _show_notes(job: _Job, codes: Sequence[str]) -> None:
    """In one line, how many things the checker would have looked at again."""
    if codes:
        named = ", ".join(dict.fromkeys(codes))
        click.echo(
            f"lưu ý: {job.data}: {len(codes)} điều nên xem lại ({named}); "
            f"chi tiết: vanban check {job.target}",
            err=True,
        )


def _write(job: _Job, content: bytes, *, force: bool) -> _Fate:
    """Whether the file was written; when not, why is shown."""
    from vanban.batch.writing import create_folder, write_whole

    try:
        create_folder(job.target.parent)
        write_whole(job.target, content, force=force, sync=True)
    except VanBanError as error:
        show_errors(error.problems, source=str(job.data))
        return _Fate.FAILED
    click.echo(f"đã ghi {job.target}")
    return _Fate.WRITTEN
