"""The word lists of the rules of language, each read when first needed."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDER = files("vanban.check") / "words"


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list of lines: parted by commas, "#" begins a remark."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line.partition("#")[0] for line in text.splitlines()]
    found = [phrase.strip() for line in lines for phrase in line.split(",")]
    return tuple(phrase for phrase in found if phrase)


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of a TOML list."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
