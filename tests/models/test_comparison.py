"""Two documents side by side."""

from decimal import Decimal
from typing import Any

import pytest

from vanban.errors import InputError
from vanban.models import PhatDong, VanBan, comparison
from vanban.models.comparison import Comparison, Row, Status, compare

COMMON: dict[str, Any] = {
    "co_quan_ban_hanh": "Ủy ban nhân dân xã Quang Trung",
    "viet_tat_co_quan": "UBND",
    "viet_tat_ten_loai": "PĐTĐ",
    "dia_danh": "Quang Trung",
    "trich_yeu": "Phong trào thi đua",
    "don_vi_hanh_chinh": "xã Quang Trung",
    "cap_tren": ["tỉnh"],
    "nhiem_ky": "2020 - 2025",
    "giai_doan_ke_hoach": "2021 - 2025",
    "chu_de": "Đoàn kết, năng động, sáng tạo",
    "nguoi_ky": {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn Thắng"},
    "noi_nhan": ["Các thôn"],
}


def _target(name: str, value: str | None = None, **fields: object) -> dict[str, object]:
    return {"ten_chi_tieu": name, "gia_tri": value, **fields}


def _decree(nam: int, *targets: dict[str, object], **fields: object) -> PhatDong:
    data = {"nam": nam, "ngay_ban_hanh": str(nam), "chi_tieu": {"kinh_te": list(targets)}}
    return PhatDong.model_validate(COMMON | data | fields)


def _numbers(found: Comparison) -> dict[str, Row]:
    return {row.label: row for row in found.rows if row.is_number}


def _only(old: dict[str, object], new: dict[str, object]) -> Row:
    (row,) = _numbers(compare(_decree(2024, old), _decree(2025, new))).values()
    return row


@pytest.mark.parametrize(
    ("old", "new", "change", "percent"),
    [
        ("663 tỷ đồng", "700 tỷ đồng", "37", "5.6"),
        ("774 tấn", "780 tấn", "6", "0.8"),
        ("46 DN", "51 DN", "5", "10.9"),
        ("36,52 ha", "22,4 ha", "-14.12", "-38.7"),
        ("40 con", "41 con", "1", "2.5"),
        ("1.000 con", "1.000,5 con", "0.5", "0.1"),  # 0,05 is rounded up
        ("-8 con", "-4 con", "4", "50.0"),
        ("0,85%", "0,78%", "-0.07", None),
        ("0 hộ", "3 hộ", "3", None),
        (
            "0,000001 ha",
            "1.234.567.890.123.456.789.012.345 ha",
            "1234567890123456789012344.999999",
            "123456789012345678901234499999900.0",
        ),
    ],
)
def test_change_and_percent(old: str, new: str, change: str, percent: str | None) -> None:
    row = _only(_target("Số", old), _target("Số", new))
    assert row.status is Status.CHANGED
    assert row.change == Decimal(change)
    assert row.percent == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("05 hộ", "5 hộ", Status.UNCHANGED),
        ("46 DN", "46 dn", Status.UNCHANGED),
        ("46 DN", "50 doanh nghiệp", Status.UNIT_CHANGED),
        ("46 DN", "46%", Status.UNIT_CHANGED),
    ],
)
def test_values_are_compared_and_not_their_digits(old: str, new: str, status: Status) -> None:
    row = _only(_target("Số", old), _target("Số", new))
    assert (row.status, row.change, row.percent) == (status, None, None)


def test_added_and_removed_targets_stand_where_they_belong() -> None:
    old = _decree(2024, _target("Lúa", "1 ha"), _target("Ngô", "2 ha"), _target("Lạc", "3 ha"))
    new = _decree(2025, _target("Lúa", "1 ha"), _target("Lạc", "3 ha"), _target("Đỗ", "4 ha"))
    rows = _numbers(compare(old, new))
    assert {label: row.status.value for label, row in rows.items()} == {
        "Kinh tế › Lúa": "unchanged",
        "Kinh tế › Ngô": "removed",
        "Kinh tế › Lạc": "unchanged",
        "Kinh tế › Đỗ": "added",
    }
    assert list(rows) == ["Kinh tế › Lúa", "Kinh tế › Ngô", "Kinh tế › Lạc", "Kinh tế › Đỗ"]
    assert rows["Kinh tế › Ngô"].new is None
    assert rows["Kinh tế › Đỗ"].old is None


def test_parts_are_found_by_the_labels_that_lead_to_them() -> None:
    def tree(whole: str, part: str) -> dict[str, object]:
        return _target("Tổng", whole, trong_do=[_target("Nông nghiệp", part)])

    rows = _numbers(
        compare(_decree(2024, tree("5 ha", "5 ha")), _decree(2025, tree("7 ha", "7 ha")))
    )
    assert rows["Kinh tế › Tổng › Nông nghiệp"].change == 2


