"""A cluster of Dask: reached at its address, and found to be fit for the work or told why not."""

import logging
import re
import socket
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from vanban import __version__
from vanban.batch.far_side import other_version
from vanban.errors import InputError, Problem
from vanban.wording import nearest

Client = Any
"""One of Dask, which tells little of its types."""

_SCHEMES = ("tcp", "tls")
_PORT, _DASHBOARD = 8786, 8787
_TRIES = 3
_PATIENCE_S = 10
# Two letters of three, which a slip of the pen leaves.
_LIKE_A_SCHEME = 0.6
_TASKS_A_THREAD = 2
_LENGTH_BYTES, _LONGEST_GREETING = 8, 1 << 16
# What must be of one version on all machines for them to understand each other.
_ALIKE = ("distributed", "dask", "python")
# Asked in words that a machine without vanban understands too.
_VANBAN = (eval, "__import__('vanban').__version__")
_MINOR = re.compile(r"\d+\.\d+")


class Address(NamedTuple):
    """Where a scheduler listens."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        """As Dask writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


@contextmanager
def connected(url: str) -> Iterator[Client]:
    """A client of the scheduler at ``url``, whose workers are fit for the work.

    Dask writes nothing to the screen meanwhile. Raises InputError for an address that is none, a
    scheduler that does not answer, workers that are missing or of another version.
    """
    address = address_of(url)
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        client = _fit_client(address)
        try:
            yield client
        finally:
            with suppress(Exception):  # all is done by now
                client.close(timeout=_PATIENCE_S)
    finally:
        logger.setLevel(level)


def _fit_client(address: Address) -> Client:
    """A client whose workers are fit; asked for again when Dask itself stumbles over a busy one."""
    for _ in range(_TRIES - 1):
        with suppress(AssertionError):
            return _asked_client(address)
    return _asked_client(address)


def _asked_client(address: Address) -> Client:
    client = _client(address)
    try:
        _await_workers(client, str(address))
        _refuse_unfit(client)
    except BaseException:
        with suppress(Exception):
            client.close(timeout=_PATIENCE_S)
        raise
    return client


def _refuse_unfit(client: Client) -> None:
    if faults := find_faults(client):
        raise InputError(faults)


def address_of(url: str) -> Address:
    """The address that ``url`` gives, with the port of Dask when it gives none.

    Raises InputError.
    """
    scheme, mark, rest = url.strip().partition("://")
    if not mark:
        raise InputError(Problem(f"địa chỉ thiếu tcp://; có phải tcp://{scheme}?", url))
    if scheme.lower() not in _SCHEMES:
        raise InputError(Problem(_scheme_fault(scheme.lower(), rest), url))
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError:
        host, port = "", 0
    if not host or parts.path.strip("/") or parts.username is not None:
        raise InputError(Problem(f"không phải địa chỉ; hãy viết {_EXAMPLE}", url))
    return Address(scheme.lower(), host, port)


def _scheme_fault(scheme: str, rest: str) -> str:
    if scheme in ("http", "https"):
        host = urlsplit(f"//{rest}").hostname or "may"
        return (
            "đây là địa chỉ trang theo dõi của Dask; địa chỉ của máy điều phối thường là "
            f"tcp://{host}:{_PORT}"
        )
    like = nearest(scheme, _SCHEMES, _LIKE_A_SCHEME)
    hint = f"có phải {like}://{rest}?" if like else f"hãy viết {_EXAMPLE}"
    return f"địa chỉ của máy điều phối bắt đầu bằng tcp:// hoặc tls://; {hint}"


