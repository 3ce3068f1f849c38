"""The one door for documents: a file or its bytes become a `Document`, or a `DondocError` that says why not."""

import hashlib
import stat
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from typing import Final, TypeAlias

from dondoc.core.document import Block, Document
from dondoc.core.extraction import Doubt
from dondoc.documents import sniff
from dondoc.documents.content import Contents
from dondoc.documents.limits import Limits, check_length
from dondoc.errors import BadInput, DondocError

#: Known by its ending alone: by its content it is plain text.
MARKDOWN: Final = "text/markdown"

#: Media type that an ending promises.
ENDINGS: Final = {
    ".txt": sniff.TEXT,
    ".docx": sniff.DOCX,
    ".docm": sniff.DOCX,
    ".doc": sniff.DOC,
    ".md": MARKDOWN,
    ".html": sniff.HTML,
    ".htm": sniff.HTML,
    ".pdf": sniff.PDF,
    ".png": sniff.PNG,
    ".jpg": sniff.JPEG,
    ".jpeg": sniff.JPEG,
    ".tif": sniff.TIFF,
    ".tiff": sniff.TIFF,
}

#: What other programs save with the ending .doc, and Word opens.
_SAVED_AS_DOC = frozenset({sniff.DOCX, sniff.HTML})
_DEFAULT_LIMITS = Limits()
_LABELS = {
    sniff.TEXT: "TXT",
    sniff.HTML: "HTML",
    sniff.PDF: "PDF",
    sniff.DOCX: "DOCX",
    sniff.XLSX: "XLSX",
    sniff.PPTX: "PPTX",
    sniff.DOC: "DOC",
    sniff.ZIP: "ZIP",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """A file as one text with blocks."""

    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    margins: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def read_document(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Reads a .txt, .md, .docx, .doc, .html or .pdf file, or the picture of a page (.png, .jpg, .tif).

    Raises:
        BadInput: what `file_bytes` and `read_bytes` raise.
    """
    return read_bytes(file_bytes(path, limits=limits), path.name, limits=limits)


def file_bytes(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> bytes:
    """The bytes of a document's file.

    Raises:
        BadInput: `document.missing` (no such file, or a folder), `document.unreadable` (no permission),
            `document.too_large` (asked before a byte is read).
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise BadInput(code="document.missing", file=str(path))
        if not stat.S_ISREG(status.st_mode):
            raise BadInput(code="document.unreadable", file=str(path))
        _check_size(status.st_size, path.name, limits)
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise BadInput(code="document.unreadable", file=str(path)) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        raise BadInput(code="document.missing", file=str(path)) from error


def read_bytes(data: bytes, name: str, *, limits: Limits = _DEFAULT_LIMITS) -> Document:
    """Reads the bytes of a file called `name`; its ending says how, and the content must agree.

    Raises:
        BadInput: `document.empty`, `.too_large`, `.too_long`, `.unsupported`, `.wrong_type`, `.encrypted`, `.scanned`,
            `.garbled`, `.damaged`, `.not_converted`, `.unrecognised`,
            `.encoding_unknown`.
    """
    _check_size(len(data), name, limits)
    if not data:
        raise BadInput(code="document.empty", file=name)
    kind = _checked_type(data, name)
    laid = _read_safely(_READERS[kind], data, name, limits)
    check_length(len(laid.text), name, limits)
    if not laid.blocks:
        raise BadInput(code="document.empty", file=name)
    return Document(
        name=unicodedata.normalize("NFC", name),
        media_type=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        text=laid.text,
        blocks=laid.blocks,
        title=laid.title,
        margins=laid.margins,
        doubts=laid.doubts,
    )


def _check_size(size: int, name: str, limits: Limits) -> None:
    if size > limits.file_bytes:
        megabytes = -(-size // (1024 * 1024))
        raise BadInput(code="document.too_large", file=name, size=megabytes, limit=limits.file_bytes // (1024 * 1024))


def _checked_type(data: bytes, name: str) -> str:
    ending = PurePath(name).suffix.lower()
    found = sniff.media_type(data, name)
    expected = ENDINGS.get(ending)
    if found == sniff.PROTECTED:
        raise BadInput(code="document.encrypted", file=name)
    if expected is None:
        raise BadInput(code="document.unsupported", file=name, ending=ending or "-")
    if found == expected or (expected in {sniff.HTML, MARKDOWN} and found == sniff.TEXT):
        return expected
    if expected == sniff.DOC and found in _SAVED_AS_DOC:
        return found
    is_torn = expected == sniff.DOCX and found == sniff.ZIP and not _opens_as_zip(data)
    if is_torn or (expected == sniff.DOC and found == sniff.OLE):
        raise BadInput(code="document.damaged", file=name)
    raise BadInput(code="document.wrong_type", file=name, ending=ending, found=_label(found))


def _label(kind: str) -> str:
    """A media type as people call it: "PDF", "JPEG"; "BIN" for what has no short name."""
    short = kind.rpartition("/")[2].upper()
    return _LABELS.get(kind) or (short if short.isalnum() and len(short) <= 4 else "BIN")


def _opens_as_zip(data: bytes) -> bool:
    return zipfile.is_zipfile(BytesIO(data))


def _read_safely(reader: "_Reader", data: bytes, name: str, limits: Limits) -> _Laid:
    """The border to the libraries: a hostile file may make them raise anything, and all of it means "damaged"."""
    try:
        return reader(data, name, limits)
    except DondocError:
        raise
    except Exception as error:
        raise BadInput(code="document.damaged", file=name) from error


def _read_txt(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.txt_reader import read_txt  # noqa: PLC0415 - formats load when needed

    text, blocks, doubts = read_txt(data, name=name, limits=limits)
    return _Laid(text=text, blocks=blocks, doubts=doubts)


def _read_markdown(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.markdown_reader import read_markdown  # noqa: PLC0415 - formats load when needed

    return _lay_out(read_markdown(data, name=name, limits=limits), name, limits)


def _read_docx(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.docx_reader import read_docx  # noqa: PLC0415 - lxml loads when needed

    return _lay_out(read_docx(data, name=name, limits=limits), name, limits)


def _read_doc(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.doc_reader import read_doc  # noqa: PLC0415 - formats load when needed

    return _lay_out(read_doc(data, name=name, limits=limits), name, limits)


def _read_html(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.html_reader import read_html  # noqa: PLC0415 - lxml and trafilatura load when needed

    return _lay_out(read_html(data, name=name, limits=limits), name, limits)


def _read_pdf(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.pdf_reader import read_pdf  # noqa: PLC0415 - pdfium loads when needed

    return _lay_out(read_pdf(data, name=name, limits=limits), name, limits)


def _read_picture(data: bytes, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.picture_reader import read_pictures  # noqa: PLC0415 - Pillow loads when needed

    return _lay_out(read_pictures([data], name=name, limits=limits), name, limits)


def _lay_out(contents: Contents, name: str, limits: Limits) -> _Laid:
    from dondoc.documents.layout import lay_out  # noqa: PLC0415 - formats load when needed

    text, blocks = lay_out(contents.items, name=name, limits=limits)
    margins = tuple(unicodedata.normalize("NFC", line) for line in contents.margins)
    return _Laid(text=text, blocks=blocks, title=contents.title, margins=margins, doubts=contents.doubts)


_Reader: TypeAlias = Callable[[bytes, str, Limits], _Laid]
_READERS: Final[dict[str, _Reader]] = {
    sniff.TEXT: _read_txt,
    MARKDOWN: _read_markdown,
    sniff.DOCX: _read_docx,
    sniff.DOC: _read_doc,
    sniff.HTML: _read_html,
    sniff.PDF: _read_pdf,
    sniff.PNG: _read_picture,
    sniff.JPEG: _read_picture,
    sniff.TIFF: _read_picture,
}
