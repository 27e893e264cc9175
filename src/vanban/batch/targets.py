"""What a batch becomes: a folder of documents, one ZIP, one document, files of a remote store."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import Protocol

from vanban.batch.archives import unpack_zip, write_zip
from vanban.batch.manifest import has_begun
from vanban.batch.stores import FolderStore, Store, open_store
from vanban.batch.writing import (
    overwrite_fault,
    remove_leftovers_of,
    whole_file,
    write_whole,
)
from vanban.errors import InputError, Problem

MANIFEST = "nhat_ky.jsonl"
_STAGING = ".dang_lam"


class Target(Protocol):
    """Where the documents are put one by one, what lies beside them, what is made of them."""

    @property
    def store(self) -> Store:
        """Where the documents are put."""

    @property
    def where(self) -> str:
        """The place as messages show it."""

    def beside(self, name: str) -> Path:
        """The path of the manifest, a report or the register, on this machine."""

    def begin(self, *, goes_on: bool) -> None:
        """Gets ready; ``goes_on`` with what an earlier run made. Raises InputError."""

    def finish(self, files: Iterable[str], beside: Iterable[Path], *, is_whole: bool) -> None:
        """Makes the whole of ``files``, in their order; ``is_whole`` when no row has failed."""


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder that holds the documents, and what lies beside them too."""

    store: FolderStore

    @property
    def where(self) -> str:
        """As ``Target.where``."""
        return self.store.where

    def beside(self, name: str) -> Path:
        """As ``Target.beside``."""
        return self.store.folder / name

    def begin(self, *, goes_on: bool) -> None:
        """As ``Target.begin``."""
        self.store.create()
        if goes_on:
            self.store.remove_leftovers()

    def finish(self, files: Iterable[str], beside: Iterable[Path], *, is_whole: bool) -> None:
        """Nothing more is to be made."""


@dataclass(frozen=True, slots=True)
class StagedTarget:
    """One file made of all documents, which wait in a folder beside it until all are there."""

    path: Path

    @property
    def store(self) -> FolderStore:
        """As ``Target.store``."""
        return FolderStore(self.path.with_name(self.path.name + _STAGING))

    @property
    def where(self) -> str:
        """As ``Target.where``."""
        return str(self.path)

    def beside(self, name: str) -> Path:
        """As ``Target.beside``."""
        return self.path.with_name(f"{self.path.name}.{name}")

    def begin(self, *, goes_on: bool) -> None:
        """As ``Target.begin``."""
        store = self.store
        remove_leftovers_of(self.path)
        if goes_on:
            store.remove_leftovers()
        elif store.folder.exists():
            rmtree(store.folder)
        store.create()

    def finish(self, files: Iterable[str], beside: Iterable[Path], *, is_whole: bool) -> None:
        """As ``Target.finish``; the documents are kept while rows are still missing.

        Of no documents nothing is made.
        """
        folder, names = self.store.folder, iter(files)
        for first in islice(names, 1):
            self._put_together((name, folder / name) for name in chain([first], names))
        if is_whole:
            rmtree(folder)

    @property
    def wholes(self) -> tuple[Path, ...]:
        """What is made of all documents."""
        return (self.path,)

    def _put_together(self, files: Iterable[tuple[str, Path]]) -> None:
        raise NotImplementedError


class ZipTarget(StagedTarget):
    """A ZIP of the documents."""

    __slots__ = ()

    def begin(self, *, goes_on: bool) -> None:
        """As ``Target.begin``: the documents of a finished ZIP are taken out of it again."""
        super().begin(goes_on=goes_on)
        if goes_on and self.path.is_file():
            unpack_zip(self.path, self.store.folder)

    def _put_together(self, files: Iterable[tuple[str, Path]]) -> None:
        write_zip(files, self.path, force=True)


