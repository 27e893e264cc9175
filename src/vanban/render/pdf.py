"""Documents as PDF: many .docx in one run of LibreOffice."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Self
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib names it like a function

from vanban.errors import DocxError, Problem, reason_of
from vanban.render.pdf_dates import settle_dates
from vanban.render.pdf_fonts import check_fonts, font_fault
from vanban.render.soffice import PATIENCE_SECONDS, Office, find_program
from vanban.render.work_folders import WorkFolder

GROUP = 50
"""How many documents one run takes: its start costs as much as fifteen of them."""

_EXPORT = "pdf:writer_pdf_Export"
_PDF_A_2B = _EXPORT + ':{"SelectPdfVersion":{"type":"long","value":"2"}}'
_DOCX_ONLY = "--infilter=MS Word 2007 XML"
_TRIAL = "thu.txt"
_MAIN, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_CREATED_FROM, _CREATED_TO = b'<dcterms:created xsi:type="dcterms:W3CDTF">', b"</dcterms:created>"
_UNREADABLE = "tệp Word bị hỏng nên không làm được PDF; hãy làm lại tệp này"


def check_tools() -> None:
    """Raises DocxError where LibreOffice or a face with Vietnamese letters is absent.

    Costs a few milliseconds; what it says is ready to be shown, with the names of packages.
    """
    find_program()
    check_fonts()


class PdfMaker:
    """Makes .docx files into PDF, with a LibreOffice profile of its own; close it afterwards.

    With ``archival`` they are PDF/A-2b. Raises DocxError as ``check_tools``, or where there is no
    room to work in.
    """

    def __init__(self, *, archival: bool = False, patience: float = PATIENCE_SECONDS) -> None:
        """``patience`` are the seconds that one document may take."""
        check_tools()
        try:
            self._work = WorkFolder()
        except OSError as error:
            raise _no_room(error) from error
        self._office = Office(self._work.path / "profile", patience=patience)
        self._target = _PDF_A_2B if archival else _EXPORT
        self._has_worked = False

    def __enter__(self) -> Self:
        """The maker itself."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Closes it."""
        self.close()

    def close(self) -> None:
        """Deletes the profile and all that was in the making."""
        self._office.stop()
        self._work.close()

    def stop(self) -> None:
        """Has another thread that converts give up soon; what is not made is told as a problem."""
        self._office.stop()

    def convert(self, sources: Iterable[bytes | Path]) -> Iterator[bytes | Problem]:
        """For each .docx its PDF, in order, or why there is none; a group is held in memory.

        The same .docx gives the same PDF with the same LibreOffice and fonts. Raises DocxError
        where LibreOffice does not work at all, or the disk is full.
        """
        waiting = iter(sources)
        while group := list(islice(waiting, GROUP)):
            yield from self.convert_group(group)

    def convert_group(self, sources: Sequence[bytes | Path]) -> list[bytes | Problem]:
        """As ``convert``, in one run of LibreOffice."""
        folder = self._work.path / "van_ban"
        try:
            folder.mkdir()
            return self._convert_in(folder, sources)
        except OSError as error:
            raise _no_room(error) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _convert_in(self, folder: Path, sources: Sequence[bytes | Path]) -> list[bytes | Problem]:
        documents = [_read(source) for source in sources]
        names = []
        for number, document in enumerate(documents, 1):
            if isinstance(document, bytes):
                names.append(f"{number}.docx")
                (folder / names[-1]).write_bytes(document)
        self._run(names, folder)
        return [
            document if isinstance(document, Problem) else self._made(folder, number, document)
            for number, document in enumerate(documents, 1)
        ]

    def _run(self, names: list[str], folder: Path) -> None:
        """Has every file converted that can be; where a run ends early, the next goes on.

        Files are taken in order, so the one after the last that was made is at fault: it is tried
        once more by itself.
        """
        while names:
            ended = self._office.convert([_DOCX_ONLY, *names], folder, self._target)
            missing = [name for name in names if not _pdf_of(folder, name)]
            if len(missing) == len(names) and not self._has_worked:
                self._try_out(folder)
            self._has_worked = True
            if ended or self._office.is_stopped or len(names) == 1:
                return
            missing = missing[_first_untried(names, missing) :]
            if missing:
                self._office.convert([_DOCX_ONLY, missing[0]], folder, self._target)
            names = missing[1:]

    def _try_out(self, folder: Path) -> None:
        """Raises DocxError where LibreOffice cannot make a PDF of one line of text either."""
        (folder / _TRIAL).write_text("Độc lập - Tự do - Hạnh phúc", "utf-8")
        self._office.convert([_TRIAL], folder, "pdf")
        if not _pdf_of(folder, _TRIAL) and not self._office.is_stopped:
            raise DocxError(
                f"LibreOffice ({self._office.program}) không làm được PDF nào; hãy mở thử "
                "LibreOffice, cập nhật hoặc cài lại rồi chạy lại (bản Snap, Flatpak không đọc được "
                "thư mục tạm nên không dùng được)"
            )

    def _made(self, folder: Path, number: int, document: bytes) -> bytes | Problem:
        pdf = _pdf_of(folder, f"{number}.docx")
        if not pdf:
            return Problem(_STOPPED if self._office.is_stopped else _FAILED)
        if fault := font_fault(pdf):
            return Problem(fault)
        return settle_dates(pdf, _created(document))


