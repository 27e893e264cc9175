"""A document kept short reads back as the one that was validated."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import vanban
from vanban.data import Shorthand, load_draft
from vanban.data.nodes import MappingNode, node_of

EXAMPLES = Path(__file__).parents[2] / "examples"
VILLAGE = EXAMPLES / "quang_trung" / "thon.yaml"
DECREES = sorted((EXAMPLES / "quang_trung").glob("*.yaml"))


def village(**changes: object) -> vanban.VanBan:
    node = node_of({"don_vi_duoc_giao": "Thôn 1"} | changes, [])
    assert isinstance(node, MappingNode)
    return load_draft(VILLAGE).overlaid(node).document()


def test_a_document_reads_back_with_its_values_and_the_fields_it_was_given() -> None:
    shorthand = Shorthand(village())
    targets = {"Đàn trâu, bò": "12 con", "Đàn gia cầm": ""}
    made = village(so_van_ban="7", chi_tieu_duoc_giao=targets, can_cu=["Căn cứ Luật A"])
    back = shorthand.read(shorthand.write(made))
    assert back == made
    assert back.model_fields_set == made.model_fields_set
    assert vanban.render(back) == vanban.render(made)
    assert back.model_copy(update={"so_van_ban": 8}).so_van_ban == 8


def test_what_the_sample_alone_has_is_not_read_back() -> None:
    sample = village(so_van_ban="7", can_cu=["Căn cứ Luật A"], du_thao="có")
    other = village()
    shorthand = Shorthand(sample)
    back = shorthand.read(shorthand.write(other))
    assert (back.so_van_ban, back.can_cu, back.du_thao) == (None, (), None)
    assert back.model_fields_set == other.model_fields_set


def test_two_shorthands_of_equal_samples_read_each_other() -> None:
    made = village(don_vi_duoc_giao="Thôn 2")
    written = Shorthand(village()).write(made)
    assert Shorthand(village()).read(written) == made


def test_what_a_document_shares_with_the_sample_is_not_written() -> None:
    sample = village()
    shorthand = Shorthand(sample)
    made = village(don_vi_duoc_giao="Thôn 2")
    assert "Thôn 2".encode() in shorthand.write(made)
    assert sample.nguoi_ky.ho_ten.encode() not in shorthand.write(made)
    assert shorthand.read(shorthand.write(made)).nguoi_ky is sample.nguoi_ky


def test_what_was_computed_of_a_document_is_not_kept_with_it() -> None:
    sample = village(so_van_ban="7")
    assert vanban.render(sample)
    shorthand = Shorthand(sample)
    made = village(viet_tat_co_quan="HĐND")
    assert made.symbol != sample.symbol
    assert shorthand.read(shorthand.write(made)).symbol == made.symbol


def test_a_document_with_other_files_than_the_sample_is_not_kept() -> None:
    table = {"ten_bang": "Dự toán", "cac_cot": ["Nội dung"], "cac_dong": [["Một"]]}
    assert Shorthand(village()).write(village(bang_bieu=[table])) == b""


@settings(max_examples=40)
@given(st.sampled_from(DECREES), st.sampled_from(DECREES))
def test_any_decree_reads_back_beside_any_other(one: Path, other: Path) -> None:
    sample, made = vanban.load(one), vanban.load(other)
    shorthand = Shorthand(sample)
    back = shorthand.read(shorthand.write(made))
    assert back == made
    assert vanban.render(back) == vanban.render(made)


def test_a_document_gets_its_number_when_it_is_read_back() -> None:
    shorthand = Shorthand(village())
    made = village(don_vi_duoc_giao="Thôn 2", so_van_ban="7")
    back = shorthand.read(shorthand.write(village(don_vi_duoc_giao="Thôn 2")), {"so_van_ban": 7})
    assert back == made
    assert back.model_fields_set == made.model_fields_set
    assert vanban.render(back) == vanban.render(made)
