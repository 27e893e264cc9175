import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from tests.conftest import EXAMPLES
from vanban.data import load, load_draft
from vanban.data.nodes import MappingNode, Scalar
from vanban.errors import InputError
from vanban.models import ChiTieu, PhatDong, VanBan
from vanban.wording import Quantity

from .files import (
    DECREE,
    LINES,
    TARGETS,
    as_strings,
    decree_of,
    problems_of,
    shown,
    targets_of,
    write,
)

steady = settings(max_examples=150)
EXAMPLE = (EXAMPLES / "2024.yaml").read_text("utf-8")


def test_public_name() -> None:
    assert vanban.load is load
    assert type(load(str(EXAMPLES / "2024.yaml"))) is PhatDong


def test_yaml_and_json_give_the_same_document(tmp_path: Path) -> None:
    plain_text = json.dumps(as_strings(EXAMPLE), ensure_ascii=False, indent=1)
    path = write(tmp_path, plain_text, "a.json")
    assert decree_of(path) == decree_of(EXAMPLES / "2024.yaml")


def test_json_numbers(tmp_path: Path) -> None:
    data = as_strings(DECREE)
    data |= {"nam": 2024, "ngay_ban_hanh": 2024, "so_van_ban": 5, "co_chu": 13, "khuon_mau": None}
    data["chi_tieu"] = {"kinh_te": [{"ten_chi_tieu": "A", "gia_tri": 36.52}]}
    document = decree_of(write(tmp_path, json.dumps(data), "a.json"))
    assert (document.nam, document.so_van_ban, document.co_chu) == (2024, 5, 13)
    assert targets_of(document) == ["A: 36,52"]


def test_kind_of_the_common_form(tmp_path: Path) -> None:
    text = (
        "loai: Kế hoạch\nten_loai: Kế hoạch\nco_quan_ban_hanh: UBND xã A\nviet_tat_co_quan: UBND\n"
        "dia_danh: A\nngay_ban_hanh: 15/01/2024\ntrich_yeu: Trồng cây\nnoi_dung: |\n  1. Một.\n"
        "  2. Hai.\nnguoi_ky: {chuc_vu: Chủ tịch, ho_ten: An}\nnoi_nhan: [UBND tỉnh]\n"
    )
    document = load(write(tmp_path, text))
    assert type(document) is VanBan
    assert document.noi_dung == "1. Một.\n2. Hai."


def test_blank_number_is_a_number_not_yet_given(tmp_path: Path) -> None:
    document = decree_of(write(tmp_path, DECREE + "so_van_ban:\nkhuon_mau: ''\n" + TARGETS))
    assert document.so_van_ban is None
    assert document.khuon_mau is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nam: 2024\n", "a.yaml: thiếu trường “Loại”, ví dụ “Loại: Kế hoạch”"),
        ("loai:\n", "a.yaml: thiếu trường “Loại”, ví dụ “Loại: Kế hoạch”"),
        ("loai: [phat_dong]\n", "a.yaml: thiếu trường “Loại”, ví dụ “Loại: Kế hoạch”"),
        ("loai: phat_dog\n", "a.yaml:1:7: Loại: không có loại văn bản “phat_dog”"),
        ("- loai: phat_dong\n", "a.yaml:1:1: cần các trường dạng “tên trường: giá trị”"),
        ("một dòng chữ\n", "a.yaml:1:1: cần các trường dạng “tên trường: giá trị”"),
        ("---\n", "a.yaml:2:1: cần các trường dạng “tên trường: giá trị”"),
        ("loai: phat_dong\nke_thua: [a]\n", "a.yaml:2:10: Kế thừa: cần tên một tệp"),
        ("loai: phat_dong\nke_thua:\n", "a.yaml:2:9: Kế thừa: cần tên một tệp"),
    ],
)
def test_files_that_name_no_document(tmp_path: Path, text: str, message: str) -> None:
    (found,) = shown(write(tmp_path, text))
    assert found.startswith(message)


