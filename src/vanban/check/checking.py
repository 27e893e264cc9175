"""The way from the bytes of a file to a report."""

import stat
from pathlib import Path

from vanban.check.findings import Report
from vanban.check.observing import observe
from vanban.check.opening import LARGEST_PACKAGE, Package, open_package
from vanban.check.recognition import recognise
from vanban.check.running import RuleSet
from vanban.errors import DocxError, Problem, missing_file, reason_of


def check_bytes(data: bytes, rules: RuleSet, file: str = "") -> Report:
    """What departs from the decree in a .docx; ``file`` is its name in the report.

    Raises DocxError for what is no .docx, is damaged, encrypted, or too large to be read safely.
    """
    return judge(open_package(data), rules, file)


def check_file(path: Path, rules: RuleSet) -> Report:
    """As ``check_bytes``, of a file on disk; raises DocxError also where it cannot be read."""
    return check_bytes(read_file(path), rules, str(path))


def judge(package: Package, rules: RuleSet, file: str = "") -> Report:
    """As ``check_bytes``, of a package that is open."""
    recognised = recognise(observe(package))
    return Report(file, recognised, rules.findings(recognised))


def read_file(path: Path) -> bytes:
    """The bytes of a file; raises DocxError for what is missing, no file, or too large."""
    try:
        fault = _fault_of(path)
        data = b"" if fault else path.read_bytes()
    except FileNotFoundError:
        fault = missing_file(path)
    except OSError as error:
        fault = f"không đọc được: {reason_of(error)}"
    except ValueError:  # a null character in the name
        fault = "không có tệp nào mang tên như vậy"
    if fault:
        raise DocxError(Problem(fault, str(path)))
    return data


def _fault_of(path: Path) -> str:
    """Why a path is not read; empty where nothing speaks against it."""
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        return "đây là thư mục, không phải tệp"
    if not stat.S_ISREG(found.st_mode):
        return "đây không phải là tệp thường nên không đọc"
    if found.st_size > LARGEST_PACKAGE:
        return "tệp quá lớn nên không đọc để bảo đảm an toàn"
    return ""
