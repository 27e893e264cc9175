"""Whether pages come out in a face with the widths of Times New Roman and Vietnamese letters.

LibreOffice never says that a face is absent: it takes another, for all letters or for those
that the face lacks. Then lines and pages end elsewhere. Fontconfig is asked before any work; the
PDF itself is looked at afterwards, on every system.
"""

import re
import shutil
import subprocess
import unicodedata
import zlib
from functools import cache

from vanban.errors import DocxError
from vanban.render.soffice import INSTALL

FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos", "Thorndale AMT")
"""Families with the advance widths of Times New Roman."""

_SECONDS = 60
_NAMES_IN_PDF = tuple(family.replace(" ", "") for family in FAMILIES)
_FACE = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_FACE_AND_LETTERS = re.compile(_FACE.pattern + rb"(?:(?!endobj).)*?/ToUnicode (\d+) 0 R", re.DOTALL)
_PACKED = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n", re.DOTALL)
_LETTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>")


@cache
def check_fonts() -> None:
    """Raises DocxError where fontconfig knows of no such face; without fontconfig none is asked."""
    program = shutil.which("fc-list")
    if program is None:
        return
    if _known_to(program, ":lang=vi").isdisjoint(FAMILIES):
        old = sorted(_known_to(program, ":").intersection(FAMILIES))
        found = f" (có {', '.join(old)} nhưng là bản cũ, thiếu chữ tiếng Việt)" if old else ""
        raise DocxError(
            "máy chưa có phông Times New Roman, hay phông rộng bằng nó như Liberation Serif bản 2, "
            f"với đủ chữ tiếng Việt{found} nên PDF sẽ sai chữ và sai trang; "
            f"hãy cài rồi chạy lại ({INSTALL})"
        )


def _known_to(program: str, pattern: str) -> set[str]:
    """The families that fontconfig lists; every one where it does not answer."""
    command = [program, pattern, "family"]
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return set(FAMILIES)
    names = done.stdout.decode("utf-8", "replace").replace("\n", ",").split(",")
    return {name.strip() for name in names}


def font_fault(pdf: bytes) -> str:
    """Why the letters of a PDF are not those of Times New Roman; empty when they are."""
    wrong = {face: letters for face, letters in _other_faces(pdf).items() if letters}
    if not wrong:
        return ""
    told = "; ".join(f"{face}: “{_few(letters)}”" for face, letters in sorted(wrong.items()))
    return (
        "PDF có chữ in bằng phông khác vì LibreOffice không thấy Times New Roman, hay phông rộng "
        f"bằng nó, có chữ đó ({told}); hãy cài phông rồi chạy lại ({INSTALL})"
    )


def _few(letters: set[str]) -> str:
    shown = sorted(letters)[:8]
    return "".join(shown) + ("…" if len(letters) > len(shown) else "")


def _other_faces(pdf: bytes) -> dict[str, set[str]]:
    """The Latin letters that other faces set; signs and other scripts may come from anywhere."""
    text = pdf if _FACE.search(pdf) else pdf + _unpacked(pdf)
    if all(_is_known(face) for face in _FACE.findall(text)):
        return {}
    found: dict[str, set[str]] = {}
    for face, number in _FACE_AND_LETTERS.findall(text):
        if not _is_known(face):
            letters = found.setdefault(face.decode("ascii", "replace"), set())
            letters |= _latin_letters(_stream(pdf, int(number)))
    return found


def _is_known(face: bytes) -> bool:
    return face.decode("ascii", "replace").startswith(_NAMES_IN_PDF)


def _unpacked(pdf: bytes) -> bytes:
    """What stands in object streams, where a PDF has them."""
    return b"\n".join(_inflated(pdf, match.end()) for match in _PACKED.finditer(pdf))


def _stream(pdf: bytes, number: int) -> bytes:
    """The content of the stream of that number."""
    start = re.search(rb"(?:^|[\r\n])%d 0 obj\b.*?stream\r?\n" % number, pdf, re.DOTALL)
    return _inflated(pdf, start.end()) if start else b""


def _inflated(pdf: bytes, at: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(pdf[at:])
    except zlib.error:
        return b""


def _latin_letters(table: bytes) -> set[str]:
    """The letters that a table from codes to Unicode names."""
    pairs = (code for block in _LETTERS.findall(table) for code in _PAIR.findall(block))
    text = "".join(bytes.fromhex(code.decode()).decode("utf-16-be", "replace") for code in pairs)
    return {letter for letter in text if unicodedata.name(letter, "").startswith("LATIN")}
