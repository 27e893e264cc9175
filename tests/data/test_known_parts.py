"""A row's document is the one that a validation of all its data gives."""

import pickle
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.data import load_draft
from vanban.data.known_parts import KnownParts
from vanban.data.loading import Draft
from vanban.data.nodes import MappingNode, Node, node_of
from vanban.errors import InputError

EXAMPLES = Path(__file__).parents[2] / "examples" / "quang_trung"
QUANTITIES = ("7 con", "1.234,5 tấn", "04 hộ", "86%", "bảy con", "12.34 con", "", "-")
WORDS = (
    "Thôn 5",
    "xã Quang Trung",
    "phường 5",
    "",
    " ",
    "Một\nHai",
    "Nguyễn Văn A",
    "Phó Chủ tịch",
)
DAYS = ("2024", "15/01/2024", "31/02/2024", "1899", "")
FIELDS = {
    "don_vi_duoc_giao": WORDS,
    "don_vi_hanh_chinh": WORDS,
    "trich_yeu": WORDS,
    "nam": DAYS,
    "ngay_ban_hanh": DAYS,
    "so_van_ban": ("1", "05", "0", "một", ""),
    "noi_nhan": (["Trưởng thôn"], ["Lưu: VT"], [], ""),
    "bieu_chi_tieu": ("có", "không", "có lẽ"),
    "chi_tieu_phan_bo": (["Đàn trâu, bò"], ["Đàn voi"], []),
}
SIGNER = {"ho_ten": WORDS, "chuc_vu": WORDS, "quyen_han_ky": (["TM. Ủy ban nhân dân"], [], "")}
ASSIGNED = ("Đàn trâu, bò", "Đàn gia cầm", "Số hộ nghèo giảm", "Tổng đàn lợn cả năm")


def some_of(fields: Mapping[str, Sequence[object]]) -> st.SearchStrategy[dict[str, object]]:
    optional = {name: st.sampled_from(values) for name, values in fields.items()}
    return st.fixed_dictionaries({}, optional=optional)


def targets(*names: str) -> st.SearchStrategy[dict[str, object]]:
    return some_of(dict.fromkeys(names, QUANTITIES))


changes = st.fixed_dictionaries(
    {},
    optional={
        "nguoi_ky": some_of(SIGNER),
        "chi_tieu_duoc_giao": targets(*ASSIGNED),
        "chi_tieu": st.fixed_dictionaries({}, optional={"kinh_te": targets("Cây lương thực")}),
    },
)


@cache
def base() -> Draft:
    """One for all examples, so that each finds what those before it taught."""
    return load_draft(EXAMPLES / "thon.yaml")


def outcome(draft: Draft) -> object:
    try:
        document = draft.document()
    except InputError as error:
        return str(error)
    return document, document.model_fields_set, document.shares(), document.find_warnings()


def overlaid(draft: Draft, *changed: dict[str, object]) -> Draft:
    node: Node = node_of({name: value for part in changed for name, value in part.items()}, [])
    assert isinstance(node, MappingNode)
    return draft.overlaid(node)


@given(some_of(FIELDS), changes)
def test_the_same_document_as_without_known_parts(
    fields: dict[str, object], inner: dict[str, object]
) -> None:
    base().document()
    row = overlaid(base(), fields, inner)
    fresh = Draft(row.model, row.node, row.problems, known=KnownParts(MappingNode({}, "")))
    assert outcome(row) == outcome(fresh)


def test_a_faulty_first_row_teaches_nothing() -> None:
    draft = load_draft(EXAMPLES / "thon.yaml")
    with pytest.raises(InputError):
        overlaid(draft, {"nam": "năm nay"}).document()
    assert overlaid(draft, {"nam": "2024"}).document() == base().document()


def test_another_process_learns_anew() -> None:
    draft = load_draft(EXAMPLES / "thon.yaml")
    document = draft.document()
    there = pickle.loads(pickle.dumps(draft))  # noqa: S301
    assert there.document() == document
