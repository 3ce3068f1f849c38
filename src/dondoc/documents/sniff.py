"""What a file is by its content, whatever its name says; used for documents and for evidence."""

import re
import zipfile
from io import BytesIO
from pathlib import PurePath
from typing import Final

TEXT: Final = "text/plain"
HTML: Final = "text/html"
PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC: Final = "application/msword"
ZIP: Final = "application/zip"
#: The container of the old Office programs, without a stream that says which.
OLE: Final = "application/x-ole-storage"
#: A Word, Excel or PowerPoint file locked with a password (the name that Apache Tika uses).
PROTECTED: Final = "application/x-tika-ooxml-protected"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TIFF: Final = "image/tiff"
UNKNOWN: Final = "application/octet-stream"

_OFFICE_PARTS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {
    "EncryptedPackage": PROTECTED,
    "WordDocument": DOC,
    "Workbook": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_TEXT_BY_ENDING = {".csv": "text/csv", ".eml": "message/rfc822", ".ics": "text/calendar", ".json": "application/json"}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Comments are atomic groups: else a row of them would be tried in every possible way.
_HTML_START = re.compile(
    rb"\s*(?><\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_SVG_START = re.compile(rb"\s*(?><\?xml[^>]*>\s*)?(?><!--.*?-->\s*|<!doctype[^>]*>\s*)*<svg\b", re.I | re.S)
_HTML_TAG = re.compile(rb"<(?:p|div|table|h[1-6]|span|br|ul|title)[\s/>]", re.I)
#: Bytes that text rarely holds; tab, line ends, form feed and escape do occur.
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096
_SAMPLE = 64 * 1024
#: Entries of a zip directory that are worth listing.
_MOST_ENTRIES = 20_000
#: Programs of Windows, Linux and macOS.
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_ZIP_ENTRY = b"PK\x01\x02"


def media_type(data: bytes, name: str) -> str:
    """Media type of `data`; the name only decides between kinds of plain text. Never fails.

    >>> media_type(b"%PDF-1.7 ...", "anh.jpg")
    'application/pdf'
    """
    head = data[:_HEAD]
    # Some bytes may stand before a PDF; those of a program make it a program.
    if b"%PDF-" in head[:1024] and not (head.startswith(_PROGRAMS) and _is_binary(data)):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    if head.startswith(_OLE_MAGIC):
        return _ole_type(data)
    return _magic_type(head) or _text_type(data, name) or UNKNOWN


def _zip_type(data: bytes) -> str:
    if data.count(_ZIP_ENTRY) > _MOST_ENTRIES:
        return ZIP
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                return package.read("mimetype").decode("ascii", "replace").strip() or ZIP
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, IndexError):
        return ZIP
    if "[Content_Types].xml" not in names:
        return ZIP
    return next((kind for part, kind in _OFFICE_PARTS.items() if any(name.startswith(part) for name in names)), ZIP)


def _ole_type(data: bytes) -> str:
    for stream, kind in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in data:
            return kind
    return OLE


def _magic_type(head: bytes) -> str | None:
    import filetype  # noqa: PLC0415 - only needed when a file is looked at

    # Its match for fonts, music and the like may rest on two bytes; a text that begins "BM" is no picture.
    guessed = filetype.guess(head)
    if guessed is None or (not _is_binary(head) and not head.startswith((b"{\\rtf", b"%!PS"))):
        return None
    return str(guessed.mime)


def _is_binary(data: bytes) -> bool:
    """Whether the bytes are no text: some NUL, or more than a stray control character."""
    sample = data[:_SAMPLE]
    return b"\x00" in data or len(_CONTROL.findall(sample)) * 100 > len(sample)


def _text_type(data: bytes, name: str) -> str | None:
    head = data[:_HEAD].removeprefix(_BOMS[0])
    if data.startswith(_BOMS[1:]):
        head = data[:_HEAD].replace(b"\x00", b"")[2:]
    elif not data or _is_binary(data):
        return None
    ending = PurePath(name).suffix.lower()
    if _HTML_START.match(head) or (ending in {".html", ".htm"} and _HTML_TAG.search(data)):
        return HTML
    if _SVG_START.match(head):
        return "image/svg+xml"
    return _TEXT_BY_ENDING.get(ending, TEXT)
