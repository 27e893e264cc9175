"""Kinds that can be produced, and what is said of the others."""

import pytest

from vanban.errors import InputError
from vanban.models import model_for

LISTED = (
    "các loại làm được: Báo cáo, Chỉ thị, Chương trình, Dự án, Đề án, Giấy ủy quyền, Hướng dẫn, "
    "Kế hoạch, Phát động, Phiếu báo, Phiếu chuyển, Phiếu gửi, Phương án, Quy chế, Quy định, "
    "Thông báo, Thông cáo, Tờ trình, Văn bản khác"
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("quyet_dinh", f"Quyết định: vanban chưa làm được loại này; {LISTED}"),
        ("QUYẾT ĐỊNH", f"Quyết định: vanban chưa làm được loại này; {LISTED}"),
        ("Công văn", f"Công văn: vanban chưa làm được loại này; {LISTED}"),
        ("thong_baoo", "không có loại văn bản “thong_baoo”; có phải “thong_bao”?"),
        ("Kế hoạhc", "không có loại văn bản “Kế hoạhc”; có phải “ke_hoach”?"),
        ("quyet_dinhh", f"không có loại văn bản “quyet_dinhh”; {LISTED}"),
        ("hợp tác", f"không có loại văn bản “hợp tác”; {LISTED}"),
        ("", f"không có loại văn bản “”; {LISTED}"),
    ],
)
def test_a_kind_that_cannot_be_produced(written: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        model_for(written)
    assert str(caught.value) == said
