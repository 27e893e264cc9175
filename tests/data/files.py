"""Writing data files for one test."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from vanban.data import load
from vanban.errors import InputError, Problem
from vanban.models import PhatDong

# The smallest decree; tests put lines after it.
DECREE = """\
loai: phat_dong
nam: 2024
co_quan_ban_hanh: Ủy ban nhân dân xã Quang Trung
viet_tat_co_quan: UBND
viet_tat_ten_loai: PĐTĐ
dia_danh: Xã Quang Trung
ngay_ban_hanh: 2024
trich_yeu: Phong trào thi đua năm 2024
don_vi_hanh_chinh: xã Quang Trung
cap_tren: [tỉnh, thị xã]
nhiem_ky: 2020 - 2025
giai_doan_ke_hoach: 2021 - 2025
chu_de: Đoàn kết
nguoi_ky:
  chuc_vu: Chủ tịch
  ho_ten: Nguyễn Văn Thắng
noi_nhan:
  - UBND thị xã
"""
TARGETS = """\
chi_tieu:
  kinh_te:
    - Tổng giá trị: 663 tỷ đồng
      trong_do:
        - Dịch vụ: 377,4 tỷ đồng
        - Công nghiệp: 190,3 tỷ đồng
        - Nông nghiệp: 95,3 tỷ đồng
    - Đàn lợn: 4.900 con
    - Trạm y tế đạt chuẩn
"""
LINES = DECREE.count("\n")


def write(folder: Path, text: str | bytes, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def as_strings(text: str) -> Any:
    """YAML as dicts, lists and strings, read by PyYAML alone."""
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings


def decree_of(path: Path) -> PhatDong:
    document = load(path)
    assert isinstance(document, PhatDong)
    return document


def problems_of(path: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        load(path)
    return list(caught.value.problems)


def shown(path: Path) -> list[str]:
    """The problems of a file with the folder cut off."""
    return [str(problem).replace(f"{path.parent}/", "") for problem in problems_of(path)]


def targets_of(document: PhatDong, field: str = "kinh_te") -> list[str]:
    """How the targets of a field read, with plain spaces before their units."""
    targets = getattr(document.chi_tieu, field)
    return [target.sentence(document.nam).replace("\u00a0", " ") for target in targets]
