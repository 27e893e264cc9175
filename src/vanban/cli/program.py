"""The program: its commands, and how every failure reaches the user."""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from vanban import __version__
from vanban.cli.batch_command import batch
from vanban.cli.check_command import check
from vanban.cli.compare_command import compare
from vanban.cli.explain_command import explain as explain_rule
from vanban.cli.form_command import form
from vanban.cli.kinds_command import kinds
from vanban.cli.new_command import new
from vanban.cli.render_command import render
from vanban.cli.rules_command import rules
from vanban.cli.schema_command import schema
from vanban.cli.screen import FAILED, OK, os_problem, show_errors, speak_utf8
from vanban.cli.vietnamese import VietnameseGroup, explain
from vanban.errors import VanBanError

_STOPPED = 130


@click.group(
    "vanban",
    cls=VietnameseGroup,
    invoke_without_command=True,
    help="Làm văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP từ tệp dữ liệu; kiểm tra "
    "tệp Word do người khác soạn.",
    examples=(
        "vanban new ke_hoach -o ke_hoach.yaml",
        "vanban render ke_hoach.yaml",
        "vanban check ke_hoach.docx",
        "vanban compare 2024.yaml 2025.yaml",
        "vanban batch thon.yaml thon.xlsx -o out",
    ),
)
@click.version_option(
    __version__, "--version", message="vanban %(version)s", help="Hiện phiên bản rồi thoát."
)
@click.pass_context
def program(ctx: click.Context) -> int:
    """Show the help when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return FAILED
    return OK


_COMMANDS = (kinds, new, form, render, check, compare, batch, explain_rule, rules, schema)
for _command in _COMMANDS:
    program.add_command(_command)


def main() -> None:
    """The entry point ``vanban``."""
    speak_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of one call; every failure is said on stderr, in Vietnamese."""
    try:
        code = program.main(list(arguments), prog_name="vanban", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        _show_usage(error)
    except (click.Abort, KeyboardInterrupt):
        click.echo("đã dừng theo yêu cầu", err=True)
        return _STOPPED
    except VanBanError as error:
        show_errors(error.problems)
    except BrokenPipeError:
        _forget_stdout()
    except OSError as error:
        show_errors([os_problem(error)])
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback for users
        _show_internal(error)
    else:
        return int(code or OK)
    return FAILED


def _show_usage(error: click.ClickException) -> None:
    click.echo(f"lỗi: {explain(error)}", err=True)
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    click.echo(f"Xem: {ctx.command_path if ctx else 'vanban'} --help", err=True)


def _show_internal(error: Exception) -> None:
    if os.environ.get("VANBAN_DEBUG"):
        click.echo("".join(traceback.format_exception(error)), err=True)
    click.echo(
        f"lỗi bên trong của vanban: {type(error).__name__}: {error}; lỗi này không do bạn. "
        "Hãy gửi dòng này kèm tệp dữ liệu cho người phụ trách phần mềm "
        "(đặt VANBAN_DEBUG=1 rồi chạy lại để có thêm chi tiết)",
        err=True,
    )


def _forget_stdout() -> None:
    """Let the interpreter's last flush go nowhere: the reader has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
