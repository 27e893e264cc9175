"""The rules of NĐ 30 that a machine can check, asserted on the rendered examples, by their ids."""

import pytest
import yaml

import tests.render.rules.body_rules
import tests.render.rules.head_rules
import tests.render.rules.kind_rules
import tests.render.rules.other_rules
import tests.render.rules.page_rules
import tests.render.rules.signature_rules  # noqa: F401
from tests.conftest import require_shared
from tests.render.examples import NAMES, VARIANTS, Example, example
from tests.render.facts import AbsentError
from tests.render.mutants import MUTANTS, mutant
from tests.render.rules.not_applicable import NOT_APPLICABLE
from tests.render.rules.registry import CHECKS

SIZES = (14, 13)


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_rule(key: str) -> None:
    """Where the component is known to be: an example without it fails the test."""
    check, names = CHECKS[key]
    assert names
    for name in names:
        for size in SIZES:
            assert check(example(name, size)), f"{key}: {name}, cỡ chữ {size}"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("PL1.III.2b.dims", "cong_van"),
        ("PL1.II.9d.kg.many", "cong_van"),
        ("PL1.II.6dd.diem.sequence", "cong_van"),
        ("PL1.II.7b.tuq", "ke_hoach"),
        ("PL1.III.1b.size", "thong_bao"),
        ("PL1.III.3.case", "ke_hoach"),
        ("PL1.P2.II.2a", "quyet_dinh"),
        ("PL3.I.NQ", "quyet_dinh"),
        ("PL2.V.8c", "quyet_dinh"),
    ],
)
def test_a_check_without_its_component_does_not_pass(key: str, name: str) -> None:
    with pytest.raises(AbsentError):
        CHECKS[key].check(example(name))


@pytest.mark.parametrize("name", [*NAMES, *VARIANTS])
def test_no_example_breaks_a_rule(name: str) -> None:
    """Every check, wherever its component happens to be."""
    facts = example(name)
    broken, checked = [], 0
    for key, (check, _) in CHECKS.items():
        try:
            checked += 1
            if not check(facts):
                broken.append(key)
        except AbsentError:
            checked -= 1
    assert broken == []
    assert checked > 80


def test_every_binding_rule_is_asserted_or_named() -> None:
    table = yaml.safe_load(require_shared("law", "rules.yaml").read_text("utf-8"))
    binding = {
        entry["id"]
        for entry in table["rules"]
        if entry["level"] == "must" and entry["check"] == "machine"
    }
    print(f"{len(CHECKS)} quy tắc được kiểm, {len(NOT_APPLICABLE)} không áp dụng:")
    for key, reason in NOT_APPLICABLE.items():
        print(f"  {key}: {reason}")
    assert set(CHECKS) & set(NOT_APPLICABLE) == set()
    assert set(CHECKS) | set(NOT_APPLICABLE) == binding
    assert len(NOT_APPLICABLE) < 20


def notices(key: str, facts: Example) -> bool:
    """Whether the check of a rule fails, as it does too when it does not find its way."""
    try:
        return not CHECKS[key].check(facts)
    except (AssertionError, LookupError, ValueError):
        return True


@pytest.mark.parametrize("key", sorted(CHECKS))
def test_every_rule_can_fail(key: str) -> None:
    name = CHECKS[key].on[0]
    assert not notices(key, example(name))
    assert any(notices(key, mutant(name, kind)) for kind in MUTANTS), key


@pytest.mark.parametrize(
    ("kind", "name", "noticed", "unnoticed"),
    [
        (
            "cỡ chữ 20",
            "ke_hoach",
            "PL1.II.1a.size PL1.II.6e.size PL1.III.1b.size",
            "PL1.II.1a.bold",
        ),
        ("đậm đảo ngược", "quy_che", "PL1.II.6dd.dieu.bold PL1.II.2b.sup.bold", "PL1.II.6e.size"),
        ("nghiêng đảo ngược", "quyet_dinh", "PL1.II.6a.italic PL1.II.4c.italic", "PL1.II.6a.size"),
        ("căn phải", "cong_van", "PL1.II.5b.cv.align PL1.II.6e.align", "PL1.II.5b.cv.size"),
        ("nét chấm", "ke_hoach", "PL1.II.1b.line PL1.II.2b.line PL1.III.4.line", "PL1.II.1a.text"),
        ("không có dấu câu", "cong_van_nhieu_noi", "PL1.II.9d.kg.many PL1.II.9d.luu", "PL1.I.1"),
        ("lùi dòng khác", "cong_van_nhieu_noi", "PL1.II.9d.kg.bullet_align", "PL1.II.9d.kg.many"),
        ("khung lớn", "cong_dien", "PL1.III.2b.dims", "PL1.III.2b.style"),
        ("màu xanh", "cong_dien", "PL1.III.2b.ink PL1.I.4.color", "PL1.III.2b.dims"),
        ("hàng đảo ngược", "bien_ban", "PL3.M1.9.sign PL1.II.1a.position", "PL3.M1.9.noinhan"),
        ("số trang từ 5", "ke_hoach", "PL1.III.1dd PL1.I.7.start", "PL1.I.7.numeral"),
        ("lặp lại", "ke_hoach", "PL3.M2.1.noheader", "PL1.III.1dd"),
        (
            "không có số",
            "quyet_dinh",
            "PL1.II.6dd.dieu.numeral PL3.M1.nhu_dieu",
            "PL3.M1.1.authority",
        ),
        ("in thường", "quyet_dinh", "PL3.M1.1.authority PL1.II.7dd.case", "PL1.II.6dd.khoan.dot"),
        ("lề trái", "cong_van", "PL1.I.3.left", "PL1.I.3.right PL1.I.3.top"),
        ("thân đảo ngược", "sao_y", "PL1.P2.II.2a PL1.II.6a.position", "PL1.P2.II.2b"),
    ],
)
def test_a_fault_is_noticed_by_its_own_rules(
    kind: str, name: str, noticed: str, unnoticed: str
) -> None:
    facts = mutant(name, kind)
    assert [key for key in noticed.split() if not notices(key, facts)] == []
    assert [key for key in unnoticed.split() if notices(key, facts)] == []
