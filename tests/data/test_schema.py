"""The JSON Schema of data files, judged by the jsonschema package."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import EXAMPLES, ROOT
from tests.data.starters import starter
from vanban.data.schema import schema_of
from vanban.errors import InputError
from vanban.models import (
    ChiTieu,
    CumThiDua,
    NguoiKy,
    PhatDong,
    VanBan,
    VanBanVienDan,
    known_kinds,
    model_for,
)
from vanban.models.fields import Model
from vanban.wording import field_key

OF_THE_LAW = sorted((ROOT / "examples" / "nghi_dinh_30").glob("*.yaml"))
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


@cache
def _judge(loai: str) -> Any:
    return jsonschema.Draft202012Validator(schema_of(loai))


def _kind_in(path: Path) -> str:
    """The kind of a data file, or of the one it inherits."""
    data = yaml.safe_load(path.read_text("utf-8"))
    return field_key(data["loai"]) if "loai" in data else _kind_in(path.parent / data["ke_thua"])


def test_there_are_examples_of_every_kind_of_the_law() -> None:
    assert {*map(_kind_in, OF_THE_LAW)} == {*known_kinds()} - {"phat_dong", "van_ban_khac"}


@pytest.mark.parametrize("path", OF_THE_LAW, ids=lambda path: path.stem)
def test_the_examples_of_the_kinds_are_valid(path: Path) -> None:
    data = yaml.safe_load(path.read_text("utf-8"))
    assert [error.message for error in _judge(_kind_in(path)).iter_errors(data)] == []


@pytest.mark.parametrize("loai", sorted(known_kinds()))
def test_a_file_to_fill_in_is_valid(loai: str) -> None:
    data = yaml.safe_load(starter(loai))
    assert [error.message for error in _judge(loai).iter_errors(data)] == []


@pytest.mark.parametrize("loai", sorted(known_kinds()))
def test_every_kind_has_a_lawful_schema(loai: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(loai))


@pytest.mark.parametrize(
    ("loai", "change", "is_valid"),
    [
        ("cong_van", {"kinh_gui": "Sở Nội vụ"}, True),
        ("cong_van", {"Kính gửi": ["Sở Nội vụ", "Sở Tài chính"]}, True),
        ("cong_van", {"kinh_gui": {"noi": "Sở Nội vụ"}}, False),
        ("ke_hoach", {"do_khan": "hỏa tốc", "do_mat": "mat"}, True),
        ("ke_hoach", {"do_khan": "gấp"}, False),
        ("ke_hoach", {"kho_ngang": "có", "ban_dien_tu": "không"}, True),
        ("ke_hoach", {"kho_ngang": True}, True),
        ("ke_hoach", {"kho_ngang": "ngang"}, False),
        ("ke_hoach", {"so_luong_ban": "nhiều", "do_khan": 5}, False),
        ("ke_hoach", {"thoi_gian": "08 giờ"}, False),
        ("ke_hoach", {"phu_luc": [{"noi_dung": "1. A", "kho_ngang": "có"}]}, True),
        ("ke_hoach", {"phu_luc": [{"ten_phu_luc": "Danh sách"}]}, False),
        ("ke_hoach", {"hinh_anh": [{"Bản đồ": "ban_do.png", "rong_mm": 120}]}, True),
        (
            "ke_hoach",
            {"bang_bieu": [{"ten_bang": "A", "cac_dong": [[1, "B"], {"nhom": "C"}]}]},
            True,
        ),
        ("ke_hoach", {"bang_bieu": [{"ten_bang": "A", "cac_dong": "B"}]}, False),
        ("ke_hoach", {"ban_sao": {"hinh_thuc_sao": "sao y"}}, False),
        ("ke_hoach", {"dia_chi_co_quan": {"so_fax": "0230 3 555 013"}}, True),
        ("ke_hoach", {"nguoi_ky_khac": [{"chuc_vu": "Chủ tịch"}]}, False),
        ("quyet_dinh", {"van_ban_kem_theo": {"ten_loai": "Quy chế"}}, False),
        ("bien_ban", {"thu_ky": {"Họ tên": "Trần Thị B"}}, True),
        ("bien_ban", {"thu_ky": {"chuc_vu": "Thư ký"}}, False),
        ("hop_dong", {"cac_ben": [{"ten_ben": "Bên A"}, {"ten_ben": "Bên B"}]}, False),
        ("giay_nghi_phep", {"nguoi_nghi": "Trần Thị B"}, False),
    ],
)
def test_the_fields_of_the_kinds(loai: str, change: dict[str, Any], is_valid: bool) -> None:
    data = yaml.safe_load(starter(loai))
    titles = {str(field.title): name for name, field in model_for(loai).model_fields.items()}
    named = {titles[title]: value for title, value in data.items()}
    changed = {titles.get(title, title): value for title, value in change.items()}
    assert _judge(loai).is_valid(named | changed) == is_valid


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
    with pytest.raises(InputError, match="có phải “Phát động”"):
        schema_of("phat_dog")