def test_missing_parent_is_shown_where_it_is_named(tmp_path: Path) -> None:
    (found,) = shown(write(tmp_path, DECREE + "Kế thừa: 2023.yaml\n"))
    assert found == (
        f"a.yaml:{LINES + 1}:10: Kế thừa: không kế thừa được: 2023.yaml: "
        "không tìm thấy tệp; hãy xem lại tên và thư mục"
    )


def test_fault_of_a_parent_keeps_its_place(tmp_path: Path) -> None:
    write(tmp_path, "a: b: c\n", "goc.yaml")
    (found,) = shown(write(tmp_path, "ke_thua: goc.yaml\n"))
    assert found.startswith("a.yaml:1:10: Kế thừa: không kế thừa được: goc.yaml:1:5: dấu hai chấm")


def test_values_of_a_parent_are_blamed_on_the_parent(tmp_path: Path) -> None:
    write(tmp_path, DECREE.replace("nam: 2024", "nam: 24") + "so_van_ban: 0\n", "goc.yaml")
    found = shown(write(tmp_path, "ke_thua: goc.yaml\nso_van_ban: x\nchi_tieu: {}\n"))
    assert {message.partition(": ")[0] for message in found} == {"a.yaml:2:13", "goc.yaml:2:6"}
    assert len(found) == 2


@pytest.mark.parametrize(
    "names", [["a.yaml"], ["a.yaml", "b.yaml"], ["a.yaml", "b.yaml", "c.yaml"]]
)
def test_loop(tmp_path: Path, names: list[str]) -> None:
    for name, parent in zip(names, [*names[1:], names[0]], strict=True):
        write(tmp_path, f"loai: phat_dong\nke_thua: {parent}\n", name)
    (found,) = shown(tmp_path / "a.yaml")
    assert found == (
        f"{names[-1]}:2:10: Kế thừa: các tệp kế thừa nhau thành vòng: "
        + " → ".join([*names, names[0]])
    )


