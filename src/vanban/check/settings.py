"""Which rules run: what a call asks for, and the table ``[tool.vanban.check]``."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanban.check.rules import RULES
from vanban.check.rules.rule import Rule
from vanban.errors import InputError, Problem, reason_of
from vanban.wording import nearest

FILE = "pyproject.toml"
_TABLE = ("tool", "vanban", "check")
_KEYS = ("select", "ignore")
_PLACE = re.compile(r"at line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """Codes of rules or their beginnings ("QH01", "QH"): those to run, all if none, and not to."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def under(self, select: Iterable[str], ignore: Iterable[str]) -> "Settings":
        """These settings under those of a call: its select replaces them all, its ignore adds."""
        if chosen := tuple(select):
            return Settings(chosen, tuple(ignore))
        return Settings(self.select, (*self.ignore, *ignore))

    def rules(self) -> tuple[Rule, ...]:
        """The rules that run. Raises InputError for a code that is no rule's."""
        if problems := [Problem(fault) for fault in _faults((*self.select, *self.ignore))]:
            raise InputError(problems)
        selected, ignored = _codes(self.select) or ("",), _codes(self.ignore)
        return tuple(
            rule
            for code, rule in RULES.items()
            if code.startswith(selected) and not code.startswith(ignored)
        )


def listed(written: str | Iterable[str]) -> tuple[str, ...]:
    """Codes one by one; several may stand in one text, separated by commas.

    Raises InputError for anything but texts.
    """
    texts: list[object] = [written]
    if isinstance(written, Iterable) and not isinstance(written, str):
        texts = [*written]
    codes: list[str] = []
    for text in texts:
        if not isinstance(text, str):
            raise InputError(f"cần mã quy tắc như “QH01”, hoặc danh sách các mã; gặp {text!r}")
        codes += map(str.strip, text.split(","))
    return tuple(filter(None, codes))


def rule_of(code: str) -> Rule:
    """The rule with this code, whatever its case. Raises InputError, with the nearest code."""
    (wanted,) = _codes([code])
    if wanted not in RULES:
        raise InputError(_unknown(code, wanted, RULES))
    return RULES[wanted]


def load_settings(folder: Path) -> Settings:
    """The table of the nearest pyproject.toml in ``folder`` or above it.

    Raises InputError for a file that cannot be read, and for what the table may not hold.
    """
    folder = folder.absolute()
    found = (parent / FILE for parent in (folder, *folder.parents))
    path = next((path for path in found if path.is_file()), None)
    return _read(path) if path else Settings()


def _read(path: Path) -> Settings:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table: Any = tomllib.loads(text)
    except OSError as error:
        raise InputError(Problem(f"không đọc được: {reason_of(error)}", str(path))) from error
    except UnicodeDecodeError as error:
        raise InputError(Problem("tệp không ghi bằng mã UTF-8", str(path))) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        where = f"{path}:{place[1]}:{place[2]}" if place else str(path)
        raise InputError(Problem("sai cú pháp TOML ở đây", where)) from error
    for name in _TABLE:
        table = table.get(name, {}) if isinstance(table, dict) else table
    if not isinstance(table, dict):
        raise InputError(Problem(f"[{'.'.join(_TABLE)}] phải là một bảng", str(path)))
    if problems := list(_problems(table, path, text)):
        raise InputError(problems)
    return Settings(*(tuple(table.get(key, ())) for key in _KEYS))


def _problems(table: dict[str, Any], path: Path, text: str) -> Iterator[Problem]:
    """What is wrong with the table, each at the line of its key."""
    for key, value in table.items():
        place = f"{path}:{line}" if (line := _line_of(key, text)) else str(path)
        if key not in _KEYS:
            guess = nearest(key, _KEYS)
            hint = f"có phải “{guess}”?" if guess else f"các mục có: {', '.join(_KEYS)}"
            yield Problem(f"[{'.'.join(_TABLE)}] không có mục “{key}”; {hint}", place)
        elif not (isinstance(value, list) and all(isinstance(code, str) for code in value)):
            yield Problem(f'“{key}” phải là danh sách mã, ví dụ {key} = ["QH01", "VH"]', place)
        else:
            yield from (Problem(fault, place) for fault in _faults(value))


def _line_of(key: str, text: str) -> int:
    """The line of a key below the heading of the table, from 1; 0 where it is not written so."""
    lines = text.splitlines()
    heading = re.compile(r"\s*\[\s*" + r"\s*\.\s*".join(_TABLE) + r"\s*\]\s*(#.*)?")
    start = next((n for n, line in enumerate(lines) if heading.fullmatch(line)), len(lines))
    named = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
    found = (n for n, line in enumerate(lines[start:], start + 1) if named.match(line))
    return next(found, 0)


def _codes(written: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in written)


def _faults(written: Iterable[str]) -> Iterator[str]:
    """Why each of these is neither a code nor the beginning of one."""
    for code in written:
        (wanted,) = _codes([code])
        if not wanted or not any(known.startswith(wanted) for known in RULES):
            yield _unknown(code, wanted, (*RULES, *dict.fromkeys(known[:2] for known in RULES)))


def _unknown(written: str, wanted: str, known: Iterable[str]) -> str:
    """That there is no such code, and the nearest one: first among those of the same letters."""
    codes = tuple(known)
    alike = [code for code in codes if code[:1] == wanted[:1]]
    guess = nearest(wanted, alike) or nearest(wanted, codes)
    same = [code for code in RULES if wanted[:2] and code.startswith(wanted[:2])]
    if guess:
        hint = f"có phải “{guess}”?"
    elif same:
        hint = f"các mã {wanted[:2]} có: {', '.join(sorted(same))}"
    else:
        hint = "xem danh sách: vanban rules"
    return f"không có quy tắc mang mã “{written}”; {hint}"
