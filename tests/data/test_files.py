import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.data.files import check_text, read_file, read_text
from vanban.data.nodes import ListNode, MappingNode, Node, Scalar, plain
from vanban.errors import InputError

from .files import write

steady = settings(max_examples=150)


def mapping(node: Node) -> MappingNode:
    assert isinstance(node, MappingNode)
    return node


def short(place: str) -> str:
    return place.rpartition("/")[2]


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_file(path)
    return [str(problem).replace(f"{path.parent}/", "") for problem in caught.value.problems]


def fault(path: Path) -> str:
    (message,) = faults(path)
    return message


def test_places_of_values_and_keys_in_yaml(tmp_path: Path) -> None:
    text = (
        "# chú thích\nnăm: 2024\nnguoi_ky:\n  ho_ten:   Nguyễn Văn A\nnoi_nhan:\n  - một\n  - hai\n"
    )
    node = mapping(read_file(write(tmp_path, text)))
    assert {key: short(place) for key, place in node.key_places.items()} == {
        "năm": "a.yaml:2:1",
        "nguoi_ky": "a.yaml:3:1",
        "noi_nhan": "a.yaml:5:1",
    }
    assert short(node.entries["năm"].place) == "a.yaml:2:6"
    signer = mapping(node.entries["nguoi_ky"])
    assert short(signer.entries["ho_ten"].place) == "a.yaml:4:13"
    recipients = node.entries["noi_nhan"]
    assert isinstance(recipients, ListNode)
    assert [short(item.place) for item in recipients.items] == ["a.yaml:6:5", "a.yaml:7:5"]


def test_places_of_values_and_keys_in_json(tmp_path: Path) -> None:
    text = '{\n  "năm": 2024,\r\n\t"noi_nhan": ["một", {"ten": "hai"}]\n}'
    node = mapping(read_file(write(tmp_path, text, "a.json")))
    assert short(node.place) == "a.json:1:1"
    assert short(node.key_places["năm"]) == "a.json:2:3"
    assert short(node.entries["năm"].place) == "a.json:2:10"
    recipients = node.entries["noi_nhan"]
    assert isinstance(recipients, ListNode)
    assert [short(item.place) for item in recipients.items] == ["a.json:3:15", "a.json:3:22"]


@pytest.mark.parametrize(
    "written",
    "012 12:30 44.762 44.762.000.000 yes null ~ 1e5 0x1F 377,4 2024-01-15 true .5 .inf".split(),
)
def test_yaml_scalars_stay_text(tmp_path: Path, written: str) -> None:
    assert plain(read_file(write(tmp_path, f"a: {written}\n"))) == {"a": written}


@pytest.mark.parametrize("written", ["'012'", '"012"', "|-\n  012", ">-\n  012"])
def test_quoted_yaml_scalars(tmp_path: Path, written: str) -> None:
    assert plain(read_file(write(tmp_path, f"a: {written}\n"))) == {"a": "012"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024", Decimal(2024)),
        ("36.520", Decimal("36.520")),
        ("-0.5", Decimal("-0.5")),
        ("1e5", Decimal("1E+5")),
        ("0.1", Decimal("0.1")),
        ("9" * 5000, Decimal("9" * 5000)),
        ("true", True),
        ("false", False),
        ("null", None),
        ('"2024"', "2024"),
        ('"true"', "true"),
        ('""', ""),
        ('"\\u0110\\u00ea \\/ \\\\/ \\"x\\" \\n"', 'Đê / \\/ "x" \n'),
        ('"\\ud83d\\ude00"', "😀"),
        ('"\\\\ud83d\\\\ude00"', "\\ud83d\\ude00"),
        ('"# [a]: {b}, - c"', "# [a]: {b}, - c"),
        ("[]", []),
        ("{}", {}),
        ('[1, [true], {"x": null}]', [Decimal(1), [True], {"x": None}]),
    ],
)
def test_json_values(tmp_path: Path, written: str, value: Any) -> None:
    read = plain(read_file(write(tmp_path, f'{{"a": {written}}}', "a.json")))
    assert read == {"a": value}
    assert isinstance(read, dict)
    assert type(read["a"]) is type(value)
    assert str(read["a"]) == str(value)