def test_loop_by_another_spelling_of_the_path(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (found,) = shown(write(tmp_path, "ke_thua: x/../a.yaml\n"))
    assert "thành vòng: a.yaml → a.yaml" in found


def test_parent_in_another_folder_and_its_template_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "goc"
    folder.mkdir()
    template = write(folder, "I. MỘT\n", "rieng.docx.j2")
    write(folder, DECREE + "khuon_mau: rieng.docx.j2\n" + TARGETS, "goc.yaml")
    document = decree_of(write(tmp_path, "ke_thua: goc/goc.yaml\nnam: 2025\n"))
    assert document.nam == 2025
    assert document.khuon_mau == str(template.resolve())


@pytest.mark.parametrize("name", ["phat_dong.docx.j2", "x" * 300])
def test_template_that_is_not_beside_keeps_its_name(tmp_path: Path, name: str) -> None:
    document = decree_of(write(tmp_path, DECREE + f"khuon_mau: {name}\n" + TARGETS))
    assert document.khuon_mau == name


FAULTS = DECREE.replace("nam: 2024", "nam: hai nghìn").replace("  ho_ten: Nguyễn Văn Thắng\n", "")
FAULTS += """\
chu_de: Hai lần
mau_chu: đỏ
so_van_ban: 0
co_chu: 12
don_vi_soan_thao: [TĐKT]
chi_tieu:
  kinh_te:
    - Đàn lợn: 377.4 con
    - Đàn trâu: 10 con
      trong_do:
        - Trâu cày: 4 con
    - ten_chi_tieu: Lúa
      cach_ghi: "{gia_trị}"
"""
FIRST = LINES - 1  # the lines before those above, one of which was taken out


def test_all_faults_of_a_file_in_one_pass(tmp_path: Path) -> None:
    expected = [
        (f"a.yaml:{FIRST + 1}:1", "“chu_de” đã ghi ở a.yaml:13:1"),
        (f"a.yaml:{FIRST + 2}:1", "không có trường “mau_chu”"),
        ("a.yaml:2:6", "Năm: cần một số nguyên, gặp “hai nghìn”"),
        ("a.yaml:15:3", "Người ký / Họ tên: thiếu trường bắt buộc này"),
        (f"a.yaml:{FIRST + 3}:13", "Số văn bản: số văn bản bắt đầu từ 1"),
        (f"a.yaml:{FIRST + 4}:9", "Cỡ chữ: cần 13 hoặc 14"),
        (f"a.yaml:{FIRST + 5}:19", "Đơn vị soạn thảo: cần một dòng chữ, gặp một danh sách"),
        (f"a.yaml:{FIRST + 8}:16", "Chỉ tiêu / Kinh tế / mục 1 / Giá trị: số “377.4” viết"),
        (f"a.yaml:{FIRST + 9}:7", "Chỉ tiêu / Kinh tế / mục 2: “Đàn trâu”: các phần cộng lại"),
        (f"a.yaml:{FIRST + 12}:7", "Chỉ tiêu / Kinh tế / mục 3: “{gia_trị}” có chỗ điền lạ"),
    ]
    found = shown(write(tmp_path, FAULTS))
    for place, start in expected:
        assert sum(message.startswith(f"{place}: {start}") for message in found) == 1, start
    assert len(found) == len(expected) == 10


def test_every_required_field_is_asked_for_at_once(tmp_path: Path) -> None:
    found = shown(write(tmp_path, "loai: phat_dong\n"))
    assert len(found) == 14
    assert all(message.endswith(": thiếu trường bắt buộc này") for message in found)
    assert any("Đơn vị hành chính" in message for message in found)


def test_overlaid_draft_leaves_the_base_alone(tmp_path: Path) -> None:
    draft = load_draft(write(tmp_path, DECREE + TARGETS))
    changes = MappingNode({"Năm": Scalar("2025", "b.csv:2, cột “Năm”")}, "b.csv:2")
    assert draft.overlaid(changes).document() != draft.document()
    wrong = MappingNode({"Năm": Scalar("x", "b.csv:2, cột “Năm”")}, "b.csv:2")
    with pytest.raises(InputError, match=r"^b\.csv:2, cột “Năm”: Năm: cần một số nguyên"):
        draft.overlaid(wrong).document()


PLAN = """\
loai: Kế hoạch
co_quan_ban_hanh: UBND xã A
viet_tat_co_quan: UBND
dia_danh: A
ngay_ban_hanh: 15/01/2024
trich_yeu: Trồng cây
nguoi_ky: {chuc_vu: Chủ tịch, ho_ten: An}
noi_nhan: [UBND tỉnh]
"""
PLAN_LINES = 8


def places(path: Path) -> list[str]:
    """Place and field of each problem, with the folder cut off."""
    found = (f"{problem.place}: {problem.field}" for problem in problems_of(path))
    return [text.replace(f"{path.parent}/", "") for text in found]


def test_faults_of_an_outline_stand_in_the_file(tmp_path: Path) -> None:
    body = "so_van_ban: 0\nnoi_dung: |\n\n    1. Một\n      Hai   **ba\n    | x | y |\n    | x |\n"
    assert places(write(tmp_path, PLAN + body)) == [
        "a.yaml:9:13: Số văn bản",
        "a.yaml:13:13: Nội dung",
        "a.yaml:15:5: Nội dung",
    ]


def test_faults_of_an_outline_of_a_parent_stand_in_the_parent(tmp_path: Path) -> None:
    write(tmp_path, PLAN + "noi_dung: |-\n  1. Một\n  Hai **ba\n", "goc.yaml")
    assert places(write(tmp_path, "ke_thua: goc.yaml\n")) == ["goc.yaml:11:7: Nội dung"]


def test_faults_of_an_outline_in_quotes(tmp_path: Path) -> None:
    (found,) = shown(write(tmp_path, PLAN + 'noi_dung: "1. Một\\nHai **ba"\n'))
    assert found.startswith(f"a.yaml:{PLAN_LINES + 1}:11: Nội dung: dòng 2, cột 5: ")


def test_an_outline_without_its_bar_is_refused(tmp_path: Path) -> None:
    assert shown(write(tmp_path, PLAN + "noi_dung:\n  1. Một.\n  2. Hai.\n")) == [
        "a.yaml:10:3: Nội dung: các dòng bị nối thành một đoạn; ghi dấu | sau “Nội dung:”"
    ]


def test_a_signature_of_two_lines_in_a_field_of_one(tmp_path: Path) -> None:
    text = DECREE.replace("chuc_vu: Chủ tịch", "chuc_vu: |\n    KT. CHỦ TỊCH\n    PHÓ CHỦ TỊCH")
    (found,) = shown(write(tmp_path, text + "chi_tieu: {}\n"))
    assert found.startswith("a.yaml:15:12: Người ký / Chức vụ: có 2 dòng; trường này chỉ nhận một")


def test_a_mapping_is_read_as_a_file_is() -> None:
    data = as_strings(EXAMPLE)
    data["nam"], data["Chủ đề"] = 2024, data.pop("chu_de")
    before = json.dumps(data)
    assert load(data) == load(EXAMPLES / "2024.yaml")
    assert json.dumps(data) == before


def test_a_mapping_of_python_values() -> None:
    data = as_strings(DECREE) | {
        "ngay_ban_hanh": date(2024, 1, 15),
        "cap_tren": ("tỉnh", "thị xã"),
        "khuon_mau": None,
        "chi_tieu": {
            "Kinh tế": [
                {"Đàn lợn": "4.900 con"},
                "Trạm y tế đạt chuẩn",
                {"ten_chi_tieu": "A", "gia_tri": Decimal("36.520")},
                ChiTieu(ten_chi_tieu="B", gia_tri=Quantity.parse("5 con")),
            ],
            "moi_truong": {"Cây xanh": 5},
        },
    }
    document = load(data)
    assert isinstance(document, PhatDong)
    assert str(document.ngay_ban_hanh) == "2024-01-15"
    assert targets_of(document) == [
        "Đàn lợn: 4.900 con",
        "Trạm y tế đạt chuẩn",
        "A: 36,520",
        "B: 5 con",
    ]
    assert targets_of(document, "moi_truong") == ["Cây xanh: 5"]


def faults_of(data: Mapping[str, object]) -> list[str]:
    with pytest.raises(InputError) as caught:
        load(data)
    return [f"{problem.place}: {problem.message}" for problem in caught.value.problems]


def test_faults_of_a_mapping_stand_at_their_paths() -> None:
    data = as_strings(DECREE) | {
        "chi_tieu": {"kinh_te": [{"Đàn lợn": "5 con"}, {"Đàn gà": 5.5}]},
        "Nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "A\nB"},
        "so_van_ban": 1.0,
        "mau_chu": "đỏ",
        "khuon_mau": "a\x07",
        7: "bảy",
    }
    del data["nguoi_ky"]
    starts = [
        "khuon_mau: có ký tự không in được U+0007",
        "7: tên trường phải là một dòng chữ",
        "mau_chu: không có trường “mau_chu”",
        "so_van_ban: cần một số nguyên, gặp số thực kiểu float; hãy dùng Decimal hoặc chuỗi",
        "Nguoi_ky / ho_ten: có 2 dòng",
        "chi_tieu / kinh_te / 2 / Đàn gà: cần số kèm đơn vị như “663 tỷ đồng”, "
        "gặp số thực kiểu float; hãy dùng Decimal hoặc chuỗi",
    ]
    found = faults_of(data)
    for start in starts:
        assert sum(fault.startswith(start) for fault in found) == 1, start
    assert len(found) == 6


def test_a_mapping_that_names_no_kind() -> None:
    assert faults_of({}) == [": thiếu trường “Loại”, ví dụ “Loại: Kế hoạch”"]


def test_a_field_that_a_mapping_lacks() -> None:
    data = as_strings(DECREE) | {"chi_tieu": {}, "nguoi_ky": {"chuc_vu": "Chủ tịch"}}
    assert faults_of(data) == ["nguoi_ky: thiếu trường bắt buộc này"]


def test_a_mapping_without_end() -> None:
    data: dict[str, object] = as_strings(DECREE)
    data["chi_tieu"] = data
    with pytest.raises(InputError, match="dữ liệu quá lớn hoặc lồng nhau quá sâu"):
        load(data)


def test_a_mapping_inherits_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, DECREE + TARGETS, "goc.yaml")
    monkeypatch.chdir(tmp_path)
    changes = {"Kế thừa": "goc.yaml", "nam": 2025, "chi_tieu": {"kinh_te": {"Đàn lợn": "5 con"}}}
    document = load(changes)
    assert isinstance(document, PhatDong)
    assert (document.nam, document.chu_de) == (2025, "Đoàn kết")
    assert targets_of(document)[1] == "Đàn lợn: 5 con"
    (found,) = faults_of({"ke_thua": "khong.yaml"})
    assert found.startswith("ke_thua: không kế thừa được: khong.yaml: không tìm thấy tệp")
    (found,) = faults_of(changes | {"chi_tieu": {"kinh_te": {"Đàn gà": "5 con"}}})
    assert found.startswith("chi_tieu / kinh_te / Đàn gà: “Đàn gà”: không có mục này để sửa")


