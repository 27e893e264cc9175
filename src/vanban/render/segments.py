"""Deflate in segments, so that what the documents of a batch share is deflated once.

Deflated segments that end on a whole byte make one valid stream when they follow each other. Where
they begin, and what each may refer back to, follows from the content alone: a document has the same
bytes whatever was written before it.
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

# Measured in benchmarks/: what documents share is deflated once, so level 6 costs a batch little.
DEFLATE_LEVEL = 6

# A shorter segment costs more in bytes than it saves in time.
_LEAST = 300
# A paragraph so long is prose, which seldom changes from row to row.
PROSE = 400
_LONGEST_KEPT, _MOST_KEPT = 16_384, 256
_PARAGRAPH = b"<w:p>"
# Bits of the window and level of memory. zlib clears its state for every stream: 256 KiB, which a
# short segment does not need.
_STATE = (zlib.MAX_WBITS, 8)
_SMALL, _SMALL_STATE = 4096, (12, 5)
# A block that is the last and empty.
_END = b"\x03\x00"


class Deflated(NamedTuple):
    """A stream, and the CRC and the size of what it holds."""

    data: bytes
    crc: int
    size: int


def deflate(content: bytes) -> Deflated:
    """Content as one stream."""
    data = zlib.compress(content, DEFLATE_LEVEL, wbits=-zlib.MAX_WBITS)
    return Deflated(data, zlib.crc32(content), len(content))


def deflate_pieces(pieces: Iterable[bytes]) -> Deflated:
    """XML in pieces as one stream; segments begin where a piece does."""
    data: list[bytes] = []
    crc, size, before = 0, 0, b""
    for segment in _segments(pieces):
        keeps = len(segment) <= _LONGEST_KEPT
        data.append(_kept(segment, before) if keeps else _deflate_segment(segment, before))
        crc = zlib.crc32(segment, crc)
        size += len(segment)
        before = _prose_at_end(segment)
    return Deflated(b"".join((*data, _END)), crc, size)


def _segments(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, joined until they are long enough."""
    groups: list[list[bytes]] = [[]]
    length = 0
    for piece in pieces:
        if length >= _LEAST:
            groups.append([])
            length = 0
        groups[-1].append(piece)
        length += len(piece)
    if length < _LEAST and len(groups) > 1:
        end = groups.pop()
        groups[-1] += end
    return map(b"".join, groups)


def _prose_at_end(segment: bytes) -> bytes:
    """The last paragraph if it is prose: the next segment may refer to its words.

    A short paragraph is none, as it has values of its document, and with it the next segment would
    have to be deflated anew for each.
    """
    start = segment.rfind(_PARAGRAPH)
    return segment[start:] if 0 <= start <= len(segment) - PROSE else b""


def _deflate_segment(segment: bytes, before: bytes) -> bytes:
    """A segment that stands directly behind ``before``, ending on a whole byte."""
    size = len(before) + len(segment)
    window, memory = _SMALL_STATE if size <= _SMALL else _STATE
    form = (DEFLATE_LEVEL, zlib.DEFLATED, -window, memory, zlib.Z_DEFAULT_STRATEGY)
    stream = zlib.compressobj(*form, before) if before else zlib.compressobj(*form)
    return stream.compress(segment) + stream.flush(zlib.Z_SYNC_FLUSH)


_kept = lru_cache(maxsize=_MOST_KEPT)(_deflate_segment)
