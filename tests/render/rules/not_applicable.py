"""The rules that cannot apply to what this library produces, and why."""

_SIGNING = "do phần mềm ký số thêm vào khi ký, không có trong tệp .docx chưa ký"
_SEAL = "hình con dấu do Văn thư ký số thêm vào khi phát hành"
_SIGN_INFO = "dòng thông tin ký số do phần mềm ký số của Văn thư ghi lên tệp kèm theo"
_SCAN = "bản sao điện tử là tệp PDF do máy quét tạo ra, thư viện chỉ tạo .docx"

NOT_APPLICABLE: dict[str, str] = {
    "PL1.II.7d.color": _SIGNING,
    "PL1.II.7d.format": _SIGNING,
    "PL1.II.7d.position": _SIGNING,
    "PL1.II.8a.color": _SEAL,
    "PL1.II.8a.format": _SEAL,
    "PL1.II.8b.position": _SIGN_INFO,
    "PL1.II.8b.image": _SIGN_INFO,
    "PL1.II.8b.size": _SIGN_INFO,
    "PL1.II.8b.style": _SIGN_INFO,
    "PL1.III.1d.position": _SIGN_INFO,
    "PL1.III.1d.size": _SIGN_INFO,
    "PL1.P2.I.1": _SCAN,
    "PL1.P2.I.2a": _SCAN,
    "PL1.P2.I.2b": _SCAN,
    "PL1.P2.I.2c": _SCAN,
    "PL1.P2.I.2d": _SCAN,
    "PL1.P2.I.3a": _SCAN,
    "PL1.P2.I.3c.size": _SCAN,
}
