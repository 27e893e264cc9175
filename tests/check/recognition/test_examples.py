"""What vanban renders is recognised for certain, component by component."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import vanban
from vanban.check.components import Component, Recognised, Sure
from vanban.check.observing import observe
from vanban.check.opening import open_package
from vanban.check.recognition import recognise

EXAMPLES = Path(__file__).parents[3] / "examples" / "nghi_dinh_30"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))

# The components of the head and the foot of every mẫu (PL III, II.1), and what kinds lack of it.
ALWAYS = {
    "quoc_hieu",
    "tieu_ngu",
    "co_quan_ban_hanh",
    "so_ky_hieu",
    "dia_danh_ngay",
    "ten_loai",
    "trich_yeu",
    "quyen_han_chuc_vu",
    "ho_ten",
    "noi_nhan_tu",
    "noi_nhan",
    "so_trang",
}
LACKS = {
    "bien_ban": {"dia_danh_ngay"},
    "cong_van": {"ten_loai", "trich_yeu"},
    "giay_gioi_thieu": {"trich_yeu"},
    "giay_nghi_phep": {"trich_yeu"},
    "hop_dong": {"noi_nhan_tu", "noi_nhan"},
    "ban_ghi_nho": {"noi_nhan_tu", "noi_nhan"},
    "ban_thoa_thuan": {"noi_nhan_tu", "noi_nhan"},
    "thu_cong": {"so_ky_hieu", "noi_nhan_tu", "noi_nhan"},
}
ALSO = {
    "quyet_dinh": {"tham_quyen", "can_cu", "lenh_ban_hanh", "dieu"},
    "nghi_quyet": {"tham_quyen", "can_cu", "lenh_ban_hanh", "dieu"},
    "cong_van": {"trich_yeu_cong_van", "kinh_gui"},
    "cong_dien": {"loi_dan", "noi_nhan_dien"},
    "giay_gioi_thieu": {"loi_dan"},
    "giay_nghi_phep": {"xac_nhan"},
    "to_trinh": {"kinh_gui"},
}
# The kind of the document that is copied.
COPIED = {"sao_luc": "chi_thi", "sao_y": "quyet_dinh", "trich_sao": "thong_bao"}


def _recognised(example: str) -> Recognised:
    data = vanban.render(vanban.load(EXAMPLES / f"{example}.yaml"))
    return recognise(observe(open_package(data)))


def _expected(kind: str) -> set[str]:
    return (ALWAYS - LACKS.get(kind, set())) | ALSO.get(kind, set())


@pytest.mark.parametrize("example", NAMES)
def test_every_component_of_the_mau_is_found_for_certain(example: str) -> None:
    found = _recognised(example)
    assert found.regime == "nd30"
    assert found.kind is not None
    assert found.kind.khoa == COPIED.get(example) or example.startswith(found.kind.khoa)
    assert not found.is_attached
    assert _expected(found.kind.khoa) <= set(found.components)
    assert [c.text for c in _unsure(found)] == []


def _unsure(found: Recognised) -> Iterator[Component]:
    for components in found.components.values():
        yield from (c for c in components if c.sure is not Sure.CERTAIN)


def test_every_example_is_looked_at() -> None:
    assert len(NAMES) > 40


@pytest.mark.parametrize(
    ("example", "name", "count"),
    [
        ("sao_y", "co_quan_ban_hanh", 2),
        ("ke_hoach_mat", "do_mat", 1),
        ("ke_hoach_mat", "do_khan", 1),
        ("ke_hoach_mat", "du_thao", 1),
        ("ke_hoach_mat", "luu_hanh", 1),
        ("cong_van_nhieu_noi", "dia_chi", 3),
        ("bao_cao_dien_tu", "phu_luc_tu", 1),
        ("bien_ban", "ho_ten", 2),
        ("hop_dong", "quyen_han_chuc_vu", 2),
    ],
)
def test_what_some_examples_have_more(example: str, name: str, count: int) -> None:
    assert len(_recognised(example).all(name)) == count


def test_lines_are_below_what_they_belong_to() -> None:
    found = _recognised("quyet_dinh")
    for name in ("tieu_ngu", "co_quan_ban_hanh", "trich_yeu"):
        assert len(found.all(name)[0].below) == 1
    for name in ("quoc_hieu", "so_ky_hieu", "dia_danh_ngay", "ten_loai"):
        assert not found.all(name)[0].below
