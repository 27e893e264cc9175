"""The JSON Schema of data files, judged by the jsonschema package."""

from copy import deepcopy
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import EXAMPLES
from vanban.data.schema import schema_of
from vanban.errors import InputError
from vanban.models import ChiTieu, CumThiDua, NguoiKy, PhatDong, VanBan, VanBanVienDan, known_kinds
from vanban.models.fields import Model

SCHEMA = schema_of("phat_dong")
JUDGE = jsonschema.Draft202012Validator(SCHEMA)


def _read(name: str) -> Any:
    return yaml.safe_load((EXAMPLES / name).read_text("utf-8"))


@pytest.fixture
def decree() -> Any:
    return deepcopy(_read("2024.yaml"))


@pytest.mark.parametrize("name", ["2024.yaml", "2025.yaml"])
def test_the_examples_are_valid(name: str) -> None:
    assert [error.message for error in JUDGE.iter_errors(_read(name))] == []


@pytest.mark.parametrize("loai", sorted(known_kinds()))
def test_every_kind_has_a_lawful_schema(loai: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(loai))


def test_a_common_document_is_valid_and_may_be_written_with_accents() -> None:
    judge = jsonschema.Draft202012Validator(schema_of("Kế hoạch"))
    plan = {
        "Loại": "Kế hoạch",
        "Tên loại": "Kế hoạch",
        "Cơ quan ban hành": "Ủy ban nhân dân xã Quang Trung",
        "Viết tắt cơ quan": "UBND",
        "Địa danh": "Quang Trung",
        "Ngày ban hành": 2024,
        "Trích yếu": "Tiếp công dân",
        "Nội dung": "1. Mục đích",
        "Người ký": {"Chức vụ": "Chủ tịch", "Họ tên": "Nguyễn Văn Thắng"},
        "Nơi nhận": ["Các thôn"],
        "Số văn bản": None,
        "Cỡ chữ": 13,
    }
    assert judge.is_valid(plan)
    assert not judge.is_valid(plan | {"Nam": 2024})


@pytest.mark.parametrize(
    "change",
    [
        {"trich_yeuu": "Phong trào"},
        {"loai": "ke_hoach"},
        {"loai": "phat_dog"},
        {"nam": ["2024"]},
        {"nam": "hai nghìn"},
        {"noi_nhan": "UBND thị xã"},
        {"cap_tren": "tỉnh"},
        {"noi_nhan": []},
        {"co_chu": 15},
        {"nguoi_ky": "Nguyễn Văn Thắng"},
        {"nguoi_ky": {"chuc_vu": "Chủ tịch"}},
        {"nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "A", "hoc_vi": "ThS"}},
        {"chi_tieu": {"kinh_tee": []}},
        {"chi_tieu": {"kinh_te": [{"ten_chi_tieu": "A", "gia_trii": "5 con"}]}},
        {"chi_tieu": {"kinh_te": [{"A": ["5 con"]}]}},
        {"chi_tieu": {"kinh_te": {"A": {"gia_trii": "5 con"}}}},
        {"van_ban_thuc_hien": {"Chỉ thị": "5"}},
        {"ke_thua": 5},
    ],
)
def test_faults_are_refused(decree: Any, change: dict[str, Any]) -> None:
    assert not JUDGE.is_valid(decree | change)


@pytest.mark.parametrize(
    "change",
    [
        {"nam": "2024", "so_van_ban": 5, "co_chu": "13"},
        {"so_van_ban": None, "muc_tieu": None},
        {"ngay_ban_hanh": "15/01/2024"},
        {"chi_tieu": {"kinh_te": ["Trạm y tế đạt chuẩn", {"Thu nhập": 60}]}},
        {"chi_tieu": {"Kinh tế": {"Thu nhập": "65 triệu đồng", "Chăn nuôi": None}}},
        {"chi_tieu": {"kinh_te": [{"Tổng": "5 ha", "Trong đó": [{"Lúa": 0.5}], "ghi_chu": "x"}]}},
        {"van_ban_thuc_hien": ["Chỉ thị số 05-CT/TW"]},
        {"nguoi_ky": {"quyen_han_ky": "TM. UBND", "chuc_vu": "A", "ho_ten": "B"}},
        {"nguoi_ky": {"quyen_han_ky": ["TM. UBND", "KT. A"], "chuc_vu": "A", "ho_ten": "B"}},
    ],
)
def test_every_way_to_write_is_accepted(decree: Any, change: dict[str, Any]) -> None:
    assert [error.message for error in JUDGE.iter_errors(decree | change)] == []


@pytest.mark.parametrize("name", ["loai", "nam", "trich_yeu", "nguoi_ky", "chi_tieu", "noi_nhan"])
def test_a_required_field_may_be_left_out_only_by_a_file_that_inherits(
    decree: Any, name: str
) -> None:
    del decree[name]
    assert not JUDGE.is_valid(decree)
    assert JUDGE.is_valid(decree | {"ke_thua": "2023.yaml"})
    assert JUDGE.is_valid(decree | {"Kế thừa": "2023.yaml"})


@pytest.mark.parametrize(
    ("model", "part"),
    [
        (PhatDong, SCHEMA),
        (VanBan, schema_of("ke_hoach")),
        *((model, SCHEMA["$defs"][model.__name__]) for model in (ChiTieu, NguoiKy, CumThiDua)),
        (VanBanVienDan, SCHEMA["$defs"]["VanBanVienDan"]),
    ],
)
def test_every_field_appears_under_both_its_names(model: type[Model], part: Any) -> None:
    names = {*model.model_fields} | {str(field.title) for field in model.model_fields.values()}
    extra = {"ke_thua", "Kế thừa"} if issubclass(model, VanBan) else set()
    assert set(part["properties"]) == names | extra
    assert all(field.get("description") for field in part["properties"].values())


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="có phải “phat_dong”"):
        schema_of("phat_dog")
