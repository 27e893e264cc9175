"""vanban schema."""

import json

import pytest

from tests.cli.conftest import Call
from vanban.models import known_kinds


def test_the_schema_is_json_in_vietnamese(call: Call) -> None:
    done = call("schema", "Phát động")
    assert (done.code, done.err) == (0, "")
    schema = json.loads(done.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "Tệp dữ liệu của vanban: Phát động"


def test_an_unknown_kind_is_refused_with_the_nearest(call: Call) -> None:
    done = call("schema", "phat_dog")
    assert (done.code, done.out) == (2, "")
    assert done.err == "lỗi: không có loại văn bản “phat_dog”; có phải “Phát động” (phat_dong)?\n"


@pytest.mark.parametrize("kind", sorted(known_kinds()))
def test_every_kind_has_a_schema(call: Call, kind: str) -> None:
    done = call("schema", kind)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["properties"]["Loại"]["enum"] == [kind, known_kinds()[kind]]
