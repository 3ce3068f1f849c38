"""How much of a document is read: documents are hostile input, so everything that can grow has a bound."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one reading; whatever goes beyond is refused as `document.too_large`."""

    #: Bytes of the file itself.
    file_bytes: int = 50 * 1024 * 1024
    #: Bytes of one unpacked part of a .docx: a report of 1,000 pages stays far below, a zip bomb does not.
    part_bytes: int = 32 * 1024 * 1024
    #: Files inside a .docx.
    members: int = 10_000
    #: Paragraphs and cells.
    blocks: int = 300_000
    #: Pages of a .pdf.
    pages: int = 2_000
    #: Pages of a .pdf on which tables are looked for (about 0.1 s each); later pages are read as plain text.
    table_pages: int = 60
