"""Who signs, and by which authority: NĐ 30, PL I, Phần I, II.7.b and II.7.c; Điều 13."""

from typing import Any

import pytest
from pydantic import ValidationError

from vanban.models import NguoiKy
from vanban.models.nguoi_ky import is_deputy


def signer(authority: Any, office: str, name: str = "Nguyễn Văn An", **more: Any) -> NguoiKy:
    data = {"quyen_han_ky": authority, "chuc_vu": office, "ho_ten": name} | more
    return NguoiKy.model_validate(data)


# (authority, office) and the lines that stand above the signature.
LAWFUL: list[tuple[Any, str, tuple[str, ...]]] = [
    ((), "Giám đốc", ("Giám đốc",)),
    ((), "Q. Giám đốc", ("Q. Giám đốc",)),
    ((), "Trưởng ban Chỉ huy Ứng phó sự cố", ("Trưởng ban Chỉ huy Ứng phó sự cố",)),
    ("TM. Ủy ban nhân dân", "Chủ tịch", ("TM. Ủy ban nhân dân", "Chủ tịch")),
    ("TM. Ban Chỉ đạo", "Trưởng ban", ("TM. Ban Chỉ đạo", "Trưởng ban")),
    (
        ["TM. Ủy ban nhân dân", "KT. Chủ tịch"],
        "Phó Chủ tịch",
        ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    ),
    ("KT. Bộ trưởng", "Thứ trưởng", ("KT. Bộ trưởng", "Thứ trưởng")),
    ("KT. Giám đốc", "Phó Giám đốc phụ trách", ("KT. Giám đốc", "Phó Giám đốc phụ trách")),
    ("KT. Tổ trưởng", "Tổ phó", ("KT. Tổ trưởng", "Tổ phó")),
    ("TL. Chủ tịch", "Chánh Văn phòng", ("TL. Chủ tịch", "Chánh Văn phòng")),
    (
        ["TL. Bộ trưởng", "KT. Chánh Văn phòng"],
        "Phó Chánh Văn phòng",
        ("TL. Bộ trưởng", "KT. Chánh Văn phòng", "Phó Chánh Văn phòng"),
    ),
    ("TUQ. Chủ tịch", "Giám đốc Sở Nội vụ", ("TUQ. Chủ tịch", "Giám đốc Sở Nội vụ")),
    (
        ["TM. Ủy ban nhân dân", "TUQ. Chủ tịch"],
        "Giám đốc Sở Nội vụ",
        ("TM. Ủy ban nhân dân", "TUQ. Chủ tịch", "Giám đốc Sở Nội vụ"),
    ),
    (
        "TM. Ủy ban nhân dân; KT. Chủ tịch",
        "Phó Chủ tịch",
        ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    ),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
]


@pytest.mark.parametrize(("authority", "office", "offices"), LAWFUL)
def test_lawful_authorities(authority: Any, office: str, offices: tuple[str, ...]) -> None:
    signature = signer(authority, office).signature()
    assert signature.offices == offices
    assert (signature.other_office, signature.name) == ("", "Nguyễn Văn An")


