from pathlib import Path

import pytest

from vanban.data.nodes import MappingNode, Node, plain
from vanban.data.shape import conform, is_marked, keys_of, nested_model, title_of
from vanban.data.yaml_nodes import read_yaml
from vanban.errors import Problem
from vanban.models import ChiTieu, ChiTieuThiDua, Model, NguoiKy, PhatDong, VanBanVienDan
from vanban.models.fields import Mark

from .files import DECREE, TARGETS, decree_of, shown, targets_of, write


def shaped(text: str, model: type[Model]) -> tuple[object, list[str]]:
    problems: list[Problem] = []
    node: Node = conform(read_yaml(text, "a.yaml", problems), model, problems)
    return plain(node), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "key", ["ho_ten", "Họ tên", "HỌ TÊN", "họ  tên", "ho ten", "Họ tên ", "Họ-tên", "Ho\u0323 tên"]
)
def test_key_may_be_the_accented_title(key: str) -> None:
    data, problems = shaped(f'"{key}": An\nchuc_vu: Chủ tịch\n', NguoiKy)
    assert data == {"ho_ten": "An", "chuc_vu": "Chủ tịch"}
    assert problems == []


def test_keys_of_nested_models() -> None:
    text = "Người ký:\n  Chức vụ: Chủ tịch\nChỉ tiêu:\n  Văn hóa - xã hội:\n    - Đạt chuẩn\n"
    data, problems = shaped(text, PhatDong)
    assert problems == []
    assert data == {
        "nguoi_ky": {"chuc_vu": "Chủ tịch"},
        "chi_tieu": {"van_hoa_xa_hoi": [{"ten_chi_tieu": "Đạt chuẩn"}]},
    }


def test_unknown_key_has_the_nearest_title() -> None:
    _, problems = shaped("chuc_vu: A\nho_tne: B\n", NguoiKy)
    assert problems == ["a.yaml:2:1: không có trường “ho_tne”; có phải “Họ tên”?"]


def test_unknown_key_far_from_all_lists_the_titles() -> None:
    _, problems = shaped("điện_thoại: 1\n", NguoiKy)
    assert problems == [
        "a.yaml:1:1: không có trường “điện_thoại”; "
        "các trường có ở đây: Quyền hạn ký, Chức vụ, Chức vụ khác, Họ tên"
    ]


def test_key_repeated_under_its_other_name() -> None:
    data, problems = shaped("ho_ten: A\nchuc_vu: B\nHọ tên: C\n", NguoiKy)
    assert data == {"ho_ten": "A", "chuc_vu": "B"}
    assert problems == [
        "a.yaml:3:1: Họ tên: “Họ tên” đã ghi ở a.yaml:1:1; mỗi trường chỉ ghi một lần"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đàn lợn: 5 con", {"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con"}),
        ("Đạt chuẩn", {"ten_chi_tieu": "Đạt chuẩn"}),
        (
            "Chăn nuôi:\ngom_co:\n  - Đàn lợn: 5 con",
            {
                "ten_chi_tieu": "Chăn nuôi",
                "gom_co": [{"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con"}],
            },
        ),
        ("{ten_chi_tieu: A, gia_tri: 5 con}", {"ten_chi_tieu": "A", "gia_tri": "5 con"}),
        (
            "Đàn lợn: 5 con\ncấp giao: tỉnh",
            {"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con", "cap_giao": "tỉnh"},
        ),
        (
            "Giá trị sản xuất: 5 tỷ đồng",
            {"ten_chi_tieu": "Giá trị sản xuất", "gia_tri": "5 tỷ đồng"},
        ),
        (
            "A: 5 con\ntrong_do:\n  - B: 5 con",
            {
                "ten_chi_tieu": "A",
                "gia_tri": "5 con",
                "trong_do": [{"ten_chi_tieu": "B", "gia_tri": "5 con"}],
            },
        ),
        (
            "A: 5 con\ngom_co:\n  B: 5 con\n  C:\n    gia_tri: 6 con",
            {
                "ten_chi_tieu": "A",
                "gia_tri": "5 con",
                "gom_co": [
                    {"ten_chi_tieu": "B", "gia_tri": "5 con"},
                    {"ten_chi_tieu": "C", "gia_tri": "6 con"},
                ],
            },
        ),
    ],
)
def test_short_forms(text: str, expected: object) -> None:
    assert shaped(text, ChiTieu) == (expected, [])


def test_name_alone_where_items_have_no_value() -> None:
    assert shaped("Luật Thi đua", VanBanVienDan) == ({"ten_van_ban": "Luật Thi đua"}, [])
    _, problems = shaped("Luật Thi đua: 5", VanBanVienDan)
    assert len(problems) == 1


