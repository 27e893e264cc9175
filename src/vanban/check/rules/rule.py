"""What a rule is: a code, a clause, the words that explain it, and the function that checks it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TypeAlias

from vanban.check.components import Recognised
from vanban.check.findings import Fault, Severity
from vanban.check.rules.prose import Prose, prose_of

Check: TypeAlias = Callable[[Recognised], Iterator[Fault]]
LineCheck: TypeAlias = Callable[[Prose], Iterator[Fault]]

SECTIONS = ("Quy định", "Sai", "Đúng", "Không bắt")
_SECTION = re.compile(rf"^({'|'.join(SECTIONS)}):\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checker.

    ``name`` says the fault in Vietnamese ("Quốc hiệu sai lời"). ``severity`` is that of a fault in
    words that were recognised for certain; anything less sure is a warning. ``explanation`` has
    the four sections of SECTIONS, each a line that begins with the section's name and a colon.
    ``check_lines`` is the same as ``check`` where the rule judges each line of prose by itself.
    """

    code: str
    name: str
    severity: Severity
    component: str
    clause: str
    explanation: str
    check: Check
    check_lines: LineCheck | None = None

    @property
    def sections(self) -> dict[str, str]:
        """The explanation by section."""
        _, *parts = _SECTION.split(self.explanation)
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return {title: " ".join(text.split()) for title, text in pairs}


def rule(
    code: str, name: str, component: str, clause: str, *, severity: Severity = Severity.WARNING
) -> Callable[[Check], Rule]:
    """Makes a rule of a function whose docstring has the four sections."""

    def make(check: Check) -> Rule:
        return Rule(code, name, severity, component, clause, cleandoc(check.__doc__ or ""), check)

    return make


def line_rule(code: str, name: str, component: str, clause: str) -> Callable[[LineCheck], Rule]:
    """Makes a rule of a function that judges each line of prose by itself.

    Each fault has a spot in its line. Whether a line has faults depends on nothing but its text and
    whether it stands in a table.
    """

    def make(check_lines: LineCheck) -> Rule:
        def check(recognised: Recognised) -> Iterator[Fault]:
            return check_lines(prose_of(recognised))

        explanation = cleandoc(check_lines.__doc__ or "")
        return Rule(
            code, name, Severity.WARNING, component, clause, explanation, check, check_lines
        )

    return make
