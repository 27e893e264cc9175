from pathlib import Path

import pytest

from .files import DECREE, TARGETS, decree_of, shown, targets_of, write


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path, DECREE + TARGETS, "goc.yaml")


def child(base: Path, text: str, name: str = "con.yaml") -> Path:
    return write(base.parent, f"ke_thua: {base.name}\n{text}", name)


def kinh_te(base: Path, text: str) -> list[str]:
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    return targets_of(decree_of(child(base, f"chi_tieu:\n  kinh_te:\n{lines}")))


def test_child_without_changes(base: Path) -> None:
    assert decree_of(child(base, "")) == decree_of(base)


def test_fields_are_changed_one_by_one(base: Path) -> None:
    document = decree_of(child(base, "nam: 2025\nnguoi_ky:\n  ho_ten: Trần Văn B\n"))
    assert document.nam == 2025
    assert (document.nguoi_ky.chuc_vu, document.nguoi_ky.ho_ten) == ("Chủ tịch", "Trần Văn B")


def test_list_is_replaced_as_a_whole(base: Path) -> None:
    assert decree_of(child(base, "cap_tren: [tỉnh]\n")).cap_tren == ("tỉnh",)
    assert kinh_te(base, "- Đàn gà: 7 con") == ["Đàn gà: 7 con"]


@pytest.mark.parametrize("name", ["Đàn lợn", "đàn lợn", "ĐÀN LỢN", "dan_lon"])
def test_change_by_name(base: Path, name: str) -> None:
    assert kinh_te(base, f"{name}: 5.000 con") == [
        "Tổng giá trị: 663 tỷ đồng",
        "Đàn lợn: 5.000 con",
        "Trạm y tế đạt chuẩn",
    ]


def test_change_of_parts_by_name(base: Path) -> None:
    text = "Tổng giá trị:\n  gia_tri: 664 tỷ đồng\n  trong_do:\n    Dịch vụ: 378,4 tỷ đồng"
    document = decree_of(child(base, "chi_tieu:\n  kinh_te:\n    " + text.replace("\n", "\n    ")))
    parts = document.chi_tieu.kinh_te[0].trong_do
    assert [(part.label, str(part.gia_tri)) for part in parts] == [
        ("Dịch vụ", "378,4 tỷ đồng"),
        ("Công nghiệp", "190,3 tỷ đồng"),
        ("Nông nghiệp", "95,3 tỷ đồng"),
    ]


def test_total_is_checked_after_the_change(base: Path) -> None:
    (found,) = shown(child(base, "chi_tieu:\n  kinh_te:\n    Tổng giá trị: 664 tỷ đồng\n"))
    assert "các phần cộng lại được 663 tỷ đồng, tổng ghi 664 tỷ đồng (lệch -1)" in found
    assert found.startswith("con.yaml:4:19: Chỉ tiêu / Kinh tế / mục 1: “Tổng giá trị”")


@pytest.mark.parametrize("blank", ["", " ''", ' "  "'])
def test_blank_takes_an_item_away(base: Path, blank: str) -> None:
    assert kinh_te(base, f"Đàn lợn:{blank}") == ["Tổng giá trị: 663 tỷ đồng", "Trạm y tế đạt chuẩn"]


def test_blank_takes_a_field_away(base: Path) -> None:
    with_body = write(base.parent, DECREE + TARGETS + "don_vi_soan_thao: TĐKT\n", "b.yaml")
    assert decree_of(with_body).don_vi_soan_thao == "TĐKT"
    assert decree_of(child(with_body, "Đơn vị soạn thảo:\n")).don_vi_soan_thao is None


def test_required_field_taken_away_is_missing_at_its_line(base: Path) -> None:
    assert shown(child(base, "nam: 2025\nchu_de:\n")) == [
        "con.yaml:3:1: Chủ đề: thiếu trường bắt buộc này"
    ]


def test_new_item_needs_its_full_name(base: Path) -> None:
    text = "Đàn gà:\n  ten_chi_tieu: Đàn gà\n  gia_tri: 7 con"
    assert kinh_te(base, text)[-1] == "Đàn gà: 7 con"
    (found,) = shown(child(base, "chi_tieu:\n  kinh_te:\n    Xây trường: 7 phòng\n"))
    assert found == (
        "con.yaml:4:17: “Xây trường”: không có mục này để sửa; "
        "muốn thêm mới thì ghi cả tên của mục ở bên trong"
    )


def test_change_of_an_unknown_name_has_the_nearest(base: Path) -> None:
    (found,) = shown(child(base, "chi_tieu:\n  kinh_te:\n    Đàn lơn ỉ: 7 con\n"))
    assert found.startswith("con.yaml:4:16: “Đàn lơn ỉ”: không có mục này để sửa; có phải mục “")


def test_change_of_an_ambiguous_name(base: Path) -> None:
    twice = DECREE + "chi_tieu:\n  kinh_te:\n    - A: 1 con\n    - A: 2 con\n"
    parent = write(base.parent, twice, "b.yaml")
    assert shown(child(parent, "chi_tieu: {kinh_te: {A: 3 con}}")) == [
        "con.yaml:2:25: “A”: có hai mục cùng tên này nên không biết sửa mục nào",
        "b.yaml:21:5: Chỉ tiêu / Kinh tế: chỉ tiêu “A” có hai lần: mục 1 và mục 2",
    ]


def test_item_that_only_a_level_names(base: Path) -> None:
    text = DECREE + (
        "chi_tieu:\n  kinh_te:\n    - ten_chi_tieu: Lúa\n      gom_co:\n"
        "        - cap_giao: thị xã\n          gia_tri: 5 ha\n"
        "        - cap_giao: tỉnh\n          gia_tri: 6 ha\n"
    )
    parent = write(base.parent, text, "b.yaml")
    assert kinh_te(parent, "Lúa:\n  gom_co:\n    thị xã giao: 9 ha") == [
        "Lúa: thị xã giao: 9 ha; tỉnh giao: 6 ha"
    ]


