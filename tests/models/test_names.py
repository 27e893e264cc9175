"""Names of fields: the accented title without accents, never one syllable."""

import unicodedata

import pytest

from vanban.models import (
    BangBieu,
    BanSao,
    BenKy,
    BienBan,
    ChiTieu,
    ChiTieuThiDua,
    CongDien,
    CongVan,
    CotBang,
    CumThiDua,
    DiaChiCoQuan,
    GiayGioiThieu,
    GiayMoi,
    GiayNghiPhep,
    HinhAnh,
    HopDong,
    Model,
    NguoiCungKy,
    NguoiKy,
    PhatDong,
    PhuLuc,
    QuyetDinh,
    ThuCong,
    VanBan,
    VanBanKemTheo,
    VanBanVienDan,
)
from vanban.models.bien_ban import ChuToa, ThuKy
from vanban.models.bieu_chi_tieu import NamTruoc
from vanban.models.dong_bang import Nhom
from vanban.models.fields import NamedModel
from vanban.models.giay import NguoiDuocCap

MODELS: list[type[Model]] = [
    BangBieu,
    BanSao,
    BenKy,
    BienBan,
    ChiTieu,
    ChiTieuThiDua,
    ChuToa,
    CongDien,
    CongVan,
    CotBang,
    CumThiDua,
    DiaChiCoQuan,
    GiayGioiThieu,
    GiayMoi,
    GiayNghiPhep,
    HinhAnh,
    HopDong,
    NamTruoc,
    NguoiDuocCap,
    NguoiCungKy,
    NguoiKy,
    Nhom,
    PhatDong,
    PhuLuc,
    QuyetDinh,
    ThuCong,
    ThuKy,
    VanBan,
    VanBanKemTheo,
    VanBanVienDan,
]
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]
# "nhom: A. Thu" among the rows of a table.
FIXED_BY_THE_FORMAT = {"loai", "nam", "nhom"}


def without_accents(title: str) -> str:
    """The folding of field names, spelt out apart from ``wording``."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return "_".join(kept.split())


def all_models(model: type[Model] = Model) -> set[type[Model]]:
    return {sub for below in model.__subclasses__() for sub in {below, *all_models(below)}}


def test_every_model_is_asserted_here() -> None:
    shipped = {model for model in all_models() if model.__module__.startswith("vanban.models")}
    assert shipped == {*MODELS, NamedModel}


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_name_is_the_title_without_accents(model: type[Model], name: str) -> None:
    title = model.model_fields[name].title
    assert title
    assert without_accents(title) == name


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_name_has_more_than_one_syllable(model: type[Model], name: str) -> None:
    assert "_" in name or name in FIXED_BY_THE_FORMAT


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_field_is_described(model: type[Model], name: str) -> None:
    description = model.model_fields[name].description
    assert description
    assert len(description) >= 10
