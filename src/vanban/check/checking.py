"""The way from the bytes of a file to a report."""

from collections.abc import Iterable

from vanban.check.findings import Report
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.recognition import recognise
from vanban.check.rules import RULES
from vanban.check.rules.rule import Rule
from vanban.check.running import run_rules


def check_bytes(data: bytes, file: str = "", rules: Iterable[Rule] = RULES.values()) -> Report:
    """What departs from the decree in a .docx; ``file`` is its name in the report.

    Raises DocxError for what is no .docx, is damaged, encrypted, or too large to be read safely.
    """
    recognised = recognise(observe(open_package(data)))
    return Report(file, recognised, run_rules(recognised, rules))
