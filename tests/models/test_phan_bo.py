import pytest

from vanban.models import ChiTieu
from vanban.models.phan_bo import NamedTargets


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
