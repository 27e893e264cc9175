"""Any Word file against Nghị định 30/2020/NĐ-CP: observed, recognised, judged.

Light to import: the rules are loaded by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vanban.check.findings import Report

__all__ = ["check"]


def check(
    file: str | Path | bytes | bytearray | memoryview,
    *,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
) -> Report:
    """What in a .docx departs from Nghị định 30/2020/NĐ-CP: ``report.findings``, in order.

    ``file`` is its path, or its bytes. ``select`` and ``ignore`` are codes of rules or their
    beginnings ("QH01", "QH"); without ``select`` every rule runs. A document of another regime (of
    the Party, for one: ``report.recognised.regime``) has no findings.

    Raises DocxError for a file that cannot be read, is no .docx, is damaged, encrypted, or too
    large to be read safely; InputError for a code that is no rule's and for any other ``file``.
    """
    from pathlib import Path

    from vanban.check import checking
    from vanban.check.running import RuleSet
    from vanban.check.settings import Settings, listed
    from vanban.errors import InputError

    rules = RuleSet(Settings(listed(select), listed(ignore)).rules())
    if isinstance(file, bytes | bytearray | memoryview):
        return checking.check_bytes(bytes(file), rules)
    if not isinstance(file, str | Path):
        raise InputError(f"cần đường dẫn hoặc nội dung của tệp .docx, gặp {type(file).__name__}")
    return checking.check_file(Path(file), rules)
