"""A document just made, as the checker sees it. The checker is loaded by the first call."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vanban.errors import Problem

if TYPE_CHECKING:
    from vanban.check.running import RuleSet


class Verdict(NamedTuple):
    """What the checker found: every error as a problem, and the codes of the warnings."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


# A kind that is none of Điều 7: the model warns of it, where the data say so.
_TOLD_OF_DATA = frozenset({"TL02"})


def rules_in(folder: Path) -> "RuleSet":
    """The rules for documents made in a folder, by its settings.

    Without those that say of the page what the data were warned of already. Raises InputError for
    wrong settings.
    """
    from vanban.check.running import RuleSet  # noqa: PLC0415
    from vanban.check.settings import load_settings  # noqa: PLC0415

    rules = load_settings(folder).rules()
    return RuleSet(rule for rule in rules if rule.code not in _TOLD_OF_DATA)


def judge(data: bytes, rules: "RuleSet | None") -> Verdict:
    """What these rules find in a .docx; nothing without rules. Raises DocxError."""
    if rules is None:
        return Verdict()
    from vanban.check.checking import check_bytes  # noqa: PLC0415
    from vanban.check.findings import Severity  # noqa: PLC0415

    report = check_bytes(data, rules)
    return Verdict(
        tuple(Problem(str(finding)) for finding in report.of(Severity.ERROR)),
        tuple(finding.code for finding in report.of(Severity.WARNING)),
    )


# Words of the rule itself: reports leave out what stands in double marks, for it may be a cell's.
_SINGLE = str.maketrans("“”", "‘’")


@cache
def remark_of(code: str) -> Problem:
    """What is told of a warning of the checker."""
    from vanban.check.rules import RULES  # noqa: PLC0415

    rule = RULES.get(code)
    said = f"{rule.name.translate(_SINGLE)} ({code})" if rule else code
    return Problem(f"{said}; giải thích: vanban explain {code}")