@pytest.mark.parametrize("key", ["gia_tr", "Giá trịi", "cap_gia", "ghi_chuu", "trong_d"])
def test_slip_in_a_known_field_is_no_name(key: str) -> None:
    _, problems = shaped(f"{key}: 5 con\n", ChiTieu)
    assert len(problems) == 1
    assert problems[0].startswith(f"a.yaml:1:1: không có trường “{key}”; có phải “")


def test_slip_beside_a_short_form_blames_the_slip_alone() -> None:
    data, problems = shaped("Đàn lợn: 5 con\nghi_chuu: Thôn 4\n", ChiTieu)
    assert data == {"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con"}
    assert problems == ["a.yaml:2:1: không có trường “ghi_chuu”; có phải “Ghi chú”?"]


def test_two_names_in_one_item_are_refused() -> None:
    _, problems = shaped("Đàn lợn: 5 con\nĐàn gà: 6 con\n", ChiTieu)
    assert [problem[:12] for problem in problems] == ["a.yaml:1:1: ", "a.yaml:2:1: "]


def test_item_named_twice_in_a_mapping_is_refused() -> None:
    data, problems = shaped("kinh_te:\n  Đàn lợn: 5 con\n  đàn lợn: 6 con\n", ChiTieuThiDua)
    assert data == {"kinh_te": [{"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con"}]}
    assert problems == ["a.yaml:3:3: “đàn lợn” đã ghi ở a.yaml:2:3; mỗi trường chỉ ghi một lần"]


def test_values_keep_the_places_they_were_written_at() -> None:
    problems: list[Problem] = []
    node = conform(read_yaml("Họ tên:   An\n", "a.yaml", problems), NguoiKy, problems)
    assert isinstance(node, MappingNode)
    assert node.entries["ho_ten"].place == "a.yaml:1:11"
    assert node.key_places == {"ho_ten": "a.yaml:1:1"}


def test_fields_and_what_they_hold() -> None:
    assert keys_of(NguoiKy) == {
        "quyen_han_ky": "quyen_han_ky",
        "chuc_vu": "chuc_vu",
        "chuc_vu_khac": "chuc_vu_khac",
        "ho_ten": "ho_ten",
    }
    assert title_of(NguoiKy, "ho_ten") == "Họ tên"
    assert nested_model(PhatDong, "nguoi_ky") == (NguoiKy, False)
    assert nested_model(PhatDong, "van_ban_quan_triet") == (VanBanVienDan, True)
    assert nested_model(PhatDong, "noi_nhan") == (None, True)
    assert nested_model(PhatDong, "chu_de") == (None, False)
    assert nested_model(ChiTieu, "trong_do") == (ChiTieu, True)


def test_a_whole_file_by_titles(tmp_path: Path) -> None:
    text = DECREE.replace("chu_de:", "Chủ đề:").replace("nguoi_ky:", "NGƯỜI KÝ:") + TARGETS
    document = decree_of(write(tmp_path, text.replace("trong_do:", "Trong đó:")))
    assert document.chu_de == "Đoàn kết"
    assert targets_of(document) == [
        "Tổng giá trị: 663 tỷ đồng",
        "Đàn lợn: 4.900 con",
        "Trạm y tế đạt chuẩn",
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("noi_dung:\n  a: 1\n", "Nội dung: cần một đoạn chữ, gặp một nhóm trường"),
        ("cum_thi_dua: 01\n", "Cụm thi đua: cần một nhóm trường thụt vào bên dưới"),
        ("cum_thi_dua:\n  - so_cum: 1\n", "Cụm thi đua: cần một nhóm trường thụt vào bên dưới"),
        ("noi_dung_thi_dua: một\n", "Nội dung thi đua: cần một danh sách"),
        ("noi_dung_thi_dua:\n  a: 1\n", "Nội dung thi đua: cần một danh sách"),
        ("van_ban_quan_triet: Luật\n", "Văn bản quán triệt: cần một danh sách"),
        ("van_ban_quan_triet: {Luật: 5}\n", "Văn bản quán triệt / mục 1: cần một nhóm trường"),
        ("van_ban_quan_triet: {Luật: [5]}\n", "Văn bản quán triệt / mục 1: cần một nhóm trường"),
    ],
)
def test_wrong_shapes(tmp_path: Path, lines: str, message: str) -> None:
    (found,) = shown(write(tmp_path, DECREE + "chi_tieu: {}\n" + lines))
    assert message in found