def test_chain_of_three(base: Path) -> None:
    middle = child(base, "nam: 2025\nchi_tieu: {kinh_te: {Đàn lợn: 5.000 con}}\n", "giua.yaml")
    newest = child(middle, "nam: 2026\nchi_tieu: {kinh_te: {Trạm y tế đạt chuẩn: }}\n")
    document = decree_of(newest)
    assert document.nam == 2026
    assert document.chu_de == "Đoàn kết"
    assert targets_of(document) == ["Tổng giá trị: 663 tỷ đồng", "Đàn lợn: 5.000 con"]


def test_renamed_item_is_changed_by_its_new_name(base: Path) -> None:
    rename = "chi_tieu: {kinh_te: {Đàn lợn: {ten_chi_tieu: Tổng đàn lợn}}}\n"
    middle = child(base, rename, "giua.yaml")
    assert kinh_te(middle, "Tổng đàn lợn: 6.000 con")[1] == "Tổng đàn lợn: 6.000 con"


def test_base_that_is_written_by_name(base: Path) -> None:
    text = DECREE + "chi_tieu:\n  kinh_te:\n    A: 1 con\n    B: 2 con\n    Đạt chuẩn:\n"
    parent = write(base.parent, text, "b.yaml")
    assert targets_of(decree_of(parent)) == ["A: 1 con", "B: 2 con", "Đạt chuẩn"]
    assert kinh_te(parent, "B: 3 con") == ["A: 1 con", "B: 3 con", "Đạt chuẩn"]


def test_changes_where_there_is_no_list_yet(base: Path) -> None:
    text = (
        "chi_tieu:\n  moi_truong:\n    Cây xanh:\n      ten_chi_tieu: Cây xanh\n"
        "      gia_tri: 5 cây\n      gom_co: {A: 1 cây}\n"
    )
    middle = child(base, text, "giua.yaml")
    assert targets_of(decree_of(middle), "moi_truong") == ["Cây xanh: 5 cây, A: 1 cây"]
    newest = child(middle, "chi_tieu: {moi_truong: {Cây xanh: {gom_co: {A: 2 cây}}}}\n")
    assert targets_of(decree_of(newest), "moi_truong") == ["Cây xanh: 5 cây, A: 2 cây"]


NOTHING_TO_CHANGE = "không có mục này để sửa; muốn thêm mới thì ghi cả tên của mục ở bên trong"


@pytest.mark.parametrize("change", ["5 cây", "", "{gia_tri: 5 cây}"])
def test_a_list_that_is_not_there_has_nothing_to_change(base: Path, change: str) -> None:
    text = f"chi_tieu:\n  moi_truong:\n    Cây xanh: {change}\n"
    (found,) = shown(child(base, text))
    assert found.endswith(f": “Cây xanh”: {NOTHING_TO_CHANGE}")
    assert found.startswith("con.yaml:4:")


def test_a_group_that_is_not_there_has_nothing_to_change(base: Path) -> None:
    parent = write(base.parent, DECREE, "b.yaml")
    found = shown(child(parent, "chi_tieu:\n  kinh_te:\n    Đàn lợn: 5 con\n"))
    assert found == [f"con.yaml:4:14: “Đàn lợn”: {NOTHING_TO_CHANGE}"]


def test_parts_that_are_not_there_cannot_be_changed(base: Path) -> None:
    found = shown(child(base, "chi_tieu: {kinh_te: {Đàn lợn: {gom_co: {Lợn nái: 5 con}}}}\n"))
    assert found == [f"con.yaml:2:50: “Lợn nái”: {NOTHING_TO_CHANGE}"]


def test_an_item_under_a_change_does_not_rename_it(base: Path) -> None:
    (found,) = shown(child(base, "chi_tieu: {kinh_te: {Đàn lợn: {Lợn nái: 5 con}}}\n"))
    assert found.startswith("con.yaml:2:32: không có trường “Lợn nái”; các trường có ở đây: ")


def test_an_item_whose_level_has_changed_is_found_by_its_new_label(base: Path) -> None:
    text = DECREE + (
        "chi_tieu:\n  kinh_te:\n    - ten_chi_tieu: Lúa\n      gom_co:\n"
        "        - cap_giao: thị xã\n          gia_tri: 5 ha\n"
    )
    write(base.parent, text, "b.yaml")
    lua = "chi_tieu: {{kinh_te: {{Lúa: {{gom_co: {{{}}}}}}}}}\n"
    middle = write(
        base.parent, "ke_thua: b.yaml\n" + lua.format("thị xã giao: {cap_giao: tỉnh}"), "giua.yaml"
    )
    assert kinh_te(middle, "Lúa:\n  gom_co:\n    tỉnh giao: 9 ha") == ["Lúa: tỉnh giao: 9 ha"]
    (found,) = shown(child(middle, lua.format("tĩn giao: 9 ha")))
    assert found.endswith("“tĩn giao”: không có mục này để sửa; có phải mục “tỉnh giao”?")


def test_the_hint_shows_the_title_as_it_was_written(base: Path) -> None:
    (found,) = shown(child(base, "chi_tieu: {kinh_te: {Trạm y tế đạt chuẩ: 7}}\n"))
    assert found.endswith("có phải mục “Trạm y tế đạt chuẩn”?")


def test_parents_are_not_altered(base: Path) -> None:
    before = base.read_bytes()
    first = decree_of(base)
    decree_of(child(base, "nam: 2025\n"))
    assert base.read_bytes() == before
    assert decree_of(base) == first
