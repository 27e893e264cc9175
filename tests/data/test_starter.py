"""Files to fill in: every field is there once, explained, and the file renders as it stands."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from pydantic import Field

import vanban
from tests.data.files import as_strings
from tests.data.starters import YEAR, all_open, starter, variants
from tests.picture_samples import png
from vanban.data.shape import keys_of, nested_model, title_of
from vanban.data.starter import starter_of
from vanban.errors import InputError
from vanban.models import Model, VanBan, known_kinds, model_for
from vanban.models.fields import Flag, Text, Whole
from vanban.wording import field_key

KINDS = sorted(known_kinds())
TABLE: dict[str, Any] = tomllib.loads((files("vanban.data") / "starter.toml").read_text("utf-8"))
_MARKED = re.compile(r"^# \(bắt buộc\).*\n(?:# .*\n)*([^#\n:]+):", re.MULTILINE)
# What the law asks for and the program leaves to the clerk.
_LEFT_TO_THE_CLERK = {"Căn cứ"}


def models_in(model: type[Model], seen: tuple[type[Model], ...] = ()) -> Iterator[type[Model]]:
    if model not in seen:
        yield model
        for name in model.model_fields:
            nested, _ = nested_model(model, name)
            if nested:
                yield from models_in(nested, (*seen, model))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that the placeholders name."""
    (tmp_path / "hinh.png").write_bytes(png())
    (tmp_path / "so_lieu.csv").write_text("STT,Nội dung,Số tiền\n1,Thứ nhất,100\n", "utf-8")
    return tmp_path


def load(folder: Path, text: str) -> VanBan:
    (folder / "a.yaml").write_text(text, "utf-8")
    return vanban.load(folder / "a.yaml")


@pytest.mark.parametrize("loai", KINDS)
def test_a_file_renders_as_it_stands(loai: str, folder: Path) -> None:
    document = load(folder, starter(loai))
    warnings = [str(problem) for problem in document.find_warnings()]
    made = docx.Document(BytesIO(vanban.render(document)))
    assert made.paragraphs
    if loai in ("phat_dong", "van_ban_khac"):
        (warning,) = warnings
        assert "không thuộc 29 loại" in warning
    else:
        assert warnings == []


@pytest.mark.parametrize("loai", KINDS)
def test_every_field_of_the_kind_stands_in_the_file_once(loai: str) -> None:
    lines = starter(loai).splitlines()
    for field in model_for(loai).model_fields.values():
        key = re.compile(rf"(?:#?|# - ){re.escape(str(field.title))}:(?: |$)")
        assert len([line for line in lines if key.match(line)]) == 1, field.title


@pytest.mark.parametrize("loai", KINDS)
def test_every_field_of_every_group_stands_in_the_file(loai: str) -> None:
    model = model_for(loai)
    seen: dict[tuple[str, ...], list[str]] = {}
    note_fields(model, as_strings(all_open(starter(loai))), seen)
    unused = TABLE["loai"].get(loai, {}).get("khong_dung", {})
    for group in models_in(model):
        wanted = [name for name in group.model_fields if group is not model or name not in unused]
        assert set(wanted) <= set(seen[tuple(group.model_fields)]), group


def note_fields(model: type[Model], data: Any, seen: dict[tuple[str, ...], list[str]]) -> None:
    names = {keys_of(model).get(field_key(key)): value for key, value in data.items()}
    found = seen.setdefault(tuple(model.model_fields), [])
    for name, value in names.items():
        if name is None:
            continue  # the short form of an item
        found.append(name)
        nested, is_list = nested_model(model, name)
        if nested and value:
            for part in value if is_list else [value]:
                if isinstance(part, dict):
                    note_fields(nested, part, seen)


@pytest.mark.parametrize("loai", KINDS)
def test_each_optional_field_may_be_taken_in_alone(loai: str, folder: Path) -> None:
    faults = []
    for path, text in variants(starter(loai)):
        if path.endswith("Bảng biểu / Tệp dữ liệu"):  # takes the place of the rows
            text = re.sub(r"\n    Các dòng:\n(?:      - .*\n)+", "\n", text)  # noqa: PLW2901
        try:
            load(folder, text)
        except InputError as error:
            faults.append(f"{path}: {'; '.join(map(str, error.problems))}")
    assert faults == []


@pytest.mark.parametrize("loai", KINDS)
def test_what_is_marked_as_required_is_required(loai: str, folder: Path) -> None:
    text = starter(loai)
    marked = _MARKED.findall(text)
    model = model_for(loai)
    needed = {title_of(model, n) for n, f in model.model_fields.items() if f.is_required()}
    assert needed <= set(marked)
    for title in marked:
        without = re.sub(rf"^{re.escape(title)}:.*\n(?: .*\n)*", "", text, count=1, flags=re.M)
        assert without != text
        if title not in _LEFT_TO_THE_CLERK:
            with pytest.raises(InputError):
                load(folder, without)