# No message of pydantic, of Python or of a library reaches a user.
ENGLISH = re.compile(
    r"(?i)\b(input|should|valid|field|required|error|expected|string|list|type|value|unable|"
    r"decimal|none|must|object|instance|invalid|not|cannot|dictionary|tuple|char|byte)\b"
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(alphabet="xĐ5.,%{}-\x07 \n", max_size=8),
    st.lists(st.integers() | st.text(alphabet="xĐ", max_size=3), max_size=2),
    st.dictionaries(st.sampled_from(["ten_chi_tieu", "gia_tri", "x"]), st.integers(), max_size=2),
)


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, inner in items:
        found.append((*path, key))
        if isinstance(inner, dict | list):
            found += paths_in(inner, (*path, key))
    return found


PATHS = [path for path in paths_in(as_strings(EXAMPLE)) if path != ("loai",)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutants")


@steady
@given(changes=st.dictionaries(st.sampled_from(PATHS), VALUES, min_size=1, max_size=5))
def test_every_message_is_our_own(folder: Path, changes: dict[tuple[Any, ...], Any]) -> None:
    data = as_strings(EXAMPLE)
    for path, value in sorted(changes.items(), key=lambda item: (-len(item[0]), str(item[0]))):
        target = data
        for part in path[:-1]:
            target = target[part]
        target[path[-1]] = value
    try:
        load(write(folder, json.dumps(data), "a.json"))
    except InputError as error:
        for problem in error.problems:
            assert not ENGLISH.search(problem.message), problem.message
            assert problem.message
            assert "a.json" in problem.place


@steady
@given(
    start=st.integers(0, len(EXAMPLE)),
    length=st.integers(0, 30),
    inserted=st.text(alphabet="aĐ: \n-[]{}'\"#&*!|>%5,.\t\x07\u0301", max_size=12),
)
def test_mutated_example_is_read_or_refused(
    folder: Path, start: int, length: int, inserted: str
) -> None:
    text = EXAMPLE[:start] + inserted + EXAMPLE[start + length :]
    try:
        load(write(folder, text))
    except InputError as error:
        for problem in error.problems:
            assert not ENGLISH.search(problem.message), problem.message
            assert problem.place


@steady
@given(raw=st.binary(max_size=60), name=st.sampled_from(["a.yaml", "a.json"]))
def test_nothing_but_input_error_escapes(folder: Path, raw: bytes, name: str) -> None:
    with pytest.raises(InputError):
        load(write(folder, raw, name))
