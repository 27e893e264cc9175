"""``vanban check``: what in Word files departs from Nghị định 30/2020/NĐ-CP."""

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban import __version__
from vanban.cli.screen import FAILED, FINDINGS, OK, show_errors, show_warnings
from vanban.cli.vietnamese import OneOf, UsageFault, VietnameseCommand
from vanban.errors import InputError, Problem, VanBanError

if TYPE_CHECKING:
    from vanban.check.outcome import Outcome
    from vanban.check.reports.plain_text import Pen, Tally

_DOCX = ".docx"
_LEGACY = (".doc", ".rtf", ".odt")
# What Word writes beside a file that is open.
_OPEN_IN_WORD = "~$"
_NARROWEST, _WIDEST, _USUAL = 40, 100, 80


@click.command(
    "check",
    cls=VietnameseCommand,
    short_help="Kiểm tra tệp Word theo Nghị định 30/2020/NĐ-CP.",
    help="Kiểm tra thể thức tệp Word (.docx), do ai soạn và soạn bằng cách nào cũng được: sai gì, "
    "ở đâu, theo điều khoản nào, sửa ra sao. Tệp gốc không bị thay đổi.",
    arguments={"TỆP": "Tệp .docx, hoặc thư mục để kiểm tra mọi tệp .docx trong đó."},
    examples=(
        "vanban check quyet_dinh.docx",
        "vanban check van_ban --jobs 4",
        "vanban check quyet_dinh.docx --annotate quyet_dinh_gop_y.docx",
        "vanban check van_ban --format sarif > ket_qua.sarif",
    ),
    notes=(
        "“lỗi” là trái với con số hoặc câu chữ mà Nghị định ghi rõ; “lưu ý” là điều nên xem lại.",
        "Văn bản của Đảng, của Đoàn, văn bản quy phạm pháp luật và tệp không phải văn bản hành "
        "chính được nói rõ và không bị kiểm tra.",
        "Mã có thể viết đủ (QH01) hoặc phần đầu (QH). Có thể ghi sẵn trong bảng "
        "[tool.vanban.check] của tệp pyproject.toml: select và ignore. --select thay cho cả bảng, "
        "--ignore cộng thêm vào bảng.",
        "Mã thoát: 0 là không có lỗi (có thể có lưu ý); 1 là có lỗi; 2 là có tệp không đọc được "
        "hoặc không làm được.",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="TỆP...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=OneOf(("text", "json", "sarif")),
    metavar="DẠNG",
    default="text",
    help="Dạng kết quả: text (để đọc, mặc định), json hoặc sarif (cho hệ thống tự động).",
)
@click.option("--select", multiple=True, metavar="MÃ", help="Chỉ kiểm tra các mã này: QH,SK01.")
@click.option("--ignore", multiple=True, metavar="MÃ", help="Bỏ qua các mã này: VH,TY02.")
@click.option("--strict", is_flag=True, help="Lưu ý cũng tính như lỗi khi đặt mã thoát.")
@click.option(
    "--annotate",
    metavar="ĐÍCH",
    type=click.Path(path_type=Path),
    help="Ghi bản sao có chú thích tại từng chỗ: tệp .docx, hoặc thư mục khi có nhiều tệp.",
)
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.option("--jobs", default="1", metavar="SỐ", help="Số tệp kiểm tra cùng lúc; mặc định là 1.")
@click.option("--convert", is_flag=True, help="Đổi tệp đời cũ (.doc, .rtf) bằng LibreOffice.")
def check(  # noqa: PLR0913 - one for each option
    *,
    files: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    annotate: Path | None,
    force: bool,
    jobs: str,
    convert: bool,
) -> int:
    """Check every file and print what was found."""
    workers = _workers(jobs)
    codes = _codes(select, ignore)
    inputs = _inputs(files, (_DOCX, *_LEGACY) if convert else (_DOCX,))
    targets = _targets(inputs, files, annotate, force=force)

    from vanban.check.many_files import Request, check_files

    request = Request(codes, annotates=annotate is not None, converts=convert)
    outcomes = check_files(list(inputs), request, workers)
    tally = _show(_saved(outcomes, targets, force=force), form, targets)
    return _exit_code(tally, strict=strict)


def _workers(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and int(written) > 0):
        raise UsageFault(
            f"--jobs nhận một số từ 1 trở lên; gặp “{written}”", click.get_current_context()
        )
    return int(written)


def _codes(select: Iterable[str], ignore: Iterable[str]) -> tuple[str, ...]:
    """The codes of the rules to run, by the call and the table of the nearest pyproject.toml."""
    from vanban.check.settings import Settings, listed, load_settings

    called = Settings(listed(select), listed(ignore))
    called.rules()  # what is wrong with the call comes before what is wrong with the table
    rules = load_settings(Path()).under(called.select, called.ignore).rules()
    if not rules:
        raise InputError("không còn quy tắc nào để kiểm tra; hãy xem lại --select và --ignore")
    return tuple(rule.code for rule in rules)


def _inputs(files: Iterable[Path], suffixes: Sequence[str]) -> dict[Path, Path]:
    """The files named, and those in the folders named, each with its name below what was named.

    Raises InputError when there is none at all; a folder without any among others is told.
    """
    found: dict[Path, Path] = {}
    empty: list[Problem] = []
    for path in files:
        within = _within(path, suffixes) if path.is_dir() else [path]
        if not within:
            empty.append(Problem(f"thư mục “{path}” không có tệp {', '.join(suffixes)} nào"))
        for file in within:
            found.setdefault(file, file.relative_to(path) if file != path else Path(path.name))
    if not found:
        raise InputError(empty)
    show_warnings(empty)
    return found


def _within(folder: Path, suffixes: Sequence[str]) -> list[Path]:
    """The Word files in a folder and below it, in the order of their names; tells what it skips."""
    files = [
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(_OPEN_IN_WORD)
    ]
    skipped = sum(path.suffix.lower() in set(_LEGACY) - set(suffixes) for path in files)
    if skipped:
        message = f"bỏ qua {skipped} tệp đời cũ ({', '.join(_LEGACY)}); thêm --convert để kiểm tra"
        show_warnings([Problem(message, str(folder))])
    return sorted(path for path in files if path.suffix.lower() in suffixes)


def _targets(
    inputs: Mapping[Path, Path], files: Sequence[Path], annotate: Path | None, *, force: bool
) -> dict[str, Path]:
    """Where the annotated copy of each file goes; refuses what would be written over."""
    if annotate is None:
        return {}
    from vanban.batch.writing import overwrite_fault

    is_file = bool(annotate.suffix) and not annotate.is_dir()
    if is_file and annotate.suffix.lower() != _DOCX:
        raise _wrong_target(f"chỉ ghi được tệp .docx, gặp “{annotate}”")
    several = len(inputs) > 1 or files[0].is_dir()
    if several and (is_file or annotate.is_file()):
        raise _wrong_target(f"phải là một thư mục khi có nhiều tệp, gặp “{annotate}”")
    targets = {
        path: annotate if is_file else (annotate / name).with_suffix(_DOCX)
        for path, name in inputs.items()
    }
    _refuse_same_target(targets)
    faults = [
        _source_fault(target, inputs) or overwrite_fault(target, force=force)
        for target in targets.values()
    ]
    if problems := [Problem(fault) for fault in faults if fault]:
        raise InputError(problems)
    return {str(path): target for path, target in targets.items()}


def _source_fault(target: Path, inputs: Iterable[Path]) -> str:
    """Why a copy may not go where one of the files lies, not even by --force; "" when it may."""
    if target.exists() and any(path.exists() and target.samefile(path) for path in inputs):
        return f"{target} là tệp gốc, không ghi đè được; hãy chọn tên hoặc thư mục khác cho bản sao"
    return ""


def _wrong_target(fault: str) -> UsageFault:
    return UsageFault(f"--annotate {fault}", click.get_current_context())


def _refuse_same_target(targets: Mapping[Path, Path]) -> None:
    first: dict[str, Path] = {}
    for path, target in targets.items():
        other = first.setdefault(unicodedata.normalize("NFC", str(target)).casefold(), path)
        if other is not path:
            raise InputError(
                f"“{other}” và “{path}” cùng ghi ra “{target}”; "
                "hãy đổi tên một tệp hoặc chạy riêng từng tệp"
            )


def _saved(
    outcomes: "Iterable[Outcome]", targets: Mapping[str, Path], *, force: bool
) -> "Iterator[Outcome]":
    """The outcomes, each once its annotated copy is written; why it is not is a problem of it."""
    for outcome in outcomes:
        if outcome.annotated is None:
            yield outcome
        else:
            problems = _write(outcome.annotated, targets[outcome.file], force=force)
            yield replace(outcome, annotated=None, problems=problems)


def _write(data: bytes, target: Path, *, force: bool) -> tuple[Problem, ...]:
    """Write a copy; why it could not be written."""
    from vanban.batch.writing import create_folder, write_whole

    try:
        create_folder(target.parent)
        write_whole(target, data, force=force, sync=True)
    except VanBanError as error:
        return error.problems
    return ()


def _show(outcomes: "Iterable[Outcome]", form: str, targets: Mapping[str, Path]) -> "Tally":
    """Print every outcome, in text as soon as it is there; what they come to together."""
    from vanban.check.reports.plain_text import Tally, file_text

    tally, pen = Tally(), _pen()
    kept = []
    for outcome in outcomes:
        tally.add(outcome)
        _show_problems(outcome)
        if form != "text":
            kept.append(outcome)
        elif outcome.data is not None:
            click.echo(file_text(outcome, pen), color=pen.in_color)
            if outcome.file in targets and not outcome.problems:
                click.echo(f"đã ghi {targets[outcome.file]}\n")
    click.echo(tally if form == "text" else _machine_text(kept, form), nl=form == "text")
    return tally


def _machine_text(outcomes: "Sequence[Outcome]", form: str) -> str:
    from vanban.check.reports.json_text import as_json
    from vanban.check.reports.sarif import as_sarif

    return as_json(outcomes) if form == "json" else as_sarif(outcomes, __version__)


def _show_problems(outcome: "Outcome") -> None:
    show_errors(outcome.problems, source=outcome.file)
    if outcome.details and os.environ.get("VANBAN_DEBUG"):
        click.echo(outcome.details, err=True)


def _pen() -> "Pen":
    """How text is set: as wide as the terminal, in colours where one would show them."""
    from vanban.check.reports.plain_text import Pen

    if not sys.stdout.isatty():
        return Pen(_USUAL)
    width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Pen(width, in_color=not is_plain)


def _exit_code(tally: "Tally", *, strict: bool) -> int:
    if tally.errors or (strict and tally.warnings):
        return FINDINGS
    return FAILED if tally.failed else OK
