"""A scheduler of Dask and its workers on loopback, each a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import distributed
import pytest

import vanban

_HERE = Path(__file__).resolve()
_PATHS = os.pathsep.join(map(str, (Path(vanban.__file__).resolve().parents[1], _HERE.parents[2])))
_PATIENCE_S = 60
_AS_VERSION = "import vanban; vanban.__version__ = {version!r}; "
_MAIN = "from distributed.cli.dask_{what} import main; main()"


class Machines:
    """The processes; ``url`` is where the scheduler listens."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        card = folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--no-dashboard", "--no-show", "--port", "0"]
        self.scheduler = self._start("scheduler", [*options, "--scheduler-file", str(card)])
        self.url = _address_on(card)

    def add_worker(
        self, *, threads: int = 1, version: str = "", env: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """One more worker, somewhere else in the file system."""
        options = ["--no-nanny", "--no-dashboard", "--nthreads", str(threads)]
        options += ["--host", "127.0.0.1", "--local-directory", str(self.folder / "dask")]
        started = self._start("worker", [self.url, *options], version, env)
        self.workers.append(started)
        return started

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _start(
        self, what: str, options: list[str], version: str = "", env: dict[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        code = (_AS_VERSION.format(version=version) if version else "") + _MAIN.format(what=what)
        elsewhere = self.folder / what
        elsewhere.mkdir(exist_ok=True)
        known = {"PYTHONPATH": _PATHS, "TMPDIR": str(elsewhere)}
        known["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "1"
        with (self.folder / f"{what}.log").open("ab") as log:
            command = [sys.executable, "-c", code, *options]
            return subprocess.Popen(
                command, cwd=elsewhere, stdout=log, stderr=log, env=os.environ | known | (env or {})
            )


def _address_on(card: Path) -> str:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        if card.exists() and (text := card.read_text()).endswith("}"):
            return str(json.loads(text)["address"])
        time.sleep(0.05)
    raise AssertionError("the scheduler has not started")


@contextmanager
def machines(folder: Path, workers: int = 2) -> Iterator[Machines]:
    """A scheduler with ``workers``; all of them end with the block."""
    found = Machines(folder)
    try:
        for _ in range(workers):
            found.add_worker()
        yield found
    finally:
        found.stop()


@contextmanager
def client_of(url: str, workers: int) -> Iterator[Any]:
    """A client of the scheduler, once so many workers have come."""
    opened: Any = distributed.Client
    with opened(url, timeout=_PATIENCE_S, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=_PATIENCE_S)
        yield client


@pytest.fixture(scope="module")
def two_machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("dask")) as found:
        yield found


@pytest.fixture(scope="module")
def cluster(two_machines: Machines) -> Iterator[Any]:
    """A client of two workers that outlive the test."""
    with client_of(two_machines.url, 2) as client:
        yield client


def end_at_once(*_: object) -> None:
    """Work that no worker survives."""
    os._exit(1)
