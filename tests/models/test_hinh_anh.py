"""Pictures: whole PNG and JPEG files are taken, everything else is refused with its name."""

import os
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.picture_samples import chunk, exif, jfif, jpeg, png, segment
from vanban.errors import InputError
from vanban.models.hinh_anh import HinhAnh
from vanban.models.picture_file import read_picture


def saved(folder: Path, content: bytes, name: str = "hinh.png") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def refusal(folder: Path, content: bytes, name: str = "hinh.png") -> str:
    with pytest.raises(InputError) as caught:
        read_picture(saved(folder, content, name))
    return str(caught.value)


def test_a_picture_with_all_its_fields(tmp_path: Path) -> None:
    path = saved(tmp_path, png())
    hinh = HinhAnh.model_validate(
        {"ten_hinh": "Bản đồ thôn", "tep_hinh": path, "rong_mm": "120", "chu_thich": "Hình 1"}
    )
    assert (hinh.tep_hinh, hinh.rong_mm) == (path, 120)
    assert HinhAnh.model_validate(hinh.model_dump()) == hinh


def test_a_path_may_come_from_pathlib(tmp_path: Path) -> None:
    path = Path(saved(tmp_path, png()))
    assert HinhAnh.model_validate({"ten_hinh": "A", "tep_hinh": path}).tep_hinh == str(path)


