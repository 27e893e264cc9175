"""Places in the decree as they are read out."""

import pytest

from vanban.check.rules import RULES
from vanban.check.titles import clause_title, component_rank, component_title


@pytest.mark.parametrize(
    ("clause", "title"),
    [
        # Mục V is a table in Phụ lục I and has khoản in Phụ lục II.
        ("PL I, Phần I, V.14", "Phụ lục I, Phần I, Mục V, số thứ tự 14"),
        ("PL II, V.8.c", "Phụ lục II, Mục V, khoản 8 điểm c"),
        ("PL II, IV.1", "Phụ lục II, Mục IV, khoản 1"),
        ("PL II, III.1.đ", "Phụ lục II, Mục III, khoản 1 điểm đ"),
        ("PL II, I", "Phụ lục II, Mục I"),
        ("PL I, Phần I, II.1.a; IV", "Phụ lục I, Phần I, Mục II, khoản 1 điểm a; Mục IV"),
        ("PL I, Phần I, V, chú thích 1", "Phụ lục I, Phần I, Mục V, chú thích 1"),
    ],
)
def test_a_clause_is_read_out_as_the_decree_numbers_it(clause: str, title: str) -> None:
    assert clause_title(clause) == title


def test_no_clause_keeps_a_short_form() -> None:
    shown = " | ".join(clause_title(rule.clause) for rule in RULES.values())
    assert "PL " not in shown
    assert ", I." not in shown


def test_components_have_titles_in_the_order_of_the_page() -> None:
    names = {rule.component for rule in RULES.values()}
    assert all(component_title(name) != name for name in names)
    assert component_rank("quoc_hieu") < component_rank("ten_loai") < component_rank("noi_nhan")
    assert component_rank("khac") > component_rank("viet_hoa")
