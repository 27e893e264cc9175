"""One document per row: everything is checked and named first, then the files are written.

Light to import: the rest is loaded by the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Literal

    from vanban.batch.executors import Executor
    from vanban.batch.preparing import Base, Table
    from vanban.batch.results import Options, Result

__all__ = ["batch"]


def batch(  # noqa: PLR0913 - options, each by its name
    base: str | Path | Mapping[str, object],
    rows: str | Path | Iterable[Mapping[str, object]],
    sink: str | Path,
    *,
    name: str | None = None,
    ascii_only: bool = False,
    sheet: str = "",
    encoding: str = "",
    so_tu: int | None = None,
    resume: bool = False,
    force: bool = False,
    check: bool = True,
    max_errors: int | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    pdf: Literal["", "pdf", "pdf-a"] = "",
) -> Iterator[Result]:
    """One document for each of ``rows``, laid over the data of ``base``, put into ``sink``.

    Every row is judged before the first document is written. Yields what became of each row, in
    their order; ``outcome`` is "written", "unchanged", "kept" or "failed".

    ``rows`` is a file (CSV, XLSX, YAML, JSON, JSON Lines) or any iterable of mappings; ``sheet``
    and ``encoding`` say which sheet, and how a CSV file that is not UTF-8 is to be read. ``sink``
    is a folder, a file .zip or .docx, or a URL of fsspec. ``name`` is the pattern of the files'
    names ("{stt} - {trich_yeu}"), which ``ascii_only`` rids of accents. ``so_tu`` is the first
    document number to give, and asks for a register. ``resume`` goes on with an earlier run;
    ``force`` makes all anew. Documents that do not pass the checker are not written unless
    ``check`` is false. With ``max_errors`` the batch stops when more rows than that have failed.
    ``jobs`` processes share the work, or ``executor`` does, of concurrent.futures or a client of
    Dask, ``jobs`` tasks at a time. ``pdf`` makes PDFs too, "pdf-a" such of PDF/A-2b.

    A bad row is a result. Raises InputError for what concerns all: arguments, base, place, too many
    failures; DocxError when nothing can be written, and at the end for PDFs that were not made.
    """
    from vanban.batch.results import Options

    options = Options(
        name=name,
        ascii_only=ascii_only,
        sheet=sheet,
        encoding=encoding,
        so_tu=so_tu,
        resume=resume,
        force=force,
        check=check,
        max_errors=max_errors,
        jobs=jobs,
        executor=executor,
        pdf=pdf,
    )
    yield from _results(base, rows, sink, options)


def _results(base: Base, rows: Table, sink: str | Path, options: Options) -> Iterator[Result]:
    from vanban.batch.arguments import check_arguments
    from vanban.batch.running import BatchRun
    from vanban.errors import DocxError

    check_arguments(base, rows, sink, options)
    with BatchRun(base, rows, sink, options) as run:
        for _ in run.preflight():
            pass
        yield from run.write()
    if run.faults:
        raise DocxError(run.faults)
