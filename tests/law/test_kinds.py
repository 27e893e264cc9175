import unicodedata

import pytest

from vanban.law import law_on

LAW = law_on()

# Điều 7 in its order; abbreviations of PL III, I.
KINDS = [
    ("Nghị quyết", "NQ"),
    ("Quyết định", "QĐ"),
    ("Chỉ thị", "CT"),
    ("Quy chế", "QC"),
    ("Quy định", "QyĐ"),
    ("Thông cáo", "TC"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"),
    ("Kế hoạch", "KH"),
    ("Phương án", "PA"),
    ("Đề án", "ĐA"),
    ("Dự án", "DA"),
    ("Báo cáo", "BC"),
    ("Biên bản", "BB"),
    ("Tờ trình", "TTr"),
    ("Hợp đồng", "HĐ"),
    ("Công văn", None),
    ("Công điện", "CĐ"),
    ("Bản ghi nhớ", "BGN"),
    ("Bản thỏa thuận", "BTT"),
    ("Giấy ủy quyền", "GUQ"),
    ("Giấy mời", "GM"),
    ("Giấy giới thiệu", "GGT"),
    ("Giấy nghỉ phép", "GNP"),
    ("Phiếu gửi", "PG"),
    ("Phiếu chuyển", "PC"),
    ("Phiếu báo", "PB"),
    ("Thư công", None),
]


def test_the_kinds_of_article_7_in_order() -> None:
    assert [(kind.ten_loai, kind.viet_tat) for kind in LAW.loai] == KINDS
    assert len(KINDS) == 29
    assert sum(abbreviation is not None for _, abbreviation in KINDS) == 27


def test_keys_are_the_names_without_accents() -> None:
    keys = [kind.khoa for kind in LAW.loai]
    assert keys[:5] == ["nghi_quyet", "quyet_dinh", "chi_thi", "quy_che", "quy_dinh"]
    assert keys[-1] == "thu_cong"
    assert len(set(keys)) == 29
    for key, (name, _) in zip(keys, KINDS, strict=True):
        bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
        assert key == "".join(c for c in bare if c.isascii()).replace(" ", "_")


def test_copies() -> None:  # PL III, I; PL I, Phần II, II.1.a
    assert {key: (copy.viet_tat, copy.hinh_thuc) for key, copy in LAW.ban_sao.items()} == {
        "sao_y": ("SY", "SAO Y"),
        "trich_sao": ("TrS", "TRÍCH SAO"),
        "sao_luc": ("SL", "SAO LỤC"),
    }


@pytest.mark.parametrize(
    ("written", "abbreviation"),
    [
        ("Tờ trình", "TTr"),
        ("TỜ TRÌNH", "TTr"),
        ("tờ  trình", "TTr"),
        ("Giấy uỷ quyền", "GUQ"),
        ("Bản thoả thuận", "BTT"),
        ("BẢN THOẢ THUẬN", "BTT"),
        (unicodedata.normalize("NFD", "Đề án"), "ĐA"),
        ("Dự án", "DA"),
    ],
)
def test_kind_is_found_by_name(written: str, abbreviation: str) -> None:
    kind = LAW.kind_named(written)
    assert kind is not None
    assert kind.viet_tat == abbreviation


@pytest.mark.parametrize(
    "written",
    [
        "Phát động",
        "",
        "Nghị",
        "Nghị quyết liên tịch",
        "De an",
        "Kế hoạhc",
        "Thông bóa",
        "Báo coá",
        "hoạch Kế",
        "Đề ản",
        "Hợp dồng",
    ],
)
def test_other_names_are_no_kind(written: str) -> None:
    assert LAW.kind_named(written) is None
