import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import vanban.law
from vanban.errors import InputError
from vanban.law import Law, law_on, laws, local_levels

FOLDER = Path(vanban.law.__file__).parent


def read_nd30() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "nd30_2020.toml").read_text("utf-8"))


def test_law_in_force_by_date() -> None:
    assert law_on(date(2020, 3, 5)).van_ban.so_ky_hieu == "30/2020/NĐ-CP"
    assert law_on(date(2026, 1, 1)) is law_on()
    assert law_on() is laws()[-1]


def test_day_before_the_decree_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        law_on(date(2020, 3, 4))
    assert str(caught.value) == (
        "ngày 04/03/2020 trước ngày 05/03/2020, khi Nghị định 30/2020/NĐ-CP có hiệu lực; "
        "vanban chưa có quy định cũ hơn"
    )


def test_local_levels() -> None:
    before, after = local_levels()
    assert before.tu_ngay == date(2016, 1, 1)
    assert before.cap_co_so == ("xã", "phường", "thị trấn")
    assert before.cap_giua == ("huyện", "quận", "thị xã", "thành phố thuộc tỉnh")
    assert after.tu_ngay == date(2025, 7, 1)
    assert after.cap_co_so == ("xã", "phường", "đặc khu")
    assert after.cap_giua == ()


@pytest.mark.parametrize(
    "part",
    [
        *("van_ban", "trang", "chuoi", "doan_van", "so_khong", "diem"),
        *("do_khan", "do_mat", "luu_hanh", "quyen_han", "so_dang_ky_di"),
    ],
)
def test_no_part_can_be_assigned(part: str) -> None:
    law = law_on()
    with pytest.raises(ValidationError):
        setattr(law, part, None)
    inner = getattr(law, part)
    field = next(iter(type(inner).model_fields))
    with pytest.raises(ValidationError):
        setattr(inner, field, None)


@pytest.mark.parametrize("table", ["thanh_phan", "bo_co_chu", "ban_sao", "mau"])
def test_no_table_can_be_changed(table: str) -> None:
    mapping = getattr(law_on(), table)
    with pytest.raises(TypeError):
        mapping[next(iter(mapping))] = None


def test_law_is_a_key_of_caches() -> None:
    assert {law_on(): 1}[law_on()] == 1


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("trang",),
        ("trang", "le_tren_mm"),
        ("thanh_phan", "quoc_hieu"),
        ("loai", 0),
        ("mau", "1.4"),
    ],
)
def test_unknown_key_is_refused(path: tuple[str | int, ...]) -> None:
    data = read_nd30()
    target: Any = data
    for part in path:
        target = target[part]
    target["la"] = 1
    with pytest.raises(ValidationError):
        Law.model_validate(data)


def test_missing_key_is_refused() -> None:
    data = read_nd30()
    del data["trang"]["rong_mm"]
    with pytest.raises(ValidationError):
        Law.model_validate(data)
    Law.model_validate(read_nd30())
