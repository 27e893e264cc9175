"""``vanban rules``: every rule of the checker."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from vanban.cli.screen import OK
from vanban.cli.vietnamese import OneOf, VietnameseCommand

if TYPE_CHECKING:
    from vanban.check.rules.rule import Rule

_WIDTH = 80


@click.command(
    "rules",
    cls=VietnameseCommand,
    short_help="Liệt kê các quy tắc kiểm tra.",
    help="Liệt kê mọi quy tắc mà vanban check kiểm tra, theo thành phần của văn bản.",
    examples=("vanban rules", "vanban rules --format json"),
    notes=("Giải thích một quy tắc: vanban explain MÃ",),
)
@click.option(
    "--format",
    "form",
    metavar="DẠNG",
    type=OneOf(["text", "json"]),
    default="text",
    help="text (mặc định) hoặc json.",
)
def rules(form: str) -> int:
    """Print the table."""
    from vanban.check.rules import RULES
    from vanban.check.titles import component_rank

    listed = sorted(RULES.values(), key=lambda rule: (component_rank(rule.component), rule.code))
    if form == "json":
        objects = [_plain(rule) for rule in listed]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_table(listed)))
    return OK


def _plain(rule: "Rule") -> dict[str, str]:
    from vanban.check.titles import clause_title

    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "component": rule.component,
        "name": rule.name,
        "clause": clause_title(rule.clause),
    }


def _table(rules: "Iterable[Rule]") -> Iterator[str]:
    """The rules under the title of their component: code, severity, name and clause."""
    from vanban.check.titles import clause_title, component_title, severity_title

    groups: dict[str, list[Rule]] = {}
    for rule in rules:
        groups.setdefault(component_title(rule.component), []).append(rule)
    for title, members in groups.items():
        yield title.upper()
        for rule in members:
            head = f"  {rule.code}  {severity_title(rule.severity.value):<6}  "
            yield from textwrap.wrap(
                f"{rule.name} ({clause_title(rule.clause)})",
                _WIDTH,
                initial_indent=head,
                subsequent_indent=" " * len(head),
            )
