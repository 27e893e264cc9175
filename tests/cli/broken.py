"""A generator with a fault, which only checking what was made can find."""

from collections.abc import Callable
from importlib import import_module

import pytest

from tests.check.mutants import edited, reword, styled
from vanban.models import VanBan

MOTTO = "Độc lập - Tự do - Hạnh phúc"


def break_motto(
    monkeypatch: pytest.MonkeyPatch, when: Callable[[VanBan], bool] = lambda _: True
) -> None:
    """Has documents made with a wrong motto."""
    rendering = import_module("vanban.render.rendering")
    package_of = rendering.package_of

    def with_wrong_motto(document: VanBan, pages: object) -> bytes:
        made: bytes = package_of(document, pages)
        if not when(document):
            return made
        return edited(made, lambda d: reword(styled(d, "VB_TieuNgu"), MOTTO, "Độc lập"))

    monkeypatch.setattr(rendering, "package_of", with_wrong_motto)
