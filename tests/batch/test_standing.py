"""What may be replaced where a file stands: what a run has left, and nothing of anyone else."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from vanban.batch.folder_store import FolderStore
from vanban.batch.standing import is_debris, put_over, sha256_of
from vanban.errors import DocxError

NAME = "Một.docx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)  # Word with a password


def package(text: str = "x") -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", text * 900)
    return content.getvalue()


def spoilt(data: bytes) -> bytes:
    """A package whose middle is not what its checksum says."""
    at = data.index(b"xxx")
    return data[:at] + b"y" + data[at + 1 :]


OURS, NEW, OTHERS = package("a"), package("b"), package("c")
PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
DEBRIS = {
    "nothing": b"",
    "zeros": bytes(4096),
    "the head of a package": NEW[:4],
    "a package cut off": NEW[:-1],
    "a package with a hole": spoilt(package()),
    "a PDF cut off": PDF[:-7],
    "a PDF that ends in zeros": PDF[:-7] + bytes(2000),
}
WORKS = {
    "a document": OTHERS,
    "a document with a password": OLE,
    "a text": "ghi chú".encode(),
    "a short text": b"P",
    "a signed PDF": PDF + b"2 0 obj\n%%EOF",
    "a PDF": PDF,
}


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


@pytest.mark.parametrize("name", DEBRIS)
def test_what_a_loss_of_power_leaves(store: FolderStore, name: str) -> None:
    assert is_debris(DEBRIS[name])
    store.put(NAME, DEBRIS[name], force=False)
    put_over(store, NAME, NEW, "")
    assert store.read(NAME) == NEW


@pytest.mark.parametrize("before", ["", sha256_of(OURS), None], ids=["lost", "known", "none"])
@pytest.mark.parametrize("name", WORKS)
def test_the_work_of_others_stays(store: FolderStore, name: str, before: str | None) -> None:
    assert not is_debris(WORKS[name])
    store.put(NAME, WORKS[name], force=False)
    with pytest.raises(DocxError) as caught:
        put_over(store, NAME, NEW, before)
    assert NAME in str(caught.value) and "--force" in str(caught.value)
    assert store.read(NAME) == WORKS[name]


@pytest.mark.parametrize("before", ["", sha256_of(OURS), None], ids=["lost", "known", "none"])
@pytest.mark.parametrize("standing", [None, NEW])
def test_an_empty_place_and_the_very_same_file(
    store: FolderStore, standing: bytes | None, before: str | None
) -> None:
    if standing is not None:
        store.put(NAME, standing, force=False)
    put_over(store, NAME, NEW, before)
    assert store.read(NAME) == NEW


def test_the_file_that_was_known_is_replaced(store: FolderStore) -> None:
    store.put(NAME, OURS, force=False)
    put_over(store, NAME, NEW, sha256_of(OURS))
    assert store.read(NAME) == NEW


def test_debris_is_not_replaced_where_nothing_of_ours_can_stand(store: FolderStore) -> None:
    store.put(NAME, b"", force=False)
    with pytest.raises(DocxError):
        put_over(store, NAME, NEW, None)
    assert store.read(NAME) == b""
