"""The register of documents sent (PL IV, I), typed anew from the decree."""

from vanban.law import law_on

REGISTER = law_on().so_dang_ky_di
COLUMNS = (
    "Số, ký hiệu văn bản | Ngày tháng văn bản | Tên loại và trích yếu nội dung văn bản | Người ký "
    "| Nơi nhận văn bản | Đơn vị, người nhận bản lưu | Số lượng bản | Ngày chuyển | Ký nhận "
    "| Ghi chú"
)


def test_the_clause() -> None:
    assert REGISTER.khoan == "PL IV, I"


def test_the_ten_columns() -> None:
    assert REGISTER.cot == tuple(COLUMNS.split(" | "))
    assert len(REGISTER.cot) == 10


def test_the_cover() -> None:
    dots = f"{REGISTER.tu_ngay} … {REGISTER.den_ngay} … {REGISTER.tu_so} … {REGISTER.den_so} …"
    assert dots == "Từ ngày … đến ngày … Từ số … đến số …"
    assert REGISTER.ten_so == "SỔ ĐĂNG KÝ VĂN BẢN ĐI"
    assert (REGISTER.nam, REGISTER.quyen_so) == ("Năm:", "Quyển số:")
