"""A program in the place of LibreOffice, which fails in the ways of LibreOffice."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

_PROGRAM = """\
#!{python} -S
import os, pathlib, sys, time
arguments = sys.argv[1:]
folder = pathlib.Path(arguments[arguments.index("--outdir") + 1])
names = [name for name in arguments if name.endswith((".docx", ".txt"))]
with open({calls!r}, "a") as calls:
    calls.write(" ".join(names) + "\\n")
for name in names:
    {deed}
    (folder / name).with_suffix(".pdf").write_bytes(b"%PDF-1.6 " + name.encode() + b" %%EOF")
"""


def fake_soffice(folder: Path, monkeypatch: pytest.MonkeyPatch, deed: str = "pass") -> Path:
    """Has it do ``deed`` before it makes the file ``name``; the calls stand in the file given.

    Any face will do then.
    """
    program, calls = folder / "soffice gia", folder / "calls.txt"
    calls.touch()
    program.write_text(_PROGRAM.format(python=sys.executable, calls=str(calls), deed=deed), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("VANBAN_SOFFICE", str(program))
    monkeypatch.setattr(import_module("vanban.render.pdf"), "check_fonts", lambda: None)
    return calls