_STOPPED = "đã dừng theo yêu cầu nên chưa làm PDF"
_FAILED = "LibreOffice không làm được PDF từ tệp này; hãy mở thử tệp bằng Word hoặc LibreOffice"


def pdf_of(document: bytes, *, archival: bool = False) -> bytes:
    """The PDF of one .docx. Raises DocxError as PdfMaker, and where it cannot be made."""
    with PdfMaker(archival=archival) as maker:
        (made,) = maker.convert_group([document])
    if isinstance(made, Problem):
        raise DocxError(made)
    return made


def _read(source: bytes | Path) -> bytes | Problem:
    """A .docx that is one: of text or of nothing LibreOffice would make a PDF as well."""
    try:
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        return Problem(f"không đọc được tệp: {reason_of(error)}", str(source))
    try:
        with ZipFile(BytesIO(data)) as package:
            package.read(_MAIN)
    except (BadZipFile, KeyError, ZlibError, EOFError, NotImplementedError, RuntimeError):
        return Problem(_UNREADABLE)
    return data


def _created(document: bytes) -> str:
    """When the document says that it was made; empty when it does not."""
    with ZipFile(BytesIO(document)) as package:
        if _PROPERTIES not in package.namelist():
            return ""
        _, _, rest = package.read(_PROPERTIES).partition(_CREATED_FROM)
    return rest.partition(_CREATED_TO)[0].decode("ascii", "replace")


def _pdf_of(folder: Path, name: str) -> bytes:
    """The whole PDF made of a file; empty when there is none, or half of one."""
    path = (folder / name).with_suffix(".pdf")
    data = path.read_bytes() if path.exists() else b""
    return data if data.startswith(b"%PDF-") and b"%%EOF" in data[-64:] else b""


def _first_untried(names: Sequence[str], missing: Sequence[str]) -> int:
    """Where, in ``missing``, those begin that stand behind the last file that was made."""
    made = [at for at, name in enumerate(names) if name not in set(missing)]
    last = made[-1] if made else -1
    return sum(1 for name in missing if names.index(name) < last)


def _no_room(error: OSError) -> DocxError:
    return DocxError(
        f"không dùng được thư mục tạm để làm PDF: {reason_of(error)}; hãy dọn chỗ trên ổ đĩa, "
        "hoặc đặt biến TMPDIR (Windows: TEMP) là một thư mục khác"
    )
