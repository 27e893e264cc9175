"""Blocks that print the same again: kept by their values, and only where nothing else counts."""

import os
from pathlib import Path

import pytest

from vanban.errors import TemplateError
from vanban.models import PhatDong
from vanban.outline import Paragraph
from vanban.render import outline_of


def write(folder: Path, name: str, text: str, age: int = 0) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    os.utime(path, (1_700_000_000 + age, 1_700_000_000 + age))
    return path


def lines(decree: PhatDong, path: Path, **changes: object) -> list[str]:
    document = decree.model_copy(update=changes)
    return [b.text for b in outline_of(document, template=path) if isinstance(b, Paragraph)]


def test_a_block_follows_its_values(decree: PhatDong, tmp_path: Path) -> None:
    text = "{% block a %}{{ chu_de }}, {{ nam }}: {{ cap_tren | join(', ') }}.{% endblock %}"
    path = write(tmp_path, "a.j2", text)
    for year in (2024, 2025, 2024):
        for levels in (("tỉnh Thanh Hóa",), ("tỉnh Thanh Hóa", "thị xã Bỉm Sơn")):
            found = lines(decree, path, chu_de=f"Chủ đề {year}", nam=year, cap_tren=levels)
            assert found == [f"Chủ đề {year}, {year}: {', '.join(levels)}."]


def test_a_value_that_is_no_text_is_looked_at_each_time(decree: PhatDong, tmp_path: Path) -> None:
    text = "{% block a %}{% for muc in chi_tieu %}{{ muc.ten }} {% endfor %}{{ nam }}{% endblock %}"
    path = write(tmp_path, "a.j2", text)
    (whole,) = lines(decree, path)
    one_field = {"kinh_te": decree.chi_tieu.kinh_te}
    (part,) = lines(decree, path, chi_tieu=one_field, chi_tieu_phan_bo=())
    assert (whole.startswith("kinh tế văn hóa"), part) == (True, "kinh tế 2024")


def test_a_block_around_a_block_follows_the_inner_one(decree: PhatDong, tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.j2",
        "{% block a %}{{ nam }}{% block b %}{{ chu_de }}{% endblock %}{% endblock %}",
    )
    child = "{% extends 'a.j2' %}{% block b %}, {{ don_vi_duoc_giao }}{% endblock %}"
    path = write(tmp_path, "b.j2", child)
    for name in ("Thôn 1", "Thôn 2"):
        assert lines(decree, path, don_vi_duoc_giao=name) == [f"2024, {name}"]


def test_what_super_prints(decree: PhatDong, tmp_path: Path) -> None:
    write(tmp_path, "a.j2", "{% block a %}Năm {{ nam }}{% endblock %}")
    path = write(tmp_path, "b.j2", "{% extends 'a.j2' %}{% block a %}{{ super() }}.{% endblock %}")
    found = [lines(decree, path, nam=year) for year in (2024, 2025)]
    assert found == [["Năm 2024."], ["Năm 2025."]]


def test_an_edited_template_is_read_again(decree: PhatDong, tmp_path: Path) -> None:
    path = write(tmp_path, "a.j2", "{% block a %}Cũ {{ nam }}{% endblock %}")
    child = write(tmp_path, "b.j2", "{% extends 'a.j2' %}")
    assert lines(decree, path) == lines(decree, child) == ["Cũ 2024"]
    write(tmp_path, "a.j2", "{% block a %}Mới {{ nam }}{% endblock %}", age=5)
    assert lines(decree, path) == lines(decree, child) == ["Mới 2024"]


def test_a_block_without_end_is_refused(decree: PhatDong, tmp_path: Path) -> None:
    loops = "".join(f"{{% for {x} in noi_nhan %}}" for x in "abcdefg")
    text = f"{{% block a %}}{loops}{{{{ a }}}}{'{% endfor %}' * 7}{{% endblock %}}"
    path = write(tmp_path, "a.j2", text)
    with pytest.raises(TemplateError, match="quá dài"):
        lines(decree, path, noi_nhan=tuple(f"Nơi {n}" for n in range(6)))
