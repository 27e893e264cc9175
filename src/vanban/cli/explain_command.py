"""``vanban explain``: what one rule of the checker is about."""

import textwrap

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import VietnameseCommand

_WIDTH = 80
_INDENT = "  "


@click.command(
    "explain",
    cls=VietnameseCommand,
    short_help="Giải thích một mã mà vanban check báo.",
    help="Giải thích một quy tắc kiểm tra: quy định gì, thế nào là sai, thế nào là đúng, trường "
    "hợp nào không bắt lỗi.",
    arguments={
        "MÃ": "Mã của quy tắc, chữ hoa hay chữ thường: QH01. Xem cả danh sách: vanban rules"
    },
    examples=("vanban explain QH01",),
)
@click.argument("code", metavar="MÃ")
def explain(code: str) -> int:
    """Print the rule."""
    from vanban.check.settings import rule_of
    from vanban.check.titles import clause_title, component_title, severity_title

    rule = rule_of(code)
    facts = {
        "Mức": severity_title(rule.severity.value),
        "Thành phần": component_title(rule.component),
        "Căn cứ": clause_title(rule.clause),
    }
    lines = [f"{rule.code}: {rule.name}", ""]
    lines += [f"{f'{title}:':<12}{text}" for title, text in facts.items()]
    for title, text in rule.sections.items():
        lines += ["", title, textwrap.indent(textwrap.fill(text, _WIDTH - len(_INDENT)), _INDENT)]
    click.echo("\n".join(lines))
    return OK
