"""Names of fields: the accented title without accents, never one syllable."""

import unicodedata

import pytest

from vanban.errors import InputError
from vanban.models import (
    ChiTieu,
    ChiTieuThiDua,
    CumThiDua,
    Model,
    NguoiKy,
    PhatDong,
    VanBan,
    VanBanVienDan,
    known_kinds,
    model_for,
)
from vanban.models.fields import NamedModel

MODELS: list[type[Model]] = [
    ChiTieu,
    ChiTieuThiDua,
    CumThiDua,
    NguoiKy,
    PhatDong,
    VanBan,
    VanBanVienDan,
]
FIELDS = [(model, name) for model in MODELS for name in model.model_fields]
FIXED_BY_THE_FORMAT = {"loai", "nam"}


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


def test_kinds_that_can_be_produced() -> None:
    kinds = known_kinds()
    assert kinds["phat_dong"] == "Phát động"
    assert kinds["ke_hoach"] == "Kế hoạch"
    assert kinds["to_trinh"] == "Tờ trình"
    assert "cong_van" not in kinds


@pytest.mark.parametrize("written", ["phat_dong", "Phát động", "PHÁT ĐỘNG"])
def test_kind_with_fields_of_its_own(written: str) -> None:
    assert model_for(written) is PhatDong


def test_other_kinds_share_the_common_form() -> None:
    assert model_for("Kế hoạch") is VanBan


def test_unknown_kind_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="có phải “phat_dong”"):
        model_for("phat_dog")
    with pytest.raises(InputError, match="các loại làm được: Báo cáo"):
        model_for("xyz")