class MergedTarget(StagedTarget):
    """One .docx in which the documents follow each other."""

    __slots__ = ()

    def begin(self, *, goes_on: bool) -> None:
        """As ``Target.begin``."""
        super().begin(goes_on=goes_on)
        remove_leftovers_of(self.pdf)

    @property
    def pdf(self) -> Path:
        """Where the PDF of the whole goes."""
        return self.path.with_suffix(".pdf")

    @property
    def wholes(self) -> tuple[Path, ...]:
        """As ``StagedTarget.wholes``; the PDF only where one is wanted."""
        return (self.path, self.pdf)

    def make_pdf(self, *, archival: bool) -> int:
        """Makes the PDF of the whole, if there is one; how many were made. Raises DocxError."""
        if not self.path.is_file():
            return 0
        from vanban.render.pdf import pdf_of  # noqa: PLC0415 - LibreOffice, where it is wanted

        made = pdf_of(self.path.read_bytes(), archival=archival)
        write_whole(self.pdf, made, force=True, sync=True)
        return 1

    def _put_together(self, files: Iterable[tuple[str, Path]]) -> None:
        from vanban.render.merging import merge_documents  # noqa: PLC0415 - for this alone

        with whole_file(self.path, force=True) as file:
            merge_documents((path for _, path in files), file)


@dataclass(frozen=True, slots=True)
class RemoteTarget:
    """A store that others run; what lies beside is made here, and sent there at the end."""

    store: Store

    @property
    def where(self) -> str:
        """As ``Target.where``."""
        return self.store.where

    def beside(self, name: str) -> Path:
        """As ``Target.beside``: named after the last part of the address, in the current folder."""
        where = self.store.where
        last = PurePosixPath(where.partition("://")[2]).name or "vanban"
        own = blake2b(where.encode(), digest_size=4).hexdigest()  # two stores may end alike
        return Path(f"{last}-{own}.{name}")

    def begin(self, *, goes_on: bool) -> None:
        """As ``Target.begin``."""
        self.store.create()
        if goes_on:
            self.store.remove_leftovers()

    def finish(self, files: Iterable[str], beside: Iterable[Path], *, is_whole: bool) -> None:
        """Sends what lies beside."""
        for path in beside:
            self.store.put(path.name, path.read_bytes(), force=True)

    def fetch(self) -> None:
        """Brings the manifest of an earlier run from another machine, or another folder."""
        path = self.beside(MANIFEST)
        content = None if path.exists() else self.store.read(path.name)
        if content is not None:
            write_whole(path, content)


def open_target(sink: str | Path, *, resume: bool = False, force: bool = False) -> Target:
    """What ``sink`` names: a file .zip or .docx, a URL, otherwise a folder.

    ``resume`` may replace the file that an earlier run made, ``force`` any. Raises InputError for
    a place that nothing can be written to.
    """
    target = _target(sink)
    if isinstance(target, StagedTarget):
        is_ours = resume and has_begun(target.beside(MANIFEST))
        fault = overwrite_fault(target.path, force=force or is_ours)
        if fault:
            raise InputError(Problem(fault))
    target.store.check()
    if isinstance(target, RemoteTarget):
        target.fetch()
    return target


def _target(sink: str | Path) -> Target:
    if not str(sink).strip():
        raise InputError("chưa nêu nơi ghi; ví dụ -o ket_qua")
    is_address = "://" in str(sink)
    staged = _STAGED.get(Path(sink).suffix.lower()) if not is_address else None
    if staged is not None:
        return staged(Path(sink))
    if not is_address and Path(sink).suffix.lower() in _NO_TARGETS and not Path(sink).is_dir():
        raise InputError(Problem(_WRONG_ENDING, str(sink)))
    store = open_store(sink)
    return FolderTarget(store) if isinstance(store, FolderStore) else RemoteTarget(store)


_NO_TARGETS = frozenset({".doc", ".xlsx", ".xls", ".csv", ".pdf", ".rar", ".7z", ".txt"})
_WRONG_ENDING = "nơi ghi là một thư mục, một tệp .zip hoặc một tệp .docx gộp; hãy sửa phần đuôi"
_STAGED = {".zip": ZipTarget, ".docx": MergedTarget}