@pytest.mark.parametrize("blank", ["", " ''", ' "  "'])
def test_an_item_whose_value_was_forgotten(blank: str) -> None:
    text = f"kinh_te:\n  - Đàn lợn: 5 con\n  - Tốc độ tăng dân số:{blank}\n"
    data, problems = shaped(text, ChiTieuThiDua)
    assert data == {
        "kinh_te": [
            {"ten_chi_tieu": "Đàn lợn", "gia_tri": "5 con"},
            {"ten_chi_tieu": "Tốc độ tăng dân số"},
        ]
    }
    assert problems == [
        "a.yaml:3:5: “Tốc độ tăng dân số”: chưa có giá trị; chỉ tiêu bằng lời thì bỏ dấu hai chấm"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Thu gom rác thải:100%",
        "Số dư:-5 tỷ đồng",
        "Tỷ lệ hộ nghèo năm 2024:0,85%",
    ],
)
def test_a_value_without_a_space_before_it(name: str) -> None:
    data, problems = shaped(f"moi_truong:\n  - {name}\n", ChiTieuThiDua)
    assert data == {"moi_truong": [{"ten_chi_tieu": name}]}
    assert problems == [
        f"a.yaml:2:5: “{name}”: thiếu dấu cách sau dấu hai chấm, nên số liệu bị coi là tên; "
        "hãy thêm dấu cách"
    ]


def test_a_value_in_the_quotes_of_its_name() -> None:
    _, problems = shaped('moi_truong:\n  - "Thu gom rác thải: 100%"\n', ChiTieuThiDua)
    assert problems == [
        "a.yaml:2:5: “Thu gom rác thải: 100%”: số liệu bị coi là tên; "
        "hãy ghi riêng tên và giá trị, không đặt chung ngoặc kép"
    ]


@pytest.mark.parametrize(
    "words", ["Lập bản đồ tỷ lệ 1:500", "Phát thanh lúc 5:30", "'Gồm: hai mô hình'", "Thôn 4, 5"]
)
def test_words_with_colons_and_digits(words: str) -> None:
    data, problems = shaped(f"moi_truong:\n  - {words}\n", ChiTieuThiDua)
    assert data == {"moi_truong": [{"ten_chi_tieu": words.strip("'")}]}
    assert problems == []


def test_names_without_values_may_hold_colons() -> None:
    _, problems = shaped("van_ban_quan_triet:\n  - Công văn số 5:2024\n  - A:5%\n", PhatDong)
    assert problems == []


def test_far_words_get_no_hint() -> None:
    _, problems = shaped("Thời tiết: Luật\n", PhatDong)
    assert [problem[:60] for problem in problems] == [
        "a.yaml:1:1: không có trường “Thời tiết”; các trường có ở đây"
    ]


def test_a_text_with_a_colon_in_a_list_of_texts() -> None:
    text = "noi_nhan:\n  - Như trên:  để biết\n  - Lưu: VT, VP\n  - Phòng:\n  - {a: b, c: d}\n"
    data, problems = shaped(text, PhatDong)
    assert data == {
        "noi_nhan": ["Như trên: để biết", "Lưu: VT, VP", "Phòng:", {"a": "b", "c": "d"}]
    }
    assert problems == []


def test_the_filing_line_reaches_the_advice_of_the_model(tmp_path: Path) -> None:
    text = DECREE.replace("UBND thị xã", "Lưu: VT, VP") + "chi_tieu: {}\n"
    (found,) = shown(write(tmp_path, text))
    assert "bỏ dòng “Lưu: VT, VP” khỏi danh sách" in found


@pytest.mark.parametrize(
    "body", ["1. Một.\n  2. Hai.", "'1. Một.\n  2. Hai.'", '"1. Một.\n  2. Hai."']
)
def test_an_outline_without_its_bar(body: str) -> None:
    _, problems = shaped(f"Nội dung:\n  {body}\n", PhatDong)
    assert problems == [
        "a.yaml:2:3: Nội dung: các dòng bị nối thành một đoạn; ghi dấu | sau “Nội dung:”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "noi_dung: |\n  1. Một.\n  2. Hai.\n",
        "noi_dung: >\n  1. Một\n  hai.\n",
        "noi_dung: 1. Một.\n",
        "noi_dung:\n  1. Một.\n",
        'noi_dung: "1. Một.\\n2. Hai."\n',
        "chu_de: Đoàn kết\n  là sức mạnh\n",
    ],
)
def test_texts_whose_lines_are_as_they_should_be(text: str) -> None:
    assert shaped(text, PhatDong)[1] == []


def test_marks_are_read_from_annotations() -> None:
    assert is_marked(PhatDong, "noi_dung", Mark.OUTLINE)
    assert not is_marked(PhatDong, "chu_de", Mark.OUTLINE)
    assert is_marked(PhatDong, "noi_nhan", Mark.SHORT)
    assert not is_marked(PhatDong, "noi_dung_thi_dua", Mark.SHORT)