@pytest.mark.parametrize("name", ["Giao quân năm {nam}", "Giao quân năm %d"])
def test_the_year_in_a_name_does_not_part_two_targets(name: str) -> None:
    old, new = (name.replace("%d", year) for year in ("2024", "2025"))
    row = _only(_target(old, "5 người"), _target(new, "6 người"))
    assert row.label == "Kinh tế › Giao quân năm 2025"
    assert row.change == 1


def test_names_are_matched_without_accents_and_case() -> None:
    row = _only(_target("Đàn trâu, bò", "5 con"), _target("đàn TRÂU bò", "6 con"))
    assert row.change == 1


def test_fields_and_plain_words_are_compared() -> None:
    old = _decree(2024, _target("Trạm y tế đạt chuẩn"))
    new = _decree(2025, chu_de="Tăng tốc, bứt phá", cum_thi_dua={"so_cum": "02"})
    rows = {row.label: row for row in compare(old, new).rows}
    assert (rows["Năm"].old, rows["Năm"].new) == ("2024", "2025")
    assert rows["Chủ đề"].status is Status.CHANGED
    assert rows["Cụm thi đua › Số cụm"].status is Status.ADDED
    assert rows["Kinh tế › Trạm y tế đạt chuẩn"].status is Status.REMOVED
    assert rows["Người ký › Họ tên"].status is Status.UNCHANGED


def test_not_updated_holds_what_varies_by_year_and_did_not() -> None:
    old = _decree(2024, _target("Lúa", "1 ha"), _target("Ngô", "2 ha"))
    new = _decree(2025, _target("Lúa", "1 ha"), _target("Ngô", "3 ha"))
    labels = [row.label for row in compare(old, new).not_updated]
    assert "Kinh tế › Lúa" in labels
    assert "Chủ đề" in labels
    assert "Kinh tế › Ngô" not in labels
    assert labels == ["Trích yếu", "Chủ đề", "Kinh tế › Lúa"]


@pytest.mark.parametrize(
    ("text", "is_stale"),
    [
        ("Thắng lợi nhiệm vụ năm 2024", True),
        ("Thắng lợi nhiệm vụ năm 2025", False),
        ("Theo Chỉ thị ngày 28/5/2024 của Tỉnh ủy", False),
        ("Theo Nghị định số 12/2024/NĐ-CP", False),
        ("Giai đoạn 2024 - 2028", False),
        ("Giai đoạn 2020-2024", False),
        ("Giai đoạn 2020 - 2024; riêng 2024 đạt", True),
        ("Vốn 2024,5 đồng, 12024 con", False),
    ],
)
def test_texts_that_name_the_old_year(text: str, is_stale: bool) -> None:
    found = compare(_decree(2024), _decree(2025, chu_de=text))
    assert [mention.label for mention in found.old_year_mentions] == (
        ["Chủ đề"] if is_stale else []
    )


def test_names_and_notes_of_targets_are_searched_and_citations_are_not() -> None:
    new = _decree(
        2025,
        _target("Số hộ cuối 2024", "1 hộ", ghi_chu="so với 2024"),
        nhiem_ky="2024",
        van_ban_thuc_hien=[{"ten_van_ban": "Nghị quyết năm 2024"}],
    )
    labels = [mention.label for mention in compare(_decree(2024), new).old_year_mentions]
    assert labels == [
        "Kinh tế › Số hộ cuối 2024",
        "Kinh tế › Số hộ cuối 2024 › Ghi chú",
    ]


def test_nothing_is_stale_within_one_year() -> None:
    found = compare(_decree(2024), _decree(2024, chu_de="Năm 2024"))
    assert found.old_year_mentions == ()


def test_the_fields_that_stand_still_are_fields_of_the_model() -> None:
    assert set(PhatDong.model_fields) >= comparison._NEVER_LISTED


def _notice(loai: str, ten_loai: str, **fields: object) -> VanBan:
    shared = ("co_quan_ban_hanh", "viet_tat_co_quan", "dia_danh", "nguoi_ky", "noi_nhan")
    data = {name: COMMON[name] for name in shared} | {
        "loai": loai,
        "ten_loai": ten_loai,
        "ngay_ban_hanh": "2024-01",
        "trich_yeu": "Lịch họp",
        "noi_dung": "Họp.",
    }
    return VanBan.model_validate(data | fields)


def test_common_documents_are_compared() -> None:
    old = _notice("thong_bao", "Thông báo")
    new = _notice("Thông báo", "Thông báo", ngay_ban_hanh="05/3/2025")
    found = compare(old, new)
    assert (found.old_year, found.new_year) == (2024, 2025)
    row = next(row for row in found.rows if row.label == "Ngày ban hành")
    assert (row.old, row.new) == ("01/2024", "05/3/2025")


def test_two_kinds_are_not_compared() -> None:
    with pytest.raises(InputError, match="hai văn bản khác loại: “Thông báo” và “Kế hoạch”"):
        compare(_notice("thong_bao", "Thông báo"), _notice("ke_hoach", "Kế hoạch"))