def test_json_key_may_be_long(tmp_path: Path) -> None:
    key = "khóa" * 1000
    assert plain(read_file(write(tmp_path, f'{{"{key}": 1}}', "a.json"))) == {key: 1}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,}', "a.json:1:9: sai cú pháp JSON: cần tên trường trong ngoặc kép"),
        ('{"a": 1\n"b": 2}', "a.json:2:1: sai cú pháp JSON: thiếu dấu phẩy"),
        ('{"a" 1}', "a.json:1:6: sai cú pháp JSON: thiếu dấu hai chấm"),
        ('{"a": }', "a.json:1:7: sai cú pháp JSON: thiếu giá trị"),
        ('{"a": "x}', "a.json:1:7: sai cú pháp JSON: thiếu dấu ngoặc kép đóng"),
        ('{"a": "x\ty"}', "a.json:1:9: có ký tự điều khiển trong ngoặc kép"),
        ('{"a": "\\x"}', "a.json:1:8: sai cú pháp JSON: dấu \\"),
        ('{"a": 1} {"b": 2}', "a.json:1:10: sai cú pháp JSON: sau ngoặc đóng còn thừa chữ"),
        ('{"a": NaN}', "a.json:1:7: NaN không phải là một con số"),
        ('{"a": -Infinity}', "a.json:1:7: -Infinity không phải là một con số"),
        ('{"a": "\\ud800"}', "a.json:1:7: có ký tự không in được U+D800"),
        ('{"a\\u0007": 1}', "a.json:1:2: có ký tự không in được U+0007"),
        ("năm: 2024", "a.json:1:1: sai cú pháp JSON: thiếu giá trị"),
    ],
)
def test_json_syntax(tmp_path: Path, text: str, message: str) -> None:
    assert fault(write(tmp_path, text, "a.json")).startswith(message)


@pytest.mark.parametrize(
    ("text", "name", "messages"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml", ["a.yaml:3:1: “a” đã ghi ở a.yaml:1:1"]),
        (
            "a: {x: 1, x: 2}\na: 3\n",
            "a.yaml",
            ["a.yaml:1:11: “x” đã ghi ở a.yaml:1:5", "a.yaml:2:1: “a” đã ghi ở a.yaml:1:1"],
        ),
        ('{"a": 1,\n "a": 2}', "a.json", ["a.json:2:2: “a” đã ghi ở a.json:1:2"]),
    ],
)
def test_repeated_keys(tmp_path: Path, text: str, name: str, messages: list[str]) -> None:
    found = faults(write(tmp_path, text, name))
    assert [message.partition(";")[0].replace(f"{tmp_path}/", "") for message in found] == messages


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a:\n\t- b\n", "a.yaml:2:1: dòng này bắt đầu bằng phím Tab"),
        ("a: %x\n", "a.yaml:1:4: dòng này bắt đầu bằng phím Tab hoặc ký tự %"),
        ('a: 1\nb: "x\nc: 1\n', "a.yaml:2:4: thiếu dấu ngoặc kép đóng"),
        ("b: 'x\nc: 1\n", "a.yaml:1:4: thiếu dấu ngoặc kép đóng"),
        ('a: "\\q"\n', "a.yaml:1:5: dấu \\ trong ngoặc kép phải ghi là \\\\"),
        ("a: b: c\n", "a.yaml:1:5: dấu hai chấm ở đây làm lệch nhóm"),
        ("a: [1, 2\nb: 3\n", "a.yaml:2:2: thiếu dấu ]"),
        ("a: {x: 1\nb: 3\n", "a.yaml:2:2: thiếu dấu }"),
        ("a:\n  - x\n y: 2\n", "a.yaml:3:2: thụt dòng không khớp"),
        ("a: 1\nb\n", "a.yaml:2:2: thiếu dấu hai chấm sau tên trường"),
        ("Loại:a\n\n# ghi chú\nb: c\n", "a.yaml:1:5: sau dấu hai chấm phải có một dấu cách"),
        ("Loại: a\nTrích yếu:b\nc: d\n", "a.yaml:2:10: sau dấu hai chấm phải có một dấu cách"),
        ("Người ký:\n  Chức vụ A\n  Họ tên: B\n", "a.yaml:2:12: thiếu dấu hai chấm sau"),
        ("Loại： a\nb: c\n", "a.yaml:1:5: dấu hai chấm hoặc dấu cách ở đây là ký tự lạ"),
        ("a: b\nTrích yếu:\u00a0c\nd: e\n", "a.yaml:2:10: dấu hai chấm hoặc dấu cách ở đây"),
        ("a: - b\n", "a.yaml:1:4: dấu “-” mở danh sách phải đứng ở một dòng riêng"),
        ("a: *ghi chú\n", "a.yaml:1:4: chữ bắt đầu bằng dấu * phải đặt trong ngoặc kép"),
        ("a: !quan trọng\n", "a.yaml:1:4: chữ bắt đầu bằng dấu ! phải đặt trong ngoặc kép"),
        ("a: !!python/name:os.system x\n", "a.yaml:1:4: chữ bắt đầu bằng dấu !"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: tệp có nhiều phần ngăn bằng “---”"),
        ("a: 1\nb: x\x07y\n", "a.yaml:2:5: có ký tự điều khiển U+0007"),
        ("\r\na: \x00\n", "a.yaml:2:4: có ký tự điều khiển U+0000"),
        ('a: "\\x07"\n', "a.yaml:1:4: có ký tự không in được U+0007"),
        ("? [a]\n: b\n", "a.yaml:1:3: tên trường phải là một dòng chữ"),
        ("# chú thích\n", "a.yaml: tệp chỉ có chú thích"),
        ("%YAML 9.9\n---\na: 1\n", "a.yaml:1:1: sai cú pháp YAML"),
    ],
)
def test_yaml_syntax(tmp_path: Path, text: str, message: str) -> None:
    assert fault(write(tmp_path, text)).startswith(message)


