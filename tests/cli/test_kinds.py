"""vanban kinds."""

import json

from tests.cli.conftest import Call

# Điều 7 of the decree, word by word in its order.
ARTICLE_7 = (
    "Nghị quyết, Quyết định, Chỉ thị, Quy chế, Quy định, Thông cáo, Thông báo, Hướng dẫn, "
    "Chương trình, Kế hoạch, Phương án, Đề án, Dự án, Báo cáo, Biên bản, Tờ trình, Hợp đồng, "
    "Công văn, Công điện, Bản ghi nhớ, Bản thỏa thuận, Giấy ủy quyền, Giấy mời, Giấy giới thiệu, "
    "Giấy nghỉ phép, Phiếu gửi, Phiếu chuyển, Phiếu báo, Thư công"
).split(", ")


def test_the_table_shows_every_kind_in_the_order_of_the_law(call: Call) -> None:
    done = call("kinds")
    assert (done.code, done.err) == (0, "")
    heading, *rows = done.out.splitlines()
    assert heading == "LOẠI             TÊN LOẠI         VIẾT TẮT  MẪU       GHI CHÚ"
    assert rows[:2] == [
        "nghi_quyet       Nghị quyết       NQ        1.1",
        "quyet_dinh       Quyết định       QĐ        1.2, 1.3",
    ]
    assert "hop_dong         Hợp đồng         HĐ        —" in rows
    assert "cong_van         Công văn         —         1.5" in rows
    assert rows[-3:] == [
        "thu_cong         Thư công         —         —",
        "phat_dong        Phát động        —         —         không thuộc Điều 7",
        "van_ban_khac     Văn bản khác     —         —         không thuộc Điều 7",
    ]
    name = heading.index("TÊN LOẠI")
    names = [row[name : heading.index("VIẾT TẮT")].strip() for row in rows]
    assert names == [*ARTICLE_7, "Phát động", "Văn bản khác"]


def test_the_table_fits_a_terminal(call: Call) -> None:
    assert max(map(len, call("kinds").out.splitlines())) <= 80


def test_the_table_as_json(call: Call) -> None:
    done = call("kinds", "--format", "json")
    assert (done.code, done.err) == (0, "")
    rows = {row["khoa"]: row for row in json.loads(done.out)}
    assert len(rows) == 31
    assert rows["quyet_dinh"] == {
        "khoa": "quyet_dinh",
        "ten_loai": "Quyết định",
        "viet_tat": "QĐ",
        "mau": ["1.2", "1.3"],
        "thuoc_dieu_7": True,
    }
    assert rows["giay_nghi_phep"]["mau"] == ["1.10"]
    assert rows["thu_cong"] | {"ten_loai": ""} == {
        "khoa": "thu_cong",
        "ten_loai": "",
        "viet_tat": None,
        "mau": [],
        "thuoc_dieu_7": True,
    }
    assert [key for key, row in rows.items() if not row["thuoc_dieu_7"]] == [
        "phat_dong",
        "van_ban_khac",
    ]