def test_words_beside_a_number_are_compared() -> None:
    def tree(words: str) -> dict[str, object]:
        return _target("Nông thôn mới", gom_co=[_target("A", "5 ha"), _target(words)])

    old = _decree(2024, tree("Hoàn thành đường thôn 3"))
    same = compare(old, _decree(2025, tree("Hoàn thành đường thôn 3")))
    assert [row.label for row in same.not_updated][-2:] == [
        "Kinh tế › Nông thôn mới › A",
        "Kinh tế › Nông thôn mới › Hoàn thành đường thôn 3",
    ]
    other = compare(old, _decree(2025, tree("Hoàn thành đường thôn 4")))
    assert [(row.label, row.status.value) for row in other.rows if "đường" in row.label] == [
        ("Kinh tế › Nông thôn mới › Hoàn thành đường thôn 3", "removed"),
        ("Kinh tế › Nông thôn mới › Hoàn thành đường thôn 4", "added"),
    ]


def test_how_a_target_reads_is_compared_and_may_stay() -> None:
    def read(sentence: str | None) -> dict[str, object]:
        return _target("Hộ nghèo", "4 hộ", cach_ghi=sentence)

    old = _decree(2024, read("giảm {gia_tri}"))
    changed = compare(old, _decree(2025, read("còn {gia_tri}")))
    row = next(row for row in changed.rows if row.label == "Kinh tế › Hộ nghèo › Cách ghi")
    assert (row.status, row.old, row.new) == (Status.CHANGED, "giảm {gia_tri}", "còn {gia_tri}")
    same = compare(old, _decree(2025, read("giảm {gia_tri}")))
    assert "Kinh tế › Hộ nghèo" in [row.label for row in same.not_updated]
    assert "Kinh tế › Hộ nghèo › Cách ghi" not in [row.label for row in same.not_updated]


def test_what_outlasts_a_year_is_not_listed_and_still_searched() -> None:
    lasting: dict[str, object] = {
        "cum_thi_dua": {"so_cum": "01", "khoi_thi_dua": "khối xã năm 2024"},
        "van_ban_thuc_hien": [{"ten_van_ban": "Nghị quyết 4"}],
        "van_ban_quan_triet": [{"ten_van_ban": "Chỉ thị số 34-CT/TW"}],
        "cap_duoi": "thôn",
    }
    found = compare(_decree(2024, **lasting), _decree(2025, **lasting))
    assert [row.label for row in found.not_updated] == ["Trích yếu", "Chủ đề"]
    assert [mention.label for mention in found.old_year_mentions] == ["Cụm thi đua › Khối thi đua"]
    signed = compare(
        _decree(2024), _decree(2025, nguoi_ky={"chuc_vu": "Chủ tịch", "ho_ten": "Lê Thị A"})
    )
    row = next(row for row in signed.rows if row.label == "Người ký › Họ tên")
    assert (row.status, row.old, row.new) == (Status.CHANGED, "Nguyễn Văn Thắng", "Lê Thị A")


def _order(old: dict[str, list[object]], new: dict[str, list[object]]) -> list[str]:
    documents = (_decree(2024, chi_tieu=old), _decree(2025, chi_tieu=new))
    return [row.label for row in compare(*documents).rows if row.is_number]


def _group(name: str, *parts: dict[str, object]) -> dict[str, object]:
    return _target(name, gom_co=list(parts))


def test_what_stands_under_one_name_stays_together() -> None:
    def one(name: str) -> dict[str, object]:
        return _target(name, "1 ha")

    assert _order(
        {"kinh_te": [one("A")], "moi_truong": [one("B")]},
        {"kinh_te": [one("A"), one("D")], "moi_truong": [one("C")]},
    ) == ["Kinh tế › A", "Kinh tế › D", "Môi trường › B", "Môi trường › C"]
    assert _order(
        {"kinh_te": [one("P"), _group("Nuôi", one("a")), one("X")]},
        {"kinh_te": [one("P"), one("Q"), _group("Nuôi", one("b"), one("c"))]},
    ) == [
        "Kinh tế › P",
        "Kinh tế › Q",
        "Kinh tế › Nuôi › a",
        "Kinh tế › Nuôi › b",
        "Kinh tế › Nuôi › c",
        "Kinh tế › X",
    ]


def test_a_group_that_lost_its_values_is_not_new() -> None:
    old = _target("Chăn nuôi", gom_co=[_target("Đàn lợn", "5 con"), _target("Đàn bò", "6 con")])
    found = compare(_decree(2024, old), _decree(2025, _target("Chăn nuôi")))
    assert [(row.label, row.status) for row in found.rows if row.path[0] == "Kinh tế"] == [
        ("Kinh tế › Chăn nuôi › Đàn lợn", Status.REMOVED),
        ("Kinh tế › Chăn nuôi › Đàn bò", Status.REMOVED),
    ]
