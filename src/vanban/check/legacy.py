"""Documents of other forms made into .docx, by LibreOffice."""

import email
import email.policy
import shutil
import subprocess
import tempfile
from pathlib import Path

from vanban.check.file_kinds import legacy_suffix
from vanban.errors import DocxError, reason_of

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice")
_HTML_FILTER = "--infilter=HTML (StarWriter)"
# No macro runs; what lies outside the file is asked of a proxy where nothing listens.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop>
</item>
</oor:items>
"""


def convert(data: bytes) -> bytes:
    """The .docx that LibreOffice makes of a .doc, .rtf, .odt or a web page, by what it holds.

    It works in a folder and with a profile of its own; macros do not run and links stay unread.
    Raises DocxError where LibreOffice is absent, fails, or takes longer than two minutes.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocxError(
            "Máy không có LibreOffice để chuyển tệp; hãy mở bằng Word và lưu thành .docx."
        )
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        return _converted(data, Path(folder), program)


def _converted(data: bytes, folder: Path, program: str) -> bytes:
    suffix = legacy_suffix(data)
    if suffix == ".mht":
        data, suffix = _page_of(data), ".html"
    source = folder / f"nguon{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    _run(
        [
            program,
            "--headless",
            f"-env:UserInstallation={profile.as_uri()}",
            *([_HTML_FILTER] if suffix == ".html" else []),
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder),
            str(source),
        ]
    )
    made = folder / "nguon.docx"
    if not made.is_file():
        raise DocxError(
            "LibreOffice không chuyển được tệp này; hãy mở bằng Word và lưu thành .docx."
        )
    return made.read_bytes()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise DocxError(
            f"LibreOffice không chuyển xong tệp trong {_SECONDS} giây; "
            "hãy mở bằng Word và lưu thành .docx."
        ) from error
    except OSError as error:
        raise DocxError(f"Không chạy được LibreOffice: {reason_of(error)}.") from error


def _page_of(data: bytes) -> bytes:
    """The web page in a MIME file; the bytes as they are where there is none."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            return page if isinstance(page, bytes) else data
    return data
