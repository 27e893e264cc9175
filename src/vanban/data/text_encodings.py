"""Encodings of text files by the names people call them, TCVN3 (ABC) among them."""

import codecs
import re
from encodings.aliases import aliases

from vanban.errors import InputError
from vanban.wording import nearest
from vanban.wording.text import quoted

TCVN3 = "tcvn3"
# TCVN 5712:1993 (ABC, VN3) from 0x80 on; fonts in capitals (.VnTimeH) use the small letters.
_TCVN3_LETTERS = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN3_TABLE = "".join(map(chr, range(0x80))) + _TCVN3_LETTERS
_TCVN3_BYTES = codecs.charmap_build(_TCVN3_TABLE)
# What people write for an encoding whose name Python spells otherwise.
_OTHER_NAMES = {
    "abc": TCVN3,
    "tcvn": TCVN3,
    "tcvn_3": TCVN3,
    "tcvn5712": TCVN3,
    "tcvn_5712": TCVN3,
    "vn3": TCVN3,
    "utf_8": "utf-8-sig",
    "unicode": "utf-16",
}
# Encodings of Python that no text file is in.
_NOT_OF_FILES = frozenset(
    "idna punycode undefined unicode_escape raw_unicode_escape charmap mbcs oem".split()
)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def find_encoding(name: str) -> str:
    """The encoding that ``name`` means, as Python calls it.

    Raises InputError, with the nearest name, when there is none.
    """
    key = _NOT_IN_NAMES.sub("_", name.lower()).strip("_")
    python_name = _OTHER_NAMES.get(key, key)
    try:
        found = codecs.lookup(python_name)
    except LookupError:
        raise InputError(_unknown(name, key)) from None
    if found.name in _OTHER_NAMES:
        return _OTHER_NAMES[found.name]
    is_utf8 = found.name == "utf-8"
    # Codecs between bytes and bytes ("zip", "hex") say so under this name alone.
    if key in _NOT_OF_FILES or not found._is_text_encoding:
        raise InputError(_unknown(name, key))
    return "utf-8-sig" if is_utf8 else found.name


def _unknown(name: str, key: str) -> str:
    known = {alias: alias for alias in (*aliases, *aliases.values(), *_OTHER_NAMES)}
    known |= {"windows_1258": "windows-1258", "utf_16": "utf-16", "utf_8": "utf-8", TCVN3: TCVN3}
    close = nearest(key, known, 0.7)
    hint = f"có phải {quoted(known[close])}?" if close else "thường gặp: " + ", ".join(_USUAL)
    return f"không có bảng mã {quoted(name)}; {hint}"


_USUAL = ("utf-8", "utf-16", "windows-1258", "windows-1252", "tcvn3")


class _Tcvn3Decoder(codecs.IncrementalDecoder):
    def decode(self, data: bytes, final: bool = False) -> str:  # type: ignore[override]
        return codecs.charmap_decode(data, self.errors, _TCVN3_TABLE)[0]


class _Tcvn3Encoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:
        return codecs.charmap_encode(text, self.errors, _TCVN3_BYTES)[0]


def _search(name: str) -> codecs.CodecInfo | None:
    if name != TCVN3:
        return None
    return codecs.CodecInfo(
        name=TCVN3,
        encode=lambda text, errors="strict": codecs.charmap_encode(text, errors, _TCVN3_BYTES),
        decode=lambda data, errors="strict": codecs.charmap_decode(
            bytes(data), errors, _TCVN3_TABLE
        ),
        incrementaldecoder=_Tcvn3Decoder,
        incrementalencoder=_Tcvn3Encoder,
    )


codecs.register(_search)