@pytest.mark.parametrize("text", ["", " \n\n", "\t", "\ufeff"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.csv"])
def test_empty_file(tmp_path: Path, text: str, name: str) -> None:
    path = write(tmp_path, text, name)
    assert fault(path) == f"{name}: tệp trống"
    with pytest.raises(InputError, match="tệp trống"):
        check_text(path)


def test_file_that_is_not_there(tmp_path: Path) -> None:
    assert fault(tmp_path / "b.yaml").endswith("không tìm thấy tệp; hãy xem lại tên và thư mục")
    below_a_file = write(tmp_path, "a: 1") / "b.yaml"
    assert "không tìm thấy tệp" in fault(below_a_file)
    assert "không đọc được tệp" in fault(tmp_path / ("x" * 300))


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="đây là một thư mục, cần một tệp"):
        read_file(tmp_path)


def test_file_too_large(tmp_path: Path) -> None:
    path = write(tmp_path, b"a: " + b"x" * 10_000_000)
    assert fault(path) == "a.yaml: tệp quá lớn (tối đa 10 MB)"
    check_text(path)


SENTENCE = "Ủy ban nhân dân xã Quang Trung, thị xã Bỉm Sơn phát động phong trào thi đua"
# The same sentence as an old machine with the fonts .VnTime wrote it, typed by hand.
TCVN3 = (
    b"\xf1y ban nh\xa9n d\xa9n x\xb7 Quang Trung, th\xde x\xb7 B\xd8m S\xacn "
    b"ph\xb8t \xae\xe9ng phong tr\xb5o thi \xaeua"
)
# In Windows-1258 the tones follow their letters.
WINDOWS_1258 = (
    b"\xd2\xd2y ban nh\xe2n d\xe2n x\xe3 Quang Trung, thi\xf2 x\xe3 Bi\xd2m S\xf5n "
    b"ph\xe1t \xf0\xf4\xf2ng phong tr\xe0o thi \xf0ua"
)


@pytest.mark.parametrize(
    ("raw", "name", "line"),
    [
        (f"a: {SENTENCE}\n".encode("utf-16"), "UTF-16", ""),
        (f"a: {SENTENCE}\n".encode("utf-16-le"), "UTF-16", ""),
        (f"a: {SENTENCE}\n".encode("utf-16-be"), "UTF-16", ""),
        (b"# x\na: " + TCVN3, "TCVN3 (ABC)", ":2"),
        (b"# x\n\na: " + WINDOWS_1258, "cũ (Windows-1258, VNI hoặc VISCII)", ":3"),
    ],
)
def test_other_encodings_are_named(tmp_path: Path, raw: bytes, name: str, line: str) -> None:
    path = write(tmp_path, raw)
    todo = "mở bằng trình soạn thảo" if name == "UTF-16" else "chuyển mã tệp sang Unicode"
    expected = f"a.yaml{line}: tệp dùng bảng mã {name}, cần UTF-8; hãy {todo}"
    assert fault(path).startswith(expected)
    with pytest.raises(InputError) as caught:
        check_text(path)
    assert str(caught.value).replace(f"{tmp_path}/", "").startswith(expected)


def test_byte_order_mark_of_utf8_is_fine(tmp_path: Path) -> None:
    path = write(tmp_path, f"năm: {SENTENCE}".encode("utf-8-sig"))
    assert plain(read_file(path)) == {"năm": SENTENCE}
    assert short(mapping(read_file(path)).key_places["năm"]) == "a.yaml:1:1"
    check_text(path)


def test_word_file_is_named(tmp_path: Path) -> None:
    assert "đây là tệp Word, Excel hoặc tệp nén" in fault(write(tmp_path, b"PK\x03\x04\x14\x00"))


def test_check_text_reads_letters_over_the_seams_of_pieces(tmp_path: Path) -> None:
    check_text(write(tmp_path, "x" * 999_999 + "ỏ" + "y" * 10))
    broken = write(tmp_path, b"x\n" * 600_000 + b"\xe1\xbb")
    with pytest.raises(InputError, match=r"a\.yaml:600001: tệp dùng bảng mã"):
        check_text(broken)


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
TOO_DEEP = "dữ liệu quá lớn hoặc lồng nhau quá sâu"


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (LAUGHS, "a.yaml", TOO_DEEP),
        ("a: &a [*a]\n", "a.yaml", "chữ bắt đầu bằng dấu *"),
        ("a: &a {b: *a}\n", "a.yaml", "chữ bắt đầu bằng dấu *"),
        ("[" * 100_000, "a.yaml", TOO_DEEP),
        ("[" * 5000 + "]" * 5000, "a.yaml", TOO_DEEP),
        ("{a: " * 100_000, "a.yaml", TOO_DEEP),
        ("- " * 100_000, "a.yaml", TOO_DEEP),
        ("\n".join(" " * depth + "a:" for depth in range(1000)), "a.yaml", TOO_DEEP),
        ("[" * 100_000, "a.json", "các nhóm lồng nhau quá sâu"),
        ("[" * 100_000 + "]" * 100_000, "a.json", "các nhóm lồng nhau quá sâu"),
        ("[" * 500 + "]" * 500, "a.json", TOO_DEEP),
        ('{"a":' * 500 + "1" + "}" * 500, "a.json", TOO_DEEP),
        ("".join(f"k{number}: v\n" for number in range(60_000)), "a.yaml", TOO_DEEP),
    ],
    ids=range(13),
)
def test_no_file_exhausts_memory_or_stack(
    tmp_path: Path, text: str, name: str, message: str
) -> None:
    path = write(tmp_path, text, name)
    start = time.process_time()
    assert message in fault(path)
    assert time.process_time() - start < 5


