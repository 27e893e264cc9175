"""The example of an entry form: its texts are remembered, so that one typed over is seen."""

import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

_PROPERTY = "vanban_vi_du"
_LENGTH = 12
TYPED_OVER = "dòng “Ví dụ” đã bị ghi đè; hãy chép dòng này sang dòng trống bên dưới"


def remember_example(workbook: Any, texts: Iterable[str]) -> None:
    """Keeps digests of the texts of the example in a property of the workbook."""
    from openpyxl.packaging.custom import StringProperty  # noqa: PLC0415

    value = " ".join(dict.fromkeys(_digest(text) for text in texts if text))
    workbook.custom_doc_props.append(StringProperty(name=_PROPERTY, value=value))


def remembered(properties: Iterable[Any]) -> frozenset[str]:
    """The digests that a workbook keeps; none for one that is no form, or of an older version."""
    values = (str(found.value) for found in properties if found.name == _PROPERTY)
    return frozenset(" ".join(values).split())


def is_typed_over(texts: Iterable[object], digests: frozenset[str]) -> bool:
    """Whether a row “Ví dụ” holds a text that the form never wrote there."""
    return bool(digests) and any(_digest(str(text)) not in digests for text in texts)


def _digest(text: str) -> str:
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return sha256(plain.encode()).hexdigest()[:_LENGTH]