@pytest.mark.parametrize("loai", KINDS)
def test_a_file_is_good_to_look_at(loai: str) -> None:
    lines = starter(loai).splitlines()
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line != line.rstrip() or "\t" in line] == []
    for above, line in pairwise(lines):
        if re.match(r"#?[^\s#-]", line):
            assert above.startswith("# "), line
    assert not any("None" in line or re.search(r"\{(?!\w*\}|\{)", line) for line in lines)


def test_a_citation_is_not_broken() -> None:
    for line in starter("ke_hoach").splitlines():
        assert line.count("(PL") == line.count("(PL I") + line.count("(PL III")


@pytest.mark.parametrize("loai", KINDS)
def test_the_year_is_the_one_that_was_asked_for(loai: str) -> None:
    later = starter(loai, 2081).replace("2081", "2071").replace("2080", "2070")
    assert later == starter(loai, 2071)
    assert "2071" in later


def test_the_file_says_what_the_kind_is_and_how_to_fill_it_in() -> None:
    lines = starter("giay_moi").splitlines()
    assert lines[0] == "# GIẤY MỜI: tệp dữ liệu để điền"
    assert "# - Làm văn bản Word từ tệp này: vanban render TÊN_TỆP.yaml" in lines
    assert lines.index("# PHẦN 1. CẦN ĐIỀN") < lines.index("Loại: Giấy mời")
    assert lines.index("Người ký:") < lines.index("#Nội dung: |")


def test_a_body_starts_from_the_outline_of_the_law() -> None:
    assert "\nNội dung: |\n  I. MỤC ĐÍCH, YÊU CẦU\n  1. …\n" in starter("ke_hoach")
    assert "\nNội dung: |\n  Điều 1. …\n" in starter("quyet_dinh")


def test_a_placeholder_that_yaml_would_misread_is_quoted() -> None:
    text = starter("phat_dong")
    assert '#Cách ghi: "{ten_chi_tieu} đạt {gia_tri}"' in text
    data = as_strings(all_open(text))
    assert data["Chỉ tiêu"]["Kinh tế"][0]["Cách ghi"] == "{ten_chi_tieu} đạt {gia_tri}"
    assert data["Chỉ tiêu"]["Kinh tế"][0]["Trong đó"][0] == {"Phần thứ nhất": "60 tấn"}


def test_a_field_without_a_placeholder_appears_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Part(Model):
        ten_phan: Text = Field(title="Tên phần", description="Tên của phần")

    class Extended(VanBan):
        dieu_moi: Text = Field(title="Điều mới", description="Một trường mới")
        so_moi: Whole | None = Field(default=None, title="Số mới", description="Một số mới")
        co_moi: Flag = Field(default=False, title="Có mới", description="có hay không")
        phan_moi: tuple[Part, ...] = Field(default=(), title="Phần mới", description="Các phần")

    monkeypatch.setattr("vanban.data.starter.model_for", lambda _: Extended)
    text = starter_of("ke_hoach", YEAR, bo_cuc="1. …", viet_tat="KH")
    assert "\n# (bắt buộc) Một trường mới\nĐiều mới: …\n" in text
    assert "\n# Một số mới\n#Số mới: 1\n" in text
    assert "\n# có hay không\n#Có mới: có\n" in text
    assert "\n#Phần mới:\n#  # (bắt buộc) Tên của phần\n#  - Tên phần: …\n" in text


def test_the_dash_of_an_item_stands_before_a_field_that_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Part(Model):
        so_phan: Whole | None = Field(default=None, title="Số phần", description="Số của phần")
        ten_phan: Text = Field(title="Tên phần", description="Tên của phần")

    class Extended(VanBan):
        phan_moi: tuple[Part, ...] = Field(title="Phần mới", description="Các phần")

    monkeypatch.setattr("vanban.data.starter.model_for", lambda _: Extended)
    text = starter_of("ke_hoach", YEAR, bo_cuc="1. …", viet_tat="KH")
    assert "\nPhần mới:\n  # (bắt buộc) Tên của phần\n  - Tên phần: …\n" in text
    assert text.index("Tên phần: …") < text.index("Số phần: ")


def test_the_table_of_placeholders_names_only_what_there_is() -> None:
    groups = {model.__name__: model for kind in KINDS for model in models_in(model_for(kind))}
    for section in ("nhom", "giai_thich"):
        for name, fields in TABLE[section].items():
            model = groups[name]
            assert set(fields) <= set(model.model_fields), name
    assert set(TABLE["loai"]) <= set(KINDS)
    for key, kind in TABLE["loai"].items():
        fields = set(model_for(key).model_fields)
        assert {*kind.get("gia_tri", ()), *kind.get("khong_dung", ())} <= fields, key


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(InputError, match="có phải “Kế hoạch”"):
        starter_of("ke_hoac", YEAR)
