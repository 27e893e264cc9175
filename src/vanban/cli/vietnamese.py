"""click in Vietnamese: help pages and usage errors without an English word."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import click

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
_HELP = "Hiện trợ giúp này rồi thoát."
# As vanban.wording.nearest, which is too heavy to import for a wrong call.
_ALIKE = 0.75


class UsageFault(click.UsageError):
    """A wrong call, said in Vietnamese."""


class VietnameseCommand(click.Command):
    """A command whose help page names its arguments and shows an example."""

    def __init__(
        self,
        *args: Any,
        arguments: Mapping[str, str] | None = None,
        examples: Sequence[str] = (),
        notes: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """What click.Command takes; the rest is set on the help page under its own heading."""
        kwargs.setdefault("context_settings", _SETTINGS)
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        super().__init__(*args, **kwargs)
        self.arguments = dict(arguments or {})
        self.examples = examples
        self.notes = notes
        # What is too much is refused by parse_args, which can name it in Vietnamese.
        self.allow_extra_args = True

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, described in Vietnamese."""
        return _in_vietnamese(super().get_help_option(ctx))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click, and refuse what is too much."""
        try:
            super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            raise UsageFault(_bad_option(error, self.params), ctx) from None
        extra = [*ctx.args]
        if extra and not ctx.resilient_parsing:
            raise UsageFault(f"thừa đối số “{' '.join(map(str, extra))}”", ctx)
        return extra

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page."""
        _write_usage(self, ctx, formatter)
        self.format_help_text(ctx, formatter)
        _write_section(formatter, "Đối số", list(self.arguments.items()))
        _write_options(self, ctx, formatter)
        if self.notes:
            with formatter.section("Ghi chú"):
                for note in self.notes:
                    formatter.write_text(note)
        _write_examples(formatter, self.examples)


class VietnameseGroup(click.Group):
    """The program: its commands and what to call for more."""

    def __init__(
        self,
        *args: Any,
        examples: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """What click.Group takes, and the examples of the help page."""
        kwargs.setdefault("context_settings", _SETTINGS)
        kwargs.setdefault("options_metavar", "[TÙY CHỌN]")
        kwargs.setdefault("subcommand_metavar", "LỆNH [ĐỐI SỐ]...")
        super().__init__(*args, **kwargs)
        self.examples = examples

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, described in Vietnamese."""
        return _in_vietnamese(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click, with the nearest name for an unknown command."""
        name = args[0]
        if name in self.commands or name.startswith("-"):
            return super().resolve_command(ctx, args)
        known = ", ".join(self.list_commands(ctx))
        hint = _nearest(name, self.commands) or f"các lệnh có: {known}"
        raise UsageFault(f"không có lệnh “{name}”; {hint}", ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page."""
        _write_usage(self, ctx, formatter)
        self.format_help_text(ctx, formatter)
        commands = [
            (name, self.commands[name].short_help or "") for name in self.list_commands(ctx)
        ]
        _write_section(formatter, "Lệnh", commands)
        _write_options(self, ctx, formatter)
        _write_examples(formatter, self.examples)
        formatter.write_paragraph()
        formatter.write_text(f"Trợ giúp của từng lệnh: {ctx.command_path} LỆNH --help")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        return list(self.commands)


class OneOf(click.Choice[str]):
    """A choice whose refusal names what can be chosen."""

    def convert(
        self,
        value: Any,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """``value``, when it is one of the choices."""
        if value in self.choices:
            return str(value)
        name = param.opts[-1] if param else ""
        hint = _nearest(str(value), self.choices) or "hãy chọn một giá trị có sẵn"
        choices = ", ".join(map(str, self.choices))
        raise UsageFault(f"{name} nhận {choices}; gặp “{value}”; {hint}", ctx)


def explain(error: click.ClickException) -> str:
    """What is wrong with a call, in Vietnamese."""
    match error:
        case UsageFault():
            return error.message
        case click.NoSuchOption():
            hint = _nearest(error.option_name, error.possibilities or ())
            return f"không có tùy chọn “{error.option_name}”" + (f"; {hint}" if hint else "")
        case click.MissingParameter() if error.param is not None:
            return _missing(error.param)
        case click.BadOptionUsage():
            return _bad_option(error, ())
        case _:
            return f"lệnh viết chưa đúng ({error.format_message()})"


def _missing(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return f"thiếu tùy chọn “{'/'.join(param.opts)}”"
    return f"thiếu đối số {param.metavar or param.human_readable_name}"


def _bad_option(error: click.BadOptionUsage, params: Iterable[click.Parameter]) -> str:
    option = next((param for param in params if error.option_name in param.opts), None)
    if isinstance(option, click.Option) and not option.is_flag:
        return f"tùy chọn “{error.option_name}” cần một giá trị đi sau"
    return f"tùy chọn “{error.option_name}” không nhận giá trị"


def _nearest(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, list(known), 1, _ALIKE)
    return f"có phải “{close[0]}”?" if close else ""


def _in_vietnamese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = _HELP
    return option


def _write_usage(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix="Cách dùng: ")


def _write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    rows = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record:
            rows.append((record[0], record[1].removesuffix("[required]").rstrip()))
    _write_section(formatter, "Tùy chọn", rows)


def _write_section(
    formatter: click.HelpFormatter, title: str, rows: Sequence[tuple[str, str]]
) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _write_examples(formatter: click.HelpFormatter, lines: Sequence[str]) -> None:
    """Examples on lines that are never wrapped, so that they can be copied."""
    with formatter.section("Ví dụ"):
        for line in lines:
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")