@pytest.mark.parametrize(
    ("authority", "office", "message"),
    [
        # A deputy signs KT., and only a deputy does.
        ((), "Phó Chủ tịch", "là cấp phó: “Quyền hạn ký” phải có dòng “KT.”"),
        ("TM. Ủy ban nhân dân", "Phó Chủ tịch", "là cấp phó: “Quyền hạn ký” phải có dòng “KT.”"),
        ((), "Thứ trưởng", "là cấp phó"),
        ((), "Đội phó", "là cấp phó"),
        ("TL. Chủ tịch", "Phó Chánh Văn phòng", "là cấp phó"),
        ("KT. Chủ tịch", "Chủ tịch", "ký “KT. Chủ tịch” thì “Chức vụ” phải là của cấp phó"),
        (["TM. Ủy ban nhân dân", "KT. Chủ tịch"], "Chánh Văn phòng", "phải là của cấp phó"),
        # The letters go before the office of the head.
        ("KT. Phó Chủ tịch", "Phó Chủ tịch", "sau “KT.” là chức vụ của người đứng đầu"),
        ("TL. Phó Chủ tịch", "Chánh Văn phòng", "sau “TL.” là chức vụ của người đứng đầu"),
        ("TUQ. Phó Chủ tịch", "Trưởng phòng", "sau “TUQ.” là chức vụ của người đứng đầu"),
        ((), "Q. Phó Giám đốc", "sau “Q.” là chức vụ của người đứng đầu"),
        # Điều 13 khoản 3 and 4.
        (["TUQ. Chủ tịch", "KT. Giám đốc"], "Phó Giám đốc", "không được ủy quyền lại"),
        (["TL. Chủ tịch", "TUQ. Chánh Văn phòng"], "Trưởng phòng", "không được ủy quyền lại"),
        ("TUQ. Chủ tịch", "Phó Giám đốc Sở", "phải là người đứng đầu đơn vị được ủy quyền"),
        # Order and repeats.
        (["KT. Chủ tịch", "TM. Ủy ban nhân dân"], "Phó Chủ tịch", "dòng “TM.” phải đứng đầu"),
        (["TL. Chủ tịch", "TM. Ủy ban nhân dân"], "Chánh Văn phòng", "“TM.” phải đứng đầu"),
        (["KT. Chánh Văn phòng", "TL. Bộ trưởng"], "Phó Chánh Văn phòng", "“KT.” phải đứng cuối"),
        (["TM. Ủy ban", "TM. Hội đồng"], "Chủ tịch", "có hai dòng cùng “TM.”"),
        (["KT. Chủ tịch", "KT. Giám đốc"], "Phó Giám đốc", "có hai dòng cùng “KT.”"),
        # Misspelt, and what is no authority.
        ("T/M Ủy ban nhân dân", "Chủ tịch", "hãy viết “TM. Ủy ban nhân dân”"),
        ("T.M. Ủy ban nhân dân", "Chủ tịch", "hãy viết “TM. Ủy ban nhân dân”"),
        ("TM Ủy ban nhân dân", "Chủ tịch", "hãy viết “TM. Ủy ban nhân dân”"),
        ("TM: Ủy ban nhân dân", "Chủ tịch", "hãy viết “TM. Ủy ban nhân dân”"),
        ("TM.Ủy ban nhân dân", "Chủ tịch", "hãy viết “TM. Ủy ban nhân dân”"),
        ("tm. Ủy ban nhân dân", "Chủ tịch", "hãy viết “TM. Ủy ban nhân dân”"),
        ("KT Chủ tịch", "Phó Chủ tịch", "hãy viết “KT. Chủ tịch”"),
        ("KT/Chủ tịch", "Phó Chủ tịch", "hãy viết “KT. Chủ tịch”"),
        ("K/T Chủ tịch", "Phó Chủ tịch", "hãy viết “KT. Chủ tịch”"),
        ("T/L Chủ tịch", "Chánh Văn phòng", "hãy viết “TL. Chủ tịch”"),
        ("T/UQ Chủ tịch", "Trưởng phòng", "hãy viết “TUQ. Chủ tịch”"),
        ("TM.", "Chủ tịch", "thiếu tên tập thể hoặc chức vụ sau “TM.”"),
        ("Thay mặt Ủy ban", "Chủ tịch", "không bắt đầu bằng TM., KT., TL., TUQ."),
        ("Chủ tịch", "Chủ tịch", "chức vụ của chính người ký thì ghi ở trường “Chức vụ”"),
        ("TMĐT Chủ tịch", "Chủ tịch", "không bắt đầu bằng"),
        ("Q. Giám đốc", "Giám đốc", "hãy ghi ở trường “Chức vụ”, ví dụ “Q. Giám đốc”"),
        ("TM. Ủy ban nhân dân KT. Chủ tịch", "Phó Chủ tịch", "hãy ghi “KT. Chủ tịch” thành một"),
        ((), "TM. Ủy ban nhân dân", "phần “TM.…” là quyền hạn ký"),
        ((), "KT. Chủ tịch", "hãy chuyển sang trường “Quyền hạn ký”"),
        ((), "T/L Chủ tịch", "hãy chuyển sang trường “Quyền hạn ký”"),
        ((), "Q.Giám đốc", "cần viết “Q.” rồi đến chức vụ"),
        ((), "Q Giám đốc", "cần viết “Q.” rồi đến chức vụ"),
        ((), "q. Giám đốc", "cần viết “Q.” rồi đến chức vụ"),
        ("", "Chủ tịch", "để trống"),
        ((), " ", "để trống"),
    ],
)
def test_unlawful_authorities(authority: Any, office: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        signer(authority, office)


@pytest.mark.parametrize(
    ("office", "deputy"),
    [
        ("Phó Chủ tịch", True),
        ("PHÓ CHỦ TỊCH", True),
        ("Phó", True),
        ("Thứ trưởng", True),
        ("Tổ phó", True),
        ("Chỉ huy phó", True),
        ("Chủ tịch", False),
        ("Trợ lý Phó Chủ tịch", False),
        ("Trưởng ban Ứng phó thiên tai", False),
        ("Tổ trưởng", False),
        ("Phóng viên", False),
    ],
)
def test_deputies(office: str, deputy: bool) -> None:
    assert is_deputy(office) is deputy


def test_second_office_stands_above_the_name() -> None:  # II.7.đ, box 7b
    signature = signer(
        "TM. Ban Chỉ đạo", "Trưởng ban", chuc_vu_khac="Phó Chủ tịch Ủy ban nhân dân tỉnh"
    ).signature()
    assert signature.offices == ("TM. Ban Chỉ đạo", "Trưởng ban")
    assert signature.other_office == "Phó Chủ tịch Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("name", "titled"),
    [
        ("TS. Nguyễn Văn An", True),
        ("TS Nguyễn Văn An", True),
        ("PGS.TS. Nguyễn Văn An", True),
        ("PGS, TS Nguyễn Văn An", True),
        ("ThS. Nguyễn Văn An", True),
        ("Th.S Nguyễn Văn An", True),
        ("BS.CKII. Nguyễn Văn An", True),
        ("NGƯT. Nguyễn Văn An", True),
        ("Tiến sĩ Nguyễn Văn An", True),
        ("Nguyễn Văn An", False),
        ("H'Hen Niê", False),
        ("Ksor Phước", False),
        ("Bạch Thị Sen", False),
    ],
)
def test_academic_titles_are_seen(name: str, titled: bool) -> None:  # II.7.c
    assert signer((), "Giám đốc", name).has_academic_title is titled


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("NGUYỄN VĂN AN", "“Nguyễn Văn An”"),
        ("H'HEN NIÊ", "“H'Hen Niê”"),
        ("TS. ĐẶNG THỊ ÁNH", "“Đặng Thị Ánh”"),
    ],
)
def test_names_in_capitals_are_refused(name: str, hint: str) -> None:  # II.7.đ
    with pytest.raises(ValidationError, match=f"viết in hoa; .*{hint}"):
        signer((), "Giám đốc", name)


def test_a_name_is_required() -> None:
    with pytest.raises(ValidationError, match="để trống"):
        signer((), "Giám đốc", " ")
