"""What a file is that is no PNG or JPEG, by its first bytes, and how to make it one."""

from typing import NamedTuple

_PAINT = "hãy mở tệp bằng Paint, chọn “Lưu dưới dạng” (Save as) ảnh PNG rồi dùng tệp mới"
_BROWSER = "hãy mở tệp bằng trình duyệt, chụp màn hình phần cần dùng và lưu thành ảnh PNG"
_PHONE = (
    "hãy gửi lại từ điện thoại dưới dạng JPEG (iPhone: Cài đặt, Camera, Định dạng, "
    "chọn “Tương thích nhất”) hoặc mở bằng Paint rồi lưu thành JPEG"
)
_PAGE = "hãy xuất trang cần dùng thành ảnh PNG (hoặc chụp màn hình) rồi dùng tệp ảnh đó"
_OFFICE = "hãy mở tệp, chuột phải vào hình, chọn “Lưu dưới dạng ảnh” (Save as Picture) kiểu PNG"
_UNKNOWN = "hãy kiểm tra lại có đúng tệp hình không, hoặc lưu lại thành ảnh PNG"
_SNIFFED = 512


class _Signature(NamedTuple):
    """Bytes at a place in the file, what they tell, and what to do."""

    start: bytes
    what: str
    cure: str
    at: int = 0


_SIGNATURES = (
    _Signature(b"GIF8", "ảnh GIF", _PAINT),
    _Signature(b"BM", "ảnh BMP", _PAINT),
    _Signature(b"WEBP", "ảnh WebP", _PAINT, at=8),
    _Signature(b"II*\0", "ảnh TIFF", _PAINT),
    _Signature(b"MM\0*", "ảnh TIFF", _PAINT),
    _Signature(b"ftypavif", "ảnh AVIF", _PAINT, at=4),
    *(
        _Signature(b"ftyp" + brand, "ảnh HEIC của điện thoại", _PHONE, at=4)
        for brand in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1")
    ),
    _Signature(b"\0\0\1\0", "biểu tượng ICO", _PAINT),
    _Signature(b"\0\0\0\x0cjP  ", "ảnh JPEG 2000", _PAINT),
    _Signature(b"\xff\x0a", "ảnh JPEG XL", _PAINT),
    _Signature(b"8BPS", "ảnh Photoshop", "hãy mở bằng Photoshop, xuất thành PNG"),
    _Signature(b"\xd7\xcd\xc6\x9a", "hình WMF", _PAINT),
    _Signature(b" EMF", "hình EMF", _PAINT, at=40),
    _Signature(b"%PDF", "tệp PDF", _PAGE),
    _Signature(b"PK\3\4", "tệp nén hoặc tệp Word, Excel, PowerPoint", _OFFICE),
    _Signature(b"\xd0\xcf\x11\xe0", "tệp Word, Excel, PowerPoint đời cũ", _OFFICE),
)


def kind_of_file(content: bytes) -> tuple[str, str]:
    """What the file is and what to do with it, both in Vietnamese."""
    for signature in _SIGNATURES:
        if content.startswith(signature.start, signature.at):
            return signature.what, signature.cure
    start = content[:_SNIFFED].lower()
    if b"<svg" in start:
        return "hình vẽ SVG", _BROWSER
    if b"<html" in start or b"<!doctype html" in start:
        return "trang web", "hãy tải lại đúng tệp hình"
    if not content:
        return "tệp rỗng", _UNKNOWN
    return "tệp không rõ kiểu", _UNKNOWN
