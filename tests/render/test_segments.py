"""Deflate in segments: one valid stream, which depends on its content alone."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from vanban.render import segments
from vanban.render.segments import deflate_pieces

WORDS = "Đẩy mạnh phong trào thi đua yêu nước trong các cấp, các ngành".split()


def inflated(data: bytes) -> bytes:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    content = stream.decompress(data)
    assert stream.eof
    assert not stream.unused_data
    return content


def paragraph(length: int, start: int = 0) -> bytes:
    """A paragraph of words, in another order for another ``start``, that long at least."""
    text = ""
    while len(text.encode()) < length:
        start = (start * 31 + 7) % 1009
        text += WORDS[start % len(WORDS)] + " "
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()


pieces_of_documents = st.lists(
    st.builds(paragraph, st.sampled_from((0, 60, 390, 500, 1000, 20_000)), st.integers(0, 20))
    | st.binary(max_size=30)
)


@given(pieces_of_documents)
def test_one_stream_that_inflates_to_the_pieces(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    data, crc, size = deflate_pieces(pieces)
    assert inflated(data) == whole
    assert (crc, size) == (zlib.crc32(whole), len(whole))


@given(pieces_of_documents, pieces_of_documents)
def test_what_was_written_before_does_not_matter(pieces: list[bytes], others: list[bytes]) -> None:
    segments._kept.cache_clear()
    alone = deflate_pieces(pieces)
    deflate_pieces([*pieces[1:], *others])
    deflate_pieces(others + pieces)
    assert deflate_pieces(pieces) == alone


def test_what_documents_share_is_deflated_once() -> None:
    segments._kept.cache_clear()
    shared = [paragraph(1000, number) for number in range(3)]
    for number in range(5):
        deflate_pieces([*shared, paragraph(250, number), paragraph(200, number + 50)])
    assert segments._kept.cache_info().misses == 3 + 5


def test_prose_helps_what_follows_it_and_a_short_line_does_not() -> None:
    """Behind a short line, which has values of its document, a segment is deflated by itself."""
    segments._kept.cache_clear()
    prose, line, end = paragraph(1000), paragraph(20), paragraph(1100, 5)
    behind_prose = deflate_pieces([prose, end])
    behind_line = deflate_pieces([prose + line, end])
    deflate_pieces([prose + paragraph(30, 9), end])
    assert segments._kept.cache_info().hits == 1
    assert len(behind_prose.data) < len(behind_line.data)


def test_a_small_document_is_one_segment() -> None:
    """Two bytes end the stream, five its only segment."""
    pieces = [paragraph(200), paragraph(200, 4), paragraph(200, 8)]
    whole = zlib.compress(b"".join(pieces), segments.DEFLATE_LEVEL, -zlib.MAX_WBITS)
    assert len(deflate_pieces(pieces).data) <= len(whole) + 7
