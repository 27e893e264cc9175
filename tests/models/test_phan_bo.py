import pytest

from vanban.models import ChiTieu
from vanban.models.phan_bo import NamedTargets, SharedTargets


def target(name: str, *inside: ChiTieu) -> ChiTieu:
    return ChiTieu(ten_chi_tieu=name, gom_co=inside)


TARGETS = NamedTargets(
    [
        target("Chăn nuôi", target("Đàn gia cầm"), target("Đàn lợn", target("lợn nái"))),
        target("Tiêm phòng", target("Đàn gia cầm"), target("Chăn nuôi")),
    ]
)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("ĐÀN LỢN", "Đàn lợn"),
        ("lon_nai", "lợn nái"),
        ("Chăn nuôi", "Chăn nuôi"),
        ("Tiêm phòng / Đàn gia cầm", "Đàn gia cầm"),
        ("Chăn nuôi / Đàn lợn / lợn nái", "lợn nái"),
    ],
)
def test_a_target_is_found_at_any_depth(name: str, label: str) -> None:
    found = TARGETS.find(name)
    assert found is not None
    assert found.label == label
    assert TARGETS.fault(name) == ""


def test_the_outermost_comes_first() -> None:
    found = TARGETS.find("Chăn nuôi")
    assert found is not None
    assert len(found.gom_co) == 2


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Đàn gia cầm", "có ở nhiều chỗ; hãy ghi cả nhóm"),
        ("Đàn lợnn", "không có trong “Chỉ tiêu”; có phải “Đàn lợn”?"),
        ("lợn / Đàn", "không có trong “Chỉ tiêu”"),
        ("nuôi / Đàn gia cầm", "không có trong “Chỉ tiêu”; có phải “Đàn gia cầm”?"),
    ],
)
def test_a_name_that_is_none_or_two(name: str, fault: str) -> None:
    assert TARGETS.find(name) is None
    assert TARGETS.fault(name).startswith(fault)


def test_the_path_of_a_target() -> None:
    assert TARGETS.path("lon_nai") == ("Chăn nuôi", "Đàn lợn", "lợn nái")
    assert TARGETS.path("Đàn gia cầm") == ()


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["Đàn lợn", "lợn nái", "Chăn nuôi", "Tiêm phòng"], ""),
        (
            ["Đàn lợn", "đàn  LỢN"],
            "“Đàn lợn” rồi lại nêu “đàn  LỢN”, cùng một chỉ tiêu; hãy bỏ một tên",
        ),
        (
            ["lợn nái", "Chăn nuôi / Đàn lợn / lợn nái"],
            "“lợn nái” rồi lại nêu “Chăn nuôi / Đàn lợn / lợn nái”, cùng một chỉ tiêu; "
            "hãy bỏ một tên",
        ),
        (
            ["Đàn lợn", "Đàn lợn"],
            "“Đàn lợn” rồi lại nêu “Đàn lợn”, cùng một chỉ tiêu; hãy bỏ một tên",
        ),
        (["Diện tích lúa"], "“Diện tích lúa”, tên này không có trong “Chỉ tiêu”"),
    ],
)
def test_names_of_one_target_are_told(names: list[str], fault: str) -> None:
    assert TARGETS.fault_among(names) == fault


def valued(name: str, value: str) -> ChiTieu:
    return ChiTieu.model_validate({"ten_chi_tieu": name, "gia_tri": value})


def test_shares_of_two_targets_of_one_name() -> None:
    whole = [
        target("Chăn nuôi", valued("Đàn gia cầm", "43.500 con"), valued("Đàn lợn", "4.900 con")),
        target("Tiêm phòng", valued("Đàn gia cầm", "40.000 con")),
    ]
    own = [
        target("Tiêm phòng", valued("Đàn gia cầm", "7.000 con")),
        target("Chăn nuôi", valued("Đàn gia cầm", "8.200 con")),
        valued("Đàn lợn", "950 con"),
    ]
    names = ["Chăn nuôi / Đàn gia cầm", "Tiêm phòng / Đàn gia cầm", "Đàn lợn"]
    shares = SharedTargets(NamedTargets(whole), names).shares("xã", own)
    assert [(s.duong_dan, str(s.tong), str(s.phan)) for s in shares] == [
        (("Chăn nuôi", "Đàn gia cầm"), "43.500 con", "8.200 con"),
        (("Tiêm phòng", "Đàn gia cầm"), "40.000 con", "7.000 con"),
        (("Chăn nuôi", "Đàn lợn"), "4.900 con", "950 con"),
    ]
    assert [(s.ten_chi_tieu, s.cap_giao) for s in shares][2] == ("Đàn lợn", "xã")


def test_a_name_that_two_shared_targets_have_is_nobodys() -> None:
    whole = [
        target("Chăn nuôi", valued("Đàn gia cầm", "43.500 con")),
        target("Tiêm phòng", valued("Đàn gia cầm", "40.000 con")),
    ]
    own = [valued("Đàn gia cầm", "7.000 con")]
    names = ["Chăn nuôi / Đàn gia cầm", "Tiêm phòng / Đàn gia cầm"]
    shared = NamedTargets(whole)
    assert [s.phan for s in SharedTargets(shared, names).shares("xã", own)] == [None, None]
    (share,) = SharedTargets(shared, names[:1]).shares("xã", own)
    assert str(share.phan) == "7.000 con"