def _client(address: Address) -> Client:
    try:
        import distributed  # noqa: PLC0415 - an extra, where it is wanted
    except ModuleNotFoundError as error:
        raise InputError(_NOT_INSTALLED) from error
    _knock(address)
    opened: Any = distributed.Client
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions, which are looked at afterwards
            return opened(str(address), timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise InputError(Problem(_NO_SCHEDULER, str(address))) from error
    except (TypeError, ValueError, RuntimeError) as error:
        fault = _NO_CERTIFICATES if address.scheme == "tls" else _NO_SCHEDULER
        raise InputError(Problem(fault, str(address))) from error


def _knock(address: Address) -> None:
    """Raises InputError when no scheduler listens there, and says at once why."""
    try:
        with socket.create_connection((address.host, address.port), _PATIENCE_S) as found:
            if address.scheme == "tcp" and not _greets(found):
                raise InputError(Problem(_NO_SCHEDULER, str(address)))
    except (socket.gaierror, UnicodeError) as error:
        fault = f"không có máy nào tên {address.host} trong mạng này; hãy xem lại tên máy"
        raise InputError(Problem(fault, str(address))) from error
    except ConnectionRefusedError as error:
        raise InputError(Problem(_REFUSED, str(address))) from error
    except OSError as error:
        raise InputError(Problem(_NO_ANSWER, str(address))) from error


def _greets(found: socket.socket) -> bool:
    """Whether someone speaks first, and in a short message behind its length, as Dask does.

    A client of Dask would wait without end for a server of web pages, such as its own dashboard.
    """
    try:
        with found.makefile("rb") as stream:
            length = stream.read(_LENGTH_BYTES)
    except (TimeoutError, ConnectionResetError):
        return False
    return len(length) == _LENGTH_BYTES and int.from_bytes(length, "little") < _LONGEST_GREETING


def _await_workers(client: Client, url: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError as error:
        raise InputError(Problem(_no_workers(url), url)) from error


def find_faults(client: Client) -> list[Problem]:
    """What keeps the machines of a cluster from doing the work of this one: other versions.

    No workers at all are a fault too.
    """
    versions, ours = client.get_versions(), client.run(*_VANBAN, on_error="return")
    here = _packages(versions["client"], __version__)
    scheduler = _packages(versions["scheduler"], _vanban_of_scheduler(client))
    machines = {"máy điều phối": scheduler}
    for url, found in versions["workers"].items():
        machines[f"máy làm việc {url}"] = _packages(found, ours.get(url))
    faults = [
        Problem(fault, machine)
        for machine, found in machines.items()
        if (fault := _version_fault(found, here))
    ]
    url = str(client.scheduler.address) if client.scheduler else ""
    return faults if versions["workers"] else [*faults, Problem(_no_workers(url), url)]


def _vanban_of_scheduler(client: Client) -> object:
    try:
        return client.run_on_scheduler(*_VANBAN)
    except ImportError as error:
        return error


def _packages(versions: Mapping[str, Any], vanban: object) -> dict[str, str]:
    found = {name: versions["packages"].get(name) or "" for name in _ALIKE}
    python = _MINOR.match(found["python"])
    return {
        "vanban": vanban if isinstance(vanban, str) else "",
        **found,
        "python": python[0] if python else "",
    }


def _version_fault(found: Mapping[str, str], here: Mapping[str, str]) -> str:
    if not found["vanban"]:
        return f"chưa cài vanban; hãy chạy ở đó: pip install 'vanban[cluster]=={here['vanban']}'"
    if found["vanban"] != here["vanban"]:
        return other_version(found["vanban"], here["vanban"])
    others = [name for name in _ALIKE if found[name] != here[name]]
    if not others:
        return ""
    theirs = ", ".join(f"{name} {found[name]}" for name in others)
    ours = ", ".join(f"{name} {here[name]}" for name in others)
    return f"có {theirs}, nơi chạy lệnh có {ours}; mọi máy phải cài cùng phiên bản"


def find_warnings(client: Client) -> list[Problem]:
    """What makes the work slow: threads share one core."""
    return [
        Problem(f"chạy {threads} luồng nhưng chỉ dùng được một lõi; {_ONE_THREAD}", f"máy {url}")
        for url, threads in client.nthreads().items()
        if threads > 1
    ]


def tasks_at_once(client: Client) -> int:
    """So many tasks keep every worker busy, also while one of them is late."""
    threads: int = sum(client.nthreads().values())
    return _TASKS_A_THREAD * max(1, threads)


def _no_workers(url: str) -> str:
    return f"cụm máy chưa có máy làm việc nào; hãy chạy trên từng máy: {_start_command(url)}"


def _start_command(url: str) -> str:
    return f"dask worker {url} --nthreads 1 --nworkers SỐ_LÕI"


_EXAMPLE = f"như tcp://ten-may:{_PORT}"
_ONE_THREAD = "hãy chạy dask worker với --nthreads 1 --nworkers bằng số lõi"
_NOT_INSTALLED = "cần gói distributed để dùng --cluster; hãy chạy: pip install 'vanban[cluster]'"
_REFUSED = (
    "máy này không nhận kết nối ở cổng đó; hãy xem dask scheduler đã chạy chưa, cổng có đúng không"
)
_NO_ANSWER = "máy này không trả lời; hãy xem lại địa chỉ, mạng và tường lửa"
_NO_SCHEDULER = (
    "có máy trả lời nhưng không nói chuyện được như máy điều phối Dask; hãy xem lại cổng "
    f"(thường là {_PORT}, còn {_DASHBOARD} là trang theo dõi), và tcp:// hay tls://"
)
_NO_CERTIFICATES = (
    "tls:// cần chứng thư; hãy đặt distributed.comm.tls trong cấu hình của Dask trên máy này"
)
