"""``vanban render``: data files into .docx files, and PDF beside them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.cli.pdf_output import check_pdf_tools, pdfs_of
from vanban.cli.screen import FAILED, FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import UsageFault, VietnameseCommand
from vanban.errors import InputError, Problem, VanBanError

if TYPE_CHECKING:
    from vanban.check.running import RuleSet

_DOCX, _PDF = ".docx", ".pdf"
_OTHER_FORMATS = frozenset({".doc", ".odt", ".rtf", ".txt", ".html"})


class _Fate(Enum):
    """What became of an input: it stands in a file, broke the decree, or could not be made."""

    WRITTEN = auto()
    REFUSED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class _Job:
    """An input, and the files that it becomes: a .docx, a PDF, or both."""

    data: Path
    docx: Path | None
    pdf: Path | None

    @property
    def targets(self) -> tuple[Path, ...]:
        return tuple(path for path in (self.docx, self.pdf) if path is not None)


@click.command(
    "render",
    cls=VietnameseCommand,
    short_help="Làm văn bản Word, PDF từ tệp dữ liệu.",
    help="Làm văn bản Word (.docx) từ một hay nhiều tệp dữ liệu; thêm --pdf để có cả PDF.",
    arguments={"DỮ_LIỆU": "Tệp dữ liệu YAML hoặc JSON."},
    examples=(
        "vanban render 2024.yaml",
        "vanban render 2024.yaml -o phat_dong.docx",
        "vanban render 2024.yaml 2025.yaml -o out --force",
        "vanban render 2024.yaml --pdf",
    ),
    notes=(
        "Văn bản làm ra được kiểm tra như vanban check; có lỗi thể thức thì không được ghi.",
        "PDF cần LibreOffice và phông Times New Roman (hoặc Liberation Serif bản 2); máy thiếu thì "
        "vanban báo tên gói cần cài và chưa ghi gì.",
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
    help="Tệp .docx, tệp .pdf (khi chỉ cần PDF) hoặc thư mục để ghi; mặc định là thư mục hiện tại.",
)
@click.option("--template", metavar="TỆP", help="Khuôn mẫu dùng thay khuôn mẫu của văn bản.")
@click.option("--pdf", is_flag=True, help="Làm cả PDF, cạnh tệp .docx.")
@click.option("--pdf-a", is_flag=True, help="Như --pdf, theo chuẩn lưu trữ lâu dài PDF/A-2b.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.option("--no-check", is_flag=True, help="Ghi mà không kiểm tra thể thức văn bản làm ra.")
def render(  # noqa: PLR0913 - one for each option
    data: tuple[Path, ...],
    output: Path | None,
    template: str | None,
    *,
    pdf: bool,
    pdf_a: bool,
    force: bool,
    no_check: bool,
) -> int:
    """Render and check every input, then write those that are good, then their PDF."""
    from vanban.batch.judging import rules_in

    jobs = _plan(data, output, pdf=pdf or pdf_a)
    if any(job.pdf for job in jobs):
        check_pdf_tools()
    rules = None if no_check else rules_in(Path())
    finished = [(job, _finish(job, template, rules, force=force)) for job in jobs]
    fates = {fate for _, fate in finished if isinstance(fate, _Fate)}
    good = [(job, content) for job, content in finished if isinstance(content, bytes)]
    for job, content in good:
        if job.docx is not None:
            fates.add(_write(job, job.docx, content, force=force))
    fates |= _write_pdfs(good, archival=pdf_a, force=force)
    if fates == {_Fate.WRITTEN}:
        return OK
    return FAILED if fates == {_Fate.FAILED} else FINDINGS


def _write_pdfs(good: "Sequence[tuple[_Job, bytes]]", *, archival: bool, force: bool) -> set[_Fate]:
    """The fates of the PDFs that are asked for."""
    wanted = [(job, job.pdf, content) for job, content in good if job.pdf is not None]
    made = pdfs_of([content for _, _, content in wanted], archival=archival)
    fates = set()
    for (job, path, _), pdf in zip(wanted, made, strict=True):
        if isinstance(pdf, Problem):
            show_errors([pdf], source=f"{job.data}: không ghi {path}")
            fates.add(_Fate.FAILED)
        else:
            fates.add(_write(job, path, pdf, force=force))
    return fates


def _plan(data: Sequence[Path], output: Path | None, *, pdf: bool) -> list[_Job]:
    """Where each input goes; raises when two would go to one place."""
    suffix = output.suffix.lower() if output is not None and not output.is_dir() else ""
    if output is not None and suffix in {_DOCX, _PDF}:
        if len(data) > 1:
            raise UsageFault(
                f"có {len(data)} tệp dữ liệu nên -o phải là một thư mục, gặp “{output}”",
                click.get_current_context(),
            )
        if suffix == _PDF:
            return [_Job(data[0], None, output)]
        return [_Job(data[0], output, output.with_suffix(_PDF) if pdf else None)]
    if suffix in _OTHER_FORMATS:
        message = f"chỉ ghi được tệp .docx hoặc .pdf, gặp “{output}”"
        raise UsageFault(message, click.get_current_context())
    folder = output or Path()
    jobs = [
        _Job(
            path,
            folder / f"{path.stem}{_DOCX}",
            folder / f"{path.stem}{_PDF}" if pdf else None,
        )
        for path in data
    ]
    _refuse_same_target(jobs)
    return jobs


def _refuse_same_target(jobs: Sequence[_Job]) -> None:
    first: dict[str, _Job] = {}
    for job in jobs:
        key = unicodedata.normalize("NFC", job.targets[0].name).casefold()
        other = first.setdefault(key, job)
        if other is not job:
            raise InputError(
                f"“{other.data}” và “{job.data}” cùng ghi ra “{job.targets[0]}”; "
                "hãy đổi tên một tệp hoặc chạy riêng từng tệp với -o"
            )


def _finish(
    job: _Job, template: str | None, rules: "RuleSet | None", *, force: bool
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
        faults = (overwrite_fault(path, force=force) for path in job.targets)
        if problems := [Problem(fault) for fault in faults if fault]:
            raise InputError(problems)
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
        f"lỗi: {job.data}: không ghi {job.targets[0]} vì văn bản có {errors} lỗi thể thức ở trên; "
        "sửa dữ liệu rồi chạy lại, hoặc thêm --no-check để vẫn ghi",
        err=True,
    )


def _show_notes(job: _Job, codes: Sequence[str]) -> None:
    """In one line, how many things the checker would have looked at again."""
    if codes:
        named = ", ".join(dict.fromkeys(codes))
        click.echo(
            f"lưu ý: {job.data}: {len(codes)} điều nên xem lại ({named})"
            + (f"; chi tiết: vanban check {job.docx}" if job.docx else ""),
            err=True,
        )


def _write(job: _Job, target: Path, content: bytes, *, force: bool) -> _Fate:
    """Whether the file was written; when not, why is shown."""
    from vanban.batch.writing import create_folder, write_whole

    try:
        create_folder(target.parent)
        write_whole(target, content, force=force, sync=True)
    except VanBanError as error:
        show_errors(error.problems, source=str(job.data))
        return _Fate.FAILED
    click.echo(f"đã ghi {target}")
    return _Fate.WRITTEN
