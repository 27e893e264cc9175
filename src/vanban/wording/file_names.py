"""Names of files that every system can store."""

import re
import unicodedata

from vanban.wording.text import strip_accents

_LONGEST_CHARS = 120
_LONGEST_BYTES = 200
_EMPTY = "van_ban"
_EDGES = " .-"

# Zero-width characters and marks of direction: unseen, and a way to disguise a name.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_UNSAFE = re.compile('[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+')
_NOT_ASCII = re.compile("[^\x20-\x7e]+")
_DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?=\.|$)",
    re.IGNORECASE,
)


def file_name(text: str, *, ascii_only: bool = False) -> str:
    """A file name without extension, made from ``text`` and safe on Windows, macOS and Linux.

    Reserved signs become "-"; runs of whitespace one space; names of Windows devices (CON, COM1)
    get a "_"; no dot, dash or space stands at either end. At most 120 characters and 200 bytes of
    UTF-8, cut between letters; "van_ban" when nothing is left. With ``ascii_only`` accents go,
    spaces become "_" and any other sign beyond ASCII becomes "-".
    """
    name = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())
    if ascii_only:
        name = _NOT_ASCII.sub("-", strip_accents(name))
    name = _UNSAFE.sub("-", name).strip(_EDGES)
    if ascii_only:
        name = name.replace(" ", "_")
    name = _DEVICE.sub(r"\1_", name, count=1) if _DEVICE.match(name) else name
    return _cut(name).rstrip(_EDGES) or _EMPTY


def _cut(name: str) -> str:
    """The longest beginning of ``name`` within the limits that does not split a letter."""
    short = name[:_LONGEST_CHARS].encode()[:_LONGEST_BYTES].decode(errors="ignore")
    end = len(short)
    while 0 < end < len(name) and unicodedata.combining(name[end]):
        end -= 1
    return name[:end]