def test_the_letters_of_a_path_are_left_alone(tmp_path: Path) -> None:
    """A file copied from a Mac may have its accents apart from its letters."""
    path = saved(tmp_path, png(), "ba\u0309n do\u0302\u0300.png")
    assert HinhAnh.model_validate({"ten_hinh": "A", "tep_hinh": path}).tep_hinh == path


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tep_hinh": " "}, "cần đường dẫn của một tệp"),
        ({"tep_hinh": 5}, "cần đường dẫn của một tệp"),
        ({"tep_hinh": "khong_co.png"}, "không tìm thấy tệp hoặc thư mục; hãy kiểm tra tên tệp"),
        ({"tep_hinh": "a\0.png"}, "đường dẫn không hợp lệ"),
        ({"rong_mm": 4}, "hãy ghi từ 5 mm trở lên"),
        ({"rong_mm": "12,5"}, "cần một số nguyên"),
    ],
)
def test_a_field_that_is_wrong(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    data = {"ten_hinh": "A", "tep_hinh": saved(tmp_path, png())} | changes
    with pytest.raises(ValidationError, match=message) as caught:
        HinhAnh.model_validate(data)
    assert [error["loc"] for error in caught.value.errors()] == [tuple(changes)]


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không phải là một tệp"):
        read_picture(str(tmp_path))


@pytest.mark.parametrize(
    ("content", "width_mm"),
    [
        (png(192, 100), 50.8),
        (png(600, 100, dpi=300), 50.8),
        (png(192, 100, dpi=1), 50.8),
        (jpeg(192), 50.8),
        (jpeg(300, head=jfif(1, 150)), 50.8),
        (jpeg(200, head=jfif(2, 100)), 20),
        (jpeg(192, head=jfif(0, 300)), 50.8),
        (jpeg(300, head=exif(1, 150)), 50.8),
        (jpeg(300, head=jfif(1, 150) + exif(1, 72)), 50.8),
        (jpeg(192, head=exif(0)), 50.8),
        (jpeg(192, frame=0xC2), 50.8),
        (jpeg(192) + b"motion".ljust(50), 50.8),
    ],
)
def test_natural_size(tmp_path: Path, content: bytes, width_mm: float) -> None:
    picture = read_picture(saved(tmp_path, content))
    assert picture.width_mm == pytest.approx(width_mm, rel=0.001)
    assert picture.content == content


def test_pixels_and_kind(tmp_path: Path) -> None:
    """By what the file holds, whatever its name."""
    drawn = read_picture(saved(tmp_path, png(30, 20), "a.jpg"))
    photo = read_picture(saved(tmp_path, jpeg(40, 50), "b.png"))
    assert (drawn.kind, drawn.width_px, drawn.height_px) == ("png", 30, 20)
    assert (photo.kind, photo.width_px, photo.height_px) == ("jpg", 40, 50)


@pytest.mark.parametrize(
    ("start", "what", "cure"),
    [
        (b"GIF89a", "ảnh GIF", "Paint"),
        (b"BM6\0", "ảnh BMP", "Paint"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "ảnh WebP", "Paint"),
        (b"II*\0", "ảnh TIFF", "Paint"),
        (b"\0\0\0\x18ftypheic", "ảnh HEIC của điện thoại", "Tương thích nhất"),
        (b"\0\0\0\x18ftypmif1", "ảnh HEIC của điện thoại", "Tương thích nhất"),
        (b"\0\0\0\x18ftypavif", "ảnh AVIF", "Paint"),
        (b'<?xml version="1.0"?>\n<svg xmlns="x">', "hình vẽ SVG", "trình duyệt"),
        (b"%PDF-1.7", "tệp PDF", "xuất trang"),
        (b"PK\3\4", "tệp Word, Excel, PowerPoint", "chuột phải vào hình"),
        (b"\x01\0\0\0".ljust(40, b"\0") + b" EMF", "hình EMF", "Paint"),
        (b"<!DOCTYPE html>", "trang web", "tải lại"),
        (b"", "tệp rỗng", "kiểm tra lại"),
        (b"abc", "tệp không rõ kiểu", "kiểm tra lại"),
    ],
)
def test_another_kind_of_file(tmp_path: Path, start: bytes, what: str, cure: str) -> None:
    message = refusal(tmp_path, start)
    assert f"là {what}" in message.replace("tệp nén hoặc ", "")
    assert "chỉ nhận ảnh PNG hoặc JPEG" in message
    assert cure in message


@pytest.mark.parametrize(
    "content",
    [
        png()[:-1],
        png()[:-12],
        png()[:60],
        png()[:8],
        png().replace(b"IDAT", b"IDAX"),
        png()[:8] + chunk(b"CgBI", b"\0\0\0\0") + png()[8:],
        png(0, 10),
        jpeg(end=False),
        jpeg()[:20],
        b"\xff\xd8",
        b"\xff\xd8\xff\xd9",
        jpeg(0, 10),
        b"\xff\xd8" + segment(0xDA, b"\1\1\0\0\x3f\0") + b"\xff\xd9",
        b"\xff\xd8" + segment(0xC0, b"\x08\0\x0a\0\x0a\1\1\x11\0") + b"\xff\xd9",
        b"\xff\xd8\xff\xe1\0\0\xff\xe1\0\0",
    ],
)
def test_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    assert "bị hỏng hoặc chưa chép xong" in refusal(tmp_path, content)


@pytest.mark.parametrize("at", range(8, len(png(4, 4)), 3))
def test_one_bit_that_changed_on_the_way(tmp_path: Path, at: int) -> None:
    content = bytearray(png(4, 4))
    content[at] ^= 1
    refusal(tmp_path, bytes(content))


def test_a_picture_that_word_would_print_lying_down(tmp_path: Path) -> None:
    assert "Word sẽ in sai chiều; hãy mở tệp bằng Paint" in refusal(tmp_path, jpeg(head=exif(6)))


@pytest.mark.parametrize("marker", [b"\xff\x01", b"\xff\xd0", b"\xff\xd8"])
def test_a_marker_without_data_is_passed_over(tmp_path: Path, marker: bytes) -> None:
    assert read_picture(saved(tmp_path, jpeg(30, 20, head=marker))).width_px == 30


def test_a_jpeg_that_word_does_not_show(tmp_path: Path) -> None:
    assert "JPEG kiểu hiếm, Word không in" in refusal(tmp_path, jpeg(frame=0xC3))


@pytest.mark.parametrize(("width", "height"), [(10_001, 1), (1, 10_001), (8000, 6251)])
def test_too_many_pixels(tmp_path: Path, width: int, height: int) -> None:
    message = refusal(tmp_path, jpeg(width, height))
    assert f"{width} x {height} điểm ảnh" in message
    assert "10.000" in message


def test_as_many_pixels_as_allowed(tmp_path: Path) -> None:
    assert read_picture(saved(tmp_path, jpeg(8000, 6250))).height_px == 6250


def test_too_heavy(tmp_path: Path) -> None:
    path = tmp_path / "nang.png"
    path.write_bytes(png())
    os.truncate(path, 10 * 1024 * 1024 + 1)
    with pytest.raises(InputError, match="nặng khoảng 11 MB, chỉ nhận đến 10 MB"):
        read_picture(str(path))


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    path = saved(tmp_path, png(30, 20))
    assert read_picture(path) is read_picture(path)
    saved(tmp_path, png(300, 20))
    assert read_picture(path).width_px == 300


def test_two_files_of_one_name_size_and_time_are_two_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders unpacked from one archive: the same names, and times in whole seconds."""
    found = []
    for shade in (10, 20):
        folder = tmp_path / str(shade)
        folder.mkdir()
        content = png(30, 20, shade=shade)
        saved(folder, content)
        os.utime(folder / "hinh.png", (1_700_000_000, 1_700_000_000))
        monkeypatch.chdir(folder)
        found.append((read_picture("hinh.png").content, content))
    assert len({len(content) for _, content in found}) == 1
    assert all(read == written for read, written in found)


def test_a_file_put_in_the_place_of_another_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hinh.png"
    for shade in (10, 20):
        made = Path(saved(tmp_path, png(30, 20, shade=shade), f"{shade}.png"))
        os.utime(made, (1_700_000_000, 1_700_000_000))
        made.replace(path)
        assert read_picture(str(path)).content == png(30, 20, shade=shade)


@given(content=st.binary(max_size=80), start=st.sampled_from([b"", png()[:8], jpeg()[:2]]))
@settings(max_examples=200)
def test_any_bytes_are_refused_or_read(
    content: bytes, start: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = saved(tmp_path_factory.getbasetemp(), start + content, f"{len(content)}.png")
    os.utime(path, ns=(0, zlib.crc32(content)))
    try:
        read_picture(path)
    except InputError as error:
        assert "tệp hình" in str(error)