def test_anchors_may_be_used_again(tmp_path: Path) -> None:
    node = read_file(write(tmp_path, "a: &x {b: 1}\nc: *x\nd: [*x, *x]\n"))
    assert plain(node) == {"a": {"b": "1"}, "c": {"b": "1"}, "d": [{"b": "1"}, {"b": "1"}]}


def test_top_level_may_be_anything_here(tmp_path: Path) -> None:
    assert plain(read_file(write(tmp_path, "- a\n- b\n"))) == ["a", "b"]
    assert isinstance(read_file(write(tmp_path, "một dòng chữ")), Scalar)


def test_suffix_decides_the_format(tmp_path: Path) -> None:
    assert plain(read_file(write(tmp_path, "{a: 1}", "a.yml"))) == {"a": "1"}
    assert plain(read_file(write(tmp_path, '{"a": 1}', "A.JSON"))) == {"a": 1}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bytes")


@steady
@given(raw=st.binary(max_size=60), name=st.sampled_from(["a.yaml", "a.json"]))
def test_any_bytes_are_read_or_refused(folder: Path, raw: bytes, name: str) -> None:
    path = write(folder, raw, name)
    for read in (read_file, read_text, check_text):
        try:
            read(path)
        except InputError as error:
            assert error.problems
            assert str(path) in str(error)


