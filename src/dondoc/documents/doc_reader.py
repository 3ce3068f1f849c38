"""Word 97-2003 (.doc): made a .docx by msdoc2docx in a process of its own, else by LibreOffice where that is there."""

import shutil
import sys
import tempfile
from pathlib import Path

from dondoc.documents import doc_worker
from dondoc.documents.apart import run_apart
from dondoc.documents.content import Contents
from dondoc.documents.docx_reader import read_docx
from dondoc.documents.limits import Limits
from dondoc.errors import BadInput

#: LibreOffice reserves far more than it uses.
_OFFICE_MEGABYTES = 4_096
_OFFICE_NAMES = ("soffice", "libreoffice")
#: What LibreOffice is told before it starts: run no macro, follow no link.
_OFFICE_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item>
</oor:items>
"""
#: Nothing answers there, so whatever follows a link all the same finds nothing.
_NOWHERE = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "no_proxy": ""}


def read_doc(data: bytes, *, name: str, limits: Limits) -> Contents:
    """Paragraphs and tables of the body in reading order.

    Raises:
        BadInput: `document.encrypted` for a password, `document.not_converted` when nothing here can read it, and what
            `read_docx` raises.
    """
    with tempfile.TemporaryDirectory(prefix="dondoc-") as folder:
        place = Path(folder)
        source = place / "in.doc"
        source.write_bytes(data)
        converted = _by_worker(source, name, limits) or _by_office(source, limits)
    if converted is None:
        raise BadInput(code="document.not_converted", file=name)
    return read_docx(converted, name=name, limits=limits)


def _by_worker(source: Path, name: str, limits: Limits) -> bytes | None:
    """The .docx that msdoc2docx makes of it, or None; what makes it work for so long is not tried again."""
    target = source.with_name("out.docx")
    # -P: the folder of the worker holds modules whose names the standard library uses too.
    command = [sys.executable, "-P", doc_worker.__file__, str(source), str(target)]
    ended = run_apart(command, cwd=source.parent, seconds=limits.apart_seconds, megabytes=limits.apart_megabytes)
    if ended.status == doc_worker.LOCKED:
        raise BadInput(code="document.encrypted", file=name)
    if ended.is_late:
        raise BadInput(code="document.not_converted", file=name)
    return _taken(target, limits) if ended.status == 0 else None


def _by_office(source: Path, limits: Limits) -> bytes | None:
    """The .docx that LibreOffice makes of it, or None where it is not installed or fails too."""
    program = next((found for office in _OFFICE_NAMES if (found := shutil.which(office))), None)
    if program is None:
        return None
    profile = source.with_name("profile")
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_OFFICE_SETTINGS, encoding="utf-8")
    outcome = source.with_name("office")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(outcome), str(source)]
    run_apart(
        command,
        cwd=source.parent,
        seconds=limits.office_seconds,
        megabytes=_OFFICE_MEGABYTES,
        environment=_NOWHERE,
    )
    return _taken(outcome / "in.docx", limits)


def _taken(path: Path, limits: Limits) -> bytes | None:
    """The bytes of a file that was made, or None when there is none or far too much."""
    try:
        if path.stat().st_size > limits.file_bytes:
            return None
        return path.read_bytes()
    except OSError:
        return None
