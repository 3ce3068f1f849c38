"""Has .pdf files read by a process of its own, which may crash, hang or swell without harm to this one.

A page of a few kilobytes can unfold to minutes of work and gigabytes. The process serves one file after the other, so
that only the first waits for it to start.
"""

import atexit
import contextlib
import io
import os
import pickle
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Final, cast

from dondoc.documents import pdf_worker
from dondoc.documents.limits import Limits
from dondoc.errors import BadInput

if TYPE_CHECKING:
    from dondoc.documents.ocr import Picture
    from dondoc.documents.pdf_pages import Pages

#: Modules of the values that come back; nothing else is unpickled.
_KNOWN: Final = frozenset(
    f"dondoc.documents.{name}" for name in ("content", "ocr", "pdf_lines", "pdf_pages", "pdf_tables")
)
_LOCK = threading.Lock()


def read_pages(data: bytes, name: str, limits: Limits) -> "Pages":
    """Lines, tables and pictures of all pages.

    Raises:
        BadInput: `document.encrypted`, `document.damaged`; `document.too_long` for too many pages, and for what takes
            too long or too much memory.
    """
    if not limits.is_apart:
        from dondoc.documents import pdf_pages  # noqa: PLC0415 - pdfium loads when needed

        return pdf_pages.read_pages(data, name, limits)
    return cast("Pages", _ask((pdf_worker.READ, data, name, limits), name, limits))


def draw_page(data: bytes, name: str, number: int, limits: Limits) -> "Picture":
    """Page `number` (from 1) as it would be printed, in grey; BadInput as for `read_pages`."""
    if not limits.is_apart:
        from dondoc.documents import pdf_pages  # noqa: PLC0415 - pdfium loads when needed

        return pdf_pages.draw_page(data, name, number, limits)
    return cast("Picture", _ask((pdf_worker.DRAW, data, name, limits, number), name, limits))


def _ask(question: tuple[object, ...], name: str, limits: Limits) -> object:
    with _LOCK:
        child = _Child.of(limits.apart_megabytes)
        answer, is_late = child.ask(pickle.dumps(question), limits.apart_seconds)
        if answer is None:
            _Child.forget()
            raise BadInput(code="document.too_long" if is_late else "document.damaged", file=name)
    verdict, value = _Unpickler(io.BytesIO(answer)).load()
    if verdict == pdf_worker.REFUSED:
        code, cause = value
        raise BadInput(code=code, file=name) from RuntimeError(cause)
    return value


class _Unpickler(pickle.Unpickler):
    """Builds the values of the readers only: what comes back has looked at a hostile file."""

    def find_class(self, module: str, name: str) -> object:
        if module in _KNOWN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Child:
    """The process, started when it is first asked."""

    _only: "_Child | None" = None

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes
        self.owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", pdf_worker.__name__, str(megabytes)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @classmethod
    def of(cls, megabytes: int) -> "_Child":
        """The one that runs, or a new one; after a fork the parent's is not shared."""
        child = cls._only
        if child is None or child.owner != os.getpid() or child.megabytes != megabytes or child.has_ended():
            if child is not None and child.owner == os.getpid():
                child.end()
            child = cls._only = cls(megabytes)
        return child

    @classmethod
    def forget(cls) -> None:
        """Ends the one that runs."""
        child, cls._only = cls._only, None
        if child is not None and child.owner == os.getpid():
            child.end()

    def has_ended(self) -> bool:
        """Whether it crashed or was killed."""
        return self._process.poll() is not None

    def ask(self, question: bytes, seconds: float) -> tuple[bytes | None, bool]:
        """The answer, or None when it died, and whether it was killed for being late."""
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        watch = threading.Timer(seconds, give_up)
        watch.start()
        try:
            stdin, stdout = self._process.stdin, self._process.stdout
            if stdin is None or stdout is None:
                return None, False
            pdf_worker.put(stdin, question)
            return pdf_worker.take(stdout), late.is_set()
        except OSError:
            return None, late.is_set()
        finally:
            watch.cancel()

    def end(self) -> None:
        """Ends it now."""
        self._process.kill()
        with contextlib.suppress(OSError):
            self._process.communicate()


atexit.register(_Child.forget)