YAML_TEXT = st.text(alphabet="ab: \n-[]{},'\"#&*!|>%@`?\\\t\u0110\x85\u2028", max_size=40)


@steady
@given(text=YAML_TEXT, name=st.sampled_from(["a.yaml", "a.json"]))
def test_any_text_is_read_or_refused(folder: Path, text: str, name: str) -> None:
    try:
        read_file(write(folder, text, name))
    except InputError as error:
        assert all(problem.place for problem in error.problems)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='aĐ😀"\\/\n\u2028', max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abĐ", max_size=4), inner),
    max_leaves=12,
)


@steady
@given(value=JSON_VALUES, indent=st.sampled_from([None, 0, 2]))
def test_json_values_survive(folder: Path, value: Any, indent: int | None) -> None:
    path = write(folder, json.dumps(value, indent=indent), "a.json")
    assert plain(read_file(path)) == value


@pytest.mark.parametrize(
    ("text", "place", "cut"),
    [
        ("a: Thửa đất #5 tờ 7\n", "a.yaml:1:13", "#5 tờ 7"),
        ("a: b\nc: Đất   #5\r\n", "a.yaml:2:10", "#5"),
        ("a: #5\n", "a.yaml:1:4", "#5"),
        ("a:\n  - một #hai\n", "a.yaml:2:9", "#hai"),
        ("a: một\n  hai #ba\n", "a.yaml:2:7", "#ba"),
        ("a: [một #hai\n  , ba]\n", "a.yaml:1:9", "#hai"),
    ],
)
def test_text_that_a_hash_would_cut(tmp_path: Path, text: str, place: str, cut: str) -> None:
    assert fault(write(tmp_path, text)) == (
        f"{place}: phần sau dấu # bị coi là ghi chú: “{cut}”; đặt cả dòng trong ngoặc kép, "
        "hoặc viết “# ” có dấu cách nếu đúng là ghi chú"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: x # ghi chú\n",
        "a: x ## ghi chú\n",
        "a: x #\n",
        "#ghi chú\na: x\n#ghi chú\n",
        "a: x\n  #ghi chú\n",
        'a: "x #5"\n',
        "a: 'x' #ghi chú\n",
        "a: |\n  x #5\n",
        "a: x#5\n",
    ],
)
def test_comments_and_hashes_that_cut_nothing(tmp_path: Path, text: str) -> None:
    read_file(write(tmp_path, text))


@pytest.mark.parametrize("number", ["1e99999999999999999999", "-1E-99999999999999999999"])
def test_json_number_beyond_all_bounds(tmp_path: Path, number: str) -> None:
    assert fault(write(tmp_path, f'{{"a":\n  {number}}}', "a.json")) == (
        f"a.json:2:3: số “{number}” quá lớn hoặc quá nhỏ; hãy xem lại phần mũ sau chữ e"
    )


@pytest.mark.parametrize(
    ("header", "end", "indent"),
    [("|", "\n", "   "), ("|-", "\r\n", " "), ("|2", "\n", "  "), ("| # dàn bài", "\n", "  ")],
)
def test_lines_of_a_block_know_their_places(
    tmp_path: Path, header: str, end: str, indent: str
) -> None:
    lines = ["# đầu tệp", f"a: {header}", "", f"{indent}Một", f"{indent}  hai"]
    node = mapping(read_file(write(tmp_path, end.join(lines) + end))).entries["a"]
    assert isinstance(node, Scalar)
    assert node.value.rstrip("\n") == "\nMột\n  hai"
    assert node.block is not None
    assert short(node.block.place(1, 1)) == f"a.yaml:3:{len(indent) + 1}"
    assert short(node.block.place(3, 4)) == f"a.yaml:5:{len(indent) + 4}"
