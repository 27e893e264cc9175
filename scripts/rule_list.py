"""Write docs/quy_tac.md: every rule of the checker, from the rules themselves. Usage:

python scripts/rule_list.py [OUTPUT_FILE]
"""

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from vanban.check.rules import RULES
from vanban.check.rules.rule import Rule
from vanban.check.titles import clause_title, component_rank, component_title, severity_title

PAGE = Path(__file__).parents[1] / "docs" / "quy_tac.md"
HEAD = """# Các quy tắc kiểm tra

<!-- Trang này do scripts/rule_list.py viết từ các quy tắc; đừng sửa tay. -->

`vanban check` kiểm tra {rules} quy tắc: {errors} quy tắc báo **lỗi** (trái với con số hoặc câu
chữ mà Nghị định 30/2020/NĐ-CP ghi rõ), {warnings} quy tắc báo **lưu ý** (điều nên xem lại). Khi
chưa chắc chắn đó là thành phần nào của văn bản thì quy tắc báo lỗi cũng chỉ báo lưu ý. Cách dùng:
[Kiểm tra văn bản](kiem_tra.md).
"""
_MARKUP = re.compile(r"([\\`*_<>|\[\]])")


def page() -> str:
    """The whole page."""
    rules = list(RULES.values())
    errors = sum(rule.severity.value == "error" for rule in rules)
    head = HEAD.format(rules=len(rules), errors=errors, warnings=len(rules) - errors)
    return "\n".join([head, *_lines(rules)]).rstrip() + "\n"


def _lines(rules: list[Rule]) -> Iterator[str]:
    rules = sorted(rules, key=lambda rule: (component_rank(rule.component), rule.code))
    groups = groupby(rules, key=lambda rule: component_title(rule.component))
    for title, group in groups:
        members = list(group)
        yield f"## {title}\n"
        yield "| mã | mức | lỗi | căn cứ |\n| --- | --- | --- | --- |"
        yield from map(_row, members)
        yield ""
        for rule in members:
            yield from _section(rule)


def _row(rule: Rule) -> str:
    severity, clause = severity_title(rule.severity.value), clause_title(rule.clause)
    return f"| [{rule.code}](#{rule.code.lower()}) | {severity} | {plain(rule.name)} | {clause} |"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}\n"
    yield f"{plain(rule.name)} ({severity_title(rule.severity.value)}).\n"
    yield from (f"- {title}: {plain(text)}" for title, text in rule.sections.items())
    yield ""


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", text)


def main(output: Path = PAGE) -> None:
    """Write the page."""
    output.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
