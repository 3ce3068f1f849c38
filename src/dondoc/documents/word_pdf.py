"""A .docx as PDF by LibreOffice, where it is installed: for offices with a Word template of their own."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from dondoc.errors import Unavailable

#: A report takes two or three seconds; the first start of all may take longer.
_SECONDS = 120


def libreoffice() -> str | None:
    """The program, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def word_to_pdf(data: bytes) -> bytes:
    """What LibreOffice prints of a .docx; its bytes differ from one time to the next.

    Raises:
        Unavailable: `form.no_libreoffice`; `form.libreoffice` when it fails or takes too long.
    """
    program = libreoffice()
    if program is None:
        raise Unavailable(code="form.no_libreoffice")
    with TemporaryDirectory(prefix="dondoc-pdf-") as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(data)
        # A profile of its own: two at the same time, or one beside an open window, would refuse to start.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", name]
        try:
            done = subprocess.run(  # noqa: S603 - the program by its path, our own file
                [*command, str(folder / "report.docx")], capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable(code="form.libreoffice", problem=type(error).__name__) from error
        target = folder / "report.pdf"
        if done.returncode or not target.is_file():
            problem = done.stderr.decode(errors="replace").strip()[-200:] or str(done.returncode)
            raise Unavailable(code="form.libreoffice", problem=problem)
        return target.read_bytes()
